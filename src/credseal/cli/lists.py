"""``credseal lists``: entries of the European lists, as records refer to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.cli import console
from credseal.cli.problems import UsageError
from credseal.encoding.inert import inert
from credseal.model import vocabularies
from credseal.views.lines import table

if TYPE_CHECKING:
    from argparse import Namespace

    from credseal.model.concepts import Concept

SCHEMA = "credseal.list.v1"


def run(args: Namespace) -> int:
    """Shows the lists, or the entries of one."""
    if args.name is None:
        return _names(args)
    if args.name not in vocabularies.LISTS:
        raise UsageError(
            f"There is no list {args.name!r}.", code="usage.list", hint=f"There are {', '.join(vocabularies.LISTS)}."
        )
    words = [word.casefold() for word in args.words]
    found = [one for one in vocabularies.concepts(args.name) if all(word in _text(one).casefold() for word in words)]
    if args.json:
        entries = [{"uri": one.uri, "label": dict(one.label) if one.label else {}} for one in found]
        console.show_json({"schema": SCHEMA, "list": args.name, "entries": entries})
    else:
        rows = [(inert(_label(one)), inert(str(one.uri))) for one in found]
        console.show("".join(f"{line}\n" for line in table(rows, columns=console.width())))
        console.say(
            f"{len(found)} entries. In a record, name, code and URI all mean the entry." if found else "No such entry."
        )
    return 0 if found else 1


def _names(args: Namespace) -> int:
    if args.json:
        console.show_json({"schema": SCHEMA, "lists": dict(vocabularies.LISTS)})
        return 0
    width = max(map(len, vocabularies.LISTS)) + 2
    for name, words in vocabularies.LISTS.items():
        console.beside(f"{name:{width}}", words)
    return 0


def _text(concept: Concept) -> str:
    return f"{_label(concept)} {concept.uri}"


def _label(concept: Concept) -> str:
    return concept.label.in_language("en")[1] if concept.label else ""
