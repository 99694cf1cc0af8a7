"""Names that look like others: what a person would take for the same, and what a register has to say to it."""
# ruff: noqa: RUF001  that is what it is about

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges import open_badge
from credseal.checks.lookalikes import is_same, resembles, skeleton
from credseal.trust.register import Register
from credseal.verifier import Verifier

NAME = "University of Example"
LISTED = "did:web:uni.example"


@pytest.mark.parametrize(
    "name",
    [
        "Univеrsity of Example",  # a Cyrillic letter
        "Universitу of Еxаmрlе",
        "Unıversity of Example",
        "Universlty of Examp1e",
        "UNIVERSITY 0F EXAMPLE",
        "𝐔𝐧𝐢𝐯𝐞𝐫𝐬𝐢𝐭𝐲 of Example",
        "Ｕｎｉｖｅｒｓｉｔｙ of Example",
        "University of Exarnple",
        "Uni\u200bversity of Example",
        "Universíty of Exámple",
        "University-of Example.",
        "UniversityofExample",
        "UnivᎬrsity of Example",
        "Uոiversity of Example",
    ],
)
def test_a_name_that_reads_like_another_resembles_it(name):
    assert resembles(name, NAME)
    assert not is_same(name, NAME)


@pytest.mark.parametrize("name", ["University of Examples", "Example University", "Πανεπιστήμιο", "", "University"])
def test_other_names_do_not(name):
    assert not resembles(name, NAME)


@pytest.mark.parametrize("name", ["university of  example", "UNIVERSITY OF EXAMPLE"])
def test_case_and_spaces_make_no_other_name(name):
    assert is_same(name, NAME)
    assert not resembles(name, NAME)


@given(st.text(max_size=40))
def test_no_name_resembles_itself(name):
    assert not resembles(name, name)
    assert skeleton(name) == skeleton(name)


def noted(name, issuer="did:web:other.example", register=None):
    listed = register or Register.load({"name": "Universities", "issuers": [{"id": LISTED, "name": NAME}]})
    badge = open_badge()
    badge["issuer"] |= {"id": issuer, "name": name}
    report = Verifier(fetch=None, trust=[listed]).inspect(json.dumps(badge))
    return [
        (note.code, note.message)
        for note in report.notes
        if note.code.startswith("issuer.") and note.code.endswith("-name")
    ]


def test_a_confusable_issuer_name_is_noted():
    ((code, message),) = noted("Univеrsity of Example")
    assert code == "issuer.confusable-name"
    assert message == (
        'The issuer has a name that looks like that of "University of Example", whom the register Universities knows by '
        "another identifier."
    )
    assert [code for code, _ in noted("Univеrsity of Example", LISTED)] == ["issuer.confusable-name"]


def test_a_borrowed_issuer_name_is_noted():
    assert [code for code, _ in noted("University of Example")] == ["issuer.borrowed-name"]
    assert [code for code, _ in noted("UNIVERSITY of Example")] == ["issuer.borrowed-name"]


@pytest.mark.parametrize("name", ["University of Example", "Πανεπιστήμιο Παραδείγματος", "Another School"])
def test_a_listed_issuer_s_own_name_or_one_in_another_language_is_not(name):
    assert noted(name, LISTED) == []


def test_a_name_that_resembles_none_is_not_noted():
    assert noted("Another School") == []
    assert noted("x" * 100_000) == []
    assert noted(7) == noted(None) == []


def test_many_that_are_called_alike_are_one_note():
    alike = [{"id": f"did:web:{number}.example", "name": NAME} for number in range(50)]
    assert len(noted(NAME, register=Register.load({"name": "Universities", "issuers": alike}))) == 1
