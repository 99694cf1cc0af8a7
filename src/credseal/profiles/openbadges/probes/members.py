"""The probes that look at the members of a credential: contexts, types, schemas, subject, evidence, issuer; in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.errors import pointer_to
from credseal.profiles.openbadges.probes.answers import (
    OPEN_BADGE,
    CredentialKind,
    ProbeAnswer,
    all_are,
    entries,
    is_a,
    is_version_2,
    strings,
)
from credseal.profiles.openbadges.schemas import SCHEMAS, OfficialSchema
from credseal.profiles.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES, VERIFIABLE_CREDENTIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding

_OTHER_CONTEXTS = {
    CREDENTIALS_V2: re.compile(re.escape(CREDENTIALS_V1)),
    OPEN_BADGES: re.compile(
        r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(/ob_v3p0\.jsonld|(-[0-9]+\.[0-9]+\.[0-9]+)*\.json)"
    ),
}
# The one type of schema that the validator evaluates.
_SCHEMA_TYPE = "1EdTechJsonSchemaValidator2019"


def context_property(document: JsonObject, _: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The two contexts, each in its place; other versions and aliases are warned about."""
    given = strings(document.get("@context"))
    warnings = []
    for index, wanted in enumerate((CREDENTIALS_V2, OPEN_BADGES) if given else ()):
        found = given[index] if index < len(given) else None
        if found == wanted:
            continue
        if found is None or not _OTHER_CONTEXTS[wanted].fullmatch(found):
            yield ProbeAnswer(
                "ContextPropertyProbe",
                "error",
                f"missing required @context uri {wanted} at position {index + 1}",
                "/@context",
            )
            return
        message = f"expected @context uri {wanted} at position {index + 1}, gotten {found} instead"
        warnings.append(ProbeAnswer("ContextPropertyProbe", "warning", message, f"/@context/{index}"))
    yield from warnings


def type_property(document: JsonObject, kind: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The types; where they are wrong, it is no credential of this kind to the validator."""
    types = strings(document.get("type"))
    if "type" not in document:
        yield ProbeAnswer("TypePropertyProbe", "fatal", "No type property", "")
    elif VERIFIABLE_CREDENTIAL not in types:
        message = f"The type property does not contain the entry '{VERIFIABLE_CREDENTIAL}'"
        yield ProbeAnswer("TypePropertyProbe", "fatal", message, "/type")
    elif not set(kind.types) & set(types):
        wanted = " or ".join(f"'{name}'" for name in kind.types)
        yield ProbeAnswer("TypePropertyProbe", "fatal", f"The type property does not contain one of {wanted}", "/type")


def json_schema(document: JsonObject, kind: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The schema of its kind, whether the document names it or not; the first fault, as the validator stops there.

    On version 1.1 of Verifiable Credentials it takes the schema for any version.
    """
    any_version = not is_version_2(document)
    plain = OfficialSchema(kind.node, any_version=any_version).faults(document)
    if not plain:
        return
    faults = OfficialSchema(kind.node, compacted=True, any_version=any_version).faults(document)
    if faults:
        yield _schema_error("JsonSchemaProbe", faults[0])
    else:
        yield ProbeAnswer(
            "JsonSchemaProbe",
            "warning",
            "JSON-LD schema validation succeed. However, Plain JSON schema validation failed, so it could have an impact when "
            f"working with plain JSON platforms. Error: {plain[0].message}",
            plain[0].pointer,
        )


def inline_json_schema(
    document: JsonObject, kind: CredentialKind = OPEN_BADGE, *, embedded: bool = False
) -> Iterator[ProbeAnswer]:
    """The schemas that the document names, of the one type that the validator evaluates.

    Args:
        document: the credential.
        kind: its kind, the schema of which was asked about already.
        embedded: the credential stands in another one, so that none was asked about.
    """
    asked = set() if embedded else {OfficialSchema(kind.node, any_version=not is_version_2(document))}
    for pointer, entry in entries(document, "credentialSchema"):
        url = entry.get("id") if isinstance(entry, dict) and entry.get("type") == _SCHEMA_TYPE else None
        if not isinstance(url, str):
            continue
        schema = SCHEMAS.get(url.strip())
        if schema is None:
            message = (
                "It names a schema that the validator fetches and applies; one that cannot be had is an error there."
            )
            yield ProbeAnswer("InlineJsonSchemaProbe", "open", message, pointer)
        elif schema not in asked:
            asked.add(schema)
            for fault in schema.faults(document)[:1]:
                yield _schema_error("InlineJsonSchemaProbe", fault)


def _schema_error(probe: str, fault: Finding) -> ProbeAnswer:
    return ProbeAnswer(probe, "error", f"JSON schema validation failed: {fault.message}", fault.pointer)


def credential_subject(document: JsonObject, kind: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The subject: its type, its identifiers, and for a badge its achievement; the first fault.

    The validator misses a subject without ``id`` and without ``identifier``: it asks for an empty array of identifiers.
    """
    subject = document.get("credentialSubject")
    if "credentialSubject" in document:
        for message, *steps in _subject_faults(subject if isinstance(subject, dict) else {}, kind):
            yield ProbeAnswer("CredentialSubjectProbe", "error", message, pointer_to("credentialSubject", *steps))
            return


def _subject_faults(subject: JsonObject, kind: CredentialKind) -> Iterator[tuple[str, ...]]:
    if not is_a(subject, kind.subject):
        yield f'credentialSubject is not of type "{kind.subject}"', "type"
    identifier = subject.get("id")
    if not (isinstance(identifier, str) and identifier.strip()) and subject.get("identifier") == []:
        yield "no id in credentialSubject", "identifier"
    if not all_are(subject, "identifier", "IdentityObject"):
        yield 'identifier in credentialSubject is not of type "IdentityObject"', "identifier"
    if not all_are(subject, "result", "Result"):
        yield 'result in credentialSubject is not of type "Result"', "result"
    achievement = subject.get("achievement")
    if isinstance(achievement, dict):
        if not all_are(achievement, "resultDescription", "ResultDescription"):
            yield (
                'resultDescription in achievement of credentialSubject is not of type "ResultDescription"',
                "achievement",
                "resultDescription",
            )
        criteria = achievement.get("criteria")
        stated = isinstance(criteria, dict) and any(criteria.get(name) is not None for name in ("id", "narrative"))
        if not stated:
            yield "criteria in achievement of credentialSubject must have id or narrative", "achievement", "criteria"
    elif kind is OPEN_BADGE:
        yield ("missing required achievement in credentialSubject",)
    if subject.get("source") is not None and not is_a(subject["source"], "Profile"):
        yield 'source in credentialSubject is not of type "Profile"', "source"


def evidence(document: JsonObject, _: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The types of the evidence."""
    if not all_are(document, "evidence", "Evidence"):
        yield ProbeAnswer("EvidenceProbe", "error", 'evidence is not of type "Evidence"', "/evidence")


def issuer(document: JsonObject, _: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The issuer: an object, where the schema takes its URI too, with types that fit; the first fault."""
    named = document.get("issuer")
    if "issuer" not in document:
        yield ProbeAnswer("IssuerProbe", "error", "no issuer node found", "")
    elif not isinstance(named, dict) or not is_a(named, "Profile"):
        yield ProbeAnswer("IssuerProbe", "error", 'issuer is not of type "Profile"', "/issuer")
    else:
        if named.get("url") is not None:
            yield ProbeAnswer(
                "IssuerProbe", "unasked", "url in issuer: whether it is accessible was not tried", "/issuer/url"
            )
        if not all_are(named, "otherIdentifier", "IdentifierEntry"):
            message = 'otherIdentifier in issuer is not of type "IdentifierEntry"'
            yield ProbeAnswer("IssuerProbe", "error", message, "/issuer/otherIdentifier")
        elif named.get("parentOrg") is not None and not is_a(named["parentOrg"], "Profile"):
            message = 'parentOrg in issuer is not of type "Profile"'
            yield ProbeAnswer("IssuerProbe", "error", message, "/issuer/parentOrg")
