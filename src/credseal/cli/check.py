"""``credseal check``: which elements of the European standard are there, what is missing, and whether the form is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from credseal.checks.completeness import check_completeness
from credseal.cli import console
from credseal.cli.problems import named, tell, to_dict
from credseal.cli.sources import expand, refuse_repeated_input, source_of, spoken
from credseal.envelope import open_envelope
from credseal.errors import CredsealError, EnvelopeError
from credseal.profiles import elm, readers
from credseal.securing.sd_jwt import parsing as sd_jwt
from credseal.views import completeness as view

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.checks.completeness import Completeness
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.findings import Finding

SCHEMA = "credseal.completenesses.v1"
_WORST = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class _Answer:
    """What one file says, and how: its elements, and what its standard finds wrong with its form."""

    completeness: Completeness
    form: tuple[Finding, ...]

    @property
    def is_right(self) -> bool:
        return self.completeness.is_complete and not any(one.severity == "error" for one in self.form)

    def to_dict(self) -> dict[str, Any]:
        known = ("code", "severity", "message", "pointer", "hint")
        told = [{name: getattr(one, name) for name in known if getattr(one, name) is not None} for one in self.form]
        return {**self.completeness.to_dict(), "form": told}


def run(args: Namespace) -> int:
    """Looks at each file; right only if all are."""
    files = expand(args.files)
    refuse_repeated_input(files)
    answers = []
    for name in files:
        try:
            answer: _Answer | CredsealError = _look(name, args.standard)
        except CredsealError as error:
            error.message = named(spoken(name), error)
            answer = error
        answers.append((name, answer))
        if not args.json:
            _tell(name, answer, heading=len(files) > 1)
    if args.json:
        console.show_json(_json(answers))
    return 0 if all(not isinstance(answer, CredsealError) and answer.is_right for _, answer in answers) else 1


def _look(name: str, standard: str) -> _Answer:
    given = _said(open_envelope(source_of(name)))
    document = elm.from_upload(given)
    reading = readers.read(document)
    if reading is None:
        raise EnvelopeError(
            "This is no Open Badge, European Digital Credential or learning credential, so that its elements cannot be looked for.",
            code="completeness.unread",
            hint="European elements are read from Open Badges 2.0 and 3.0, the European Learning Model, and learning credentials of wallets.",
        )
    checked = document if document is given else _as_sealed(document)
    form = sorted(readers.check(checked), key=lambda one: _WORST[one.severity])
    return _Answer(check_completeness(reading, standard), tuple(form))


def _said(envelope: Envelope) -> JsonObject:
    if envelope.form != "sd-jwt" or envelope.token is None:
        return envelope.document
    return sd_jwt.parse(envelope.token).processed().payload


def _as_sealed(document: JsonObject) -> JsonObject:
    """What is uploaded lacks what sealing adds: it is looked at as with somebody's certificate."""
    return elm.with_certificate(
        document,
        organisation="-",
        organisation_identifier="VATLU-00000000",
        country="LU",
        common_name=None,
        issued=datetime.now(UTC).replace(microsecond=0),
    )


def _tell(name: str, answer: _Answer | CredsealError, *, heading: bool) -> None:
    if isinstance(answer, CredsealError):
        console.flush()
        tell(answer, as_json=False)
        return
    if heading:
        console.heading(name)
    looks = view.render(answer.completeness, form=answer.form, colour=console.has_colour(), width=console.width())
    console.show(looks)
    if heading:
        console.say()


def _json(answers: list[tuple[str, _Answer | CredsealError]]) -> dict[str, Any]:
    plain = [(name, to_dict(one) if isinstance(one, CredsealError) else one.to_dict()) for name, one in answers]
    if len(plain) == 1:
        return plain[0][1]
    return {"schema": SCHEMA, "answers": [{"file": name, **one} for name, one in plain]}
