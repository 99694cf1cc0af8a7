"""Plain data becomes records and the reverse; whatever is wrong is named by its member."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from credseal.errors import ModelError
from credseal.model.assessment import Supervision
from credseal.model.files import read_record
from credseal.model.load import (
    dump_achievement,
    dump_learner,
    dump_micro_credential,
    dump_organisation,
    load_achievement,
    load_learner,
    load_micro_credential,
    load_organisation,
)
from credseal.model.plain import from_plain, to_plain
from credseal.model.text import Text
from credseal.profiles.issuance import Issuance
from records import ADA, COURSE, ISSUANCE, UNIVERSITY, credential

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "data"


def test_records_survive_as_plain_data():
    assert load_achievement(dump_achievement(COURSE)) == COURSE
    assert load_learner(dump_learner(ADA)) == ADA
    assert load_organisation(dump_organisation(UNIVERSITY)) == UNIVERSITY
    assert load_micro_credential(dump_micro_credential(credential())) == credential()


def test_an_issuance_survives_as_plain_data():
    status = {"id": "https://uni.example/status#1", "type": "BitstringStatusListEntry"}
    issuance = replace(ISSUANCE, status=(status,))
    assert to_plain(issuance)["issued"] == "2026-11-21T09:30:00Z"
    assert from_plain(Issuance, to_plain(issuance)) == issuance
    for data in ({"issued": 5}, {"issued": "2026-11-21"}, {"status": ["x"]}):
        with pytest.raises(ModelError):
            from_plain(Issuance, data)


def test_a_plain_string_takes_the_records_language():
    course = load_achievement(
        {"language": "pl", "title": "Badanie wody", "awarding_bodies": [{"legal_name": "Uczelnia"}]}
    )
    assert course.title == {"pl": "Badanie wody"}
    assert course.awarding_bodies[0].legal_name == {"pl": "Uczelnia"}
    assert load_organisation({"legal_name": "Uczelnia"}).legal_name == {"und": "Uczelnia"}
    assert load_organisation({"legal_name": "Uczelnia"}, language="pl").legal_name == {"pl": "Uczelnia"}


def test_the_plain_texts_of_a_whole_record_are_in_its_achievements_language():
    record = load_micro_credential({"achievement": {"language": "pl"}, "evidence": [{"name": "Raport"}]})
    assert record.evidence[0].name == {"pl": "Raport"}


@pytest.mark.parametrize("written", [2.5, "2.5", Decimal("2.5"), "2.50"])
def test_amounts_are_exact(written):
    assert load_achievement({"workload": {"ects": written}}).workload.ects == Decimal("2.5")


def test_whole_numbers_serve_as_text_where_text_is_meant():
    course = load_achievement({"levels": [{"framework": "EQF", "value": 6}], "grading_scale": {"lowest": 0}})
    assert (course.levels[0].value, course.grading_scale.lowest) == ("6", "0")


def test_yes_and_no_are_truth_values_where_these_are_meant():
    course = load_achievement({"assessments": [{"supervision": {"supervised": "yes"}, "identity_verified": "no"}]})
    assert course.assessments[0].supervision == Supervision(supervised=True)
    assert course.assessments[0].identity_verified is False


def test_dates_are_dates_or_their_text():
    for written in (date(2001, 5, 17), "2001-05-17"):
        assert load_learner({"birth_date": written}).birth_date == date(2001, 5, 17)


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        ({"titel": "x"}, "model.unknown-member", "/titel"),
        ({"workload": {"ECTS": 2}}, "model.unknown-member", "/workload/ECTS"),
        ({"a/b": 1}, "model.unknown-member", "/a~1b"),
        ({5: "x"}, "model.wrong-type", ""),
        ({"title": ["x"]}, "model.wrong-type", "/title"),
        ({"title": 5}, "model.wrong-type", "/title"),
        ({"title": None}, "model.wrong-type", "/title"),
        ({"title": ""}, "model.empty-text", "/title/und"),
        ({"title": {"en": 5}}, "model.wrong-type", "/title/en"),
        ({"title": {}}, "model.empty", "/title"),
        ({"language": "po polsku", "title": "x"}, "model.language", "/language"),
        ({"levels": {"framework": "EQF"}}, "model.wrong-type", "/levels"),
        ({"levels": [{"framework": "EQF"}]}, "model.missing-member", "/levels/0"),
        ({"levels": [{"framework": "EQF", "value": 9}]}, "model.eqf-level", "/levels/0/value"),
        ({"levels": [{"framework": "EQF", "value": 6.5}]}, "model.wrong-type", "/levels/0/value"),
        ({"levels": [{"framework": "EQF", "value": True}]}, "model.wrong-type", "/levels/0/value"),
        ({"levels": ["6"]}, "model.wrong-type", "/levels/0"),
        ({"workload": {"ects": "two"}}, "model.number", "/workload/ects"),
        ({"workload": {"ects": "9" * 1000}}, "model.number", "/workload/ects"),
        ({"workload": {"ects": 10**5000}}, "model.number", "/workload/ects"),
        ({"workload": {"ects": "Infinity"}}, "model.number", "/workload/ects"),
        ({"workload": {"ects": True}}, "model.wrong-type", "/workload/ects"),
        ({"workload": {"ects": -1}}, "model.ects-negative", "/workload/ects"),
        ({"assessments": [{"identity_verified": "on"}]}, "model.wrong-type", "/assessments/0/identity_verified"),
        ({"quality_assurance": [{"valid_from": 20240101}]}, "model.wrong-type", "/quality_assurance/0/valid_from"),
        ({"quality_assurance": [{"valid_from": "1 May"}]}, "model.date", "/quality_assurance/0/valid_from"),
        ({"legal_standing": "degree"}, "model.choice", "/legal_standing"),
        ({"legal_standing": ["none"]}, "model.choice", "/legal_standing"),
        ({"skills": [{"uri": "esco:1 2"}]}, "model.uri", "/skills/0/uri"),
        ({"id": 10**5000}, "model.empty-text", "/id"),
        ([], "model.wrong-type", ""),
        ("course", "model.wrong-type", ""),
    ],
)
def test_errors_point_to_the_member(data, code, pointer):
    with pytest.raises(ModelError) as caught:
        load_achievement(data)
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


def test_a_misspelt_member_gets_a_suggestion():
    with pytest.raises(ModelError) as caught:
        load_achievement({"learning_outcome": []})
    assert caught.value.hint == "Did you mean 'learning_outcomes'?"


def test_errors_do_not_quote_personal_data():
    for data in ({"birth_date": "Ada was born in May"}, {"names": ["Ada Example"]}, {"names": [{"full": "Ada\x00"}]}):
        with pytest.raises(ModelError) as caught:
            load_learner(data)
        assert "Ada" not in f"{caught.value} {caught.value.hint}"


def test_the_examples_have_all_sixteen_elements_in_two_languages():
    course = load_achievement(read_record(EXAMPLES / "course.yaml"))
    learner = load_learner(read_record(EXAMPLES / "learner.yaml"))
    university = load_organisation(read_record(EXAMPLES / "university.yaml"))
    assert all(
        getattr(course, name)
        for name in [
            "title",
            "awarding_bodies",
            "learning_outcomes",
            "workload",
            "levels",
            "assessments",
            "participation",
            "quality_assurance",
            "prerequisites",
            "stackability",
            "further_information",
            "grading_scale",
            "place_of_issue",
            "fields_of_learning",
            "legal_standing",
        ]
    )
    assert all(each.supervision and each.identity_verified is not None for each in course.assessments)
    assert learner.names
    assert university.address.country
    assert university.is_same_as(course.awarding_bodies[0])
    assert set(course.title) == {"en", "el"}
    assert isinstance(course.title, Text)
