"""The verification methods in a controller document: found by their identifier, checked against the rest of the document.

Controlled Identifiers 1.0, sections 2.2 and 3.3 (https://www.w3.org/TR/cid-1.0/#retrieve-verification-method), each step a
function. Everything here reads one document that was had; how it was had, and what a refusal means for an issuer, is the
matter of ``credseal.authenticity``.

    definition = find(document, "did:web:uni.example#key-1", purpose="assertionMethod")
    key_of(definition).kind                              # 'Ed25519'

Identifiers in a document may be relative to it when they are a fragment alone (``#key-1``); otherwise they are compared
letter for letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from credseal.did import https
from credseal.did.document import RELATIONSHIPS, SIGNING
from credseal.did.material import key_of_jwk, key_of_multikey
from credseal.errors import ModelError, ResolutionError
from credseal.model.dates import parse_instant
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.did.document import ControllerDocument
    from credseal.keys.public import PublicKey

_MAX_ENTRIES = 512
_MATERIAL = {
    "Multikey": "publicKeyMultibase",
    "JsonWebKey": "publicKeyJwk",
    "JsonWebKey2020": "publicKeyJwk",
    "Ed25519VerificationKey2020": "publicKeyMultibase",
}
_ANY_MATERIAL = ("publicKeyMultibase", "publicKeyJwk", "publicKeyBase58", "publicKeyPem", "publicKeyHex")
_PRIVATE = (
    "secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk", "privateKeyBase58", "privateKeyPem",
)  # fmt: skip


def find(document: ControllerDocument, method_id: str, *, purpose: str) -> Mapping[str, Any]:
    """Find the definition of a method that is listed for a purpose.

    Args:
        document: the document that the method's identifier leads to.
        method_id: the absolute identifier.
        purpose: the verification relationship that must list the method, by reference or by value.

    Raises:
        ResolutionError: ``document.shape``, ``document.size``, ``method.not-found``, ``method.duplicate`` (the same identifier
            defined differently), ``method.relationship`` (not listed).
    """
    definitions: list[Mapping[str, Any]] = []
    listed = False
    for place, entry in _entries(document):
        named = entry.get("id") if isinstance(entry, Mapping) else entry
        if not isinstance(named, str) or (document.id + named if named.startswith("#") else named) != method_id:
            continue
        listed = listed or (place == purpose and purpose in SIGNING)
        if isinstance(entry, Mapping):
            definitions.append({**entry, "id": method_id})
    if not definitions:
        raise ResolutionError(
            f"The document of '{shorten(document.id)}' holds no verification method '{shorten(method_id)}'.",
            code="method.not-found",
            hint="The key may have been withdrawn, or the issuer named may not be the one who signed.",
        )
    if any(definition != definitions[0] for definition in definitions):
        raise ResolutionError(
            f"The document of '{shorten(document.id)}' defines '{shorten(method_id)}' twice, and differently.",
            code="method.duplicate",
        )
    if not listed:
        raise ResolutionError(
            f"The document of '{shorten(document.id)}' does not list '{shorten(method_id)}' for '{shorten(purpose)}'.",
            code="method.relationship",
            hint="Whoever runs the document must add the method there, if it is theirs.",
        )
    return definitions[0]


def controller_of(document: ControllerDocument, definition: Mapping[str, Any]) -> str | None:
    """Who controls a method: the document's own identifier, or the issuer that a key of a JWK set names.

    Returns:
        None for a key of a JWK set that names nobody.

    Raises:
        ResolutionError: ``method.controller``, it names somebody for whom this document cannot speak, or nobody.
    """
    controller = definition.get("controller")
    if document.key_set:
        if "controller" not in definition:
            return None
        # The host's own set speaks for issuers on that host, and no set speaks for issuers elsewhere.
        if isinstance(controller, str) and https.may_speak_for(document.id, controller):
            return controller
    elif controller == document.id:
        return document.id
    raise ResolutionError(
        f"The verification method '{shorten(definition['id'])}' names a controller for whom its document cannot speak, or none.",
        code="method.controller",
        hint=f"Its 'controller' must be '{shorten(document.id)}', letter for letter.",
    )


def end_of(definition: Mapping[str, Any], member: str, *, now: datetime) -> datetime | None:
    """When a method ends by its ``expires`` or ``revoked`` member.

    Args:
        definition: the method.
        member: ``expires`` or ``revoked``.
        now: the instant at which the method must be in force.

    Returns:
        An instant after ``now``; None if the method has no such member.

    Raises:
        ResolutionError: ``method.expired``, ``method.revoked``, ``method.time`` (not a dateTimeStamp).
    """
    if member not in definition:
        return None
    name, text = shorten(definition["id"]), definition[member]
    try:
        instant = parse_instant(text if isinstance(text, str) else "")
    except ModelError:
        raise ResolutionError(
            f"The '{member}' of the verification method '{name}' is not a dateTimeStamp.", code="method.time"
        ) from None
    if instant <= now:
        words, code = ("expired", "method.expired") if member == "expires" else ("was revoked", "method.revoked")
        raise ResolutionError(f"The verification method '{name}' {words} on {instant:%Y-%m-%d}.", code=code)
    return instant


def key_of(definition: Mapping[str, Any]) -> PublicKey:
    """The key of a method.

    Raises:
        ResolutionError: ``method.private`` (a private key is published), ``method.type`` (not supported), ``method.material``
            (no key where the type has it, or keys in several members), ``method.key``, ``method.key-type``,
            ``method.key-use``.
    """
    name, method_type = shorten(definition["id"]), definition.get("type")
    if any(member in definition for member in _PRIVATE):
        raise ResolutionError(
            f"The document publishes the private key of '{name}': anybody can sign with it.", code="method.private"
        )
    member = _MATERIAL.get(method_type) if isinstance(method_type, str) else None
    if member is None:
        raise ResolutionError(
            f"The verification method '{name}' is of the type '{shorten(str(method_type))}', which is not supported.",
            code="method.type",
            hint=f"Supported are {', '.join(_MATERIAL)}.",
        )
    material = definition.get(member)
    if [other for other in _ANY_MATERIAL if other in definition] != [member]:
        material = None
    if member == "publicKeyMultibase" and isinstance(material, str):
        key = key_of_multikey(material)
    elif member == "publicKeyJwk" and isinstance(material, Mapping):
        key = key_of_jwk(material)
    else:
        raise ResolutionError(
            f"The verification method '{name}' does not hold its key in '{member}', and only there.",
            code="method.material",
        )
    if method_type == "Ed25519VerificationKey2020" and key.kind != "Ed25519":
        raise ResolutionError(f"The {method_type} '{name}' holds a {key.kind} key.", code="method.key")
    return key


def definitions(document: ControllerDocument) -> dict[str, Mapping[str, Any]]:
    """The verification methods that a document defines, the first of each absolute identifier; what they are for is not asked.

    Raises:
        ResolutionError: ``document.shape``, ``document.size``.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for _, entry in _entries(document):
        named = entry.get("id") if isinstance(entry, Mapping) else None
        if isinstance(named, str):
            found.setdefault(document.id + named if named.startswith("#") else named, {**entry, "id": named})
    return found


def _entries(document: ControllerDocument) -> Iterator[tuple[str, Any]]:
    """Every verification method and every reference to one, with the member it stands in."""
    places = [(place, document.document.get(place, [])) for place in ("verificationMethod", *RELATIONSHIPS)]
    for place, entries in places:
        if not isinstance(entries, list):
            raise ResolutionError(
                f"The member '{place}' of the document of '{shorten(document.id)}' is not an array.",
                code="document.shape",
                pointer=f"/{place}",
            )
    if sum(len(entries) for _, entries in places) > _MAX_ENTRIES:
        raise ResolutionError(
            f"The document of '{shorten(document.id)}' lists more than {_MAX_ENTRIES} verification methods.",
            code="document.size",
        )
    return ((place, entry) for place, entries in places for entry in entries)
