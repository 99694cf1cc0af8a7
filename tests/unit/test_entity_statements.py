"""A federation's trust anchor knows an issuer: statements that somebody fetched, checked with keys that the reader has."""

from datetime import UTC, datetime, timedelta

import pytest

from credseal.errors import RegisterError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.trust.listing import look_up
from credseal.trust.register import Register
from registers import NOW, TrustAnchor

UNI = "did:web:uni.example"
COLLEGE = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def read(anchor, *statements, **how):
    return Register.from_entity_statements(statements, **{"anchor": anchor.id, "keys": anchor.keys, "at": NOW, **how})


def refusal(anchor, *statements, **how):
    with pytest.raises(RegisterError) as caught:
        read(anchor, *statements, **how)
    return caught.value.code, caught.value.pointer


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_an_anchor_s_statements_are_a_register(kind):
    anchor = TrustAnchor(kind=kind)
    register = read(anchor, anchor.about(UNI), anchor.about(COLLEGE, name="College of Example").encode() + b"\n")
    assert register.name == "https://register.example"
    assert register.known_by == "in statements that https://register.example has signed"
    assert register.find(UNI).name == "University of Example"
    assert register.find(COLLEGE).name == "College of Example"
    assert register.find("did:web:other.example") is None


def test_the_anchor_s_statement_about_itself_tells_what_the_federation_is_called():
    anchor = TrustAnchor()
    own = anchor.about(
        anchor.id, name="Federation of Example", jwks=anchor.keys, authority_hints=["https://above.example"]
    )
    register = read(anchor, own, anchor.about(UNI))
    assert register.name == "Federation of Example"
    assert register.find(anchor.id) is None
    assert read(anchor, own, anchor.about(UNI), name="Ours").name == "Ours"


def test_an_issuer_without_a_name_is_called_by_its_identifier():
    anchor = TrustAnchor()
    assert read(anchor, anchor.about(UNI, metadata=None)).find(UNI).name == UNI


def test_a_statement_counts_until_it_expires_and_then_is_out_of_date_rather_than_gone():
    anchor = TrustAnchor()
    register = read(anchor, anchor.about(UNI))
    (listing,) = look_up([register], UNI)
    assert listing.standing(NOW + timedelta(hours=23)) == "in-force"
    assert listing.standing(NOW + timedelta(days=1)) == "outdated"
    assert read(anchor, anchor.about(UNI), at=datetime(2030, 1, 1, tzinfo=UTC)).find(UNI) is not None


def test_a_minute_is_allowed_for_clocks():
    anchor = TrustAnchor()
    statement = anchor.about(UNI)
    assert read(anchor, statement, at=NOW - timedelta(seconds=59)).find(UNI) is not None
    assert refusal(anchor, statement, at=NOW - timedelta(seconds=61)) == ("register.statement", "/0/iat")


def test_a_key_that_says_its_algorithm_is_held_to_it():
    anchor = TrustAnchor(kind="Ed25519")
    anchor.keys["keys"][0]["alg"] = "EdDSA"
    assert read(anchor, anchor.about(UNI)).find(UNI) is not None
    assert refusal(anchor, anchor.about(UNI, header={"alg": "Ed25519"})) == ("register.keys", "/0")


@pytest.mark.parametrize(
    ("claims", "code", "pointer"),
    [
        ({"iss": "https://other.example"}, "register.statement", "/1/iss"),
        ({"iss": "https://register.example/"}, "register.statement", "/1/iss"),
        ({"iss": None}, "register.statement", "/1/iss"),
        ({"sub": None}, "register.statement", "/1/sub"),
        ({"sub": ["did:web:uni.example"]}, "register.statement", "/1/sub"),
        ({"iat": None}, "register.statement", "/1/iat"),
        ({"iat": "1763800000"}, "register.statement", "/1/iat"),
        ({"iat": True}, "register.statement", "/1/iat"),
        ({"exp": None}, "register.statement", "/1/exp"),
        ({"exp": 1e300}, "register.statement", "/1/exp"),
        ({"exp": 10**18}, "register.statement", "/1/exp"),
        ({"exp": 1}, "register.statement", "/1/exp"),
        ({"crit": ["jti"]}, "register.statement", "/1/crit"),
        ({"metadata_policy": {}}, "register.statement", "/1/metadata_policy"),
        (
            {"constraints": {"naming_constraints": {"excluded": ["uni.example"]}}},
            "register.statement",
            "/1/constraints",
        ),
        ({"authority_hints": ["https://register.example"]}, "register.statement", "/1/authority_hints"),
        ({"aud": "https://verifier.example"}, "register.statement", "/1/aud"),
        ({"metadata": []}, "register.statement", "/1/metadata"),
        ({"metadata": {"federation_entity": False}}, "register.statement", "/1/metadata"),
        (
            {"metadata": {"federation_entity": {"organization_name": 5}}},
            "register.statement",
            "/1/metadata/federation_entity/organization_name",
        ),
    ],
)
def test_a_statement_that_does_not_count_is_named_and_nothing_else_is_taken(claims, code, pointer):
    anchor = TrustAnchor()
    subject = claims.pop("sub", COLLEGE)
    assert refusal(anchor, anchor.about(UNI), anchor.about(subject, **claims)) == (code, pointer)


@pytest.mark.parametrize(
    ("header", "code", "pointer"),
    [
        ({"typ": "JWT"}, "register.statement", "/0/typ"),
        ({"typ": "issuer-register+jwt"}, "register.statement", "/0/typ"),
        ({"typ": None}, "register.statement", "/0/typ"),
        ({"kid": ""}, "register.statement", "/0/kid"),
        ({"kid": 5}, "register.statement", "/0/kid"),
        ({"kid": "key-2"}, "register.keys", "/0"),
        ({"alg": "none"}, "register.keys", "/0"),
        ({"alg": "HS256"}, "register.keys", "/0"),
        ({"alg": "ES384"}, "register.keys", "/0"),
        ({"crit": ["exp"]}, "register.statement", "/0"),
    ],
)
def test_a_header_chooses_nothing(header, code, pointer):
    anchor = TrustAnchor()
    assert refusal(anchor, anchor.about(UNI, header=header)) == (code, pointer)


def test_keys_are_the_reader_s_and_each_has_one_name():
    anchor, stranger = TrustAnchor(), generate("P-256")
    own = {**to_jwk(stranger.public_key), "kid": "key-1"}
    # A stranger's key in header or claims is not looked at.
    forged = anchor.about(UNI, header={"jwk": own}, signer=stranger, jwks={"keys": [own]})
    assert refusal(anchor, forged) == ("register.signature", "/0")
    assert refusal(anchor, anchor.about(UNI), keys={"keys": [*anchor.keys["keys"], own]}) == ("register.keys", "/0")
    for keys in ({}, {"keys": {}}, {"keys": ["key-1"]}, {"keys": [{"kid": "key-1"}]}, {"keys": [{"kid": "key-1", "kty": "oct", "k": "AAAA"}]}):  # fmt: skip
        assert refusal(anchor, anchor.about(UNI), keys=keys) == ("register.keys", "/0")


def test_two_statements_about_one_issuer_are_refused():
    anchor = TrustAnchor()
    code, pointer = refusal(anchor, anchor.about(UNI), anchor.about(UNI, name="Other"))
    assert (code, pointer) == ("register.duplicate-issuer", "/issuers/0/id")


@pytest.mark.parametrize("text", ["", ".", "a.b", "e30.e30.e30", "{}", "é.e30.e30"])
def test_what_is_no_token_is_no_statement(text):
    assert refusal(TrustAnchor(), text) == ("register.statement", "/0")
