"""When it was issued, and until when it is valid: each told twice, as a day for people and as an instant for programs.

``date_of_issuance`` and ``date_of_expiry`` are days of the calendar in UTC, as the reference issuers write them; ``iat`` and ``exp`` are seconds since 1970
(RFC 7519, sections 4.1.4 and 4.1.6, https://www.rfc-editor.org/rfc/rfc7519#section-4.1). Issuers sign anew for a wallet what was issued long ago, and sign
for weeks what is valid for years: so the two may differ, and then the day is when it was issued, and the earlier of the two ends is the end.

    show_issued(instant)          # {'iat': 1795253400, 'date_of_issuance': '2026-11-21'}
    read_issued(root)             # an aware datetime
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from credseal.errors import ModelError
from credseal.model.dates import format_instant, order, parse_instant
from credseal.profiles.instants import read_day, read_instant
from credseal.profiles.tolerant import Node

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_END_OF_DAY = time(23, 59, 59, tzinfo=UTC)


def show_issued(issued: datetime) -> dict[str, Any]:
    """The two claims of the instant of issuing."""
    utc = in_utc(issued)
    return {"iat": (utc - _EPOCH) // _SECOND, "date_of_issuance": utc.date().isoformat()}


def show_until(until: datetime) -> dict[str, Any]:
    """The two claims of the end of validity."""
    utc = in_utc(until)
    return {"exp": (utc - _EPOCH) // _SECOND, "date_of_expiry": utc.date().isoformat()}


def in_utc(instant: datetime) -> datetime:
    """The same instant with the offset of UTC.

    Raises:
        ModelError: ``model.instant`` for one that lies in no year from 1 to 9999 there.
    """
    return parse_instant(format_instant(instant))


def read_issued(root: Node) -> datetime | None:
    """When it was issued: the day that is stated, and the instant of signing where that lies in it."""
    signed = _read_seconds(root, "iat")
    day = read_day(root, "date_of_issuance", element="issued")
    if day is None or (signed is not None and order(day, signed) == 0):
        if signed is not None:
            root.log.found("issued", root.at("iat"))
        return signed
    if signed is None:
        root.log.report(
            "day-only", "The time of issuing is not told, only the day.", root.at("date_of_issuance"), severity="info"
        )
    else:
        root.log.report(
            "signed-on-another-day", "It was signed on another day than it was issued.", root.at("iat"), severity="info"
        )
    return datetime.combine(day, time(), tzinfo=UTC)


def read_until(root: Node) -> datetime | None:
    """Until when it is valid: the earlier of the two ends; a day ends with its last second."""
    ends = [end for end in (_read_seconds(root, "exp"), _read_last_day(root)) if end is not None]
    if not ends:
        return None
    until = min(ends)
    root.log.found("valid_until", root.at("date_of_expiry" if "date_of_expiry" in root.members else "exp"))
    if max(ends).date() != until.date():
        root.log.report(
            "two-ends", "It ends at two different times; the earlier one counts.", root.at("exp"), severity="info"
        )
    return until


def _read_last_day(root: Node) -> datetime | None:
    written = root.members.get("date_of_expiry")
    if isinstance(written, str) and "T" in written:
        end = read_instant(root, "date_of_expiry")
        return root.log.build(root.at("date_of_expiry"), in_utc, end) if end else None
    day: date | None = read_day(root, "date_of_expiry")
    return datetime.combine(day, _END_OF_DAY) if day else None


def _read_seconds(root: Node, claim: str) -> datetime | None:
    if claim not in root.members:
        return None
    number = root.number(claim)
    return None if number is None else root.log.build(root.at(claim), _instant, number)


def _instant(seconds: Decimal) -> datetime:
    try:
        return _EPOCH + timedelta(microseconds=int(seconds * 10**6))
    except OverflowError:
        raise ModelError("The seconds are those of no year from 1 to 9999.", code="model.instant") from None
