from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)

from credseal.errors import KeyMaterialError
from credseal.keys import pem
from credseal.keys.public import PublicKey

PASSPHRASE = "correct horse ä"
ENCRYPTED = BestAvailableEncryption(PASSPHRASE.encode())


def certificate(private):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Example University")])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(private, None if isinstance(private, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )


def private_refusal(data, passphrase=None):
    with pytest.raises(KeyMaterialError) as caught:
        pem.read_private(data, passphrase=passphrase)
    return caught.value


def public_refusal(data):
    with pytest.raises(KeyMaterialError) as caught:
        pem.read_public(data)
    return caught.value


def same(native, private):
    return PublicKey.from_native(native.public_key()) == PublicKey.from_native(private.public_key())


@pytest.fixture(scope="module", params=["Ed25519", "P-256", "P-384"])
def private(request):
    if request.param == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1() if request.param == "P-256" else ec.SECP384R1())


@pytest.fixture(scope="module")
def p256():
    return ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_plain_pkcs8_is_read(private, encoding):
    assert same(pem.read_private(private.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())), private)


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, PASSPHRASE.encode()])
def test_encrypted_pkcs8_is_read_with_its_passphrase_as_text_or_bytes(private, encoding, passphrase):
    data = private.private_bytes(encoding, PrivateFormat.PKCS8, ENCRYPTED)
    assert same(pem.read_private(data, passphrase=passphrase), private)


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_sec1_is_read(p256, encoding):
    assert same(pem.read_private(p256.private_bytes(encoding, PrivateFormat.TraditionalOpenSSL, NoEncryption())), p256)


def test_sec1_behind_its_parameters_and_text_before_the_key_are_read(p256):
    sec1 = p256.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    parameters = b"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    assert same(pem.read_private(parameters + sec1), p256)
    assert same(pem.read_private(b"Bag Attributes\n    friendlyName: seal\n" + sec1), p256)


def test_a_key_beside_its_certificates_is_read(p256):
    chain = certificate(p256).public_bytes(Encoding.PEM)
    key = p256.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert same(pem.read_private(chain + key), p256)
    assert same(pem.read_private(key + chain + chain), p256)


@pytest.mark.parametrize("with_certificate", [True, False])
def test_pkcs12_is_read(private, with_certificate):
    cert = certificate(private) if with_certificate else None
    data = pkcs12.serialize_key_and_certificates(b"seal", private, cert, None, ENCRYPTED)
    assert same(pem.read_private(data, passphrase=PASSPHRASE), private)
    assert private_refusal(data, "wrong").code == "key.passphrase-wrong"
    assert private_refusal(data).code == "key.passphrase-missing"


def test_unencrypted_pkcs12_is_read(p256):
    data = pkcs12.serialize_key_and_certificates(b"seal", p256, None, None, NoEncryption())
    assert same(pem.read_private(data), p256)


def test_pkcs12_without_a_private_key_says_so(p256):
    data = pkcs12.serialize_key_and_certificates(b"chain", None, None, [certificate(p256)], ENCRYPTED)
    assert private_refusal(data, PASSPHRASE).code == "key.public"


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_passphrases_missing_wrong_and_unneeded_are_told_apart(p256, encoding):
    encrypted = p256.private_bytes(encoding, PrivateFormat.PKCS8, ENCRYPTED)
    plain = p256.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())
    assert private_refusal(encrypted).code == "key.passphrase-missing"
    assert private_refusal(encrypted, "wrong").code == "key.passphrase-wrong"
    assert private_refusal(plain, "any").code == "key.passphrase-unneeded"


def test_several_private_keys_are_refused(p256):
    key = p256.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    error = private_refusal(key + key)
    assert error.code == "key.several"
    assert "2 private keys" in error.message


def test_a_public_key_or_certificate_is_no_private_key(p256):
    public = p256.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for data in (public, certificate(p256).public_bytes(Encoding.PEM)):
        assert private_refusal(data).code == "key.public"


def test_private_keys_of_other_types_are_refused_by_name():
    data = x25519.X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    error = private_refusal(data)
    assert error.code == "key.unsupported"
    assert "X25519" in error.message


def test_keys_of_types_that_nobody_knows_are_refused():
    private = ed25519.Ed25519PrivateKey.generate()
    known, unknown = b"\x06\x03\x2b\x65\x70", b"\x06\x03\x2b\x65\x7f"
    pkcs8 = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert private_refusal(pkcs8.replace(known, unknown)).code == "key.unsupported"
    assert public_refusal(spki.replace(known, unknown)).code == "key.unsupported"


@pytest.mark.parametrize(
    "data",
    [b"", b"seal", b"\x30\x00", b"\x30\x82\xff\xff", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"],
)
def test_what_is_no_key_is_refused(data):
    assert private_refusal(data).code == "key.format"
    assert (
        public_refusal(
            data if b"PRIVATE" not in data else b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
        ).code
        == "key.format"
    )


def test_errors_repeat_neither_key_nor_passphrase(p256):
    lines = p256.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).splitlines()
    broken = b"\n".join([lines[0], lines[1][:-4], *lines[2:]])
    for error in (private_refusal(broken), private_refusal(broken, PASSPHRASE)):
        told = f"{error!r}{error}{error.hint}{error.__cause__}"
        assert lines[1].decode()[:20] not in told
        assert PASSPHRASE not in told


def test_writing_encrypts_and_reading_gives_the_same_key(private):
    data = pem.write_private(private, passphrase=PASSPHRASE)
    assert data.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert same(pem.read_private(data, passphrase=PASSPHRASE), private)


def test_writing_without_encryption_must_be_asked_for(private):
    assert pem.write_private(private, passphrase=None).startswith(b"-----BEGIN PRIVATE KEY-----")
    for empty in ("", b""):
        with pytest.raises(KeyMaterialError) as caught:
            pem.write_private(private, passphrase=empty)
        assert caught.value.code == "key.passphrase-missing"


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_public_keys_and_certificates_are_read(private, encoding):
    expected = PublicKey.from_native(private.public_key())
    spki = private.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
    assert pem.read_public(spki) == expected
    assert pem.read_public(certificate(private).public_bytes(encoding)) == expected


def test_the_first_certificate_of_a_chain_counts(private, p256):
    chain = certificate(private).public_bytes(Encoding.PEM) + certificate(p256).public_bytes(Encoding.PEM)
    assert pem.read_public(chain) == PublicKey.from_native(private.public_key())


def test_an_rsa_public_key_in_pkcs1_is_read():
    native = rsa.generate_private_key(65537, 2048).public_key()
    for encoding in (Encoding.PEM, Encoding.DER):
        assert pem.read_public(native.public_bytes(encoding, PublicFormat.PKCS1)) == PublicKey.from_native(native)


def test_a_private_key_where_a_public_one_is_expected_is_refused(p256):
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        assert public_refusal(p256.private_bytes(Encoding.PEM, form, NoEncryption())).code == "key.private"
    assert public_refusal(p256.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, ENCRYPTED)).code == "key.private"


def test_weak_public_keys_are_refused_in_this_form_too():
    neutral = ed25519.Ed25519PublicKey.from_public_bytes((1).to_bytes(32, "little"))
    assert public_refusal(neutral.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)).code == "key.weak"
