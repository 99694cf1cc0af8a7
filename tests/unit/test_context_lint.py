"""The context linter: the slips that are in use, each by its name."""

import pytest

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


def test_pointers_lead_into_the_document_that_was_given():
    assert codes({"@context": [{"@protected": True, "level": None}]}) == [("context.null-term", "/@context/0/level")]


@pytest.mark.parametrize("context", [7, None, "https://uni.example/v1", [], [7], [[]], {"@context": 7}])
def test_any_json_is_answered_and_nothing_raises(context):
    lint(context)


def test_the_slip_in_the_open_badges_context_is_found():
    document = bundled.contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")[0].document
    assert codes(document) == [("context.undefined-prefix", "/@context/awardedDate/@type")]


def test_the_contexts_of_the_w3c_for_credentials_are_sound():
    for url in ("https://www.w3.org/ns/credentials/v2", "https://w3id.org/security/data-integrity/v2"):
        assert codes(bundled.contexts_for(url)[0].document) == []
