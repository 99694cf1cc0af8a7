"""The certificates that come with a private key: which is the key's, and in which order the others vouch for it.

A chain stands as RFC 7515, section 4.1.6 (``x5c``) has it, the key's own certificate first and behind each the one that certifies it:
https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6 . Files and tokens hold them in any order. Whether such a chain may be believed
is not asked here.

    from credseal.keys.chains import chain_of

    chain_of(public_key, [authority, leaf])    # (leaf, authority)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from credseal.errors import KeyMaterialError
from credseal.keys.lenient import lenient
from credseal.keys.public import PublicKey

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CERTIFICATES = 100


def chain_of(public_key: PublicKey, certificates: Sequence[bytes]) -> tuple[bytes, ...]:
    """The certificate of a key, and behind it those that vouch for it.

    Args:
        public_key: of the key that signs.
        certificates: in DER, in any order. Those that do not belong to the chain are left out.

    Returns:
        DER, the key's own first; empty where there are no certificates.

    Raises:
        KeyMaterialError: code ``key.certificate``: one cannot be read, none is of this key, several are, or there are too many.
    """
    if not certificates:
        return ()
    if len(certificates) > MAX_CERTIFICATES:
        raise _refused(
            f"There are {len(certificates)} certificates beside the key, and at most {MAX_CERTIFICATES} are read."
        )
    with lenient():
        return _chain(public_key, {der: _parsed(der) for der in certificates})


def _chain(public_key: PublicKey, remaining: dict[bytes, x509.Certificate]) -> tuple[bytes, ...]:
    own = [der for der, certificate in remaining.items() if _key_of(certificate) == public_key]
    if len(own) != 1:
        found = (
            "None of the certificates beside the key is" if not own else f"{len(own)} certificates beside the key are"
        )
        raise _refused(f"{found} of this key, and exactly one must be.")
    chain = own
    current = remaining.pop(own[0])
    while issuer := next((der for der, each in remaining.items() if _certifies(each, current)), None):
        chain.append(issuer)
        current = remaining.pop(issuer)
    return tuple(chain)


def _parsed(der: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, x509.InvalidVersion):
        raise _refused("A certificate beside the key cannot be read.") from None


def _key_of(certificate: x509.Certificate) -> PublicKey | None:
    try:
        return PublicKey.from_native(certificate.public_key())
    except (ValueError, UnsupportedAlgorithm, KeyMaterialError):
        return None  # an authority's key may be of a kind with which credseal does not sign


def _certifies(issuer: x509.Certificate, subject: x509.Certificate) -> bool:
    try:
        subject.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _refused(sentence: str) -> KeyMaterialError:
    return KeyMaterialError(
        sentence,
        code="key.certificate",
        hint="Keep with the key its own certificate and those of the authorities above it.",
    )
