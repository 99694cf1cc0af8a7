"""What is written to the terminal, or to whatever stands in for it.

    console.say("seal.pem: the private key")     # to standard output, made inert
    console.show(render(report))                 # prepared text, as it is
    console.warn("credseal: no such file")       # to standard error

JSON is written in ASCII: it survives every encoding, and nothing in it can act on a terminal.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from credseal.encoding.inert import inert
from credseal.views.lines import hanging, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_WIDEST = 100
_LINE = 2000
_LONG_WORK = 20


class OutputLostError(Exception):
    """Standard output does not take what is written to it: a full disk, say."""


def prepare() -> None:
    """Letters that the terminal's encoding lacks are written as escapes rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(line: str = "") -> None:
    """Writes one line to standard output."""
    show(f"{inert(line, most=_LINE)}\n")


def beside(head: str, text: str, write: Callable[[str], None] = say) -> None:
    """Writes a text beside a head, on as many lines as it takes."""
    for line in hanging(head, inert(text, most=_LINE), columns=width()):
        write(line)


def heading(name: str) -> None:
    """Writes the name of the file that the lines below are about, which anybody may have chosen, beside a word of ours."""
    beside("File  ", name)


def show(text: str) -> None:
    """Writes text that is inert already, and ends with a line feed."""
    with _writing():
        print(text, end="")


def warn(line: str) -> None:
    """Writes one line to standard error; that nobody can read it is no reason to end otherwise.

    On a terminal it takes as many lines as it needs, the further ones indented: names of files may be long, and what the
    terminal breaks begins where the command's own words do.
    """
    text = inert(line, most=_LINE)
    if sys.stderr is not None and sys.stderr.isatty():
        columns = min(shutil.get_terminal_size().columns, _WIDEST)
        text = "\n  ".join(wrapped(text, columns=columns - len("  ")))
    try:
        print(text, file=sys.stderr)
    except OSError:
        return


def progress(done: int, of: int, word: str) -> None:
    """Tells on standard error, where a person watches, how far long work has come; the line goes when it is done."""
    if sys.stderr is None or not sys.stderr.isatty() or of < _LONG_WORK:
        return
    end = "\r\x1b[K" if done == of else ""
    try:
        print(f"\r{done} of {of} {word}{end}", end="", file=sys.stderr, flush=True)
    except OSError:
        return


def show_json(value: Mapping[str, Any]) -> None:
    """Writes one JSON document to standard output."""
    show(json.dumps(value, indent=2).replace("\x7f", "\\u007f") + "\n")


def show_bytes(data: bytes) -> None:
    """Writes data to standard output, as it is."""
    with _writing():
        if sys.stdout is None:
            raise OutputLostError("There is no standard output")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def flush() -> None:
    """Brings everything out while errors can still be told."""
    with _writing():
        if sys.stdout is not None:
            sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLostError(f"The output cannot be written: {error.strerror}") from error


def abandon() -> None:
    """Gives up standard output, so that the interpreter does not stumble over it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # no file behind it
        return


def is_interactive() -> bool:
    """Whether a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def has_colour() -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many columns text may take."""
    if sys.stdout is None or not sys.stdout.isatty():
        return _WIDEST
    return min(shutil.get_terminal_size().columns, _WIDEST)
