"""A timestamp token says that something was there at a time: what makes it one, and what does not."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from authority import HomeAuthority, HomeTimestamps
from credseal.errors import PkiError
from credseal.pki.certificate import Certificate
from credseal.pki.timestamp import TimestampToken

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
DATA = b"what was stamped"
AUTHORITY = HomeAuthority(clock=lambda: AT)
TOKENS = AUTHORITY.timestamp_authority()
TOKEN = TOKENS.timestamp(DATA)


class Altered(HomeTimestamps):
    """An authority that signs other attributes than it should."""

    def _signed_attributes(self, info, own, digest):
        return self.alter(super()._signed_attributes(info, own, digest))

    def alter(self, attributes):
        raise NotImplementedError


class WithoutCertificateName(Altered):
    def alter(self, attributes):
        return cms.CMSAttributes([each for each in attributes if each["type"].native != "signing_certificate_v2"])


class WithOtherDigest(Altered):
    def alter(self, attributes):
        for each in attributes:
            if each["type"].native == "message_digest":
                each["values"] = [b"\0" * 32]
        return attributes


class WithOtherContentType(Altered):
    def alter(self, attributes):
        for each in attributes:
            if each["type"].native == "content_type":
                each["values"] = [cms.ContentType("data")]
        return attributes


class WithOtherCertificateName(Altered):
    def alter(self, attributes):
        for each in attributes:
            if each["type"].native == "signing_certificate_v2":
                each["values"] = [tsp.SigningCertificateV2({"certs": [{"cert_hash": b"\1" * 32}]})]
        return attributes


class WithRepeatedAttribute(Altered):
    def alter(self, attributes):
        return cms.CMSAttributes([*attributes, attributes[0]])


class WithFirstKindOfName(Altered):
    """RFC 3161 as it was before RFC 5816: the certificate named by SHA-1."""

    def alter(self, attributes):
        kept = [each for each in attributes if each["type"].native != "signing_certificate_v2"]
        digest = self.held.certificate.fingerprint(hashes.SHA1())  # noqa: S303 - what that standard has
        name = tsp.SigningCertificate({"certs": [{"cert_hash": digest}]})
        return cms.CMSAttributes([*kept, cms.CMSAttribute({"type": "signing_certificate", "values": [name]})])


def made_by(kind, of=TOKENS):
    return kind(of.held, of.chain, of.clock)


def refused(der, others=()):
    with pytest.raises(PkiError) as caught:
        TimestampToken.parse(der).verify(others)
    return caught.value.code


def changed(der, change):
    """The token after a change to its SignedData, which signs nothing anew."""
    info = cms.ContentInfo.load(der)
    change(info["content"])
    return info.dump(force=True)


def test_a_token_says_when_and_what_and_by_whom():
    token = TimestampToken.parse(TOKEN)
    assert token.time == AT
    assert token.covers(DATA)
    assert not token.covers(DATA + b".")
    assert (token.algorithm, token.imprint) == ("sha256", hashlib.sha256(DATA).digest())
    assert token.verify() == token.signer == Certificate.parse(TOKENS.held.der)
    assert token == TimestampToken.parse(TOKEN)


@pytest.mark.parametrize("kind", ["RSA", "P-256", "P-384", "P-521"])
@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_keys_and_hashes_of_real_authorities(kind, algorithm):
    token = TimestampToken.parse(AUTHORITY.timestamp_authority(kind=kind).timestamp(DATA, algorithm=algorithm))
    token.verify()
    assert token.covers(DATA)


def test_a_token_without_certificates_needs_them_from_elsewhere():
    der = TOKENS.token(hashlib.sha256(DATA).digest(), with_certificates=False)
    own = Certificate.parse(TOKENS.held.der)
    assert refused(der) == "timestamp.signer"
    assert TimestampToken.parse(der).verify([Certificate.parse(AUTHORITY.root.der), own]) == own


def test_a_certificate_named_by_sha1_is_that_of_the_older_standard():
    assert TimestampToken.parse(made_by(WithFirstKindOfName).timestamp(DATA)).verify() == Certificate.parse(
        TOKENS.held.der
    )


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (WithoutCertificateName, "timestamp.form"),
        (WithRepeatedAttribute, "timestamp.form"),
        (WithOtherDigest, "timestamp.attributes"),
        (WithOtherContentType, "timestamp.attributes"),
        (WithOtherCertificateName, "timestamp.certificate"),
    ],
)
def test_signed_attributes_that_say_something_else(kind, code):
    assert refused(made_by(kind).timestamp(DATA)) == code


def test_lengths_as_older_software_writes_them_are_read():
    indefinite = b"\x30\x80" + TOKEN[4:] + b"\0\0"
    assert TimestampToken.parse(indefinite).verify() == Certificate.parse(TOKENS.held.der)


def test_another_time_was_not_signed():
    def later(signed):
        info = signed["encap_content_info"]["content"].parsed
        info["gen_time"] = core.GeneralizedTime(AT - timedelta(days=365))
        signed["encap_content_info"]["content"] = core.ParsableOctetString(info.dump(force=True))

    assert refused(changed(TOKEN, later)) == "timestamp.attributes"


def test_another_key_did_not_sign_it():
    other = AUTHORITY.timestamp_authority()
    # The other authority signs in the first one's name.
    assert (
        refused(replace(TOKENS, held=replace(TOKENS.held, key=other.held.key)).timestamp(DATA)) == "timestamp.signature"
    )


def test_a_signature_of_another_kind_than_the_key():
    other = AUTHORITY.timestamp_authority(kind="RSA")
    assert (
        refused(replace(TOKENS, held=replace(TOKENS.held, key=other.held.key)).timestamp(DATA)) == "timestamp.signature"
    )


def test_the_certificate_cannot_be_exchanged_for_another_of_the_same_key():
    again = AUTHORITY.certify(
        TOKENS.held.name, TOKENS.held.key, [], issuer=AUTHORITY.issuing, not_after=AT + timedelta(days=3650)
    )

    def exchange(signed):
        own = asn1_x509.Certificate.load(again.der)
        signed["certificates"] = [cms.CertificateChoices("certificate", own)]

    assert refused(changed(TOKEN, exchange)) == "timestamp.signer"


@pytest.mark.parametrize(
    "options",
    [
        {"purposes": ()},
        {"critical": False},
        {"purposes": (ExtendedKeyUsageOID.CODE_SIGNING,)},
        {"purposes": (ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING)},
        {"purposes": (ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,)},
    ],
    ids=["none", "not critical", "another", "others too", "any"],
)
def test_a_certificate_that_is_not_for_timestamps_alone(options):
    assert refused(AUTHORITY.timestamp_authority(**options).timestamp(DATA)) == "timestamp.usage"


def test_a_seal_is_no_timestamp_authority():
    seal = AUTHORITY.seal(kind="P-256")
    assert refused(HomeTimestamps(seal, (), lambda: AT).timestamp(DATA)) == "timestamp.usage"


@pytest.mark.parametrize("at", [AT - timedelta(days=2), AT + timedelta(days=500)])
def test_a_time_outside_of_the_certificates_validity(at):
    assert refused(TOKENS.timestamp(DATA, at=at)) == "timestamp.validity"


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224"])
def test_hashes_that_no_longer_bind(algorithm):
    assert refused(TOKENS.timestamp(DATA, algorithm=algorithm)) == "timestamp.weak"


def test_an_unknown_hash():
    assert refused(TOKENS.timestamp(DATA, algorithm="sha3_256")) == "timestamp.unsupported"


def test_two_signers_are_one_too_many():
    def double(signed):
        signed["signer_infos"] = [signed["signer_infos"][0], signed["signer_infos"][0]]

    assert refused(changed(TOKEN, double)) == "timestamp.form"


def test_signed_data_of_another_kind():
    def other(signed):
        signed["encap_content_info"] = {"content_type": "data", "content": b"text"}

    assert refused(changed(TOKEN, other)) == "timestamp.form"


@pytest.mark.parametrize(
    "der",
    [
        b"",
        TOKEN[:-1],
        TOKEN[: len(TOKEN) // 2],
        TOKEN + b"\0",
        TOKENS.held.der,
        b"\x30\x82\xff\xff",
        b"\x30\x80" * 5000,
        b"\0" * 300_000,
    ],
    ids=["empty", "one short", "half", "one long", "a certificate", "promises", "nested", "long"],
)
def test_what_is_no_token(der):
    with pytest.raises(PkiError) as caught:
        TimestampToken.parse(der)
    assert caught.value.code == "timestamp.form"


@given(position=st.integers(0, len(TOKEN) - 1), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed_or_lies_in_what_no_token_signs(position, bit):
    spoilt = bytearray(TOKEN)
    spoilt[position] ^= 1 << bit
    try:
        token = TimestampToken.parse(bytes(spoilt))
        token.verify()
    except PkiError:
        return
    # Then it is as it was in all that counts: time, imprint, and who signed.
    assert (token.time, token.imprint, token.signer) == (
        AT,
        hashlib.sha256(DATA).digest(),
        Certificate.parse(TOKENS.held.der),
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data):
    with pytest.raises(PkiError):
        TimestampToken.parse(data)
