"""``credseal bake``: a credential into a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.outputs import refuse_existing
from credseal.cli.problems import UsageError, about
from credseal.cli.sources import source_of, spoken
from credseal.encoding import strict_json
from credseal.envelope import open_envelope
from credseal.errors import EnvelopeError
from credseal.files import read, write
from credseal.issuer.credential import no_badge
from credseal.media import baked
from credseal.profiles import elm, openbadges2, readers
from credseal.render import badge_picture, badge_svg, certificate_picture, certificate_svg
from credseal.securing.data_integrity.selective.values import refuse_base

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.media.baked import Standard

SCHEMA = "credseal.baked.v1"
_ENDINGS = (".png", ".svg")


def run(args: Namespace) -> int:
    """Puts it in."""
    out = Path(args.out)
    if out.suffix.lower() not in _ENDINGS:
        raise UsageError("--out names a picture: its name ends in .png or .svg.", code="usage.picture")
    if args.picture and args.certificate:
        raise UsageError("--picture and --certificate both say what to show; leave one out.", code="usage.picture")
    refuse_existing(out)
    with about(spoken(args.file)):
        envelope = open_envelope(source_of(args.file))
        refuse_base(envelope.document)
        text = _text(envelope)
    with about(args.picture or spoken(args.file)):
        picture = _picture(args, envelope.document, out.suffix.lower())
        data = baked.bake(picture, text, _standard(envelope.document))
    if f".{baked.carrier_of(data)}" != out.suffix.lower():
        raise UsageError(f"{args.picture} is no {out.suffix[1:].upper()} picture.", code="usage.picture")
    write(out, data)
    if args.json:
        console.show_json({"schema": SCHEMA, "file": args.out, "standard": _standard(envelope.document)})
    else:
        console.say(f"{args.out}: the picture, with the credential inside.")
        console.say("Keep the file too: programs may drop what a picture carries when they save it.")
    return 0


def _text(envelope: Envelope) -> str:
    if elm.is_edc(envelope.document) or envelope.form == "sd-jwt":
        raise no_badge()
    if envelope.form == "url":
        raise EnvelopeError("Only the address of a credential is there, not the credential.", code="envelope.url-only")
    return envelope.token or strict_json.dumps(envelope.document)


def _picture(args: Namespace, document: JsonObject, ending: str) -> bytes:
    """The one that was given, else one that is drawn from what the credential says."""
    if args.picture:
        return read(Path(args.picture), limit=strict_json.DEFAULT.bytes)
    reading = readers.read(document)
    if reading is None:
        raise EnvelopeError(
            "This is no Open Badge, so that no picture of it can be drawn.",
            code="envelope.no-picture",
            hint="Give one: --picture FILE.",
        )
    if args.certificate:
        issued, sealer = reading.issuance.issued, reading.issuance.sealer
        if ending == ".svg":
            return certificate_svg(reading.credential, issued=issued, sealer=sealer).encode()
        return certificate_picture(reading.credential, issued=issued, sealer=sealer)
    return badge_svg(reading.credential).encode() if ending == ".svg" else badge_picture(reading.credential)


def _standard(document: JsonObject) -> Standard:
    if openbadges2.is_assertion(document):
        return "openbadges-2"
    types = document.get("type")
    return "clr-2" if isinstance(types, list) and "ClrCredential" in types else "openbadges-3"
