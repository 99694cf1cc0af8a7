"""Reading somebody else's JSON without trusting its shape: every member that was understood is remembered, and no other.

log = Log(document, family="openbadges")     # findings are openbadges.odd-shape and the like
root = Node(document, "", log)
root.text("name")                    # a str or None; a member of another kind is a finding
for each in root.nodes("evidence"):  # one object or an array of them
    each.text("id")
root.described("issuer")             # the object, with what the document says of the same id elsewhere
for each in root.resolved("hasPart"): # as ``nodes``; a mere reference is the object with that id
    each.text("title")
log.unread(document)                 # JSON pointers to what nobody asked for
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError
from credseal.findings import Finding, Severity
from credseal.model.values import shape_of
from credseal.profiles.mentions import APART, REFERENCE, Mentions, pointer_below

T = TypeVar("T")
_MOST = 10**12  # no amount or degree is larger; not a judgement, but digits cost time
_DEEPEST_REFERENCE = 8  # references may go round in circles


class Log:
    """What was read, where the elements were found, and what was odd.

    Args:
        document: what is read, to look up what is said of a node (an ``id``) in several places.
        family: what stands before the dot in the codes of findings: the profile.
        extended: whether the document has the context that language maps need.
    """

    def __init__(self, document: Any = None, *, family: str, extended: bool = False) -> None:
        self.family = family
        self.extended = extended
        self.findings: list[Finding] = []
        self.found_at: dict[str, str] = {}
        self._reported: set[Finding] = set()
        self.mentions = Mentions(document)
        self._read: set[str] = set()
        self._entered: set[str] = {""}

    def report(self, code: str, message: str, pointer: str, *, severity: Severity = "warning") -> None:
        """Add a finding."""
        finding = Finding(f"{self.family}.{code}", severity, message, pointer)
        if finding not in self._reported:  # a node that is mentioned twice is read twice
            self._reported.add(finding)
            self.findings.append(finding)

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

    def enter_node(self, pointer: str) -> None:
        """The object is being read; its type needs no reading."""
        self._entered.add(pointer)
        self._read.add(f"{pointer}/type")

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

    def assemble(self, record: Callable[..., T], fields: Mapping[str, Any]) -> T:
        """Build a record that may be empty; what contradicts the rest of it is left out, and a finding says so."""
        kept = {name: value for name, value in fields.items() if value is not None}
        while True:
            try:
                return record(**kept)
            except ModelError as error:
                # The pointer names the field; should it not, nothing is believed.
                culprit = (error.pointer or "").partition("/")[2].partition("/")[0]
                kept = {name: value for name, value in kept.items() if name != culprit} if culprit in kept else {}
                pointer = self.found_at.pop(culprit, "")
                message = f"What is said here cannot be: {error.message}"
                self.report("contradiction", message, pointer, severity="error")
                self.unmark(pointer)

    def fitting(self, record: Callable[..., Any], values: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
        """Those of several values, each with its pointer, of which a record can be built; see ``build``."""
        fields = {name: value for name, (_, value) in values.items()}
        try:
            record(**fields)
        except ModelError:
            return {
                name: value
                for name, (pointer, value) in values.items()
                if self.may_be(pointer, record, **{name: value})
            }
        return fields

    def may_be(self, pointer: str, make: Callable[..., Any], *args: Any, **fields: Any) -> bool:
        """Whether a model value can be built of this; see ``build``."""
        return self.build(pointer, make, *args, **fields) is not None

    def unread(self, document: Any) -> tuple[str, ...]:
        """Pointers to the members that were not understood; what is inside one of them is not listed again."""
        left: list[str] = []
        read, entered = self._read, self._entered
        waiting = [("", document)]
        while waiting:
            pointer, value = waiting.pop()
            if pointer in read:
                continue
            if pointer not in entered or not isinstance(value, dict | list):
                left.append(pointer)
                continue
            members = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend((pointer_below(pointer, name), below) for name, below in reversed(list(members)))
        return tuple(left)


class Node:
    """A JSON object and where it stands.

    Args:
        members: the object.
        pointer: to the object.
        log: of the whole document.
        elsewhere: pointers to those members that stand in another object with the same id.
        followed: the ids of the references that led here.
    """

    __slots__ = ("_elsewhere", "_followed", "log", "members", "pointer")

    def __init__(
        self,
        members: Mapping[str, Any],
        pointer: str,
        log: Log,
        elsewhere: Mapping[str, str] | None = None,
        followed: tuple[str, ...] = (),
    ) -> None:
        self.members = members
        self.pointer = pointer
        self.log = log
        self._elsewhere = elsewhere
        self._followed = followed
        log.enter_node(pointer)

    def at(self, name: str) -> str:
        """The pointer to a member."""
        if self._elsewhere is not None and name in self._elsewhere:
            return self._elsewhere[name]
        return pointer_below(self.pointer, name)

    def types(self) -> tuple[str, ...]:
        """The classes that the object says it belongs to."""
        value = self.members.get("type")
        return tuple(each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))

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
            self.odd(name, "texts")
            return ()
        self.mark(name)
        return tuple(values)

    def number(self, name: str) -> Decimal | None:
        """A member that is a number, by its shortest decimal form."""
        value = self.members.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -_MOST <= value <= _MOST:
            self.odd(name, "a number")
            return None
        self.mark(name)
        return Decimal(str(value))

    def strings(self, members: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Those members that are there and are texts, by the names of fields: field -> pointer and text."""
        return {
            field: (self.at(member), text)
            for field, member in members.items()
            if member in self.members and (text := self.text(member))
        }

    def flag(self, name: str) -> bool | None:
        """A member that is true or false."""
        return self._member(name, bool, "true or false")

    def node(self, name: str) -> "Node | None":
        """A member that is an object."""
        value = self.members.get(name)
        if not isinstance(value, Mapping):
            self.odd(name, "an object")
            return None
        return Node(value, self.at(name), self.log, followed=self._followed)

    def described(self, name: str) -> "Node | None":
        """A member that is an object or an id, together with what the document says of the same id elsewhere.

        Members of a node can be moved between two places that describe it without breaking a proof over statements.
        """
        value = self.members.get(name)
        id_ = value.get("id") if isinstance(value, Mapping) else value
        if not isinstance(id_, str):
            return self.node(name)
        here = self.at(name)
        own: dict[str, Any] = dict(value) if isinstance(value, Mapping) else {"id": id_}
        elsewhere: dict[str, str] = {} if isinstance(value, Mapping) else {"id": here}
        if isinstance(value, str):
            self.mark(name)
        for pointer, members in self.log.mentions.of(id_, known=1 if isinstance(value, Mapping) else 0):
            if members is value or not _is_one_class(own, members):
                continue
            for member, said in members.items():
                if member == "type" or member in APART:
                    continue
                if member not in own:
                    own[member], elsewhere[member] = said, pointer_below(pointer, member)
                elif _differ(own[member], said):
                    self.log.report(
                        "contradiction",
                        "The same is described otherwise elsewhere.",
                        pointer_below(pointer, member),
                        severity="error",
                    )
        return Node(own, here, self.log, elsewhere or None, self._followed)

    def nodes(self, name: str) -> Iterator["Node"]:
        """A member that is an array of objects, or one object."""
        value = self.members.get(name)
        if isinstance(value, list):
            self.log.enter(self.at(name))
            for index, each in enumerate(value):
                if isinstance(each, Mapping):
                    yield Node(each, pointer_below(self.at(name), index), self.log, followed=self._followed)
                else:
                    self._report(pointer_below(self.at(name), index), "an object", each)
        elif name in self.members:
            node = self.node(name)
            if node:
                yield node

    def resolved(self, name: str) -> Iterator["Node"]:
        """A member that is an array of objects or ids, or one of them; a mere id stands for the object that has it."""
        value = self.members.get(name)
        if isinstance(value, list):
            self.log.enter(self.at(name))
            for index, each in enumerate(value):
                yield from self._resolve(each, pointer_below(self.at(name), index))
        elif name in self.members:
            yield from self._resolve(value, self.at(name))

    def _resolve(self, value: Any, here: str) -> Iterator["Node"]:
        if isinstance(value, str):
            self.log.read(here)
            yield self._referred(value, {"id": value}, here, {"id": here})
        elif not isinstance(value, Mapping):
            self._report(here, "an object", value)
        elif value.keys() <= REFERENCE and isinstance(value.get("id"), str):
            yield self._referred(value["id"], dict(value), here, {})
        else:
            yield Node(value, here, self.log, followed=self._followed)

    def _referred(self, id_: str, own: dict[str, Any], here: str, elsewhere: dict[str, str]) -> "Node":
        if id_ in self._followed or len(self._followed) == _DEEPEST_REFERENCE:
            return Node(own, here, self.log, elsewhere)
        for pointer, members in self.log.mentions.follow(id_):
            for member, said in members.items():
                if member not in own:
                    own[member], elsewhere[member] = said, pointer_below(pointer, member)
        return Node(own, here, self.log, elsewhere, (*self._followed, id_))

    def objects(self, name: str, element: str) -> tuple[Mapping[str, Any], ...]:
        """A member of another standard, whose objects are taken as they are; ``element`` is what it is noted as."""
        if name not in self.members:
            return ()
        values = as_list(self.members[name])
        objects = tuple(each for each in values if isinstance(each, Mapping))
        if objects and len(objects) == len(values):
            self.mark(name)
            self.log.found(element, self.at(name))
        return objects

    def _member(self, name: str, kind: type[T], expected: str) -> T | None:
        value = self.members.get(name)
        if not isinstance(value, kind):
            self.odd(name, expected)
            return None
        self.log.read(self.at(name))
        return value

    def odd(self, name: str, expected: str) -> None:
        """Note that a member, if there is one, is not what it should be."""
        if name in self.members:
            self._report(self.at(name), expected, self.members[name])

    def _report(self, pointer: str, expected: str, value: Any) -> None:
        self.log.report("odd-shape", f"This should be {expected}, it is {shape_of(value)}.", pointer)


def _is_one_class(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two objects with one id may be read as one: a page may be both evidence and criteria."""
    classes = [set(as_list(each["type"])) for each in (first, second) if _has_types(each)]
    return len(classes) < 2 or not classes[0].isdisjoint(classes[1])  # noqa: PLR2004  one of them says nothing


def _differ(first: Any, second: Any) -> bool:
    try:
        return bool(first != second)
    except RecursionError:  # deeper than anything that is read
        return True


def _has_types(members: Mapping[str, Any]) -> bool:
    return "type" in members and all(isinstance(each, str) for each in as_list(members["type"]))
