"""Colours of words on a terminal (ANSI), by what they stand for.

painted(Verdict.ACCEPTED, "ACCEPTED")        # green and bold
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from credseal.report import Outcome, Verdict

Paint: TypeAlias = Callable[[str, str], str]

HEADING = "heading"
_COLOURS: dict[str, str] = {
    Verdict.ACCEPTED: "\x1b[1;32m",
    Verdict.REJECTED: "\x1b[1;31m",
    Verdict.UNDETERMINED: "\x1b[1;33m",
    HEADING: "\x1b[1m",
    Outcome.PASSED: "\x1b[32m",
    Outcome.FAILED: "\x1b[31m",
    Outcome.INCONCLUSIVE: "\x1b[33m",
}
_PLAIN = "\x1b[0m"


def painted(kind: str, text: str) -> str:
    """A text in the colour of a verdict, an outcome or a heading."""
    return f"{_COLOURS[kind]}{text}{_PLAIN}" if kind in _COLOURS else text


def as_it_is(kind: str, text: str) -> str:  # noqa: ARG001  as painted, so that either can be asked
    """A text without colour."""
    return text
