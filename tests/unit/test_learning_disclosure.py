"""What the holder of a learning credential may withhold, and what is left of the record then; and what wallets are told of the claims."""

import copy

import pytest

from credseal.model.learner import Learner
from credseal.profiles.learning_credential import (
    EXTENDED_VCT,
    FURTHER,
    NEVER_SELECTIVE,
    SELECTIVE,
    TOLD_AGAIN,
    VCT,
    check,
    from_claims,
    may_be_withheld,
    selective,
    type_metadata,
)
from credseal.profiles.learning_credential.vocabulary import CLAIMS as PUBLISHED
from learning_credentials import RECORD, codes, written

CLAIMS = written()[0]


def without(claims, *paths):
    left = copy.deepcopy(claims)
    for path in paths:
        holder = left
        for step in path[:-1]:
            holder = holder[step]
        holder.pop(path[-1], None)
    return left


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"])
def test_what_the_standard_forbids_to_withhold_nobody_withholds(name):
    assert (name,) in NEVER_SELECTIVE
    assert not may_be_withheld((name,))
    assert not may_be_withheld((name, "jwk"))


@pytest.mark.parametrize(
    "path",
    [
        ("achievement_title",),
        ("issuing_authority",),
        ("level_of_learning_experience",),
        ("date_of_expiry",),
        (FURTHER,),
        (FURTHER, "achievement"),
        (FURTHER, "achievement", "levels"),
        (FURTHER, "achievement", "levels", 0),
        (FURTHER, "achievement", "awarding_bodies"),
        (FURTHER, "issuance", "sealer"),
        (FURTHER, "language"),
    ],
)
def test_title_authority_level_and_expiry_are_always_told(path):
    assert not may_be_withheld(path)


@pytest.mark.parametrize("path", SELECTIVE, ids=".".join)
def test_what_may_be_withheld_by_default_may_be_withheld(path):
    assert may_be_withheld(path)
    assert may_be_withheld((*path, 0))


def test_who_the_learner_is_and_what_became_of_them_may_be_withheld():
    assert {
        ("family_name",),
        ("given_name",),
        ("birthdate",),
        ("sub",),
        ("learner_identification",),
        ("assessment_grade",),
        (FURTHER, "learner", "names"),
        (FURTHER, "award", "grade"),
        (FURTHER, "award", "evidence"),
    } <= set(SELECTIVE)


def test_what_is_never_and_what_may_be_withheld_are_two_things():
    assert not set(SELECTIVE) & set(NEVER_SELECTIVE)


def test_only_what_is_there_is_made_selectively_disclosable():
    assert set(selective(CLAIMS)) <= set(SELECTIVE)
    assert ("family_name",) in selective(CLAIMS)
    assert selective({FURTHER: "text", "family_name": "Example"}) == (("family_name",),)


@pytest.mark.parametrize("path", selective(CLAIMS), ids=".".join)
def test_a_claim_that_is_withheld_is_one_that_is_not_there(path):
    left = without(CLAIMS, path)
    reading = from_claims(left)
    assert "contradiction" not in codes(reading.findings)
    assert "impossible-value" not in codes(reading.findings)
    assert [each for each in check(left) if each.severity == "error"] == []


def test_with_everything_withheld_the_title_and_the_level_are_left():
    left = without(CLAIMS, *selective(CLAIMS))
    reading = from_claims(left)
    assert reading.credential.learner == Learner()
    assert reading.credential.grade is None
    assert reading.credential.achievement.levels == RECORD.achievement.levels
    assert reading.credential.achievement.assessments == RECORD.achievement.assessments
    assert reading.unread == ()


@pytest.mark.parametrize(("claim", "again"), TOLD_AGAIN.items(), ids=".".join)
def test_what_is_told_twice_is_withheld_twice(claim, again):
    """Whoever withholds a claim and shows what says the same has withheld nothing."""
    assert may_be_withheld(again)
    assert again in SELECTIVE


def test_some_entries_of_a_list_may_be_withheld():
    some = CLAIMS | {"learning_outcomes": CLAIMS["learning_outcomes"][1:]}
    reading = from_claims(some)
    assert reading.credential.achievement.learning_outcomes == RECORD.achievement.learning_outcomes
    assert reading.findings == ()


def test_the_type_with_the_further_claim_extends_the_published_one():
    metadata = type_metadata()
    assert (metadata["vct"], metadata["extends"]) == (EXTENDED_VCT, VCT)
    assert metadata["display"][0]["locale"] == "en"


def test_every_claim_has_a_name_for_people_and_says_who_may_withhold_it():
    metadata = type_metadata()
    paths = [tuple(each["path"]) for each in metadata["claims"]]
    assert len(paths) == len(set(paths))
    assert {(name,) for name in PUBLISHED} <= set(paths)
    assert {path for path in SELECTIVE if path[0] == FURTHER} <= set(paths)
    for each in metadata["claims"]:
        assert each["display"][0]["label"]
        assert (each["sd"] == "always") == (tuple(each["path"]) in SELECTIVE)
        assert (each["sd"] == "never") == (not may_be_withheld(each["path"]))


def test_each_call_makes_a_description_of_its_own():
    type_metadata()["claims"].clear()
    assert type_metadata()["claims"]


def test_every_claim_of_the_reference_issuers_that_is_mandatory_is_so_here():
    mandatory = {each["path"][0] for each in type_metadata()["claims"] if each["mandatory"]}
    assert mandatory == {
        *("family_name", "achievement_title", "language_of_classes", "learner_identification", "expected_study_time"),
        *("level_of_learning_experience", "types_of_quality_assurance", "issuing_authority", "issuing_country"),
        "date_of_issuance",
    }
