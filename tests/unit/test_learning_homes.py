"""Every field of a record has a place in a learning credential, or a finding says that it has none."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from credseal.checks.completeness import check_completeness
from credseal.model.text import Text
from credseal.profiles import elm, openbadges, readers
from credseal.profiles.issuance import Issuance
from credseal.profiles.learning_credential import FURTHER, check, from_claims
from credseal.profiles.learning_credential.shown import HOMES
from credseal.profiles.learning_credential.vocabulary import (
    CLAIMED,
    CLAIMS,
    FURTHER_MEMBERS,
    GROUPS,
    KNOWN,
    LEFT_OUT,
)
from elm_records import PICTURED, filled_in
from learning_credentials import EVERYTHING, RECORD, codes, written
from records import ISSUANCE, course, credential, en

SAID = replace(
    ISSUANCE,
    place=RECORD.achievement.place_of_issue,
    name=en("Water"),
    description=Text({"en": "A credential.", "el": "Πιστοποιητικό."}),
    status=({"status_list": {"idx": 3, "uri": "https://uni.example/status/1"}},),
)
OF_ANOTHER_MODEL = {
    "schemas": ({"id": "https://uni.example/schema.json", "type": "JsonSchema"},),
    "refresh_service": {"id": "https://uni.example/refresh", "type": "VerifiableCredentialRefreshService2021"},
    "terms_of_use": ({"id": "https://uni.example/terms", "type": "Policy"},),
    "endorsements": ({"id": "https://other.example/1", "type": ["EndorsementCredential"]},),
    "endorsement_tokens": ("e30.e30.AA",),
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_field_has_a_place_or_is_known_to_have_none(group):
    there = {field.name for field in fields(GROUPS[group])}
    further = {name for of, name in FURTHER_MEMBERS if of == group}
    left_out = set(LEFT_OUT) if group == "issuance" else set()
    assert further | set(CLAIMED[group]) | left_out == there
    assert not further & left_out


def test_the_claims_of_the_type_are_those_of_the_reference_issuers():
    assert set(CLAIMS) == {
        *("family_name", "given_name", "achievement_title", "achievement_description", "learning_outcomes"),
        *("assessment_grade", "language_of_classes", "learner_identification", "expected_study_time"),
        *("level_of_learning_experience", "types_of_quality_assurance", "prerequisites_to_enroll"),
        *("integration_stackability_options", "issuing_authority", "issuing_country", "date_of_issuance"),
        "date_of_expiry",
    }


def test_what_fields_are_shown_as_are_claims_that_are_known():
    assert {claim for home in HOMES.values() for claim in home.claims} <= set(KNOWN)


def test_a_record_that_says_everything_is_the_same_after_writing_and_reading_it():
    claims, findings = written(issuance=SAID)
    reading = from_claims(claims)
    assert reading.credential == RECORD
    assert reading.issuance == SAID
    assert (reading.findings, reading.unread) == ((), ())
    assert codes(findings) == ["language-of-classes"]
    assert check(claims) == ()
    assert set(CLAIMS) <= set(claims)


@pytest.mark.parametrize("field", OF_ANOTHER_MODEL)
def test_what_has_no_place_is_told(field):
    issuance = replace(ISSUANCE, **{field: OF_ANOTHER_MODEL[field]})
    claims, findings = written(issuance=issuance)
    assert "left-out" in codes(findings)
    assert from_claims(claims).issuance == ISSUANCE


def test_every_field_of_the_issuing_that_has_no_place_is_tried():
    assert set(OF_ANOTHER_MODEL) == set(LEFT_OUT)


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "https://uni.example/status#1", "type": "BitstringStatusListEntry"},
        {"status_list": {"idx": -1, "uri": "https://uni.example/status/1"}},
        {"status_list": {"idx": True, "uri": "https://uni.example/status/1"}},
        {"status_list": {"idx": 1}},
        {"status_list": {"idx": 1, "uri": "https://uni.example/status/1", "_sd": []}},
        {"status_list": {"idx": 1, "uri": "https://uni.example/status/1"}, "...": "x"},
    ],
)
def test_a_status_that_is_no_reference_to_a_token_status_list_is_left_out_with_a_warning(entry):
    claims, findings = written(issuance=replace(ISSUANCE, status=(entry,)))
    assert "status" not in claims
    (finding,) = [each for each in findings if each.code == "learning.left-out"]
    assert finding.severity == "warning"


def test_the_mandate_stands_where_another_body_seals():
    made = credential()
    other = replace(ISSUANCE, sealer=replace(ISSUANCE.sealer, id="did:web:seals.example", identifiers=()))
    reading = from_claims(written(made, other)[0])
    assert reading.credential.achievement.mandate == made.achievement.mandate
    assert reading.credential.achievement.awarding_bodies == made.achievement.awarding_bodies
    assert reading.found_at["awarding_bodies"] == f"/{FURTHER}/achievement/awarding_bodies"


def test_all_sixteen_elements_are_found():
    reading = from_claims(written()[0])
    answer = check_completeness(reading, "eu-2021")
    assert len(answer.elements) == 16
    assert {each.name: each.found_at for each in answer.elements if each.status != "present"} == {}
    assert {each.name: each.found_at for each in answer.elements if not each.found_at} == {}


def test_texts_in_further_languages_stand_in_the_further_claim():
    title = Text({"en": "Water", "el": "Νερό"})
    claims, _ = written(replace(RECORD, achievement=course(title=title)))
    assert claims["achievement_title"] == "Water"
    assert claims[FURTHER]["achievement"]["title"] == {"en": "Water", "el": "Νερό"}
    assert from_claims(claims).credential.achievement.title == title


def test_texts_in_the_language_of_the_record_are_not_told_twice():
    claims, _ = written()
    assert "title" not in claims[FURTHER]["achievement"]
    assert claims[FURTHER]["achievement"]["criteria"]["text"] == "Both parts."


def test_fractions_of_a_second_are_kept():
    exact = replace(ISSUANCE, issued=datetime(2026, 11, 21, 9, 30, 0, 123456, UTC), valid_until=None)
    claims, _ = written(issuance=exact)
    assert claims["iat"] == 1795253400
    assert from_claims(claims).issuance == exact


@pytest.mark.parametrize("disclose", [(), EVERYTHING])
def test_record_to_claims_to_record_makes_the_same_badge(disclose):
    made = credential()
    reading = from_claims(written(made, disclose=disclose)[0])
    badges = [
        openbadges.to_document(each, issuance, new_salt=lambda: "salt").document
        for each, issuance in ((made, ISSUANCE), (reading.credential, reading.issuance))
    ]
    assert badges[0] == badges[1]


def test_record_to_claims_to_record_makes_the_same_european_digital_credential():
    made = filled_in(credential())
    reading = from_claims(written(made, PICTURED)[0])
    documents = [
        elm.to_document(each, issuance).document
        for each, issuance in ((made, PICTURED), (reading.credential, reading.issuance))
    ]
    assert documents[0] == documents[1]


def test_the_reader_of_documents_knows_learning_credentials():
    claims, _ = written()
    reading = readers.read(claims)
    assert reading is not None
    assert reading.credential == RECORD
    assert readers.check(claims) == ()


def test_a_record_is_written_whoever_issues_it_without_an_id():
    assert "jti" not in written(issuance=Issuance(sealer=ISSUANCE.sealer, issued=ISSUANCE.issued))[0]
