"""The controlled lists of the European Learning Model: every entry by its URI, its code and what people call it."""

import re
import subprocess
import sys

import pytest

from credseal.bundled import table
from credseal.model import vocabularies
from credseal.model.vocabularies import (
    LISTS,
    concept,
    concepts,
    find,
    in_list,
    label,
    national_level,
    notation,
    suggest,
)
from support import ROOT

SNB = "http://data.europa.eu/snb/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LARGE = "x" * 1_000_000

PROGRAM = """
import sys
import credseal
from credseal import Achievement
import credseal.model.load, credseal.profiles.openbadges
from credseal import bundled
assert bundled.read.cache_info().currsize == 0, "something was read"
"""


def codes(*found):
    return [each.uri.rpartition("/")[2] for each in found]


def test_nothing_is_read_before_it_is_asked_for():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert (done.returncode, done.stderr) == (0, "")


def test_every_list_has_a_name_for_people_and_entries():
    tables = {name for file in ("lists", "regions") for name in table(file)}
    assert tables == LISTS.keys() - {"region"}
    assert all(concepts(name) for name in LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_found_by_its_uri_and_by_its_code(name):
    for each in concepts(name):
        code = each.uri.rpartition("/")[2]
        assert concept(name, each.uri) == concept(name, code) == concept(name, code.lower()) == each
        assert in_list(name, each.uri)
        assert find(each.uri) == each
        assert label(each.uri) == each.label


@pytest.mark.parametrize("name", sorted(LISTS.keys() - {"region", "atu", "nuts", "isced-f"}))
def test_every_entry_is_found_by_its_label(name):
    for each in concepts(name):
        assert concept(name, each.label["en"].upper()) == each


def test_a_concept_has_uri_label_and_scheme():
    found = concept("assessment", "Quiz")
    assert (found.uri, found.label, found.scheme) == (
        SNB + "assessment/b1b68f6735",
        {"en": "quiz"},
        SNB + "assessment/25831c2",
    )


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("GR", "GRC"), ("EL", "GRC"), ("el", "GRC"), ("GRC", "GRC"), ("Greece", "GRC"), ("greece", "GRC"),
        ("GB", "GBR"), ("UK", "GBR"), ("United Kingdom", "GBR"), (AUTHORITY + "country/POL", "POL"), ("XK", "1A0"),
    ],
)  # fmt: skip
def test_a_country_has_many_codes(key, code):
    assert concept("country", key).uri == AUTHORITY + "country/" + code


def test_what_iso_calls_a_country_and_bcp_47_a_language():
    assert [notation("country", each) for each in ("EL", "UK", "GRC", AUTHORITY + "country/1A0")] == [
        "GR",
        "GB",
        "GR",
        "XK",
    ]
    assert [notation("language", each) for each in ("ELL", "Irish", "de")] == ["el", "ga", "de"]
    assert notation("isced-f", "Environmental protection technology") == "0712"
    assert notation("country", "Clipperton") is None
    assert notation("country", "Atlantis") is None


def test_every_country_has_its_own_two_letters():
    letters = [notation("country", each.uri) for each in concepts("country")]
    known = [each for each in letters if each]
    assert len(known) == len(set(known)) == len(letters) - 2
    assert all(re.fullmatch("[A-Z]{2}", each) and each not in ("EL", "UK") for each in known)


def test_words_of_the_european_approach_name_entries_too():
    assert concept("mode", "onsite").label == {"en": "Presential"}
    assert concept("learning-setting", "Formal").label == {"en": "formal learning"}
    assert concept("education-credit", "ECTS").uri == SNB + "education-credit/6fcec5c5af"


def test_of_fields_with_one_name_the_widest_is_meant():
    assert codes(concept("isced-f", "Law")) == ["042"]
    assert codes(concept("isced-f", "Education")) == ["01"]
    assert codes(concept("isced-f", "0421")) == ["0421"]


def test_a_name_of_several_places_is_nobodys():
    assert concept("atu", "Opole county") is None
    assert concept("nuts", "Jura") is None
    assert set(codes(*suggest("nuts", "Jura"))) >= {"CH025", "FRC22"}
    assert concept("nuts", "Luxembourg").uri.endswith("/LU")


def test_a_region_is_of_nuts_or_an_administrative_unit():
    assert concept("region", "EL52").label == {"und": "Κεντρική Μακεδονία"}
    assert concept("region", "Lubelskie").uri == "http://data.europa.eu/nuts/code/PL81"
    assert concept("region", "FRA_DPT_081").label == {"en": "Department of Tarn"}
    assert not {each.uri.rpartition("/")[2] for each in concepts("nuts")} & {
        each.uri.rpartition("/")[2] for each in concepts("atu")
    }


def test_a_region_without_an_english_name_has_no_label():
    nameless = [each for each in concepts("atu") if each.label is None]
    assert len(nameless) == 492
    assert concept("region", "") is None


@pytest.mark.parametrize("spelling", ["{}/", "{} ", "{}#", " {}", "{}?x"])
def test_a_uri_spelled_otherwise_is_no_entry(spelling):
    uri = spelling.format(SNB + "eqf/6")
    assert concept("eqf", uri) is None
    assert find(uri) is None
    assert not in_list("eqf", uri)


@pytest.mark.parametrize("key", ["", " ", "9", SNB, SNB + "eqf/", SNB + "eqf/9", SNB + "isced-f/0712", "\ud800", LARGE])
def test_what_is_in_no_list_is_nothing(key):
    assert concept("eqf", key) is None
    assert not in_list("eqf", key)
    assert notation("eqf", key) is None
    assert national_level(key) is None
    assert len(suggest("eqf", key)) <= 5


def test_an_unknown_list_is_a_mistake_of_the_program():
    for look in (concept, in_list, notation, suggest):
        with pytest.raises(KeyError):
            look("levels", "6")


def test_a_level_of_a_national_framework_tells_its_value_and_framework():
    level = national_level(concept("nqf", "PQF Level 6").uri)
    assert level == ("6", {"en": "PQF Level 6"}, {"en": "Polish National Qualifications Framework"})
    assert national_level(concept("nqf", "NNMQF Level 5 A").uri).value == "5 A"
    assert national_level(concept("nqf", "RQF Entry Level 3").uri).value == "Entry Level 3"
    assert national_level(concept("nqf", "NQFS Level 6.1").uri).framework_name == {
        "en": "Serbian Qualifications Framework"
    }


def test_every_level_belongs_to_a_framework_and_a_framework_is_no_level():
    frameworks = table("lists")["nqf"]["frameworks"]
    assert len(set(frameworks.values())) == len(frameworks)
    for each in concepts("nqf"):
        is_framework = each.uri.rpartition("/")[2] in frameworks.values()
        assert (national_level(each.uri) is None) == is_framework


def test_suggestions_are_by_part_and_by_likeness():
    assert {each.label["en"] for each in suggest("assessment", "exam")} == {"oral examination", "written examination"}
    assert suggest("assessment", "Portfollio")[0].label == {"en": "portfolio"}
    assert suggest("isced-f", "enviromental sciences")[0].label == {"en": "Environmental sciences"}
    assert suggest("country", "Grece")[0].label == {"en": "Greece"}
    assert suggest("assessment", "completely different words") == ()


@pytest.mark.parametrize("words", ["", " " * 500, LARGE, "a " * 500_000, "\x00", "\ud800"])
def test_suggestions_are_few_whatever_the_words(words):
    for name in ("assessment", "region"):
        assert len(suggest(name, words)) <= 5


def test_every_uri_in_the_source_is_one_of_its_list():
    """A list's scheme, the prefix of its URIs, or an entry: a mistyped constant would be a concept that nobody knows."""
    tables = {name: known for file in ("lists", "regions") for name, known in table(file).items()}
    prefixes = {known["prefix"]: name for name, known in tables.items()}
    others = {known["scheme"] for known in tables.values()} | prefixes.keys()
    used = 0
    for path in (ROOT / "src").rglob("*.py"):
        for uri in re.findall(
            r"https?://(?:data|publications)\.europa\.eu/[^\s\"'`,)\]]*", path.read_text(encoding="utf-8")
        ):
            name = prefixes.get(uri[: uri.rfind("/") + 1])
            if name and uri not in others and not uri.endswith(("...", "{code}")):
                used += 1
                assert in_list(name, uri), f"{path.name}: {uri}"
    assert used > 10


def test_the_caches_are_bounded():
    for cached in (vocabularies._list, vocabularies._table, vocabularies._prefixes):
        assert cached.cache_info().maxsize
