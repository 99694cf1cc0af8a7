"""Is it valid at the instant in question, by its own dates?

Verifiable Credentials Data Model 2.0, section 4.9 "Validity Period": https://www.w3.org/TR/vc-data-model-2.0/#validity-period.
Clocks differ: a minute is allowed for.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.checks.evidence import failed
from credseal.errors import ModelError
from credseal.model.dates import format_instant
from credseal.profiles import vcdm
from credseal.report import Check, DateAnswer, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.checks.evidence import Evidence

NAME = "dates"
SKEW = timedelta(seconds=60)


def check(evidence: Evidence) -> Check:
    """Passed where the instant lies within the document's validity."""
    try:
        start, end = vcdm.validity(evidence.document)
    except ModelError as error:
        return failed(NAME, error, message="A date of the document's validity is malformed.")
    if start is not None and end is not None and end < start:
        return Check(NAME, Outcome.FAILED, "dates.order", "It says that it ends before it begins.")
    if start is not None and evidence.at + SKEW < start:
        return Check(NAME, Outcome.FAILED, "dates.not-yet", f"It is not valid before {_written(start)}.")
    if end is not None and evidence.at - SKEW > end:
        return Check(NAME, Outcome.FAILED, "dates.expired", f"It was valid until {_written(end)}; it has expired.")
    until = f"valid until {_written(end)}" if end else "without an end"
    return Check(NAME, Outcome.PASSED, "dates.valid", f"By its own dates it is valid ({until}).")


def answer_for(evidence: Evidence) -> DateAnswer:
    """When it was issued, as the document claims it."""
    try:
        start, _ = vcdm.validity(evidence.document)
    except ModelError:
        start = None
    return DateAnswer(start, "claimed") if start is not None else DateAnswer()


def _written(instant: datetime) -> str:
    """In UTC, but for the first and last hours of the calendar, which may have no form there."""
    try:
        return format_instant(instant)
    except (ModelError, OverflowError):
        return instant.isoformat()
