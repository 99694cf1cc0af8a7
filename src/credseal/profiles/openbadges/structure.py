"""What Open Badges 3.0 demands of a credential's structure: required members, their kinds, arrays where there must be arrays.

Open Badges 3.0, section B: https://www.imsglobal.org/spec/ob/v3p0/#data-models . Its data model is in ``rules``; one walk checks it
all, so that a badge with several faults gets several findings. Credentials on Verifiable Credentials 1.1, of which
there are many, are checked by the same tables.

    check(document)      # (Finding("openbadges.missing-member", "error", ..., "/credentialSubject/achievement/criteria"),)

Severity ``error``: not an Open Badge. ``warning``: one that departs from the schema or the words of the standard in a way that
leaves its meaning clear, as many badges do: a single value for an array, an image as its URI, a word of an enumeration's own.
Which terms the contexts define is not checked here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from credseal.errors import pointer_to
from credseal.findings import Finding, Severity
from credseal.model.values import is_uri, shape_of
from credseal.profiles.openbadges.rules import RULES, Kind, NodeRules
from credseal.profiles.openbadges.vocabulary import BADGE_TYPES, CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_CONTEXT

# A node that is still to be checked: the object, its rules, and where it is.
_Waiting: TypeAlias = tuple[Mapping[str, Any], NodeRules, str]
# Members that nodes of every class may have.
_COMMON = ("@context", "type")


def check(document: Any) -> tuple[Finding, ...]:
    """Check the structure of an Open Badge, on Verifiable Credentials 2.0 or 1.1.

    Args:
        document: a JSON value; with a proof or without.

    Returns:
        One finding per fault: ``openbadges.context``, ``.type``, ``.missing-member``, ``.wrong-kind``, ``.not-an-array``,
        ``.unknown-member``, ``.unknown-word``, ``.null``, ``.empty``, ``.only-a-uri``, ``.several-statuses``. None for a badge
        that is right.
    """
    if not isinstance(document, Mapping):
        return (Finding("openbadges.wrong-kind", "error", "An Open Badge is a JSON object.", ""),)
    findings = [*_check_contexts(document), *_check_types(document)]
    waiting: list[_Waiting] = [(document, RULES["OpenBadgeCredential"], "")]
    while waiting:  # no recursion: how deep the document is does not matter
        node, rules, pointer = waiting.pop()
        findings.extend(_check_node(node, rules, pointer))
        for name, value in node.items():
            kind = rules.members.get(name)
            if value is None or (kind is not None and not _is_right(value, kind)):
                findings.extend(_check_member(value, kind, pointer, name))
            if kind and kind.node:
                waiting.extend(_nodes(value, RULES[kind.node], pointer + pointer_to(name)))
    return tuple(findings)


def is_badge(document: Any) -> bool:
    """Whether a document says that it is an Open Badge 3.0, by its type."""
    types = document.get("type") if isinstance(document, Mapping) else None
    return any(each in BADGE_TYPES for each in (types if isinstance(types, list) else [types]))


def _check_contexts(document: Mapping[str, Any]) -> Iterator[Finding]:
    contexts = document.get("@context")
    contexts = contexts if isinstance(contexts, list) else [contexts]
    if contexts[:1] not in ([CREDENTIALS_V2], [CREDENTIALS_V1]):
        yield _finding("context", "/@context", f"The first context must be {CREDENTIALS_V2}.")
    places = [
        index for index, each in enumerate(contexts) if isinstance(each, str) and OPEN_BADGES_CONTEXT.fullmatch(each)
    ]
    if not places:
        yield _finding("context", "/@context", "No context is that of Open Badges 3.0.")
    elif places[0] != 1:
        yield _finding("context", "/@context", "The context of Open Badges should be the second one.", "warning")


def _check_types(document: Mapping[str, Any]) -> Iterator[Finding]:
    if not is_badge(document):
        yield _finding(
            "type", "/type", f"The types must contain {BADGE_TYPES[0]}, or {BADGE_TYPES[1]}, which is the same."
        )


def _check_node(node: Mapping[str, Any], rules: NodeRules, pointer: str) -> Iterator[Finding]:
    for name in rules.required:
        if name not in node:
            yield _missing(pointer, f"The member {name!r}")
    if rules.one_of and not any(name in node for name in rules.one_of):
        yield _missing(pointer, _some_of(rules.one_of))
    for group in rules.advised:
        if not any(name in node for name in group):
            yield _missing(pointer, _some_of(group), "warning")
    if "type" in node:
        yield from _check_type(node["type"], rules, pointer + "/type")
    if rules.closed:
        for name in node:
            if name not in rules.members and name not in _COMMON:
                yield _finding("unknown-member", pointer + pointer_to(name), "This object may not have other members.")


def _check_type(value: Any, rules: NodeRules, pointer: str) -> Iterator[Finding]:
    types = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in types):
        yield _finding("wrong-kind", pointer, "The type must be text.")
    elif rules.type and rules.type not in types:
        yield _finding("type", pointer, f"The type must be {rules.type}.")
    elif rules.type and rules.type_is_text and isinstance(value, list):
        yield _finding("wrong-kind", pointer, "The type must be one word and no array here.", "warning")
    elif rules.type and not rules.type_is_text and not isinstance(value, list):
        yield _not_an_array(pointer)


def _is_right(value: Any, kind: Kind) -> bool:
    """Whether there is nothing to find about a member, which is the usual case and quickly told."""
    if kind.or_uri or isinstance(value, list) is not kind.many or value == []:
        return False
    test = kind.test or _is_object
    return all(map(test, value)) if kind.many else test(value)


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _check_member(value: Any, kind: Kind | None, pointer: str, name: str) -> Iterator[Finding]:
    """Checks one member; its own pointer is made only where something is found."""
    if value is None:
        here = pointer + pointer_to(name)
        yield _finding("null", here, "Nothing is said by null: no proof covers it. The member must be left out.")
    elif kind is None or name == "type":
        return
    elif isinstance(value, list) and (kind.many or kind.or_many):
        if not value:
            here = pointer + pointer_to(name)
            yield _finding("empty", here, "An array that is empty should be left out.", "warning")
        if len(value) > 1 and not kind.many:
            here = pointer + pointer_to(name)
            yield _finding("several-statuses", here, "The schema of Open Badges has one of these.", "warning")
        for index, each in enumerate(value):
            fault = _fault(each, kind)
            if fault is not None:
                yield _finding(fault[0], pointer + pointer_to(name, index), fault[1], fault[2])
    else:
        if kind.many:
            yield _not_an_array(pointer + pointer_to(name))
        fault = _fault(value, kind)
        if fault is not None:
            yield _finding(fault[0], pointer + pointer_to(name), fault[1], fault[2])


def _fault(value: Any, kind: Kind) -> tuple[str, str, Severity] | None:
    """What is wrong with one value: code, sentence and severity; None where nothing is."""
    if kind.or_uri and isinstance(value, str) and is_uri(value):
        return "only-a-uri", f"This should be {kind.expected} and not only its URI.", "warning"
    if kind.open and isinstance(value, str) and kind.test and not kind.test(value):
        return "unknown-word", f"This should be {kind.expected}.", "warning"
    if not (kind.test or _is_object)(value):
        found = "of another form" if isinstance(value, str) and kind.test else shape_of(value)
        return "wrong-kind", f"This must be {kind.expected}, it is {found}.", "error"
    return None


def _nodes(value: Any, rules: NodeRules, pointer: str) -> Iterator[_Waiting]:
    if isinstance(value, Mapping):
        yield value, rules, pointer
    elif isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, Mapping):
                yield each, rules, pointer + pointer_to(index)


def _some_of(names: tuple[str, ...]) -> str:
    return f"The member {' or '.join(map(repr, names))}"


def _missing(pointer: str, what: str, severity: Severity = "error") -> Finding:
    verb = "must" if severity == "error" else "should"
    return _finding("missing-member", pointer, f"{what} {verb} be there.", severity)


def _not_an_array(pointer: str) -> Finding:
    return _finding("not-an-array", pointer, "A set must be an array, even with one value.", "warning")


def _finding(code: str, pointer: str, message: str, severity: Severity = "error") -> Finding:
    return Finding(f"openbadges.{code}", severity, message, pointer)
