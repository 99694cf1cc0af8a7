"""``credseal lists``, ``new`` and ``completion``: what helps to use the others."""

import shutil
import subprocess

import pytest

from credseal.model.files import parse_yaml
from credseal.model.load import load_achievement, load_learner, load_organisation

LOAD = {"course": load_achievement, "learner": load_learner, "organisation": load_organisation}


def test_the_lists_are_listed(credseal):
    answered = credseal("lists")
    assert (answered.code, answered.err) == (0, "")
    assert "isced-f" in answered.out
    assert credseal("lists", "--json").json["lists"]["assessment"]


def test_an_entry_is_found_by_words_and_by_code(credseal):
    for words in (("environmental", "protection"), ("0712",)):
        answered = credseal("lists", "isced-f", *words)
        assert answered.code == 0
        assert "http://data.europa.eu/snb/isced-f/0712" in answered.out
    entries = credseal("lists", "isced-f", "0712", "--json").json["entries"]
    assert entries[0]["label"]["en"] == "Environmental protection technology"


def test_what_is_in_no_list_is_told(credseal):
    assert credseal("lists", "assessment", "astrology").code == 1
    answered = credseal("lists", "astrology")
    assert answered.code == 2
    assert "isced-f" in answered.err


@pytest.mark.parametrize("record", LOAD)
def test_a_template_is_a_record(credseal, tmp_path, record):
    out = tmp_path / "record.yaml"
    answered = credseal("new", record, "--out", out)
    assert (answered.code, answered.err) == (0, "")
    LOAD[record](parse_yaml(out.read_bytes()))
    assert credseal("new", record).out == out.read_text(encoding="utf-8")
    assert credseal("new", record, "--out", out).code == 1  # never over what somebody has filled in


def test_what_was_not_filled_in_is_not_signed(credseal, issued, tmp_path):
    for record in LOAD:
        credseal("new", record, "--out", tmp_path / f"{record}.yaml")
    answered = credseal(
        "issue", "--course", tmp_path / "course.yaml", "--learner", tmp_path / "learner.yaml",
        "--issuer", tmp_path / "organisation.yaml", "--key", f"file:{issued.plain_key}", "--out", "-",
    )  # fmt: skip
    assert (answered.code, answered.out) == (1, "")
    assert "placeholder" in answered.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_a_completion_knows_every_verb(credseal, shell):
    answered = credseal("completion", shell)
    assert (answered.code, answered.err) == (0, "")
    for verb in ("verify", "issue", "unbake"):
        assert verb in answered.out
    assert credseal("completion", shell, "--json").code == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_completion_for_bash_completes(credseal, tmp_path):
    (tmp_path / "completion").write_text(credseal("completion", "bash").out)
    script = (
        f"source {tmp_path}/completion; COMP_WORDS=(credseal ver); COMP_CWORD=1; COMP_LINE='credseal ver'; "
        "_shtab_credseal; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)  # noqa: S603, S607  our own
    assert "verify" in done.stdout.split()
