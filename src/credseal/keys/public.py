"""A public key that checks signatures.

One frozen type for every kind of key, made only from keys that ``weaknesses`` lets pass. Which algorithm is used is the
key's and the caller's choice, never the signed document's.

Ed25519 is RFC 8032 as OpenSSL has it: S below the group order, R compared byte for byte (no cofactor), and in addition the public
key must be canonical and not of small order. ECDSA signatures are r || s (RFC 7518, section 3.4). PS256, PS384 and PS512 use a salt
as long as the hash (RFC 7518, section 3.5).

    from credseal.keys.multikey import from_multikey

    key = from_multikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
    key.verify(signature, message)    # SignatureError, or nothing
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from credseal.errors import KeyMaterialError, SignatureError
from credseal.keys.ecdsa import der_of
from credseal.keys.kinds import Kind, NativePublicKey, coordinate_size, kind_of
from credseal.keys.weaknesses import refuse_weak

_SHA256, _SHA384, _SHA512 = hashes.SHA256(), hashes.SHA384(), hashes.SHA512()

_ALGORITHMS: dict[Kind, dict[str, Any]] = {
    "Ed25519": {"Ed25519": None},
    "P-256": {"ES256": ec.ECDSA(_SHA256)},
    "P-384": {"ES384": ec.ECDSA(_SHA384)},
    "P-521": {"ES512": ec.ECDSA(_SHA512)},
    "RSA": {
        "PS256": (padding.PSS(padding.MGF1(_SHA256), padding.PSS.DIGEST_LENGTH), _SHA256),
        "PS384": (padding.PSS(padding.MGF1(_SHA384), padding.PSS.DIGEST_LENGTH), _SHA384),
        "PS512": (padding.PSS(padding.MGF1(_SHA512), padding.PSS.DIGEST_LENGTH), _SHA512),
        "RS256": (padding.PKCS1v15(), _SHA256),
        "RS384": (padding.PKCS1v15(), _SHA384),
        "RS512": (padding.PKCS1v15(), _SHA512),
    },
}


def algorithms_of(kind: Kind) -> tuple[str, ...]:
    """The names of the signature algorithms that a key of that kind checks."""
    return tuple(_ALGORITHMS[kind])


@dataclass(frozen=True, eq=False)
class PublicKey:
    """A public key.

    Args:
        kind: what the key is.
        native: the same key as the ``cryptography`` package has it.

    Raises:
        KeyMaterialError: code ``key.unsupported``, ``key.weak`` or ``key.non-canonical``.
    """

    kind: Kind
    native: NativePublicKey = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what ``from_native`` refuses, so that there is no other way in."""
        if self.kind != kind_of(self.native):
            raise KeyMaterialError(f"The key is not of the kind {self.kind}.", code="key.unsupported")
        refuse_weak(self.native)

    @classmethod
    def from_native(cls, native: Any) -> PublicKey:
        """Take a public key of the ``cryptography`` package.

        Raises:
            KeyMaterialError: code ``key.unsupported`` (type, curve), ``key.weak`` (small-order Ed25519 point; RSA outside
                2048 to 8192 bits, exponent below 65537 or even), ``key.non-canonical`` (Ed25519), ``key.private``.
        """
        if hasattr(native, "private_bytes"):
            raise KeyMaterialError("A private key stands where a public key is expected.", code="key.private")
        return cls(kind_of(native), native)

    def verify(self, signature: bytes, message: bytes, algorithm: str | None = None) -> None:
        """Check a signature.

        Args:
            signature: raw bytes; 64 for Ed25519, r || s for ECDSA, as long as the modulus for RSA.
            message: what was signed, before any hashing by the signature algorithm.
            algorithm: ``Ed25519``, ``ES256``, ``ES384``, ``ES512``, ``PS256`` ... ``RS512``; None takes the only one that
                fits a key that is not RSA.

        Raises:
            SignatureError: code ``signature.mismatch``, ``signature.length`` or ``signature.algorithm``.
        """
        native: Any = self.native
        scheme = self._scheme(algorithm)
        try:
            if self.kind == "Ed25519":
                native.verify(signature, message)
            elif self.kind == "RSA":
                native.verify(signature, message, *scheme)
            else:
                native.verify(self._der(signature), message, scheme)
        except InvalidSignature:
            raise SignatureError(
                f"The signature does not match: it was made with another key than this {self.kind} key, or over other data.",
                code="signature.mismatch",
            ) from None

    def _scheme(self, algorithm: str | None) -> Any:
        choices = _ALGORITHMS[self.kind]
        if algorithm is None and len(choices) == 1:
            return next(iter(choices.values()))
        if algorithm not in choices:
            asked = "No algorithm is named" if algorithm is None else f"The algorithm {algorithm[:80]!r} does not fit"
            raise SignatureError(
                f"{asked}, and the key is {self.kind}: it checks {', '.join(choices)}.", code="signature.algorithm"
            )
        return choices[algorithm]

    def _der(self, signature: bytes) -> bytes:
        expected = 2 * coordinate_size(self.kind)
        if len(signature) != expected:
            raise SignatureError(
                f"The signature has {len(signature)} bytes; {self.kind} signatures have {expected} (r and s side by side, no DER).",
                code="signature.length",
            )
        return der_of(signature)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKey) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[Kind, object]:
        native: Any = self.native
        return self.kind, native.public_bytes_raw() if self.kind == "Ed25519" else native.public_numbers()
