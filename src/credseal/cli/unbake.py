"""``credseal unbake``: the credential in a picture, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.cli.sources import source_of, spoken
from credseal.encoding import strict_json
from credseal.files import read
from credseal.media import baked

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.unbaked.v1"


def run(args: Namespace) -> int:
    """Takes it out."""
    refuse_two_outputs(args)
    if args.out != STANDARD_OUTPUT:
        refuse_existing(Path(args.out))
    with about(spoken(args.file)):
        source = source_of(args.file)
        data = source if isinstance(source, bytes) else read(source, limit=strict_json.DEFAULT.bytes)
        found = baked.unbake(data)
    put(args, found.text.encode())
    if args.json:
        console.show_json({"schema": SCHEMA, "file": args.out, "carrier": found.carrier, "standard": found.standard})
    elif args.out != STANDARD_OUTPUT:
        console.say(f"{args.out}: the credential, as it was in the picture; nothing of it was checked.")
    return 0
