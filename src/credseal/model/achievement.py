"""What can be earned, and one learner's record of having earned it.

The European Learning Model calls the record *LearningAchievement* and the definition its *specification*; Open Badges calls
the definition *Achievement*. Here the definition is ``Achievement`` and the record ``MicroCredential``.

    course = Achievement(title=Text({"en": "Drinking water testing"}), language="en", workload=Workload(ects=Decimal(2)))
    credential = course.award(ada, awarded_on=date(2026, 11, 20), grade="5")
    credential.workload == course.workload      # what the award does not say otherwise

The elements and where they are: see the package, ``credseal.model``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from credseal.errors import ModelError, pointer_to
from credseal.model.alignment import Alignment
from credseal.model.assessment import Assessment, Criteria, Supervision
from credseal.model.catalogue import CatalogueEntry
from credseal.model.concepts import Concept
from credseal.model.fields import ListOf, settle
from credseal.model.grade import Grade, GradingScale
from credseal.model.learner import Learner
from credseal.model.learning import (
    Activity,
    Evidence,
    FurtherInformation,
    LearningOutcome,
    Participation,
    Stackability,
)
from credseal.model.level import FRAMEWORKS, Level, check_levels
from credseal.model.organisation import Mandate, Organisation, Partner, Place
from credseal.model.picture import Picture
from credseal.model.quality import QualityAssurance
from credseal.model.results import Result, ResultDescription, grade_of
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LanguageTag, Uri, canonical_language
from credseal.model.workload import Workload

ObtainedBy: TypeAlias = Literal["course", "validation"]
LegalStanding: TypeAlias = Literal["period_of_study", "qualification", "none"]


@dataclass(frozen=True)
class Achievement:
    """What can be earned, the same for all learners.

    Args:
        id: a URI that identifies it.
        title: of the micro-credential.
        description: what it is about.
        language: the language of the record: texts without a language are in it, and formats that hold one language show it.
        awarding_bodies: one or more; the first carries the responsibility.
        partners: who else took part.
        mandate: what entitles the sealer, where that is no awarding body.
        place_of_issue: where the micro-credential is issued; this is not the address of anybody.
        learning_outcomes: what the learner knows, understands and is able to do.
        workload: ECTS credits and hours.
        levels: EQF, QF-EHEA, national frameworks; kept in this order.
        assessments: how the outcomes are assessed.
        participation: how learners take part.
        quality_assurance: what underpins the quality.
        prerequisites: what is needed to enrol.
        stackability: whether and how it can be combined.
        grading_scale: what grades there are.
        further_information: anything else.
        fields_of_learning: ISCED-F.
        skills: ESCO skills of the whole; those of one outcome belong to the outcome.
        legal_standing: part of a period of study, a qualification of its own, or none (Lisbon Recognition Convention).
        type: what is earned, in the words of Open Badges 3.0 (``Course``, ``BachelorDegree``, ...) or one that begins with
            ``ext:``; ``Achievement`` is anything.
        criteria: of the whole; with a single assessment they are its own.
        result_descriptions: what results there may be beside the grade.
        alignments: what it corresponds to in frameworks that have no field here.
        catalogue: how a catalogue lists it.
        picture: of the achievement, without anybody's credential in it.

    Raises:
        ModelError: a value or a combination of values that cannot be; ``model.level-standing`` for a level that is completed
            by what is no qualification.
    """

    id: Uri | None = None
    title: Text | None = None
    description: Text | None = None
    language: LanguageTag = UNDETERMINED
    awarding_bodies: tuple[Organisation, ...] = ()
    partners: tuple[Partner, ...] = ()
    mandate: Mandate | None = None
    place_of_issue: Place | None = None
    learning_outcomes: tuple[LearningOutcome, ...] = ()
    workload: Workload | None = None
    levels: tuple[Level, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    participation: Participation | None = None
    quality_assurance: tuple[QualityAssurance, ...] = ()
    prerequisites: Text | None = None
    stackability: Stackability | None = None
    grading_scale: GradingScale | None = None
    further_information: tuple[FurtherInformation, ...] = ()
    fields_of_learning: tuple[Annotated[Concept, ListOf("isced-f")], ...] = ()
    skills: tuple[Concept, ...] = ()
    legal_standing: LegalStanding | None = None
    type: str = "MicroCredential"
    criteria: Criteria | None = None
    result_descriptions: tuple[ResultDescription, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    catalogue: CatalogueEntry | None = None
    picture: Picture | None = None

    def __post_init__(self) -> None:
        settle(self)
        object.__setattr__(self, "language", canonical_language(self.language))
        # Which framework comes first says nothing: one order makes equal what says the same.
        object.__setattr__(
            self, "levels", tuple(sorted(self.levels, key=lambda each: FRAMEWORKS.index(each.framework)))
        )
        if self.criteria and self.criteria.text:
            _settle_criteria(self, self.criteria.text)
        check_levels(self.levels)
        completes = any(level.extent == "completes" for level in self.levels)
        if completes and self.legal_standing not in (None, "qualification"):
            raise ModelError(
                "Only a qualification completes a level.",
                code="model.level-standing",
                pointer="/legal_standing",
                hint="Say that the learning lies 'within' the level, or that it is a qualification.",
            )

    def award(
        self,
        learner: Learner,
        *,
        awarded_on: date,
        obtained_by: ObtainedBy | None = None,
        grade: Grade | str | None = None,
        assessments: Sequence[Assessment] = (),
        participation: Participation | None = None,
        supervision: Supervision | None = None,
        identity_verified: bool | None = None,
        workload: Workload | None = None,
        evidence: Sequence[Evidence] = (),
        results: Sequence[Result] = (),
        activity: Activity | None = None,
        assessed_by: Organisation | None = None,
        license_number: str | None = None,
        picture: Picture | None = None,
    ) -> "MicroCredential":
        """Record that a learner achieved this. What is given here replaces what the achievement says.

        Args:
            learner: who.
            awarded_on: the day of the award.
            obtained_by: a course, or the validation of earlier learning; None means not stated.
            grade: a string is a grade on the achievement's own scale.
            assessments: those that this learner took.
            participation: how this learner took part.
            supervision: of all assessments, in place of what they say themselves.
            identity_verified: during all assessments, in place of what they say themselves.
            workload: of this learner.
            evidence: what shows it.
            results: beside the grade.
            activity: what this learner did, and when.
            assessed_by: who assessed on behalf of the awarding body.
            license_number: of the licence that comes with it.
            picture: of this learner's achievement.

        Raises:
            ModelError: a value that cannot be.
        """
        taken = tuple(assessments) or self.assessments
        if supervision is not None or identity_verified is not None:
            taken = _observed(taken, supervision=supervision, identity_verified=identity_verified)
        return MicroCredential(
            learner=learner,
            achievement=self,
            awarded_on=awarded_on,
            obtained_by=obtained_by,
            grade=Grade(grade) if isinstance(grade, str) else grade,
            assessments=taken,
            participation=participation,
            workload=workload,
            evidence=tuple(evidence),
            results=tuple(results),
            activity=activity,
            assessed_by=assessed_by,
            license_number=license_number,
            picture=picture,
        )


def _settle_criteria(achievement: Achievement, text: Text) -> None:
    """Criteria of the whole and of its one assessment say the same: they are kept with the assessment."""
    known = achievement.assessments
    if len(known) > 1 or (known and known[0].criteria):
        return
    own = replace(known[0], criteria=text) if known else Assessment(criteria=text)
    url = achievement.criteria.url if achievement.criteria else None
    object.__setattr__(achievement, "assessments", (own,))
    object.__setattr__(achievement, "criteria", Criteria(url=url) if url else None)


def _observed(assessments: tuple[Assessment, ...], **said: Any) -> tuple[Assessment, ...]:
    """The assessments as they took place; one of which nothing else is known, where the achievement states none."""
    said = {name: value for name, value in said.items() if value is not None}
    return tuple(replace(each, **said) for each in assessments) or (Assessment(**said),)


@dataclass(frozen=True)
class MicroCredential:
    """One learner's record of an achievement.

    ``assessments``, ``participation``, ``workload`` and the grade's scale are filled in from the achievement where they are not
    given, the grade from the one result that has a value: whoever reads the record finds what holds for this learner.

    Args:
        learner: who achieved it.
        achievement: what was achieved.
        awarded_on: the day of the award; a date without a zone.
        obtained_by: a course, or the validation of earlier learning.
        grade: the grade achieved.
        assessments: those that this learner took.
        participation: how this learner took part.
        workload: of this learner.
        evidence: what shows it.
        results: beside the grade.
        activity: what this learner did, and when.
        assessed_by: who assessed on behalf of the awarding body.
        license_number: of the licence that comes with it.
        picture: of this learner's achievement.

    Raises:
        ModelError: ``model.dates`` for an award before the learner's birth, or a value that cannot be.
    """

    learner: Learner = field(default_factory=Learner)
    achievement: Achievement = field(default_factory=Achievement)
    awarded_on: date | None = None
    obtained_by: ObtainedBy | None = None
    grade: Grade | None = None
    assessments: tuple[Assessment, ...] = ()
    participation: Participation | None = None
    workload: Workload | None = None
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    activity: Activity | None = None
    assessed_by: Organisation | None = None
    license_number: str | None = None
    picture: Picture | None = None

    def __post_init__(self) -> None:
        settle(self)
        for name in ("assessments", "participation", "workload"):
            object.__setattr__(self, name, getattr(self, name) or getattr(self.achievement, name))
        if self.grade is None and self.results:
            object.__setattr__(self, "grade", grade_of(self.results, self.achievement.result_descriptions))
        if self.grade and not self.grade.scale:
            object.__setattr__(self, "grade", replace(self.grade, scale=self.achievement.grading_scale))
        if self.awarded_on and self.learner.birth_date and self.awarded_on < self.learner.birth_date:
            raise ModelError(
                "The award lies before the learner's birth.", code="model.dates", pointer=pointer_to("awarded_on")
            )
