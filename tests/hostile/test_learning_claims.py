"""Whatever stands in the claims of a learning credential, reading and checking them does not raise, ends, and tells no personal data."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credseal.profiles.learning_credential import FURTHER, check, from_claims, further, selective
from learning_credentials import FOREIGN, codes, written

CLAIMS = written()[0]
ODD = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["2026-11-20", "en", "PT5H", "5 h", "did:x:1", "9999-12-31T23:59:59-14:00", "\ud800", "\x00"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["en", "uri", "label", "title", "type", "language", "value", "x/y", "~", "_sd", "..."]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


def places(value, *steps):
    """Every place in a document."""
    if steps:
        yield steps
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in members:
        yield from places(below, *steps, step)


def changed(claims, changes):
    odd_one = copy.deepcopy(claims)
    for steps, odd in changes:
        holder = odd_one
        for step in steps[:-1]:
            if isinstance(holder, list):
                holder = holder[step] if isinstance(step, int) and step < len(holder) else None
            else:
                holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict) or (
            isinstance(holder, list) and isinstance(steps[-1], int) and steps[-1] < len(holder)
        ):
            holder[steps[-1]] = odd
    return odd_one


@pytest.mark.parametrize("claims", [CLAIMS, FOREIGN], ids=["ours", "others"])
def test_no_value_in_any_place_makes_reading_raise(claims):
    known = list(places(claims))

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(known), ODD), min_size=1, max_size=4))
    def tried(changes):
        odd = changed(claims, changes)
        reading = from_claims(odd)
        assert all(isinstance(each, str) for each in reading.unread)
        check(odd)
        selective(odd)

    tried()


@settings(max_examples=100, deadline=None)
@given(ODD)
def test_no_further_claim_makes_reading_raise(odd):
    reading = from_claims({**FOREIGN, FURTHER: odd})
    assert reading.credential.achievement.title is not None


def test_members_that_are_not_known_do_not_multiply_the_work(monkeypatch):
    calls = []
    plain = further.from_plain
    monkeypatch.setattr(further, "from_plain", lambda *args, **more: calls.append(1) or plain(*args, **more))
    outcomes = [{"title": "x", f"unknown{number}": 1} for number in range(5000)]
    reading = from_claims({**CLAIMS, FURTHER: {**CLAIMS[FURTHER], "achievement": {"learning_outcomes": outcomes}}})
    assert len(calls) < 40
    assert f"/{FURTHER}/achievement/learning_outcomes" in reading.unread


def test_every_field_that_cannot_be_costs_one_reading():
    odd = dict.fromkeys(CLAIMS[FURTHER]["achievement"], 5)
    reading = from_claims({**CLAIMS, FURTHER: {"language": "en", "achievement": odd}})
    assert len([each for each in reading.unread if each.startswith(f"/{FURTHER}/achievement/")]) == len(odd)


def test_deep_objects_are_left_unread():
    deep = leaf = {}
    for _ in range(5000):
        leaf["en"] = leaf = {}
    reading = from_claims({**CLAIMS, "x": deep, FURTHER: {**CLAIMS[FURTHER], "achievement": {"title": deep}}})
    assert {"/x", f"/{FURTHER}/achievement/title"} <= set(reading.unread)


@pytest.mark.parametrize("claim", ["family_name", "learner_identification", "birthdate", "sub"])
def test_findings_do_not_tell_who_the_learner_is(claim):
    secret = "Secretia"
    for value in ([secret], {secret: secret}, secret + "\x00", f"{secret} \ud800"):
        odd = {**CLAIMS, claim: value}
        told = [each.message for each in (*from_claims(odd).findings, *check(odd))]
        assert not [each for each in told if secret in each]


def test_a_name_in_the_further_claim_that_another_one_denies_is_not_believed():
    """Names that a wallet shows and names that a reader reads are the same ones."""
    hidden = {**CLAIMS[FURTHER], "learner": {"names": [{"full": "Eve Example", "family": "Eve"}]}}
    reading = from_claims({**CLAIMS, FURTHER: hidden})
    assert [each.family for each in reading.credential.learner.names] == ["Example"]
    assert "contradiction" in codes(reading.findings)


@pytest.mark.parametrize("instant", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_instants_at_the_end_of_the_calendar_are_no_accident(instant):
    issuance = {**CLAIMS[FURTHER]["issuance"], "issued": instant, "valid_until": instant}
    claims = {**CLAIMS, "date_of_expiry": instant, FURTHER: {**CLAIMS[FURTHER], "issuance": issuance}}
    reading = from_claims(claims)
    assert {"/date_of_expiry", f"/{FURTHER}/issuance/issued"} <= set(reading.unread)
    assert reading.credential.achievement.title is not None
    check(claims)


@pytest.mark.parametrize("seconds", [253402300799, -62135596800])
def test_seconds_at_the_end_of_the_calendar_are_no_accident(seconds):
    for day in ("0001-01-01", "9999-12-31"):
        claims = {**CLAIMS, "iat": seconds, "exp": seconds, "date_of_issuance": day, "date_of_expiry": day}
        assert from_claims(claims).credential.achievement.title is not None
        check(claims)
