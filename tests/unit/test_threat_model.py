"""The threat model names modules and tests that exist: whatever is said to stop an attack, and whatever is said to show it."""

import ast
import re
from functools import cache

import pytest

from support import ROOT

PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "credseal"
TESTS = ROOT / "tests"
QUOTED = re.compile(r"`([^`]+)`")
HEADINGS = [f"### {number}. " for number in range(1, 9)]


def rows():
    """The cells of every row of the tables of attacks."""
    found = []
    in_table = False
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            in_table = False
        elif cells[0].startswith("attack"):
            in_table = True
        elif in_table and set(line) - set("|-"):
            found.append(cells)
    return found


@cache
def functions(path):
    """The names of a test module's functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("cells", rows(), ids=lambda cells: cells[0][:60])
def test_what_stops_an_attack_and_what_shows_it_are_there(cells):
    _attack, stops, shows = cells
    modules, references = QUOTED.findall(stops), QUOTED.findall(shows)
    assert modules
    assert references
    for module in modules:
        assert (SOURCE / module).is_file(), module
    for reference in references:
        name, _, function = reference.partition("::")
        path = TESTS / name
        assert path.is_file(), reference
        assert path.name.startswith("test_"), reference
        assert not function or (function.startswith("test_") and function in functions(path)), reference


def test_every_kind_of_attack_has_a_table():
    for heading in HEADINGS:
        assert heading in PAGE, heading
    assert len(rows()) > 100


def test_what_is_not_done_is_said():
    missing = PAGE.partition("## Out of scope, or not done yet")[2]
    for words in ("Status lists", "VC-JWT", "SD-JWT", "JAdES", "X.509", "timestamps", "Presentations"):
        assert words in missing, words
