"""A sealed file is taken apart: what is signed, as it was received, and what it says about itself."""

import base64
import json
from datetime import UTC, datetime

import pytest

from credseal.encoding import base64url
from credseal.errors import ProofError
from credseal.securing.jades import file_faults, parse
from seals import (
    AT,
    PAYLOAD,
    certificate,
    compact,
    file_of,
    forged,
    good_header,
    header_with,
    only,
    signature_of,
    signer,
)

PLAIN = header_with(b64=None, crit=None)


def test_a_sealed_file_is_taken_apart():
    sealed = parse(forged(good_header()))
    assert (sealed.payload, sealed.form, sealed.payload_first, sealed.members) == (PAYLOAD, "general", True, ())
    (signature,) = sealed.signatures
    assert signature.header == good_header()
    assert (signature.algorithm, signature.b64, signature.signing_time) == ("ES256", False, AT)
    assert (signature.certificate, signature.chain, signature.etsi_u) == (certificate(), (), ())
    assert signature.pointer == "/signatures/0"
    signature.verify(signature.certificate.public_key)


def test_what_is_signed_is_the_text_that_was_received():
    clear, encoded = only(forged(good_header())), only(forged(PLAIN))
    assert clear.signing_input == clear.protected.encode() + b"." + PAYLOAD
    assert encoded.signing_input == f"{encoded.protected}.{base64url.encode(PAYLOAD)}".encode()
    assert (clear.payload, encoded.payload) == (PAYLOAD, PAYLOAD)
    assert (clear.signed_payload, encoded.signed_payload) == (PAYLOAD, base64url.encode(PAYLOAD).encode())
    encoded.verify(signer().public_key)


@pytest.mark.parametrize("around", ["{}", "\n{}", "{}\n", " \r\n{}\t"])
def test_the_three_serialisations_and_white_space_around_them(around):
    signature = signature_of(PLAIN)
    text = base64url.encode(PAYLOAD)
    for file, form in (
        (file_of(signature, payload=text), "general"),
        (json.dumps({"payload": text, **signature}).encode(), "flattened"),
        (compact(PLAIN), "compact"),
    ):
        written = around.replace("{}", file.decode())
        for source in (written, written.encode()):
            sealed = parse(source)
            assert (sealed.form, sealed.payload) == (form, PAYLOAD)
            sealed.signatures[0].verify(signer().public_key)


def test_certificates_behind_the_first_are_the_chain():
    issuing = base64.b64encode(signer().certificates[1]).decode()
    header = header_with(x5c=[*good_header()["x5c"], issuing])
    assert len(only(forged(header)).chain) == 1


@pytest.mark.parametrize(
    ("changes", "instant"),
    [
        ({}, AT),
        ({"iat": None, "sigT": "2025-01-31T10:00:00Z"}, datetime(2025, 1, 31, 10, tzinfo=UTC)),
        ({"iat": 0.5}, datetime.fromtimestamp(0.5, UTC)),
        ({"iat": None}, None),
        ({"sigT": "2025-01-31T10:00:00Z"}, None),
        ({"iat": True}, None),
        ({"iat": "1763632800"}, None),
        ({"iat": -1}, None),
        ({"iat": 1763632800000}, None),
        ({"iat": 1e300}, None),
        ({"iat": None, "sigT": "2025-01-31"}, None),
        ({"iat": None, "sigT": "2025-01-31T10:00:00"}, None),
        ({"iat": None, "sigT": 1}, None),
        ({"iat": None, "sigT": "2025-W05-5T10:00:00Z"}, None),
    ],
    ids=repr,
)
def test_the_time_of_signing(changes, instant):
    assert only(forged(header_with(**changes))).signing_time == instant


@pytest.mark.parametrize(
    ("unprotected", "items"),
    [
        ({}, 0),
        ({"etsiU": ["a", "b"]}, 2),
        ({"etsiU": [{"sigTst": {}}]}, 1),
        ({"etsiU": ["a", {"sigTst": {}}]}, 0),
        ({"etsiU": "a"}, 0),
        ({"etsiU": [1]}, 0),
        ({"etsiU": []}, 0),
        ({"etsiU": None}, 0),
    ],
    ids=repr,
)
def test_unsigned_items_are_all_of_one_kind(unprotected, items):
    signature = only(forged(good_header(), unprotected=unprotected))
    assert len(signature.etsi_u) == items
    signature.verify(signer().public_key)


def test_until_when_it_counts():
    assert only(forged(header_with(exp=0))).expires == datetime(1970, 1, 1, tzinfo=UTC)
    assert only(forged(header_with(exp="2026-01-01T00:00:00Z"))).expires is None
    assert only(forged(good_header())).expires is None


@pytest.mark.parametrize(
    ("template", "first"),
    [
        ('{"payload":PAYLOAD,"signatures":[ONE]}', True),
        (' \n{\t"payload" :PAYLOAD,"signatures":[ONE]}', True),
        ('{"signatures":[ONE],"payload":PAYLOAD}', False),
        (r'{"p\u0061yload":PAYLOAD,"signatures":[ONE]}', False),
    ],
)
def test_whether_europass_would_see_a_seal(template, first):
    text = template.replace("PAYLOAD", json.dumps(PAYLOAD.decode()))
    sealed = parse(text.replace("ONE", json.dumps(signature_of(good_header()))))
    assert sealed.payload_first is first
    assert [each.code for each in file_faults(sealed)] == ([] if first else ["jades.payload-not-first"])
    sealed.signatures[0].verify(signer().public_key)


def test_what_stands_around_the_signatures_is_told():
    sealed = parse(file_of(*[signature_of(good_header())] * 2, evil=1))
    assert [(each.code, each.pointer) for each in file_faults(sealed)] == [
        ("jades.several-signatures", "/signatures"),
        ("jades.unsigned-member", "/evil"),
    ]
    many = {f"x{number}": 0 for number in range(1000)}
    assert len(file_faults(parse(file_of(signature_of(good_header()), **many)))) == 5


def test_each_signature_stands_for_itself():
    other = signer("RS256")
    sealed = parse(file_of(signature_of(good_header()), signature_of(good_header(other), of=other)))
    mine, theirs = sealed.signatures
    mine.verify(signer().public_key)
    theirs.verify(other.public_key)
    with pytest.raises(ProofError):
        theirs.verify(signer().public_key)
    assert (mine.pointer, theirs.pointer) == ("/signatures/0", "/signatures/1")


@pytest.mark.parametrize("payload", [None, ""])
def test_a_detached_payload_is_named(payload):
    signature = signature_of(PLAIN)
    members = {"signatures": [signature]} if payload is None else {"payload": payload, "signatures": [signature]}
    for file in (
        json.dumps(members),
        json.dumps({**signature, **({} if payload is None else {"payload": payload})}),
        f"{signature['protected']}..{signature['signature']}",
    ):
        with pytest.raises(ProofError) as refused:
            parse(file)
        assert refused.value.code == "jades.detached"


def test_a_seal_shows_nothing_of_what_it_seals():
    sealed = parse(forged(good_header()))
    assert "Ada" not in repr(sealed)
