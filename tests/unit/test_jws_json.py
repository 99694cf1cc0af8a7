"""Signed files in JSON are taken apart in the one way that RFC 7515 allows."""

import json

import pytest

from credseal.encoding import jws_json
from credseal.errors import EncodingError, JsonError

ONE = {"protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "c2ln"}


def file(**members):
    return json.dumps({"payload": "e30", "signatures": [ONE], **members})


def test_the_general_form():
    parts = jws_json.split(file())
    assert (parts.payload, parts.form, parts.members) == ("e30", "general", ())
    (signature,) = parts.signatures
    assert (signature.protected, signature.header, signature.signature) == (ONE["protected"], {}, "c2ln")
    assert signature.pointer == "/signatures/0"


def test_the_flattened_form():
    parts = jws_json.split(json.dumps({"payload": "e30", "header": {"kid": "1"}, **ONE}).encode())
    assert (parts.form, parts.signatures[0].header, parts.signatures[0].pointer) == ("flattened", {"kid": "1"}, "")


def test_the_payload_is_its_text_after_unescaping():
    assert jws_json.split('{"signatures":[' + json.dumps(ONE) + r'],"payload":"\u0041\/\n"}').payload == "A/\n"


def test_signatures_stay_in_their_order():
    parts = jws_json.split(file(signatures=[ONE, {**ONE, "signature": "c2lo"}]))
    assert [each.signature for each in parts.signatures] == ["c2ln", "c2lo"]


def test_other_members_are_named():
    parts = jws_json.split(file(evil=1, signatures=[{**ONE, "a/b": 2}]))
    assert parts.members == ("/evil", "/signatures/0/a~1b")
    assert jws_json.split(json.dumps({"payload": "e30", "evil": 1, **ONE})).members == ("/evil",)


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("[]", "jose.form", ""),
        ("{}", "jose.form", ""),
        ('{"payload":"e30"}', "jose.form", ""),
        (file(payload=["e30"]), "jose.form", "/payload"),
        (file(payload=None), "jose.form", "/payload"),
        (file(payload={}), "jose.form", "/payload"),
        (file(payload=""), "jose.detached", "/payload"),
        (json.dumps(ONE), "jose.detached", "/payload"),
        (file(signatures=[]), "jose.count", "/signatures"),
        (file(signatures=[ONE] * 9), "jose.count", "/signatures"),
        (file(signatures=ONE), "jose.form", "/signatures"),
        (file(signatures=["c2ln"]), "jose.form", "/signatures/0"),
        (file(signatures=None), "jose.form", "/signatures"),
        (file(signature="c2ln"), "jose.form", "/signatures"),
        (file(protected="c2ln"), "jose.form", "/signatures"),
        (file(header={}), "jose.form", "/signatures"),
        (file(signatures=[{**ONE, "header": []}]), "jose.form", "/signatures/0/header"),
        (file(signatures=[{**ONE, "header": None}]), "jose.form", "/signatures/0/header"),
        (file(signatures=[ONE, {"signature": "c2ln"}]), "jose.form", "/signatures/1/protected"),
        (file(signatures=[{**ONE, "protected": ""}]), "jose.form", "/signatures/0/protected"),
        (file(signatures=[{**ONE, "signature": 1}]), "jose.form", "/signatures/0/signature"),
        (json.dumps({"payload": "e30", "signature": "c2ln"}), "jose.form", "/protected"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_could_be_misread_is_refused(text, code, pointer):
    with pytest.raises(EncodingError) as refused:
        jws_json.split(text)
    assert (refused.value.code, refused.value.pointer) == (code, pointer)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (file()[:-1], "json.syntax"),
        (file()[:-1] + ',"payload":"e30"}', "json.duplicate-key"),
        (file()[:-1] + r',"p\u0061yload":"e30"}', "json.duplicate-key"),
        (file(signatures=[ONE]).replace('"signature"', '"signature":"c2lo","signature"'), "json.duplicate-key"),
        ("\ufeff" + file(), "json.encoding"),
        (file().replace("e30", r"\ud800"), "json.encoding"),
        (file() + "{}", "json.syntax"),
        (file(evil=0).replace("0}", "1e400}"), "json.number"),
        ("[" * 100 + "]" * 100, "json.depth"),
        (file().encode().replace(b"e30", b"\xff"), "json.encoding"),
        (file().encode("utf-16"), "json.encoding"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_is_no_strict_json_is_refused(text, code):
    with pytest.raises(JsonError) as refused:
        jws_json.split(text)
    assert refused.value.code == code


def test_eight_signatures_are_read():
    assert len(jws_json.split(file(signatures=[ONE] * 8)).signatures) == 8
