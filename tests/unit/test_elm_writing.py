"""The frame of a European Digital Credential: contexts, profiles, dates, display, status, evidence."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from credseal.errors import MissingExtraError, ProfileError
from credseal.model.achievement import Achievement
from credseal.model.learner import Learner, Name
from credseal.model.organisation import Identifier, Mandate, Place
from credseal.model.text import Text
from credseal.profiles import elm
from credseal.profiles.issuance import Issuance, Picture
from elm_records import PICTURED, PNG
from records import AGENCY, COURSE, UNIVERSITY, course, credential, en

SEALER = replace(
    UNIVERSITY,
    id="did:web:sealer.example",
    legal_name=en("Sealing Service"),
    identifiers=(Identifier("eIDASLegalIdentifier", "VATDE-1"),),
)
STATUS = {
    "id": "https://uni.example/status#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://uni.example/status",
}
REGISTERED = replace(COURSE.quality_assurance[0], body=replace(AGENCY, address=Place(country="PL")))


def document(made=None, issuance=PICTURED, **options):
    return elm.to_document(made or credential(), issuance, **options).document


def codes(made, issuance=PICTURED, **options):
    return [each.code for each in elm.to_document(made, issuance, **options).findings]


def awarded(achievement, learner=None):
    return achievement.award(learner or Learner(names=(Name(full="Ada Example"),)), awarded_on=credential().awarded_on)


def profile_of(written):
    return written["credentialProfiles"][0]["id"].rpartition("/")[2], written["credentialSchema"][0]["id"].rpartition(
        "/"
    )[2]


def test_the_contexts_and_types_are_those_of_an_edc_and_no_others():
    written = document()
    assert written["@context"] == [
        "https://www.w3.org/2018/credentials/v1",
        "http://data.europa.eu/snb/model/context/edc-ap",
    ]
    assert written["type"] == ["VerifiableCredential", "EuropeanDigitalCredential"]
    assert elm.is_edc(written)


def test_the_dates_have_the_names_of_both_versions():
    written = document()
    assert {written[name] for name in ("issued", "issuanceDate", "validFrom")} == {"2026-11-21T09:30:00Z"}
    assert {written[name] for name in ("expirationDate", "validUntil")} == {"2031-11-21T00:00:00Z"}


def test_without_end_no_end_is_written():
    written = document(issuance=replace(PICTURED, valid_until=None))
    assert not {"expirationDate", "validUntil"} & written.keys()


def test_a_micro_credential_is_generic():
    assert profile_of(document()) == ("e34929035b", "edc-generic-full")
    assert elm.variant_of(document()) == "generic"


def test_who_seals_for_another_with_a_mandate_issues_by_mandate():
    written = document(issuance=replace(PICTURED, sealer=SEALER))
    assert profile_of(written) == ("c_9a31f32a", "edc-issued-by-mandate")
    assert written["evidence"][0]["evidenceStatement"] == "Agreement of 1 March 2026."
    assert written["evidence"][0]["id"] == "https://uni.example/mandate"


def test_who_seals_for_another_without_a_mandate_is_told():
    made = awarded(course(mandate=None))
    assert elm.variant_of(document(made, replace(PICTURED, sealer=SEALER))) == "generic"
    assert "issuing.mandate-missing" in codes(made, replace(PICTURED, sealer=SEALER))


def test_the_accredited_profile_is_written_on_request_only():
    made = awarded(course(quality_assurance=(REGISTERED,), mandate=None))
    assert elm.variant_of(document(made)) == "generic"
    written = document(made, variant="accredited")
    assert profile_of(written) == ("c_ae121a00", "edc-accredited")
    assert written["evidence"][0]["accreditation"]["id"] == "https://register.example/reports/1"


@pytest.mark.parametrize(
    ("achievement", "variant", "code"),
    [
        (course(quality_assurance=()), "accredited", "elm.accreditation-missing"),
        (course(), "accredited", "elm.accreditation-missing"),  # the agency's country is not known
        (course(mandate=None), "issued-by-mandate", "elm.mandate-missing"),
    ],
)
def test_a_profile_whose_evidence_is_missing_is_refused(achievement, variant, code):
    with pytest.raises(ProfileError) as caught:
        document(awarded(achievement), variant=variant)
    assert caught.value.code == code


def test_a_mandate_in_other_languages_is_told():
    made = awarded(course(mandate=Mandate(description=Text({"en": "Agreement", "pl": "Umowa"}))))
    assert codes(made) == ["elm.text-left-out"]


@pytest.mark.parametrize(
    ("made", "issuance", "code"),
    [
        (awarded(course(title=None)), PICTURED, "elm.missing"),
        (credential(), replace(PICTURED, sealer=None), "elm.missing"),
        (credential(), replace(PICTURED, issued=None, valid_until=None), "elm.missing"),
        (credential(), replace(PICTURED, id=None), "elm.missing"),
        (awarded(course(), Learner(birth_date=None, names=())), PICTURED, "elm.learner-unidentified"),
        (awarded(course(language="und", title=Text({"und": "Water"}))), PICTURED, "elm.language-unlisted"),
    ],
)
def test_what_no_edc_can_lack_is_asked_for(made, issuance, code):
    with pytest.raises(ProfileError) as caught:
        elm.to_document(made, issuance)
    assert caught.value.code == code


def test_a_record_in_no_language_is_written_in_that_of_its_title():
    made = awarded(replace(COURSE, language="und", description=Text({"und": "A short course."})))
    assert codes(made) == ["elm.language-assumed"]
    assert document(made)["credentialSubject"]["hasClaim"][0]["description"] == {"en": "A short course."}


def test_a_language_that_the_list_lacks_is_told():
    made = awarded(course(language="ka", title=Text({"ka": "წყალი", "en": "Water"}), mandate=None))
    assert codes(made) == ["elm.language-unlisted"]
    assert document(made)["displayParameter"]["primaryLanguage"]["id"].endswith("/ENG")


def test_there_is_one_display_for_each_language_of_the_title():
    title = Text({"en": "Water", "pl": "Woda", "ka": "წყალი"})
    shown = document(awarded(course(title=title)))["displayParameter"]
    assert [each["id"][-3:] for each in shown["language"]] == ["ENG", "POL"]
    assert [each["language"]["id"][-3:] for each in shown["individualDisplay"]] == ["ENG", "POL"]
    assert shown["title"] == dict(title)


def test_the_picture_of_the_issuing_is_shown():
    image = document()["displayParameter"]["individualDisplay"][0]["displayDetail"][0]["image"]
    assert "data:image/png;base64," + image["content"] == PNG
    assert image["contentType"]["id"].endswith("/file-type/PNG")


def test_without_a_picture_within_the_record_the_certificate_is_drawn():
    pytest.importorskip("PIL")
    elsewhere = replace(PICTURED, picture=Picture("https://uni.example/badge.png"))
    written = elm.to_document(credential(), elsewhere)
    image = written.document["displayParameter"]["individualDisplay"][0]["displayDetail"][0]["image"]
    assert len(image["content"]) > 10_000
    assert [each.code for each in written.findings] == ["elm.picture-elsewhere"]


def test_without_pillow_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(MissingExtraError) as caught:
        elm.to_document(credential(), replace(PICTURED, picture=None))
    assert caught.value.code == "extra.render"
    assert elm.to_document(credential(), PICTURED).findings == ()


def test_the_status_is_typed_as_the_shapes_demand_and_read_as_it_was():
    issuance = replace(PICTURED, status=(STATUS,))
    written = document(issuance=issuance)
    assert written["credentialStatus"]["type"] == ["CredentialStatus", "BitstringStatusListEntry"]
    assert elm.from_document(written).issuance == issuance


def test_what_has_no_place_in_an_edc_is_told():
    issuance = replace(
        PICTURED,
        status=(STATUS, STATUS),
        refresh_service={"id": "https://uni.example/refresh", "type": "X"},
        endorsement_tokens=("e30.e30.AA",),
    )
    assert codes(credential(), issuance) == ["elm.left-out", "elm.left-out", "elm.several-statuses"]


def test_extended_makes_no_difference():
    assert document(extended=True) == document()


def test_writing_changes_no_record_and_shares_nothing_with_it():
    issuance = replace(PICTURED, status=({**STATUS},))
    written = document(issuance=issuance)
    written["credentialStatus"]["type"].clear()
    written["issuer"]["legalName"].clear()
    assert issuance.status == (STATUS,)
    assert document(issuance=issuance)["credentialSubject"]["hasClaim"][0]["awardedBy"]["awardingBody"][0]["legalName"]


def test_the_smallest_record_is_the_same_after_writing_and_reading_it():
    made = awarded(Achievement(title=en("Water"), language="en", awarding_bodies=(UNIVERSITY,)))
    issuance = Issuance(
        id="urn:uuid:1b1c4a3e-6d1b-4a2e-9f0e-0d2b6c9d4f11",
        sealer=UNIVERSITY,
        issued=datetime(2026, 11, 21, tzinfo=UTC),
        picture=Picture(PNG),
    )
    reading = elm.from_document(document(made, issuance))
    assert (reading.credential, reading.issuance) == (made, issuance)
    assert (reading.findings, reading.unread) == ((), ())


def test_what_is_written_is_right_in_both_forms():
    assert elm.check(document()) == ()
    assert elm.check(elm.to_bridge(document())) == ()
    faulty = {**elm.to_bridge(document()), "displayParameter": {}}
    assert {each.severity for each in elm.check(faulty)} == {"error"}
