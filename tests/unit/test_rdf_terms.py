"""Terms as canonical N-Quads tokens."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.errors import JsonLdError
from credseal.jsonld.rdf_terms import (
    RDF,
    XSD,
    boolean_literal,
    has_native_values,
    is_absolute_iri,
    is_language_tag,
    is_native,
    number_literal,
    quoted,
    suffix,
)
from nquads import parse

CHARACTERS = st.characters(exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("", '""'),
        ("Grüße 📊", '"Grüße 📊"'),
        ('"', '"\\""'),
        ("\\", '"\\\\"'),
        ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
        ("\x00\x07\x0b\x1f\x7f", '"\\u0000\\u0007\\u000B\\u001F\\u007F"'),
        ("\ufffe\uffff", '"\\uFFFE\\uFFFF"'),
        ("\x80\x85\u2028\ufeff", '"\x80\x85\u2028\ufeff"'),
        ("'\u00a0/", '"\'\u00a0/"'),
    ],
)
def test_text_is_escaped_as_canonical_n_quads_demands(text, token):
    assert quoted(text) == token


@given(st.text(CHARACTERS))
def test_escaped_text_reads_back_and_another_library_escapes_it_alike(text):
    line = f"<urn:a> <urn:b> {quoted(text)} .\n"
    assert line.count("\n") == 1
    assert parse(line) == [("<urn:a>", "<urn:b>", quoted(text), "")]
    (quad,) = pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS)
    assert quad.object.value == text
    assert str(quad.object) == quoted(text)


@pytest.mark.parametrize(
    "iri",
    [
        "https://uni.example/",
        "urn:uuid:1",
        "did:web:uni.example#k",
        "data:,",
        "a:b",
        "x+y.z-1:é",
        "urn:x#y#z",
        "https://例え.example/?q=[1]",
    ],
)
def test_absolute_iris(iri):
    assert is_absolute_iri(iri)
    assert len(f"<urn:a> <urn:b> <{iri}> .".split(" ")) == 4


@pytest.mark.parametrize(
    "character", '\x00\x01\t\n\r\x1f "<>\\^`{|}\x7f\x80\x85\x9f\xa0\u2028\u3000\ud800\udfff\ufffe\uffff'
)
def test_characters_that_no_iri_has(character):
    assert not is_absolute_iri(f"urn:a{character}b")
    assert not is_absolute_iri(f"urn:{character}")
    assert not is_absolute_iri(f"{character}:b")


@pytest.mark.parametrize("iri", ["", "a", ":", "a:", ":b", "1a:b", "_:b", "/a:b", "//a/b", "é:b", "a b:c", "-a:b"])
def test_what_is_no_absolute_iri(iri):
    assert not is_absolute_iri(iri)


@given(st.text(CHARACTERS, max_size=20))
def test_what_passes_for_an_iri_cannot_end_its_token(text):
    iri = f"urn:{text}"
    if is_absolute_iri(iri):
        assert not set('<>"\n ') & set(iri)


@pytest.mark.parametrize(
    "tag", ["en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske", "x-own", "i-klingon", "de-1996", "abcdefgh"]
)
def test_language_tags(tag):
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "e", "x", "en_US", "en-", "-en", "en--us", "abcdefghi", "en-abcdefghi", "1e", "é", "en us", "en\n", "@none"],
)
def test_what_is_no_language_tag(tag):
    assert not is_language_tag(tag)


@pytest.mark.parametrize(
    ("value", "datatype", "token"),
    [
        (0, None, f'"0"^^<{XSD}integer>'),
        (-0.0, None, f'"0"^^<{XSD}integer>'),
        (4.0, None, f'"4"^^<{XSD}integer>'),
        (-17, None, f'"-17"^^<{XSD}integer>'),
        (2**53 - 1, None, f'"9007199254740991"^^<{XSD}integer>'),
        (2.5, None, f'"2.5E0"^^<{XSD}double>'),
        (-0.001, None, f'"-1.0E-3"^^<{XSD}double>'),
        (1e-7, None, f'"1.0E-7"^^<{XSD}double>'),
        (5e-324, None, f'"4.940656458412465E-324"^^<{XSD}double>'),
        (123456.789, None, f'"1.23456789E5"^^<{XSD}double>'),
        (3, f"{XSD}double", f'"3.0E0"^^<{XSD}double>'),
        (0, f"{XSD}double", f'"0.0E0"^^<{XSD}double>'),
        (1e300, f"{XSD}double", f'"1.0E300"^^<{XSD}double>'),
        (3, f"{XSD}decimal", f'"3"^^<{XSD}decimal>'),
        (2.5, f"{XSD}decimal", f'"2.5E0"^^<{XSD}decimal>'),
        (2, "https://www.w3.org/2001/XMLSchema#float", '"2"^^<https://www.w3.org/2001/XMLSchema#float>'),
        (2.5, "xsd:float", '"2.5E0"^^<xsd:float>'),
        (47.0707, f"{XSD}string", '"4.70707E1"'),
    ],
)
def test_numbers_are_written_as_json_ld_writes_them(value, datatype, token):
    assert number_literal(value, datatype) == token


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        (2**53, None), (-(2**53), None), (1e16, None), (1e21, None), (10**400, f"{XSD}double"), (float("inf"), None), (float("-inf"), None),
        (float("nan"), None), (float("nan"), f"{XSD}double"), (0.1 + 0.2, None), (2**60 + 1, f"{XSD}double"), (1, f"{XSD}dateTime"),
        (1, f"{XSD}string"), (1.0, f"{XSD}string"), (1.5, f"{XSD}anyURI"), (1, f"{XSD}boolean"), (1, "https://uni.example/#grade"),
    ],
)  # fmt: skip
def test_numbers_with_two_readings_or_two_spellings_are_refused(value, datatype):
    with pytest.raises(JsonLdError) as caught:
        number_literal(value, datatype)
    assert caught.value.code == "jsonld.number"


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_a_number_that_is_accepted_reads_back_as_itself(value):
    try:
        token = number_literal(value, None)
    except JsonLdError:
        return
    assert float(token.split('"')[1]) == value


def test_booleans():
    assert boolean_literal(value=True, datatype=None) == f'"true"^^<{XSD}boolean>'
    assert boolean_literal(value=False, datatype="xsd:boolean") == '"false"^^<xsd:boolean>'
    for datatype in (f"{XSD}string", f"{XSD}integer", "https://uni.example/#flag"):
        with pytest.raises(JsonLdError) as caught:
            boolean_literal(value=True, datatype=datatype)
        assert caught.value.code == "jsonld.number"


@pytest.mark.parametrize(
    ("text", "datatype", "native"),
    [
        ("true", f"{XSD}boolean", True), ("1", f"{XSD}boolean", False), ("True", f"{XSD}boolean", False),
        ("4", f"{XSD}integer", True), ("-4", f"{XSD}integer", True), ("04", f"{XSD}integer", False), ("+4", f"{XSD}integer", False),
        ("-0", f"{XSD}integer", False), ("4.0", f"{XSD}decimal", False), ("4", f"{XSD}decimal", True), ("9" * 5000, f"{XSD}integer", False),
        ("9007199254740992", f"{XSD}integer", False), ("2.5E0", f"{XSD}decimal", True), ("25.0E-1", f"{XSD}decimal", False),
        ("4", f"{XSD}string", False), ("2.5E0", f"{XSD}string", True), ("1.0E400", f"{XSD}float", False),
        ("4", f"{XSD}double", True), ("NaN", f"{XSD}double", True), ("true", f"{XSD}string", False),
        ("2026-11-20T10:00:00Z", f"{XSD}dateTime", False), ("4", "https://uni.example/#grade", False),
    ],
)  # fmt: skip
def test_text_that_says_what_a_number_or_boolean_says(text, datatype, native):
    assert is_native(quoted(text) + suffix(datatype), text, datatype) is native


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    st.sampled_from(["integer", "decimal", "float", "string"]),
)
def test_whatever_a_number_is_written_as_the_same_text_is_told_to_be_native(value, name):
    datatype = XSD + name
    try:
        token = number_literal(value, datatype)
    except JsonLdError:
        return
    assert has_native_values(datatype)
    assert is_native(token, token.split('"')[1], datatype)


def test_text_is_what_a_literal_is_by_itself():
    assert suffix(None) == suffix(f"{XSD}string") == ""
    assert suffix(f"{RDF}JSON") == f"^^<{RDF}JSON>"
