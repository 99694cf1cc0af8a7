"""What ELM has no member for, as ``additionalNote`` of the node it belongs to; the ``subject`` of the note says what it tells.

European Learning Model 3.2, ``additionalNote``: "An additional free text note", whose ``subject`` is a concept of any list. Viewers show the
subject as a heading and the text below it. The subjects are a small list of our own; their ids are made of their names.

    tell(nodes, "level", Level("EQF", "6", extent="within"))           # a Note: framework: EQF, value: 6, extent: within
    say(nodes, "obtained-by", "course")                                # a Note: course
    notes = Notes(achievement, reader)
    notes.records("level", Level)                                      # [Facts(Level(...), None)]
    notes.word("obtained-by")                                          # 'course'
    notes.others()                                                     # what others noted, on whatever subject

Viewers show members first and notes somewhere: a note that says otherwise than a member of its own is not believed, and is a finding.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from credseal.model.concepts import Concept
from credseal.model.fields import shapes
from credseal.model.text import Text
from credseal.profiles.elm.facts import Facts, read_facts, write_facts
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.names import urn_of
from credseal.profiles.tolerant import Node

T = TypeVar("T")
SUBJECTS: Mapping[str, str] = {
    "achievement-type": "Type of achievement",
    "alignment": "Alignment",
    "assessed-by": "Assessed by",
    "assessment": "Assessment",
    "catalogue": "Catalogue entry",
    "criteria": "Criteria",
    "details": "Details",
    "evidence": "Evidence",
    "further-information": "Further information",
    "legal-standing": "Legal standing",
    "level": "Level",
    "obtained-by": "Obtained by",
    "participation": "Form of participation",
    "partner": "Partner",
    "picture": "Picture",
    "place-of-issue": "Place of issue",
    "place-of-sealing": "Place of sealing",
    "quality-assurance": "Quality assurance",
    "result": "Result",
    "result-description": "Possible result",
    "stackability": "Stackability",
    "workload": "Workload",
}
# Headings under which others note the same, and the subjects they are read as.
_HEADINGS = {
    "stackability": "stackability",
    "integration/stackability options": "stackability",
    "further information": "further-information",
    "more information": "further-information",
}


class Said(NamedTuple):
    """A note that was read.

    Attributes:
        node: the note.
        text: of the note.
        heading: what its subject is called.
    """

    node: Node
    text: Text
    heading: Text | None


@lru_cache(maxsize=64)
def subject(name: str) -> Concept:
    """The concept of our own list that a note is about."""
    return Concept(urn_of("subject of a note", name), Text({"en": SUBJECTS[name]}), urn_of("list", "subjects of notes"))


def tell(
    nodes: Nodes, name: str, record: Any, *, primary: str | None = None, position: int | None = None
) -> dict[str, Any]:
    """A note that tells the facts of a record; see ``facts.write_facts``."""
    return _note(nodes, name, write_facts(record, nodes, primary=primary, position=position))


def say(nodes: Nodes, name: str, word: str) -> dict[str, Any]:
    """A note that says one English word, one of a few that there are."""
    return _note(nodes, name, {"en": word})


class Notes:
    """The additional notes of one node.

    Args:
        node: that they are notes on.
        reader: of the document.
    """

    def __init__(self, node: Node, reader: Reader) -> None:
        self._log = node.log
        self._known: dict[str, list[Said]] = {}
        self._others: list[Said] = []
        for each in reader.nodes(node, "additionalNote"):
            text, about = reader.read_note(each), reader.concept(each, "subject")
            if text is None:
                self._log.unmark(each.pointer)
                continue
            said = Said(each, text, about.label if about else None)
            name = _name(about)
            if name:
                self._known.setdefault(name, []).append(said)
            else:
                self._others.append(said)

    def records(
        self, name: str, record: type[T], *, primary: str | None = None, element: str | None = None
    ) -> list[Facts[T]]:
        """The records that notes on one subject tell; ``element`` is what they are noted as."""
        found = []
        for said in self._known.pop(name, ()):
            facts = self._log.build(said.node.pointer, read_facts, record, said.text, primary=primary)
            if facts is not None:
                found.append(facts)
                if element:
                    self._log.found(element, said.node.pointer)
        return found

    def record(self, name: str, record: type[T], *, primary: str | None = None, element: str | None = None) -> T | None:
        """The one record that a note on one subject tells; of several the first."""
        for said in self._known.get(name, [])[1:]:
            self._log.unmark(said.node.pointer)
        self._known[name] = self._known.get(name, [])[:1]
        found = self.records(name, record, primary=primary, element=element)
        return found[0].record if found else None

    def word(self, name: str, words: Collection[str] | None = None, *, element: str | None = None) -> str | None:
        """The word that a note on one subject says; what is none of the words that there are is not understood."""
        found = None
        for said in self._known.pop(name, ()):
            word = said.text.in_language("en")[1]
            if found is None and (words is None or word in words):
                found = word
                if element:
                    self._log.found(element, said.node.pointer)
            else:
                self._log.unmark(said.node.pointer)
        return found

    def others(self) -> tuple[Said, ...]:
        """Notes on subjects of others, and on none."""
        left, self._others = self._others, []
        return tuple(left)

    def leave(self) -> None:
        """What was not asked for is not understood."""
        for said in (*self._others, *(each for several in self._known.values() for each in several)):
            self._log.unmark(said.node.pointer)


def in_place(native: Sequence[T], told: Sequence[Facts[T]]) -> tuple[T, ...]:
    """One list of what stands in members of its own and of what notes tell, in the order it was written in."""
    whole = list(native)
    for facts in sorted((each for each in told if each.position is not None), key=lambda each: each.position or 0):
        whole.insert((facts.position or 1) - 1, facts.record)
    return (*whole, *(each.record for each in told if each.position is None))


def position_of(index: int, native: Sequence[bool]) -> int | None:
    """The position that the note on one entry of a list must tell: none where all entries with members of their own stand before it."""
    return index + 1 if any(native[index:]) else None


def overlaid(fields: Mapping[str, Any], record: Any, node: Node) -> dict[str, Any]:
    """The fields that members of a node tell, and those that only the note on it does."""
    whole = dict(fields)
    for name in shapes(record.__class__) if record else ():
        said, native = getattr(record, name), whole.get(name)
        if native is None or native == ():
            whole[name] = said
        elif said is not None and said not in ((), native):
            contradicted(node)
    return whole


def contradicted(node: Node) -> None:
    """Note that what a note says of a node is not what its members say."""
    message = "A note says otherwise than the members it is about: those are read."
    node.log.report("contradiction", message, node.at("additionalNote"), severity="error")


def _note(nodes: Nodes, name: str, texts: Mapping[str, str]) -> dict[str, Any]:
    return nodes.node("Note", {"noteLiteral": texts, "subject": nodes.concept(None, subject(name))})


@lru_cache(maxsize=1)
def _names() -> Mapping[str | None, str]:
    return {subject(name).uri: name for name in SUBJECTS}


def _name(about: Concept | None) -> str | None:
    if about is None:
        return None
    label = about.label.get("en", "") if about.label else ""
    return _names().get(about.uri) or _HEADINGS.get(label.casefold())
