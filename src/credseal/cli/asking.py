"""What ``verify`` and ``inspect`` share: a verifier made from options, and an answer for each file.

verifier = verifier_of(args)
answers = ask_all(args, verifier, full=False)       # told as they come
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.cli import console
from credseal.cli.problems import FAULT_CODE, UsageError, about, fault, named, tell, to_dict
from credseal.cli.times import instant
from credseal.did.resolver import DefaultResolver
from credseal.encoding import strict_json
from credseal.errors import CredsealError, InputError
from credseal.files import read
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.net.guarded import guarded_fetch
from credseal.report import VerificationError
from credseal.trust.register import Register
from credseal.verifier import Verifier
from credseal.views.inert import inert
from credseal.views.text import render

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.encoding.strict_json import JsonObject
    from credseal.report import Report

SCHEMA = "credseal.reports.v1"
UNREADABLE = "unreadable"
_STANDARD_INPUT = "-"
_WORDS = ("accepted", "rejected", "undetermined", UNREADABLE)


@dataclass(frozen=True)
class Answer:
    """What came of one file: a report, or an error where it could not be read.

    Attributes:
        name: the file, as it was named.
        report: the report, or None.
        error: why there is none, or None.
    """

    name: str
    report: Report | None
    error: CredsealError | None = None

    @property
    def is_fault(self) -> bool:
        """Whether credseal itself failed, so that nothing is known."""
        return self.error is not None and self.error.code == FAULT_CODE

    @property
    def word(self) -> str:
        """The verdict, or ``unreadable``."""
        return self.report.verdict.value if self.report else UNREADABLE


def verifier_of(args: Namespace) -> Verifier:
    """A verifier as the options have it.

    Raises:
        UsageError: ``usage.context``.
        CredsealError: a register, document or context cannot be read.
    """
    fetch = None if args.offline else guarded_fetch
    documents = dict(_document(name) for name in args.document)
    extra = dict(_context(given) for given in args.context)
    return Verifier(
        Policy.DOMAIN if args.policy == "domain" else Policy.AUTHENTIC,
        resolver=DefaultResolver(fetch, documents=documents),
        fetch=fetch,
        trust=[_register(name) for name in args.register],
        contexts=Contexts(extra=extra) if extra else BUNDLED,
    )


def source_of(name: str) -> Path | bytes:
    """A file, or what comes on standard input, within bounds.

    Raises:
        InputError: ``file.folder``, ``file.size``, ``file.unreadable``.
    """
    if name != _STANDARD_INPUT:
        if _is_folder(Path(name)):
            raise InputError(
                f"{name} is a folder; credentials are verified file by file.",
                code="file.folder",
                hint=f"Name the files, e.g. {name.rstrip('/')}/*.json.",
            )
        return Path(name)
    limit = strict_json.DEFAULT.bytes
    if sys.stdin is None:
        raise InputError("There is no standard input.", code="file.unreadable")
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"Standard input holds more than {limit} bytes; nothing of that size is read.", code="file.size"
        )
    return data


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, say: reading tells
        return False


def refuse_repeated_input(args: Namespace) -> None:
    """Standard input can be read once.

    Raises:
        UsageError: ``usage.standard-input``.
    """
    if args.files.count(_STANDARD_INPUT) > 1:
        raise UsageError("Standard input (-) can be read once only.", code="usage.standard-input")


def ask_all(args: Namespace, verifier: Verifier, *, full: bool) -> list[Answer]:
    """Verifies every file and tells each answer as it comes; as JSON, all of them at the end.

    Raises:
        UsageError: ``usage.time``, ``usage.standard-input``.
    """
    refuse_repeated_input(args)
    at = None if args.at is None else instant("--at", args.at)
    expected = {"issuer": args.issuer, "learner": _learner(args), "at": at}
    answers = []
    for name in args.files:
        answer = _ask(verifier, name, expected)
        answers.append(answer)
        if not args.json:
            _tell(answer, heading=len(args.files) > 1, full=full)
    if args.json:
        console.show_json(_json(answers))
    elif len(answers) > 1:
        console.say(_counted(answers))
    return answers


def _ask(verifier: Verifier, name: str, expected: dict[str, Any]) -> Answer:
    try:
        return Answer(name, verifier.verify(source_of(name), **expected))
    except VerificationError as error:
        return Answer(name, error.report)
    except CredsealError as error:
        error.message = named(_spoken(name), error)
        return Answer(name, None, error)
    except Exception as error:  # noqa: BLE001  a fault of ours over one file must not keep the others from an answer
        problem = fault(error)
        problem.message = named(_spoken(name), problem)
        return Answer(name, None, problem)


def _spoken(name: str) -> str:
    return "standard input" if name == _STANDARD_INPUT else name


def _tell(answer: Answer, *, heading: bool, full: bool) -> None:
    if answer.error is not None:
        console.flush()  # in the order of the files, where both outputs are one terminal
        tell(answer.error, as_json=False)
    elif answer.report is not None:
        if heading:
            console.say(f"{answer.name}:")
        console.show(render(answer.report, colour=console.has_colour(), width=console.width(), full=full))
        if heading:
            console.say()


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


def _learner(args: Namespace) -> ExpectedLearner | None:
    if args.learner_did is None and args.learner_email is None:
        return None
    return ExpectedLearner(did=args.learner_did, email=args.learner_email)


def _register(name: str) -> Register:
    with about(name):
        return Register.load(Path(name))


def _document(name: str) -> tuple[str, JsonObject]:
    document = _json_object(name)
    identifier = document.get("id")
    if not isinstance(identifier, str):
        raise InputError(
            f'{name}: A DID or controller document has an "id", a text.', code="document.id", pointer="/id"
        )
    return identifier, document


def _context(given: str) -> tuple[str, JsonObject]:
    url, _, name = given.rpartition("=")
    if not url:
        raise UsageError(
            f"--context {inert(given)} names no URL.", code="usage.context", hint="Write --context URL=FILE."
        )
    document = _json_object(name)
    if "@context" not in document:
        raise InputError(f'{name}: A context document has the member "@context".', code="contexts.shape", pointer="")
    return url, document


def _json_object(name: str) -> JsonObject:
    with about(name):
        value = strict_json.loads(read(Path(name), limit=strict_json.DEFAULT.bytes))
    if not isinstance(value, dict):
        raise InputError(f"{name}: The JSON is not an object.", code="json.shape", pointer="")
    return value
