"""The signature algorithms of JOSE that a public key can check, and the one way in which they are checked.

RFC 7518, section 3, RFC 8037 and RFC 9864: https://www.rfc-editor.org/rfc/rfc7518#section-3. What a header calls its algorithm is a
claim: the caller lists what may be used, and the key must be of the kind that the algorithm needs. ``none`` and the keyed hashes
(``HS256`` ...), which anybody who can check them can make, are not in the table and are refused even where a caller lists them.

    check(signature, signing_input, key, algorithm="ES256", accepted={"ES256", "RS256"}, what="token")    # ProofError, or nothing
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.errors import ProofError, SignatureError

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.keys.kinds import Kind
    from credseal.keys.public import PublicKey

_SHOWN = re.compile(r"[A-Za-z0-9+-]{1,32}")

# What a header calls an algorithm: the kind of key that it needs, and what ``PublicKey.verify`` calls it.
_ALGORITHMS: dict[str, tuple[Kind, str]] = {
    "EdDSA": ("Ed25519", "Ed25519"),
    "Ed25519": ("Ed25519", "Ed25519"),
    "ES256": ("P-256", "ES256"),
    "ES384": ("P-384", "ES384"),
    "ES512": ("P-521", "ES512"),
    **{name: ("RSA", name) for name in ("PS256", "PS384", "PS512", "RS256", "RS384", "RS512")},
}


def refuse_algorithm(algorithm: str, accepted: Collection[str], what: str) -> None:
    """Refuse an algorithm that is not accepted here, before any key is touched.

    Raises:
        ProofError: ``jose.algorithm``.
    """
    if algorithm not in _ALGORITHMS or algorithm not in accepted:
        usable = sorted(name for name in accepted if name in _ALGORITHMS)
        raise ProofError(
            f"The {what}'s algorithm {_shown(algorithm)} is not accepted here; {', '.join(usable) or 'none'} would be.",
            code="jose.algorithm",
            pointer="/alg",
            hint="'none' and keyed hashes (HS256 and the like) show nothing about who signed.",
        )


def check(
    signature: bytes, signing_input: bytes, key: PublicKey, *, algorithm: str, accepted: Collection[str], what: str
) -> None:
    """Whether a key made a signature.

    Args:
        signature: its bytes, as RFC 7518 writes them.
        signing_input: what is said to be signed.
        key: the key of whoever is to have signed, found by other means than this header's word.
        algorithm: what the header calls it.
        accepted: what the caller accepts.
        what: what the signature stands in, for messages: ``token`` or ``seal``.

    Raises:
        ProofError: ``jose.algorithm`` (not one that the caller accepts, or none that a public key checks), ``jose.key`` (the
            key is of another kind than the algorithm needs).
        SignatureError: ``jose.signature``, the signature does not fit.
    """
    refuse_algorithm(algorithm, accepted, what)
    kind, name = _ALGORITHMS[algorithm]
    if key.kind != kind:
        raise ProofError(
            f"The {what} names the algorithm {name}, which needs a key of the kind {kind}; the signer's key is {key.kind}.",
            code="jose.key",
            pointer="/alg",
        )
    try:
        key.verify(signature, signing_input, name)
    except SignatureError as error:
        raise SignatureError(
            f"The {what}'s signature does not match: it was changed since it was signed, or another key signed it.",
            code="jose.signature",
            hint=f"Ask the issuer for the {what} again, byte for byte.",
        ) from error


def _shown(algorithm: str) -> str:
    return f"'{algorithm}'" if _SHOWN.fullmatch(algorithm) else "(no name of an algorithm)"
