"""Is it unchanged since it was sealed? By whom is another question (see ``issuer_authenticated``).

ETSI TS 119 182-1 and ETSI EN 319 102-1, section 5.3, as far as one look at the file can tell: the signature over the payload as it was
received, the rules for headers, and whether the timestamps in the seal are about this seal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.evidence import failed, inconclusive
from credseal.checks.seals.answers import certificate_of
from credseal.checks.signature import NAME, undecided
from credseal.report import Check, Outcome, ProofAnswer

if TYPE_CHECKING:
    from credseal.authenticity.seals import ExaminedSeal
    from credseal.checks.evidence import Evidence

__all__ = ["NAME", "answer_for", "check"]

UNDECIDED = frozenset({"jades.detached", "jades.unsupported"})


def check(evidence: Evidence) -> Check:
    """Passed where every seal is right; a file may have several, and one that is wrong is no mere note."""
    if evidence.proof_error is not None:
        is_open = undecided(evidence.proof_error) or evidence.proof_error.code in UNDECIDED
        return (inconclusive if is_open else failed)(NAME, evidence.proof_error)
    outcomes = [(one, outcome_of(one)) for one in evidence.seals]
    for wanted, answer in ((Outcome.FAILED, failed), (Outcome.INCONCLUSIVE, inconclusive)):
        for one, outcome in outcomes:
            if outcome is wanted and one.unverified is not None:
                return answer(NAME, one.unverified)
    for one in evidence.seals:
        if one.level is None:
            return _at_fault(one)
    counting = evidence.seal or evidence.seals[0]
    message = f"The content is unchanged since it was sealed ({suite_of(counting)})."
    return Check(NAME, Outcome.PASSED, "signature.fits", message, pointer=counting.signature.pointer)


def _at_fault(examined: ExaminedSeal) -> Check:
    """The signature fits, and the header around it says what contradicts itself or the standard."""
    from credseal.securing.jades import faults  # noqa: PLC0415  certificates take long to load

    fault = next(one for one in faults(examined.signature) if one.severity == "error")
    pointer = f"{examined.signature.pointer}/protected{fault.pointer or ''}"
    return Check(NAME, Outcome.FAILED, fault.code, fault.message, fault.hint, pointer)


def outcome_of(examined: ExaminedSeal) -> Outcome:
    """Whether one seal is right."""
    if examined.unverified is None:
        return Outcome.PASSED if examined.level else Outcome.FAILED
    return Outcome.INCONCLUSIVE if examined.unverified.code in UNDECIDED else Outcome.FAILED


def suite_of(examined: ExaminedSeal) -> str:
    """What the seal is, as far as what it claims to be holds."""
    return f"JAdES-BASELINE-{examined.level}" if examined.level else "JAdES"


def answer_for(examined: ExaminedSeal) -> ProofAnswer:
    """What the report says about one seal."""
    error = examined.unverified
    code, message = "signature.fits", "The seal fits."
    if error is not None:
        code, message = error.code, error.message
    elif examined.level is None:
        fault = _at_fault(examined)
        code, message = fault.code, fault.message
    certificate = certificate_of(examined)
    named = f"certificate {certificate.sha256.hex()}" if certificate else ""
    return ProofAnswer(
        examined.signature.pointer,
        suite_of(examined),
        named,
        outcome_of(examined),
        code,
        message,
        examined.signature.signing_time,
        examined.signature.expires,
    )
