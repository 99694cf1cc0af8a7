"""Lines of text that fit: wrapped by what they take on a terminal, and never reaching past a margin.

    wrapped("one two three", columns=8)        # ['one two', 'three']

A line that a terminal had to break by itself would begin at the left edge, where only the verifier's own words may begin; so
letters of double width (Unicode TR 11, https://www.unicode.org/reports/tr11/) count as two, and words that are too long are cut.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST = 16  # columns for text, however narrow the terminal


def columns_of(text: str) -> int:
    """How many columns a text takes on a terminal, counted high."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def wrapped(text: str, *, columns: int) -> list[str]:
    """A text as lines of at most so many columns; one empty line for an empty text."""
    columns = max(columns, _LEAST)
    lines, line = [], ""
    for word in _pieces(text, columns):
        if line and columns_of(line) + 1 + columns_of(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def hanging(head: str, text: str, *, columns: int) -> list[str]:
    """A text beside a head; its further lines begin where the first one does."""
    indent = columns_of(head)
    first, *others = wrapped(text, columns=columns - indent)
    return [f"{head}{first}".rstrip(), *(" " * indent + line for line in others)]


def table(rows: Sequence[tuple[str, str]], *, columns: int, prefix: str = "") -> list[str]:
    """Labels and texts, the texts aligned, every line after the prefix."""
    width = max((columns_of(label) for label, _ in rows), default=0) + 2
    return [
        prefix + line
        for label, text in rows
        for line in hanging(label + " " * (width - columns_of(label)), text, columns=columns - len(prefix))
    ]


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The words; those that are longer than a line in parts."""
    for word in text.split(" "):
        part = ""
        for character in word:
            if columns_of(part) + columns_of(character) > columns:
                yield part
                part = ""
            part += character
        if part:
            yield part
