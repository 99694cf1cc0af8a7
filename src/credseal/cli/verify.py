"""``credseal verify``: may it be relied on, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.signature import undecided
from credseal.cli import console
from credseal.cli.asking import UNREADABLE, ask_all, refuse_repeated_input, source_of, verifier_of
from credseal.cli.problems import FAULT, UsageError, named, tell
from credseal.errors import CredsealError

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.verifier import Verifier

PROOFS_SCHEMA = "credseal.proofs.v1"
_REJECTED = 1
_UNDETERMINED = 3
_BEYOND_PROOFS = ("register", "issuer", "learner_email", "learner_did", "at")


def run(args: Namespace) -> int:
    """Verifies each file; the worst answer gives the exit code."""
    if args.proof_only:
        return _proofs(args)
    answers = ask_all(args, verifier_of(args), full=False)
    if any(answer.is_fault for answer in answers):
        return FAULT
    words = {answer.word for answer in answers}
    if words & {"rejected", UNREADABLE}:
        return _REJECTED
    return _UNDETERMINED if "undetermined" in words else 0


def _proofs(args: Namespace) -> int:
    refuse_repeated_input(args)
    for name in _BEYOND_PROOFS:
        if getattr(args, name):
            raise UsageError(
                f"--proof-only looks at signatures alone; --{name.replace('_', '-')} would not be looked at.",
                code="usage.proof-only",
                hint="Leave one of the two out.",
            )
    verifier = verifier_of(args)
    if args.json and len(args.files) > 1:
        raise UsageError("--proof-only with --json answers for one file.", code="usage.proof-only")
    codes = [_proof(verifier, name, args) for name in args.files]
    return _REJECTED if _REJECTED in codes else max(codes)


def _proof(verifier: Verifier, name: str, args: Namespace) -> int:
    try:
        words = verifier.verify_proofs(source_of(name))
    except CredsealError as error:
        error.message = named(name, error)
        tell(error, as_json=args.json)
        return _UNDETERMINED if undecided(error) else _REJECTED
    if args.json:
        console.show_json({"schema": PROOFS_SCHEMA, "result": words})
    else:
        console.say(words if len(args.files) == 1 else f"{name}: {words}")
    return 0
