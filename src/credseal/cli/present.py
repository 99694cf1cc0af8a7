"""``credseal present``: credentials in files become a presentation for one verifier, signed by their holder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console, passphrases
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.sources import refuse_repeated_input, source_of
from credseal.encoding.inert import inert
from credseal.keys.signer import open_signer
from credseal.wallet import present

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.presented.v1"


def run(args: Namespace) -> int:
    """Reads, signs, writes."""
    to_file = args.out != STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    refuse_repeated_input(args.files)
    signer = passphrases.with_passphrase(
        lambda secret: open_signer(args.key, passphrase=secret), passphrases.given(args), what=args.key
    )
    shown = present(
        [source_of(name) for name in args.files],
        signer,
        challenge=args.challenge,
        domain=args.domain,
        holder=args.holder,
        verification_method=args.verification_method,
        securing=args.securing,
    )
    put(args, shown.data)
    count = len(args.files)
    if args.json:
        known = {
            "holder": shown.holder,
            "media_type": shown.media_type,
            "securing": shown.securing,
            "credentials": count,
        }
        console.show_json({"schema": SCHEMA, "file": args.out, **known})
        return 0
    write = console.say if to_file else console.warn
    what = "1 credential" if count == 1 else f"{count} credentials"
    write(f"{args.out}: {what}, presented to {inert(args.domain)} ({shown.securing}).")
    write(f"Holder  {inert(shown.holder)}")
    return 0
