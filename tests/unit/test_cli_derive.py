"""``credseal derive``: from the learner's own copy to what a verifier sees."""

import json

import pytest

from credseal.keys.signer import generate


@pytest.fixture
def own(credseal, records, tmp_path):
    """A badge whose learner shows parts of it, in a file."""
    (tmp_path / "key.pem").write_bytes(generate("P-256").to_pem(passphrase=None))
    words = ("--key", f"file:{tmp_path / 'key.pem'}", "--securing", "ecdsa-sd-2023", "--grade", "8")
    assert credseal("issue", *records, *words, "--out", tmp_path / "ada.json").code == 0
    return tmp_path / "ada.json"


def issuer_of(path):
    return json.loads(path.read_text())["issuer"]["id"]


def test_what_is_derived_is_accepted_and_what_was_issued_is_not(credseal, own, tmp_path):
    shown = tmp_path / "shown.json"
    answered = credseal(
        "derive", own, "--reveal", "/credentialSubject/result/0", "/credentialSubject/identifier/0", "--out", shown
    )
    assert (answered.code, answered.err) == (0, "")
    assert "2 parts that you reveal" in answered.out
    assert credseal("verify", shown, "--offline", "--issuer", issuer_of(own)).code == 0
    refused = credseal("verify", own, "--offline", "--issuer", issuer_of(own), "--json")
    assert refused.code == 1
    assert "disclosure.base" in refused.out


def test_pointers_may_be_given_one_by_one_and_the_result_may_be_piped(credseal, own):
    answered = credseal(
        "derive", "-", "--reveal", "/awardedDate", "--reveal", "/image", "--out", "-", stdin=own.read_bytes()
    )
    assert answered.code == 1
    assert "/image" in answered.err
    answered = credseal("derive", "-", "--reveal", "/awardedDate", "--out", "-", stdin=own.read_bytes())
    assert answered.code == 0
    assert "awardedDate" in json.loads(answered.out)
    assert credseal("verify", "-", "--offline", "--issuer", issuer_of(own), stdin=answered.out.encode()).code == 0


def test_what_verifiers_will_refuse_is_said(credseal, own, tmp_path):
    out = tmp_path / "shown.json"
    answered = credseal(
        "derive", own, "--reveal", "/credentialSubject/identifier/0/identityHash", "--out", out, "--json"
    )
    assert answered.code == 0
    assert {note["code"] for note in answered.json["notes"]} == {"openbadges.missing-member"}
    assert answered.json["revealed"] == ["/credentialSubject/identifier/0/identityHash"]


def test_a_file_that_is_there_is_left_as_it_is(credseal, own):
    before = own.read_bytes()
    assert credseal("derive", own, "--out", own).code == 1
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--reveal", "/nothing"), "disclosure.pointer"),
        (("--reveal", "credentialSubject"), "disclosure.pointer"),
    ],
)
def test_pointers_to_nothing_are_named(credseal, own, tmp_path, words, code):
    answered = credseal("derive", own, *words, "--out", tmp_path / "shown.json", "--json")
    assert answered.code == 1
    assert answered.json["code"] == code
    assert words[1] in answered.json["message"]


def test_a_badge_that_is_shown_whole_has_no_parts(credseal, issued, tmp_path):
    answered = credseal("derive", issued.credential, "--out", tmp_path / "shown.json", "--json")
    assert (answered.code, answered.json["code"]) == (1, "disclosure.none")


def test_no_picture_is_made_of_the_learners_own_copy(credseal, records, own, tmp_path):
    words = ("--key", f"file:{tmp_path / 'key.pem'}", "--securing", "ecdsa-sd-2023", "--bake")
    answered = credseal("issue", *records, *words, "--out", tmp_path / "bo.json")
    assert answered.code == 2
    assert "derive" in answered.err
