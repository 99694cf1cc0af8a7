"""The seven checks of the Europass viewer, answered by ours: what each of its names means here.

The European Learning Model lists the kinds of verification (http://data.europa.eu/snb/verification/25831c2) and their outcomes
(http://data.europa.eu/snb/verification-status/25831c2); its viewer makes three of the seven. Each is made here, by one check or several:
the first that failed decides, else the first that is undecided, else the first that passed.

    for one in europass_checks(report):
        one.name, one.status, one.message        # 'seal', 'error', 'The seal does not fit ...'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.report.answers import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.report import Report
    from credseal.report.answers import Check

_KIND = "http://data.europa.eu/snb/verification/"
_STATUS = "http://data.europa.eu/snb/verification-status/"
# The name and concept of each kind, and the checks that answer it.
_KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "format": ("2f5b89b96f", ("structure", "contexts")),
    "seal": ("f9c2016fe9", ("signature", "issuer_authenticated", "issuer_recognised")),
    "owner": ("1faf8d450f", ("learner",)),
    "revocation": ("271aef9eb4", ("standing",)),
    "accreditation": ("e2bbc86a28", ("accreditation",)),
    "expiry": ("94d828f160", ("dates",)),
    "custom": ("c_50990fe3", ("onedtech",)),
}
_STATUSES = {"ok": "9895008394", "error": "9d26eb9a37", "skipped": "641f0c5e5d"}
_WORST_FIRST = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED, Outcome.NOT_APPLICABLE, Outcome.NOT_REQUESTED)


@dataclass(frozen=True)
class EuropassCheck:
    """One of the seven.

    Attributes:
        name: ``format``, ``seal``, ``owner``, ``revocation``, ``accreditation``, ``expiry``, ``custom``.
        type: its concept, a URI.
        status: ``ok``, ``error``, or ``skipped``: undecided, not asked for, or nothing to ask.
        status_type: its concept, a URI.
        check: the name of the check here that decided; None where none was made.
        message: of that check.
    """

    name: str
    type: str
    status: str
    status_type: str
    check: str | None = None
    message: str | None = None


def europass_checks(report: Report) -> tuple[EuropassCheck, ...]:
    """All seven, in the viewer's order."""
    return tuple(_answer(report, name, concept, ours) for name, (concept, ours) in _KINDS.items())


def _answer(report: Report, name: str, concept: str, ours: tuple[str, ...]) -> EuropassCheck:
    made = [check for check in report.checks if check.name in ours]
    decided = _deciding(made)
    status = _status(decided)
    return EuropassCheck(
        name,
        _KIND + concept,
        status,
        _STATUS + _STATUSES[status],
        decided.name if decided else None,
        decided.message if decided else None,
    )


def _deciding(made: list[Check]) -> Check | None:
    return min(made, key=lambda check: _WORST_FIRST.index(check.outcome), default=None)


def _status(check: Check | None) -> str:
    if check is None:
        return "skipped"
    return {Outcome.PASSED: "ok", Outcome.FAILED: "error"}.get(check.outcome, "skipped")
