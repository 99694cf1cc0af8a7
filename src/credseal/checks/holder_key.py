"""Is a credential bound to the key of the learner who is expected?

European Digital Credentials of wallets name their holder's key in ``cnf`` (RFC 7800, section 3.2: https://www.rfc-editor.org/rfc/rfc7800#section-3.2), as
a JWK. A learner who is expected by a did:key or did:jwk is expected by that key. Keys are compared by their thumbprints (RFC 7638). That
whoever shows the credential has the key is another question, which a presentation answers (see ``presenter``).

    compare_key(document, "did:key:z6Mk...")        # Comparison("key", Agreement.SAME, ...); None where there is nothing to compare
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.names import AS_WRITTEN
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.did.method import find, key_of
from credseal.errors import KeyMaterialError, ResolutionError
from credseal.keys.jwk import from_jwk, thumbprint
from credseal.report import Agreement, Comparison
from credseal.securing.jose.confirmation import NAMES_OF_KEYS

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey

KEY = "key"
BY_THUMBPRINT = "by its thumbprint (RFC 7638)"
"""How keys are compared."""
_METHODS = {did_key.PREFIX: did_key, did_jwk.PREFIX: did_jwk}


def compare_key(document: JsonObject, did: str) -> Comparison | None:
    """Compares the key that a document is bound to with the one that a DID is.

    Args:
        document: the document, as its issuer signed it.
        did: of the expected learner.

    Returns:
        None where the document is bound to no key, or the DID is none by itself.
    """
    expected = key_of_did(did)
    return None if expected is None else compare_bound_key(document, expected)


def compare_bound_key(document: JsonObject, expected: PublicKey, *, method: str | None = None) -> Comparison | None:
    """Compares the key that a document is bound to with another; None where it is bound to none.

    Args:
        document: the document, as its issuer signed it.
        expected: the other key.
        method: what the other key's owner calls it, in a document that lists it; None where that is not known.
    """
    if "cnf" not in document:
        return None
    if method is not None and document["cnf"] == {"kid": method}:
        return Comparison(KEY, Agreement.SAME, "clear", AS_WRITTEN)
    stated = _stated(document["cnf"])
    if stated is None:
        return Comparison(
            KEY, Agreement.NOT_COMPARABLE, reason="The document names its holder's key in a form that is not read."
        )
    if thumbprint(stated) == thumbprint(expected):
        return Comparison(KEY, Agreement.SAME, "clear", BY_THUMBPRINT)
    return Comparison(KEY, Agreement.OTHER, "clear")


def _stated(confirmation: JsonValue) -> PublicKey | None:
    """The one key that a confirmation stands for; None where it is in another form, or could be another one as well."""
    if not isinstance(confirmation, dict) or len(confirmation.keys() & NAMES_OF_KEYS) != 1:
        return None
    jwk = confirmation.get("jwk")
    try:
        return from_jwk(jwk) if isinstance(jwk, dict) else None
    except KeyMaterialError:
        return None


def key_of_did(did: str) -> PublicKey | None:
    """The key that a did:key or did:jwk is; None for other identifiers, and where it is none that counts."""
    for prefix, method in _METHODS.items():
        if did.startswith(prefix):
            try:
                return key_of(find(method.expand(did), method.method_id_of(did), purpose="assertionMethod"))
            except ResolutionError:
                return None
    return None
