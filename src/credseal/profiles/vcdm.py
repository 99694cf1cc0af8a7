"""The W3C data model under every JSON-LD credential: its members, and whether they have the shape it demands.

Verifiable Credentials Data Model 2.0, section 4 (https://www.w3.org/TR/vc-data-model-2.0/#basic-concepts), and 1.1
(https://www.w3.org/TR/vc-data-model/), of which only the first context and the names of the dates differ here.

    check(document)           # findings; an "error" means that it is no verifiable credential
    issuer_id(document)       # 'did:web:uni.example'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError
from credseal.findings import Finding
from credseal.jsonld.rdf_terms import is_absolute_iri
from credseal.model.dates import parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue

CONTEXT_V1 = "https://www.w3.org/2018/credentials/v1"
CONTEXT_V2 = "https://www.w3.org/ns/credentials/v2"

_FROM = {CONTEXT_V1: "issuanceDate", CONTEXT_V2: "validFrom"}
_UNTIL = {CONTEXT_V1: "expirationDate", CONTEXT_V2: "validUntil"}
_TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence")
_MOST_SUBJECTS = 16


def first_context(document: JsonObject) -> str | None:
    """The context that decides the version of the data model; None where it is none of the two."""
    first = next(iter(as_list(document.get("@context"))), None)
    return first if isinstance(first, str) and first in _FROM else None


def types(document: JsonObject) -> frozenset[str]:
    """The types of a document or of an object in it."""
    return frozenset(name for name in as_list(document.get("type")) if isinstance(name, str))


def issuer_id(document: JsonObject) -> str | None:
    """Who the document says issued it: an URL."""
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, dict) else issuer
    return identifier if isinstance(identifier, str) else None


def subjects(document: JsonObject) -> list[JsonObject]:
    """The subjects that are objects."""
    return [subject for subject in as_list(document.get("credentialSubject")) if isinstance(subject, dict)]


def status_entries(document: JsonObject) -> list[JsonValue]:
    """The entries of ``credentialStatus``; none where the member is absent or empty."""
    return as_list(document["credentialStatus"]) if "credentialStatus" in document else []


def validity(document: JsonObject) -> tuple[datetime | None, datetime | None]:
    """From when and until when the document says it is valid, aware; None where it says nothing.

    Raises:
        ModelError: ``model.instant``, a date is malformed. ``check`` tells which.
    """
    version = first_context(document) or CONTEXT_V2
    start, end = document.get(_FROM[version]), document.get(_UNTIL[version])
    return (
        None if start is None else parse_instant(start if isinstance(start, str) else ""),
        None if end is None else parse_instant(end if isinstance(end, str) else ""),
    )


def check(document: JsonObject) -> tuple[Finding, ...]:
    """What keeps a document from being a verifiable credential of version 1.1 or 2.0; empty where nothing does."""
    return tuple(_findings(document))


def _findings(document: JsonObject) -> Iterator[Finding]:
    version = first_context(document)
    if version is None:
        yield _error("context", f'The first "@context" is neither {CONTEXT_V2} nor {CONTEXT_V1}.', "/@context")
    if "VerifiableCredential" not in types(document):
        yield _error("type", 'The "type" does not name VerifiableCredential.', "/type")
    yield from _identifiers(document)
    yield from _subjects(document)
    yield from _dates(document, version or CONTEXT_V2)
    for member in _TYPED:
        for index, entry in enumerate(as_list(document[member]) if member in document else []):
            if not isinstance(entry, dict) or not types(entry):
                yield _error("typed", f'An entry of "{member}" is no object with a "type".', f"/{member}/{index}")


def _identifiers(document: JsonObject) -> Iterator[Finding]:
    if "id" in document and not _is_url(document["id"]):
        yield _error("id", 'The "id" is not one URL.', "/id")
    if not _is_url(issuer_id(document)):
        yield _error("issuer", 'The "issuer" is neither a URL nor an object whose "id" is one.', "/issuer")


def _subjects(document: JsonObject) -> Iterator[Finding]:
    listed = as_list(document.get("credentialSubject"))
    if not listed or not all(isinstance(subject, dict) and subject for subject in listed):
        yield _error("subject", 'The "credentialSubject" is not an object that says something.', "/credentialSubject")
    elif len(listed) > _MOST_SUBJECTS:
        yield _error("subject", f"There are more than {_MOST_SUBJECTS} subjects.", "/credentialSubject")
    for subject in subjects(document):
        if "id" in subject and not _is_url(subject["id"]):
            yield _error("subject", 'The "id" of a subject is not one URL.', "/credentialSubject/id")


def _dates(document: JsonObject, version: str) -> Iterator[Finding]:
    for member in (_FROM[version], _UNTIL[version]):
        value = document.get(member)
        if member in document and not _is_instant(value):
            yield _error(
                "date",
                f'"{member}" is no date and time with a zone.',
                f"/{member}",
                "It is written as 2026-11-22T10:00:00Z.",
            )
    if version == CONTEXT_V1 and "issuanceDate" not in document:
        yield _error("date", 'Version 1.1 of the data model demands "issuanceDate".', "/issuanceDate")
    other = CONTEXT_V1 if version == CONTEXT_V2 else CONTEXT_V2
    for member in (_FROM[other], _UNTIL[other]):
        if member in document:
            yield _error("date", f'"{member}" belongs to another version of the data model.', f"/{member}")


def _is_url(value: JsonValue) -> bool:
    return isinstance(value, str) and is_absolute_iri(value)


def _is_instant(value: JsonValue) -> bool:
    try:
        parse_instant(value if isinstance(value, str) else "")
    except CredsealError:
        return False
    return True


def _error(code: str, message: str, pointer: str, hint: str | None = None) -> Finding:
    return Finding(f"vcdm.{code}", "error", message, pointer, hint)
