"""Certificates as they are read: what they say, and what is refused."""

from datetime import UTC, datetime

import pytest
from asn1crypto import cms, core
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from authority import HomeAuthority, named
from credseal.errors import KeyMaterialError, PkiError
from credseal.keys.public import PublicKey
from credseal.pki.certificate import MAX_BYTES, Certificate, load_certificates
from credseal.pki.statements import QcStatements, read_statements

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority(clock=lambda: NOW)


@pytest.fixture(scope="module")
def held(authority):
    return authority.seal(kind="P-256", statements=("compliance", "eseal", "device"), common_name="Registry of Example")


@pytest.fixture(scope="module")
def certificate(held):
    return Certificate.parse(held.der)


def refusal(data, reading=Certificate.parse):
    with pytest.raises(PkiError) as caught:
        reading(data)
    return caught.value


def with_extension(authority, oid, value):
    extension = x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value)
    return Certificate.parse(authority.seal(kind="P-256", statements=(), extensions=[(extension, False)]).der)


def test_a_certificate_tells_whose_seal_it_is_for(certificate, held):
    assert certificate.organisation == "University of Example"
    assert certificate.organisation_identifier == "VATES-A12345678"
    assert certificate.common_name == "Registry of Example"
    assert certificate.country == "ES"
    assert certificate.subject == "CN=Registry of Example,2.5.4.97=VATES-A12345678,O=University of Example,C=ES"
    assert certificate.public_key == PublicKey.from_native(held.key.public_key())
    assert certificate.not_before < NOW < certificate.not_after
    assert certificate.not_before.tzinfo is UTC


def test_a_certificate_tells_what_it_is_by_european_law(certificate, authority):
    assert certificate.statements == QcStatements(compliance=True, types=("eseal",), device=True)
    assert Certificate.parse(authority.root.der).statements == QcStatements()


def test_what_is_named_twice_is_not_named(authority):
    name = x509.Name(
        [
            *named(organisation="A", country="ES", common_name="A"),
            *named(organisation="B", country="FR", common_name="A"),
        ]
    )
    held = authority.certify(name, authority.issuing.key, [], issuer=authority.issuing)
    certificate = Certificate.parse(held.der)
    assert (certificate.organisation, certificate.country, certificate.common_name) == (None, None, None)
    assert certificate.organisation_identifier is None


def test_equal_bytes_are_one_certificate(certificate, authority):
    again = Certificate.parse(bytes(bytearray(certificate.der)))
    assert again == certificate
    assert hash(again) == hash(certificate)
    assert certificate != Certificate.parse(authority.issuing.der)


def test_a_certificate_shows_a_digest_and_no_names(certificate):
    assert repr(certificate) == f"<Certificate sha256:{certificate.sha256.hex()[:16]}>"


def test_the_issuer_and_serial_number_name_it(certificate, authority):
    read = cms.IssuerSerial.load(certificate.issuer_serial, strict=True)
    assert read["serial"].native == certificate.native.serial_number
    assert read["issuer"][0].chosen.untag().dump() == Certificate.parse(authority.issuing.der).subject_name


def test_names_longer_than_the_standard_allows_are_read():
    held = HomeAuthority(clock=lambda: NOW).root
    long = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "University " * 9, _validate=False)])
    certificate = Certificate.parse(HomeAuthority().certify(long, held.key, [], issuer=None).der)
    assert certificate.organisation == "University " * 9


def test_one_broken_extension_does_not_hide_the_others(authority):
    notice = bytes.fromhex("300e300c06032a0304300506032a0305")  # a policy whose qualifier is no qualifier
    broken = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.32"), notice)
    held = authority.certify(
        authority.root.name,
        authority.root.key,
        [(broken, False), (x509.BasicConstraints(ca=True, path_length=3), True)],
        issuer=None,
    )
    certificate = Certificate.parse(held.der)
    assert certificate.extension(x509.BasicConstraints).path_length == 3
    assert certificate.is_critical(x509.BasicConstraints)
    assert not certificate.is_critical(x509.KeyUsage)
    assert certificate.extension(x509.KeyUsage) is None
    for ask in (lambda: certificate.extension(x509.CertificatePolicies), lambda: certificate.extensions):
        with pytest.raises(PkiError) as caught:
            ask()
        assert caught.value.code == "certificate.extension"


def test_a_key_that_is_not_supported_is_told_when_it_is_asked_for():
    certificate = Certificate.parse(HomeAuthority(kind="brainpoolP256r1").root.der)
    with pytest.raises(KeyMaterialError) as caught:
        _ = certificate.public_key
    assert caught.value.code == "key.unsupported"


@pytest.mark.parametrize(
    "data", [b"", b"0", b"\x30\x00", b"hello", b"-----BEGIN CERTIFICATE-----", b"\x30\x82\xff\xff" + b"\0" * 80]
)
def test_what_is_no_certificate_is_refused(data):
    assert refusal(data).code == "certificate.unreadable"
    assert refusal(data, load_certificates).code == "certificate.unreadable"


def test_a_certificate_is_refused_that_is_larger_than_any_real_one(certificate):
    assert "at most" in refusal(b"\x30" * (MAX_BYTES + 1)).message


@given(st.data())
def test_a_damaged_certificate_is_refused_or_read_without_a_traceback(certificate, data):
    der = bytearray(certificate.der)
    for _ in range(data.draw(st.integers(1, 4))):
        der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = Certificate.parse(bytes(der))
        _ = read.subject, read.statements, read.issuer_serial, read.key_info, read.public_key, read.organisation
    except (PkiError, KeyMaterialError):
        pass


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x05\x00",
        b"\x30\x02\x05\x00",
        core.SequenceOf([core.Integer(1)], spec=core.Integer).dump(),
        bytes.fromhex("300d300b06070400 8e4601060500".replace(" ", "")),
    ],
)
def test_statements_that_are_not_what_the_standard_has_are_refused(authority, value):
    with pytest.raises(PkiError) as caught:
        read_statements(value)
    assert caught.value.code == "certificate.extension"
    with pytest.raises(PkiError):
        _ = with_extension(authority, "1.3.6.1.5.5.7.1.3", value).statements


def test_a_file_holds_several_certificates_among_other_text(authority, held):
    data = b"Bag Attributes\n" + held.pem + b"\n# the authority\n" + authority.issuing.pem
    assert [each.der for each in load_certificates(data)] == [held.der, authority.issuing.der]
    assert [each.der for each in load_certificates(held.der)] == [held.der]


def test_a_file_with_one_broken_certificate_is_refused(held):
    assert refusal(held.pem + held.pem.replace(b"\n", b"\n!", 3), load_certificates).code == "certificate.unreadable"


def test_a_file_with_too_many_certificates_is_refused(held):
    assert "1001" in refusal(held.pem * 1001, load_certificates).message
