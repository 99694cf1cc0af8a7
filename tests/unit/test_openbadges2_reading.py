"""An Open Badge 2.0 in the words of the model."""

from datetime import UTC, datetime

import pytest

from credseal.checks.completeness import check_completeness
from credseal.model.alignment import Alignment
from credseal.model.level import Level
from credseal.model.text import Text
from credseal.profiles import openbadges2, readers
from open_badges_2 import assertion, badge_class, profile, recipient


def read(document=None, badge=None, issuer=None):
    return openbadges2.from_documents(document or assertion(), badge or badge_class(), issuer or profile())


def test_the_elements_and_where_they_were_found():
    reading = read(assertion(expires="2030-06-30T12:00:00Z"))
    achievement = reading.credential.achievement
    assert achievement.title == {"und": "Drinking water testing"}
    assert achievement.type == "Badge"
    assert achievement.awarding_bodies == (reading.issuance.sealer,)
    assert reading.issuance.sealer.id == "https://uni.example/issuer"
    assert reading.issuance.sealer.legal_name == {"und": "University of Examples"}
    assert reading.issuance.issued == datetime(2020, 6, 30, 12, tzinfo=UTC)
    assert reading.issuance.valid_until == datetime(2030, 6, 30, 12, tzinfo=UTC)
    assert achievement.assessments[0].criteria == {"und": "Take ten samples."}
    assert achievement.criteria.url == "https://uni.example/badges/water/criteria"
    assert achievement.picture.uri == "https://uni.example/badges/water.png"
    for element, pointer in {
        "title": "/badge/name",
        "awarding_bodies": "/badge/issuer",
        "issued": "/issuedOn",
        "valid_until": "/expires",
        "learner": "/recipient",
        "assessments": "/badge/criteria/narrative",
    }.items():
        assert reading.found_at[element] == pointer
    assert reading.unread == ()


def test_readers_and_completeness_know_it():
    document = openbadges2.joined(assertion(), badge_class(), profile())
    assert readers.read(document) == read()
    found = check_completeness(readers.read(document))
    assert found.element("title").found_at == "/badge/name"
    assert found.element("date_of_issuing").found_at == "/issuedOn"
    assert found.element("workload").status == "missing"


def test_criteria_that_are_an_address():
    achievement = read(badge=badge_class(criteria="https://uni.example/criteria")).credential.achievement
    assert achievement.assessments == ()
    assert achievement.criteria.url == "https://uni.example/criteria"


def test_alignments_to_european_lists_are_the_european_elements():
    alignment = [
        {"targetName": "EQF level 6", "targetUrl": "http://data.europa.eu/snb/eqf/6", "targetCode": "6"},
        {"targetName": "Sampling", "targetUrl": "http://data.europa.eu/esco/skill/0001"},
        {"targetName": "Water II", "targetUrl": "https://catalogue.example/2", "targetCode": "W2"},
        {"targetType": "ext:ECTS", "targetName": "2 ECTS", "targetUrl": "https://uni.example/ects", "targetCode": "2"},
    ]
    achievement = read(badge=badge_class(alignment=alignment)).credential.achievement
    assert achievement.levels == (Level("EQF", "6"),)
    assert [skill.uri for skill in achievement.skills] == ["http://data.europa.eu/esco/skill/0001"]
    assert achievement.alignments == (Alignment(Text({"und": "Water II"}), "https://catalogue.example/2", code="W2"),)
    assert achievement.workload.ects == 2


def test_the_language_of_the_badge_class():
    reading = read(assertion(**{"@language": "en"}), badge_class(**{"@language": "de-at"}))
    assert reading.credential.achievement.title == {"de-AT": "Drinking water testing"}
    assert read(assertion(**{"@language": "en"})).credential.achievement.language == "en"
    assert read(badge=badge_class(**{"@language": "no tag!"})).credential.achievement.language == "und"


def test_tags_versions_and_related_badges():
    related = {"id": "https://uni.example/badges/wasser", "@language": "de", "version": "1"}
    catalogue = read(
        badge=badge_class(tags=["water", "laboratory"], version=2, related=related)
    ).credential.achievement.catalogue
    assert (catalogue.tags, catalogue.version) == (("water", "laboratory"), "2")
    assert (catalogue.related[0].id, catalogue.related[0].language) == (related["id"], "de")
    catalogue = read(
        badge=badge_class(tags="water", related="https://uni.example/badges/1")
    ).credential.achievement.catalogue
    assert (catalogue.tags, catalogue.related[0].id) == (("water",), "https://uni.example/badges/1")


def test_evidence_in_its_three_forms():
    reading = read(
        assertion(
            narrative="Both belong together.",
            evidence=[
                "https://uni.example/evidence/1",
                {"id": "_:b1", "narrative": "A talk.", "name": "Talk", "genre": "Talk", "audience": "The public"},
            ],
        )
    )
    first, second = reading.credential.evidence
    assert first.url == "https://uni.example/evidence/1"
    assert (second.url, second.name, second.narrative) == (None, {"und": "Talk"}, {"und": "A talk."})
    assert reading.credential.activity.narrative == {"und": "Both belong together."}
    assert reading.unread == ()
    assert read(assertion(evidence="https://uni.example/1")).credential.evidence[0].url == "https://uni.example/1"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({"type": "email", "hashed": False, "identity": "ada@example.org"}, ("email", "ada@example.org")),
        ({"type": "email", "identity": "ada@example.org"}, ("email", "ada@example.org")),
        ({"type": "url", "hashed": False, "identity": "https://ada.example/"}, ("url", "https://ada.example/")),
        ({"type": "telephone", "hashed": False, "identity": "+43123"}, ("telephone", "+43123")),
        (
            {"type": "http://schema.org/email", "hashed": False, "identity": "ada@example.org"},
            ("email", "ada@example.org"),
        ),
    ],
)
def test_learners_in_the_clear(who, expected):
    identifier = read(assertion(recipient=who)).credential.learner.identifiers[0]
    assert (identifier.type, identifier.value) == expected


def test_hashed_learners():
    hashed = read().credential.learner.hashed_identifiers[0]
    assert (hashed.type, hashed.hash, hashed.salt) == ("email", recipient("ada@example.org")["identity"], "grain")
    without = {name: value for name, value in recipient("ada@example.org").items() if name != "hashed"}
    assert read(assertion(recipient=without)).credential.learner.hashed_identifiers == (hashed,)


def test_a_learner_by_identifier():
    who = {"type": "id", "hashed": False, "identity": "did:example:ada"}
    assert read(assertion(recipient=who)).credential.learner.id == "did:example:ada"


def test_what_is_not_known_is_absent():
    reading = openbadges2.from_document(assertion())
    assert reading.credential.achievement.title is None
    assert reading.issuance.sealer is None
    assert reading.unread == ()


def test_extensions_and_endorsements_stay_unread():
    extension = {"@context": "https://uni.example/context", "type": ["Extension"], "grade": "A"}
    reading = read(assertion(**{"extensions:grade": extension}, endorsement="https://agency.example/1"))
    assert reading.unread == ("/extensions:grade", "/endorsement")


def test_a_validity_that_ends_before_it_begins_is_a_finding():
    reading = read(assertion(expires="2010-01-01T00:00:00Z"))
    assert reading.issuance.valid_until is None
    assert {finding.code for finding in reading.findings} == {"openbadges.impossible-value"}
