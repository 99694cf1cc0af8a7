"""Our check of the structure against the official JSON schema, on everybody's badges: what one refuses, the other remarks on."""

import json

import pytest
from jsonschema import Draft201909Validator

from credseal.profiles.openbadges import check, from_document, is_badge
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
# The schema knows version 2 of Verifiable Credentials only.
FILES_V2 = [path for path in FILES if "2018/credentials/v1" not in path.read_text(encoding="utf-8")]
# The official validator refuses these for what is in their structure.
BROKEN = corpus_files("openbadges/validator-1edtech/ob30/*-err-*-type.json")


def name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module")
def schema():
    return Draft201909Validator(load_json(corpus("openbadges", "schemas", "ob_v3p0_achievementcredential_schema.json")))


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES_V2, ids=name)
def test_what_the_schema_refuses_is_remarked_on(path, schema):
    document = json.loads(path.read_text(encoding="utf-8"))
    if not schema.is_valid(document):
        assert check(document)


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_the_schema_accepts_has_no_error(path, schema):
    document = json.loads(path.read_text(encoding="utf-8"))
    if schema.is_valid(document):
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
