"""What a verifier answers: one check for each question, and a verdict that cannot be misread.

    report.verdict                      # Verdict.ACCEPTED, REJECTED or UNDETERMINED; there is no "valid"
    report.check("dates").message       # a sentence for people
    report.to_dict()                    # the same for programs; schema "credseal.report.v1"

The verdict follows from the required checks alone: any failed, the credential is rejected; else any inconclusive, it is
undetermined; else accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from credseal.errors import CredsealError
from credseal.profiles import openbadges

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.model.organisation import Place
    from credseal.profiles.reading import Reading

SCHEMA = "credseal.report.v1"


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    """Tried, undecided."""
    NOT_REQUESTED = "not_requested"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What follows from the required checks."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Check:
    """The answer to one question.

    Attributes:
        name: the question's name, e.g. ``issuer_authenticated``.
        outcome: how it ended.
        code: stable, e.g. ``issuer.unresolved``.
        message: one sentence for people.
        hint: what to do about it, or None.
        pointer: JSON pointer to the member concerned, or None.
    """

    name: str
    outcome: Outcome
    code: str
    message: str
    hint: str | None = None
    pointer: str | None = None


@dataclass(frozen=True)
class IssuerAnswer:
    """Who issued it, by whose word.

    Attributes:
        id: the issuer's identifier in the document.
        claimed_name: the name in the document; anybody can write one.
        confirmed_name: the name by which somebody other than the document knows this issuer, or None.
        confirmed_by: who that is: a register, a domain, the caller; or None.
    """

    id: str | None = None
    claimed_name: str | None = None
    confirmed_name: str | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True)
class DateAnswer:
    """When it was issued.

    Attributes:
        instant: aware; None where the document gives none.
        known_by: ``claimed`` (the document says so) or ``not stated``; what a proof says about its own time is a claim too.
    """

    instant: datetime | None = None
    known_by: str = "not stated"


@dataclass(frozen=True)
class PlaceAnswer:
    """Where it was issued.

    Attributes:
        words: country, region, place, as far as known; None where not.
        known_by: ``stated`` (as the place of issue), ``derived`` (the issuer's address) or ``not stated``.
    """

    words: str | None = None
    known_by: str = "not stated"


@dataclass(frozen=True)
class ProofAnswer:
    """One proof of the document.

    Attributes:
        pointer: JSON pointer to it.
        suite: its cryptosuite, as it calls itself.
        verification_method: the key it names.
        outcome: passed, failed, inconclusive.
        code, message: why.
    """

    pointer: str
    suite: str
    verification_method: str
    outcome: Outcome
    code: str
    message: str


@dataclass(frozen=True)
class Report:
    """All answers about one credential.

    Attributes:
        checks: in the order in which they were made.
        at: the instant to which dates were compared, aware.
        issuer, issued: two of the four questions of the European approach (principle 9); ``place`` is the third, and whose
            it is, the check ``learner``.
        proofs: every proof of the document.
        document: what the issuer's proof covers; where no proof is right, what was handed over. None where that could not
            be read. Claims of the document, worth what the verdict says.
        remarks: what was noticed on the way; part of ``notes``.
    """

    checks: tuple[Check, ...]
    at: datetime
    issuer: IssuerAnswer = IssuerAnswer()
    issued: DateAnswer = DateAnswer()
    proofs: tuple[ProofAnswer, ...] = ()
    document: JsonObject | None = field(default=None, repr=False)
    remarks: tuple[Finding, ...] = ()

    @cached_property
    def reading(self) -> Reading | None:
        """What the document says, in the model's words; None where it is of no profile that is read."""
        if self.document is None or not openbadges.is_badge(self.document):
            return None
        return openbadges.from_document(self.document)

    @cached_property
    def place(self) -> PlaceAnswer:
        """Where it was issued: as stated, else derived from the issuer's address."""
        if self.reading is None:
            return PlaceAnswer()
        stated = self.reading.issuance.place or self.reading.credential.achievement.place_of_issue
        if stated is not None:
            return PlaceAnswer(_words(stated), "stated")
        sealer = self.reading.issuance.sealer
        return PlaceAnswer(_words(sealer.address), "derived") if sealer and sealer.address else PlaceAnswer()

    @cached_property
    def notes(self) -> tuple[Finding, ...]:
        """What else is worth knowing about document and keys; never decides."""
        if self.reading is None or self.document is None:
            return self.remarks
        return (*self.remarks, *openbadges.check(self.document), *self.reading.findings)

    @property
    def verdict(self) -> Verdict:
        """What follows from the checks."""
        outcomes = {check.outcome for check in self.checks}
        if Outcome.FAILED in outcomes:
            return Verdict.REJECTED
        return Verdict.UNDETERMINED if Outcome.INCONCLUSIVE in outcomes or not self.checks else Verdict.ACCEPTED

    @property
    def headline(self) -> str:
        """The verdict and its reason, in one or two sentences."""
        deciding = self._deciding()
        if deciding:
            return f"{self.verdict.value.capitalize()}: {deciding[0].message}"
        learner = next((check for check in self.checks if check.name == "learner"), None)
        whose = "" if learner and learner.outcome is Outcome.PASSED else " Whose it is was not checked."
        return f"Accepted: issued by {self.issuer.confirmed_name or self.issuer.id}, and unchanged since.{whose}"

    def check(self, name: str) -> Check:
        """The check of that name.

        Raises:
            KeyError: there is none.
        """
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)

    def _deciding(self) -> list[Check]:
        for outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
            found = [check for check in self.checks if check.outcome is outcome]
            if found:
                return found
        return []

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, without the document's claims about the learner."""
        return {
            "schema": SCHEMA,
            "verdict": self.verdict.value,
            "headline": self.headline,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "checks": _plain(self.checks),
            "issuer": _plain([self.issuer])[0],
            "issued": _plain([self.issued])[0],
            "place": _plain([self.place])[0],
            "proofs": _plain(self.proofs),
            "notes": _plain(self.notes),
        }


class VerificationError(CredsealError):
    """The credential was not accepted; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        deciding = report._deciding()[0]  # noqa: SLF001  # same module
        super().__init__(report.headline, code=deciding.code, pointer=deciding.pointer, hint=deciding.hint)
        self.report = report


class Undetermined(VerificationError):  # noqa: N818  # it is an outcome, and reads as one
    """Nothing failed, but something that is required stayed undecided."""


def _words(place: Place) -> str | None:
    country = place.country_name.in_language("en")[1] if place.country_name else place.country
    region = place.region.label.in_language("en")[1] if place.region and place.region.label else None
    return ", ".join(part for part in (place.locality, region, country) if part) or None


def _plain(items: Iterable[object]) -> list[dict[str, Any]]:
    def value(item: object) -> object:
        if isinstance(item, StrEnum):
            return item.value
        return item.isoformat().replace("+00:00", "Z") if hasattr(item, "isoformat") else item

    return [{key: value(member) for key, member in vars(item).items() if member is not None} for item in items]
