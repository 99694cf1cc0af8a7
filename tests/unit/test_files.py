"""Files are read within bounds, and written whole or not at all."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from credseal.errors import InputError, OutputError
from credseal.files import read, write

posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
not_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")


def test_what_is_written_is_read(tmp_path):
    write(tmp_path / "a", b"content")
    assert read(tmp_path / "a", limit=7) == b"content"


def test_more_than_the_limit_is_not_read(tmp_path):
    (tmp_path / "a").write_bytes(b"content")
    with pytest.raises(InputError) as refused:
        read(tmp_path / "a", limit=6)
    assert refused.value.code == "file.size"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end is POSIX's")
def test_a_file_without_an_end_is_not_read_to_it():
    with pytest.raises(InputError) as refused:
        read(Path("/dev/zero"), limit=100)
    assert refused.value.code == "file.size"


def test_what_is_no_file_is_told_apart(tmp_path):
    for path, code in (
        (tmp_path, "file.folder"),
        (tmp_path / "a", "file.missing"),
        (tmp_path / ("a" * 999), "file.unreadable"),
    ):
        with pytest.raises(InputError) as refused:
            read(path, limit=1)
        assert refused.value.code == code


@not_root
@posix
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path):
    (tmp_path / "a").touch(mode=0)
    with pytest.raises(InputError) as refused:
        read(tmp_path / "a", limit=1)
    assert refused.value.code == "file.unreadable"


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(OutputError) as refused:
        write(tmp_path / "a", b"yours")
    assert refused.value.code == "output.exists"
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_a_link_is_something_that_is_there(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        write(tmp_path / "a", b"yours")
    assert not (tmp_path / "elsewhere").exists()


def test_overwriting_has_to_be_asked_for(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    write(tmp_path / "a", b"new", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_of_many_writers_one_wins_and_its_content_is_whole(tmp_path):
    contents = [bytes([number]) * 100_000 for number in range(16)]

    def attempt(content):
        try:
            write(tmp_path / "a", content)
        except OutputError:
            return None
        return content

    with ThreadPoolExecutor(8) as pool:
        winners = [content for content in pool.map(attempt, contents) if content]
    assert winners == [(tmp_path / "a").read_bytes()]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@posix
def test_private_files_are_private_from_the_first_moment(tmp_path):
    write(tmp_path / "a", b"key", private=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_where_nothing_can_be_written_nothing_is_left(tmp_path):
    with pytest.raises(OutputError) as refused:
        write(tmp_path / "none" / "a", b"")
    assert refused.value.code == "output.folder"
    with pytest.raises(OutputError) as refused:
        write(tmp_path / ("a" * 300), b"")
    assert refused.value.code == "output.unwritable"
    assert list(tmp_path.iterdir()) == []
