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

from credseal.encoding import base64url, strict_json
from credseal.errors import EncodingError, JsonError, pointer_to

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

MOST_BYTES = strict_json.DEFAULT.bytes
# A chain of certificates is the longest thing that a header holds.
_HEADER_LIMITS = strict_json.Limits(bytes=64 * 1024, depth=8, items=500)
_PARTS = ("header", "payload", "signature")


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
    if len(token) > MOST_BYTES:
        raise EncodingError(f"The token is longer than the {MOST_BYTES} bytes that are read.", code="jose.size")
    text = token if isinstance(token, str) else token.decode("latin-1")
    parts = text.split(".", 3)
    if len(parts) != len(_PARTS) or not all(parts):
        raise EncodingError(
            "The text is no compact JSON Web Signature, which has three parts with two dots between them.",
            code="jose.form",
            hint="A token with an empty payload (detached) or an empty signature (unsigned) is not read.",
        )
    header, payload, signature = (_decoded(part, name) for part, name in zip(parts, _PARTS, strict=True))
    return CompactJws(_header(header), payload, signature, f"{parts[0]}.{parts[1]}".encode("ascii"))


def _decoded(part: str, name: str) -> bytes:
    try:
        return base64url.decode(part)
    except EncodingError as error:
        # The code alone: the sentence may quote a character of the payload, which is somebody's.
        raise EncodingError(
            f"The token's {name} is not canonical base64url ({error.code}).",
            code="jose.base64url",
            hint="No padding, no white space, no line ends; the same bytes have one spelling only.",
        ) from None


def _header(data: bytes) -> JsonObject:
    try:
        header = strict_json.loads(data, limits=_HEADER_LIMITS)
    except JsonError as error:
        raise EncodingError(
            f"The token's header cannot be read: {error.message}", code="jose.header", hint=error.hint
        ) from error
    if not isinstance(header, dict) or not isinstance(header.get("alg"), str):
        raise EncodingError(
            "The token's header is not a JSON object with the algorithm in 'alg' (RFC 7515, section 4.1.1).",
            code="jose.header",
        )
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
