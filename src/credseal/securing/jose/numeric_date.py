"""NumericDate: how tokens write instants. RFC 7519, section 2: https://www.rfc-editor.org/rfc/rfc7519#section-2.

    numeric_date(1795168800)     # datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    numeric_date("2026-11-20")   # None

Instants before 1970 sign nothing, and are none here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonValue


def numeric_date(value: JsonValue) -> datetime | None:
    """Seconds since 1970 in UTC, from 1970 to 9999; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None
