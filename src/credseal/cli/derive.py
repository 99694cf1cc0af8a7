"""``credseal derive``: the part of a credential that a verifier is to see, with the issuer's proof of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.cli.sources import source_of, spoken
from credseal.wallet import derive

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.findings import Finding

SCHEMA = "credseal.derived.v1"


def run(args: Namespace) -> int:
    """Reads, derives, writes."""
    to_file = args.out != STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    with about(spoken(args.file)):
        part = derive(source_of(args.file), args.reveal)
    put(args, part.data)
    # A holder may show less than a standard asks for, and should know what verifiers will say.
    missing = [one for one in part.findings if one.severity == "error"]
    if args.json:
        notes = [{"code": one.code, "message": one.message, "pointer": one.pointer} for one in missing]
        console.show_json({"schema": SCHEMA, "file": args.out, "revealed": args.reveal, "notes": notes})
        return 0
    write = console.say if to_file else console.warn
    write(
        f"{args.out}: what is mandatory, and {_counted(len(args.reveal))}. Show this, and keep {spoken(args.file)} to yourself."
    )
    for one in missing:
        console.beside("Note    ", _noted(one), write)
    return 0


def _counted(number: int) -> str:
    if not number:
        return "nothing else"
    return "1 part that you reveal" if number == 1 else f"{number} parts that you reveal"


def _noted(one: Finding) -> str:
    return f"Verifiers will refuse it: {one.message} (at {one.pointer})" if one.pointer else one.message
