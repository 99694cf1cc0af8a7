"""Sealed files that are wrong in one way each: every one has an answer of its own, and none is accepted by mistake."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from credseal.encoding import base64url
from credseal.securing.jades.signing import seal
from credseal.verifier import Verifier
from diplomas import IDENTIFIER, University
from seals import forged, header_with
from simulators import Clock

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def university():
    return University(Clock(NOW))


@pytest.fixture(scope="module")
def plain(university):
    return university.issue("B")


@pytest.fixture(scope="module")
def stamped(university):
    return university.issue("T")


def answered(university, data):
    """The report of a verifier that has all that there is to know."""
    return university.verifier(university.revocations).inspect(data)


def resealed(plain, signer, **header):
    """The same payload, sealed by whomever, with any header."""
    payload = json.loads(plain.data)["payload"].encode()
    return forged({**header_with(signer, iat=int(NOW.timestamp())), **header}, payload, of=signer)


def ended(report):
    return {check.name: check.code for check in report.checks if check.outcome.value in ("failed", "inconclusive")}


def test_the_file_itself_is_right(university, plain):
    assert ended(answered(university, plain.data)) == {}


def test_payload_not_first_is_told_and_changes_nothing_of_what_is_signed(university, plain):
    file = json.loads(plain.data)
    report = answered(university, json.dumps({"signatures": file["signatures"], "payload": file["payload"]}).encode())
    assert (ended(report), "jades.payload-not-first" in {note.code for note in report.notes}) == ({}, True)


@pytest.mark.parametrize("cut", [10, 1_000, -3])
def test_a_cut_file_is_no_json(university, plain, cut):
    assert ended(answered(university, plain.data[:cut])) == {"structure": "json.syntax"}


def test_a_repeated_member_of_the_file(university, plain):
    data = plain.data.rstrip()[:-1] + b',"payload":"{}"}'
    assert ended(answered(university, data)) == {"structure": "json.duplicate-key"}


def test_a_repeated_member_of_what_is_sealed(university, plain):
    text = json.loads(plain.data)["payload"]
    sealed = university.forge({})
    doubled = text[:-1] + ',"issuer":{"id":"urn:example:2"}}'
    file = json.loads(sealed)
    file["payload"] = doubled
    assert ended(answered(university, json.dumps(file))) == {"structure": "json.duplicate-key"}


def test_a_second_signature_of_somebody_else_is_told(university, plain):
    other = University(Clock(NOW))
    file, second = json.loads(plain.data), json.loads(other.forge({**plain.document, "id": "urn:example:2"}))
    file["signatures"].append({**second["signatures"][0]})
    report = answered(university, json.dumps(file))
    assert report.check("signature").outcome.value == "failed"  # it is about other bytes


def test_two_right_signatures_stand_for_themselves(university, plain):
    other = University(Clock(NOW))
    text = json.loads(plain.data)["payload"]
    file = json.loads(plain.data)
    file["signatures"].append(json.loads(seal(text.encode(), other.signer, at=NOW))["signatures"][0])
    report = answered(university, json.dumps(file))
    assert ended(report) == {}
    assert "jades.several-signatures" in {note.code for note in report.notes}
    assert report.issuer.id == IDENTIFIER


def test_an_unknown_critical_parameter(university, plain):
    data = resealed(plain, university.signer, **{"crit": ["b64", "urn:example:must"], "urn:example:must": 1})
    assert ended(answered(university, data))["signature"] == "jades.crit-unknown"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"not_before": NOW - timedelta(days=400), "not_after": NOW - timedelta(days=1)}, "path.expired"),
        ({"not_before": NOW + timedelta(days=1), "not_after": NOW + timedelta(days=9)}, "path.not-yet"),
        ({"usages": ("key_encipherment",)}, "path.usage"),
    ],
)
def test_a_certificate_that_is_not_for_this(university, plain, options, code):
    held = university.authority.seal(university.name, IDENTIFIER, "PL", kind="P-256", **options)
    data = resealed(plain, university.authority.signer(held))
    assert ended(answered(university, data))["issuer_authenticated"] == code


def test_a_chain_without_an_anchor(university, plain):
    report = Verifier(fetch=None, clock=university.clock).inspect(plain.data)
    assert ended(report)["issuer_authenticated"] == "path.no-anchor"


def test_a_certificate_of_somebody_elses_authority(university, plain):
    stranger = University(Clock(NOW))
    data = resealed(plain, stranger.signer)
    assert ended(answered(university, data))["issuer_authenticated"] == "path.no-anchor"


@pytest.mark.parametrize(
    "damage", [lambda der: der[:-7], lambda _: b"\x30\x00", lambda der: der[:50] + b"\x00" + der[51:]]
)
def test_a_broken_timestamp_counts_for_nothing(university, stamped, damage):
    file = json.loads(stamped.data)
    (item,) = file["signatures"][0]["header"]["etsiU"]
    stamp = json.loads(base64url.decode(item))
    token = stamp["sigTst"]["tstTokens"][0]
    token["val"] = base64.b64encode(damage(base64.b64decode(token["val"]))).decode()
    file["signatures"][0]["header"]["etsiU"] = [base64url.encode(json.dumps(stamp).encode())]
    report = answered(university, json.dumps(file))
    assert (report.seal.level, report.seal.known_by) == ("B", "claimed")
    assert any(note.severity == "error" for note in report.remarks)
