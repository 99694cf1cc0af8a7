"""The grade, a ``Note`` of the assessment, and its scale, the ``GradingScheme`` of the assessment's specification.

European Learning Model 3.2, ``LearningAssessment``: ``grade`` is demanded of it, and a text. ``GradingScheme`` has a title and a description:
whatever a scale says stands in the description, as lines where it is more than words.

===================================  =======================================================
field of the model                   member of ELM
===================================  =======================================================
``grade.value``                      ``provenBy.grade.noteLiteral``
``grade.scale``                      ``provenBy.specifiedBy.gradingScheme``
``achievement.grading_scale``        ``specifiedBy.provenBy.gradingScheme``
===================================  =======================================================
"""

from typing import Any

from credseal.model.grade import GradingScale
from credseal.model.text import Text
from credseal.profiles.elm.facts import read_facts, write_facts
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.tolerant import Node

_UNTITLED = Text({"en": "Grading scale"})


def write_grade(value: str, nodes: Nodes) -> dict[str, Any]:
    """Write the value of a grade."""
    return nodes.node("Note", {"noteLiteral": nodes.words(value)})


def read_grade(assessment: Node, reader: Reader) -> str | None:
    """Read the value of the grade of an assessment; where it is not the same in all languages, that in the record's."""
    note = reader.first(assessment, "grade")
    if note is None:
        return None
    reader.uri(note)
    text = reader.text(note, "noteLiteral")
    if text and len(set(text.values())) > 1:
        reader.log.report(
            "grade-translated",
            "The grade is written in several ways: one of them is read.",
            note.at("noteLiteral"),
            severity="info",
        )
    return text.in_language(reader.language)[1] if text else None


def write_scale(scale: GradingScale | None, nodes: Nodes) -> dict[str, Any] | None:
    """Write a scale."""
    if scale is None:
        return None
    description = write_facts(scale, nodes, primary="description")
    return nodes.node("GradingScheme", {"title": nodes.language_map(_UNTITLED), "description": description})


def read_scale(specification: Node, reader: Reader) -> GradingScale | None:
    """Read the scale of the specification of an assessment; its title is its description where it has no other."""
    node = reader.first(specification, "gradingScheme")
    if node is None:
        return None
    reader.uri(node)
    title, description = reader.text(node, "title"), reader.text(node, "description")
    if description and title and title != _UNTITLED:
        reader.log.unmark(node.at("title"))
    said = description or title
    if said is None:
        return None
    facts = reader.log.build(node.pointer, read_facts, GradingScale, said, primary="description")
    if facts is None:
        return None
    reader.log.found("grading_scale", node.pointer)
    scale: GradingScale = facts.record
    return scale
