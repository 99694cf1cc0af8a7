"""Was a presentation made for this verifier, for this one time?

Data Integrity 1.0, sections 2.1 (``proofPurpose``, ``challenge``, ``domain``) and 4.4 "Verify Proof", steps 5 to 7:
https://www.w3.org/TR/vc-data-integrity/#verify-proof.

    occasion = Occasion(challenge=challenge, audience="https://employer.example")
    occasion.check(proof, now=now)              # for us, and in answer to our challenge
    occasion.check_freshness(proof, now=now)    # now, and for the first time
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.authenticity.presenting import AUTHENTICATION
from credseal.checks.evidence import failed
from credseal.errors import PolicyError, ProofError
from credseal.findings import Finding
from credseal.nonces import PRESENTATION, Redemption
from credseal.report import Check, Outcome
from credseal.securing.data_integrity.verifying import check_options

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.nonces import Nonces
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.jose.presentation import PresentationToken

NAME = "occasion"
FRESHNESS = "freshness"
MAX_AGE = timedelta(minutes=15)
"""How long ago a presentation may have been made, by default."""

LEARNCARD_PURPOSE = "learncard-purpose"
"""The quirk of LearnCard's wallet: its presentations say ``assertionMethod`` where ``authentication`` belongs."""

_COMPAT = frozenset({LEARNCARD_PURPOSE})
_ASSERTION = "assertionMethod"
_CLOCKS = timedelta(seconds=60)  # by so much may two clocks differ
_CLAIMS = {"nonce": "/nonce", "audience": "/aud", "expired": "/exp", "early": "/nbf"}
_ASK_AGAIN = "Ask for a new presentation, over a new challenge."
_REFUSED = {
    Redemption.UNKNOWN: ("nonce.unknown", "The challenge is not one that was issued here, or it was forgotten since."),
    Redemption.USED: (
        "nonce.used",
        "The challenge was answered before: the same presentation, or another, came already.",
    ),
    Redemption.EXPIRED: ("nonce.expired", "The answer came too late: the challenge has expired."),
    Redemption.OTHER: ("nonce.other", "The challenge was issued for another audience, or for something else."),
}


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """The one time that a presentation must be made for.

    Args:
        challenge: what it must answer.
        audience: the only domain that it must be for.
        max_age: how long ago it may have been made.
        compat: quirks of wallets that are put up with, by name: ``learncard-purpose``.
        redemption: what the store of challenges answered; None where the caller has none, and sees to it that each counts once.

    Raises:
        PolicyError: ``presentation.no-challenge``, ``presentation.no-audience``, ``presentation.max-age``, ``presentation.compat``.
    """

    challenge: str
    audience: str
    max_age: timedelta = MAX_AGE
    compat: frozenset[str] = frozenset()
    redemption: Redemption | None = None

    def __post_init__(self) -> None:
        if not self.challenge:
            raise PolicyError(
                "No challenge is given that a presentation would have to answer; a recorded one would do.",
                code="presentation.no-challenge",
                hint="Give whoever presents a random text that is used once, and expect it here.",
            )
        if not self.audience:
            raise PolicyError(
                "No audience is given; a presentation that was made for somebody else would do.",
                code="presentation.no-audience",
                hint="Say by which name or address you asked for the presentation.",
            )
        if self.max_age <= timedelta(0):
            raise PolicyError("No presentation could be young enough.", code="presentation.max-age")
        unknown = self.compat - _COMPAT
        if unknown:
            raise PolicyError(
                f"There is no quirk of wallets by the name {min(unknown)[:40]!r}.",
                code="presentation.compat",
                hint=f"There are: {', '.join(sorted(_COMPAT))}.",
            )

    def redeeming(self, nonces: Nonces | None) -> Occasion:
        """The same occasion, its challenge used up in the store that it is from; as it is where there is none."""
        if nonces is None:
            return self
        answer: object = nonces.redeem(self.challenge, audience=self.audience, purpose=PRESENTATION)
        # A store may be anybody's: what is no answer is no yes.
        return replace(self, redemption=answer if isinstance(answer, Redemption) else Redemption.UNKNOWN)

    @property
    def counts(self) -> bool:
        """Whether the challenge counts, and for the first time, as far as there is a store that says so."""
        return self.redemption in (None, Redemption.REDEEMED)

    def check(self, proof: Proof, *, now: datetime) -> Check:
        """Passed where the proof is for authentication, for this audience alone, over this challenge, and has not expired."""
        purpose = _ASSERTION if self.puts_up_with(proof) else AUTHENTICATION
        try:
            check_options(proof, purpose=purpose, at=now, domain=(self.audience,), challenge=self.challenge)
        except ProofError as error:
            return failed(NAME, error)
        return Check(NAME, Outcome.PASSED, "presentation.for-us", "It was made for you, and answers your challenge.")

    def check_token(self, shown: PresentationToken, *, now: datetime) -> Check:
        """As ``check``, of a token: its claims ``nonce`` and ``aud``, ``nbf`` and ``exp``."""
        begins, expires = shown.token.begins, shown.token.expires
        if shown.nonce != self.challenge:
            return _refused("nonce", "The presentation answers another challenge than yours, or none.")
        if shown.audience != (self.audience,):
            return _refused("audience", "The presentation was made for somebody else, or for others as well.")
        if expires is not None and expires + _CLOCKS <= now:
            return _refused("expired", "The presentation has expired, by its own word.")
        if begins is not None and begins - _CLOCKS > now:
            return _refused("early", "The presentation is to count from a later time on, by its own word.")
        return Check(NAME, Outcome.PASSED, "presentation.for-us", "It was made for you, and answers your challenge.")

    def check_freshness(self, proof: Proof, *, now: datetime) -> Check:
        """Passed where the challenge counts for the first time, and the proof is not older than allowed, by its own word."""
        return self.check_age(proof.created, f"{proof.pointer}/created", now=now)

    def check_age(self, made: datetime | None, pointer: str, *, now: datetime) -> Check:
        """As ``check_freshness``, of what was made at a moment, which is told at a JSON pointer."""
        if not self.counts:
            code, message = _REFUSED.get(self.redemption or Redemption.UNKNOWN, _REFUSED[Redemption.UNKNOWN])
            return Check(FRESHNESS, Outcome.FAILED, code, message, _ASK_AGAIN)
        if made is None:
            message = "The presentation does not say when it was made."
            return Check(FRESHNESS, Outcome.INCONCLUSIVE, "presentation.undated", message, _ASK_AGAIN, pointer)
        if made - now > _CLOCKS:
            message = "The presentation says that it was made in the future."
            hint = "See whether your clock is right; else the presenter's is wrong."
            return Check(FRESHNESS, Outcome.FAILED, "presentation.future", message, hint, pointer)
        if now - made > self.max_age + _CLOCKS:
            minutes = self.max_age // timedelta(minutes=1)
            message = f"The presentation was made more than {minutes} minutes ago, which is the most you allow."
            return Check(FRESHNESS, Outcome.FAILED, "presentation.stale", message, _ASK_AGAIN, pointer)
        return Check(FRESHNESS, Outcome.PASSED, "presentation.fresh", "It was made just now.")

    def puts_up_with(self, proof: Proof) -> bool:
        """Whether the proof is for another purpose than it should be, as a quirk that is put up with has it."""
        return LEARNCARD_PURPOSE in self.compat and proof.purpose == _ASSERTION

    def notes_on(self, proof: Proof) -> tuple[Finding, ...]:
        """``presentation.purpose``: a quirk was put up with."""
        if not self.puts_up_with(proof):
            return ()
        message = f'The proof says that it is for "{_ASSERTION}"; you put up with that ({LEARNCARD_PURPOSE}).'
        return (Finding("presentation.purpose", "warning", message, f"{proof.pointer}/proofPurpose"),)


def _refused(word: str, message: str) -> Check:
    return Check(NAME, Outcome.FAILED, f"presentation.{word}", message, _ASK_AGAIN, _CLAIMS[word])
