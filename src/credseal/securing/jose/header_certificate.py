"""The key of the certificate in a token's header. RFC 7515, section 4.1.6 (``x5c``): https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6 .

    key = key_of_certificate(header["x5c"])      # of the first one, which is to be the signer's

Whether anybody vouches for it is not asked: whoever makes a token can put any certificate there, one of their own making too.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from credseal.errors import PkiError, ProofError

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonValue
    from credseal.keys.public import PublicKey


def key_of_certificate(chain: JsonValue) -> PublicKey:
    """The key of the first certificate.

    Args:
        chain: the value of ``x5c``.

    Raises:
        ProofError: ``token.header``, it is no list of certificates.
        KeyMaterialError: the key is weak or of a kind that is not supported.
    """
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  takes long to import, and most tokens have none

    first = chain[0] if isinstance(chain, list) and chain else None
    try:
        der = base64.b64decode(first, validate=True) if isinstance(first, str) else b""
        return Certificate.parse(der).public_key
    except (binascii.Error, ValueError, PkiError):
        raise ProofError(
            'The "x5c" of the token\'s header is no list of certificates.', code="token.header", pointer="/x5c"
        ) from None
