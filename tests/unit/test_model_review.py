"""What is not wrong and deserves a second look: lists, levels, student identifiers, placeholders."""

from dataclasses import replace

import pytest

from credseal.model.achievement import Achievement
from credseal.model.concepts import Concept
from credseal.model.learner import Learner
from credseal.model.level import Level, derived_cycle
from credseal.model.load import load_achievement, load_learner, load_micro_credential, load_organisation
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.review import check_lists, review
from credseal.model.text import Text
from credseal.model.vocabularies import concept
from records import ADA, COURSE, UNIVERSITY, credential

SNB = "http://data.europa.eu/snb/"
LEARNER_ID = "european-student-identifier"


def found(record):
    return {(each.code, each.pointer) for each in review(record)}


def test_a_course_with_everything_in_its_place_has_nothing_to_look_at():
    course = replace(COURSE, levels=COURSE.levels[:2])
    assert review(course) == review(ADA) == review(UNIVERSITY) == ()


def test_what_is_in_no_list_is_a_warning_with_a_suggestion():
    course = load_achievement(
        {
            "assessments": [{"type": "Portfollio"}, {"type": "jury"}],
            "participation": {"modes": [SNB + "learning-activity/59eaf34fab"], "setting": "informal learning"},
            "fields_of_learning": ["Environmental science"],
            "place_of_issue": {"country": "ZY", "region": "the north"},
        }
    )
    hints = {each.pointer: each.hint for each in check_lists(course)}
    assert {each.severity for each in check_lists(course)} == {"warning"}
    assert {each.code for each in check_lists(course)} == {"model.not-in-list"}
    assert hints["/assessments/0/type"] == "Did you mean 'portfolio'?"
    assert "written examination" in hints["/assessments/1/type"]
    assert "Blended" in hints["/participation/modes/0"]
    assert "'non-formal learning'" in hints["/participation/setting"]
    assert "Environmental sciences" in hints["/fields_of_learning/0"]
    assert hints.keys() >= {"/place_of_issue/country", "/place_of_issue/region"}


def test_the_label_of_an_entry_without_its_uri_is_not_the_entry():
    course = Achievement(fields_of_learning=(Concept(label=Text({"en": "Law"})),))
    (finding,) = check_lists(course)
    assert "Law" in finding.hint


def test_a_field_without_a_list_takes_anything():
    course = load_achievement({"skills": ["teamwork"], "stackability": {"towards": ["a degree"]}})
    assert check_lists(course) == ()


def test_a_value_is_found_once_however_often_it_occurs():
    record = load_micro_credential({"achievement": {"assessments": [{"type": "jury"}, {"type": "jury"}]}})
    assert [each.pointer for each in check_lists(record)] == ["/achievement/assessments/0/type"]


def test_many_values_in_no_list_are_found_without_comparing_each():
    course = load_achievement({"fields_of_learning": [f"field {number}" for number in range(3000)]})
    findings = check_lists(course)
    assert len(findings) == 3000
    assert findings[0].hint != findings[-1].hint


def test_a_very_long_name_is_no_trouble():
    course = load_achievement({"fields_of_learning": ["x" * 1_000_000], "place_of_issue": {"region": "y " * 500_000}})
    findings = review(course)
    assert len(findings) == 2
    assert all(len(f"{each.message} {each.hint}") < 1000 for each in findings)


@pytest.mark.parametrize(("eqf", "cycle"), [("5", "short"), ("6", "first"), ("7", "second"), ("8", "third")])
def test_the_cycle_follows_from_the_eqf_level(eqf, cycle):
    assert derived_cycle([Level("EQF", eqf, extent="within")]) == Level(
        "QF-EHEA", cycle, basis="derived", extent="within"
    )


def test_no_cycle_follows_below_level_5_or_where_one_is_stated():
    assert derived_cycle([]) is None
    assert derived_cycle([Level("EQF", "4")]) is None
    assert derived_cycle([Level("NQF", "6")]) is None
    assert derived_cycle([Level("EQF", "6"), Level("QF-EHEA", "second")]) is None


def test_a_cycle_that_is_not_that_of_the_eqf_level_is_a_warning():
    course = Achievement(levels=(Level("EQF", "6"), Level("QF-EHEA", "second")))
    (finding,) = review(course)
    assert (finding.code, finding.severity, finding.pointer) == ("model.level-disagrees", "warning", "/levels/1")
    assert "EQF level 7" in finding.message
    record = course.award(ADA, awarded_on=credential().awarded_on)
    assert found(record) == {("model.level-disagrees", "/achievement/levels/1")}
    assert found(Achievement(levels=(Level("EQF", "3"), Level("QF-EHEA", "short")))) == {
        ("model.level-disagrees", "/levels/1")
    }


def test_a_cycle_without_an_eqf_level_contradicts_nothing():
    assert review(Achievement(levels=(Level("QF-EHEA", "second"), Level("EQF", "7")))) == ()
    assert review(Achievement(levels=(Level("QF-EHEA", "second"),))) == ()


def test_a_national_level_that_is_another_entrys_is_a_warning():
    uri = concept("nqf", "PQF Level 6").uri
    assert review(Achievement(levels=(Level("NQF", "6", uri=uri),))) == ()
    assert found(Achievement(levels=(Level("NQF", "7", uri=uri),))) == {("model.level-disagrees", "/levels/0/value")}


@pytest.mark.parametrize(
    "value",
    [
        "urn:schac:personalUniqueCode:int:esi:uma.es:0000000000",
        "urn:schac:personalUniqueCode:int:esi:hr:xx%20(1)",
        "URN:SCHAC:PersonalUniqueCode:int:ESI:ca-qc:42",
    ],
)
def test_a_european_student_identifier_is_a_urn_with_a_scope(value):
    assert review(Learner(identifiers=(Identifier(LEARNER_ID, value),))) == ()


@pytest.mark.parametrize(
    "value",
    [
        "42",
        "urn:schac:personalUniqueCode:int:esi:42",
        "urn:schac:personalUniqueCode:int:esi::42",
        "urn:schac:personalUniqueCode:es:esi:uma.es:42",
        "urn:schac:personalUniqueCode:int:esi:uma.es:4 2",
        "urn:schac:personalUniqueCode:int:esi:uma.es:",
        "urn:schac:personalUniqueCode:int:esi:uma.es:" + "4" * 300,
        "urn:schac:personalUniqueCode:int:esi:" + "a." * 500_000,
    ],
)
def test_what_is_no_european_student_identifier_is_a_warning_that_does_not_repeat_it(value):
    learner = Learner(identifiers=(Identifier("email", "a@b.example"), Identifier(LEARNER_ID, value)))
    (finding,) = review(learner)
    assert (finding.code, finding.severity) == ("model.student-identifier", "warning")
    assert finding.pointer == "/identifiers/1/value"
    assert value not in finding.message
    record = COURSE.award(learner, awarded_on=credential().awarded_on)
    assert ("model.student-identifier", "/learner/identifiers/1/value") in found(record)


def test_another_identifier_may_be_written_as_one_likes():
    assert review(Learner(identifiers=(Identifier("student-number", "42"),))) == ()


def test_what_a_template_asks_for_is_an_error_until_it_is_written():
    course = load_achievement({"title": {"en": "Water", "el": "FILL IN: title"}, "workload": {"ects": 0}})
    assert found(course) == {("model.placeholder", "/title"), ("model.placeholder", "/workload")}
    assert {each.severity for each in review(course)} == {"error"}
    assert found(load_learner({"names": [{"full": "FILL IN: name"}]})) == {("model.placeholder", "/names/0/full")}
    organisation = {"url": "https://fill-in.example/", "address": {"country": "ZZ"}}
    assert found(load_organisation(organisation)) == {
        ("model.placeholder", "/url"),
        ("model.placeholder", "/address/country"),
    }


def test_hours_without_credits_are_no_placeholder():
    assert review(load_achievement({"workload": {"ects": 0, "hours": 20}})) == ()
    assert review(load_achievement({"title": "How to FILL IN a form"})) == ()


def test_findings_quote_nothing():
    organisation = Organisation(address=Place(region=Concept(label=Text({"en": "Ada-Example"}))))
    for finding in review(organisation):
        assert "Ada" not in f"{finding.message} {finding.hint}"
