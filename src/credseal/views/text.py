"""A report as text: understood in ten seconds, and impossible to fake from inside a document.

    print(render(report, colour=sys.stdout.isatty(), width=80))

From top to bottom: the verdict, why, and what to do; the four questions of the European approach (whose, by whom, when, where);
the checks; proofs and notes that need attention; and apart, every line behind a bar, what the document says. Above the bar stand the
verifier's words, dates that were parsed, and identifiers that were authenticated; the document's own words only where the verdict is
"accepted", and then in quotation marks. All of it is made inert (see ``inert``), colours alone are commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.report import Outcome, Verdict
from credseal.views.claims import moment, summary, whole
from credseal.views.inert import inert
from credseal.views.lines import hanging, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from credseal.report import Check, Report

    Paint = Callable[[str, str], str]

_WIDTH = 100
_LONG = 400  # of a message of the verifier's
_NAME = 40  # of a name that a document gives to something of its own
_FEW = 3
_MANY = 8
_BAR = "  | "
_STEP = 4
_REJECTED = "Do not rely on it; ask the issuer for one that is right."
_WORST = {"error": 0, "warning": 1, "info": 2}
_COLOURS: dict[str, str] = {
    Verdict.ACCEPTED: "\x1b[1;32m",
    Verdict.REJECTED: "\x1b[1;31m",
    Verdict.UNDETERMINED: "\x1b[1;33m",
    Outcome.PASSED: "\x1b[32m",
    Outcome.FAILED: "\x1b[31m",
    Outcome.INCONCLUSIVE: "\x1b[33m",
}
_PLAIN = "\x1b[0m"


def render(report: Report, *, colour: bool = False, width: int = _WIDTH, full: bool = False) -> str:
    """A report as lines of text.

    Args:
        report: the report.
        colour: whether the words of verdict and outcomes are coloured (ANSI).
        width: the columns of the terminal.
        full: whether all notes and all that the document says are shown, rather than the first and the most important.

    Returns:
        Lines, each ended by a line feed; besides these and the colours no control character.
    """
    paint = _painted if colour else _as_it_is
    sections = (
        _verdict(report, paint, width),
        _questions(report, width),
        _checks(report, paint, width, full=full),
        _proofs(report, width, full=full),
        _notes(report, width, full=full),
        _claims(report, width, full=full),
    )
    shown = [list(lines) for lines in sections]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in shown if lines)


def _verdict(report: Report, paint: Paint, width: int) -> Iterator[str]:
    word = report.verdict.value
    reason = report.headline.removeprefix(f"{word.capitalize()}: ")
    first, *others = hanging(f"{word.upper()}  ", _sentence(reason), columns=width)
    yield paint(word, word.upper()) + first.removeprefix(word.upper())
    yield from others
    deciding = _deciding(report)
    if len(deciding) > 1:
        names = ", ".join(_spaced(check.name) for check in deciding[1:])
        yield from wrapped(f"Also {_spaced(deciding[0].outcome)}: {names}.", columns=width)
    hint = _hint(report, deciding)
    if hint:
        yield from hanging("What to do: ", inert(hint, most=_LONG), columns=width)


def _questions(report: Report, width: int) -> list[str]:
    """Whose, by whom, when, where; in the document's own words only if it was accepted."""
    rows = [
        ("Holder", _holder(report)),
        ("Issuer", _issuer(report)),
        ("Date", _date(report)),
        ("Place", _place(report)),
    ]
    return table(rows, columns=width)


def _holder(report: Report) -> str:
    """Which comparison was made, and how it ended; that something agrees is not yet who somebody is."""
    learner = _check(report, "learner")
    if learner is None or learner.outcome in (Outcome.NOT_REQUESTED, Outcome.NOT_APPLICABLE):
        return "not checked"
    return inert(learner.message, most=_LONG)


def _issuer(report: Report) -> str:
    authenticated = _check(report, "issuer_authenticated")
    issuer = report.issuer
    if authenticated is None or authenticated.outcome is not Outcome.PASSED or issuer.id is None:
        return "not established"
    by = f"known by {inert(issuer.confirmed_by)}" if issuer.confirmed_by else "for whom nobody you trust vouches"
    name = f"{inert(issuer.confirmed_name)}, " if issuer.confirmed_name else ""
    return f"{name}{by} ({inert(issuer.id)})" if issuer.confirmed_by else f"{inert(issuer.id)}, {by}"


def _date(report: Report) -> str:
    if report.issued.instant is None:
        return "not stated"
    accepted = report.verdict is Verdict.ACCEPTED
    return f"{moment(report.issued.instant)}, {'says the issuer' if accepted else 'says the document, not confirmed'}"


def _place(report: Report) -> str:
    words, known_by = report.place.words, report.place.known_by
    if words is None:
        return "not stated"
    how = "from the issuer's address" if known_by == "derived" else known_by
    if report.verdict is not Verdict.ACCEPTED:
        return f"{how}, not confirmed (see what the document says)"
    return f'"{inert(words)}", {"says the issuer" if known_by == "stated" else how}'


def _checks(report: Report, paint: Paint, width: int, *, full: bool) -> Iterator[str]:
    yield "Checks"
    outcomes = max((len(_spaced(check.outcome)) for check in report.checks), default=0) + 2
    names = max((len(check.name) for check in report.checks), default=0) + 2
    for check in report.checks:
        outcome = _spaced(check.outcome)
        undecided = check.outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE)
        where = f" (at {inert(check.pointer)})" if check.pointer and (undecided or full) else ""
        hint = f" {inert(check.hint, most=_LONG)}" if check.hint and full else ""
        head = f"  {outcome:{outcomes}}{_spaced(check.name):{names}}"
        first, *others = hanging(head, _said(report, check.message) + where + hint, columns=width)
        yield first.replace(outcome, paint(check.outcome, outcome), 1)
        yield from others


def _proofs(report: Report, width: int, *, full: bool) -> Iterator[str]:
    if not full and len(report.proofs) <= 1 and all(proof.outcome is Outcome.PASSED for proof in report.proofs):
        return
    if report.proofs:
        yield f"Proofs ({len(report.proofs)})"
    for proof in report.proofs[: None if full else _MANY]:
        text = f'"{inert(proof.suite, most=_NAME)}" (at {inert(proof.pointer)}): {_said(report, proof.message)}'
        yield from hanging(f"  {_spaced(proof.outcome)}  ", text, columns=width)
    yield from _rest(len(report.proofs), _MANY, full=full)


def _notes(report: Report, width: int, *, full: bool) -> Iterator[str]:
    told = {(check.message, check.pointer) for check in report.checks}
    untold = [note for note in report.notes if (note.message, note.pointer) not in told]
    notes = sorted(untold, key=lambda note: _WORST[note.severity])
    if notes:
        yield f"Notes ({len(notes)})"
    for note in notes[: None if full else _FEW]:
        where = f" (at {inert(note.pointer)})" if note.pointer else ""
        yield from hanging("  - ", inert(note.message, most=_LONG) + where, columns=width)
    yield from _rest(len(notes), _FEW, full=full)


def _claims(report: Report, width: int, *, full: bool) -> Iterator[str]:
    worth = {
        Verdict.ACCEPTED: "the issuer's words",
        Verdict.UNDETERMINED: "not confirmed, see above",
        Verdict.REJECTED: "rejected: do not rely on any of this",
    }
    if report.reading is None:
        yield "What the document says is not shown: it is not of a kind that credseal reads."
        return
    yield f"The document says ({worth[report.verdict]})"
    yield from table(summary(report.reading), columns=width, prefix=_BAR)
    if not full:
        return
    yield _BAR.rstrip()
    for line in whole(report.reading):
        text = line.lstrip(" ")
        head = _BAR + " " * (len(line) - len(text))
        first, *others = wrapped(text, columns=width - len(head) - _STEP)
        yield head + first
        yield from (f"{head}{' ' * _STEP}{other}" for other in others)


def _rest(count: int, shown: int, *, full: bool) -> Iterator[str]:
    if count > shown and not full:
        yield f"  ... and {count - shown} more"


def _deciding(report: Report) -> list[Check]:
    """The checks that the verdict follows from; none where it is "accepted"."""
    for outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
        found = [check for check in report.checks if check.outcome is outcome]
        if found:
            return found
    return []


def _hint(report: Report, deciding: list[Check]) -> str | None:
    if deciding:
        otherwise = _REJECTED if report.verdict is Verdict.REJECTED else None
        return deciding[0].hint or otherwise
    learner = _check(report, "learner")
    return learner.hint if learner else None


def _check(report: Report, name: str) -> Check | None:
    return next((check for check in report.checks if check.name == name), None)


def _said(report: Report, message: str) -> str:
    """A message; the one that stands at the top already is not repeated."""
    deciding = _deciding(report)
    return "As said above." if deciding and message == deciding[0].message else inert(message, most=_LONG)


def _sentence(text: str) -> str:
    return inert(text[:1].upper() + text[1:], most=_LONG)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _painted(kind: str, text: str) -> str:
    return f"{_COLOURS[kind]}{text}{_PLAIN}" if kind in _COLOURS else text


def _as_it_is(kind: str, text: str) -> str:  # noqa: ARG001  as _painted, so that either can be asked
    return text
