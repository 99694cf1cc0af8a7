"""Which elements of the European standard a micro-credential has, and what is said about those that it has not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from credseal.checks import advice, standards
from credseal.checks.completeness import Completeness, check_completeness
from credseal.errors import CredsealError
from credseal.model import vocabularies
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment
from credseal.model.concepts import Concept
from credseal.model.grade import Grade
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.learning import LearningOutcome, Participation
from credseal.model.level import Level
from credseal.model.organisation import Organisation, Partner, Place
from credseal.model.quality import QualityAssurance
from credseal.model.workload import Workload
from credseal.profiles import openbadges
from credseal.profiles.issuance import Issuance
from credseal.profiles.reading import Reading
from records import ADA, BLENDED, COURSE, ISSUANCE, UNIVERSITY, course, credential, en

EVERY = tuple(standards.STANDARDS)


def look(record: MicroCredential, issuance: Issuance = ISSUANCE, standard: str = "eu-2021") -> Completeness:
    return check_completeness(Reading(record, issuance, {}, (), ()), standard)


def missing(answer: Completeness) -> set[str]:
    return {one.name for one in answer.elements if one.status == "missing"}


@pytest.mark.parametrize("standard", EVERY)
def test_a_record_with_all_elements_is_complete(standard):
    answer = look(credential(), standard=standard)
    assert answer.is_complete
    assert missing(answer) == set()


@pytest.mark.parametrize("standard", EVERY)
def test_of_an_empty_record_every_mandatory_element_is_missing(standard):
    answer = look(MicroCredential(), Issuance(), standard)
    mandatory = {one.element for one in standards.standard(standard).items if one.obligation == "mandatory"}
    assert {one.name for one in answer.missing} == mandatory
    assert all(one.advice for one in answer.missing)


def test_the_list_of_2021_has_eleven_mandatory_and_five_optional_elements():
    items = standards.standard("eu-2021").items
    assert [one.obligation for one in items] == ["mandatory"] * 11 + ["optional"] * 5


@pytest.mark.parametrize("standard", EVERY)
def test_every_element_of_every_list_can_be_looked_for_and_has_advice(standard):
    for item in standards.standard(standard).items:
        assert list(advice.on_missing(item.element, Reading(MicroCredential(), Issuance(), {}, (), ())))


@pytest.mark.parametrize(
    ("element", "without"),
    [
        ("title", {"title": None}),
        ("awarding_body", {"awarding_bodies": ()}),
        ("learning_outcomes", {"learning_outcomes": ()}),
        ("workload", {"workload": None}),
        ("level", {"levels": ()}),
        ("assessment_type", {"assessments": ()}),
        ("participation", {"participation": None}),
        ("quality_assurance", {"quality_assurance": ()}),
        ("prerequisites", {"prerequisites": None}),
        ("stackability", {"stackability": None}),
        ("further_information", {"further_information": ()}),
    ],
)
def test_an_element_that_is_taken_away_is_the_one_that_is_missing(element, without):
    record = replace(course(), **without).award(ADA, awarded_on=date(2026, 11, 20), grade="4.5")
    assert element in missing(look(record))
    assert missing(look(record)) <= {element}


def test_elements_of_issuing_are_looked_for_where_issuing_says_them():
    bare = replace(ISSUANCE, sealer=replace(UNIVERSITY, address=None), issued=None)
    record = replace(COURSE, awarding_bodies=(replace(UNIVERSITY, address=None),)).award(
        ADA, awarded_on=date(2026, 1, 1)
    )
    answer = look(record, bare)
    assert "country_or_region" in missing(answer)
    assert answer.element("date_of_issuing").status == "present"
    assert answer.element("date_of_issuing").advice == ("Only the date of the award is stated, not that of issuing.",)


def test_the_place_of_issue_is_another_element_than_the_country_of_the_issuer():
    elsewhere = replace(COURSE, place_of_issue=None)
    answer = look(elsewhere.award(ADA, awarded_on=date(2026, 11, 20)), standard="eu-2020")
    assert answer.element("place_of_issue").advice == (
        "The place of issue is not stated; it is taken from the issuer's address.",
    )
    no_address = replace(ISSUANCE, sealer=replace(UNIVERSITY, address=None))
    body = (replace(UNIVERSITY, address=None),)
    stated = replace(COURSE, place_of_issue=Place(country="PL"), awarding_bodies=body)
    record = stated.award(ADA, awarded_on=date(2026, 11, 20))
    assert look(record, no_address, "eu-2020").element("place_of_issue").status == "present"
    assert look(record, no_address, "eu-2021").element("country_or_region").status == "missing"


def test_a_learner_known_by_a_salted_hash_alone_is_identified():
    hashed = Learner(hashed_identifiers=(HashedIdentifier("email", "sha256$00", "salt"),))
    element = look(COURSE.award(hashed, awarded_on=date(2026, 11, 20))).element("learner")
    assert element.status == "present"
    assert "what people cannot read" in element.advice[0]


def test_a_name_alone_is_present_and_identifies_nobody():
    named = COURSE.award(Learner(names=(Name(full="Ada Example"),)), awarded_on=date(2026, 11, 20))
    assert "identifies nobody" in look(named).element("learner").advice[0]


@pytest.mark.parametrize(
    ("setting", "status"),
    [
        (vocabularies.concept("learning-setting", "non-formal learning"), "not_applicable"),
        (vocabularies.concept("learning-setting", "formal learning"), "missing"),
        (Concept("http://data.europa.eu/snb/learning-setting/unheard-of"), "missing"),
        (Concept(label=en("non-formal learning, more or less")), "missing"),
        (None, "missing"),
    ],
)
def test_a_level_does_not_apply_to_learning_that_is_plainly_said_to_be_non_formal(setting, status):
    took_part = Participation(modes=(BLENDED,), setting=setting)
    record = replace(COURSE, levels=(), participation=took_part).award(ADA, awarded_on=date(2026, 11, 20))
    assert look(record).element("level").status == status


def test_who_had_earlier_learning_validated_took_part_in_no_course():
    bare = replace(COURSE, participation=None, prerequisites=None)
    record = bare.award(ADA, awarded_on=date(2026, 11, 20), obtained_by="validation")
    for element in ("participation", "prerequisites"):
        assert look(record).element(element).status == "not_applicable"


def test_criteria_are_no_type_of_assessment():
    record = replace(COURSE, assessments=(Assessment(criteria=en("60 points")),))
    answer = look(record.award(ADA, awarded_on=date(2026, 11, 20)))
    assert answer.element("assessment_type").status == "missing"
    assert len(answer.element("assessment_type").advice) == 2
    microbol = look(record.award(ADA, awarded_on=date(2026, 11, 20)), standard="microbol-2021")
    assert microbol.element("assessment").status == "present"


@pytest.mark.parametrize(
    ("workload", "said"),
    [
        (Workload(ects=Decimal(2), hours=Decimal(50)), ""),
        (Workload(ects=Decimal(2), hours=Decimal(60)), ""),
        (Workload(ects=Decimal(2), hours=Decimal(49)), "do not agree"),
        (Workload(ects=Decimal(2), hours=Decimal(61)), "do not agree"),
        (Workload(ects=Decimal("0.5")), "very small"),
        (Workload(ects=Decimal(30)), "3 to 15"),
        (Workload(ects=Decimal(60)), "full programme"),
        (Workload(hours=Decimal(10)), "wherever they are possible"),
    ],
)
def test_a_workload_that_will_raise_questions_gets_advice_and_stays_present(workload, said):
    element = look(replace(COURSE, workload=workload).award(ADA, awarded_on=date(2026, 11, 20))).element("workload")
    assert element.status == "present"
    assert said in " ".join(element.advice)
    assert bool(element.advice) is bool(said)


def test_a_provider_outside_of_higher_education_that_states_credits_should_name_who_stands_for_them():
    company = replace(COURSE, quality_assurance=(QualityAssurance(framework="ISO 21001", conducted="internal"),))
    element = look(company.award(ADA, awarded_on=date(2026, 11, 20))).element("workload")
    assert "ects_guarantor" in element.advice[0]
    partner = Partner("ects_guarantor", Organisation(legal_name=en("University of Example")))
    guaranteed = replace(company, partners=(partner,))
    assert look(guaranteed.award(ADA, awarded_on=date(2026, 11, 20))).element("workload").advice == ()


def test_a_level_that_is_completed_or_not_said_to_lie_within_will_be_misread():
    qualification = replace(COURSE, levels=(Level("EQF", "5", extent="completes"),), legal_standing="qualification")
    assert (
        "full qualification" in look(qualification.award(ADA, awarded_on=date(2026, 1, 1))).element("level").advice[0]
    )
    silent = replace(COURSE, levels=(Level("EQF", "5"),))
    assert "lies within" in look(silent.award(ADA, awarded_on=date(2026, 1, 1))).element("level").advice[0]


def test_quality_assurance_that_nobody_can_look_up_or_that_had_ended_gets_advice():
    vague = replace(COURSE, quality_assurance=(QualityAssurance(framework="ESG"),))
    said = look(vague.award(ADA, awarded_on=date(2026, 11, 20))).element("quality_assurance").advice
    assert "looked up" in said[0]
    over = QualityAssurance(framework="ESG", conducted="internal", valid_until=date(2020, 1, 1))
    ended = replace(COURSE, quality_assurance=(over,)).award(ADA, awarded_on=date(2026, 11, 20))
    assert "had ended" in look(ended).element("quality_assurance").advice[0]


def test_a_grade_without_its_scale_gets_advice():
    record = replace(COURSE, grading_scale=None).award(ADA, awarded_on=date(2026, 11, 20), grade=Grade("5"))
    assert "no scale" in look(record).element("grade").advice[0]


def test_outcomes_without_words_are_none():
    record = replace(COURSE, learning_outcomes=(LearningOutcome(type="skill"),))
    assert "learning_outcomes" in missing(look(record.award(ADA, awarded_on=date(2026, 11, 20))))


def test_what_was_read_from_a_badge_tells_where_each_element_is():
    written = openbadges.to_document(credential(), ISSUANCE).document
    answer = check_completeness(openbadges.from_document(written))
    for element in answer.elements:
        assert element.status == "present"
        assert element.found_at is not None
        assert element.found_at.startswith(("/credentialSubject", "/issuer", "/validFrom")), element


def test_a_badge_with_credits_without_a_unit_has_no_workload_and_is_told_why():
    written = openbadges.to_document(credential(workload=None), ISSUANCE).document
    achievement = written["credentialSubject"]["achievement"]
    achievement["alignment"] = [
        each for each in achievement["alignment"] if each["targetType"] not in ("ext:ECTS", "ext:Workload")
    ]
    element = check_completeness(openbadges.from_document(written)).element("workload")
    assert element.status == "missing"
    assert "without a unit" in element.advice[1]


def test_a_record_that_is_not_issued_yet_can_be_looked_at():
    answer = check_completeness(Achievement(title=en("Water")).award(ADA, awarded_on=date(2026, 11, 20)))
    assert answer.element("date_of_issuing").status == "present"
    assert not answer.is_complete


def test_the_headline_counts():
    answer = look(replace(COURSE, title=None, prerequisites=None).award(ADA, awarded_on=date(2026, 11, 20), grade="5"))
    assert answer.headline.startswith("10 of 11 mandatory and 4 of 5 optional elements")


def test_the_answer_for_programs_holds_nothing_that_the_document_says():
    said = str(look(credential()).to_dict())
    assert "Ada" not in said
    assert "Testing drinking water" not in said
    assert look(credential()).to_dict()["schema"] == "credseal.completeness.v1"


def test_an_unknown_standard_is_named_with_those_that_there_are():
    with pytest.raises(CredsealError) as error:
        look(credential(), standard="eu-1999")
    assert error.value.code == "completeness.standard"
    assert "microbol-2021" in error.value.hint


def test_an_unknown_element_is_no_element():
    with pytest.raises(KeyError):
        look(credential()).element("weight")


def test_the_time_of_issuing_is_no_argument_about_days():
    late = replace(ISSUANCE, issued=datetime(2026, 11, 20, 23, 59, tzinfo=UTC))
    assert look(credential(), late).element("date_of_issuing").advice == ()
