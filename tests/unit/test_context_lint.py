"""The context linter: the slips that are in use, each by its name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from credseal import bundled
from credseal.jsonld.lint import lint

UNI = "https://uni.example/terms#"


def codes(context, severity="error"):
    return [(finding.code, finding.pointer) for finding in lint(context) if finding.severity == severity]


def test_a_sound_context_has_nothing_to_complain_about():
    own = {"@version": 1.1, "@protected": True, "uni": UNI, "workloadHours": {"@id": "uni:hours", "@container": "@set"}}
    assert lint({"@context": own}) == ()


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"level": {"@id": UNI + "level", "context": {}}}, ("context.member", "/level/context")),
        ({"level": {"@id": UNI + "level", "@type": "xsd:integer"}}, ("context.undefined-prefix", "/level/@type")),
        ({"level": "uni:level"}, ("context.undefined-prefix", "/level")),
        ({"level": "level"}, ("context.relative-iri", "/level")),
        ({"level": {"@container": "@set"}}, ("context.relative-iri", "/level")),
        ({"level": {"@id": 7}}, ("context.iri", "/level")),
        ({"level": 7}, ("context.definition", "/level")),
        ({"level": None}, ("context.null-term", "/level")),
        ({"part": {"@reverse": UNI + "whole"}}, ("context.refused", "/part/@reverse")),
        ({"level": {"@id": UNI + "level", "@nest": "@nest"}}, ("context.refused", "/level/@nest")),
        ({"level": {"@id": UNI + "level", "@container": "@index"}}, ("context.container", "/level/@container")),
        ({"value": "@value"}, ("context.alias", "/value")),
        ({"@level": UNI + "level"}, ("context.keyword-like", "/@level")),
        ({"@base": "https://uni.example/"}, ("context.setting", "/@base")),
        ({"@import": "https://uni.example/v1"}, ("context.setting", "/@import")),
        ({"name": UNI + "name"}, ("context.conflict", "")),
        (
            {"Course": {"@id": UNI + "Course", "@context": {"hours": "hours"}}},
            ("context.relative-iri", "/Course/@context/hours"),
        ),
    ],
)
def test_what_cannot_be_signed_or_verified_is_an_error(context, expected):
    assert expected in codes({"@protected": True, **context})


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"level": UNI + "level"}, ("context.unprotected", "")),
        ({"@vocab": UNI}, ("context.setting", "/@vocab")),
        ({"a": UNI + "level", "b": UNI + "level"}, ("context.synonym", "/b")),
        ({"uni:level": UNI + "level", "uni": UNI}, ("context.iri-term", "/uni:level")),
        (
            {"level": {"@id": UNI + "level", "@type": "https://www.w3.org/2001/XMLSchema#integer"}},
            ("context.xsd-https", "/level/@type"),
        ),
    ],
)
def test_what_surprises_is_a_warning(context, expected):
    assert expected in codes(context, "warning")


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (
            {"Course": {"@id": UNI + "Course", "@context": {"@protected": True, "name": UNI + "name"}}},
            ("context.conflict", "/Course/@context"),
        ),
        (
            {"Course": {"@id": UNI + "Course", "@context": {"@protected": True, "ident": "@id"}}},
            ("context.refused-term", "/Course/@context/ident"),
        ),
        (
            {
                "course": {
                    "@id": UNI + "course",
                    "@context": [{"@protected": True, "Part": {"@id": UNI + "Part", "@context": {"issuer": "@id"}}}],
                }
            },
            ("context.refused-term", "/course/@context/0/Part/@context/issuer"),
        ),
        ({"title": "https://schema.org/name"}, ("context.refused-term", "/title")),
        ({"ident": "@id"}, ("context.refused-term", "/ident")),
        ({"level": {"@id": UNI + "level", "@language": "e n"}}, ("context.refused-term", "/level")),
        ({"level": {"@id": UNI + "level", "@type": 5}}, ("context.conflict", "")),
        ({"level": {"@id": UNI + "level", "@context": "https://unknown.example/"}}, ("context.conflict", "")),
    ],
)
def test_what_only_shows_beside_the_contexts_of_open_badges_is_an_error_too(context, expected):
    assert expected in codes({"@protected": True, **context})


def test_a_class_may_have_a_second_name():
    assert lint({"@protected": True, "Badge": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement"}) == ()


def test_an_own_context_for_a_property_may_define_known_names_anew():
    own = {"@protected": True, "title": UNI + "title"}
    assert lint({"@protected": True, "course": {"@id": UNI + "course", "@context": own}}) == ()


def test_depth_is_a_finding():
    context = {"@protected": True, "level": UNI + "level"}
    for _ in range(5_000):
        context = {"@protected": True, "level": {"@id": UNI + "level", "@context": context}}
    assert codes(context) == [("context.depth", "")]


def test_a_slip_as_in_a_context_that_is_in_use_tells_the_way_out():
    """ "context" for "@context": no processor can expand a document that uses it."""
    (finding,) = [
        one
        for one in lint({"supervision": {"@id": UNI + "supervision", "context": {"a": UNI + "a"}}})
        if one.severity == "error"
    ]
    assert finding.hint == 'Did you mean "@context"?'


def test_pointers_lead_into_the_document_that_was_given():
    assert codes({"@context": [{"@protected": True, "level": None}]}) == [("context.null-term", "/@context/0/level")]


NAMES = st.sampled_from(
    [
        "@id",
        "@type",
        "@context",
        "@container",
        "@protected",
        "@prefix",
        "@vocab",
        "@reverse",
        "@nest",
        "@set",
        "a",
        "B",
        "name",
        "xsd:a",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NAMES | st.sampled_from([UNI, UNI + "a", "urn:a b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # PyLD's, about terms that begin with @
@given(VALUES)
@example(7)
@example([[]])
@example({"@context": 7})
@example("https://uni.example/v1")
def test_any_json_is_answered_and_nothing_raises(context):
    for finding in lint(context):
        assert finding.code.startswith("context.")
        assert finding.pointer is not None


def test_the_slip_in_the_open_badges_context_is_found():
    document = bundled.contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")[0].document
    assert codes(document) == [("context.undefined-prefix", "/@context/awardedDate/@type")]


def test_the_contexts_of_the_w3c_for_credentials_are_sound():
    for url in ("https://www.w3.org/ns/credentials/v2", "https://w3id.org/security/data-integrity/v2"):
        assert codes(bundled.contexts_for(url)[0].document) == []
