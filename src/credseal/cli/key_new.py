"""``credseal key new``: a new private key in a file of its own, PKCS#8 in PEM, encrypted unless told otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from credseal.cli import console, passphrases
from credseal.cli.outputs import refuse_existing
from credseal.cli.public_side import public_side
from credseal.files import write
from credseal.keys.signer import generate

if TYPE_CHECKING:
    from argparse import Namespace

_KINDS: dict[str, Literal["Ed25519", "P-256", "P-384"]] = {"ed25519": "Ed25519", "p256": "P-256", "p384": "P-384"}


def run(args: Namespace) -> int:
    """Makes the key, writes it, and tells its public side."""
    out = Path(args.out)
    refuse_existing(out)
    passphrase = None if args.no_passphrase else passphrases.given(args) or passphrases.asked_twice("New passphrase")
    signer = generate(_KINDS[args.kind])
    write(out, signer.to_pem(passphrase=passphrase), private=True)
    shown = public_side(signer.public_key)
    if args.json:
        console.show_json({**shown, "file": args.out})
        return 0
    console.say(f"{args.out}: a private key ({args.kind}), {'UNENCRYPTED' if passphrase is None else 'encrypted'}.")
    console.say("Whoever has this file can sign in your name; it cannot be made again. Keep a copy in a safe place.")
    console.say()
    console.say(f"did:key              {shown['did']}")
    console.say(f"verification method  {shown['verification_method']}")
    console.say(f"thumbprint           {shown['thumbprint']}")
    return 0
