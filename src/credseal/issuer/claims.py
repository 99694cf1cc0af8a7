"""The SD-JWT VC that an issuer makes of a learning credential: claims that the holder can withhold, and the key of the holder.

    sealed = disclosable_of(claims, signer, verification_method="did:web:uni.example#key-1", holder_key=key)
    sealed.token, sealed.media_type         # 'eyJ...~WyJ...~', 'application/dc+sd-jwt'

What a learner may withhold the issuer chooses (``withholding``), or else the profile says (``learning_credential.selective``): names, numbers, grades; never
title, authority, level and expiry. Whose key signs is told by a DID or address with ``kid``, or by certificates (``x5c``), as the EU Digital Identity
Wallet has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.authenticity.certified import bears_out
from credseal.errors import IssuingError
from credseal.findings import Finding
from credseal.issuer.credential import SealedCredential
from credseal.issuer.withholding import chosen
from credseal.keys.jwk import to_jwk
from credseal.profiles import learning_credential
from credseal.securing.sd_jwt import vc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from credseal.encoding.strict_json import JsonObject
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
        IssuingError: as ``withholding.chosen``; ``issuing.certificate-other`` (the certificate names somebody else than the issuer).
        ProofError, KeyMaterialError, PkiError: the token cannot be made.
    """
    named = claims.get("iss")
    if certificates and isinstance(named, str):
        findings = (*findings, *_beside(named, certificates[0]))
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


def _beside(issuer: str, der: bytes) -> tuple[Finding, ...]:
    """What is to be told of an issuer who is named beside a certificate.

    Raises:
        IssuingError: ``issuing.certificate-other``, every verifier would refuse it.
    """
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  takes long to load, and most issuers have none

    says = bears_out(Certificate.parse(der), issuer)
    if says is False:
        raise IssuingError(
            "The certificate names addresses, and the issuer's is none of them: verifiers would take it for somebody else's.",
            code="issuing.certificate-other",
            hint="Leave the id out of the organisation's record, or have its address put into the certificate.",
        )
    if says:
        return ()
    message = (
        "The certificate says nothing of the issuer's address, so that verifiers go by the certificate's holder alone."
    )
    hint = "Leave the id out of the organisation's record, or have its address put into the certificate."
    return (Finding("issuing.certificate-silent", "warning", message, "/iss", hint),)
