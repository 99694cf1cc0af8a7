"""Learning credentials of others are read for what is plainly there; what two claims say otherwise is told, and the published one is believed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from credseal.model.learner import Learner, Name
from credseal.model.learning import LearningOutcome, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles import readers
from credseal.profiles.learning_credential import FURTHER, VCT, from_claims, is_learning_credential
from learning_credentials import FOREIGN, RECORD, codes, read, written
from records import ISSUANCE

CLAIMS = written()[0]


def und(text):
    return Text.of(text)


def further(group, **changes):
    """Our claims, with changes in one group of the further claim."""
    own = CLAIMS[FURTHER]
    return {**CLAIMS, FURTHER: {**own, group: {**own[group], **changes}}}


def test_what_others_write_is_read():
    reading = from_claims(FOREIGN)
    achievement = reading.credential.achievement
    college = Organisation(
        id="https://college.example/", legal_name=und("College of Example"), address=Place(country="DE")
    )
    assert reading.credential.learner == Learner(
        names=(Name(family="Example", given="Ada"),), identifiers=(Identifier("student-number", "0123456"),)
    )
    assert achievement.title == und("Water for beginners")
    assert achievement.description == und("What is in it.")
    assert achievement.learning_outcomes == tuple(
        LearningOutcome(und(words)) for words in ("takes a sample", "reads a result")
    )
    assert achievement.levels == (Level("EQF", "5"),)
    assert achievement.quality_assurance == (QualityAssurance(framework="Institutional evaluation"),)
    assert achievement.prerequisites == und("Arithmetic\nChemistry")
    assert achievement.stackability == Stackability("standalone")
    assert achievement.awarding_bodies == (college,)
    assert achievement.language == "und"
    assert reading.credential.grade.value == "Excellent"
    assert reading.issuance.sealer == college
    assert reading.issuance.status == (FOREIGN["status"],)


def test_what_of_others_is_not_understood_is_listed():
    reading = from_claims(FOREIGN)
    assert set(reading.unread) == {"/language_of_classes", "/expected_study_time"}
    assert codes(reading.findings) == ["not-understood", "signed-on-another-day", "two-ends"]
    assert {each.severity for each in reading.findings} == {"info"}


def test_claims_that_nobody_knows_are_listed():
    assert set(read(FOREIGN, academic_level="x", type="y").unread) >= {"/academic_level", "/type"}


def test_the_places_of_the_elements_are_told():
    assert {
        "learner": "/family_name",
        "title": "/achievement_title",
        "country_or_region": "/issuing_country",
        "awarding_bodies": "/issuing_authority",
        "sealer": "/issuing_authority",
        "issued": "/date_of_issuance",
        "valid_until": "/date_of_expiry",
        "levels": "/level_of_learning_experience",
        "grade": "/assessment_grade",
    }.items() <= from_claims(FOREIGN).found_at.items()


@pytest.mark.parametrize(
    ("written", "workload"),
    [
        ("40 hours", Workload(hours=Decimal(40))),
        ("40h", Workload(hours=Decimal(40))),
        ("1 hour", Workload(hours=Decimal(1))),
        ("2.5 ects credits", Workload(ects=Decimal("2.5"))),
        ("3 ECTS, 75 h", Workload(Decimal(3), Decimal(75))),
        ("PT40H30M", Workload(hours=Decimal("40.5"))),
        ("12 months", None),
        ("40", None),
        ("40時間", None),
        ("1,000 hours", None),
        ("40 h, 50 h", None),
        ("3 ECTS, 75 h, 1 h", None),
        ("99999999 h", None),
    ],
)
def test_amounts_of_study_time_are_read_and_other_words_are_not(written, workload):
    reading = read(FOREIGN, expected_study_time=written)
    assert reading.credential.achievement.workload == workload
    assert ("/expected_study_time" in reading.unread) == (workload is None)


@pytest.mark.parametrize(
    ("claim", "value", "field"),
    [
        ("level_of_learning_experience", 9, "levels"),
        ("level_of_learning_experience", 5.5, "levels"),
        ("level_of_learning_experience", "5", "levels"),
        ("integration_stackability_options", "yes", "stackability"),
        ("learning_outcomes", ["", "x"], "learning_outcomes"),
        ("learning_outcomes", [1], "learning_outcomes"),
        ("achievement_description", " ", "description"),
        ("achievement_title", {"en": "Water"}, "title"),
        ("expected_study_time", 40, "workload"),
        ("expected_study_time", "PT", "workload"),
    ],
)
def test_what_cannot_be_is_noted_and_left_unread(claim, value, field):
    reading = read(FOREIGN, **{claim: value})
    assert not getattr(reading.credential.achievement, field)
    assert f"/{claim}" in reading.unread
    assert {each.pointer for each in reading.findings} >= {f"/{claim}"}
    assert reading.credential.learner.names


def test_one_claim_of_a_field_that_cannot_be_does_not_spoil_the_others():
    reading = read(FOREIGN, issuing_country="EL", iss="no address")
    assert reading.issuance.sealer == Organisation(legal_name=und("College of Example"))
    assert {"/iss", "/issuing_country"} <= set(reading.unread)


@pytest.mark.parametrize("claim", ["family_name", "given_name"])
def test_one_part_of_a_name_is_a_name(claim):
    (name,) = read(FOREIGN, **{claim: None}).credential.learner.names
    assert len(name.written.split()) == 1


def test_a_birth_date_is_a_day():
    assert read(FOREIGN, birthdate="1999-10-02").credential.learner.birth_date == date(1999, 10, 2)
    assert read(FOREIGN, birthdate="1999-10").credential.learner.birth_date is None


def test_the_day_of_issuing_counts_where_it_was_signed_later():
    assert from_claims(FOREIGN).issuance.issued == datetime(2024, 5, 1, tzinfo=UTC)


def test_the_instant_of_signing_counts_where_it_lies_in_the_day():
    reading = read(FOREIGN, date_of_issuance="2026-11-21")
    assert reading.issuance.issued == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert reading.found_at["issued"] == "/date_of_issuance"


def test_where_the_instant_of_signing_is_not_told_the_day_begins_at_midnight():
    reading = read(FOREIGN, iat=None)
    assert reading.issuance.issued == datetime(2024, 5, 1, tzinfo=UTC)
    assert "day-only" in codes(reading.findings)


def test_without_a_day_the_instant_of_signing_counts():
    assert read(FOREIGN, date_of_issuance=None).issuance.issued == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_of_two_ends_the_earlier_counts():
    assert from_claims(FOREIGN).issuance.valid_until == datetime(2027, 2, 19, 1, 20, tzinfo=UTC)
    early = read(FOREIGN, date_of_expiry="2027-01-01").issuance.valid_until
    assert early == datetime(2027, 1, 1, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2027-01-01T10:00:00Z", datetime(2027, 1, 1, 10, tzinfo=UTC)),
        ("2027-01-01T10:00:00", datetime(2027, 1, 1, 10, tzinfo=UTC)),
    ],
)
def test_an_end_may_be_told_as_an_instant(written, until):
    assert read(FOREIGN, date_of_expiry=written).issuance.valid_until == until


@pytest.mark.parametrize("seconds", [10**12, -(10**12), 1e400, True, "1795253400"])
def test_seconds_of_no_year_are_no_instant(seconds):
    reading = read(FOREIGN, exp=seconds, date_of_expiry=None)
    assert reading.issuance.valid_until is None
    assert "/exp" in reading.unread


@pytest.mark.parametrize(
    ("claim", "value", "field", "believed"),
    [
        ("achievement_title", "Brain surgery", "title", Text({"en": "Brain surgery"})),
        ("level_of_learning_experience", 8, "levels", (Level("EQF", "8"),)),
        ("learning_outcomes", ["flies"], "learning_outcomes", (LearningOutcome(Text({"en": "flies"})),)),
        ("integration_stackability_options", False, "stackability", Stackability("standalone")),
    ],
)
def test_the_published_claim_is_believed_where_the_further_one_says_otherwise(claim, value, field, believed):
    claims = further("achievement", title={"en": "Testing drinking water", "pl": "Woda"})
    reading = read(claims, **{claim: value})
    assert getattr(reading.credential.achievement, field) == believed
    (finding,) = [each for each in reading.findings if each.code == "learning.contradiction"]
    assert (finding.pointer, finding.severity) == (f"/{FURTHER}/achievement/{field}", "error")
    assert finding.pointer in reading.unread


def test_another_issuer_than_the_one_that_is_described_is_a_contradiction():
    reading = read(CLAIMS, iss="did:web:other.example")
    assert reading.issuance.sealer == Organisation(
        id="did:web:other.example",
        legal_name=Text({"en": "University of Example"}),
        address=Place(country="PL"),
    )
    assert "contradiction" in codes(reading.findings)


def test_a_field_of_the_further_claim_that_cannot_be_is_left_out_alone():
    reading = from_claims(further("achievement", participation={"modes": "online"}))
    assert reading.credential.achievement.participation is None
    assert reading.credential.achievement.assessments == RECORD.achievement.assessments
    assert f"/{FURTHER}/achievement/participation" in reading.unread
    assert codes(reading.findings) == ["impossible-value"]


def test_a_member_of_the_further_claim_that_is_not_known_is_left_out_alone():
    assessments = [{**each, "x/y": 1} for each in CLAIMS[FURTHER]["achievement"]["assessments"]]
    reading = from_claims(further("achievement", assessments=assessments, later={"a": 1}))
    assert reading.credential == RECORD
    assert set(reading.unread) == {
        f"/{FURTHER}/achievement/later",
        *(f"/{FURTHER}/achievement/assessments/{place}/x~1y" for place in range(len(assessments))),
    }


def test_where_many_members_are_not_known_the_field_is_left_out():
    unknown = {f"member{number}": 1 for number in range(100)}
    reading = from_claims(further("achievement", participation={"setting": {"label": "formal"}, **unknown}))
    assert reading.credential.achievement.participation is None
    assert [each for each in reading.unread if "participation" in each] == [f"/{FURTHER}/achievement/participation"]


def test_where_fields_contradict_each_other_the_one_at_fault_is_left_out():
    standing = {"legal_standing": "none", "levels": [{"framework": "EQF", "value": "6", "extent": "completes"}]}
    reading = from_claims(further("achievement", **standing))
    assert reading.credential.achievement.legal_standing is None
    assert reading.credential.achievement.title == RECORD.achievement.title


def test_groups_that_nobody_knows_are_listed():
    claims = {**CLAIMS, FURTHER: {**CLAIMS[FURTHER], "type": "x", "learner": {"type": "y"}}}
    assert {f"/{FURTHER}/type", f"/{FURTHER}/learner/type"} <= set(from_claims(claims).unread)


@pytest.mark.parametrize("tag", ["no tag", 5, ""])
def test_a_language_that_is_none_leaves_texts_undetermined(tag):
    claims = {**CLAIMS, FURTHER: {**CLAIMS[FURTHER], "language": tag}}
    reading = from_claims(claims)
    assert reading.credential.achievement.language == "und"
    assert f"/{FURTHER}/language" in reading.unread


def test_a_token_that_was_signed_anew_is_read_with_its_own_seconds():
    exact = {"issued": "2026-11-21T09:30:00.5Z"}
    claims = further("issuance", **exact)
    assert from_claims(claims).issuance.issued.microsecond == 500_000
    anew = read(claims, iat=claims["iat"] + 60)
    assert anew.issuance.issued == datetime(2026, 11, 21, 9, 31, tzinfo=UTC)
    assert anew.unread == (f"/{FURTHER}/issuance/issued",)


@pytest.mark.parametrize(
    ("claims", "is_one"),
    [
        ({"vct": VCT}, True),
        ({"vct": "urn:example:national:1", "aka_vcts": [VCT]}, True),
        ({"vct": "urn:example:national:1"}, False),
        ({"vct": "urn:example:national:1", "aka_vcts": VCT}, False),
        ({"aka_vcts": [VCT]}, False),
        ({"vct": [VCT]}, False),
        ({"vct": VCT, "@context": []}, False),
        ([VCT], False),
        (None, False),
    ],
)
def test_a_learning_credential_says_that_it_is_one(claims, is_one):
    assert is_learning_credential(claims) is is_one


@pytest.mark.parametrize("vct", [VCT, "urn:example:1"])
def test_claims_that_also_look_like_a_badge_are_read_as_no_badge(vct):
    """Who signed is told by ``iss`` here and by ``issuer`` there: a document that says both is nobody's."""
    both = {
        "vct": vct,
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "did:web:other.example",
    }
    assert readers.read(both) is None
    assert readers.check(both) == ()
    del both["@context"]
    assert readers.read(both) is None or vct == VCT


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_what_is_no_object_holds_nothing(value):
    reading = from_claims(value)
    assert reading.unread == ("",)
    assert codes(reading.findings) == ["odd-shape"]


def test_a_credential_of_ours_is_as_it_was_issued():
    assert from_claims(CLAIMS).issuance == ISSUANCE
