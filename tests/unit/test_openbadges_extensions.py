"""European elements in the forms that others write: extensions of the achievement, skills of results, URLs of European lists."""

from datetime import date
from decimal import Decimal

import pytest

from badges import smallest_badge
from credseal.model.alignment import Alignment
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.learner import Name
from credseal.model.learning import LearningOutcome, Participation, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Place
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles.openbadges import from_document

SNB = "http://data.europa.eu/snb/"
ESCO = "http://data.europa.eu/esco/skill/1"


def read(*types, **members):
    return from_document(smallest_badge(*types, **members))


def dutch(**terms):
    return read("EducredentialAchievement", **terms)


def european(**terms):
    return read("EuMicroCredential", **terms)


def codes(reading):
    return [each.code for each in reading.findings]


def test_dutch_badges_say_most_elements_in_their_own_terms():
    reading = dutch(
        ECTS=3.5,
        timeInvestment=100,
        assessmentType="portfolio",
        participationType="online",
        supervisionType="onsite with identity verification",
        identityChecked=True,
        educationProgramIdentifier=20121337,
        inLanguage="nl-NL",
    )
    achievement = reading.credential.achievement
    assert achievement.workload == Workload(ects=Decimal("3.5"), hours=Decimal(100))
    assert achievement.assessments == (
        Assessment(
            type=Concept(SNB + "assessment/4f03b91c0e", Text({"en": "portfolio"})),
            criteria=Text({"nl-NL": "Team members vote."}),
            supervision=Supervision(supervised=True, place="onsite"),
            identity_verified=True,
        ),
    )
    assert achievement.participation == Participation(
        modes=(Concept(SNB + "learning-assessment/920fbb3cbe", Text({"en": "online"})),)
    )
    assert achievement.catalogue.identifiers == (Identifier("educationProgramIdentifier", "20121337"),)
    assert (reading.findings, reading.unread) == ((), ())
    at = "/credentialSubject/achievement/"
    assert {name: reading.found_at[name] for name in ("workload", "participation", "supervision")} == {
        "workload": at + "ECTS",
        "participation": at + "participationType",
        "supervision": at + "supervisionType",
    }


def test_study_load_is_hours():
    assert dutch(SBU=240).credential.workload == Workload(hours=Decimal(240))


@pytest.mark.parametrize(
    ("words", "supervision", "verified"),
    [
        ("unsupervised with no identity verification", Supervision(supervised=False), False),
        ("supervised with no identity verification", Supervision(supervised=True), False),
        ("supervised online", Supervision(supervised=True, place="online"), None),
    ],
)
def test_supervision_in_dutch_words(words, supervision, verified):
    (assessment,) = dutch(supervisionType=words).credential.assessments
    assert (assessment.supervision, assessment.identity_verified) == (supervision, verified)


def test_terms_that_contradict_one_another_are_findings():
    reading = dutch(supervisionType="onsite with identity verification", identityChecked=False)
    assert codes(reading) == ["openbadges.contradiction"]
    assert reading.unread == ("/credentialSubject/achievement/identityChecked",)
    level = {
        "type": ["Alignment"], "targetType": "ext:EQF", "targetName": "x", "targetCode": "5", "targetUrl": SNB + "eqf/5",
    }  # fmt: skip
    reading = european(eqfLevel=SNB + "eqf/6", alignment=[level])
    assert [each.value for each in reading.credential.achievement.levels] == ["5"]
    assert codes(reading) == ["openbadges.contradiction"]


def test_european_terms_are_read_with_those_of_open_badges():
    reading = european(
        resultDescription=[
            {"id": "urn:uuid:2", "type": ["ResultDescription"], "name": "LO1: tests water", "resultType": "Status"}
        ],
        workload={"ects": "2.0", "notionalHours": "50"},
        eqfLevel=SNB + "eqf/6",
        educationSubject=[SNB + "isced-f/0111"],
        learningOutcome=[{"id": "urn:uuid:2", "relatedSkill": [ESCO]}],
        assessmentType=["https://list.example/assessment#written"],
        modeOfParticipation=["https://list.example/mode#blended"],
        qualityAssurance=["https://register.example/12345"],
        supervisionAndIdVerification=SNB + "supervision-verification/70be69aaf9",
        prerequisite="None",
        stackability="Counts towards a degree.",
        furtherInformation=["https://issuer.example/more"],
        countryOrRegion="http://publications.europa.eu/resource/authority/country/ESP",
    )
    achievement = reading.credential.achievement
    assert achievement.workload == Workload(ects=Decimal(2), hours=Decimal(50))
    assert achievement.levels == (Level("EQF", "6"),)
    assert achievement.fields_of_learning == (Concept(SNB + "isced-f/0111"),)
    assert achievement.learning_outcomes == (
        LearningOutcome(title=Text.of("LO1: tests water"), id="urn:uuid:2", skills=(Concept(ESCO),)),
    )
    assert achievement.assessments[0].type == Concept("https://list.example/assessment#written")
    assert achievement.assessments[0].identity_verified is True
    assert achievement.participation.modes == (Concept("https://list.example/mode#blended"),)
    assert achievement.quality_assurance[0].register_entry == "https://register.example/12345"
    assert achievement.prerequisites == {"und": "None"}
    assert achievement.stackability == Stackability(description=Text.of("Counts towards a degree."))
    assert achievement.further_information[0].url == "https://issuer.example/more"
    assert achievement.place_of_issue == Place(
        region=Concept("http://publications.europa.eu/resource/authority/country/ESP")
    )
    assert (reading.findings, reading.unread) == ((), ())


def test_what_an_alignment_says_already_is_not_said_twice():
    given = {
        "type": ["Alignment"], "targetType": "ext:ISCED-F", "targetName": "Education", "targetUrl": SNB + "isced-f/0111",
    }  # fmt: skip
    reading = european(educationSubject=[SNB + "isced-f/0111"], alignment=[given])
    assert [each.label for each in reading.credential.achievement.fields_of_learning] == [Text.of("Education")]


@pytest.mark.parametrize("types", [[], ["Own"], ["EuMicroCredential"]])
def test_terms_without_the_type_that_has_them_are_not_guessed(types):
    reading = read(*types, ECTS=3)
    assert reading.credential.workload is None
    assert reading.unread == ("/credentialSubject/achievement/ECTS",)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("ECTS", "many"),
        ("ECTS", -1),
        ("ECTS", True),
        ("ECTS", None),
        ("ECTS", [3]),
        ("ECTS", 10**30),
        ("ECTS", float("inf")),
        ("SBU", "1e9"),
        ("assessmentType", 5),
        ("assessmentType", ""),
        ("participationType", {"id": "x"}),
        ("supervisionType", "watched by a cat"),
        ("supervisionType", 5),
        ("identityChecked", "yes"),
        ("educationProgramIdentifier", {}),
    ],
)
def test_what_a_term_cannot_say_stays_unread(term, value):
    reading = dutch(**{term: value})
    assert f"/credentialSubject/achievement/{term}" in reading.unread
    assert reading.credential.achievement.workload is None


def test_skills_of_a_result_make_it_a_learning_outcome():
    skill = {
        "type": "Alignment", "targetType": "ext:ESCO", "targetName": "collaborate", "targetUrl": ESCO, "targetCode": "1",
        "targetFramework": "ESCO",
    }  # fmt: skip
    described = {
        "type": ["ResultDescription"], "name": "Communication", "resultType": "Status", "alignment": [skill],
        "allowedValue": ["Fail", "Pass"], "requiredValue": "Pass",
    }  # fmt: skip
    reading = read(resultDescription=[described], subject={"result": {"type": ["Result"], "value": "Pass"}})
    (outcome,) = reading.credential.achievement.learning_outcomes
    assert outcome.title == {"und": "Communication"}
    assert [each.uri for each in outcome.skills] == [ESCO]
    (result,) = reading.credential.achievement.result_descriptions
    assert (result.values, result.passing, result.alignments) == (("Fail", "Pass"), "Pass", ())
    assert reading.credential.grade.value == "Pass"
    assert reading.found_at["learning_outcomes"] == "/credentialSubject/achievement/resultDescription/0"
    assert (reading.findings, reading.unread) == ((), ())


@pytest.mark.parametrize("target_type", ["CFItem", "CTDL", "ext:Other", None])
def test_an_entry_of_a_european_list_is_what_it_is_whatever_its_type(target_type):
    def entry(url, **more):
        named = {"targetType": target_type} if target_type else {}
        return {"type": ["Alignment"], "targetName": "x", "targetUrl": url, **named, **more}

    reading = read(
        alignment=[
            entry(ESCO, targetCode="326809fc", targetFramework="European skills"),
            entry(SNB + "eqf/6"),
            entry(SNB + "isced-f/0111"),
            entry(SNB + "assessment/6e6cb2cc78"),
            entry(SNB + "learning-assessment/e92d221e4d"),
            entry(SNB + "supervision-verification/70be69aaf9", targetName="Supervised with ID verification"),
            entry("https://elsewhere.example/"),
        ]
    )
    achievement = reading.credential.achievement
    assert [each.uri for each in achievement.skills] == [ESCO]
    assert [each.value for each in achievement.levels] == ["6"]
    assert [each.uri for each in achievement.fields_of_learning] == [SNB + "isced-f/0111"]
    assert achievement.assessments[0].type.uri == SNB + "assessment/6e6cb2cc78"
    assert achievement.assessments[0].identity_verified is True
    assert achievement.participation.modes[0].uri == SNB + "learning-assessment/e92d221e4d"
    assert achievement.alignments == (Alignment(name=Text.of("x"), url="https://elsewhere.example/", type=target_type),)


@pytest.mark.parametrize(
    ("target_type", "url", "code"),
    [("ext:EQF", SNB + "eqf/7", "6"), ("ext:ISCED-F", SNB + "isced-f/0712", "0111"), ("CFItem", SNB + "eqf/7", "6")],
)
def test_a_code_and_a_url_of_two_entries_are_neither(target_type, url, code):
    given = {"type": ["Alignment"], "targetType": target_type, "targetName": "x", "targetUrl": url, "targetCode": code}
    reading = read(alignment=[given])
    assert codes(reading) == ["openbadges.impossible-value"]
    assert reading.unread == ("/credentialSubject/achievement/alignment/0",)


def test_a_learner_who_is_a_profile_is_read_with_name_address_and_birth_date():
    reading = read(
        subject={
            "type": ["AchievementSubject", "Profile"],
            "name": "Ada Example",
            "givenName": "Ada",
            "familyName": "Example",
            "dateOfBirth": "1999-10-02T00:00:00Z",
            "email": "ada@example.org",
            "address": {"type": ["Address"], "addressCountryCode": "IT", "addressLocality": "Rome"},
        }
    )
    learner = reading.credential.learner
    assert learner.names == (Name(full="Ada Example", given="Ada", family="Example"),)
    assert learner.birth_date == date(1999, 10, 2)
    assert learner.identifiers == (Identifier("email", "ada@example.org"),)
    assert learner.address == Place(country="IT", locality="Rome")
    assert (reading.findings, reading.unread) == ((), ())
    assert "Ada" not in repr(learner)
    assert "Rome" not in repr(learner)


def test_another_name_of_the_subject_is_a_finding():
    identity = {"type": "IdentityObject", "hashed": False, "identityHash": "Ada Example", "identityType": "name"}
    reading = read(subject={"name": "Eve Example", "identifier": [identity]})
    assert reading.credential.learner.names == (Name(full="Ada Example"),)
    assert codes(reading) == ["openbadges.name-differs"]
    assert read(subject={"name": "Ada Example", "identifier": [identity]}).findings == ()
