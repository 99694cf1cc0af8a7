"""Whether the nodes of a document are what the table demands; constraint by constraint, as SHACL Core defines them.

https://www.w3.org/TR/shacl/#core-components . Every shape of a class applies to every node of the class, wherever it stands. Most members
are right, and most of these can be told so at a glance (``plain``), without making values of them; all others are judged in full.

    for fault in judge(graph, table):
        fault.finding, fault.constraint
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.model import vocabularies
from credseal.profiles.elm.constraints import faults
from credseal.profiles.elm.constraints.datatypes import is_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.profiles.elm.constraints.faults import Fault, Where
    from credseal.profiles.elm.constraints.graph import Graph, Node, Value
    from credseal.profiles.elm.constraints.table import Rule, Scheme, Shape, Table

_SHORT = 2
_DIGITS = 18


def judge(graph: Graph, table: Table) -> Iterator[Fault]:
    """What is wrong, in the order of the nodes."""
    shapes = table.shapes
    judging = _Judging(graph, table)
    for node in graph.nodes:
        for name in sorted(node.types) if len(node.types) > 1 else node.types:
            shape = shapes.get(name)
            if shape is not None:
                yield from judging.check(node, shape, node.places[0].where)


class _Judging:
    def __init__(self, graph: Graph, table: Table) -> None:
        self._graph = graph
        self._table = table
        self._told: set[tuple[int, str]] = set()

    def check(self, node: Node, shape: Shape, where: Where) -> Iterator[Fault]:
        """What a shape has against a node; what is missing is missing at ``where``."""
        rules = shape.rules
        if len(node.places) > 1:
            present = {name for place in node.places for name in place.members}
            for name, rule in rules.items():
                if rule.least or name in present:
                    yield from self._check_member(node, shape, rule, where)
            return
        members, terms, _ = node.places[0]
        for name in shape.required:
            if name not in members:
                yield from self._check_member(node, shape, rules[name], where)
        for name, value in members.items():
            if name in rules and not (name in terms and self._is_plain(value, rules[name])):
                yield from self._check_member(node, shape, rules[name], where)

    def _is_plain(self, value: Any, rule: Rule) -> bool:
        """Whether nothing can be wrong with a member: told at a glance, and never where there is a doubt."""
        kind = type(value)
        if rule.glance == "text":
            return kind is str
        if rule.glance == "texts":
            return kind is dict and value != {} and (rule.most is None or len(value) == 1) and _are_plain_texts(value)
        if rule.glance == "node":
            if kind is dict:
                return self._is_plain_node(value, rule)
            return (
                kind is list and value and (rule.most is None or len(value) == 1) and self._are_plain_nodes(value, rule)
            )
        return False

    def _are_plain_nodes(self, values: list[Any], rule: Rule) -> bool:
        return all(type(each) is dict and self._is_plain_node(each, rule) for each in values)

    def _is_plain_node(self, value: dict[str, Any], rule: Rule) -> bool:
        class_, identifier = value.get("type"), value.get("id")
        if type(class_) is not str or (class_ != rule.type and class_ not in rule.types):
            return False
        if type(identifier) is not str:
            return "id" not in value and rule.kind is None and rule.scheme is None
        node = self._graph.by_id.get(identifier)
        if node is None or (rule.kind is not None and identifier[:2] == "_:"):
            return False
        if rule.scheme is None:
            return True
        scheme = value.get("inScheme")
        return (
            len(node.places) == 1
            and type(scheme) is dict
            and scheme.get("id") == rule.scheme.uri
            and scheme.get("type") == "ConceptScheme"
            and _is_listed(identifier, rule.scheme)
        )

    def _check_member(self, node: Node, shape: Shape, rule: Rule, where: Where) -> Iterator[Fault]:
        values = self._graph.values(node, rule.name)
        shared = len(node.places) > 1
        if len(values) < rule.least:
            yield faults.missing(where, shape.name, rule)
        if rule.most is not None and len(values) > rule.most:
            yield faults.too_many(values[rule.most].where, shape.name, rule, shared=shared)
        if rule.one_per_language:
            yield from _check_languages(values, rule, shared=shared)
        for value in values:
            if rule.datatype is not None:
                yield from _check_literal(value, rule)
            else:
                yield from self._check_node(value, rule)

    def _check_node(self, value: Value, rule: Rule) -> Iterator[Fault]:
        types = value.node.types if value.node else frozenset()
        wrong = False
        if rule.type and rule.type not in types:
            wrong = True
            yield faults.other_class(value.where, rule, [rule.type], "Class")
        if rule.types and types.isdisjoint(rule.types):
            wrong = True
            yield faults.other_class(value.where, rule, rule.types, "Or")
        if (rule.kind == "Literal" and not value.is_literal) or (rule.kind == "IRI" and not value.has_iri):
            yield faults.other_kind(value.where, rule, follows=wrong)
        if rule.scheme:
            if not self._is_of(value.node, rule.scheme):
                yield faults.other_scheme(value.where, rule, rule.scheme, follows=wrong)
            elif value.iri and not _is_listed(value.iri, rule.scheme):
                yield faults.not_listed(value.where, rule, rule.scheme)
        for name in rule.nodes:
            if not self._conforms(value.node, name):
                yield from self._shape_faults(value, rule, name, follows=wrong)

    def _shape_faults(self, value: Value, rule: Rule, name: str, *, follows: bool) -> Iterator[Fault]:
        """Why a value does not conform to a shape: its members' faults the first time, where it has a shape with members."""
        wanted = self._table.nodes[name]
        if wanted.shape is None or value.node is None or (id(value.node), name) in self._told:
            fault = faults.other_class(value.where, rule, sorted(wanted.types) or rule.types, "Node")
            yield faults.of_shape(fault, rule, follows=follows)
            return
        self._told.add((id(value.node), name))
        for fault in self.check(value.node, wanted.shape, value.where):
            yield faults.of_shape(fault, rule, follows=False)

    def _conforms(self, node: Node | None, name: str) -> bool:
        """Whether a value conforms to a shape; found out once for each node."""
        if node is None:
            return False
        if name not in node.answers:
            wanted = self._table.nodes[name]
            if wanted.shape is not None:
                conforms = all(fault.constraint is None for fault in self.check(node, wanted.shape, None))
            else:
                conforms = not wanted.types.isdisjoint(node.types) or any(
                    self._conforms(node, other) for other in wanted.nodes
                )
            node.answers[name] = conforms
        return node.answers[name]

    def _is_of(self, node: Node | None, scheme: Scheme) -> bool:
        """Whether a concept names a scheme, and whatever else it names is one; found out once for each node."""
        if node is None:
            return False
        if scheme.uri not in node.answers:
            named = self._graph.values(node, "inScheme")
            node.answers[scheme.uri] = any(value.iri == scheme.uri for value in named) and all(
                value.has_iri and (scheme.type is None or (value.node is not None and scheme.type in value.node.types))
                for value in named
            )
        return node.answers[scheme.uri]


def _are_plain_texts(texts: dict[str, Any]) -> bool:
    """Whether these are texts in languages with tags of two letters, as nearly all are."""
    for language, text in texts.items():
        if type(text) is not str or len(language) != _SHORT or not (language.isascii() and language.islower()):
            return False
    return True


def _check_languages(values: list[Value], rule: Rule, *, shared: bool) -> Iterator[Fault]:
    times: dict[str, int] = {}
    for value in values:
        if value.language:
            times[value.language] = times.get(value.language, 0) + 1
            if times[value.language] == 2:  # noqa: PLR2004  the first one too many
                yield faults.language_twice(value.where, rule, shared=shared)


def _check_literal(value: Value, rule: Rule) -> Iterator[Fault]:
    if not value.is_literal or value.datatype != rule.datatype or not is_right(value.text, value.datatype):
        yield faults.datatype(value.where, rule)
    elif rule.largest is not None and (len(value.text) > _DIGITS or int(value.text) > rule.largest):
        yield faults.too_large(value.where, rule)


def _is_listed(uri: str, scheme: Scheme) -> bool:
    return scheme.list is None or vocabularies.in_list(scheme.list, uri)
