"""The SD-JWT VC that an issuer makes of a learning credential: claims that the holder can withhold, and the key of the holder.

    sealed = disclosable_of(claims, signer, verification_method="did:web:uni.example#key-1", holder_key=key)
    sealed.token, sealed.media_type         # 'eyJ...~WyJ...~', 'application/dc+sd-jwt'

What a learner may withhold the profile says (``learning_credential.selective``): names, numbers, grades; never title, authority, level and expiry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.issuer.credential import SealedCredential
from credseal.keys.jwk import to_jwk
from credseal.profiles import learning_credential
from credseal.securing.sd_jwt import vc

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer

FORM = vc.TYPE
"""What an issuer may ask for."""

MEDIA_TYPE = "application/dc+sd-jwt"


def disclosable_of(
    claims: JsonObject,
    signer: Signer,
    *,
    identifier: str,
    verification_method: str,
    holder_key: PublicKey | None = None,
    findings: tuple[Finding, ...] = (),
) -> SealedCredential:
    """Signs a learning credential, so that its holder can show parts of it.

    Args:
        claims: found to be right.
        signer: signs.
        identifier: of the credential.
        verification_method: the URL under which verifiers find the key.
        holder_key: the key that the holder can prove; None where it is bound to none.
        findings: what is known about the claims already, for the answer.

    Raises:
        ProofError, KeyMaterialError: the token cannot be made.
    """
    bound: JsonObject = {**claims, "cnf": {"jwk": {**to_jwk(holder_key)}}} if holder_key else {**claims}
    never = [path[0] for path in learning_credential.NEVER_SELECTIVE if len(path) == 1]
    disclosable = learning_credential.selective(bound)
    token = vc.issue(bound, signer, kid=verification_method, disclosable=disclosable, never=never)
    return SealedCredential(identifier, bound, findings, MEDIA_TYPE, token=token)
