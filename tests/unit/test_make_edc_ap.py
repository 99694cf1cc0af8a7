"""The script that makes the contexts of the European Learning Model, on a made-up sample."""

import json
import subprocess
import sys

import pytest

from support import ROOT

SCRIPT = ROOT / "contexts" / "make_edc_ap.py"
TERMS = """term,id,type,container
dc,http://purl.org/dc/terms/,,
vc,http://vc.example/,,
xsd,http://www.w3.org/2001/XMLSchema#,,
Note,dc:Note,,
title,dc:title,,@language
description,dc:description,,@language
dateCreated,dc:created,xsd:dateTime,
page,dc:page,xsd:positiveInteger,
dateModified,dc:modified,@id,
"""


@pytest.fixture
def source(tmp_path):
    (tmp_path / "edc-ap-terms.csv").write_text(TERMS, encoding="utf-8")
    return tmp_path


def make(source, name="out", seed="0"):
    out = source / name
    done = subprocess.run(  # noqa: S603  our own
        [sys.executable, SCRIPT, source, out],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, {path.name: path.read_bytes() for path in out.glob("*")}


def contexts(source):
    return {name: json.loads(data)["@context"] for name, data in make(source)[1].items()}


def test_the_same_terms_make_the_same_bytes(source):
    (first, made), (second, again) = make(source), make(source, "again", seed="1")
    assert (first.returncode, first.stderr) == (0, "")
    assert made == again
    assert made.keys() == {"edc-ap.json", "elm-bridge.json"}
    assert first.stdout == second.stdout
    assert len(first.stdout.splitlines()) == 4  # of each file, and of its canonical form


def test_the_profile_has_every_term_as_it_is(source):
    assert contexts(source)["edc-ap.json"] == {
        "dc": "http://purl.org/dc/terms/",
        "vc": "http://vc.example/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "Note": "dc:Note",
        "title": {"@id": "dc:title", "@container": "@language"},
        "description": {"@id": "dc:description", "@container": "@language"},
        "dateCreated": {"@id": "dc:created", "@type": "xsd:dateTime"},
        "page": {"@id": "dc:page", "@type": "xsd:positiveInteger"},
        "dateModified": {"@id": "dc:modified", "@type": "@id"},
    }


def test_the_bridge_renames_what_version_2_protects_and_mends_the_date(source):
    made = contexts(source)
    bridge, profile = made["elm-bridge.json"], made["edc-ap.json"]
    assert bridge["@protected"] is True
    assert bridge["dcDescription"] == profile["description"]
    assert bridge["dateModified"] == {"@id": "dc:modified", "@type": "xsd:dateTime"}
    assert profile.keys() - bridge.keys() == {"dateCreated", "description", "vc"}
    assert bridge.keys() - profile.keys() == {"@protected", "dcDescription", "holder", "issued"}


@pytest.mark.parametrize("row", ["nothing,,,", "tïtle,dc:title,,"])
def test_a_term_that_is_no_word_or_means_nothing_makes_nothing(source, row):
    with (source / "edc-ap-terms.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    done, made = make(source)
    assert done.returncode == 1
    assert made == {}
