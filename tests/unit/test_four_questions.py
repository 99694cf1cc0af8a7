"""The four questions of the European approach: holder, issuer, date, place; each answered by itself."""

import copy
import json
from datetime import UTC, datetime

import pytest

from badges import open_badge
from credseal.checks.expectations import ExpectedLearner
from credseal.verifier import Verifier

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def place_of_issue(code, description=None):
    alignment = {
        "type": ["Alignment"],
        "targetName": "Place of issue",
        "targetUrl": "http://data.europa.eu/snb/model/elm/location",
        "targetType": "ext:PlaceOfIssue",
        "targetCode": code,
    }
    return alignment | ({"targetDescription": description} if description else {})


def asked(*alignments, address=None, **expected):
    badge = copy.deepcopy(open_badge())
    badge["credentialSubject"]["achievement"]["alignment"] += alignments
    badge["issuer"].pop("address")
    if address:
        badge["issuer"]["address"] = {"type": ["Address"], **address}
    return Verifier(fetch=None, clock=lambda: NOW).inspect(json.dumps(badge), **expected)


GRAZ = {"addressCountryCode": "AT", "addressLocality": "Graz"}


@pytest.mark.parametrize(
    ("alignments", "address", "words", "known_by"),
    [
        ((place_of_issue("GR", "locality: Paradeigma"),), GRAZ, "Paradeigma, Greece", "stated"),
        ((place_of_issue("GR"),), None, "Greece", "stated"),
        ((), GRAZ, "Graz, Austria", "derived"),
        ((), {"addressCountryCode": "ZZ"}, "ZZ", "derived"),
        ((), {"addressCountryCode": "GR", "addressCountry": "Hellas"}, "Hellas", "derived"),
        ((), None, None, "not stated"),
    ],
)
def test_the_place_is_stated_derived_or_not_stated(alignments, address, words, known_by):
    report = asked(*alignments, address=address)
    assert (report.place.words, report.place.known_by) == (words, known_by)
    assert report.to_dict()["questions"]["place"]["known_by"] == known_by


def test_a_place_of_issue_in_another_country_than_the_issuer_is_a_note():
    def notes(report):
        return [(note.code, note.message) for note in report.notes if note.code.startswith("place.")]

    elsewhere = asked(place_of_issue("GR"), address=GRAZ)
    assert notes(elsewhere) == [
        ("place.elsewhere", "The place of issue is in Greece, the issuer's address in Austria.")
    ]
    assert notes(asked(place_of_issue("AT"), address=GRAZ)) == notes(asked(place_of_issue("GR"))) == []
    assert notes(asked(address=GRAZ)) == []


def test_each_question_has_an_answer_of_its_own():
    questions = asked(address=GRAZ).to_dict()["questions"]
    assert list(questions) == ["holder", "issuer", "date", "place"]
    assert questions["holder"] == {"name": "holder", "known_by": "not_requested"}
    assert questions["issuer"] == {"name": "issuer", "known_by": "not_established"}
    assert questions["date"] == {"name": "date", "answer": "2026-11-19", "known_by": "claimed"}
    assert questions["place"] == {"name": "place", "answer": "Graz, Austria", "known_by": "derived"}


def test_the_holder_is_answered_by_the_comparison_and_not_by_the_document():
    questions = asked(learner=ExpectedLearner(email="a@example.com")).to_dict()["questions"]
    assert questions["holder"]["known_by"] == "compared"
    assert questions["holder"]["answer"] == "The e-mail address (salted hash) is the expected one."


def test_the_issuer_is_answered_by_whoever_knows_it(issued):
    report = Verifier(fetch=None).inspect(issued.credential, issuer=issued.id)
    assert report.to_dict()["questions"]["issuer"]["answer"] == issued.id
    alone = Verifier(fetch=None).inspect(issued.credential).to_dict()["questions"]["issuer"]
    assert alone == {"name": "issuer", "answer": issued.id, "known_by": "its key alone"}


def test_what_could_not_be_read_answers_no_question():
    questions = Verifier(fetch=None).inspect(b"{").to_dict()["questions"]
    assert all("answer" not in question for question in questions.values())
