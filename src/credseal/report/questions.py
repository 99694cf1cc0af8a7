"""The four questions of the European approach, for programs: whose it is, who issued it, when, and where.

"Enough information to check the identity of the credential-holder, the legal identity of the issuer, the date and location of
issuance" (Council Recommendation on a European approach to micro-credentials, 2022, principle 9, "Authentic":
https://eur-lex.europa.eu/eli/C/2022/243/p10). Each has an answer and how it is known; none is answered by the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.report.answers import TRUSTED_TIMESTAMP, Outcome

if TYPE_CHECKING:
    from credseal.report import Report


@dataclass(frozen=True)
class Question:
    """One of the four.

    Attributes:
        name: ``holder``, ``issuer``, ``date``, ``place``.
        answer: in words; None where there is none. For the place these are the document's words.
        known_by: by whose word: ``compared`` with what the caller knows, a register, the issuer (``claimed``), ...;
            ``not_requested``, ``not_established``, ``not stated`` where by nobody's.
    """

    name: str
    answer: str | None
    known_by: str


def four_questions(report: Report) -> tuple[Question, ...]:
    """Holder, issuer, date, place."""
    return (_holder(report), _issuer(report), _date(report), _place(report))


def _holder(report: Report) -> Question:
    learner = report.find("learner")
    known_by = report.learner.presenter
    return Question("holder", learner.message if learner and known_by != "not_requested" else None, known_by)


def _issuer(report: Report) -> Question:
    authenticated, issuer = report.find("issuer_authenticated"), report.issuer
    if authenticated is None or authenticated.outcome is not Outcome.PASSED:
        return Question("issuer", None, "not_established")
    return Question("issuer", issuer.confirmed_name or issuer.id, issuer.confirmed_by or "its key alone")


def _date(report: Report) -> Question:
    when = report.issued.awarded_on or report.issued.instant
    answer = when.isoformat().replace("+00:00", "Z") if when else None
    by_stamp = report.issued.known_by == TRUSTED_TIMESTAMP and not report.issued.awarded_on
    return Question("date", answer, TRUSTED_TIMESTAMP if by_stamp else "claimed" if answer else "not stated")


def _place(report: Report) -> Question:
    return Question("place", report.place.words, report.place.known_by)
