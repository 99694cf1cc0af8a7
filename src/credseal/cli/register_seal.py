"""``credseal register seal``: a register of issuers, signed by whoever keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console, passphrases
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.did import key as did_key
from credseal.encoding import strict_json
from credseal.keys.signer import open_signer
from credseal.trust.publishing import seal_register
from credseal.trust.register import Register

if TYPE_CHECKING:
    from argparse import Namespace

SCHEMA = "credseal.register-sealed.v1"


def run(args: Namespace) -> int:
    """Reads it as a verifier would, signs, writes."""
    refuse_two_outputs(args)
    if args.out != STANDARD_OUTPUT:
        refuse_existing(Path(args.out))
    with about(args.file):
        register = Register.load(Path(args.file))
    signer = passphrases.with_passphrase(
        lambda secret: open_signer(args.key, passphrase=secret), passphrases.given(args), what=args.key
    )
    keeper = did_key.did_of(signer.public_key)
    put(args, (strict_json.dumps(seal_register(register, signer), indent=2) + "\n").encode())
    if args.json:
        console.show_json({"schema": SCHEMA, "file": args.out, "issuers": len(register.issuers), "signer": keeper})
    elif args.out != STANDARD_OUTPUT:
        console.say(f"{args.out}: {len(register.issuers)} issuers, signed.")
        console.say(f"To be believed with: --register {args.out} --register-signer {keeper}")
    return 0
