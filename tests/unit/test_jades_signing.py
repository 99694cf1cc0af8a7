"""Sealing: what comes out is what real European Digital Credentials have, and what goes in comes back."""

import base64
import json
from datetime import datetime, timedelta, timezone

import pytest

from credseal.encoding import base64url
from credseal.errors import KeyMaterialError, ModelError, PkiError, ProofError
from credseal.keys.signer import LocalSigner
from credseal.securing.jades import faults, file_faults, parse
from credseal.securing.jades.signing import seal
from seals import AT, PAYLOAD, authority, certificate, only, signer

EVERY = ("ES256", "ES384", "PS256", "RS256")


class Pretender:
    """A signer that says what it is told to."""

    def __init__(self, of, **told):
        self.public_key, self.certificates, self.algorithm = of.public_key, of.certificates, of.algorithm
        self.sign = of.sign
        for name, value in told.items():
            setattr(self, name, value)


@pytest.mark.parametrize("algorithm", EVERY)
@pytest.mark.parametrize("form", ["general", "compact"])
@pytest.mark.parametrize("time", ["iat", "sigT"])
def test_what_is_sealed_is_unbroken(algorithm, form, time):
    sealed = seal(PAYLOAD, signer(algorithm), at=AT, form=form, time=time)
    read = parse(sealed)
    (signature,) = read.signatures
    assert (read.payload, read.form, signature.algorithm, signature.signing_time) == (PAYLOAD, form, algorithm, AT)
    signature.verify(signature.certificate.public_key)
    assert [each.code for each in faults(signature)] == ([] if time == "iat" else ["jades.old-time"])
    assert file_faults(read) == ()


def test_the_file_is_what_europass_reads():
    sealed = seal(PAYLOAD, signer(), at=AT)
    assert sealed.startswith(b'{"payload":"{\\"id\\":')
    document = json.loads(sealed)
    assert list(document) == ["payload", "signatures"]
    assert list(document["signatures"][0]) == ["protected", "signature"]


@pytest.mark.parametrize(
    ("form", "time", "names", "critical"),
    [
        ("general", "iat", ["typ", "b64", "iat", "crit"], ["b64"]),
        ("general", "sigT", ["typ", "b64", "sigT", "crit"], ["b64", "sigT"]),
        ("compact", "iat", ["typ", "iat"], None),
        ("compact", "sigT", ["typ", "sigT", "crit"], ["sigT"]),
    ],
)
def test_the_header_is_that_of_real_seals(form, time, names, critical):
    header = only(seal(PAYLOAD, signer(), at=AT, form=form, time=time)).header
    assert list(header) == ["alg", "cty", "kid", "x5t#S256", "x5c", *names]
    assert header.get("crit") == critical
    assert header["cty"] == "json"
    assert header["typ"] == ("jose+json" if form == "general" else "jose")
    assert header["kid"] == base64.b64encode(certificate().issuer_serial).decode()


def test_the_time_is_said_to_the_second_in_utc():
    at = datetime(2026, 11, 20, 12, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert only(seal(PAYLOAD, signer(), at=at)).header["iat"] == int(AT.timestamp()) + 1815
    assert only(seal(PAYLOAD, signer(), at=at, time="sigT")).header["sigT"] == "2026-11-20T10:30:15Z"


def test_the_chain_is_there_without_the_root():
    held = authority().seal(kind="P-256")
    with_root = LocalSigner(held.key, certificates=[held.der, authority().issuing.der, authority().root.der])
    signature = only(seal(PAYLOAD, with_root, at=AT))
    assert [each.der for each in signature.certificates] == [held.der, authority().issuing.der]


def test_a_certificate_that_signed_itself_is_there_all_the_same():
    held = authority().certify(certificate().native.subject, authority().root.key, [], issuer=None)
    alone = LocalSigner(held.key, certificates=[held.der])
    assert only(seal(PAYLOAD, alone, at=AT)).certificate.der == held.der


@pytest.mark.parametrize(
    ("payload", "written"),
    [
        (b'"', rb"\""),
        (b"\\", rb"\\"),
        (b"/", b"/"),
        (b"\n\r\t\b\f", rb"\n\r\t\b\f"),
        (b"\0\x1f\x7f", rb"\u0000\u001f" + b"\x7f"),
        ("é€\u2028😀\ufeff\u202e".encode(), "é€\u2028😀\ufeff\u202e".encode()),
    ],
)
def test_only_what_json_demands_is_escaped(payload, written):
    sealed = seal(payload, signer(), at=AT)
    assert sealed.startswith(b'{"payload":"' + written + b'","signatures"')
    assert parse(sealed).payload == payload


def test_the_compact_form_takes_any_bytes():
    sealed = seal(b"\xff\xed\xa0\x80", signer(), at=AT, form="compact")
    assert sealed.isascii()
    assert parse(sealed).payload == b"\xff\xed\xa0\x80"


def refusal(*given, **options):
    with pytest.raises((ProofError, PkiError, KeyMaterialError, ModelError)) as refused:
        seal(*given, **{"at": AT, **options})
    assert "Ada" not in str(refused.value)
    return refused.value.code


@pytest.mark.parametrize("payload", [b"", b"Ada\xff", b"Ada\xed\xa0\x80", b"Ada\xc0\x80"])
def test_what_no_json_string_holds_is_refused(payload):
    assert refusal(payload, signer()) == "jades.payload"


def test_what_no_verifier_reads_is_refused():
    assert refusal(b"Ada" * 3_000_000, signer()) == "jose.size"
    assert refusal(b"Ada" * 3_000_000, signer(), form="compact") == "jose.size"


def test_the_certificate_must_be_in_force():
    leaf = certificate()
    for at in (leaf.not_before - timedelta(seconds=1), leaf.not_after + timedelta(seconds=1)):
        assert refusal(PAYLOAD, signer(), at=at) == "jades.certificate-validity"
    for at in (leaf.not_before, leaf.not_after):
        assert only(seal(PAYLOAD, signer(), at=at)).signing_time == at


def test_the_time_must_say_its_zone():
    assert refusal(PAYLOAD, signer(), at=AT.replace(tzinfo=None)) == "model.naive-instant"


def test_the_certificate_must_be_that_of_the_key():
    assert refusal(PAYLOAD, Pretender(signer(), certificates=())) == "jades.signer"
    assert refusal(PAYLOAD, Pretender(signer(), certificates=signer("RS256").certificates)) == "jades.signer"
    assert refusal(PAYLOAD, Pretender(signer(), certificates=(b"none",))) == "certificate.unreadable"


def test_a_module_that_signs_with_another_key_is_found_out():
    other = authority().seal_key(kind="P-256")
    assert refusal(PAYLOAD, Pretender(signer(), sign=other.sign)) == "jades.signer"
    assert refusal(PAYLOAD, Pretender(signer(), sign=lambda _: b"")) == "jades.signer"
    assert refusal(PAYLOAD, Pretender(signer("RS256"), algorithm="PS256")) == "jades.signer"


@pytest.mark.parametrize("algorithm", ["EdDSA", "Ed25519", "ES512", "RS512", "HS256", "none", ""])
def test_algorithms_that_validators_do_not_take(algorithm):
    assert refusal(PAYLOAD, Pretender(signer(), algorithm=algorithm)) == "jose.algorithm"


def test_the_algorithm_must_be_one_of_the_key():
    assert refusal(PAYLOAD, Pretender(signer(), algorithm="RS256")) == "jose.key"


def test_sealing_twice_gives_the_same_where_the_algorithm_allows_it():
    assert seal(PAYLOAD, signer("RS256"), at=AT) == seal(PAYLOAD, signer("RS256"), at=AT)


def test_the_signature_has_one_spelling():
    signature = only(seal(PAYLOAD, signer(), at=AT))
    assert base64url.encode(base64url.decode(signature.signature)) == signature.signature
    assert len(base64url.decode(signature.signature)) == 64
