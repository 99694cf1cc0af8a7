r"""base58btc, the text form of Multikeys and proof values.

Controlled Identifiers 1.0, sections 3.1 and 3.2 (base encode, base decode): https://www.w3.org/TR/cid-1.0/
Leading zero bytes are leading ``1`` characters, so every byte string has exactly one spelling. Work grows with the square of
the length, hence the bound; it fits the public key of RSA with 8192 bits and every signature that credseal knows.

    from credseal.encoding import base58

    base58.encode(b"\x00credential")    # '14cnNPaLFNDEgXd'
    base58.decode("14cnNPaLFNDEgXd")    # b'\x00credential'
"""

from __future__ import annotations

from credseal.errors import EncodingError

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MAX_BYTES = 2048
MAX_CHARACTERS = 2798  # what MAX_BYTES bytes take at most: 2048 * log(256) / log(58), rounded up

_ALPHABET = ALPHABET.encode("ascii")
_DIGITS = bytes(range(58))
_TO_DIGITS = bytes.maketrans(_ALPHABET, _DIGITS)
_TO_ALPHABET = bytes.maketrans(_DIGITS, _ALPHABET)
_FIVE_DIGITS = 58**5  # fits into one digit of Python's integers, which makes the inner arithmetic cheap


def encode(data: bytes) -> str:
    """Write bytes as base58btc text.

    Args:
        data: at most 2,048 bytes; leading zero bytes are kept.

    Raises:
        EncodingError: code ``base58.length``.
    """
    if len(data) > MAX_BYTES:
        raise EncodingError(
            f"{len(data)} bytes are too many for base58, at most {MAX_BYTES} are written.",
            code="base58.length",
            hint="Use base64url (multibase prefix 'u') for long values.",
        )
    zeros = len(data) - len(data.lstrip(b"\0"))
    number = int.from_bytes(data, "big")
    digits: list[int] = []
    while number:
        number, five = divmod(number, _FIVE_DIGITS)
        digits += (five % 58, five // 58 % 58, five // 58**2 % 58, five // 58**3 % 58, five // 58**4)
    significant = bytes(digits).rstrip(b"\0")[::-1]
    return "1" * zeros + significant.translate(_TO_ALPHABET).decode("ascii")


def decode(text: str) -> bytes:
    """Read base58btc text.

    Args:
        text: at most 2,798 characters of the base58btc alphabet; the empty text stands for no bytes.

    Raises:
        EncodingError: code ``base58.character`` or ``base58.length``.
    """
    if len(text) > MAX_CHARACTERS:
        raise EncodingError(
            f"base58 text of {len(text)} characters is too long, at most {MAX_CHARACTERS} are read.",
            code="base58.length",
        )
    raw = text.encode("utf-8", "surrogatepass")
    if raw.translate(None, _ALPHABET):
        raise _reason(text)
    significant = raw.lstrip(b"1")
    number = 0
    for digit in significant.translate(_TO_DIGITS):
        number = number * 58 + digit
    return b"\0" * (len(raw) - len(significant)) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _reason(text: str) -> EncodingError:
    """The error that names the first character outside the alphabet."""
    position, character = next((at, one) for at, one in enumerate(text) if one not in ALPHABET)
    return EncodingError(
        f"base58 text holds U+{ord(character):04X} at position {position} of {len(text)}, which is not in its alphabet.",
        code="base58.character",
        hint="base58btc has no 0, O, I or l, and neither white space nor padding.",
    )
