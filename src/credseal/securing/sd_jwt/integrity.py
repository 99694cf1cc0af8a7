"""Integrity metadata: whether a document is the one that was meant.

draft-ietf-oauth-sd-jwt-vc, section "Integrity of Referenced Documents" (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/), with the
syntax of W3C Subresource Integrity, section 3 (https://www.w3.org/TR/SRI/#integrity-metadata-description).

    matches(data, "sha256-vJKakJAQkDYkIhGrT1M3nxRuSj9udH0l1PXB06QHto8=")
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re

_HASHES = ("sha256", "sha384", "sha512")  # the weakest first
_EXPRESSION = re.compile(r"(?P<hash>sha[0-9]{3})-(?P<digest>[A-Za-z0-9+/_-]+={0,2})(\?[\x21-\x7e]*)?")
_TO_STANDARD = str.maketrans("-_", "+/")


def matches(data: bytes, integrity: str) -> bool:
    """Whether a document has one of the digests of the strongest hash that is known.

    Args:
        data: the document, byte for byte.
        integrity: expressions with white space between them, each a hash, a hyphen and a digest in base64; what cannot be read is
            passed over, as the standard wants it.

    Returns:
        False, too, where no expression can be read.
    """
    found = [match for each in integrity.split() if (match := _EXPRESSION.fullmatch(each)) and match["hash"] in _HASHES]
    if not found:
        return False
    strongest = max((match["hash"] for match in found), key=_HASHES.index)
    expected = hashlib.new(strongest, data).digest()
    return any(hmac.compare_digest(_digest(match["digest"]), expected) for match in found if match["hash"] == strongest)


def _digest(text: str) -> bytes:
    try:
        return base64.b64decode(text.translate(_TO_STANDARD), validate=True)
    except binascii.Error:
        return b""
