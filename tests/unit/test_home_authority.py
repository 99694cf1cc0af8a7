"""The home-made authority of the examples: what it makes is what the standards want, and the tests rest on it."""

import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from authority import HomeAuthority
from credseal.keys.signer import open_signer
from credseal.pki.certificate import Certificate, load_certificates
from credseal.pki.paths import default_validator
from support import ROOT

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EXAMPLE = ROOT / "examples" / "home_authority.py"


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def url(authority):
    with authority.serve() as url:
        yield url


def post(url, media_type, body):
    request = urllib.request.Request(url, body, {"Content-Type": media_type})  # noqa: S310  our own, on this machine
    with opener().open(request, timeout=10) as answer:
        return answer.headers["Content-Type"], answer.read()


def opener():
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def test_all_its_certificates_have_what_validators_look_for(authority):
    seal = authority.seal(kind="P-256")
    tokens = authority.timestamp_authority()
    for held in (authority.root, authority.issuing, seal, tokens.held, authority.responder()):
        extensions = held.certificate.extensions
        assert extensions.get_extension_for_class(x509.BasicConstraints).critical
        assert extensions.get_extension_for_class(x509.KeyUsage).critical
        assert extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
        assert extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)
    for held in (authority.issuing, seal, tokens.held):
        assert held.certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
        assert held.certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)


def test_its_tokens_say_when_and_over_what_and_carry_the_chain(authority):
    tokens = authority.timestamp_authority()
    token = cms.ContentInfo.load(tokens.timestamp(b"data"), strict=True)["content"]
    info = token["encap_content_info"]["content"].parsed
    assert isinstance(info, tsp.TSTInfo)
    assert info["gen_time"].native == NOW
    digest = hashes.Hash(hashes.SHA256())
    digest.update(b"data")
    assert info["message_imprint"]["hashed_message"].native == digest.finalize()
    assert {each.chosen.dump() for each in token["certificates"]} == {tokens.held.der, authority.issuing.der}
    (signer,) = token["signer_infos"]
    assert {each["type"].native for each in signer["signed_attrs"]} == {
        "content_type", "message_digest", "signing_certificate_v2",
    }  # fmt: skip


@pytest.mark.parametrize(("change", "why"), [({"version": 1}, None), ({"req_policy": "1.2.3"}, "unaccepted_policy")])
def test_its_answers_grant_or_reject(authority, url, change, why):
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"d" * 32}
    request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": 7, "cert_req": True, **change})
    media_type, body = post(f"{url}/timestamp", "application/timestamp-query", request.dump())
    assert media_type == "application/timestamp-reply"
    if why:
        status = tsp.PKIStatusInfo.load(body[2:])
        assert status["status"].native == "rejection"
        assert status["fail_info"].native == {why}
    else:
        answer = tsp.TimeStampResp.load(body, strict=True)
        assert answer["status"]["status"].native == "granted"
        assert answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed["nonce"].native == 7


@pytest.mark.parametrize("algorithm", [hashes.SHA1(), hashes.SHA256()])  # noqa: S303  the usual name in OCSP
def test_it_answers_ocsp_in_the_hash_of_the_request(authority, url, algorithm):
    seal = authority.seal(kind="P-256")
    builder = ocsp.OCSPRequestBuilder().add_certificate(seal.certificate, authority.issuing.certificate, algorithm)
    request = builder.add_extension(x509.OCSPNonce(b"nonce-of-16-byte"), critical=False).build()
    body = post(f"{url}/ocsp", "application/ocsp-request", request.public_bytes(Encoding.DER))[1]
    answer = ocsp.load_der_ocsp_response(body)
    assert answer.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert answer.hash_algorithm.name == algorithm.name
    assert answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce == b"nonce-of-16-byte"
    authority.revoke(seal)
    answer = ocsp.load_der_ocsp_response(
        post(f"{url}/ocsp", "application/ocsp-request", request.public_bytes(Encoding.DER))[1]
    )
    assert answer.certificate_status is ocsp.OCSPCertStatus.REVOKED


def test_its_list_is_served(authority, url):
    with opener().open(f"{url}/crl", timeout=10) as answer:
        crl = x509.load_der_x509_crl(answer.read())
    assert crl.issuer == authority.issuing.name


@pytest.mark.parametrize(("path", "status"), [("/elsewhere", 404), ("/ocsp", 400)])
def test_its_server_refuses_what_it_does_not_know(url, path, status):
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(f"{url}{path}", "text/plain", b"hello")
    assert caught.value.code == status
    caught.value.close()


def test_the_example_leaves_files_that_work_together(tmp_path):
    command = [sys.executable, str(EXAMPLE), str(tmp_path / "authority")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603  our own
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "authority"
    assert {path.name for path in folder.iterdir()} == {"ca.pem", "issuing.pem", "issuing.crl", "seal.p12", "tsa.pem"}
    signer = open_signer(f"file:{folder}/seal.p12", passphrase="example")
    leaf, *others = (Certificate.parse(each) for each in signer.certificates)
    anchors = load_certificates((folder / "ca.pem").read_bytes())
    now = datetime.now(UTC)
    assert default_validator().validate(leaf, others, anchors, at=now, purpose="seal")[-1] == anchors[0]
    (stamping,) = load_certificates((folder / "tsa.pem").read_bytes())
    assert default_validator().validate(stamping, others, anchors, at=now, purpose="timestamp")
