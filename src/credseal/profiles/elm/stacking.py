"""Stackability: the larger credentials as ``isPartOf`` of the qualification, the rest in a note.

European Learning Model 3.2, ``Qualification``. To be made for a larger credential is not to be part of one that the learner has: so the larger ones
stand on the qualification, as qualifications with a title. Of others' documents what the achievement itself is part of or entitles to is read
as well. Parts of the achievement are no element of the European standard and stay unread; a finding says so.
"""

from typing import Any

from credseal.model.concepts import Concept
from credseal.model.learning import Stackability
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, contradicted, tell
from credseal.profiles.tolerant import Node

_ELEMENT = "stackability"
_UNTITLED = Text({"en": "Larger credential"})


def write_stackability(
    stackability: Stackability | None, nodes: Nodes
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Write whether and how it can be combined.

    Returns:
        The qualifications that it is part of, and notes on the qualification.
    """
    if stackability is None:
        return [], []
    larger = [
        nodes.node("Qualification", {"title": nodes.language_map(each.label or _UNTITLED, _ELEMENT)}, id_=each.uri)
        for each in stackability.towards
    ]
    is_told = all(_shown(each) == each for each in stackability.towards)
    kind, description = stackability.kind, stackability.description
    if is_told and not (kind or description):
        return larger, []
    said = Stackability(kind, () if is_told else stackability.towards, description)
    return larger, [tell(nodes, "stackability", said, primary="description")]


def read_stackability(
    achievement: Node | None, specification: Node | None, notes: list[Notes], reader: Reader
) -> Stackability | None:
    """Read whether and how an achievement can be combined.

    Args:
        achievement: the learner's.
        specification: of the achievement.
        notes: on both.
        reader: of the document.
    """
    larger: list[Concept] = []
    places = ((specification, ("isPartOf",)), (achievement, ("isPartOf", "entitlesTo")))
    for node, members in ((node, members) for node, members in places if node):
        found = [each for member in members for each in _read_larger(node, member, reader)]
        known = frozenset(larger)
        larger += found if node is specification else [each for each in found if each not in known]
        if "hasPart" in node.members:
            reader.log.report(
                "parts-unread",
                "It consists of parts, which are not read: only what is said of the whole is.",
                node.at("hasPart"),
                severity="info",
            )
    said = next(
        (
            told
            for each in notes
            if (told := each.record("stackability", Stackability, primary="description", element=_ELEMENT))
        ),
        None,
    )
    kind, description = (said.kind, said.description) if said else (None, None)
    towards = tuple(larger)
    if said and said.towards and [_shown(each) for each in said.towards] == larger:
        towards = said.towards
    elif said and said.towards and specification:
        contradicted(specification)
    if not (kind or description or towards):
        return None
    where = reader.log.found_at.get(_ELEMENT, "")
    return reader.log.build(where, Stackability, kind, towards, description)


def _shown(concept: Concept) -> Concept:
    """What a qualification of its own tells of a concept: not of which list it is, nor a label that stands where there is none."""
    is_nameless = concept.uri is not None and concept.label == _UNTITLED
    return Concept(concept.uri, None if is_nameless else concept.label)


def _read_larger(node: Node, member: str, reader: Reader) -> list[Concept]:
    found = []
    for each in reader.nodes(node, member):
        uri, title = reader.uri(each), reader.text(each, "title")
        concept = reader.log.build(each.pointer, Concept, uri, title)
        if concept:
            found.append(_shown(concept))
            reader.log.found(_ELEMENT, each.pointer)
    return found
