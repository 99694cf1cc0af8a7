"""The SD-JWT VC that an issuer makes of a learning credential: claims that the holder can withhold, and the key of the holder.

    sealed = disclosable_of(claims, signer, verification_method="did:web:uni.example#key-1", holder_key=key)
    sealed.token, sealed.media_type         # 'eyJ...~WyJ...~', 'application/dc+sd-jwt'

What a learner may withhold the issuer chooses (``withholding``), or else the profile says (``learning_credential.selective``): names, numbers, grades; never
title, authority, level and expiry. Whose key signs is told by a DID or address with ``kid``, or by certificates (``x5c``), as the EU Digital Identity
Wallet has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.issuer.credential import SealedCredential
from credseal.issuer.withholding import chosen
from credseal.keys.jwk import to_jwk
from credseal.profiles import learning_credential
from credseal.securing.sd_jwt import vc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer
    from credseal.securing.sd_jwt.claim_paths import ClaimPath

FORM = vc.TYPE
"""What an issuer may ask for."""

MEDIA_TYPE = "application/dc+sd-jwt"


def disclosable_of(
    claims: JsonObject,
    signer: Signer,
    *,
    identifier: str,
    verification_method: str | None,
    certificates: Sequence[bytes] = (),
    holder_key: PublicKey | None = None,
    may_withhold: Iterable[ClaimPath] | None = None,
    pad_to: int = 1,
    findings: tuple[Finding, ...] = (),
) -> SealedCredential:
    """Signs a learning credential, so that its holder can show parts of it.

    Args:
        claims: found to be right.
        signer: signs.
        identifier: of the credential.
        verification_method: the URL under which verifiers find the key; None where certificates say whose it is.
        certificates: of the signer's key and of the authorities above it, in DER.
        holder_key: the key that the holder can prove; None where it is bound to none.
        may_withhold: see ``withholding.chosen``; by default what the profile says.
        pad_to: see ``securing.sd_jwt.issuing.conceal``.
        findings: what is known about the claims already, for the answer.

    Raises:
        IssuingError: as ``withholding.chosen``.
        ProofError, KeyMaterialError, PkiError: the token cannot be made.
    """
    bound: JsonObject = {**claims, "cnf": {"jwk": {**to_jwk(holder_key)}}} if holder_key else {**claims}
    never = [path[0] for path in learning_credential.NEVER_SELECTIVE if len(path) == 1]
    disclosable = learning_credential.selective(bound) if may_withhold is None else chosen(bound, may_withhold)
    token = vc.issue(
        bound,
        signer,
        kid=verification_method,
        certificates=certificates,
        disclosable=disclosable,
        never=never,
        pad_to=pad_to,
    )
    return SealedCredential(identifier, bound, findings, MEDIA_TYPE, token=token)
