"""did:key: the identifier is the key; its document follows from it and from nothing else."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from credseal.did import key
from credseal.did.document import RELATIONSHIPS
from credseal.encoding import multibase, multicodec
from credseal.errors import ResolutionError
from credseal.keys.public import PublicKey

# The example of the did:key specification.
DID = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def refusal(did: str) -> str:
    with pytest.raises(ResolutionError) as caught:
        key.expand(did)
    return caught.value.code


def did_with(codec: str, payload: bytes) -> str:
    return "did:key:" + multibase.encode(multicodec.join(codec, payload))


def test_the_document_has_the_key_once_for_every_kind_of_signature():
    method = f"{DID}#{DID.removeprefix('did:key:')}"
    assert key.expand(DID).document == {
        "@context": ["https://www.w3.org/ns/did/v1.1"],
        "id": DID,
        "verificationMethod": [
            {"id": method, "type": "Multikey", "controller": DID, "publicKeyMultibase": DID.removeprefix("did:key:")}
        ],
        "authentication": [method],
        "assertionMethod": [method],
        "capabilityInvocation": [method],
        "capabilityDelegation": [method],
    }
    assert key.method_id_of(DID) == method


def test_no_key_for_encryption_is_derived():
    assert set(RELATIONSHIPS) - set(key.expand(DID).document) == {"keyAgreement"}


def test_the_source_says_that_nothing_was_fetched():
    document = key.expand(DID)
    assert (document.id, document.source, document.fetched_at) == (DID, "did:key", None)


@pytest.mark.parametrize(
    "native",
    [
        ed25519.Ed25519PrivateKey.generate(),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["Ed25519", "P-256", "P-384", "P-521", "RSA"],
)
def test_every_supported_kind_of_key_has_a_did(native):
    did = key.did_of(PublicKey.from_native(native.public_key()))
    assert key.expand(did).id == did


@pytest.mark.parametrize(
    ("codec", "payload"),
    [
        ("x25519-pub", b"\x09" + bytes(31)),
        ("secp256k1-pub", b"\x02" + bytes(31) + b"\x01"),
        ("bls12_381-g2-pub", bytes(96)),
        ("jwk_jcs-pub", b"{}"),
    ],
)
def test_keys_of_other_kinds_are_refused_by_name(codec, payload):
    with pytest.raises(ResolutionError) as caught:
        key.expand(did_with(codec, payload))
    assert caught.value.code == "method.key-type"
    name = {"x25519-pub": "X25519", "secp256k1-pub": "secp256k1", "bls12_381-g2-pub": "BLS12-381", "jwk_jcs-pub": "JWK"}
    assert name[codec] in str(caught.value)


@pytest.mark.parametrize(
    ("did", "code"),
    [
        ("did:key:", "did.syntax"),
        ("did:key:u7QEuU2o8_J4Q", "did.syntax"),  # base64url, the draft's second spelling
        ("did:key:1.1:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "did.syntax"),
        ("did:web:uni.example", "did.syntax"),
        ("DID:KEY:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "did.syntax"),
        ("did:key:z" + "6" * 5000, "did.syntax"),
        (DID + "#" + DID.removeprefix("did:key:"), "method.key-type"),
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0", "method.key-type"),  # no base58
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK ", "method.key-type"),
        (did_with("ed25519-pub", bytes(31)), "method.key"),
        (did_with("ed25519-pub", b"\x01" + bytes(31)), "method.key"),  # the neutral element: anything verifies
        (did_with("ed25519-pub", bytes(32)), "method.key"),  # small order
        (did_with("p256-pub", b"\x02" + b"\xff" * 32), "method.key"),  # not on the curve
        (did_with("p256-pub", b"\x04" + bytes(64)), "method.key"),  # not compressed
        (did_with("ed25519-priv", bytes(range(32))), "method.key"),
    ],
)
def test_what_is_no_sound_key_has_no_document(did, code):
    assert refusal(did) == code


def test_a_private_key_is_never_repeated_in_the_error():
    did = did_with("ed25519-priv", bytes(range(32)))
    with pytest.raises(ResolutionError) as caught:
        key.expand(did)
    assert did.removeprefix("did:key:") not in str(caught.value)
