"""Signers for seals: RSA keys, and the certificates that stand beside a key."""

import base64
import copy
import pickle
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from authority import HomeAuthority, new_key
from credseal.errors import KeyMaterialError, ProofError, SignatureError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import CertifiedSigner, LocalSigner, open_signer
from credseal.securing.data_integrity import signing

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def held(authority):
    return authority.seal()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def key_pem(held, encryption=None):
    return held.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


def refusal(action, *arguments, **options):
    with pytest.raises(KeyMaterialError) as caught:
        action(*arguments, **options)
    return caught.value


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_rsa_signs_as_it_is_told(held, algorithm):
    signer: CertifiedSigner = LocalSigner(held.key, algorithm=algorithm)
    assert signer.algorithm == algorithm
    signature = signer.sign(b"data")
    assert len(signature) == 256
    signer.public_key.verify(signature, b"data", algorithm)
    for other in {"RS256", "PS256"} - {algorithm}:
        with pytest.raises(SignatureError):
            signer.public_key.verify(signature, b"data", other)


@pytest.mark.parametrize(
    ("kind", "algorithm"), [("RSA", "RS256"), ("P-256", "ES256"), ("P-384", "ES384"), ("Ed25519", "Ed25519")]
)
def test_each_kind_of_key_has_its_usual_algorithm(kind, algorithm):
    signer = LocalSigner(new_key(kind))
    assert (signer.algorithm, signer.certificates) == (algorithm, ())
    signer.public_key.verify(signer.sign(b"data"), b"data", signer.algorithm)


@pytest.mark.parametrize(
    ("kind", "algorithm"),
    [("RSA", "RS512"), ("RSA", "ES256"), ("P-256", "RS256"), ("P-384", "ES256"), ("P-256", "none"), ("RSA", "HS256")],
)
def test_an_algorithm_that_does_not_go_with_the_key_is_refused(kind, algorithm):
    error = refusal(LocalSigner, new_key(kind), algorithm=algorithm)
    assert error.code == "key.algorithm"
    assert algorithm in error.message


def test_weak_rsa_keys_do_not_sign():
    assert refusal(LocalSigner, rsa.generate_private_key(65537, 1024)).code == "key.weak"  # noqa: S505


def test_certificates_are_put_in_order_and_what_does_not_belong_is_left_out(authority, held):
    expected = (held.der, authority.issuing.der, authority.root.der)
    foreign = HomeAuthority(clock=lambda: NOW)
    for order in (expected, expected[::-1], (foreign.issuing.der, *expected[1:], held.der, held.der)):
        assert LocalSigner(held.key, certificates=order).certificates == expected


def test_the_certificates_of_another_key_are_refused(authority, held):
    others = [authority.seal(kind="P-256").der, authority.issuing.der]
    assert "None" in refusal(LocalSigner, held.key, certificates=others).message
    renewed = authority.seal(key=held.key)
    error = refusal(LocalSigner, held.key, certificates=[held.der, renewed.der])
    assert error.code == "key.certificate"
    assert error.message.startswith("2 certificates")


@pytest.mark.parametrize("certificates", [[b""], [b"hello"], [b"0" * 99]])
def test_what_is_no_certificate_is_refused(held, certificates):
    assert refusal(LocalSigner, held.key, certificates=[held.der, *certificates]).code == "key.certificate"


def test_an_authority_with_a_key_of_another_kind_is_kept():
    unusual = HomeAuthority(kind="brainpoolP256r1", clock=lambda: NOW)
    held = unusual.seal(kind="P-256")
    certificates = [unusual.issuing.der, held.der]
    assert LocalSigner(held.key, certificates=certificates).certificates == (held.der, unusual.issuing.der)


def test_a_hundred_certificates_are_enough(held):
    assert refusal(LocalSigner, held.key, certificates=[held.der] * 101).code == "key.certificate"


def test_a_pkcs12_file_gives_a_signer_with_certificates(folder, authority, held):
    (folder / "seal.p12").write_bytes(authority.pkcs12(held, passphrase="correct horse"))
    for algorithm in (None, "PS256"):
        signer = open_signer("file:seal.p12", passphrase="correct horse", algorithm=algorithm)
        assert signer.certificates == (held.der, authority.issuing.der)
        assert signer.algorithm == (algorithm or "RS256")
        signer.public_key.verify(signer.sign(b"data"), b"data", signer.algorithm)
    assert refusal(open_signer, "file:seal.p12", passphrase="wrong").code == "key.passphrase-wrong"


def test_certificates_beside_the_key_in_pem_come_along(folder, authority, held):
    key = key_pem(held, BestAvailableEncryption(b"correct horse"))
    for name, content in {
        "first.pem": key + held.pem + authority.issuing.pem,
        "last.pem": authority.issuing.pem + b"Bag Attributes\n" + held.pem + key,
    }.items():
        (folder / name).write_bytes(content)
        signer = open_signer(f"file:{name}", passphrase="correct horse")
        assert signer.certificates == (held.der, authority.issuing.der)


def test_a_key_alone_has_no_certificates(folder, held):
    (folder / "seal.pem").write_bytes(key_pem(held))
    (folder / "seal.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", held.key, None, None, NoEncryption())
    )
    assert open_signer("file:seal.pem").certificates == ()
    assert open_signer("file:seal.p12").certificates == ()


def test_a_file_whose_certificate_is_of_another_key_is_refused_by_its_name(folder, authority, held):
    (folder / "seal.pem").write_bytes(key_pem(held) + authority.seal(kind="P-256").pem)
    assert refusal(open_signer, "file:seal.pem").code == "key.certificate"
    cut = base64.encodebytes(held.der[:-10])
    (folder / "cut.pem").write_bytes(
        key_pem(held) + b"-----BEGIN CERTIFICATE-----\n" + cut + b"-----END CERTIFICATE-----\n"
    )
    error = refusal(open_signer, "file:cut.pem")
    assert error.code == "key.certificate"
    assert error.message.startswith("cut.pem: ")


def test_a_signer_of_rsa_shows_its_key_nowhere_and_stays_where_it_is(held):
    signer = LocalSigner(held.key, certificates=[held.der])
    secrets = held.key.private_numbers()
    for number in (secrets.d, secrets.p, secrets.q):
        for form in (str(number), f"{number:x}"):
            assert form not in f"{signer!r} {signer}"
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        assert refusal(leave, signer).code == "key.pickle"


def test_data_integrity_has_no_suite_for_rsa(held):
    signer = LocalSigner(held.key)
    for suite in (None, "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"):
        with pytest.raises(ProofError) as caught:
            signing.sign({}, signer, verification_method="did:example:1#k", cryptosuite=suite, contexts=None)
        assert caught.value.code == "proof.key"
        assert "RSA" in caught.value.message


def test_an_rsa_key_in_a_jwk_does_not_sign(folder, held):
    jwk = {**to_jwk(LocalSigner(held.key).public_key), "d": "AQAB"}
    (folder / "seal.jwk").write_text(str(jwk).replace("'", '"'))
    assert refusal(open_signer, "file:seal.jwk").code == "key.unsupported"
