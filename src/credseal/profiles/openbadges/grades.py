"""Grades and their scales as ``Result`` and ``ResultDescription``.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/#resultdescription-0 . A scale is a description of the achievement; the grade
is the value of the award's one ``Result``, which refers to it. Where an award has a scale of its own, its description has the
``resultType`` ``ext:AwardScale``.

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

from collections.abc import Iterable, Sequence
from typing import Any

from credseal.model.achievement import MicroCredential
from credseal.model.grade import Grade, GradingScale
from credseal.model.text import Text
from credseal.profiles.openbadges.names import urn_of
from credseal.profiles.openbadges.tolerant import Node
from credseal.profiles.openbadges.words import Words

OF_THE_ACHIEVEMENT = "Result"
OF_THE_AWARD = "ext:AwardScale"
_UNNAMED = "Grade"
_STRINGS = {"lowest": "valueMin", "highest": "valueMax", "passing": "requiredValue"}


def write_scales(
    credential: MicroCredential, achievement_id: str, words: Words
) -> tuple[list[dict[str, Any]], str | None]:
    """Write the scales of an achievement and an award.

    Returns:
        The result descriptions, and the id of the one that the grade is on.
    """
    own = credential.achievement.grading_scale
    awarded = credential.grade.scale if credential.grade else None
    descriptions = [_write_scale(own, OF_THE_ACHIEVEMENT, achievement_id, words)] if own else []
    if awarded and awarded != own:
        descriptions.append(_write_scale(awarded, OF_THE_AWARD, achievement_id, words))
    return descriptions, descriptions[-1]["id"] if awarded else None


def read_grading(
    results: Sequence[Node], descriptions: Iterable[Node], language: str
) -> tuple[GradingScale | None, Grade | None]:
    """Read the achievement's scale, and the grade with its scale where that is the award's own.

    Args:
        results: of the subject; the first that has a value is the grade.
        descriptions: the result descriptions of the achievement.
        language: of their texts.
    """
    graded = [result for result in results if isinstance(result.members.get("value"), str)]
    reference = graded[0].text("resultDescription") if graded else None
    scale: GradingScale | None = None
    awarded: GradingScale | None = None
    for node in descriptions:
        id_, result_type = node.members.get("id"), node.members.get("resultType")
        is_referenced = reference is not None and id_ == reference
        if is_referenced and result_type == OF_THE_AWARD:
            awarded = _read_scale(node, language)
        elif is_referenced or (result_type == OF_THE_ACHIEVEMENT and scale is None):
            scale = _read_scale(node, language) or scale
        else:
            node.log.unmark(node.pointer)
    for result in graded[1:]:
        result.log.report("second-grade", "Only the first result with a value is read as the grade.", result.pointer)
    return scale, _read_grade(graded[0], awarded) if graded else None


def _read_grade(result: Node, scale: GradingScale | None) -> Grade | None:
    grade = result.log.build(result.at("value"), Grade, result.text("value"), scale)
    if grade:
        result.log.found("grade", result.at("value"))
    return grade


def _write_scale(scale: GradingScale, result_type: str, achievement_id: str, words: Words) -> dict[str, Any]:
    description = {
        "type": ["ResultDescription"],
        "name": words.pick(scale.description, "grading_scale") if scale.description else _UNNAMED,
        "resultType": result_type,
        **{member: getattr(scale, field) for field, member in _STRINGS.items()},
        "allowedValue": list(scale.grades),
    }
    description = {member: value for member, value in description.items() if value}
    return {"id": urn_of("result description", {"achievement": achievement_id, **description}), **description}


def _read_scale(node: Node, language: str) -> GradingScale | None:
    node.mark("id", "resultType")
    name = node.text("name")
    fields: dict[str, Any] = {field: node.text(member) for field, member in _STRINGS.items()}
    fields["grades"] = node.texts("allowedValue")
    if name and name != _UNNAMED:
        fields["description"] = node.log.build(node.at("name"), Text.of, name, language)
    node.log.found("grading_scale", node.pointer)
    return node.log.build(node.pointer, GradingScale, **fields) if any(fields.values()) else None
