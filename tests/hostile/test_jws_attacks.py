"""Tokens made to be misread: every one is refused, by name, and before anything of it is used."""

import hashlib
import hmac
import json

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from credseal.encoding import base64url
from credseal.encoding.compact_jws import MOST_BYTES
from credseal.errors import KeyMaterialError, ProofError, SignatureError
from credseal.keys.ecdsa import raw_of
from credseal.keys.public import PublicKey
from credseal.securing.jose.jws import parse

ED25519 = ed25519.Ed25519PrivateKey.generate()
P256 = ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)
EVERYTHING = ("none", "HS256", "ES256", "EdDSA", "RS256", "PS256")


def public(private):
    return PublicKey.from_native(private.public_key())


def encoded(value):
    return base64url.encode(value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode())


def token(header, payload=b'{"id":"urn:example:1"}', *, sign=ED25519.sign):
    signing_input = f"{encoded(header)}.{encoded(payload)}"
    return f"{signing_input}.{base64url.encode(sign(signing_input.encode()))}"


def sign_es256(data):
    return raw_of(P256.sign(data, ec.ECDSA(hashes.SHA256())), size=32)


def sign_rs256(data, key=RSA):
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


GOOD = token({"alg": "EdDSA"})


def refusal(text):
    with pytest.raises(ProofError) as caught:
        parse(text)
    return caught.value.code


def judged(text, key=ED25519, algorithms=EVERYTHING):
    with pytest.raises(ProofError) as caught:
        parse(text).verify(public(key), algorithms=algorithms)
    return caught.value.code


@pytest.mark.parametrize(
    ("made", "key", "algorithm"),
    [
        (GOOD, ED25519, "EdDSA"),
        (token({"alg": "Ed25519"}), ED25519, "Ed25519"),
        (token({"alg": "ES256"}, sign=sign_es256), P256, "ES256"),
        (token({"alg": "RS256"}, sign=sign_rs256), RSA, "RS256"),
    ],
)
def test_an_honest_token_is_good_and_no_other_algorithm_is_tried(made, key, algorithm):
    parse(made).verify(public(key), algorithms={algorithm})
    assert judged(made, key, set(EVERYTHING) - {algorithm}) == "jose.algorithm"


@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE", "", " none"])
def test_no_signature_is_no_algorithm(name):
    unsigned = f"{encoded({'alg': name})}.{encoded(b'{}')}."
    assert refusal(unsigned) == "jose.form"
    assert judged(unsigned + "AA", algorithms=("none", name, "EdDSA")) == "jose.algorithm"


def test_a_public_key_is_no_shared_secret():
    pem = P256.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    forged = token({"alg": "HS256"}, sign=lambda data: hmac.digest(pem, data, hashlib.sha256))
    assert judged(forged, P256) == "jose.algorithm"


def test_the_algorithm_must_fit_the_key():
    assert judged(GOOD, P256) == "jose.key"
    assert judged(token({"alg": "ES256"}), ED25519) == "jose.key"
    assert judged(token({"alg": "RS256"}, sign=sign_es256), P256) == "jose.key"


def test_one_rsa_padding_is_not_the_other():
    assert judged(token({"alg": "PS256"}, sign=sign_rs256), RSA) == "jose.signature"


def test_a_short_rsa_key_never_becomes_a_key():
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - the point
    made = token({"alg": "RS256"}, sign=lambda data: sign_rs256(data, short))
    with pytest.raises(KeyMaterialError):
        parse(made).verify(public(short), algorithms={"RS256"})


def test_signatures_in_another_form_or_length():
    def der(data):
        return P256.sign(data, ec.ECDSA(hashes.SHA256()))

    assert judged(token({"alg": "ES256"}, sign=der), P256) == "jose.signature"
    for shaped in (lambda made: made[:-1], lambda made: made + b"\0", lambda made: b"\0" + made, lambda made: made * 2):
        assert (
            judged(token({"alg": "ES256"}, sign=lambda data, f=shaped: f(sign_es256(data))), P256) == "jose.signature"
        )
        assert judged(token({"alg": "EdDSA"}, sign=lambda data, f=shaped: f(ED25519.sign(data)))) == "jose.signature"
        assert judged(token({"alg": "RS256"}, sign=lambda data, f=shaped: f(sign_rs256(data))), RSA) == "jose.signature"


def test_a_key_in_the_header_is_not_looked_at():
    mine = ed25519.Ed25519PrivateKey.generate()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(mine.public_key().public_bytes_raw())}
    forged = token({"alg": "EdDSA", "jwk": jwk, "jku": "https://evil.example/keys"}, sign=mine.sign)
    assert judged(forged) == "jose.signature"


@pytest.mark.parametrize(
    "header",
    [{"crit": ["exp"], "exp": 1}, {"crit": []}, {"crit": "exp"}, {"crit": ["b64"], "b64": False}, {"crit": None}],
)
def test_extensions_that_must_be_understood(header):
    assert refusal(token({"alg": "EdDSA", **header})) == "jose.crit"


@pytest.mark.parametrize("value", [False, True, None])
def test_a_payload_that_would_be_other_bytes(value):
    assert refusal(token({"alg": "EdDSA", "b64": value})) == "jose.b64"


@pytest.mark.parametrize(
    "header",
    [
        b'{"alg":"EdDSA","alg":"none"}',
        b'{"alg":"none","\\u0061lg":"EdDSA"}',
        b'{"alg":"EdDSA"} {}',
        b'["EdDSA"]',
        b'"EdDSA"',
        b"null",
        b"{}",
        b'{"alg":null}',
        b'{"alg":["EdDSA"]}',
        b'{"Alg":"EdDSA"}',
        b"\xef\xbb\xbf" + b'{"alg":"EdDSA"}',
        b'{"alg":"EdDSA","n":NaN}',
        b'{"alg":"EdDSA","x":' + b"[" * 12 + b"]" * 12 + b"}",
        b'{"alg":"EdDSA","x":"' + b"a" * 70_000 + b'"}',
        b"\xff\xfe",
    ],
)
def test_headers_that_two_readers_would_read_differently(header):
    assert refusal(token(header)) == "jose.header"


def respelled(part):
    """Texts that a lenient decoder takes for the same bytes."""
    yield part + "="
    yield part + "=="
    yield part + "\n"
    yield " " + part
    yield part[:4] + "\r\n" + part[4:]
    yield part[:4] + "$" + part[4:]
    yield part[:4] + "А" + part[5:]  # noqa: RUF001 - a Cyrillic letter
    yield part[:-1] + chr(ord(part[-1]) + 1)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_spelling_of_every_part(place):
    # 64 bytes leave four bits of the last character unused, and so do these header and payload.
    parts = token({"alg": "EdDSA"}, b"abcd").split(".")
    for other in respelled(parts[place]):
        spelled = [*parts[:place], other, *parts[place + 1 :]]
        if place == 0 and other[:-1] == parts[0][:-1] and len(other) == len(parts[0]):
            continue  # whole bytes: another header
        assert refusal(".".join(spelled)) == "jose.base64url"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        GOOD + ".",
        GOOD + ".AA",
        GOOD + ".AA.AA.AA",
        GOOD.rsplit(".", 1)[0],
        GOOD.replace(".", "..", 1),
        "." + GOOD,
        '{"payload": "e30", "protected": "e30", "signature": "AA"}',
    ],
)
def test_three_parts_and_no_other_number(text):
    assert refusal(text) == "jose.form"


def test_white_space_around_a_token_is_for_whoever_reads_files():
    for text in (GOOD + "\n", " " + GOOD, "\ufeff" + GOOD):
        assert refusal(text) == "jose.base64url"
    assert refusal(b"\xef\xbb\xbf" + GOOD.encode()) == "jose.base64url"


def test_bytes_and_text_are_the_same_token():
    assert parse(GOOD.encode()) == parse(GOOD)


@pytest.mark.parametrize("text", ["a" * (MOST_BYTES + 1), b"." * (MOST_BYTES + 1), "." * MOST_BYTES])
def test_oversized_tokens(text):
    assert refusal(text) in {"jose.size", "jose.form"}


def test_messages_quote_nothing_of_the_payload():
    with pytest.raises(ProofError) as caught:
        parse(token({"alg": "\u202eEdDSA" * 99}, b"secret")).verify(public(ED25519), algorithms={"EdDSA"})
    assert "secret" not in str(caught.value)
    assert str(caught.value).isascii()
    assert "secret" not in repr(parse(token({"alg": "EdDSA"}, b"secret")))


@given(st.integers(min_value=0, max_value=len(GOOD) - 1), st.sampled_from("ABab01_-."))
def test_every_changed_character_is_noticed(position, character):
    changed = GOOD[:position] + character + GOOD[position + 1 :]
    if changed == GOOD:
        return
    with pytest.raises(ProofError):
        parse(changed).verify(public(ED25519), algorithms={"EdDSA"})


def test_a_wrong_signature_is_a_signature_error():
    with pytest.raises(SignatureError):
        parse(token({"alg": "EdDSA"}, sign=lambda _: bytes(64))).verify(public(ED25519), algorithms={"EdDSA"})
