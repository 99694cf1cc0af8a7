"""Where a document describes its nodes: what a holder could move from one place to another is refused.

What is said of one node (one ``id``) in two places may be moved or swapped between them by whoever holds the document: the
statements stay the same, and with them every proof over statements. Who reads JSON looks in one place. Therefore

* two places never give one property of a node different values;
* what could stand at the top of the document, where absence means something (no expiry, no status), is said of the top
  node nowhere else;
* what could stand in a member of the top node (issuer, subject, status) stands there if it is said further down too.

Graphs do not mix: each (a credential in a presentation) has descriptions of its own. Credentials inside a credential that
bring their own proof (endorsements, the parts of a CLR) share its graph. They may differ from each other about a node, since
their proofs tell them apart, but not from the credential around them. Which description of a node they hang from does not
matter: they say themselves what they are about.

    descriptions = Descriptions()
    descriptions.add("<https://uni.example/>", (1, (), {"id": "https://uni.example/", "name": "Uni"}, scope))
    descriptions.check()                 # JsonLdError jsonld.described-twice where a member could have been moved

What is left: members of two nodes further down that describe the same thing (an ``id`` that is mentioned in two places) can be
moved as a whole from one to the other, so readers look nodes up by their id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from credseal.errors import JsonLdError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.scope import Scope

Secured: TypeAlias = tuple[int, ...]
"""The secured credentials around a place, below the document itself, outermost first; each has a number of its own."""

Place: TypeAlias = "tuple[int, Secured, JsonObject, Scope]"
"""Depth below the top (0), the secured credentials around, the node object and its scope."""

_SHOWN = 80
_SEVERAL = object()


class Descriptions:
    """What one graph of a document says of its nodes, and where."""

    __slots__ = ("_first", "_references", "_repeated")

    def __init__(self) -> None:
        self._first: dict[str, Place] = {}
        self._repeated: dict[str, _Description] = {}
        self._references: set[str] = set()

    def add(self, token: str, place: Place) -> None:
        """Adds a place where the node ``token`` is described.

        Raises:
            JsonLdError: ``jsonld.described-twice``, another place contradicts it, or it says something of the top node.
        """
        first = self._first.setdefault(token, place)
        if first is place or first[2] == place[2]:
            return
        description = self._repeated.get(token)
        if description is None:
            description = self._repeated[token] = _Description()
            description.add(first)
        description.add(place)

    def refer(self, token: str) -> None:
        """Notes that a member of the top node mentions the node ``token`` without describing it."""
        self._references.add(token)

    def check(self) -> None:
        """Looks back when the whole graph was read.

        Raises:
            JsonLdError: ``jsonld.described-twice``, a node is described further down than where it is mentioned first.
        """
        for description in self._repeated.values():
            description.check()
        for token in self._references:
            place = self._first.get(token)
            if place is not None and place[0] > 1 and (token not in self._repeated or not self._repeated[token].scopes):
                raise _spread(next((key for _, key, _ in _stated(place)), "type"), "")


class _Description:
    """What is said of one node that is described in several places.

    Attributes:
        scopes: the scopes of the places that are members of the top node, or the top node itself.
    """

    __slots__ = ("_inside", "_lower", "_said", "_top", "_upper", "scopes")

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self._top: Scope | None = None
        self._upper: set[str] = set()
        self._lower: dict[str, str] = {}
        self._said: dict[tuple[Secured, str], JsonValue] = {}
        self._inside: dict[tuple[Secured, str], object] = {}

    def add(self, place: Place) -> None:
        depth, secured, _, scope = place
        for iri, key, value in _stated(place):
            if self._top is not None and iri in self._top.names:
                raise _spread(key, None)
            self._compare(secured, iri, key, value)
            if depth <= 1:
                self._upper.add(iri)
            else:
                self._lower[iri] = key
        if depth <= 1:
            self.scopes.append(scope)
        if depth == 0:
            self._top = scope

    def check(self) -> None:
        for iri, key in self._lower.items():
            if iri not in self._upper and any(iri in scope.names for scope in self.scopes):
                raise _spread(key, "")

    def _compare(self, secured: Secured, iri: str, key: str, value: JsonValue) -> None:
        """Compares with what is said in the same credential, in those around it and in those inside it."""
        around = [secured[:length] for length in range(len(secured))]
        said = [self._said.get((part, iri), value) for part in (*around, secured)]
        if any(other != value for other in (*said, self._inside.get((secured, iri), value))):
            raise _spread(key, None)
        self._said[secured, iri] = value
        for part in around:
            known = self._inside.setdefault((part, iri), value)
            if known != value:
                self._inside[part, iri] = _SEVERAL


def _stated(place: Place) -> Iterator[tuple[str, str, JsonValue]]:
    """The properties that a place gives to its node: token, key and value; but for secured credentials."""
    _, _, node, scope = place
    for key, value in node.items():
        term = scope.terms.get(key)
        if _is_secured(value):
            continue
        if term is not None and term.iri:
            yield term.iri, key, value
        elif term is None and scope.vocab is not None and key[:1] != "@":
            yield f"<{scope.vocab}{key}>", key, value


def _is_secured(value: JsonValue) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, dict) and "proof" in item for item in items)


def _spread(key: str, pointer: str | None) -> JsonLdError:
    return JsonLdError(
        f'A node is described in two places, and its "{key[:_SHOWN]}" could have been moved or swapped between them without '
        "breaking a proof.",
        code="jsonld.described-twice",
        pointer=pointer,
        hint="Describe it once, where the document mentions it first, and refer to it by its id elsewhere.",
    )
