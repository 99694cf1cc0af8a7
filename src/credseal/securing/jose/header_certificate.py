"""The certificates in a token's header. RFC 7515, section 4.1.6 (``x5c``): https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6 .

    certificates_of(header["x5c"])               # in DER, the signer's first
    key = key_of_certificate(header["x5c"])      # of the first one

Whether anybody vouches for it is not asked: whoever makes a token can put any certificate there, one of their own making too.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from credseal.errors import PkiError, ProofError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonValue
    from credseal.keys.public import PublicKey

MOST = 20
"""How many certificates a header may hold; the longest paths in use have five."""


def certificates_of(chain: JsonValue) -> tuple[bytes, ...]:
    """The certificates in DER, the signer's first; nobody has looked at them.

    Args:
        chain: the value of ``x5c``.

    Raises:
        ProofError: ``token.header``, it is no list of 1 to 20 texts in base64.
    """
    if not isinstance(chain, list) or not 0 < len(chain) <= MOST:
        raise _no_certificates(f"it is no list of 1 to {MOST}")
    found = []
    for each in chain:
        try:
            found.append(binascii.a2b_base64(each.encode("ascii"), strict_mode=True) if isinstance(each, str) else b"")
        except (binascii.Error, UnicodeEncodeError):
            found.append(b"")
    if not all(found):
        raise _no_certificates("one of them is not DER in base64")
    return tuple(found)


def key_of_certificate(chain: JsonValue) -> PublicKey:
    """The key of the first certificate.

    Args:
        chain: the value of ``x5c``.

    Raises:
        ProofError: ``token.header``, it is no list of certificates.
        KeyMaterialError: the key is weak or of a kind that is not supported.
    """
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  takes long to import, and most tokens have none

    first = certificates_of(chain)[0]
    try:
        return Certificate.parse(first).public_key
    except PkiError:
        raise _no_certificates("the first one cannot be read") from None


def _no_certificates(what: str) -> ProofError:
    return ProofError(
        f'The "x5c" of the token\'s header is no list of certificates: {what}.', code="token.header", pointer="/x5c"
    )
