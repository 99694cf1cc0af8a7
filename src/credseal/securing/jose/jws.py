"""Compact JSON Web Signatures: read strictly, checked with a key that the caller has chosen.

RFC 7515 (JWS), section 5.2 "Message Signature or MAC Validation": https://www.rfc-editor.org/rfc/rfc7515#section-5.2 ; which form a token
must have is said in ``credseal.encoding.compact_jws``, which algorithms there are in ``algorithms``. A token's header chooses nothing:
the caller lists the algorithms that may be used, and the key must be of the kind that the algorithm needs. A key or certificate in
the header (``jwk``, ``jku``, ``x5c``, ``x5u``) proves nothing and is not read.

    token = parse(text)                                         # ProofError: not a token, or one that could be misread
    token.header["kid"], token.algorithm
    token.verify(key, algorithms={"ES256", "RS256"})            # ProofError, or nothing
    strict_json.loads(token.payload)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import compact_jws
from credseal.errors import EncodingError, ProofError
from credseal.securing.jose.algorithms import check

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.public import PublicKey


@dataclass(frozen=True)
class Jws:
    """A compact JSON Web Signature, taken apart and not yet checked.

    Attributes:
        header: the protected header; it has an ``alg``.
        payload: what is signed.
        signature: its bytes.
        signing_input: the ASCII text that the signature covers: header and payload as the token has them.
    """

    header: JsonObject
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)

    @property
    def algorithm(self) -> str:
        """What the header says the token was signed with; a claim until ``verify`` has agreed."""
        return str(self.header["alg"])

    def verify(self, key: PublicKey, *, algorithms: Collection[str]) -> None:
        """Checks the signature.

        Args:
            key: the key of whoever is to have signed, found by other means than this token's word.
            algorithms: the values of ``alg`` (RFC 7518, section 3.1) that the caller accepts.

        Raises:
            ProofError: ``jose.algorithm`` (not one that the caller accepts, or none that a public key checks), ``jose.key`` (the
                key is of another kind than the algorithm needs).
            SignatureError: ``jose.signature``, the signature does not fit.
        """
        check(self.signature, self.signing_input, key, algorithm=self.algorithm, accepted=algorithms, what="token")


def parse(token: str | bytes) -> Jws:
    """Takes a compact JSON Web Signature apart.

    Args:
        token: header, payload and signature in base64url with two dots between them, and nothing else, no white space either.

    Raises:
        ProofError: ``jose.size``, ``jose.form`` (not three parts, or one is empty), ``jose.base64url`` (a part is not in the one
            spelling that RFC 7515, section 2, allows), ``jose.header`` (not a JSON object, a repeated member, no ``alg``),
            ``jose.crit`` (an extension that must be understood), ``jose.b64`` (RFC 7797).
    """
    try:
        return Jws(*compact_jws.split(token))
    except EncodingError as error:
        raise ProofError(error.message, code=error.code, pointer=error.pointer, hint=error.hint) from None
