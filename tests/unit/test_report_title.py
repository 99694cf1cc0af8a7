"""What a document calls what was achieved, as a report passes it on."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from badges import open_badge
from credseal.model.text import Text
from credseal.report import Report
from credseal.verifier import Verifier
from learning_credentials import RECORD, written

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
COMMANDS = "\x1b[2JAccepted.\n"


def badge(**name):
    document = open_badge()
    document["credentialSubject"]["achievement"] |= name
    return Report((), AT, document=document)


def test_it_is_the_documents_own_word_whatever_the_verdict():
    document = open_badge()
    report = Verifier(fetch=None).inspect(document)
    assert report.title() == document["credentialSubject"]["achievement"]["name"]
    assert report.verdict != "accepted"


def test_it_is_in_the_readers_language_where_the_document_has_it():
    title = Text({"en": "Testing water", "pl": "Badanie wody"})
    claims, _ = written(replace(RECORD, achievement=replace(RECORD.achievement, title=title)))
    report = Report((), AT, document=claims)
    for language in title:
        assert report.title(language) == title[language]
    assert report.title("mt") in title.values()
    assert report.title() == title["en"]


@pytest.mark.parametrize("document", [None, {}, {"type": "Invoice"}, open_badge() | {"credentialSubject": {}}])
def test_what_is_not_read_or_says_nothing_has_none(document):
    assert Report((), AT, document=document).title() is None


def test_a_text_is_passed_on_as_it_is_and_no_text_that_holds_commands():
    assert badge(name="Water \u202e & <b>").title() == "Water \u202e & <b>"
    assert badge(name=COMMANDS).title() is None
    assert badge(name={"not": "text"}).title() is None
