"""``credseal issue --may-withhold --decoys``, and what its learner makes of it with ``credseal derive``."""

import pytest

from command import DATA
from credseal.keys.signer import generate
from credseal.profiles.learning_credential import selective
from credseal.securing.sd_jwt import parsing

EVIDENCE = "/credseal/award/evidence"


@pytest.fixture
def issue(credseal, records, tmp_path):
    """A learning credential issued, with more options; the answer, and its file."""
    (tmp_path / "key.pem").write_bytes(generate("P-256").to_pem(passphrase=None))
    out = tmp_path / "ada.jwt"
    known = ("--key", f"file:{tmp_path / 'key.pem'}", "--grade", "8", "--out", out)

    def run(*words, profile="learning"):
        return credseal("issue", *records, *known, "--profile", profile, *words), out

    return run


def read(path):
    return parsing.parse(path.read_text().strip())


def places(path):
    return {one.place for one in read(path).processed().disclosed}


def test_from_the_choice_to_what_an_employer_sees(credseal, issue, tmp_path):
    answered, own = issue("--may-withhold", "/assessment_grade", "/learning_outcomes/*", "--decoys", "8")
    assert (answered.code, answered.err) == (0, "")
    number = len(read(own).processed().payload["learning_outcomes"])
    entries = {("learning_outcomes", index) for index in range(number)}
    assert number > 1
    assert {place for place in places(own) if place[0] != "credseal"} == {("assessment_grade",), *entries}
    shown = tmp_path / "shown.jwt"
    assert credseal("derive", own, "--reveal", "/learning_outcomes/1", "--out", shown).code == 0
    claims = read(shown).processed().payload
    assert claims["learning_outcomes"] == read(own).processed().payload["learning_outcomes"][1:2]
    assert "assessment_grade" not in claims
    for file in (own, shown):
        assert credseal("verify", file, "--offline", "--issuer", claims["iss"]).code == 0
    assert credseal("check", own).code == 0


def test_what_a_holder_names_comes_whole(credseal, issue, tmp_path):
    """Though each entry, and the list too, could be withheld."""
    answered, own = issue("--may-withhold", "/learning_outcomes", "/learning_outcomes/*")
    assert answered.code == 0
    shown = tmp_path / "shown.jwt"
    assert credseal("derive", own, "--reveal", "/learning_outcomes", "--out", shown).code == 0
    whole = read(own).processed().payload["learning_outcomes"]
    assert read(shown).processed().payload["learning_outcomes"] == whole
    least = tmp_path / "least.jwt"
    assert credseal("derive", own, "--out", least).code == 0
    assert "learning_outcomes" not in read(least).processed().payload


def test_options_may_be_repeated(issue):
    answered, own = issue("--may-withhold", "/iat", "--may-withhold", "/jti")
    assert answered.code == 0
    assert {("iat",), ("jti",)} == places(own)


def test_nothing_may_be_withheld_if_none_is_said(credseal, issue, tmp_path):
    answered, own = issue("--may-withhold", "none")
    assert (answered.code, places(own)) == (0, set())
    shown = tmp_path / "shown.jwt"
    assert credseal("derive", own, "--out", shown).code == 0
    assert read(shown).processed().payload == read(own).processed().payload
    assert credseal("verify", shown, "--offline", "--issuer", read(own).claims["iss"]).code == 0


def test_without_a_choice_it_is_as_it_was(issue):
    answered, own = issue()
    assert answered.code == 0
    assert places(own) == set(selective(read(own).processed().payload))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("/achievement_title",), "issuing.withhold-never"),
        (("/credseal/achievement/levels/0/value",), "issuing.withhold-never"),
        (("/nothing",), "issuing.withhold-missing"),
        (("/learning_outcomes/99",), "issuing.withhold-missing"),
        (("/learning_outcomes/*", "/learning_outcomes/0"), "issuing.withhold-twice"),
        (("assessment_grade",), "disclosure.pointer"),
        (("none", "/jti"), "disclosure.pointer"),
        (("/learning_outcomes/" + "9" * 5000,), "sd-jwt.path"),
        (("/jti", "--decoys", "65"), "sd-jwt.padding"),
        (("/jti", "--decoys", "0"), "sd-jwt.padding"),
    ],
    ids=range(10),
)
def test_a_choice_that_cannot_be_leaves_no_file(issue, words, code):
    answered, own = issue("--may-withhold", *words, "--json")
    assert (answered.code, answered.json["code"]) == (1, code)
    assert not own.exists()


@pytest.mark.parametrize("words", [("--may-withhold", "/sub"), ("--may-withhold", "none"), ("--decoys", "8")])
@pytest.mark.parametrize("profile", ["openbadges", "elm"])
def test_for_other_formats_the_way_out_is_named(issue, profile, words):
    answered, own = issue(*words, profile=profile)
    assert answered.code == 2
    assert words[0] in answered.err
    assert "--profile learning" in answered.err
    assert not own.exists()


def test_a_whole_class_has_the_same_choice(credseal, issue, tmp_path):
    words = ["issue", "--course", DATA / "course.yaml", "--learners", DATA / "class.csv"]
    words += ["--issuer", DATA / "university.yaml", "--key", f"file:{tmp_path / 'key.pem'}", "--profile", "learning"]
    answered = credseal(*words, "--may-withhold", "/assessment_grade", "/jti", "--out", tmp_path / "class", "--json")
    assert answered.code == 0
    files = sorted((tmp_path / "class").glob("*.jwt"))
    assert len(files) > 1
    assert all({("assessment_grade",), ("jti",)} <= places(file) for file in files)


def test_the_help_has_an_example(credseal):
    assert "--may-withhold /assessment_grade '/learning_outcomes/*' --decoys 8" in credseal("issue", "--help").out
