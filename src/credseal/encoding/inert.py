r"""Foreign text, made unable to do anything but be read.

What stands in a document was written by anybody: a name may hold terminal commands, turn the line around, hide letters, or
begin a line that looks like the verifier's own. Whatever is not plainly visible is shown as an escape.

    inert("Ada\u202eelpmaxE")        # 'Ada\\u202eelpmaxE'
    inert("Ada\x1b[2J")              # 'Ada\\u001b[2J'
    inert("x" * 1000)                # 160 letters, then '... (1000 characters)'

Made visible are control characters (C0, C1, so ANSI too), bidirectional controls, zero-width and other format characters, line and
paragraph separators, tags, unassigned code points, blank letters, and piles of combining marks. See Unicode TR 36, section 3
(https://www.unicode.org/reports/tr36/).
"""

from __future__ import annotations

import unicodedata

MOST = 160
"""Characters of a text that are shown, unless told otherwise."""

# Other (control, format, surrogate, private, unassigned), and line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks that are drawn as nothing: Default_Ignorable_Code_Point without the categories above, and the blank braille
# pattern.
_BLANK = frozenset({0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0})
_BLANK_RANGES = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 3  # on one letter: more than any script needs, fewer than reach into the next line


def inert(text: str, *, most: int = MOST) -> str:
    """The text on one line, with everything that could act or hide made visible.

    Args:
        text: anything that may come from a document, a file name, or an error about either.
        most: how many characters of it are shown; what is left out is counted.

    Returns:
        Text that holds no line break, no control and no format character.
    """
    kept = _visible(text[:most])
    return kept if len(text) <= most else f"{kept}... ({len(text)} characters)"


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    shown, marks = [], _MOST_MARKS  # a mark at the very beginning would sit on a letter of ours
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        hidden = category in _UNSEEN or _is_blank(ord(character)) or marks > _MOST_MARKS
        shown.append(_escape(ord(character)) if hidden else character)
    return "".join(shown)


def _is_blank(point: int) -> bool:
    return point in _BLANK or any(point in blank for blank in _BLANK_RANGES)


def _escape(point: int) -> str:
    most_of_four_digits = 0xFFFF
    return f"\\u{point:04x}" if point <= most_of_four_digits else f"\\U{point:08x}"
