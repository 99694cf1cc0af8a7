"""What Open Badges 3.0 demands of a credential's structure: required members, their kinds, arrays where there must be arrays.

Open Badges 3.0, section B: https://www.imsglobal.org/spec/ob/v3p0/#data-models . Its data model is in ``rules``; one walk checks it
all, so that a badge with several faults gets several findings. Credentials on Verifiable Credentials 1.1, of which
there are many, are checked by the same tables.

    check(document)      # (Finding("openbadges.missing-member", "error", ..., "/credentialSubject/achievement/criteria"),)
    faults(document)     # the same, and what only 1EdTech's JSON schemas mind; see ``schemas``

Severity ``error``: not an Open Badge. ``warning``: one that departs from the schema or the words of the standard in a way that
leaves its meaning clear, as many badges do: a single value for an array, an image as its URI, a word of an enumeration's own.
Which terms the contexts define is not checked here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from credseal.errors import pointer_to
from credseal.findings import Finding, Severity
from credseal.model.values import is_uri, shape_of
from credseal.profiles.openbadges.kinds import Kind, NodeRules, is_object
from credseal.profiles.openbadges.rules import RULES
from credseal.profiles.openbadges.vocabulary import BADGE_TYPES, CREDENTIALS_V1, CREDENTIALS_V2, OPEN_BADGES_CONTEXT

Breaks: TypeAlias = Literal["none", "plain", "version", "all"]
"""Which of 1EdTech's JSON schemas a fault breaks: none; those for plain JSON alone; all but those that take version 1.1 of
Verifiable Credentials too; all."""

BADGE = "OpenBadgeCredential"
ENDORSEMENT = "EndorsementCredential"

# The way to a member. Most ways are walked without finding anything, so that pointers are made of them late.
_Steps: TypeAlias = tuple[str | int, ...]
# A node that is still to be checked: the object, its rules, and where it is.
_Waiting: TypeAlias = tuple[Mapping[str, Any], NodeRules, _Steps]
# What the schemas for JSON-LD take as one value too: "array-compacted" in 1EdTech's data model.
_COMPACTED = frozenset({"type", "proof", "credentialSchema", "termsOfUse"})


@dataclass(frozen=True)
class Fault:
    """Something that is not as the standard or one of its JSON schemas wants it.

    Attributes:
        finding: what is said about it.
        breaks: which schemas it breaks.
        schema_only: only schemas mind; it is no finding about an Open Badge.
    """

    finding: Finding
    breaks: Breaks
    schema_only: bool = False


def check(document: Any) -> tuple[Finding, ...]:
    """Check the structure of an Open Badge, on Verifiable Credentials 2.0 or 1.1.

    Args:
        document: a JSON value; with a proof or without.

    Returns:
        One finding per fault: ``openbadges.context``, ``.type``, ``.missing-member``, ``.wrong-kind``, ``.not-an-array``,
        ``.unknown-member``, ``.unknown-word``, ``.null``, ``.empty``, ``.only-a-uri``, ``.several-statuses``. None for a badge
        that is right.
    """
    return tuple(fault.finding for fault in faults(document) if not fault.schema_only)


def faults(document: Any, *, node: str = BADGE) -> tuple[Fault, ...]:
    """All that the standard or one of its JSON schemas has against a document.

    Args:
        document: a JSON value; with a proof or without.
        node: what it must be: ``BADGE`` or ``ENDORSEMENT``.
    """
    if not isinstance(document, Mapping):
        return (_fault("wrong-kind", (), "An Open Badge is a JSON object."),)
    found = list(_check_badge_type(document)) if node == BADGE else []
    waiting: list[_Waiting] = [(document, RULES[node], ())]
    while waiting:  # no recursion: how deep the document is does not matter
        members, rules, where = waiting.pop()
        if not _is_plain(members, rules):
            found.extend(_check_node(members, rules, where))
        for name, value in members.items():
            kind = rules.members.get(name)
            if kind is None:
                if value is None:
                    found.append(_null((*where, name), "none"))
                continue
            if not kind.is_right(value):
                found.extend(_check_member(value, kind, (*where, name), name))
            if kind.node:
                waiting.extend(_nodes(value, RULES[kind.node], (*where, name)))
    return tuple(found)


def is_badge(document: Any) -> bool:
    """Whether a document says that it is an Open Badge 3.0, by its type."""
    types = document.get("type") if isinstance(document, Mapping) else None
    return any(each in BADGE_TYPES for each in (types if isinstance(types, list) else [types]))


def _is_plain(node: Mapping[str, Any], rules: NodeRules) -> bool:
    """Whether a node has the usual type and all that it needs, and may have whatever else it has: quickly told."""
    if rules.credential or rules.closed or rules.advised or not rules.needed <= node.keys():
        return False
    return node["type"] == rules.usual_type if rules.types else isinstance(node["type"], str)


def _check_badge_type(document: Mapping[str, Any]) -> Iterator[Fault]:
    if not is_badge(document):
        yield _fault(
            "type", ("type",), f"The types must contain {BADGE_TYPES[0]}, or {BADGE_TYPES[1]}, which is the same."
        )


def _check_node(node: Mapping[str, Any], rules: NodeRules, where: _Steps) -> Iterator[Fault]:
    for name in rules.required:
        if name not in node:
            yield _missing(where, (name,))
    for group in rules.advised:
        if not any(name in node for name in group):
            breaks: Breaks = "all" if group[0] in rules.schema_required else "none"
            yield _missing(where, group, "warning", breaks=breaks)
    for name in rules.schema_required:
        if name not in node and (name,) not in rules.advised:
            yield _missing(where, (name,), schema_only=True)
    if "type" in node:
        yield from _check_type(node["type"], rules, (*where, "type"))
    if rules.credential:
        yield from _check_credential(node, rules, where)
    if rules.closed:
        for name in node:
            if name not in rules.members and name != "type":
                yield _fault("unknown-member", (*where, name), "This object may not have other members.")


def _check_credential(node: Mapping[str, Any], rules: NodeRules, where: _Steps) -> Iterator[Fault]:
    """What a credential must have, where it stands alone; inside another one, where contexts are inherited, schemas ask for it."""
    embedded = where != ()
    first, *others = rules.one_of
    if first not in node:
        if any(name in node for name in others):
            yield _missing(where, (first,), breaks="version", schema_only=True)
        else:
            yield _missing(where, rules.one_of)
    here = (*where, "@context")
    contexts = node.get("@context")
    listed = contexts if isinstance(contexts, list) else [contexts]
    if listed[:1] != [CREDENTIALS_V2]:
        message = f"The first context must be {CREDENTIALS_V2}."
        if listed[:1] == [CREDENTIALS_V1]:
            yield _fault("context", here, message, breaks="version", schema_only=True)
        else:
            yield _fault("context", here, message, schema_only=embedded)
    places = [
        index for index, each in enumerate(listed) if isinstance(each, str) and OPEN_BADGES_CONTEXT.fullmatch(each)
    ]
    if not places:
        yield _fault("context", here, "No context is that of Open Badges 3.0.", schema_only=embedded)
    elif places[0] != 1:
        message = "The context of Open Badges should be the second one."
        yield _fault("context", here, message, "warning", schema_only=embedded)
    if not isinstance(contexts, list) or not all(isinstance(each, str | Mapping) for each in contexts):
        yield _fault("context", here, "The contexts must be an array of URLs and objects.", schema_only=True)


def _check_type(value: Any, rules: NodeRules, where: _Steps) -> Iterator[Fault]:
    types = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in types):
        asked = rules.types or rules.type_is_text
        yield _fault("wrong-kind", where, "The type must be text.", breaks="all" if asked else "none")
    elif not set(rules.types) <= set(types):
        yield _fault("type", where, f"The type must be {' and '.join(rules.types)}.")
    elif rules.type_is_text and isinstance(value, list):
        message = "The type must be one word and no array here."
        yield _fault("wrong-kind", where, message, "warning", schema_only=not rules.types)
    elif rules.types and not rules.type_is_text and not isinstance(value, list):
        yield _not_an_array(where, "type")


def _check_member(value: Any, kind: Kind, where: _Steps, name: str) -> Iterator[Fault]:
    """What is wrong with a member that is not right."""
    if value is None:
        yield _null(where, "none" if kind.schema_accepts(None) else "all")
    elif isinstance(value, list) and (kind.many or kind.or_many):
        if not kind.many:
            message = "The schema of Open Badges has one of these, and no array."
            yield _fault("several-statuses", where, message, "warning", schema_only=len(value) < 2)  # noqa: PLR2004
        if not value:
            yield _fault("empty", where, "An array that is empty should be left out.", "warning", breaks="none")
        for index, each in enumerate(value):
            yield from _check_value(each, kind, (*where, index))
    else:
        if kind.many:
            yield _not_an_array(where, name)
        yield from _check_value(value, kind, where)


def _check_value(value: Any, kind: Kind, where: _Steps) -> Iterator[Fault]:
    """What is wrong with one value of a member."""
    if kind.accepts(value):
        return
    breaks: Breaks = "none" if kind.schema_accepts(value) else "all"
    if kind.or_uri and isinstance(value, str) and is_uri(value):
        message = f"This should be {kind.expected} and not only its URI."
        yield _fault("only-a-uri", where, message, "warning", breaks=breaks)
    elif kind.open and isinstance(value, str):
        yield _fault("unknown-word", where, f"This should be {kind.expected}.", "warning", breaks=breaks)
    else:
        found = "of another form" if isinstance(value, str) and kind.test else shape_of(value)
        message = f"This must be {kind.expected}, it is {found}."
        yield _fault("wrong-kind", where, message, breaks=breaks, schema_only=kind.schema_only)


def _nodes(value: Any, rules: NodeRules, where: _Steps) -> Iterator[_Waiting]:
    if is_object(value):
        yield value, rules, where
    elif isinstance(value, list):
        for index, each in enumerate(value):
            if is_object(each):
                yield each, rules, (*where, index)


def _missing(
    where: _Steps,
    names: tuple[str, ...],
    severity: Severity = "error",
    *,
    breaks: Breaks = "all",
    schema_only: bool = False,
) -> Fault:
    verb = "must" if severity == "error" else "should"
    message = f"The member {' or '.join(map(repr, names))} {verb} be there."
    return _fault("missing-member", where, message, severity, breaks=breaks, schema_only=schema_only)


def _null(where: _Steps, breaks: Breaks) -> Fault:
    message = "Nothing is said by null: no proof covers it. The member must be left out."
    return _fault("null", where, message, breaks=breaks)


def _not_an_array(where: _Steps, name: str) -> Fault:
    breaks: Breaks = "plain" if name in _COMPACTED else "all"
    return _fault("not-an-array", where, "A set must be an array, even with one value.", "warning", breaks=breaks)


def _fault(
    code: str,
    where: _Steps,
    message: str,
    severity: Severity = "error",
    *,
    breaks: Breaks = "all",
    schema_only: bool = False,
) -> Fault:
    return Fault(Finding(f"openbadges.{code}", severity, message, pointer_to(*where)), breaks, schema_only)
