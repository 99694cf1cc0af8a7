"""The controlled lists of the European Learning Model: their entries by URI, code or English label.

Levels, fields, types of assessment and the like are the lists of http://data.europa.eu/snb ; countries and languages those of the
EU Publications Office, http://publications.europa.eu/resource/authority ; regions are NUTS and the administrative units (ATU).
``contexts/PROVENANCE.md`` tells where the tables are from. A list is read when it is first asked for.

    concept("assessment", "Quiz")             # Concept(uri='http://data.europa.eu/snb/assessment/b1b68f6735', label=..., scheme=...)
    concept("country", "GR").uri              # 'http://publications.europa.eu/resource/authority/country/GRC'
    notation("country", "Greece")             # 'GR', what ISO 3166-1 calls it
    in_list("isced-f", "http://data.europa.eu/snb/isced-f/0712")        # True
    suggest("assessment", "exam")             # written examination, oral examination

Keys may come from anywhere: they are compared, never interpreted, and what is too long to be an entry is none.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from credseal import bundled
from credseal.model.concepts import Concept
from credseal.model.text import Text

# Name -> what it lists, for people.
LISTS: Mapping[str, str] = MappingProxyType(
    {
        "accreditation": "types of accreditation",
        "assessment": "types of assessment",
        "atu": "administrative territorial units",
        "country": "countries and territories",
        "credential": "types of credential",
        "education-credit": "credit systems",
        "encoding": "encodings",
        "entitlement": "entitlements",
        "entitlement-status": "statuses of entitlements",
        "eqf": "EQF levels",
        "evidence-type": "types of evidence",
        "isced-f": "fields of education and training (ISCED-F 2013)",
        "language": "languages",
        "learning-activity": "learning activities",
        "learning-opportunity": "learning opportunities",
        "learning-schedule": "learning schedules",
        "learning-setting": "learning settings",
        "mode": "modes of learning and assessment",
        "nqf": "national qualifications frameworks and their levels",
        "nuts": "statistical regions (NUTS)",
        "region": "regions (NUTS, administrative territorial units)",
        "skill-reuse-level": "reuse levels of skills",
        "skill-type": "types of skill",
        "supervision-verification": "kinds of supervision and identity verification",
        "target-group": "target groups",
        "verification": "types of verification",
        "verification-status": "results of verification",
    }
)
# What a field takes to be a region is in one of two lists; they have no code in common.
_PARTS: Mapping[str, tuple[str, ...]] = {"region": ("nuts", "atu")}
_IN_REGIONS = ("nuts", "atu")
_LONGEST = 300
_LONGEST_WORDS = 80
_SUGGESTED = 5


class NationalLevel(NamedTuple):
    """A level of a national qualifications framework, as the register has it."""

    value: str
    label: Text
    framework_name: Text


@dataclass(frozen=True)
class _List:
    scheme: str
    prefix: str
    language: str
    entries: Mapping[str, str]
    notations: Mapping[str, str]
    also: Mapping[str, str]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """Key -> code of the entry. A label of several entries is the widest one's, or nobody's."""
        labels: dict[str, str] = {}
        for code, label in self.entries.items():  # in the order of codes: "01" before "011"
            widest = labels.setdefault(label.casefold(), code)
            if not code.startswith(widest):
                labels[label.casefold()] = ""
        named = {label: code for label, code in labels.items() if label and code}
        elsewhere = {notation.casefold(): code for code, notation in self.notations.items()}
        also = {word.casefold(): code for word, code in self.also.items()}
        return named | also | elsewhere | {code.casefold(): code for code in self.entries}

    def code(self, key: str) -> str | None:
        """The code of the entry with this URI, code, notation, other name or label."""
        if key.startswith(self.prefix):
            code = key.removeprefix(self.prefix)
            return code if code in self.entries else None
        return self.codes.get(key.casefold())

    def concept(self, code: str) -> Concept:
        label = self.entries[code]
        return Concept(self.prefix + code, Text.of(label, self.language) if label else None, self.scheme)


def concept(list_: str, key: str) -> Concept | None:
    """The entry of a list.

    Args:
        list_: one of ``LISTS``.
        key: its URI; or, in any case of letters, its code (a country's or language's of two or three letters) or English label
            (a region's in NUTS: as the country writes it).

    Returns:
        The entry with URI, label (where the list has one) and scheme; None where there is none, or where a label is that of several
        entries that do not lie one within the other.

    Raises:
        KeyError: there is no such list.
    """
    found = _find(list_, key)
    return found[0].concept(found[1]) if found else None


def concepts(list_: str) -> tuple[Concept, ...]:
    """All entries of a list, in the order of their codes.

    Raises:
        KeyError: there is no such list.
    """
    return tuple(each.concept(code) for each in _lists(list_) for code in each.entries)


def find(uri: str) -> Concept | None:
    """The entry with this URI, in whichever list."""
    if len(uri) > _LONGEST:
        return None
    name = _prefixes().get(uri[: uri.rfind("/") + 1])
    return concept(name, uri) if name else None


def label(uri: str) -> Text | None:
    """What the entry with this URI is called, in whichever list."""
    found = find(uri)
    return found.label if found else None


def in_list(list_: str, uri: str) -> bool:
    """Whether a list has an entry with exactly this URI.

    Raises:
        KeyError: there is no such list.
    """
    return any(uri.startswith(each.prefix) and uri[len(each.prefix) :] in each.entries for each in _lists(list_))


def notation(list_: str, key: str) -> str | None:
    """The code that the world knows an entry by: of a country ISO 3166-1 (two letters), of a language BCP 47, else the list's own.

    Args:
        list_: one of ``LISTS``.
        key: as for ``concept``.

    Returns:
        The code; None where there is no such entry, or it is known by none (``country`` has two that ISO 3166-1 does not).

    Raises:
        KeyError: there is no such list.
    """
    found = _find(list_, key)
    if found is None:
        return None
    return found[0].notations.get(found[1]) if found[0].notations else found[1]


def national_level(uri: str) -> NationalLevel | None:
    """The level of a national framework with this URI; None where the register has none, or the framework as a whole."""
    table = _table("lists")["nqf"]
    entries, frameworks = table["entries"], table["frameworks"]
    name: str = entries.get(uri.removeprefix(table["prefix"]), "") if uri.startswith(table["prefix"]) else ""
    for begins, framework in frameworks.items():
        if name.startswith(begins + " "):
            value = name.removeprefix(begins + " ").removeprefix("Level ")
            return NationalLevel(value, Text.of(name, "en"), Text.of(entries[framework], "en"))
    return None


def suggest(list_: str, words: str) -> tuple[Concept, ...]:
    """The entries that somebody who wrote these words may have meant, the likeliest first; at most five.

    Raises:
        KeyError: there is no such list.
    """
    wanted = words[:_LONGEST_WORDS].casefold()
    labels = [(name.casefold(), each, code) for each in _lists(list_) for code, name in each.entries.items() if name]
    holding = sorted(
        (name for name, _, _ in labels if wanted.split() and all(word in name for word in wanted.split())), key=len
    )
    near = difflib.get_close_matches(wanted, dict.fromkeys(name for name, _, _ in labels), n=_SUGGESTED)
    ranked = dict.fromkeys([*(name for name in holding if name == wanted), *near[:2], *holding, *near])
    places = {name: place for place, name in enumerate(ranked)}
    found = sorted((each for each in labels if each[0] in places), key=lambda each: places[each[0]])
    return tuple(each.concept(code) for _, each, code in found[:_SUGGESTED])


def _find(list_: str, key: str) -> tuple[_List, str] | None:
    if len(key) > _LONGEST:
        return None
    for each in _lists(list_):
        code = each.code(key)
        if code is not None:
            return each, code
    return None


def _lists(list_: str) -> Iterator[_List]:
    for name in _PARTS.get(list_, (list_,)):
        yield _list(name)


@lru_cache(maxsize=32)
def _list(name: str) -> _List:
    table = _table("regions" if name in _IN_REGIONS else "lists")[name]
    return _List(
        scheme=table["scheme"],
        prefix=table["prefix"],
        language=table.get("language", "en"),
        entries=table["entries"],
        notations=table.get("notations", {}),
        also=table.get("also", {}),
    )


@lru_cache(maxsize=1)
def _prefixes() -> Mapping[str, str]:
    return {table["prefix"]: name for file in ("lists", "regions") for name, table in _table(file).items()}


@lru_cache(maxsize=2)
def _table(file: str) -> Mapping[str, Any]:
    return bundled.table(file)
