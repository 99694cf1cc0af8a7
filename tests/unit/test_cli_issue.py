"""``credseal issue``: records in files become a signed credential that ``credseal verify`` accepts."""

import json
from datetime import UTC, datetime

import pytest

from command import DATA, PASSPHRASE


def issue(credseal, records, issued, *words, out="-"):
    return credseal("issue", *records, "--key", f"file:{issued.plain_key}", "--out", out, *words)


def test_what_is_issued_is_verified(credseal, records, issued, tmp_path):
    out = tmp_path / "ada.json"
    answered = issue(credseal, records, issued, "--grade", "8", out=out)
    assert (answered.code, answered.err) == (0, "")
    assert issued.id in answered.out
    assert credseal("verify", out, "--offline", "--issuer", issued.id).code == 0


def test_standard_output_takes_the_credential_and_nothing_else(credseal, records, issued):
    answered = issue(credseal, records, issued)
    assert json.loads(answered.out)["issuer"]["id"] == issued.id
    assert "an Open Badge 3.0" in answered.err
    assert credseal("verify", "-", "--issuer", issued.id, stdin=answered.out.encode()).code == 0


def test_grade_date_and_validity_are_those_that_were_given(credseal, records, issued):
    answered = issue(
        credseal, records, issued,
        "--grade", "9.5", "--award-date", "2026-11-20", "--valid-until", "2100-12-31T23:59:59+01:00",
    )  # fmt: skip
    document = json.loads(answered.out)
    assert document["credentialSubject"]["result"][0]["value"] == "9.5"
    assert document["awardedDate"].startswith("2026-11-20")
    assert document["validUntil"] == "2100-12-31T22:59:59Z"


def test_without_a_date_the_award_is_of_today(credseal, records, issued):
    before = datetime.now(UTC).astimezone().date()
    document = json.loads(issue(credseal, records, issued).out)
    after = datetime.now(UTC).astimezone().date()
    assert document["awardedDate"][:10] in {before.isoformat(), after.isoformat()}


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_the_cryptosuite_can_be_chosen(credseal, records, issued, suite, tmp_path):
    answered = issue(credseal, records, issued, "--securing", suite, "--json", out=tmp_path / "ada.json")
    assert answered.json["cryptosuite"] == suite
    assert json.loads((tmp_path / "ada.json").read_bytes())["proof"][0]["cryptosuite"] == suite


def test_an_issuer_of_the_web_names_where_its_key_is_listed(credseal, records, issued, tmp_path):
    university = (DATA / "university.yaml").read_text(encoding="utf-8") + "\nid: did:web:uni.example\n"
    (tmp_path / "university.yaml").write_text(university, encoding="utf-8")
    words = [*records[:4], "--issuer", tmp_path / "university.yaml"]
    without = issue(credseal, words, issued)
    assert without.code == 1
    assert "under which URL verifiers find the key" in without.err
    method = "did:web:uni.example#key-1"
    answered = issue(credseal, words, issued, "--verification-method", method)
    assert json.loads(answered.out)["proof"][0]["verificationMethod"] == method


def test_the_answer_as_json_says_what_was_made(credseal, records, issued, tmp_path):
    made = issue(credseal, records, issued, "--json", out=tmp_path / "ada.json").json
    assert made["schema"] == "credseal.issued.v1"
    assert made["id"] == json.loads((tmp_path / "ada.json").read_bytes())["id"]
    assert {note["severity"] for note in made["notes"]} <= {"info", "warning"}


def test_json_and_a_credential_on_one_output_do_not_mix(credseal, records, issued):
    answered = issue(credseal, records, issued, "--json")
    assert (answered.code, answered.json["code"]) == (2, "usage.two-outputs")


def test_a_file_that_is_there_is_left_as_it_is(credseal, records, issued, tmp_path):
    (tmp_path / "ada.json").write_text("mine")
    answered = issue(credseal, records, issued, out=tmp_path / "ada.json")
    assert answered.code == 1
    assert answered.err.splitlines()[1] == "Choose another name."
    assert (tmp_path / "ada.json").read_text() == "mine"


def test_an_encrypted_key_signs_with_its_passphrase(credseal, records, issued, monkeypatch):
    monkeypatch.setenv("SEAL_PASSPHRASE", PASSPHRASE)
    words = ("issue", *records, "--key", f"file:{issued.key}", "--out", "-")
    assert credseal(*words).code == 2  # no terminal to ask at
    assert credseal(*words, "--passphrase-env", "SEAL_PASSPHRASE").code == 0


def test_the_learner_is_on_no_output_but_the_credential(credseal, records, issued, tmp_path):
    answered = issue(credseal, records, issued, out=tmp_path / "ada.json")
    assert "Ada" not in answered.out + answered.err
