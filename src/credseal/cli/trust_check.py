"""``credseal trust check``: what the trusted lists of the Union say of one certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.cli import console, times
from credseal.cli.problems import about
from credseal.cli.trusted import certificates, open_lists
from credseal.encoding.inert import inert
from credseal.errors import PkiError
from credseal.model.dates import format_instant
from credseal.pki.paths import default_validator
from credseal.views.lines import table

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.trust.anchors import Purpose, ServiceAnswer

SCHEMA = "credseal.trust-answer.v1"
_OUTCOMES = {True: 0, False: 1, None: 3}
_WORDS = {True: "yes", False: "no", None: "cannot be said"}


def run(args: Namespace) -> int:
    """Finds the service that issued it, and answers."""
    at = times.instant("--at", args.at) if args.at else datetime.now(UTC)
    leaf, *others = certificates(args.certificate)
    lists = open_lists(args, Path(args.lists))
    purpose: Purpose = "timestamp" if args.timestamp else "seal"
    anchors = lists.timestamps if args.timestamp else lists.seals
    with about(args.certificate):
        path = default_validator().validate(leaf, others, anchors, at=at, purpose=purpose)
        answer = lists.standing(path, purpose=purpose, at=at)
        if answer is None:
            raise PkiError("No listed service issued the certificate.", code="path.no-anchor")
    if args.json:
        console.show_json({"schema": SCHEMA, "at": format_instant(at), **_document(answer)})
    else:
        _show(answer)
    return _OUTCOMES[answer.qualified]


def _document(answer: ServiceAnswer) -> dict[str, Any]:
    return {
        "service": answer.service,
        "provider": answer.provider,
        "country": answer.country,
        "status": answer.status,
        "since": None if answer.since is None else format_instant(answer.since),
        "qualified": answer.qualified,
        "for_seals": answer.for_seals,
        "device": answer.device,
        "list": answer.list,
        "up_to_date": answer.up_to_date,
        "explanation": answer.explanation,
    }


def _show(answer: ServiceAnswer) -> None:
    rows = [
        ("Qualified", _WORDS[answer.qualified]),
        ("In a device", _WORDS[answer.device]),
        ("Service", answer.service),
        ("Provider", answer.provider),
        ("List", answer.list + ("" if answer.up_to_date else ", out of date")),
        ("Why", answer.explanation),
    ]
    shown = [(label, inert(text, most=2000)) for label, text in rows]
    console.show("".join(f"{line}\n" for line in table(shown, columns=console.width())))
