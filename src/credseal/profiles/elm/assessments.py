"""Assessments: what is assessed is a ``LearningAssessmentSpecification``, what came of it for one learner a ``LearningAssessment``.

European Learning Model 3.2. A ``LearningAssessment`` must have a grade, a specification need not: where there is no grade, the
assessments of the achievement stand on its specification only, and what one learner was assessed by otherwise, or by whom, in notes. One
grade is that of the whole: where several assessments led to it, they are the parts of one specification.

==============================  =========================================================================================
field of the model              member of ELM
==============================  =========================================================================================
``type``                        ``dcType`` of the specification, its ``title`` as well
``criteria``                    ``description`` of the specification
``standard``, ``supervision``,  a note on the specification
``identity_verified``
the last two as one concept     ``idVerification``, where they are known and the same of all assessments
``assessed_by``                 ``assessedBy``
==============================  =========================================================================================
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from credseal.model import vocabularies
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.grade import Grade, GradingScale
from credseal.model.organisation import Organisation
from credseal.model.text import Text
from credseal.profiles.elm.grades import read_grade, read_scale, write_grade, write_scale
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, overlaid, tell
from credseal.profiles.elm.organisations import read_organisation, write_organisation
from credseal.profiles.supervision import SUPERVISION_CONCEPTS
from credseal.profiles.tolerant import Node

_UNTITLED = Text({"en": "Assessment"})
_ELEMENT = "assessments"
_DETAILS = ("standard", "supervision", "identity_verified")
_DEEPEST = 8


@dataclass(frozen=True)
class Assessed:
    """What assessments say of one learner.

    Attributes:
        assessments: that the learner took.
        grade: of the whole.
        assessors: who assessed.
    """

    assessments: tuple[Assessment, ...] = ()
    grade: Grade | None = None
    assessors: tuple[Organisation, ...] = ()


def write_specifications(
    assessments: Sequence[Assessment], scale: GradingScale | None, nodes: Nodes
) -> list[dict[str, Any]]:
    """Write how an achievement is assessed: a specification for each assessment, in one of the whole where that has a scale."""
    if scale is None or len(assessments) == 1:
        return [_write_specification(each, scale, nodes) for each in assessments]
    return [_write_whole(assessments, scale, nodes)]


def read_specifications(node: Node, reader: Reader) -> tuple[tuple[Assessment, ...], GradingScale | None]:
    """Read how an achievement is assessed, and on which scale it is graded."""
    assessments: list[Assessment] = []
    scales: list[GradingScale] = []
    for each in reader.nodes(node, "provenBy"):
        _read_specification(each, reader, assessments, scales)
    return tuple(assessments), scales[0] if scales else None


def write_assessment(assessed: Assessed, process: Any, nodes: Nodes) -> dict[str, Any] | None:
    """Write what came of the assessments; None without a grade, which ELM demands."""
    if assessed.grade is None:
        return None
    members = {
        "title": nodes.language_map(_title(assessed.assessments), _ELEMENT),
        "awardedBy": process,
        "grade": write_grade(assessed.grade.value, nodes),
        "idVerification": _write_observation(assessed.assessments, nodes),
        "assessedBy": [write_organisation(each, nodes) for each in assessed.assessors],
        "specifiedBy": _write_whole(assessed.assessments, assessed.grade.scale, nodes),
    }
    return nodes.node("LearningAssessment", members)


def read_assessments(achievement: Node, reader: Reader) -> Assessed:
    """Read what came of the assessments of one learner.

    Of several grades none is that of the whole: a finding says so.
    """
    assessments: list[Assessment] = []
    assessors: dict[Organisation, None] = {}
    graded: list[tuple[Node, Grade]] = []
    for node in reader.nodes(achievement, "provenBy"):
        taken, scale = _read_taken(node, reader)
        assessments.extend(taken)
        value = read_grade(node, reader)
        grade = reader.log.build(node.at("grade"), Grade, value, scale) if value else None
        if grade:
            graded.append((node, grade))
        for each in reader.nodes(node, "assessedBy"):
            organisation = read_organisation(each, reader)
            if organisation:
                assessors[organisation] = None
    return Assessed(tuple(assessments), _one_grade(graded, reader), tuple(assessors))


def _one_grade(graded: Sequence[tuple[Node, Grade]], reader: Reader) -> Grade | None:
    if len(graded) == 1:
        node, grade = graded[0]
        reader.log.found("grade", node.at("grade"))
        return grade
    for node, _ in graded:
        reader.log.report(
            "second-grade",
            "This could be the grade of the whole, and is not the only one: none is read.",
            node.at("grade"),
        )
        reader.log.unmark(node.at("grade"))
    return None


def _read_taken(node: Node, reader: Reader) -> tuple[list[Assessment], GradingScale | None]:
    """The assessments that one ``LearningAssessment`` is about."""
    assessments: list[Assessment] = []
    scales: list[GradingScale] = []
    specification = reader.first(node, "specifiedBy")
    if specification:
        _read_specification(specification, reader, assessments, scales)
    reader.uri(node)
    title, type_ = reader.text(node, "title"), reader.concept(node, "dcType")
    if not assessments and (type_ or (title and title != _UNTITLED and not specification)):
        assessments.append(Assessment(type=type_ or Concept(label=title)))
        reader.log.found(_ELEMENT, node.at("dcType" if type_ else "title"))
    elif type_:
        reader.log.unmark(node.at("dcType"))
    if title not in (_UNTITLED, *(each.type.label for each in assessments if each.type)):
        reader.log.unmark(node.at("title"))
    return _observed(node, assessments, reader), scales[0] if scales else None


def _write_whole(assessments: Sequence[Assessment], scale: GradingScale | None, nodes: Nodes) -> dict[str, Any]:
    """One specification of several assessments, or of none that anything is known of."""
    if len(assessments) == 1:
        return _write_specification(assessments[0], scale, nodes)
    members = {
        "title": nodes.language_map(_UNTITLED),
        "gradingScheme": write_scale(scale, nodes),
        "hasPart": [_write_specification(each, None, nodes) for each in assessments],
    }
    return nodes.node("LearningAssessmentSpecification", members)


def _write_specification(assessment: Assessment, scale: GradingScale | None, nodes: Nodes) -> dict[str, Any]:
    details = {name: getattr(assessment, name) for name in _DETAILS if getattr(assessment, name) is not None}
    members = {
        "title": nodes.language_map(_title([assessment]), _ELEMENT),
        "dcType": nodes.concept("assessment", assessment.type),
        "description": nodes.language_map(assessment.criteria, _ELEMENT),
        "gradingScheme": write_scale(scale, nodes),
        "additionalNote": [tell(nodes, "details", Assessment(**details), primary="standard")] if details else [],
    }
    return nodes.node("LearningAssessmentSpecification", members)


def _read_specification(
    node: Node, reader: Reader, assessments: list[Assessment], scales: list[GradingScale], depth: int = 0
) -> None:
    """Read one specification and its parts, into lists."""
    scale = read_scale(node, reader)
    if scale:
        scales.append(scale)
    reader.uri(node)
    notes = Notes(node, reader)
    title, type_ = reader.text(node, "title"), reader.concept(node, "dcType")
    parts = "hasPart" in node.members and depth < _DEEPEST
    if type_ is None and title and title != _UNTITLED and not parts:
        type_ = Concept(label=title)
    elif title not in (_UNTITLED, type_.label if type_ else None):
        reader.log.unmark(node.at("title"))
    fields: dict[str, Any] = {"type": type_, "criteria": reader.text(node, "description")}
    fields = overlaid(fields, notes.record("details", Assessment, primary="standard"), node)
    notes.leave()
    if any(value is not None for value in fields.values()):
        assessments.append(Assessment(**fields))
        reader.log.found(_ELEMENT, node.pointer)
        if fields.get("supervision") or fields.get("identity_verified") is not None:
            reader.log.found("supervision", node.pointer)
    if parts:
        for each in reader.nodes(node, "hasPart"):
            _read_specification(each, reader, assessments, scales, depth + 1)


def _title(assessments: Sequence[Assessment]) -> Text:
    type_ = assessments[0].type if len(assessments) == 1 else None
    return type_.label if type_ and type_.label else _UNTITLED


def _write_observation(assessments: Sequence[Assessment], nodes: Nodes) -> dict[str, Any] | None:
    observed = {
        (each.supervision.supervised if each.supervision else None, each.identity_verified) for each in assessments
    }
    concept = SUPERVISION_CONCEPTS.get(next(iter(observed))) if len(observed) == 1 else None  # type: ignore[arg-type]
    return nodes.entry("supervision-verification", concept) if concept else None


def _observed(node: Node, assessments: list[Assessment], reader: Reader) -> list[Assessment]:
    """The assessments, with what ``idVerification`` says of those that say nothing themselves."""
    concept = reader.concept(node, "idVerification")
    if concept is None:
        return assessments
    pair = _pair(concept)
    if pair is None:
        reader.log.unmark(node.at("idVerification"))
        return assessments
    reader.log.found("supervision", node.at("idVerification"))
    supervision, verified = Supervision(supervised=pair[0]), pair[1]
    for index, each in enumerate(assessments):
        if each.supervision is None and each.identity_verified is None:
            assessments[index] = replace(each, supervision=supervision, identity_verified=verified)
        elif (each.supervision and each.supervision.supervised, each.identity_verified) != pair:
            reader.log.report(
                "contradiction",
                "What is said of supervision and identity verification is not what the assessment says itself.",
                node.at("idVerification"),
                severity="error",
            )
    return assessments or [Assessment(supervision=supervision, identity_verified=verified)]


def _pair(concept: Concept) -> tuple[bool, bool] | None:
    """Whether it was supervised, and the identity verified, by the entry of the list or what it is called."""
    keys = [concept.uri, *(concept.label.values() if concept.label else ())]
    for key in keys:
        entry = vocabularies.concept("supervision-verification", key) if key else None
        for pair, uri in SUPERVISION_CONCEPTS.items():
            if entry and entry.uri == uri:
                return pair
    return None
