"""Credentials presented with person identification data: whether the learner is the person who presents, attribute by attribute."""

import json
from dataclasses import replace
from datetime import date

import pytest

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.identity import PidProviders
from credseal.errors import PolicyError
from credseal.model.organisation import Identifier
from pids import ATTRIBUTES, LEARNER, PROVIDER, asked, learning_credential, pid_of, shown
from presentations import ADA, Party, badge_of, badge_token, learner_of, wrong

NAMES = ("given_name", "family_name")
OWN = learning_credential(ADA)


def answer(*, credential=OWN, person=ADA, **claims):
    return [shown(ADA, credential), shown(person, pid_of(person, **claims))]


def test_the_learner_of_a_credential_is_the_person_who_presents():
    report, checks = asked(answer())
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert checks["identity"] == ("passed", "identity.shown")
    assert learner_of(report) == ("passed", "learner.by-pid")
    (one,) = report.credentials
    message = one.report.check("learner").message
    assert message.startswith("Its name, birth date and national number are those of the person who presents it")
    assert message.endswith("The presenter showed control of the key that the credential names.")
    assert [(each.what, each.outcome.value) for each in one.report.learner.comparisons] == [
        ("presenter_key", "same"),  # by sub
        ("presenter_key", "same"),  # by cnf
        ("pid_national", "same"),
        ("pid_birth_date", "weak"),
        ("pid_name", "weak"),
    ]
    assert one.report.learner.source == f"PID of {PROVIDER.did}"


def test_wallets_have_a_key_for_each_credential():
    other = Party("P-256")
    report, checks = asked(answer(person=other))
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert "presentation.keys" in {note.code for note in report.notes}
    assert report.presenter == report.credentials[0].presenter


def test_the_identity_is_told_apart_and_without_attributes():
    report, _ = asked(answer())
    told = report.to_dict()
    assert told["identity"]["source"] == f"PID of {PROVIDER.did}"
    assert told["identity"]["report"]["verdict"] == "accepted"
    assert [one["pointer"] for one in told["credentials"]] == ["/0"]
    text = json.dumps(told)
    assert not any(value in text for value in ("01051712345", "2001-05-17"))
    assert "01051712345" not in repr(report)


@pytest.mark.parametrize("first", [json.dumps(ADA.show(badge_of())), ADA.token(badge_of(number=2), badge_token())])
def test_presentations_of_all_forms_can_come_with_a_pid(first):
    report, checks = asked([first, shown(ADA, pid_of(ADA))])
    assert wrong(checks) == {}
    # The badges state a name besides the key, and no birth date: one thing alone.
    told = {learner_of(report, at) for at in range(len(report.credentials))}
    assert told == {("inconclusive", "learner.pid-insufficient")}


@pytest.mark.parametrize(
    ("shown_attributes", "outcome", "code"),
    [
        (ATTRIBUTES, "passed", "learner.by-pid"),
        ((*NAMES, "birthdate"), "passed", "learner.by-pid"),
        ((*NAMES, "personal_administrative_number"), "passed", "learner.by-pid"),
        (("birthdate", "personal_administrative_number"), "passed", "learner.by-pid"),
        (NAMES, "inconclusive", "learner.pid-insufficient"),
        (("family_name", "birthdate"), "inconclusive", "learner.pid-insufficient"),
        (("personal_administrative_number",), "inconclusive", "learner.pid-insufficient"),
    ],
)
def test_one_thing_alone_identifies_nobody(shown_attributes, outcome, code):
    report, checks = asked(answer(shown=shown_attributes))
    assert wrong(checks) == {}
    assert learner_of(report) == (outcome, code)


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        (
            {"given_name": "Bo", "family_name": "Another", "personal_administrative_number": None},
            "learner.other-person",
        ),
        ({"birthdate": "2001-05-18"}, "learner.other-person"),
        ({"personal_administrative_number": "01051712346"}, "learner.other-person"),
        (
            {
                "given_name": "Bo",
                "family_name": "Another",
                "shown": ("given_name", "family_name", "personal_administrative_number"),
            },
            "learner.other-person",
        ),
    ],
)
def test_the_credential_of_somebody_else(claims, code):
    report, checks = asked(answer(**claims))
    assert wrong(checks) == {}
    assert report.verdict == "rejected"
    assert learner_of(report) == ("failed", code)


@pytest.mark.parametrize(
    "claims",
    [
        {"family_name": "Married"},
        {"family_name": "Married", "birth_family_name": "Example", "personal_administrative_number": None},
        {
            "family_name": "Married",
            "given_name": "Eve",
            "birth_family_name": "Example",
            "birth_given_name": "Ada",
            "birthdate": "2001-05-17",
        },
        {"given_name": "ADA", "family_name": "EXAMPLE"},
        {"given_name": "Ada Maria"},
    ],
)
def test_names_change_and_are_spelled_in_several_ways(claims):
    report, _ = asked(answer(**claims))
    assert learner_of(report) == ("passed", "learner.by-pid")


def test_a_credential_that_states_nothing_to_compare():
    numbered = replace(LEARNER, names=(), birth_date=None, identifiers=(Identifier("student-number", "7"),))
    report, _ = asked(answer(credential=learning_credential(ADA, learner=numbered)))
    assert learner_of(report) == ("inconclusive", "learner.pid-not-comparable")


def test_what_the_caller_knows_is_compared_besides():
    fits = ExpectedLearner(given_name="Ada", family_name="Example")
    other = ExpectedLearner(identifiers=(Identifier("national", "999"),))
    unknown = ExpectedLearner(email="a@example.com")
    assert learner_of(asked(answer(), learner=fits)[0]) == ("passed", "learner.by-pid")
    assert learner_of(asked(answer(), learner=other)[0]) == ("failed", "learner.other")
    assert learner_of(asked(answer(), learner=unknown)[0]) == ("inconclusive", "learner.not-comparable")


@pytest.mark.parametrize("vct", ["urn:eudi:pid:1", "urn:eudi:pid:de:1", "urn:eu.europa.ec.eudi:pid:1"])
def test_member_states_have_types_of_their_own(vct):
    report, checks = asked(answer(vct=vct))
    assert (wrong(checks), report.verdict) == ({}, "accepted")


def test_a_pid_counts_on_its_last_day():
    assert asked(answer(date_of_expiry="2026-11-22"))[0].verdict == "accepted"
    assert asked(answer(date_of_expiry="2026-11-20"))[1]["identity"] == ("failed", "identity.expired")


def test_nobody_s_word_is_no_word():
    with pytest.raises(PolicyError) as refusal:
        PidProviders()
    assert refusal.value.code == "identity.no-provider"


def test_several_credentials_come_in_one_answer():
    second = learning_credential(ADA, learner=replace(LEARNER, birth_date=date(2001, 5, 17)))
    report, checks = asked([*answer(), shown(ADA, second)])
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert [one.pointer for one in report.credentials] == ["/0", "/2"]


def test_without_a_pid_asked_for_several_parts_are_credentials():
    second = learning_credential(ADA)
    report, checks = asked([shown(ADA, OWN), shown(ADA, second)], pid=None)
    assert (wrong(checks), report.verdict) == ({}, "accepted")
    assert "identity" not in checks
    report, _ = asked(answer(), pid=None)
    assert report.verdict == "undetermined"  # a PID is a credential like any other then, of an issuer that is not known
    assert report.identity is None
