"""``credseal check``: which elements of the European standard a credential has."""

import json

import pytest


def test_a_credential_with_all_elements_is_complete(credseal, issued):
    answered = credseal("check", issued.credential)
    assert (answered.code, answered.err) == (0, "")
    assert answered.out.startswith("Complete: 11 of 11 mandatory and 5 of 5 optional elements")
    assert "at /credentialSubject/achievement/name" in answered.out


@pytest.fixture
def thin(issued, tmp_path):
    document = json.loads(issued.credential.read_bytes())
    achievement = document["credentialSubject"]["achievement"]
    achievement["alignment"] = [
        each for each in achievement["alignment"] if each["targetType"] != "ext:QualityAssurance"
    ]
    path = tmp_path / "thin.json"
    path.write_text(json.dumps(document))
    return path


def test_what_is_missing_is_named_with_the_words_of_the_standard_and_advice(credseal, thin):
    answered = credseal("check", thin)
    assert answered.code == 1
    assert answered.out.startswith("Incomplete: 10 of 11 mandatory")
    assert "MISSING  Type of quality assurance used to underpin the micro-credential" in answered.out
    assert "> Say what assures the quality" in answered.out


def test_looking_is_not_verifying_and_says_so(credseal, issued):
    answered = credseal("check", issued.tampered)
    assert answered.code == 0
    assert "credseal verify" in answered.out.splitlines()[-1]


def test_the_standard_can_be_chosen(credseal, issued):
    answered = credseal("check", issued.credential, "--standard", "microbol-2021", "--json")
    assert answered.json["standard"] == "microbol-2021"
    assert answered.json["complete"] is True


def test_several_files_are_complete_if_all_are(credseal, issued, thin):
    answered = credseal("check", issued.credential, thin, "--json")
    assert answered.code == 1
    assert [one["complete"] for one in answered.json["answers"]] == [True, False]


def test_what_is_no_badge_is_told_so(credseal, tmp_path):
    (tmp_path / "other.json").write_text(
        '{"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"]}'
    )
    answered = credseal("check", tmp_path / "other.json")
    assert answered.code == 1
    assert "no Open Badge, European Digital Credential or learning credential" in answered.err


def test_hostile_names_in_pointers_stay_inert(credseal, issued, tmp_path):
    document = json.loads(issued.credential.read_bytes())
    document["credentialSubject"]["achievement"]["name"] = "\x1b[2J\u202egnitset"
    (tmp_path / "hostile.json").write_text(json.dumps(document))
    answered = credseal("check", tmp_path / "hostile.json")
    assert "\x1b" not in answered.out
    assert "\u202e" not in answered.out
