"""``credseal derive``: the part of a credential that a verifier is to see, with the issuer's proof of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from credseal.cli import console
from credseal.cli.outputs import STANDARD_OUTPUT, put, refuse_existing, refuse_two_outputs
from credseal.cli.problems import about
from credseal.cli.sources import source_of, spoken
from credseal.encoding import strict_json
from credseal.envelope import open_envelope
from credseal.profiles import readers, vcdm
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.selective.selection import steps_of
from credseal.securing.sd_jwt import parsing as sd_jwt
from credseal.securing.sd_jwt.presenting import present

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.envelope import Envelope
    from credseal.findings import Finding
    from credseal.securing.sd_jwt.claim_paths import Place

SCHEMA = "credseal.derived.v1"


class _Shown(NamedTuple):
    """What the verifier gets, and what is odd about it."""

    data: bytes
    findings: Sequence[Finding]


def run(args: Namespace) -> int:
    """Reads, derives, writes."""
    to_file = args.out != STANDARD_OUTPUT
    if to_file:
        refuse_existing(Path(args.out))
    refuse_two_outputs(args)
    with about(spoken(args.file)):
        shown = _derived(open_envelope(source_of(args.file)), args.reveal)
    put(args, shown.data)
    # A holder may show less than a standard asks for, and should know what verifiers will say.
    missing = [one for one in shown.findings if one.severity == "error"]
    if args.json:
        notes = [{"code": one.code, "message": one.message, "pointer": one.pointer} for one in missing]
        console.show_json({"schema": SCHEMA, "file": args.out, "revealed": args.reveal, "notes": notes})
        return 0
    write = console.say if to_file else console.warn
    write(
        f"{args.out}: what is mandatory, and {_counted(len(args.reveal))}. Show this, and keep {spoken(args.file)} to yourself."
    )
    for one in missing:
        console.beside("Note    ", _noted(one), write)
    return 0


def _derived(envelope: Envelope, pointers: Sequence[str]) -> _Shown:
    if envelope.form == "sd-jwt" and envelope.token is not None:
        received = sd_jwt.parse(envelope.token)
        processed = received.processed()
        named = [_path(processed.payload, pointer) for pointer in pointers]
        # What a pointer names comes whole, as it does of other credentials: with what could be withheld inside.
        inside = [one.place for one in processed.disclosed if any(one.place[: len(path)] == path for path in named)]
        token = present(received, [*named, *inside])
        return _Shown(f"{token}\n".encode(), readers.check(sd_jwt.parse(token).processed().payload))
    document = derive(envelope.document, pointers)
    data = (strict_json.dumps(document, indent=2) + "\n").encode()
    return _Shown(data, (*vcdm.check(document), *readers.check(document)))


def _path(claims: JsonObject, pointer: str) -> Place:
    """What a pointer means, as a path to claims, which tells the places in arrays from names."""
    path: list[str | int] = []
    within: JsonValue = claims
    for step in steps_of(claims, pointer):
        if isinstance(within, list):
            path.append(int(step))
            within = within[int(step)]
        else:
            path.append(step)
            within = within[step] if isinstance(within, dict) else None
    return tuple(path)


def _counted(number: int) -> str:
    if not number:
        return "nothing else"
    return "1 part that you reveal" if number == 1 else f"{number} parts that you reveal"


def _noted(one: Finding) -> str:
    return f"Verifiers will refuse it: {one.message} (at {one.pointer})" if one.pointer else one.message
