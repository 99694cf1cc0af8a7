"""A part of a document, by JSON pointers.

Data Integrity ECDSA Cryptosuites 1.0, section 3.4 (jsonPointerToPaths to selectJsonLd),
https://www.w3.org/TR/vc-di-ecdsa/#selectjsonld , over RFC 6901. What a pointer names comes whole; of the objects on the way to it come
``id`` and ``type`` too, which say what it is a part of, and the contexts always. Members and items stay in the document's order.

    selection = select(document, ["/credentialSubject/achievement/name"])
    selection.document      # {"@context": [...], "id": "urn:uuid:...", "type": [...], "credentialSubject": {"achievement": {...}}}
    selection.origins       # which object of the document each of its objects is, or is a part of
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from credseal.errors import ProofError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue

MOST_POINTERS = 1024
_ALWAYS = ("id", "type")
_SHOWN = 80
_STEP = re.compile(r"(?:[^~]|~[01])*")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")

_Wanted: TypeAlias = "dict[str, _Wanted] | None"
"""What is wanted of a value: something of some members or items, or all of it (None)."""


@dataclass(frozen=True)
class Selection:
    """A part of a document.

    Attributes:
        document: the part, a document by itself, which has no object in common with the one that it was taken from.
        origins: by the ``id()`` of each object in it, the object that it was taken from.
    """

    document: JsonObject
    origins: Mapping[int, JsonObject] = field(repr=False)


def select(document: JsonObject, pointers: Collection[str]) -> Selection:
    """Take a part of a document.

    Args:
        document: a document without its proofs.
        pointers: RFC 6901; the empty one names the whole document.

    Raises:
        ProofError: ``disclosure.pointer``, one is malformed or names nothing, or there are too many of them;
            ``disclosure.secured``, one reaches into a credential that has a proof of its own.
    """
    if len(pointers) > MOST_POINTERS:
        raise _refused(
            f"There are {len(pointers)} pointers; at most {MOST_POINTERS} are followed.", "Name whole objects."
        )
    wanted: _Wanted = {"@context": None}
    for pointer in pointers:
        wanted = _with(wanted, steps_of(document, pointer))
    origins: dict[int, JsonObject] = {}
    part = _part(document, wanted, origins)
    return Selection(part, origins)  # type: ignore[arg-type]  # a part of an object is an object


def steps_of(document: JsonObject, pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, which lead to something; those into arrays as decimal digits.

    Raises:
        ProofError: as ``select``.
    """
    steps = split(pointer)
    value: JsonValue = document
    for step in steps:
        if value is not document and isinstance(value, dict) and "proof" in value:
            raise ProofError(
                f'"{pointer[:_SHOWN]}" leads into a credential with a proof of its own, which would not fit a part of it.',
                code="disclosure.secured",
                hint="Reveal that credential whole, or not at all.",
            )
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and is_index(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            raise _refused(
                f'"{pointer[:_SHOWN]}" names nothing in the document.',
                "Look at the document; items are counted from 0.",
            )
    return steps


def split(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, whatever it may lead to.

    Raises:
        ProofError: ``disclosure.pointer``, it is malformed.
    """
    first, *rest = pointer.split("/")
    if first or not all(_STEP.fullmatch(step) for step in rest):
        raise _refused(
            f'"{pointer[:_SHOWN]}" is no JSON pointer (RFC 6901).',
            'Write each step after a slash, e.g. "/credentialSubject/result/0"; ~1 stands for a slash, ~0 for a tilde.',
        )
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in rest)


def is_index(step: str) -> bool:
    """Whether a step can be the place of an item."""
    return _INDEX.fullmatch(step) is not None


def _with(wanted: _Wanted, steps: tuple[str, ...]) -> _Wanted:
    """What is wanted, and what the steps lead to."""
    if wanted is None or not steps:
        return None
    wanted[steps[0]] = _with(wanted.get(steps[0], {}), steps[1:])
    return wanted


def _part(value: JsonValue, wanted: _Wanted, origins: dict[int, JsonObject]) -> JsonValue:
    if isinstance(value, list):
        if wanted is None:
            return [_part(item, None, origins) for item in value]
        return [_part(value[index], wanted[str(index)], origins) for index in sorted(map(int, wanted))]
    if not isinstance(value, dict):
        return value
    part: JsonObject = {}
    for name, member in value.items():
        if wanted is None or name in _ALWAYS:
            part[name] = _part(member, None, origins)
        elif name in wanted:
            part[name] = _part(member, wanted[name], origins)
    origins[id(part)] = value
    return part


def _refused(message: str, hint: str) -> ProofError:
    return ProofError(message, code="disclosure.pointer", hint=hint)
