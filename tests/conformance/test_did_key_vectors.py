"""did:key against the vectors of the did:key method's repository, and the keys of the Open Badges corpus.

The vectors are of 2022 and older: they write verification methods in types that have since been given up
(Ed25519VerificationKey2018, P256Key2021, JsonWebKey2020) with base58 keys, and derive a key for encryption. So the documents are not
compared as a whole, but by what a verifier takes from them: identifiers, controller, relationships and the key itself.
"""

import pytest

from credseal.did import key
from credseal.did.document import SIGNING
from credseal.did.material import key_of_multikey
from credseal.encoding import base58
from credseal.errors import ResolutionError
from credseal.keys.jwk import to_jwk
from credseal.keys.multikey import to_multikey
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FOLDER = ("w3c", "did-key")


def vectors(*names):
    if not CORPUS.is_dir():
        return [pytest.param(None, None, marks=pytest.mark.skip(reason="third-party corpus not found"))]
    return [
        pytest.param(did, vector["didDocument"], id=f"{name}-{at}")
        for name in names
        for at, (did, vector) in enumerate(load_json(corpus(*FOLDER, f"{name}.json")).items())
    ]


@pytest.mark.parametrize(("did", "expected"), vectors("ed25519-x25519", "nist-curves", "rsa"))
def test_identifiers_controller_relationships_and_key_are_the_vectors_own(did, expected):
    ours = key.expand(did).document
    (method,) = ours["verificationMethod"]
    theirs = next(entry for entry in expected["verificationMethod"] if entry["id"] == method["id"])
    assert (ours["id"], method["controller"]) == (expected["id"], theirs["controller"])
    for relationship in SIGNING:
        assert ours[relationship] == expected[relationship]
    public = key_of_multikey(method["publicKeyMultibase"])
    assert did == "did:key:" + to_multikey(public)
    if "publicKeyJwk" in theirs:
        assert to_jwk(public) == {
            name: value for name, value in theirs["publicKeyJwk"].items() if name in to_jwk(public)
        }
    else:
        two_byte_prefix = 2
        assert base58.decode(method["publicKeyMultibase"][1:])[two_byte_prefix:] == base58.decode(
            theirs["publicKeyBase58"]
        )


@pytest.mark.parametrize(("did", "expected"), vectors("secp256k1", "bls12381"))
def test_kinds_that_are_not_supported_are_refused_by_name(did, expected):
    with pytest.raises(ResolutionError) as caught:
        key.expand(did)
    assert caught.value.code == "method.key-type"


def test_keys_for_encryption_are_refused_by_name():
    for did in load_json(corpus(*FOLDER, "x25519.json"))["didDocument"]:
        with pytest.raises(ResolutionError, match="X25519") as caught:
            key.expand(did)
        assert caught.value.code == "method.key-type"
