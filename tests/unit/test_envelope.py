"""What was handed over is told apart strictly, and what is not read yet is named."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from credseal.encoding import base64url
from credseal.envelope import open_envelope
from credseal.errors import EnvelopeError, InputError
from credseal.media.baked import bake
from pictures import SVG, itxt, png, text

URL = "https://uni.example/assertions/1.json"
CREDENTIAL = {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:1", "name": "学 ® ελληνικά"}


def code_of(content):
    with pytest.raises(InputError) as refused:
        open_envelope(content)
    return refused.value.code


def token(payload, **header):
    parts = (json.dumps({"alg": "ES256", **header}), json.dumps(payload), "signature")
    return ".".join(base64url.encode(part.encode()) for part in parts)


def test_a_path_is_a_file_and_text_is_content(tmp_path):
    (tmp_path / "c.json").write_text('{"a": 1}')
    for source in (tmp_path / "c.json", '{"a": 1}', b' {"a": 1}\n'):
        envelope = open_envelope(source)
        assert envelope.document == {"a": 1}
        assert envelope.notes == ()


def test_a_file_name_as_text_is_not_opened(tmp_path):
    (tmp_path / "c.json").write_text("{}")
    with pytest.raises(InputError) as refused:
        open_envelope(str(tmp_path / "c.json"))
    assert refused.value.code == "envelope.file-name"


def test_of_parsed_json_it_is_noted_that_duplicates_went_unchecked():
    given = {"a": [1, {"b": None}]}
    envelope = open_envelope(given)
    assert envelope.document == given
    assert envelope.document is not given
    assert [note.code for note in envelope.notes] == ["envelope.parsed"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "envelope.pdf"),
    ],
)
def test_forms_that_are_not_read_yet_are_named(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n....", "png.truncated"),
        (b"\x89PNG", "png.signature"),
        (b"<svg>", "svg.root"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "svg.root"),
        (b"<!DOCTYPE html><html>", "envelope.web-page"),
        (png(), "media.empty"),
        (SVG, "media.empty"),
        (SVG.decode(), "media.empty"),
    ],
)
def test_pictures_are_known_by_their_content_and_answered_in_their_words(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize("picture", [png(), SVG], ids=["png", "svg"])
def test_a_picture_is_opened_and_it_is_noted_that_it_shows_anything(picture):
    envelope = open_envelope(bake(picture, json.dumps(CREDENTIAL)))
    assert envelope.document == CREDENTIAL
    assert (envelope.form, envelope.standard, envelope.token) == ("json", "openbadges-3", None)
    assert [note.code for note in envelope.notes] == [f"envelope.{envelope.carrier}"]
    assert "not signed" in envelope.notes[0].message


@pytest.mark.parametrize("ending", ["json", "jwt", "jws", "1ob", "png", "svg", "txt", ""])
def test_the_name_of_a_file_says_nothing(tmp_path, ending):
    content = json.dumps(CREDENTIAL)
    for data in (content.encode(), token(CREDENTIAL).encode(), bake(png(), content), bake(SVG, content)):
        path = tmp_path / f"credential.{ending}"
        path.write_bytes(data)
        assert open_envelope(path).document == CREDENTIAL


def test_a_token_of_data_model_2_is_the_credential_with_the_claims_of_the_token_apart():
    claims = {"iss": "did:web:uni.example", "sub": "a", "aud": ["b"], "exp": 3, "nbf": 1, "iat": 2, "jti": "urn:1"}
    given = token({**CREDENTIAL, **claims}, typ="vc+jwt")
    for written in (given, given.encode(), f"\n{given} \n"):
        envelope = open_envelope(written)
        assert envelope.document == CREDENTIAL
        assert envelope.claims == claims
        assert (envelope.form, envelope.token, envelope.carrier) == ("jwt", given, None)


def test_a_token_of_data_model_1_has_it_in_a_claim():
    envelope = open_envelope(token({"vc": CREDENTIAL, "iss": "did:web:uni.example", "nonce": "n"}, typ="JWT"))
    assert envelope.document == CREDENTIAL
    assert envelope.claims == {"iss": "did:web:uni.example"}


def test_a_token_in_a_picture_is_opened():
    envelope = open_envelope(bake(png(), token(CREDENTIAL)))
    assert (envelope.document, envelope.form, envelope.carrier) == (CREDENTIAL, "jwt", "png")


@pytest.mark.parametrize(
    "beside", [{"@context": []}, {"type": []}, {"credentialSubject": {}}, {"id": "urn:2"}, {"name": "x"}]
)
def test_a_token_with_a_credential_in_a_claim_and_one_beside_it_is_refused(beside):
    assert code_of(token({"vc": CREDENTIAL, **beside})) == "envelope.two-credentials"


@pytest.mark.parametrize("kind", ["JWT", "jwt", "vc+jwt", "VC+JWT", "application/vc+jwt", "vc+ld+jwt", "JOSE"])
def test_kinds_of_tokens_that_are_credentials_are_opened(kind):
    assert open_envelope(token(CREDENTIAL, typ=kind)).document == CREDENTIAL


@pytest.mark.parametrize(
    "kind",
    [
        "vp+jwt",
        "kb+jwt",
        "dc+sd-jwt",
        "vc+sd-jwt",
        "statuslist+jwt",
        "at+jwt",
        "openid4vci-proof+jwt",
        "",
        "vc",
        None,
        ["JWT"],
    ],
)
def test_tokens_of_other_kinds_are_not_taken_for_credentials(kind):
    assert code_of(token(CREDENTIAL, typ=kind)) == "envelope.token-kind"


def test_a_presentation_is_not_taken_for_a_credential():
    assert code_of(token({"vp": {"verifiableCredential": []}, "iss": "a"}, typ="JWT")) == "envelope.token-kind"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("e30.e30", "jose.form"),
        ("eyJhbGciOiJFUzI1NiJ9.e30", "jose.form"),
        ("eyJhbGciOiJub25lIn0.e30.", "jose.form"),
        ("eyJhbGciOiJFUzI1NiJ9.a.b.c.d", "jose.encrypted"),
        (token(CREDENTIAL, crit=["exp"]), "jose.crit"),
        (token(CREDENTIAL, b64=False), "jose.b64"),
        (token([CREDENTIAL]), "envelope.shape"),
        (token({"vc": [CREDENTIAL]}), "envelope.shape"),
        (token(CREDENTIAL) + "=", "jose.base64url"),
        ("eyJhbGciOiJFUzI1NiJ9.eyJhIjoxLCJhIjoyfQ.c2ln", "json.duplicate-key"),
    ],
    ids=lambda value: value[:30],
)
def test_tokens_that_could_be_misread_are_refused_by_name(content, code):
    assert code_of(content) == code


def test_an_old_badge_may_hold_the_address_of_its_assertion():
    for picture in (png(text("openbadges", URL)), png(itxt("openbadges", f" {URL}\n"))):
        envelope = open_envelope(picture)
        assert (envelope.form, envelope.hosted_at, envelope.document) == ("url", URL, {})
        assert (envelope.carrier, envelope.standard) == ("png", "openbadges-2")


@pytest.mark.parametrize(
    "address",
    [
        "http://uni.example/1.json",
        "https://127.0.0.1/1.json",
        "https://localhost/1.json",
        "https://uni.example@evil.example/",
        "https:uni.example",
        "https://uni.example/ 1",
    ],
)
def test_addresses_that_must_not_be_asked_are_refused(address):
    assert code_of(png(text("openbadges", address))) == "envelope.hosted-address"


def test_addresses_are_of_open_badges_2_only_and_of_pictures_only():
    assert code_of(png(itxt("openbadgecredential", URL))) == "json.syntax"
    assert code_of(URL) == "json.syntax"


def test_pictures_in_pictures_are_not_opened():
    assert code_of(png(itxt("openbadgecredential", SVG.decode()))) == "json.syntax"


@pytest.mark.parametrize("content", ["[]", '"text"', "1", "null", "[{}]"])
def test_json_that_is_no_object_is_no_credential(content):
    with pytest.raises(InputError) as refused:
        open_envelope(content)
    assert refused.value.code == "envelope.shape"


@pytest.mark.parametrize(
    "source",
    [b"", "", "{", "\ud800", b"\xff", {"a": object()}, {"a": b"bytes"}, {1: {2}}, {"a": float("nan")}, {"a": "\ud800"}],
    ids=ascii,
)
def test_what_cannot_be_read_raises_what_is_documented(source):
    with pytest.raises(InputError):
        open_envelope(source)


def test_a_mapping_without_an_end_is_refused():
    endless = {}
    endless["again"] = endless
    with pytest.raises(InputError):
        open_envelope(endless)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("<!--", 500_000),
        ("<!---->", 10_000),
        ("<!-- --> ", 10_000),
        (" ", 2_000_000),
        ("eyJa.", 500_000),
        ("eyJ", 500_000),
        ("e.", 1_000_000),
        ("<svg>", 500_000),
        ("<svg a='", 500_000),
        ("<svg xmlns='http://www.w3.org/2000/svg' ", 100_000),
    ],
)
def test_telling_forms_apart_takes_no_longer_than_reading(piece, times):
    program = f"from credseal.envelope import open_envelope\nopen_envelope({piece!r} * {times})"
    # In a process of its own: a regular expression that backtracks without end cannot be stopped otherwise.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    assert "credseal.errors." in done.stderr.splitlines()[-1]


def test_a_missing_file_is_an_error_of_its_own():
    with pytest.raises(InputError) as refused:
        open_envelope(Path("no-such-file.json"))
    assert refused.value.code == "file.missing"


@pytest.mark.parametrize("name", ["ada.json", "badges/ada.PNG", "badges/badge.svg", "ada.jwt"])
def test_the_name_of_a_file_is_told_from_a_credential(name):
    with pytest.raises(EnvelopeError) as error:
        open_envelope(name)
    assert error.value.code == "envelope.file-name"
    assert "Path" in error.value.hint
