"""Language maps that somebody forged: nothing but our own context gives them meaning, and what they hold is what is shown."""

import copy
from datetime import date

import pytest

from credseal.errors import JsonLdError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.level import Level
from credseal.model.text import Text
from credseal.profiles.openbadges import from_document, to_document
from records import ADA, ISSUANCE, course, credential

TITLE = {"en": "Testing drinking water", "pl": "Badanie wody"}


def badge(**changes):
    record = course(title=Text(TITLE), prerequisites=Text({"en": "None", "pl": "Brak"}), **changes)
    return to_document(record.award(ADA, awarded_on=date(2026, 11, 20)), ISSUANCE, extended=True).document


def achievement(document):
    return document["credentialSubject"]["achievement"]


def requirement(document):
    return next(each for each in achievement(document)["alignment"] if each["targetType"] == "ext:EntryRequirement")


def forged(change):
    document = badge()
    change(document)
    return from_document(document)


def codes(reading):
    return [each.code for each in reading.findings]


EDITS = {
    "another property": lambda context: context["nameMap"].update({"@id": "http://purl.org/dc/terms/alternative"}),
    "swapped": lambda context: context.update(nameMap=context["descriptionMap"], descriptionMap=context["nameMap"]),
    "one term more": lambda context: context.update(more={"@id": "https://evil.example/more"}),
    "one term less": lambda context: context.pop("roleMap"),
    "unprotected": lambda context: context.pop("@protected"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_context_is_nobody_s_and_takes_its_members_out_of_sight(edit):
    document = badge()
    edit(document["@context"][2])
    seen = canonicalize(document, contexts=BUNDLED)
    assert "/credentialSubject/achievement/nameMap" in seen.unpinned
    assert from_document(seen.document).credential.achievement.title == {"en": TITLE["en"]}
    # And who reads a document that nobody verified takes no map for what its context does not say it is.
    assert from_document(document).credential.achievement.title == {"en": TITLE["en"]}
    assert "/credentialSubject/achievement/nameMap" in from_document(document).unread


def test_a_later_context_cannot_give_our_terms_another_meaning():
    document = badge()
    document["@context"].append({"nameMap": {"@id": "https://evil.example/name", "@container": "@language"}})
    with pytest.raises(JsonLdError):
        canonicalize(document, contexts=BUNDLED)


def test_maps_without_the_context_are_refused_by_strict_json_ld_and_not_read():
    document = badge()
    del document["@context"][2]
    with pytest.raises(JsonLdError):
        canonicalize(document, contexts=BUNDLED)
    assert from_document(document).credential.achievement.title == {"en": TITLE["en"]}


@pytest.mark.parametrize(
    "words",
    [
        {"en": "Brain surgery", "pl": "Badanie wody"},
        {"pl": "Badanie wody"},
        {"und": "Brain surgery"},
        {"en": ["Testing drinking water"]},
        {"en": "Testing drinking water", "pl": ["a", "b"]},
        {"en": "Testing drinking water", "pl": None},
        {"en": "Testing drinking water", "@none": "x"},
        {"en": "Testing drinking water", "no language": "x"},
        {"en": "Testing drinking water", "": "x"},
        {"en": "Testing drinking water", "EN": "Brain surgery"},
        {"en": "Testing drinking water", "pl": "\x1b[2J"},
        {"en": "Testing drinking water", "pl": " "},
        {},
        [],
        "Testing drinking water",
        ["Testing drinking water"],
    ],
)
def test_a_map_that_contradicts_its_text_or_is_none_is_a_finding_and_not_believed(words):
    def change(document):
        achievement(document)["nameMap"] = words

    reading = forged(change)
    assert reading.credential.achievement.title == {"en": TITLE["en"]}
    assert "/credentialSubject/achievement/nameMap" in reading.unread
    if words:
        assert set(codes(reading)) & {"openbadges.contradiction", "openbadges.odd-shape", "openbadges.impossible-value"}


def test_a_map_without_its_text_shows_nothing():
    def change(document):
        del achievement(document)["description"]
        achievement(document)["descriptionMap"] = {"en": "Brain surgery"}

    reading = forged(change)
    assert reading.credential.achievement.description is None
    assert "openbadges.contradiction" in codes(reading)


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("targetDescriptionMap", {"en": "A degree", "pl": "Brak"}),
        ("targetNameMap", {"en": "Prerequisites"}),
        ("targetFrameworkMap", {"en": "x"}),
        ("targetDescriptionMap", {"en": "None", "xx yy": "x"}),
    ],
)
def test_a_map_of_an_alignment_that_does_not_fit_leaves_the_text_beside_it(member, words):
    def change(document):
        requirement(document)[member] = words

    reading = forged(change)
    assert reading.credential.achievement.prerequisites["en"] == "None"
    assert "A degree" not in str(reading.credential)
    assert "openbadges.contradiction" in codes(reading)


@pytest.mark.parametrize(
    ("target_type", "line"),
    [
        ("ext:EQF", "value: 8"),
        ("ext:EQF", "framework: NQF"),
        ("ext:EQF", "extent: completes"),
        ("ext:EQF", "basis: stated"),
        ("ext:QualityAssurance", "valid_until: 2099-12-31"),
        ("ext:QualityAssurance", "scope: programme"),
        ("ext:QualityAssurance", "body.id: https://evil.example/"),
        ("ext:ECTS", "points: 30"),
        ("ext:Workload", "hours: 900"),
        ("ext:PlaceOfIssue", "locality: Elsewhere"),
        ("ext:AssessmentType", "type.uri: https://evil.example/"),
        ("ext:AssessmentType", "supervision.supervised: yes"),
    ],
)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_map_changes_texts_and_nothing_else(target_type, line, language):
    document = badge()
    before = from_document(document).credential
    for each in achievement(document)["alignment"]:
        if each["targetType"] == target_type:
            each["targetDescriptionMap"] = {language: line}
    reading = from_document(document)
    assert reading.credential == before
    assert "openbadges.contradiction" in codes(reading)


def test_a_level_is_called_what_it_is_shown_as():
    document = badge(levels=(Level("EQF", "6", label=Text({"en": "Bachelor", "pl": "Licencjat"})),))
    (level,) = (each for each in achievement(document)["alignment"] if each["targetType"] == "ext:EQF")
    level["targetNameMap"]["en"] = "Doctor"
    reading = from_document(document)
    assert reading.credential.achievement.levels == (Level("EQF", "6", label=Text({"en": "Bachelor"})),)
    assert "openbadges.contradiction" in codes(reading)


def test_the_spelling_of_a_tag_that_no_proof_covers_changes_nothing():
    document = badge()
    respelled = copy.deepcopy(document)
    names = achievement(respelled)["nameMap"]
    achievement(respelled)["nameMap"] = {"PL": names["pl"], "EN": names["en"]}
    same = [canonicalize(each, contexts=BUNDLED).nquads for each in (document, respelled)]
    assert same[0] == same[1]
    assert from_document(respelled).credential == from_document(document).credential


def test_a_badge_in_one_language_reads_no_maps():
    document = to_document(credential(), ISSUANCE).document
    achievement(document)["nameMap"] = {"en": "Brain surgery"}
    assert from_document(document).credential == credential()
