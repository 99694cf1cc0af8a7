"""What every JSON Web Signature is made of, whatever its serialisation: parts in base64url, and a protected header.

RFC 7515, sections 2, 4 and 5.2 (steps 2 to 4): https://www.rfc-editor.org/rfc/rfc7515#section-5.2. A part has one spelling, the
header is a JSON object without repeated members, and it names an algorithm. Which of its other members are understood is for the
reader of the serialisation to say.

    header = jose_parts.header(jose_parts.decoded("eyJhbGciOiJFUzI1NiJ9", "header"))
    header["alg"]        # 'ES256'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import base64url, strict_json
from credseal.errors import EncodingError, JsonError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

# A chain of certificates is the longest thing that a header holds, with a timestamp's chain beside it.
HEADER_LIMITS = strict_json.Limits(bytes=64 * 1024, depth=8, items=500)


def decoded(part: str, name: str) -> bytes:
    """The bytes of one part.

    Args:
        part: base64url, unpadded.
        name: what the part is, for the message: ``header``, ``payload`` or ``signature``.

    Raises:
        EncodingError: ``jose.base64url``.
    """
    try:
        return base64url.decode(part)
    except EncodingError as error:
        # The code alone: the sentence may quote a character of the payload, which is somebody's.
        raise EncodingError(
            f"The token's {name} is not canonical base64url ({error.code}).",
            code="jose.base64url",
            hint="No padding, no white space, no line ends; the same bytes have one spelling only.",
        ) from None


def header(data: bytes) -> JsonObject:
    """A protected header.

    Args:
        data: the decoded part.

    Raises:
        EncodingError: ``jose.header`` (not a JSON object, a repeated member, no ``alg``, too long or too deep).
    """
    try:
        read = strict_json.loads(data, limits=HEADER_LIMITS)
    except JsonError as error:
        raise EncodingError(
            f"The token's header cannot be read: {error.message}", code="jose.header", hint=error.hint
        ) from error
    if not isinstance(read, dict) or not isinstance(read.get("alg"), str):
        raise EncodingError(
            "The token's header is not a JSON object with the algorithm in 'alg' (RFC 7515, section 4.1.1).",
            code="jose.header",
        )
    return read
