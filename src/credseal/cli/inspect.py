"""``credseal inspect``: everything that a credential says, beside what verifying it found.

Looking is not relying: the exit code says whether there was something to look at, never the verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.cli.asking import UNREADABLE, ask_all
from credseal.cli.expecting import verifier_of
from credseal.cli.problems import FAULT

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Shows each file."""
    answers = ask_all(args, verifier_of(args), full=True)
    if any(answer.is_fault for answer in answers):
        return FAULT
    return 1 if any(answer.word == UNREADABLE for answer in answers) else 0
