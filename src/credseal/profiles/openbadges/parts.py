"""A record in parts, each of which has its own home in a badge; and the record put together again.

A part is a piece of the model that one Alignment can hold. Parts that belong together (an outcome and its skills, an assessment
and its supervision) share a label, ``LO1`` or ``A1``, because the alignments of a badge are a set: no proof covers their order.

    parts = split_achievement(course)                # {'levels': [Part(Level(...))], 'credits': [Part(Credits(...))], ...}
    Achievement(**join_achievement(parts))
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, TypeAlias, TypeVar, cast

from credseal.errors import ModelError
from credseal.model.achievement import Achievement, LegalStanding, MicroCredential, ObtainedBy
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.fields import settle
from credseal.model.learning import LearningOutcome, Participation, Stackability
from credseal.model.organisation import Place
from credseal.model.text import Text
from credseal.model.values import Uri
from credseal.model.workload import Workload
from credseal.profiles.durations import read_hours, write_hours
from credseal.profiles.supervision import SUPERVISION_CONCEPTS

_NUMBERED = re.compile(r"(LO|A|B)(?P<number>[1-9][0-9]{0,3})")
T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """A piece of the model, and the label of the group it belongs to."""

    item: Any
    group: str | None = None


Parts: TypeAlias = Mapping[str, Sequence[Part]]


@dataclass(frozen=True)
class Statement:
    """A text that is all there is to an element."""

    text: Text

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Credits:
    """ECTS credits."""

    points: Decimal

    def __post_init__(self) -> None:
        settle(self)
        Workload(ects=self.points)


@dataclass(frozen=True)
class Volume:
    """Hours of work, and the same as an ``xsd:duration``."""

    duration: str
    hours: Decimal | None = None

    def __post_init__(self) -> None:
        settle(self)
        Workload(hours=_hours(self))
        if self.hours is not None and self.hours != _hours(replace(self, hours=None)):
            raise ModelError("The hours are not those of the duration.", code="model.duration", pointer="/hours")


@dataclass(frozen=True)
class Observation:
    """Supervision and identity verification, as far as possible as one concept of the European list."""

    concept: Uri | None = None
    place: Literal["online", "onsite"] | None = None
    supervised: bool | None = None
    identity_verified: bool | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.concept and self.concept not in SUPERVISION_CONCEPTS.values():
            raise ModelError("The concept is none of supervision.", code="model.concept", pointer="/concept")
        _observed(self)


@dataclass(frozen=True)
class Standing:
    """The legal standing."""

    standing: LegalStanding

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Obtained:
    """How the micro-credential was obtained."""

    by: ObtainedBy

    def __post_init__(self) -> None:
        settle(self)


def is_label(code: str) -> bool:
    """Whether a code is the label of a group of parts: an outcome, an assessment, an awarding body."""
    return _NUMBERED.fullmatch(code) is not None


def split_achievement(achievement: Achievement) -> Parts:
    """The parts of an achievement; title, description, language and the first awarding body have members of their own."""
    stackability = achievement.stackability
    outcomes = [(f"LO{number}", each) for number, each in enumerate(achievement.learning_outcomes, start=1)]
    parts = {
        "learning_outcomes": [Part(bare, group) for group, each in outcomes if (bare := _without(each, skills=()))],
        "skills": _parts(achievement.skills)
        + [Part(skill, group) for group, each in outcomes for skill in each.skills],
        "levels": _parts(achievement.levels),
        "fields_of_learning": _parts(achievement.fields_of_learning),
        "quality_assurance": _parts(achievement.quality_assurance),
        "further_information": _parts(achievement.further_information),
        "awarding_bodies": [
            Part(body, f"B{number}") for number, body in enumerate(achievement.awarding_bodies[1:], start=2)
        ],
        "partners": _parts(achievement.partners),
        "mandate": _one(achievement.mandate),
        "place_of_issue": _one(achievement.place_of_issue),
        "prerequisites": _one(achievement.prerequisites and Statement(achievement.prerequisites)),
        "legal_standing": _one(achievement.legal_standing and Standing(achievement.legal_standing)),
        "stackability": _one(stackability and _without(stackability, towards=())),
        "stackable_towards": _parts(stackability.towards if stackability else ()),
    }
    return parts | _split_learning(achievement.assessments, achievement.participation, achievement.workload)


def split_award(credential: MicroCredential, place: Place | None) -> Parts:
    """The parts in which an award says something else than its achievement, or more; ``place`` is that of the sealing."""
    achievement = credential.achievement
    own = {
        name: None if getattr(credential, name) == getattr(achievement, name) else getattr(credential, name)
        for name in ("assessments", "participation", "workload")
    }
    return _split_learning(own["assessments"] or (), own["participation"], own["workload"]) | {
        "obtained_by": _one(credential.obtained_by and Obtained(credential.obtained_by)),
        "place_of_issue": _one(place),
    }


def join_achievement(parts: Parts) -> dict[str, Any]:
    """The fields of an achievement that its parts make up."""
    outcomes, skills = _join_outcomes(parts)
    bodies = sorted(parts.get("awarding_bodies", ()), key=_position)
    towards = _items(parts, "stackable_towards")
    stackability = _single(parts, "stackability")
    if towards and not (stackability and stackability.kind == "standalone"):
        stackability = replace(stackability, towards=towards) if stackability else Stackability(towards=towards)
    prerequisites, standing = _single(parts, "prerequisites"), _single(parts, "legal_standing")
    return {
        "learning_outcomes": outcomes,
        "skills": skills,
        "levels": _items(parts, "levels"),
        "fields_of_learning": _items(parts, "fields_of_learning"),
        "quality_assurance": _items(parts, "quality_assurance"),
        "further_information": _items(parts, "further_information"),
        "awarding_bodies": tuple(part.item for part in bodies),
        "partners": _items(parts, "partners"),
        "mandate": _single(parts, "mandate"),
        "place_of_issue": _single(parts, "place_of_issue"),
        "prerequisites": prerequisites and prerequisites.text,
        "legal_standing": standing and standing.standing,
        "stackability": stackability,
        **_join_learning(parts),
    }


def join_award(parts: Parts) -> dict[str, Any]:
    """The fields of a micro-credential that its parts make up."""
    obtained = _single(parts, "obtained_by")
    return {"obtained_by": obtained and obtained.by, **_join_learning(parts)}


def _split_learning(
    assessments: Sequence[Assessment], participation: Participation | None, workload: Workload | None
) -> dict[str, list[Part]]:
    numbered = [(f"A{number}", each) for number, each in enumerate(assessments, start=1)]
    return {
        "credits": _one(Credits(workload.ects) if workload and workload.ects is not None else None),
        "volume": _one(
            Volume(write_hours(workload.hours), workload.hours) if workload and workload.hours is not None else None
        ),
        "other_credits": _one(workload and workload.credits),
        "assessments": [
            Part(bare, group)
            for group, each in numbered
            if (bare := _without(each, supervision=None, identity_verified=None))
        ],
        "supervision": [Part(observed, group) for group, each in numbered if (observed := _observation(each))],
        "modes": _parts(participation.modes if participation else ()),
        "setting": _one(participation and participation.setting),
    }


def _join_learning(parts: Parts) -> dict[str, Any]:
    points, volume, others = (_single(parts, name) for name in ("credits", "volume", "other_credits"))
    modes, setting = _items(parts, "modes"), _single(parts, "setting")
    return {
        "assessments": _join_assessments(parts),
        "participation": Participation(modes, setting) if modes or setting else None,
        "workload": Workload(points and points.points, volume and _hours(volume), others)
        if points or volume or others
        else None,
    }


def _join_outcomes(parts: Parts) -> tuple[tuple[LearningOutcome, ...], tuple[Concept, ...]]:
    whole: list[Concept] = []
    grouped: dict[str | None, list[Concept]] = defaultdict(list)
    labels = {part.group for part in parts.get("learning_outcomes", ())}
    for part in parts.get("skills", ()):
        if part.group and (part.group in labels or _NUMBERED.fullmatch(part.group)):
            grouped[part.group].append(part.item)
        else:
            whole.append(part.item)
    outcomes = [
        Part(replace(part.item, skills=tuple(grouped.pop(part.group, ()))), part.group)
        for part in parts.get("learning_outcomes", ())
    ]
    outcomes.extend(Part(LearningOutcome(skills=tuple(skills)), group) for group, skills in grouped.items())
    return tuple(part.item for part in sorted(outcomes, key=_position)), tuple(whole)


def _join_assessments(parts: Parts) -> tuple[Assessment, ...]:
    taken = list(parts.get("assessments", ()))
    for part in parts.get("supervision", ()):
        said = _observed(part.item)
        # Without a label it holds for all assessments that there are.
        places = [index for index, each in enumerate(taken) if part.group in (each.group, None)]
        for index in places:
            taken[index] = Part(replace(taken[index].item, **said), taken[index].group)
        if not places:
            taken.append(Part(Assessment(**said), part.group))
    return tuple(part.item for part in sorted(taken, key=_position))


def _observation(assessment: Assessment) -> Observation | None:
    supervised = assessment.supervision.supervised if assessment.supervision else None
    place = assessment.supervision.place if assessment.supervision else None
    verified = assessment.identity_verified
    if supervised is not None and verified is not None:
        return Observation(SUPERVISION_CONCEPTS[supervised, verified], place)
    if supervised is None and verified is None and place is None:
        return None
    return Observation(None, place, supervised, verified)


def _observed(observation: Observation) -> dict[str, Any]:
    supervised, verified = observation.supervised, observation.identity_verified
    for pair, concept in SUPERVISION_CONCEPTS.items():
        if observation.concept == concept:
            supervised, verified = pair
    stated = supervised is not None or observation.place is not None
    return {
        "supervision": Supervision(supervised, observation.place) if stated else None,
        "identity_verified": verified,
    }


def _hours(volume: Volume) -> Decimal:
    return volume.hours if volume.hours is not None else read_hours(volume.duration)


def _without(record: T, **blank: Any) -> T | None:
    """The record without some fields; None if nothing else is in it."""
    try:
        return cast("T", replace(cast("Any", record), **blank))
    except ModelError as error:
        if error.code == "model.empty":
            return None
        raise


def _position(part: Part) -> int:
    """Where in its list a part belongs, by its label; those without one come last, in the order of the document."""
    match = _NUMBERED.fullmatch(part.group or "")
    return int(match["number"]) if match else 10_000


def _parts(items: Sequence[Any]) -> list[Part]:
    return [Part(item) for item in items]


def _one(item: Any) -> list[Part]:
    return [Part(item)] if item else []


def _items(parts: Parts, name: str) -> tuple[Any, ...]:
    return tuple(part.item for part in parts.get(name, ()))


def _single(parts: Parts, name: str) -> Any:
    return next((part.item for part in parts.get(name, ())), None)
