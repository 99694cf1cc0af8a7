"""Several facts in one text: written for people, read back exactly, and somebody's own words left alone."""

import pytest

from credseal.profiles.lines import flatten, read_lines, unflatten, write_lines

KNOWN = {"criteria", "body", "scope"}


def test_plain_data_is_paths_and_texts():
    plain = {"scope": "a", "body": {"url": "b", "identifiers": [{"type": "c"}, {"type": "d"}]}, "criteria": True}
    flat = {
        "scope": "a",
        "body.url": "b",
        "body.identifiers.1.type": "c",
        "body.identifiers.2.type": "d",
        "criteria": "yes",
    }
    assert flatten(plain) == flat
    assert unflatten(flat) == {**plain, "criteria": "yes"}


@pytest.mark.parametrize(
    "value", ["x", "a\nb", "\n", " a", "a\n\n  b\n", "scope: x", "a\nscope: x", "a\rb", ": ", "a\u2028b"]
)
def test_every_value_comes_back(value):
    flat = {"criteria": value, "body.url": value}
    assert read_lines(write_lines(flat), KNOWN) == flat


@pytest.mark.parametrize(
    "text",
    [
        "Accredited since 1999.",
        "Note: accredited since 1999.",
        "standard: x",  # not a field of this record
        "criteria: a\nand more",
        "criteria: a\ncriteria: b",
        "criteria:a",
        "  criteria: a",
        "Criteria: a",
        "criteria.a.b.c.d.e.f.g: deep",
        "criteria.0: x",
        "criteria.1000: x",
        "",
        "\n",
    ],
)
def test_what_is_not_written_so_is_somebodys_own_words(text):
    assert read_lines(text, KNOWN) is None


def test_a_path_is_a_value_or_holds_values():
    assert unflatten({"body": "x", "body.url": "y"}) is None
    assert unflatten({"body.url": "y", "body": "x"}) is None
