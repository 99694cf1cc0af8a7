"""An achievement as the claim of a European Digital Credential: what stands where, element by element, and what is read of others'."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credseal.errors import ProfileError
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.learning import FurtherInformation, LearningOutcome, Participation, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Organisation, Partner, Place
from credseal.model.picture import Picture
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.elm.achievements import read_claims, write_claims
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.issuance import Issuance
from elm_claims import POINTER, read, unread, written
from records import BLENDED, COURSE, FORMAL, PORTFOLIO, SNB, UNIVERSITY, WRITTEN, course, credential, en

ECTS = SNB + "education-credit/6fcec5c5af"
AGENCY = Organisation(legal_name=en("Agency of Example"), address=Place(country="PL", country_name=en("Poland")))
OBSERVED = Assessment(WRITTEN, supervision=Supervision(supervised=True), identity_verified=True)


def claim_of(achievement=None, **award):
    made = (achievement or course()).award(credential().learner, awarded_on=date(2026, 11, 20), **award)
    return written(made)[0]


def foreign(**members):
    """A claim as somebody else writes it."""
    body = {"type": "Organisation", "legalName": {"en": "University of Example"}}
    return {
        "id": "urn:epass:learningAchievement:1",
        "type": "LearningAchievement",
        "title": {"en": "Water"},
        "awardedBy": {"type": "AwardingProcess", "awardingBody": body},
    } | members


def specified(type_="Qualification", **members):
    return foreign(specifiedBy={"type": type_, "title": {"en": "Water"}} | members)


def codes(log):
    return [finding.code for finding in log.findings]


# What is written.


def test_there_is_one_claim_and_it_is_a_learning_achievement():
    (claim,) = write_claims(credential(), Issuance(sealer=UNIVERSITY), Nodes("en"))
    assert (claim["type"], claim["specifiedBy"]["type"]) == ("LearningAchievement", "Qualification")


def test_what_has_no_title_is_no_claim():
    with pytest.raises(ProfileError, match="title") as error:
        claim_of(course(title=None))
    assert error.value.code == "elm.missing"


def test_what_nobody_awards_is_no_claim():
    made = credential()
    with pytest.raises(ProfileError) as error:
        written(replace(made, achievement=course(awarding_bodies=())), issuance=Issuance())
    assert (error.value.code, error.value.pointer) == ("elm.missing", "/achievement/awarding_bodies")


def test_the_sealer_is_taken_for_the_awarding_body_where_none_is_named():
    (body,) = claim_of(course(awarding_bodies=()))["awardedBy"]["awardingBody"]
    assert body["id"] == UNIVERSITY.id


def test_an_award_has_a_date_and_its_time_is_only_formatting():
    assert claim_of()["awardedBy"]["awardingDate"] == "2026-11-20T00:00:00Z"


def test_a_micro_credential_is_a_short_learning_programme_and_other_words_stand_in_a_note():
    programme = claim_of()["specifiedBy"]
    assert [each["id"] for each in programme["dcType"]] == [SNB + "learning-opportunity/74a4a268e8"]
    badge = claim_of(course(type="Badge"))["specifiedBy"]
    assert "dcType" not in badge
    assert {"en": "Badge"} in [note["noteLiteral"] for note in badge["additionalNote"]]


def test_credits_are_text_with_their_framework_and_hours_a_duration():
    claim = claim_of(course(workload=Workload(Decimal("2.5"), Decimal("37.5"), CreditPoints(Decimal(3)))))
    ects, others = claim["specifiedBy"]["creditPoint"]
    assert (ects["point"], ects["framework"]["id"]) == ("2.5", ECTS)
    assert (others["point"], others["framework"]["prefLabel"]) == ("3", {"en": "Credits"})
    assert claim["specifiedBy"]["volumeOfLearning"] == "PT37H30M"
    assert claim["creditReceived"] == claim["specifiedBy"]["creditPoint"]


def test_a_level_within_which_the_learning_lies_is_that_of_a_partial_qualification():
    specification = claim_of()["specifiedBy"]
    assert specification["eqfLevel"]["id"] == SNB + "eqf/6"
    assert specification["eqfLevel"]["prefLabel"] == {"en": "Level 6"}
    assert specification["isPartialQualification"] is True
    assert [each["prefLabel"]["en"] for each in specification["educationLevel"]] == ["First cycle (QF-EHEA)"]


def test_a_level_of_no_register_is_told_in_a_note():
    specification = claim_of(course(levels=(Level("NQF", "6"),)))["specifiedBy"]
    assert "nqfLevel" not in specification
    assert {"en": "framework: NQF\nvalue: 6"} in [note["noteLiteral"] for note in specification["additionalNote"]]


def test_a_grade_makes_a_learning_assessment():
    (assessment,) = claim_of(course(assessments=(OBSERVED,)), grade="5")["provenBy"]
    assert assessment["grade"]["noteLiteral"] == {"en": "5"}
    assert assessment["idVerification"]["id"] == SNB + "supervision-verification/70be69aaf9"
    assert assessment["specifiedBy"]["dcType"]["id"] == WRITTEN.uri
    assert assessment["specifiedBy"]["gradingScheme"]["description"]["en"].startswith("description: 2 to 5\n")


def test_without_a_grade_the_assessments_stand_on_the_specification_only():
    claim = claim_of(course(assessments=(OBSERVED,), grading_scale=None))
    assert "provenBy" not in claim
    assert [each["dcType"]["id"] for each in claim["specifiedBy"]["provenBy"]] == [WRITTEN.uri]


def test_assessments_that_were_watched_differently_are_not_called_one_or_the_other():
    (assessment,) = claim_of(grade="5")["provenBy"]
    assert "idVerification" not in assessment
    assert [each["dcType"]["id"] for each in assessment["specifiedBy"]["hasPart"]] == [WRITTEN.uri, PORTFOLIO.uri]


def test_quality_assurance_of_the_institution_is_said_of_the_awarding_body_and_of_the_programme_of_the_specification():
    institution = QualityAssurance("institution", "external", "ESG", AGENCY, "https://register.example/reports/1")
    programme = QualityAssurance("programme", "external", "ESG", AGENCY, "https://register.example/reports/2")
    claim = claim_of(course(quality_assurance=(institution, programme)))
    (of_body,) = claim["awardedBy"]["awardingBody"][0]["accreditation"]
    (of_programme,) = claim["specifiedBy"]["accreditation"]
    assert (of_body["id"], of_body["dcType"]["id"]) == (institution.register_entry, SNB + "accreditation/bb4618238e")
    assert (of_programme["id"], of_programme["dcType"]["id"]) == (
        programme.register_entry,
        SNB + "accreditation/820101cba6",
    )


@pytest.mark.parametrize(
    "form",
    [
        QualityAssurance("programme", "internal", "ESG", AGENCY),
        QualityAssurance("programme", "external", "ESG", Organisation(legal_name=en("Agency without a country"))),
        QualityAssurance(None, "external", "ESG", AGENCY),
    ],
    ids=["internal", "no country", "no scope"],
)
def test_what_is_no_accreditation_is_stated_in_a_note(form):
    specification = claim_of(course(quality_assurance=(form,)))["specifiedBy"]
    assert "accreditation" not in specification
    assert "Quality assurance" in [note["subject"]["prefLabel"]["en"] for note in specification["additionalNote"]]


def test_a_stand_alone_credential_under_internal_quality_assurance_says_so_in_words():
    form = QualityAssurance(covers=en("Stand-alone credential covered by internal quality assurance."))
    notes = claim_of(course(quality_assurance=(form,)))["specifiedBy"]["additionalNote"]
    assert {"en": "Stand-alone credential covered by internal quality assurance."} in [
        each["noteLiteral"] for each in notes
    ]


def test_who_delivers_directs_the_activity_if_a_name_and_a_country_are_known():
    claim = claim_of(course(partners=(Partner("delivering", AGENCY), Partner("quality", AGENCY))))
    assert [each["legalName"] for each in claim["influencedBy"][0]["directedBy"]] == [{"en": "Agency of Example"}]
    assert "Partner" in [note["subject"]["prefLabel"]["en"] for note in claim["additionalNote"]]


def test_all_languages_are_written():
    title = Text({"en": "Testing drinking water", "pl": "Badanie wody pitnej"})
    claim = claim_of(course(title=title, prerequisites=title))
    assert (
        claim["title"]
        == claim["specifiedBy"]["title"]
        == claim["specifiedBy"]["entryRequirement"]["noteLiteral"]
        == dict(title)
    )


def test_a_note_tells_its_facts_in_every_language_they_have():
    stackability = Stackability("stackable", (), Text({"en": "One of four.", "pl": "Jedna z czterech."}))
    notes = claim_of(course(stackability=stackability))["specifiedBy"]["additionalNote"]
    assert {
        "en": "kind: stackable\ndescription: One of four.",
        "pl": "kind: stackable\ndescription: Jedna z czterech.",
    } in [each["noteLiteral"] for each in notes]


# What a round trip keeps that is easily lost.


@pytest.mark.parametrize(
    "changes",
    [
        {"participation": Participation((BLENDED,))},
        {"participation": Participation(setting=replace(FORMAL, scheme=SNB + "learning-setting/25831c2"))},
        {"workload": Workload(hours=Decimal(70))},
        {"workload": Workload(credits=CreditPoints(Decimal(2), Concept("https://a.example/credits")))},
        {"assessments": (Assessment(PORTFOLIO),), "grade": None},
        {"assessed_by": AGENCY, "grade": None},
        {"assessed_by": Organisation(url="https://assessor.example/"), "grade": "5"},
    ],
    ids="-".join,
)
def test_what_an_award_says_otherwise_is_not_mixed_with_its_achievement(changes):
    setting = replace(FORMAL, scheme=SNB + "learning-setting/25831c2")
    made = credential(**changes)
    made = replace(
        made,
        achievement=replace(
            made.achievement,
            participation=replace(COURSE.participation, setting=setting),
            learning_outcomes=(),
            skills=(),
        ),
    )
    again, log = read(written(made)[0])
    for name in ("participation", "workload", "assessments", "assessed_by", "grade"):
        assert getattr(again, name) == getattr(made, name)
        assert getattr(again.achievement, name, None) == getattr(made.achievement, name, None)
    assert log.findings == []


def test_the_order_of_quality_assurance_and_of_further_information_survives_notes_between_members():
    forms = (
        QualityAssurance("programme", "internal"),
        QualityAssurance("programme", "external", body=AGENCY),
        QualityAssurance("institution", "external", body=AGENCY),
    )
    further = (
        FurtherInformation(en("First.")),
        FurtherInformation(url="https://uni.example/2"),
        FurtherInformation(en("3.")),
    )
    again, _ = read(claim_of(course(quality_assurance=forms, further_information=further)))
    assert [each.conducted for each in again.achievement.quality_assurance] == ["internal", "external", "external"]
    assert again.achievement.quality_assurance[2].scope == "institution"
    assert again.achievement.further_information == further


def test_a_note_of_ours_that_was_tampered_with_is_a_finding_and_no_value():
    claim = claim_of(course(levels=(Level("NQF", "6"),)))
    for note in claim["specifiedBy"]["additionalNote"]:
        if note["subject"]["prefLabel"]["en"] == "Level":
            note["noteLiteral"] = {"en": "framework: EQF\nvalue: 11"}
    again, log = read(claim)
    assert again.achievement.levels == ()
    assert codes(log) == ["elm.impossible-value"]
    assert any("additionalNote" in pointer for pointer in unread(log, claim))


def test_a_picture_without_an_address_is_left_out_and_a_finding_says_so():
    claim, findings = written(credential(picture=Picture("data:image/png;base64,AA==")))
    assert "Picture" not in [note["subject"]["prefLabel"]["en"] for note in claim["additionalNote"]]
    assert "elm.left-out" in [finding.code for finding in findings]


def test_larger_credentials_are_qualifications_that_it_is_part_of():
    towards = (Concept("https://uni.example/master", en("Master of Water")), Concept("https://uni.example/diploma"))
    claim = claim_of(course(stackability=Stackability("stackable", towards)))
    assert [(each["id"], each["title"]["en"]) for each in claim["specifiedBy"]["isPartOf"]] == [
        ("https://uni.example/master", "Master of Water"),
        ("https://uni.example/diploma", "Larger credential"),
    ]
    assert read(claim)[0].achievement.stackability.towards == towards


# A note that says otherwise than the members it is about: viewers show the members.


def with_note(node, heading, change):
    """Change the text of the note under a heading."""
    for note in node["additionalNote"]:
        if note["subject"]["prefLabel"]["en"] == heading:
            note["noteLiteral"] = change(note["noteLiteral"])


def test_a_note_cannot_give_a_learner_other_credits():
    claim = claim_of(workload=Workload(hours=Decimal(70)))
    with_note(claim, "Workload", lambda _: {"en": "ects: 60\nhours: 70"})
    made, log = read(claim)
    assert made.workload == Workload(COURSE.workload.ects, Decimal(70))
    assert codes(log) == ["elm.contradiction"]


def test_a_note_cannot_give_another_level():
    level = course(levels=(Level("EQF", "6", basis="derived"),))
    claim = claim_of(level)
    with_note(claim["specifiedBy"], "Level", lambda text: {"en": text["en"].replace("6", "8")})
    made, log = read(claim)
    assert made.achievement.levels == ()
    assert "elm.contradiction" in codes(log)


def test_a_note_cannot_name_another_larger_credential():
    towards = (Concept("https://uni.example/master", en("Master of Water"), "https://uni.example/programmes"),)
    claim = claim_of(course(stackability=Stackability("stackable", towards)))
    with_note(claim["specifiedBy"], "Stackability", lambda text: {"en": text["en"].replace("Water", "Law")})
    made, log = read(claim)
    assert made.achievement.stackability.towards == (Concept("https://uni.example/master", en("Master of Water")),)
    assert codes(log) == ["elm.contradiction"]


def test_a_note_cannot_rename_an_outcome():
    claim = claim_of(course(learning_outcomes=(LearningOutcome(en("takes a sample"), type="competence"),)))
    with_note(claim["specifiedBy"]["learningOutcome"][0], "Details", lambda text: {"en": text["en"] + "\ntitle: heals"})
    made, log = read(claim)
    assert made.achievement.learning_outcomes[0].title == en("takes a sample")
    assert codes(log) == ["elm.contradiction"]


def test_a_second_note_on_one_subject_is_not_understood():
    claim = claim_of(obtained_by="course")
    claim["additionalNote"].append(claim["additionalNote"][0] | {"noteLiteral": {"en": "validation"}})
    made, log = read(claim)
    assert made.obtained_by == "course"
    assert f"0/additionalNote/{len(claim['additionalNote']) - 1}" in unread(log, claim)


# What others write.


def test_a_claim_without_a_specification_is_read_for_what_it_says():
    made, log = read(foreign(description={"en": "A course."}))
    assert (made.achievement.title, made.achievement.description) == (en("Water"), en("A course."))
    assert made.achievement.type == "Achievement"
    assert log.findings == []


def test_a_title_on_the_specification_only_is_the_title():
    claim = specified()
    del claim["title"]
    assert read(claim)[0].achievement.title == en("Water")


def test_of_two_titles_the_one_that_is_shown_is_read():
    claim = specified(title={"en": "Water II"})
    made, log = read(claim)
    assert made.achievement.title == en("Water")
    assert codes(log) == ["elm.title-differs"]
    assert "0/specifiedBy/title" in unread(log, claim)


def test_a_specification_that_is_no_qualification_is_read_too():
    made, log = read(specified("LearningAchievementSpecification", entryRequirement={"noteLiteral": {"en": "None"}}))
    assert made.achievement.prerequisites == en("None")
    assert log.found_at["prerequisites"] == f"{POINTER}/hasClaim/0/specifiedBy/entryRequirement"


def test_an_activity_that_is_the_claim_is_read_as_one():
    claim = foreign(
        type="LearningActivity",
        workload="PT2H",
        temporal={"startDate": "2026-06-28T12:00:00Z", "endDate": "2026-06-28T14:00:00Z"},
        specifiedBy={
            "type": "LearningActivitySpecification",
            "title": {"en": "Water"},
            "mode": {"id": BLENDED.uri, "type": "Concept"},
            "homepage": {"type": "WebResource", "contentURL": "https://uni.example/water"},
        },
    )
    made, _ = read(claim)
    assert made.workload == Workload(hours=Decimal(2))
    assert made.activity.started_on == made.activity.ended_on == date(2026, 6, 28)
    assert [mode.uri for mode in made.participation.modes] == [BLENDED.uri]
    assert made.achievement.further_information == (FurtherInformation(url="https://uni.example/water"),)


def test_of_several_claims_the_first_learning_achievement_is_read_and_the_others_are_named():
    entitlement = foreign(type="LearningEntitlement", title={"en": "Access"})
    made, log = read(entitlement, foreign())
    assert made.achievement.title == en("Water")
    assert [(each.code, each.pointer) for each in log.findings] == [("elm.further-claim", f"{POINTER}/hasClaim/0")]
    assert "0" in unread(log, entitlement, foreign())


def test_no_claim_is_an_achievement_of_which_nothing_is_known():
    fields = read_claims({"type": "Person"}, POINTER, Reader({}, "en"))
    assert fields["achievement"].title is None


def test_several_bodies_award_together():
    bodies = [{"type": "Organisation", "legalName": {"en": name}} for name in ("A", "B")]
    made, _ = read(foreign(awardedBy={"type": "AwardingProcess", "awardingBody": bodies}))
    assert [each.legal_name["en"] for each in made.achievement.awarding_bodies] == ["A", "B"]


def test_credits_in_several_frameworks_are_kept_as_far_as_the_model_goes():
    credits_ = [
        {"type": "CreditPoint", "point": point, "framework": {"id": framework, "type": "Concept"}}
        for point, framework in (("6.00", ECTS), ("3", "https://a.example/units"), ("1", "https://b.example/units"))
    ]
    claim = specified(creditPoint=credits_)
    made, log = read(claim)
    assert made.achievement.workload == Workload(
        Decimal(6), credits=CreditPoints(Decimal(3), Concept("https://a.example/units"))
    )
    assert codes(log) == ["elm.repeated"]
    assert "0/specifiedBy/creditPoint/2" in unread(log, claim)


@pytest.mark.parametrize("point", ["a lot", "NaN", "-1", "1e9", "0.001", "9" * 40, ""])
def test_credits_that_are_no_number_are_a_finding(point):
    made, log = read(specified(creditPoint={"point": point, "framework": {"id": ECTS, "type": "Concept"}}))
    assert made.workload is None
    assert codes(log) == ["elm.impossible-value"]


@pytest.mark.parametrize("duration", ["P60M", "P1Y", "PT", "2 hours", "P2D"])
def test_a_duration_of_months_is_no_number_of_hours(duration):
    made, log = read(specified(volumeOfLearning=duration))
    assert made.workload is None
    assert codes(log) == ["elm.impossible-value"]


def test_hours_of_the_activity_are_those_of_the_achievement_where_that_states_none():
    claim = foreign(influencedBy={"specifiedBy": {"volumeOfLearning": "PT4H"}})
    assert read(claim)[0].achievement.workload == Workload(hours=Decimal(4))


def test_a_partial_qualification_lies_within_its_level_and_a_whole_one_says_nothing_of_it():
    level = {"id": SNB + "eqf/6", "type": "Concept", "prefLabel": {"en": "Level 6"}}
    assert read(specified(eqfLevel=level, isPartialQualification=True))[0].achievement.levels[0].extent == "within"
    claim = specified(eqfLevel=level, isPartialQualification=False)
    made, log = read(claim)
    assert made.achievement.levels == (Level("EQF", "6"),)
    assert unread(log, claim) == ("0/specifiedBy/isPartialQualification",)


def test_a_level_is_known_by_its_label_where_its_id_means_nothing():
    level = {"id": "urn:epass:eqfLevel:1", "type": "Concept", "prefLabel": {"en": "Level 6"}}
    assert read(specified(eqfLevel=level))[0].achievement.levels == (Level("EQF", "6"),)


def test_a_level_of_no_framework_is_not_understood():
    claim = specified(eqfLevel={"id": SNB + "eqf/9", "type": "Concept"})
    made, log = read(claim)
    assert made.achievement.levels == ()
    assert unread(log, claim) == ("0/specifiedBy/eqfLevel",)


def test_outcomes_in_one_text_are_the_outcomes():
    made, _ = read(specified(learningOutcomeSummary={"noteLiteral": {"en": "Knows water."}}))
    assert made.achievement.learning_outcomes == (LearningOutcome(title=en("Knows water.")),)


def test_skills_of_esco_and_of_other_lists_belong_to_their_outcome():
    outcome = {
        "title": {"en": "digital content"},
        "relatedESCOSkill": {"id": "http://data.europa.eu/esco/skill/1", "prefLabel": {"en": "develop"}},
        "relatedSkill": [{"id": "https://a.example/dcf/1", "prefLabel": {"en": "Developing"}}],
    }
    (read_,) = read(specified(learningOutcome=outcome))[0].achievement.learning_outcomes
    assert [skill.uri for skill in read_.skills] == ["http://data.europa.eu/esco/skill/1", "https://a.example/dcf/1"]


def test_an_assessment_without_a_type_is_of_the_type_that_its_title_says():
    made, _ = read(foreign(provenBy={"title": {"en": "Final exam"}, "grade": {"noteLiteral": {"en": "1.0"}}}))
    assert [each.type for each in made.assessments] == [Concept(label=en("Final exam"))]
    assert made.grade.value == "1.0"


@pytest.mark.parametrize(
    "concept",
    [
        {"id": SNB + "supervision-verification/44314532f9", "type": "Concept"},
        {"id": "urn:epass:idVerification:1", "prefLabel": {"en": "Supervised without ID Verification"}},
    ],
    ids=["id", "label"],
)
def test_supervision_is_known_by_the_entry_of_the_list_or_its_label(concept):
    (assessment,) = read(foreign(provenBy={"idVerification": concept}))[0].assessments
    assert (assessment.supervision, assessment.identity_verified) == (Supervision(supervised=True), False)


def test_supervision_that_contradicts_what_the_assessment_says_is_a_finding():
    claim = claim_of(course(assessments=(OBSERVED,)), grade="5")
    claim["provenBy"][0]["idVerification"]["id"] = SNB + "supervision-verification/c598449d64"
    made, log = read(claim)
    assert made.assessments == (OBSERVED,)
    assert [(each.code, each.severity) for each in log.findings] == [("elm.contradiction", "error")]


def test_a_grade_that_is_translated_is_read_in_the_language_of_the_record():
    made, log = read(foreign(provenBy={"grade": {"noteLiteral": {"de": "Bestanden", "en": "Pass"}}}))
    assert made.grade.value == "Pass"
    assert codes(log) == ["elm.grade-translated"]


def test_of_several_grades_none_is_that_of_the_whole():
    claim = foreign(provenBy=[{"grade": {"noteLiteral": {"en": grade}}} for grade in ("2", "5")])
    made, log = read(claim)
    assert made.grade is None
    assert codes(log) == ["elm.second-grade"] * 2
    assert {"0/provenBy/0/grade", "0/provenBy/1/grade"} <= set(unread(log, claim))


def test_what_the_achievement_is_part_of_or_entitles_to_is_what_it_counts_towards():
    claim = foreign(isPartOf={"title": {"en": "Master of Water"}}, entitlesTo={"title": {"en": "Access to the master"}})
    stackability = read(claim)[0].achievement.stackability
    assert [each.label["en"] for each in stackability.towards] == ["Master of Water", "Access to the master"]


def test_parts_are_not_read_and_a_finding_says_so():
    claim = foreign(hasPart=[foreign(title={"en": "Module"})])
    made, log = read(claim)
    assert made.achievement.title == en("Water")
    assert codes(log) == ["elm.parts-unread"]
    assert unread(log, claim) == ("0/hasPart",)


def test_notes_of_others_are_further_information_under_their_heading():
    note = {"noteLiteral": {"en": "60", "pl": "60"}, "subject": {"prefLabel": {"en": "Minimum credits"}}}
    assert read(foreign(additionalNote=note))[0].achievement.further_information == (
        FurtherInformation(Text({"en": "Minimum credits: 60", "pl": "60"})),
    )


def test_a_note_that_others_head_stackability_is_stackability():
    note = {"noteLiteral": {"en": "Counts towards the master."}, "subject": {"prefLabel": {"en": "Stackability"}}}
    assert read(specified(additionalNote=note))[0].achievement.stackability == Stackability(
        description=en("Counts towards the master.")
    )


def test_evidence_and_pages_are_told_apart():
    page = {"type": "WebResource", "contentURL": "https://uni.example/more", "title": {"en": "More"}}
    claim = claim_of(evidence=credential().evidence)
    claim["supplementaryDocument"].append(page)
    made, _ = read(claim)
    assert made.evidence == credential().evidence
    assert made.achievement.further_information[-1] == FurtherInformation(en("More"), "https://uni.example/more")
