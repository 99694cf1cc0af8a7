"""JSON-LD documents to RDF against the suite of w3c/json-ld-api: equal or refused by a named rule, nothing else."""

import pytest

import to_rdf_table
from support import CORPUS, corpus

pytestmark = pytest.mark.corpus

ENTRIES = to_rdf_table.entries() if CORPUS.is_dir() else []


def entries_of(kind):
    found = [pytest.param(entry, id=entry["@id"]) for entry in ENTRIES if to_rdf_table.kind(entry) == kind]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="third-party corpus not found"))]


def test_only_tests_for_processors_of_json_ld_1_0_are_left_out():
    corpus("w3c", "json-ld-api")
    assert len(ENTRIES) == 459


@pytest.mark.parametrize("entry", entries_of("PositiveEvaluation"))
def test_a_positive_test_gives_the_suites_dataset_or_is_refused_by_name(entry):
    outcome = to_rdf_table.outcome(entry)
    assert outcome == to_rdf_table.EQUAL or outcome.startswith(("jsonld.", "contexts."))


@pytest.mark.parametrize("entry", entries_of("PositiveSyntax"))
def test_documents_without_a_context_are_refused_however_sound_their_syntax(entry):
    assert to_rdf_table.outcome(entry) == "contexts.missing"


@pytest.mark.parametrize("entry", entries_of("NegativeEvaluation"))
def test_a_negative_test_is_refused_by_name(entry):
    assert to_rdf_table.outcome(entry).startswith(("jsonld.", "contexts."))


def test_the_table_in_the_documentation_is_the_outcome_of_this_run():
    corpus("w3c", "json-ld-api")
    assert to_rdf_table.committed() == to_rdf_table.table(), "run: python tests/to_rdf_table.py"
