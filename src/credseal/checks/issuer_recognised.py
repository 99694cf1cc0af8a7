"""Is the issuer somebody whom the verifier has reason to know?

A signature and a key show who signed, not that the signer is a university. That takes a third party: the caller who
expects this issuer, a register that lists it, or at least a domain; which of them is enough, the policy says (``rules``).
That no register lists an issuer is no judgement of it, and leaves the question open; that one calls it withdrawn or suspended
is, and decides whatever the policy would accept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.issuer_authenticated import NAME as AUTHENTICATED
from credseal.checks.policy import Policy
from credseal.checks.recognition import IssuerFacts, Recognition, known_by_place, warning
from credseal.report import Check, IssuerAnswer, Outcome
from credseal.trust.sources import UNSECURED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.checks.evidence import Evidence
    from credseal.trust.anchors import ServiceAnswer
    from credseal.trust.register import Register

NAME = "issuer_recognised"
_PRESETS = (Policy.AUTHENTIC.recognised_by, Policy.DOMAIN.recognised_by)
_DECIDED = frozenset({Outcome.PASSED, Outcome.FAILED})


def check(evidence: Evidence) -> Check:
    """Passed where the authenticated issuer is one that the policy recognises."""
    issuer = evidence.issuer
    facts = _facts(evidence)
    is_unread = issuer is None and facts is None  # what nobody could read names nobody else, either
    if evidence.expected_issuer not in (None, issuer) and not is_unread:
        return Check(
            NAME,
            Outcome.FAILED,
            "issuer.other",
            "The document names another issuer than the expected one.",
            pointer="/issuer",
        )
    if facts is None:
        return Check(
            NAME,
            Outcome.INCONCLUSIVE,
            "issuer.unauthenticated",
            "Nothing shows that the issuer named here signed this, so nobody was asked about the issuer.",
        )
    found = (
        warning(facts.listings, facts.now) or evidence.policy.recognised_by.judge(facts) or _unknown(evidence, facts)
    )
    # A rule of somebody else's may answer with any outcome; none but "passed" lets a credential pass.
    outcome = found.outcome if found.outcome in _DECIDED else Outcome.INCONCLUSIVE
    return Check(NAME, outcome, found.code, found.message, found.hint)


def answer_for(evidence: Evidence, checks: Sequence[Check]) -> IssuerAnswer:
    """Who issued it, by the document's word and by others'.

    Args:
        evidence: what is known.
        checks: those that were made. A key that may have been stolen and revoked, so that it stays open who used it, confirms no name.
    """
    issuer, claimed = evidence.issuer, next(iter(evidence.issuer_names), None)
    facts = _facts(evidence)
    if facts is None or not any(one.name == AUTHENTICATED and one.outcome is Outcome.PASSED for one in checks):
        return IssuerAnswer(issuer, claimed)
    for listing in facts.listings:
        if listing.standing(facts.now) == "in-force":
            return IssuerAnswer(issuer, claimed, listing.entry.name, _by(listing.register))
    if evidence.certificate is not None:
        return IssuerAnswer(issuer, claimed, evidence.certificate.organisation, _certified_by(evidence.services))
    if facts.is_expected:
        return IssuerAnswer(issuer, claimed, None, "you: this is the issuer you expect")
    recognised = evidence.policy.recognised_by.judge(facts)
    if recognised is not None and recognised.code == "issuer.named" and recognised.outcome is Outcome.PASSED:
        return IssuerAnswer(issuer, claimed, None, "you: your policy names this issuer")
    return IssuerAnswer(issuer, claimed, facts.place, "the domain" if facts.place else None)


def _facts(evidence: Evidence) -> IssuerFacts | None:
    """What is known of the issuer; None where the issuer did not sign."""
    issuer = evidence.issuer
    if issuer is None or not evidence.by_issuer:
        return None
    expected = evidence.expected_issuer == issuer
    registers = tuple(evidence.registers)
    return IssuerFacts(issuer, evidence.now, registers, is_expected=expected, certified=evidence.services)


def _certified_by(services: Sequence[ServiceAnswer]) -> str:
    first = next(iter(services), None)
    return f"the certificate authority {first.provider} ({first.list})" if first else "its certificate"


def _by(register: Register) -> str:
    how = "" if register.known_by == UNSECURED else f" ({register.known_by})"
    return f"the register {register.name}{how}"


def _unknown(evidence: Evidence, facts: IssuerFacts) -> Recognition:
    """What is said of an issuer about whom no rule has anything to say."""
    names = " and ".join(register.name for register in facts.registers)
    unlisted = "" if not names or facts.listings else f" It is not listed in {names}, which says nothing against it."
    rule = evidence.policy.recognised_by
    if facts.place is not None:
        code, message = "issuer.domain", known_by_place(facts.place)
        hint = "Name the issuer you expect, give a register that lists it, or accept domains (--policy domain)."
    else:
        code, message = "issuer.unknown-key", _anyones(evidence)
        hint = "Name the issuer you expect (--issuer), or give a register that lists it (--register)."
    if rule not in _PRESETS:
        hint = f"Recognised is an issuer that is {rule}."
    return Recognition(Outcome.INCONCLUSIVE, code, message + unlisted, hint)


def _anyones(evidence: Evidence) -> str:
    key = evidence.authentic.proof.verification_method.rpartition("#")[2] if evidence.authentic else ""
    shown = key if key.startswith("z") else "of the issuer"
    return (
        f"The content is unchanged since key {shown} signed it, but nobody you trust says whose key that is; anyone "
        "can make such a key."
    )
