"""Signers: whatever holds a private key and signs with it.

``Signer`` is the interface, a property and a method; anyone can implement it for a hardware module or a cloud service.
``open_signer`` finds the implementation by the scheme of a URI, as in RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986) and, for
files, RFC 8089. Signatures have the raw form of JOSE and Data Integrity: 64 bytes for Ed25519, r || s for ECDSA, as long as the
modulus for RSA. Seals need a ``CertifiedSigner``: one whose key comes with certificates.

    from credseal.keys.signer import generate, open_signer

    signer = open_signer("file:seal.p12", passphrase="correct horse")
    signature = signer.sign(b"data")
    signer.public_key.verify(signature, b"data", signer.algorithm)
    signer.certificates    # (leaf, authority), in DER; empty for a key without
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol
from urllib.parse import unquote_to_bytes

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding

from credseal.errors import KeyMaterialError
from credseal.keys.ecdsa import raw_of
from credseal.keys.kinds import CURVES, Kind, NativePrivateKey, coordinate_size
from credseal.keys.public import PublicKey

if TYPE_CHECKING:
    from collections.abc import Sequence

_HASHES: dict[Kind, hashes.HashAlgorithm] = {"P-256": hashes.SHA256(), "P-384": hashes.SHA384()}
_SHA256 = hashes.SHA256()
_RSA_PADDINGS: dict[str, padding.AsymmetricPadding] = {
    "RS256": padding.PKCS1v15(),
    "PS256": padding.PSS(padding.MGF1(_SHA256), padding.PSS.DIGEST_LENGTH),
}
_ALGORITHMS: dict[Kind, tuple[str, ...]] = {
    "Ed25519": ("Ed25519",),
    "P-256": ("ES256",),
    "P-384": ("ES384",),
    "RSA": tuple(_RSA_PADDINGS),
}


class Signer(Protocol):
    """Holds a private key and signs with it. Implementations must be safe to call from several threads."""

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key that ``sign`` uses, always the same."""

    def sign(self, data: bytes) -> bytes:
        """Sign data.

        Args:
            data: what is to be signed; the hash that belongs to the key (ECDSA: that of the curve) is applied to it.

        Returns:
            64 bytes for Ed25519; r || s of 64 bytes for P-256 with SHA-256, of 96 bytes for P-384 with SHA-384; as many bytes as
            the modulus has for RSA with SHA-256.
        """


class CertifiedSigner(Signer, Protocol):
    """A signer that can say who vouches for its key, as seals need it."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """Certificates in DER: the key's own first, behind each the one that certifies it. Empty where there are none."""

    @property
    def algorithm(self) -> str:
        """The JOSE name of what ``sign`` makes: ``RS256``, ``PS256``, ``ES256``, ``ES384`` or ``Ed25519``."""


def signing_algorithm(kind: Kind, asked: str | None = None) -> str:
    """The algorithm with which a key of a kind signs.

    Args:
        kind: of the key.
        asked: its JOSE name; by default the usual one: ``RS256`` for RSA, and for the others the only one.

    Raises:
        KeyMaterialError: code ``key.unsupported``, credseal does not sign with this kind; ``key.algorithm``, a key of this
            kind does not make what is asked for.
    """
    choices = _ALGORITHMS.get(kind)
    if choices is None:
        raise KeyMaterialError(
            f"credseal does not sign with {kind} keys, it only verifies with them.",
            code="key.unsupported",
            hint="Sign with Ed25519, P-256 or P-384, seals also with RSA.",
        )
    if asked is not None and asked not in choices:
        raise KeyMaterialError(
            f"The algorithm {asked[:20]!r} does not go with a key of the kind {kind}, which signs with {' or '.join(choices)}.",
            code="key.algorithm",
            hint="Leave the algorithm out, or name one of these.",
        )
    return asked or choices[0]


class LocalSigner:
    """A signer whose private key is in this process's memory. It shows the key nowhere and cannot be pickled or copied.

    ECDSA signatures are deterministic (RFC 6979) where OpenSSL can do that (from 3.2): no signature depends on the quality of
    a random number, and the same data gives the same proof.

    Args:
        private_key: an Ed25519, P-256, P-384 or RSA key (2048 bits and more) of the ``cryptography`` package.
        certificates: of the key and of the authorities above it, in DER and in any order; seals need them.
        algorithm: the JOSE name of what it makes; by default ``RS256`` for RSA, and for other keys the only one there is.

    Raises:
        KeyMaterialError: code ``key.unsupported`` for other keys, P-521 among them; ``key.weak``, ``key.algorithm`` or
            ``key.certificate``.
    """

    __slots__ = ("_algorithm", "_certificates", "_private_key", "_public_key")

    def __init__(
        self, private_key: NativePrivateKey, *, certificates: Sequence[bytes] = (), algorithm: str | None = None
    ) -> None:
        public_key = PublicKey.from_native(private_key.public_key())
        self._algorithm = signing_algorithm(public_key.kind, algorithm)
        self._certificates = _chain_of(public_key, certificates) if certificates else ()
        self._private_key = private_key
        self._public_key = public_key

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key."""
        return self._public_key

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """See ``CertifiedSigner.certificates``."""
        return self._certificates

    @property
    def algorithm(self) -> str:
        """See ``CertifiedSigner.algorithm``."""
        return self._algorithm

    def sign(self, data: bytes) -> bytes:
        """Sign data; see ``Signer.sign``."""
        key: Any = self._private_key
        kind = self._public_key.kind
        signature: bytes
        if kind == "Ed25519":
            signature = key.sign(data)
        elif kind == "RSA":
            signature = key.sign(data, _RSA_PADDINGS[self._algorithm], _SHA256)
        else:
            signature = raw_of(key.sign(data, _ecdsa(kind)), size=coordinate_size(kind))
        return signature

    def to_pem(self, *, passphrase: bytes | str | None) -> bytes:
        """The private key as PKCS#8 in PEM, encrypted with the passphrase; None writes it unencrypted."""
        from credseal.keys import pem  # noqa: PLC0415 - as in _open_file

        return pem.write_private(self._private_key, passphrase=passphrase)

    def __repr__(self) -> str:
        return f"<LocalSigner {self._public_key.kind}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise KeyMaterialError(
            "A signer cannot be pickled or copied, its private key would leave it.",
            code="key.pickle",
            hint="Open the signer by its URI in every process.",
        )


def generate(kind: Literal["Ed25519", "P-256", "P-384"] = "Ed25519") -> LocalSigner:
    """Make a new key from the operating system's randomness.

    Raises:
        KeyMaterialError: code ``key.unsupported`` for other kinds.
    """
    if kind == "Ed25519":
        return LocalSigner(ed25519.Ed25519PrivateKey.generate())
    if kind not in _HASHES:
        raise KeyMaterialError(
            f"credseal makes no {str(kind)[:80]} keys.", code="key.unsupported", hint="Use Ed25519, P-256 or P-384."
        )
    return LocalSigner(ec.generate_private_key(CURVES[kind]))


def open_signer(uri: str, *, passphrase: bytes | str | None = None, algorithm: str | None = None) -> CertifiedSigner:
    """Open the signer that a URI names.

    Args:
        uri: ``file:`` and a path, relative (``file:seal.pem``) or absolute (``file:/etc/credseal/seal.p12``, ``file:///etc/...``),
            with percent-encoding. The file holds one private key in PEM, DER, PKCS#12, as a JWK or as a secret Multikey, and in
            PEM and PKCS#12 also its certificates. Or ``pkcs11:``, a key in a hardware module; see ``pkcs11``.
        passphrase: of the file, if its key is encrypted; the PIN of the module.
        algorithm: the JOSE name of what it shall make: ``PS256`` for RSA keys, which make ``RS256`` by default.

    Returns:
        Its ``certificates`` are empty where the file or module has none.

    Raises:
        KeyMaterialError: code ``key.scheme``, ``key.algorithm``, or whatever is wrong with the key, its file or module.
        MissingExtraError: ``extra.hsm``, hardware modules need what is not installed.
    """
    scheme, colon, rest = uri.partition(":")
    if colon and scheme.lower() == "file":
        return _open_file(rest, passphrase, algorithm)
    if colon and scheme.lower() == "pkcs11":
        from credseal.keys.pkcs11 import open_module  # noqa: PLC0415 - as in _open_file

        return open_module(uri, pin=passphrase, algorithm=algorithm)
    given = f"has the unknown scheme {scheme[:20]!r}" if colon else "has no scheme"
    raise KeyMaterialError(
        f"The signer's URI {given}; known are: file:, pkcs11:.",
        code="key.scheme",
        hint="For a key in a file write file: and its path, e.g. file:seal.pem.",
    )


def _open_file(rest: str, passphrase: bytes | str | None, algorithm: str | None) -> LocalSigner:
    # Certificates and JWKs come with it, which take long to import, and verifiers open no files.
    from credseal.keys.key_files import read_key_file  # noqa: PLC0415 - see above

    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if not slash or host not in ("", "localhost"):
            raise KeyMaterialError(
                "A file: URI with '//' names a host, and only this one can be read.",
                code="key.scheme",
                hint="Write file:/absolute/path or file:relative/path.",
            )
        rest = f"/{path}"
    private_key, certificates = read_key_file(Path(os.fsdecode(unquote_to_bytes(rest))), passphrase=passphrase)
    return LocalSigner(private_key, certificates=certificates, algorithm=algorithm)


def _chain_of(public_key: PublicKey, certificates: Sequence[bytes]) -> tuple[bytes, ...]:
    from credseal.keys.chains import chain_of  # noqa: PLC0415 - X.509 takes long to import, and most keys have none

    return chain_of(public_key, certificates)


@cache  # two entries
def _ecdsa(kind: Kind) -> ec.ECDSA:
    try:
        return ec.ECDSA(_HASHES[kind], deterministic_signing=True)
    except UnsupportedAlgorithm:
        return ec.ECDSA(_HASHES[kind])
