"""A micro-credential written as a pure Open Badge: every element in its home, and nothing that a strict reader stumbles over."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from jsonschema import Draft201909Validator

from credseal.errors import ProfileError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.assessment import Assessment
from credseal.model.grade import Grade, GradingScale
from credseal.model.learner import Learner, Name
from credseal.model.learning import Evidence
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles.openbadges import check, hash_identifier, is_badge, to_document
from records import ADA, AGENCY, COURSE, ISSUANCE, UNIVERSITY, WRITTEN, course, credential, en
from support import corpus, load_json

DAY = date(2026, 11, 20)


def written(record=None, issuance=ISSUANCE, **options):
    return to_document(record or credential(), issuance, **options)


def award(**changes):
    return course(**changes).award(ADA, awarded_on=DAY)


def badge(record=None, **issuance):
    return written(record, replace(ISSUANCE, **issuance)).document


def achievement(record=None):
    return badge(record)["credentialSubject"]["achievement"]


def alignments(record=None, target_type=None):
    return [each for each in achievement(record)["alignment"] if each["targetType"] == target_type]


def codes(result):
    return {finding.code for finding in result.findings}


def everything(value):
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from everything(each)


def test_the_document_is_an_open_badge_on_credentials_2():
    document = badge()
    assert document["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert achievement()["achievementType"] == "MicroCredential"
    assert is_badge(document)
    assert check(document) == ()


def test_the_document_is_valid_to_the_official_schema():
    schema = load_json(corpus("openbadges", "schemas", "ob_v3p0_achievementcredential_schema.json"))
    Draft201909Validator(schema).validate(badge())


def test_strict_json_ld_understands_every_member():
    assert canonicalize(badge(), contexts=BUNDLED).unpinned == ()


def test_nothing_is_null_or_empty():
    assert not [each for each in everything(badge()) if each is None or each in ("", [], {})]


def test_every_id_is_absolute_and_no_node_is_described_twice():
    ids = [each["id"] for each in everything(badge()) if isinstance(each, dict) and "id" in each]
    assert all(re.match(r"(https|did|urn):", each) for each in ids)
    assert len(ids) == len(set(ids))


def test_dates_are_written_as_instants():
    document = badge()
    assert document["validFrom"] == "2026-11-21T09:30:00Z"
    assert document["validUntil"] == "2031-11-21T00:00:00Z"
    assert document["awardedDate"] == "2026-11-20T00:00:00Z"


def test_the_issuer_has_country_and_region():
    address = badge()["issuer"]["address"]
    assert (address["addressCountryCode"], address["addressCountry"], address["addressRegion"]) == (
        "PL", "Poland", "Lubelskie",
    )  # fmt: skip
    assert address["alignment"] == [
        {
            "type": ["Alignment"],
            "targetType": "ext:Region",
            "targetName": "Lubelskie",
            "targetUrl": "http://data.europa.eu/nuts/code/PL81",
            "targetFramework": "NUTS",
        }
    ]


def test_an_awarding_body_that_seals_is_described_once():
    assert "creator" not in achievement()


def test_an_awarding_body_that_is_the_sealer_by_its_identifier_is_described_once():
    same = Organisation(id="did:key:z6Mk", identifiers=UNIVERSITY.identifiers)
    assert "creator" not in achievement(award(awarding_bodies=(same,)))


def test_an_awarding_body_that_does_not_seal_is_the_creator():
    other = Organisation(id="https://other.example/", legal_name=en("Other"))
    result = written(award(awarding_bodies=(other, UNIVERSITY)))
    assert result.document["credentialSubject"]["achievement"]["creator"] == {
        "id": "https://other.example/", "type": ["Profile"], "name": "Other",
    }  # fmt: skip
    further = [
        each
        for each in result.document["credentialSubject"]["achievement"]["alignment"]
        if each["targetType"] == "ext:AwardingBody"
    ]
    assert [(each["targetName"], each["targetCode"]) for each in further] == [("University of Example", "B2")]
    assert "issuing.mandate-missing" not in codes(result)


def test_a_sealer_that_is_no_awarding_body_needs_a_mandate():
    other = Organisation(id="https://other.example/", legal_name=en("Other"))
    result = written(award(awarding_bodies=(other,), mandate=None))
    (finding,) = (each for each in result.findings if each.code == "issuing.mandate-missing")
    assert finding.severity == "error"
    assert "issuing.mandate-missing" not in codes(written(award(awarding_bodies=(other,))))


def test_an_awarding_body_that_is_not_named_is_assumed_and_that_is_said():
    assert "issuing.awarding-body-assumed" in codes(written(award(awarding_bodies=())))


def test_two_descriptions_of_the_sealer_that_differ_are_reported():
    other_name = replace(UNIVERSITY, legal_name=en("Example College"))
    assert "openbadges.organisation-differs" in codes(written(award(awarding_bodies=(other_name,))))
    fewer_words = Organisation(id=UNIVERSITY.id)
    assert "openbadges.organisation-differs" not in codes(written(award(awarding_bodies=(fewer_words,))))


def test_an_award_after_the_issuing_is_an_error():
    late = replace(credential(), awarded_on=date(2026, 11, 23))
    assert {each.severity for each in written(late).findings if each.code == "issuing.awarded-later"} == {"error"}
    same_day_elsewhere = replace(credential(), awarded_on=date(2026, 11, 21))
    assert "issuing.awarded-later" not in codes(written(same_day_elsewhere))


@pytest.mark.parametrize(("ects", "number"), [("2", 2), ("2.5", 2.5), ("0", 0), ("10.25", 10.25), ("30", 30)])
def test_credits_are_json_numbers(ects, number):
    record = award(workload=Workload(ects=Decimal(ects)))
    available = achievement(record)["creditsAvailable"]
    assert available == number
    assert type(available) is type(number)
    assert badge(record)["credentialSubject"]["creditsEarned"] == number
    assert alignments(record, "ext:ECTS")[0]["targetCode"] == ects


@pytest.mark.parametrize(
    ("hours", "duration"), [("50", "PT50H"), ("0.5", "PT30M"), ("1.01", "PT1H36S"), ("0", "PT0H"), ("62.5", "PT62H30M")]
)
def test_hours_are_a_duration(hours, duration):
    record = award(workload=Workload(hours=Decimal(hours)))
    assert alignments(record, "ext:Workload")[0]["targetCode"] == duration
    assert "creditsAvailable" not in achievement(record)


@pytest.mark.parametrize(
    ("target_type", "url", "code"),
    [
        ("ext:EQF", "http://data.europa.eu/snb/eqf/6", "6"),
        ("ext:QF-EHEA", "http://data.europa.eu/snb/model/elm/educationLevel", "first"),
        ("ext:NQF", "http://data.europa.eu/snb/qdr/c_01be7324", "6"),
        ("ext:ISCED-F", "http://data.europa.eu/snb/isced-f/0712", "0712"),
        ("ext:ECTS", "http://data.europa.eu/snb/education-credit/6fcec5c5af", "2.5"),
        ("ext:Workload", "http://data.europa.eu/snb/model/elm/volumeOfLearning", "PT65H"),
        ("ext:LearningOutcome", "http://data.europa.eu/snb/model/elm/learningOutcome", "LO1"),
        ("ext:AssessmentType", "http://data.europa.eu/snb/assessment/6e6cb2cc78", "A1"),
        ("ext:SupervisionVerification", "http://data.europa.eu/snb/supervision-verification/70be69aaf9", "A1"),
        ("ext:ModeOfLearning", "http://data.europa.eu/snb/learning-assessment/e92d221e4d", None),
        ("ext:LearningSetting", "http://data.europa.eu/snb/learning-setting/6fd4685715", None),
        ("ext:QualityAssurance", "https://register.example/reports/1", "ESG"),
        ("ext:EntryRequirement", "http://data.europa.eu/snb/model/elm/entryRequirement", None),
        ("ext:Stackability", "http://data.europa.eu/snb/model/elm/isPartOf", "stackable"),
        ("ext:LegalStanding", "http://data.europa.eu/snb/model/elm/isPartialQualification", "period_of_study"),
        ("ext:FurtherInformation", "https://uni.example/courses/water", None),
        ("ext:PlaceOfIssue", "http://data.europa.eu/snb/model/elm/location", "PL"),
    ],
)
def test_elements_without_a_member_are_alignments(target_type, url, code):
    first = alignments(target_type=target_type)[0]
    assert (first["targetUrl"], first.get("targetCode")) == (url, code)


def test_a_single_text_is_a_description_as_it_is_and_several_facts_are_lines():
    assert alignments(target_type="ext:EntryRequirement")[0]["targetDescription"] == "Chemistry of secondary school."
    assert alignments(target_type="ext:AssessmentType")[0]["targetDescription"] == (
        "criteria: 60 of 100 points.\nstandard: Handbook of 2026."
    )
    assert "targetDescription" not in alignments(target_type="ext:AssessmentType")[1]


def test_criteria_are_shown_where_wallets_look_for_them():
    assert achievement()["criteria"] == {"narrative": "60 of 100 points."}
    assert achievement(award(assessments=()))["criteria"] == {"narrative": "A short course."}
    assert achievement(award(assessments=(), description=None))["criteria"] == {"narrative": "Testing drinking water"}


def test_skills_of_an_outcome_carry_its_label():
    skills = {each["targetUrl"]: each.get("targetCode") for each in alignments(target_type="ext:ESCO")}
    assert skills == {
        "http://data.europa.eu/esco/skill/1": None,
        "http://data.europa.eu/esco/skill/326809fc-238d-40c2-881e-40042f7f2f0d": "LO1",
    }


def test_a_grade_refers_to_its_scale():
    (result,) = badge()["credentialSubject"]["result"]
    (scale,) = achievement()["resultDescription"]
    assert result["value"] == "4.5"
    assert result["resultDescription"] == scale["id"]
    assert (scale["valueMin"], scale["valueMax"], scale["requiredValue"], scale["name"]) == ("2", "5", "3", "2 to 5")


def test_an_award_with_a_scale_of_its_own_leaves_the_achievement_its_own():
    own = credential(grade=Grade("pass", GradingScale(grades=("fail", "pass"))))
    first, second = achievement(own)["resultDescription"]
    assert (first["resultType"], second["resultType"]) == ("Result", "ext:AwardScale")
    assert badge(own)["credentialSubject"]["result"][0]["resultDescription"] == second["id"]
    assert second["allowedValue"] == ["fail", "pass"]


def test_what_the_award_says_otherwise_stands_beside_the_achievement():
    own = credential(assessments=[Assessment(type=WRITTEN)])
    assert achievement(own)["alignment"] == achievement()["alignment"]
    result = badge(own)["credentialSubject"]["result"][0]
    assert [each["targetType"] for each in result["alignment"]] == ["ext:AssessmentType", "ext:ObtainedBy"]


def test_the_place_of_sealing_belongs_to_the_award():
    result = badge(place=Place(country="FI"))["credentialSubject"]["result"][0]
    assert [each["targetCode"] for each in result["alignment"] if each["targetType"] == "ext:PlaceOfIssue"] == ["FI"]


def test_an_achievement_without_an_id_gets_one_made_of_its_content():
    first, again = (achievement(award(id=None))["id"] for _ in range(2))
    assert first == again
    assert first.startswith("urn:uuid:")
    assert achievement(award(id=None, description=None))["id"] != first


def test_an_email_address_becomes_a_hash_with_a_salt_of_its_own():
    learner = replace(ADA, identifiers=(Identifier("email", "a@example.com"), Identifier("email", "b@example.com")))
    record = replace(credential(), learner=learner)
    first, second = badge(record)["credentialSubject"]["identifier"][1:]
    assert first["hashed"] is True
    assert first["identityType"] == "emailAddress"
    assert first["identityHash"] == hash_identifier("a@example.com", first["salt"])
    assert first["salt"] != second["salt"]
    assert len(first["salt"]) >= 22  # 128 bits in base64url
    assert "a@example.com" not in str(badge(record))


def test_the_hash_is_that_of_the_standards_example():
    assert hash_identifier("a@example.com", "Kosher") == (
        "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    )


def test_salts_come_from_where_the_caller_says():
    learner = replace(ADA, identifiers=(Identifier("email", "a@example.com"),))
    document = written(replace(credential(), learner=learner), new_salt=lambda: "Kosher").document
    assert document["credentialSubject"]["identifier"][1]["salt"] == "Kosher"


def test_the_name_is_shown():
    assert badge()["credentialSubject"]["identifier"][0] == {
        "type": "IdentityObject", "hashed": False, "identityHash": "Ada Example", "identityType": "name",
    }  # fmt: skip


def test_national_numbers_and_birth_dates_are_withheld_unless_disclosed():
    learner = replace(ADA, birth_date=date(2001, 5, 17), identifiers=(Identifier("national", "01051700000"),))
    record = replace(credential(), learner=learner)
    result = written(record)
    assert "01051700000" not in str(result.document)
    assert "2001-05-17" not in str(result.document)
    assert [each.code for each in result.findings] == ["openbadges.withheld"] * 2
    told = written(record, disclose=("national", "birth_date")).document["credentialSubject"]["identifier"]
    assert [(each["identityType"], each["hashed"]) for each in told[1:]] == [
        ("nationalIdentityNumber", False),
        ("ext:BirthDate", False),
    ]


def test_names_in_parts_are_reported():
    learner = Learner(names=(Name(given="Ada", family="Example"),))
    assert codes(written(replace(credential(), learner=learner))) == {"openbadges.name-parts"}


def test_a_learner_whom_nothing_identifies_is_refused():
    for learner in (Learner(), Learner(identifiers=(Identifier("national", "1"),))):
        with pytest.raises(ProfileError) as caught:
            written(replace(credential(), learner=learner))
        assert caught.value.code == "openbadges.learner-unidentified"


def test_texts_in_other_languages_are_reported():
    result = written(award(title=Text({"en": "Water", "pl": "Woda"}), prerequisites=Text({"en": "None", "pl": "Brak"})))
    (finding,) = (each for each in result.findings if each.code == "openbadges.language-left-out")
    assert "'pl' were left out of title, prerequisites" in finding.message
    assert result.document["name"] == "Water"


def test_a_text_that_is_not_in_the_records_language_is_reported():
    result = written(award(prerequisites=Text({"pl": "Brak"})))
    (finding,) = (each for each in result.findings if each.code == "openbadges.other-language")
    assert "'pl'" in finding.message
    assert "prerequisites" in finding.message


def test_a_language_that_open_badges_cannot_name_is_reported():
    result = written(award(language="ca-valencia"))
    assert "inLanguage" not in result.document["credentialSubject"]["achievement"]
    assert "openbadges.language" in codes(result)


def test_one_status_is_an_object_and_several_are_reported():
    one, two = ({"id": f"https://uni.example/{n}", "type": "BitstringStatusListEntry"} for n in (1, 2))
    assert badge(status=(one,))["credentialStatus"] == one
    result = written(issuance=replace(ISSUANCE, status=(one, two)))
    assert result.document["credentialStatus"] == [one, two]
    assert "openbadges.several-statuses" in codes(result)


@pytest.mark.parametrize("missing", ["id", "sealer", "issued"])
def test_what_an_issuance_must_say(missing):
    with pytest.raises(ProfileError) as caught:
        written(issuance=replace(ISSUANCE, **{missing: None}))
    assert caught.value.code == "openbadges.missing"


def test_a_sealer_needs_an_id_and_an_achievement_a_title():
    for record, issuance in ((credential(), replace(ISSUANCE, sealer=AGENCY)), (award(title=None), ISSUANCE)):
        with pytest.raises(ProfileError) as caught:
            written(record, issuance)
        assert caught.value.code == "openbadges.missing"


@pytest.mark.parametrize(
    "record",
    [
        replace(credential(), learner=replace(ADA, id=UNIVERSITY.id)),
        credential(evidence=[Evidence(url="https://uni.example/7"), Evidence(url="https://uni.example/7")]),
        award(id=UNIVERSITY.id),
    ],
)
def test_two_nodes_never_have_one_id(record):
    with pytest.raises(ProfileError) as caught:
        written(record)
    assert caught.value.code == "openbadges.node-twice"


def test_writing_needs_little():
    little = replace(ISSUANCE, valid_until=None, picture=None, sealer=Organisation(id="did:web:uni.example"))
    record = replace(COURSE.award(ADA, awarded_on=DAY), achievement=replace(course(), **dict.fromkeys(("mandate",))))
    assert check(written(record, little).document) == ()


def test_issuing_in_another_zone_is_the_same_instant():
    zone = timezone(timedelta(hours=2))
    assert badge(issued=datetime(2026, 11, 21, 11, 30, tzinfo=zone)) == badge(
        issued=datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    )
