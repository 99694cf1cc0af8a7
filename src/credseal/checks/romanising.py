"""Greek and Cyrillic names in Latin letters, as passports have them; and Latin letters that the machine-readable zone lacks.

    romanisations("γιωργος παπαδοπουλος")       # {'giorgos papadopoulos', ...}
    romanisations("jürgen groß")                # {'juergen gross', ...}

Nobody can tell from a name which language it is in, so that each table yields a form of its own, and a name is any of them:

* Greek: ELOT 743 (1987), of which ISO 843 holds the table of transcription: https://www.iso.org/standard/5215.html
* Cyrillic: ICAO Doc 9303 part 3, section 6 B (https://www.icao.int/publications/documents/9303_p3_cons_en.pdf); Ukraine's
  Resolution 55 of 2010; Bulgaria's Transliteration Act of 2009
* Latin: ICAO Doc 9303 part 3, section 6 A, as far as a letter becomes two

Other scripts are not romanised: a name in one of them is not comparable with a name in Latin letters, rather than guessed at.
"""

# ruff: noqa: RUF001  these are tables of letters that look alike

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters without a decomposition, which "without diacritics" means nevertheless.
_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ø": "o", "ı": "i", "ŋ": "n", "ß": "ss"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
)
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

_GREEK = str.maketrans(
    dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
# Before a vowel or a voiced consonant as "v", before others and at the end as "f".
_V_AND_F = re.compile(r"([αεη])υ(?=([βγδζλμνραεηιουωobn])|)")
_GREEK_PAIRS = (
    (re.compile(r"ου"), "ou"),
    (re.compile(r"γγ"), "ng"),
    (re.compile(r"γξ"), "nx"),
    (re.compile(r"γχ"), "nch"),
    (re.compile(r"\bμπ|μπ\b"), "b"),
)

_ICAO = dict(zip("абвгдеёзиійклмнопрстуфыэ", "abvgdeeziiiklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ь": "", "ю": "iu", "я": "ia",
    "ґ": "g", "ў": "u", "є": "ie", "ї": "i",
}  # fmt: skip
_UKRAINIAN = _ICAO | {"г": "h", "и": "y"}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BULGARIAN = _ICAO | {"й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"}
# What comes before the letters one by one, and the letters.
_CYRILLIC = tuple(
    ([(re.compile(pattern), latin) for pattern, latin in first.items()], str.maketrans(letters))
    for first, letters in (
        ({}, _ICAO),
        ({rf"\b{letter}": latin for letter, latin in _UKRAINIAN_FIRST.items()} | {"зг": "zgh"}, _UKRAINIAN),
        ({r"ия\b": "ia"}, _BULGARIAN),
    )
)


def without_diacritics(text: str) -> str:
    """A text in lower case without the marks on its letters, and with letters such as ł and ø made plain."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


def romanisations(text: str) -> frozenset[str]:
    """The forms that a text in lower case takes in Latin letters, by the tables above; among them the one without diacritics."""
    composed = unicodedata.normalize("NFC", text)
    plain = without_diacritics(composed)
    two_letters = without_diacritics(composed.translate(_TWO_LETTERS))
    return frozenset({plain, two_letters, _greek(composed), *_cyrillic(composed)})


def _cyrillic(composed: str) -> Iterator[str]:
    for first, letters in _CYRILLIC:
        text = composed  # with its marks: й and ї are letters of their own
        for pattern, latin in first:
            text = pattern.sub(latin, text)
        yield without_diacritics(text.translate(letters))


def _greek(composed: str) -> str:
    """ELOT 743. A diaeresis, and an accent on the first of two vowels, say that the two are no pair."""
    kept_apart = re.sub(r"(?<=[άέήό])υ|[ϋΰ]", "y", composed)
    text = without_diacritics(kept_apart)
    for pair, latin in _GREEK_PAIRS:
        text = pair.sub(latin, text)
    text = _V_AND_F.sub(lambda found: found[1] + ("v" if found[2] else "f"), text)
    return text.translate(_GREEK)
