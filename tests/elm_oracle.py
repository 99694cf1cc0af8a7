"""The official shapes of European Digital Credentials, asked by pyshacl: the oracle of our own check.

PyLD makes RDF of the document with the official context; its default graph is asked, without inference, and without what the files import.

    results(document)                       # {("issuer", "Node"), ("title", "UniqueLang")}: JSON names, constraint components
    results(document, "EDC-accredited")     # by the generic shapes and these
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pyld import jsonld
from pyshacl import ShapesGraph, Validator
from pyshacl.graph_abstraction import DataGraph
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL

from credseal.bundled import contexts_for
from pyld_peer import loader
from support import corpus, load_json

if TYPE_CHECKING:
    from collections.abc import Mapping

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
EDC_AP = "http://data.europa.eu/snb/model/context/edc-ap"
SH = Namespace("http://www.w3.org/ns/shacl#")
_GENERIC = ("EDC-generic-full", "EDC-generic-no-cv")


def results(document: Any, *profiles: str) -> set[tuple[str, str]]:
    """What the shapes mind: the member and the kind of constraint of each result; empty where the document conforms."""
    validator = Validator(DataGraph.from_rdflib(graph_of(document)), shacl_graph=shapes(*profiles), options={})
    validator.shacl_graph = _read_once(*profiles)
    conforms, report, _ = validator.run()
    found = {
        (names()[str(report.value(each, SH.resultPath))], component(report.value(each, SH.sourceConstraintComponent)))
        for each in report.objects(None, SH.result)  # and not the details of results
    }
    assert conforms == (not found)
    return found


def graph_of(document: Any) -> Graph:
    """The default graph of a document."""
    graph = Graph()
    for triple in jsonld.to_rdf(document, {"documentLoader": _official()})["@default"]:
        graph.add(tuple(_term(triple[part]) for part in ("subject", "predicate", "object")))
    return graph


@cache
def shapes(*profiles: str) -> Graph:
    """The generic shapes and those of further files."""
    graph = Graph()
    for file in (*_GENERIC, *profiles):
        graph.parse(corpus("edc", "shapes", f"{file}.ttl"))
    graph.remove((None, OWL.imports, None))
    return graph


@cache
def names() -> Mapping[str, str]:
    """Path or class -> JSON name, by the official contexts."""
    official = load_json(corpus("edc", "contexts", "edc-ap.official.jsonld"))["@context"]
    credentials = contexts_for(CREDENTIALS_V1)[0].document["@context"]
    scoped = [credentials[name] for name in ("VerifiableCredential", "VerifiablePresentation")]
    found = {}
    for terms in (official, {"proof": credentials["proof"]}, *(each["@context"] for each in scoped)):
        for name, meaning in terms.items():
            path = meaning["@id"] if isinstance(meaning, dict) else meaning
            prefix, _, rest = str(path).partition(":")
            namespace = {**official, "sec": "https://w3id.org/security#"}.get(prefix)
            found[f"{namespace}{rest}" if namespace else path] = name
    return found | {each["@id"]: each["@id"].partition("#")[2] for each in scoped}


def component(node: Any) -> str:
    """The last word of an IRI of SHACL."""
    return str(node).removeprefix(str(SH)).removesuffix("ConstraintComponent")


@cache
def _read_once(*profiles: str) -> ShapesGraph:
    read = ShapesGraph(shapes(*profiles))
    assert read.shapes  # reading them takes longer than asking them
    return read


@cache
def _official() -> Any:
    return loader({EDC_AP: load_json(corpus("edc", "contexts", "edc-ap.official.jsonld"))})


def _term(term: Mapping[str, str]) -> Any:
    if term["type"] == "literal":
        if "language" in term:
            return Literal(term["value"], lang=term["language"])
        return Literal(term["value"], datatype=URIRef(term["datatype"]))
    return BNode(term["value"].removeprefix("_:")) if term["type"] == "blank node" else URIRef(term["value"])
