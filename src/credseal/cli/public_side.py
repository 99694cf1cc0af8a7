"""A public key in all the ways in which others name it.

public_side(signer.public_key)["did"]       # 'did:key:z6Mk...'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.did import key as did_key
from credseal.keys.jwk import thumbprint, to_jwk
from credseal.keys.multikey import to_multikey

if TYPE_CHECKING:
    from credseal.keys.public import PublicKey

SCHEMA = "credseal.key.v1"


def public_side(key: PublicKey) -> dict[str, Any]:
    """The key as did:key, verification method, Multikey, JWK and thumbprint (RFC 7638)."""
    did = did_key.did_of(key)
    return {
        "schema": SCHEMA,
        "kind": key.kind,
        "did": did,
        "verification_method": did_key.method_id_of(did),
        "multikey": to_multikey(key),
        "jwk": to_jwk(key),
        "thumbprint": thumbprint(key),
    }
