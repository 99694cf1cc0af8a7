"""What nobody reads is said to be unread, so that a report does not seem to have judged it."""

from badges import open_badge
from credseal.profiles.unread import notes
from credseal.verifier import Verifier


def found(document, *unread):
    return [(note.code, note.severity, note.pointer) for note in notes(document, unread)]


def test_members_of_the_data_model_that_are_not_read_are_named_one_by_one():
    document = {
        "termsOfUse": [],
        "refreshService": {},
        "relatedResource": {},
        "renderMethod": [],
        "confidenceMethod": {},
    }
    assert found(document) == [
        ("unread.terms-of-use", "info", "/termsOfUse"),
        ("unread.refresh-service", "info", "/refreshService"),
        ("unread.related-resource", "info", "/relatedResource"),
        ("unread.confidence-method", "info", "/confidenceMethod"),
        ("unread.render-method", "info", "/renderMethod"),
    ]


def test_other_members_are_counted():
    assert found({}, "/a/0/b", "/c") == [("unread.members", "info", "/a/0/b")]
    assert notes({}, ["/a"])[0].message == "One member was not understood, and not judged."
    assert notes({}, ["/a", "/b"])[0].message == "2 members were not understood, and not judged."


def test_nothing_is_said_twice_and_nothing_of_what_was_read():
    assert found({"termsOfUse": {}}, "/termsOfUse/type") == [("unread.terms-of-use", "info", "/termsOfUse")]
    assert found({"name": "x"}) == []


def test_a_report_says_it_of_badges_and_of_other_credentials():
    terms = [{"type": "IssuerPolicy", "id": "https://uni.example/terms"}]
    badge = {**open_badge(), "termsOfUse": terms}
    for document in (badge, {**badge, "type": ["VerifiableCredential"]}):
        codes = {note.code for note in Verifier(fetch=None).inspect(document).notes}
        assert "unread.terms-of-use" in codes
