"""European Digital Credentials read back: ours, and those of others."""

import json
from datetime import UTC, date, datetime

import pytest

from credseal.model.organisation import Identifier
from credseal.profiles import elm, openbadges, readers
from credseal.profiles.dates import dates_in
from elm_records import PICTURED, filled_in
from records import credential
from support import corpus, load_json

WRITTEN = elm.to_document(credential(), PICTURED).document


def sample(name):
    """The credential of a file, without the seal around it; the seal is others' business."""
    document = load_json(corpus("edc", "samples", name))
    return json.loads(document["payload"]) if "payload" in document else document


def test_a_record_with_all_elements_is_the_same_after_writing_and_reading_it():
    reading = elm.from_document(WRITTEN)
    assert reading.credential == filled_in(credential())
    assert reading.issuance == PICTURED
    assert (reading.findings, reading.unread) == ((), ())


def test_the_places_of_the_elements_are_told():
    found = elm.from_document(WRITTEN).found_at
    assert {
        "title": "/credentialSubject/hasClaim/0/title",
        "learner": "/credentialSubject",
        "sealer": "/issuer",
        "country_or_region": "/issuer/location",
        "issued": "/issued",
        "valid_until": "/validUntil",
        "mandate": "/evidence",
    }.items() <= found.items()


def test_what_is_read_makes_the_same_badge_as_the_record():
    """Model to ELM to model to Open Badge: nothing of the record is lost on the way."""
    reading = elm.from_document(WRITTEN)
    badges = [
        openbadges.to_document(made, issuance, new_salt=lambda: "salt").document
        for made, issuance in ((filled_in(credential()), PICTURED), (reading.credential, reading.issuance))
    ]
    assert badges[0] == badges[1]


def test_the_form_for_version_2_and_that_for_upload_are_read_as_what_they_hold():
    bridged, uploaded = elm.from_document(elm.to_bridge(WRITTEN)), elm.from_document({"credential": WRITTEN})
    plain = elm.from_document(WRITTEN)
    assert (bridged.credential, bridged.issuance) == (plain.credential, plain.issuance)
    assert (uploaded.credential, uploaded.issuance) == (plain.credential, plain.issuance)
    assert bridged.unread == uploaded.unread == ()


def test_the_reader_of_documents_knows_european_digital_credentials():
    reading = readers.read(WRITTEN)
    assert reading is not None
    assert reading.credential.achievement.title == {"en": "Testing drinking water"}


def test_a_regional_language_is_read_from_the_title():
    document = {**WRITTEN, "displayParameter": {**WRITTEN["displayParameter"], "title": {"en-GB": "Testing"}}}
    assert elm.from_document(document).credential.achievement.language == "en-GB"


def test_of_two_ends_the_earlier_counts():
    reading = elm.from_document({**WRITTEN, "expirationDate": "2030-01-01T00:00:00Z"})
    assert reading.issuance.valid_until == datetime(2030, 1, 1, tzinfo=UTC)
    assert [(each.code, each.severity) for each in reading.findings] == [("elm.contradiction", "error")]


def test_two_dates_of_issuing_are_told():
    reading = elm.from_document({**WRITTEN, "issuanceDate": "2020-01-01T00:00:00Z"})
    assert [(each.code, each.pointer) for each in reading.findings] == [("elm.contradiction", "/issuanceDate")]


def test_a_name_of_its_own_is_read():
    document = {**WRITTEN, "displayParameter": {**WRITTEN["displayParameter"], "title": {"en": "Certificate"}}}
    assert elm.from_document(document).issuance.name == {"en": "Certificate"}


@pytest.mark.parametrize("document", [None, [], "text", 7, {}, {"type": "EuropeanDigitalCredential"}])
def test_what_is_no_credential_is_read_as_one_that_says_nothing(document):
    assert elm.from_document(document).credential.achievement.title is None


def _hostile():
    odd = [None, True, 7, "urn:x:1", "text", [], [[]], {}, {"id": 7}, [{"id": "urn:x:1"}, "urn:x:1"], {"en": ["a", 7]}]
    for name in WRITTEN:
        yield from ((name, value) for value in odd)
    for name in ("hasClaim", "fullName", "dateOfBirth", "identifier", "contactPoint", "location", "nationalID"):
        yield from (("credentialSubject", {**WRITTEN["credentialSubject"], name: value}) for value in odd)


def test_no_odd_shape_makes_reading_raise():
    for name, value in _hostile():
        reading = elm.from_document({**WRITTEN, name: value})
        assert isinstance(reading.unread, tuple)


def test_the_reference_mapping_says_all_elements():
    reading = elm.from_document(sample("reference-mapping-all-16-elements.unsigned.jsonld"))
    made, achievement = reading.credential, reading.credential.achievement
    assert achievement.title == {"en": "Micro-credential in X"}
    assert [each.full for each in made.learner.names] == ["Ana Andromeda"]
    assert made.learner.birth_date == date(1999, 10, 2)
    assert made.learner.identifiers == (Identifier("national", "LA-234218"), Identifier("student-number", "S-0042"))
    assert [body.legal_name for body in achievement.awarding_bodies] == [{"en": "University of Zed"}]
    assert reading.issuance.sealer.address.country == "IE"
    assert made.awarded_on == date(2026, 11, 20)
    assert reading.issuance.issued == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert {
        "learning_outcomes",
        "workload",
        "levels",
        "assessments",
        "participation",
        "quality_assurance",
        "grade",
    } <= (reading.found_at.keys())
    assert reading.findings == ()


# Title, learner, sealer, awarding body, and when it was issued.
REAL = {
    "Sample-MC-Annex1-signed.jsonld": (
        "Digital micro-credential creation",
        "Ana Andromeda",
        "ORGANIZACION TEST",
        "University of Zed",
        "2023-09-27T13:54:17+02:00",
    ),
    "Sample-CertOfPart-signed.jsonld": (
        "EDC Updates Webinar",
        "Ana Andromeda",
        "ORGANIZACION TEST",
        "European Digital Credentials for Learning Support Team",
        "2023-09-27T14:07:01+02:00",
    ),
    "elm-support-Sample-MastersDegree-signed.jsonld": (
        "Master of Arts in Media Studies",
        "Ana Andromeda",
        "ORGANIZACION TEST",
        "Umea university",
        "2025-02-19T15:28:33+01:00",
    ),
    "mynextid/edc-mc-signed.jsonld": (
        "Title of your learning achievement",
        "Joe Done",
        "Velocert OÜ",
        "NETIS d.o.o.",
        "2026-01-12T07:12:23+00:00",
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_real_credentials_are_read(name):
    reading = elm.from_document(sample(name))
    made, issuance = reading.credential, reading.issuance
    (body,) = made.achievement.awarding_bodies
    said = (made.achievement.title, issuance.sealer.legal_name, body.legal_name)
    title, sealer, awarding_body = (text["en"] for text in said)
    assert (title, made.learner.names[0].full, sealer, awarding_body, issuance.issued.isoformat()) == REAL[name]
    assert issuance.picture.uri.startswith("data:image/")


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Sample-MC-Annex1-signed.jsonld", "generic"),
        ("elm-support-Sample-MastersDegree-signed.jsonld", "accredited"),
        ("edci/accredited_credential.jsonld", "accredited"),
        ("edci/credential-jws-invalid.jsonld", None),
    ],
)
def test_the_profile_of_a_real_credential_is_told(name, variant):
    assert elm.variant_of(sample(name)) == variant


def test_the_mandate_of_a_real_credential_is_read():
    mandate = elm.from_document(sample("mynextid/edc-mc-signed.jsonld")).credential.achievement.mandate
    assert mandate.description["en"].startswith("Velocert OU has verified")


def test_the_accreditation_of_a_real_credential_is_read():
    (form,) = elm.from_document(
        sample("elm-support-Sample-MastersDegree-signed.jsonld")
    ).credential.achievement.quality_assurance
    assert form.scope == "institution"
    assert form.body.legal_name == {"en": "UKÄ - Swedish Higher Education Authority"}


def test_what_sealing_took_from_the_certificate_counts_as_understood():
    unread = elm.from_document(sample("Sample-MC-Annex1-signed.jsonld")).unread
    assert not {"/issuer/altLabel", "/issuer/location/1"} & set(unread)
    assert "/issuer/groupMemberOf" in unread


def test_a_status_where_nobody_looks_for_one_is_told():
    reading = elm.from_document(sample("mynextid/edc-mc-signed.jsonld"))
    assert reading.issuance.status == ()
    assert "elm.status-misplaced" in {each.code for each in reading.findings}


def test_the_dates_of_a_document_are_told_with_what_they_are_about():
    told = {fact.pointer: fact.meaning for fact in dates_in(sample("elm-support-Sample-MastersDegree-signed.jsonld"))}
    assert told["/issued"] == "when it was issued"
    assert told["/evidence/accreditation/dateIssued"] == "when it was issued (an accreditation)"
    assert told["/evidence/accreditation/reviewDate"] == "when it is to be reviewed (an accreditation)"
    assert not any("dateOfBirth" in pointer for pointer in told)
