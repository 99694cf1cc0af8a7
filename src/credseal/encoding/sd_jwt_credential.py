"""Which of two standards' credentials an SD-JWT is: an SD-JWT VC, or a credential of the W3C data model.

Securing Verifiable Credentials using JOSE and COSE, section 3.2.1 (https://www.w3.org/TR/vc-jose-cose/#securing-with-sd-jwt), and SD-JWT VC
(https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/), whose drafts before November 2024 used the same ``typ``. The type in the header
decides, and where it may mean either, what the issuer signed for all to see does; what a disclosure brings never does:

=======================================  =========================================  ==============
``typ``                                  the signed payload has                     kind
=======================================  =========================================  ==============
``vc+sd-jwt``                            ``@context`` and no ``vct``                ``vc+sd-jwt``
``vc+sd-jwt``                            ``vct`` and no ``@context``                ``dc+sd-jwt``
``vc+sd-jwt``                            both, or neither                           refused
``vc+ld+json+sd-jwt`` (of older drafts)  ``@context`` and no ``vct``; else refused  ``vc+sd-jwt``
``vp+sd-jwt`` and its older name         a presentation                             refused
anything else                            whatever it is                             ``dc+sd-jwt``
=======================================  =========================================  ==============

    kind_of({"typ": "vc+sd-jwt"}, {"@context": [...], "issuer": "did:web:uni.example"})    # 'vc+sd-jwt'

A token of the kind ``dc+sd-jwt`` is refused by its own reader (``securing.sd_jwt.vc``) where it is none. Nothing is believed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding import compact_jws, sd_jwt, strict_json
from credseal.encoding.credential_token import CONTENTS, REGISTERED, TokenContent, media_type
from credseal.encoding.one_or_many import as_list
from credseal.errors import EnvelopeError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

SdJwtKind: TypeAlias = Literal["vc+sd-jwt", "dc+sd-jwt"]

OF_DATA_MODEL = "vc+sd-jwt"
MEDIA_TYPES = frozenset({"application/vc+sd-jwt", "application/vc+ld+json+sd-jwt"})
PRESENTATION_MEDIA_TYPES = frozenset({"application/vp+sd-jwt", "application/vp+ld+json+sd-jwt"})

_OLD = "vc+ld+json+sd-jwt"
_PRESENTATIONS = frozenset(media_type(name) for name in PRESENTATION_MEDIA_TYPES)


def kind_of(header: JsonObject, claims: JsonObject) -> SdJwtKind:
    """Which kind of credential an SD-JWT is.

    Args:
        header: of the token.
        claims: the payload as the issuer signed it, digests in place of what is selectively disclosable.

    Raises:
        EnvelopeError: ``sd-jwt.ambiguous`` (by its type it may be either, and by its payload it is both or none), ``presentation.sd-jwt``.
    """
    kind = media_type(header.get("typ"))
    if kind in _PRESENTATIONS:
        raise no_presentation()
    if kind not in (OF_DATA_MODEL, _OLD):
        return "dc+sd-jwt"
    told = claims.keys() & {"@context", "vct"}
    if told == {"@context"}:
        return "vc+sd-jwt"
    if told == {"vct"} and kind == OF_DATA_MODEL:
        return "dc+sd-jwt"
    raise EnvelopeError(
        "By its type the token is a credential of the W3C data model or an old SD-JWT VC, and by what its issuer signed it is not one of the two:"
        ' there is "@context" as well as "vct", or neither, or they may be withheld.',
        code="sd-jwt.ambiguous",
        pointer="",
        hint="Ask the issuer for a token that is one of the two, for everybody to see.",
    )


def read(header: JsonObject, payload: JsonObject) -> TokenContent:
    """The credential in a token of the kind ``vc+sd-jwt``.

    Args:
        header: of the token.
        payload: the claims, as it was signed, or with the disclosures in place.

    Raises:
        EnvelopeError: ``envelope.token-kind`` (``cty`` says that something else is in it, or there is a presentation),
            ``envelope.two-credentials`` (there is one in ``vc`` as well).
    """
    types = as_list(payload.get("type", []))
    if media_type(header.get("cty", "vc")) not in CONTENTS or "vp" in payload or "VerifiablePresentation" in types:
        raise EnvelopeError(
            "The SD-JWT holds something else than a credential (cty in its header, a presentation by its type, or in vp).",
            code="envelope.token-kind",
            hint="Hand over the credential itself.",
        )
    if "vc" in payload:
        raise EnvelopeError(
            'The SD-JWT holds a credential in its claim "vc", and by its type it is itself another one.',
            code="envelope.two-credentials",
            pointer="/vc",
            hint="Readers disagree on which of the two counts; ask the issuer for a token with one.",
        )
    own = {name: payload[name] for name in REGISTERED if name in payload}
    return TokenContent("vc+sd-jwt", {name: value for name, value in payload.items() if name not in own}, own)


def seen(text: str) -> TokenContent | None:
    """What everybody sees of a credential of the data model, digests and all; None where the SD-JWT is of the other kind.

    Args:
        text: the SD-JWT, with or without proof of the holder's key.

    Raises:
        EncodingError, JsonError: the token at its beginning cannot be read.
        EnvelopeError: as ``kind_of`` and ``read``.
    """
    parts = compact_jws.split(text.partition(sd_jwt.SEPARATOR)[0])
    if media_type(parts.header.get("typ")) == "dc+sd-jwt":
        return None
    claims = strict_json.loads(parts.payload)
    if not isinstance(claims, dict) or kind_of(parts.header, claims) != OF_DATA_MODEL:
        return None
    return read(parts.header, claims)


def no_presentation() -> EnvelopeError:
    """Why a presentation that is an SD-JWT is refused."""
    return EnvelopeError(
        "This is a presentation of which parts can be withheld (vp+sd-jwt), which is not read: whoever presents chooses what is in it anyway.",
        code="presentation.sd-jwt",
        hint="Ask for a vp+jwt, for a presentation with a Data Integrity proof, or for the credentials with key binding.",
    )
