"""``credseal seal``: an e-seal around a European Digital Credential that somebody else wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.cli.sealing import sealing_of, signer_of
from credseal.cli.sources import source_of
from credseal.envelope import open_envelope
from credseal.issuer.sealing import is_sealed, seal_credential

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.sealed.v1"


def run(args: Namespace) -> int:
    """Reads, seals, writes."""
    to_file = args.out != STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    with about(args.file):
        envelope = open_envelope(source_of(args.file))
        if envelope.form != "json":
            raise is_sealed()
    signer = signer_of(args)
    how = sealing_of(args, signer)
    with about(args.file):
        sealed = seal_credential(envelope.document, signer, how)
    put(args, sealed.data)
    if args.json:
        known = {"id": sealed.id, "media_type": sealed.media_type, "level": sealed.level}
        console.show_json({"schema": SCHEMA, "file": args.out, **known})
        return 0
    write = console.say if to_file else console.warn
    write(f"{args.out}: sealed ({sealed.suite}).")
    write(f"Id      {sealed.id}")
    return 0
