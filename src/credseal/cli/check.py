"""``credseal check``: which elements of the European standard are there, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from credseal.checks.completeness import check_completeness
from credseal.cli import console
from credseal.cli.problems import named, tell, to_dict
from credseal.cli.sources import expand, refuse_repeated_input, source_of, spoken
from credseal.envelope import open_envelope
from credseal.errors import CredsealError, EnvelopeError
from credseal.profiles import readers
from credseal.views import completeness as view

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.checks.completeness import Completeness

SCHEMA = "credseal.completenesses.v1"


def run(args: Namespace) -> int:
    """Looks at each file; complete only if all are."""
    files = expand(args.files)
    refuse_repeated_input(files)
    answers = []
    for name in files:
        try:
            answer: Completeness | CredsealError = _look(name, args.standard)
        except CredsealError as error:
            error.message = named(spoken(name), error)
            answer = error
        answers.append((name, answer))
        if not args.json:
            _tell(name, answer, heading=len(files) > 1)
    if args.json:
        console.show_json(_json(answers))
    return 0 if all(not isinstance(answer, CredsealError) and answer.is_complete for _, answer in answers) else 1


def _look(name: str, standard: str) -> Completeness:
    document = open_envelope(source_of(name)).document
    reading = readers.read(document)
    if reading is None:
        raise EnvelopeError(
            "This is no Open Badge, so that its elements cannot be looked for.",
            code="completeness.unread",
            hint="European elements are read from Open Badges 2.0 and 3.0.",
        )
    return check_completeness(reading, standard)


def _tell(name: str, answer: Completeness | CredsealError, *, heading: bool) -> None:
    if isinstance(answer, CredsealError):
        console.flush()
        tell(answer, as_json=False)
        return
    if heading:
        console.heading(name)
    console.show(view.render(answer, colour=console.has_colour(), width=console.width()))
    if heading:
        console.say()


def _json(answers: list[tuple[str, Completeness | CredsealError]]) -> dict[str, Any]:
    plain = [(name, to_dict(one) if isinstance(one, CredsealError) else one.to_dict()) for name, one in answers]
    if len(plain) == 1:
        return plain[0][1]
    return {"schema": SCHEMA, "answers": [{"file": name, **one} for name, one in plain]}
