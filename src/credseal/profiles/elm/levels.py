"""Levels: ``eqfLevel`` and ``nqfLevel`` of the qualification; a cycle of QF-EHEA, which ELM has no term for, as ``educationLevel``.

European Learning Model 3.2, ``Qualification``: EQF and national levels are entries of http://data.europa.eu/snb/eqf and of the register of
qualifications frameworks, http://data.europa.eu/snb/qdr ; the list of ``educationLevel`` is free. What these cannot say of a level (that it
was derived, say, or is of a national framework that is in no register) a note tells, which then tells the level whole.

================================  ==============================================================================
field of the model                member of ELM
================================  ==============================================================================
``extent``                        ``isPartialQualification``: true where the learning lies within the level
``label``                         ``prefLabel`` of the concept
``basis``                         note ``level``
================================  ==============================================================================
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.level import QF_EHEA_CYCLES, Level
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, in_place, position_of, tell
from credseal.profiles.names import urn_of
from credseal.profiles.tolerant import Node

_EQF = "http://data.europa.eu/snb/eqf/"
_REGISTER = "http://data.europa.eu/snb/qdr/"
_REGISTER_SCHEME = _REGISTER + "25831c2"
_MEMBER = {"EQF": "eqfLevel", "QF-EHEA": "educationLevel", "NQF": "nqfLevel"}
_ELEMENT = "levels"


def write_levels(levels: Sequence[Level], nodes: Nodes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Write the levels of a qualification.

    Returns:
        Members of the qualification, and notes on it.
    """
    extents = {each.extent for each in levels if each.extent}
    partial = "within" in extents if extents else None
    concepts = [_concept(each) for each in levels]
    native = [concept is not None for concept in concepts]
    members: dict[str, Any] = {"isPartialQualification": partial}
    notes = []
    for index, (level, concept) in enumerate(zip(levels, concepts, strict=True)):
        if concept:
            written = nodes.concept("nqf" if level.framework == "NQF" else None, concept) or {}
            if level.framework == "EQF":
                members["eqfLevel"] = written
            else:
                members.setdefault(_MEMBER[level.framework], []).append(written)
        told = concept and _level(level.framework, _completed(concept), within=partial is True)
        if told != level:
            notes.append(tell(nodes, "level", level, position=None if concept else position_of(index, native)))
    return members, notes


def read_levels(node: Node, notes: Notes, reader: Reader) -> tuple[Level, ...]:
    """Read the levels of a qualification."""
    within = node.flag("isPartialQualification") if "isPartialQualification" in node.members else None
    read = list(_read(node, reader, within=within is True))
    told = notes.records("level", Level, element=_ELEMENT)
    # That it is no part of another qualification does not say that it completes the level: only we mean that by it.
    if within is False and not any(facts.record.extent == "completes" for facts in told):
        reader.log.unmark(node.at("isPartialQualification"))
    whole: dict[tuple[str, str | None], list[Any]] = {}
    for facts in reversed(told):
        whole.setdefault(_entry_of(facts.record), []).append(facts)
    native = [same.pop().record if (same := whole.get(_entry_of(level))) else level for level in read]
    alone = {id(facts) for several in whole.values() for facts in several}
    return in_place(native, [facts for facts in told if id(facts) in alone])


def _read(node: Node, reader: Reader, *, within: bool) -> Iterator[Level]:
    for framework, member in _MEMBER.items():
        for each in reader.nodes(node, member):
            concept = reader.read_concept(each)
            level = concept and _level(framework, concept, within=within)
            if level:
                reader.log.found(_ELEMENT, each.pointer)
                yield level
            else:
                reader.log.unmark(each.pointer)


def _entry_of(level: Level) -> tuple[str, str | None]:
    """What tells that a note is on the level that stands in a member of its own."""
    return level.framework, level.uri or level.value


def _concept(level: Level) -> Concept | None:
    """The concept that stands for a level; None where there is none that the profile allows."""
    if level.framework == "EQF":
        return Concept(_EQF + level.value, level.label, _EQF + "25831c2")
    if level.framework == "QF-EHEA":
        label = level.label or _cycle_label(level.value)
        return Concept(_cycle_uri(level.value), label, urn_of("list", "QF-EHEA cycles"))
    if level.uri and level.uri.startswith(_REGISTER):
        return Concept(level.uri, level.label, _REGISTER_SCHEME)
    return None


def _completed(concept: Concept) -> Concept:
    """The concept as it is read again: its list tells the label where the record does not."""
    return Concept(concept.uri, concept.label or vocabularies.label(concept.uri or ""), concept.scheme)


def _level(framework: str, concept: Concept, *, within: bool) -> Level | None:
    """The level that a concept stands for; None where it stands for none."""
    extent: Literal["within"] | None = "within" if within else None
    label = concept.label if concept.label != vocabularies.label(concept.uri or "") else None
    if framework == "EQF":
        entry = _entry("eqf", concept)
        return Level("EQF", entry.removeprefix(_EQF), label if concept.uri else None, extent=extent) if entry else None
    if framework == "QF-EHEA":
        value = next((each for each in QF_EHEA_CYCLES if _cycle_uri(each) == concept.uri), None)
        label = None if value and concept.label == _cycle_label(value) else concept.label
        return Level("QF-EHEA", value, label, extent=extent) if value else None
    known = vocabularies.national_level(concept.uri) if concept.uri else None
    if known:
        return Level("NQF", known.value, concept.label, concept.uri, known.framework_name, extent=extent)
    words = concept.label.in_language("en")[1] if concept.label else None
    value = words or (concept.uri or "").rpartition("/")[2]
    return Level("NQF", value, concept.label, concept.uri, extent=extent) if value else None


def _entry(list_: str, concept: Concept) -> str | None:
    """The URI of the entry that a concept is, or is called like."""
    keys = [concept.uri, *(concept.label.values() if concept.label else ())]
    found = (vocabularies.concept(list_, key) for key in keys if key)
    return next((entry.uri for entry in found if entry), None)


def _cycle_uri(value: str) -> str:
    return urn_of("QF-EHEA cycle", value)


def _cycle_label(value: str) -> Text:
    return Text({"en": f"{value.capitalize()} cycle (QF-EHEA)"})
