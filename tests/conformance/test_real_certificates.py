"""The certificates and answers of real and of test authorities, as the corpus' seals carry them."""

import base64
import json
from datetime import datetime

import pytest

from credseal.pki.certificate import Certificate
from credseal.pki.paths import default_validator
from credseal.pki.revocation import revocation_of
from support import corpus, corpus_files, load_json

SEALED = [
    path
    for path in corpus_files("edc/samples/**/*.json*")
    if path.read_bytes().lstrip()[:40].replace(b" ", b"").startswith(b'{"payload"')
]
pytestmark = pytest.mark.corpus


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Seal:
    """What a sealed file says beside the signature."""

    def __init__(self, path):
        (signature,) = load_json(path)["signatures"]
        self.header = json.loads(unpadded(signature["protected"]))
        self.leaf, *self.others = (Certificate.parse(base64.b64decode(each)) for each in self.header["x5c"])
        self.at = datetime.fromisoformat(self.header["sigT"])
        values = {}
        for each in signature["header"]["etsiU"]:
            values.update(json.loads(unpadded(each)))
        self.others += [
            Certificate.parse(base64.b64decode(each["x509Cert"]["val"])) for each in values.get("xVals", [])
        ]
        answers = values.get("rVals", {})
        self.ocsp, self.crls = (
            [base64.b64decode(each["val"]) for each in answers.get(name, [])] for name in ("ocspVals", "crlVals")
        )


@pytest.fixture(params=SEALED, ids=lambda path: path.name)
def seal(request):
    return Seal(request.param)


def test_the_kid_of_a_seal_is_the_issuer_and_serial_number_of_its_certificate(seal):
    assert base64.b64encode(seal.leaf.issuer_serial).decode() == seal.header["kid"]


def test_the_certificates_of_seals_are_qualified_for_seals(seal):
    assert seal.leaf.statements.compliance
    assert seal.leaf.statements.types == ("eseal",)
    assert seal.leaf.organisation
    assert seal.leaf.organisation_identifier.startswith(("VATES-", "NTREE-"))
    assert seal.leaf.country in ("ES", "EE")


def test_the_certificate_leads_to_the_authority_that_issued_it(seal):
    issuers = [each for each in seal.others if each.subject_name == seal.leaf.issuer_name]
    path = default_validator().validate(seal.leaf, seal.others, issuers, at=seal.at, purpose="seal")
    assert path[0] == seal.leaf
    assert path[-1] in issuers


def test_the_embedded_answers_say_that_the_certificate_was_good(seal):
    issuers = [each for each in seal.others if each.subject_name == seal.leaf.issuer_name]
    if not (seal.ocsp or seal.crls):
        pytest.skip("a seal without answers")
    path = default_validator().validate(seal.leaf, seal.others, issuers, at=seal.at, purpose="seal")
    found = revocation_of(seal.leaf, path[1], ocsp=seal.ocsp, crls=seal.crls, at=seal.at, others=seal.others)
    assert found.status == "good"
    assert {each.code for each in found.findings} <= {"revocation.other"}


def test_a_real_authority_leads_to_its_root():
    corpus("edc", "samples")
    sealed = [Seal(path) for path in SEALED]
    found = set()
    for each in sealed:
        roots = [other for other in each.others if other.subject_name == other.issuer_name]
        for root in roots:
            if each.leaf.country == "EE" and root.common_name == "Halcom Root Certificate Authority":
                path = default_validator().validate(each.leaf, each.others, [root], at=each.at, purpose="seal")
                found.add(len(path))
    assert found == {3}
