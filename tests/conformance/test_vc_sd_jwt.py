"""The test suite of Securing Verifiable Credentials using JOSE and COSE: its SD-JWT files, through the verifier.

https://github.com/w3c/vc-jose-cose-test-suite . As in ``test_jose_cose`` success is that form, contexts and signature are right, and the key is the
issuer's. The core of SD-JWT is asked in ``test_sd_jwt_vectors``, with the keys that sign nothing here.
"""

from datetime import UTC, datetime

import pytest

from credseal.did.resolver import DefaultResolver
from credseal.jsonld.contexts import Contexts
from credseal.report import Outcome
from credseal.verifier import Verifier
from support import corpus, load_json

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = "https://example.issuer/vc-jose-cose"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS = Contexts(extra={EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}})
ASKED = ("structure", "contexts", "signature", "issuer_authenticated")
SUCCESS = "success"
# What comes of each file here: success, or the code of the refusal.
ANSWERS = {
    "credential-sdjwt-selective.txt": SUCCESS,
    "credential-sdjwt-nested.txt": "jose.algorithm",  # DIFFERENT: ES512, with a key of P-521
    "credential-sdjwt-bad-signature.txt": "jose.signature",
    "credential-sdjwt-bad-media-type.txt": "sd-jwt.other-kind",
    "presentation-sdjwt-selective.txt": "presentation.sd-jwt",  # DIFFERENT: presentations of this form are refused
    "presentation-sdjwt-bad-media-type.txt": "sd-jwt.other-kind",
    "presentation-sdjwt-bad-credential.txt": "sd-jwt.other-kind",
}
DIFFERENT = {"credential-sdjwt-nested.txt", "presentation-sdjwt-selective.txt"}

pytestmark = pytest.mark.corpus


def given(name):
    return corpus("w3c", "jose-cose", "input", name).read_text(encoding="utf-8").strip()


def cases():
    mapped = load_json(corpus("w3c", "jose-cose", "tests.json"))["SDJWTTestMapping"].values()
    return {each["input_file"]: each for each in mapped if each["fn"] == "verify"}


def verifier():
    """Whoever has the issuer's document, with the keys of the suite."""
    methods = [
        load_json(corpus("w3c", "jose-cose", "input", f"vm-{kind}.json")) for kind in ("p256", "p384", "ed25519")
    ]
    published = [{name: value for name, value in each.items() if name != "secretKeyJwk"} for each in methods]
    names = [each["id"] for each in published]
    document = {"id": ISSUER, "verificationMethod": published, "assertionMethod": names, "authentication": names}
    resolver = DefaultResolver(documents={ISSUER: document})
    return Verifier(resolver=resolver, fetch=None, contexts=CONTEXTS, clock=lambda: AT)


def answer_of(report):
    found = [report.find(name) for name in ASKED]
    return next((one.code for one in found if one and one.outcome is not Outcome.PASSED), SUCCESS)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_files_of_the_suite(name):
    answer = answer_of(verifier().inspect(given(name)))
    assert answer == ANSWERS[name]
    assert ((answer == SUCCESS) != (cases()[name]["expected_result"] == "success")) is (name in DIFFERENT)


def test_all_of_them_are_asked():
    assert sorted(cases()) == sorted(ANSWERS)


def test_what_its_disclosures_bring_is_read():
    report = verifier().inspect(given("credential-sdjwt-selective.txt"))
    assert set(report.document["credentialSubject"]) == {"firstName", "lastName", "birthDate", "id"}
    assert [proof.suite for proof in report.proofs] == ["vc+sd-jwt, ES384"]


def test_the_one_in_the_suites_presentation_is_opened():
    """Beside a vc+jwt and a vc+cose, of which the last is not read."""
    shown = given("presentation-jose-multiple.txt")
    report = verifier().inspect_presentation(shown, challenge="none", audience="nobody")
    assert [answer_of(one.report) for one in report.credentials] == [SUCCESS, SUCCESS, "envelope.enveloped-form"]
    assert report.credentials[1].report.document["credentialSubject"]["lastName"] == "Doe"
