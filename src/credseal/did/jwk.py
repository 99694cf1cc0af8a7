"""did:jwk: an identifier that is a JSON Web Key, and so needs no document on the web.

The did:jwk method (https://github.com/quartzjer/did-jwk/blob/main/spec.md): ``did:jwk:`` and the JWK's JSON in base64url.
Its only verification method is ``#0``. The same key has many identifiers, since JSON can be written in many ways:
compare the identifier, not the key. For checking signatures only; a key with ``use: enc`` is refused.

    document = expand("did:jwk:eyJrdHkiOiJPS1AiLCJjcnYi...")
    document.document["verificationMethod"][0]["publicKeyJwk"]
    did_of(key)                                          # 'did:jwk:eyJ...', the members in the order of RFC 7638
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from credseal.did.document import MAX_IDENTIFIER, SIGNING, ControllerDocument
from credseal.did.material import key_of_jwk
from credseal.encoding import base64url, jcs, strict_json
from credseal.errors import EncodingError, JsonError, ResolutionError
from credseal.keys.jwk import to_jwk
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from credseal.keys.public import PublicKey

PREFIX = "did:jwk:"
_LIMITS = strict_json.Limits(bytes=MAX_IDENTIFIER, depth=4, items=100)


def did_of(key: PublicKey) -> str:
    """The did:jwk of a public key, its JSON in canonical form (RFC 8785)."""
    return PREFIX + base64url.encode(jcs.canonicalize(to_jwk(key)))


def method_id_of(did: str) -> str:
    """The identifier of a did:jwk's only verification method."""
    return f"{did}#0"


@lru_cache(maxsize=1024)
def expand(did: str) -> ControllerDocument:
    """Write the document of a did:jwk.

    Args:
        did: ``did:jwk:...``, without fragment.

    Raises:
        ResolutionError: ``did.syntax`` (not canonical base64url of a JSON object); ``method.key``, ``method.key-type``,
            ``method.key-use`` (see ``credseal.did.material``).
    """
    if not did.startswith(PREFIX) or len(did) > MAX_IDENTIFIER:
        raise ResolutionError(f"'{shorten(did)}' is not a did:jwk.", code="did.syntax")
    try:
        jwk = strict_json.loads(base64url.decode(did.removeprefix(PREFIX)), limits=_LIMITS)
    except (EncodingError, JsonError) as error:
        raise ResolutionError(f"'{shorten(did)}': {error.message}", code="did.syntax", hint=error.hint) from error
    if not isinstance(jwk, dict):
        raise ResolutionError(f"'{shorten(did)}' does not hold a JSON object.", code="did.syntax")
    key_of_jwk(jwk)
    method = method_id_of(did)
    return ControllerDocument(
        did,
        {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
            "id": did,
            "verificationMethod": [{"id": method, "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": jwk}],
            **{relationship: [method] for relationship in SIGNING},
        },
        "did:jwk",
    )
