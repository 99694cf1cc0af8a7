"""Every property of the data model of Open Badges 3.0 has a home: written where the standard says, and read back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from badges import endorsement, with_proof
from credseal.errors import ModelError, ProfileError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.alignment import Alignment
from credseal.model.assessment import Assessment, Criteria
from credseal.model.catalogue import CatalogueEntry, Related
from credseal.model.grade import Grade, GradingScale
from credseal.model.learner import HashedIdentifier
from credseal.model.learning import Activity, Evidence
from credseal.model.organisation import Coordinates, Identifier, Organisation, Parent, Person, Place
from credseal.model.picture import Picture
from credseal.model.results import Result, ResultDescription, RubricLevel
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.openbadges import check, from_document, to_document
from credseal.profiles.openbadges.rules import RULES
from records import ADA, ISSUANCE, UNIVERSITY, course, en

CLASSES = [
    "OpenBadgeCredential", "AchievementSubject", "Achievement", "Profile", "Address", "GeoCoordinates", "Criteria", "Alignment",
    "Image", "IdentityObject", "IdentifierEntry", "Evidence", "Related", "Result", "ResultDescription", "RubricCriterionLevel",
]  # fmt: skip
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
LEVEL = RubricLevel(
    "urn:uuid:0a6e1d2c-0000-4000-8000-00000000000a",
    en("mastered"),
    level="good",
    points="4",
    description=en("The author showed how."),
    alignments=(Alignment(name=en("A"), url="https://rubric.example/a", type="CFRubricCriterionLevel"),),
)
PROJECT = ResultDescription(
    id="urn:uuid:0a6e1d2c-0000-4000-8000-00000000000b",
    name=en("Project"),
    type="RubricCriterionLevel",
    lowest="1",
    highest="5",
    passing="3",
    values=("1", "3", "5"),
    levels=(LEVEL,),
    passing_level=LEVEL.id,
    alignments=(Alignment(name=en("Project work"), url="https://catalogue.example/project", code="P"),),
)
RESULT = Result(
    of=PROJECT.id,
    value="5",
    status="Completed",
    achieved_level=LEVEL.id,
    alignments=(Alignment(name=en("Done"), url="https://catalogue.example/done"),),
)
FACULTY = Organisation(
    id="https://faculty.uni.example/",
    legal_name=en("Faculty of Water"),
    description=en("All about water."),
    phone="+48 000 000 000",
    picture=Picture("https://faculty.uni.example/logo.png", en("A wave")),
    parent=Parent("https://uni.example/", en("University"), (Identifier("PIC", "999"),), Place(country="PL")),
    official="A. Example",
    address=Place(
        country="PL",
        street="Example 1",
        postal_code="20-000",
        po_box="7",
        coordinates=Coordinates(Decimal("51.2465"), Decimal("22.5684")),
    ),
    person=Person(
        given="Eve",
        family="Example",
        family_prefix="van",
        additional="Mary",
        patronymic="Adamovna",
        honorific_prefix="Dr",
        honorific_suffix="MSc",
        birth_date=date(1970, 1, 1),
    ),
)
EVERYTHING = course(
    type="Course",
    criteria=Criteria(en("Both assessments, and the project."), "https://uni.example/criteria"),
    result_descriptions=(PROJECT,),
    alignments=(
        Alignment(en("Water II"), "https://catalogue.example/2", "W2", en("Catalogue"), en("More water."), "CTDL"),
    ),
    catalogue=CatalogueEntry(
        code="MC-W",
        identifiers=(Identifier("identifier", "17"),),
        version="2026.1",
        specialisation=en("Springs"),
        tags=("water", "laboratory"),
        related=(Related("https://uni.example/water?lang=pl", "pl", "2025.1"),),
    ),
    picture=Picture("https://uni.example/water.png", en("A drop")),
).award(
    replace(ADA, hashed_identifiers=(HashedIdentifier("email", "sha256$" + "0" * 64, "salt"),)),
    awarded_on=date(2026, 11, 20),
    grade=Grade("5", GradingScale(lowest="2", highest="5")),
    evidence=[
        Evidence(en("Report"), en("On water."), "https://uni.example/7", en("How it came."), en("Essay"), en("All"))
    ],
    results=[RESULT],
    activity=Activity(date(2026, 9, 1), date(2026, 10, 31), en("Winter 2026"), en("intern"), en("It was wet.")),
    assessed_by=FACULTY,
    license_number="L-1",
    picture=Picture("https://uni.example/ada.png"),
)
ISSUED = replace(
    ISSUANCE,
    name=en("Water badge"),
    description=en("For lists."),
    schemas=({"id": "https://uni.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"},),
    refresh_service={"id": "https://uni.example/refresh", "type": "1EdTechCredentialRefresh"},
    terms_of_use=({"id": "https://uni.example/terms", "type": "https://uni.example/Terms"},),
    endorsements=(
        {**endorsement(of="https://uni.example/micro-credentials/water"), "proof": [with_proof({})["proof"]]},
    ),
    endorsement_tokens=("e30.e30.AA",),
)


def badge(record=EVERYTHING, issuance=ISSUED):
    return to_document(record, issuance).document


def nodes(value, kind="OpenBadgeCredential"):
    """The objects of a badge with the name of their class in the data model."""
    yield kind, value
    for name, each in value.items():
        known = RULES[kind].members.get(name)
        if known and known.node:
            for below in each if isinstance(each, list) else [each]:
                yield from nodes(below, known.node)


def test_everything_comes_back():
    reading = from_document(badge())
    assert reading.credential == EVERYTHING
    assert reading.issuance == ISSUED
    assert reading.unread == ()
    assert {each.code for each in reading.findings} == {"openbadges.name-differs", "openbadges.endorsement-unreadable"}


def test_it_is_an_open_badge_that_strict_json_ld_understands():
    assert check(badge()) == ()
    assert canonicalize(badge(), contexts=BUNDLED).unpinned == ()


def test_no_member_of_the_data_model_is_without_a_home():
    """Together with what proofs and Verifiable Credentials 1.1 add, all members of all classes occur."""
    written = {}
    for kind, node in nodes(badge()):
        written.setdefault(kind, set()).update(node)
    missing = {(kind, name) for kind in CLASSES for name in RULES[kind].members if name not in written[kind]}
    assert missing == {
        # Of version 1.1, added by the proof, or written for learners only on request.
        ("OpenBadgeCredential", "issuanceDate"),
        ("OpenBadgeCredential", "expirationDate"),
        ("OpenBadgeCredential", "proof"),
        ("OpenBadgeCredential", "credentialStatus"),
        # Endorsements are written on the credential, and say themselves what they are about.
        ("Achievement", "endorsement"),
        ("Achievement", "endorsementJwt"),
        ("Profile", "endorsement"),
        ("Profile", "endorsementJwt"),
        # The sealer is the first awarding body here.
        ("Achievement", "creator"),
    }


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("achievementType", "Course"),
        ("humanCode", "MC-W"),
        ("specialization", "Springs"),
        ("version", "2026.1"),
        ("tag", ["water", "laboratory"]),
        ("criteria", {"id": "https://uni.example/criteria", "narrative": "Both assessments, and the project."}),
        (
            "related",
            [{"id": "https://uni.example/water?lang=pl", "type": ["Related"], "inLanguage": "pl", "version": "2025.1"}],
        ),
        ("image", {"id": "https://uni.example/water.png", "type": "Image", "caption": "A drop"}),
        ("otherIdentifier", [{"type": "IdentifierEntry", "identifier": "17", "identifierType": "identifier"}]),
    ],
)
def test_an_achievement_says_it_where_the_standard_does(pointer, value):
    assert badge()["credentialSubject"]["achievement"][pointer] == value


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("activityStartDate", "2026-09-01T00:00:00Z"),
        ("activityEndDate", "2026-10-31T00:00:00Z"),
        ("term", "Winter 2026"),
        ("role", "intern"),
        ("narrative", "It was wet."),
        ("licenseNumber", "L-1"),
        ("image", {"id": "https://uni.example/ada.png", "type": "Image"}),
    ],
)
def test_a_subject_says_it_where_the_standard_does(pointer, value):
    assert badge()["credentialSubject"][pointer] == value


def test_results_beside_the_grade_are_results_of_their_own():
    grade, result = badge()["credentialSubject"]["result"]
    assert grade["value"] == "5"
    assert (result["resultDescription"], result["status"], result["achievedLevel"]) == (
        PROJECT.id,
        "Completed",
        LEVEL.id,
    )


def test_a_single_result_with_a_value_is_the_grade():
    award = replace(EVERYTHING, grade=None)
    assert award.grade == Grade("5", GradingScale(en("Project"), "1", "5", "3", ("1", "3", "5")))
    assert [each.get("value") for each in badge(award)["credentialSubject"]["result"]].count("5") == 1
    assert from_document(badge(award)).credential == award


def test_of_two_values_neither_is_the_grade():
    other = Result(of="https://uni.example/other", value="2")
    assert MicroCredential(results=(RESULT, other)).grade is None


def test_a_value_that_is_of_nothing_is_no_result():
    with pytest.raises(ModelError) as caught:
        Result(value="5")
    assert caught.value.code == "model.result"


def test_who_assessed_is_only_referred_to_where_it_is_described_already():
    document = badge(replace(EVERYTHING, assessed_by=UNIVERSITY))
    assert document["credentialSubject"]["source"] == {"id": UNIVERSITY.id, "type": ["Profile"]}
    assert from_document(document).credential.assessed_by == UNIVERSITY


def test_1edtech_s_own_types_bring_their_context():
    assert badge()["@context"][2:] == [EXTENSIONS]
    assert EXTENSIONS not in badge(issuance=replace(ISSUED, schemas=(), refresh_service=None))["@context"]


def test_credits_of_another_kind_are_not_taken_for_ects():
    record = replace(EVERYTHING, workload=None, achievement=course(workload=Workload(credits=CreditPoints(Decimal(3)))))
    document = badge(record)
    assert document["credentialSubject"]["achievement"]["creditsAvailable"] == 3
    assert document["credentialSubject"]["creditsEarned"] == 3
    assert "ext:ECTS" not in str(document)
    assert from_document(document).credential.workload == Workload(credits=CreditPoints(Decimal(3)))


def test_criteria_of_the_whole_are_those_of_its_one_assessment():
    text = en("60 points")
    assert Achievement(criteria=Criteria(text)).assessments == (Assessment(criteria=text),)
    assert Achievement(criteria=Criteria(text), assessments=(Assessment(identity_verified=True),)).criteria is None
    two = Achievement(criteria=Criteria(text), assessments=(Assessment(criteria=en("a")), Assessment(criteria=en("b"))))
    assert two.criteria == Criteria(text)


def test_an_address_of_the_learner_is_written_on_request_only():
    record = replace(EVERYTHING, learner=replace(ADA, address=Place(country="PL", locality="Przyklad")))
    written = to_document(record, ISSUANCE)
    assert "address" not in written.document["credentialSubject"]
    assert "openbadges.withheld" in {each.code for each in written.findings}
    told = to_document(record, ISSUANCE, disclose=["address"]).document
    assert told["credentialSubject"]["type"] == ["AchievementSubject", "Profile"]
    assert from_document(told).credential == record
    assert canonicalize(told, contexts=BUNDLED).unpinned == ()


@pytest.mark.parametrize(
    "record",
    [
        replace(EVERYTHING, achievement=course(type="Micro-credential")),
        replace(EVERYTHING, achievement=course(result_descriptions=(replace(PROJECT, type="Mark"),))),
        replace(EVERYTHING, achievement=course(alignments=(Alignment(en("x"), "https://x.example/", type="x"),))),
    ],
)
def test_a_word_of_no_enumeration_is_refused(record):
    with pytest.raises(ProfileError) as caught:
        badge(record)
    assert caught.value.code == "openbadges.word"


@pytest.mark.parametrize(("latitude", "longitude"), [("90.1", "0"), ("-91", "0"), ("0", "180.5"), ("0", "-181")])
def test_a_point_lies_on_earth(latitude, longitude):
    with pytest.raises(ModelError) as caught:
        Coordinates(Decimal(latitude), Decimal(longitude))
    assert caught.value.code == "model.coordinates"


def test_learning_does_not_end_before_it_begins():
    with pytest.raises(ModelError):
        Activity(date(2026, 2, 1), date(2026, 1, 1))
    document = badge()
    document["credentialSubject"]["activityEndDate"] = "2020-01-01T00:00:00Z"
    reading = from_document(document)
    assert reading.credential.activity.started_on == date(2026, 9, 1)
    assert reading.credential.activity.ended_on is None
    assert "/credentialSubject/activityEndDate" in reading.unread


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-01-10", 10), ("2026-01-10T23:30:00-05:00", 10), ("2026-01-10T00:00:00", 10), ("2026-01-10T00:00:00Z", 10)],
)
def test_a_day_of_learning_is_the_one_that_is_written(written, day):
    document = badge()
    document["credentialSubject"] |= {"activityStartDate": written}
    assert from_document(document).credential.activity.started_on == date(2026, 1, day)


def test_the_order_of_results_does_not_matter():
    document = badge()
    document["credentialSubject"]["result"].reverse()
    document["credentialSubject"]["achievement"]["resultDescription"].reverse()
    assert from_document(document).credential == EVERYTHING
