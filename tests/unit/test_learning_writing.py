"""What the claims of a learning credential show of a record, and what is said to whoever issues it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credseal.errors import ProfileError
from credseal.model.achievement import Achievement
from credseal.model.concepts import Concept
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.learning import LearningOutcome, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.issuance import Issuance
from credseal.profiles.learning_credential import EXTENDED_VCT, FURTHER, VCT, from_claims, to_claims
from learning_credentials import EVERYTHING, LEARNER, RECORD, codes, written
from records import ADA, ISSUANCE, course, credential, en


def of_course(**changes):
    return written(replace(RECORD, achievement=course(**changes), workload=None))[0]


def of_learner(**changes):
    return written(replace(RECORD, learner=replace(LEARNER, **changes)))


def test_the_claims_name_the_published_type_and_the_one_with_the_further_claim():
    claims, _ = written()
    assert claims["vct"] == VCT
    assert claims["aka_vcts"] == [EXTENDED_VCT]


def test_who_seals_and_when_is_told_for_people_and_for_programs():
    claims, _ = written()
    assert claims["issuing_authority"] == "University of Example"
    assert claims["issuing_country"] == "PL"
    assert claims["iss"] == "did:web:uni.example"
    assert (claims["iat"], claims["date_of_issuance"]) == (1795253400, "2026-11-21")
    assert (claims["exp"], claims["date_of_expiry"]) == (1952985600, "2031-11-21")
    assert claims["jti"] == ISSUANCE.id


def test_a_name_is_written_in_its_parts():
    claims, _ = of_learner(
        names=(Name(family="Example", given="Ada", honorific_prefix="Dr"), Name("Ada Old", former=True))
    )
    assert (claims["family_name"], claims["given_name"]) == ("Example", "Ada")
    assert len(claims[FURTHER]["learner"]["names"]) == 2


def test_a_whole_name_is_not_taken_apart():
    claims, findings = written(credential(), disclose=())
    assert not {"family_name", "given_name"} & set(claims)
    (finding,) = [each for each in findings if each.code == "learning.incomplete"]
    assert (finding.pointer, finding.severity) == ("/family_name", "warning")
    assert from_claims(claims).credential.learner == ADA


@pytest.mark.parametrize(
    ("identifiers", "shown"),
    [
        ((Identifier("x", "1"), Identifier("student-number", "2")), "2"),
        ((Identifier("x", "1"), Identifier("european-student-identifier", "urn:schac:2")), "urn:schac:2"),
        ((Identifier("email", "a@a.example"), Identifier("national", "3"), Identifier("x", "1")), "1"),
        ((Identifier("national", "3"), Identifier("email", "a@a.example")), "a@a.example"),
        ((), None),
    ],
)
def test_the_learner_is_identified_by_the_number_that_tells_least(identifiers, shown):
    claims, _ = of_learner(identifiers=identifiers)
    assert claims.get("learner_identification") == shown
    assert from_claims(claims).credential.learner.identifiers == identifiers


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("birth_date", LEARNER.birth_date, "birth date"),
        ("address", LEARNER.address, "address"),
        ("national", (Identifier("national", "PNOPL-1"),), "national number"),
        ("email", (Identifier("email", "ada@example.org"),), "e-mail address"),
    ],
)
def test_what_many_need_not_know_is_written_on_request_only(field, value, word):
    changes = {"identifiers": value} if isinstance(value, tuple) else {field: value}
    learner = replace(LEARNER, **{"birth_date": None, "address": None} | changes)
    record = replace(RECORD, learner=learner)
    claims, findings = written(record, disclose=())
    assert [each.message for each in findings if each.code == "learning.withheld"] == [
        f"The learner's {word} was not written."
    ]
    assert from_claims(claims).credential.learner != learner
    assert from_claims(written(record, disclose=(field,))[0]).credential.learner == learner


def test_hashes_of_identifiers_are_kept():
    hashed = (HashedIdentifier("email", "sha256$00", "salt"),)
    claims, _ = of_learner(hashed_identifiers=hashed)
    assert from_claims(claims).credential.learner.hashed_identifiers == hashed


@pytest.mark.parametrize(
    ("workload", "shown"),
    [
        (Workload(ects=Decimal("2.50"), hours=Decimal(65)), "2.5 ECTS, 65 h"),
        (Workload(ects=Decimal(100)), "100 ECTS"),
        (Workload(hours=Decimal("0.25")), "0.25 h"),
        (Workload(credits=CreditPoints(Decimal(3), Concept(label=en("ECVET points")))), "3 ECVET points"),
        (Workload(credits=CreditPoints(Decimal(3))), "3 credits"),
    ],
)
def test_the_workload_is_told_in_symbols(workload, shown):
    claims = of_course(workload=workload)
    assert claims["expected_study_time"] == shown
    assert from_claims(claims).credential.achievement.workload == workload


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((Level("EQF", "6"),), 6),
        ((Level("QF-EHEA", "first"), Level("EQF", "6", extent="within")), 6),
        ((Level("QF-EHEA", "first"),), None),
    ],
)
def test_the_level_is_that_of_the_eqf(levels, shown):
    claims = of_course(levels=levels, legal_standing=None)
    assert claims.get("level_of_learning_experience") == shown
    assert set(from_claims(claims).credential.achievement.levels) == set(levels)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (QualityAssurance(framework="ESG"), "ESG"),
        (QualityAssurance("programme", "internal"), "internal, programme"),
        (QualityAssurance(covers=en("The course.")), "The course."),
        (QualityAssurance(register_entry="https://register.example/1"), "https://register.example/1"),
    ],
)
def test_a_form_of_quality_assurance_is_told_by_what_is_known(form, shown):
    claims = of_course(quality_assurance=(form,))
    assert claims["types_of_quality_assurance"] == [shown]
    assert from_claims(claims).credential.achievement.quality_assurance == (form,)


@pytest.mark.parametrize(
    ("stackability", "shown"),
    [
        (Stackability("stackable"), True),
        (Stackability("standalone"), False),
        (Stackability(description=en("Ask.")), None),
    ],
)
def test_stackability_is_a_truth_value_where_it_is_known(stackability, shown):
    claims = of_course(stackability=stackability)
    assert claims.get("integration_stackability_options") is shown
    assert from_claims(claims).credential.achievement.stackability == stackability


def test_an_outcome_without_words_is_not_shown_and_kept():
    outcomes = (LearningOutcome(id="https://uni.example/outcomes/1"), LearningOutcome(description=en("In short.")))
    claims = of_course(learning_outcomes=outcomes)
    assert claims["learning_outcomes"] == ["In short."]
    assert from_claims(claims).credential.achievement.learning_outcomes == outcomes


def test_a_text_in_another_language_than_the_record_is_shown_as_it_is():
    claims = of_course(title=Text({"el": "Νερό"}))
    assert claims["achievement_title"] == "Νερό"
    assert from_claims(claims).credential.achievement.title == {"el": "Νερό"}


def test_a_record_without_a_language_says_none():
    made = replace(RECORD, achievement=Achievement(title=Text.of("Water")), assessments=(), participation=None)
    claims, findings = written(replace(made, workload=None, grade=None, results=()))
    assert "language_of_classes" not in claims
    assert {each.pointer for each in findings if each.code == "learning.incomplete"} >= {"/language_of_classes"}
    assert from_claims(claims).credential.achievement.language == "und"


def test_the_award_tells_only_what_it_says_otherwise():
    assert not {"assessments", "participation", "workload", "grade"} & set(written(credential())[0][FURTHER]["award"])
    award = written()[0][FURTHER]["award"]
    assert {"assessments", "participation", "workload", "grade"} <= set(award)


@pytest.mark.parametrize(
    ("record", "issuance"),
    [
        (replace(RECORD, achievement=Achievement(language="en")), ISSUANCE),
        (RECORD, replace(ISSUANCE, sealer=None)),
        (RECORD, replace(ISSUANCE, issued=None)),
        (RECORD, Issuance()),
    ],
)
def test_without_title_sealer_and_date_there_is_no_credential(record, issuance):
    with pytest.raises(ProfileError) as caught:
        to_claims(record, issuance)
    assert caught.value.code == "learning.missing"


def test_what_no_issuer_should_seal_is_said_here_too():
    other = replace(ISSUANCE, sealer=replace(ISSUANCE.sealer, id="did:web:other.example", identifiers=()))
    _, findings = written(issuance=other)
    assert "issuing.mandate-missing" in [each.code for each in findings]


def test_a_record_that_says_little_lacks_what_every_learning_credential_has():
    made = replace(credential(), learner=Learner(), achievement=Achievement(title=en("Water"), language="en"))
    _, findings = written(replace(made, workload=None, assessments=(), participation=None), disclose=EVERYTHING)
    assert {each.pointer for each in findings if each.code == "learning.incomplete"} == {
        "/family_name",
        "/learner_identification",
        "/expected_study_time",
        "/level_of_learning_experience",
        "/types_of_quality_assurance",
    }
    assert "contradiction" not in codes(findings)
