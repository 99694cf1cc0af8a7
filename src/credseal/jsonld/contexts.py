"""The contexts that a verifier knows, and what is done with one that it does not.

A context decides what every member of a document means, so nothing is taken from the network, and a context is *pinned*
before its terms count: those that credseal ships (checked by digest), those that the caller adds, and inline ones whose
digest the caller lists. An inline context that nobody vouches for may define terms of its own, and no more than that;
the document's proof is checked with them, but what they name is kept from every reader. Data Integrity 1.0, section
4.6 "Context Validation": https://www.w3.org/TR/vc-data-integrity/#context-validation.

    known = Contexts(extra={"https://example.org/contexts/v1": {"@context": {...}}})
    known.scope(["https://www.w3.org/ns/credentials/v2", "https://example.org/contexts/v1"])
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from credseal import bundled
from credseal.encoding import jcs
from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonError, JsonLdError, pointer_to
from credseal.jsonld.active_context import ContextProcessor
from credseal.jsonld.scope import Scope, root_scope
from credseal.jsonld.spelling import shape

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue

LANGUAGE_MAPS = "e36ab2712b207f0f569e5db9a10d0f00da16213b8bd8d057a33268ad5619b785"
"""The digest of the inline context of badges in several languages (``profiles.openbadges.further``), which is vouched for always."""
ELM_BRIDGE = "34b2acb5b8c501321f062cb6a9a1e3bdafbd1c37006904a84294932b9ba58497"
"""The digest of the inline context of the European Learning Model on version 2.0 (``profiles.elm.bridge``); likewise."""
_SCOPES = 128
_CONTEXT_ENTRIES = 32
_UNPINNED_TERMS = 256
_TERM = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*")
_DEFINITION_MEMBERS = frozenset({"@id", "@type", "@container", "@language", "@protected", "@prefix"})


class Contexts:
    """Pinned contexts: all that credseal ships, and what the caller adds.

    Args:
        extra: context documents by URL, each an object with ``@context``; they take precedence over ours.
        inline: SHA-256 digests (lower-case hex) of the RFC 8785 form of inline contexts that are vouched for, besides
            ``LANGUAGE_MAPS`` and ``ELM_BRIDGE``.

    Thread-safe; compiled scopes are kept, the oldest given up first.
    """

    def __init__(self, *, extra: Mapping[str, JsonObject] | None = None, inline: Collection[str] = ()) -> None:
        self._extra = dict(extra or {})
        self._inline = frozenset({LANGUAGE_MAPS, ELM_BRIDGE, *inline})
        self._processor = ContextProcessor(self._load)
        self._scopes: OrderedDict[object, Scope] = OrderedDict()

    def scope(self, context: JsonValue) -> Scope:
        """The scope of a document whose ``@context`` is ``context``.

        Raises:
            JsonLdError: ``contexts.unknown`` for a URL that is not pinned, ``contexts.inline`` for an inline context that
                does more than define terms, ``contexts.invalid`` for contexts that contradict each other.
        """
        entries = as_list(context)
        key = _cache_key(entries)
        scope = self._scopes.get(key)
        if scope is None:
            self._refuse(entries)
            scope = root_scope(entries, self._processor, self.is_pinned)
            if len(self._scopes) >= _SCOPES:
                self._scopes.popitem(last=False)
            self._scopes[key] = scope
        return scope

    def is_pinned(self, entry: JsonValue) -> bool:
        """Whether one entry of ``@context`` is vouched for."""
        if isinstance(entry, str):
            return entry in self._extra or entry in bundled.context_urls()
        return isinstance(entry, dict) and digest(entry) in self._inline

    def embedded(self, context: JsonValue) -> tuple[str, ...]:
        """The entries of the ``@context`` of a credential inside a document, which are pinned: URLs, and inline contexts as their RFC 8785 text.

        Raises:
            JsonLdError: ``contexts.embedded`` for anything else.
        """
        entries = as_list(context)
        try:
            pinned = tuple(_embedded(entry) for entry in entries[:_CONTEXT_ENTRIES] if self.is_pinned(entry))
        except JsonError:  # of an inline context that RFC 8785 cannot write, and nobody can have pinned
            pinned = ()
        if len(pinned) != len(entries):
            raise JsonLdError(
                'An embedded "@context" has an entry that is not known; it could give members another meaning.',
                code="contexts.embedded",
                pointer="/@context",
                hint="Use only URLs of known contexts below the top of the document.",
            )
        return pinned

    def _load(self, url: str) -> JsonValue:
        if url in self._extra:
            return self._extra[url]["@context"]
        versions = bundled.contexts_for(url)
        if not versions:
            raise _unknown(url, "/@context")
        return versions[0].document["@context"]  # type: ignore[no-any-return]  # read from our own files

    def _refuse(self, entries: list[JsonValue]) -> None:
        if not entries or len(entries) > _CONTEXT_ENTRIES:
            raise JsonLdError(
                f'"@context" has {len(entries)} entries; 1 to {_CONTEXT_ENTRIES} are read.',
                code="contexts.count",
                pointer="/@context",
            )
        terms = 0
        for index, entry in enumerate(entries):
            pointer = pointer_to("@context", index)
            if isinstance(entry, str):
                if not self.is_pinned(entry):
                    raise _unknown(entry, pointer)
            elif not isinstance(entry, dict):
                raise JsonLdError(
                    f'An entry of "@context" is {shape(entry)}; it must be a URL or an object.',
                    code="contexts.entry",
                    pointer=pointer,
                )
            elif "@context" in entry:
                raise JsonLdError(
                    'An entry of "@context" has an "@context" of its own.', code="contexts.entry", pointer=pointer
                )
            elif not self.is_pinned(entry):
                terms += len(entry)
                if terms > _UNPINNED_TERMS:
                    raise JsonLdError(
                        f"Inline contexts that are not pinned have more than {_UNPINNED_TERMS} members.",
                        code="contexts.count",
                        pointer=pointer,
                    )
                _refuse_inline(entry, pointer)


def digest(context: JsonObject) -> str:
    """What an inline context is pinned by: SHA-256 of its RFC 8785 form, lower-case hex."""
    return hashlib.sha256(jcs.canonicalize(context)).hexdigest()


def _embedded(entry: JsonValue) -> str:
    return entry if isinstance(entry, str) else jcs.canonicalize(entry).decode()


def _cache_key(entries: list[JsonValue]) -> object:
    if all(isinstance(entry, str) for entry in entries):
        return tuple(entries)
    try:
        return hashlib.sha256(jcs.canonicalize(entries)).digest()
    except JsonError as error:
        raise JsonLdError(
            f'"@context" cannot be read. {error.message}', code="contexts.entry", pointer="/@context", hint=error.hint
        ) from error


def _unknown(url: str, pointer: str) -> JsonLdError:
    return JsonLdError(
        f'The context "{url[:80]}" is not known, so the meaning of what it defines cannot be checked.',
        code="contexts.unknown",
        pointer=pointer,
        hint="Nothing is fetched while checking a proof: give the context to the verifier (--context URL=FILE, or Contexts(extra=...)).",
    )


def _refuse_inline(context: JsonObject, pointer: str) -> None:
    """An unpinned inline context may define terms and prefixes; whatever reaches further is refused by name."""
    for key, value in context.items():
        if key in ("@version", "@protected"):
            continue
        members = value.keys() if isinstance(value, dict) else ()
        refused = next((member for member in members if member not in _DEFINITION_MEMBERS), None)
        keyword = value.get("@id", key) if isinstance(value, dict) else value
        if not _TERM.fullmatch(key):
            rule = f'"{key[:80]}", which is no plain term'
        elif refused is not None:
            rule = f'"{refused[:80]}" in the definition of "{key[:80]}"'
        elif not isinstance(keyword, str) or keyword.startswith("@"):
            rule = f'the definition of "{key[:80]}", which maps it to no property'
        else:
            continue
        raise JsonLdError(
            f"An inline context that is not pinned has {rule}; it may only define terms of its own.",
            code="contexts.inline",
            pointer=pointer,
            hint="Publish the context under a URL and give it to the verifier, or pin its digest.",
        )


BUNDLED = Contexts()
"""The contexts that credseal ships."""
