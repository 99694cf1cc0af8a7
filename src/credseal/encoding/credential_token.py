"""Which credential a token holds: by its type the whole payload or the claim ``vc``; and the claims that are the token's own.

Securing Verifiable Credentials using JOSE and COSE, section 3.1 (https://www.w3.org/TR/vc-jose-cose/#securing-with-jose), Verifiable
Credentials Data Model 1.1, section 6.3.1 (https://www.w3.org/TR/vc-data-model/#json-web-token), and Open Badges 3.0, section 8.2
(https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof). The type in the header decides which of them it is, and what is neither is no credential:

====================================  ====================================================  ==========
``typ``                               the payload                                           kind
====================================  ====================================================  ==========
``vc+jwt`` and its older names        is the credential; ``vc`` and ``vp`` are refused      ``vc+jwt``
``JWT``, ``JOSE``, or none            has it in ``vc``, or is the credential                ``JWT``
anything else (``vp+jwt``, ...)       refused                                               none
====================================  ====================================================  ==========

    held = read({"alg": "ES256", "typ": "vc+jwt"}, b'{"issuer": "did:web:uni.example", "iss": "did:web:uni.example"}')
    held.kind, held.document, held.claims     # 'vc+jwt', {'issuer': ...}, {'iss': ...}

Nothing is believed here: whether a key signed it, and whether the claims agree with the credential, is asked in ``securing.jose``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from credseal.encoding import strict_json
from credseal.encoding.one_or_many import as_list
from credseal.errors import EnvelopeError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject, JsonValue

TokenKind: TypeAlias = Literal["vc+jwt", "vc+sd-jwt", "JWT"]

REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
"""RFC 7519, section 4.1. They are the token's, not the credential's, and no context explains them."""

OF_THE_HOLDER_AND_STATUS = ("cnf", "status")
"""RFC 7800, section 3.1, and draft-ietf-oauth-status-list, section 6.1: whose key it is for, and where to ask whether it still counts."""

# What a credential says of itself. Beside a credential in ``vc`` some readers would find it, and others not.
_OF_A_CREDENTIAL = frozenset({
    "@context", "type", "issuer", "credentialSubject", "issuanceDate", "expirationDate", "validFrom", "validUntil",
    "credentialStatus", "credentialSchema", "termsOfUse", "evidence",
})  # fmt: skip

# The media types (RFC 7515, sections 4.1.9 and 4.1.10) of tokens that are credentials, and of what these hold.
_KINDS: dict[str, TokenKind] = {
    "jwt": "JWT",
    "jose": "JWT",
    "vc+jwt": "vc+jwt",
    "vc+ld+jwt": "vc+jwt",
    "vc+ld+json+jwt": "vc+jwt",
}
CONTENTS = frozenset({"vc", "vc+ld+json", "ld+json", "json"})
"""What ``cty`` may call a credential."""


_FOR_WHOM = (
    "Say for whom and for which occasion: --challenge and --audience (verify_presentation); or hand over a credential."
)
_HAND_OVER = "Status lists, access tokens and proofs of keys are tokens too; hand over the credential itself."


class TokenContent(NamedTuple):
    """What a token holds; nothing of it is to be believed yet.

    Attributes:
        kind: ``vc+jwt``, whose registered claims are about the token, as those of ``vc+sd-jwt`` are (see ``sd_jwt_credential``); or
            ``JWT``, where they repeat what the credential says.
        document: the credential, as it stands there.
        claims: the registered claims; of a credential in ``vc`` also ``cnf`` and ``status``, which stand beside it.
    """

    kind: TokenKind
    document: JsonObject
    claims: JsonObject


def read(header: JsonObject, payload: bytes) -> TokenContent:
    """The credential in a token.

    Args:
        header: of the token.
        payload: the bytes that it signs.

    Raises:
        JsonError: the payload is not strict JSON.
        EnvelopeError: ``envelope.token-kind`` (a token for something else), ``envelope.shape`` (no credential in it),
            ``envelope.two-credentials``.
    """
    kind = _KINDS.get(media_type(header.get("typ", "JWT")))
    claims = strict_json.loads(payload)
    if not isinstance(claims, dict):
        raise _no_object("The token's payload is not an object, so it is no credential.", "")
    contents = media_type(header.get("cty", "vc"))
    if "vp" in claims or "VerifiablePresentation" in as_list(claims.get("type", [])):
        raise _another_kind("a presentation, by its type or in its claim vp", _FOR_WHOM)
    if kind is None or contents not in CONTENTS:
        raise _another_kind("by typ or cty in its header", _HAND_OVER)
    names = (*REGISTERED, *OF_THE_HOLDER_AND_STATUS) if "vc" in claims else REGISTERED
    own = {name: claims.pop(name) for name in names if name in claims}
    document = _credential(claims, kind)
    if "VerifiablePresentation" in as_list(document.get("type", [])):
        raise _another_kind("a presentation, by its type", _FOR_WHOM)
    return TokenContent(kind, document, own)


def _credential(claims: JsonObject, kind: TokenKind) -> JsonObject:
    """The credential among claims of which the registered ones are gone: the claim ``vc``, or all of them."""
    if "vc" not in claims:
        return claims
    document = claims["vc"]
    if not isinstance(document, dict):
        raise _no_object('The token\'s claim "vc" is not an object.', "/vc")
    if kind == "vc+jwt" or claims.keys() & (_OF_A_CREDENTIAL | document.keys()):
        raise EnvelopeError(
            'The token holds a credential in its claim "vc", and by its type, or by what stands beside it, another one.',
            code="envelope.two-credentials",
            pointer="/vc",
            hint="Readers disagree on which of the two counts; ask the issuer for a token with one.",
        )
    return document


def media_type(value: JsonValue) -> str:
    """A media type as ``typ`` and ``cty`` have it: in any case, with or without the "application/" that RFC 7515 lets be left out."""
    return value.lower().removeprefix("application/") if isinstance(value, str) else ""


def _no_object(message: str, pointer: str) -> EnvelopeError:
    return EnvelopeError(message, code="envelope.shape", pointer=pointer)


def _another_kind(why: str, hint: str) -> EnvelopeError:
    return EnvelopeError(
        f"The token is of another kind than a credential ({why}).", code="envelope.token-kind", hint=hint
    )
