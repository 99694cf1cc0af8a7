r"""Several facts in one text that people can read: a line for each, ``name: value``.

Formats have one text for whatever has no member of its own: the ``targetDescription`` of an Alignment (Open Badges), a Note (European
Learning Model). Where that is a single text, it is written as it is; where it is several facts, each has a line. The next lines of a
value that has several are indented by two spaces. A name is the field's name in the model, with dots into its parts and numbers into
its lists.

    write_lines({"scope": "institution", "body": {"id": "https://agency.example/"}})
    # 'scope: institution\nbody.id: https://agency.example/'
    read_lines("scope: institution", known={"scope", "body"})        # {'scope': 'institution'}
    read_lines("Accredited since 1999.", known={"scope", "body"})    # None: somebody's own words
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

# Short enough that no name nests deeply or counts far, whoever wrote it.
_LINE = re.compile(r"(?P<name>[a-z_]{1,40}(\.([a-z_]{1,40}|[1-9][0-9]{0,2})){0,5}): (?P<value>.*)", re.DOTALL)
_INDENT = "  "


def flatten(plain: Any, prefix: str = "") -> dict[str, str]:
    """Plain data as paths and texts: ``{"a": {"b": [1]}}`` is ``{"a.b.1": "1"}``."""
    if isinstance(plain, Mapping):
        members = [(str(name), value) for name, value in plain.items()]
    elif isinstance(plain, list):
        members = [(str(number), value) for number, value in enumerate(plain, start=1)]
    else:
        return {prefix: ("yes" if plain else "no") if isinstance(plain, bool) else str(plain)}
    flat: dict[str, str] = {}
    for name, value in members:
        flat.update(flatten(value, f"{prefix}.{name}" if prefix else name))
    return flat


def unflatten(flat: Mapping[str, Any]) -> dict[str, Any] | None:
    """The reverse of ``flatten``, values as they are; None where a path is both a value and something that holds values."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        *steps, last = path.split(".")
        branch = tree
        for step in steps:
            below = branch.setdefault(step, {})
            if not isinstance(below, dict):
                return None
            branch = below
        if last in branch:
            return None
        branch[last] = value
    return {name: _lists(value) for name, value in tree.items()}


def write_lines(flat: Mapping[str, str]) -> str:
    """One text of several facts."""
    return "\n".join(f"{name}: {value.replace(chr(10), chr(10) + _INDENT)}" for name, value in flat.items())


def read_lines(text: str, known: Collection[str]) -> dict[str, str] | None:
    """The facts of a text that was written by ``write_lines``.

    Args:
        text: any text.
        known: the names that may stand there, without what follows a dot.

    Returns:
        Paths and texts; None if the text is not of this form.
    """
    flat: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if name and line.startswith(_INDENT):
            flat[name] += "\n" + line.removeprefix(_INDENT)
            continue
        match = _LINE.fullmatch(line)
        if not match or match["name"].split(".")[0] not in known or match["name"] in flat:
            return None
        name = match["name"]
        flat[name] = match["value"]
    return flat


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(step.isdigit() for step in value):
        return [_lists(value[step]) for step in sorted(value, key=int)]
    return {step: _lists(below) for step, below in value.items()}
