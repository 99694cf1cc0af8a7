"""What is wrong with a member, as a finding; and which constraint of SHACL says so, where one does.

    fault = missing(node.where, "Organisation", rule)
    fault.finding          # Finding('elm.missing', 'error', "...", '/issuer', ...)
    fault.constraint       # 'MinCount'

A finding names members and classes, and never a value: values are personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from credseal.errors import pointer_to
from credseal.findings import Finding, Severity
from credseal.profiles.elm.constraints.datatypes import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.profiles.elm.constraints.table import Rule, Scheme

# The way to a value, from the end: (the way to what it stands in, its name or index). Most ways lead to nothing worth saying.
Where: TypeAlias = "tuple[Where, str | int] | None"

_SHARED = "It is said in several places of the document, whose objects share one id and so are one thing: give each thing an id of its own."
_TWO_TYPES = 'Give it two types: ["CredentialStatus", "BitstringStatusListEntry"].'
_AS_OBJECT = "Write it as an object with its 'type'; a DID or URL goes into its 'id'."


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be.

    Attributes:
        finding: what is said about it.
        member: the JSON name that the constraint is on; None where it is no constraint of SHACL.
        constraint: the component of SHACL Core, without "ConstraintComponent"; None where it is none.
        follows: whether another fault of the same value says it better.
    """

    finding: Finding
    member: str | None = None
    constraint: str | None = None
    follows: bool = False


def pointer(where: Where) -> str:
    """A JSON pointer."""
    steps: list[str | int] = []
    while where is not None:
        where, step = where
        steps.append(step)
    return pointer_to(*reversed(steps))


def found(code: str, message: str, where: Where, hint: str, *, severity: Severity = "error") -> Fault:
    """What no constraint of SHACL says."""
    return Fault(Finding(code, severity, message, pointer(where), hint))


def missing(where: Where, class_: str, rule: Rule) -> Fault:
    """Fewer values than demanded (``sh:minCount``)."""
    message = f"{_a(class_)} must have {rule.name!r}."
    return Fault(_error("elm.missing", message, where, f"Add {rule.name!r}: {expected(rule)}."), rule.name, "MinCount")


def too_many(where: Where, class_: str, rule: Rule, *, shared: bool) -> Fault:
    """More values than allowed (``sh:maxCount``)."""
    message = f"{_a(class_)} may have {_times(rule.most)} {rule.name!r}, and there are more."
    return Fault(
        _error("elm.too-many", message, where, _SHARED if shared else "Keep the right one."), rule.name, "MaxCount"
    )


def datatype(where: Where, rule: Rule) -> Fault:
    """A value of another datatype (``sh:datatype``)."""
    message = f"{rule.name!r} must be {EXAMPLES[rule.datatype or 'string']}."
    hint = "Dates get a time and a zone: 2026-11-20T00:00:00Z." if rule.datatype == "dateTime" else "Write it so."
    return Fault(_error("elm.datatype", message, where, hint), rule.name, "Datatype")


def other_class(where: Where, rule: Rule, types: Sequence[str], constraint: str) -> Fault:
    """A value of another class (``sh:class``, ``sh:or``, ``sh:node``)."""
    if rule.name == "proof":
        message = "A European Digital Credential holds no proof: it is sealed as a whole, by a signature around it."
        hint = "Leave 'proof' out; for wallets that want one, issue a second credential."
        return Fault(_error("elm.proof", message, where, hint), rule.name, constraint)
    message = f"{rule.name!r} must be an object of type {' or '.join(types)}."
    hint = _TWO_TYPES if rule.name == "credentialStatus" else _AS_OBJECT
    return Fault(_error("elm.class", message, where, hint), rule.name, constraint)


def other_scheme(where: Where, rule: Rule, scheme: Scheme, *, follows: bool) -> Fault:
    """A concept of no list, or of another one (``sh:node`` with ``sh:hasValue``)."""
    message = f"{rule.name!r} must be of the list {scheme.uri}, and say so."
    hint = f'Add "inScheme": {{"id": "{scheme.uri}", "type": "ConceptScheme"}}.'
    return Fault(_error("elm.scheme", message, where, hint), rule.name, "Node", follows)


def language_twice(where: Where, rule: Rule, *, shared: bool) -> Fault:
    """Two texts in one language (``sh:uniqueLang``)."""
    message = f"{rule.name!r} may have one text in each language, and has several in this one."
    return Fault(
        _error("elm.language-twice", message, where, _SHARED if shared else "Keep one of them."),
        rule.name,
        "UniqueLang",
    )


def other_kind(where: Where, rule: Rule, *, follows: bool) -> Fault:
    """An object without an id, or one where text is wanted (``sh:nodeKind``)."""
    if rule.kind == "Literal":
        message, hint = f"{rule.name!r} must be text.", "Write the text alone."
    else:
        message, hint = f"{rule.name!r} must have an id that is an absolute IRI.", "Add 'id'."
    return Fault(_error("elm.node-kind", message, where, hint), rule.name, "NodeKind", follows)


def too_large(where: Where, rule: Rule) -> Fault:
    """A number beyond the largest one (``sh:maxInclusive``)."""
    message = f"{rule.name!r} may be {rule.largest} at most."
    return Fault(_error("elm.value", message, where, f"Give a number up to {rule.largest}."), rule.name, "MaxInclusive")


def of_shape(fault: Fault, rule: Rule, *, follows: bool) -> Fault:
    """The same, where it is the member's own constraint that asks for the other shape (``sh:node``)."""
    return Fault(fault.finding, rule.name, "Node" if fault.constraint else None, follows)


def not_listed(where: Where, rule: Rule, scheme: Scheme) -> Fault:
    """A concept that its list does not have; no constraint asks for it."""
    message = f"{rule.name!r} names an entry that the list {scheme.list!r} does not have."
    if scheme.is_closed:
        return found("elm.list", message, where, f"Take an entry of {scheme.uri}.")
    hint = "It may be new, or of a part of the list that is not known here: look it up."
    return found("elm.list", message, where, hint, severity="warning")


def no_id(where: Where) -> Fault:
    """An id that is no text: no reader of JSON-LD goes on."""
    return found("elm.id", "An id must be text.", where, "Write an absolute IRI, or leave it out.")


def relative_id(where: Where) -> Fault:
    """An id that means something only where the document lies, or nothing at all."""
    message = "This should be an absolute IRI: readers differ on what it means, and some drop what it stands for."
    hint = "Write it with its scheme: https:, did:, urn: or mailto:."
    return found("elm.id", message, where, hint, severity="warning")


def bad_type(where: Where) -> Fault:
    """A type that is no text."""
    return found("elm.type", "The type must be text, or several texts.", where, "Name the class.")


def bad_language(where: Where) -> Fault:
    """A key of a language map that is no language tag."""
    message = "The name of this text is no language tag (BCP 47)."
    return found("elm.language", message, where, "Name the language: en, pt-BR.")


def bad_text(where: Where) -> Fault:
    """A value of a language map that is no text."""
    return found("elm.text", "The value for a language must be text.", where, "Write the text.")


def spelled_otherwise(where: Where) -> Fault:
    """A name that JSON-LD takes for another one, and readers of JSON do not know."""
    message = "This is another spelling of what has a name: some readers take it in, others pass over it."
    return found("elm.spelling", message, where, "Use the names of the context: id, type, title.")


def too_deep(where: Where) -> Fault:
    """Objects within objects, further than anybody reads."""
    return found(
        "elm.depth", "The objects lie deeper in one another than is read.", where, "Refer to them by their id."
    )


def expected(rule: Rule) -> str:
    """What a value must be, in words."""
    if rule.datatype:
        return EXAMPLES[rule.datatype]
    types = (rule.type,) if rule.type else rule.types
    if types:
        of = f" of {rule.scheme.uri}" if rule.scheme else ""
        return f"an object of type {' or '.join(types)}{of}"
    return "an object" if rule.nodes or rule.kind == "IRI" else "text"


def _error(code: str, message: str, where: Where, hint: str) -> Finding:
    return Finding(code, "error", message, pointer(where), hint)


def _a(class_: str) -> str:
    return f"{'An' if class_[0] in 'AIO' or class_.startswith('Ev') else 'A'} {class_}"


def _times(most: int | None) -> str:
    return "one" if most == 1 else f"{most}"
