"""Dates and times on the command line, in the one form that means the same everywhere.

instant("--at", "2026-11-22T10:00:00Z")
day("--award-date", "2026-11-20")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.cli.problems import UsageError
from credseal.errors import ModelError
from credseal.model.dates import parse_date, parse_instant

if TYPE_CHECKING:
    from datetime import date, datetime


def instant(option: str, text: str) -> datetime:
    """An instant with its offset from UTC.

    Raises:
        UsageError: ``usage.time``.
    """
    try:
        return parse_instant(text)
    except ModelError:
        raise UsageError(
            f"{option} is no instant with a zone.", code="usage.time", hint="It is written as 2026-11-22T10:00:00Z."
        ) from None


def day(option: str, text: str) -> date:
    """A date.

    Raises:
        UsageError: ``usage.date``.
    """
    try:
        return parse_date(text)
    except ModelError:
        raise UsageError(f"{option} is no date.", code="usage.date", hint="It is written as 2026-11-20.") from None
