"""An extended badge holds every text in all its languages, for readers who know the one inline context, and one for all others."""

from dataclasses import replace
from datetime import date

import pytest

from credseal.encoding import jcs
from credseal.jsonld import contexts
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.model.achievement import Achievement
from credseal.model.concepts import Concept
from credseal.model.learner import Learner, Name
from credseal.model.level import Level
from credseal.model.organisation import Organisation, Place
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.profiles.openbadges import check, from_document, to_document
from credseal.profiles.openbadges.further import CONTEXT
from pyld_peer import by_pyld
from records import ADA, ISSUANCE, UNIVERSITY, course

DAY = date(2026, 11, 20)
# Of the RFC 8785 form of the context. It stands in badges that were issued: it never changes.
DIGEST = "e36ab2712b207f0f569e5db9a10d0f00da16213b8bd8d057a33268ad5619b785"


def said(en, pl):
    return Text({"en": en, "pl": pl})


POLISH = course(
    title=said("Testing drinking water", "Badanie wody pitnej"),
    description=said("A short course.", "Krótki kurs."),
    prerequisites=said("Chemistry", "Chemia"),
    levels=(Level("EQF", "6", label=said("Bachelor's level", "Poziom licencjata")),),
    fields_of_learning=(Concept("http://data.europa.eu/snb/isced-f/0712", said("Environment", "Środowisko")),),
    picture=Picture("https://uni.example/water.png", said("A drop", "Kropla")),
)
RECORD = POLISH.award(ADA, awarded_on=DAY, grade="5")
SEALER = replace(
    UNIVERSITY,
    legal_name=said("University of Example", "Uniwersytet Przykładowy"),
    address=Place(
        country="PL", country_name=said("Poland", "Polska"), region=Concept(label=said("Lublin", "Lubelskie"))
    ),
)
RECORD = replace(RECORD, achievement=replace(POLISH, awarding_bodies=(SEALER,)))
ISSUED = replace(ISSUANCE, sealer=SEALER)


def extended(record=RECORD, issuance=ISSUED):
    return to_document(record, issuance, extended=True)


def test_all_texts_come_back_in_all_their_languages():
    written = extended()
    reading = from_document(written.document)
    assert reading.credential == RECORD
    assert reading.issuance == ISSUED
    assert (reading.findings, reading.unread, written.findings) == ((), (), ())


def test_without_it_further_languages_are_left_out_and_that_is_said():
    written = to_document(RECORD, ISSUED)
    assert {each.code for each in written.findings} == {"openbadges.language-left-out"}
    assert "pitnej" not in str(written.document)
    assert from_document(written.document).credential.achievement.title == {"en": "Testing drinking water"}


def test_who_knows_no_map_reads_the_language_of_the_record():
    plain, document = to_document(RECORD, ISSUED).document, extended().document

    def without_maps(value):
        if isinstance(value, list):
            return [without_maps(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            name: without_maps(each) for name, each in value.items() if not name.endswith("Map") and name != "@context"
        }

    assert without_maps(document) == without_maps(plain)


def test_a_map_holds_the_whole_text():
    achievement = extended().document["credentialSubject"]["achievement"]
    assert achievement["name"] == "Testing drinking water"
    assert achievement["nameMap"] == {"en": "Testing drinking water", "pl": "Badanie wody pitnej"}
    level = next(each for each in achievement["alignment"] if each["targetType"] == "ext:EQF")
    assert level["targetNameMap"] == {"en": "Bachelor's level", "pl": "Poziom licencjata"}
    requirement = next(each for each in achievement["alignment"] if each["targetType"] == "ext:EntryRequirement")
    assert requirement["targetDescriptionMap"] == {"en": "Chemistry", "pl": "Chemia"}
    assert "targetNameMap" not in requirement


def test_an_image_is_closed_so_the_map_of_its_caption_stands_beside_it():
    achievement = extended().document["credentialSubject"]["achievement"]
    assert achievement["image"].keys() == {"id", "type", "caption"}
    assert achievement["captionMap"] == {"en": "A drop", "pl": "Kropla"}


def test_the_context_is_the_third_and_pinned():
    document = extended().document
    assert document["@context"][2] == CONTEXT
    assert contexts.LANGUAGE_MAPS == DIGEST == contexts.digest(dict(CONTEXT))
    for known in (BUNDLED, Contexts()):
        assert canonicalize(document, contexts=known).unpinned == ()


def test_the_context_is_plain_json():
    assert jcs.canonicalize(dict(CONTEXT))


def test_it_is_an_open_badge():
    assert check(extended().document) == ()


def test_pyld_understands_it_alike():
    document = extended().document
    assert canonicalize(document, contexts=BUNDLED).nquads == by_pyld(document)
    assert b"@pl" in by_pyld(document)


def test_a_text_in_another_language_only_is_shown_and_not_taken_for_the_record_s():
    record = replace(RECORD, achievement=replace(RECORD.achievement, prerequisites=Text({"pl": "Chemia"})))
    written = extended(record)
    assert {each.code for each in written.findings} == {"openbadges.other-language"}
    assert from_document(written.document).credential == record


def test_an_untagged_text_stays_untagged():
    record = replace(RECORD, achievement=replace(RECORD.achievement, description=Text.of("Something")))
    assert from_document(extended(record).document).credential == record


@pytest.mark.parametrize("language", ["ca-valencia", "und", "sr-Latn-RS", "zh-cmn-Hans-CN"])
def test_the_language_of_the_record_comes_back_whatever_it_is(language):
    record = Achievement(title=Text({language: "x", "en": "y"}), language=language).award(
        Learner(names=(Name(full="Ada Example"),)), awarded_on=DAY
    )
    issuance = replace(ISSUANCE, sealer=Organisation(id="did:web:uni.example"), picture=None)
    read = from_document(extended(record, issuance).document).credential.achievement
    assert (read.language, read.title) == (record.achievement.language, record.achievement.title)


def test_one_language_makes_no_maps():
    document = to_document(course().award(ADA, awarded_on=DAY), ISSUANCE, extended=True).document
    assert "Map" not in str({name: value for name, value in document.items() if name != "@context"})
