"""RDFC-1.0 against the test suite of RDF Dataset Canonicalization (w3c/rdf-canon): all 86 tests."""

import json

import pytest

from credseal.errors import JsonLdError
from credseal.jsonld import rdfc
from nquads import parse
from support import CORPUS, corpus, load_json

pytestmark = pytest.mark.corpus

FOLDER = ("w3c", "rdf-canon")
ENTRIES = load_json(CORPUS.joinpath(*FOLDER, "manifest.jsonld"))["entries"] if CORPUS.is_dir() else []
POISON = "#test074c"


def entries_of(kind):
    entries = [pytest.param(entry, id=entry["id"]) for entry in ENTRIES if entry["type"] == f"rdfc:RDFC10{kind}Test"]
    return entries or [pytest.param(None, marks=pytest.mark.skip(reason="third-party corpus not found"))]


def canonical(entry, **options):
    quads = parse(corpus(*FOLDER, entry["action"]).read_bytes())
    return rdfc.canonicalize(quads, hash_name=entry.get("hashAlgorithm", "SHA256").lower(), **options)


def test_the_suite_is_whole():
    corpus(*FOLDER)
    assert len(ENTRIES) == 86
    assert {entry["id"] for entry in ENTRIES if entry.get("hashAlgorithm") == "SHA384"} >= {"#test075c"}


@pytest.mark.parametrize("entry", entries_of("Eval"))
def test_the_canonical_n_quads_are_the_suites_byte_for_byte(entry):
    assert canonical(entry).nquads == corpus(*FOLDER, entry["result"]).read_bytes()


@pytest.mark.parametrize("entry", entries_of("Map"))
def test_every_blank_node_gets_the_suites_label(entry):
    labels = {node[2:]: label[2:] for node, label in canonical(entry).labels.items()}
    assert labels == json.loads(corpus(*FOLDER, entry["result"]).read_bytes())


@pytest.mark.parametrize("entry", entries_of("NegativeEval"))
def test_a_poisoned_graph_is_given_up_within_the_default_budget(entry):
    assert entry["id"] == POISON
    with pytest.raises(JsonLdError) as caught:
        canonical(entry)
    assert caught.value.code == "rdfc.budget"


@pytest.mark.parametrize("entry", entries_of("Eval"))
def test_no_solvable_test_of_the_suite_comes_near_the_budget(entry):
    canonical(entry, budget=rdfc.WORK_BUDGET // 5)
