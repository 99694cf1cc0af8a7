"""``credseal issue --learners``: a whole class at once, all of it read before anything is signed."""

import json

import pytest

from command import DATA

ROWS = (
    "given_name;family_name;email;student_number;grade\n"
    "Ada;Example;ada@example.org;42;8\n"
    "Zoë;Beispiel;zoe@example.org;43;9.5\n"
    "Ελένη;Παράδειγμα;eleni@example.org;44;10\n"
)


@pytest.fixture
def issue(credseal, issued, tmp_path):
    def run(rows, *words, out="badges"):
        (tmp_path / "class.csv").write_text(rows, encoding="utf-8")
        records = ("--course", DATA / "course.yaml", "--issuer", DATA / "university.yaml")
        learners = ("--learners", tmp_path / "class.csv")
        return credseal(
            "issue", *records, *learners, "--key", f"file:{issued.plain_key}", "--out", tmp_path / out, *words
        )

    return run


def test_every_learner_gets_a_credential_of_their_own(issue, credseal, issued, tmp_path):
    answered = issue(ROWS)
    assert (answered.code, answered.err) == (0, "")
    assert "3 of 3 credentials issued" in answered.out
    files = sorted(path.name for path in (tmp_path / "badges").iterdir())
    assert files == ["0002-ada-example.json", "0003-zoë-beispiel.json", "0004-ελένη-παράδειγμα.json"]
    grades = [
        json.loads((tmp_path / "badges" / file).read_bytes())["credentialSubject"]["result"][0]["value"]
        for file in files
    ]
    assert grades == ["8", "9.5", "10"]
    verified = credseal("verify", tmp_path / "badges", "--issuer", issued.id, "--offline", "--json").json
    assert verified["counts"]["accepted"] == 3


def test_a_note_that_holds_for_all_is_told_once(issue):
    answered = issue(ROWS)
    assert answered.out.count("Open Badges holds one language") == 1
    assert "(3 times)" in answered.out


def test_a_row_that_is_wrong_keeps_the_class_from_being_half_issued(issue, tmp_path):
    answered = issue(ROWS + "Bo;Example;bo-example.org;45;7\n")
    assert answered.code == 1
    assert "Row 5 of the class list" in answered.err
    assert "bo-example" not in answered.err
    assert not (tmp_path / "badges").exists()


def test_a_learner_whom_nothing_identifies_keeps_nobody_else_waiting(issue, tmp_path):
    answered = issue("name,birth_date\nAda Example,\n,2001-02-03\nBo Example,\n")
    assert answered.code == 1
    assert "2 of 3 credentials issued" in answered.out
    assert "Row 3" in answered.err
    assert len(list((tmp_path / "badges").iterdir())) == 2


def test_the_answer_for_programs_names_rows_and_files_and_no_learner(issue):
    answered = issue("name,birth_date\nAda Example,\n,2001-02-03\n", "--json")
    assert answered.json["schema"] == "credseal.issued-many.v1"
    assert [one["file"] for one in answered.json["issued"]] == ["0002-ada-example.json"]
    assert answered.json["failed"][0]["row"] == 3
    assert "2001-02-03" not in answered.out


def test_a_folder_with_something_in_it_is_left_alone(issue, tmp_path):
    (tmp_path / "badges").mkdir()
    (tmp_path / "badges" / "0002-ada-example.json").write_text("{}")
    answered = issue(ROWS)
    assert answered.code == 1
    assert "not empty" in answered.err
    assert (tmp_path / "badges" / "0002-ada-example.json").read_text() == "{}"


@pytest.mark.parametrize("words", [("--grade", "8"), ("--obtained-by", "course")])
def test_what_every_learner_has_of_their_own_is_no_option(issue, words):
    answered = issue(ROWS, *words)
    assert answered.code == 2
    assert "column" in answered.err


def test_a_class_is_written_into_a_folder(issue, tmp_path):
    (tmp_path / "file").write_text("")
    assert issue(ROWS, out="file").code == 2
    assert issue(ROWS, out="nowhere/badges").code == 1


def test_a_name_cannot_lead_out_of_the_folder(issue, tmp_path):
    answered = issue("name\n../../../etc/passwd\n/\n..\n")
    assert answered.code == 0, answered.err
    assert sorted(path.name for path in (tmp_path / "badges").iterdir()) == [
        "0002-etc-passwd.json",
        "0003-learner.json",
        "0004-learner.json",
    ]


def test_what_says_less_than_the_standard_asks_for_is_not_signed_unless_that_is_wanted(credseal, issued, tmp_path):
    (tmp_path / "thin.yaml").write_text("title: Water\nlanguage: en\n")
    words = (
        "issue", "--course", tmp_path / "thin.yaml", "--learner", DATA / "learner.yaml",
        "--issuer", DATA / "university.yaml", "--key", f"file:{issued.plain_key}", "--out", "-",
    )  # fmt: skip
    refused = credseal(*words)
    assert refused.code == 1
    assert "learning_outcomes, workload, level, assessment_type, participation, quality_assurance" in refused.err
    assert "--require none" in refused.err
    assert credseal(*words, "--require", "none").code == 0
