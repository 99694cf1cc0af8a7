"""The compact serialisation of a JSON Web Signature, taken apart: header, payload, signature, and the bytes that are signed.

RFC 7515, sections 2, 3.1, 4.1.11 and 5.2 (steps 1 to 7): https://www.rfc-editor.org/rfc/rfc7515#section-5.2. Three parts of canonical
base64url, the first a JSON object without repeated members. No extension of the header is known, so that ``crit`` is refused, and
``b64`` (RFC 7797) too: a reader that ignored it would take other bytes for the payload. Only the form is looked at here; whether a
key made the signature is asked in ``securing.jose``.

    parts = compact_jws.split("eyJhbGciOiJFUzI1NiJ9.e30.c2ln")
    parts.header         # {'alg': 'ES256'}
    parts.payload        # b'{}'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from credseal.encoding import jose_parts, strict_json
from credseal.errors import EncodingError, pointer_to

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

MOST_BYTES = strict_json.DEFAULT.bytes
_DOTS_OF_ENCRYPTED = 4  # RFC 7516, section 7.1


class CompactParts(NamedTuple):
    """The texts between the dots."""

    header: str
    payload: str
    signature: str


class CompactJws(NamedTuple):
    """A token taken apart; nothing of it is to be believed yet.

    Attributes:
        header: the protected header; it has an ``alg``.
        payload: what is signed.
        signature: its bytes.
        signing_input: the ASCII text that the signature covers: header and payload as the token has them.
    """

    header: JsonObject
    payload: bytes
    signature: bytes
    signing_input: bytes


def split(token: str | bytes) -> CompactJws:
    """Takes a compact JSON Web Signature apart.

    Args:
        token: header, payload and signature in base64url with two dots between them, and nothing else, no white space either.

    Raises:
        EncodingError: ``jose.size``, ``jose.form`` (not three parts, or one is empty), ``jose.base64url`` (a part is not in the
            one spelling that RFC 7515, section 2, allows), ``jose.header`` (not a JSON object, a repeated member, no ``alg``),
            ``jose.crit`` (an extension that must be understood), ``jose.b64``.
    """
    texts = parts(token)
    header = jose_parts.decoded(texts.header, "header")
    payload = jose_parts.decoded(texts.payload, "payload")
    signature = jose_parts.decoded(texts.signature, "signature")
    return CompactJws(_header(header), payload, signature, f"{texts.header}.{texts.payload}".encode("ascii"))


def parts(token: str | bytes) -> CompactParts:
    """The three parts of a token as they stand there; not one of them has been looked at.

    Raises:
        EncodingError: ``jose.size``, ``jose.form`` (not three parts, or one is empty), ``jose.encrypted``.
    """
    if len(token) > MOST_BYTES:
        raise EncodingError(f"The token is longer than the {MOST_BYTES} bytes that are read.", code="jose.size")
    text = token if isinstance(token, str) else token.decode("latin-1")
    found = text.split(".", 3)
    if text.count(".") == _DOTS_OF_ENCRYPTED:
        raise EncodingError(
            "The token is encrypted (JSON Web Encryption): it has five parts, and nobody but its recipient can read it.",
            code="jose.encrypted",
            hint="Decrypt it with your key; what is inside is what can be verified.",
        )
    if len(found) != len(CompactParts._fields) or not all(found):
        raise EncodingError(
            "The text is no compact JSON Web Signature, which has three parts with two dots between them.",
            code="jose.form",
            hint="A token with an empty payload (detached) or an empty signature (unsigned) is not read.",
        )
    return CompactParts(*found)


def _header(data: bytes) -> JsonObject:
    header = jose_parts.header(data)
    if "crit" in header:
        raise EncodingError(
            "The token's header lists extensions in 'crit' that whoever verifies must understand, and credseal knows none.",
            code="jose.crit",
            pointer=pointer_to("crit"),
        )
    if "b64" in header:
        raise EncodingError(
            "The token's header has 'b64' (RFC 7797), by which the payload would be other bytes than they seem.",
            code="jose.b64",
            pointer=pointer_to("b64"),
        )
    return header
