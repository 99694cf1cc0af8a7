"""The script that makes the table of what European Digital Credentials demand, on a made-up sample."""

import json
import subprocess
import sys

import pytest

from support import ROOT

SCRIPT = ROOT / "contexts" / "make_shapes.py"
TERMS = """term,id,type,container
dc,http://purl.org/dc/terms/,,
elm,http://data.europa.eu/snb/model/elm/,,
xsd,http://www.w3.org/2001/XMLSchema#,,
cred,https://www.w3.org/2018/credentials#,,
Concept,elm:Concept,,
ConceptScheme,elm:ConceptScheme,,
Person,elm:Person,,
LearningActivity,elm:LearningActivity,,
title,dc:title,,@language
born,elm:dateOfBirth,xsd:dateTime,
level,elm:level,@id,
levelOfCompletion,elm:levelOfCompletion,xsd:positiveInteger,
holder,elm:holder,@id,
"""
COLUMNS = "targetClass/shape,path,min,max,datatype,class,node,hasValue,uniqueLang,nodeKind,severity,or,pattern"
ROWS = f"""{COLUMNS}
cred:VerifiableCredential,cred:issuer,1,1,,,,,,,sh:Violation,or,
elm:Person,dc:title,1,*,rdf:langString,,,,true,,sh:Violation,,
elm:Person,elm:dateOfBirth,0,1,xsd:dateTime,,,,,,sh:Violation,,
elm:Person,elm:level,0,*,,elm:Concept,,,,,sh:Violation,,
elm:Person,elm:level,1,2,,,full:LevelRestriction,,,sh:IRI,sh:Violation,,
elm:Person,elm:unnamed,0,1,xsd:string,,,,,,sh:Violation,,
elm:LearningActivity,elm:levelOfCompletion,0,1,xsd:positiveInteger,,,,,,sh:Violation,,
edc:OwnShape,dc:title,1,*,rdf:langString,,,,,,sh:Violation,,
full:LevelRestriction,skos:inScheme,0,*,,elm:ConceptScheme,,https://eu.example/levels,,sh:IRI,,,
"""


def make(folder, rows=ROWS, terms=TERMS):
    (folder / "edc-ap-terms.csv").write_text(terms, encoding="utf-8")
    (folder / "edc-shacl-constraints.csv").write_text(rows, encoding="utf-8")
    done = subprocess.run(  # noqa: S603  our own
        [sys.executable, SCRIPT, folder, folder / "out"], capture_output=True, text=True, check=False
    )
    made = folder / "out" / "elm-shapes.json"
    return done, json.loads(made.read_text(encoding="utf-8")) if done.returncode == 0 else None


def test_rows_about_one_path_of_one_class_are_one_rule_under_its_json_name(tmp_path):
    _, table = make(tmp_path)
    assert table["classes"]["Person"] == {
        "title": {"min": 1, "datatype": "rdf:langString", "uniqueLang": True},
        "born": {"max": 1, "datatype": "xsd:dateTime"},
        "level": {"min": 1, "max": 2, "class": "Concept", "scheme": "Level", "nodeKind": "IRI"},
    }
    assert table["schemes"] == {"Level": {"uri": "https://eu.example/levels", "class": "ConceptScheme"}}


def test_shapes_that_others_name_stand_apart_and_a_deactivated_one_is_left_out(tmp_path):
    _, table = make(tmp_path)
    assert table["nodes"]["OwnShape"] == {"members": {"title": {"min": 1, "datatype": "rdf:langString"}}}
    assert table["classes"].keys() == {"Person", "LearningActivity"}


def test_what_the_rows_do_not_tell_is_added(tmp_path):
    _, table = make(tmp_path)
    assert table["classes"]["LearningActivity"]["levelOfCompletion"]["maxInclusive"] == 100
    assert table["scopes"]["VerifiableCredential"]["issuer"] == "@id"
    assert table["terms"]["proof"] == "@graph"


@pytest.mark.parametrize(
    "row",
    [
        "elm:Person,elm:unnamed,1,1,xsd:string,,,,,,sh:Violation,,",  # nothing in a document could be it
        "elm:Person,dc:title,0,*,xsd:string,,,,,,sh:Violation,,",  # and another datatype
        "elm:Person,dc:title,0,*,,,,,,,sh:Warning,,",
        "elm:Person,dc:title,0,*,,,,,,,sh:Violation,,^a",
        "full:LevelRestriction,skos:inScheme,1,*,,,,https://eu.example/levels,,sh:IRI,,,",
    ],
)
def test_a_row_that_is_not_understood_stops_it(tmp_path, row):
    done, table = make(tmp_path, ROWS + row + "\n")
    assert table is None
    assert done.stderr


def test_two_names_for_one_path_stop_it(tmp_path):
    done, _ = make(tmp_path, terms=TERMS + "name,dc:title,,@language\n")
    assert "mean the same" in done.stderr
