"""What was handed over is told apart strictly, and what is not read yet is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from credseal.envelope import open_envelope
from credseal.errors import InputError


def test_a_path_is_a_file_and_text_is_content(tmp_path):
    (tmp_path / "c.json").write_text('{"a": 1}')
    for source in (tmp_path / "c.json", '{"a": 1}', b' {"a": 1}\n'):
        envelope = open_envelope(source)
        assert envelope.document == {"a": 1}
        assert envelope.notes == ()


def test_a_file_name_as_text_is_not_opened(tmp_path):
    (tmp_path / "c.json").write_text("{}")
    with pytest.raises(InputError) as refused:
        open_envelope(str(tmp_path / "c.json"))
    assert refused.value.code == "json.syntax"


def test_of_parsed_json_it_is_noted_that_duplicates_went_unchecked():
    given = {"a": [1, {"b": None}]}
    envelope = open_envelope(given)
    assert envelope.document == given
    assert envelope.document is not given
    assert [note.code for note in envelope.notes] == ["envelope.parsed"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n....", "envelope.picture"),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "envelope.picture"),
        (b"  <svg>", "envelope.picture"),
        (b"%PDF-1.7", "envelope.pdf"),
        (b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "envelope.jwt"),
        (b"\neyJhbGciOiJFUzI1NiJ9.e30.c2ln\n", "envelope.jwt"),
        (b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln~WyJzIl0~", "envelope.sd-jwt"),
    ],
)
def test_forms_that_are_not_read_yet_are_named(content, code):
    with pytest.raises(InputError) as refused:
        open_envelope(content)
    assert refused.value.code == code
    assert refused.value.hint


@pytest.mark.parametrize("content", ["[]", '"text"', "1", "null", "[{}]"])
def test_json_that_is_no_object_is_no_credential(content):
    with pytest.raises(InputError) as refused:
        open_envelope(content)
    assert refused.value.code == "envelope.shape"


@pytest.mark.parametrize(
    "source",
    [b"", "", "{", "\ud800", b"\xff", {"a": object()}, {"a": b"bytes"}, {1: {2}}, {"a": float("nan")}, {"a": "\ud800"}],
    ids=ascii,
)
def test_what_cannot_be_read_raises_what_is_documented(source):
    with pytest.raises(InputError):
        open_envelope(source)


def test_a_mapping_without_an_end_is_refused():
    endless = {}
    endless["again"] = endless
    with pytest.raises(InputError):
        open_envelope(endless)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("<!--", 500_000),
        ("<!---->", 10_000),
        ("<!-- --> ", 10_000),
        (" ", 2_000_000),
        ("eyJa.", 500_000),
        ("eyJ", 500_000),
    ],
)
def test_telling_forms_apart_takes_no_longer_than_reading(piece, times):
    program = f"from credseal.envelope import open_envelope\nopen_envelope({piece!r} * {times})"
    # In a process of its own: a regular expression that backtracks without end cannot be stopped otherwise.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    assert "credseal.errors." in done.stderr.splitlines()[-1]


def test_a_missing_file_is_an_error_of_its_own():
    with pytest.raises(InputError) as refused:
        open_envelope(Path("no-such-file.json"))
    assert refused.value.code == "file.missing"
