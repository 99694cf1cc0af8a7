"""How the learning outcomes were assessed, and who watched.

    Assessment(
        type=Concept("http://data.europa.eu/snb/assessment/6e6cb2cc78", Text({"en": "written examination"})),
        criteria=Text({"en": "At least 60 of 100 points."}),
        supervision=Supervision(supervised=True, place="onsite"),
        identity_verified=True,
    )

The European approach lists three combinations of supervision and identity verification, the European Learning Model four; here
they are two facts, each of which may be unknown.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from credseal.errors import ModelError
from credseal.model.concepts import Concept
from credseal.model.fields import ListOf, settle
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class Supervision:
    """Whether the assessment was supervised, and where.

    Args:
        supervised: None means not stated.
        place: where the supervision took place.

    Raises:
        ModelError: ``model.supervision`` for a place of a supervision that there was not.
    """

    supervised: bool | None = None
    place: Literal["online", "onsite"] | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.supervised is False and self.place:
            raise ModelError(
                "What was not supervised has no place of supervision.", code="model.supervision", pointer="/place"
            )


@dataclass(frozen=True)
class Assessment:
    """One assessment.

    Args:
        type: e.g. written examination, portfolio, recognition of prior learning.
        criteria: what had to be shown, and how well.
        standard: the standard it was assessed against.
        supervision: whether somebody watched.
        identity_verified: whether the learner's identity was verified; None means not stated.
    """

    type: Annotated[Concept, ListOf("assessment")] | None = None
    criteria: Text | None = None
    standard: Text | None = None
    supervision: Supervision | None = None
    identity_verified: bool | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Criteria:
    """What has to be shown altogether, where that is more than each assessment says.

    Args:
        text: the criteria, in Markdown.
        url: where they can be read.
    """

    text: Text | None = None
    url: Uri | None = None

    def __post_init__(self) -> None:
        settle(self)
