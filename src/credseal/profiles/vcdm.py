"""The W3C data model under every JSON-LD credential: its members, and whether they have the shape it demands.

Verifiable Credentials Data Model 2.0, sections 4 (https://www.w3.org/TR/vc-data-model-2.0/#basic-concepts) and 5
(https://www.w3.org/TR/vc-data-model-2.0/#advanced-concepts), and 1.1 (https://www.w3.org/TR/vc-data-model/), of which only the
first context and the names of the dates differ here. What a term means, and whether a context defines it, is not asked here.

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
EUROPEAN = "EuropeanDigitalCredential"
"""The type of credentials that have version 1.1 of the data model, and the dates of 2.0 besides."""
ENVELOPED = "EnvelopedVerifiableCredential"
"""The type of JSON around a credential that is secured in another form (section 4.13.2)."""

_FROM = {CONTEXT_V1: "issuanceDate", CONTEXT_V2: "validFrom"}
_UNTIL = {CONTEXT_V1: "expirationDate", CONTEXT_V2: "validUntil"}
# Each value is an object with a type, and with an id that is one URL where it has one.
_TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence", "proof")
_LANGUAGE_VALUE = frozenset({"@value", "@language", "@direction"})
_DIGESTS = ("digestSRI", "digestMultibase")
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

    European Digital Credentials have the dates of both versions: valid they are from ``validFrom`` until the earlier end.

    Raises:
        ModelError: ``model.instant``, a date is malformed. ``check`` tells which.
    """
    version = first_context(document) or CONTEXT_V2
    begins, ends = [_FROM[version]], [_UNTIL[version]]
    if EUROPEAN in types(document):
        begins, ends = ["validFrom", "issuanceDate"], ["validUntil", "expirationDate"]
    starts = [_parsed(document[name]) for name in begins if name in document]
    return next(iter(starts), None), min((_parsed(document[name]) for name in ends if name in document), default=None)


def _parsed(value: JsonValue) -> datetime:
    return parse_instant(value if isinstance(value, str) else "")


def check(document: JsonObject) -> tuple[Finding, ...]:
    """What keeps a document from being a verifiable credential of version 1.1 or 2.0; empty where nothing does."""
    return tuple(_findings(document))


def _findings(document: JsonObject) -> Iterator[Finding]:
    version = first_context(document)
    yield from _contexts(document, version)
    named = types(document)
    if ENVELOPED in named:
        yield from _enveloped(document)
        return
    if "VerifiableCredential" not in named:
        yield _error("type", 'The "type" does not name VerifiableCredential.', "/type")
    if not _all_text(document.get("type", [])):
        yield _error("type", 'An entry of "type" is not text.', "/type")
    yield from _identifiers(document)
    yield from _names(document)
    yield from _subjects(document)
    yield from _dates(document, version or CONTEXT_V2)
    for member in _TYPED:
        if member in document:
            yield from _typed(document[member], member)
    if "relatedResource" in document:
        yield from _related_resources(document["relatedResource"])


def _contexts(document: JsonObject, version: str | None) -> Iterator[Finding]:
    if version is None:
        yield _error("context", f'The first "@context" is neither {CONTEXT_V2} nor {CONTEXT_V1}.', "/@context")
    for index, entry in enumerate(as_list(document.get("@context"))[1:], start=1):
        if not isinstance(entry, dict) and not _is_url(entry):
            yield _error("context", "A context is neither a URL nor an object.", f"/@context/{index}")


def _enveloped(document: JsonObject) -> Iterator[Finding]:
    """Section 4.13.2: a JSON object around a credential that is secured in another form."""
    identifier = document.get("id")
    if not isinstance(identifier, str) or not identifier.startswith("data:") or "," not in identifier:
        yield _error("enveloped", 'The "id" of an enveloped credential is no data: URL that holds it.', "/id")
    else:
        yield _error(
            "enveloped",
            "This is an envelope around a credential, and none itself.",
            "/id",
            'Hand over what is inside: the text behind the comma of the "id".',
        )


def _identifiers(document: JsonObject) -> Iterator[Finding]:
    if "id" in document and not _is_url(document["id"]):
        yield _error("id", 'The "id" is not one URL.', "/id")
    if not _is_url(issuer_id(document)):
        yield _error("issuer", 'The "issuer" is neither a URL nor an object whose "id" is one.', "/issuer")


def _names(document: JsonObject) -> Iterator[Finding]:
    """Section 4.6: names and descriptions of the credential and its issuer."""
    issuer = document.get("issuer")
    for node, pointer in ((document, ""), (issuer if isinstance(issuer, dict) else {}, "/issuer")):
        for member in ("name", "description"):
            value = node.get(member, "")
            if type(value) is not str and not all(map(_is_language_value, as_list(value))):
                yield _error(
                    "text",
                    f'The "{member}" is neither text nor an object of "@value", "@language" and "@direction".',
                    f"{pointer}/{member}",
                )


def _typed(value: JsonValue, member: str) -> Iterator[Finding]:
    for index, entry in enumerate(as_list(value)):
        here = f"/{member}/{index}" if isinstance(value, list) else f"/{member}"
        if not isinstance(entry, dict) or not types(entry) or not _all_text(entry["type"]):
            yield _error("typed", f'An entry of "{member}" is no object with a "type".', here)
        elif "id" in entry and not _is_url(entry["id"]):
            yield _error("id", f'The "id" of an entry of "{member}" is not one URL.', f"{here}/id")
        elif member == "credentialSchema" and "id" not in entry:
            yield _error("id", 'A credential schema has no URL as its "id".', here)


def _related_resources(value: JsonValue) -> Iterator[Finding]:
    """Section 5.3: what else belongs to the credential, with digests that show it unchanged."""
    seen = set()
    for index, entry in enumerate(as_list(value)):
        here = f"/relatedResource/{index}" if isinstance(value, list) else "/relatedResource"
        identifier = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not _is_url(identifier):
            yield _error("related-resource", 'A related resource is no object with a URL as its "id".', here)
            continue
        if identifier in seen:
            yield _error("related-resource", "Two related resources have one id.", f"{here}/id")
        seen.add(identifier)
        digests = [entry[name] for name in _DIGESTS if name in entry]
        if not digests or not all(isinstance(digest, str) and digest for digest in digests):
            yield _error("related-resource", "A related resource has no digest, so that anything could be there.", here)


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
    instants = []
    for member in (_FROM[version], _UNTIL[version]):
        if member not in document:
            continue
        instant = _instant(document[member])
        if instant is not None:
            instants.append(instant)
            continue
        hint = "It is written as 2026-11-22T10:00:00Z."
        yield _error("date", f'"{member}" is no date and time with a zone.', f"/{member}", hint)
    if instants[1:] and instants[1] < instants[0]:
        yield _error("date", "It says that it ends before it begins.", f"/{_UNTIL[version]}")
    if version == CONTEXT_V1 and "issuanceDate" not in document:
        yield _error("date", 'Version 1.1 of the data model demands "issuanceDate".', "/issuanceDate")
    if EUROPEAN in types(document):
        return
    other = CONTEXT_V1 if version == CONTEXT_V2 else CONTEXT_V2
    for member in (_FROM[other], _UNTIL[other]):
        if member in document:
            yield _error("date", f'"{member}" belongs to another version of the data model.', f"/{member}")


def _is_language_value(value: JsonValue) -> bool:
    """Section 11.1: text, or text with its language and direction, and nothing else."""
    if not isinstance(value, dict):
        return isinstance(value, str)
    return (
        "@value" in value and value.keys() <= _LANGUAGE_VALUE and all(isinstance(each, str) for each in value.values())
    )


def _all_text(value: JsonValue) -> bool:
    return type(value) is str or all(isinstance(each, str) for each in as_list(value))


def _is_url(value: JsonValue) -> bool:
    return isinstance(value, str) and is_absolute_iri(value)


def _instant(value: JsonValue) -> datetime | None:
    try:
        return parse_instant(value if isinstance(value, str) else "")
    except CredsealError:
        return None


def _error(code: str, message: str, pointer: str, hint: str | None = None) -> Finding:
    return Finding(f"vcdm.{code}", "error", message, pointer, hint)
