"""A linter for JSON-LD contexts: what verifiers would stumble over in a context of one's own, before anything is signed with it.

Contexts with slips are in use: ``context`` for ``@context`` in a definition (nobody can expand such a document), a prefix that
is not defined (``xsd:integer`` becomes the datatype itself), ``https://www.w3.org/2001/XMLSchema#``. JSON-LD 1.1, section 4.1:
https://www.w3.org/TR/json-ld11/#advanced-context-usage.

    for finding in lint({"@context": {"level": {"@id": "https://uni.example/terms#level", "context": {}}}}):
        print(finding.pointer, finding.message)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonLdError, pointer_to
from credseal.findings import Finding
from credseal.jsonld.contexts import Contexts
from credseal.jsonld.rdf_terms import is_absolute_iri
from credseal.jsonld.scope import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.findings import Severity
    from credseal.jsonld.scope import Scope

COMPANIONS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
"""The contexts beside which a context of one's own stands in an Open Badge."""

_OWN_URL = "urn:credseal:linted"
_MEMBERS = ("@id", "@type", "@container", "@context", "@protected", "@prefix", "@language")
_REFUSED = {
    "@reverse": "it states something about another node",
    "@nest": "it hides members one level further down",
    "@index": "no proof covers the keys of an index",
    "@direction": "no proof covers a text direction",
}
_SETTINGS: Mapping[str, tuple[Severity, str]] = {
    "@vocab": ("warning", "makes every misspelt member a term of its own; define each term instead"),
    "@language": ("warning", "gives plain text a language, also under the terms of other contexts"),
    "@base": ("error", "makes relative IRIs mean different things in different documents; credseal refuses them"),
    "@import": ("error", "makes the meaning depend on a further document"),
    "@direction": ("error", "is covered by no proof"),
    "@propagate": ("warning", "changes where terms apply, which few readers expect"),
}
_SILENT = ("@version", "@protected")
_CONTAINERS: tuple[set[str], ...] = (
    set(), {"@set"}, {"@list"}, {"@graph"}, {"@graph", "@set"}, {"@language"}, {"@language", "@set"},
)  # fmt: skip
_SCHEMES = frozenset({"http", "https", "urn", "did", "mailto", "tag", "data", "info", "doi", "ark", "geo"})
_WRONG_XSD = "https://www.w3.org/2001/XMLSchema#"
_SHOWN = 80


def lint(context: JsonValue) -> tuple[Finding, ...]:
    """What is wrong with a context, or would surprise those who use it.

    Args:
        context: a document with ``@context``, or the value of one.

    Returns:
        Findings with codes ``context.*``; ``error`` where documents that use it cannot be signed or verified.
    """
    try:
        return tuple(_findings(context))
    except RecursionError:
        return (_finding("error", "depth", "", "The context is nested too deeply."),)


def _findings(context: JsonValue) -> list[Finding]:
    value = context["@context"] if isinstance(context, dict) and "@context" in context else context
    start = "/@context" if value is not context else ""
    findings: list[Finding] = []
    for index, entry in enumerate(as_list(value)):
        pointer = start + (pointer_to(index) if isinstance(value, list) else "")
        if isinstance(entry, dict):
            findings += _entries(entry, pointer, {})
        elif not isinstance(entry, str):
            findings.append(_finding("error", "entry", pointer, "A context is a URL or an object."))
    if not any(finding.severity == "error" for finding in findings):
        told = {finding.pointer for finding in findings}
        findings += (finding for finding in _beside_others(value, start) if finding.pointer not in told)
    return findings


def _beside_others(value: JsonValue, pointer: str) -> Iterator[Finding]:
    """Whether it can be used after the contexts of an Open Badge, whose terms are protected."""
    contexts = Contexts(extra={_OWN_URL: {"@context": value}})
    try:
        scope = contexts.scope([*COMPANIONS, _OWN_URL])
    except JsonLdError as error:
        yield _conflict(error, pointer)
        return
    yield from _in_scope(value, pointer, scope)


def _in_scope(value: JsonValue, pointer: str, scope: Scope) -> Iterator[Finding]:
    """What documents meet where these definitions are in force, in the contexts inside them too."""
    for index, context in enumerate(as_list(value)):
        for key, definition in context.items() if isinstance(context, dict) else ():
            here = pointer + (pointer_to(index) if isinstance(value, list) else "") + pointer_to(key)
            term = scope.terms.get(key)
            if term is None:
                continue
            if term.kind is Kind.REFUSED and not (term.iri and key[:1].isupper()):  # a class may have several names
                _, reason, hint = term.refusal
                yield _finding("error", "refused-term", here, f'The term "{key[:_SHOWN]}" {reason}.', hint)
            elif isinstance(definition, dict) and "@context" in definition:
                yield from _inside(key, definition["@context"], here + "/@context", scope)


def _inside(key: str, scoped: JsonValue, pointer: str, scope: Scope) -> Iterator[Finding]:
    """The context of one term, which by its capital is a type's or a property's."""
    try:
        if key[:1].isupper():
            inner = scope.compile_typed((key,))
        else:
            inner = scope.compile_within(scope.terms[key], reference=False)
    except JsonLdError as error:
        yield _conflict(error, pointer)
        return
    if None not in as_list(scoped) and (inner.id_key, inner.type_key) != (scope.id_key, scope.type_key):
        yield _finding("error", "refused-term", pointer, "The context renames the member for ids or types.")
    yield from _in_scope(scoped, pointer, inner)


def _conflict(error: JsonLdError, pointer: str) -> Finding:
    return _finding("error", "conflict", pointer, f"Beside VC 2.0 and Open Badges 3.0: {error.message}", error.hint)


def _entries(context: JsonObject, pointer: str, outer: Mapping[str, str]) -> Iterator[Finding]:
    """One context object; its scoped contexts too."""
    known = {**outer, **_known(context)}
    if not context.get("@protected"):
        hint = 'Add "@protected": true.'
        yield _finding("warning", "unprotected", pointer, "Later contexts may redefine these terms.", hint)
    named: dict[str, str] = {}
    for key, definition in context.items():
        here = pointer + pointer_to(key)
        if key in _SILENT:
            continue
        if key in _SETTINGS:
            severity, what = _SETTINGS[key]
            yield _finding(severity, "setting", here, f'"{key}" {what}.')
        elif key.startswith("@") and key not in ("@type", "@id"):
            yield _finding("error", "keyword-like", here, f'"{key[:_SHOWN]}" looks like a keyword and is ignored.')
        else:
            yield from _term(key, definition, here, known)
            iri = _resolved(_identifier(key, definition), known)
            if iri is not None and not iri.startswith("@") and named.setdefault(iri, key) != key:
                message = (
                    f'"{key[:_SHOWN]}" and "{named[iri][:_SHOWN]}" name one property; a proof cannot tell them apart.'
                )
                yield _finding("warning", "synonym", here, message, "Keep one of the two.")


def _term(key: str, definition: JsonValue, pointer: str, known: Mapping[str, str]) -> Iterator[Finding]:
    if definition is None:
        message = "A term mapped to null disappears, and no proof covers it."
        yield _finding("error", "null-term", pointer, message, "Leave it out.")
        return
    if not isinstance(definition, str | dict):
        yield _finding("error", "definition", pointer, "A definition is an IRI or an object.")
        return
    if ":" in key or "/" in key:
        yield _finding("warning", "iri-term", pointer, "The term has the form of an IRI; credseal refuses such keys.")
    if isinstance(definition, str) or "@reverse" not in definition:
        yield from _iri(_identifier(key, definition), pointer, known, "term")
    if isinstance(definition, dict):
        yield from _members(definition, pointer, known)


def _members(definition: JsonObject, pointer: str, known: Mapping[str, str]) -> Iterator[Finding]:
    for member in definition:
        here = pointer + pointer_to(member)
        if member in _REFUSED:
            yield _finding("error", "refused", here, f'"{member}" is refused: {_REFUSED[member]}.')
        elif member not in _MEMBERS:
            hint = f'Did you mean "@{member}"?' if f"@{member}" in _MEMBERS else None
            yield _finding("error", "member", here, f'A definition has no "{member[:_SHOWN]}".', hint)
    container = {item for item in as_list(definition.get("@container", [])) if isinstance(item, str)}
    if container not in _CONTAINERS:
        message = "The keys of this container are covered by no proof."
        yield _finding("error", "container", pointer + "/@container", message, 'Use "@set" or "@list".')
    datatype = definition.get("@type")
    if isinstance(datatype, str) and not datatype.startswith("@"):
        yield from _iri(datatype, pointer + "/@type", known, "datatype")
    for index, scoped in enumerate(as_list(definition.get("@context", []))):
        if isinstance(scoped, dict):
            several = isinstance(definition["@context"], list)
            yield from _entries(scoped, pointer + "/@context" + (pointer_to(index) if several else ""), known)


def _iri(text: Any, pointer: str, known: Mapping[str, str], what: str) -> Iterator[Finding]:
    if not isinstance(text, str):
        yield _finding("error", "iri", pointer, f"The {what} is mapped to something that is no IRI.")
        return
    if text.startswith("@"):
        if text not in ("@id", "@type"):
            message = f"An alias of {text[:_SHOWN]} gives documents a second spelling."
            yield _finding("error", "alias", pointer, message)
        return
    iri = _resolved(text, known)
    if iri is None or not is_absolute_iri(iri):
        yield _finding("error", "relative-iri", pointer, f"The {what} is mapped to no absolute IRI.")
    elif iri.startswith(_WRONG_XSD):
        hint = "The datatypes of XML Schema begin with http://www.w3.org/2001/XMLSchema#."
        yield _finding("warning", "xsd-https", pointer, f"The {what} is no datatype of XML Schema: https.", hint)
    elif iri == text and re.match(r"[A-Za-z][\w.-]*:(?!//)", text) and text.partition(":")[0] not in _SCHEMES:
        prefix = text.partition(":")[0][:_SHOWN]
        message = f'The prefix "{prefix}" is not defined here, so the {what} is "{text[:_SHOWN]}" itself.'
        yield _finding("error", "undefined-prefix", pointer, message, f'Define "{prefix}".')


def _identifier(key: str, definition: JsonValue) -> Any:
    if isinstance(definition, str):
        return definition
    return definition.get("@id", key) if isinstance(definition, dict) else None


def _resolved(text: object, known: Mapping[str, str]) -> str | None:
    """The IRI that a term, a compact IRI or an IRI stands for."""
    if not isinstance(text, str):
        return None
    text = known.get(text, text)
    prefix, colon, rest = text.partition(":")
    if colon and not rest.startswith("//") and known.get(prefix, "")[-1:] in tuple(":/?#[]@"):
        return known[prefix] + rest
    return text


def _known(context: JsonObject) -> dict[str, str]:
    """What the terms of a context are mapped to, as it is written there."""
    named = {key: _identifier(key, definition) for key, definition in context.items() if not key.startswith("@")}
    return {key: iri for key, iri in named.items() if isinstance(iri, str) and iri != key}


def _finding(severity: Severity, code: str, pointer: str, message: str, hint: str | None = None) -> Finding:
    return Finding(f"context.{code}", severity, message, pointer, hint)
