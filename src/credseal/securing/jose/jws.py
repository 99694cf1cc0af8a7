"""Compact JSON Web Signatures: read strictly, checked with a key that the caller has chosen.

RFC 7515 (JWS), section 5.2 "Message Signature or MAC Validation": https://www.rfc-editor.org/rfc/rfc7515#section-5.2 ; which form a token
must have is said in ``credseal.encoding.compact_jws``. The algorithms are those of RFC 7518, section 3, RFC 8037 and RFC 9864 that a
public key can check. A token's header chooses nothing: the caller lists the algorithms that may be used, and the key must be of the
kind that the algorithm needs. A key or certificate in the header (``jwk``, ``jku``, ``x5c``, ``x5u``) proves nothing and is not read.
``none`` and the keyed hashes (``HS256`` ...), which anybody who can check them can make, are refused even where a caller lists them.

    token = parse(text)                                         # ProofError: not a token, or one that could be misread
    token.header["kid"], token.algorithm
    token.verify(key, algorithms={"ES256", "RS256"})            # ProofError, or nothing
    strict_json.loads(token.payload)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import compact_jws
from credseal.errors import EncodingError, ProofError, SignatureError

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.kinds import Kind
    from credseal.keys.public import PublicKey

_SHOWN = re.compile(r"[A-Za-z0-9+-]{1,32}")

# What a token calls an algorithm: the kind of key that it needs, and what ``PublicKey.verify`` calls it.
_ALGORITHMS: dict[str, tuple[Kind, str]] = {
    "EdDSA": ("Ed25519", "Ed25519"),
    "Ed25519": ("Ed25519", "Ed25519"),
    "ES256": ("P-256", "ES256"),
    "ES384": ("P-384", "ES384"),
    "ES512": ("P-521", "ES512"),
    **{name: ("RSA", name) for name in ("PS256", "PS384", "PS512", "RS256", "RS384", "RS512")},
}


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
        kind, name = self._allowed(algorithms)
        if key.kind != kind:
            raise ProofError(
                f"The token names the algorithm {name}, which needs a key of the kind {kind}; the signer's key is {key.kind}.",
                code="jose.key",
                pointer="/alg",
            )
        try:
            key.verify(self.signature, self.signing_input, name)
        except SignatureError as error:
            raise SignatureError(
                "The token's signature does not match: it was changed since it was signed, or another key signed it.",
                code="jose.signature",
                hint="Ask the issuer for the token again, byte for byte.",
            ) from error

    def _allowed(self, algorithms: Collection[str]) -> tuple[Kind, str]:
        """The key's kind and the algorithm, before any key is touched."""
        known = _ALGORITHMS.get(self.algorithm)
        if known is None or self.algorithm not in algorithms:
            accepted = sorted(name for name in algorithms if name in _ALGORITHMS)
            raise ProofError(
                f"The token's algorithm {_shown(self.algorithm)} is not accepted here; {', '.join(accepted) or 'none'} would be.",
                code="jose.algorithm",
                pointer="/alg",
                hint="'none' and keyed hashes (HS256 and the like) show nothing about who signed.",
            )
        return known


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


def _shown(algorithm: str) -> str:
    return f"'{algorithm}'" if _SHOWN.fullmatch(algorithm) else "(no name of an algorithm)"
