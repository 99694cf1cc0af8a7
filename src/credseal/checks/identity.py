"""Who presents, by person identification data (PID) that were presented with the credentials: whose word counts, and what follows.

    providers = PidProviders(name="PID providers", anchors=[Anchors.load(Path("pid-providers.pem"))])
    Verifier(...).verify_presentation([credential, pid], challenge=challenge, audience=audience, pid=providers)

PID and credentials are shown in one answer to one challenge, each with the proof of a key; that one person showed them is what the comparison
of the attributes is for (``learner``). Whoever is believed about credentials is not believed about persons, nor the other way round: a
university in a register issues no PIDs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.checks.evidence import failed
from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.checks.rules import any_of, certified, issuer_in
from credseal.errors import ModelError, PolicyError
from credseal.model.dates import order
from credseal.model.learner import NATIONAL
from credseal.model.organisation import Identifier
from credseal.profiles import pid
from credseal.report import Check, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.profiles.pid import Person
    from credseal.report import Report
    from credseal.trust.anchors import CertificateTrust

NAME = "identity"


@dataclass(frozen=True, kw_only=True)
class PidProviders:
    """Whoever is believed about who somebody is.

    Args:
        name: what to call them in reports.
        issuers: their identifiers, DIDs or https URLs, compared letter for letter.
        anchors: those who say which certificates are theirs, as PID providers sign with certificates.

    Raises:
        PolicyError: ``identity.no-provider``, nobody is named.
    """

    name: str = "the PID providers that you named"
    issuers: Sequence[str] = ()
    anchors: Sequence[CertificateTrust] = ()

    def __post_init__(self) -> None:
        if not (self.issuers or self.anchors):
            raise PolicyError(
                "No provider of person identification data is named, so that nobody's word would count.",
                code="identity.no-provider",
                hint="Give their identifiers, or the certificates that theirs lead to.",
            )

    @property
    def policy(self) -> Policy:
        """What counts as one of them."""
        rules = [issuer_in(*self.issuers)] if self.issuers else []
        return Policy(recognised_by=any_of(*rules, *([certified()] if self.anchors else [])))


def identify(
    reports: Sequence[Report], providers: PidProviders, *, shown: bool, now: datetime
) -> tuple[Check, ExpectedLearner | None]:
    """Who presents.

    Args:
        reports: one on each PID in the answer, verified against these providers and against the key that showed it.
        providers: whose word counts.
        shown: whether everything about the way in which they were shown is right.
        now: the present, aware.

    Returns:
        The check, and where it passed what is known of the person, for the learner of each credential to be compared with.
    """
    refusal = _not_known(reports, shown=shown)
    if refusal is not None:
        return refusal, None
    (report,) = reports
    try:
        person = pid.read(report.document or {})
        known = _known(person, report, providers)
    except ModelError as error:
        return failed(NAME, error), None
    if person.expires is not None and order(person.expires, now) < 0:
        message = "The person identification data have expired, by the date of their document."
        return Check(NAME, Outcome.FAILED, "identity.expired", message, "Ask for a valid PID."), None
    if known is None:
        message = "The person identification data show neither a name nor a number."
        hint = "Ask for family_name, given_name and birthdate, and for the number where the credential states it."
        return Check(NAME, Outcome.INCONCLUSIVE, "identity.nothing", message, hint), None
    message = f"Who presents is known by person identification data ({providers.name})."
    return Check(NAME, Outcome.PASSED, "identity.shown", message), known


def _not_known(reports: Sequence[Report], *, shown: bool) -> Check | None:
    """Why nothing that came says who presents; None where something does."""
    if len(reports) != 1:
        told = (
            f"Person identification data came {len(reports)} times" if reports else "No person identification data came"
        )
        message = f"{told} with the presentation; it takes one, so that it is clear who presents."
        code = "identity.several" if reports else "identity.missing"
        return Check(NAME, Outcome.INCONCLUSIVE, code, message, "Ask for one PID in the same answer.")
    verdict = reports[0].verdict
    if verdict is not Verdict.ACCEPTED:
        first = reports[0].deciding[0]
        message = f"The person identification data are not accepted: {first.message}"
        if verdict is Verdict.REJECTED:
            return Check(NAME, Outcome.FAILED, "identity.refused", message, first.hint)
        return Check(NAME, Outcome.INCONCLUSIVE, "identity.not-accepted", message, first.hint)
    if not shown:
        message = "As not everything about the presentation is right, the person identification data in it do not say who presents."
        return Check(NAME, Outcome.INCONCLUSIVE, "identity.not-shown", message)
    return None


def _known(person: Person, report: Report, providers: PidProviders) -> ExpectedLearner | None:
    """What a PID says of its holder, to be compared with the learner of a credential; None where it says too little."""
    if not (person.given_name or person.family_name or person.number):
        return None
    at_birth = [person.birth_given_name or person.given_name, person.birth_family_name or person.family_name]
    # Parts of a name are not a name.
    is_whole = person.given_name and person.family_name
    changed = is_whole and (person.birth_given_name or person.birth_family_name)
    return ExpectedLearner(
        identifiers=(Identifier(NATIONAL, person.number),) if person.number else (),
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        also_known_as=(" ".join(filter(None, at_birth)),) if changed else (),
        source=f"PID of {report.issuer.confirmed_name or report.issuer.id or providers.name}",
    )
