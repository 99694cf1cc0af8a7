"""Entries of the European lists as people write them in YAML and JSON, and as records hold them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credseal.errors import ModelError
from credseal.model.achievement import Achievement
from credseal.model.assessment import Assessment
from credseal.model.concepts import Concept
from credseal.model.fields import shapes
from credseal.model.learning import Participation
from credseal.model.level import Level
from credseal.model.load import (
    dump_achievement,
    dump_organisation,
    load_achievement,
    load_micro_credential,
    load_organisation,
)
from credseal.model.organisation import Organisation, Place
from credseal.model.plain import from_plain
from credseal.model.vocabularies import LISTS, concept, concepts
from records import COURSE

SNB = "http://data.europa.eu/snb/"
QUIZ = SNB + "assessment/b1b68f6735"
IN_FULL = {"uri": QUIZ, "label": {"en": "quiz"}, "scheme": SNB + "assessment/25831c2"}


def assessment_type(written, language="en"):
    return load_achievement({"language": language, "assessments": [{"type": written}]}).assessments[0].type


def place(**written):
    return load_achievement({"place_of_issue": written}).place_of_issue


@pytest.mark.parametrize("written", ["quiz", "Quiz", "b1b68f6735", QUIZ, {"uri": QUIZ}, IN_FULL])
def test_an_entry_is_its_name_its_code_or_its_uri(written):
    assert assessment_type(written, language="el") == from_plain(Concept, IN_FULL)


@pytest.mark.parametrize("written", ["0712", "Environmental protection technology", {"uri": SNB + "isced-f/0712"}])
def test_a_field_of_learning_is_one_of_isced(written):
    (found,) = load_achievement({"fields_of_learning": [written]}).fields_of_learning
    assert found == concept("isced-f", "0712")


def test_a_code_that_lost_its_quotes_is_a_code_still():
    assert load_achievement({"fields_of_learning": [1022]}).fields_of_learning == (concept("isced-f", "1022"),)


def test_participation_and_region_have_lists_too():
    taken = load_achievement({"participation": {"modes": ["Blended", "onsite"], "setting": "formal"}}).participation
    assert taken == Participation(
        modes=(concept("mode", "Blended"), concept("mode", "Presential")),
        setting=concept("learning-setting", "formal learning"),
    )
    assert place(region="EL52").region == concept("nuts", "EL52")


@pytest.mark.parametrize(
    "written", ["GR", "EL", "GRC", "Greece", "http://publications.europa.eu/resource/authority/country/GRC"]
)
def test_a_country_is_its_code_of_iso_however_it_is_written(written):
    assert place(country=written).country == "GR"
    assert load_organisation({"address": {"country": written}}).address.country == "GR"


@pytest.mark.parametrize("written", ["Atlantis", "Clipperton", "gr1", "", 30])
def test_what_is_no_country_is_refused(written):
    with pytest.raises(ModelError) as caught:
        place(country=written)
    assert caught.value.pointer == "/place_of_issue/country"


def test_a_word_in_no_list_is_a_concept_in_the_records_language():
    assert assessment_type("προφορική εξέταση", language="el").label == {"el": "προφορική εξέταση"}
    (skill,) = load_achievement({"language": "en", "skills": ["work in teams"]}).skills
    assert skill.label == {"en": "work in teams"}


def test_an_address_in_no_list_is_a_uri():
    assert assessment_type("https://uni.example/assessments/jury") == Concept("https://uni.example/assessments/jury")
    assert assessment_type({"uri": "https://uni.example/jury"}) == Concept("https://uni.example/jury")


def test_an_entry_of_another_list_is_not_one_of_this():
    assert assessment_type(SNB + "eqf/6") == Concept(SNB + "eqf/6")


@pytest.mark.parametrize("written", ["PQF Level 6", "pqf level 6", SNB + "qdr/c_cb086da3"])
def test_a_national_level_is_its_entry_in_the_register(written):
    (level,) = load_achievement({"levels": [{"framework": "NQF", "uri": written, "extent": "within"}]}).levels
    assert (level.value, level.uri, level.extent) == ("6", SNB + "qdr/c_cb086da3", "within")
    assert level.label == {"en": "PQF Level 6"}
    assert level.framework_name == {"en": "Polish National Qualifications Framework"}


def test_what_is_said_of_a_national_level_goes_before_the_register():
    written = {"framework": "NQF", "uri": "PQF Level 6", "framework_name": {"pl": "Polska Rama Kwalifikacji"}}
    (level,) = load_achievement({"levels": [written]}).levels
    assert level.framework_name == {"pl": "Polska Rama Kwalifikacji"}
    (level,) = load_achievement({"levels": [{**written, "value": 6}]}).levels
    assert level.label is None


def test_a_national_level_that_the_register_does_not_have_needs_its_value():
    for uri in ("https://uni.example/levels/6", "Polish National Qualifications Framework"):
        with pytest.raises(ModelError) as caught:
            load_achievement({"levels": [{"framework": "NQF", "uri": uri}]})
        assert (caught.value.code, caught.value.pointer) == ("model.missing-member", "/levels/0")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "model.empty-text"),
        ("quiz\x00", "model.control-character"),
        (True, "model.wrong-type"),
        (5.5, "model.wrong-type"),
        (["quiz"], "model.wrong-type"),
        ({"uri": 5}, "model.uri"),
        ({"uri": ["quiz"]}, "model.wrong-type"),
        ({}, "model.empty"),
        ("https://", "model.uri"),
    ],
)
def test_what_is_no_concept_is_refused(written, code):
    with pytest.raises(ModelError) as caught:
        assessment_type(written)
    assert caught.value.code == code
    assert caught.value.pointer.startswith("/assessments/0/type")


def test_what_is_given_in_full_stays_as_it_is():
    for given_ in (
        Concept(QUIZ, COURSE.title),
        Concept(QUIZ, None, "https://uni.example/own-list"),
        Concept(None, COURSE.title.of("quiz", "en")),
        Concept(SNB + "eqf/6"),
        from_plain(Concept, IN_FULL),
    ):
        course = Achievement(assessments=(Assessment(type=given_),), skills=(given_,))
        assert load_achievement(dump_achievement(course)) == course


def test_a_level_and_a_country_given_in_full_stay_as_they_are():
    course = Achievement(
        levels=(Level("NQF", "another", uri=SNB + "qdr/c_cb086da3"),), place_of_issue=Place(country="GR")
    )
    assert load_achievement(dump_achievement(course)) == course
    university = Organisation(address=Place(country="ZZ"))
    assert load_organisation(dump_organisation(university)) == university


def test_somebody_elses_credential_is_taken_as_it_stands():
    """Only people's records have short forms: a badge that says little must not seem to say more."""
    with pytest.raises(ModelError):
        from_plain(Assessment, {"type": "quiz"})
    assert from_plain(Assessment, {"type": {"uri": QUIZ}}).type == Concept(QUIZ)
    with pytest.raises(ModelError):
        from_plain(Place, {"country": "Greece"})


def test_a_whole_record_has_short_forms_too():
    record = load_micro_credential({"assessments": [{"type": "quiz"}], "achievement": {"fields_of_learning": ["0712"]}})
    assert record.assessments[0].type.uri == QUIZ
    assert record.achievement.fields_of_learning == (concept("isced-f", "0712"),)


@pytest.mark.parametrize("written", ["x" * 1_000_000, "a " * 500_000, SNB + "assessment/" + "x" * 1_000_000])
def test_a_very_long_name_is_a_name_and_nothing_is_compared_with_it(written):
    assert assessment_type(written).scheme is None


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=40), st.sampled_from([each.uri for each in concepts("assessment")])))
def test_loading_what_was_dumped_changes_nothing_more(text):
    try:
        course = load_achievement({"assessments": [{"type": text}], "participation": {"modes": [text]}})
    except ModelError as error:
        assert error.code in ("model.empty-text", "model.control-character", "model.uri")  # noqa: PT017  or it loads
    else:
        assert load_achievement(dump_achievement(course)) == course


def test_every_list_that_a_field_names_is_one():
    seen, named = set(), set()
    classes = [Achievement, Organisation]
    while classes:
        record = classes.pop()
        for shape in shapes(record).values():
            named |= {shape.vocabulary} - {None}
            if shape.kind == "record" and shape.record not in seen:
                seen.add(shape.record)
                classes.append(shape.record)
    assert named == {"assessment", "country", "isced-f", "learning-setting", "mode", "nqf", "region"} & LISTS.keys()
