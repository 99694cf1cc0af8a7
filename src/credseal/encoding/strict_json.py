"""JSON read strictly: what two readers could understand differently is refused.

RFC 8259 with the restrictions of I-JSON (RFC 7493, section 2): https://www.rfc-editor.org/rfc/rfc7493 . Refused are repeated
member names, lone surrogates, numbers beyond a double (``1e400`` too), ``NaN`` and ``Infinity``, byte order marks, text after the
value, and more depth, size or items than any credential has. The parser is jiter, the one inside pydantic.

    from credseal.encoding import strict_json

    strict_json.loads(b'{"name": "Ada"}')        # {'name': 'Ada'}
    strict_json.loads(b'{"a": 1, "a": 2}')       # JsonError: json.duplicate-key
    strict_json.loads(b"[1e400]")                # JsonError: json.number

Errors tell line and column (counted in bytes) and never quote the document, except for the name of a repeated member.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import jiter

from credseal.errors import JsonError

if TYPE_CHECKING:
    from collections.abc import Sequence

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = "dict[str, JsonValue]"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much JSON is read.

    Args:
        bytes: length of the text in UTF-8.
        depth: arrays and objects inside one another; a scalar has depth 0. The default is four times what the deepest real
            credential has (15, a European Digital Credential), and low enough for every recursive step that follows
            (expansion takes several Python frames a level). The parser itself stops at 200.
        items: values in the document, the outermost and the containers among them.
    """

    bytes: int = 8 * 1024 * 1024
    depth: int = 64
    items: int = 200_000


DEFAULT = Limits()

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PLACE = re.compile(r"(?P<what>.*) at (?P<place>line \d+ column \d+)", re.DOTALL)
_DUPLICATE = re.compile(r'Detected duplicate key "(?P<name>.*)"', re.DOTALL)
# A string; one that is never closed is taken to the end, which keeps the search linear.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
# Digits become 0, E becomes e, and + is dropped: then plain substring searches find what may be too large a number.
_NUMBER_SHAPES = bytes.maketrans(b"123456789E", b"000000000e")
_LONG_EXPONENT = b"0e000"
_LONG_NUMBER = b"0" * 200  # with an exponent of two digits, less than 200 digits stay below 1e299
_DOUBLE_BITS = 1024
# What a number stands behind. Elsewhere it is text: in a UUID, the hash of an identifier, a picture in base64.
_BEFORE_NUMBER = b":,[ \t\n\r"
_MOST_LOOKED_AT = 1000  # such exponents; who writes more has the values themselves looked at
_CONTAINERS = (dict, list)


def loads(data: bytes | str, *, limits: Limits = DEFAULT) -> JsonValue:
    """Read one JSON value.

    Args:
        data: UTF-8 bytes without a byte order mark, or text.
        limits: how much is read at most.

    Returns:
        dict, list, str, int, float, bool or None; nothing else, and no float that is not finite.

    Raises:
        JsonError: code ``json.syntax``, ``json.duplicate-key``, ``json.number``, ``json.encoding``, ``json.depth``,
            ``json.size`` or ``json.items``.
    """
    raw = _utf8(data) if isinstance(data, str) else data
    _refuse_long(raw, limits)
    value = _parsed(raw)
    # Brackets and digits inside strings only raise these bounds.
    if raw.count(b"{") + raw.count(b"[") > limits.depth and _is_deeper(value, limits.depth):
        raise _too_deep(limits.depth)
    if _may_hold_large_number(raw) and _holds_large_number(value):
        raise _too_large()
    return value


def loads_each(texts: Sequence[bytes], *, limits: Limits = DEFAULT) -> list[JsonValue]:
    """Read several JSON values, each of a text of its own; many short ones in half the time that ``loads`` takes.

    Args:
        texts: UTF-8 bytes, each without a byte order mark.
        limits: how much is read at most: size and items of all together, depth of each.

    Raises:
        JsonError: as ``loads``.
    """
    together = b",".join(texts)
    _refuse_long(together, limits)
    values = [_parsed(raw) for raw in texts]
    # As in ``loads``: what bounds all of them bounds each.
    if together.count(b"{") + together.count(b"[") > limits.depth and any(
        _is_deeper(value, limits.depth) for value in values
    ):
        raise _too_deep(limits.depth)
    if _may_hold_large_number(together) and _holds_large_number(values):
        raise _too_large()
    return values


def _parsed(raw: bytes) -> JsonValue:
    try:
        # The parser's cache outlives the document: it may keep names of members, never values (a learner's, a key's).
        value: JsonValue = jiter.from_json(raw, catch_duplicate_keys=True, allow_inf_nan=False, cache_mode="keys")
    except ValueError as error:
        raise _refusal(raw, str(error)) from None
    return value


def _refuse_long(raw: bytes, limits: Limits) -> None:
    if len(raw) > limits.bytes:
        raise JsonError(
            f"The JSON text has {len(raw)} bytes, at most {limits.bytes} are read.",
            code="json.size",
            hint="Is this the right file?",
        )
    if len(raw) >= limits.items:  # less text cannot hold more values
        _refuse_items(raw, limits.items)


def _too_large() -> JsonError:
    return JsonError(
        "The JSON holds a number that is too large for a double (IEEE 754 binary64), readers would take it as infinity.",
        code="json.number",
        hint="Write very large or very exact values as strings.",
    )


def dumps(value: JsonValue, *, indent: int | None = None) -> str:
    """Write JSON for people and files: characters as they are, members in their order.

    This is no canonical form; what gets signed is written by ``jcs``.

    Args:
        value: what ``loads`` returns.
        indent: spaces per level; None writes one line.

    Raises:
        JsonError: code ``json.number`` (NaN or infinity), ``json.encoding`` (lone surrogate), ``json.depth`` or ``json.type``.
    """
    try:
        text = json.dumps(value, indent=indent, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise JsonError(
            "NaN, infinity and values that contain themselves have no form in JSON.", code="json.number"
        ) from None
    except RecursionError:
        raise JsonError("The value nests too deep to be written as JSON.", code="json.depth") from None
    except TypeError as error:
        raise JsonError(f"A value has no form in JSON: {error}.", code="json.type") from None
    _utf8(text)
    return text


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise JsonError(
            f"The JSON text holds a lone surrogate (U+{ord(text[error.start]):04X}), which no UTF-8 can express.",
            code="json.encoding",
        ) from None


def _refuse_items(raw: bytes, limit: int) -> None:
    """Bound the number of values before anything is built of them: every value but the first follows a bracket or a comma."""
    bound = _openings_and_commas(raw)
    if bound >= limit:
        bound = _openings_and_commas(_STRING.sub(b"", raw))
    # An empty container opens and holds nothing, so this may count a little high; never low.
    if bound >= limit:
        raise JsonError(
            f"The JSON text holds about {bound + 1} values, at most {limit} are read.",
            code="json.items",
            hint="Split the document into several.",
        )


def _openings_and_commas(raw: bytes) -> int:
    return raw.count(b"{") + raw.count(b"[") + raw.count(b",")


def _is_deeper(value: JsonValue, depth: int) -> bool:
    """Whether containers nest deeper than ``depth``: level by level, without recursion."""
    level: list[Any] = [value] if type(value) in _CONTAINERS else []
    for _ in range(depth):
        if not level:
            return False
        level = [
            inner
            for item in level
            for inner in (item.values() if type(item) is dict else item)
            if type(inner) in _CONTAINERS
        ]
    return bool(level)


def _may_hold_large_number(raw: bytes) -> bool:
    """Whether some digits are many enough, or the exponent long enough, to be beyond a double; never False if one is."""
    shapes = raw.translate(_NUMBER_SHAPES, b"+")
    if _LONG_NUMBER in shapes:
        return True
    at = shapes.find(_LONG_EXPONENT)
    for _ in range(_MOST_LOOKED_AT):
        if at == -1:
            return False
        # A number of more digits than these was found above.
        before = shapes[max(0, at - len(_LONG_NUMBER)) : at].rstrip(b"0.").removesuffix(b"-")
        if not before or before[-1:] in _BEFORE_NUMBER:
            return True
        at = shapes.find(_LONG_EXPONENT, at + 1)
    return True


def _holds_large_number(value: JsonValue) -> bool:
    queue: list[JsonValue] = [value]
    for item in queue:  # grows while it is read
        if isinstance(item, dict):
            queue.extend(item.values())
        elif isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, float):
            if math.isinf(item):
                return True
        elif isinstance(item, int) and item.bit_length() > _DOUBLE_BITS:
            return True
    return False


def _too_deep(depth: int) -> JsonError:
    return JsonError(
        f"The JSON nests arrays and objects more than {depth} levels deep.",
        code="json.depth",
        hint="No credential does that; the text is probably hostile.",
    )


def _refusal(raw: bytes, reason: str) -> JsonError:
    """Say what the parser found, in our words and without the document's content."""
    match = _PLACE.fullmatch(reason)
    what, place = (
        (match["what"], match["place"].replace(" column", ", column")) if match else (reason, "an unknown place")
    )
    duplicate = _DUPLICATE.fullmatch(what)
    if duplicate:  # the parser has escaped what is not printable in the name
        return JsonError(
            f'The member "{duplicate["name"][:80]}" occurs twice in one object ({place}).',
            code="json.duplicate-key",
            hint="Readers disagree on which of the two counts; keep one.",
        )
    if raw.startswith(_BYTE_ORDER_MARKS):
        return JsonError(
            "The JSON text begins with a byte order mark.",
            code="json.encoding",
            hint="Save the file as UTF-8 without BOM.",
        )
    if what.startswith("recursion limit"):
        return _too_deep(200)
    if any(word in what for word in ("unicode", "surrogate", "hex escape")):
        return JsonError(
            f"The JSON text holds bytes that are not UTF-8, or an escaped lone surrogate ({place}).",
            code="json.encoding",
            hint="Save the file as UTF-8.",
        )
    if "number" in what:
        return JsonError(
            f"A number is not written as JSON writes numbers, or is too long ({place}).", code="json.number"
        )
    return JsonError(
        f"The text is not JSON ({place}: {what}).",
        code="json.syntax",
        hint="The text may be cut off or edited by hand.",
    )
