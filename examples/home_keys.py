"""Keys of a home-made authority: what it makes them of, and how it signs with them. See ``home_authority``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

_CURVES: dict[str, ec.EllipticCurve] = {
    "P-256": ec.SECP256R1(),
    "P-384": ec.SECP384R1(),
    "P-521": ec.SECP521R1(),
    "brainpoolP256r1": ec.BrainpoolP256R1(),
}

Certificated: TypeAlias = "Held | x509.Certificate | bytes"


@dataclass(frozen=True)
class Held:
    """A certificate whose private key is here.

    Attributes:
        certificate: as ``cryptography`` has it.
        key: private.
        issuer: who certified it; None for itself.
    """

    certificate: x509.Certificate = field(repr=False)
    key: Any = field(repr=False)
    issuer: Held | None = field(default=None, repr=False)

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate as a file has it."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def name(self) -> x509.Name:
        """Its subject."""
        return self.certificate.subject


def certificate_of(given: Certificated) -> x509.Certificate:
    """The certificate, whatever it is given as."""
    if isinstance(given, Held):
        return given.certificate
    return x509.load_der_x509_certificate(given) if isinstance(given, bytes) else given


def new_key(kind: str, *, bits: int = 2048) -> Any:
    """A private key: ``RSA`` (of ``bits``), ``P-256``, ``P-384``, ``P-521``, ``brainpoolP256r1`` or ``Ed25519``."""
    if kind == "RSA":
        return rsa.generate_private_key(65537, bits)
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(_CURVES[kind])


def hash_for(key: Any) -> hashes.SHA256 | hashes.SHA384 | None:
    """What a certificate signed with the key is hashed with."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return None
    large = isinstance(key, ec.EllipticCurvePrivateKey) and key.key_size > 256  # noqa: PLR2004 - bits
    return hashes.SHA384() if large else hashes.SHA256()


def sign(key: Any, data: bytes) -> tuple[str, bytes]:
    """Sign as CMS and OCSP do.

    Returns:
        The algorithm, as asn1crypto names it, and the signature.
    """
    algorithm = hash_for(key)
    if algorithm is None:
        return "ed25519", key.sign(data)
    if isinstance(key, rsa.RSAPrivateKey):
        return f"{algorithm.name}_rsa", key.sign(data, padding.PKCS1v15(), algorithm)
    return f"{algorithm.name}_ecdsa", key.sign(data, ec.ECDSA(algorithm))
