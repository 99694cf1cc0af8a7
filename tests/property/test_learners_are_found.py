"""For any learner: who is expected as they are is found by an identifier, and by none that was changed."""

import copy
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from badges import open_badge
from credseal.checks.comparing import compare
from credseal.checks.expectations import ExpectedLearner
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.organisation import Identifier
from credseal.profiles import openbadges
from credseal.report import Agreement, Outcome
from credseal.verifier import Verifier

READABLE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
TYPES = st.sampled_from(["student-number", "european-student-identifier", "national", "sourcedId", "Card"])
EMAILS = st.emails()
NAMES = st.builds(lambda given, family: Name(given=given, family=family), READABLE, READABLE)
LEARNERS = st.builds(
    Learner,
    id=st.none() | st.uuids().map(lambda value: f"urn:uuid:{value}"),
    names=st.lists(NAMES, max_size=2).map(tuple),
    birth_date=st.none() | st.dates(),
    identifiers=st.lists(st.builds(Identifier, TYPES, READABLE), min_size=1, max_size=4, unique_by=lambda one: one.type).map(
        tuple
    ),
)  # fmt: skip


def hashed(learner, salt):
    """The learner as a credential tells it: identifiers as salted hashes."""
    hashes = (
        HashedIdentifier(one.type, openbadges.hash_identifier(one.value, salt), salt) for one in learner.identifiers
    )
    return replace(learner, identifiers=(), hashed_identifiers=tuple(hashes))


def expected(learner, **changes):
    name = learner.names[0] if learner.names else None
    known = {
        "did": learner.id,
        "identifiers": learner.identifiers,
        "birth_date": learner.birth_date,
        "given_name": name and name.given,
        "family_name": name and name.family,
    }
    return ExpectedLearner(**(known | changes))


@given(LEARNERS, st.booleans(), st.text("abcdef", min_size=22, max_size=22))
def test_a_learner_agrees_with_what_is_known_of_them(learner, in_the_clear, salt):
    outcomes = {one.outcome for one in compare(learner if in_the_clear else hashed(learner, salt), expected(learner))}
    assert Agreement.SAME in outcomes
    assert not outcomes & {Agreement.OTHER, Agreement.NOT_COMPARABLE}


@given(LEARNERS, st.booleans(), st.text("abcdef", min_size=22, max_size=22), st.data())
def test_a_changed_identifier_is_another_one(learner, in_the_clear, salt, data):
    index = data.draw(st.integers(0, len(learner.identifiers) - 1))
    changed = list(learner.identifiers)
    value = data.draw(READABLE.filter(lambda value: value != changed[index].value))
    changed[index] = Identifier(changed[index].type, value)
    made = compare(learner if in_the_clear else hashed(learner, salt), expected(learner, identifiers=tuple(changed)))
    assert [one.what for one in made if one.outcome is Agreement.OTHER] == [changed[index].type]


@settings(max_examples=30)
@given(LEARNERS, EMAILS, EMAILS)
def test_through_the_whole_verifier(learner, email, other):
    badge = copy.deepcopy(open_badge())
    subject = badge["credentialSubject"]
    subject.pop("id")
    salt = "c2FsdCBvZiAxMjggYml0cw"
    subject["identifier"] = [
        {"type": "IdentityObject", "hashed": True, "identityType": "emailAddress", "salt": salt,
         "identityHash": openbadges.hash_identifier(email, salt)}
    ]  # fmt: skip
    verifier = Verifier(fetch=None)
    given = {"given_name": learner.names[0].given} if learner.names else {}
    for address, outcome in ((email, Outcome.PASSED), (other, Outcome.FAILED)):
        if address == other and email.lower() == other.lower():
            continue
        answer = verifier.inspect(json.dumps(badge), learner=ExpectedLearner(email=address, **given)).check("learner")
        assert answer.outcome is outcome
