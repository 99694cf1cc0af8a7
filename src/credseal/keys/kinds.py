"""The kinds of key that credseal supports, by name, and the refusal of all others by name.

The names are those of JOSE (RFC 7518, section 6.2.1.1, and RFC 8037): https://www.rfc-editor.org/rfc/rfc7518

    from credseal.keys.kinds import kind_of

    kind_of(native_key)    # 'Ed25519', 'P-256', 'P-384', 'P-521' or 'RSA'
    kind_of(x25519_key)    # KeyMaterialError: An X25519 key is not a signing key credseal supports.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from credseal.errors import KeyMaterialError

Kind: TypeAlias = Literal["Ed25519", "P-256", "P-384", "P-521", "RSA"]
NativePublicKey: TypeAlias = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey
NativePrivateKey: TypeAlias = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

CURVES: dict[Kind, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
_KINDS_BY_CURVE = {curve.name: kind for kind, curve in CURVES.items()}


def kind_of(native: Any) -> Kind:
    """Name the kind of a public or private key of the ``cryptography`` package.

    Raises:
        KeyMaterialError: code ``key.unsupported``, for every other type of key and every other curve.
    """
    if isinstance(native, ed25519.Ed25519PublicKey | ed25519.Ed25519PrivateKey):
        return "Ed25519"
    if isinstance(native, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
        kind = _KINDS_BY_CURVE.get(native.curve.name)
        if kind is None:
            raise unsupported(f"A key on the curve {native.curve.name}")
        return kind
    if isinstance(native, rsa.RSAPublicKey | rsa.RSAPrivateKey):
        return "RSA"
    name = type(native).__name__.removesuffix("PublicKey").removesuffix("PrivateKey")
    raise unsupported(f"A key of the type {name}")


def coordinate_size(kind: Kind) -> int:
    """How many bytes a coordinate, a private scalar, or half of a signature has on the curve of that kind."""
    return (CURVES[kind].key_size + 7) // 8


def unsupported(what: str) -> KeyMaterialError:
    """The refusal of a type of key: ``what`` is the subject of the sentence, e.g. ``An X25519 key``."""
    return KeyMaterialError(
        f"{what} is not a signing key credseal supports.",
        code="key.unsupported",
        hint="Use Ed25519, P-256 or P-384; RSA (from 2048 bits) signs seals, and P-521 is supported for verifying.",
    )
