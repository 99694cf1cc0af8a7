"""What was learned, how and when the learner took part, where it may lead, and what else there is to read.

LearningOutcome(title=Text({"en": "takes a water sample without contaminating it"}), type="skill")
Participation(modes=(Concept("http://data.europa.eu/snb/learning-assessment/e92d221e4d", Text({"en": "Blended"})),))
Stackability("stackable", towards=(Concept("https://uni.example/programmes/environment"),))
FurtherInformation(text=Text({"en": "The course is taught in spring."}), url="https://uni.example/courses/water")
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from credseal.errors import ModelError
from credseal.model.concepts import Concept
from credseal.model.fields import ListOf, settle
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class LearningOutcome:
    """One thing that the learner knows, understands or is able to do.

    Args:
        title: the outcome in a sentence.
        id: a URI that identifies the outcome.
        type: which kind of outcome.
        description: more words on it.
        skills: what it corresponds to in ESCO or another list.
    """

    title: Text | None = None
    id: Uri | None = None
    type: Literal["knowledge", "skill", "competence"] | None = None
    description: Text | None = None
    skills: tuple[Concept, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Participation:
    """How the learner took part.

    Args:
        modes: online, onsite or blended; volunteering, work-based learning.
        setting: formal, non-formal or informal learning.
    """

    modes: tuple[Annotated[Concept, ListOf("mode")], ...] = ()
    setting: Annotated[Concept, ListOf("learning-setting")] | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Activity:
    """What one learner did to get there.

    Args:
        started_on: the first day of learning.
        ended_on: the last day.
        term: the academic term.
        role: what the learner was while doing it, e.g. intern.
        narrative: the story, in Markdown; it connects pieces of evidence.

    Raises:
        ModelError: ``model.dates`` where it ends before it begins.
    """

    started_on: date | None = None
    ended_on: date | None = None
    term: Text | None = None
    role: Text | None = None
    narrative: Text | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ModelError("The learning ends before it begins.", code="model.dates", pointer="/ended_on")


@dataclass(frozen=True)
class Stackability:
    """Whether the micro-credential stands alone or is made to be combined. Who combines decides; this only informs.

    Args:
        kind: standalone, or stackable towards another credential.
        towards: the larger credentials in question.
        description: how: transfer, progression, portability.

    Raises:
        ModelError: ``model.stackability`` for a standalone credential that counts towards another.
    """

    kind: Literal["standalone", "stackable"] | None = None
    towards: tuple[Concept, ...] = ()
    description: Text | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.kind == "standalone" and self.towards:
            raise ModelError(
                "What stands alone does not count towards another credential.",
                code="model.stackability",
                pointer="/kind",
            )


@dataclass(frozen=True)
class FurtherInformation:
    """Whatever else a reader should know, or where to find it."""

    text: Text | None = None
    url: Uri | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Evidence:
    """Something that shows the achievement: a work, a report, a protocol.

    Args:
        name: what it is.
        description: more words on it.
        url: where it can be seen.
        narrative: how it came about, in Markdown.
        genre: what kind of work it is, e.g. poetry, film.
        audience: whom it was made for.
    """

    name: Text | None = None
    description: Text | None = None
    url: Uri | None = None
    narrative: Text | None = None
    genre: Text | None = None
    audience: Text | None = None

    def __post_init__(self) -> None:
        settle(self)
