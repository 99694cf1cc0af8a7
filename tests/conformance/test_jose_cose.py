"""The test suite of Securing Verifiable Credentials using JOSE and COSE: its sixteen tests of JOSE.

https://github.com/w3c/vc-jose-cose-test-suite . It signs and verifies files with given keys and expects success or failure, without a reason;
here the reason stands beside. Tokens of presentations (``vp+jwt``) are neither made nor read yet.
"""

from datetime import UTC, datetime

import pytest
from jwcrypto.jwk import JWK

from credseal.did.resolver import DefaultResolver
from credseal.errors import CredsealError
from credseal.issuer.refusing import refuse
from credseal.issuer.tokens import token_of
from credseal.jsonld.contexts import Contexts
from credseal.keys.signer import LocalSigner
from credseal.profiles import vcdm
from credseal.report import Outcome
from credseal.verifier import Verifier
from support import corpus, load_json

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = "https://example.issuer/vc-jose-cose"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS = Contexts(extra={EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}})
ASKED = ("structure", "contexts", "signature", "issuer_authenticated")
SUCCESS = "success"
# What comes of each test here: success, or the code of the refusal.
ANSWERS = {
    1: SUCCESS,
    2: SUCCESS,
    3: "vcdm.type",  # DIFFERENT: a presentation, of which no token is made
    4: "vcdm.type",  # DIFFERENT: the same
    5: "key.unsupported",  # P-521 keys sign nothing; the context of the examples explains any extension
    6: SUCCESS,
    7: "envelope.token-kind",  # DIFFERENT: a presentation, vp+jwt
    8: SUCCESS,
    9: "jose.algorithm",  # ES512, which is not accepted; and the key is an Ed25519 key
    10: "proof.missing",
    11: "envelope.presentation",
    12: "jose.signature",
    13: "envelope.token-kind",
    14: "envelope.token-kind",
    15: "envelope.token-kind",
    16: "envelope.token-kind",
}
DIFFERENT = {3, 4, 7}

pytestmark = pytest.mark.corpus


def suite():
    return {
        each["number"]: each for each in load_json(corpus("w3c", "jose-cose", "tests.json"))["JOSETestMapping"].values()
    }


def method(name):
    return load_json(corpus("w3c", "jose-cose", "input", name))


def resolver():
    """The issuer's document, with all the keys of the suite."""
    methods = [method(f"vm-{kind}.json") for kind in ("p256", "p384", "p521", "ed25519")]
    published = [{name: value for name, value in each.items() if name != "secretKeyJwk"} for each in methods]
    document = {"id": ISSUER, "verificationMethod": published, "assertionMethod": [each["id"] for each in published]}
    return DefaultResolver(documents={ISSUER: document})


def verified(data):
    report = Verifier(resolver=resolver(), fetch=None, contexts=CONTEXTS, clock=lambda: AT).inspect(data)
    checks = [report.find(name) for name in ASKED]
    return next((one.code for one in checks if one and one.outcome is not Outcome.PASSED), SUCCESS)


def issued(name, key):
    document = method(name)
    private = JWK(**key["secretKeyJwk"]).get_op_key("sign")
    try:
        refuse(vcdm.check(document))
        sealed = token_of(
            document, LocalSigner(private), form="vc+jwt", verification_method=key["id"], at=AT, contexts=CONTEXTS
        )
    except CredsealError as error:
        return error.code
    return verified(sealed.data)


@pytest.mark.parametrize("number", ANSWERS)
def test_the_suite(number):
    test = suite()[number]
    if test["fn"] == "issue":
        answer = issued(test["input_file"], method(test["key_file"]))
    else:
        answer = verified(corpus("w3c", "jose-cose", "input", test["input_file"]))
    assert answer == ANSWERS[number]
    assert ((answer == SUCCESS) != (test["expected_result"] == "success")) is (number in DIFFERENT)


def test_all_of_it_is_run():
    assert sorted(suite()) == sorted(ANSWERS)
