"""European Digital Credentials of the corpus under our context, under the Commission's own, and on version 2.0."""

import json

import pytest

from credseal.errors import JsonLdError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.keys.signer import generate
from credseal.profiles.elm.bridge import from_bridge, is_bridge, to_bridge
from credseal.securing.data_integrity.signing import sign
from credseal.securing.data_integrity.verifying import parse
from pyld_peer import by_pyld
from support import corpus, corpus_files, load_json

pytestmark = pytest.mark.corpus

EDC_AP = "http://data.europa.eu/snb/model/context/edc-ap"
SUITES = {
    "eddsa-rdfc-2022": "Ed25519",
    "eddsa-jcs-2022": "Ed25519",
    "ecdsa-rdfc-2019": "P-256",
    "ecdsa-jcs-2019": "P-256",
}
SIGNERS = {kind: generate(kind) for kind in ("Ed25519", "P-256")}

# Those that are no strict JSON-LD under the contexts they name, and why. Sealed with JAdES, they hold all the same.
REFUSED = {
    "elm-support-Sample-MastersDegree-signed.jsonld": "jsonld.relative-iri",  # a date in "dateModified", which the profile takes for an IRI
    "edc-coa-signed.jsonld": "jsonld.undefined-term",  # "cnf"
    "edc-cps-signed.jsonld": "jsonld.undefined-term",
    "edc-mc-signed.jsonld": "jsonld.undefined-term",
    "reference-mapping-all-16-elements.unsigned.jsonld": "jsonld.undefined-term",  # "issued" of an assessment
}
# On version 2.0, these cannot be signed: they describe one node in two ways, or have words that no context defines.
NOT_BRIDGED = {"edc-coa-signed.jsonld", "edc-cps-signed.jsonld", "edc-mc-signed.jsonld"}


def credential_of(path):
    document = load_json(path)
    if isinstance(document.get("payload"), str) and document["payload"].startswith("{"):
        document = json.loads(document["payload"])
    return document.get("credential", document)


def is_edc(path):
    return EDC_AP in (credential_of(path).get("@context") or ())


SAMPLES = [path for path in corpus_files("edc/samples/**/*.json*") if path.stat().st_size and is_edc(path)]
every_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def official():
    return {EDC_AP: load_json(corpus("edc", "contexts", "edc-ap.official.jsonld"))}


def test_there_are_samples_of_each_kind():
    corpus("edc")
    assert len(SAMPLES) >= 10
    assert {path.name for path in SAMPLES} >= REFUSED.keys()


@every_sample
def test_our_context_makes_the_statements_of_the_official_one_by_pyld(path, official):
    document = credential_of(path)
    assert by_pyld(document) == by_pyld(document, official)


@every_sample
def test_our_engine_makes_them_too_or_refuses_by_name(path, official):
    document = credential_of(path)
    for contexts in (BUNDLED, Contexts(extra=official)):
        if path.name in REFUSED:
            with pytest.raises(JsonLdError) as refused:
                canonicalize(document, contexts=contexts)
            assert refused.value.code == REFUSED[path.name]
        else:
            assert canonicalize(document, contexts=contexts).nquads == by_pyld(document, official)


@every_sample
def test_a_bridged_credential_states_the_same_by_us_and_by_pyld(path):
    bridged = to_bridge(credential_of(path))
    assert is_bridge(bridged)
    if path.name in NOT_BRIDGED:
        with pytest.raises(JsonLdError):
            canonicalize(bridged, contexts=BUNDLED)
        return
    canonical = canonicalize(bridged, contexts=BUNDLED)
    assert canonical.nquads == by_pyld(bridged)
    assert canonical.unpinned == ()


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.name not in REFUSED], ids=lambda path: path.name)
def test_no_statement_is_lost_on_the_bridge(path):
    document = credential_of(path)
    before, after = (statements(each) for each in (document, to_bridge(document)))
    assert before - after <= ABOUT_THE_DATA_MODEL
    assert after - before <= ABOUT_THE_DATA_MODEL


# Predicates of what the two versions of the data model say in different ways, and what has been left out.
CRED = "https://www.w3.org/2018/credentials#"
ABOUT_THE_DATA_MODEL = {
    f"<{CRED}{name}>"
    for name in ("issuanceDate", "expirationDate", "validUntil", "validFrom", "issued", "credentialSchema")
}


def statements(document):
    """How often each property is stated, with each value that is no blank node: of what is different, the property alone."""
    lines = canonicalize(document, contexts=BUNDLED).nquads.decode().splitlines()
    found = set()
    for line in lines:
        _, predicate, value = line.split(" ", 2)
        if predicate in ABOUT_THE_DATA_MODEL:
            found.add(predicate)
        elif "ShaclValidator2017" not in value:
            found.add((predicate, value.partition("_:")[0]))
    return found


@pytest.mark.parametrize("suite", SUITES)
def test_a_bridged_credential_is_signed_and_verified(suite):
    bridged = to_bridge(credential_of(corpus("edc", "samples", "Sample-MC-Annex1-signed.jsonld")))
    signer = SIGNERS[SUITES[suite]]
    secured = sign(bridged, signer, verification_method="did:web:uni.example#key-1", cryptosuite=suite)
    found = parse(secured, contexts=BUNDLED)
    assert found.verify(found.proofs[0], signer.public_key).document == bridged


@every_sample
def test_what_was_bridged_reads_as_before(path):
    document = credential_of(path)
    restored = from_bridge(to_bridge(document))
    different = {name for name in {*document, *restored} if document.get(name) != restored.get(name)}
    assert different <= {"credentialSchema", "credentialStatus", "expirationDate"}
