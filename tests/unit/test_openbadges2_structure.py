"""What Open Badges 2.0 demands of its documents, table by table."""

import pytest

from credseal.profiles import openbadges2
from open_badges_2 import CONTEXT, assertion, badge_class, key_document, profile, revocation_list, signed_assertion
from support import corpus, load_json


def errors(document, **how):
    return [
        (found.code.removeprefix("openbadges2."), found.pointer)
        for found in openbadges2.check(document, **how)
        if found.severity == "error"
    ]


def warnings(document):
    return [
        (found.code.removeprefix("openbadges2."), found.pointer)
        for found in openbadges2.check(document)
        if found.severity == "warning"
    ]


@pytest.mark.parametrize(
    "document",
    [
        assertion(),
        signed_assertion(),
        assertion(badge=badge_class(issuer=profile())),
        badge_class(),
        profile(),
        profile(type="Profile"),
        key_document(),
        revocation_list("urn:example:1", {"uid": "1"}),
        assertion(type=["Assertion", "https://uni.example/types/Diploma"]),
        assertion(verification=None, verify={"type": "hosted"}),
        assertion(image={"id": "https://uni.example/1.png", "caption": "A drop"}),
        badge_class(image="data:image/svg+xml;base64,PHN2Zy8+"),
        badge_class(criteria="https://uni.example/criteria"),
        badge_class(alignment={"targetName": "EQF 6", "targetUrl": "http://data.europa.eu/snb/eqf/6"}),
        {"@context": CONTEXT, "id": "https://uni.example/assertions/5", "revoked": True, "type": "Assertion"},
        {"@context": CONTEXT, "id": "https://uni.example/1", "type": "https://uni.example/types/Own"},
    ],
)
def test_good_documents(document):
    assert errors(document) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (assertion(id=None), ("missing-member", "")),
        (assertion(recipient=None), ("missing-member", "")),
        (assertion(badge=None), ("missing-member", "")),
        (assertion(issuedOn=None), ("missing-member", "")),
        (assertion(verification=None), ("missing-member", "")),
        (assertion(id="assertions/5"), ("wrong-member", "/id")),
        (assertion(issuedOn="yesterday"), ("wrong-member", "/issuedOn")),
        (assertion(expires=1593518400), ("wrong-member", "/expires")),
        (assertion(type="BadgeClass", badge="x"), ("missing-member", "")),
        (assertion(image="data:image/png;base64,AA=="), ("wrong-member", "/image")),
        (assertion(recipient={"type": "email"}), ("missing-member", "/recipient")),
        (assertion(recipient={"type": "email", "identity": 5}), ("wrong-member", "/recipient/identity")),
        (assertion(evidence=["x"]), ("wrong-member", "/evidence/0")),
        (assertion(**{"extensions:x": {"type": ["Extension"]}}), ("extension", "/extensions:x")),
        (assertion(**{"extensions:x": "text"}), ("extension", "/extensions:x")),
        (badge_class(name=None), ("missing-member", "")),
        (badge_class(issuer=5), ("wrong-member", "/issuer")),
        (badge_class(image="javascript:alert(1)"), ("wrong-member", "/image")),
        (badge_class(image="data:text/html,x"), ("wrong-member", "/image")),
        (badge_class(alignment=[{"targetName": "EQF 6"}]), ("missing-member", "/alignment/0")),
        (badge_class(tags=[5]), ("wrong-member", "/tags/0")),
        (profile(email=None), ("missing-member", "")),
        (profile(url="uni.example"), ("wrong-member", "/url")),
        (key_document(publicKeyPem=5), ("wrong-member", "/publicKeyPem")),
        (assertion(**{"@context": "https://w3id.org/openbadges/v3"}), ("context", "/@context")),
        (assertion(type=["Assertion", "Diploma"]), ("type", "/type")),
    ],
)
def test_faults(document, expected):
    assert expected in errors(document)


def test_faults_inside():
    document = assertion(badge=badge_class(issuer=profile(name=None), description=5))
    assert errors(document) == [("wrong-member", "/badge/description"), ("missing-member", "/badge/issuer")]


def test_a_document_in_a_role_that_is_not_its_own():
    assert ("type", "/type") in errors(badge_class(), role="Profile")


def test_milder_than_the_text():
    assert warnings(badge_class(image=None)) == [("missing-member", "")]
    assert warnings(assertion(recipient={"type": "email", "identity": "ada@example.org"})) == [
        ("missing-member", "/recipient")
    ]
    assert warnings(assertion(issuedOn="2020-06-30T12:00:00")) == [("zone", "/issuedOn")]
    assert warnings(assertion(**{"@language": "not a tag"})) == [("language", "/@language")]


def test_findings_are_bounded():
    assert len(openbadges2.check(assertion(evidence=[5] * 10_000))) == 64


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (assertion(), "2.0"),
        ({"@context": [CONTEXT], "type": "BadgeClass"}, "2.0"),
        ({"@context": "https://w3id.org/openbadges/v1", "type": "Assertion"}, "1.1"),
        ({"recipient": {}, "badge": "https://uni.example/1"}, "1.0"),
        ({"@context": "https://www.w3.org/ns/credentials/v2", "type": ["VerifiableCredential", "Assertion"]}, None),
        ({"badge": "https://uni.example/1"}, None),
        ({}, None),
        ({"@context": 5, "type": {"Assertion": 1}}, None),
    ],
)
def test_versions(document, expected):
    assert openbadges2.version_of(document) == expected
    assert openbadges2.is_assertion(document) == (expected == "2.0")


def test_inline_contexts_that_are_the_standards_own_are_known(corpus_context):
    assert openbadges2.refusals(assertion(**{"@context": corpus_context})) == ()
    changed = {**corpus_context, "issuedOn": "https://evil.example/x"}
    assert [found.code for found in openbadges2.refusals(assertion(**{"@context": changed}))] == [
        "openbadges2.context-unknown"
    ]


@pytest.fixture
def corpus_context():

    path = corpus("openbadges", "validator-1edtech", "ob20", "assets", "badgeclass1.json")
    return load_json(path)["@context"]
