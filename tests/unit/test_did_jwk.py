"""did:jwk: the identifier is a JSON Web Key in base64url; ``#0`` is its only method."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from credseal.did import jwk
from credseal.encoding import base64url
from credseal.errors import ResolutionError
from credseal.keys.jwk import to_jwk
from credseal.keys.public import PublicKey

# RFC 8037, appendix A.2
OKP = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
# The first example of the did:jwk specification.
EXAMPLE = (
    "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAi"
    "LCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9"
)


def did_with(content) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return "did:jwk:" + base64url.encode(raw)


def refusal(did: str) -> str:
    with pytest.raises(ResolutionError) as caught:
        jwk.expand(did)
    return caught.value.code


def test_the_specifications_example_expands_to_method_0():
    document = jwk.expand(EXAMPLE).document
    (method,) = document["verificationMethod"]
    assert method["id"] == EXAMPLE + "#0"
    assert (method["type"], method["controller"]) == ("JsonWebKey2020", EXAMPLE)
    assert method["publicKeyJwk"] == {
        "crv": "P-256",
        "kty": "EC",
        "x": "acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",
        "y": "_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE",
    }
    assert document["assertionMethod"] == [EXAMPLE + "#0"]
    assert "keyAgreement" not in document


@pytest.mark.parametrize("native", [ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP384R1())])
def test_a_key_gets_the_same_did_every_time(native):
    key = PublicKey.from_native(native.public_key())
    did = jwk.did_of(key)
    assert did == jwk.did_of(key)
    assert jwk.expand(did).document["verificationMethod"][0]["publicKeyJwk"] == to_jwk(key)


def test_another_spelling_of_the_same_key_is_another_identifier():
    plain, spaced = did_with(OKP), did_with(json.dumps(OKP, indent=1).encode())
    assert plain != spaced
    assert jwk.expand(spaced).id == spaced


def test_a_key_for_signatures_may_say_so():
    assert jwk.expand(did_with({**OKP, "use": "sig", "key_ops": ["verify"], "kid": "7"})).document["assertionMethod"]


@pytest.mark.parametrize(
    ("did", "code"),
    [
        pytest.param(did_with({**OKP, "use": "enc"}), "method.key-use", id="use enc"),
        pytest.param(did_with({**OKP, "key_ops": ["deriveKey"]}), "method.key-use", id="key_ops"),
        pytest.param(did_with({**OKP, "key_ops": "verify"}), "method.key-use", id="key_ops no array"),
        pytest.param(did_with({**OKP, "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}), "method.key", id="private"),
        pytest.param(did_with({**OKP, "x": "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}), "method.key", id="small order"),
        pytest.param(did_with({**OKP, "crv": "X25519"}), "method.key-type", id="X25519"),
        pytest.param(did_with({"kty": "oct", "k": "AAAA"}), "method.key-type", id="symmetric"),
        pytest.param(did_with({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}), "method.key-type", id="secp256k1"),
        pytest.param(did_with({"kty": "OKP", "crv": "Ed25519"}), "method.key", id="no x"),
        pytest.param(did_with([OKP]), "did.syntax", id="an array"),
        pytest.param(did_with(b'{"kty": "OKP", "kty": "EC"}'), "did.syntax", id="a member twice"),
        pytest.param(did_with(b"\xff"), "did.syntax", id="no text"),
        pytest.param(did_with(OKP) + "=", "did.syntax", id="padding"),
        pytest.param(did_with(OKP) + "#0", "did.syntax", id="fragment"),
        pytest.param(did_with({**OKP, "note": "x" * 5000}), "did.syntax", id="too long"),
        pytest.param("did:jwk:", "did.syntax", id="empty"),
        pytest.param("did:key:z6Mk", "did.syntax", id="another method"),
    ],
)  # fmt: skip
def test_what_is_no_public_signing_key_has_no_document(did, code):
    assert refusal(did) == code


def test_a_private_key_is_never_repeated_in_the_error():
    secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
    with pytest.raises(ResolutionError) as caught:
        jwk.expand(did_with({**OKP, "d": secret}))
    assert secret not in str(caught.value)
