"""Reading somebody else's JSON without trusting its shape: every member that was understood is remembered, and no other.

log = Log()
root = Node(document, "", log)
root.text("name")                    # a str or None; a member of another kind is a finding
for each in root.nodes("evidence"):  # one object or an array of them
    each.iri("id")
log.unread(document)                 # JSON pointers to what nobody asked for
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from credseal.errors import ModelError, pointer_to
from credseal.findings import Finding, Severity
from credseal.model.values import shape_of

T = TypeVar("T")


class Log:
    """What was read, where the elements were found, and what was odd."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.found_at: dict[str, str] = {}
        self._read: set[str] = set()
        self._entered: set[str] = {""}

    def report(self, code: str, message: str, pointer: str, *, severity: Severity = "warning") -> None:
        """Add a finding."""
        self.findings.append(Finding(f"openbadges.{code}", severity, message, pointer))

    def read(self, pointer: str) -> None:
        """The member was understood, with everything in it."""
        self._read.add(pointer)

    def unmark(self, pointer: str) -> None:
        """The member was not understood after all."""
        self._read.discard(pointer)
        self._entered.discard(pointer)

    def enter(self, pointer: str) -> None:
        """The member is being read; what is understood in it is remembered one by one."""
        self._entered.add(pointer)

    def found(self, element: str, pointer: str) -> None:
        """An element is here; the first place counts."""
        self.found_at.setdefault(element, pointer)

    def build(self, pointer: str, make: Callable[..., T], *args: Any, **fields: Any) -> T | None:
        """Build a model value; where that cannot be, a finding is added and the member counts as not understood."""
        try:
            return make(*args, **fields)
        except ModelError as error:
            self.report("impossible-value", f"What is said here cannot be: {error.message}", pointer)
            self.unmark(pointer)
            return None

    def unread(self, document: Any) -> tuple[str, ...]:
        """Pointers to the members that were not understood; what is inside one of them is not listed again."""
        left: list[str] = []
        waiting = [("", document)]
        while waiting:
            pointer, value = waiting.pop()
            if pointer in self._read:
                continue
            if pointer not in self._entered or not isinstance(value, dict | list):
                left.append(pointer)
                continue
            members = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend((_below(pointer, name), below) for name, below in reversed(list(members)))
        return tuple(left)


def _below(pointer: str, step: str | int) -> str:
    """The pointer one step further; most steps need no escaping, and most of the time of a reading went into pointers."""
    if isinstance(step, int) or ("/" not in step and "~" not in step):
        return f"{pointer}/{step}"
    return pointer + pointer_to(step)


class Node:
    """A JSON object and where it stands.

    Args:
        members: the object.
        pointer: to the object.
        log: of the whole document.
    """

    def __init__(self, members: Mapping[str, Any], pointer: str, log: Log) -> None:
        self.members = members
        self.pointer = pointer
        self.log = log
        log.enter(pointer)
        self.mark("type")

    def at(self, name: str) -> str:
        """The pointer to a member."""
        return _below(self.pointer, name)

    def mark(self, *names: str) -> None:
        """Members that need no reading here."""
        for name in names:
            self.log.read(self.at(name))

    def text(self, name: str) -> str | None:
        """A member that is text."""
        return self._member(name, str, "text")

    def texts(self, name: str) -> tuple[str, ...]:
        """A member that is an array of texts, or one text."""
        value = self.members.get(name)
        values = value if isinstance(value, list) else [value]
        if name not in self.members or not all(isinstance(each, str) for each in values):
            self._odd(name, "texts")
            return ()
        self.mark(name)
        return tuple(values)

    def flag(self, name: str) -> bool | None:
        """A member that is true or false."""
        return self._member(name, bool, "true or false")

    def node(self, name: str) -> "Node | None":
        """A member that is an object."""
        value = self.members.get(name)
        if not isinstance(value, Mapping):
            self._odd(name, "an object")
            return None
        return Node(value, self.at(name), self.log)

    def nodes(self, name: str) -> Iterator["Node"]:
        """A member that is an array of objects, or one object."""
        value = self.members.get(name)
        if isinstance(value, list):
            self.log.enter(self.at(name))
            for index, each in enumerate(value):
                if isinstance(each, Mapping):
                    yield Node(each, _below(self.at(name), index), self.log)
                else:
                    self._report(_below(self.at(name), index), "an object", each)
        elif name in self.members:
            node = self.node(name)
            if node:
                yield node

    def _member(self, name: str, kind: type[T], expected: str) -> T | None:
        value = self.members.get(name)
        if not isinstance(value, kind):
            self._odd(name, expected)
            return None
        self.mark(name)
        return value

    def _odd(self, name: str, expected: str) -> None:
        if name in self.members:
            self._report(self.at(name), expected, self.members[name])

    def _report(self, pointer: str, expected: str, value: Any) -> None:
        self.log.report("odd-shape", f"This should be {expected}, it is {shape_of(value)}.", pointer)
