"""The elements of the European standard, for people at a terminal.

print(render(check_completeness(report)), end="")        # Complete: 11 of 11 mandatory and 3 of 5 optional elements ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding.inert import inert
from credseal.views.lines import hanging

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.checks.completeness import Completeness, Element
    from credseal.findings import Finding

_WORDS = {"present": "has", "missing": "MISSING", "not_applicable": "n/a"}
_OPTIONAL_MISSING = "-"
_SEVERITIES = {"error": "WRONG", "warning": "beware", "info": "note"}
_COLOURS = {"has": "\x1b[32m", "MISSING": "\x1b[31m", "WRONG": "\x1b[31m", "beware": "\x1b[33m"}
_MOST = 20
_LONG = 400
_PLAIN = "\x1b[0m"
_INDENT = 11
_LAST = "It is a look at what the document says; whether it can be relied on, credseal verify tells."


def render(answer: Completeness, *, form: Sequence[Finding] = (), colour: bool = False, width: int = 100) -> str:
    """The answer as lines of text, inert, ending with a line feed.

    Args:
        answer: what to tell.
        form: what is wrong, or odd, in how the document is written.
        colour: ANSI colours.
        width: columns.
    """
    return "".join(f"{line}\n" for line in _lines(answer, form, colour=colour, width=width))


def _lines(answer: Completeness, form: Sequence[Finding], *, colour: bool, width: int) -> Iterator[str]:
    verdict = "Complete" if answer.is_complete else "Incomplete"
    yield from hanging(f"{verdict}: ", answer.headline + ".", columns=width)
    for obligation in ("mandatory", "optional"):
        yield ""
        yield obligation.capitalize()
        for element in answer.elements:
            if element.obligation == obligation:
                yield from _element(element, colour=colour, width=width)
    if form:
        yield ""
        yield "Form"
        for one in form[:_MOST]:
            yield from _fault(one, colour=colour, width=width)
        if len(form) > _MOST:
            yield f"  ... and {len(form) - _MOST} more (--json tells all)"
    yield ""
    yield from hanging("", _LAST, columns=width)


def _fault(one: Finding, *, colour: bool, width: int) -> Iterator[str]:
    word = _SEVERITIES[one.severity]
    painted = f"{_COLOURS[word]}{word}{_PLAIN}" if colour and word in _COLOURS else word
    first, *rest = hanging(" " * _INDENT, inert(one.message, most=_LONG), columns=width)
    yield f"  {painted}{' ' * (_INDENT - 2 - len(word))}{first[_INDENT:]}"
    yield from rest
    if one.pointer:
        yield f"{' ' * _INDENT}at {inert(one.pointer)}"
    if one.hint:
        yield from hanging(" " * _INDENT + "> ", inert(one.hint, most=_LONG), columns=width)


def _element(element: Element, *, colour: bool, width: int) -> Iterator[str]:
    word = _WORDS[element.status]
    if element.status == "missing" and element.obligation == "optional":
        word = _OPTIONAL_MISSING
    painted = f"{_COLOURS[word]}{word}{_PLAIN}" if colour and word in _COLOURS else word
    head = f"  {painted}{' ' * (_INDENT - 2 - len(word))}"
    first, *rest = hanging(" " * _INDENT, element.words, columns=width)
    yield head + first[_INDENT:]
    yield from rest
    if element.found_at is not None:
        yield f"{' ' * _INDENT}at {inert(element.found_at)}"
    for sentence in element.advice:
        yield from hanging(" " * _INDENT + "> ", sentence, columns=width)
