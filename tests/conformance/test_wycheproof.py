"""Project Wycheproof: 2,156 signatures, and keys, chosen to break verifiers (C2SP/wycheproof).

The files of JSON Web Signatures and JSON Web Encryption belong to the modules that read those.
"""

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from credseal.errors import KeyMaterialError, SignatureError
from credseal.keys import pem
from credseal.keys.ecdsa import raw_of
from credseal.keys.jwk import from_jwk
from credseal.keys.kinds import coordinate_size
from credseal.keys.public import PublicKey
from support import corpus, load_json

pytestmark = pytest.mark.corpus

SIGNATURES = [
    ("ed25519_test", "Ed25519", 151),
    ("ecdsa_secp256r1_sha256_p1363_test", "ES256", 262),
    ("ecdsa_secp384r1_sha384_p1363_test", "ES384", 280),
    ("rsa_pss_2048_sha256_mgf1_32_test", "PS256", 108),
    ("rsa_pss_2048_sha256_mgf1_32_params_test", "PS256", 108),
    ("rsa_signature_2048_sha256_test", "RS256", 259),
]
DER_SIGNATURES = [("ecdsa_secp256r1_sha256_test", "ES256", 484), ("ecdsa_secp384r1_sha384_test", "ES384", 504)]


def groups(name):
    return load_json(corpus("w3c", "wycheproof", f"{name}.json"))["testGroups"]


def key_of(group):
    return pem.read_public(bytes.fromhex(group["publicKeyDer"]))


def is_good(key, signature, message, algorithm):
    try:
        key.verify(signature, message, algorithm)
    except SignatureError:
        return False
    return True


@pytest.mark.parametrize(("name", "algorithm", "count"), SIGNATURES)
def test_signatures(name, algorithm, count):
    seen = 0
    for group in groups(name):
        seen += len(group["tests"])
        if group.get("keyJwk", {}).get("e") == "Aw":
            # The suite has valid signatures of RSA keys with e = 3; such keys are refused here.
            with pytest.raises(KeyMaterialError, match="exponent"):
                key_of(group)
            continue
        key = key_of(group)
        for case in group["tests"]:
            # "acceptable" is a DigestInfo without its NULL: RFC 8017, section 9.2, leaves it out of what is compared, and so it fails.
            good = is_good(key, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]), algorithm)
            assert good == (case["result"] == "valid"), (case["tcId"], case["comment"])
    assert seen == count


@pytest.mark.parametrize(("name", "algorithm", "count"), DER_SIGNATURES)
def test_der_signatures_are_never_accepted_as_they_are_and_rightly_when_converted(name, algorithm, count):
    # No standard that credseal reads carries ECDSA in DER; conversion is what signers do with what OpenSSL returns.
    seen = 0
    for group in groups(name):
        key = key_of(group)
        for case in group["tests"]:
            seen += 1
            der, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            assert not is_good(key, der, message, algorithm)
            try:
                raw = raw_of(der, size=coordinate_size(key.kind))
            except (ValueError, OverflowError):
                assert case["result"] == "invalid"
                continue
            assert is_good(key, raw, message, algorithm) == (case["result"] == "valid"), (case["tcId"], case["comment"])
            if case["result"] == "valid":
                assert decode_dss_signature(der)
    assert seen == count


@pytest.mark.parametrize("name", [name for name, _, _ in SIGNATURES])
def test_the_same_keys_as_jwk_are_the_same_keys(name):
    compared = 0
    for group in groups(name):
        jwk = group.get("publicKeyJwk") or group.get("keyJwk")
        if jwk is None:
            continue
        if jwk.get("e") == "Aw":
            with pytest.raises(KeyMaterialError):
                from_jwk(jwk)
            continue
        assert from_jwk(jwk) == key_of(group)
        compared += 1
    assert compared or name.endswith("params_test")


# json_web_key_test: by comment of the group, what becomes of its public (or only) keys.
KEYS = {
    "rs256": {"good", "jwk.usage"},  # the second group says "use": "enc"
    "jws_rsa_roca_key": {"key.weak"},
    "keysize_too_small": {"key.weak"},
    "exponentOne": {"key.point"},
    "wrong_algorithm": {"jwk.usage"},
    "invalid_algorithm": {"jwk.usage"},
    "invalid_use": {"jwk.usage"},
    "invalid_point": {"key.point"},
    "wrong_curve": {"jwk.usage"},
    "wrong_kty": {"jwk.usage"},
    "jws_mixedSymmetryKeyset": {"key.unsupported", "good"},  # one symmetric key, one public P-256 key
}


def import_verdict(jwk):
    try:
        assert isinstance(from_jwk(jwk), PublicKey)
    except KeyMaterialError as error:
        return error.code
    return "good"


def test_json_web_keys():
    seen = {}
    for group in groups("json_web_key_test"):
        verdicts = {import_verdict(jwk) for jwk in group.get("public", group["private"])["keys"]}
        seen.setdefault(group["comment"], set()).update(verdicts)
    for comment, verdicts in seen.items():
        # every group that is not listed holds symmetric keys only
        assert verdicts == KEYS.get(comment, {"key.unsupported"}), comment
    assert set(KEYS) <= set(seen)


def test_private_json_web_keys_are_no_public_keys():
    for group in groups("json_web_key_test"):
        for jwk in group["private"]["keys"]:
            if "d" in jwk:
                assert import_verdict(jwk) == "key.private"
