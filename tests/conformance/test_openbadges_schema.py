"""Our tables against the official JSON schema: one verdict on everybody's badges, and on badges broken in every way."""

import json
from functools import cache

import pytest
from hypothesis import given
from jsonschema import Draft201909Validator

from badges import endorsed_badge, with_proof
from credseal.profiles.openbadges import check, from_document, is_badge, to_document
from credseal.profiles.openbadges.schemas import SCHEMAS
from mutations import broken
from records import ISSUANCE, credential
from support import corpus, corpus_files, load_json

FILES = [
    path
    for pattern in (
        "openbadges/validator-1edtech/ob30/**/*.json",
        "openbadges/vc-test-fixtures/verifiableCredentials/**/*.json",
        "openbadges/spec-test-vectors/ob-signed.json",
    )
    for path in corpus_files(pattern)
    if path.stat().st_size
]
# The official validator refuses these for what is in their structure.
BROKEN = corpus_files("openbadges/validator-1edtech/ob30/*-err-*-type.json")


def name(path):
    return f"{path.parent.name}/{path.stem}"


BASE = "https://purl.imsglobal.org/spec/ob/v3p0/schema"
OURS = {
    (node, folder): SCHEMAS[f"{BASE}/{folder}/ob_v3p0_{node}credential_schema.json"]
    for node in ("achievement", "endorsement")
    for folder in ("json", "json-ld")
}


def compacted(schema):
    """The schema for JSON-LD, which is not in the corpus: made by the rule of 1EdTech's data model ("array-compacted")."""
    if isinstance(schema, list):
        return [compacted(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {each: one_too(each, value) for each, value in of.items()} if name == "properties" else compacted(of)
        for name, of in schema.items()
    }


def one_too(name, schema):
    if name not in ("type", "proof", "credentialSchema", "termsOfUse"):
        return compacted(schema)
    if "allOf" in schema:
        return {"allOf": [one_too(name, each) for each in schema["allOf"]]}
    if schema.get("type") != "array":
        return compacted(schema)
    return {"anyOf": [compacted(schema), {"allOf": [schema["items"], schema.get("contains", {})]}]}


@cache
def official():
    """The official schema for each of the four: that of the corpus, and what follows from it."""
    plain = load_json(corpus("openbadges", "schemas", "ob_v3p0_achievementcredential_schema.json"))
    found = {}
    for folder, schema in (("json", plain), ("json-ld", compacted(plain))):
        found["achievement", folder] = Draft201909Validator(schema)
        found["endorsement", folder] = Draft201909Validator(
            {"$schema": schema["$schema"], "$ref": "#/$defs/EndorsementCredential", "$defs": schema["$defs"]}
        )
    return found


def in_arrays(document):
    """With arrays where the schema for plain JSON wants them."""
    return {**document, "proof": [document["proof"]]}


def rich_badge():
    """A badge with everything that the schema has something to say about."""
    badge = in_arrays(with_proof(endorsed_badge()))
    badge["termsOfUse"] = [{"id": "urn:x:terms", "type": "IssuerPolicy"}]
    badge["issuer"]["address"]["geo"]["type"] = "GeoCoordinates"
    achievement = badge["credentialSubject"]["achievement"]
    achievement["endorsement"] = [in_arrays(each) for each in achievement["endorsement"]]
    achievement["endorsementJwt"] = ["eyJh.eyJi.c2ln"]
    return badge


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=name)
@pytest.mark.parametrize("which", OURS, ids="-".join)
def test_the_verdict_on_everybodys_badge_is_the_schemas(which, path):
    document = json.loads(path.read_text(encoding="utf-8"))
    assert official()[which].is_valid(document) is (not OURS[which].faults(document))


@pytest.mark.corpus
@pytest.mark.parametrize("document", [rich_badge(), to_document(credential(), ISSUANCE).document], ids=["rich", "own"])
def test_what_is_broken_below_is_right_to_begin_with(document):
    for folder in ("json", "json-ld"):
        assert official()["achievement", folder].is_valid(document)
        assert OURS["achievement", folder].faults(document) == ()


@pytest.mark.corpus
@given(broken(rich_badge(), to_document(credential(), ISSUANCE).document))
def test_the_verdict_on_a_broken_badge_is_the_schemas(document):
    for which, schema in official().items():
        assert schema.is_valid(document) is (not OURS[which].faults(document)), which


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_the_schema_accepts_has_no_error(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    if official()["achievement", "json"].is_valid(document):
        assert not [each for each in check(document) if each.severity == "error"]


@pytest.mark.corpus
@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_what_the_official_validator_refuses_is_an_error(path):
    assert [each for each in check(load_json(path)) if each.severity == "error"]


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=name)
def test_everybodys_badge_is_read(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    reading = from_document(document)
    if is_badge(document) and not [each for each in check(document) if each.severity == "error"]:
        assert reading.credential.achievement.title
        assert reading.issuance.sealer
        assert reading.issuance.issued
