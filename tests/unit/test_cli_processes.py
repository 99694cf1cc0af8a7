"""The command as a process of its own: pipes that close, interruptions, full disks, poor encodings."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")


def start(*words, **options):
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "credseal", *map(str, words)]
    return subprocess.Popen(command, **{"stdin": pipe, "stdout": pipe, "stderr": pipe, **options})  # noqa: S603  our own


def test_python_m_is_the_command(issued):
    process = start("verify", "-", "--issuer", issued.id)
    out, err = process.communicate(issued.credential.read_bytes())
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"ACCEPTED")


def test_the_installed_command_is_the_same():
    command = Path(sys.executable).with_name("credseal")
    if not command.exists():
        pytest.skip("credseal is not installed beside this Python")
    done = subprocess.run([command, "--version"], capture_output=True, check=True)  # noqa: S603  our own
    assert done.stdout.startswith(b"credseal ")


@posix
def test_a_reader_that_goes_away_is_no_error_to_shout_about(issued):
    reading, writing = os.pipe()
    os.close(reading)
    process = start("verify", issued.credential, "--offline", stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@posix
def test_an_interruption_ends_it_without_a_traceback():
    for patience in (1, 5, 25):  # seconds until it waits for its input, on a machine that may be busy
        process = start("verify", "-")
        time.sleep(patience)
        process.send_signal(signal.SIGINT)
        answer = (*process.communicate(), process.returncode)
        if answer[2] == 130:
            break
    assert answer == (b"", b"credseal: interrupted.\n", 130)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("words", [["--json"], []], ids=["json", "text"])
def test_an_output_that_takes_nothing_is_an_error(issued, words):
    with Path("/dev/full").open("wb") as full:
        process = start("verify", issued.credential, "--issuer", issued.id, *words, stdout=full)
        _, err = process.communicate()
    assert process.returncode == 1
    assert err == b"credseal: The output cannot be written: No space left on device.\n"


@posix
def test_without_any_output_the_exit_code_still_answers(issued):
    done = subprocess.run(  # noqa: S603  our own
        [
            "/bin/sh",
            "-c",
            'exec "$0" -m credseal verify "$1" --offline >&- 2>&-',
            sys.executable,
            str(issued.credential),
        ],
        check=False,
    )
    assert done.returncode == 3


@pytest.mark.parametrize("words", [["verify"], ["verify", "--json"], ["inspect"]], ids=" ".join)
def test_a_poor_encoding_loses_letters_and_nothing_else(issued, words, tmp_path):
    content = issued.tampered.read_text(encoding="utf-8").replace("Ada Example", "Łucja Ελπίδα 愛")
    (tmp_path / "c.json").write_text(content, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    process = start(*words, tmp_path / "c.json", "--offline", env=environment)
    out, err = process.communicate()
    assert err == b""
    assert out.isascii()
    assert process.returncode == (0 if words == ["inspect"] else 1)
