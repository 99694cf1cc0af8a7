"""A report as text: understood in ten seconds, and impossible to fake from inside a document.

    print(render(report, colour=sys.stdout.isatty(), width=80))

From top to bottom: the verdict, why, and what to do; the four questions of the European approach (whose, by whom, when, where);
the checks, those that decide first, those that passed on one line; proofs and notes that need attention; and apart, every line
behind a bar, what the document says. Above the bar stand the verifier's words, dates that were parsed, and identifiers that were
authenticated; the document's own words only where the verdict is "accepted", and then in quotation marks. All of it is made inert
(see ``inert``), colours alone are commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.completeness import check_completeness
from credseal.encoding.inert import inert
from credseal.report import TRUSTED_TIMESTAMP, Outcome, Verdict
from credseal.views import seal
from credseal.views.claims import moment, summary, whole
from credseal.views.lines import hanging, table, wrapped
from credseal.views.painting import HEADING, as_it_is, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.findings import Finding
    from credseal.profiles.reading import Reading
    from credseal.report import Report
    from credseal.views.painting import Paint

_WIDTH = 100
_LONG = 400  # of a message of the verifier's
_NAME = 40  # of a name that a document gives to something of its own
_FEW = 3
_MANY = 8
_BAR = "  | "
_STEP = 4
_OUTCOME = 16  # columns of the longest outcome and a gap
_NOTEWORTHY = (Outcome.FAILED, Outcome.INCONCLUSIVE)
_IN_A_LINE = (Outcome.PASSED, Outcome.NOT_APPLICABLE, Outcome.NOT_REQUESTED)
_REASONED = (Outcome.NOT_APPLICABLE,)
_ASKED_FOR = frozenset({"onedtech"})  # its answer is more than that it passed
_ISSUED = {
    "created": "signed",
    "iat": "signed",
    "sigTst": "sealed",
    "validFrom": "valid from",
    "issuanceDate": "valid from",
}
_REJECTED = "Do not rely on it; ask the issuer for one that is right."
_WORST = {"error": 0, "warning": 1, "info": 2}


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
    paint = painted if colour else as_it_is
    sections = (
        _verdict(report, paint, width),
        _questions(report, paint, width),
        _seal(report, paint, width),
        _checks(report, paint, width, full=full),
        _proofs(report, paint, width, full=full),
        _endorsements(report, paint, width),
        _notes(report, paint, width, full=full),
        _claims(report, paint, width, full=full),
    )
    shown = [list(lines) for lines in sections]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in shown if lines)


def _verdict(report: Report, paint: Paint, width: int) -> Iterator[str]:
    word = report.verdict.value
    reason = report.headline.removeprefix(f"{word.capitalize()}: ")
    first, *others = hanging(f"{word.upper()}  ", _sentence(reason), columns=width)
    yield paint(word, word.upper()) + first.removeprefix(word.upper())
    yield from others
    deciding = report.deciding
    if len(deciding) > 1:
        names = ", ".join(_spaced(check.name) for check in deciding[1:])
        yield from wrapped(f"Also {_spaced(deciding[0].outcome)}: {names}.", columns=width)
    hint = _hint(report)
    if hint:
        yield from hanging("What to do: ", inert(hint, most=_LONG), columns=width)


def _questions(report: Report, paint: Paint, width: int) -> Iterator[str]:
    """Whose, by whom, when, where; in the document's own words only if it was accepted."""
    answers = (("Holder", _holder), ("Issuer", _issuer), ("Date", _date), ("Place", _place))
    rows = [(label, answer(report)) for label, answer in answers]
    for line in table(rows, columns=width):
        label = line.partition(" ")[0]
        yield line.replace(label, paint(HEADING, label), 1) if label else line


def _holder(report: Report) -> str:
    """Which comparison was made, and how it ended; that something agrees is not yet who somebody is."""
    learner = report.find("learner")
    if learner is None or report.learner.presenter == "not_requested":
        return "not checked"
    return _said(report, learner.message)


def _issuer(report: Report) -> str:
    authenticated = report.find("issuer_authenticated")
    issuer = report.issuer
    if authenticated is None or authenticated.outcome is not Outcome.PASSED or issuer.id is None:
        return "not established"
    by = f"known by {inert(issuer.confirmed_by)}" if issuer.confirmed_by else "for whom nobody you trust vouches"
    name = f"{inert(issuer.confirmed_name)}, " if issuer.confirmed_name else ""
    return f"{name}{by} ({inert(issuer.id)})" if issuer.confirmed_by else f"{inert(issuer.id)}, {by}"


def _date(report: Report) -> str:
    """The award and the issuing, each as far as it is told; all of it claims."""
    issued = report.issued
    awarded = f"awarded on {issued.awarded_on.isoformat()}" if issued.awarded_on else None
    is_seal = report.seal is not None and issued.stated_in == "iat"  # tokens have such a time, too
    how = "sealed" if is_seal else _ISSUED.get(issued.stated_in or "", "issued")
    made = f"{how} {moment(issued.instant)}" if issued.instant else None
    by = "says the issuer" if report.verdict is Verdict.ACCEPTED else "not confirmed"
    if made and issued.known_by == TRUSTED_TIMESTAMP:
        told = f"{made} at the latest, by a trusted timestamp"
        return f"{awarded}, {by}; {told}" if awarded else told
    return f"{', '.join(filter(None, (awarded, made)))}; {by}" if awarded or made else "not stated"


def _place(report: Report) -> str:
    words, known_by = report.place.words, report.place.known_by
    if words is None:
        return "not stated"
    how = "from the issuer's address" if known_by == "derived" else known_by
    if report.verdict is not Verdict.ACCEPTED:
        return f"{how}, not confirmed (see what the document says)"
    return f'"{inert(words)}", {"says the issuer" if known_by == "stated" else how}'


def _seal(report: Report, paint: Paint, width: int) -> Iterator[str]:
    if report.seal is not None:
        yield paint(HEADING, "Seal")
        yield from table(seal.rows(report), columns=width, prefix="  ")


def _checks(report: Report, paint: Paint, width: int, *, full: bool) -> Iterator[str]:
    yield paint(HEADING, "Checks")
    if full:
        yield from _every_check(report, paint, width)
        return
    for outcome in _NOTEWORTHY:
        for check in report.checks:
            if check.outcome is outcome:
                where = f" (at {inert(check.pointer)})" if check.pointer else ""
                yield from _ended(
                    outcome, f"{_spaced(check.name)}: {_said(report, check.message)}{where}", paint, width
                )
    for outcome in _IN_A_LINE:
        for check in report.checks:
            if check.outcome is outcome and check.name in _ASKED_FOR:
                yield from _ended(outcome, f"{_spaced(check.name)}: {inert(check.message, most=_LONG)}", paint, width)
        ended = [check for check in report.checks if check.outcome is outcome and check.name not in _ASKED_FOR]
        reasons = ": " + inert(ended[0].message, most=_LONG) if len(ended) == 1 and outcome in _REASONED else ""
        if ended:
            yield from _ended(outcome, ", ".join(_spaced(check.name) for check in ended) + reasons, paint, width)


def _ended(outcome: Outcome, text: str, paint: Paint, width: int) -> Iterator[str]:
    word = _spaced(outcome)
    first, *others = hanging(f"  {word:{_OUTCOME}}", text, columns=width)
    yield first.replace(word, paint(outcome, word), 1)
    yield from others


def _every_check(report: Report, paint: Paint, width: int) -> Iterator[str]:
    names = max((len(check.name) for check in report.checks), default=0) + 2
    for check in report.checks:
        where = f" (at {inert(check.pointer)})" if check.pointer else ""
        hint = f" {inert(check.hint, most=_LONG)}" if check.hint else ""
        outcome = _spaced(check.outcome)
        head = f"  {outcome:{_OUTCOME}}{_spaced(check.name):{names}}"
        first, *others = hanging(head, inert(check.message, most=_LONG) + where + hint, columns=width)
        yield first.replace(outcome, paint(check.outcome, outcome), 1)
        yield from others


def _proofs(report: Report, paint: Paint, width: int, *, full: bool) -> Iterator[str]:
    signature = report.find("signature")
    # One proof of which the check of the signature said all.
    told = len(report.proofs) == 1 and signature is not None and signature.outcome is report.proofs[0].outcome
    if not report.proofs or (told and not full):
        return
    yield paint(HEADING, f"Proofs ({len(report.proofs)})")
    for proof in report.proofs[: None if full else _MANY]:
        where = f"at {inert(proof.pointer)}" if proof.pointer else "around it"
        text = f'"{inert(proof.suite, most=_NAME)}" ({where}): {_said(report, proof.message)}'
        yield from _ended(proof.outcome, text, paint, width)
    yield from _rest(len(report.proofs), _MANY, full=full)


def _endorsements(report: Report, paint: Paint, width: int) -> Iterator[str]:
    """Each with its own verdict, which is none about the credential."""
    if not report.endorsements:
        return
    yield paint(HEADING, f"Endorsements ({len(report.endorsements)})") + ", each verified on its own"
    for one in report.endorsements:
        who = one.report.issuer.confirmed_name or one.report.issuer.id
        by = f"by {inert(who, most=_NAME)}" if who else "by nobody who could be established"
        what = f', for "{inert(one.endorses, most=_NAME)}"' if one.endorses else ""
        what += "" if one.fits else " (something else than this)"
        why = f": {inert(one.report.deciding[0].message, most=_LONG)}" if one.report.deciding else ""
        head = f"  {one.report.verdict.value:<{_OUTCOME}}"
        first, *others = hanging(head, f"{by}{what}{why} (at {inert(one.pointer)})", columns=width)
        yield first.replace(one.report.verdict.value, paint(one.report.verdict, one.report.verdict.value), 1)
        yield from others


def _notes(report: Report, paint: Paint, width: int, *, full: bool) -> Iterator[str]:
    """The worst first; what is said of several members, once."""
    told = {(check.message, check.pointer) for check in report.checks}
    places: dict[str, list[Finding]] = {}
    for note in sorted(report.notes, key=lambda note: _WORST[note.severity]):
        if (note.message, note.pointer) not in told:
            places.setdefault(note.message, []).append(note)
    if places:
        yield paint(HEADING, f"Notes ({len(places)})")
    for message, notes in list(places.items())[: None if full else _FEW]:
        yield from hanging("  - ", inert(message, most=_LONG) + _where(notes), columns=width)
    yield from _rest(len(places), _FEW, full=full)


def _where(notes: list[Finding]) -> str:
    first, more = notes[0].pointer, len(notes) - 1
    if not first:
        return ""
    others = f", and in {more} more place{'s' if more > 1 else ''}" if more else ""
    return f" (at {inert(first)}{others})"


def _claims(report: Report, paint: Paint, width: int, *, full: bool) -> Iterator[str]:
    worth = {
        Verdict.ACCEPTED: "the issuer's words",
        Verdict.UNDETERMINED: "not confirmed, see above",
        Verdict.REJECTED: "rejected: do not rely on any of this",
    }
    if report.reading is None:
        yield "What the document says is not shown: it is not of a kind that credseal reads."
        return
    yield paint(HEADING, "The document says") + f" ({worth[report.verdict]})"
    rows = [*summary(report.reading), ("Elements", _elements(report.reading))]
    yield from table(rows, columns=width, prefix=_BAR)
    if not full:
        return
    yield _BAR.rstrip()
    for line in whole(report.reading):
        text = line.lstrip(" ")
        head = _BAR + " " * (len(line) - len(text))
        first, *others = wrapped(text, columns=width - len(head) - _STEP)
        yield head + first
        yield from (f"{head}{' ' * _STEP}{other}" for other in others)


def _elements(reading: Reading) -> str:
    """How much of what the European standard asks for is said; a look, never part of the verdict."""
    answer = check_completeness(reading)
    lacking = f"; lacks {', '.join(_spaced(one.name) for one in answer.missing)}" if answer.missing else ""
    return answer.counted + lacking


def _rest(count: int, shown: int, *, full: bool) -> Iterator[str]:
    if count > shown and not full:
        yield f"  ... and {count - shown} more"


def _hint(report: Report) -> str | None:
    if report.deciding:
        otherwise = _REJECTED if report.verdict is Verdict.REJECTED else None
        return report.deciding[0].hint or otherwise
    learner = report.find("learner")
    return learner.hint if learner else None


def _said(report: Report, message: str) -> str:
    """A message; of the one that stands at the top already its code, for ``credseal explain``."""
    above = report.deciding and message == report.deciding[0].message
    return f"as said above ({inert(report.deciding[0].code)})" if above else inert(message, most=_LONG)


def _sentence(text: str) -> str:
    return inert(text[:1].upper() + text[1:], most=_LONG)


def _spaced(name: str) -> str:
    return name.replace("_", " ")
