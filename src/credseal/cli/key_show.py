"""``credseal key show``: the public side of a key, whichever side the file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console, passphrases
from credseal.cli.public_side import public_side
from credseal.errors import KeyMaterialError
from credseal.files import read
from credseal.keys import pem
from credseal.keys.key_files import read_private_key
from credseal.keys.public import PublicKey

if TYPE_CHECKING:
    from argparse import Namespace

_MOST = 1024 * 1024


def run(args: Namespace) -> int:
    """Reads the key and tells its public side."""
    shown = public_side(_public_key(args))
    if args.json:
        console.show_json(shown)
        return 0
    console.say(f"kind                 {shown['kind']}")
    console.say(f"did:key              {shown['did']}")
    console.say(f"verification method  {shown['verification_method']}")
    console.say(f"Multikey             {shown['multikey']}")
    console.say(f"JWK                  {json.dumps(shown['jwk'])}")
    console.say(f"thumbprint           {shown['thumbprint']}")
    return 0


def _public_key(args: Namespace) -> PublicKey:
    path, passphrase = Path(args.file), passphrases.given(args)
    try:
        private_key = passphrases.with_passphrase(
            lambda secret: read_private_key(path, passphrase=secret), passphrase, what=args.file
        )
    except KeyMaterialError as error:
        if error.code != "key.public":
            raise
        return pem.read_public(read(path, limit=_MOST))
    return PublicKey.from_native(private_key.public_key())
