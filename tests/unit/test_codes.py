"""The catalogue of codes: complete, true, and in the English of the house."""

import ast
import re
from typing import get_args

import pytest

from codes_in_source import codes_in, probes_in, sources
from codes_page import DOCUMENT, page
from credseal.cli import explanations
from credseal.cli.explanations import Kind
from credseal.profiles import unread
from credseal.profiles.openbadges.probes import ProbeAnswer
from credseal.trust.entry import Status

SOURCES = sources()
FAMILIES = explanations.families()
EXPLAINED = [each for family in FAMILIES for each in family.explanations]

# What ``codes_in`` does not follow: codes whose word is taken from data. The place, and the codes that come of it.
OF_RECORDS = (
    "choice", "control-character", "country", "date", "empty-text", "instant", "missing-member", "unknown-member", "uri",
    "wrong-type",
)  # fmt: skip
READ_BY_HAND = {
    ("checks/onedtech.py", "check", "word"): {f"onedtech.{word}" for word in ("invalid", "open", "warning")},
    ("checks/recognition.py", "warning", "first.entry.status"): {
        f"issuer.{status}" for status in get_args(Status) if status != "in-force"
    },
    ("envelope.py", "", "carrier"): {"envelope.png", "envelope.svg"},
    ("model/files.py", "_refuse_events", "code"): {
        f"record.yaml-{word}" for word in ("alias", "tag", "syntax", "depth", "size")
    },
    ("model/workload.py", "_check", "f'model.{name}-negative'"): {
        f"model.{name}-negative" for name in ("ects", "hours", "points")
    },
    (
        "profiles/openbadges/probes/answers.py",
        "finding",
        "_WORDS.sub('-', self.probe.removesuffix('Probe')).lower()",
    ): {ProbeAnswer(probe, "error", "").finding.code for probe in probes_in(SOURCES)},
    ("profiles/unread.py", "notes", "code"): {f"unread.{code}" for code, *_ in unread._MEMBERS.values()},
    ("trust/sources.py", "refused", "word"): {f"register.{word}" for word in OF_RECORDS},
}


@pytest.fixture(scope="module")
def found():
    return codes_in(SOURCES)


def test_every_code_of_the_source_is_explained_and_no_other(found):
    used = set(found.codes).union(*READ_BY_HAND.values())
    explained = {each.code for each in EXPLAINED}
    unexplained = {code: sorted(found.codes.get(code, ())) for code in sorted(used - explained)}
    assert not unexplained, "Add these to src/credseal/cli/codes/, then run tests/codes_page.py."
    assert not sorted(explained - used), "These are explained, and nothing uses them."


def test_every_place_that_makes_a_code_of_data_is_known(found):
    assert found.unread == set(READ_BY_HAND)


def test_what_a_register_may_not_say_no_record_may_say_either(found):
    assert {f"model.{word}" for word in OF_RECORDS} <= set(found.codes)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('raise JsonError("No.", code="json.made-up")', "json.made-up"),
        ('raise JsonError("No.", code="family-made-up.word")', "family-made-up.word"),
        ('raise JsonError("No.", code="json.size" if long else "json.made-up")', "json.made-up"),
        ('FAULT = "made-up.fault"\nraise CredsealError("No.", code=FAULT)', "made-up.fault"),
        (
            'class Finding:\n    code: str\n    severity: str\nyield_(Finding("dates.made-up", "info"))',
            "dates.made-up",
        ),
        (
            'class Check:\n    name: str\n    outcome: str\n    code: str\nCheck(NAME, Outcome.PASSED, "issuer.made-up")',
            "issuer.made-up",
        ),
        (
            'def _note(code, message):\n    return Finding(code=f"dates.{code}")\ndef f():\n    yield _note("made-up", "No.")',
            "dates.made-up",
        ),
        (
            'def _note(message, *, code):\n    return Finding(code=f"dates.{code}")\ndef f():\n    yield _note("No.", code="made-up")',
            "dates.made-up",
        ),
        (
            'class Log:\n    def report(self, code):\n        Finding(code=f"log.{code}")\nlog.report("a" if b else "made-up")',
            "log.made-up",
        ),
        (
            'class Log:\n    def report(self, code):\n        Finding(code=f"{self.family}.{code}")\nLog(family="made-up").report("x")',
            "made-up.x",
        ),
        ('def _note(code="made-up"):\n    return Error(code=f"dates.{code}")\n_note()', "dates.made-up"),
        ('REASONS = {"@nest": ("jsonld.made-up", "no")}\nerror(code="jsonld.known")', "jsonld.made-up"),
    ],
)
def test_a_new_code_is_noticed(source, code):
    found = codes_in({"new.py": source})
    assert code in found.codes
    assert explanations.find(code) is None


def test_a_code_of_any_family_is_of_the_family_of_the_package_that_asks_for_it():
    helper = 'class Log:\n    def report(self, code):\n        Finding(code=f"{self.family}.{code}")\n'
    asking = {name: f'Log(family="{name}").report("of-{name}")' for name in ("one", "two")}
    found = codes_in({"log.py": helper, **{f"{name}/reading.py": source for name, source in asking.items()}})
    assert set(found.codes) == {"one.of-one", "two.of-two"}


def test_a_new_place_that_makes_a_code_of_data_is_noticed():
    source = 'def f(words):\n    for word in words:\n        raise Error("No.", code=f"made-up.{word}")'
    assert codes_in({"new.py": source}).unread == {("new.py", "f", "word")}


def test_what_is_only_compared_with_or_told_in_a_docstring_is_no_code():
    source = '"""json.one"""\ndef f(error):\n    return error.code == "json.two" or Error(code="json.three")'
    assert set(codes_in({"new.py": source}).codes) == {"json.three"}


@pytest.mark.parametrize("explanation", EXPLAINED, ids=lambda each: each.code)
def test_an_explanation_is_written_for_people(explanation):
    assert explanation.kind in get_args(Kind)
    for text, most in ((explanation.means, 420), (explanation.do, 220)):
        assert 8 <= len(text) <= most
        assert text == " ".join(text.split())
        assert text.endswith(".")
        assert not re.search(r"[|<>\x00-\x1f]", text)  # what a table in Markdown would not show as it is


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.name)
def test_a_family_is_told_in_one_line_first(family):
    assert len(family.summary) <= 84
    assert family.explanations


def test_no_explanation_repeats_a_message():
    said = {
        text
        for source in SOURCES.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(text := node.value, str) and text.endswith(".")
    }
    repeated = {each.code: text for each in EXPLAINED for text in (each.means, each.summary) if text in said}
    assert not repeated


def test_the_page_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == page(), "Run: python tests/codes_page.py"
