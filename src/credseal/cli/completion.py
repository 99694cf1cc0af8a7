"""``credseal completion``: what a shell needs to complete this command, made from its grammar by shtab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.cli import console, grammar
from credseal.cli.problems import UsageError
from credseal.errors import MissingExtraError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_FILES = frozenset({"FILE", "CSV"})


def run(args: Namespace) -> int:
    """Writes it."""
    try:
        import shtab  # noqa: PLC0415  optional
    except ImportError:
        raise MissingExtraError(
            "Completion needs shtab, which is not installed.", code="extra.cli", hint="Install credseal[cli]."
        ) from None
    if args.json:
        raise UsageError("A completion is no JSON document.", code="usage.two-outputs", hint="Leave --json out.")
    parser = grammar.parser()
    _complete_files(parser, shtab.FILE)
    console.show(shtab.complete(parser, args.shell) + "\n")
    return 0


def _complete_files(parser: ArgumentParser, how: object) -> None:
    """Says of every option that takes a file, in the verbs too, that the shell should offer files."""
    for action in parser._actions:  # noqa: SLF001  argparse has no other way to walk a grammar
        if action.metavar in _FILES:
            action.complete = how  # type: ignore[attr-defined]  # where shtab looks
        if action.nargs == "A..." and isinstance(action.choices, dict):
            for below in action.choices.values():
                _complete_files(below, how)
