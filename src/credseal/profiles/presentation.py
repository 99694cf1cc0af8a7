"""A presentation of the W3C data model: its members, and whether they have the shape it demands.

Verifiable Credentials Data Model 2.0, section 4.13 (https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations), and 1.1, section
4.10 (https://www.w3.org/TR/vc-data-model/#presentations-0). A holder wraps credentials into one to show them to one verifier.

    check(document)             # findings; an "error" means that it is none that is verified
    holder_id(document)         # 'did:key:z6Mk...'
    credentials(document)       # [('/verifiableCredential/0', {...})]

Three things that the data model leaves open are refused, since readers would answer them differently: a presentation in a presentation
(whose holder is not the presenter), the same credential twice (what it says would count twice), and one without any credential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.errors import pointer_to
from credseal.findings import Finding
from credseal.jsonld.rdf_terms import is_absolute_iri
from credseal.profiles import vcdm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.encoding.strict_json import JsonObject, JsonValue

TYPE = "VerifiablePresentation"
MOST = 64
"""Credentials in one presentation that are looked at."""
MEMBER = "verifiableCredential"
ONCE = "Count what it says once, and ask for a presentation that holds it once."
ENVELOPED = "EnvelopedVerifiablePresentation"
"""The type of JSON around a presentation that is a token (section 4.13.3)."""
_PRESENTATIONS = frozenset({TYPE, ENVELOPED})


def is_presentation(document: JsonObject) -> bool:
    """Whether a document says that it is one."""
    return TYPE in vcdm.types(document)


def holder_id(document: JsonObject) -> str | None:
    """Who the document says presents; None where it says nothing, as it may."""
    holder = document.get("holder")
    identifier = holder.get("id") if isinstance(holder, dict) else holder
    return identifier if isinstance(identifier, str) else None


def credentials(document: JsonObject) -> list[tuple[str, JsonObject | str]]:
    """The credentials, objects or the texts of tokens, each behind its JSON pointer; at most ``MOST``."""
    found = document.get(MEMBER, [])
    listed = as_list(found)[:MOST]
    pointers = [pointer_to(MEMBER, index) if isinstance(found, list) else f"/{MEMBER}" for index in range(len(listed))]
    return [(pointer, one) for pointer, one in zip(pointers, listed, strict=True) if isinstance(one, dict | str)]


def repeated(listed: Sequence[JsonValue]) -> int | None:
    """Which of several credentials is there a second time, by what it says or by its ``id``; the first that is, None where none is."""
    seen: list[JsonObject] = []
    identifiers: set[str] = set()
    for index, one in enumerate(listed):
        if not isinstance(one, dict):
            continue
        said = {member: part for member, part in one.items() if member != "proof"}
        identifier = one.get("id")
        if said in seen or (isinstance(identifier, str) and identifier in identifiers):
            return index
        seen.append(said)
        if isinstance(identifier, str):
            identifiers.add(identifier)
    return None


def check(document: JsonObject) -> tuple[Finding, ...]:
    """What keeps a document from being a presentation that is verified; empty where nothing does."""
    return tuple(_findings(document))


def _findings(document: JsonObject) -> Iterator[Finding]:
    if vcdm.first_context(document) is None:
        told = f'The first "@context" is neither {vcdm.CONTEXT_V2} nor {vcdm.CONTEXT_V1}.'
        yield _error("context", told, "/@context")
    if not is_presentation(document):
        yield _error("type", f'The "type" does not name {TYPE}.', "/type")
    elif "VerifiableCredential" in vcdm.types(document):
        yield _error("type", "It says that it is a presentation and a credential; no document can be both.", "/type")
    if "id" in document and not _is_url(document["id"]):
        yield _error("id", 'The "id" is not one URL.', "/id")
    if "holder" in document and not _is_url(holder_id(document)):
        yield _error("holder", 'The "holder" is neither a URL nor an object whose "id" is one.', "/holder")
    yield from _credentials(document.get(MEMBER, []))


def _credentials(value: JsonValue) -> Iterator[Finding]:
    listed = as_list(value)
    if not listed:
        yield _error("empty", "The presentation holds no credential.", f"/{MEMBER}")
    if len(listed) > MOST:
        told = f"The presentation holds {len(listed)} credentials; at most {MOST} are looked at."
        yield _error("count", told, f"/{MEMBER}", "Ask for the credentials that you need, and for no others.")
        return
    again = repeated(listed)
    for index, one in enumerate(listed):
        here = pointer_to(MEMBER, index) if isinstance(value, list) else f"/{MEMBER}"
        if not isinstance(one, dict):
            yield _error("credential", "What stands in place of a credential is no object.", here)
        elif _PRESENTATIONS & vcdm.types(one):
            hint = "Ask for the credentials themselves: who presents them now must have signed around them."
            yield _error("nested", "A presentation stands inside the presentation.", here, hint)
        if index == again:
            yield _error("duplicate", "The same credential stands in the presentation twice.", here, ONCE)


def _is_url(value: JsonValue) -> bool:
    return isinstance(value, str) and is_absolute_iri(value)


def _error(code: str, message: str, pointer: str, hint: str | None = None) -> Finding:
    return Finding(f"presentation.{code}", "error", message, pointer, hint)
