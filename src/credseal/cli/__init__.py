"""The command ``credseal``: make a key, issue, verify, look.

    credseal verify ada.json --register universities.json
    main(["verify", "ada.json"])        # the same from Python; returns the exit code

Exit codes: 0 accepted, or done; 1 rejected, or something is wrong with what was handed over; 3 undetermined; 2 the command was
not used as it is meant; 130 interrupted; 141 the reader of the output went away; 70 a fault of credseal's own. Nothing but 0 ever means that a
credential is believed.

What the command understands is in ``grammar``; what it does in a module per verb, which is loaded when its verb is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from credseal.cli import console, grammar
from credseal.cli.problems import FAULT, UsageError, fault, tell
from credseal.errors import CredsealError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

_INTERRUPTED = 130
_READER_GONE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command.

    Args:
        argv: the words after ``credseal``; by default those that the process was started with.

    Returns:
        The exit code; nothing is raised.
    """
    try:
        console.prepare()
        code = _run(argv)
        console.flush()
    except BrokenPipeError:
        console.abandon()
        return _READER_GONE
    except KeyboardInterrupt:
        console.warn("credseal: interrupted.")
        return _INTERRUPTED
    except console.OutputLostError as error:
        console.abandon()
        console.warn(f"credseal: {error}.")
        return 1
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = grammar.parser().parse_args(argv)
    except SystemExit as end:  # argparse ends so after --help, --version and errors of usage
        return end.code if isinstance(end.code, int) else 0
    return _answer(args)


def _answer(args: Namespace) -> int:
    try:
        code: int = import_module(args.module).run(args)
    except UsageError as error:
        tell(error, as_json=args.json)
        return 2
    except CredsealError as error:
        tell(error, as_json=args.json)
        return 1
    except (BrokenPipeError, console.OutputLostError):
        raise
    except Exception as error:  # noqa: BLE001  a fault of ours must neither look like an answer nor spill a document
        tell(fault(error), as_json=args.json)
        return FAULT
    return code
