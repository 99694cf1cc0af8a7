"""Text that fits its box: broken into lines, made smaller as far as it may be, and cut at the end only then.

    fitted = fit("Testing drinking water in small supplies", Face.TITLE, width=340, height=160, sizes=(46, 24))
    fitted.size, fitted.lines          # 46.0, ("Testing drinking", "water in small", "supplies")

Lines break at spaces and behind hyphens and slashes (a small part of Unicode TR 14, https://www.unicode.org/reports/tr14/); a word
that is wider than the box is broken anywhere, but only when smaller letters do not help. Among the ways to break a text into as few
lines as it takes, the one with the most even lines is chosen. The time it takes grows with the length of the text and no faster.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from credseal.render.typeface import Face, typeface

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "\u2026"
_STEPS = 12  # sizes that are tried
_HALVINGS = 7  # how exactly lines are evened out
_BREAK_BEHIND = frozenset(" -/\u2010\u2013\u2014")


@dataclass(frozen=True)
class Fitted:
    """A text as lines.

    Attributes:
        lines: the lines, from the top.
        widths: how wide each is.
        size: of the letters.
        leading: from one baseline to the next.
        face: of the letters.
        tracking: additional space between letters, in parts of the size.
    """

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    leading: float
    face: Face
    tracking: float = 0

    @property
    def height(self) -> float:
        """What the lines take, from the top of the first to the bottom of the last."""
        return self.leading * len(self.lines)


class _Cluster(NamedTuple):
    """A letter with its marks: where it begins and ends in the text, and on the line (in ems)."""

    begin: int
    end: int
    left: float
    right: float


def fit(
    text: str,
    face: Face,
    *,
    width: float,
    height: float,
    sizes: tuple[float, float],
    leading: float = 1.2,
    tracking: float = 0,
) -> Fitted:
    """Break a text into lines that fit a box.

    Args:
        text: one line of characters that the face has.
        face: of the letters.
        width: of the box.
        height: of the box; at least one line is set.
        sizes: of the letters, the largest and the smallest.
        leading: from one baseline to the next, in parts of the size.
        tracking: additional space between letters, in parts of the size.
    """
    clusters = _clusters(text, face, tracking)
    largest, smallest = sizes
    for step in range(_STEPS):
        size = largest * (smallest / largest) ** (step / (_STEPS - 1))
        most = max(1, int(height / (leading * size) + 1e-6))
        ends = _ends(text, clusters, width / size, whole_words=True)
        if ends is not None and len(ends) <= most:
            ends = _evened(text, clusters, width / size, ends)
            return _set(_lines(text, clusters, ends), face, size, leading, tracking)
    ends = _ends(text, clusters, width / smallest, whole_words=False) or []
    lines = _lines(text, clusters, ends)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], face, width / smallest, tracking)]
    return _set(lines, face, smallest, leading, tracking)


def _clusters(text: str, face: Face, tracking: float) -> list[_Cluster]:
    measure = typeface(face)
    clusters: list[_Cluster] = []
    for index, placed in enumerate(measure.place(text, tracking=tracking * measure.units)):
        left, right = placed.x / measure.units, placed.end / measure.units
        if clusters and unicodedata.category(placed.character) in ("Mn", "Me"):
            clusters[-1] = clusters[-1]._replace(end=index + 1)
        else:
            clusters.append(_Cluster(index, index + 1, left, right))
    return clusters


def _ends(text: str, clusters: Sequence[_Cluster], width: float, *, whole_words: bool) -> list[int] | None:
    """Behind which cluster each line ends, lines being filled one after the other; None where a word does not fit."""
    ends: list[int] = []
    first, allowed = 0, 0  # the first cluster of the line, and behind the last one where it may end
    for index, cluster in enumerate(clusters):
        blank = _is_blank(text, cluster)
        while not blank and cluster.right - clusters[first].left > width and index > first:
            if allowed > first:
                ends.append(allowed)
            elif whole_words:
                return None
            else:
                ends.append(index)
            first = ends[-1]
        if whole_words and cluster.right - cluster.left > width:
            return None
        if text[cluster.end - 1] in _BREAK_BEHIND:
            allowed = index + 1
    return [*ends, len(clusters)]


def _evened(text: str, clusters: Sequence[_Cluster], width: float, ends: list[int]) -> list[int]:
    """The same text in as many lines, as narrow as possible."""
    narrow, wide = 0.0, width
    for _ in range(_HALVINGS if len(ends) > 1 else 0):
        middle = (narrow + wide) / 2
        tried = _ends(text, clusters, middle, whole_words=True)
        if tried is not None and len(tried) <= len(ends):
            ends, wide = tried, middle
        else:
            narrow = middle
    return ends


def _lines(text: str, clusters: Sequence[_Cluster], ends: Sequence[int]) -> list[str]:
    """The lines, without the blanks that they begin and end with."""
    lines = []
    for begin, end in zip([0, *ends[:-1]], ends, strict=True):
        kept = [index for index in range(begin, end) if not _is_blank(text, clusters[index])]
        if kept:
            lines.append(text[clusters[kept[0]].begin : clusters[kept[-1]].end])
    return lines


def _is_blank(text: str, cluster: _Cluster) -> bool:
    return text[cluster.begin : cluster.end] == " "  # with a mark it is none


def _cut(line: str, face: Face, width: float, tracking: float) -> str:
    """A line with an ellipsis at its end, shorter by what that takes."""
    measure = typeface(face)
    clusters = _clusters(line, face, tracking)
    while clusters:
        shortened = line[: clusters[-1].end].rstrip(" ") + ELLIPSIS
        if measure.width(shortened, tracking=tracking * measure.units) <= width * measure.units:
            return shortened
        clusters.pop()
    return ELLIPSIS


def _set(lines: Sequence[str], face: Face, size: float, leading: float, tracking: float) -> Fitted:
    measure = typeface(face)
    widths = (measure.width(line, tracking=tracking * measure.units) * size / measure.units for line in lines)
    return Fitted(tuple(lines), tuple(widths), size, leading * size, face, tracking)
