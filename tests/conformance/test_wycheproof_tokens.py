"""Project Wycheproof's tokens with JSON Web Keys and key sets (C2SP/wycheproof), and that no file of the suite is left out.

The other 401 tokens are in ``test_jws_vectors``, bare signatures and the forms of keys in ``test_wycheproof``.
"""

import json

import pytest

from conformance.test_jws_vectors import EVERYTHING
from conformance.test_wycheproof import DER_SIGNATURES, SIGNATURES
from credseal.errors import CredsealError
from credseal.keys.jwk import from_jwk
from credseal.securing.jose.jws import parse
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FILES = ["json_web_crypto_test", "json_web_key_test"]
ELSEWHERE = [name for name, _, _ in (*SIGNATURES, *DER_SIGNATURES)] + ["json_web_signature_test"]
GOOD = "good"
# Where one key of a set is of no use to us, none is tried in its place: the header names which it is.
SECRET = "key.unsupported"
# By comment of group and case: what becomes of a token whose form can be read. The suite accepts what is marked so.
ANSWERS = {
    ("jws_ec", "acceptsValid"): GOOD,
    ("jws_rsa", "acceptsValid"): GOOD,
    ("rs256", "acceptsValid"): GOOD,
    ("jws_ec", "rejectsSymmetryConfusionAttacks_aesKeyFromEcVerificationKeyBytes"): "jose.algorithm",
    ("jws_ec", "rejectsAttackerProvidedEmbeddedJwk"): "jose.signature",
    ("jws_rsa_roca_key", "rejectsKeyWithRocaVulnerability"): "key.weak",
    ("rs256", "rejectsWrongUse"): "jwk.usage",
    ("wrong_algorithm", "mismatchedAlgAndCurve"): "jwk.usage",
    ("invalid_algorithm", "mismatchedAlgAndCurve"): "jwk.usage",
    ("invalid_use", "rejectsModifiedKey"): "jwk.usage",
    ("invalid_point", "rejectsModifiedKey"): "key.point",
    ("wrong_curve", "rejectsModifiedKey"): "jwk.usage",
    ("wrong_kty", "rejectsModifiedKey"): "jwk.usage",
}
CHANGED = {"rejectsModifiedSignature", "rejectsModifiedPayload", "rejectsModifiedHeader"}


def cases(name):
    """Group, its keys, and one token of it; encrypted ones apart."""
    for group in load_json(corpus("w3c", "wycheproof", f"{name}.json"))["testGroups"]:
        held = group.get("public", group["private"])
        for case in group["tests"]:
            yield group["comment"], held.get("keys", [held]), case


def answer(token, keys):
    """What becomes of a token whose key is the one of that name."""
    try:
        jws = parse(token if isinstance(token, str) else json.dumps(token))
        # A header that was changed names no key any more: the one that it did name is taken.
        key = next((one for one in keys if one["kid"] == jws.header.get("kid")), keys[0])
        jws.verify(from_jwk(key), algorithms={key["alg"]})
    except CredsealError as error:
        return error.code
    return GOOD


def expected(group, keys, case, found):
    if found == "jose.form":  # not three parts with something in each
        return "jose.form" if case["result"] == "invalid" else GOOD
    if {key["kty"] for key in keys} == {"oct"} or group == "jws_mixedSymmetryKeyset":
        return SECRET  # whoever can check a keyed hash can make it: refused, good or not
    return "jose.signature" if case["comment"] in CHANGED else ANSWERS[group, case["comment"]]


@pytest.mark.parametrize(("name", "signed"), [(FILES[0], 49), (FILES[1], 26)])
def test_tokens_with_their_keys(name, signed):
    seen = 0
    for group, keys, case in cases(name):
        if "jws" not in case:
            continue
        seen += 1
        found = answer(case["jws"], keys)
        assert found == expected(group, keys, case, found), (group, case["tcId"], case["comment"])
        assert found != GOOD or case["result"] == "valid"
    assert seen == signed


def test_what_the_suite_accepts_and_we_do_not_needs_a_shared_secret():
    refused = [
        group
        for name in FILES
        for group, keys, case in cases(name)
        if "jws" in case and case["result"] == "valid" and answer(case["jws"], keys) != GOOD
    ]
    assert refused == ["jws_aes", "jws_keyset", "jws_keyset", "HS256", "HS384", "HS512"]


def test_encrypted_tokens_are_none_of_ours():
    encrypted = [case["jwe"] for _, _, case in cases("json_web_crypto_test") if "jwe" in case]
    assert len(encrypted) == 34
    for token in encrypted:
        with pytest.raises(CredsealError):
            parse(token if isinstance(token, str) else json.dumps(token))


def test_no_file_of_the_suite_is_left_out():
    corpus("w3c")
    files = {path.stem for path in (CORPUS / "w3c" / "wycheproof").glob("*.json")}
    assert files == {*FILES, *ELSEWHERE}


def test_the_algorithms_of_the_suites_keys_are_those_that_a_signature_can_have():
    """What is narrowed above to the key's own algorithm could be any of these."""
    named = {key["alg"] for name in FILES for _, keys, _ in cases(name) for key in keys if key["kty"] != "oct"}
    assert named - EVERYTHING == {"ES521", "ES224", "RSA1_5", "ECDH-ES+A128KW"}
