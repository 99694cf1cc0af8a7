"""Pairs of letters that stand closer together, or further apart, than their widths say: "Te", "AV", "P,".

    kerning = Kerning(gpos)
    kerning.between(left, right)          # -57, in font units; left and right are glyphs

From the table ``GPOS``, pair adjustment, formats 1 and 2
(https://learn.microsoft.com/typography/opentype/spec/gpos#lookup-type-2-subtable-pair-adjustment-positioning). Our files keep no
other feature, so all its lookups are meant, and a pair moves nothing but the end of its first glyph.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS, _EXTENSION = 2, 9  # types of lookup
_FIRST_ADVANCE_ONLY = (4, 0)  # what the values for the first and the second glyph hold


class _Pairs(NamedTuple):
    """One subtable: the class of each first glyph, of each second one (0 where it has none), and the value of both."""

    first: dict[int, int]
    second: dict[int, int]
    values: dict[tuple[int, int], int]


class Kerning:
    """The pairs of one face.

    Args:
        table: the bytes of ``GPOS``.
    """

    def __init__(self, table: bytes) -> None:
        self._subtables = tuple(_subtables(table))

    def between(self, left: int, right: int) -> int:
        """How far a glyph is moved because of the one before it, in font units."""
        for first, second, values in self._subtables:
            if left in first:
                value = values.get((first[left], second.get(right, 0)), 0)
                if value:
                    return value
        return 0


def _subtables(table: bytes) -> Iterator[_Pairs]:
    (lookups_at,) = struct.unpack_from(">H", table, 8)
    for lookup_at in _offsets(table, lookups_at):
        kind = _number(table, lookup_at)
        for offset in _offsets(table, lookup_at, 4):
            at = offset
            if kind == _EXTENSION:
                extended, further = struct.unpack_from(">HL", table, at + 2)
                at, is_pairs = at + further, extended == _PAIRS
            else:
                is_pairs = kind == _PAIRS
            if is_pairs and struct.unpack_from(">HH", table, at + 4) == _FIRST_ADVANCE_ONLY:
                yield _single(table, at) if _number(table, at) == 1 else _classes(table, at)


def _single(table: bytes, at: int) -> _Pairs:
    """Format 1: for each first glyph a list of second ones. A glyph is a class of its own."""
    values = {}
    covered = _covered(table, at + _number(table, at + 2))
    for first, listed_at in zip(covered, _offsets(table, at, 8), strict=True):
        for pair_at in range(listed_at + 2, listed_at + 2 + 4 * _number(table, listed_at), 4):
            second, value = struct.unpack_from(">Hh", table, pair_at)
            values[first, second] = value
    return _Pairs({each: each for each in covered}, {second: second for _, second in values}, values)


def _classes(table: bytes, at: int) -> _Pairs:
    """Format 2: a table of values by the classes of both."""
    first_at, second_at, rows, columns = struct.unpack_from(">4H", table, at + 8)
    known = _class_of(table, at + first_at)
    numbers = struct.unpack_from(f">{rows * columns}h", table, at + 16)
    return _Pairs(
        {each: known.get(each, 0) for each in _covered(table, at + _number(table, at + 2))},
        _class_of(table, at + second_at),
        {divmod(index, columns): value for index, value in enumerate(numbers) if value},
    )


def _covered(table: bytes, at: int) -> tuple[int, ...]:
    """A coverage table: the glyphs that a subtable speaks of, in order."""
    form, count = struct.unpack_from(">HH", table, at)
    if form == 1:
        return struct.unpack_from(f">{count}H", table, at + 4)
    ranges = (struct.unpack_from(">HH", table, at + 4 + 6 * index) for index in range(count))
    return tuple(glyph for start, end in ranges for glyph in range(start, end + 1))


def _class_of(table: bytes, at: int) -> dict[int, int]:
    """A class definition: glyph -> class."""
    if _number(table, at) == 1:
        start, count = struct.unpack_from(">HH", table, at + 2)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, at + 6), start))
    ranges = (struct.unpack_from(">HHH", table, at + 4 + 6 * index) for index in range(_number(table, at + 2)))
    return {glyph: each for start, end, each in ranges for glyph in range(start, end + 1)}


def _offsets(table: bytes, at: int, skipped: int = 0) -> list[int]:
    """A counted list of offsets that starts some bytes behind ``at``, from which they count."""
    count = _number(table, at + skipped)
    return [at + offset for offset in struct.unpack_from(f">{count}H", table, at + skipped + 2)]


def _number(table: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", table, at)[0]
    return number
