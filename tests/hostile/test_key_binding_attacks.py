"""SD-JWTs shown by somebody whom they were not issued to, or to somebody whom they were not meant for: every one is refused, by name."""

import json
from datetime import timedelta

import pytest

from credseal.encoding import base64url
from credseal.errors import KeyMaterialError, SignatureError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.disclosures import digest
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import KEY_BINDING_TYPE, parse
from credseal.securing.sd_jwt.presenting import present
from credseal.securing.sd_jwt.signing import signed
from sd_jwts import (
    CLAIMS,
    HOLDER,
    ISSUER,
    NONCE,
    NOW,
    PATHS,
    STRANGER,
    VCT,
    VERIFIER,
    checked,
    forged,
    read,
    refusal,
    signed_bytes,
)

ISSUED = vc.issue(CLAIMS, ISSUER, disclosable=PATHS)
SHOWN = present(parse(ISSUED), [("given_name",)])
BOUND = bind(SHOWN, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW)


def proof(signer=HOLDER, *, over=SHOWN, typ=KEY_BINDING_TYPE, header=(), without=(), **claims):
    """A presentation with whatever proof."""
    said = {"iat": int(NOW.timestamp()), "aud": VERIFIER, "nonce": NONCE, "sd_hash": digest(over, "sha-256"), **claims}
    kept = {name: value for name, value in said.items() if name not in without}
    return SHOWN + signed({"typ": typ, **dict(header)}, kept, signer)


def test_an_honest_proof_by_hand_is_good():
    assert checked(proof()).made == NOW


def test_the_proof_was_stripped():
    assert refusal(checked, SHOWN) == "sd-jwt.key-binding-missing"


def test_the_proof_of_other_disclosures():
    more = present(parse(ISSUED), [("given_name",), ("family_name",)])
    assert refusal(checked, more + BOUND.rpartition("~")[2]) == "sd-jwt.key-binding-hash"
    fewer = present(parse(ISSUED), [])
    assert refusal(checked, fewer + BOUND.rpartition("~")[2]) == "sd-jwt.key-binding-hash"


def test_the_proof_of_the_same_disclosures_in_another_order():
    shown = present(parse(ISSUED), [("given_name",), ("family_name",)])
    jwt, first, second, end = bind(shown, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW).split("~")
    assert refusal(checked, f"{jwt}~{second}~{first}~{end}") == "sd-jwt.key-binding-hash"


def test_the_proof_of_another_credential():
    other = present(parse(vc.issue(CLAIMS, ISSUER, disclosable=PATHS)), [("given_name",)])
    assert refusal(checked, other + BOUND.rpartition("~")[2]) == "sd-jwt.key-binding-hash"


def test_a_hash_without_the_last_tilde():
    assert refusal(checked, proof(over=SHOWN.removesuffix("~"))) == "sd-jwt.key-binding-hash"


def test_a_proof_that_was_recorded():
    assert refusal(checked, BOUND, nonce="another nonce") == "sd-jwt.key-binding-nonce"
    assert refusal(checked, BOUND, nonce=NONCE.lower()) == "sd-jwt.key-binding-nonce"


def test_a_proof_that_another_verifier_passes_on():
    assert refusal(checked, BOUND, audience="https://other.example") == "sd-jwt.key-binding-audience"
    assert refusal(checked, BOUND, audience=f"x509_san_dns:{VERIFIER}") == "sd-jwt.key-binding-audience"


@pytest.mark.parametrize("seconds", [-361, 61])
def test_a_proof_of_another_time(seconds):
    assert refusal(checked, proof(iat=int(NOW.timestamp()) + seconds)) == "sd-jwt.key-binding-time"
    assert refusal(checked, BOUND, at=NOW - timedelta(seconds=seconds)) == "sd-jwt.key-binding-time"


@pytest.mark.parametrize("seconds", [-360, -59, 0, 59, 60])
def test_a_proof_within_the_window(seconds):
    assert checked(proof(iat=int(NOW.timestamp()) + seconds))


@pytest.mark.parametrize("claims", [{"exp": int(NOW.timestamp()) - 60}, {"nbf": int(NOW.timestamp()) + 61}])
def test_a_proof_outside_the_time_that_it_gives_itself(claims):
    assert refusal(checked, proof(**claims)) == "sd-jwt.key-binding-time"


@pytest.mark.parametrize("name", ["iat", "aud", "nonce", "sd_hash"])
def test_a_proof_that_lacks_something(name):
    assert refusal(checked, proof(without=[name])) == "sd-jwt.key-binding-claim"


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [VERIFIER]},
        {"nonce": 1},
        {"nonce": [NONCE]},
        {"iat": "now"},
        {"iat": True},
        {"sd_hash": None},
        {"exp": "never"},
    ],
    ids=json.dumps,
)
def test_a_proof_with_a_claim_of_another_form(claims):
    assert refusal(checked, proof(**claims)) == "sd-jwt.key-binding-claim"


@pytest.mark.parametrize("typ", ["JWT", "dc+sd-jwt", "statuslist+jwt", "openid4vci-proof+jwt", "vp+jwt", "KB+JWT", ""])
def test_a_token_of_another_kind_as_proof(typ):
    assert refusal(checked, proof(typ=typ)) == "sd-jwt.key-binding-kind"


def test_a_proof_by_another_key():
    assert refusal(checked, proof(STRANGER)) == "sd-jwt.key-binding-signature"
    assert refusal(checked, proof(ISSUER)) == "sd-jwt.key-binding-signature"


def test_a_proof_whose_header_brings_the_key():
    header = {"jwk": to_jwk(STRANGER.public_key), "kid": "did:example:stranger#1"}
    assert refusal(checked, proof(STRANGER, header=header)) == "sd-jwt.key-binding-signature"


def test_a_proof_that_was_changed():
    jwt, disclosure, token = BOUND.split("~")
    header, payload, signature = token.split(".")
    claims = json.loads(base64url.decode(payload))
    other = base64url.encode(json.dumps({**claims, "nonce": "another"}).encode())
    assert refusal(checked, f"{jwt}~{disclosure}~{header}.{other}.{signature}", nonce="another") == (
        "sd-jwt.key-binding-signature"
    )


@pytest.mark.parametrize("tail", ["garbage", "a.b", "a.b.c", " ", "e30.e30.e30", "\n"])
def test_a_proof_that_is_no_token(tail):
    assert refusal(checked, SHOWN + tail).startswith("jose.")


@pytest.mark.parametrize("payload", [b"[]", b"{", b'{"iat":1,"iat":2}'])
def test_a_proof_whose_payload_is_no_strict_object(payload):
    assert refusal(checked, SHOWN + signed_bytes(KEY_BINDING_TYPE, payload, HOLDER)) == "sd-jwt.key-binding-claim"


def test_a_proof_with_an_algorithm_that_is_not_on_the_list():
    assert refusal(checked, BOUND, algorithms={"EdDSA"}) == "jose.algorithm"
    assert refusal(checked, BOUND, algorithms=()) == "jose.algorithm"


JWK = to_jwk(HOLDER.public_key)
SECRET = {**JWK, "d": "5K5SCos8zf9zRemGGUl6yfok-_NiiryNZsvANWMhF-I"}


@pytest.mark.parametrize(
    "confirmation",
    [
        {}, {"jwk": None}, {"jwk": {}}, {"jwk": "key"}, {"jwk": SECRET}, {"jwk": {**JWK, "use": "enc"}}, {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"jwk": JWK, "kid": "did:example:ada#1"}, {"jwk": JWK, "jku": "https://uni.example/keys"}, {"jku": "https://uni.example/keys"},
        {"jwe": "a.b.c.d.e"}, {"kid": ""}, {"kid": 1}, {"x5t#S256": "AAAA"},
    ],
    ids=lambda value: json.dumps(value)[:40],
)  # fmt: skip
def test_a_key_that_cannot_be_the_holders(confirmation):
    text = forged({**CLAIMS, "cnf": confirmation})
    token = signed(
        {"typ": KEY_BINDING_TYPE},
        {"iat": int(NOW.timestamp()), "aud": VERIFIER, "nonce": NONCE, "sd_hash": digest(text, "sha-256")},
        HOLDER,
    )
    assert refusal(checked, text + token) == "sd-jwt.confirmation"


def test_no_key_at_all():
    text = forged({name: claim for name, claim in CLAIMS.items() if name != "cnf"})
    assert refusal(checked, text + BOUND.rpartition("~")[2]) == "sd-jwt.confirmation"


def test_a_key_that_is_kept_elsewhere_is_looked_for_only_by_who_can():
    text = forged({**CLAIMS, "cnf": {"kid": "did:example:ada#1"}})
    shown = bind(text, STRANGER, nonce=NONCE, audience=VERIFIER, at=NOW)
    assert refusal(checked, shown) == "sd-jwt.confirmation"
    keys = {"did:example:ada#1": HOLDER.public_key}
    assert refusal(checked, shown, resolve=keys.__getitem__) == "sd-jwt.key-binding-signature"

    def nobody(method):
        raise KeyMaterialError("No such key.", code="key.unsupported")

    assert refusal(checked, shown, resolve=nobody) == "key.unsupported"


def test_a_signature_error_is_one():
    with pytest.raises(SignatureError):
        checked(proof(STRANGER))
    with pytest.raises(SignatureError):
        read(forged({"vct": VCT}, signer=generate("P-256")))


def test_nobody_signs_with_another_key_than_the_credential_names():
    assert refusal(bind, SHOWN, STRANGER, nonce=NONCE, audience=VERIFIER, at=NOW) == "sd-jwt.confirmation"


def test_a_holder_takes_no_presentation_for_a_credential():
    assert refusal(present, parse(BOUND), []) == "sd-jwt.bound"
    assert refusal(bind, BOUND, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW) == "sd-jwt.bound"
