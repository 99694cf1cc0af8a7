"""Instants as Open Badges 2.0 writes them: ISO 8601 with date, time and zone, the seconds optional.

https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#dateTime . Where the zone is missing, against the standard, an
instant is read as UTC and said to be.

    read_instant("2016-12-31T23:59Z")         # Instant(datetime(2016, 12, 31, 23, 59, tzinfo=UTC), has_zone=True)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from credseal.errors import ModelError
from credseal.model.dates import parse_instant

if TYPE_CHECKING:
    from datetime import datetime

_PARTS = re.compile(
    r"(?P<date>[^T]{10})T(?P<minutes>[0-9]{2}:[0-9]{2})(?P<seconds>:[0-9]{2}(?:\.[0-9]+)?)?(?P<zone>.*)"
)


class Instant(NamedTuple):
    """An instant that was read.

    Attributes:
        value: aware.
        has_zone: whether the document says the zone.
    """

    value: datetime
    has_zone: bool


def read_instant(text: object) -> Instant:
    """Reads an instant.

    Raises:
        ModelError: ``model.instant``, among them dates without a time and the Unix timestamps of Open Badges 1.x.
    """
    match = _PARTS.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ModelError("This is no date and time of ISO 8601.", code="model.instant")
    written = f"{match['date']}T{match['minutes']}{match['seconds'] or ':00'}{match['zone'] or 'Z'}"
    return Instant(parse_instant(written), bool(match["zone"]))
