"""Whatever an issuer lets the holder withhold, and whatever of it is shown: it is a learning credential, and says nothing that it did not."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from credseal.issuer import Issuer
from credseal.keys.signer import generate
from credseal.profiles.learning_credential import NEVER_SELECTIVE, check, from_claims, withholdable
from credseal.securing.sd_jwt import parsing
from credseal.securing.sd_jwt.presenting import present
from learning_credentials import EVERYTHING, RECORD
from records import UNIVERSITY

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: AT)
HELD = replace(RECORD, achievement=replace(RECORD.achievement, awarding_bodies=(ISSUER.organisation,)))


def sealed(paths, pad_to=1):
    return ISSUER.issue(HELD, profile="learning", require=None, disclose=EVERYTHING, may_withhold=paths, pad_to=pad_to)


PLACES = withholdable(sealed([]).document)


def values_of(value):
    """The texts, numbers and truth values."""
    if isinstance(value, dict | list):
        return [each for inner in (value.values() if isinstance(value, dict) else value) for each in values_of(inner)]
    return [value]


@given(st.lists(st.sampled_from(PLACES), unique=True), st.integers(1, 9), st.data())
def test_every_part_of_it_is_one(paths, pad_to, data):
    made = sealed(paths, pad_to)
    shown = data.draw(st.lists(st.sampled_from(paths), unique=True)) if paths else []
    claims = parsing.parse(present(parsing.parse(made.token), shown)).processed().payload
    assert [each for each in check(claims) if each.severity == "error"] == []
    reading = from_claims(claims)
    assert [each for each in reading.findings if each.severity == "error"] == []
    assert set(map(repr, values_of(claims))) <= set(map(repr, values_of(made.document)))
    assert reading.credential.achievement.title == HELD.achievement.title
    assert reading.credential.achievement.levels == HELD.achievement.levels
    for path in NEVER_SELECTIVE:
        assert _at(claims, path) == _at(made.document, path)


def _at(value, path):
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
