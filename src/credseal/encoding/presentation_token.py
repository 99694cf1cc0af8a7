"""Which presentation a token holds: by its type the whole payload or the claim ``vp``; and the claims that are the token's own.

Securing Verifiable Credentials using JOSE and COSE, section 3.1.2 (https://www.w3.org/TR/vc-jose-cose/#securing-vps-with-jose), and Verifiable
Credentials Data Model 1.1, section 6.3.1 (https://www.w3.org/TR/vc-data-model/#json-web-token). The type in the header decides which of
them it is; a credential, a proof of a key and a status list are tokens too, and none of these is a presentation:

====================================  ====================================================  ==========
``typ``                               the payload                                           kind
====================================  ====================================================  ==========
``vp+jwt`` and its older names        is the presentation; ``vp`` and ``vc`` are refused    ``vp+jwt``
``JWT``, or none                      has it in ``vp``                                      ``JWT``
anything else (``vc+jwt``, ...)       refused                                               none
====================================  ====================================================  ==========

    held = read({"alg": "ES256", "typ": "vp+jwt"}, payload)
    held.kind, held.document, held.claims["nonce"]

Nothing is believed here: whose key signed it, for whom and when is asked elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from credseal.encoding import strict_json
from credseal.encoding.credential_token import REGISTERED, media_type
from credseal.errors import EnvelopeError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

PresentationKind: TypeAlias = Literal["vp+jwt", "JWT"]

OWN = (*REGISTERED, "nonce")
"""The claims of the token; ``nonce`` is the verifier's challenge (OpenID for Verifiable Presentations 1.0, section B.1.3)."""

_KINDS: dict[str, PresentationKind] = {
    "jwt": "JWT",
    "vp+jwt": "vp+jwt",
    "vp+ld+jwt": "vp+jwt",
    "vp+ld+json+jwt": "vp+jwt",
}
_CONTENTS = frozenset({"vp", "vp+ld+json", "ld+json", "json"})
# What a presentation says of itself. Beside one in ``vp`` some readers would find it, and others not.
_OF_A_PRESENTATION = frozenset({"@context", "type", "holder", "verifiableCredential"})


class PresentationContent(NamedTuple):
    """What a token holds; nothing of it is to be believed yet.

    Attributes:
        kind: ``vp+jwt``, or ``JWT`` where the presentation stands in the claim ``vp``.
        document: the presentation, as it stands there.
        claims: the token's own claims.
    """

    kind: PresentationKind
    document: JsonObject
    claims: JsonObject


def read(header: JsonObject, payload: bytes) -> PresentationContent:
    """The presentation in a token.

    Args:
        header: of the token.
        payload: the bytes that it signs.

    Raises:
        JsonError: the payload is not strict JSON.
        EnvelopeError: ``presentation.token-kind`` (a token for something else), ``presentation.two``.
    """
    claims = strict_json.loads(payload)
    kind = _KINDS.get(media_type(header.get("typ", "JWT")))
    if not isinstance(claims, dict) or kind is None or media_type(header.get("cty", "vp")) not in _CONTENTS:
        raise _another_kind()
    own = {name: claims.pop(name) for name in OWN if name in claims}
    if kind == "vp+jwt":
        if claims.keys() & {"vp", "vc"}:
            raise _two()
        return PresentationContent(kind, claims, own)
    document = claims.get("vp")
    if not isinstance(document, dict):
        raise _another_kind()
    if "vc" in claims or claims.keys() & _OF_A_PRESENTATION:
        raise _two()
    return PresentationContent(kind, document, own)


def _another_kind() -> EnvelopeError:
    return EnvelopeError(
        "The token is of another kind than a presentation, by its header, or by what is in it.",
        code="presentation.token-kind",
        hint='A presentation is a token of the type "vp+jwt", or one with a presentation in its claim "vp".',
    )


def _two() -> EnvelopeError:
    return EnvelopeError(
        "The token holds a presentation in one place, and what some readers take for another in a second one.",
        code="presentation.two",
        hint="Readers disagree on which of the two counts; ask for a presentation of one form.",
    )
