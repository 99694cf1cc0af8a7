"""``credseal explain``: what a code in a report or an error means, and what to do."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from credseal.cli import console, explanations
from credseal.encoding.inert import inert
from credseal.errors import InputError
from credseal.views.lines import hanging, wrapped

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from credseal.cli.explanations import Explanation, Family

SCHEMA = "credseal.explanation.v1"
_SHOWN = 60
_LEAST = 20  # columns for a summary, however narrow the terminal


def run(args: Namespace) -> int:
    """Explains a code, a family of codes, or the beginning of codes; without any, tells which families there are."""
    asked = args.code.strip().lower()
    if not asked:
        return _families(explanations.families(), as_json=args.json)
    explanation = explanations.find(asked)
    if explanation is not None:
        return _code(explanation, as_json=args.json)
    family = explanations.family(asked)
    if family is not None:
        return _family(family, as_json=args.json)
    return _beginning(asked, as_json=args.json)


def _families(found: Iterable[Family], *, as_json: bool) -> int:
    if as_json:
        return _json(families=[{"family": each.name, "about": each.about} for each in found])
    _list([(each.name, each.summary) for each in found])
    console.say()
    console.say("credseal explain FAMILY lists its codes.")
    return 0


def _family(family: Family, *, as_json: bool) -> int:
    if as_json:
        return _json(family=family.name, about=family.about, codes=[vars(each) for each in family.explanations])
    _paragraph(family.about)
    console.say()
    _list([(each.code, each.summary) for each in family.explanations])
    return 0


def _code(explanation: Explanation, *, as_json: bool) -> int:
    if as_json:
        return _json(**vars(explanation))
    console.say(f"{explanation.code} ({explanation.kind})")
    _paragraph(explanation.means)
    for line in hanging("What to do: ", explanation.do, columns=console.width()):
        console.say(line)
    return 0


def _beginning(asked: str, *, as_json: bool) -> int:
    found = explanations.beginning_with(asked)
    if not found:
        near = explanations.near(asked)
        raise InputError(
            f'No code is called "{inert(asked, most=_SHOWN)}", and none begins so.',
            code="usage.code",
            hint=f"Did you mean {' or '.join(near)}?" if near else "credseal explain lists the families of codes.",
        )
    if as_json:
        return _json(codes=[vars(each) for each in found])
    _list([(each.code, each.summary) for each in found])
    return 0


def _list(rows: Sequence[tuple[str, str]]) -> None:
    """One line for each; what does not fit is left out, the code's own explanation has it."""
    indent = max(len(name) for name, _ in rows) + 2
    for name, text in rows:
        console.say(f"{name:{indent}}{shorten(text, max(console.width() - indent, _LEAST), placeholder=' ...')}")


def _paragraph(text: str) -> None:
    for line in wrapped(text, columns=console.width()):
        console.say(line)


def _json(**answer: Any) -> int:
    console.show_json({"schema": SCHEMA, **answer})
    return 0
