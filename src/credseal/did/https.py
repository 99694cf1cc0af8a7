"""Documents behind https identifiers: controller documents and JSON Web Key sets.

A controller document (Controlled Identifiers 1.0, section 2: https://www.w3.org/TR/cid-1.0/) names itself and its keys. A JWK
or JWK set (RFC 7517, section 5: https://www.rfc-editor.org/rfc/rfc7517) names neither itself nor an issuer, and one host
may serve the keys of several issuers in one set. So a key of a set speaks for an issuer in two cases only:

* the set lies at the well-known place of the issuer's own host, and the key says ``iss``: exactly that issuer
  (Open Badges 3.0 Implementation Guide, key provenance);
* it lies there, no key in it says ``iss``, and the issuer's identifier is the bare origin, ``https://uni.example``.

Any other key of a set can check a signature and authenticates nobody.

    key_set_url("https://uni.example/issuers/5")                # 'https://uni.example/.well-known/jwks.json'
    key_set_method("https://uni.example/issuers/5", "2026-1")   # '...jwks.json#2026-1', to be resolved and retrieved
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from credseal.did.document import ControllerDocument, controller_document
from credseal.errors import FetchError
from credseal.net.urls import parse

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.did.document import Source

WELL_KNOWN_KEY_SET = "/.well-known/jwks.json"
# What RFC 3986 allows in a fragment as it is.
_PLAIN_IN_FRAGMENT = "!$&'()*+,;=:@/?"


def key_set_url(issuer: str) -> str | None:
    """Where the host of an issuer publishes its JWK set; None if the issuer is no https URL that may be fetched."""
    try:
        return parse(issuer).origin + WELL_KNOWN_KEY_SET
    except FetchError:
        return None


def key_set_method(issuer: str, kid: str) -> str | None:
    """The verification method that a JWT's ``kid`` names in the JWK set of the issuer's host.

    Args:
        issuer: the issuer's https URL.
        kid: the header parameter (RFC 7515, section 4.1.4); any text.

    Returns:
        An https URL with fragment; None where ``key_set_url`` knows no place, or the ``kid`` is empty.
    """
    url = key_set_url(issuer)
    return f"{url}#{_fragment(kid)}" if url and kid else None


def document_at(
    url: str, value: object, *, source: Source = "https", fetched_at: datetime | None = None
) -> ControllerDocument:
    """Take parsed JSON as the document behind an https URL.

    Args:
        url: what was asked for; a controller document's ``id`` must be the same string.
        value: a controller document, a JWK set, or a single JWK.
        source: where the JSON comes from.
        fetched_at: when, if it was fetched.

    Returns:
        The document; a JWK set is written as one (``key_set`` is True), with ``assertionMethod`` as its only
        relationship and a ``controller`` wherever one is stated or follows.

    Raises:
        ResolutionError: ``document.shape``, ``document.id``.
    """
    if isinstance(value, Mapping) and "id" not in value:
        if isinstance(value.get("keys"), list):
            keys = [key for key in value["keys"] if isinstance(key, Mapping)]
            return ControllerDocument(url, _from_key_set(url, keys), source, fetched_at, key_set=True)
        if isinstance(value.get("kty"), str):
            return ControllerDocument(url, _from_single_key(url, value), source, fetched_at, key_set=True)
    return controller_document(value, identifier=url, source=source, fetched_at=fetched_at)


def _from_key_set(url: str, keys: list[Mapping[str, Any]]) -> dict[str, Any]:
    named = [(f"{url}#{_fragment(key['kid'])}", key) for key in keys if isinstance(key.get("kid"), str) and key["kid"]]
    document = _document(url, named)
    if key_set_url(url) == url and not any("iss" in key for key in keys):
        document["controller"] = url.removesuffix(WELL_KNOWN_KEY_SET)
    return document


def _from_single_key(url: str, key: Mapping[str, Any]) -> dict[str, Any]:
    return _document(url, [(url, {name: value for name, value in key.items() if name != "iss"})])


def _document(url: str, named: list[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    return {
        "id": url,
        "verificationMethod": [_method(method_id, key) for method_id, key in named],
        "assertionMethod": list(dict.fromkeys(method_id for method_id, _ in named)),
    }


def _method(method_id: str, key: Mapping[str, Any]) -> dict[str, Any]:
    stated = {"controller": key["iss"]} if "iss" in key else {}
    return {"id": method_id, "type": "JsonWebKey", **stated, "publicKeyJwk": key}


def _fragment(kid: str) -> str:
    # Lone surrogates have no form in a URL; written as "?" they match no key that could be signed with.
    return quote(kid, safe=_PLAIN_IN_FRAGMENT, errors="replace")
