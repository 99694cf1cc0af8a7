"""``credseal new``: a record to fill in, with every element explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import put
from credseal.model.templates import template

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.template.v1"


def run(args: Namespace) -> int:
    """Writes the template."""
    text = template(args.record)
    put(args, text.encode())
    if args.json:
        console.show_json({"schema": SCHEMA, "record": args.record, "file": args.out})
    elif args.out != "-":
        console.say(f"{args.out}: fill it in; what begins with # is optional or explains.")
        console.say(f"Then: credseal issue {_OPTIONS[args.record]} {Path(args.out)} ...")
    return 0


_OPTIONS = {"course": "--course", "learner": "--learner", "organisation": "--issuer"}
