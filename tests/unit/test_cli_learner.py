"""Whose credential it must be, as the command is told: by options, or by the record of a person."""

import pytest

from command import DATA


@pytest.fixture
def verify(credseal, issued):
    def run(*words):
        return credseal("verify", issued.credential, "--offline", "--issuer", issued.id, *words)

    return run


def test_the_record_that_it_was_issued_from_is_the_learner(verify):
    assert verify("--learner", DATA / "learner.yaml").code == 0


def test_an_option_replaces_a_member_of_the_record(verify):
    assert verify("--learner", DATA / "learner.yaml", "--learner-email", "bo@example.org").code == 1
    assert verify("--learner", DATA / "learner.yaml", "--learner-id", "student-number=other").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--learner-email", "ada@example.org"), 0),
        (("--learner-email", "bo@example.org"), 1),
        (("--learner-given-name", "Ada", "--learner-family-name", "Example"), 3),
        (("--learner-id", "library-card=7"), 3),
    ],
)
def test_each_comparison_ends_as_it_should(verify, words, code):
    assert verify(*words).code == code


def test_where_it_is_known_from_is_told(verify):
    answered = verify("--learner-email", "ada@example.org", "--learner-source", "enrolment record")
    assert "enrolment record" in answered.out


def test_a_record_that_says_nothing_to_compare_is_an_error_and_not_a_pass(verify, tmp_path):
    (tmp_path / "nobody.json").write_text("{}")
    answered = verify("--learner", tmp_path / "nobody.json")
    assert answered.code == 1
    assert "Nothing is said of the expected learner" in answered.err


@pytest.mark.parametrize("word", ["42", "=42", "student-number="])
def test_an_identifier_needs_its_type(verify, word):
    assert verify("--learner-id", word).code == 2


def test_proofs_alone_are_checked_for_nobody(credseal, issued):
    answered = credseal("verify", issued.credential, "--proof-only", "--learner-given-name", "Ada")
    assert answered.code == 2
    assert "--learner-given-name" in answered.err
