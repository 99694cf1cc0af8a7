"""The schemas that a credential names: applied where they are known, said to be unchecked where not, never fetched."""

import copy
from datetime import UTC, datetime

import pytest

from badges import endorsement, open_badge, with_proof
from credseal.errors import FetchError
from credseal.profiles.openbadges import to_document
from credseal.profiles.openbadges.schemas import SCHEMAS
from credseal.verifier import Verifier
from records import ISSUANCE, credential

BASE = "https://purl.imsglobal.org/spec/ob/v3p0/schema"
PLAIN = f"{BASE}/json/ob_v3p0_achievementcredential_schema.json"
LENIENT = f"{BASE}/json-ld/ob_v3p0_achievementcredential_schema.json"
OWN = to_document(credential(), ISSUANCE).document
V1 = "https://www.w3.org/2018/credentials/v1"


def notes(document):
    asked = []

    def web(url, **_):
        asked.append(url)
        raise FetchError("Nothing is there.", code="fetch.status")

    at = datetime(2026, 11, 22, tzinfo=UTC)
    report = Verifier(fetch=web).inspect(document, at=at)
    assert not [url for url in asked if "schema" in url]
    return [(note.code, note.severity, note.pointer) for note in report.notes if note.code.startswith("schema.")]


def naming(url, document=OWN, *, kind="1EdTechJsonSchemaValidator2019", **members):
    return copy.deepcopy({**document, "credentialSchema": [{"id": url, "type": kind}], **members})


def test_all_eight_schemas_are_known():
    assert len(SCHEMAS) == 8
    assert all(url.startswith("https://purl.imsglobal.org/spec/ob/v3p0/schema/json") for url in SCHEMAS)


@pytest.mark.parametrize("kind", ["1EdTechJsonSchemaValidator2019", "JsonSchema"])
@pytest.mark.parametrize("url", [PLAIN, LENIENT])
def test_a_badge_that_fits_its_schema_needs_no_note(url, kind):
    assert notes(naming(url, kind=kind)) == []


def test_one_value_for_an_array_fits_the_schema_for_json_ld_only():
    document = with_proof(naming(PLAIN))
    assert notes(document) == [("schema.compacted", "warning", "/credentialSchema/0")]
    assert notes({**document, "credentialSchema": {"id": LENIENT, "type": "JsonSchema"}}) == []


def test_what_the_standard_leaves_open_and_the_schema_does_not_is_a_mismatch():
    status = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}
    assert notes(naming(PLAIN, credentialStatus=status)) == [("schema.mismatch", "error", "/credentialSchema/0")]


def test_the_hint_says_how_much_is_wrong_and_where():
    document = naming(PLAIN, name=5, description=5)
    report = Verifier(fetch=None).inspect(document)
    hint = next(note.hint for note in report.notes if note.code == "schema.mismatch")
    assert hint.startswith("The first of 2 faults is at /name: ")


def test_version_1_1_fits_only_the_schemas_for_any_version():
    document = {**OWN, "@context": [V1, *OWN["@context"][1:]], "issuanceDate": OWN["validFrom"]}
    del document["validFrom"]
    assert notes(naming(PLAIN.replace("v3p0_", "v3p0_any"), document)) == []
    assert notes(naming(PLAIN, document)) == [("schema.mismatch", "error", "/credentialSchema/0")]


def test_an_endorsement_is_held_to_the_schema_of_endorsements():
    url = f"{BASE}/json/ob_v3p0_endorsementcredential_schema.json"
    document = with_proof(naming(url, endorsement()))
    document["proof"] = [document["proof"]]
    assert notes(document) == []
    del document["name"]
    assert notes(document) == [("schema.mismatch", "error", "/credentialSchema/0")]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://uni.example/schemas/badge.json", "JsonSchema"),
        (f"{BASE}/achievementcredential.json", "1EdTechJsonSchemaValidator2019"),
        (PLAIN, "JsonSchemaCredential"),
        (PLAIN, "JsonSchemaValidator2018"),
        (PLAIN.upper(), "JsonSchema"),
        ("http" + PLAIN[5:], "JsonSchema"),
        ("https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json", "JsonSchema"),
        (5, "JsonSchema"),
    ],
)
def test_every_other_schema_is_said_to_be_unchecked(url, kind):
    assert notes(naming(url, kind=kind)) == [("schema.unchecked", "info", "/credentialSchema/0")]


def test_a_badge_that_names_no_schema_gets_no_note():
    assert notes(OWN) == []
    assert notes({**open_badge(), "credentialSchema": []}) == []
    assert notes({**open_badge(), "credentialSchema": ["https://uni.example/s"]}) == []
