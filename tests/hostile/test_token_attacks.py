"""Credentials in tokens made to deceive: each is wrong in one way, and refused for that one alone.

The honest token is accepted; what is refused differs from it by what the test says.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from credseal.did.key import did_of, method_id_of
from credseal.did.resolver import DefaultResolver
from credseal.encoding import base64url
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import LocalSigner
from credseal.report import Outcome, Verdict
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.verifier import Verifier
from tokens import (
    ED25519,
    LEARNER,
    METHOD,
    P256,
    STRANGER,
    UNIVERSITY,
    VALID_FROM,
    credential,
    credential_of_1,
    document,
    part,
    public,
    public_jwk,
    token,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ADVERSARY = "did:web:adversary.example"
DOCUMENTS = {each["id"]: each for each in (document(), document(ADVERSARY, STRANGER))}
CLAIMS = {"iss": UNIVERSITY, "sub": LEARNER, "jti": credential()["id"], "nbf": VALID_FROM}
HONEST = {
    "vc+jwt": token({**credential(), "iss": UNIVERSITY, "iat": VALID_FROM}),
    "data model 1.1": token({**CLAIMS, "vc": credential_of_1()}, typ="JWT"),
    "Open Badges 3.0": token({**CLAIMS, **credential()}, typ="JWT", kid=None, jwk=public_jwk(ED25519)),
}


def inspect(text, *, documents=None, fetch=None, now=NOW):
    resolver = DefaultResolver(fetch, documents=DOCUMENTS if documents is None else documents)
    return Verifier(resolver=resolver, fetch=None, clock=lambda: now).inspect(text, issuer=UNIVERSITY)


def refused(text, **world):
    """The code of the only check that failed; what follows from it stays open."""
    report = inspect(text, **world)
    assert report.verdict is Verdict.REJECTED
    failed = [check for check in report.checks if check.outcome is Outcome.FAILED]
    assert len(failed) == 1
    return failed[0].name, failed[0].code


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_the_honest_token_is_accepted(text):
    assert inspect(text).verdict is Verdict.ACCEPTED
    assert inspect(enveloped(text)).verdict is Verdict.ACCEPTED


# What says nothing about who signed


@pytest.mark.parametrize("name", ["none", "None", "HS256", "HS512"])
def test_an_algorithm_that_everybody_can_use(name):
    pem = P256.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    made = token(credential(), alg=name)
    forged = made.rpartition(".")[0]
    mac = base64url.encode(hmac.digest(pem, forged.encode(), hashlib.sha256))
    for text in (made, f"{forged}.{mac}"):
        assert refused(text) == ("signature", "jose.algorithm")
    assert refused(f"{forged}.") == ("structure", "jose.form")


def test_an_algorithm_for_a_key_of_another_kind():
    assert refused(token(credential(), alg="ES256", private=P256)) == ("signature", "jose.key")
    assert refused(token(credential(), alg="RS256")) == ("signature", "jose.key")


def test_an_algorithm_that_the_key_is_not_published_for():
    by_ec = {UNIVERSITY: document(private=P256, alg="ES256")}
    assert inspect(token(credential(), private=P256), documents=by_ec).verdict is Verdict.ACCEPTED
    # A publisher's word narrows a key that could do more.
    key = rsa.generate_private_key(65537, 2048)
    only_pss = {UNIVERSITY: document(private=key, alg="PS256")}
    assert refused(token(credential(), private=key), documents=only_pss) == ("signature", "token.algorithm")


# Tokens for something else


@pytest.mark.parametrize(
    "typ",
    ["vp+jwt", "kb+jwt", "dc+sd-jwt", "vc+sd-jwt", "statuslist+jwt", "at+jwt", "issuer-register+jwt", "", None, 1],
)
def test_a_token_of_another_kind(typ):
    header = {"alg": "EdDSA", "typ": typ, "kid": METHOD}
    assert refused(token(credential(), header)) == ("structure", "envelope.token-kind")


@pytest.mark.parametrize("cty", ["vp", "JWT", "vc+jwt", "", None])
def test_a_token_that_holds_another_kind(cty):
    header = {"alg": "EdDSA", "typ": "vc+jwt", "cty": cty, "kid": METHOD}
    assert refused(token(credential(), header)) == ("structure", "envelope.token-kind")


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt"])
def test_a_presentation_in_a_token_is_no_credential(typ):
    both = {**credential(), "type": ["VerifiableCredential", "VerifiablePresentation"]}
    for payload in ({**credential(), "vp": {}}, both):
        assert refused(token(payload, typ=typ)) == ("structure", "envelope.token-kind")


# Two credentials, two keys, two readings


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt"])
@pytest.mark.parametrize("beside", [credential(), {"credentialSubject": {"id": "did:example:eve"}}, {"type": []}])
def test_a_credential_in_a_claim_and_another_beside_it(typ, beside):
    assert refused(token({**beside, "vc": credential()}, typ=typ)) == ("structure", "envelope.two-credentials")


def test_a_claim_vc_in_a_token_whose_type_says_that_all_of_it_is_the_credential():
    assert refused(token({"vc": credential()})) == ("structure", "envelope.two-credentials")


def test_a_member_twice():
    payload = json.dumps(credential())[:-1] + f', "issuer": "{ADVERSARY}"}}'
    assert refused(token(payload.encode())) == ("structure", "json.duplicate-key")


@pytest.mark.parametrize(
    "header",
    [
        {"crit": ["b64"], "b64": False},
        {"crit": ["https://example.org/own"], "https://example.org/own": 1},
        {"crit": []},
    ],
)
def test_an_extension_that_must_be_understood(header):
    assert refused(token(credential(), **header)) == ("structure", "jose.crit")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_base64url_in_a_second_spelling(place):
    parts = HONEST["vc+jwt"].split(".")
    for other in (
        parts[place] + "=",
        parts[place][:4] + "\n" + parts[place][4:],
        parts[place][:4] + "$" + parts[place][4:],
    ):
        spelled = [*parts[:place], other, *parts[place + 1 :]]
        assert refused(".".join(spelled)) == ("structure", "jose.base64url")


def test_left_over_bits_in_the_signature():
    text = HONEST["vc+jwt"]
    assert refused(text[:-1] + chr(ord(text[-1]) + 1)) == ("structure", "jose.base64url")


def test_a_token_that_is_too_large():
    assert refused(token({**credential(), "pad": "a" * 9_000_000})) == ("structure", "jose.size")


# Whose key


def test_a_key_of_another_controller():
    made = token(credential(), kid=f"{ADVERSARY}#key-1", private=STRANGER)
    assert refused(made) == ("issuer_authenticated", "method.issuer")


def test_another_key_under_the_issuers_name():
    assert refused(token(credential(), private=STRANGER)) == ("signature", "jose.signature")


def test_a_key_in_the_header_that_the_issuer_does_not_list():
    made = token(credential(), kid=None, jwk=public_jwk(STRANGER), private=STRANGER)
    assert refused(made) == ("issuer_authenticated", "token.unlisted")


def test_a_key_in_the_header_beside_the_name_of_the_issuers():
    made = token(credential(), jwk=public_jwk(STRANGER), private=STRANGER)
    assert refused(made) == ("signature", "token.keys")


def test_a_key_in_the_header_authenticates_nobody_where_the_issuer_is_not_to_be_had():
    report = inspect(token(credential(), kid=None, jwk=public_jwk(STRANGER), private=STRANGER), documents={})
    assert report.verdict is Verdict.UNDETERMINED
    assert report.check("signature").code == "signature.fits"
    assert report.check("issuer_authenticated").code == "token.header-key"
    assert report.check("issuer_recognised").outcome is Outcome.INCONCLUSIVE


def test_a_key_in_the_fragment_of_the_issuers_address_authenticates_nobody():
    multikey = LocalSigner(STRANGER).public_key
    made = token(
        credential(issuer="https://uni.example/5"),
        kid=f"https://uni.example/5#{to_multikey(multikey)}",
        private=STRANGER,
    )
    report = inspect(made, documents={})
    assert report.check("signature").outcome is Outcome.PASSED
    assert report.check("issuer_authenticated").outcome is Outcome.INCONCLUSIVE
    assert report.verdict is not Verdict.ACCEPTED


def test_addresses_of_keys_are_not_asked():
    asked = []

    def watched(url, **_):
        asked.append(url)
        raise AssertionError(url)

    for header in ({"jku": "https://adversary.example/jwks.json"}, {"x5u": "https://adversary.example/c.pem"}):
        made = token(credential(), private=STRANGER, **header)
        assert refused(made, fetch=watched) == ("signature", "jose.signature")
    assert asked == []


def test_a_private_key_in_the_header():
    jwk = public_jwk(ED25519, d=base64url.encode(ED25519.private_bytes_raw()))
    report = inspect(token(credential(), jwk=jwk))
    assert refused(token(credential(), jwk=jwk)) == ("signature", "key.private")
    assert jwk["d"] not in json.dumps(report.to_dict())


def test_a_small_order_key_in_the_header():
    identity = {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(bytes([1]) + bytes(31))}
    assert refused(token(credential(), kid=None, jwk=identity)) == ("signature", "key.weak")


def test_a_key_that_is_not_listed_for_assertions():
    unlisted = {UNIVERSITY: document(listed=False)}
    assert refused(HONEST["vc+jwt"], documents=unlisted) == ("issuer_authenticated", "method.relationship")


# Claims against the credential


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": ADVERSARY},
        {"iss": UNIVERSITY + "#key-1"},
        {"sub": "did:example:eve"},
        {"jti": "urn:uuid:2"},
    ],
)
@pytest.mark.parametrize("form", HONEST)
def test_a_claim_that_contradicts_the_credential(form, claims):
    payload = {
        "vc+jwt": {**credential(), **claims},
        "data model 1.1": {**CLAIMS, **claims, "vc": credential_of_1()},
        "Open Badges 3.0": {**credential(), **CLAIMS, **claims},
    }[form]
    assert refused(token(payload, typ="vc+jwt" if form == "vc+jwt" else "JWT")) == ("signature", "token.contradiction")


@pytest.mark.parametrize("claims", [{"nbf": VALID_FROM - 60}, {"exp": VALID_FROM + 10**9}])
def test_a_time_that_contradicts_the_credential(claims):
    until = "2030-01-01T00:00:00Z"
    old = token({**CLAIMS, **claims, "vc": credential_of_1(expirationDate=until)}, typ="JWT")
    badge = token({**credential(validUntil=until), **CLAIMS, **claims}, typ="JWT")
    for made in (old, badge):
        assert refused(made) == ("signature", "token.contradiction")


@pytest.mark.parametrize("seconds", [61, 3600, 10**9])
def test_an_expired_token(seconds):
    assert refused(token({**credential(), "exp": SECONDS - seconds})) == ("dates", "dates.token-expired")


def test_clocks_may_differ_by_a_minute():
    assert inspect(token({**credential(), "exp": SECONDS - 60})).verdict is Verdict.ACCEPTED
    assert inspect(token({**credential(), "nbf": SECONDS + 60})).verdict is Verdict.ACCEPTED
    assert refused(token({**credential(), "nbf": SECONDS + 61})) == ("dates", "dates.token-not-yet")


@pytest.mark.parametrize("form", ["data model 1.1", "Open Badges 3.0"])
def test_an_end_that_only_a_claim_tells_ends_the_credential(form):
    vc = {"vc": credential_of_1()} if form == "data model 1.1" else credential()
    made = token({**CLAIMS, "exp": SECONDS + 100, **vc}, typ="JWT")
    assert inspect(made).verdict is Verdict.ACCEPTED
    assert refused(made, now=NOW + timedelta(hours=1)) == ("dates", "dates.expired")


def test_a_token_that_ends_before_it_was_signed():
    made = token({**credential(), "iat": SECONDS, "exp": SECONDS - 30})
    assert refused(made) == ("dates", "dates.proof-order")


def test_a_token_from_the_future_is_told():
    report = inspect(token({**credential(), "iat": SECONDS + 3600}))
    assert [note.code for note in report.notes if note.code.startswith("dates.")] == ["dates.sealed-in-future"]


@pytest.mark.parametrize("claims", [{"exp": "never"}, {"exp": 1e400}, {"nbf": None}, {"iss": 1}])
def test_a_claim_that_is_none(claims):
    if claims == {"exp": 1e400}:
        payload = json.dumps({**credential(), "exp": 1})[:-2] + "1e400}"
        assert refused(token(payload.encode())) == ("structure", "json.number")
    else:
        assert refused(token({**credential(), **claims})) == ("signature", "token.claim")


# Proofs inside, envelopes outside


def with_proof(private=ED25519, method=METHOD, **members):
    return sign(
        credential(**members), LocalSigner(private), verification_method=method, options=ProofOptions(created=NOW)
    )


def test_an_honest_proof_inside_changes_nothing():
    report = inspect(token(with_proof()))
    assert report.verdict is Verdict.ACCEPTED
    assert [proof.outcome for proof in report.proofs] == [Outcome.PASSED, Outcome.PASSED]


def test_a_proof_inside_that_is_wrong():
    inside = with_proof() | {"validUntil": "2030-01-01T00:00:00Z"}
    assert refused(token(inside)) == ("signature", "signature.mismatch")


def test_a_proof_inside_that_cannot_be_read():
    for proof in ([], None, {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}, "x"):
        assert refused(token({**credential(), "proof": proof}))[0] == "signature"


def test_somebody_elses_credential_in_a_token_of_ones_own():
    made = token(with_proof(), kid=f"{ADVERSARY}#key-1", private=STRANGER)
    report = inspect(made)
    assert report.verdict is Verdict.REJECTED
    assert report.check("issuer_authenticated").outcome is not Outcome.PASSED
    did = did_of(public(STRANGER))
    assert (
        inspect(token(with_proof(), kid=method_id_of(did), private=STRANGER)).check("signature").code == "token.signers"
    )


def test_somebody_elses_proof_in_the_issuers_token():
    did = did_of(public(STRANGER))
    report = inspect(token(with_proof(STRANGER, method_id_of(did))))
    assert report.check("signature").code == "token.signers"
    assert report.verdict is Verdict.REJECTED


def test_a_proof_inside_does_not_stand_in_for_a_key_that_is_nobodys():
    made = token(with_proof(), kid=None, jwk=public_jwk(STRANGER), private=STRANGER)
    assert inspect(made).verdict is Verdict.REJECTED
    assert inspect(made, documents={}).verdict is not Verdict.ACCEPTED


def enveloped(text, **members):
    about = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["EnvelopedVerifiableCredential"]}
    return json.dumps({**about, "id": f"data:application/vc+jwt,{text}", **members})


@pytest.mark.parametrize(
    "members",
    [
        {"validUntil": "2040-01-01T00:00:00Z"},
        {"credentialSubject": {"id": "did:example:eve"}},
        {"type": ["EnvelopedVerifiableCredential", "VerifiableCredential"], "issuer": UNIVERSITY},
        {"proof": {}},
    ],
)
def test_what_stands_around_an_enveloped_credential_is_signed_by_nobody(members):
    assert refused(enveloped(HONEST["vc+jwt"], **members)) == ("structure", "envelope.enveloped-form")


@pytest.mark.parametrize(
    "identifier",
    [
        "data:application/vc+sd-jwt,eyJ",
        "data:application/vc+jwt;base64,eyJ",
        "data:text/html,<script>",
        "https://uni.example/c.jwt",
        "data:application/vc+jwt",
        None,
        ["data:application/vc+jwt,eyJ"],
    ],
)
def test_an_envelope_around_something_else(identifier):
    assert refused(enveloped("", id=identifier)) == ("structure", "envelope.enveloped-form")


def test_an_envelope_around_a_presentation():
    assert refused(enveloped(token(credential(), typ="vp+jwt"))) == ("structure", "envelope.token-kind")


@given(st.integers(min_value=0, max_value=len(HONEST["vc+jwt"]) - 1), st.sampled_from("ABab01_-."))
def test_every_changed_character_is_noticed(position, character):
    text = HONEST["vc+jwt"]
    changed = text[:position] + character + text[position + 1 :]
    if changed != text:
        assert inspect(changed).verdict is not Verdict.ACCEPTED


def test_members_that_two_readers_would_read_differently_are_refused():
    for name in ("https://www.w3.org/2018/credentials#validUntil", "@included", "cred:validUntil"):
        assert (
            inspect(token({**credential(), name: "2020-01-01T00:00:00Z"})).check("contexts").outcome is Outcome.FAILED
        )


def test_messages_quote_nothing_of_the_learner():
    made = token({**credential(credentialSubject={"id": "urn:example:secret"}), "sub": "urn:example:other"})
    report = inspect(made)
    assert "secret" not in report.headline
    assert "other" not in report.check("signature").message


def test_the_header_is_no_place_for_the_credential():
    assert refused(f"{part({'alg': 'EdDSA', 'typ': 'vc+jwt', 'vc': credential()})}.{part(b'[]')}.AA") == (
        "structure",
        "envelope.shape",
    )


MEMBERS = ["iss", "sub", "jti", "exp", "nbf", "iat", "aud", "vc", "issuer", "id", "type", "@context", "proof", "cnf"]
MEMBERS += ["validFrom", "validUntil", "issuanceDate", "expirationDate", "credentialSubject"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([UNIVERSITY, METHOD, LEARNER]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MEMBERS, "kty", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(MEMBERS), VALUES, max_size=4),
    st.dictionaries(st.sampled_from(["kid", "jwk", "x5c", "jku", "typ", "cty", "crit", "alg"]), VALUES, max_size=2),
)
def test_no_token_is_too_broken_to_be_answered(members, header):
    text = token({**credential(), **members}, {"alg": "EdDSA", "typ": "vc+jwt", "kid": METHOD, **header})
    report = inspect(text)
    if report.verdict is Verdict.ACCEPTED:
        assert report.document is not None
        assert report.document["issuer"] in (UNIVERSITY, {"id": UNIVERSITY})
