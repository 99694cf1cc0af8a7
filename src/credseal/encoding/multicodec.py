"""Multicodec prefixes of keys: a number in front of the bytes says what they are.

Controlled Identifiers 1.0, section 2.2.2 (Multikey), and the registry https://github.com/multiformats/multicodec : an
unsigned varint, at most nine bytes, in its shortest form. Key types that credseal does not use are listed too, so that they
can be refused by name.

    from credseal.encoding import multibase, multicodec

    multicodec.split(multibase.decode("z6Mk..."))    # ('ed25519-pub', 32 bytes)
    multicodec.join("ed25519-pub", raw)
"""

from __future__ import annotations

from types import MappingProxyType

from credseal.errors import EncodingError

NAMES = MappingProxyType(
    {
        0xE7: "secp256k1-pub",
        0xEA: "bls12_381-g1-pub",
        0xEB: "bls12_381-g2-pub",
        0xEC: "x25519-pub",
        0xED: "ed25519-pub",
        0xEE: "bls12_381-g1g2-pub",
        0x1200: "p256-pub",
        0x1201: "p384-pub",
        0x1202: "p521-pub",
        0x1205: "rsa-pub",
        0x1300: "ed25519-priv",
        0x1306: "p256-priv",
        0x1307: "p384-priv",
        0xEB51: "jwk_jcs-pub",
    }
)
"""The registry's name for each code that credseal can name."""

_MAX_VARINT_BYTES = 9
_SEVEN_BITS = 0x7F
_MORE = 0x80  # the high bit of a varint's byte: more follow


def _varint(number: int) -> bytes:
    """The shortest unsigned varint: seven bits a byte, least significant first."""
    out = bytearray()
    while number >= _MORE:
        out.append(number & _SEVEN_BITS | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)


_PREFIXES = {name: _varint(code) for code, name in NAMES.items()}


def join(name: str, payload: bytes) -> bytes:
    """Put the prefix of a multicodec in front of its bytes.

    Args:
        name: a registry name out of ``NAMES``, e.g. ``ed25519-pub``.
        payload: the bytes that the codec describes; their length is the caller's matter.

    Raises:
        EncodingError: code ``multicodec.unknown``.
    """
    try:
        return _PREFIXES[name] + payload
    except KeyError:
        raise EncodingError(f"No multicodec of the name {name[:80]!r} is known.", code="multicodec.unknown") from None


def split(data: bytes) -> tuple[str, bytes]:
    """Read the prefix of multicodec bytes.

    Returns:
        The registry name and the bytes after the prefix.

    Raises:
        EncodingError: code ``multicodec.varint`` (cut off, longer than needed, too long) or ``multicodec.unknown``.
    """
    length = next((at for at, byte in enumerate(data[:_MAX_VARINT_BYTES], start=1) if byte < _MORE), 0)
    if not length:
        raise EncodingError("The multicodec prefix is cut off or longer than nine bytes.", code="multicodec.varint")
    code = sum((byte & _SEVEN_BITS) << 7 * at for at, byte in enumerate(data[:length]))
    if length > 1 and data[length - 1] == 0:
        raise EncodingError(
            "The multicodec prefix is written longer than needed.",
            code="multicodec.varint",
            hint="An unsigned varint has one spelling, the shortest.",
        )
    name = NAMES.get(code)
    if name is None:
        raise EncodingError(f"The multicodec 0x{code:x} is not one that credseal knows.", code="multicodec.unknown")
    return name, data[length:]
