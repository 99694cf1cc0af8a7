"""``credseal issue``: records in files become one signed credential."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from credseal.cli import console, passphrases
from credseal.cli.outputs import refuse_existing
from credseal.cli.problems import UsageError, about
from credseal.cli.times import day, instant
from credseal.issuer import Issuer
from credseal.keys.signer import open_signer
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from credseal.issuer import SealedCredential
    from credseal.keys.signer import Signer

T = TypeVar("T")

SCHEMA = "credseal.issued.v1"
_STANDARD_OUTPUT = "-"


def run(args: Namespace) -> int:
    """Reads the records, signs, writes."""
    to_file = args.out != _STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    elif args.json:
        raise UsageError(
            "With --out - the credential itself is the output; --json would mix another document into it.",
            code="usage.two-outputs",
            hint="Leave --json out, or name a file.",
        )
    awarded_on = _today() if args.award_date is None else day("--award-date", args.award_date)
    valid_until = None if args.valid_until is None else instant("--valid-until", args.valid_until)
    course = _loaded(load_achievement, args.course)
    learner = _loaded(load_learner, args.learner)
    university = _loaded(load_organisation, args.issuer)
    issuer = Issuer(university, _signer(args), verification_method=args.verification_method)
    sealed = issuer.issue(
        course.award(learner, awarded_on=awarded_on, grade=args.grade), securing=args.securing, valid_until=valid_until
    )
    if to_file:
        sealed.save(Path(args.out))
    else:
        console.show_bytes(sealed.data)
    _tell(sealed, issuer, args)
    return 0


def _tell(sealed: SealedCredential, issuer: Issuer, args: Namespace) -> None:
    suite = sealed.document["proof"]["cryptosuite"]  # type: ignore[index,call-overload]  # our own proof, an object
    if args.json:
        notes = [{"code": note.code, "severity": note.severity, "message": note.message} for note in sealed.findings]
        known = {"id": sealed.id, "file": args.out, "media_type": sealed.media_type, "issuer": issuer.organisation.id}
        console.show_json({
            "schema": SCHEMA,
            **known,
            "verification_method": issuer.verification_method,
            "cryptosuite": suite,
            "notes": notes,
        })  # fmt: skip
        return
    write = console.say if args.out != _STANDARD_OUTPUT else console.warn
    write(f"{args.out}: an Open Badge 3.0, signed with {suite}.")
    write(f"Issuer  {issuer.organisation.id}")
    write(f"Id      {sealed.id}")
    for note in sealed.findings:
        console.beside("Note    ", note.message, write)


def _loaded(load: Callable[[Mapping[str, Any]], T], name: str) -> T:
    with about(name):
        return load(read_record(Path(name)))


def _signer(args: Namespace) -> Signer:
    return passphrases.with_passphrase(
        lambda secret: open_signer(args.key, passphrase=secret), passphrases.given(args), what=args.key
    )


def _today() -> date:
    """The day on which this is, here."""
    return datetime.now(UTC).astimezone().date()
