"""Files of records: strict JSON, and the part of YAML that means one thing only."""

import sys
from datetime import date

import pytest

from credseal.errors import InputError, JsonError, MissingExtraError
from credseal.model.files import MAX_BYTES, parse_yaml, read_record


def test_json_and_yaml_say_the_same(tmp_path):
    (tmp_path / "a.json").write_text('{"title": {"en": "Water"}, "workload": {"ects": 2.5}}')
    (tmp_path / "a.yaml").write_text("title: {en: Water}\nworkload:\n  ects: 2.5\n")
    assert read_record(tmp_path / "a.json") == read_record(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),  # Norwegian, or a country; YAML 1.1 reads false
        ("on", "on"),
        ("NO", "NO"),
        ("0613", "0613"),  # an ISCED-F code; YAML 1.1 reads 395
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30:00", "12:30:00"),  # YAML 1.1 reads 45000
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("true", True),
        ("null", None),
        ("", None),
        ("6", 6),
        ("-2.5", -2.5),
        ("'6'", "6"),
        ('"true"', "true"),
        ("|\n  two\n  lines", "two\nlines"),
        ("2001-05-17", date(2001, 5, 17)),
        ("2001-05-17T10:00:00Z", "2001-05-17T10:00:00Z"),
        ("=", "="),
    ],
)
def test_scalars_of_yaml(written, meant):
    value = parse_yaml(f"a: {written}".encode())["a"]
    assert value == meant
    assert type(value) is type(meant)


def test_keys_are_text_whatever_they_look_like():
    assert parse_yaml(b"no: Vann\n5: x\n2001-05-17: y") == {"no": "Vann", "5": "x", "2001-05-17": "y"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a: 1\na: 2", "record.yaml-duplicate-key"),
        (b"a: {b: 1, b: 2}", "record.yaml-duplicate-key"),
        (b"a: &x 1", "record.yaml-alias"),
        (b"a: *x", "record.yaml-alias"),
        (b"<<: {a: 1}", "record.yaml-alias"),
        (b"a: !!str 1", "record.yaml-tag"),
        (b"a: !!python/object/apply:os.system [id]", "record.yaml-tag"),
        (b"%TAG ! tag:x,2026:\n---\na: 1", "record.yaml-tag"),
        (b"a: 1\n---\nb: 2", "record.yaml-syntax"),
        (b"a: [1, 2", "record.yaml-syntax"),
        (b"a: \x00", "record.yaml-syntax"),
        (b"a: \xff", "record.yaml-syntax"),
        (b"? [1]\n: 2", "record.yaml-key"),
        (b"[" * 30, "record.yaml-depth"),
        (b"a: 2001-02-30", "record.yaml-value"),
        (b"[" + b"1," * 30_000 + b"1]", "record.yaml-size"),
    ],
)
def test_yaml_that_is_refused(text, code):
    with pytest.raises(InputError) as caught:
        parse_yaml(text)
    assert caught.value.code == code


def test_aliases_cannot_make_a_small_file_large():
    bomb = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [*%c,*%c,*%c]\n" % (c, c, c - 1, c - 1, c - 1) for c in range(98, 122)
    )
    with pytest.raises(InputError) as caught:
        parse_yaml(bomb)
    assert caught.value.code == "record.yaml-alias"


def test_places_are_told_by_line_and_pointer():
    with pytest.raises(InputError) as caught:
        parse_yaml(b"a:\n  - b: 1\n    b: 2\n")
    assert caught.value.pointer == "/a/0/b"
    assert "line 3, column 5" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"{}", "record.suffix"),
        ("a.json", b"[]", "record.not-a-mapping"),
        ("a.yaml", b"- 1", "record.not-a-mapping"),
        ("a.yaml", b"", "record.not-a-mapping"),
        ("a.yml", b" " * (MAX_BYTES + 1), "record.size"),
    ],
)
def test_files_that_are_no_records(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / name)
    assert caught.value.code == code


def test_json_is_read_strictly(tmp_path):
    (tmp_path / "a.json").write_text('{"a": 1, "a": 2}')
    with pytest.raises(JsonError) as caught:
        read_record(tmp_path / "a.json")
    assert caught.value.code == "json.duplicate-key"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / "a.yaml")
    assert caught.value.code == "record.unreadable"


def test_a_folder_is_no_record(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(InputError) as caught:
        read_record(tmp_path / "a.json")
    assert caught.value.code == "record.unreadable"


def test_without_pyyaml_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(MissingExtraError) as caught:
        parse_yaml(b"a: 1")
    assert "credseal[cli]" in str(caught.value.hint)
