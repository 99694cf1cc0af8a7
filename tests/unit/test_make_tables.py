"""The script that makes the tables of controlled lists, on a made-up sample."""

import json
import subprocess
import sys

import pytest

from support import ROOT

SCRIPT = ROOT / "contexts" / "make_tables.py"
SNB = "http://data.europa.eu/snb/"
VOCABULARIES = f"""list,scheme,uri,label_en
colour,{SNB}colour/25831c2,{SNB}colour/b2,"red, or reddish"
colour,{SNB}colour/25831c2,{SNB}colour/a1, blue
colour (again),{SNB}colour (again)/25831c2,{SNB}colour (again)/b2,crimson
nqf,{SNB}qdr/25831c2,{SNB}qdr/c_97cf01c4,Polish National Qualifications Framework
nqf,{SNB}qdr/25831c2,{SNB}qdr/c_1,PQF Level 6
country,https://eu.example/country,https://eu.example/country/GRC,Greece
country,https://eu.example/country,https://eu.example/country/CPT,Clipperton
language,https://eu.example/language,https://eu.example/language/ELL,Greek
"""
REGIONS = """list,scheme,uri,label
nuts,https://eu.example/nuts,https://eu.example/nuts/code/EL52,Κεντρική Μακεδονία
atu,https://eu.example/atu,https://eu.example/atu/DEU_1,
"""
ISO = [["GR", "GRC", "300", "ISO 3166-2:GR"], ["PL", "POL", "616", "ISO 3166-2:PL"]]


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "elm-vocabularies.csv").write_text(VOCABULARIES, encoding="utf-8")
    (tmp_path / "elm-regions.csv").write_text(REGIONS, encoding="utf-8")
    (tmp_path / "iso-3166-1.json").write_text(json.dumps(ISO), encoding="utf-8")
    return tmp_path


def make(sources, name="out", seed="0"):
    out = sources / name
    done = subprocess.run(  # noqa: S603  our own
        [sys.executable, SCRIPT, sources, out],
        env={"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, {path.name: path.read_bytes() for path in out.glob("*")}


def test_the_same_sources_make_the_same_bytes(sources):
    (first, made), (second, again) = make(sources), make(sources, "again", seed="1")
    assert (first.returncode, first.stderr) == (0, "")
    assert made == again
    assert made.keys() == {"lists.json", "regions.json"}
    assert first.stdout == second.stdout
    assert '"tables/lists.json": "' in first.stdout


def test_the_order_of_the_rows_says_nothing(sources):
    _, made = make(sources)
    head, *rows = REGIONS.splitlines()
    (sources / "elm-regions.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert make(sources, "again")[1] == made


def test_a_list_is_its_scheme_prefix_and_entries(sources):
    lists = json.loads(make(sources)[1]["lists.json"])
    assert lists["colour"] == {
        "scheme": SNB + "colour/25831c2",
        "prefix": SNB + "colour/",
        "entries": {"a1": "blue", "b2": "red, or reddish"},
    }
    assert lists["country"]["notations"] == {"GRC": "GR"}
    assert lists["country"]["also"] == {"EL": "GRC"}
    assert lists["language"]["notations"] == {"ELL": "el"}
    assert lists["nqf"]["frameworks"] == {"PQF": "c_97cf01c4"}


def test_regions_keep_the_language_of_their_country(sources):
    regions = json.loads(make(sources)[1]["regions.json"])
    assert regions["nuts"]["language"] == "und"
    assert regions["nuts"]["entries"] == {"EL52": "Κεντρική Μακεδονία"}
    assert regions["atu"]["entries"] == {"DEU_1": ""}


@pytest.mark.parametrize(
    "row",
    [
        f"colour,{SNB}other/25831c2,{SNB}colour/c3,green",
        f"colour,{SNB}colour/25831c2,{SNB}other/c3,green",
        f"nqf,{SNB}qdr/25831c2,{SNB}qdr/c_2,XQF Level 6",
    ],
)
def test_sources_that_do_not_fit_make_nothing(sources, row):
    with (sources / "elm-vocabularies.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    done, made = make(sources)
    assert done.returncode == 1
    assert made == {}
