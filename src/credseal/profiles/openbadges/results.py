"""Results beside the grade as ``Result``, and what they may be as ``ResultDescription`` with ``RubricCriterionLevel``.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/#resultdescription-0 . The grade of the whole and its scale have a description
of their own kind, see ``grades``.

=====================================  =====================================================================
field of the model                     member of Open Badges
=====================================  =====================================================================
``result_descriptions``                ``achievement.resultDescription``
``.type``, ``.values``, ``.passing``   ``resultType``, ``allowedValue``, ``requiredValue``
``.lowest``, ``.highest``              ``valueMin``, ``valueMax``
``.levels``, ``.passing_level``        ``rubricCriterionLevel``, ``requiredLevel``
``results``: ``.of``, ``.value``, ...  ``credentialSubject.result``: ``resultDescription``, ``value``, ...
=====================================  =====================================================================

A skill that a description names is what the learner was assessed in: it is read as a learning outcome of that name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from credseal.model.alignment import Alignment
from credseal.model.concepts import Concept
from credseal.model.learning import LearningOutcome
from credseal.model.results import Result, ResultDescription, RubricLevel
from credseal.profiles.names import urn_of_foreign
from credseal.profiles.openbadges.collecting import collect_parts, home_of, read_other
from credseal.profiles.openbadges.others import write_others
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.vocabulary import RESULT_TYPES, word_of
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

_ELEMENT = "results"
_STRINGS = {"lowest": "valueMin", "highest": "valueMax", "passing": "requiredValue", "passing_level": "requiredLevel"}
_RESULT = {"of": "resultDescription", "value": "value", "status": "status", "achieved_level": "achievedLevel"}
_GRADE = ("of", "value")


def write_descriptions(descriptions: Iterable[ResultDescription], words: Words) -> Iterator[dict[str, Any]]:
    """Write what results there may be."""
    for each in descriptions:
        yield _filled(
            {
                "id": each.id,
                "type": ["ResultDescription"],
                **words.tell("name", each.name, _ELEMENT),
                "resultType": word_of(each.type, RESULT_TYPES, "type of a result"),
                **{member: getattr(each, field) for field, member in _STRINGS.items()},
                "allowedValue": list(each.values),
                "rubricCriterionLevel": [_write_level(level, words) for level in each.levels],
                "alignment": write_others(each.alignments, words),
            }
        )


def write_results(results: Iterable[Result], words: Words) -> Iterator[dict[str, Any]]:
    """Write what results there are."""
    for each in results:
        yield _filled(
            {
                "type": ["Result"],
                **{member: getattr(each, field) for field, member in _RESULT.items()},
                "alignment": write_others(each.alignments, words),
            }
        )


def read_descriptions(
    nodes: Iterable[Node], language: str
) -> tuple[tuple[ResultDescription, ...], tuple[LearningOutcome, ...]]:
    """Read what results there may be, and the learning outcomes that they assess."""
    descriptions, outcomes = [], []
    for node in nodes:
        skills, alignments = _read_alignments(node, language)
        name, own_id = read_text(node, "name", language), node.text("id")
        # Some leave the id out; results cannot refer to it then.
        id_ = own_id or urn_of_foreign("result description", node.members)
        fields = {field: node.text(member) for field, member in _STRINGS.items()}
        levels = (_read_level(level, language) for level in node.nodes("rubricCriterionLevel"))
        described = node.log.build(
            node.pointer,
            ResultDescription,
            id=id_,
            name=name,
            type=node.text("resultType") or "Result",
            values=node.texts("allowedValue"),
            levels=tuple(level for level in levels if level),
            alignments=alignments,
            **fields,
        )
        if described:
            node.log.found("result_descriptions", node.pointer)
            descriptions.append(described)
        if described and skills:
            node.log.found("learning_outcomes", node.pointer)
            outcomes.append(LearningOutcome(title=name, id=own_id, skills=skills))
    return tuple(descriptions), tuple(outcomes)


def read_result(node: Node, alignments: tuple[Alignment, ...], *, is_grade: bool) -> Result | None:
    """Read one result; None if nothing is left that it says.

    Args:
        node: the result.
        alignments: those that have no home, and were read already.
        is_grade: whether its value was read as the grade.
    """
    fields: dict[str, Any] = {
        field: value
        for field, member in _RESULT.items()
        if not (is_grade and field in _GRADE) and (value := node.text(member)) is not None
    }
    if not fields and not alignments:
        return None
    result = node.log.build(node.pointer, Result, alignments=alignments, **fields)
    if result:
        node.log.found(_ELEMENT, node.pointer)
    return result


def with_outcomes(
    outcomes: Sequence[LearningOutcome], assessed: Iterable[LearningOutcome]
) -> tuple[LearningOutcome, ...]:
    """Learning outcomes, with those that result descriptions tell of: a known one gains their skills."""
    known = list(outcomes)
    places: dict[Any, int] = {}
    for index, each in enumerate(known):
        for name in (each.id, each.title):
            if name is not None:
                places.setdefault(name, index)
    for each in assessed:
        place = next((places[name] for name in (each.id, each.title) if name is not None and name in places), None)
        if place is None:
            known.append(each)
        else:
            own = set(known[place].skills)
            further = tuple(skill for skill in each.skills if skill not in own)
            known[place] = replace(known[place], skills=known[place].skills + further)
    return tuple(known)


def _write_level(level: RubricLevel, words: Words) -> dict[str, Any]:
    return _filled(
        {
            "id": level.id,
            "type": ["RubricCriterionLevel"],
            **words.tell("name", level.name, _ELEMENT),
            "level": level.level,
            "points": level.points,
            **words.tell("description", level.description, _ELEMENT),
            "alignment": write_others(level.alignments, words),
        }
    )


def _read_level(node: Node, language: str) -> RubricLevel | None:
    alignments = [read_other(each, language) for each in node.nodes("alignment")]
    return node.log.build(
        node.pointer,
        RubricLevel,
        id=node.text("id"),
        name=read_text(node, "name", language),
        level=node.text("level"),
        points=node.text("points"),
        description=read_text(node, "description", language),
        alignments=tuple(each for each in alignments if each),
    )


def _read_alignments(node: Node, language: str) -> tuple[tuple[Concept, ...], tuple[Alignment, ...]]:
    """Skills, and everything else as it stands: levels and the like belong to the whole."""
    skills: list[Concept] = []
    others: list[Alignment] = []
    for each in node.nodes("alignment"):
        home = home_of(each)
        if home and home.part == "skills":
            parts, _ = collect_parts([each], language, noted=False)
            skills.extend(part.item for part in parts.get("skills", ()))
        elif other := read_other(each, language):
            others.append(other)
    return tuple(skills), tuple(others)


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {member: value for member, value in members.items() if value is not None and value != []}
