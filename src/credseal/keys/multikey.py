"""Multikeys: a public key as one short text, ``z6Mk...`` for Ed25519, ``zDn...`` for P-256, ``z82...`` for P-384.

Controlled Identifiers 1.0, section 2.2.2 (Multikey): base58btc multibase text over a multicodec prefix and the key; points of
NIST curves are compressed (SEC 1, section 2.3.3), RSA is the ``RSAPublicKey`` of RFC 8017. https://www.w3.org/TR/cid-1.0/#Multikey

    from credseal.keys.multikey import from_multikey, to_multikey

    key = from_multikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
    to_multikey(key)    # 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from credseal.encoding import multibase, multicodec
from credseal.errors import EncodingError, KeyMaterialError
from credseal.keys.kinds import CURVES, Kind, NativePrivateKey, coordinate_size, unsupported
from credseal.keys.public import PublicKey

if TYPE_CHECKING:
    from collections.abc import Callable

_CODECS: dict[Kind, str] = {
    "Ed25519": "ed25519-pub",
    "P-256": "p256-pub",
    "P-384": "p384-pub",
    "P-521": "p521-pub",
    "RSA": "rsa-pub",
}
_KINDS = {codec: kind for kind, codec in _CODECS.items()}
_SECRET_KINDS: dict[str, Kind] = {"ed25519-priv": "Ed25519", "p256-priv": "P-256", "p384-priv": "P-384"}
_REFUSED = {
    "secp256k1-pub": "A secp256k1 key",
    "x25519-pub": "An X25519 key",
    "bls12_381-g1-pub": "A BLS12-381 key",
    "bls12_381-g2-pub": "A BLS12-381 key",
    "bls12_381-g1g2-pub": "A BLS12-381 key",
    "jwk_jcs-pub": "A JWK inside a Multikey",
}
_ED25519_BYTES = 32
_COMPRESSED = (2, 3)  # first byte of a compressed point: y is even, y is odd


def to_multikey(key: PublicKey) -> str:
    """Write a public key as a Multikey in base58btc."""
    native: Any = key.native
    if key.kind == "Ed25519":
        payload = native.public_bytes_raw()
    elif key.kind == "RSA":
        payload = _write_rsa(native)
    else:
        point = native.public_numbers()
        payload = bytes([_COMPRESSED[point.y % 2]]) + point.x.to_bytes(coordinate_size(key.kind), "big")
    return multibase.encode(multicodec.join(_CODECS[key.kind], payload))


def from_multikey(text: str) -> PublicKey:
    """Read a public key from a Multikey.

    Args:
        text: begins with ``z`` (base58btc), the only base that Controlled Identifiers 1.0 allows here.

    Raises:
        KeyMaterialError: code ``multikey.encoding`` (text or prefix), ``multikey.length``, ``key.point``, ``key.encoding``,
            ``key.private``, ``key.unsupported``, ``key.weak`` or ``key.non-canonical``.
    """
    codec, payload = _split(text)
    if codec.endswith("-priv"):
        raise KeyMaterialError(
            "A secret key stands where a public key is expected.",
            code="key.private",
            hint="If this was published, replace the key: it is no longer secret.",
        )
    kind = _KINDS.get(codec)
    if kind is None:
        raise unsupported(_REFUSED[codec])
    return PublicKey.from_native(_READERS[kind](kind, payload))


def secret_from_multikey(text: str) -> NativePrivateKey:
    """Read a private key from the secret counterpart of a Multikey (``z3u2...`` Ed25519, ``z42t...`` P-256, ``z2fa...`` P-384).

    Raises:
        KeyMaterialError: code ``multikey.encoding``, ``multikey.length``, ``key.point`` (a scalar out of range) or
            ``key.public``.
    """
    codec, payload = _split(text)
    kind = _SECRET_KINDS.get(codec)
    if kind is None:
        raise KeyMaterialError(
            f"The text is a {codec} Multikey and holds no secret key.",
            code="key.public",
            hint="Secret Multikeys begin with z3u2 (Ed25519), z42t (P-256) or z2fa (P-384).",
        )
    if kind == "Ed25519":
        _expect_length(kind, payload, _ED25519_BYTES)
        return ed25519.Ed25519PrivateKey.from_private_bytes(payload)
    _expect_length(kind, payload, coordinate_size(kind))
    try:
        return ec.derive_private_key(int.from_bytes(payload, "big"), CURVES[kind])
    except ValueError:
        raise KeyMaterialError(f"The secret {kind} key is zero or above the curve's order.", code="key.point") from None


def _split(text: str) -> tuple[str, bytes]:
    try:
        return multicodec.split(multibase.decode(text, allowed="z"))
    except EncodingError as error:
        raise KeyMaterialError(
            f"The text is not a Multikey. {error.message}", code="multikey.encoding", hint=error.hint
        ) from None


def _expect_length(kind: Kind, payload: bytes, expected: int) -> None:
    if len(payload) != expected:
        raise KeyMaterialError(
            f"The {kind} Multikey holds {len(payload)} bytes of key, expected {expected}.", code="multikey.length"
        )


def _read_ed25519(kind: Kind, payload: bytes) -> Any:
    _expect_length(kind, payload, _ED25519_BYTES)
    return ed25519.Ed25519PublicKey.from_public_bytes(payload)


def _read_point(kind: Kind, payload: bytes) -> Any:
    _expect_length(kind, payload, 1 + coordinate_size(kind))
    if payload[0] not in _COMPRESSED:
        raise KeyMaterialError(f"The {kind} Multikey does not hold a compressed point.", code="key.point")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVES[kind], payload)
    except ValueError:
        raise KeyMaterialError(f"The {kind} Multikey holds no point of the curve.", code="key.point") from None


def _write_rsa(native: Any) -> bytes:
    # cryptography's serialization costs more to import than the rest of this module, and RSA Multikeys are rare.
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415 - see above

    data: bytes = native.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    return data


def _read_rsa(kind: Kind, payload: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415 - as in _write_rsa

    try:
        native = load_der_public_key(payload)
        canonical = _write_rsa(native)
    except (ValueError, UnsupportedAlgorithm):
        raise KeyMaterialError(f"The {kind} Multikey holds no RSAPublicKey in DER.", code="key.encoding") from None
    if canonical != payload:
        raise KeyMaterialError(f"The {kind} Multikey is not in its canonical encoding.", code="key.non-canonical")
    return native


_READERS: dict[Kind, Callable[[Kind, bytes], Any]] = {
    "Ed25519": _read_ed25519,
    "P-256": _read_point,
    "P-384": _read_point,
    "P-521": _read_point,
    "RSA": _read_rsa,
}
