"""Dates and instants: the grammar of XML Schema, and what a date means beside an instant."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from credseal.errors import ModelError
from credseal.model.dates import format_instant, order, parse_date, parse_instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20T10:00:00Z", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("2026-11-20T10:00:00+01:00", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20T10:00:00-14:00", datetime(2026, 11, 21, tzinfo=UTC)),
        ("2026-11-20T10:00:00+00:00", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("2026-11-20T10:00:00.5Z", datetime(2026, 11, 20, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-20T10:00:00.1234567Z", datetime(2026, 11, 20, 10, 0, 0, 123_456, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))),
    ],
)
def test_a_datetimestamp_is_read(text, instant):
    assert parse_instant(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T10:00:00",  # no offset
        "2026-11-20",
        "2026-11-20 10:00:00Z",
        "2026-11-20t10:00:00z",
        "20261120T100000Z",
        "2026-W47-5T10:00:00Z",
        "2026-11-20T10:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T23:59:60Z",
        "2026-11-20T25:00:00Z",
        "2026-02-29T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-11-20T10:00:00+14:01",
        "2026-11-20T10:00:00+15:00",
        "2026-11-20T10:00:00+01:60",
        "2026-11-20T10:00:00+0100",
        "2026-11-20T10:00:00,5Z",
        "2026-11-20T10:00:00.Z",
        "0000-01-01T00:00:00Z",
        "-2026-11-20T10:00:00Z",
        "12026-11-20T10:00:00Z",
        "2026-11-20T10:00:00Z\n",
        " 2026-11-20T10:00:00Z",
        "\uff12\uff10\uff12\uff16-11-20T10:00:00Z",  # digits, and not those of ASCII
        "",
    ],
)
def test_anything_else_is_no_instant(text):
    with pytest.raises(ModelError) as caught:
        parse_instant(text)
    assert caught.value.code == "model.instant"


def test_instants_are_written_in_utc_with_z():
    assert format_instant(datetime(2026, 11, 20, 10, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-20T09:00:00Z"
    assert format_instant(datetime(2026, 11, 20, 10, 0, 0, 120, tzinfo=UTC)) == "2026-11-20T10:00:00.000120Z"


def test_an_instant_without_an_offset_is_not_written():
    with pytest.raises(ModelError) as caught:
        format_instant(datetime(2026, 11, 20, 10))  # noqa: DTZ001
    assert caught.value.code == "model.naive-instant"


def test_an_instant_that_leaves_the_calendar_is_not_written():
    with pytest.raises(ModelError) as caught:
        format_instant(parse_instant("0001-01-01T00:00:00+14:00"))
    assert caught.value.code == "model.instant"


def test_dates_have_one_form():
    assert parse_date("2026-11-20") == date(2026, 11, 20)
    for text in ("20261120", "2026-W47-5", "2026-11-20T00:00:00Z", "2026-11-20Z", "2026-02-30", "26-11-20", ""):
        with pytest.raises(ModelError) as caught:
            parse_date(text)
        assert caught.value.code == "model.date"


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-19T09:59:59Z", 1),  # the 20th has not begun anywhere
        ("2026-11-19T10:00:00Z", 0),  # it begins at UTC+14
        ("2026-11-20T12:00:00Z", 0),
        ("2026-11-21T13:59:59Z", 0),
        ("2026-11-21T14:00:00Z", -1),  # over everywhere
    ],
)
def test_a_date_is_the_whole_day_in_any_zone(instant, expected):
    assert order(date(2026, 11, 20), parse_instant(instant)) == expected
    assert order(parse_instant(instant), date(2026, 11, 20)) == -expected


def test_instants_and_dates_are_ordered_among_themselves():
    early, late = parse_instant("2026-11-20T10:00:00Z"), parse_instant("2026-11-20T10:00:00-01:00")
    assert (order(early, late), order(late, early), order(early, early)) == (-1, 1, 0)
    assert order(date(2026, 1, 1), date(2026, 1, 2)) == -1
    assert order(date(2026, 1, 2), date(2026, 1, 1)) == 1


def test_the_ends_of_the_calendar_are_ordered_too():
    first, last = parse_instant("0001-01-01T00:00:00+14:00"), parse_instant("9999-12-31T23:59:59-14:00")
    assert order(first, last) == -1
    assert order(date.max, last) == 0
    assert order(date.min, first) == 0


def test_an_instant_without_an_offset_has_no_order():
    with pytest.raises(ModelError):
        order(date(2026, 1, 1), datetime(2026, 1, 1))  # noqa: DTZ001
