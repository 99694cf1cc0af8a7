"""Compact tokens are taken apart in the one way that RFC 7515 allows."""

import pytest

from credseal.encoding import base64url, compact_jws
from credseal.errors import EncodingError


def token(header='{"alg":"ES256"}', payload="{}", signature="sig"):
    return ".".join(base64url.encode(part.encode()) for part in (header, payload, signature))


def test_a_token_is_taken_apart():
    parts = compact_jws.split(token())
    assert parts == ({"alg": "ES256"}, b"{}", b"sig", token().rpartition(".")[0].encode())
    assert compact_jws.split(token().encode()) == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "jose.form"),
        ("a", "jose.form"),
        ("e30.e30", "jose.form"),
        (token() + ".e30", "jose.form"),
        (token() + ".e30.e30.e30", "jose.form"),
        (token(signature=""), "jose.form"),
        (token(payload=""), "jose.form"),
        (token() + "=", "jose.base64url"),
        (token() + "\n", "jose.base64url"),
        (" " + token(), "jose.base64url"),
        (token() + "\u0430", "jose.base64url"),
        (token(signature="si")[:-1] + "l", "jose.base64url"),
        (token(header="[]"), "jose.header"),
        (token(header="{}"), "jose.header"),
        (token(header='{"alg":1}'), "jose.header"),
        (token(header='{"alg":"a","alg":"b"}'), "jose.header"),
        (token(header='{"alg":"a","crit":[]}'), "jose.crit"),
        (token(header='{"alg":"a","b64":false}'), "jose.b64"),
        (token(header='{"alg":"a","x":"' + "x" * 70_000 + '"}'), "jose.header"),
        ("e" * (compact_jws.MOST_BYTES + 1), "jose.size"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_could_be_misread_is_refused(text, code):
    with pytest.raises(EncodingError) as refused:
        compact_jws.split(text)
    assert refused.value.code == code


def test_the_payload_is_never_quoted():
    with pytest.raises(EncodingError) as refused:
        compact_jws.split("e30.secret\u00e9.e30")
    assert "secret" not in str(refused.value)
    assert "E9" not in str(refused.value)


def test_an_encrypted_token_is_called_one():
    with pytest.raises(EncodingError) as refusal:
        compact_jws.parts("eyJhbGciOiJFQ0RILUVTIn0.a.b.c.d")
    assert refusal.value.code == "jose.encrypted"
    with pytest.raises(EncodingError) as refusal:
        compact_jws.parts("a.b.c.d")
    assert refusal.value.code == "jose.form"
