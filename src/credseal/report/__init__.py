"""What a verifier answers: one check for each question, and a verdict that cannot be misread.

    report.verdict                      # Verdict.ACCEPTED, REJECTED or UNDETERMINED; there is no "valid"
    report.check("dates").message       # a sentence for people
    report.title()                      # what the document calls it
    report.learner.comparisons          # what was compared with the expected learner, and how
    report.to_dict()                    # the same for programs; schema "credseal.report.v1"

The verdict follows from the required checks alone: any failed, the credential is rejected; else any inconclusive, it is
undetermined; else accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from credseal.encoding.inert import inert
from credseal.errors import CredsealError
from credseal.profiles import readers, unread
from credseal.report import derived
from credseal.report.answers import (
    TRUSTED_TIMESTAMP,
    Agreement,
    AssessedAnswer,
    CertificateAnswer,
    Check,
    Checked,
    Comparison,
    DateAnswer,
    EndorsementAnswer,
    IssuerAnswer,
    LearnerAnswer,
    Outcome,
    PlaceAnswer,
    ProofAnswer,
    SealAnswer,
    TimestampAnswer,
    Verdict,
)
from credseal.report.europass import europass_checks
from credseal.report.questions import four_questions
from credseal.report.values import HEADLINE, plain

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.profiles.dates import DateFact
    from credseal.profiles.reading import Reading

__all__ = [
    "SCHEMA",
    "TRUSTED_TIMESTAMP",
    "Agreement",
    "AssessedAnswer",
    "CertificateAnswer",
    "Check",
    "Comparison",
    "DateAnswer",
    "EndorsementAnswer",
    "IssuerAnswer",
    "LearnerAnswer",
    "Outcome",
    "PlaceAnswer",
    "ProofAnswer",
    "Report",
    "SealAnswer",
    "TimestampAnswer",
    "Undetermined",
    "Verdict",
    "VerificationError",
]

SCHEMA = "credseal.report.v1"


@dataclass(frozen=True)
class Report(Checked):
    """All answers about one credential.

    Attributes:
        checks: in the order in which they were made.
        at: the instant to which dates were compared, aware.
        issuer, issued, learner: three of the four questions of the European approach (principle 9); ``place`` is the fourth.
        proofs: every proof of the document.
        seal: the e-seal that the document came in, or None.
        document: what the issuer's proof covers; where no proof is right, what was handed over. None where that could not
            be read. Claims of the document, worth what the verdict says.
        remarks: what was noticed on the way; part of ``notes``.
        endorsements: of others, each verified on its own; they never change the verdict.
        known_reading: what the document says, where a check has read it already; ask for ``reading``.
    """

    checks: tuple[Check, ...]
    at: datetime
    issuer: IssuerAnswer = field(default_factory=IssuerAnswer)
    issued: DateAnswer = field(default_factory=DateAnswer)
    proofs: tuple[ProofAnswer, ...] = ()
    document: JsonObject | None = field(default=None, repr=False)
    remarks: tuple[Finding, ...] = ()
    learner: LearnerAnswer = field(default_factory=LearnerAnswer)
    endorsements: tuple[EndorsementAnswer, ...] = ()
    seal: SealAnswer | None = None
    known_reading: Reading | None = field(default=None, repr=False, compare=False)

    @cached_property
    def reading(self) -> Reading | None:
        """What the document says, in the model's words; None where it is of no profile that is read."""
        return self.known_reading or readers.read(self.document)

    def title(self, language: str = "en") -> str | None:
        """What the document calls what was achieved, in words that serve a reader of a language best; None where it is not read, or says nothing.

        As it stands there: anybody's text, to be made harmless for where it is shown (for a terminal by ``encoding.inert``).

        Args:
            language: a BCP 47 tag.
        """
        title = self.reading.credential.achievement.title if self.reading else None
        return title.in_language(language)[1] if title else None

    @cached_property
    def place(self) -> PlaceAnswer:
        """Where it was issued: as stated, else derived from the issuer's address."""
        return derived.place_of(self.reading) if self.reading else PlaceAnswer()

    @cached_property
    def assessed(self) -> AssessedAnswer:
        """Whether whoever was assessed was identified and watched, as the document says."""
        return derived.assessed_of(self.reading) if self.reading else AssessedAnswer()

    @cached_property
    def dates(self) -> tuple[DateFact, ...]:
        """Every date of document and proofs, with what it means."""
        return derived.dates_of(self.document, self.proofs, self.reading)

    @cached_property
    def notes(self) -> tuple[Finding, ...]:
        """What else is worth knowing about document and keys; never decides."""
        if self.document is None:
            return self.remarks
        if self.reading is None:
            return (*self.remarks, *unread.notes(self.document))
        profile = readers.check(self.document)
        left = unread.notes(self.document, self.reading.unread)
        told = (*derived.notes_on_place(self.reading), *derived.notes_on_awarding(self.reading))
        return (*self.remarks, *told, *profile, *self.reading.findings, *left)

    @property
    def verdict(self) -> Verdict:
        """What follows from the checks."""
        outcomes = {check.outcome for check in self.checks}
        if Outcome.FAILED in outcomes:
            return Verdict.REJECTED
        return Verdict.UNDETERMINED if Outcome.INCONCLUSIVE in outcomes or not self.checks else Verdict.ACCEPTED

    @property
    def deciding(self) -> tuple[Check, ...]:
        """The checks that the verdict follows from; none where it is "accepted"."""
        for outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
            found = tuple(check for check in self.checks if check.outcome is outcome)
            if found:
                return found
        return ()

    @property
    def headline(self) -> str:
        """The verdict and its reason, in one or two sentences; on one line, as a reason may quote the document."""
        if self.deciding:
            return inert(f"{self.verdict.value.capitalize()}: {self.deciding[0].message}", most=HEADLINE)
        learner = self.find("learner")
        whose = "" if learner and learner.outcome is Outcome.PASSED else " Whose it is was not checked."
        issuer = inert(self.issuer.confirmed_name or self.issuer.id or "")
        return f"Accepted: issued by {issuer}, and unchanged since.{whose}"

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, without the document's claims about the learner."""
        return {
            "schema": SCHEMA,
            "verdict": self.verdict.value,
            "headline": self.headline,
            "at": plain(self.at),
            "questions": {question.name: plain(question) for question in four_questions(self)},
            "checks": plain(self.checks),
            "issuer": plain(self.issuer),
            "issued": plain(self.issued),
            "place": plain(self.place),
            "learner": plain(self.learner),
            "assessed": plain(self.assessed),
            "dates": plain(self.dates),
            "proofs": plain(self.proofs),
            "endorsements": [_endorsement(one) for one in self.endorsements],
            "notes": plain(self.notes),
            **({"seal": plain(self.seal), "europass": plain(europass_checks(self))} if self.seal else {}),
        }


class VerificationError(CredsealError):
    """The credential was not accepted; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        first = report.deciding[0]
        super().__init__(report.headline, code=first.code, pointer=first.pointer, hint=first.hint)
        self.report = report


class Undetermined(VerificationError):  # noqa: N818  # it is an outcome, and reads as one
    """Nothing failed, but something that is required stayed undecided."""


def _endorsement(one: EndorsementAnswer) -> dict[str, Any]:
    told = {"pointer": one.pointer, "endorses": one.endorses, "fits": one.fits, "report": one.report.to_dict()}
    return {name: value for name, value in told.items() if value is not None}
