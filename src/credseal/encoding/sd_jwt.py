"""The compact serialisation of an SD-JWT, taken apart: a token, disclosures, and at the end perhaps a proof of the holder's key.

RFC 9901, section 4: https://www.rfc-editor.org/rfc/rfc9901#section-4. Every part but the last ends in a tilde; the last is empty, or
the Key Binding JWT. Only the form is looked at here: what the parts hold is read in ``securing.sd_jwt``. The JSON serialisation
(section 8), which nobody has to support, is not read.

    parts = sd_jwt.split("eyJhbGciOiJFUzI1NiJ9.e30.c2ln~WyJzYWx0IiwgIm5hbWUiLCAiQWRhIl0~")
    parts.jwt              # 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'
    parts.disclosures      # ('WyJzYWx0IiwgIm5hbWUiLCAiQWRhIl0',)
    parts.key_binding      # None
"""

from __future__ import annotations

from typing import NamedTuple

from credseal.encoding.compact_jws import MOST_BYTES
from credseal.errors import EncodingError

SEPARATOR = "~"
MOST_DISCLOSURES = 2000
"""Disclosures that are read: several times what the fullest credential has, every element of every array by itself."""


class SdJwtParts(NamedTuple):
    """The texts between the tildes; not one of them has been looked at.

    Attributes:
        jwt: the token that the issuer signed.
        disclosures: in base64url, in their order.
        key_binding: the token that the holder signed; None where the text ends in a tilde.
    """

    jwt: str
    disclosures: tuple[str, ...]
    key_binding: str | None


def split(text: str | bytes) -> SdJwtParts:
    """Takes an SD-JWT or SD-JWT+KB apart.

    Args:
        text: the compact serialisation and nothing else, no white space either.

    Raises:
        EncodingError: ``sd-jwt.size``, ``sd-jwt.form`` (no tilde, or nothing between two), ``sd-jwt.count`` (more than
            2,000 disclosures).
    """
    if len(text) > MOST_BYTES:
        raise EncodingError(f"The SD-JWT is longer than the {MOST_BYTES} bytes that are read.", code="sd-jwt.size")
    given = text if isinstance(text, str) else text.decode("latin-1")
    found = given.split(SEPARATOR, MOST_DISCLOSURES + 2)
    if len(found) > MOST_DISCLOSURES + 2:  # with the token, and what stands behind the last tilde
        raise EncodingError(
            f"The SD-JWT has more than the {MOST_DISCLOSURES} disclosures that are read.", code="sd-jwt.count"
        )
    jwt, *disclosures, last = found if len(found) > 1 else ("", "")
    if not jwt or not all(disclosures):
        raise EncodingError(
            "The text is no SD-JWT, which is a token and disclosures with a tilde after each of them (RFC 9901, section 4).",
            code="sd-jwt.form",
            hint="Without a key binding at its end the text ends in '~'; it was perhaps cut off.",
        )
    return SdJwtParts(jwt, tuple(disclosures), last or None)


def join(jwt: str, disclosures: tuple[str, ...]) -> str:
    """An SD-JWT of its parts: what the holder's ``sd_hash`` covers, the last tilde too (RFC 9901, section 4.3.1)."""
    return SEPARATOR.join((jwt, *disclosures, ""))
