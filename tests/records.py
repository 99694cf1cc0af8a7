"""Records that tests share: a course with all sixteen elements, its university, a learner. All invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.grade import GradingScale
from credseal.model.learner import Learner, Name
from credseal.model.learning import Evidence, FurtherInformation, LearningOutcome, Participation, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Mandate, Organisation, Partner, Place
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance, Picture

SNB = "http://data.europa.eu/snb/"


def en(text: str) -> Text:
    return Text({"en": text})


UNIVERSITY = Organisation(
    id="did:web:uni.example",
    legal_name=en("University of Example"),
    identifiers=(Identifier("eIDASLegalIdentifier", "VATPL-0000000000"),),
    address=Place(
        country="PL",
        country_name=en("Poland"),
        region=Concept("http://data.europa.eu/nuts/code/PL81", en("Lubelskie"), "http://data.europa.eu/nuts"),
        locality="Przyklad",
    ),
    url="https://uni.example/",
    email="registry@uni.example",
)
AGENCY = Organisation(legal_name=en("Quality Agency of Example"), url="https://agency.example/")
ADA = Learner(
    id="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    names=(Name(full="Ada Example"),),
    identifiers=(Identifier("student-number", "42"),),
)
WRITTEN = Concept(SNB + "assessment/6e6cb2cc78", en("written examination"), SNB + "assessment/25831c2")
PORTFOLIO = Concept(SNB + "assessment/4f03b91c0e", en("portfolio"), SNB + "assessment/25831c2")
BLENDED = Concept(SNB + "learning-assessment/e92d221e4d", en("Blended"), SNB + "learning-assessment/25831c2")
FORMAL = Concept(SNB + "learning-setting/6fd4685715", en("formal learning"))
ESCO = Concept("http://data.europa.eu/esco/skill/326809fc-238d-40c2-881e-40042f7f2f0d", en("collaborate"))

COURSE = Achievement(
    id="https://uni.example/micro-credentials/water",
    title=en("Testing drinking water"),
    description=en("A short course."),
    language="en",
    awarding_bodies=(UNIVERSITY,),
    partners=(Partner("delivering", Organisation(legal_name=en("Example Waterworks"))),),
    mandate=Mandate(description=en("Agreement of 1 March 2026."), reference="https://uni.example/mandate"),
    place_of_issue=Place(country="PL", locality="Przyklad"),
    learning_outcomes=(
        LearningOutcome(title=en("takes a sample"), type="skill", skills=(ESCO,)),
        LearningOutcome(title=en("explains indicators"), id="https://uni.example/outcomes/2", type="knowledge"),
    ),
    workload=Workload(ects=Decimal("2.5"), hours=Decimal(65)),
    levels=(
        Level("EQF", "6", extent="within"),
        Level("QF-EHEA", "first", basis="derived"),
        Level("NQF", "6", uri=SNB + "qdr/c_01be7324", framework_name=en("Polish Qualifications Framework")),
    ),
    assessments=(
        Assessment(
            type=WRITTEN,
            criteria=en("60 of 100 points."),
            standard=en("Handbook of 2026."),
            supervision=Supervision(supervised=True, place="onsite"),
            identity_verified=True,
        ),
        Assessment(type=PORTFOLIO, identity_verified=False),
    ),
    participation=Participation(modes=(BLENDED,), setting=FORMAL),
    quality_assurance=(
        QualityAssurance(
            scope="institution",
            conducted="external",
            framework="ESG",
            body=AGENCY,
            register_entry="https://register.example/reports/1",
            valid_from=date(2024, 1, 1),
            valid_until=date(2029, 12, 31),
        ),
    ),
    prerequisites=en("Chemistry of secondary school."),
    stackability=Stackability(
        "stackable", (Concept("https://uni.example/programmes/env", en("Environment")),), en("One of four modules.")
    ),
    grading_scale=GradingScale(description=en("2 to 5"), lowest="2", highest="5", passing="3"),
    further_information=(FurtherInformation(en("Given every spring."), "https://uni.example/courses/water"),),
    fields_of_learning=(
        Concept(SNB + "isced-f/0712", en("Environmental protection technology"), SNB + "isced-f/25831c2"),
    ),
    skills=(Concept("http://data.europa.eu/esco/skill/1", en("work in teams")),),
    legal_standing="period_of_study",
)
ISSUANCE = Issuance(
    id="urn:uuid:1b1c4a3e-6d1b-4a2e-9f0e-0d2b6c9d4f11",
    sealer=UNIVERSITY,
    issued=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    valid_until=datetime(2031, 11, 21, tzinfo=UTC),
    picture=Picture("https://uni.example/badge.png", en("A drop of water")),
)


def credential(**changes: object) -> MicroCredential:
    """Ada's award of the course; changes are arguments of ``award``."""
    given: dict[str, object] = {
        "awarded_on": date(2026, 11, 20),
        "grade": "4.5",
        "obtained_by": "course",
        "evidence": (Evidence(name=en("Report"), url="https://uni.example/reports/7"),),
    }
    return COURSE.award(ADA, **(given | changes))  # type: ignore[arg-type]


def course(**changes: object) -> Achievement:
    return replace(COURSE, **changes)  # type: ignore[arg-type]
