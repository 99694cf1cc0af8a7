"""Credentials in tokens, taken apart: their kind, their claims beside the credential, and what they say of their key."""

import base64
from datetime import UTC, datetime

import pytest

from authority import HomeAuthority
from credseal.errors import CredsealError, KeyMaterialError, ProofError
from credseal.securing.jose.credential import ALGORITHMS, parse
from tokens import (
    ED25519,
    LEARNER,
    METHOD,
    P256,
    UNIVERSITY,
    VALID_FROM,
    credential,
    credential_of_1,
    public,
    public_jwk,
    token,
)

CLAIMS = {
    "iss": UNIVERSITY,
    "sub": LEARNER,
    "jti": "urn:uuid:1b1c4a3e-6d1b-4a2e-9f0e-0d2b6c9d4f11",
    "nbf": VALID_FROM,
}
LATER = VALID_FROM + 100
LATER_WRITTEN = "2026-11-20T10:01:40Z"


def refusal(text):
    with pytest.raises(CredsealError) as caught:
        parse(text)
    return caught.value.code


def of_1(claims, **members):
    """VC-JWT of the data model 1.1."""
    return token({**claims, "vc": credential_of_1(**members)}, typ="JWT")


def badge(claims, **members):
    """The form of Open Badges 3.0."""
    return token({**credential(**members), **claims}, typ="JWT")


def test_the_payload_of_vc_jwt_is_the_credential_and_its_times_are_the_signatures():
    claims = {"iss": UNIVERSITY, "iat": VALID_FROM, "nbf": VALID_FROM + 1, "exp": LATER, "aud": "anybody"}
    read = parse(token({**credential(), **claims}))
    assert (read.kind, read.document, read.written) == ("vc+jwt", credential(), credential())
    assert read.issued_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert read.begins == datetime(2026, 11, 20, 10, 0, 1, tzinfo=UTC)
    assert read.expires == datetime(2026, 11, 20, 10, 1, 40, tzinfo=UTC)
    assert (read.key_id, read.algorithm, read.notes) == (METHOD, "EdDSA", ())
    read.verify(public(ED25519))


def test_the_end_of_a_vc_jwt_is_not_that_of_the_credential():
    read = parse(token({**credential(validUntil="2030-01-01T00:00:00Z"), "exp": LATER}))
    assert read.document["validUntil"] == "2030-01-01T00:00:00Z"


@pytest.mark.parametrize("made", [of_1, badge], ids=["1.1", "Open Badges"])
def test_claims_that_say_what_the_credential_says_are_taken_out(made):
    read = parse(made(CLAIMS))
    assert (read.kind, read.document) == ("JWT", credential_of_1() if made is of_1 else credential())
    assert (read.begins, read.expires) == (None, None)


def test_what_only_the_claims_of_version_1_say_belongs_to_the_credential():
    bare = {"id": None, "issuer": None, "issuanceDate": None, "credentialSubject": {"name": "x"}}
    read = parse(of_1({**CLAIMS, "exp": LATER}, **bare))
    assert read.document == {
        **credential_of_1(),
        "credentialSubject": {"id": LEARNER, "name": "x"},
        "expirationDate": LATER_WRITTEN,
    }
    assert "issuer" not in read.written


def test_an_issuer_that_is_described_without_its_name_gets_it_from_the_claim():
    read = parse(of_1(CLAIMS, issuer={"name": "University"}, credentialSubject=[{"name": "x"}]))
    assert read.document["issuer"] == {"id": UNIVERSITY, "name": "University"}
    assert read.document["credentialSubject"] == [{"id": LEARNER, "name": "x"}]


def test_an_end_that_only_the_claims_of_a_badge_tell_is_its_end():
    assert parse(badge({**CLAIMS, "exp": LATER})).document["validUntil"] == LATER_WRITTEN


def test_a_claim_gives_a_credential_of_version_2_nothing_in_vc_jwt():
    read = parse(token({**credential(id=None), "jti": "urn:1", "nbf": 5, "exp": 6}))
    assert read.document == credential(id=None)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "did:web:other.example"),
        ("iss", UNIVERSITY + "/"),
        ("sub", "did:example:eve"),
        ("jti", "urn:uuid:2"),
    ],
)
@pytest.mark.parametrize("made", [of_1, badge, lambda claims: token({**credential(), **claims})])
def test_claims_that_contradict_the_credential_are_refused_in_every_kind(made, claim, value):
    assert refusal(made({claim: value})) == "token.contradiction"


@pytest.mark.parametrize("made", [of_1, badge])
@pytest.mark.parametrize("seconds", [VALID_FROM - 1, VALID_FROM + 1, 0])
def test_beginnings_that_differ_by_a_second_are_refused_where_they_are_the_credentials(made, seconds):
    assert refusal(made({"nbf": seconds})) == "token.contradiction"


@pytest.mark.parametrize("made", [of_1, badge])
def test_ends_that_differ_are_refused_where_they_are_the_credentials(made):
    name = "expirationDate" if made is of_1 else "validUntil"
    assert parse(made({"exp": LATER}, **{name: LATER_WRITTEN})).document[name] == LATER_WRITTEN
    for written in ("2030-01-01T00:00:00Z", "soon", "", LATER_WRITTEN[:-1]):
        assert refusal(made({"exp": LATER}, **{name: written})) == "token.contradiction"


def test_fractions_of_a_second_have_no_place_in_most_claims():
    read = parse(of_1({"nbf": VALID_FROM}, issuanceDate="2026-11-20T10:00:00.142Z"))
    assert read.document["issuanceDate"] == "2026-11-20T10:00:00.142Z"
    assert parse(of_1({"nbf": VALID_FROM + 0.142}, issuanceDate="2026-11-20T11:00:00.142+01:00"))


@pytest.mark.parametrize("several", [[{"id": LEARNER}, {"id": "urn:2"}], [{"name": "x"}, {"id": LEARNER}]])
def test_of_several_subjects_one_is_the_claims(several):
    assert parse(of_1({"sub": LEARNER}, credentialSubject=several)).document["credentialSubject"] == several
    assert refusal(of_1({"sub": "urn:3"}, credentialSubject=several)) == "token.contradiction"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": None},
        {"iss": {"id": UNIVERSITY}},
        {"sub": [LEARNER]},
        {"jti": 1},
        {"exp": "2030-01-01T00:00:00Z"},
        {"exp": None},
        {"exp": True},
        {"exp": -1},
        {"nbf": 1e300},
        {"nbf": [VALID_FROM]},
    ],
)
@pytest.mark.parametrize("made", [of_1, badge, lambda claims: token({**credential(), **claims})])
def test_claims_that_are_not_of_their_kind_are_refused(made, claims):
    assert refusal(made(claims)) == "token.claim"


def test_when_it_was_signed_decides_nothing_and_may_be_unreadable():
    read = parse(token({**credential(), "iat": "2026-11-20T10:00:00Z"}))
    assert read.issued_at is None
    assert [note.code for note in read.notes] == ["token.issued-at"]


def test_what_open_badges_demand_besides_is_noted():
    ob = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    members = {"@context": ["https://www.w3.org/ns/credentials/v2", ob]}
    kinds = ["VerifiableCredential", "OpenBadgeCredential"]
    (note,) = parse(badge({"iss": UNIVERSITY}, type=kinds, **members)).notes
    assert note.code == "token.claims-missing"
    assert "jti, nbf, sub" in note.message
    assert parse(badge(CLAIMS, type=kinds, **members)).notes == ()
    assert parse(token(credential(type=kinds, **members))).notes == ()


def test_vc_jwt_holds_no_credential_of_version_1():
    assert refusal(token(credential_of_1())) == "token.data-model"


@pytest.mark.parametrize(
    "algorithm", ["none", "HS256", "HS384", "ES512", "ES256K", "RS512", "PS512", "eddsa", "", "RS1"]
)
def test_only_the_accepted_algorithms_get_as_far_as_a_key(algorithm):
    assert algorithm not in ALGORITHMS
    assert refusal(token(credential(), alg=algorithm)) == "jose.algorithm"


def test_a_key_of_the_header_is_read_strictly():
    assert parse(token(credential())).header_key() is None
    assert parse(token(credential(), jwk=public_jwk(P256), private=P256)).header_key() == public(P256)
    for jwk in ("P-256", [public_jwk(P256)], 1, None):
        with pytest.raises(ProofError) as caught:
            parse(token(credential(), {"alg": "EdDSA", "typ": "vc+jwt", "jwk": jwk})).header_key()
        assert caught.value.code == "token.header"
    with pytest.raises(KeyMaterialError) as caught:
        parse(token(credential(), jwk=public_jwk(P256, d="AA"))).header_key()
    assert caught.value.code == "key.private"


def test_a_certificate_in_the_header_is_a_key_as_any_other():
    held = HomeAuthority().seal("University of Example", "VATPL-0000000000", "PL")
    chain = [base64.b64encode(held.der).decode()]
    assert parse(token(credential(), x5c=chain, private=P256)).header_key() == public(held.key)
    for wrong in ([], "x", [1], ["not base64"], [base64.b64encode(b"no certificate").decode()], [None], {}):
        with pytest.raises(ProofError) as caught:
            parse(token(credential(), x5c=wrong)).header_key()
        assert caught.value.code == "token.header"
    both = token(credential(), x5c=chain, jwk=public_jwk(P256, alg="ES256"), private=P256)
    with pytest.raises(ProofError) as caught:
        parse(both).header_key()
    assert caught.value.code == "token.keys"


@pytest.mark.parametrize("kid", [1, None, ["a"], {}])
def test_the_name_of_a_key_is_text(kid):
    assert refusal(token(credential(), {"alg": "EdDSA", "typ": "vc+jwt", "kid": kid})) == "token.header"


def test_a_key_for_one_algorithm_is_for_no_other():
    read = parse(token(credential()))
    for name in ("EdDSA", "Ed25519", None):
        read.verify(public(ED25519), algorithm=name)
    with pytest.raises(ProofError) as caught:
        read.verify(public(ED25519), algorithm="ES256")
    assert caught.value.code == "token.algorithm"
    with pytest.raises(ProofError) as caught:
        parse(token(credential(), jwk=public_jwk(P256, alg="ES256"))).header_key()
    assert caught.value.code == "token.algorithm"


def test_addresses_of_keys_are_noted_and_never_asked():
    notes = parse(token(credential(), jku="https://evil.example/jwks.json", x5u="https://evil.example/c")).notes
    assert [(note.code, note.pointer) for note in notes] == [("token.address", "/jku")]
