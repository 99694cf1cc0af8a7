"""Signers: whatever holds a private key and signs with it.

``Signer`` is the interface, a property and a method; anyone can implement it for a hardware module or a cloud service.
``open_signer`` finds the implementation by the scheme of a URI, as in RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986) and, for
files, RFC 8089. Signatures have the raw form of JOSE and Data Integrity: 64 bytes for Ed25519, r || s for ECDSA.

    from credseal.keys.signer import generate, open_signer

    signer = open_signer("file:seal.pem", passphrase="correct horse")
    signature = signer.sign(b"data")
    signer.public_key.verify(signature, b"data")
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol
from urllib.parse import unquote_to_bytes

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from credseal.errors import KeyMaterialError
from credseal.keys.ecdsa import raw_of
from credseal.keys.kinds import CURVES, Kind, NativePrivateKey, coordinate_size
from credseal.keys.public import PublicKey

if TYPE_CHECKING:
    from collections.abc import Callable

_HASHES: dict[Kind, hashes.HashAlgorithm] = {"P-256": hashes.SHA256(), "P-384": hashes.SHA384()}


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
            64 bytes for Ed25519; r || s of 64 bytes for P-256 with SHA-256, of 96 bytes for P-384 with SHA-384.
        """


class LocalSigner:
    """A signer whose private key is in this process's memory. It shows the key nowhere and cannot be pickled or copied.

    ECDSA signatures are deterministic (RFC 6979) where OpenSSL can do that (from 3.2): no signature depends on the quality of
    a random number, and the same data gives the same proof.

    Args:
        private_key: an Ed25519, P-256 or P-384 key of the ``cryptography`` package.

    Raises:
        KeyMaterialError: code ``key.unsupported`` for other keys, RSA and P-521 among them.
    """

    __slots__ = ("_private_key", "_public_key")

    def __init__(self, private_key: NativePrivateKey) -> None:
        public_key = PublicKey.from_native(private_key.public_key())
        if public_key.kind != "Ed25519" and public_key.kind not in _HASHES:
            raise KeyMaterialError(
                f"credseal does not sign with {public_key.kind} keys, it only verifies with them.",
                code="key.unsupported",
                hint="Sign with Ed25519, P-256 or P-384.",
            )
        self._private_key = private_key
        self._public_key = public_key

    @property
    def public_key(self) -> PublicKey:
        """The public half of the key."""
        return self._public_key

    def sign(self, data: bytes) -> bytes:
        """Sign data; see ``Signer.sign``."""
        key: Any = self._private_key
        if self._public_key.kind == "Ed25519":
            signature: bytes = key.sign(data)
            return signature
        return raw_of(key.sign(data, _ecdsa(self._public_key.kind)), size=coordinate_size(self._public_key.kind))

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


def open_signer(uri: str, *, passphrase: bytes | str | None = None) -> Signer:
    """Open the signer that a URI names.

    Args:
        uri: ``file:`` and a path, relative (``file:seal.pem``) or absolute (``file:/etc/credseal/seal.p12``, ``file:///etc/...``),
            with percent-encoding. The file holds one private key in PEM, DER, PKCS#12, as a JWK or as a secret Multikey.
        passphrase: of the file, if its key is encrypted.

    Raises:
        KeyMaterialError: code ``key.scheme``, or whatever is wrong with the key or its file.
    """
    scheme, colon, rest = uri.partition(":")
    backend = _BACKENDS.get(scheme.lower()) if colon else None
    if backend is None:
        given = f"has the unknown scheme {scheme[:20]!r}" if colon else "has no scheme"
        raise KeyMaterialError(
            f"The signer's URI {given}; known are: {', '.join(f'{name}:' for name in _BACKENDS)}.",
            code="key.scheme",
            hint="For a key in a file write file: and its path, e.g. file:seal.pem.",
        )
    return backend(rest, passphrase)


def _open_file(rest: str, passphrase: bytes | str | None) -> Signer:
    # Certificates and JWKs come with it, which take long to import, and verifiers open no files.
    from credseal.keys.key_files import read_private_key  # noqa: PLC0415 - see above

    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if not slash or host not in ("", "localhost"):
            raise KeyMaterialError(
                "A file: URI with '//' names a host, and only this one can be read.",
                code="key.scheme",
                hint="Write file:/absolute/path or file:relative/path.",
            )
        rest = f"/{path}"
    return LocalSigner(read_private_key(Path(os.fsdecode(unquote_to_bytes(rest))), passphrase=passphrase))


_BACKENDS: dict[str, Callable[[str, bytes | str | None], Signer]] = {"file": _open_file}


@cache  # two entries
def _ecdsa(kind: Kind) -> ec.ECDSA:
    try:
        return ec.ECDSA(_HASHES[kind], deterministic_signing=True)
    except UnsupportedAlgorithm:
        return ec.ECDSA(_HASHES[kind])
