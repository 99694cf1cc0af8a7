"""Presentations as tokens: shown to somebody else, earlier, by others, or made so that two readers take two things for shown."""

import json
from datetime import timedelta

import pytest
from jwcrypto.jwk import JWK

from credseal.did.resolver import DefaultResolver
from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.keys.jwk import to_jwk
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.verifier import Verifier
from presentations import (
    ADA,
    AUDIENCE,
    BO,
    CHALLENGE,
    LISTED,
    NOW,
    Party,
    asked,
    badge_of,
    badge_token,
    employer,
    learner_of,
    unsigned,
    wrong,
)
from simulators import Clock

BADGE = badge_of()
LATER = int((NOW + timedelta(hours=1)).timestamp())
SOON = int((NOW + timedelta(seconds=30)).timestamp())
EARLIER = int((NOW - timedelta(hours=1)).timestamp())


def refused(token, **options):
    report, checks = asked(token, **options)
    assert report.verdict == "rejected"
    return wrong(checks)


def test_the_honest_twin_of_all_these_is_accepted():
    report, checks = asked(ADA.any_token(BADGE))
    assert wrong(checks) == {}
    assert report.verdict == "accepted"
    assert learner_of(report) == ("passed", "learner.by-key")
    assert (report.presenter.id, report.presenter.by) == (ADA.did, "did:key")


@pytest.mark.parametrize(
    ("claims", "check", "code"),
    [
        ({"nonce": "another"}, "occasion", "presentation.nonce"),
        ({"nonce": None}, "occasion", "presentation.nonce"),
        ({"aud": "https://other.example"}, "occasion", "presentation.audience"),
        ({"aud": f"x509_san_dns:{AUDIENCE.removeprefix('https://')}"}, "occasion", "presentation.audience"),
        ({"aud": f"{AUDIENCE}/"}, "occasion", "presentation.audience"),
        ({"aud": [AUDIENCE, "https://other.example"]}, "occasion", "presentation.audience"),
        ({"aud": []}, "occasion", "presentation.audience"),
        ({"aud": None}, "occasion", "presentation.audience"),
        ({"exp": EARLIER}, "occasion", "presentation.expired"),
        ({"nbf": LATER}, "occasion", "presentation.early"),
        ({"iat": EARLIER}, "freshness", "presentation.stale"),
        ({"iat": LATER}, "freshness", "presentation.future"),
    ],
)
def test_a_presentation_for_another_occasion(claims, check, code):
    assert refused(ADA.any_token(BADGE, claims=claims)) == {check: ("failed", code)}


def test_a_presentation_without_a_time_leaves_open_when_it_was_made():
    report, checks = asked(ADA.any_token(BADGE, claims={"iat": None}))
    assert wrong(checks) == {"freshness": ("inconclusive", "presentation.undated")}
    assert report.verdict == "undetermined"


def test_clocks_may_differ_by_a_minute():
    for claims in ({"iat": SOON}, {"nbf": SOON}, {"aud": [AUDIENCE]}, {"exp": SOON}):
        assert wrong(asked(ADA.any_token(BADGE, claims=claims))[1]) == {}


def test_one_answer_to_one_challenge_counts_once():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    token = ADA.token(BADGE, challenge=challenge)
    first, _ = asked(token, challenge=challenge, nonces=nonces)
    assert first.verdict == "accepted"
    assert refused(token, challenge=challenge, nonces=nonces) == {"freshness": ("failed", "nonce.used")}


def test_a_credential_of_another_learner():
    report, checks = asked(ADA.any_token(BADGE, badge_of(BO, 2)))
    assert wrong(checks) == {}
    assert report.verdict == "rejected"
    assert learner_of(report, 0) == ("passed", "learner.by-key")
    assert learner_of(report, 1) == ("failed", "learner.other-presenter")


def test_a_presentation_that_names_another_holder_than_its_key():
    token = BO.any_token(BADGE, holder=ADA.did, claims={"iss": ADA.did})
    assert refused(token) == {"holder": ("failed", "presentation.other-holder")}


def test_a_presentation_whose_key_is_named_as_the_holders_and_signed_by_another():
    eve = Party()
    checks = refused(eve.any_token(BADGE, holder=ADA.did, claims={"iss": ADA.did}, header={"kid": ADA.method}))
    assert checks == {
        "signature": ("failed", "jose.signature"),
        "holder": ("inconclusive", "presentation.not-shown"),
    }


@pytest.mark.parametrize("named", [{"holder": None}, {}])
def test_holder_and_issuer_of_the_token_must_agree(named):
    token = ADA.any_token(BADGE, claims={"iss": BO.did}, **named)
    checks = refused(token)
    if named:
        assert checks == {"holder": ("failed", "presentation.other-holder")}
    else:
        assert checks["signature"] == ("failed", "token.contradiction")


def test_a_token_that_names_nobody():
    token = ADA.any_token(BADGE, holder=None, claims={"iss": None}, header={"kid": "key-1"})
    assert refused(token)["signature"] == ("failed", "presentation.no-holder")


def test_the_holder_may_be_named_by_the_key_alone():
    report, checks = asked(ADA.any_token(BADGE, holder=None, claims={"iss": None}))
    assert wrong(checks) == {}
    assert report.presenter.id == ADA.did


@pytest.mark.parametrize(
    "header", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "ES512"}, {"crit": ["b64"], "b64": False}, {"crit": ["exp"]}]
)
def test_a_header_that_weakens_the_signature(header):
    report, _ = asked(ADA.any_token(BADGE, header=header))
    assert report.verdict == "rejected"
    assert next(check for check in report.checks if check.outcome == "failed").code in {
        "jose.algorithm",
        "jose.b64",
        "jose.crit",
    }


def test_a_key_in_the_header_that_is_not_the_holders():
    token = ADA.any_token(BADGE, header={"jwk": to_jwk(BO.signer.public_key)})
    assert refused(token)["signature"] == ("failed", "token.keys")


def test_a_private_key_in_the_header():
    private = JWK.generate(kty="OKP", crv="Ed25519").export_private(as_dict=True)
    assert refused(ADA.any_token(BADGE, header={"jwk": private}))["signature"] == ("failed", "key.private")


@pytest.mark.parametrize("typ", ["vc+jwt", "kb+jwt", "statuslist+jwt", "openid4vci-proof+jwt", "at+jwt", "dc+sd-jwt"])
def test_a_token_of_another_kind_is_no_presentation(typ):
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(
            ADA.any_token(BADGE, header={"typ": typ}), challenge=CHALLENGE, audience=AUDIENCE
        )
    assert refusal.value.code == "presentation.token-kind"


def test_a_presentation_is_no_credential():
    report = employer().inspect(ADA.any_token(BADGE))
    assert (report.verdict, report.checks[0].code) == ("rejected", "envelope.token-kind")
    assert employer().inspect(ADA.token(badge_token(), securing="jwt")).checks[0].code == "envelope.token-kind"


@pytest.mark.parametrize("extra", ["vp", "vc"])
def test_a_second_presentation_beside_the_first(extra):
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(
            ADA.any_token(BADGE, **{extra: unsigned(BADGE)}), challenge=CHALLENGE, audience=AUDIENCE
        )
    assert refusal.value.code == "presentation.two"


def test_members_of_a_presentation_beside_the_one_in_vp():
    token = ADA.any_token(BADGE, header={"typ": "JWT"}, vp=unsigned(BADGE, holder=ADA.did))
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(token, challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.two"


def test_a_proof_inside_the_token():
    shown = ADA.show(BADGE)
    token = ADA.any_token(BADGE, proof=shown["proof"])
    assert refused(token)["signature"] == ("failed", "presentation.proofs")


def test_a_changed_token():
    head, payload, signature = ADA.token(BADGE).split(".")
    claims = json.loads(base64url.decode(payload))
    claims["verifiableCredential"] = [badge_of(ADA, 3)]
    changed = base64url.encode(json.dumps(claims).encode())
    checks = refused(f"{head}.{changed}.{signature}")
    assert checks["signature"] == ("failed", "jose.signature")


def test_the_same_credential_twice_once_in_an_envelope():
    token = badge_token()
    enveloped = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }
    assert refused(ADA.any_token(enveloped, enveloped))["structure"] == ("failed", "presentation.duplicate")
    inside = {"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiablePresentation"]}
    twice = vp_jwt({**inside, "holder": ADA.did, "verifiableCredential": [token, token]})
    assert refused(twice)["structure"] == ("failed", "presentation.duplicate")


def vp_jwt(document, *, by=ADA, **claims):
    """A token of version 1.1 with a presentation in its claim ``vp``."""
    own = {"iss": by.did, "aud": AUDIENCE, "nonce": CHALLENGE, "iat": int(NOW.timestamp()), **claims, "vp": document}
    head = {"alg": "EdDSA", "typ": "JWT", "kid": by.method}
    text = ".".join(base64url.encode(json.dumps(part).encode()) for part in (head, own))
    return f"{text}.{base64url.encode(by.signer.sign(text.encode()))}"


def test_text_that_is_no_token_among_the_credentials():
    document = {"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiablePresentation"]}
    token = vp_jwt({**document, "holder": ADA.did, "verifiableCredential": ["nothing"]})
    assert refused(token)["structure"] == ("failed", "presentation.credential")


def test_texts_of_tokens_stand_in_no_presentation_that_is_json():
    shown = unsigned(badge_token(), holder=ADA.did)
    report, checks = asked(shown)
    assert checks["structure"] == ("failed", "presentation.credential")
    assert report.verdict == "rejected"


def test_something_beside_the_token_in_an_envelope():
    enveloped = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vp+jwt,{ADA.token(BADGE)}",
        "type": "EnvelopedVerifiablePresentation",
    }
    report, checks = asked(enveloped)
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    for change, code in (
        ({"holder": BO.did}, "envelope.enveloped-form"),
        ({"id": f"data:application/vc+jwt,{ADA.token(BADGE)}"}, "envelope.enveloped-form"),
        ({"id": "https://ada.example/presentation"}, "envelope.enveloped-form"),
    ):
        report, _ = asked({**enveloped, **change})
        assert (report.verdict, report.checks[0].code) == ("rejected", code)


def test_for_a_token_that_was_not_made_for_us_nobody_is_asked():
    asked_for = []

    def resolve(identifier):
        asked_for.append(identifier)
        return DefaultResolver()(identifier)

    web = "did:web:ada.example"
    token = ADA.any_token(
        BADGE, holder=web, claims={"iss": web, "aud": "https://other.example"}, header={"kid": f"{web}#k"}
    )
    verifier = Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW, resolver=resolve)
    report = verifier.inspect_presentation(token, challenge=CHALLENGE, audience=AUDIENCE)
    assert report.verdict == "rejected"
    assert web not in asked_for
