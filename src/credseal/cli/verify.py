"""``credseal verify``: may it be relied on, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.signature import undecided
from credseal.cli import console
from credseal.cli.asking import UNREADABLE, ask_all
from credseal.cli.expecting import verifier_of
from credseal.cli.problems import FAULT, UsageError, named, tell
from credseal.cli.sources import expand, refuse_repeated_input, source_of
from credseal.errors import CredsealError

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.verifier import Verifier

PROOFS_SCHEMA = "credseal.proofs.v1"
_REJECTED = 1
_UNDETERMINED = 3
_BEYOND_PROOFS = (
    "register", "register_signer", "register_sha256", "anchors", "timestamp_anchors", "trusted_lists",
    "trusted_lists_signers", "revocation", "accreditations", "issuer", "learner", "learner_email", "learner_did", "learner_id",
    "learner_given_name", "learner_family_name", "learner_birth_date", "learner_source", "at", "challenge", "audience", "max_age", "compat",
    "pid_issuer", "pid_anchors",
)  # fmt: skip


def run(args: Namespace) -> int:
    """Verifies each file; the worst answer gives the exit code."""
    if args.proof_only:
        return _proofs(args)
    answers = ask_all(args, verifier_of(args), full=args.full)
    if any(answer.is_fault for answer in answers):
        return FAULT
    words = {answer.word for answer in answers}
    if words & {"rejected", UNREADABLE}:
        return _REJECTED
    return _UNDETERMINED if "undetermined" in words else 0


def _proofs(args: Namespace) -> int:
    files = expand(args.files)
    refuse_repeated_input(files)
    for name in _BEYOND_PROOFS:
        if getattr(args, name):
            raise UsageError(
                f"--proof-only looks at signatures alone; --{name.replace('_', '-')} would not be looked at.",
                code="usage.proof-only",
                hint="Leave one of the two out.",
            )
    verifier = verifier_of(args)
    if args.json and len(files) > 1:
        raise UsageError("--proof-only with --json answers for one file.", code="usage.proof-only")
    codes = [_proof(verifier, name, args) for name in files]
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
