"""base64url without padding, in its one canonical spelling.

RFC 4648, section 5, as JOSE uses it (RFC 7515, section 2: no ``=``, no white space): https://www.rfc-editor.org/rfc/rfc4648
Left-over bits of the last character must be zero (RFC 4648, section 3.5), so that two different texts never stand for the
same bytes: a token or a proof value could otherwise be respelled without its signature breaking.

    from credseal.encoding import base64url

    base64url.encode(b"credential")       # 'Y3JlZGVudGlhbA'
    base64url.decode("Y3JlZGVudGlhbA")    # b'credential'
    base64url.decode("Y3JlZGVudGlhbB")    # EncodingError: left-over bits
"""

from __future__ import annotations

import binascii

from credseal.errors import EncodingError

_TO_URL = bytes.maketrans(b"+/", b"-_")
# What is not in the alphabet, and would be in another one, becomes something that is in none.
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/!!!")
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
# By how many characters there are beyond the groups of four: the last ones that carry no bits beyond the last byte.
_LAST = {2: frozenset("AQgw"), 3: frozenset("AEIMQUYcgkosw048")}


def encode(data: bytes) -> str:
    """Write bytes as unpadded base64url text (RFC 4648, section 5)."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").translate(_TO_URL).decode("ascii")


def decode(text: str) -> bytes:
    """Read unpadded base64url text (RFC 4648, section 5).

    Args:
        text: only ``A-Z a-z 0-9 - _``, without padding or white space; the empty text stands for no bytes.

    Returns:
        The bytes, of which ``text`` is the only spelling.

    Raises:
        EncodingError: code ``base64url.character``, ``base64url.length`` or ``base64url.trailing-bits``.
    """
    beyond = len(text) % 4
    try:
        padded = text.encode("ascii").translate(_FROM_URL) + b"=" * (-beyond % 4)
        data = binascii.a2b_base64(padded, strict_mode=True)
    except (UnicodeEncodeError, binascii.Error):
        raise _reason(text) from None
    if beyond and text[-1] not in _LAST[beyond]:
        raise _reason(text)
    return data


def _reason(text: str) -> EncodingError:
    """The error that says which rule a refused text breaks."""
    for position, character in enumerate(text):
        if character not in _ALPHABET:
            return EncodingError(
                f"base64url text holds U+{ord(character):04X} at position {position} of {len(text)}, which is not in its alphabet.",
                code="base64url.character",
                hint="Use A-Z, a-z, 0-9, '-' and '_', without '=' padding and without white space.",
            )
    if len(text) % 4 == 1:
        return EncodingError(
            f"base64url text of {len(text)} characters is one character short or long of whole bytes.",
            code="base64url.length",
            hint="The text was probably cut off.",
        )
    return EncodingError(
        "The last character of the base64url text carries bits beyond the last byte that are not zero.",
        code="base64url.trailing-bits",
        hint="Encode the bytes anew: the same bytes have one spelling only.",
    )
