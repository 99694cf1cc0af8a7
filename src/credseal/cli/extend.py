"""``credseal extend``: a seal that can be checked for longer: timestamps and validation data for one that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.cli.sealing import services_of
from credseal.cli.sources import source_of, spoken
from credseal.envelope import open_envelope
from credseal.errors import EnvelopeError
from credseal.securing import jades
from credseal.securing.jades.levels import extend

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.extended.v1"


def run(args: Namespace) -> int:
    """Reads, adds what the level takes, writes."""
    if args.out != STANDARD_OUTPUT:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    authority, material = services_of(args.timestamps)
    with about(spoken(args.file)):
        sealed = _sealed(args.file)
        extended = extend(sealed, level=args.level, authority=authority, material=material)
    put(args, extended)
    count = len(jades.parse(extended).signatures[0].etsi_u)
    if args.json:
        console.show_json({"schema": SCHEMA, "file": args.out, "level": args.level, "items": count})
    else:
        write = console.say if args.out != STANDARD_OUTPUT else console.warn
        write(f"{args.out}: the seal reaches JAdES-BASELINE-{args.level}.")
    return 0


def _sealed(name: str) -> bytes:
    envelope = open_envelope(source_of(name))
    if envelope.form != "jades" or envelope.token is None:
        raise EnvelopeError(
            "This is no sealed credential, so that there is no seal to extend.",
            code="envelope.no-seal",
            hint="Seal it first: credseal seal, or credseal issue --profile elm.",
        )
    return envelope.token.encode()
