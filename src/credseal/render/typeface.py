"""The letters of the pictures: three TrueType files that ship with credseal, measured and taken apart here.

Both writers place every letter where this module says, so a PNG and an SVG of one credential look the same on every machine,
whatever fonts that has. The files cover Latin with all its diacritics, Greek with polytonic, and Cyrillic; what they do not
have is never drawn as something else (``lacking``).

    face = typeface(Face.TITLE)
    face.width("Łódź")                    # in font units, pairs of letters moved together as the face wants them
    face.place("Łódź")                    # where each letter stands
    face.outline("Ł")                     # its contours
    lacking("愛子")                        # {'愛', '子'}

TrueType: https://learn.microsoft.com/typography/opentype/spec/ , the tables ``head``, ``hhea``, ``maxp``, ``loca``, ``glyf``,
``hmtx``, ``cmap`` (format 4) and ``GPOS`` (see ``kerning``). The files are our own, their digests are checked before they are
read (``credseal.bundled``): this is no reader for fonts of strangers.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from credseal import bundled
from credseal.render.kerning import Kerning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = ("Mn", "Me")
# In ems: between a letter and a mark that has no common form with it; how far marks may reach, so that lines stay apart.
_MARK_GAP, _HIGHEST, _LOWEST = 0.06, 1.1, -0.45

# Where the four lists of a character map begin, behind how many others; two bytes stand behind the first one.
_COLUMNS = ((0, 14), (1, 16), (2, 16), (3, 16))
_LAST = 0xFFFF  # ends every character map
# Flags of a point of a simple glyph, and of a part of a composite one (specification, glyf).
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128


class Face(StrEnum):
    """Which of the files."""

    TEXT = "inter-regular.ttf"
    STRONG = "inter-semibold.ttf"
    TITLE = "eb-garamond-semibold.ttf"


class Point(NamedTuple):
    """A point of a contour in font units, upwards positive; those off the curve pull it (quadratic Bézier curves)."""

    x: float
    y: float
    on_curve: bool


Contour: TypeAlias = "tuple[Point, ...]"


class Placed(NamedTuple):
    """One character of a text, in font units: where its origin is, and where the text has got to behind it."""

    character: str
    x: float
    y: float
    end: float


class Extent(NamedTuple):
    """The box around a glyph's ink."""

    left: int
    bottom: int
    right: int
    top: int


@dataclass(frozen=True)
class Typeface:
    """One file, ready to measure.

    Attributes:
        data: the file, as the rasteriser wants it.
        units: how many font units an em has.
    """

    data: bytes = field(repr=False)
    units: int
    _glyphs: dict[str, int] = field(repr=False)
    _advances: tuple[int, ...] = field(repr=False)
    _locations: tuple[int, ...] = field(repr=False)
    _kerning: Kerning = field(repr=False)

    def has(self, character: str) -> bool:
        """Whether the face can draw this character."""
        return character in self._glyphs

    def width(self, text: str, *, tracking: float = 0) -> float:
        """How far a text reaches, in font units."""
        placed = self.place(text, tracking=tracking)
        return placed[-1].end if placed else 0

    def place(self, text: str, *, tracking: float = 0) -> list[Placed]:
        """Where each character stands.

        Args:
            text: of characters that the face has, in the order in which they are read; NFC.
            tracking: additional space between letters, in font units.
        """
        placed: list[Placed] = []
        previous, end, base = 0, 0.0, Extent(0, 0, 0, 0)
        at, top, bottom = 0.0, 0.0, 0.0
        for character in text:
            glyph = self._glyphs[character]
            if placed and unicodedata.category(character) in _MARKS:
                # No form of its own with this letter: centred, above what is there already or below it.
                mark, gap = self._extent(glyph), _MARK_GAP * self.units
                shift = at + (base.left + base.right - mark.left - mark.right) / 2
                if mark.bottom + mark.top > base.top:
                    rise = min(max(0.0, top + gap - mark.bottom), _HIGHEST * self.units - mark.top)
                else:
                    rise = max(min(0.0, bottom - gap - mark.top), _LOWEST * self.units - mark.bottom)
                top, bottom = max(top, mark.top + rise), min(bottom, mark.bottom + rise)
                placed.append(Placed(character, shift, rise, end))
                continue
            at = end + self._kerning.between(previous, glyph) + (tracking if placed else 0)
            end = at + self._advances[glyph]
            base = self._extent(glyph)
            top, bottom, previous = base.top, base.bottom, glyph
            placed.append(Placed(character, at, 0, end))
        return placed

    def extent(self, character: str) -> Extent:
        """The box around a character's ink; nothing for a blank."""
        return self._extent(self._glyphs[character])

    def outline(self, character: str) -> tuple[Contour, ...]:
        """The contours of a character; the ink is where their winding number is not zero."""
        return tuple(self._contours(self._glyphs[character]))

    def _glyph(self, glyph: int) -> bytes:
        return self.data[self._locations[glyph] : self._locations[glyph + 1]]

    def _extent(self, glyph: int) -> Extent:
        data = self._glyph(glyph)
        return Extent(*struct.unpack_from(">4h", data, 2)) if data else Extent(0, 0, 0, 0)

    def _contours(self, glyph: int) -> Iterator[Contour]:
        data = self._glyph(glyph)
        if not data:
            return
        (count,) = struct.unpack_from(">h", data)
        if count >= 0:
            yield from _simple(data, count)
        else:
            for part, xx, xy, yx, yy, dx, dy in _parts(data):
                for contour in self._contours(part):
                    yield tuple(Point(x * xx + y * yx + dx, x * xy + y * yy + dy, on) for x, y, on in contour)


@lru_cache(maxsize=len(Face))
def typeface(face: Face) -> Typeface:
    """Read one of the files.

    Raises:
        JsonLdError: it is missing or was changed (see ``credseal.bundled.read``).
    """
    data = bundled.read(f"fonts/{face}")
    tables = {
        tag.decode(): (offset, offset + length)
        for tag, _, offset, length in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * _number(data, 4)])
    }

    def table(tag: str) -> bytes:
        return data[slice(*tables[tag])]

    count, metrics = _number(table("maxp"), 4), _number(table("hhea"), 34)
    long = _number(table("head"), 50)  # else offsets are halved
    offsets: tuple[int, ...] = struct.unpack(f">{count + 1}{'L' if long else 'H'}", table("loca"))
    advances: tuple[int, ...] = struct.unpack_from(">" + "Hh" * metrics, table("hmtx"))[::2]
    return Typeface(
        data,
        units=_number(table("head"), 18),
        _glyphs=_characters(table("cmap")),
        _advances=advances + advances[-1:] * (count - metrics),
        _locations=tuple(tables["glyf"][0] + (offset if long else 2 * offset) for offset in offsets),
        _kerning=Kerning(table("GPOS")),
    )


def lacking(text: str) -> set[str]:
    """The characters of a text that cannot be drawn: at least one of the faces lacks them."""
    faces = [typeface(face) for face in Face]
    return {character for character in set(text) if not all(face.has(character) for face in faces)}


def _number(data: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", data, at)[0]
    return number


def _characters(cmap: bytes) -> dict[str, int]:
    """The table ``cmap``, format 4: segments of code points, each with a step to its glyphs or a list of them."""
    at = struct.unpack_from(">L", cmap, 8)[0]  # the first subtable; our files hold only this one, twice
    doubled = _number(cmap, at + 6)
    (ends, starts, steps, lists), lists_at = (
        [struct.unpack_from(f">{doubled // 2}H", cmap, at + offset + index * doubled) for index, offset in _COLUMNS],
        at + 16 + 3 * doubled,
    )
    found = {}
    for index, (start, end, step, listed) in enumerate(zip(starts, ends, steps, lists, strict=True)):
        for point in range(start, end + 1):
            glyph = _number(cmap, lists_at + 2 * index + listed + 2 * (point - start)) if listed else point
            if glyph and point != _LAST:
                found[chr(point)] = (glyph + step) & 0xFFFF
    return found


def _simple(data: bytes, count: int) -> Iterator[Contour]:
    """The contours of a glyph that is made of no others."""
    ends = struct.unpack_from(f">{count}H", data, 10)
    total = ends[-1] + 1 if ends else 0
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", data, at)[0]  # hints, of which our files have none
    flags: list[int] = []
    while len(flags) < total:
        flag, at = data[at], at + 1
        times = 1
        if flag & _REPEAT:
            times, at = times + data[at], at + 1
        flags += [flag] * times
    xs, at = _coordinates(data, at, flags, _SHORT_X, _SAME_X)
    ys, at = _coordinates(data, at, flags, _SHORT_Y, _SAME_Y)
    points = [Point(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    for begin, end in zip((0, *(each + 1 for each in ends)), ends, strict=False):
        yield tuple(points[begin : end + 1])


def _coordinates(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    """One coordinate of each point: each is told as the way from the point before."""
    value, values = 0, []
    for flag in flags:
        if flag & short:
            value, at = value + (data[at] if flag & same else -data[at]), at + 1
        elif not flag & same:
            value, at = value + struct.unpack_from(">h", data, at)[0], at + 2
        values.append(value)
    return values, at


def _parts(data: bytes) -> Iterator[tuple[int, float, float, float, float, int, int]]:
    """The glyphs that another one is made of: which, how they are turned and where they stand."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", data, at)
        dx, dy = struct.unpack_from(">hh" if flags & _WORDS else ">bb", data, at + 4)
        at += 8 if flags & _WORDS else 6
        many = 1 if flags & _SCALE else 2 if flags & _TWO_SCALES else 4 if flags & _MATRIX else 0
        turned = [each / 0x4000 for each in struct.unpack_from(f">{many}h", data, at)]
        at += 2 * many
        xx, xy, yx, yy = {0: (1, 0, 0, 1), 1: (*turned, 0, 0, *turned), 2: (*turned[:1], 0, 0, *turned[1:])}.get(
            many, turned
        )
        yield part, xx, xy, yx, yy, dx, dy
