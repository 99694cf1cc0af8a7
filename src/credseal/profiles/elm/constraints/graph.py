"""The nodes of a document as the official context makes them: objects with one id are one node, whatever stands in each of them.

JSON-LD 1.1 API, sections 5.1 "Expansion" and 7.2 "Node Map Generation" (https://www.w3.org/TR/json-ld11-api/), for two fixed contexts. What
they would drop (unknown members, null, ids that are no absolute IRIs) is no part of any node.

    graph = Graph(document, table)
    graph.nodes[0].types                                   # {'VerifiableCredential', 'EuropeanDigitalCredential'}
    [value.where for value in graph.values(node, "title")]

A second spelling of a member (``@id``, ``dc:title``, an IRI) is one that the shapes see and the Commission's own reader of JSON does not, or the
other way round: it is a fault, and nothing is made of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from credseal.encoding.one_or_many import as_list
from credseal.jsonld.rdf_terms import is_absolute_iri, is_language_tag
from credseal.profiles.elm.constraints import faults
from credseal.profiles.elm.constraints.datatypes import LANGUAGE_STRING, lexical

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from credseal.profiles.elm.constraints.faults import Fault, Where
    from credseal.profiles.elm.constraints.table import Table

MOST_DEPTH = 64
"""As deep as ``encoding.strict_json`` reads."""

_ALIASES = ("id", "type")
_BLANK = re.compile(r"_:\S*")
# With a colon there must be a scheme; without one, it is relative to wherever the document lies.
_IRI = re.compile(r"(?:_:|[A-Za-z][A-Za-z0-9+.\-]*:)\S*|[^\s:]*")


class Place(NamedTuple):
    """One of the places where a node is described."""

    members: Mapping[str, Any]
    terms: Mapping[str, str]
    where: Where


class Node:
    """A node: what all objects with one id say, or an object without.

    Attributes:
        id: None where it has none.
        types: the classes that the contexts know.
        places: where it is described; more than one only where they differ, or have objects without an id in them.
        answers: what was found out about it, for whoever asks again.
    """

    __slots__ = ("answers", "id", "is_whole", "places", "types")

    def __init__(self, identifier: str | None, place: Place) -> None:
        self.id = identifier
        self.types: set[str] = set()
        self.places = [place]
        self.is_whole = False  # everything in it has an id, and is text: the same object again is nothing new
        self.answers: dict[str, bool] = {}


class Value(NamedTuple):
    """One value of a member.

    Attributes:
        key: equal for values that are one in RDF.
        where: the first place that has it.
        node: the node; None for a literal, and for a reference to what is not in the document.
        is_literal: whether it is a literal.
        text: of a literal, what is written.
        datatype: of a literal, without its namespace.
        language: of a literal, its tag in small letters.
        iri: of what is no literal, its id.
    """

    key: Hashable
    where: Where
    node: Node | None = None
    is_literal: bool = False
    text: str = ""
    datatype: str = ""
    language: str = ""
    iri: str | None = None

    @property
    def has_iri(self) -> bool:
        """Whether it is a node with an id that others could name."""
        return self.iri is not None and not self.iri.startswith("_:")


class Graph:
    """The nodes of a document, in the order in which they stand in it.

    Args:
        document: the root object.
        table: the terms and classes.

    Attributes:
        nodes: all of them; the first is the root.
        by_id: those that have an id.
        faults: what is wrong with the spelling of ids, types and members.
        is_too_deep: whether something lies deeper than is read, so that the nodes are not all of them.
    """

    def __init__(self, document: Mapping[str, Any], table: Table) -> None:
        self._table = table
        self._roots = tuple(table.namespaces.values())
        self._blank: dict[int, Node] = {}
        self._open = 0  # objects without id, numbers and the like, as far as was read
        self.by_id: dict[str, Node] = {}
        self.nodes: list[Node] = []
        self.faults: list[Fault] = []
        self.is_too_deep = False
        self._read(document, None, 0)

    def node_of(self, value: Mapping[str, Any]) -> Node | None:
        """The node that an object in the document is of; None for one that is dropped."""
        return self.by_id.get(value["id"]) if isinstance(value.get("id"), str) else self._blank.get(id(value))

    def values(self, node: Node, name: str) -> list[Value]:
        """The values of a member, each once."""
        found: dict[Hashable, Value] = {}
        for place in node.places:
            reading = place.terms.get(name)
            if reading is not None and name in place.members:
                for value in self._expand(place.members[name], reading, (place.where, name)):
                    found.setdefault(value.key, value)
        return list(found.values())

    def _expand(self, value: Any, reading: str, where: Where, *, in_list: bool = False) -> Iterator[Value]:
        if isinstance(value, list):
            for index, each in enumerate(value):
                yield from self._expand(each, reading, (where, index), in_list=True)
        elif reading == "@graph":
            if value is not None:
                yield Value(where, where)  # a graph of its own: to this one, a node of which nothing is said
        elif isinstance(value, dict):
            if reading == "@language" and not in_list:
                yield from _expand_texts(value, where)
            else:
                node = self.node_of(value)
                if node is not None:
                    yield Value(node.id or where, where, node, iri=node.id)
        elif isinstance(value, str):
            if reading != "@id":
                yield _literal(value, reading.partition(":")[2] or "string", where)
            elif _is_kept(value):
                yield Value(value, where, self.by_id.get(value), iri=value)
        elif value is not None:
            yield _literal(lexical(value), reading.partition(":")[2] or "number", where)

    def _read(self, members: Mapping[str, Any], where: Where, depth: int) -> None:
        """Notes an object as a node, and all that is in it."""
        identifier = members.get("id")
        known = self.by_id.get(identifier) if isinstance(identifier, str) else None
        if known is not None and known.is_whole and known.places[0].members == members:
            return
        before = self._open
        types = self._types(members, where)
        place = Place(members, self._terms(types), where)
        node = self._node(place, identifier)
        node.types |= types
        for name, value in members.items():
            reading = place.terms.get(name)
            if reading is None:
                if name not in _ALIASES:
                    self._check_name(name, where)
            elif reading == "@graph":
                self._open += 1
            elif reading == "@id" or type(value) is not str:
                self._read_value(value, reading, (where, name), depth)
        if known is None:
            node.is_whole = self._open == before

    def _node(self, place: Place, identifier: Any) -> Node:
        """The node that an object is of."""
        if "id" not in place.members:
            self._open += 1
            node = self._blank[id(place.members)] = Node(None, place)
        elif not self._is_kept(identifier, (place.where, "id")):
            self._open += 1
            node = Node(None, place)  # dropped; what is in it has ids of its own, and stays
            if place.where is not None:
                return node
        elif identifier in self.by_id:
            node = self.by_id[identifier]
            node.places.append(place)
            return node
        else:
            node = self.by_id[identifier] = Node(identifier, place)
        self.nodes.append(node)
        return node

    def _read_value(self, value: Any, reading: str, where: Where, depth: int, *, in_list: bool = False) -> None:
        """Notes the nodes in a value."""
        if isinstance(value, str):
            if reading == "@id" and where is not None and where[1] not in self._table.misread:
                self._is_kept(value, where)
        elif isinstance(value, dict):
            if reading == "@language" and not in_list:
                self._check_texts(value, where)
            elif depth < MOST_DEPTH:
                self._read(value, where, depth + 1)
            else:
                self._stop(where)
        elif isinstance(value, list):
            if depth == MOST_DEPTH:
                self._stop(where)
                return
            for index, each in enumerate(value):
                self._read_value(each, reading, (where, index), depth + 1, in_list=True)
        else:
            self._open += 1

    def _stop(self, where: Where) -> None:
        self.is_too_deep = True
        self.faults.append(faults.too_deep(where))

    def _is_kept(self, identifier: Any, where: Where) -> bool:
        """Whether JSON-LD keeps what has this id; what is wrong with it is noted."""
        if not isinstance(identifier, str):
            self.faults.append(faults.no_id(where))
            return False
        if is_absolute_iri(identifier) or _BLANK.fullmatch(identifier):
            return True
        self.faults.append(faults.relative_id(where))
        return _is_kept(identifier)

    def _types(self, members: Mapping[str, Any], where: Where) -> frozenset[str]:
        written = members.get("type")
        if isinstance(written, str) and written in self._table.types:  # the usual case
            return _single(written)
        found = set()
        for each in as_list(written) if "type" in members else ():
            if not isinstance(each, str):
                self.faults.append(faults.bad_type((where, "type")))
            elif each in self._table.types:
                found.add(each)
            elif self._is_spelled_otherwise(each):
                self.faults.append(faults.spelled_otherwise((where, "type")))
        return frozenset(found)

    def _terms(self, types: frozenset[str]) -> Mapping[str, str]:
        """The terms for an object of these classes."""
        if types.isdisjoint(self._table.scopes):
            return self._table.terms
        scopes = [scope for name, scope in self._table.scopes.items() if name in types]
        return scopes[0] if len(scopes) == 1 else {**scopes[0], **scopes[1]}

    def _check_name(self, name: str, where: Where) -> None:
        """A member that the context does not know is dropped, unless it is a known one in another spelling."""
        if self._is_spelled_otherwise(name) and not (name == "@context" and where is None):
            self.faults.append(faults.spelled_otherwise((where, name)))

    def _is_spelled_otherwise(self, name: str) -> bool:
        prefix, colon, rest = name.partition(":")
        return name[:1] == "@" or (
            colon != "" and ((prefix in self._table.namespaces and rest[:2] != "//") or name.startswith(self._roots))
        )

    def _check_texts(self, texts: Mapping[str, Any], where: Where) -> None:
        for language, written in texts.items():
            if language == "@none":
                continue
            if not is_language_tag(language):
                self.faults.append(faults.bad_language((where, language)))
            for each in written if isinstance(written, list) else (written,):
                if each is not None and not isinstance(each, str):
                    self.faults.append(faults.bad_text((where, language)))


def _is_kept(text: str) -> bool:
    """Whether JSON-LD makes a node of a text, if need be by the address of the document."""
    return _IRI.fullmatch(text) is not None


def _literal(text: str, datatype: str, where: Where) -> Value:
    return Value(("", datatype, text), where, is_literal=True, text=text, datatype=datatype)


def _expand_texts(texts: Mapping[str, Any], where: Where) -> Iterator[Value]:
    """The texts of a language map."""
    for name, written in texts.items():
        language = name.lower()
        for each in written if isinstance(written, list) else (written,):
            if not isinstance(each, str):
                continue
            if name == "@none":
                yield _literal(each, "string", (where, name))
            else:
                key = (language, LANGUAGE_STRING, each)
                here = (where, name)
                yield Value(key, here, is_literal=True, text=each, datatype=LANGUAGE_STRING, language=language)


@lru_cache(maxsize=128)
def _single(name: str) -> frozenset[str]:
    return frozenset((name,))
