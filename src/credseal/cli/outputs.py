"""Files that a verb is to make: looked at before anybody types a passphrase, written by ``credseal.files``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.problems import UsageError
from credseal.errors import OutputError
from credseal.files import write

if TYPE_CHECKING:
    from argparse import Namespace

STANDARD_OUTPUT = "-"


def refuse_existing(path: Path) -> None:
    """Refuses early what ``files.write`` would refuse late.

    Raises:
        OutputError: ``output.exists``, ``output.folder``.
    """
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.", code="output.folder", hint="Make it first.")
    if path.exists() or path.is_symlink():
        raise OutputError(
            f"{path} is there already and was left as it is.", code="output.exists", hint="Choose another name."
        )


def refuse_two_outputs(args: Namespace) -> None:
    """What goes to standard output cannot have a JSON document of ours beside it.

    Raises:
        UsageError: ``usage.two-outputs``.
    """
    if args.out == STANDARD_OUTPUT and args.json:
        raise UsageError(
            "With --out - the result itself is the output; --json would mix another document into it.",
            code="usage.two-outputs",
            hint="Leave --json out, or name a file.",
        )


def put(args: Namespace, data: bytes) -> None:
    """Writes what a verb made to where ``--out`` says.

    Raises:
        UsageError: ``usage.two-outputs``.
        OutputError: ``output.*``.
    """
    refuse_two_outputs(args)
    if args.out == STANDARD_OUTPUT:
        console.show_bytes(data)
    else:
        write(Path(args.out), data)
