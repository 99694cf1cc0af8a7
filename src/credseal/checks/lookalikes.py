"""Whether two names look alike to a person, though they are written with other letters.

    resembles("Univеrsity of Example", "University of Example")      # True: the first has a Cyrillic "е"
    skeleton("Unlverslty of Exarnple")                                # the same as that of "University of Example"

The idea is the skeleton of Unicode TR 39, section 4 (https://www.unicode.org/reports/tr39/#Confusable_Detection): letters that look
alike become one, what is not seen goes. The table is small: the look-alikes of Latin letters among Greek, Cyrillic, Armenian and
Cherokee letters and digits; compatibility forms (mathematical, full-width, ligatures) fold by NFKC. Case, accents, spaces
and punctuation go as well, for nobody remembers them: this finds resemblance, and proves nothing.
"""

# ruff: noqa: RUF001, RUF002  that is what it is about

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 200
"""Characters of a name that is looked at."""

# Greek, Cyrillic, Armenian, Cherokee.
_CAPITALS = (
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "abezhikmnoptyxc"),
    ("АВЕЅІЈКМНОРСТУХԚԜӀ", "abesijkmhopctyxqwi"),
    ("ՕՍՏ", "ous"),
    ("ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "abcehjklmprsivwz"),
)
_SMALL = (
    ("αγεικνορτυωϲϳ", "ayeikvoptuwcj"),
    ("авгекмнопрстухѕіјһԁԛԝӏь", "abrekmhonpctyxsijhdqwlb"),
    ("օսհոցզք", "ouhngqp"),
)
# Those that look alike within one script, and pairs of letters that read as one.
_ALIKE = (("01|iıłđøħ", "ollllldoh"),)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def skeleton(name: str) -> str:
    """What a name looks like."""
    text = unicodedata.normalize("NFKC", name)
    text = text.translate(_table(_CAPITALS)).casefold().translate(_table(_SMALL))
    bare = "".join(
        character for character in unicodedata.normalize("NFD", text) if character.isalnum() or character == "|"
    )
    text = bare.translate(_table(_ALIKE))
    for pair, one in _PAIRS:
        text = text.replace(pair, one)
    return text


def resembles(first: str, second: str) -> bool:
    """Whether two names look alike and are not the same name."""
    return not is_same(first, second) and skeleton(first) == skeleton(second)


def is_same(first: str, second: str) -> bool:
    """Whether two names are one, apart from case and spaces."""
    return _plain(first) == _plain(second)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=3)
def _table(rows: tuple[tuple[str, str], ...]) -> Mapping[int, int]:
    return {ord(one): ord(other) for ones, others in rows for one, other in zip(ones, others, strict=True)}
