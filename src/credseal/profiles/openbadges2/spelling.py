"""Do the members of an Open Badge 2.0 mean what they seem to mean? Its JSON is read as it stands, so there must be one way to read it.

Open Badges 2.0 is JSON-LD: a context could rename any member, and a member could be written by its IRI, ``obi:issuedOn`` beside
``issuedOn``. Readers that expand JSON-LD would see other data than readers of plain members. So the context must be the standard's, and
members have their plain names. Extensions (objects with a context of their own) say what they like, and are not read.

    refusals(document)     # findings; empty where there is one reading
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from credseal.encoding import jcs
from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonError, pointer_to
from credseal.findings import Finding
from credseal.profiles.openbadges2.documents import types_of
from credseal.profiles.openbadges2.vocabulary import (
    CONTEXT,
    CONTEXTS,
    EXTENSION_CONTEXTS,
    EXTENSIONS,
    INLINE_CONTEXTS,
    MEMBER_IRIS,
    PREFIXES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue

UNKNOWN = "openbadges2.context-unknown"
# More findings tell nobody more.
_MOST = 64
_KEYWORDS = frozenset({"@context", "@language"})
_ALIASES = {"verify": "verification"}


def refusals(document: JsonObject) -> tuple[Finding, ...]:
    """What keeps a document from having one reading, its embedded BadgeClass and Profile included.

    Returns:
        Errors, at most 64: ``openbadges2.context-unknown`` (a context that is not known explains members, or none does: what they mean is undecided),
        ``openbadges2.context-nested``, ``openbadges2.keyword``, ``openbadges2.member-iri``, ``openbadges2.alias``.
    """
    return tuple(islice(_refusals(document, "", own=False), _MOST))


def has_context(node: JsonObject) -> bool:
    """Whether a document names the context of Open Badges 2.0, or holds it."""
    return any(_is_known(each) for each in as_list(node.get("@context")))


def is_extension(name: str, value: JsonValue) -> bool:
    """Whether a member is an extension: its content is somebody else's vocabulary."""
    return name.startswith(EXTENSIONS) or (isinstance(value, dict) and "Extension" in types_of(value))


def _refusals(node: JsonObject, pointer: str, *, own: bool) -> Iterator[Finding]:
    yield from _of_context(node, pointer, own=own)
    for name, value in node.items():
        place = pointer + pointer_to(name)
        if name.startswith("@") and name not in _KEYWORDS:
            yield _refusal("keyword", f'"{name[:40]}" is a second way to write a member, or hides one.', place)
        elif _expanded(name) in MEMBER_IRIS:
            yield _refusal("member-iri", "A member of Open Badges is written by its IRI instead of its name.", place)
        elif name in _ALIASES and _ALIASES[name] in node:
            yield _refusal("alias", f'"{name}" is an older name of "{_ALIASES[name]}", and both are here.', place)
        elif name != "@context" and not is_extension(name, value):
            yield from _within(value, place)


def _within(value: JsonValue, place: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        yield from _refusals(value, place, own=True)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _within(each, f"{place}/{index}")


def _of_context(node: JsonObject, pointer: str, *, own: bool) -> Iterator[Finding]:
    contexts = as_list(node["@context"]) if "@context" in node else []
    foreign = [each for each in contexts if not _is_known(each) and not _is_extension_context(each)]
    if not foreign and (own or has_context(node)):
        return
    place = f"{pointer}/@context"
    if own:
        yield _refusal("context-nested", "A context inside the document gives its members another meaning.", place)
    else:
        yield Finding(
            UNKNOWN,
            "error",
            "What the members mean is decided by a context that credseal does not know, or by none.",
            place,
            f"Open Badges 2.0 has the context {CONTEXT}; terms of one's own belong into extensions.",
        )


def _is_known(context: JsonValue) -> bool:
    if isinstance(context, str):
        return context in CONTEXTS
    if not isinstance(context, dict):
        return False
    try:
        return hashlib.sha256(jcs.canonicalize(context)).hexdigest() in INLINE_CONTEXTS
    except JsonError:
        return False


def _is_extension_context(context: JsonValue) -> bool:
    return isinstance(context, str) and context.startswith(EXTENSION_CONTEXTS) and ".." not in context


def _expanded(name: str) -> str:
    """A member's name as a compact IRI in the prefixes of the standard's context, where it can be written so."""
    for prefix, namespace in PREFIXES.items():
        if name.startswith(namespace):
            return f"{prefix}:{name.removeprefix(namespace)}"
    return name


def _refusal(code: str, message: str, pointer: str) -> Finding:
    return Finding(
        f"openbadges2.{code}",
        "error",
        message,
        pointer,
        "Readers of JSON-LD and readers of plain JSON would see different badges.",
    )
