"""Every proof of a document: is it right, and is it the issuer's?

Two questions that are easily taken for one. A signature that fits shows that the document is unchanged since some key
signed it; only the issuer's own controller document shows that the key speaks for the issuer (see ``method``).

    for examined in examine_proofs(secured, issuer="did:web:uni.example", resolver=resolve):
        examined.verified          # the document that the proof covers, or None
        examined.method            # the issuer's verification method, or None
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from credseal.authenticity.method import anybodys_key, authenticate
from credseal.errors import CredsealError, ProofError, ResolutionError
from credseal.securing.data_integrity.verifying import check_options

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.authenticity.method import VerificationMethod
    from credseal.did.resolver import Resolver
    from credseal.findings import Finding
    from credseal.keys.public import PublicKey
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.data_integrity.verifying import Secured, Verified

ASSERTION = "assertionMethod"


@dataclass(frozen=True)
class ExaminedProof:
    """What is known of one proof.

    Attributes:
        proof: the proof.
        verified: what it covers, where it is right and so are the proofs it builds on; else None.
        unverified: why ``verified`` is None: a ProofError, JsonLdError or JsonError where it is wrong or cannot be computed,
            a ResolutionError where no key could be had.
        method: the issuer's verification method, where the key is the issuer's to assert with; else None.
        unauthenticated: why ``method`` is None.
    """

    proof: Proof
    verified: Verified | None
    unverified: CredsealError | None
    method: VerificationMethod | None
    unauthenticated: CredsealError | None

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What a verifier should tell about the key."""
        return self.method.notes if self.method else ()


def examine_proofs(
    secured: Secured, *, issuer: str, resolver: Resolver, now: datetime, at: datetime | None = None
) -> tuple[ExaminedProof, ...]:
    """Checks all proofs of a document.

    Args:
        secured: the document and its proofs.
        issuer: who is said to have made it.
        resolver: from identifiers to controller documents.
        now: the present, aware; keys must be in force now, whatever the document's dates.
        at: the instant that a proof's ``expires`` is compared with, aware; the present by default.
    """
    examination = _Examination(secured, issuer, resolver, now, at or now)
    examined = [examination.examine(proof) for proof in secured.proofs]
    return tuple(_with_predecessors(one, secured, examined) for one in examined)


@dataclass(frozen=True)
class _Examination:
    secured: Secured
    issuer: str
    resolver: Resolver
    now: datetime
    at: datetime

    def examine(self, proof: Proof) -> ExaminedProof:
        method, unauthenticated = self._method(proof)
        try:
            verified = self.secured.verify(proof, method.key if method else self._key(proof, unauthenticated))
        except CredsealError as error:
            return ExaminedProof(proof, None, error, method, unauthenticated)
        return ExaminedProof(proof, verified, None, method, unauthenticated)

    def _method(self, proof: Proof) -> tuple[VerificationMethod | None, ResolutionError | ProofError | None]:
        """The issuer's verification method that the proof names, or why it is none."""
        if proof.suite is None:
            return None, None
        try:
            check_options(proof, purpose=ASSERTION, at=self.at)
            method = authenticate(
                self.issuer, proof.verification_method, purpose=ASSERTION, resolver=self.resolver, now=self.now
            )
        except (ProofError, ResolutionError) as error:
            return None, error
        return method, None

    def _key(self, proof: Proof, unauthenticated: ResolutionError | ProofError | None) -> PublicKey:
        """The key of a proof that is not the issuer's, or not known to be: good for the signature, no more."""
        if proof.suite is None:
            raise ProofError(
                f'The proof is of a kind that credseal does not check ("{proof.suite_name}").',
                code="proof.unsupported",
                pointer=proof.pointer,
            )
        return anybodys_key(
            self.issuer,
            proof.verification_method,
            unauthenticated,
            purpose=proof.purpose,
            resolver=self.resolver,
            now=self.now,
            pointer=proof.pointer + "/verificationMethod",
        )


def _with_predecessors(one: ExaminedProof, secured: Secured, examined: list[ExaminedProof]) -> ExaminedProof:
    """A proof in a chain counts only with all that it builds on (Data Integrity 1.0, section 4.5)."""
    if one.verified is None or not one.proof.previous:
        return one
    try:
        before = secured.before(one.proof)
    except ProofError as error:
        return replace(one, verified=None, unverified=error)
    for other in examined:
        if other.proof in before and other.verified is None:
            return replace(one, verified=None, unverified=other.unverified)
    return one
