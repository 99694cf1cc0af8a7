"""Ids that two things of a document share.

In RDF, objects with one id are one node, and what each of them says is said of it: two pictures under one id are one picture with two
contents. RDF 1.1 Concepts, section 1.3 (https://www.w3.org/TR/rdf11-concepts/#referents). Readers of JSON see two things all the same.

    for fault in find(graph):
        fault.finding.message       # "Objects with one id differ here in 'content'."

An object that says less than another one with its id, or other languages of the same text, is no collision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.profiles.elm.constraints.faults import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.profiles.elm.constraints.faults import Fault
    from credseal.profiles.elm.constraints.graph import Graph, Node

_MOST_NAMED = 5


def find(graph: Graph) -> Iterator[Fault]:
    """One warning (``elm.collision``) for each id that is used for what differs; where a shape minds, there is an error besides."""
    for node in graph.nodes:
        if len(node.places) > 1:
            yield from _compare(node)


def _compare(node: Node) -> Iterator[Fault]:
    first: dict[str, dict[str, frozenset[Any]]] = {}
    different: dict[str, None] = {}
    where = None
    for place in node.places:
        for name, value in place.members.items():
            if name == "id" or (name != "type" and name not in place.terms):
                continue
            said = _said(value, place.terms.get(name, ""))
            known = first.setdefault(name, {})
            if any(known.get(language, texts) != texts for language, texts in said.items()):
                where = where or place.where
                different[name] = None
            else:
                known.update(said)
    if different:
        names = ", ".join(repr(name) for name in list(different)[:_MOST_NAMED])
        message = f"This object has the id of another one, and differs from it in {names}."
        yield found("elm.collision", message, where, "Give each of the two an id of its own.", severity="warning")


def _said(value: Any, reading: str) -> dict[str, frozenset[Any]]:
    """What a member says; texts by language, everything else at once."""
    if reading == "@language" and isinstance(value, dict):
        return {language.lower(): _values(texts) for language, texts in value.items()}
    return {"": _values(value)}


def _values(value: Any) -> frozenset[Any]:
    return frozenset(_plain(each) for each in (value if isinstance(value, list) else (value,)) if each is not None)


def _plain(value: Any) -> Any:
    """Something that is equal for values that say the same: an object with an id is that id."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            return value["id"]
        return frozenset((name, _values(each)) for name, each in value.items())
    if isinstance(value, list):
        return _values(value)
    return (type(value).__name__, value) if not isinstance(value, str) else value
