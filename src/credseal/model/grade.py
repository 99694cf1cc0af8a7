"""Grades, which mean something only beside their scale.

    scale = GradingScale(description=Text({"en": "2 to 5, 3 passes"}), lowest="2", highest="5", passing="3")
    Grade("4.5", scale)

Values are text: a grade is no quantity to calculate with.
"""

from dataclasses import dataclass

from credseal.model.fields import settle
from credseal.model.text import Text


@dataclass(frozen=True)
class GradingScale:
    """The scale that a grade is on.

    Args:
        description: the scale in words.
        lowest: the lowest grade there is.
        highest: the highest grade there is.
        passing: the lowest grade that passes.
        grades: all grades there are, from the lowest to the highest, where these are not numbers.
    """

    description: Text | None = None
    lowest: str | None = None
    highest: str | None = None
    passing: str | None = None
    grades: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Grade:
    """The grade achieved.

    Args:
        value: as the awarding body writes it.
        scale: None means the achievement's own, or an unknown one.
    """

    value: str
    scale: GradingScale | None = None

    def __post_init__(self) -> None:
        settle(self)
