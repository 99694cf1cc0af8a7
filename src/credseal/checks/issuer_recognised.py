"""Is the issuer somebody whom the verifier has reason to know?

A signature and a key show who signed, not that the signer is a university. That takes a third party: the caller who
expects this issuer, a register that lists it, or at least a domain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.profiles import vcdm
from credseal.report import Check, IssuerAnswer, Outcome

if TYPE_CHECKING:
    from credseal.authenticity.proofs import ExaminedProof
    from credseal.checks.evidence import Evidence
    from credseal.trust.register import Entry, Register

NAME = "issuer_recognised"
_BY_KEY = ("did:key", "did:jwk")


def check(evidence: Evidence) -> Check:
    """Passed where the authenticated issuer is expected, listed, or known by its domain and that is enough."""
    issuer = vcdm.issuer_id(evidence.document)
    if evidence.expected_issuer is not None and issuer != evidence.expected_issuer:
        return Check(
            NAME,
            Outcome.FAILED,
            "issuer.other",
            "The document names another issuer than the expected one.",
            pointer="/issuer",
        )
    if issuer is None or evidence.authentic is None:
        return Check(
            NAME,
            Outcome.INCONCLUSIVE,
            "issuer.unauthenticated",
            "Nothing shows that the issuer named here signed this, so nobody was asked about the issuer.",
        )
    if evidence.expected_issuer is not None:
        return Check(NAME, Outcome.PASSED, "issuer.expected", "The issuer is the one you expect.")
    listing = _listing(evidence, issuer)
    if listing is not None:
        return _listed(evidence, *listing)
    return _unlisted(evidence, evidence.authentic)


def answer_for(evidence: Evidence) -> IssuerAnswer:
    """Who issued it, by the document's word and by others'."""
    issuer = vcdm.issuer_id(evidence.document)
    described = evidence.document.get("issuer")
    name = described.get("name") if isinstance(described, dict) else None
    answer = IssuerAnswer(issuer, name if isinstance(name, str) else None)
    if issuer is None or evidence.authentic is None:
        return answer
    listing = _listing(evidence, issuer)
    if listing is not None and listing[1].is_in_force(evidence.at):
        register, entry = listing
        return IssuerAnswer(issuer, answer.claimed_name, entry.name, f"the register {register.name}")
    if evidence.expected_issuer is not None:
        return IssuerAnswer(issuer, answer.claimed_name, None, "you: this is the issuer you expect")
    domain = _domain(evidence)
    return IssuerAnswer(issuer, answer.claimed_name, domain, "the domain") if domain else answer


def _listing(evidence: Evidence, issuer: str) -> tuple[Register, Entry] | None:
    found = [(register, register.find(issuer)) for register in evidence.registers]
    entries = [(register, entry) for register, entry in found if entry is not None]
    in_force = [pair for pair in entries if pair[1].is_in_force(evidence.at)]
    return next(iter(in_force or entries), None)


def _listed(evidence: Evidence, register: Register, entry: Entry) -> Check:
    if entry.is_in_force(evidence.at):
        message = f"The register {register.name} lists the issuer as {entry.name}."
        return Check(NAME, Outcome.PASSED, "issuer.listed", message)
    return Check(
        NAME,
        Outcome.INCONCLUSIVE,
        "issuer.listing-over",
        f"The register {register.name} lists the issuer, but not for this day.",
        "Ask for an up-to-date register.",
    )


def _unlisted(evidence: Evidence, authentic: ExaminedProof) -> Check:
    domain = _domain(evidence)
    if domain is not None:
        outcome = Outcome.PASSED if evidence.policy.accept_domain else Outcome.INCONCLUSIVE
        message = f"The issuer is known by its domain, {domain}: that is who runs a web site, not what they may award."
        hint = "Name the issuer you expect, give a register that lists it, or accept domains (--policy domain)."
        return Check(NAME, outcome, "issuer.domain", message, None if outcome is Outcome.PASSED else hint)
    key = authentic.proof.verification_method.rpartition("#")[2]
    shown = key if key.startswith("z") else "of the issuer"
    return Check(
        NAME,
        Outcome.INCONCLUSIVE,
        "issuer.unknown-key",
        f"The content is unchanged since key {shown} signed it, but nobody you trust says whose key that is; anyone "
        "can make such a key.",
        "Name the issuer you expect (--issuer), or give a register that lists it (--register).",
    )


def _domain(evidence: Evidence) -> str | None:
    """The host that an authenticated issuer's identifier leads to, where it leads to one."""
    authentic = evidence.authentic
    if authentic is None or authentic.method is None or authentic.method.document.source in _BY_KEY:
        return None
    issuer = authentic.method.document.id
    if issuer.startswith("did:web:"):
        return issuer.split(":")[2].replace("%3A", ":").replace("%3a", ":")
    return issuer.removeprefix("https://").partition("/")[0] if issuer.startswith("https://") else None
