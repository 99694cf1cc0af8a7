"""An Open Badge read into the model: ours whole, others as far as they are plain, and never an exception."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from badges import smallest_badge
from credseal.model.achievement import MicroCredential
from credseal.model.alignment import Alignment
from credseal.model.assessment import Assessment, Supervision
from credseal.model.catalogue import CatalogueEntry
from credseal.model.concepts import Concept
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.learning import LearningOutcome, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.text import Text
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.openbadges import from_document, matches, to_document
from records import ADA, COURSE, ISSUANCE, UNIVERSITY, course, credential, en
from support import corpus, load_json

LABELS = [
    "learner",
    "title",
    "awarding_bodies",
    "learning_outcomes",
    "workload",
    "levels",
    "assessments",
    "participation",
    "quality_assurance",
    "prerequisites",
    "supervision",
    "grade",
    "stackability",
    "further_information",
    "country_or_region",
    "issued",
]


def document(record=None, **issuance):
    return to_document(record or credential(), replace(ISSUANCE, **issuance)).document


def alignment(target_type, **members):
    return {
        "type": ["Alignment"],
        "targetType": target_type,
        "targetName": "x",
        "targetUrl": "https://x.example/",
        **members,
    }


def codes(reading):
    return [finding.code for finding in reading.findings]


def test_all_elements_come_back():
    reading = from_document(document())
    assert reading.credential == credential()
    assert reading.issuance == ISSUANCE
    assert (reading.findings, reading.unread) == ((), ())


def test_every_european_element_says_where_it_was_found():
    given = document()
    found = from_document(given).found_at
    assert set(LABELS) <= set(found)
    for pointer in found.values():
        value = given
        for step in pointer.split("/")[1:]:
            value = value[int(step) if isinstance(value, list) else step]
        assert value


def test_the_order_of_alignments_does_not_matter():
    given = document()
    given["credentialSubject"]["achievement"]["alignment"].reverse()
    reading = from_document(given)
    assert reading.credential.achievement.assessments == COURSE.assessments
    assert reading.credential.achievement.learning_outcomes == COURSE.learning_outcomes


def test_what_the_award_said_otherwise_comes_back():
    own = credential(
        assessments=[Assessment(type=Concept(label=en("interview")), identity_verified=True)],
        workload=Workload(hours=Decimal(40)),
        obtained_by="validation",
    )
    reading = from_document(document(own, place=Place(country="FI")))
    assert reading.credential == own
    assert reading.issuance.place == Place(country="FI")
    assert reading.credential.achievement.place_of_issue == COURSE.place_of_issue


def test_an_email_address_can_be_compared_and_not_read():
    learner = replace(ADA, identifiers=(Identifier("email", "ada@example.org"),))
    read = from_document(document(replace(credential(), learner=learner))).credential.learner
    (hashed,) = read.hashed_identifiers
    assert hashed.type == "email"
    assert matches(hashed, "ada@example.org") is True
    assert matches(hashed, "eve@example.org") is False
    assert "ada@" not in repr(read)


@pytest.mark.parametrize(
    "hashed",
    [
        HashedIdentifier("email", "sha256$" + "0" * 64),
        HashedIdentifier("email", "md5$" + "0" * 32, "salt"),
        HashedIdentifier("email", "0" * 64, "salt"),
    ],
)
def test_a_hash_without_salt_or_of_another_algorithm_proves_nothing(hashed):
    assert matches(hashed, "ada@example.org") is None


def test_hexadecimal_digits_compare_in_either_case():
    digest = "sha256$B5809D8A92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399"
    assert matches(HashedIdentifier("email", digest, "Kosher"), "a@example.com") is True


def test_disclosed_data_comes_back():
    learner = Learner(
        names=(Name(full="Ada Example"), Name(full="Ada Former", former=True)),
        birth_date=date(2001, 5, 17),
        identifiers=(Identifier("national", "01051700000"), Identifier("european-student-identifier", "urn:schac:1")),
    )
    given = to_document(replace(credential(), learner=learner), ISSUANCE, disclose=("national", "birth_date")).document
    assert from_document(given).credential.learner == learner


def test_texts_are_in_the_language_of_the_record():
    polish = course(language="pl", title=Text({"pl": "Woda"}), awarding_bodies=())
    assert from_document(document(polish.award(ADA, awarded_on=date(2026, 11, 20)))).credential.achievement.title == {
        "pl": "Woda"
    }


def test_somebody_elses_badge_is_read_as_far_as_it_is_plain():
    reading = from_document(smallest_badge(tag=["team"], achievementType="Competency"))
    achievement = reading.credential.achievement
    assert achievement.title == {"und": "Teamwork"}
    assert achievement.awarding_bodies == (Organisation(id="https://issuer.example/", legal_name=Text.of("Issuer")),)
    assert achievement.assessments == (Assessment(criteria=Text.of("Team members vote.")),)
    assert reading.credential.learner == Learner(id="did:key:z6Mk")
    assert achievement.type == "Competency"
    assert achievement.catalogue == CatalogueEntry(tags=("team",))
    assert (reading.findings, reading.unread) == ((), ())


def test_what_says_no_type_is_any_achievement():
    assert from_document(smallest_badge()).credential.achievement.type == "Achievement"


def test_practice_elsewhere_is_understood():
    reading = from_document(
        smallest_badge(
            alignment=[
                alignment("ext:EQFLevel", targetCode="6"),
                alignment("ext:EQF", targetUrl="http://data.europa.eu/snb/eqf/7", targetName="EQF 7"),
                alignment("ext:ESCOSkill", targetName="collaborate", targetCode="326809fc"),
                alignment("ext:QualityAssurance", targetDescription="Accredited since 1999.", targetCode="DEQAR-1"),
                alignment("CFItem", targetName="Standard 5"),
            ],
            fieldOfStudy="Education",
        )
    )
    achievement = reading.credential.achievement
    assert achievement.skills == (Concept("https://x.example/", Text.of("collaborate")),)
    assert achievement.quality_assurance[0].covers == {"und": "Accredited since 1999."}
    assert achievement.fields_of_learning == (Concept(label=Text.of("Education")),)
    assert achievement.alignments == (Alignment(name=Text.of("Standard 5"), url="https://x.example/", type="CFItem"),)
    # Two EQF levels contradict each other: neither is believed.
    assert achievement.levels == ()
    assert "openbadges.contradiction" in codes(reading)


def test_an_eqf_level_is_read_from_its_url_alone():
    given = smallest_badge(
        alignment=[alignment("ext:EQF", targetUrl="http://data.europa.eu/snb/eqf/7", targetName="Level 7")]
    )
    assert from_document(given).credential.achievement.levels == (Level("EQF", "7", label=Text.of("Level 7")),)


def test_supervision_without_a_label_holds_for_all_assessments():
    given = smallest_badge(
        alignment=[
            alignment("ext:AssessmentType", targetName="exam"),
            alignment("ext:AssessmentType", targetName="essay"),
            alignment(
                "ext:SupervisionVerification",
                targetUrl="http://data.europa.eu/snb/supervision-verification/44314532f9",
                targetName="Supervised without ID verification",
            ),
        ]
    )
    for each in from_document(given).credential.achievement.assessments:
        assert (each.supervision, each.identity_verified) == (Supervision(supervised=True), False)


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"creditsAvailable": 3}, "openbadges.contradiction", "error"),
        ({"alignment": [alignment("ext:EQF", targetCode="9")]}, "openbadges.impossible-value", "warning"),
        ({"alignment": [alignment("ext:ECTS", targetCode="-1")]}, "openbadges.impossible-value", "warning"),
        ({"alignment": [alignment("ext:ECTS", targetCode="2")] * 2}, "openbadges.repeated", "warning"),
        ({"alignment": [alignment("ext:SupervisionVerification")]}, "openbadges.impossible-value", "warning"),
        ({"alignment": "x"}, "openbadges.odd-shape", "warning"),
        ({"alignment": ["x"]}, "openbadges.odd-shape", "warning"),
        ({"name": ["Teamwork"]}, "openbadges.odd-shape", "warning"),
        ({"inLanguage": "no language"}, "openbadges.impossible-value", "warning"),
        ({"id": "badge"}, "openbadges.impossible-value", "warning"),
    ],
)
def test_what_is_odd_is_a_finding(change, code, severity):
    given = document()
    given["credentialSubject"]["achievement"] |= change
    found = [each for each in from_document(given).findings if each.code == code]
    assert found
    assert found[0].severity == severity


@pytest.mark.parametrize(
    ("duration", "hours"), [("PT50H", "50"), ("PT1H30M", "1.5"), ("PT90M", "1.5"), ("PT36S", "0.01"), ("PT0H", "0")]
)
def test_hours_are_read_from_a_duration(duration, hours):
    given = smallest_badge(alignment=[alignment("ext:Workload", targetCode=duration)])
    assert from_document(given).credential.achievement.workload == Workload(hours=Decimal(hours))


@pytest.mark.parametrize("duration", ["50", "P2D", "PT", "PTH", "PT-5H", "PT9999999999H"])
def test_what_is_no_duration_in_hours_is_a_finding(duration):
    reading = from_document(smallest_badge(alignment=[alignment("ext:Workload", targetCode=duration)]))
    assert reading.credential.achievement.workload is None
    assert codes(reading) == ["openbadges.impossible-value"]


def test_words_that_equal_those_for_nothing_are_still_said():
    provenance = Concept("http://data.europa.eu/snb/model/elm/provenBy", en("Assessment"))
    odd = course(
        assessments=(Assessment(type=provenance),), skills=(Concept("https://x.example/", en("https://x.example/")),)
    )
    record = odd.award(ADA, awarded_on=date(2026, 11, 20))
    assert from_document(document(record)).credential == record


def test_what_consists_of_its_parts_only_comes_back():
    odd = course(
        learning_outcomes=(LearningOutcome(skills=COURSE.skills), *COURSE.learning_outcomes),
        assessments=(Assessment(supervision=Supervision(place="online")), *COURSE.assessments),
        stackability=Stackability(towards=COURSE.stackability.towards),
        workload=None,
        participation=None,
    )
    record = odd.award(ADA, awarded_on=date(2026, 11, 20))
    assert from_document(document(record)).credential == record


def test_a_description_where_there_is_no_place_for_one_stays_unread():
    reading = from_document(
        smallest_badge(alignment=[alignment("ext:EQF", targetCode="6", targetDescription="Bachelor")])
    )
    assert reading.credential.achievement.levels[0].value == "6"
    assert reading.unread == (
        "/credentialSubject/achievement/alignment/0/targetUrl",
        "/credentialSubject/achievement/alignment/0/targetDescription",
    )


def test_an_image_may_be_its_address():
    reading = from_document({**smallest_badge(), "image": "https://issuer.example/badge.png"})
    assert reading.issuance.picture.uri == "https://issuer.example/badge.png"


def test_of_several_subjects_the_first_is_read_and_of_several_grades_none():
    given = smallest_badge()
    given["credentialSubject"]["result"] = [{"type": ["Result"], "value": value} for value in ("5", "6")]
    reading = from_document({**given, "credentialSubject": [given["credentialSubject"], {"id": "did:key:other"}]})
    assert reading.credential.grade is None
    assert codes(reading) == ["openbadges.repeated", "openbadges.second-grade"]
    assert set(reading.unread) == {
        "/credentialSubject/0/result/0/value",
        "/credentialSubject/0/result/1/value",
        "/credentialSubject/1",
    }


def test_what_stands_alone_and_counts_towards_something_is_a_contradiction():
    reading = from_document(
        smallest_badge(
            alignment=[alignment("ext:Stackability", targetCode="standalone"), alignment("ext:StackableTowards")]
        )
    )
    assert "openbadges.contradiction" in codes(reading)


def test_credits_without_a_unit_are_no_ects():
    reading = from_document(smallest_badge(creditsAvailable=3))
    assert reading.credential.achievement.workload == Workload(credits=CreditPoints(Decimal(3)))
    assert codes(reading) == ["openbadges.credits-without-unit"]
    assert reading.unread == ()


def test_times_without_an_offset_are_utc_and_that_is_said():
    reading = from_document({**smallest_badge(), "validFrom": "2026-01-01T00:00:00"})
    assert reading.issuance.issued == datetime(2026, 1, 1, tzinfo=UTC)
    assert codes(reading) == ["openbadges.naive-instant"]


def test_the_date_of_the_award_is_the_one_that_is_written():
    for written in ("2026-01-01T23:30:00-05:00", "2026-01-01T00:30:00+05:00", "2026-01-01T00:00:00Z"):
        assert from_document({**smallest_badge(), "awardedDate": written}).credential.awarded_on == date(2026, 1, 1)


def test_credentials_of_version_1_are_read_too():
    given = smallest_badge()
    given["issuanceDate"] = given.pop("validFrom")
    given["expirationDate"] = "2027-01-01T00:00:00Z"
    issuance = from_document(given).issuance
    assert (issuance.issued.year, issuance.valid_until.year) == (2026, 2027)


def test_a_validity_that_ends_before_it_begins_is_an_error_and_not_believed():
    reading = from_document({**smallest_badge(), "validUntil": "2025-01-01T00:00:00Z"})
    assert reading.issuance.valid_until is None
    assert [(each.code, each.severity, each.pointer) for each in reading.findings] == [
        ("openbadges.contradiction", "error", "/validUntil")
    ]


def test_an_issuer_that_is_only_a_uri_is_read():
    assert from_document({**smallest_badge(), "issuer": "did:web:a.example"}).issuance.sealer == Organisation(
        id="did:web:a.example"
    )


def test_a_name_of_the_subject_is_the_learners_name():
    given = smallest_badge()
    given["credentialSubject"]["name"] = "Ada Example"
    assert from_document(given).credential.learner.names == (Name(full="Ada Example"),)


def test_another_name_of_the_credential_is_its_own():
    reading = from_document({**smallest_badge(), "name": "Teamwork Badge"})
    assert reading.issuance.name == {"und": "Teamwork Badge"}
    assert reading.unread == ()
    assert codes(reading) == ["openbadges.name-differs"]


def test_lines_that_contradict_the_members_go_before_them_and_broken_ones_are_no_lines():
    given = deepcopy(document())
    for each in given["credentialSubject"]["achievement"]["alignment"]:
        if each["targetType"] == "ext:QualityAssurance":
            each["targetDescription"] = "body: x\nbody.url: https://agency.example/"
    reading = from_document(given)
    assert reading.credential.achievement.quality_assurance == ()
    assert codes(reading) == ["openbadges.impossible-value"]


@pytest.mark.parametrize("given", [None, 5, "badge", [], [{}], True])
def test_what_is_no_object_is_no_badge(given):
    reading = from_document(given)
    assert reading.credential == MicroCredential()
    assert reading.unread == ("",)
    assert reading.findings[0].severity == "error"


def test_the_empty_object_reads_as_nothing():
    reading = from_document({})
    assert reading.credential == MicroCredential()
    assert (reading.findings, reading.unread) == ((), ())


def test_1edtechs_complete_sample_is_read():
    reading = from_document(load_json(corpus("openbadges", "validator-1edtech", "ob30", "complete.json")))
    assert reading.credential.achievement.title
    assert reading.issuance.sealer.id
    assert reading.issuance.issued
    assert not [each for each in reading.findings if each.severity == "error"]


def test_the_university_is_the_sealer():
    assert from_document(document()).issuance.sealer == UNIVERSITY
