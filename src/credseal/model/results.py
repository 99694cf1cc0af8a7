"""Results beside the grade: what may come of an achievement, and what came of one learner's.

The achievement describes its possible results, the award says which came true. The grade of the whole is ``grade.Grade``; whoever
gives several marks, a status or the level of a rubric describes each here.

    project = ResultDescription(
        id="https://uni.example/water/project", name=Text({"en": "Project"}), type="RubricCriterionLevel",
        levels=(RubricLevel("https://uni.example/water/project/1", Text({"en": "mastered"}), points="4"),),
    )
    Result(of=project.id, achieved_level="https://uni.example/water/project/1")

Types are the words of Open Badges 3.0, section B.5.9 (https://www.imsglobal.org/spec/ob/v3p0/#resulttype-enumeration-0), or begin
with ``ext:``. No proof covers the order of a rubric's levels: their ``points`` or ``level`` tell which is higher.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from credseal.errors import ModelError
from credseal.model.alignment import Alignment
from credseal.model.fields import settle
from credseal.model.grade import Grade, GradingScale
from credseal.model.text import Text
from credseal.model.values import Uri

ResultStatus: TypeAlias = Literal["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"]


@dataclass(frozen=True)
class RubricLevel:
    """One level of a rubric.

    Args:
        id: what results refer to.
        name: of the level.
        level: how good it is, in a word.
        points: that it brings.
        description: what it takes.
        alignments: levels of other rubrics that it corresponds to.
    """

    id: Uri
    name: Text
    level: str | None = None
    points: str | None = None
    description: Text | None = None
    alignments: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class ResultDescription:
    """One result that an achievement may have.

    Args:
        id: what results refer to.
        name: of the result.
        type: what kind of result it is.
        lowest: the lowest value there is.
        highest: the highest value there is.
        passing: the lowest value that passes.
        values: all values there are, from the lowest to the highest.
        levels: the levels of a rubric.
        passing_level: the id of the lowest level that passes.
        alignments: what it corresponds to elsewhere; skills belong to the learning outcome.
    """

    id: Uri
    name: Text
    type: str = "Result"
    lowest: str | None = None
    highest: str | None = None
    passing: str | None = None
    values: tuple[str, ...] = ()
    levels: tuple[RubricLevel, ...] = ()
    passing_level: Uri | None = None
    alignments: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Result:
    """One result of one learner.

    Args:
        of: the id of its description.
        value: a mark, as the awarding body writes it.
        status: whether the learner completed it.
        achieved_level: the id of the level of a rubric.
        alignments: what it corresponds to elsewhere.

    Raises:
        ModelError: ``model.result`` for a value that says not what it is a result of: that would be the grade.
    """

    of: Uri | None = None
    value: str | None = None
    status: ResultStatus | None = None
    achieved_level: Uri | None = None
    alignments: tuple[Alignment, ...] = ()

    def __post_init__(self) -> None:
        settle(self)
        if self.value is not None and self.of is None:
            raise ModelError(
                "A value must say what it is a result of.",
                code="model.result",
                pointer="/of",
                hint="Name the description's id; the grade of the whole is the award's grade.",
            )


def grade_of(results: Sequence[Result], descriptions: Sequence[ResultDescription]) -> Grade | None:
    """The one result that has a value, as the grade; None where none has, or several have."""
    valued = [(result.of, result.value) for result in results if result.value is not None]
    if len(valued) != 1:
        return None
    ((of, value),) = valued
    described = next((each for each in descriptions if each.id == of), None)
    if described is None:
        return Grade(str(value))
    each = described
    return Grade(str(value), GradingScale(each.name, each.lowest, each.highest, each.passing, each.values))
