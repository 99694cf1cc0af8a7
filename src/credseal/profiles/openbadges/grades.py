"""Grades and their scales as ``Result`` and ``ResultDescription``.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/#resultdescription-0 . A scale is a description of the achievement; the grade
is the value of a ``Result`` that refers to it. Where an award has a scale of its own, its description has the ``resultType``
``ext:AwardScale``. The id of a scale is made of its content, which tells it from the descriptions of other results (``results``).

=======================  =======================================
field of the model       member of Open Badges
=======================  =======================================
``grade.value``          ``result.value``
``scale.description``    ``resultDescription.name``
``scale.lowest``         ``resultDescription.valueMin``
``scale.highest``        ``resultDescription.valueMax``
``scale.passing``        ``resultDescription.requiredValue``
``scale.grades``         ``resultDescription.allowedValue``
=======================  =======================================
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from credseal.model.grade import Grade, GradingScale
from credseal.profiles.names import urn_of, urn_of_foreign
from credseal.profiles.openbadges.further import MAPS
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

OF_THE_ACHIEVEMENT = "Result"
OF_THE_AWARD = "ext:AwardScale"
_UNNAMED = "Grade"
_STRINGS = {"lowest": "valueMin", "highest": "valueMax", "passing": "requiredValue"}


def write_scales(
    own: GradingScale | None, awarded: GradingScale | None, achievement_id: str, words: Words
) -> tuple[list[dict[str, Any]], str | None]:
    """Write the scales of an achievement and of the grade.

    Returns:
        The result descriptions, and the id of the one that the grade is on.
    """
    descriptions = [_write_scale(own, OF_THE_ACHIEVEMENT, achievement_id, words)] if own else []
    if awarded and awarded != own:
        descriptions.append(_write_scale(awarded, OF_THE_AWARD, achievement_id, words))
    return descriptions, descriptions[-1]["id"] if awarded else None


def read_scales(
    descriptions: Iterable[Node], achievement_id: Any, language: str
) -> tuple[dict[str, tuple[str, GradingScale | None]], list[Node]]:
    """Read the scales of grades, which are told from other results by their ids.

    Returns:
        Id -> kind and scale; and the other descriptions.
    """
    scales: dict[str, tuple[str, GradingScale | None]] = {}
    others = []
    for node in descriptions:
        id_, kind = node.members.get("id"), node.members.get("resultType")
        content = {name: value for name, value in node.members.items() if name not in ("id", MAPS["name"])}
        is_ours = isinstance(id_, str) and kind in (OF_THE_ACHIEVEMENT, OF_THE_AWARD)
        if is_ours and id_ == urn_of_foreign(*_content(achievement_id, content)):
            scales[str(id_)] = (str(kind), _read_scale(node, language))
        else:
            others.append(node)
    return scales, others


def read_grade(
    results: Sequence[Node], scales: Mapping[str, tuple[str, GradingScale | None]]
) -> tuple[Grade | None, list[Node]]:
    """Read the grade: the value that is on one of our scales, or says of nothing in particular.

    Of several none is the grade: no proof covers their order, so whoever holds the badge could choose.

    Returns:
        The grade, and the results that are one or would be.
    """
    graded = [
        node
        for node in results
        if isinstance(node.members.get("value"), str)
        and ("resultDescription" not in node.members or node.members["resultDescription"] in tuple(scales))
    ]
    for node in graded[1:]:
        node.log.report(
            "second-grade", "This value could be the grade, and is not the only one: none is read.", node.pointer
        )
    if len(graded) != 1:
        return None, graded
    (node,) = graded
    kind, scale = scales.get(node.text("resultDescription") or "", ("", None))
    return _read_grade(node, scale if kind == OF_THE_AWARD else None), graded


def _read_grade(result: Node, scale: GradingScale | None) -> Grade | None:
    grade = result.log.build(result.at("value"), Grade, result.text("value"), scale)
    if grade:
        result.log.found("grade", result.at("value"))
    return grade


def _write_scale(scale: GradingScale, result_type: str, achievement_id: str, words: Words) -> dict[str, Any]:
    told = words.tell("name", scale.description, "grading_scale") or {"name": _UNNAMED}
    description = {
        "type": ["ResultDescription"],
        "name": told["name"],
        "resultType": result_type,
        **{member: getattr(scale, field) for field, member in _STRINGS.items()},
        "allowedValue": list(scale.grades),
    }
    description = {member: value for member, value in description.items() if value}
    return {"id": urn_of(*_content(achievement_id, description)), **description, **told}


def _content(achievement_id: Any, description: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """What the id of a scale is made of."""
    return "result description", {"achievement": achievement_id, **description}


def _read_scale(node: Node, language: str) -> GradingScale | None:
    node.mark("id", "resultType")
    description = read_text(node, "name", language)
    fields: dict[str, Any] = {field: node.text(member) for field, member in _STRINGS.items()}
    fields["grades"] = node.texts("allowedValue")
    if node.members.get("name") != _UNNAMED or MAPS["name"] in node.members:
        fields["description"] = description
    node.log.found("grading_scale", node.pointer)
    return node.log.build(node.pointer, GradingScale, **fields) if any(fields.values()) else None
