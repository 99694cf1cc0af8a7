"""The seam of the JSON-LD layer: a document goes in, canonical N-Quads come out, always strictly.

    result = canonicalize(document, contexts=BUNDLED)
    result.nquads        # what RDF cryptosuites hash
    result.document      # what readers may read: the same document without members that only an unpinned context explains

Strict means: one spelling, no dropped statement, no unknown context (see ``walker``, ``spelling`` and ``contexts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.errors import pointer_to
from credseal.jsonld import rdfc
from credseal.jsonld.walker import Walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.contexts import Contexts
    from credseal.jsonld.rdfc import Quad


@dataclass(frozen=True)
class CanonicalDocument:
    """What a document states, and what of it may be read.

    Attributes:
        nquads: its canonical N-Quads (RDFC-1.0), UTF-8.
        quads: its statements, with blank nodes as the walk labels them.
        labels: the canonical labels of these.
        document: the document as readers may have it; the very object that came in where nothing had to be taken out.
        unpinned: JSON pointers to the members that were taken out, because only an unpinned context explains them.
    """

    nquads: bytes
    quads: Sequence[Quad]
    labels: Mapping[str, str]
    document: JsonObject
    unpinned: tuple[str, ...]


def canonicalize(document: JsonObject, *, contexts: Contexts, hash_name: str = "sha256") -> CanonicalDocument:
    """Canonical N-Quads of a JSON-LD document.

    Args:
        document: the document; its ``@context`` decides what it means.
        contexts: the contexts that are known.
        hash_name: ``sha256``, or ``sha384`` for suites that use it inside RDFC-1.0.

    Raises:
        JsonLdError: for everything that is not plain, known and covered; code, pointer and hint say what.
    """
    walk = Walk(contexts)
    walk.document(document)
    canonical = rdfc.canonicalize(walk.quads, hash_name=hash_name)
    view, unpinned = (document, ()) if not walk.unpinned else _without(document, walk.unpinned)
    return CanonicalDocument(canonical.nquads, walk.quads, canonical.labels, view, unpinned)


def readable(document: JsonObject, *, contexts: Contexts) -> tuple[JsonObject, tuple[str, ...]]:
    """What of a document may be read whose proof covers its JSON (RFC 8785), member by member.

    Nobody but its issuer can respell such a document, but a context that nobody vouches for still gives its terms meaning,
    and a member named by an IRI says something to others that nobody reads here. Undefined terms mean nothing to anybody.

    Args:
        document: the document.
        contexts: the contexts that are known.

    Returns:
        The document and the pointers to what was taken out of it, as in ``CanonicalDocument``.

    Raises:
        JsonLdError: as ``canonicalize`` does, where an unpinned or embedded context, a keyword or an IRI as a name make
            the walk necessary.
    """
    plain = all(isinstance(entry, str) and contexts.is_pinned(entry) for entry in as_list(document.get("@context")))
    if plain and not _has_odd_names(document):
        return document, ()
    walk = Walk(contexts)
    walk.document(document)
    return _without(document, walk.unpinned) if walk.unpinned else (document, ())


def _has_odd_names(document: JsonObject) -> bool:
    """Whether any member but the context at the top is named by a keyword or an IRI.

    JSON-LD processors understand such names, readers of JSON do not.
    """
    waiting: list[JsonValue] = [{name: value for name, value in document.items() if name != "@context"}]
    for value in waiting:  # grows while it is read
        if isinstance(value, dict):
            if any(":" in name or name[:1] == "@" for name in value):
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False


def _without(
    document: JsonObject, unpinned: list[tuple[JsonObject, str, str | None]]
) -> tuple[JsonObject, tuple[str, ...]]:
    """A copy of the document without the unpinned members and types, and their pointers."""
    members = {(id(node), key) for node, key, name in unpinned if name is None}
    types = {(id(node), key, name) for node, key, name in unpinned if name is not None}
    pointers: list[str] = []

    def copy(value: JsonValue, pointer: str) -> JsonValue:
        if isinstance(value, list):
            return [copy(item, f"{pointer}/{index}") for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        kept: JsonObject = {}
        for key, member in value.items():
            here = pointer + pointer_to(key)
            if (id(value), key) in members:
                pointers.append(here)
                continue
            names = as_list(member)
            unknown = [name for name in names if isinstance(name, str) and (id(value), key, name) in types]
            if unknown:
                pointers.append(here)
                kept[key] = [name for name in names if name not in unknown]
            else:
                kept[key] = copy(member, here)
        return kept

    view = copy(document, "")
    return view, tuple(pointers)  # type: ignore[return-value]  # a copy of an object is an object
