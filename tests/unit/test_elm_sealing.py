"""What a certificate says of its holder, in the issuer; and the form for upload."""

import copy
import json
from datetime import UTC, datetime

import pytest

from credseal.errors import ProfileError
from credseal.profiles import elm
from elm_records import PICTURED
from records import UNIVERSITY, credential
from support import corpus, load_json

WRITTEN = elm.to_document(credential(), PICTURED).document
AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
HOLDER = {
    "organisation": "UNIVERSITY OF EXAMPLE",
    "organisation_identifier": "VATPL-0000000000",
    "country": "PL",
    "common_name": "University of Example, seal 1",
}


def certified(document=WRITTEN, **changes):
    return elm.with_certificate(document, **{**HOLDER, **changes}, issued=AT)


def test_the_issuer_is_who_the_certificate_says():
    issuer = certified()["issuer"]
    assert issuer["legalName"] == {"en": "UNIVERSITY OF EXAMPLE"}
    assert issuer["altLabel"] == {"en": "University of Example, seal 1"}
    assert issuer["eIDASIdentifier"]["id"] == "urn:certificateIdentifier:1"
    assert issuer["eIDASIdentifier"]["notation"] == "VATPL-0000000000"
    assert issuer["homepage"]["contentURL"] == "https://uni.example/"


def test_the_moment_of_sealing_is_the_date_of_issuing():
    document = certified()
    assert document["issued"] == document["issuanceDate"] == "2026-12-01T08:00:00Z"
    assert document["validFrom"] == WRITTEN["validFrom"]


def test_the_document_that_was_given_stays_as_it_is():
    before = copy.deepcopy(WRITTEN)
    certified(country="DE")
    assert before == WRITTEN


def test_a_name_in_another_language_that_no_certificate_has_does_not_stay():
    issuer = {**WRITTEN["issuer"], "legalName": {"en": "University of Example", "pl": "Another University"}}
    assert certified({**WRITTEN, "issuer": issuer})["issuer"]["legalName"] == {"en": "UNIVERSITY OF EXAMPLE"}


def test_the_awarding_body_is_still_the_issuer():
    document = certified(organisation_identifier="NTREE-17207834", country="EE")
    (body,) = document["credentialSubject"]["hasClaim"][0]["awardedBy"]["awardingBody"]
    assert body["eIDASIdentifier"] == document["issuer"]["eIDASIdentifier"]
    assert body["legalName"] == document["issuer"]["legalName"]
    reading = elm.from_document(document)
    assert reading.credential.achievement.awarding_bodies[0] == reading.issuance.sealer
    assert reading.issuance.sealer.id == UNIVERSITY.id
    assert reading.unread == ()


def test_the_country_of_the_certificate_becomes_a_location_where_there_is_none_in_it():
    assert len(certified()["issuer"]["location"]) == 1
    location = certified(country="DE")["issuer"]["location"]
    assert [each["id"] for each in location] == ["urn:epass:location:1", "urn:certificateLocation:1"]
    again = certified(certified(country="DE"), country="FR")["issuer"]["location"]
    assert [each["address"]["countryCode"]["id"][-3:] for each in again] == ["POL", "FRA"]


def test_what_the_certificate_does_not_say_stays():
    changed = certified(organisation=None, organisation_identifier=None, country=None, common_name=None)
    assert changed["issuer"] == WRITTEN["issuer"]


def test_a_document_without_an_issuer_gets_one():
    document = certified({name: value for name, value in WRITTEN.items() if name != "issuer"})
    assert elm.issuer_identity(document) == elm.IssuerIdentity(("UNIVERSITY OF EXAMPLE",), "VATPL-0000000000", "PL")
    assert elm.from_document(document).issuance.sealer.id is None


@pytest.mark.parametrize("document", [WRITTEN, {**WRITTEN, "issuer": {"id": "urn:x:1", "type": "Organisation"}}])
def test_what_is_ready_for_the_seal_is_right(document):
    assert elm.check(certified(document)) == ()
    assert elm.check(certified(document, country="DE")) == ()


def test_the_identity_of_a_real_issuer_is_read():
    sealed = load_json(corpus("edc", "samples", "mynextid/edc-mc-signed.jsonld"))
    stated = elm.issuer_identity(json.loads(sealed["payload"]))
    assert stated == elm.IssuerIdentity(("Velocert OÜ",), "17207834", "EE")


@pytest.mark.parametrize(
    ("issuer", "stated"),
    [
        ("did:web:uni.example", elm.IssuerIdentity()),
        ({"legalName": "Plain"}, elm.IssuerIdentity(("Plain",))),
        ({"legalName": {"de": "B", "en": "A"}}, elm.IssuerIdentity(("A", "B"))),
        ({"legalName": {"en": ["A", 7, "C"]}}, elm.IssuerIdentity(("A", "C"))),
        ({"eIDASIdentifier": [{"notation": "1"}, {"notation": "2"}]}, elm.IssuerIdentity()),
        ({"eIDASIdentifier": {"notation": 7, "spatial": {"id": 7}}}, elm.IssuerIdentity()),
        ({"eIDASIdentifier": {"spatial": {"id": "https://a.example/POL"}}}, elm.IssuerIdentity()),
    ],
)
def test_who_an_issuer_says_it_is_is_only_what_is_plainly_there(issuer, stated):
    assert elm.issuer_identity({**WRITTEN, "issuer": issuer}) == stated


def test_the_form_for_upload_leaves_to_the_sealer_what_is_the_sealer_s():
    form = elm.to_upload(WRITTEN, deliver_to=("ada@example.org",))
    assert form["deliveryDetails"] == {"deliveryAddress": ["ada@example.org"]}
    assert WRITTEN.keys() - form["credential"].keys() == {"issuer", "issued", "issuanceDate"}


def test_without_an_address_nothing_is_said_of_delivery():
    assert elm.to_upload(WRITTEN).keys() == {"credential"}


def test_the_form_for_upload_is_unwrapped_and_nothing_else_is():
    assert elm.from_upload(elm.to_upload(WRITTEN))["id"] == WRITTEN["id"]
    assert elm.from_upload(WRITTEN) == WRITTEN
    assert elm.from_upload({"credential": {}, "more": 1}) == {"credential": {}, "more": 1}


def test_the_form_for_upload_of_the_commission_is_unwrapped():
    form = load_json(corpus("edc", "samples", "Sample-MC-Annex1-unsigned-uploadable.json"))
    assert elm.is_edc(elm.from_upload(form))


@pytest.mark.parametrize("member", ["proof", "payload"])
def test_what_is_sealed_is_not_uploaded(member):
    with pytest.raises(ProfileError) as caught:
        elm.to_upload({**WRITTEN, member: {}})
    assert caught.value.code == "elm.sealed"
