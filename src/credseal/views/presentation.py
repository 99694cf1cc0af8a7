"""A report on a presentation as text, for whoever sits at the desk: may I rely on it, who is before me, and what did they show?

    print(render(report, colour=sys.stdout.isatty(), width=80))

The verdict on the whole and what to do; who presented; the presentation's own checks; a line for each credential; and behind these the
report on each credential, as ``views.text`` has it. What documents say is made inert there and here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding.inert import inert
from credseal.report import Outcome, Verdict
from credseal.views import text
from credseal.views.lines import hanging, table, wrapped
from credseal.views.painting import HEADING, as_it_is, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.report import Check
    from credseal.report.presentation import PresentationReport, PresentedCredential
    from credseal.views.painting import Paint

_WIDTH = 100
_LONG = 400  # of a message of the verifier's
_FEW = 3  # credentials whose whole reports are shown
_OUTCOME = 16  # columns of the longest outcome and a gap
_REJECTED = (
    "Do not rely on it. Each credential below has its own verdict; ask for a new presentation of those you need."
)


def render(report: PresentationReport, *, colour: bool = False, width: int = _WIDTH, full: bool = False) -> str:
    """A report as lines of text.

    Args:
        report: the report.
        colour: whether verdicts and outcomes are coloured (ANSI).
        width: the columns of the terminal.
        full: whether all of each credential is shown, however many there are.
    """
    paint = painted if colour else as_it_is
    sections = (
        _verdict(report, paint, width),
        _presenter(report, paint, width),
        _checks(report, paint, width),
        _credentials(report, paint, width),
    )
    shown = [list(lines) for lines in sections]
    whole = ["".join(f"{line}\n" for line in lines) for lines in shown if lines]
    if full or len(report.credentials) <= _FEW:
        for at, one in enumerate(report.credentials, 1):
            head = paint(HEADING, f"==> {_which(at, report)} <==")
            whole.append(f"{head}\n{text.render(one.report, colour=colour, width=width, full=full)}")
    return "\n".join(whole)


def _verdict(report: PresentationReport, paint: Paint, width: int) -> Iterator[str]:
    word = report.verdict.value
    reason = report.headline.partition(": ")[2]
    first, *others = hanging(f"{word.upper()}  ", reason[:1].upper() + reason[1:], columns=width)
    yield paint(word, word.upper()) + first.removeprefix(word.upper())
    yield from others
    if report.deciding:
        hint = report.deciding[0].hint or (_REJECTED if report.verdict is Verdict.REJECTED else None)
        yield from hanging("What to do: ", inert(hint, most=_LONG), columns=width) if hint else ()


def _presenter(report: PresentationReport, paint: Paint, width: int) -> Iterator[str]:
    """Who, and for whom; an identifier stands here only if its holder showed the key."""
    who = "not shown"
    if report.presenter.shown:
        who = f"has the key of {inert(report.presenter.id or '')} ({inert(report.presenter.by or '')})"
    rows = [("Presenter", who), ("Audience", inert(report.audience))]
    if report.identity is not None:
        rows.insert(
            1, ("Person", f"the one of the {inert(report.identity.source)}" if report.identity.source else "not known")
        )
    for line in table(rows, columns=width):
        label = line.partition(" ")[0]
        yield line.replace(label, paint(HEADING, label), 1) if label else line


def _checks(report: PresentationReport, paint: Paint, width: int) -> Iterator[str]:
    yield paint(HEADING, "Checks of the presentation")
    for check in report.checks:
        if check.outcome is not Outcome.PASSED:
            yield from _line(
                check.outcome, f"{check.name}: {inert(check.message, most=_LONG)}{_at(check)}", paint, width
            )
    passed = [check.name for check in report.checks if check.outcome is Outcome.PASSED]
    if passed:
        yield from _line(Outcome.PASSED, ", ".join(passed), paint, width)
    for note in report.notes:
        yield from hanging("  - ", inert(note.message, most=_LONG), columns=width)


def _credentials(report: PresentationReport, paint: Paint, width: int) -> Iterator[str]:
    """A line or two for each: its verdict, whose it is, and why it is not accepted."""
    if not report.credentials:
        yield from wrapped("Nothing in it was looked at.", columns=width)
        return
    yield paint(HEADING, f"Credentials ({len(report.credentials)})") + ", each verified on its own"
    for at, one in enumerate(report.credentials, 1):
        yield from _line(one.report.verdict, f"{at}. {_told(one)}", paint, width)
    if len(report.credentials) > _FEW:
        yield from wrapped("For the whole report of each: --full.", columns=width)


def _told(one: PresentedCredential) -> str:
    """By whom and whose it is; of what is not accepted the reason alone."""
    report = one.report
    if report.deciding:
        where = f" (at {inert(one.pointer)})" if one.pointer else ""
        return f"{inert(report.deciding[0].message, most=_LONG)}{where}"
    learner = report.find("learner")
    whose = inert(learner.message, most=_LONG) if learner else ""
    return f"Issued by {inert(report.issuer.confirmed_name or report.issuer.id or '')}. {whose}"


def _line(kind: str, message: str, paint: Paint, width: int) -> Iterator[str]:
    word = str(kind).replace("_", " ")
    first, *others = hanging(f"  {word:{_OUTCOME}}", message, columns=width)
    yield first.replace(word, paint(kind, word), 1)
    yield from others


def _which(at: int, report: PresentationReport) -> str:
    return f"Credential {at} of {len(report.credentials)}"


def _at(check: Check) -> str:
    return f" (at {inert(check.pointer)})" if check.pointer else ""
