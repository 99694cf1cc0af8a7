"""did:key: an identifier that is a public key, and so needs no document on the web.

The did:key method (https://w3c-ccg.github.io/did-key-spec/): ``did:key:`` and a Multikey. For checking signatures only:
no key for key agreement is derived from it. The draft's second spelling (base64url, ``u``) and its version number are
refused, because one key must not have two names.

    document = expand("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")
    document.document["assertionMethod"]
    did_of(key)                                          # 'did:key:z6Mk...'
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from credseal.did.document import MAX_IDENTIFIER, SIGNING, ControllerDocument
from credseal.did.material import key_of_multikey
from credseal.errors import ResolutionError
from credseal.keys.multikey import to_multikey
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from credseal.keys.public import PublicKey

PREFIX = "did:key:"


def did_of(key: PublicKey) -> str:
    """The did:key of a public key."""
    return PREFIX + to_multikey(key)


def method_id_of(did: str) -> str:
    """The identifier of a did:key's only verification method: its fragment repeats the key."""
    return f"{did}#{did.removeprefix(PREFIX)}"


@lru_cache(maxsize=1024)
def expand(did: str) -> ControllerDocument:
    """Write the document of a did:key.

    Args:
        did: ``did:key:z...``, without fragment.

    Returns:
        A document with one ``Multikey`` for authentication, assertion and capabilities.

    Raises:
        ResolutionError: ``did.syntax``; ``method.key-type`` (a kind of key that is not supported, by name); ``method.key`` (a
            key that is broken or weak).
    """
    multikey = did.removeprefix(PREFIX)
    if not did.startswith(PREFIX) or not multikey.startswith("z") or len(did) > MAX_IDENTIFIER:
        raise ResolutionError(
            f"'{shorten(did)}' is not written as 'did:key:z...', a did:key in base58btc.", code="did.syntax"
        )
    key_of_multikey(multikey)
    method = method_id_of(did)
    return ControllerDocument(
        did,
        {
            "@context": ["https://www.w3.org/ns/did/v1.1"],
            "id": did,
            "verificationMethod": [
                {"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": multikey}
            ],
            **{relationship: [method] for relationship in SIGNING},
        },
        "did:key",
    )
