"""``credseal key show``: the public side of a key, whichever side the file holds, and the certificate that comes with it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console, passphrases
from credseal.cli.public_side import public_side
from credseal.encoding.inert import inert
from credseal.errors import KeyMaterialError, PkiError
from credseal.files import read
from credseal.keys import pem
from credseal.keys.key_files import read_key_file
from credseal.keys.public import PublicKey
from credseal.model.dates import format_instant
from credseal.pki.certificate import Certificate, load_certificates

if TYPE_CHECKING:
    from argparse import Namespace

_MOST = 1024 * 1024


def run(args: Namespace) -> int:
    """Reads the key and tells its public side."""
    key, certificate = _found(args)
    shown = public_side(key)
    if certificate is not None:
        shown["certificate"] = _told(certificate)
    if args.json:
        console.show_json(shown)
        return 0
    console.say(f"kind                 {shown['kind']}")
    console.say(f"did:key              {shown['did']}")
    console.say(f"verification method  {shown['verification_method']}")
    console.say(f"Multikey             {shown['multikey']}")
    console.say(f"JWK                  {json.dumps(shown['jwk'])}")
    console.say(f"thumbprint           {shown['thumbprint']}")
    if certificate is not None:
        told = shown["certificate"]
        console.say(f"certificate          {inert(told['subject'])}")
        console.say(f"  in force           {told['not_before']} to {told['not_after']}")
        console.say(f"  SHA-256            {told['sha256']}")
    return 0


def _found(args: Namespace) -> tuple[PublicKey, Certificate | None]:
    """The key, and its certificate where the file holds one."""
    path, passphrase = Path(args.file), passphrases.given(args)
    try:
        private_key, certificates = passphrases.with_passphrase(
            lambda secret: read_key_file(path, passphrase=secret), passphrase, what=args.file
        )
    except KeyMaterialError as error:
        if error.code != "key.public":
            raise
        data = read(path, limit=_MOST)
        key = pem.read_public(data)
        with suppress(PkiError):
            return key, load_certificates(data)[0]
        return key, None
    key = PublicKey.from_native(private_key.public_key())
    own = [each for each in map(Certificate.parse, certificates) if each.public_key == key]
    return key, next(iter(own), None)


def _told(certificate: Certificate) -> dict[str, str]:
    return {
        "subject": certificate.subject,
        "not_before": format_instant(certificate.not_before),
        "not_after": format_instant(certificate.not_after),
        "sha256": certificate.sha256.hex(),
    }
