"""``credseal present``, and ``credseal verify`` with a challenge: credentials go from a learner to an employer."""

import json
from datetime import date

import pytest

from command import DATA
from credseal.did.key import did_of
from credseal.issuer import Issuer
from credseal.keys.signer import generate, open_signer
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation
from credseal.wallet import present
from pids import PROVIDER, learning_credential, pid_of
from presentations import ADA, UNIVERSITY

OCCASION = ("--challenge", "kQ3vT9xWb2hZ7pLm0sYdRg")
PRESENTED = (*OCCASION, "--domain", "https://employer.example")
EXPECTED = (*OCCASION, "--audience", "https://employer.example")


@pytest.fixture
def wallet(issued, tmp_path):
    """Ada's key, and a credential that names it, in files."""
    signer = generate()
    (tmp_path / "holder.pem").write_bytes(signer.to_pem(passphrase=None))
    university = Issuer(
        load_organisation(read_record(DATA / "university.yaml")), open_signer(f"file:{issued.plain_key}")
    )
    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner({**read_record(DATA / "learner.yaml"), "id": did_of(signer.public_key)})
    university.issue(course.award(ada, awarded_on=date(2026, 11, 20), grade="8")).save(tmp_path / "ada.json")
    return tmp_path


@pytest.fixture
def shown(credseal, wallet):
    answered = credseal(
        "present", wallet / "ada.json", "--key", f"file:{wallet}/holder.pem", *PRESENTED, "--out", wallet / "vp.json"
    )
    assert (answered.code, answered.err) == (0, "")
    return wallet / "vp.json"


def test_presenting_says_what_was_made_and_for_whom(credseal, wallet):
    words = ("present", wallet / "ada.json", "--key", f"file:{wallet}/holder.pem", *PRESENTED)
    answered = credseal(*words, "--out", wallet / "vp.json")
    assert "1 credential, presented to https://employer.example (eddsa-rdfc-2022)." in answered.out
    assert "Holder  did:key:z6Mk" in answered.out
    told = credseal(*words, "--out", wallet / "vp2.json", "--json").json
    assert (told["schema"], told["credentials"], told["media_type"]) == ("credseal.presented.v1", 1, "application/vp")
    piped = credseal(*words, "--out", "-")
    assert json.loads(piped.out)["type"] == ["VerifiablePresentation"]
    assert credseal(*words, "--out", wallet / "vp.json").code == 1
    assert credseal(*words, "--out", "-", "--json").code == 2


def test_what_was_presented_to_us_is_accepted(credseal, issued, shown):
    answered = credseal("verify", shown, *EXPECTED, "--register", issued.register, "--offline")
    assert (answered.code, answered.err) == (0, "")
    assert answered.out.startswith("ACCEPTED  It was presented to you by did:key:")
    assert "The presenter showed control of the key that the credential names." in " ".join(answered.out.split())
    told = credseal("verify", shown, *EXPECTED, "--register", issued.register, "--json").json
    assert (told["schema"], told["verdict"]) == ("credseal.presentation-report.v1", "accepted")
    assert credseal("inspect", shown, *EXPECTED).code == 0


def test_the_issuer_has_to_be_known_in_a_presentation_too(credseal, issued, shown):
    assert credseal("verify", shown, *EXPECTED).code == 3
    assert credseal("verify", shown, *EXPECTED, "--issuer", issued.id).code == 0


@pytest.mark.parametrize(
    "expected",
    [
        ("--challenge", "another", "--audience", "https://employer.example"),
        (*OCCASION, "--audience", "https://other.example"),
        (*EXPECTED, "--learner-email", "eve@example.org"),
    ],
)
def test_what_was_presented_otherwise_is_rejected(credseal, issued, shown, expected):
    answered = credseal("verify", shown, *expected, "--issuer", issued.id)
    assert answered.code == 1
    assert answered.out.startswith("REJECTED")


def test_a_presentation_without_its_occasion_is_told_what_to_give(credseal, shown):
    answered = credseal("verify", shown)
    assert answered.code == 1
    assert "This is a presentation" in answered.err
    assert "--challenge and --audience" in answered.err


@pytest.mark.parametrize(
    "half",
    [OCCASION, ("--audience", "https://employer.example"), ("--max-age", "5"), ("--compat", "learncard-purpose")],
)
def test_half_an_occasion_is_none(credseal, shown, half):
    answered = credseal("verify", shown, *half)
    assert (answered.code, answered.out) == (2, "")
    assert "--challenge" in answered.err


@pytest.mark.parametrize("empty", [("--challenge", "", "--audience", "x"), ("--challenge", "x", "--audience", "")])
def test_an_empty_variable_of_a_script_is_no_occasion(credseal, issued, shown, empty):
    assert credseal("verify", shown, *empty, "--issuer", issued.id).code == 1


@pytest.mark.parametrize("minutes", ["0", "-1", "1.5", "week", "10081", "9" * 5000, "\u0663"])
def test_minutes_are_whole_and_bounded(credseal, shown, minutes):
    assert credseal("verify", shown, *EXPECTED, f"--max-age={minutes}").code == 2


def test_more_time_can_be_allowed(credseal, issued, shown):
    assert credseal("verify", shown, *EXPECTED, "--max-age", "10080", "--issuer", issued.id).code == 0


def test_a_credential_is_no_presentation(credseal, issued):
    answered = credseal("verify", issued.credential, *EXPECTED)
    assert answered.code == 1
    assert "This is no presentation" in answered.err


def test_looking_at_signatures_alone_is_not_about_presentations(credseal, shown):
    assert credseal("verify", shown, "--proof-only", *EXPECTED).code == 2


def test_another_learners_credential_cannot_be_presented(credseal, wallet):
    (wallet / "other.pem").write_bytes(generate().to_pem(passphrase=None))
    answered = credseal(
        "present", wallet / "ada.json", "--key", f"file:{wallet}/other.pem", *PRESENTED, "--out", wallet / "vp.json"
    )
    assert answered.code == 1
    assert "names another key" in answered.err
    assert not (wallet / "vp.json").exists()


def test_several_files_are_one_answer(credseal, issued, shown):
    answered = credseal("verify", shown, issued.credential, *EXPECTED, "--issuer", issued.id)
    assert (answered.code, answered.out) == (1, "")
    assert "This is no presentation" in answered.err
    answered = credseal("verify", shown, shown, *EXPECTED, "--issuer", issued.id)
    assert answered.code == 1
    assert "The same credential came twice in one answer." in " ".join(answered.out.split())


@pytest.fixture
def answered_with_pid(tmp_path):
    """What a wallet of the Union answers: a learning credential and a PID, over one challenge, in two files."""
    files = []
    for name, token in (
        ("learning", learning_credential(ADA)),
        ("pid", pid_of(ADA, exp=4102444800, date_of_expiry="2099-12-31")),
    ):
        shown_now = present([token], ADA.signer, challenge=OCCASION[1], domain="https://employer.example").token
        (tmp_path / f"{name}.jwt").write_text(shown_now)
        files.append(tmp_path / f"{name}.jwt")
    return files


def test_a_pid_in_the_same_answer_tells_who_presents(credseal, answered_with_pid):
    believed = ("--issuer", UNIVERSITY.did, "--pid-issuer", PROVIDER.did)
    answered = credseal("verify", *answered_with_pid, *EXPECTED, *believed)
    assert answered.code == 0, answered.out
    assert "Person" in answered.out
    assert "are those of the person who presents it" in " ".join(answered.out.split())
    told = credseal("verify", *answered_with_pid, *EXPECTED, *believed, "--json").json
    assert [one["pointer"] for one in told["credentials"]] == ["/0"]
    assert told["identity"]["report"]["verdict"] == "accepted"


def test_a_pid_that_is_asked_for_and_does_not_come(credseal, answered_with_pid):
    answered = credseal(
        "verify", answered_with_pid[0], *EXPECTED, "--issuer", UNIVERSITY.did, "--pid-issuer", PROVIDER.did
    )
    assert answered.code == 3
    assert "No person identification data came" in " ".join(answered.out.split())


def test_a_pid_of_somebody_else_than_those_whose_word_counts(credseal, answered_with_pid):
    answered = credseal("verify", *answered_with_pid, *EXPECTED, "--issuer", UNIVERSITY.did, "--pid-issuer", ADA.did)
    assert answered.code == 3


def test_pids_are_about_presentations(credseal, answered_with_pid):
    answered = credseal("verify", answered_with_pid[0], "--pid-issuer", PROVIDER.did)
    assert (answered.code, answered.out) == (2, "")
    assert "--pid-issuer" in answered.err
