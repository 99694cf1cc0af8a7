"""Downloaded trusted lists, as the options of a verb name them and those who may sign them.

lists = open_lists(args, Path(args.lists))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal import files
from credseal.cli import console
from credseal.cli.problems import about
from credseal.pki.certificate import MAX_FILE_BYTES, load_certificates
from credseal.trust.eu_lists import TrustedLists

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.pki.certificate import Certificate


def open_lists(args: Namespace, path: Path) -> TrustedLists:
    """Reads lists and checks their signatures; tells a person how far it is.

    Raises:
        InputError: ``file.*``, a file of signers cannot be read.
        PkiError: ``certificate.unreadable``, it holds no certificates.
        TrustListError: ``trust-list.*``.
    """
    signers = [certificate for name in args.signer for certificate in certificates(name)]
    with about(path.name):
        return TrustedLists.load(
            path,
            signers=[*signers, *args.signer_sha256],
            progress=lambda done, of: console.progress(done, of, "lists"),
        )


def certificates(name: str) -> tuple[Certificate, ...]:
    """The certificates of a file.

    Raises:
        InputError: ``file.*``.
        PkiError: ``certificate.unreadable``.
    """
    with about(name):
        return load_certificates(files.read(Path(name), limit=MAX_FILE_BYTES))
