"""Texts in several languages, and what may stand in a value at all."""

import pytest

from credseal.errors import ModelError
from credseal.model.concepts import Concept
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.text import Text
from credseal.model.values import is_uri
from records import en


def test_a_text_equals_every_mapping_with_the_same_content():
    text = Text({"pl": "woda", "en": "water"})
    assert text == {"en": "water", "pl": "woda"}
    assert hash(text) == hash(Text({"en": "water", "pl": "woda"}))


@pytest.mark.parametrize(("given", "written"), [("EN", "en"), ("pt-br", "pt-BR"), ("SR-latn-rs", "sr-Latn-RS")])
def test_language_tags_are_written_in_their_customary_case(given, written):
    assert list(Text.of("x", given)) == [written]


def test_a_reader_gets_their_language_else_the_untagged_text_else_the_first():
    text = Text({"el": "νερό", "pl": "woda"})
    assert text.in_language("pl") == ("pl", "woda")
    assert text.in_language("fi") == ("el", "νερό")
    assert Text({"und": "H2O", "el": "νερό"}).in_language("fi") == ("und", "H2O")


@pytest.mark.parametrize(
    ("translations", "code"),
    [
        ({}, "model.empty"),
        ({"en": ""}, "model.empty-text"),
        ({"en": " \n"}, "model.empty-text"),
        ({"en": "a\x00b"}, "model.control-character"),
        ({"en": "a\x1b[31m"}, "model.control-character"),
        ({"en": "\ud800"}, "model.control-character"),
        ({"english words": "x"}, "model.language"),
        ({'en" .\n<x> <y> "z"@en': "x"}, "model.language"),
        ({"en": 5}, "model.wrong-type"),
        ({5: "x"}, "model.wrong-type"),
        ({"en": "x", "EN": "y"}, "model.duplicate-language"),
    ],
)
def test_what_is_no_text(translations, code):
    with pytest.raises(ModelError) as caught:
        Text(translations)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "uri",
    [
        "https://uni.example/",
        "http://data.europa.eu/snb/eqf/6",
        "did:web:uni.example",
        "urn:uuid:1b1c4a3e-6d1b-4a2e-9f0e-0d2b6c9d4f11",
        "https://uni.example/ü?q=%20&a=b#c",
        "https://[::1]:8080/",
        "data:image/png;base64,AAAA",
        "mailto:ada@example.org",
    ],
)
def test_absolute_uris(uri):
    assert is_uri(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "uni.example",
        "/path",
        "#fragment",
        "//uni.example/",
        "https:",
        "https://",
        "https:///path",
        "https://uni.example/a b",
        "https://uni.example/<x>",
        'https://uni.example/"',
        "https://uni.example/%zz",
        "https://uni.example/\n",
        "https://uni.example/#a#b",
        "https://uni.example/{id}",
        "1https://uni.example/",
        "",
    ],
)
def test_what_is_no_absolute_uri(uri):
    assert not is_uri(uri)


def test_the_error_names_the_member_and_not_its_value():
    with pytest.raises(ModelError) as caught:
        Organisation(id="Ada Example")
    error = caught.value
    assert (error.code, error.pointer) == ("model.uri", "/id")
    assert "Ada" not in str(error)
    assert "did:web" in str(error.hint)


def test_countries_are_those_of_iso_and_not_those_of_brussels():
    assert Place(country="GR").country == "GR"
    for country in ("EL", "UK", "gr", "GRC", "Greece"):
        with pytest.raises(ModelError) as caught:
            Place(country=country)
        assert caught.value.code == "model.country"


def test_a_record_that_says_nothing_is_none():
    for record in (Place, Organisation, Concept):
        with pytest.raises(ModelError) as caught:
            record()
        assert caught.value.code == "model.empty"


def test_a_scheme_alone_is_no_concept():
    with pytest.raises(ModelError) as caught:
        Concept(scheme="http://data.europa.eu/snb/eqf/25831c2")
    assert caught.value.code == "model.concept"


def test_a_plain_string_is_no_text_in_python():
    with pytest.raises(ModelError) as caught:
        Organisation(legal_name="University of Example")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.pointer) == ("model.wrong-type", "/legal_name")


def test_lists_become_tuples_and_records_stay_hashable():
    organisation = Organisation(legal_name=en("x"), identifiers=[Identifier("VAT", "1")])  # type: ignore[arg-type]
    assert organisation.identifiers == (Identifier("VAT", "1"),)
    hash(organisation)


def test_organisations_are_the_same_by_id_or_identifier_and_never_by_name():
    one = Organisation(id="did:web:a.example", legal_name=en("A"), identifiers=(Identifier("VAT", "1"),))
    assert one.is_same_as(Organisation(id="did:web:a.example"))
    assert one.is_same_as(Organisation(id="did:key:z6Mk", identifiers=(Identifier("VAT", "1"), Identifier("PIC", "2"))))
    assert not one.is_same_as(Organisation(legal_name=en("A")))
    assert not one.is_same_as(Organisation(id="did:web:b.example", identifiers=(Identifier("PIC", "1"),)))
