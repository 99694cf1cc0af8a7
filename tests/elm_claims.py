"""The claim of a European Digital Credential by itself: written from a record, and read back; and a record that says everything there is to say."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from credseal.model.achievement import MicroCredential
from credseal.model.alignment import Alignment
from credseal.model.assessment import Criteria
from credseal.model.catalogue import CatalogueEntry, Related
from credseal.model.grade import GradingScale
from credseal.model.learner import Learner
from credseal.model.learning import Activity, Evidence, FurtherInformation, LearningOutcome, Participation
from credseal.model.organisation import Identifier, Organisation, Partner, Place
from credseal.model.picture import Picture
from credseal.model.quality import QualityAssurance
from credseal.model.results import Result, ResultDescription, RubricLevel
from credseal.model.text import Text
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.elm.achievements import read_claims, write_claims
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.issuance import Issuance
from records import COURSE, SNB, UNIVERSITY, course, credential, en

POINTER = "/credentialSubject"
BODY = Organisation(
    id="https://agency.example/",
    legal_name=en("Quality Agency of Example"),
    address=Place(country="PL", country_name=en("Poland")),
)
ONLINE = replace(COURSE.participation.modes[0], uri=SNB + "learning-assessment/920fbb3cbe", label=en("Online"))
ESCO = "http://data.europa.eu/esco/concept-scheme/skills"
SETTING = replace(COURSE.participation.setting, scheme=SNB + "learning-setting/25831c2")
SUBJECT = "https://uni.example/subjects/1"


def full():
    """A record that says everything there is to say of an achievement and its award."""
    skill = replace(COURSE.learning_outcomes[0].skills[0], scheme=ESCO)
    made = course(
        partners=(Partner("delivering", replace(BODY, id="https://waterworks.example/")), *COURSE.partners),
        mandate=None,
        place_of_issue=Place(country="PL", country_name=en("Poland"), locality="Przyklad"),
        learning_outcomes=(
            replace(
                COURSE.learning_outcomes[0],
                skills=(skill, replace(skill, uri="https://uni.example/skills/1", scheme=None)),
            ),
            replace(
                COURSE.learning_outcomes[1],
                type="competence",
                description=Text({"en": "All of them.", "pl": "Wszystkie."}),
            ),
            LearningOutcome(description=en("In short: water.")),
        ),
        skills=(replace(skill, uri="http://data.europa.eu/esco/skill/1", label=en("work in teams")),),
        workload=Workload(Decimal("2.5"), Decimal(65), CreditPoints(Decimal(3))),
        participation=Participation(COURSE.participation.modes, SETTING),
        quality_assurance=(
            QualityAssurance("institution", "external", "ESG", BODY, "https://register.example/1", date(2024, 1, 1)),
            QualityAssurance(
                "programme", None, None, BODY, "https://register.example/2", None, date(2030, 1, 1), en("The course.")
            ),
            QualityAssurance("programme", "internal", covers=en("A stand-alone credential.")),
        ),
        further_information=(*COURSE.further_information, FurtherInformation(en("Given every spring."))),
        fields_of_learning=(*COURSE.fields_of_learning, replace(COURSE.stackability.towards[0], uri=SUBJECT)),
        criteria=Criteria(en("Both parts."), "https://uni.example/criteria"),
        result_descriptions=(
            ResultDescription(
                "https://uni.example/results/1",
                en("Project"),
                "RubricCriterionLevel",
                levels=(RubricLevel("https://uni.example/results/1/1", en("mastered"), points="4"),),
            ),
        ),
        alignments=(Alignment(en("Water II"), "https://catalogue.example/water-2", "WQ-2", en("Catalogue")),),
        catalogue=CatalogueEntry(
            "MC-WATER-26",
            (Identifier("course-number", "7"),),
            "2026.1",
            en("Laboratory"),
            ("water", "laboratory"),
            (Related("https://uni.example/water?lang=pl", "pl", "1"),),
        ),
        picture=Picture("https://uni.example/badge.png", en("A drop of water")),
    )
    return replace(
        credential(),
        learner=Learner(),
        achievement=made,
        assessments=made.assessments[:1],
        grade=replace(credential().grade, scale=GradingScale(en("points"), "0", "100", "60", ("0", "60", "100"))),
        participation=Participation((ONLINE,)),
        workload=Workload(Decimal("2.5"), Decimal(70)),
        evidence=(
            Evidence(en("Report"), en("A report."), "https://uni.example/r", en("Long."), en("essay"), en("all")),
        ),
        results=(Result("https://uni.example/results/1", achieved_level="https://uni.example/results/1/1"),),
        activity=Activity(date(2026, 9, 1), date(2026, 11, 1), en("Autumn 2026"), en("intern"), en("It rained.")),
        assessed_by=replace(BODY, id="https://assessor.example/"),
        license_number="L-7",
        picture=Picture("https://uni.example/ada.png"),
    )


def written(made=None, *, issuance=None, **changes):
    """The claim of a record (that of ``records`` with changes), as JSON, and what was found on writing it."""
    made = made or credential(**changes)
    nodes = Nodes(made.achievement.language)
    (claim,) = write_claims(made, issuance or Issuance(sealer=UNIVERSITY), nodes)
    return json.loads(json.dumps(claim)), nodes.findings


def read(*claims, language="en"):
    """What claims say: the record without its learner, and the log of the reader."""
    subject = {"type": "Person", "hasClaim": list(claims)}
    reader = Reader({"credentialSubject": subject}, language)
    fields = read_claims(subject, POINTER, reader)
    fields.pop("place", None)
    return MicroCredential(**{name: value for name, value in fields.items() if value is not None}), reader.log


def unread(log, *claims):
    """Pointers to what was not understood, from the claims on."""
    document = {"credentialSubject": {"type": "Person", "hasClaim": list(claims)}}
    return tuple(pointer.removeprefix(f"{POINTER}/hasClaim/") for pointer in log.unread(document))
