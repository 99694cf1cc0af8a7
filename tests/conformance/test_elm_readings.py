"""Real European Digital Credentials, and the mapping of all sixteen elements, read into the model; and what is written asked of the official shapes."""

import json
from base64 import b64encode
from dataclasses import replace

import pytest

from credseal.checks.completeness import check_completeness
from credseal.model.assessment import Supervision
from credseal.model.level import Level
from credseal.model.picture import Picture
from credseal.profiles.elm import check, from_document, to_document
from elm_claims import full
from elm_oracle import results
from pictures import png
from records import ADA, ISSUANCE
from support import corpus, load_json

SAMPLES = "edc/samples"
MISSING_IN_THE_SAMPLE = {"quality_assurance", "stackability", "further_information"}


def reading_of(name):
    document = load_json(corpus(SAMPLES, name))
    return from_document(json.loads(document["payload"]) if "payload" in document else document)


def codes(reading):
    return {(finding.code, finding.pointer) for finding in reading.findings}


def statuses(reading):
    return {element.name: element.status for element in check_completeness(reading, "eu-2021").elements}


def test_all_sixteen_elements_of_the_reference_mapping_are_found():
    reading = reading_of("reference-mapping-all-16-elements.unsigned.jsonld")
    elements = check_completeness(reading, "eu-2021").elements
    assert len(elements) == 16
    assert {element.status for element in elements} == {"present"}
    assert all(element.found_at for element in elements)
    assert reading.findings == ()


def test_the_elements_of_the_official_micro_credential_are_found_and_those_it_does_not_state_are_not():
    reading = reading_of("Sample-MC-Annex1-signed.jsonld")
    told = statuses(reading)
    assert {name for name, status in told.items() if status != "present"} == MISSING_IN_THE_SAMPLE
    # Its activity takes sixty months: minutes were meant.
    assert codes(reading) == {
        ("elm.impossible-value", "/credentialSubject/hasClaim/influencedBy/specifiedBy/volumeOfLearning"),
        ("elm.birth-date-time", "/credentialSubject/dateOfBirth"),
    }


def test_the_official_micro_credential_says_what_it_says():
    credential = reading_of("Sample-MC-Annex1-signed.jsonld").credential
    achievement, (assessment,) = credential.achievement, credential.assessments
    assert achievement.title["en"] == "Digital micro-credential creation"
    assert (achievement.workload.ects, achievement.workload.hours) == (2, 60)
    assert achievement.levels[0] == Level("EQF", "6")
    assert (achievement.levels[1].framework, achievement.levels[1].value) == ("NQF", "6")
    assert achievement.type == "MicroCredential"
    assert credential.grade.value == "Pass"
    assert (assessment.supervision, assessment.identity_verified) == (Supervision(supervised=False), False)
    assert credential.activity.started_on.isoformat() == "2023-05-05"
    assert [partner.role for partner in achievement.partners] == ["delivering"]
    assert achievement.learning_outcomes[1].title["es"] == "Contento digital"
    assert len(achievement.learning_outcomes[1].skills) == 3


def test_of_a_degree_the_whole_is_read_and_its_parts_are_named():
    reading = reading_of("elm-support-Sample-MastersDegree-signed.jsonld")
    assert reading.credential.achievement.title["en"] == "Master of Arts in Media Studies"
    assert reading.credential.achievement.workload.ects == 60
    assert reading.credential.grade.value == "7,5"
    assert ("elm.parts-unread", "/credentialSubject/hasClaim/hasPart") in codes(reading)
    assert "/credentialSubject/hasClaim/hasPart" in reading.unread


@pytest.mark.parametrize("name", ["Sample-CertOfPart-signed.jsonld", "elm-support-Sample-CertOfPart-signed.jsonld"])
def test_a_certificate_of_participation_claims_an_activity(name):
    credential = reading_of(name).credential
    assert credential.achievement.type == "Achievement"
    assert credential.achievement.title["en"] == "EDC Updates Webinar"
    assert credential.workload.hours == 2
    assert credential.activity.narrative


def test_a_micro_credential_of_a_wallet_maker_is_read_in_both_its_languages():
    reading = reading_of("mynextid/edc-mc-signed.jsonld")
    credential = reading.credential
    assert set(credential.achievement.title) == {"de", "en"}
    assert credential.grade.value == "19"
    # It gives most concepts ids that mean nothing: they are known by their labels.
    assert credential.assessments[0].supervision == Supervision(supervised=True)
    assert [(each.framework, each.value) for each in credential.achievement.levels] == [
        ("EQF", "6"),
        ("NQF", "MECU Level 7"),
    ]
    assert ("elm.title-differs", "/credentialSubject/hasClaim/specifiedBy/title") in codes(reading)


@pytest.mark.parametrize("variant", ["generic", "accredited"])
def test_a_record_that_says_everything_conforms_to_the_official_shapes(variant):
    issuance = replace(ISSUANCE, picture=Picture("data:image/png;base64," + b64encode(png()).decode("ascii")))
    document = to_document(replace(full(), learner=ADA), issuance, variant=variant).document
    assert check(document) == ()
    assert results(document, *(["EDC-accredited"] if variant == "accredited" else [])) == set()
