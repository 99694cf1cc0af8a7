"""Controller documents: what an identifier's owner publishes about the keys that speak for it.

Controlled Identifiers 1.0, section 2 (https://www.w3.org/TR/cid-1.0/#data-model), and DID documents, which have the
same form. Here a document is only had and named; ``credseal.authenticity`` reads the keys out of it.

    document = controller_document(json, identifier="did:web:uni.example", source="did:web")
    document.id                                # 'did:web:uni.example'; another id in the document is refused
    split("did:web:uni.example#key-1")         # ('did:web:uni.example', 'key-1')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from credseal.errors import ResolutionError
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from datetime import datetime

Source: TypeAlias = Literal["did:key", "did:jwk", "did:web", "https", "supplied"]

RELATIONSHIPS = ("authentication", "assertionMethod", "keyAgreement", "capabilityInvocation", "capabilityDelegation")
"""The verification relationships of Controlled Identifiers 1.0, section 2.3."""

SIGNING = tuple(name for name in RELATIONSHIPS if name != "keyAgreement")
"""Those of them that stand for signatures."""

# Long enough for an RSA key of 8192 bits as a did:jwk.
MAX_IDENTIFIER = 4096

# DID Core 1.0, section 3.1. Characters beyond this grammar (spaces, quotes, anything not ASCII) never match.
_DID = re.compile(r"did:(?P<method>[a-z0-9]+):(?:[A-Za-z0-9._:-]++|%[0-9A-Fa-f]{2})++(?<!:)")
_FRAGMENT = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]++|%[0-9A-Fa-f]{2})++")


@dataclass(frozen=True)
class ControllerDocument:
    """A controller document and how it was had.

    Attributes:
        id: the identifier that was asked for, which is also the document's own ``id``.
        document: the parsed JSON. Shared between callers: not to be changed.
        source: where it came from; ``supplied`` by the caller, derived from the identifier itself, or fetched.
        fetched_at: when it was fetched; None where nothing was fetched.
        key_set: it was written from a JWK or JWK set (RFC 7517), which has no ``id`` and names no controller, so that
            it binds its keys to an issuer only by the rules of ``credseal.did.https``.
    """

    id: str
    document: Mapping[str, Any] = field(repr=False, hash=False)
    source: Source
    fetched_at: datetime | None = None
    key_set: bool = False


def method_of(identifier: str) -> str | None:
    """The method of a DID, ``web`` of ``did:web:uni.example``; None for what is no DID (a DID URL with path neither)."""
    match = _DID.fullmatch(identifier) if len(identifier) <= MAX_IDENTIFIER else None
    return match["method"] if match else None


def split(method_id: str) -> tuple[str, str | None]:
    """Split the identifier of a verification method into the document's identifier and the fragment.

    Args:
        method_id: an absolute URL, e.g. ``did:web:uni.example#key-1``.

    Returns:
        What stands before the ``#`` and what behind it; None where there is no ``#``.

    Raises:
        ResolutionError: ``method.id``, the fragment is empty or not one by RFC 3986.
    """
    identifier, mark, fragment = method_id.partition("#")
    if not mark:
        return identifier, None
    if len(fragment) > MAX_IDENTIFIER or _FRAGMENT.fullmatch(fragment) is None:
        raise ResolutionError(
            f"The fragment of the verification method '{shorten(method_id)}' is empty or malformed.", code="method.id"
        )
    return identifier, fragment


def controller_document(
    value: object, *, identifier: str, source: Source, fetched_at: datetime | None = None
) -> ControllerDocument:
    """Take parsed JSON as the controller document of an identifier.

    Args:
        value: the JSON.
        identifier: what was asked for.
        source: where the JSON comes from.
        fetched_at: when, if it was fetched.

    Raises:
        ResolutionError: ``document.shape`` (no object, or without an ``id``), ``document.id`` (the document of somebody
            else: the two are compared as strings, without normalisation).
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("id"), str):
        raise ResolutionError(
            f"What was had for '{shorten(identifier)}' is no controller document: it is not an object with an 'id'.",
            code="document.shape",
            pointer="/id",
        )
    if value["id"] != identifier:
        raise ResolutionError(
            f"The document had for '{shorten(identifier)}' is that of '{shorten(value['id'])}'.",
            code="document.id",
            pointer="/id",
            hint="The 'id' of the document must be the identifier, letter for letter.",
        )
    return ControllerDocument(identifier, value, source, fetched_at)
