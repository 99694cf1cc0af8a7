"""Somebody else's credential, shown as one's own: names and dates that agree with whatever is asked."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from badges import open_badge
from credseal.checks.expectations import ExpectedLearner
from credseal.checks.names import Wanted, compare_names
from credseal.errors import ModelError
from credseal.model.learner import Name
from credseal.report import Agreement
from credseal.verifier import Verifier


@pytest.mark.parametrize(
    ("stated", "given", "family"),
    [
        ("Maria", "Ada Maria", "Maria Example"),
        ("Thomas", "Thomas", "Thomas"),
        ("maria MARIA", "Maria Ada", "Example Maria"),
    ],
)
def test_one_word_is_not_a_given_and_a_family_name(stated, given, family):
    assert compare_names((Name(full=stated),), Wanted(given, family)).outcome is Agreement.OTHER


def test_a_name_of_one_word_twice_is_itself():
    assert compare_names((Name(full="THOMAS Thomas"),), Wanted("Thomas", "Thomas")).outcome is Agreement.WEAK


@pytest.mark.parametrize("stated", ["-", ".", "'", "\u2014 \u2014", "\u00b7"])
def test_a_dash_that_stands_for_no_name_agrees_with_no_other(stated):
    made = compare_names((Name(full=stated),), Wanted("--", "\u2013"))
    assert made.outcome is not Agreement.WEAK


@pytest.mark.parametrize("words", ["", " ", "\n"])
def test_a_source_of_no_words_is_no_source(words):
    with pytest.raises(ModelError):
        ExpectedLearner(given_name="Ada", family_name="Example", birth_date=date(2001, 5, 17), source=words)


@pytest.mark.parametrize("offset", [-14, 0, 14])
@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (datetime(1, 1, 1, tzinfo=UTC), "dates.not-yet"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "dates.expired"),
    ],
)
def test_the_ends_of_the_calendar_are_instants_to_judge_by(end, expected, offset):
    at = end.replace(tzinfo=timezone(timedelta(hours=offset)))
    report = Verifier(fetch=None, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC)).inspect(open_badge(), at=at)
    assert report.check("dates").code == expected
    report.to_dict()
