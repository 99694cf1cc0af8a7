"""Instants as W3C documents write them: an XML Schema dateTimeStamp, nothing more lenient.

XML Schema 1.1 Part 2, section 3.4.28 (https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp): a dateTime with its offset. The
standard library reads week dates, missing offsets and other forms, which other verifiers refuse or understand otherwise.

    parse("2026-11-20T09:00:00Z")          # datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    parse("2026-11-20")                    # None
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_STAMP = re.compile(
    r"(?P<day>[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))T"
    r"(?:(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(?:\.(?P<fraction>[0-9]+))?|(?P<midnight>24:00:00(?:\.0+)?))"
    r"(?P<offset>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
_MICROSECOND_DIGITS = 6


def parse(text: str) -> datetime | None:
    """Read a dateTimeStamp.

    Args:
        text: e.g. ``2026-11-20T10:00:00+01:00``; years of four digits.

    Returns:
        The instant in UTC, parts of a microsecond dropped; None if it is not written so, or is no day of the calendar.
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    fraction = (match["fraction"] or "0")[:_MICROSECOND_DIGITS].ljust(_MICROSECOND_DIGITS, "0")
    try:
        read = datetime.fromisoformat(f"{match['day']}T{match['time'] or '00:00:00'}.{fraction}{match['offset']}")
        return (read + timedelta(days=1 if match["midnight"] else 0)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
