"""Our check of European Digital Credentials against the official shapes: the table, all of the corpus, and changed documents.

Where they differ, the reason is said: ``STRICTER`` names what we call an error and no shape does.
"""

import json
import logging
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyld.jsonld import JsonLdError
from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib.collection import Collection

from credseal import bundled
from credseal.profiles.elm import shapes
from elm_mutants import mutant
from elm_oracle import CREDENTIALS_V1, EDC_AP, SH, component, names, results
from elm_oracle import shapes as official
from support import corpus, corpus_files, load_json

pytestmark = pytest.mark.corpus

MUTANTS = int(os.environ.get("CREDSEAL_FUZZ", "300"))
BATCH = 50
MODELS = "http://data.europa.eu/snb/model/ap/"
# The schema that a credential names -> the files of its shapes, beside the generic ones.
PROFILES = {
    f"{MODELS}edc-generic-full": (),
    f"{MODELS}edc-accredited": ("EDC-accredited",),
    f"{MODELS}edc-converted": ("EDC-converted",),
    f"{MODELS}edc-issued-by-mandate": ("EDC-issuedByMandate",),
    f"{MODELS}edc-diploma-supplement": ("EDC-accredited", "EDC-diplomaSupplement"),
}
# What we call an error in documents that conform:
STRICTER = {
    "elm.language",  # PyLD and rdflib take language tags with more than eight letters
    "elm.list",  # the shapes ask for the scheme, and not for the entry
    "elm.missing",  # the id of the credential, which no shape asks for
    "elm.schema",  # the shapes do not ask which shapes are asked
    "elm.spelling",  # a second spelling, which JSON-LD takes in and the Commission's own reader does not
    "elm.type",  # where it has not its class, no shape applies to the credential
}
# rdflib takes a date for a dateTime, and a time without seconds; XML Schema does not.
LENIENT = "Datatype"


def credential(path: Path) -> dict[str, object]:
    """The credential of a sample, with the official contexts: test files of the Commission's code have those of test servers."""
    document = load_json(path)
    if "payload" in document:
        document = json.loads(document["payload"])
    document = document.get("credential", document)
    return document | {"@context": [CREDENTIALS_V1, EDC_AP]}


@cache
def reference() -> dict[str, object]:
    return load_json(corpus("edc", "samples", "reference-mapping-all-16-elements.unsigned.jsonld"))


def of_profile(schema: str) -> dict[str, object]:
    """The reference, with what the profiles ask for besides."""
    document = json.loads(json.dumps(reference()))
    document["credentialSchema"][0]["id"] = schema
    achievement = document["credentialSubject"]["hasClaim"][0]
    accreditation = achievement["specifiedBy"]["accreditation"][0]
    image = document["displayParameter"]["individualDisplay"][0]["displayDetail"][0]["image"]
    document["evidence"] = {
        "id": "urn:epass:evidence:1",
        "type": "Evidence",
        "dcType": concept("evidence-type", "c_991b06c6"),
        "accreditation": accreditation,
        "embeddedEvidence": [image],
        "evidenceStatement": "Mandate of 1 September 2026",
    }
    if "diploma" in schema:
        del achievement["isPartOf"]  # of which the shapes ask the same
        achievement["specifiedBy"] |= {
            "id": "urn:epass:qualification:1",
            "language": concept("language", "ENG", "http://publications.europa.eu/resource/authority/language"),
            "maximumDuration": "P6M",
            "nqfLevel": [concept("qdr", "c_d3b1f75e")],
            "awardingOpportunity": {"type": "AwardingOpportunity", "awardingBody": document["issuer"]},
            "hasPart": "urn:epass:qualification:1",
        }
    return document


def concept(name: str, code: str, scheme: str | None = None) -> dict[str, object]:
    uri = scheme or f"http://data.europa.eu/snb/{name}"
    in_scheme = {"id": scheme or f"{uri}/25831c2", "type": "ConceptScheme"}
    return {"id": f"{uri}/{code}", "type": "Concept", "inScheme": in_scheme}


def ours(document: object) -> tuple[set[tuple[str | None, str]], set[str]]:
    """What we say that the shapes mind; and the codes of what else we call an error."""
    found = shapes.faults(document)
    minded = {(fault.member, fault.constraint) for fault in found if fault.constraint}
    beyond = {fault.finding.code for fault in found if not fault.constraint and fault.finding.severity == "error"}
    return minded, beyond


def theirs(document: dict[str, object]) -> set[tuple[str, str]] | None:
    """What the shapes mind; None where no RDF can be made of the document."""
    schemas = document.get("credentialSchema")
    listed = [
        each.get("id") for each in (schemas if isinstance(schemas, list) else [schemas]) if isinstance(each, dict)
    ]
    files = [file for each in listed if isinstance(each, str) for file in PROFILES.get(each, ())]
    try:
        return results(document, *dict.fromkeys(files))
    except (JsonLdError, ValueError):
        return None


@pytest.mark.parametrize("path", corpus_files("edc/samples/**/*.json*"), ids=lambda path: path.name)
def test_every_sample_breaks_the_constraints_that_the_shapes_say(path):
    document = credential(path)
    minded, beyond = ours(document)
    asked = theirs(document)
    if asked is None:
        assert "elm.language" in beyond
    else:
        assert minded == asked
        assert asked or beyond <= STRICTER


@pytest.mark.parametrize("path", corpus_files("edc/samples/*-signed.jsonld"), ids=lambda path: path.name)
def test_the_official_signed_samples_have_no_finding_at_all(path):
    document = credential(path)
    assert shapes.check(document) == ()


@pytest.mark.parametrize("path", corpus_files("edc/samples/*unsigned*"), ids=lambda path: path.name)
def test_what_sealing_adds_is_all_that_the_unsigned_samples_lack(path):
    minded, _ = ours(credential(path))
    assert minded <= {("issued", "MinCount"), ("issuer", "Node")}


def test_the_sample_that_should_fail_fails():
    assert any(
        each.severity == "error"
        for each in shapes.check(credential(corpus("edc", "samples", "edci", "cred_noLegalName_shouldFail.jsonld")))
    )


@pytest.mark.parametrize(("name", "shared"), [("coa", {"content"}), ("cps", set()), ("mc", {"content", "prefLabel"})])
def test_ids_that_two_things_share_are_named_in_the_samples_that_have_them(name, shared):
    found = shapes.check(credential(corpus("edc", "samples", "mynextid", f"edc-{name}-signed.jsonld")))
    told = {each.message.partition(" in ")[2].strip("'.") for each in found if each.code == "elm.collision"}
    assert told == shared


@pytest.mark.parametrize("schema", PROFILES)
def test_a_credential_of_each_profile_conforms_to_its_shapes(schema):
    document = of_profile(schema)
    assert theirs(document) == set()
    assert ours(document) == (set(), set())


@pytest.mark.parametrize("first", range(0, MUTANTS, BATCH))
def test_changed_documents_break_the_constraints_that_the_shapes_say(first):
    differing = {}
    for seed in range(first, min(first + BATCH, MUTANTS)):
        schema = list(PROFILES)[seed % len(PROFILES)]
        document = mutant(of_profile(schema), seed)
        minded, beyond = ours(document)
        asked = theirs(document)
        if asked is None:
            if not beyond:
                differing[seed] = "no RDF can be made of it, and nothing was found"
        elif asked - minded or any(each[1] != LENIENT for each in minded - asked) or not (asked or beyond <= STRICTER):
            differing[seed] = {"only we": minded - asked, "only they": asked - minded, "beyond": beyond}
    assert not differing


def test_most_of_the_changed_documents_that_break_nothing_are_called_right():
    documents = [mutant(reference(), seed) for seed in range(100)]
    right = [document for document in documents if not theirs(document) and theirs(document) is not None]
    assert len(right) > 20
    assert sum(not any(each.severity == "error" for each in shapes.check(document)) for document in right) > 0.9 * len(
        right
    )


# The table, from the shapes by another way than ``contexts/make_shapes.py``.


def test_the_table_demands_of_each_class_what_the_shapes_do():
    table = bundled.table("elm-shapes")
    assert by_class(official()) == {name: plain(members) for name, members in table["classes"].items()}


@pytest.mark.parametrize("schema", PROFILES)
def test_the_table_adds_for_each_profile_what_its_shapes_do(schema):
    added = Graph()
    for file in PROFILES[schema]:
        added.parse(corpus("edc", "shapes", f"{file}.ttl"))
    variant = bundled.table("elm-shapes")["variants"][schema]
    accredited = f"{MODELS[:-1]}/edc-accredited/ClaimNodeShape"
    renamed = json.loads(json.dumps(by_class(added), default=sorted).replace(accredited, "AchievementNodeShape"))
    assert renamed == json.loads(
        json.dumps({name: plain(members) for name, members in variant.items()}, default=sorted)
    )


def test_the_shapes_that_others_name_are_those_of_the_table():
    table, graph = bundled.table("elm-shapes"), official()
    no_cv = f"{MODELS}edc-generic-no-cv/"
    for name in ("IssuerNodeShape", "ClaimTypeNodeShape"):
        assert members_of(graph, URIRef(no_cv + name)) == plain(table["nodes"][name]["members"])
    claim = graph.value(URIRef(no_cv + "ClaimNodeShape"), SH["or"])
    ways = [
        {
            component(key): (names().get(str(value)) or str(value).rpartition("/")[2])
            for key, value in graph.predicate_objects(way)
        }
        for way in Collection(graph, claim)
    ]
    assert ways == table["nodes"]["ClaimNodeShape"]["or"]
    assert {str(each) for each in graph.objects(None, OWL.versionInfo)} == {"1.2.0"}
    for name, scheme in table["schemes"].items():
        (shape,) = graph.objects(URIRef(f"{MODELS}edc-generic-full/{name}Restriction"), SH.property)
        assert str(graph.value(shape, SH.hasValue)) == scheme["uri"]
        wanted = graph.value(shape, SH["class"])
        assert (names()[str(wanted)] if wanted else None) == scheme.get("class")


def test_nothing_aims_at_anything_but_classes_and_nothing_is_a_mere_warning():
    graph = official(*(file for files in PROFILES.values() for file in files))
    assert not [
        each
        for aim in ("targetNode", "targetObjectsOf", "targetSubjectsOf", "target")
        for each in graph.subjects(SH[aim])
    ]
    assert set(graph.objects(None, SH.severity)) == {SH.Violation}
    assert {each for each in graph.predicates() if str(each).startswith(str(SH))} <= {
        SH[name]
        for name in (
            "class", "datatype", "deactivated", "description", "hasValue", "maxCount", "maxInclusive", "message", "minCount", "name",
            "node", "nodeKind", "nodekind", "or", "path", "property", "severity", "targetClass", "uniqueLang",
        )
    }  # fmt: skip


def by_class(graph: Graph) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = {}
    for shape, class_ in graph.subject_objects(SH.targetClass):
        if graph.value(shape, SH.deactivated):
            continue
        for name, constraints in members_of(graph, shape).items():
            merge(found.setdefault(names()[str(class_)], {}).setdefault(name, {}), constraints)
    return found


def members_of(graph: Graph, shape: URIRef) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for each in graph.objects(shape, SH.property):
        name = names().get(str(graph.value(each, SH.path)))
        constraints = dict(constraints_of(graph, each))
        assert name or "min" not in constraints
        if name:
            merge(found.setdefault(name, {}), constraints)
    return found


def merge(found: dict[str, object], more: dict[str, object]) -> None:
    for kind, value in more.items():
        if isinstance(value, frozenset):
            found[kind] = value | found.get(kind, frozenset())
        else:
            assert found.setdefault(kind, value) == value


def constraints_of(graph: Graph, shape: URIRef | BNode) -> Iterator[tuple[str, object]]:
    """The constraints of a property shape, in the words of the table."""
    words = {"minCount": "min", "maxCount": "max", "maxInclusive": "maxInclusive", "uniqueLang": "uniqueLang"}
    for predicate, value in graph.predicate_objects(shape):
        name = component(predicate)
        if name in words:
            yield words[name], value.toPython()
        elif name in ("class", "datatype", "nodeKind"):
            yield (
                name,
                names().get(str(value))
                or component(value).replace(str(RDF), "rdf:").replace("http://www.w3.org/2001/XMLSchema#", "xsd:"),
            )
        elif name == "or":
            yield "or", frozenset(names()[str(graph.value(way, SH["class"]))] for way in Collection(graph, value))
        elif name == "node" and str(value).endswith("Restriction"):
            yield "scheme", str(value).rpartition("/")[2].removesuffix("Restriction")
        elif name == "node":
            yield "node", frozenset({str(value).replace(f"{MODELS}edc-generic-no-cv/", "")})


def plain(members: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """A part of the table with sets for what has no order."""
    return {
        name: {kind: frozenset(value) if isinstance(value, list) else value for kind, value in constraints.items()}
        for name, constraints in members.items()
    }


@pytest.fixture(autouse=True)
def _quiet():
    """rdflib logs what it cannot read."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
