"""What ``verify`` and ``inspect`` share: an answer for each file, told as it comes; of presentations one for all files, as one wallet answered.

answers = ask_all(args, verifier_of(args), full=False)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from credseal.cli import console
from credseal.cli.expecting import expected_learner, presented_to
from credseal.cli.problems import FAULT_CODE, fault, named, tell, to_dict
from credseal.cli.sources import expand, refuse_repeated_input, source_of, spoken
from credseal.cli.times import instant
from credseal.encoding.inert import inert
from credseal.errors import CredsealError
from credseal.report import Report, VerificationError
from credseal.report.presentation import PresentationError
from credseal.views import presentation, text
from credseal.views.lines import hanging

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from credseal.report.presentation import PresentationReport
    from credseal.verifier import Verifier

    AnyReport: TypeAlias = Report | PresentationReport

SCHEMA = "credseal.reports.v1"
UNREADABLE = "unreadable"
_WORDS = ("accepted", "rejected", "undetermined", UNREADABLE)
# From here on, a line for each file says more than a page for each.
_MANY = 4
_LONG = 400  # characters of a reason


@dataclass(frozen=True)
class Answer:
    """What came of one file, or of those that are one answer: a report, or an error where it could not be read.

    Attributes:
        name: the file, as it was named; of several, all of them.
        report: the report, or None.
        error: why there is none, or None.
    """

    name: str
    report: AnyReport | None
    error: CredsealError | None = None

    @property
    def is_fault(self) -> bool:
        """Whether credseal itself failed, so that nothing is known."""
        return self.error is not None and self.error.code == FAULT_CODE

    @property
    def word(self) -> str:
        """The verdict, or ``unreadable``."""
        return self.report.verdict.value if self.report else UNREADABLE


def ask_all(args: Namespace, verifier: Verifier, *, full: bool) -> list[Answer]:
    """Verifies every file and tells each answer as it comes; as JSON, all of them at the end. Presentations are one answer together.

    Raises:
        InputError: ``file.folder-empty``, ``file.folder-size``.
        UsageError: ``usage.time``, ``usage.standard-input``, ``usage.presentation``.
    """
    files = expand(args.files)
    refuse_repeated_input(files)
    at = None if args.at is None else instant("--at", args.at)
    expected = {"issuer": args.issuer, "learner": expected_learner(args), "at": at}
    occasion = presented_to(args)
    verify: Callable[..., AnyReport] = verifier.verify_presentation if occasion else verifier.verify
    ask = partial(verify, **expected, **occasion)
    asked = [files] if occasion else [[name] for name in files]
    answers = []
    for names in asked:
        answer = _ask(ask, names)
        answers.append(answer)
        if args.json:
            console.progress(len(answers), len(asked), "verified")
        elif len(asked) >= _MANY and not full:
            _tell_shortly(answer)
        else:
            _tell(answer, heading=len(asked) > 1, full=full)
    if args.json:
        console.show_json(_json(answers))
    elif len(answers) > 1:
        console.say(_counted(answers))
        if len(asked) >= _MANY and not full:
            console.say("For the whole report of one: credseal verify FILE; of all: --full.")
    return answers


def _ask(ask: Callable[..., AnyReport], names: Sequence[str]) -> Answer:
    name = ", ".join(names)
    try:
        sources = [source_of(each) for each in names]
        return Answer(name, ask(sources[0] if len(sources) == 1 else sources))
    except (VerificationError, PresentationError) as error:
        return Answer(name, error.report)
    except CredsealError as error:
        error.message = named(spoken(name), error)
        return Answer(name, None, error)
    except Exception as error:  # noqa: BLE001  a fault of ours over one file must not keep the others from an answer
        problem = fault(error)
        problem.message = named(spoken(name), problem)
        return Answer(name, None, problem)


def _tell(answer: Answer, *, heading: bool, full: bool) -> None:
    if answer.error is not None:
        console.flush()  # in the order of the files, where both outputs are one terminal
        tell(answer.error, as_json=False)
    elif answer.report is not None:
        if heading:
            console.heading(answer.name)
        console.show(_rendered(answer.report, full=full))
        if heading:
            console.say()


def _rendered(report: AnyReport, *, full: bool) -> str:
    colour, width = console.has_colour(), console.width()
    if isinstance(report, Report):
        return text.render(report, colour=colour, width=width, full=full)
    return presentation.render(report, colour=colour, width=width, full=full)


def _tell_shortly(answer: Answer) -> None:
    """One file: the verdict, its name, and the reason."""
    reason = answer.report.headline if answer.report else str(answer.error)
    _, _, reason = reason.partition(": ") if answer.report else ("", "", reason)
    head = f"{answer.word.upper() if answer.word != 'accepted' else answer.word:<13}"
    for line in hanging(head, inert(answer.name), columns=console.width()):
        console.show(f"{line}\n")
    if answer.word != "accepted":
        for line in hanging(" " * len(head), inert(reason, most=_LONG), columns=console.width()):
            console.show(f"{line}\n")


def _json(answers: list[Answer]) -> dict[str, Any]:
    if len(answers) == 1:
        return _plain(answers[0])
    counts = Counter(answer.word for answer in answers)
    reports = [{"file": answer.name, **_plain(answer)} for answer in answers]
    return {"schema": SCHEMA, "counts": {word: counts[word] for word in _WORDS}, "reports": reports}


def _plain(answer: Answer) -> dict[str, Any]:
    if answer.error is not None:
        return to_dict(answer.error)
    return answer.report.to_dict() if answer.report else {}


def _counted(answers: list[Answer]) -> str:
    counts = Counter(answer.word for answer in answers)
    return f"{len(answers)} files: " + ", ".join(f"{counts[word]} {word}" for word in _WORDS if counts[word]) + "."
