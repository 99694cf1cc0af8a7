"""Dates and instants: written one way, read by the grammar of XML Schema, never by a lenient parser.

Instants follow ``xsd:dateTimeStamp``, dates ``xsd:date`` without an offset (XML Schema 1.1 Part 2, sections 3.4.28 and 3.3.9):
https://www.w3.org/TR/xmlschema11-2/ . A birth date or the date of an award is a date: it has no zone and is never converted.

    parse_instant("2026-11-20T10:00:00+01:00")       # an aware datetime
    format_instant(datetime.now(UTC))                # '2026-11-20T09:00:00Z'
    order(date(2026, 11, 20), instant)               # 0: may be the same day somewhere

Stricter than XML Schema: ``24:00:00`` is refused (it would be another day's ``00:00:00``), so are leap seconds and the years
before 1 and after 9999. Digits beyond a microsecond are cut off.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from credseal.errors import ModelError

_DATE = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_TIME = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(\.(?P<fraction>[0-9]+))?"
_OFFSET = r"(Z|(?P<sign>[+-])(?P<hours>0[0-9]|1[0-4]):(?P<minutes>[0-5][0-9]))"
_STAMP = re.compile(rf"{_DATE}T{_TIME}{_OFFSET}")
_DAY = re.compile(_DATE)
# XML Schema's widest offsets: a day begins 14 hours before it does in UTC, and ends 14 hours after.
_WIDEST = timedelta(hours=14)


def parse_instant(text: str) -> datetime:
    """Read an ``xsd:dateTimeStamp``: date, time and offset.

    Returns:
        An aware datetime with the offset as written.

    Raises:
        ModelError: code ``model.instant``.
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        raise _no_instant()
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    if offset > _WIDEST:
        raise _no_instant()
    try:
        clock = time(
            int(match["hour"]),
            int(match["minute"]),
            int(match["second"]),
            int((match["fraction"] or "")[:6].ljust(6, "0")),
            tzinfo=timezone(-offset if match["sign"] == "-" else offset) if offset else UTC,
        )
        return datetime.combine(date.fromisoformat(match["date"]), clock)
    except ValueError:  # 30 February, hour 24, second 60, year 0
        raise _no_instant() from None


def format_instant(instant: datetime) -> str:
    """Write an instant in UTC with ``Z``; fractions of a second only where there are some.

    Raises:
        ModelError: ``model.naive-instant`` (no offset) or ``model.instant`` (outside the years 1 to 9999 in UTC).
    """
    if instant.tzinfo is None:
        raise ModelError("An instant must say its offset from UTC.", code="model.naive-instant")
    try:
        return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except OverflowError:
        raise _no_instant() from None


def parse_date(text: str) -> date:
    """Read a date, ``YYYY-MM-DD`` and nothing else.

    Raises:
        ModelError: code ``model.date``.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ModelError("The text is no date of the form YYYY-MM-DD.", code="model.date")


def order(first: date | datetime, second: date | datetime) -> Literal[-1, 0, 1]:
    """Which of two dates or instants is earlier, as far as can be said.

    A date stands for the whole day in any zone: it is earlier than an instant only if it is over everywhere.

    Returns:
        -1: the first is surely earlier; 1: surely later; 0: the same, or it cannot be said.
    """
    if not isinstance(first, datetime) and not isinstance(second, datetime):
        return -1 if first < second else int(first > second)  # type: ignore[return-value]  # int(bool) is 0 or 1
    first_begin, first_end = _span(first)
    second_begin, second_end = _span(second)
    if first_end < second_begin:
        return -1
    return 1 if second_end < first_begin else 0


def _span(value: date | datetime) -> tuple[timedelta, timedelta]:
    """From when to when a date or instant may be, counted from the first day of the calendar (no year 0 to fall into)."""
    if isinstance(value, datetime):
        offset = value.utcoffset()
        if offset is None:
            raise ModelError("An instant must say its offset from UTC.", code="model.naive-instant")
        since = value.replace(tzinfo=None) - datetime.min - offset  # noqa: DTZ901  both are wall clocks here
        return since, since
    begin = timedelta(days=value.toordinal() - 1)
    return begin - _WIDEST, begin + timedelta(days=1) + _WIDEST - timedelta.resolution


def _no_instant() -> ModelError:
    return ModelError(
        "The text is no instant of the form YYYY-MM-DDThh:mm:ssZ.",
        code="model.instant",
        hint="Seconds and an offset (Z or +hh:mm) are needed; 24:00:00 and leap seconds are not accepted.",
    )
