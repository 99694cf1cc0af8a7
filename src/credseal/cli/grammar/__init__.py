"""What the command understands: verbs, options, and the help that goes with them. Loads nothing that does the work.

parser().parse_args(["verify", "ada.json"]).module        # 'credseal.cli.verify'
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from credseal.cli import console

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODES = "Exit codes: 0 accepted, 1 rejected or unreadable, 3 undetermined, 2 wrong usage."


def parser() -> argparse.ArgumentParser:
    """The whole grammar. A verb leaves its module's name in ``module``."""
    top = _Parser(
        prog="credseal",
        description="Issue, seal and verify European micro-credentials.",
        epilog=_examples(
            "credseal key new --out seal.pem",
            "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
            "      --key file:seal.pem --out ada.json",
            "credseal verify ada.json --register universities.json",
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action=_Version, help="print the version")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    _add_key(verbs)
    _add_issue(verbs)
    _add_verify(verbs)
    _add_inspect(verbs)
    _add_contexts(verbs)
    return top


def _add_key(verbs: Any) -> None:
    key = _verb(verbs, "key", "make a key to sign with, or show a key's public side", "credseal key new --out seal.pem")
    below = key.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    new = _verb(
        below,
        "new",
        "make a private key and write it to a file, encrypted",
        "credseal key new --out seal.pem",
        "credseal key new --kind p256 --out seal.pem --passphrase-file secret.txt",
        module="credseal.cli.key_new",
        more="The passphrase is asked for on the terminal, unless one of the --passphrase options says where it is.",
    )
    new.add_argument("--out", required=True, metavar="FILE", help="where to; never over a file that is there")
    new.add_argument("--kind", choices=("ed25519", "p256", "p384"), default="ed25519", help="default: ed25519")
    secrets = _passphrase(new)
    secrets.add_argument("--no-passphrase", action="store_true", help="write the key unencrypted: for trying out")
    show = _verb(
        below,
        "show",
        "show the public side of a key: its did:key, JWK and Multikey",
        "credseal key show seal.pem",
        "credseal key show issuer.crt --json",
        module="credseal.cli.key_show",
    )
    show.add_argument(
        "file", metavar="FILE", help="private key (PEM, DER, PKCS#12, JWK, Multikey), public key or certificate"
    )
    _passphrase(show)


def _add_issue(verbs: Any) -> None:
    issue = _verb(
        verbs,
        "issue",
        "sign one learner's micro-credential as an Open Badge 3.0",
        "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --out ada.json",
        "credseal issue --course course.yaml --learner learner.yaml --issuer university.yaml \\\n"
        "      --key file:seal.pem --verification-method 'did:web:uni.example#key-1' --grade 8 --out -",
        module="credseal.cli.issue",
        more="Records are YAML or JSON files; examples/data shows every member.",
    )
    issue.add_argument("--course", required=True, metavar="FILE", help="what can be earned, the same for all learners")
    issue.add_argument("--learner", required=True, metavar="FILE", help="who earned it")
    issue.add_argument("--issuer", required=True, metavar="FILE", help="the organisation that issues and seals")
    issue.add_argument("--key", required=True, metavar="URI", help="the key to sign with, e.g. file:seal.pem")
    issue.add_argument("--out", required=True, metavar="FILE", help="where to, or - for standard output")
    issue.add_argument("--award-date", metavar="DATE", help="day of the award, e.g. 2026-11-20; default: today")
    issue.add_argument("--grade", metavar="GRADE", help="the grade achieved, on the course's scale")
    issue.add_argument(
        "--valid-until", metavar="TIME", help="when it expires, e.g. 2030-12-31T23:59:59Z; default: never"
    )
    issue.add_argument(
        "--verification-method",
        metavar="URL",
        help="where the issuer's document lists the key; needed unless the issuer is identified by the key itself (did:key)",
    )
    issue.add_argument("--securing", metavar="SUITE", help="cryptosuite; default: eddsa-rdfc-2022 or ecdsa-rdfc-2019")
    _passphrase(issue)


def _add_verify(verbs: Any) -> None:
    verify = _verb(
        verbs,
        "verify",
        "say whether credentials can be relied on, and why",
        "credseal verify ada.json --register universities.json",
        "credseal verify ada.json --issuer did:web:uni.example --learner-email ada@example.org",
        "credseal verify *.json --register universities.json --json",
        "cat ada.json | credseal verify -",
        module="credseal.cli.verify",
        more=_CODES,
    )
    _asking(verify)
    verify.add_argument(
        "--proof-only",
        action="store_true",
        help="check signatures and nothing else, not even whose they are: for testing",
    )


def _add_inspect(verbs: Any) -> None:
    inspect = _verb(
        verbs,
        "inspect",
        "show everything a credential says, beside what verifying it found",
        "credseal inspect ada.json",
        "credseal inspect ada.json --offline --json",
        module="credseal.cli.inspect",
        more="The same report as that of verify, in full. Exit code 0 whenever the file could be read, whatever the verdict:\n"
        "to rely on a credential, use verify.",
    )
    _asking(inspect)


def _add_contexts(verbs: Any) -> None:
    contexts = _verb(
        verbs, "contexts", "list the JSON-LD contexts that are known, or check one", "credseal contexts list"
    )
    below = contexts.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    _verb(
        below,
        "list",
        "list the contexts that are known without being fetched",
        "credseal contexts list",
        module="credseal.cli.contexts_list",
    )
    lint = _verb(
        below,
        "lint",
        "say what verifiers would stumble over in a context of your own",
        "credseal contexts lint my-context.json",
        module="credseal.cli.contexts_lint",
    )
    lint.add_argument("file", metavar="FILE", help="a JSON file with an @context")


def _asking(verb: argparse.ArgumentParser) -> None:
    """What verify and inspect have in common."""
    verb.add_argument(
        "files", nargs="+", metavar="FILE", help="credentials, or - for standard input; folders are not read yet"
    )
    trust = verb.add_argument_group("whom to believe")
    trust.add_argument(
        "--register", action="append", default=[], metavar="FILE", help="a register of issuers; repeatable"
    )
    trust.add_argument("--issuer", metavar="ID", help="the identifier that the issuer must have")
    trust.add_argument(
        "--policy",
        choices=("authentic", "domain"),
        default="authentic",
        help="domain: an issuer known by nothing but its domain is enough; default: authentic",
    )
    whose = verb.add_argument_group("whose it must be")
    whose.add_argument("--learner-email", metavar="ADDRESS", help="an address that the learner has shown to be theirs")
    whose.add_argument("--learner-did", metavar="DID", help="a DID that the learner has shown control of")
    given = verb.add_argument_group("what to go by")
    given.add_argument(
        "--at", metavar="TIME", help="compare the credential's dates with this instant, e.g. 2026-11-22T10:00:00Z"
    )
    given.add_argument("--offline", action="store_true", help="fetch nothing")
    given.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="FILE",
        help="an issuer's DID or controller document; repeatable",
    )
    given.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="URL=FILE",
        help="a JSON-LD context that you vouch for; repeatable",
    )


def _verb(
    verbs: Any, name: str, purpose: str, *examples: str, module: str | None = None, more: str = ""
) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}." + (f"\n{more}" if more else ""),
        epilog=_examples(*examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if module is not None:
        verb.set_defaults(module=module)
        verb.add_argument("--json", action="store_true", help="answer with one JSON document")
    return verb


def _passphrase(verb: argparse.ArgumentParser) -> Any:
    """Where the passphrase is; never the passphrase, which would stand in the list of processes."""
    secrets = verb.add_mutually_exclusive_group()
    secrets.add_argument("--passphrase-env", metavar="VAR", help="the environment variable that holds the passphrase")
    secrets.add_argument("--passphrase-file", metavar="FILE", help="the file whose first line is the passphrase")
    return secrets


def _examples(*lines: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as all of the command does, rather than with the whole usage."""

    def error(self, message: str) -> NoReturn:
        what, found, words = message.partition("unrecognized arguments: ")
        if found:  # among these may be a passphrase after an option that there is not
            options = " ".join(word.partition("=")[0] for word in words.split() if word.startswith("-"))
            message = f"{what}there is no option {options}" if options else f"{what}there are too many arguments"
        console.warn(f"credseal: {message}.")
        console.warn(f"Try: {self.prog} --help")
        sys.exit(2)


class _Version(argparse.Action):
    """Reads the version when asked, not each time."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002  argparse's name
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415  slow, and seldom needed

        console.say(f"credseal {version('credseal')}")
        parser.exit()
