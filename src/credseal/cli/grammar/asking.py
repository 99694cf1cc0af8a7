"""The verbs of whoever is shown a credential: verify, inspect, check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.cli.grammar.issuing import STANDARDS
from credseal.cli.grammar.parts import verb

if TYPE_CHECKING:
    import argparse

_CODES = "Exit codes: 0 accepted, 1 rejected or unreadable, 3 undetermined, 2 wrong usage."
_FILES = "credentials (JSON, JWT, PNG, SVG), folders of them, or - for standard input"


def add(verbs: Any) -> None:
    """Adds them."""
    _add_verify(verbs)
    _add_inspect(verbs)
    _add_check(verbs)


def _add_verify(verbs: Any) -> None:
    verify = verb(
        verbs,
        "verify",
        "say whether credentials can be relied on, and why",
        "credseal verify ada.json --register universities.json",
        "credseal verify badge.png --issuer did:web:uni.example --learner-email ada@example.org",
        "credseal verify applicants/ --register universities.json --json",
        "credseal verify diploma.jsonld --anchors authority.pem --timestamp-anchors authority.pem",
        "cat ada.json | credseal verify -",
        module="credseal.cli.verify",
        more=_CODES,
    )
    _asking(verify)
    verify.add_argument("--full", action="store_true", help="all checks, notes and claims")
    verify.add_argument(
        "--proof-only",
        action="store_true",
        help="check signatures and nothing else, not even whose they are: for testing",
    )


def _add_inspect(verbs: Any) -> None:
    inspect = verb(
        verbs,
        "inspect",
        "show everything a credential says, beside what verifying it found",
        "credseal inspect ada.json",
        "credseal inspect badge.png --offline --json",
        module="credseal.cli.inspect",
        more="The same report as that of verify, in full. Exit code 0 whenever the file could be read, whatever the verdict:\n"
        "to rely on a credential, use verify.",
    )
    _asking(inspect)


def _add_check(verbs: Any) -> None:
    check = verb(
        verbs,
        "check",
        "say which elements of the European standard a credential has, what is missing, and whether its form is right",
        "credseal check ada.json",
        "credseal check badge.png --standard microbol-2021",
        "credseal check diploma.jsonld --json",
        module="credseal.cli.check",
        more="A look at what the document says, whoever signed it: to rely on it, use verify.\n"
        "Exit codes: 0 every mandatory element is there and the form is right, 1 something is missing, wrong or unreadable, 2 wrong usage.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    check.add_argument("--standard", choices=STANDARDS, default=STANDARDS[0], help="the list; default: eu-2021")


def _asking(added: argparse.ArgumentParser) -> None:
    """What verify and inspect have in common."""
    added.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    trust = added.add_argument_group("whom to believe")
    trust.add_argument(
        "--register", action="append", default=[], metavar="FILE", help="a register of issuers; repeatable"
    )
    trust.add_argument("--register-signer", metavar="DID", help="the did:key that must have signed every register")
    trust.add_argument("--register-sha256", metavar="DIGEST", help="the SHA-256 that the register's file must have")
    trust.add_argument("--issuer", metavar="ID", help="the identifier that the issuer must have")
    trust.add_argument(
        "--policy",
        choices=("authentic", "domain", "qualified", "1edtech"),
        default="authentic",
        help="domain: an issuer known by nothing but its domain is enough; qualified: only a qualified e-seal is enough; 1edtech: "
        "what the official validator of Open Badges calls invalid is rejected, too; default: authentic",
    )
    seals = added.add_argument_group("whose seals you believe")
    seals.add_argument(
        "--anchors",
        action="append",
        default=[],
        metavar="FILE",
        help="certificates (PEM) of authorities that certify the issuers of e-seals; repeatable",
    )
    seals.add_argument(
        "--timestamp-anchors",
        action="append",
        default=[],
        metavar="FILE",
        help="certificates (PEM) of timestamp authorities, or of who certifies them; repeatable",
    )
    seals.add_argument(
        "--revocation",
        action="append",
        default=[],
        metavar="FILE",
        help="what these authorities have revoked: a list (CRL) or an OCSP answer, for seals that hold none; repeatable",
    )
    seals.add_argument(
        "--trusted-lists", metavar="FOLDER", help="trusted lists of the Union, as credseal trust fetch stored them"
    )
    seals.add_argument(
        "--trusted-lists-signer",
        dest="trusted_lists_signers",
        action="append",
        default=[],
        metavar="FILE",
        help="who must have signed the list of the lists, from the Official Journal: certificates (PEM), or a SHA-256; repeatable",
    )
    seals.add_argument(
        "--accreditations",
        action="append",
        default=[],
        metavar="FILE",
        help="records of accreditations (DEQAR, QDR, or credseal's own form); repeatable",
    )
    whose = added.add_argument_group("whose it must be")
    whose.add_argument(
        "--learner",
        metavar="FILE",
        help="a record of the person, as for issuing; the options below replace its members",
    )
    whose.add_argument("--learner-email", metavar="ADDRESS", help="an address that the learner has shown to be theirs")
    whose.add_argument("--learner-did", metavar="DID", help="a DID that the learner has shown control of")
    whose.add_argument(
        "--learner-id",
        action="append",
        default=[],
        metavar="TYPE=VALUE",
        help="another identifier, e.g. student-number=42; repeatable",
    )
    whose.add_argument("--learner-given-name", metavar="NAME", help="compared, and never enough by itself")
    whose.add_argument("--learner-family-name", metavar="NAME", help="compared, and never enough by itself")
    whose.add_argument("--learner-birth-date", metavar="DATE", help="e.g. 2001-02-03")
    whose.add_argument("--learner-source", metavar="WORDS", help='how you know this, e.g. "identity card seen"')
    given = added.add_argument_group("what to go by")
    given.add_argument(
        "--at", metavar="TIME", help="compare the credential's dates with this instant, e.g. 2026-11-22T10:00:00Z"
    )
    given.add_argument("--offline", action="store_true", help="fetch nothing")
    given.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="FILE",
        help="what would be fetched otherwise: an issuer's DID or controller document, or a document that an Open Badge 2.0 "
        "leads to (Assertion, BadgeClass, Profile, key, revocation list); repeatable",
    )
    given.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="URL=FILE",
        help="a JSON-LD context that you vouch for; repeatable",
    )
