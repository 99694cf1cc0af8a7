"""Multibase text: one character names the base, the rest is the value.

Controlled Identifiers 1.0, section 2.4, whose two bases are the ones that Data Integrity uses: ``u`` is base64url without
padding, ``z`` is base58btc. https://www.w3.org/TR/cid-1.0/#multibase-0

    from credseal.encoding import multibase

    multibase.encode(b"credential")                       # 'z4cnNPaLFNDEgXd'
    multibase.decode("uY3JlZGVudGlhbA")                   # b'credential'
    multibase.decode("uY3JlZGVudGlhbA", allowed="z")      # EncodingError: expected base58btc
"""

from __future__ import annotations

from typing import Literal

from credseal.encoding import base58, base64url
from credseal.errors import EncodingError

_NAMES = {"u": "base64url without padding", "z": "base58btc"}


def encode(data: bytes, base: Literal["z", "u"] = "z") -> str:
    """Write bytes as multibase text in base58btc (``z``) or base64url (``u``).

    Raises:
        EncodingError: code ``base58.length`` for more than 2,048 bytes in base58btc.
    """
    return "z" + base58.encode(data) if base == "z" else "u" + base64url.encode(data)


def decode(text: str, *, allowed: Literal["z", "u", "zu"] = "zu") -> bytes:
    """Read multibase text.

    Args:
        text: the prefix character and the value.
        allowed: the prefixes that the place where the text stands permits.

    Raises:
        EncodingError: code ``multibase.prefix``, or that of the base.
    """
    prefix = text[:1]
    if prefix == "z" and "z" in allowed:
        return base58.decode(text[1:])
    if prefix == "u" and "u" in allowed:
        return base64url.decode(text[1:])
    expected = " or ".join(f"'{base}' ({_NAMES[base]})" for base in allowed)
    if not prefix:
        found = "is empty"
    elif prefix in _NAMES:
        found = f"begins with '{prefix}' ({_NAMES[prefix]})"
    else:
        found = f"begins with U+{ord(prefix):04X}"
    raise EncodingError(
        f"The multibase text {found}, expected {expected}.",
        code="multibase.prefix",
        hint="The first character names the base; the value here must be in the base that the standard asks for.",
    )
