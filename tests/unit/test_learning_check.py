"""What the type demands of the claims of a learning credential."""

import pytest

from credseal.profiles.learning_credential import check
from learning_credentials import FOREIGN, codes, written

CLAIMS = written()[0]


def found(**changes):
    changed = {name: value for name, value in (FOREIGN | changes).items() if value is not Ellipsis}
    return [(each.code.removeprefix("learning."), each.severity, each.pointer) for each in check(changed)]


def test_ours_and_those_of_others_are_right():
    assert check(CLAIMS) == ()
    assert found(language_of_classes=["ja"]) == []


def test_the_code_of_a_country_is_no_language():
    assert found() == [("language", "warning", "/language_of_classes")]


@pytest.mark.parametrize("tag", ["en", "EN", "pt-BR", "sr-Latn-RS"])
def test_languages_are_named_by_their_codes(tag):
    assert found(language_of_classes=[tag]) == []


@pytest.mark.parametrize(
    "claim",
    ["achievement_title", "language_of_classes", "issuing_authority", "issuing_country", "date_of_issuance"],
)
def test_what_nobody_may_withhold_must_be_there(claim):
    assert ("missing-member", "error", f"/{claim}") in found(**{claim: ...})


@pytest.mark.parametrize(
    "claim",
    ["family_name", "learner_identification", "expected_study_time", "types_of_quality_assurance"],
)
def test_what_may_be_withheld_may_be_missing(claim):
    assert ("not-told", "info", f"/{claim}") in found(**{claim: ...})


@pytest.mark.parametrize("claim", ["given_name", "assessment_grade", "learning_outcomes", "date_of_expiry"])
def test_what_is_optional_may_be_missing_without_a_word(claim):
    assert found(**{claim: ..., "language_of_classes": ["en"]}) == []


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("family_name", ["Example"]),
        ("family_name", None),
        ("learning_outcomes", "takes a sample"),
        ("learning_outcomes", ["takes a sample", 5]),
        ("level_of_learning_experience", "5"),
        ("level_of_learning_experience", 5.0),
        ("level_of_learning_experience", True),
        ("level_of_learning_experience", -1),
        ("integration_stackability_options", 1),
        ("date_of_issuance", 1795253400),
        ("iat", "1795253400"),
        ("cnf", "key"),
        ("status", []),
        ("credseal", "text"),
    ],
)
def test_a_claim_of_another_kind_is_an_error(claim, value):
    assert ("datatype", "error", f"/{claim}") in found(**{claim: value})


@pytest.mark.parametrize(
    ("claim", "value", "code", "severity"),
    [
        ("level_of_learning_experience", 9, "level", "error"),
        ("level_of_learning_experience", 0, "level", "error"),
        ("date_of_issuance", "1 May 2024", "date", "error"),
        ("date_of_expiry", "2024-02-30", "date", "error"),
        ("birthdate", "1999", "date", "error"),
        ("date_of_expiry", "2024-04-30", "dates", "error"),
        ("issuing_country", "EL", "country", "warning"),
        ("issuing_country", "de", "country", "warning"),
        ("types_of_quality_assurance", [], "empty", "warning"),
        ("language_of_classes", [], "empty", "warning"),
        ("expected_study_time", "", "empty", "warning"),
        ("vct", "urn:example:1", "type", "error"),
    ],
)
def test_values_that_cannot_be_are_told(claim, value, code, severity):
    assert (code, severity, f"/{claim}") in found(**{claim: value})


@pytest.mark.parametrize("expiry", ["2024-05-01", "2034-05-01T10:00:00Z"])
def test_days_and_instants_are_dates(expiry):
    assert [each for each in found(date_of_expiry=expiry) if each[1] == "error"] == []


def test_messages_name_claims_and_never_values():
    odd = {name: ["Ada Example"] if isinstance(value, str) else "Ada Example" for name, value in FOREIGN.items()}
    assert codes(check(odd))
    assert not [each for each in check(odd) if "Ada" in each.message]
