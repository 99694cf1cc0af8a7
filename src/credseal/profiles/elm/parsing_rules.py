"""What the Commission's issuer and viewer demand of a European Digital Credential beside its shapes, and what misleads them.

Source: the code of European Digital Credentials (https://github.com/european-commission-empl/european-digital-credentials) and what it
writes itself. It reads the members that it knows, takes one value for an array, and asks the shapes that ``credentialSchema`` names.

    for fault in check(document):
        fault.finding.code       # 'elm.context', 'elm.type', 'elm.schema', 'elm.dates', 'elm.image', 'elm.status'
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Any

from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError
from credseal.model.dates import parse_instant
from credseal.profiles import vcdm
from credseal.profiles.elm.constraints.faults import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.profiles.elm.constraints.faults import Fault, Where

CONTEXTS = ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"]
TYPES = ["VerifiableCredential", "EuropeanDigitalCredential"]

_MODELS = "http://data.europa.eu/snb/model/ap/"
_PROFILES = "http://data.europa.eu/snb/credential/"
# The profile that a credential says it has -> the schemas that check it; any other profile is checked by a generic one.
_SCHEMAS: Mapping[str, frozenset[str]] = {
    "c_ae121a00": frozenset({"edc-accredited", "edc-diploma-supplement"}),
    "c_7e400154": frozenset({"edc-converted"}),
    "c_9a31f32a": frozenset({"edc-issued-by-mandate"}),
    "6dff8a0f87": frozenset({"edc-diploma-supplement"}),
}
_KNOWN = frozenset({"edc-generic-full", "edc-generic-no-cv"}).union(*_SCHEMAS.values())

_BASE64 = "http://data.europa.eu/snb/encoding/6146cde7dd"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_MAGIC: Mapping[bytes, tuple[str, ...]] = {
    b"\x89PNG\r\n\x1a\n": (_FILE_TYPE + "PNG",),
    b"\xff\xd8\xff": (_FILE_TYPE + "JPEG", _FILE_TYPE + "JPG"),
}
_MOST_IMAGE = 4 * 1024 * 1024  # characters of base64
_MOST_IMAGES = 64


def check(document: JsonObject) -> Iterator[Fault]:
    """What is wrong, or may mislead, in the order of the document."""
    yield from _contexts(document)
    yield from _types(document)
    if not isinstance(document.get("id"), str):
        message = "A European Digital Credential must have an id."
        yield found("elm.missing", message, None, "Add 'id': a UUID, as urn:uuid:...")
    yield from _schemas(document)
    yield from _dates(document)
    yield from _status(document)
    yield from _images(document)


def _contexts(document: JsonObject) -> Iterator[Fault]:
    if document.get("@context") != CONTEXTS:
        message = "The contexts must be those of Verifiable Credentials 1.1 and of European Digital Credentials, in this order."
        yield found("elm.context", message, (None, "@context"), f"Write [{', '.join(CONTEXTS)}].")


def _types(document: JsonObject) -> Iterator[Fault]:
    written = document.get("type")
    if written == TYPES:
        return
    where = (None, "type")
    if not vcdm.types(document) >= set(TYPES):
        yield found("elm.type", f"The types must be {' and '.join(TYPES)}.", where, f"Write {TYPES}.")
    else:
        message = f"The types should be {' and '.join(TYPES)}, in this order, and no others."
        yield found("elm.type", message, where, f"Write {TYPES}.", severity="warning")


def _schemas(document: JsonObject) -> Iterator[Fault]:
    """Which shapes are asked is told by the schemas; the viewer goes by the profile."""
    if "credentialSchema" not in document:
        return  # the shapes say so
    where = (None, "credentialSchema")
    schemas = {each.removeprefix(_MODELS) for each in _ids(document["credentialSchema"])}
    if schemas.isdisjoint(_KNOWN):
        message = "No schema is one of European Digital Credentials, so that nothing can be checked by it."
        yield found("elm.schema", message, where, f"Name {_MODELS}edc-generic-full, or the one of the profile.")
        return
    for profile in _ids(document.get("credentialProfiles")):
        wanted = _SCHEMAS.get(profile.removeprefix(_PROFILES))
        if wanted is not None and schemas.isdisjoint(wanted):
            message = "The profile has a schema of its own, and the credential does not name it."
            hint = f"Name {_MODELS}{min(wanted)}, or take another profile."
            yield found("elm.schema", message, where, hint, severity="warning")


def _dates(document: JsonObject) -> Iterator[Fault]:
    for first, second in (("issued", "issuanceDate"), ("expirationDate", "validUntil")):
        one, other = _instant(document, first), _instant(document, second)
        if one and other and one != other:
            message = f"{first!r} and {second!r} say the same thing, and are not the same."
            yield _odd_date(message, second, f"Write the same in both: of {first!r}.")
    if "issuanceDate" not in document:
        message = "Verifiable Credentials 1.1 demands 'issuanceDate'."
        yield _odd_date(message, None, "Write in it what 'issued' says.")
    start, end = (
        _instant(document, "validFrom"),
        _instant(document, "expirationDate") or _instant(document, "validUntil"),
    )
    if start and end and end < start:
        name = "expirationDate" if _instant(document, "expirationDate") else "validUntil"
        yield _odd_date("The validity ends before it begins.", name, "Correct one of the two dates.")


def _odd_date(message: str, name: str | None, hint: str) -> Fault:
    return found("elm.dates", message, None if name is None else (None, name), hint, severity="warning")


def _instant(document: JsonObject, name: str) -> datetime | None:
    value = document.get(name)
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except ModelError:
        return None  # the shapes say so, or it has no zone and compares with nothing


def _status(document: JsonObject) -> Iterator[Fault]:
    for where, status in _objects(document.get("credentialStatus"), (None, "credentialStatus")):
        if vcdm.types(status) <= {"CredentialStatus"}:
            message = "The status does not tell its kind, so nobody can look it up."
            hint = 'Give it two types: ["CredentialStatus", "BitstringStatusListEntry"].'
            yield found("elm.status", message, (where, "type"), hint, severity="warning")


def _images(document: JsonObject) -> Iterator[Fault]:
    """The pictures of the credential, which viewers show."""
    at: list[tuple[Where, Any]] = [(None, document)]
    for name in ("displayParameter", "individualDisplay", "displayDetail", "image"):
        at = [each for where, node in at for each in _objects(node.get(name), (where, name))]
    for where, image in at[:_MOST_IMAGES]:
        message = _image_fault(image)
        if message:
            hint = "Write a PNG or JPEG in base64, and its type as contentType."
            yield found("elm.image", message, (where, "content"), hint, severity="warning")


def _image_fault(image: JsonObject) -> str | None:
    content = image.get("content")
    if not isinstance(content, str) or _BASE64 not in _ids(image.get("contentEncoding")):
        return None  # the shapes say so, or nobody promised base64
    if len(content) > _MOST_IMAGE:
        return f"The picture is larger than {_MOST_IMAGE} characters; viewers may refuse it."
    try:
        data = binascii.a2b_base64(content, strict_mode=True)
    except (binascii.Error, ValueError):
        return "The picture is no base64."
    for magic, types in _MAGIC.items():
        if data.startswith(magic):
            told = list(_ids(image.get("contentType")))
            return (
                None if not told or not set(told).isdisjoint(types) else "The picture is not of the type that it says."
            )
    return "The picture is neither PNG nor JPEG."


def _objects(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    if isinstance(value, dict):
        yield where, value
    elif isinstance(value, list):
        yield from (((where, index), each) for index, each in enumerate(value) if isinstance(each, dict))


def _ids(value: Any) -> list[str]:
    """The ids of objects, and references."""
    named = (each.get("id") if isinstance(each, dict) else each for each in as_list(value))
    return [each for each in named if isinstance(each, str)]
