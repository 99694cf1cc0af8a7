"""Asking a timestamp authority: only an answer to this very question is taken."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms, tsp

from authority import HomeAuthority
from credseal.errors import PkiError
from credseal.pki.timestamping import read_response, request

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
AUTHORITY = HomeAuthority(clock=lambda: AT)
TOKENS = AUTHORITY.timestamp_authority()
DATA = b"to be stamped"


def refused(answer, asked):
    with pytest.raises(PkiError) as caught:
        read_response(answer, asked)
    return caught.value.code


def granting(token):
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}).dump()


def test_an_answer_is_a_token_for_the_data():
    asked = request(DATA)
    token = read_response(TOKENS.answer(asked.der), asked)
    assert token.covers(DATA)
    assert token.nonce == asked.nonce


def test_the_authority_sees_a_hash_only():
    assert DATA not in request(DATA).der


def test_no_two_requests_are_alike():
    assert request(DATA).der != request(DATA).der


def test_a_refusal_tells_why():
    asked = request(DATA, policy="1.2.3.4")
    with pytest.raises(PkiError, match="unaccepted policy") as caught:
        read_response(TOKENS.answer(asked.der), asked)
    assert caught.value.code == "timestamp.refused"


def test_an_answer_that_only_waits_is_no_timestamp():
    waiting = tsp.TimeStampResp(
        {"status": {"status": "waiting"}, "time_stamp_token": cms.ContentInfo.load(TOKENS.timestamp(DATA))}
    )
    assert refused(waiting.dump(), request(DATA)) == "timestamp.refused"


def test_an_answer_for_other_data():
    assert refused(TOKENS.answer(request(b"other").der), request(DATA)) == "timestamp.imprint"


def test_an_answer_with_another_hash():
    asked = request(DATA)
    assert refused(granting(TOKENS.timestamp(DATA, algorithm="sha512")), asked) == "timestamp.imprint"


def test_an_older_answer_is_not_taken_for_this_one():
    assert refused(TOKENS.answer(request(DATA).der), request(DATA)) == "timestamp.nonce"
    assert refused(granting(TOKENS.timestamp(DATA)), request(DATA)) == "timestamp.nonce"


def test_an_answer_by_another_policy():
    asked = request(DATA)
    answer = TOKENS.answer(asked.der)
    other = type(asked)(asked.der, asked.imprint, asked.nonce, "1.2.3.4")
    assert refused(answer, other) == "timestamp.policy"


def test_an_answer_whose_token_does_not_verify():
    lapsed = AUTHORITY.timestamp_authority(not_after=AT - timedelta(minutes=5))
    asked = request(DATA)
    assert refused(lapsed.answer(asked.der), asked) == "timestamp.validity"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html></html>",
        b"\x30\x00",
        b"\x30\x05\x30\x03\x02\x01\x00",
        TOKENS.timestamp(DATA),
        granting(TOKENS.timestamp(DATA))[:-5],
    ],
    ids=["empty", "a page", "nothing in it", "granted, no token", "a token alone", "cut"],
)
def test_what_is_no_answer(answer):
    assert refused(answer, request(DATA)) == "timestamp.response"
