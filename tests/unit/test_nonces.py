"""Challenges that count once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from credseal.encoding import base64url
from credseal.errors import PolicyError
from credseal.nonces import PRESENTATION, MemoryNonces, Redemption
from simulators import Clock

US = "https://employer.example"
START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def store(**options):
    clock = Clock(START)
    return MemoryNonces(clock=clock, **options), clock


def issue(nonces):
    return nonces.issue(audience=US, purpose=PRESENTATION)


def redeem(nonces, nonce, *, audience=US, purpose=PRESENTATION):
    return nonces.redeem(nonce, audience=audience, purpose=purpose)


def test_a_nonce_counts_once():
    nonces, _ = store()
    nonce = issue(nonces)
    assert redeem(nonces, nonce) is Redemption.REDEEMED
    assert redeem(nonces, nonce) is Redemption.USED


def test_of_many_attempts_at_one_time_one_succeeds():
    nonces, _ = store()
    nonce = issue(nonces)
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda _: redeem(nonces, nonce), range(200)))
    assert answers.count(Redemption.REDEEMED) == 1
    assert answers.count(Redemption.USED) == 199


def test_a_nonce_has_twice_the_bits_that_are_asked_for_and_no_two_are_alike():
    nonces, _ = store()
    made = {issue(nonces) for _ in range(1000)}
    assert len(made) == 1000
    assert {len(base64url.decode(each)) for each in made} == {32}


def test_a_nonce_expires_and_says_so_for_a_while():
    nonces, clock = store(lifetime=timedelta(minutes=5))
    nonce = issue(nonces)
    clock.advance(timedelta(minutes=5))
    assert redeem(nonces, nonce) is Redemption.EXPIRED
    clock.advance(timedelta(minutes=5))
    issue(nonces)
    assert redeem(nonces, nonce) is Redemption.UNKNOWN


def test_a_nonce_counts_until_it_expires():
    nonces, clock = store(lifetime=timedelta(minutes=5))
    nonce = issue(nonces)
    clock.advance(timedelta(minutes=5, microseconds=-1))
    assert redeem(nonces, nonce) is Redemption.REDEEMED


@pytest.mark.parametrize("other", [{"audience": "https://other.example"}, {"purpose": "credential-request"}])
def test_a_nonce_for_something_else_is_refused_and_stays_good_for_what_it_is_for(other):
    nonces, _ = store()
    nonce = issue(nonces)
    assert redeem(nonces, nonce, **other) is Redemption.OTHER
    assert redeem(nonces, nonce) is Redemption.REDEEMED


@pytest.mark.parametrize("nonce", ["", "abc", "A" * 43, "\udcff"])
def test_what_was_never_issued_is_unknown(nonce):
    assert redeem(store()[0], nonce) is Redemption.UNKNOWN


def test_the_store_is_bounded_and_forgets_the_oldest():
    nonces, _ = store(most=3)
    first, *others = [issue(nonces) for _ in range(4)]
    assert redeem(nonces, first) is Redemption.UNKNOWN
    assert {redeem(nonces, each) for each in others} == {Redemption.REDEEMED}


def test_forgetting_a_used_one_does_not_make_it_good_again():
    nonces, _ = store(most=1)
    nonce = issue(nonces)
    redeem(nonces, nonce)
    issue(nonces)
    assert redeem(nonces, nonce) is Redemption.UNKNOWN


@pytest.mark.parametrize("limits", [{"lifetime": timedelta(0)}, {"lifetime": timedelta(minutes=-1)}, {"most": 0}])
def test_a_store_that_could_keep_nothing_is_refused(limits):
    with pytest.raises(PolicyError) as refused:
        MemoryNonces(**limits)
    assert refused.value.code == "nonce.limits"
