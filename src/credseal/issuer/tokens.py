"""The token that an issuer makes of a credential; the two forms that there are, and what readers may stumble over.

    sealed = token_of(document, signer, form="vc+jwt", verification_method="did:web:uni.example#key-1", at=now, contexts=BUNDLED)
    sealed.token, sealed.media_type        # 'eyJ...', 'application/vc+jwt'

See ``securing.jose.signing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.findings import Finding
from credseal.issuer.credential import SealedCredential
from credseal.jsonld.walker import Walk
from credseal.profiles import vcdm
from credseal.securing.jose.signing import algorithm_of, sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.encoding.credential_token import TokenKind
    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.signer import Signer

FORMS: dict[str, TokenKind] = {"vc+jwt": "vc+jwt", "jwt": "JWT"}
"""What an issuer may ask for, and what comes of it."""

_MEDIA_TYPES: dict[TokenKind, str] = {"vc+jwt": "application/vc+jwt", "JWT": "application/jwt"}
# 1EdTech's validator knows no others (https://github.com/1EdTech/digital-credentials-public-validator).
_EVERYWHERE = ("RS256", "ES256")


def token_of(
    document: JsonObject,
    signer: Signer,
    *,
    form: TokenKind,
    verification_method: str,
    at: datetime,
    contexts: Contexts,
    findings: tuple[Finding, ...] = (),
) -> SealedCredential:
    """Signs a credential as a token.

    Args:
        document: the credential, found to be right.
        signer: signs.
        form: which of the two.
        verification_method: the URL under which verifiers find the key.
        at: when, aware.
        contexts: the JSON-LD contexts that are known.
        findings: what is known about the document already, for the answer.

    Raises:
        JsonLdError: a member that no context explains. A token covers whatever JSON it holds; its readers want JSON-LD.
        ProofError, KeyMaterialError: the token cannot be made.
    """
    Walk(contexts).document(document)
    token = sign(document, signer, form=form, verification_method=verification_method, at=at)
    if form == "JWT":
        findings = (*findings, *_odd(document, algorithm_of(signer)))
    return SealedCredential(str(document["id"]), document, findings, _MEDIA_TYPES[form], token=token)


def _odd(document: JsonObject, algorithm: str) -> Iterator[Finding]:
    if algorithm not in _EVERYWHERE:
        message = f"1EdTech's validator accepts tokens with {' or '.join(_EVERYWHERE)} alone; this one has {algorithm}."
        yield Finding("token.uncommon-algorithm", "warning", message, hint="Sign with a P-256 or RSA key.")
    if not any("id" in subject for subject in vcdm.subjects(document)):
        message = 'Open Badges 3.0 demands the claim "sub", and the learner has no identifier that it could be.'
        yield Finding("token.claims-missing", "info", message, "/credentialSubject", "Strict verifiers may refuse it.")
