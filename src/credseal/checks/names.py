"""Whether two names may be one person's, and what has to be left aside for it: never more than that, for names identify nobody.

    expected = Wanted(given="Jürgen", family="Müller")
    compare_names((Name(full="MUELLER Juergen"),), expected)
    # Comparison("name", Agreement.WEAK, normalisation="... in Latin letters as passports have them", ...)

Compared are the words of a name, in any order, first as they stand, then ever more loosely: Unicode's composed form, without regard
to case, without diacritics, romanised. A word of the one that the other lacks is left aside last, as long as a given and a family
name agree: not everybody writes all of their names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from credseal.checks.romanising import romanisations, without_diacritics
from credseal.report import Agreement, Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from credseal.model.learner import Name

LONGEST = 200
"""Characters of a name that is compared."""

_APART = re.compile(r"[\s\-\u2010-\u2015,.;\u00b7]+")
_APOSTROPHES = re.compile(r"['\u2019\u02bc`\u00b4\u2018]")
_LATIN = re.compile(r"[a-z0-9 ]*")
Words: TypeAlias = tuple[str, ...]
Forms: TypeAlias = frozenset[Words]

AS_WRITTEN = "exactly as written"
_STEPS: tuple[tuple[str, Callable[[str], Iterable[str]]], ...] = (
    (AS_WRITTEN, lambda text: (text,)),
    ("in any order, in Unicode's composed form (NFC)", lambda text: (_composed(text),)),
    ("in any order and case", lambda text: (_composed(text).casefold(),)),
    ("in any order and case, without diacritics", lambda text: (without_diacritics(_composed(text).casefold()),)),
    (
        "in any order and case, in Latin letters as passports have them (ELOT 743, ICAO 9303)",
        lambda text: romanisations(_composed(text).casefold()),
    ),
)
_FURTHER_NAMES = "; further names left aside"
_WHY_WEAK = "A name by itself identifies nobody."
_OTHER_SCRIPT = "The names are in scripts that are not romanised."


@dataclass(frozen=True)
class Wanted:
    """The names that are expected.

    Args:
        given: given names.
        family: family names.
        others: further whole names.
    """

    given: str | None = None
    family: str | None = None
    others: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What is compared: a whole name, or a part of one."""
        if self.others or (self.given and self.family):
            return "name"
        return "given_name" if self.given else "family_name"

    @property
    def whole(self) -> tuple[str, ...]:
        """Every whole name; the part of one where that is all there is."""
        parts = [part for part in (self.given, self.family) if part]
        return self.others if self.others and len(parts) == 1 else (*filter(None, [" ".join(parts)]), *self.others)


def compare_names(stated: Sequence[Name], wanted: Wanted) -> Comparison:
    """Compares the names of a document with those that are expected.

    Args:
        stated: the document's; former names count as well, a credential keeps the name that its learner had.
        wanted: the expected ones.

    Returns:
        ``weak`` where one agrees, at the strictest step at which it does; ``other`` where none does; ``not_comparable`` where the
        document states none, or in a script that cannot be compared.
    """
    names = {text for name in stated for text in _writings(name) if len(text) <= LONGEST}
    if not names:
        return Comparison(wanted.what, Agreement.NOT_COMPARABLE, reason="The document states no name.")
    whole = [text for text in wanted.whole if len(text) <= LONGEST]
    for words, forms_of in _STEPS:
        theirs, ours = [_forms(name, forms_of) for name in names], [_forms(name, forms_of) for name in whole]
        if any(a & b for a in theirs for b in ours):
            return Comparison(wanted.what, Agreement.WEAK, "clear", words, _WHY_WEAK)
        if words != AS_WRITTEN and any(_is_part(a, wanted, forms_of) for a in theirs):
            return Comparison(wanted.what, Agreement.WEAK, "clear", words + _FURTHER_NAMES, _WHY_WEAK)
    if any(_is_latin(a) for a in theirs) == any(_is_latin(b) for b in ours):
        return Comparison(wanted.what, Agreement.OTHER, "clear")
    return Comparison(wanted.what, Agreement.NOT_COMPARABLE, "clear", reason=_OTHER_SCRIPT)


def _writings(name: Name) -> set[str]:
    """The whole name; where its parts are told, these as well, with and without what stands before the family name."""
    if not (name.given and name.family):
        return {name.written}
    ways = ((name.given, name.family), (name.given, name.family_prefix, name.family))
    return {name.written, *(" ".join(part for part in parts if part) for parts in ways)}


def _forms(text: str, forms_of: Callable[[str], Iterable[str]]) -> Forms:
    """Its forms at one step; nothing is left of a dash that stands for "none", so that it agrees with no other."""
    found = ((form,) if forms_of is _STEPS[0][1] else _words(form) for form in forms_of(text))
    return frozenset(words for words in found if words)


def _words(text: str) -> Words:
    return tuple(sorted(word for word in _APART.split(_APOSTROPHES.sub("", text)) if word))


def _is_part(theirs: Forms, wanted: Wanted, forms_of: Callable[[str], Iterable[str]]) -> bool:
    """Whether one of two names holds all of the other, and a given and a family name are in both."""
    if wanted.what != "name":
        part = wanted.given or wanted.family or ""
        return any(set(a) >= set(b) for a in theirs for b in _forms(part, forms_of))
    if not (wanted.given and wanted.family):
        return False
    given, family = _forms(wanted.given, forms_of), _forms(wanted.family, forms_of)
    for stated in map(set, theirs):
        for first in map(set, given):
            for last in map(set, family):
                within = first | last <= stated or stated <= first | last
                both = first & stated and last & stated
                # One word that is in both of them is not a given and a family name.
                if within and both and len((first | last) & stated) > 1:
                    return True
    return False


def _is_latin(forms: Forms) -> bool:
    return any(_LATIN.fullmatch(" ".join(words)) for words in forms)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
