"""Who presents: the proof of a presentation, and whether its key is the holder's to authenticate with.

A presentation's proof shows that somebody held a key at the time of a challenge. Whose key that is, the holder's own document says,
under ``authentication`` (Controlled Identifiers 1.0, section 2.3.2: https://www.w3.org/TR/cid-1.0/#authentication). Whether the
proof was made for this verifier, and now, is asked in ``credseal.checks.presentation``.

    examined = examine_presenter(secured, secured.proofs[0], holder="did:key:z6Mk...", resolver=resolve, now=now)
    examined.verified, examined.method
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.authenticity.method import authenticate, retrieve_verification_method
from credseal.authenticity.proofs import ExaminedProof
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.errors import CredsealError, ProofError, ResolutionError

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.authenticity.method import VerificationMethod
    from credseal.did.resolver import Resolver
    from credseal.keys.public import PublicKey
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.data_integrity.verifying import Secured

AUTHENTICATION = "authentication"


def examine_presenter(
    secured: Secured, proof: Proof, *, holder: str, resolver: Resolver, now: datetime
) -> ExaminedProof:
    """Checks the proof of a presentation, and whose key made it.

    Args:
        secured: the presentation.
        proof: its only proof.
        holder: who presents: what the presentation says, or whoever the proof's key belongs to by its name.
        resolver: from identifiers to controller documents. No other document than the holder's is asked for.
        now: the present, aware.

    Returns:
        What is known; ``method`` is set where the holder's document lists the key for authentication, whatever the proof says that it
        is for.
    """
    method, unauthenticated = None, None
    try:
        if proof.suite is not None:
            method = authenticate(holder, proof.verification_method, purpose=AUTHENTICATION, resolver=resolver, now=now)
    except ResolutionError as error:
        unauthenticated = error
    try:
        verified = secured.verify(proof, _key(proof, method, unauthenticated, resolver, now))
    except CredsealError as error:
        return ExaminedProof(proof, None, error, method, unauthenticated)
    return ExaminedProof(proof, verified, None, method, unauthenticated)


def _key(
    proof: Proof,
    method: VerificationMethod | None,
    unauthenticated: ResolutionError | None,
    resolver: Resolver,
    now: datetime,
) -> PublicKey:
    """The holder's key; else, to tell a proof by somebody else from one that was tampered with, the key that the proof itself spells out."""
    if method is not None:
        return method.key
    named = proof.verification_method
    if unauthenticated is not None and not named.startswith((did_key.PREFIX, did_jwk.PREFIX)):
        raise unauthenticated
    if proof.suite is None:
        raise ProofError(
            f'The proof is of a kind that credseal does not check ("{proof.suite_name}").',
            code="proof.unsupported",
            pointer=proof.pointer,
        )
    return retrieve_verification_method(named, purpose=AUTHENTICATION, resolver=resolver, now=now).key
