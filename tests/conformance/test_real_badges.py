"""Other people's badges: the signatures of the DCC's fixtures and of the official validator's samples, as measured elsewhere.

``INDEX.json`` of the corpus tells what an independent check (PyLD and cryptography) found. Where credseal answers otherwise,
the difference is listed here with its reason, and in ``docs/conformance.md``.
"""

import json

import pytest

from credseal.did.resolver import DefaultResolver
from credseal.jsonld.contexts import Contexts
from credseal.report import Outcome, Verdict
from credseal.verifier import Verifier
from support import corpus, corpus_files, load_json

FIXTURES = "openbadges/vc-test-fixtures/verifiableCredentials/**/*.json"
SAMPLES = ("openbadges/validator-1edtech/ob30/*.json", "openbadges/validator-1edtech/ob30/*.1ob")
FORGED = "forged-issuer-fragment-key.json"

DIFFERENCES = {
    # The issuer has one name as issuer and another as the issuer of an endorsement of itself: a holder could swap them.
    "oidf-noStatus-notExpired-complexIssuer.json": (Outcome.INCONCLUSIVE, "jsonld.described-twice"),
    # The independent check stopped at the missing issuer before it came to the signature, which fits.
    "simple-err-issuer.json": (Outcome.PASSED, "signature.fits"),
    # It counted the proof of an unknown type as an error; the other one, which fits, is the issuer's.
    "simple-multiple-proofs.json": (Outcome.PASSED, "signature.fits"),
}


def files(*patterns):
    return [pytest.param(path, id=path.stem) for pattern in patterns for path in corpus_files(pattern)]


def measured():
    return {
        entry["path"]: entry.get("signature_measured", "") for entry in load_json(corpus("openbadges", "INDEX.json"))
    }


def verifier(**options):
    documents = [load_json(path) for path in corpus_files("openbadges/vc-test-fixtures/dids/*/did.json")]
    return Verifier(
        resolver=DefaultResolver(None, documents={document["id"]: document for document in documents}), **options
    )


@pytest.mark.corpus
@pytest.mark.parametrize("path", files(FIXTURES, *SAMPLES))
def test_the_signature_is_as_measured_elsewhere(path):
    if path.stat().st_size == 0:
        assert verifier().inspect(path).check("structure").code == "json.syntax"
        return
    signature = verifier().inspect(path).check("signature")
    if path.name in DIFFERENCES:
        assert (signature.outcome, signature.code) == DIFFERENCES[path.name]
        return
    answer = measured()[path.relative_to(corpus("openbadges")).as_posix()]
    fits = "OK" in answer and "BADSIG" not in answer and "ERR" not in answer
    assert (signature.outcome is Outcome.PASSED) is fits, (signature, answer)


@pytest.mark.corpus
@pytest.mark.parametrize("path", files(FIXTURES, *SAMPLES))
def test_nobody_is_accepted_whom_nobody_vouches_for(path):
    assert verifier().inspect(path).verdict is not Verdict.ACCEPTED


@pytest.mark.corpus
@pytest.mark.parametrize("path", files(FIXTURES))
def test_what_the_names_of_the_fixtures_say_of_dates_and_status_is_noticed(path):
    if path.stat().st_size == 0:
        return
    report = verifier().inspect(path)
    words = set(path.stem.lower().replace("_", "-").split("-"))
    if "expired" in words:
        assert report.check("dates").code == "dates.expired"
    if "notyetvalid" in words:
        assert report.check("dates").code == "dates.not-yet"
    if words & {"revokedstatus", "revokedstaus", "validstatus"}:
        assert report.check("standing").code == "standing.unread"


@pytest.mark.corpus
def test_the_issuer_s_did_web_document_authenticates_its_badges():
    path = corpus(
        "openbadges/vc-test-fixtures/verifiableCredentials/v2/dataIntegrityProof/didweb/oidf-noStatus-notExpired.json"
    )
    report = verifier().inspect(path)
    assert report.check("issuer_authenticated").outcome is Outcome.PASSED
    assert report.check("issuer_recognised").code == "issuer.domain"


def forged():
    document = load_json(corpus("openbadges", FORGED))
    own = document["@context"][3]
    context = load_json(corpus("openbadges", "example-eu-microcredential-context.json"))
    return document, Contexts(extra={own: context})


@pytest.mark.corpus
def test_a_key_in_the_issuer_s_fragment_signs_and_authenticates_nobody_offline():
    document, contexts = forged()
    report = Verifier(fetch=None, contexts=contexts).inspect(json.dumps(document))
    assert report.check("signature").outcome is Outcome.PASSED
    assert report.check("issuer_authenticated").outcome is Outcome.INCONCLUSIVE
    assert report.verdict is not Verdict.ACCEPTED


@pytest.mark.corpus
def test_the_forgery_is_rejected_once_the_issuer_s_document_is_had():
    document, contexts = forged()
    issuer = document["issuer"]["id"]
    published = {issuer: {"id": issuer, "verificationMethod": [], "assertionMethod": []}}
    resolver = DefaultResolver(None, documents=published)
    report = Verifier(resolver=resolver, contexts=contexts).inspect(json.dumps(document))
    assert report.check("signature").outcome is Outcome.PASSED
    assert report.check("issuer_authenticated").outcome is Outcome.FAILED
    assert report.verdict is Verdict.REJECTED
