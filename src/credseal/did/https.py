"""Documents behind https identifiers: controller documents, JSON Web Key sets, and what SD-JWT VC has of both.

A controller document (Controlled Identifiers 1.0, section 2: https://www.w3.org/TR/cid-1.0/) names itself and its keys. A JWK
or JWK set (RFC 7517, section 5: https://www.rfc-editor.org/rfc/rfc7517) names neither itself nor an issuer, and one host
may serve the keys of several issuers in one set. So a key of a set speaks for an issuer in two cases only:

* the set lies at the well-known place of the issuer's own host, and the key says ``iss``: exactly that issuer
  (Open Badges 3.0 Implementation Guide, key provenance);
* it lies there, no key in it says ``iss``, and the issuer's identifier is the bare origin, ``https://uni.example``.

Any other key of a set can check a signature and authenticates nobody.

JWT VC Issuer Metadata (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/, section of that name) say whose they are, ``issuer``,
and hold a set of that issuer's keys or its address. An address on another host is not asked: where a credential leads a verifier is the
choice of whoever made it, and ends at the host that it names.

    key_set_url("https://uni.example/issuers/5")                # 'https://uni.example/.well-known/jwks.json'
    key_set_method("https://uni.example/issuers/5", "2026-1")   # '...jwks.json#2026-1', to be resolved and retrieved
    metadata_url("https://uni.example/issuers/5")               # 'https://uni.example/.well-known/jwt-vc-issuer/issuers/5'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from credseal.did.document import ControllerDocument, controller_document
from credseal.errors import FetchError, ResolutionError
from credseal.net.urls import parse, shorten

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.did.document import Source

WELL_KNOWN_KEY_SET = "/.well-known/jwks.json"
WELL_KNOWN_METADATA = "/.well-known/jwt-vc-issuer"
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


def metadata_url(issuer: str) -> str | None:
    """Where an issuer publishes its JWT VC Issuer Metadata; None if it is no https URL that may be fetched, or one with a query."""
    try:
        address = parse(issuer)
    except FetchError:
        return None
    return None if "?" in address.target else address.origin + WELL_KNOWN_METADATA + address.target.removesuffix("/")


def is_metadata(url: str) -> bool:
    """Whether a URL is one at which JWT VC Issuer Metadata lie, and nothing else counts."""
    try:
        target = parse(url).target
    except FetchError:
        return False
    return target == WELL_KNOWN_METADATA or target.startswith(f"{WELL_KNOWN_METADATA}/")


def may_speak_for(url: str, issuer: str) -> bool:
    """Whether what lies at a URL is a word of the issuer's host about the issuer's keys: its JWK set, or the issuer's metadata."""
    return url in (key_set_url(issuer), metadata_url(issuer))


def key_set_address(url: str, metadata: object) -> str | None:
    """Where the keys of JWT VC Issuer Metadata lie, if not in them.

    Args:
        url: where the metadata lie.
        metadata: parsed JSON.

    Raises:
        ResolutionError: ``document.key-set`` (an address and keys, or an address on another host).
        FetchError: the address is no https URL that may be fetched.
    """
    if not isinstance(metadata, Mapping) or "jwks_uri" not in metadata:
        return None
    address = metadata["jwks_uri"]
    if not isinstance(address, str) or "jwks" in metadata:
        raise _no_key_set(url, "do not say in one way where the issuer's keys are")
    if parse(address).origin != parse(url).origin:
        raise _no_key_set(url, f"lead to keys on another host ('{shorten(parse(address).host)}'), which was not asked")
    return address


def metadata_at(
    url: str, value: object, *, keys: object = None, source: Source = "https", fetched_at: datetime | None = None
) -> ControllerDocument:
    """Take parsed JSON as JWT VC Issuer Metadata.

    Args:
        url: what was asked for.
        value: the metadata.
        keys: the JWK set that lies at their ``jwks_uri``, if they have one.
        source: where the JSON comes from.
        fetched_at: when, if it was fetched.

    Returns:
        As ``document_at``, with the issuer as the controller of every key.

    Raises:
        ResolutionError: ``document.shape``, ``document.id`` (of an issuer whose metadata do not lie there), ``document.key-set``.
    """
    issuer = value.get("issuer") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(issuer, str):
        raise ResolutionError(
            f"What was had for '{shorten(url)}' is no JWT VC Issuer Metadata: it is not an object with an 'issuer'.",
            code="document.shape",
            pointer="/issuer",
        )
    if metadata_url(issuer) != url:
        raise ResolutionError(
            f"The metadata had for '{shorten(url)}' are those of '{shorten(issuer)}'.",
            code="document.id",
            pointer="/issuer",
            hint="The 'issuer' of the metadata must be the issuer's address, letter for letter.",
        )
    key_set = value.get("jwks", keys)
    listed = key_set.get("keys") if isinstance(key_set, Mapping) else None
    if not isinstance(listed, list):
        raise _no_key_set(url, "hold no JWK set of the issuer")
    named: list[tuple[str, Mapping[str, Any]]] = [
        (f"{url}#{_fragment(key['kid'])}", {"iss": issuer, **key}) for key in listed if _is_named(key)
    ]
    return ControllerDocument(url, _document(url, named), source, fetched_at, key_set=True)


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
        The document; a JWK set, or the metadata of an issuer with theirs inside, is written as one (``key_set`` is True), with ``assertionMethod`` as its only
        relationship and a ``controller`` wherever one is stated or follows.

    Raises:
        ResolutionError: ``document.shape``, ``document.id``, ``document.key-set``.
    """
    if is_metadata(url):
        return metadata_at(url, value, source=source, fetched_at=fetched_at)
    if isinstance(value, Mapping) and "id" not in value:
        if isinstance(value.get("keys"), list):
            keys = [key for key in value["keys"] if isinstance(key, Mapping)]
            return ControllerDocument(url, _from_key_set(url, keys), source, fetched_at, key_set=True)
        if isinstance(value.get("kty"), str):
            return ControllerDocument(url, _from_single_key(url, value), source, fetched_at, key_set=True)
    return controller_document(value, identifier=url, source=source, fetched_at=fetched_at)


def _from_key_set(url: str, keys: list[Mapping[str, Any]]) -> dict[str, Any]:
    named = [(f"{url}#{_fragment(key['kid'])}", key) for key in keys if _is_named(key)]
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


def _is_named(key: object) -> bool:
    return isinstance(key, Mapping) and isinstance(key.get("kid"), str) and key["kid"] != ""


def _no_key_set(url: str, what: str) -> ResolutionError:
    return ResolutionError(
        f"The metadata at '{shorten(url)}' {what}.",
        code="document.key-set",
        hint="Their issuer has to publish either 'jwks' or, on the same host, 'jwks_uri'.",
    )


def _fragment(kid: str) -> str:
    # Lone surrogates have no form in a URL; written as "?" they match no key that could be signed with.
    return quote(kid, safe=_PLAIN_IN_FRAGMENT, errors="replace")
