"""Ed25519 where implementations disagree: what credseal says, case by case, and the rule behind it.

The rule: the public key is canonical (y < 2**255 - 19) and not of small order, else the key itself is refused; then RFC 8032,
section 5.1.7, without cofactor, as OpenSSL has it: S < L, and the encoding of SB - kA equals the 32 bytes of R, which
no non-canonical R does. So a signature is good for one key and one message at most, as far as signers are honest. What a dishonest
signer can still do (R of small order, a key with a small-order part) needs the private key and deceives nobody about who signed.

Sources: novifinancial/ed25519-speccheck ("Taming the many EdDSAs", 2020, table 6c) and C2SP/CCTV ed25519vectors.
"""

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from credseal.errors import KeyMaterialError, SignatureError
from credseal.keys.public import PublicKey
from support import corpus, load_json

pytestmark = pytest.mark.corpus

SPECCHECK = [
    ("key.weak", "A of small order, R of small order, S = 0: fits every message"),
    ("key.weak", "A of small order"),
    ("good", "R of small order, A has a small-order part: the equation holds without cofactor"),
    ("good", "A and R have small-order parts that cancel without cofactor"),
    ("signature.mismatch", "holds only when multiplied by the cofactor"),
    ("signature.mismatch", "holds only when multiplied by the cofactor, and not where 8k is reduced first"),
    ("signature.mismatch", "S not below L"),
    ("signature.mismatch", "S far above L"),
    ("signature.mismatch", "R not canonical"),
    ("signature.mismatch", "R not canonical, k from its canonical form"),
    ("key.weak", "A not canonical and of small order (-0, -1)"),
    ("key.weak", "A not canonical and of small order, k from its canonical form"),
]


def verdict(key, message, signature):
    try:
        public = PublicKey.from_native(ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)))
        public.verify(bytes.fromhex(signature), message)
    except (KeyMaterialError, SignatureError) as error:
        return error.code
    return "good"


@pytest.mark.parametrize(("number", "expected", "why"), [(at, *case) for at, case in enumerate(SPECCHECK)])
def test_speccheck(number, expected, why):
    case = load_json(corpus("ed25519", "speccheck-cases.json"))[number]
    assert verdict(case["pub_key"], bytes.fromhex(case["message"]), case["signature"]) == expected, why


def test_speccheck_has_no_further_cases():
    assert len(load_json(corpus("ed25519", "speccheck-cases.json"))) == len(SPECCHECK)


def test_the_914_vectors_of_cctv_follow_the_rule():
    vectors = load_json(corpus("ed25519", "cctv-ed25519vectors.json"))
    verdicts = set()
    for vector in vectors:
        flags = set(vector["flags"] or ())
        if flags & {"low_order_A", "non_canonical_A"}:
            expected = {"key.weak", "key.non-canonical"}
        elif flags & {"low_order_residue", "non_canonical_R"}:
            expected = {"signature.mismatch"}
        else:
            expected = {"good"}
        found = verdict(vector["key"], vector["msg"].encode(), vector["sig"])
        assert found in expected, (vector["number"], flags)
        verdicts.add(found)
    assert verdicts == {"key.weak", "key.non-canonical", "signature.mismatch", "good"}
    assert len(vectors) == 914
