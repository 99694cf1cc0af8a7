"""SD-JWT VCs that name their holder's key (``kid`` in ``cnf``) and do not hold it: whose document is asked, when, and what it must say."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from credseal.did.resolver import DefaultResolver
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import KEY_BINDING_TYPE
from credseal.securing.sd_jwt.signing import signed
from credseal.securing.sd_jwt.vc import issue
from credseal.verifier import Verifier
from learning_credentials import FOREIGN
from presentations import ADA, AUDIENCE, BO, CHALLENGE, LISTED, NOW, UNIVERSITY, Party, asked, learner_of, wrong

WEB = "did:web:ada.example"
KEY = f"{WEB}#wallet"
CLAIMS = {name: value for name, value in FOREIGN.items() if name not in ("iss", "cnf", "status")}


def credential(named=KEY, **claims):
    return issue(
        {**CLAIMS, "iss": UNIVERSITY.did, "cnf": {"kid": named}, **claims}, UNIVERSITY.signer, kid=UNIVERSITY.method
    )


def shown(token, by=ADA, *, audience=AUDIENCE):
    return bind(token, by.signer, nonce=CHALLENGE, audience=audience, at=NOW)


def document(key=ADA, *, lists="authentication", method=KEY):
    published = {"id": method, "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": to_jwk(key.signer.public_key)}
    return {"id": WEB, "verificationMethod": [published], lists: [method]}


def verifier(published=None):
    documents = {WEB: published} if published else {}
    return Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW, resolver=DefaultResolver(None, documents=documents))


def test_the_key_is_the_one_that_the_holders_own_document_lists():
    report, checks = asked(shown(credential()), verifier=verifier(document()))
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert learner_of(report) == ("passed", "learner.by-key")
    assert (report.presenter.id, report.presenter.by) == (KEY, "cnf")


def test_a_did_that_is_the_key_needs_no_document():
    report, checks = asked(shown(credential(ADA.method)))
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert learner_of(report) == ("passed", "learner.by-key")


def test_another_key_than_the_one_that_is_named():
    stranger = Party()
    for token, asking in ((credential(ADA.method), verifier()), (credential(), verifier(document()))):
        report, checks = asked(shown(token, by=stranger), verifier=asking)
        assert checks["signature"] == ("failed", "sd-jwt.key-binding-signature")
        assert report.verdict == "rejected"
        # A key of another kind cannot even be tried.
        assert asked(shown(token, by=BO), verifier=asking)[1]["signature"] == ("failed", "jose.key")


def test_a_document_that_cannot_be_had_leaves_it_open():
    report, checks = asked(shown(credential()))
    assert checks["signature"][0] == "inconclusive"
    assert checks["holder"] == ("inconclusive", "presentation.not-shown")
    assert report.verdict == "undetermined"
    assert learner_of(report)[0] == "inconclusive"


@pytest.mark.parametrize("lists", ["assertionMethod", "keyAgreement"])
def test_a_key_for_something_else_than_authentication(lists):
    report, checks = asked(shown(credential()), verifier=verifier(document(lists=lists)))
    assert checks["signature"] == ("failed", "method.relationship")
    assert report.verdict == "rejected"


def test_a_key_that_the_document_does_not_have_any_more():
    report, checks = asked(shown(credential()), verifier=verifier(document(method=f"{WEB}#other")))
    assert checks["signature"] == ("failed", "method.not-found")
    assert report.verdict == "rejected"


@pytest.mark.parametrize("named", ["wallet", "#wallet", "ada@example.org"])
def test_a_name_that_leads_nowhere(named):
    report, checks = asked(shown(credential(named)))
    assert checks["signature"] == ("failed", "method.id")
    assert report.verdict == "rejected"


def test_a_name_that_nobody_may_follow():
    report, checks = asked(shown(credential("http://ada.example/#k")))
    assert checks["signature"] == ("inconclusive", "fetch.scheme")
    assert report.verdict == "undetermined"


def test_for_what_was_not_made_for_us_nobody_is_asked():
    seen = []

    def resolve(identifier):
        seen.append(identifier)
        return DefaultResolver(None, documents={WEB: document()})(identifier)

    watching = Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW, resolver=resolve)
    elsewhere = shown(credential(), audience="https://other.example")
    report, _ = asked(elsewhere, verifier=watching)
    assert report.verdict != "accepted"
    assert WEB not in seen
    asked(shown(credential()), verifier=watching)
    assert WEB in seen


def test_the_name_of_one_key_and_another_key_beside_it():
    token = credential(cnf={"kid": KEY, "jwk": to_jwk(BO.signer.public_key)})
    claims = {"iat": int(NOW.timestamp()), "aud": AUDIENCE, "nonce": CHALLENGE, "sd_hash": "x"}
    forged = token + signed({"typ": KEY_BINDING_TYPE}, claims, BO.signer)
    report, checks = asked(forged, verifier=verifier(document()))
    assert checks["signature"] == ("failed", "sd-jwt.confirmation")
    assert report.verdict == "rejected"


def test_it_is_as_old_as_it_says():
    late = bind(credential(ADA.method), ADA.signer, nonce=CHALLENGE, audience=AUDIENCE, at=NOW - timedelta(hours=1))
    assert asked(late)[1]["freshness"] == ("failed", "sd-jwt.key-binding-time")


@pytest.mark.parametrize(("published", "code"), [("RS256", None), ("PS256", "token.algorithm")])
def test_a_key_that_is_published_for_another_algorithm(published, code):
    signer = LocalSigner(rsa.generate_private_key(65537, 2048), algorithm="RS256")
    method = {"id": KEY, "type": "JsonWebKey", "controller": WEB}
    method["publicKeyJwk"] = {**to_jwk(signer.public_key), "alg": published}
    told = {"id": WEB, "verificationMethod": [method], "authentication": [KEY]}
    shown_so = bind(credential(), signer, nonce=CHALLENGE, audience=AUDIENCE, at=NOW)
    report, checks = asked(shown_so, verifier=verifier(told))
    assert (wrong(checks).get("signature"), report.verdict) == (
        (("failed", code), "rejected") if code else (None, "accepted")
    )
