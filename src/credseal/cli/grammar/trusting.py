"""The verbs of whoever decides whom to believe: trust fetch, show, check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.cli.grammar.parts import Parser, verb

if TYPE_CHECKING:
    import argparse

_SIGNERS = (
    "The Official Journal of the Union publishes the certificates that may sign the list of lists: compare, and name them with\n"
    "--signer or --signer-sha256. All other signatures follow from that one."
)


def add(verbs: Any) -> None:
    """Adds them."""
    trust = verb(
        verbs,
        "trust",
        "download the trusted lists of the Union, and ask them",
        "credseal trust fetch --out eu-lists --countries ES,EE",
        "credseal trust check seal.pem --lists eu-lists --signer official-journal.pem",
    )
    below = trust.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=Parser)
    _add_fetch(below)
    _add_show(below)
    _add_check(below)


def _add_fetch(below: Any) -> None:
    fetch = verb(
        below,
        "fetch",
        "download the Union's list of trusted lists, and the members' lists",
        "credseal trust fetch --out eu-lists",
        "credseal trust fetch --out eu-lists --countries ES,EE",
        module="credseal.cli.trust_fetch",
        more="Writes files, over those of an earlier download. Verifying never downloads by itself. Signatures are checked whenever the lists\n"
        "are used. Exit codes: 0 all came, 1 some did not.",
    )
    fetch.add_argument("--out", required=True, metavar="FOLDER", help="where to; made if it is not there")
    fetch.add_argument("--lotl", metavar="URL", help="where the list of lists lies; default: at the Commission's")
    fetch.add_argument("--countries", metavar="CODES", help="which members, e.g. ES,EE; default: all")


def _add_show(below: Any) -> None:
    show = verb(
        below,
        "show",
        "list downloaded lists: until when they count, and their services for seals and timestamps",
        "credseal trust show eu-lists --signer official-journal.pem",
        "credseal trust show eu-lists --signer official-journal.pem --country EE",
        "credseal trust show eu-lists --signer official-journal.pem --json",
        module="credseal.cli.trust_show",
        more=_SIGNERS,
    )
    show.add_argument("lists", metavar="FOLDER", help="of downloaded lists, or the file of one member's list")
    show.add_argument("--country", metavar="CODE", help="show the services of this member, e.g. EE")
    _signers(show)


def _add_check(below: Any) -> None:
    check = verb(
        below,
        "check",
        "say whether a certificate is a qualified one for electronic seals, by the trusted lists",
        "credseal trust check seal.pem --lists eu-lists --signer official-journal.pem",
        "credseal trust check seal.pem --lists eu-lists --signer official-journal.pem --at 2026-11-20T10:00:00Z",
        "credseal trust check tsu.pem --timestamp --lists eu-lists --signer official-journal.pem",
        module="credseal.cli.trust_check",
        more=f"{_SIGNERS}\nWhether it has been revoked is not looked at. Exit codes: 0 qualified, 1 not, or no listed service issued it, 3 cannot be said.",
    )
    check.add_argument("certificate", metavar="CERT", help="PEM or DER; certificates above it may follow")
    check.add_argument("--lists", required=True, metavar="FOLDER", help="of downloaded lists, or the file of one list")
    check.add_argument("--timestamp", action="store_true", help="it is the certificate of a timestamp")
    check.add_argument(
        "--at", metavar="TIME", help="when it sealed or stamped, e.g. 2026-11-20T10:00:00Z; default: now"
    )
    _signers(check)


def _signers(added: argparse.ArgumentParser) -> None:
    added.add_argument(
        "--signer",
        action="append",
        default=[],
        metavar="FILE",
        help="certificates that may sign the list of lists; repeatable",
    )
    added.add_argument(
        "--signer-sha256",
        action="append",
        default=[],
        metavar="DIGEST",
        help="the SHA-256 of such a certificate; repeatable",
    )
