"""Sealed files made to be misread: every one is refused or undecided, by name, and before anything of it is used."""

import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives import serialization

from credseal.encoding import base64url
from credseal.encoding.compact_jws import MOST_BYTES
from credseal.errors import CredsealError, JsonError, ProofError, SignatureError
from credseal.keys.ecdsa import der_of
from credseal.securing.jades import faults, parse
from seals import (
    PAYLOAD,
    as_bytes,
    authority,
    compact,
    file_of,
    forged,
    found,
    good_header,
    header_with,
    only,
    signature_of,
    signer,
)

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
GOOD = forged(good_header())
PLAIN = header_with(b64=None, crit=None)


def refusal(file):
    with pytest.raises((ProofError, JsonError)) as refused:
        parse(file)
    return refused.value.code


def judged(file, key=None):
    with pytest.raises(ProofError) as refused:
        only(file).verify(key or signer().public_key)
    return refused.value.code


def test_the_honest_file_is_good():
    only(GOOD).verify(signer().public_key)
    assert found(GOOD) == []


# who signed


@pytest.mark.parametrize("algorithm", ["none", "None", "", "HS256", "HS512", "EdDSA", "RS1", "ES256K", "dir"])
def test_algorithms_that_show_nothing(algorithm):
    assert judged(forged(header_with(alg=algorithm))) == "jose.algorithm"
    assert "jose.algorithm" in found(forged(header_with(alg=algorithm)), "error")


def test_a_public_key_is_no_shared_secret():
    pem = signer().public_key.native.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    forgery = forged(header_with(alg="HS256"), sign=lambda data: hmac.digest(pem, data, hashlib.sha256))
    assert judged(forgery) == "jose.algorithm"


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "ES512"])
def test_an_elliptic_algorithm_does_not_go_with_an_rsa_key(algorithm):
    rsa = signer("RS256")
    file = forged(header_with(rsa, alg=algorithm), of=rsa)
    assert judged(file, rsa.public_key) == "jose.key"


def test_one_padding_is_not_the_other():
    rsa = signer("RS256")
    assert judged(forged(header_with(rsa, alg="PS256"), of=rsa), rsa.public_key) == "jose.signature"


def test_a_key_or_certificate_in_the_header_convinces_nobody():
    mine = authority().seal_key(kind="P-256")
    forgery = forged(good_header(mine), of=mine)
    only(forgery).verify(only(forgery).certificate.public_key)  # unbroken, by whomever: the caller brings the key
    assert judged(forgery, signer().public_key) == "jose.signature"


def test_the_certificate_of_another_does_not_stay_unnoticed():
    other = good_header(signer("RS256"))
    exchanged = header_with(x5c=other["x5c"])
    assert found(forged(exchanged), "error") == ["jades.certificate-digest"]
    assert judged(forged(exchanged), only(forged(exchanged)).certificate.public_key) == "jose.key"
    both = {**exchanged, "x5t#S256": other["x5t#S256"]}
    assert found(forged(both), "error") == []
    assert judged(forged(both), only(forged(both)).certificate.public_key) == "jose.key"


def test_the_first_certificate_is_the_signers():
    turned = header_with(x5c=[*good_header(signer("RS256"))["x5c"], *good_header()["x5c"]])
    assert found(forged(turned), "error") == ["jades.certificate-digest"]


# what was signed


def test_a_changed_payload():
    assert judged(GOOD.replace(b"Ada", b"Eve")) == "jose.signature"


def test_the_payload_of_another_seal():
    other = json.loads(forged(good_header(), b'{"id":"urn:example:2"}'))
    spliced = {**other, "signatures": json.loads(GOOD)["signatures"]}
    assert judged(json.dumps(spliced)) == "jose.signature"


def test_the_payload_read_with_the_other_encoding():
    """Signed as base64url, read as it stands, and the other way round: what is read is what is signed, or nothing."""
    signature = signature_of(PLAIN)
    text = base64url.encode(PAYLOAD)
    assert refusal(file_of(signature, payload=PAYLOAD.decode())) == "jose.base64url"
    clear = file_of(signature_of(good_header(), text.encode()), payload=text)
    assert parse(clear).payload == text.encode()
    only(clear).verify(signer().public_key)


@pytest.mark.parametrize("value", [0, 1, "false", "true", None, [], [False]])
def test_an_encoding_that_two_readers_would_take_differently(value):
    header = {**good_header(), "b64": value}
    assert refusal(file_of(signature_of(header))) == "jose.b64"


def test_an_unencoded_payload_must_be_demanded():
    for critical in (None, [], ["iat"], "b64", [["b64"]], {"b64": 1}):
        header = {**good_header(), "crit": critical}
        assert refusal(file_of(signature_of(header))) == "jose.b64"
    without = header_with(crit=None)
    assert refusal(file_of(signature_of(without))) == "jose.b64"


def test_signatures_of_one_file_read_its_payload_alike():
    text = base64url.encode(PAYLOAD)
    mixed = file_of(signature_of(PLAIN), signature_of(good_header(), text.encode()), payload=text)
    assert refusal(mixed) == "jose.b64"


def test_an_unencoded_payload_has_no_compact_form():
    signature = signature_of(good_header(), b"abcd")
    assert refusal(f"{signature['protected']}.abcd.{signature['signature']}") == "jose.b64"


def test_the_encoding_is_no_unprotected_word():
    changed = json.loads(forged(PLAIN))
    changed["signatures"][0]["header"] = {"b64": False, "crit": ["b64"]}
    assert only(json.dumps(changed)).b64
    assert judged(json.dumps(changed)) == "jades.crit"


# two readings


@pytest.mark.parametrize(
    "header",
    [
        b'{"alg":"ES256","alg":"none"}',
        b'{"alg":"none","\\u0061lg":"ES256"}',
        b'{"alg":"ES256","x5t#S256":"a","x5t#S256":"b"}',
        b'{"alg":"ES256","crit":["b64"],"b64":false,"b64":true}',
        b'{"alg":"ES256"} {}',
        b'["ES256"]',
        b"null",
        b"{}",
        b'{"alg":null}',
        b'{"Alg":"ES256"}',
        b"\xef\xbb\xbf" + b'{"alg":"ES256"}',
        b'{"alg":"ES256","n":NaN}',
        b'{"alg":"ES256","n":"\\ud800"}',
        b'{"alg":"ES256","n":"\xff"}',
        b'{"alg":"ES256","x":' + b"[" * 12 + b"]" * 12 + b"}",
        b'{"alg":"ES256","x":' + b"[" * 90_000 + b"}",
        b'{"alg":"ES256","x":"' + b"a" * 70_000 + b'"}',
        b'{"alg":"ES256","x":[' + b"0," * 600 + b"0]}",
    ],
    ids=lambda value: ascii(value)[:50],
)
def test_headers_that_two_readers_would_read_differently(header):
    assert refusal(file_of(signature_of(header))) == "jose.header"
    assert refusal(compact(header)) == "jose.header"


@pytest.mark.parametrize("name", ["alg", "crit", "b64", "x5c", "kid"])
def test_a_parameter_in_both_headers(name):
    file = forged(good_header(), unprotected={name: good_header()[name]})
    assert refusal(file) == "jose.header"


def test_a_repeated_member_of_the_file():
    text = GOOD.decode()
    for name in ("payload", "signatures"):
        assert refusal('{"' + name + '":null,' + text[1:]) == "json.duplicate-key"
    for name in ("protected", "signature"):
        assert refusal(text.replace(f'"{name}"', f'"{name}":"","{name}"')) == "json.duplicate-key"


def test_both_syntaxes_in_one_file():
    document = json.loads(GOOD)
    for name in ("protected", "signature", "header"):
        assert refusal(json.dumps({**document, name: document["signatures"][0].get(name, {})})) == "jose.form"


def respelled(text):
    """Texts that a lenient decoder takes for the same bytes."""
    yield text + "="
    yield text + "\n"
    yield " " + text
    yield text[:4] + "\r\n" + text[4:]
    yield text[:4] + "$" + text[4:]
    yield text.replace("-", "+") + ("" if "-" in text else "+")
    yield text[:-1] + chr(ord(text[-1]) + 1)


@pytest.mark.parametrize("name", ["protected", "signature"])
def test_one_spelling_of_header_and_signature(name):
    document = json.loads(forged(header_with(note="-" if name == "signature" else "padded to a whole number of")))
    part = document["signatures"][0][name]
    for other in respelled(part):
        document["signatures"][0][name] = other
        with pytest.raises(ProofError) as refused:
            only(json.dumps(document)).verify(signer().public_key)
        assert refused.value.code in {"jose.base64url", "jose.header", "jose.signature"}


def test_letters_that_look_like_base64url():
    document = json.loads(GOOD)
    document["signatures"][0]["protected"] = "е" + document["signatures"][0]["protected"][1:]  # noqa: RUF001 - Cyrillic
    assert refusal(json.dumps(document)) == "jose.base64url"


# the form of the signature


def test_an_elliptic_signature_in_another_form():
    def der(data):
        return der_of(signer().sign(data))

    assert judged(forged(good_header(), sign=der)) == "jose.signature"
    for shaped in (lambda made: made[:-1], lambda made: made + b"\0", lambda made: b"\0" + made, lambda made: made * 2):
        assert judged(forged(good_header(), sign=lambda data, f=shaped: f(signer().sign(data)))) == "jose.signature"
    for r, s in ((0, 0), (1, 0), (0, 1), (P256_ORDER, 1), (1, P256_ORDER)):
        nothing = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        assert judged(forged(good_header(), sign=lambda _, made=nothing: made)) == "jose.signature"


def test_the_twin_of_an_elliptic_signature_covers_the_same():
    """Without the key anybody gets (r, n - s) from (r, s). It is as good, over the same bytes: no text of a signature identifies."""

    def twin(data):
        made = signer().sign(data)
        return made[:32] + (P256_ORDER - int.from_bytes(made[32:], "big")).to_bytes(32, "big")

    file = forged(good_header(), sign=twin)
    only(file).verify(signer().public_key)
    assert only(file).signature != only(GOOD).signature
    assert only(file).signing_input == only(GOOD).signing_input


# several signatures


def test_a_second_signature_does_not_help_the_first():
    mine = authority().seal_key(kind="P-256")
    honest, forgery = signature_of(good_header()), signature_of(good_header(mine), b'{"id":"urn:example:2"}', of=mine)
    for file in (file_of(forgery, honest), file_of(honest, forgery)):
        results = {}
        for each in parse(file).signatures:
            try:
                each.verify(each.certificate.public_key)
                results[each.certificate.der] = None
            except CredsealError as error:
                results[each.certificate.der] = error.code
        assert results == {signer().certificates[0]: None, mine.certificates[0]: "jose.signature"}


def test_a_broken_second_signature_is_not_overlooked():
    broken = {**signature_of(good_header()), "protected": "e30"}
    assert refusal(file_of(signature_of(good_header()), broken)) == "jose.header"


# size


def test_a_cut_file():
    for position in range(1, len(GOOD), 37):
        with pytest.raises((ProofError, JsonError)):
            only(GOOD[:position]).verify(signer().public_key)
    token = compact(PLAIN)
    for position in range(1, len(token), 37):
        with pytest.raises((ProofError, JsonError)):
            only(token[:position]).verify(signer().public_key)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "jose.form"),
        (b" \n", "jose.form"),
        (b"a.b", "jose.form"),
        (b"a.b.c.d", "jose.form"),
        (b"." * (MOST_BYTES + 1), "jose.size"),
        (b"{" + b" " * (MOST_BYTES + 1), "json.size"),
        (b"[" * 100_000, "jose.form"),
        (b'{"payload":' + b"[" * 100_000, "json.depth"),
        (b'{"payload":"e30","signatures":[' + b"{}," * 150_000 + b"{}]}", "json.items"),
        (b'{"payload":"e30","signatures":[' + b"{}," * 50_000 + b"{}]}", "jose.count"),
        (b"\xef\xbb\xbf" + GOOD, "jose.form"),
        (GOOD.decode().encode("utf-16"), "jose.form"),
        ("\ud800", "jose.form"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_files_that_are_none(file, code):
    assert refusal(file) == code


def test_a_header_of_many_certificates():
    assert found(forged(header_with(x5c=good_header()["x5c"] * 21)), "error") == ["jades.certificate"]


def test_words_outside_ascii_in_the_header():
    file = forged(as_bytes({**good_header(), "sigPl": {"addressLocality": "Malmö"}}).replace(b"\\u00f6", "ö".encode()))
    only(file).verify(signer().public_key)
    file = forged({**good_header(), "alg": "ES256\u202e"})
    with pytest.raises(ProofError) as refused:
        only(file).verify(signer().public_key)
    assert str(refused.value).isascii()


def test_messages_quote_nothing_of_the_payload():
    with pytest.raises(SignatureError) as refused:
        only(GOOD.replace(b"Ada", b"Eve")).verify(signer().public_key)
    assert "Eve" not in str(refused.value)
    signature = signature_of(PLAIN)
    with pytest.raises(ProofError) as refused:
        parse(file_of(signature, payload="Ada Example"))
    assert "Ada" not in str(refused.value)
    assert all("Ada" not in each.message for each in faults(only(GOOD)))
