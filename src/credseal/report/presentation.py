"""What a verifier answers about a presentation: about the presentation itself, and about every credential in it.

    report.verdict                              # Verdict.ACCEPTED, REJECTED or UNDETERMINED
    report.presenter.id                         # who presented, as far as that was shown
    report.credentials[0].report.verdict        # of one credential; a Report like any other
    report.to_dict()                            # for programs; schema "credseal.presentation-report.v1"

The verdict is that of the weakest part: rejected where a check of the presentation failed or any credential is rejected; else
undetermined where anything is undecided; else accepted. So whoever looks at the verdict alone relies on nothing that is wrong, and nothing is accepted
because another part was. Whoever wants the credentials that are right among others asks for them:

    report.accepted_credentials                 # none where anything about the presentation itself is wrong
    report.against_all                          # why, then
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from credseal.encoding.inert import inert
from credseal.errors import CredsealError
from credseal.report.answers import Checked, Outcome, Verdict
from credseal.report.values import HEADLINE, plain

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.findings import Finding
    from credseal.report import Report
    from credseal.report.answers import Check, ProofAnswer

SCHEMA = "credseal.presentation-report.v1"


@dataclass(frozen=True)
class PresenterAnswer:
    """Who presented.

    Attributes:
        id: the holder's identifier, of an SD-JWT its key's thumbprint (RFC 9278); a claim unless ``shown``. None where there is none.
        shown: whether they showed control of a key of this holder's, over our challenge.
        by: how the key is known to be theirs: ``did:key``, ``did:jwk``, ``did:web``, ``https`` or ``supplied``; ``cnf`` where the
            credential itself names it; None where it is not.
    """

    id: str | None = None
    shown: bool = False
    by: str | None = None


@dataclass(frozen=True)
class PresentedCredential:
    """One credential of a presentation.

    Attributes:
        pointer: JSON pointer to it in the presentation; empty where it is presented by itself.
        report: what verifying it found, as for any credential; its check ``learner`` tells whether it is the presenter's.
        presenter: who presented it: of an answer of several parts each has a presenter of its own.
    """

    pointer: str
    report: Report
    presenter: PresenterAnswer = PresenterAnswer()


@dataclass(frozen=True)
class IdentityAnswer:
    """Who presented, by person identification data (PID).

    Attributes:
        source: whose PID it is; None where it does not count.
        report: what verifying it found.
    """

    source: str | None
    report: Report


@dataclass(frozen=True)
class PresentationReport(Checked):
    """All answers about one presentation.

    Attributes:
        checks: those of the presentation itself, in the order in which they were made: ``structure``, ``contexts``, ``signature``,
            ``occasion`` (made for this verifier, in answer to this challenge), ``freshness``, ``holder``; ``identity``, where person identification
            data were asked for. All are required. Of an SD-JWT ``contexts`` is not asked, as it has none. Of several presentations in one
            answer each check is told once, as its worst part has it.
        at: the instant to which the credentials' dates were compared, aware. The presentation's own are compared with the present.
        audience: for whom it had to be made.
        presenter: who presented; of several presentations in one answer, the first.
        proofs: those of the presentation.
        credentials: in the order of the presentation; none where it could not be read.
        notes: what else is worth knowing about the presentation.
        identity: who presented, by the PID that came with it; None where none was asked for, or none or several came.
    """

    checks: tuple[Check, ...]
    at: datetime
    audience: str
    presenter: PresenterAnswer = PresenterAnswer()
    proofs: tuple[ProofAnswer, ...] = ()
    credentials: tuple[PresentedCredential, ...] = ()
    notes: tuple[Finding, ...] = ()
    identity: IdentityAnswer | None = None

    @property
    def verdict(self) -> Verdict:
        """That of the weakest part."""
        outcomes = {check.outcome for check in self.checks}
        verdicts = {one.report.verdict for one in self.credentials}
        if Outcome.FAILED in outcomes or Verdict.REJECTED in verdicts:
            return Verdict.REJECTED
        is_open = Outcome.INCONCLUSIVE in outcomes or Verdict.UNDETERMINED in verdicts
        return Verdict.UNDETERMINED if is_open or not (self.checks and self.credentials) else Verdict.ACCEPTED

    @property
    def deciding(self) -> tuple[Check, ...]:
        """The checks that the verdict follows from, the presentation's own first; none where it is "accepted"."""
        for outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
            own = [check for check in self.checks if check.outcome is outcome]
            inside = [check for one in self.credentials for check in one.report.checks if check.outcome is outcome]
            if own or inside:
                return (*own, *inside)
        return ()

    @property
    def against_all(self) -> tuple[Check, ...]:
        """The presentation's own checks that did not pass. Where there is one, nothing counts that is in it."""
        return tuple(check for check in self.checks if check.outcome is not Outcome.PASSED)

    @property
    def accepted_credentials(self) -> tuple[PresentedCredential, ...]:
        """The credentials that are accepted, in a presentation that is right itself; else none.

        For whoever decides about each apart. The report on one of ``credentials`` answers for that credential alone, which may be a copy, or sent for the
        second time; that its learner showed it to you, and now, is what the presentation's own checks say. Here nobody gets the one without
        the other, as with a Boolean that has to be asked first.
        """
        if self.against_all or not self.checks:
            return ()
        return tuple(one for one in self.credentials if one.report.verdict is Verdict.ACCEPTED)

    @property
    def headline(self) -> str:
        """The verdict and its reason, on one line."""
        if self.verdict is Verdict.ACCEPTED:
            count = len(self.credentials)
            what = "the credential in it is" if count == 1 else f"each of the {count} credentials in it is"
            keys = {one.presenter.id for one in self.credentials}
            by = f"with {len(keys)} keys" if len(keys) > 1 else f"by {inert(self.presenter.id or '')}"
            return f"Accepted: it was presented to you {by}, and {what} accepted."
        reason = self.deciding[0]
        which = next((at for at, one in enumerate(self.credentials, 1) if reason in one.report.checks), None)
        where = f"Credential {which} of {len(self.credentials)}: " if which and reason not in self.checks else ""
        return inert(f"{self.verdict.value.capitalize()}: {where}{reason.message}", most=HEADLINE)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values. Of the learner it tells the identifier that the presenter showed control of, and no claim."""
        return {
            "schema": SCHEMA,
            "verdict": self.verdict.value,
            "headline": self.headline,
            "at": plain(self.at),
            "audience": self.audience,
            "presenter": plain(self.presenter),
            "checks": plain(self.checks),
            "proofs": plain(self.proofs),
            "credentials": [
                {"pointer": one.pointer, "presenter": plain(one.presenter), "report": one.report.to_dict()}
                for one in self.credentials
            ],
            "accepted": [one.pointer for one in self.accepted_credentials],
            "notes": plain(self.notes),
            "identity": {"source": self.identity.source, "report": self.identity.report.to_dict()}
            if self.identity
            else None,
        }


class PresentationError(CredsealError):
    """The presentation was not accepted; ``report`` says why."""

    def __init__(self, report: PresentationReport) -> None:
        first = report.deciding[0]
        super().__init__(report.headline, code=first.code, pointer=first.pointer, hint=first.hint)
        self.report = report


class UndeterminedPresentation(PresentationError):  # noqa: N818  # it is an outcome, and reads as one
    """Nothing failed, but something that is required stayed undecided."""
