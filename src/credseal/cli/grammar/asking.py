"""The verbs of whoever is shown a credential (verify, inspect, check), and of whoever shows it (derive, present)."""

from __future__ import annotations

import argparse
from typing import Any

from credseal.cli.grammar.issuing import STANDARDS
from credseal.cli.grammar.parts import passphrase, verb

_CODES = "Exit codes: 0 accepted, 1 rejected or unreadable, 3 undetermined, 2 wrong usage."
_FILES = "credentials (JSON, JWT, PNG, SVG), folders of them, or - for standard input"
_WEEK = 7 * 24 * 60


def add(verbs: Any) -> None:
    """Adds them."""
    _add_verify(verbs)
    _add_inspect(verbs)
    _add_check(verbs)
    _add_derive(verbs)
    _add_present(verbs)


def _add_verify(verbs: Any) -> None:
    verify = verb(
        verbs,
        "verify",
        "say whether credentials can be relied on, and why",
        "credseal verify ada.json --register universities.json",
        "credseal verify badge.png --issuer did:web:uni.example --learner-email ada@example.org",
        "credseal verify applicants/ --register universities.json --json",
        "credseal verify diploma.jsonld --anchors authority.pem --timestamp-anchors authority.pem",
        "credseal verify presentation.json --register universities.json --challenge kQ3vT9xWb2 --audience https://employer.example",
        "credseal verify ada.jwt pid.jwt --pid-anchors pid-authority.pem --challenge kQ3vT9xWb2 --audience https://employer.example",
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


def _add_derive(verbs: Any) -> None:
    derive = verb(
        verbs,
        "derive",
        "make of a credential what a verifier is to see of it: the parts that its holder reveals, with the issuer's proof of these",
        "credseal derive ada.json --reveal /credentialSubject/result /credentialSubject/identifier/0 --out shown.json",
        "credseal derive ada.json --reveal /credentialSubject/achievement/alignment/3 --out -",
        "credseal derive ada.json --out least.json",
        "credseal derive ada.jwt --reveal /assessment_grade --out shown.jwt",
        module="credseal.cli.derive",
        more="For credentials that were issued so (credseal issue --securing ecdsa-sd-2023, or --profile learning). What the issuer made\n"
        "mandatory is revealed always, and in Open Badges the id and type of the objects around what a pointer names. The file itself\n"
        "stays with the learner.",
    )
    derive.add_argument("file", metavar="FILE", help="the credential as its issuer made it, or - for standard input")
    derive.add_argument(
        "--reveal",
        nargs="+",
        action="extend",
        default=[],
        metavar="POINTER",
        help="JSON pointers to what is revealed, e.g. /credentialSubject/result/0; repeatable; default: only what is mandatory",
    )
    derive.add_argument("--out", required=True, metavar="FILE", help="where to, or - for standard output")


def _add_present(verbs: Any) -> None:
    present = verb(
        verbs,
        "present",
        "show credentials to one verifier: wrap them into a presentation and sign it with the holder's key",
        "credseal present ada.json --key file:holder.pem --challenge kQ3vT9xWb2 --domain https://employer.example \\\n"
        "      --out presentation.json",
        "credseal present ada.json badge.png --key file:holder.pem --challenge kQ3vT9xWb2 --domain https://employer.example --out -",
        module="credseal.cli.present",
        more="The verifier sends a challenge, a random text, and says what it calls itself. The presentation counts for that verifier and\n"
        "that challenge. It shows the credentials as they are, in whole. A learning credential (SD-JWT VC) is presented alone.",
    )
    present.add_argument("files", nargs="+", metavar="FILE", help="credentials (JSON, JWT, PNG, SVG), or one SD-JWT")
    present.add_argument("--key", required=True, metavar="URI", help="the holder's key, e.g. file:holder.pem")
    present.add_argument("--challenge", required=True, metavar="TEXT", help="what the verifier sent")
    present.add_argument("--domain", required=True, metavar="NAME", help="the verifier, as it calls itself")
    present.add_argument("--out", required=True, metavar="FILE", help="where to, or - for standard output")
    present.add_argument(
        "--holder",
        metavar="ID",
        help="the identifier to present as; default: the one in a credential, or the key's did:key",
    )
    present.add_argument(
        "--verification-method",
        metavar="URL",
        help="where the holder's document lists the key; needed unless the holder is a did:key or did:jwk",
    )
    present.add_argument(
        "--securing",
        metavar="SUITE",
        help="cryptosuite (default: eddsa-rdfc-2022 or ecdsa-rdfc-2019), or vp+jwt, a token, or jwt, a token of version 1.1 with tokens in it",
    )
    passphrase(present)


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
    shown = added.add_argument_group("what a presentation must be made for")
    shown.add_argument("--challenge", metavar="TEXT", help="what you sent to whoever presents; use each once")
    shown.add_argument("--audience", metavar="NAME", help="you, as you called yourself when you asked for it")
    shown.add_argument(
        "--max-age", type=_minutes, metavar="MINUTES", help="how long ago it may have been made; default: 15 minutes"
    )
    shown.add_argument(
        "--compat",
        action="append",
        default=[],
        choices=("learncard-purpose",),
        help="put up with a quirk of a wallet; learncard-purpose: the proof is for assertions instead of authentication",
    )
    shown.add_argument(
        "--pid-issuer",
        action="append",
        default=[],
        metavar="ID",
        help="ask for person identification data (PID) among the files, of the provider with this identifier; repeatable",
    )
    shown.add_argument(
        "--pid-anchors",
        action="append",
        default=[],
        metavar="FILE",
        help="the same, of providers whose certificates these authorities (PEM) certify; repeatable",
    )
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


def _minutes(text: str) -> int:
    """A number of minutes above 0, and of a week at most."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= _WEEK and len(text) <= len(str(_WEEK))):
        raise argparse.ArgumentTypeError(f"write whole minutes, 1 to {_WEEK}")
    return int(text)
