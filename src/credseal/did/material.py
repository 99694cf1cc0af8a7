"""The public key inside a verification method, with every reason why it may not be used.

Controlled Identifiers 1.0, sections 2.2.2 (Multikey) and 2.2.3 (JsonWebKey): https://www.w3.org/TR/cid-1.0/#multikey . Two
kinds of refusal are kept apart, because a verifier must: ``method.key-type`` is a key that credseal cannot read, so that
nothing is known; ``method.key`` is a key that nobody may use (broken, weak, private).

    key_of_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").kind      # 'Ed25519'
    key_of_jwk({"kty": "OKP", "crv": "X25519", "x": "..."})                       # ResolutionError, method.key-type
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from credseal.errors import KeyMaterialError, ResolutionError
from credseal.keys.jwk import from_jwk
from credseal.keys.multikey import from_multikey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.keys.public import PublicKey

# The codes of credseal.keys for what it does not know, and for keys that are for something else; all its others are for
# what it knows to be bad.
_CODES = {
    "key.unsupported": "method.key-type",
    "multikey.encoding": "method.key-type",
    "jwk.usage": "method.key-use",
}


@lru_cache(maxsize=1024)
def key_of_multikey(text: str) -> PublicKey:
    """Read a ``publicKeyMultibase``.

    Raises:
        ResolutionError: ``method.key-type``, ``method.key``.
    """
    try:
        return from_multikey(text)
    except KeyMaterialError as error:
        raise _refusal(error) from error


def key_of_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """Read a ``publicKeyJwk``.

    Raises:
        ResolutionError: ``method.key-type``, ``method.key``, ``method.key-use`` (by ``use``, ``key_ops`` or ``alg`` not for
            such signatures).
    """
    try:
        return from_jwk(jwk)
    except KeyMaterialError as error:
        raise _refusal(error) from error


def _refusal(error: KeyMaterialError) -> ResolutionError:
    return ResolutionError(error.message, code=_CODES.get(error.code, "method.key"), hint=error.hint)
