"""Keys as files hold them: PEM, DER, PKCS#8, PKCS#12, certificates.

RFC 7468 (PEM labels), RFC 5958 (PKCS#8), RFC 7292 (PKCS#12), RFC 5280 (certificates): https://www.rfc-editor.org/rfc/rfc7468 .
Reading and writing is done by ``cryptography``; here stands what to say when it refuses, in sentences that never hold any of the
file's content. A certificate is read for its key only: whether it may be believed is not asked here.

    from credseal.keys import pem

    public_key = pem.read_public(Path("issuer.crt").read_bytes())
    private_key = pem.read_private(Path("seal.pem").read_bytes(), passphrase="correct horse")
    private_key, certificates = pem.read_certified(Path("seal.p12").read_bytes(), passphrase="correct horse")
    data = pem.write_private(private_key, passphrase="correct horse")    # encrypted PKCS#8
"""

from __future__ import annotations

import re
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
    pkcs12,
)

from credseal.errors import KeyMaterialError
from credseal.keys.kinds import NativePrivateKey, kind_of, unsupported
from credseal.keys.lenient import lenient
from credseal.keys.public import PublicKey

PEM_MARK = b"-----BEGIN "
_LABEL = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
_DER_SEQUENCE = 0x30
# PFX ::= SEQUENCE { version INTEGER (3), ... }: the integer follows a header of two to six bytes.
_PFX_VERSION = b"\x02\x01\x03"
_PFX_VERSION_WITHIN = slice(2, 9)


def read_public(data: bytes) -> PublicKey:
    """Read a public key from PEM or DER.

    Args:
        data: one SubjectPublicKeyInfo, PKCS#1 RSA key or X.509 certificate. Of several PEM blocks the first counts, which is
            the holder's in a certificate chain.

    Raises:
        KeyMaterialError: code ``key.format``, ``key.private``, ``key.unsupported``, or what ``PublicKey.from_native`` raises.
    """
    labels = _LABEL.findall(data)
    if any(label.endswith(b"PRIVATE KEY") for label in labels):
        raise KeyMaterialError("The file holds a private key where a public one is expected.", code="key.private")
    try:
        if not labels:
            native = _public_from_der(data)
        elif labels[0] == b"CERTIFICATE":
            native = x509.load_pem_x509_certificate(data).public_key()
        else:
            native = load_pem_public_key(data)
    except UnsupportedAlgorithm:
        raise unsupported("A key of an unknown type") from None
    except ValueError:
        raise _unreadable("public key or certificate") from None
    return PublicKey.from_native(native)


def read_private(data: bytes, *, passphrase: bytes | str | None = None) -> NativePrivateKey:
    """Read a private key from PEM or DER.

    Args:
        data: PKCS#8 (plain or encrypted), SEC1 or PKCS#1 in PEM or DER, or PKCS#12.
        passphrase: of an encrypted key; text is taken as UTF-8.

    Raises:
        KeyMaterialError: code ``key.format``, ``key.passphrase-missing``, ``key.passphrase-wrong``,
            ``key.passphrase-unneeded``, ``key.several``, ``key.public`` (no private key in it) or ``key.unsupported``.
    """
    return read_certified(data, passphrase=passphrase)[0]


def read_certified(data: bytes, *, passphrase: bytes | str | None = None) -> tuple[NativePrivateKey, tuple[bytes, ...]]:
    """Read a private key, and the certificates that stand beside it.

    Args:
        data: as for ``read_private``.
        passphrase: of an encrypted key; text is taken as UTF-8.

    Returns:
        The key; the certificates in DER and in the order of the file, unread: ``chains`` tells which of them are the key's.

    Raises:
        KeyMaterialError: as ``read_private``, and code ``key.certificate`` for certificates whose PEM is broken.
    """
    secret = passphrase.encode("utf-8") if isinstance(passphrase, str) else passphrase
    native, certificates = _load(data, secret)
    kind_of(native)
    return native, certificates


def write_private(private_key: NativePrivateKey, *, passphrase: bytes | str | None) -> bytes:
    """Write a private key as PKCS#8 in PEM, encrypted with the passphrase; None writes it unencrypted.

    Encryption is what OpenSSL writes by default (PBES2, AES-256), whose 2,048 rounds make guessing cheap: the passphrase should
    be long and random, not one that a person invents.

    Raises:
        KeyMaterialError: code ``key.passphrase-missing`` for an empty passphrase, which would only look like protection.
    """
    secret = passphrase.encode("utf-8") if isinstance(passphrase, str) else passphrase
    if secret == b"":
        raise KeyMaterialError("The passphrase is empty.", code="key.passphrase-missing", hint="Give one, or None.")
    encryption: KeySerializationEncryption = NoEncryption() if secret is None else BestAvailableEncryption(secret)
    return private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def is_der(data: bytes) -> bool:
    """Whether the data begins as DER keys and PKCS#12 files do."""
    return data[:1] == bytes([_DER_SEQUENCE])


def _load(data: bytes, passphrase: bytes | None) -> tuple[Any, tuple[bytes, ...]]:
    try:
        if PEM_MARK in data:
            _expect_one_private_block(data)
            return load_pem_private_key(data, passphrase), _certificates_in_pem(data)
        if _PFX_VERSION in data[_PFX_VERSION_WITHIN]:
            return _from_pkcs12(data, passphrase)
        return load_der_private_key(data, passphrase), ()
    except TypeError:
        # The one complaint that cryptography makes as a TypeError: a passphrase too many or too few.
        if passphrase is None:
            raise _passphrase_missing() from None
        raise KeyMaterialError(
            "A passphrase is given, but the key is not encrypted.",
            code="key.passphrase-unneeded",
            hint="Leave the passphrase out, or encrypt the key with it.",
        ) from None
    except UnsupportedAlgorithm:
        raise KeyMaterialError(
            "The private key is of a type, or encrypted in a way, that is not supported.", code="key.unsupported"
        ) from None
    except ValueError:
        if passphrase is not None:
            raise KeyMaterialError(
                "The private key cannot be read with this passphrase.",
                code="key.passphrase-wrong",
                hint="Check the passphrase; if it is right, the file is damaged.",
            ) from None
        raise _unreadable("private key") from None


def _from_pkcs12(data: bytes, passphrase: bytes | None) -> tuple[Any, tuple[bytes, ...]]:
    try:
        store = pkcs12.load_pkcs12(data, passphrase)
    except ValueError:
        if passphrase is None:
            raise _passphrase_missing() from None
        raise
    if store.key is None:
        raise _no_private_key()
    held = [store.cert, *store.additional_certs] if store.cert else store.additional_certs
    return store.key, tuple(each.certificate.public_bytes(Encoding.DER) for each in held)


def _certificates_in_pem(data: bytes) -> tuple[bytes, ...]:
    if b"CERTIFICATE" not in _LABEL.findall(data):
        return ()
    try:
        with lenient():
            found = x509.load_pem_x509_certificates(data)
    except ValueError:
        raise KeyMaterialError(
            "A certificate beside the private key cannot be read.",
            code="key.certificate",
            hint="Export the certificates again.",
        ) from None
    return tuple(each.public_bytes(Encoding.DER) for each in found)


def _expect_one_private_block(data: bytes) -> None:
    count = sum(label.endswith(b"PRIVATE KEY") for label in _LABEL.findall(data))
    if count == 0:
        raise _no_private_key()
    if count > 1:
        raise KeyMaterialError(
            f"The file holds {count} private keys.",
            code="key.several",
            hint="Keep one key per file, so that it is clear which signs.",
        )


def _public_from_der(data: bytes) -> Any:
    try:
        return load_der_public_key(data)
    except ValueError:
        return x509.load_der_x509_certificate(data).public_key()


def _passphrase_missing() -> KeyMaterialError:
    return KeyMaterialError(
        "The private key is encrypted and no passphrase is given.",
        code="key.passphrase-missing",
        hint="Give the passphrase.",
    )


def _no_private_key() -> KeyMaterialError:
    return KeyMaterialError(
        "The file holds no private key.", code="key.public", hint="Give the private key's file, not the certificate's."
    )


def _unreadable(what: str) -> KeyMaterialError:
    return KeyMaterialError(
        f"The data is no {what} in PEM or DER, or is damaged.", code="key.format", hint="Is this the right file?"
    )
