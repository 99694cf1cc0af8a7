"""Is it unchanged since it was signed? By whom is another question (see ``issuer_authenticated``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.evidence import failed, inconclusive
from credseal.errors import JsonLdError, ResolutionError
from credseal.report import Check, Outcome, ProofAnswer

if TYPE_CHECKING:
    from credseal.authenticity.examined import Examined
    from credseal.checks.evidence import Evidence
    from credseal.errors import CredsealError

NAME = "signature"
_UNDECIDED = frozenset({"proof.unsupported"})


def check(evidence: Evidence) -> Check:
    """Passed where a proof is right and none that can be checked is wrong."""
    if evidence.proof_error is not None:
        return (inconclusive if undecided(evidence.proof_error) else failed)(NAME, evidence.proof_error)
    outcomes = [(one, outcome_of(one)) for one in evidence.proofs]
    for wanted, answer in ((Outcome.FAILED, failed), (Outcome.PASSED, None), (Outcome.INCONCLUSIVE, inconclusive)):
        for one, outcome in outcomes:
            if outcome is not wanted:
                continue
            if answer is None:
                message = f"The content is unchanged since it was signed ({one.proof.suite_name})."
                return Check(NAME, Outcome.PASSED, "signature.fits", message, pointer=one.proof.pointer)
            if one.unverified is not None:
                return answer(NAME, one.unverified)
    return Check(NAME, Outcome.INCONCLUSIVE, "signature.unchecked", "No proof could be checked.")


def outcome_of(examined: Examined) -> Outcome:
    """Whether one proof is right."""
    if examined.verified is not None:
        return Outcome.PASSED
    return Outcome.INCONCLUSIVE if examined.unverified is None or undecided(examined.unverified) else Outcome.FAILED


def undecided(error: CredsealError) -> bool:
    """Whether an error leaves open if a signature fits.

    Without a key, or a document that can be read in one way only, nothing was computed; ``contexts`` says what follows.
    """
    return isinstance(error, ResolutionError | JsonLdError) or error.code in _UNDECIDED


def answer_for(examined: Examined) -> ProofAnswer:
    """What the report says about one proof."""
    proof, error = examined.proof, examined.unverified
    code, message = (error.code, error.message) if error else ("signature.fits", "The signature fits.")
    named = (proof.pointer, proof.suite_name, proof.verification_method)
    return ProofAnswer(*named, outcome_of(examined), code, message, proof.created, proof.expires)
