"""Learning outcomes: ``learningOutcome`` of the specification, each with its ESCO and other skills.

European Learning Model 3.2, ``LearningOutcome``: a title is demanded, and the list of types has no competence. The skills of the whole are
written as an outcome of their own, which a reader tells by its id.

===============================  ====================================================================================
field of the model               member of ELM
===============================  ====================================================================================
``title``, ``id``                the same
``type``                         ``dcType``: knowledge, skill; competence in a note
``description``                  a note; ``learningOutcomeSummary``, where the last outcome has nothing else
``skills``                       ``relatedESCOSkill``; from the first that is not of ESCO on, ``relatedSkill``
===============================  ====================================================================================
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from credseal.errors import ModelError
from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.learning import LearningOutcome
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, overlaid, tell
from credseal.profiles.names import urn_of
from credseal.profiles.tolerant import Node

_ELEMENT = "learning_outcomes"
_UNTITLED = Text({"en": "Learning outcome"})
_OF_THE_WHOLE = Text({"en": "Skills"})
_LISTED_TYPES = ("knowledge", "skill")
_ESCO = "http://data.europa.eu/esco/skill/"
_ESCO_SCHEME = "http://data.europa.eu/esco/concept-scheme/skills"


def write_outcomes(outcomes: Sequence[LearningOutcome], skills: Sequence[Concept], nodes: Nodes) -> dict[str, Any]:
    """Write learning outcomes.

    Args:
        outcomes: in their order.
        skills: of the whole.
        nodes: of the document.

    Returns:
        Members of the specification.
    """
    summary = outcomes[-1].description if len(outcomes) > 1 and _only_described(outcomes[-1]) else None
    written = [_write_outcome(each, nodes) for each in (outcomes[:-1] if summary else outcomes)]
    if skills:
        members = {"title": nodes.language_map(_OF_THE_WHOLE), **_write_skills(skills, nodes)}
        written.append(nodes.node("LearningOutcome", members, id_=_id_of_the_whole()))
    return {"learningOutcome": written, "learningOutcomeSummary": nodes.note(summary)}


def read_outcomes(specification: Node, reader: Reader) -> tuple[tuple[LearningOutcome, ...], tuple[Concept, ...]]:
    """Read the learning outcomes of a specification, and the skills of the whole."""
    outcomes: list[LearningOutcome] = []
    skills: tuple[Concept, ...] = ()
    for node in reader.nodes(specification, "learningOutcome"):
        if node.members.get("id") == _id_of_the_whole():
            node.mark("id", "title")
            skills += _read_skills(node, reader)
            reader.log.found("skills", node.pointer)
        elif outcome := _read_outcome(node, reader):
            reader.log.found(_ELEMENT, node.pointer)
            outcomes.append(outcome)
    summary = reader.note(specification, "learningOutcomeSummary", _ELEMENT)
    if summary:
        # All outcomes in one text are the outcomes; beside others they are more words on them.
        outcomes.append(LearningOutcome(description=summary) if outcomes else LearningOutcome(title=summary))
    return tuple(outcomes), skills


def _write_outcome(outcome: LearningOutcome, nodes: Nodes) -> dict[str, Any]:
    rest: dict[str, Any] = {
        "title": outcome.title if outcome.title == _UNTITLED else None,
        "type": outcome.type if outcome.type not in _LISTED_TYPES else None,
        "description": outcome.description,
    }
    members = {
        "title": nodes.language_map(outcome.title or _UNTITLED, _ELEMENT),
        "dcType": nodes.entry("skill-type", outcome.type) if outcome.type in _LISTED_TYPES else None,
        **_write_skills(outcome.skills, nodes),
        "additionalNote": [tell(nodes, "details", LearningOutcome(**rest), primary="description")]
        if any(rest.values())
        else [],
    }
    return nodes.node("LearningOutcome", members, id_=outcome.id)


def _read_outcome(node: Node, reader: Reader) -> LearningOutcome | None:
    notes = Notes(node, reader)
    title = reader.text(node, "title")
    fields = {
        "title": None if title == _UNTITLED else title,
        "id": reader.uri(node),
        "type": _read_type(node, reader),
        "skills": _read_skills(node, reader),
        "description": next((said.text for said in notes.others()), None),
    }
    fields = overlaid(fields, notes.record("details", LearningOutcome, primary="description"), node)
    notes.leave()
    return _fitting(node, reader, fields) if any(fields.values()) else None


def _fitting(node: Node, reader: Reader, fields: dict[str, Any]) -> LearningOutcome | None:
    """The outcome; without its id, if that is none."""
    outcome = reader.log.build(node.pointer, LearningOutcome, **fields)
    if outcome is None and fields["id"]:
        reader.log.enter(node.pointer)
        reader.log.unmark(node.at("id"))
        return reader.log.build(node.pointer, LearningOutcome, **{**fields, "id": None})
    return outcome


def _read_type(node: Node, reader: Reader) -> str | None:
    concept = reader.concept(node, "dcType")
    if concept is None:
        return None
    keys = [concept.uri, *(concept.label.values() if concept.label else ())]
    for key in keys:
        entry = vocabularies.concept("skill-type", key) if key else None
        if entry and entry.uri:
            return entry.uri.rpartition("/")[2]
    reader.log.unmark(node.at("dcType"))
    return None


def _write_skills(skills: Sequence[Concept], nodes: Nodes) -> dict[str, Any]:
    of_esco = list(takewhile(_is_of_esco, skills))
    return {
        "relatedESCOSkill": [nodes.concept("esco-skill", each) for each in of_esco],
        "relatedSkill": [nodes.concept(None, each) for each in skills[len(of_esco) :]],
    }


def _read_skills(node: Node, reader: Reader) -> tuple[Concept, ...]:
    return reader.concepts(node, "relatedESCOSkill") + reader.concepts(node, "relatedSkill")


def _is_of_esco(skill: Concept) -> bool:
    return bool(skill.uri and skill.uri.startswith(_ESCO)) and skill.scheme in (None, _ESCO_SCHEME)


def _only_described(outcome: LearningOutcome) -> bool:
    try:
        replace(outcome, description=None)
    except ModelError:
        return True
    return False


def _id_of_the_whole() -> str:
    return urn_of("learning outcome", "skills of the whole")
