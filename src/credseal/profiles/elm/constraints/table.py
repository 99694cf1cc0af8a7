"""The table of what the shapes demand, compiled once: class -> member -> rule.

SHACL Core (https://www.w3.org/TR/shacl/#core-components) for the shapes of European Digital Credentials, version 1.2.0, which the
Commission publishes with the European Learning Model: https://github.com/european-commission-empl/European-Learning-Model . The table is
``contexts/tables/elm-shapes.json``; JSON names stand for paths and classes.

    table = compiled(frozenset({GENERIC}))
    table.shapes["Organisation"].rules["legalName"]       # Rule(name='legalName', least=1, datatype='langString', ...)
    table.terms["legalName"]                              # '@language': how the context reads its values
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from credseal import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GENERIC = "http://data.europa.eu/snb/model/ap/edc-generic-full"
CREDENTIAL = "EuropeanDigitalCredential"

# The shapes that a member's scheme is given by -> the list of ``model.vocabularies``, where it is bundled.
_LISTS: Mapping[str, str] = {
    "AccreditationType": "accreditation",
    "Country": "country",
    "EQFLevel": "eqf",
    "EuropeanDigitalCredentialType": "credential",
    "EvidenceType": "evidence-type",
    "Jurisdiction": "atu",
    "Language": "language",
    "LearningEntitlementStatus": "entitlement-status",
    "LearningOutcomeType": "skill-type",
    "LearningSetting": "learning-setting",
    "NQFLevel": "nqf",
    "ReusabilityLevel": "skill-reuse-level",
    "ThematicArea": "isced-f",
    "VerificationCheckStatus": "verification-status",
    "VerificationCheckType": "verification",
}
# Lists that grow, or of which a part is bundled: what is not in ours may be in theirs.
_OPEN = frozenset({"atu", "country", "language", "nqf"})

# Datatypes that have every text.
_ANY_TEXT = frozenset({"xsd:anyURI", "xsd:string"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """The list that a concept must be of.

    Attributes:
        uri: of the scheme.
        type: what every scheme that the concept names must be; None where that is not asked.
        list: its name in ``model.vocabularies``; None where it is not bundled.
        is_closed: whether what is not in our list is in none.
    """

    uri: str
    type: str | None
    list: str | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What is demanded of one member of one class. Where a constraint is None or empty, it is not made.

    Attributes:
        name: the member.
        least: how many values at least.
        most: how many values at most.
        datatype: of each value, without its namespace.
        type: of each value.
        types: one of which each value must be (``sh:or``).
        nodes: names of the shapes that each value must conform to (``sh:node``).
        scheme: the list that each value must be of.
        one_per_language: no language twice.
        kind: ``IRI``: an object with an id, or an id; ``Literal``: no object.
        largest: the largest number.
        glance: what a value can be told to be right by, at a glance: ``text``, ``texts`` by language, ``node`` of the class; None where
            there is more to it.
    """

    name: str
    least: int = 0
    most: int | None = None
    datatype: str | None = None
    type: str | None = None
    types: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    scheme: Scheme | None = None
    one_per_language: bool = False
    kind: str | None = None
    largest: int | None = None
    glance: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is demanded of the objects of one class.

    Attributes:
        name: of the class.
        rules: by member.
        required: members that must be there.
    """

    name: str
    rules: Mapping[str, Rule]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A shape that another one names: members, or one of several classes or shapes.

    Attributes:
        shape: what is demanded of its members.
        types: one of these classes will do.
        nodes: so will one of these shapes.
    """

    shape: Shape | None
    types: frozenset[str]
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All of it.

    Attributes:
        terms: member -> how the context reads its values: ``@id``, ``@language``, ``@graph``, a datatype, or '' for as they are.
        scopes: class -> the same with the terms that hold for objects of the class alone.
        types: the classes that the contexts know.
        namespaces: what a compact IRI could begin with -> what it stands for.
        shapes: by class.
        nodes: by name.
        misread: members that the context takes for ids, and the shapes for dates or text. What is right for a reader of JSON is lost
            in RDF; nobody can mend that in a document.
    """

    terms: Mapping[str, str]
    scopes: Mapping[str, Mapping[str, str]]
    types: frozenset[str]
    namespaces: Mapping[str, str]
    shapes: Mapping[str, Shape]
    nodes: Mapping[str, NodeShape]
    misread: frozenset[str]


@lru_cache(maxsize=64)
def compiled(profiles: frozenset[str]) -> Table:
    """The rules of the generic profile, and of some of ``profiles()`` besides."""
    table = bundled.table("elm-shapes")
    schemes = {name: _scheme(name, each) for name, each in table["schemes"].items()}
    classes: dict[str, dict[str, dict[str, Any]]] = {
        name: {member: dict(rule) for member, rule in members.items()} for name, members in table["classes"].items()
    }
    for profile in sorted(profiles):
        for name, members in table["variants"][profile].items():
            for member, rule in members.items():
                _add(classes[name].setdefault(member, {}), rule)
    terms = table["terms"]
    scopes = {name: {**terms, **scoped} for name, scoped in table["scopes"].items()}
    known = {name: reading for scope in scopes.values() for name, reading in scope.items()}
    shapes = {name: _shape(name, members, schemes, known) for name, members in classes.items()}
    return Table(
        terms=terms,
        scopes=scopes,
        types=frozenset(table["types"]),
        namespaces=table["namespaces"],
        shapes=shapes,
        nodes={name: _node_shape(name, each, schemes, known) for name, each in table["nodes"].items()},
        misread=frozenset(
            name
            for shape in shapes.values()
            for name, rule in shape.rules.items()
            if rule.datatype and terms.get(name) == "@id"
        ),
    )


@lru_cache(maxsize=1)
def profiles() -> frozenset[str]:
    """The schemas that are known, by URI."""
    return frozenset(bundled.table("elm-shapes")["variants"])


def _add(found: dict[str, Any], more: Mapping[str, Any]) -> None:
    """What the generic profile and another one demand, both. The others never demand another class or datatype."""
    for kind, value in more.items():
        if kind == "node":
            found[kind] = [*found.get(kind, ()), *value]
        elif kind == "min":
            found[kind] = max(value, found.get(kind, value))
        elif kind == "max":
            found[kind] = min(value, found.get(kind, value))
        else:
            found[kind] = value


def _scheme(name: str, described: Mapping[str, Any]) -> Scheme:
    listed = _LISTS.get(name)
    return Scheme(
        described["uri"], described.get("class"), listed, is_closed=listed is not None and listed not in _OPEN
    )


def _shape(
    name: str, members: Mapping[str, Mapping[str, Any]], schemes: Mapping[str, Scheme], terms: Mapping[str, str]
) -> Shape:
    rules = {member: _rule(member, each, schemes, terms[member]) for member, each in members.items()}
    return Shape(name, rules, tuple(member for member, rule in rules.items() if rule.least))


def _rule(name: str, described: Mapping[str, Any], schemes: Mapping[str, Scheme], reading: str) -> Rule:
    datatype = described.get("datatype")
    glance = None
    if (reading == datatype and datatype in _ANY_TEXT) or (reading == "" and described.get("nodeKind") == "Literal"):
        glance = "text"
    elif reading == "@language" and datatype == "rdf:langString":
        glance = "texts"
    elif reading == "@id" and ("class" in described or "or" in described) and "node" not in described:
        glance = "node"
    return Rule(
        name=name,
        least=described.get("min", 0),
        most=described.get("max"),
        datatype=datatype and datatype.partition(":")[2],
        type=described.get("class"),
        types=tuple(described.get("or", ())),
        nodes=tuple(described.get("node", ())),
        scheme=schemes[described["scheme"]] if "scheme" in described else None,
        one_per_language=described.get("uniqueLang", False),
        kind=described.get("nodeKind"),
        largest=described.get("maxInclusive"),
        glance=glance,
    )


def _node_shape(
    name: str, described: Mapping[str, Any], schemes: Mapping[str, Scheme], terms: Mapping[str, str]
) -> NodeShape:
    ways: Iterable[Mapping[str, str]] = described.get("or", ())
    return NodeShape(
        shape=_shape(name.removesuffix("NodeShape"), described["members"], schemes, terms)
        if "members" in described
        else None,
        types=frozenset(way["class"] for way in ways if "class" in way),
        nodes=tuple(way["node"] for way in ways if "node" in way),
    )
