r"""JCS, the one canonical way to write a JSON value: what the ``*-jcs-*`` cryptosuites and our context digests hash.

JSON Canonicalization Scheme, RFC 8785: https://www.rfc-editor.org/rfc/rfc8785 . No white space, members sorted by the UTF-16
code units of their names, the fewest escapes, numbers as ECMAScript writes them. Floats are written by the ``rfc8785``
package; the rest is written here, four times faster than there and byte for byte the same (tests compare the two).

    from credseal.encoding import jcs

    jcs.canonicalize({"b": [1.0, True], "a": "\u20ac"})    # b'{"a":"\xe2\x82\xac","b":[1,true]}'
    jcs.canonicalize({"a": 2**53})                         # JsonError: json.number
"""

from __future__ import annotations

from json.encoder import encode_basestring as _quote
from typing import TYPE_CHECKING, Any

import rfc8785

from credseal.encoding import strict_json
from credseal.errors import JsonError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SAFE_INTEGER = 2**53 - 1
_MAX_DEPTH = 2 * strict_json.DEFAULT.depth  # what is read at most, and room for what is put around it
_JSON_TYPES = frozenset({dict, list, str, bool, int, float, type(None)})
_BASES: tuple[type[Any], ...] = (int, float, dict, list)
# In UTF-8 a character beyond the basic plane, and no other, begins with a byte from 0xF0 on.
_OF_BASIC_PLANE = bytes(range(0xF0))


def canonicalize(value: Any) -> bytes:
    """Write a JSON value in its canonical form (RFC 8785, section 3.2).

    Args:
        value: str, bool, None, int, float, list, tuple or dict with str keys, nested; a tree (no value contains itself).

    Returns:
        UTF-8 bytes.

    Raises:
        JsonError: code ``json.number`` (NaN, infinity, an integer beyond ±(2**53 - 1)), ``json.encoding`` (lone surrogate),
            ``json.depth`` (more than 128 levels) or ``json.type`` (anything else).
    """
    data = _write(value, sorted)
    # Python sorts text by code point. UTF-16 sorts it otherwise only where a character beyond the basic plane takes part.
    if not data.isascii() and data.translate(None, _OF_BASIC_PLANE):
        return _write(value, _by_utf16)
    return data


def _write(value: Any, order: Callable[[Iterable[str]], list[str]]) -> bytes:
    parts: list[str] = []
    try:
        _append(value, parts.append, order, _MAX_DEPTH)
        return "".join(parts).encode("utf-8")
    except UnicodeEncodeError:
        raise JsonError("A text holds a lone surrogate, which has no canonical form.", code="json.encoding") from None
    except TypeError:
        # From sorting or quoting: both take nothing but text.
        raise JsonError("An object has a key that is not text, JSON has no other.", code="json.type") from None


def _append(value: Any, add: Callable[[str], None], order: Callable[[Iterable[str]], list[str]], depth: int) -> None:
    """Append the canonical text of ``value``. Written for speed: text, which most values are, is written without a call."""
    kind = type(value)
    if kind not in _JSON_TYPES:
        value = _plain(value)
        kind = type(value)
    if kind is dict:
        if not depth:
            raise _too_deep()
        mark = "{"
        for key in order(value):
            member = value[key]
            if type(member) is str:
                add(f"{mark}{_quote(key)}:{_quote(member)}")
            else:
                add(f"{mark}{_quote(key)}:")
                _append(member, add, order, depth - 1)
            mark = ","
        add("}" if value else "{}")
    elif kind is list:
        if not depth:
            raise _too_deep()
        mark = "["
        for item in value:
            add(mark)
            _append(item, add, order, depth - 1)
            mark = ","
        add("]" if value else "[]")
    else:
        add(_scalar(value))


def _scalar(value: str | float | None) -> str:
    """The canonical text of a value that contains no other."""
    if isinstance(value, str):
        return _quote(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if not -_SAFE_INTEGER <= value <= _SAFE_INTEGER:
        raise JsonError(
            "An integer lies beyond ±(2**53 - 1), where a double cannot hold every integer.",
            code="json.number",
            hint="Write it as text.",
        )
    return str(value)


def _plain(value: Any) -> Any:
    """A value of a subclass as its base type: an enumeration's member counts as the text or number that it is."""
    if isinstance(value, str):
        return str.__str__(value)  # str(value) may say something else than the text holds
    if isinstance(value, tuple):
        return list(value)
    for base in _BASES:
        if isinstance(value, base):
            return base(value)
    raise JsonError(f"A value of the type {type(value).__name__} has no form in JSON.", code="json.type")


def _number(value: float) -> str:
    try:
        return rfc8785.dumps(value).decode("ascii")
    except rfc8785.CanonicalizationError:
        raise JsonError("NaN and infinity have no canonical form.", code="json.number") from None


def _by_utf16(keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: key.encode("utf-16-be"))


def _too_deep() -> JsonError:
    return JsonError(f"The value nests more than {_MAX_DEPTH} levels deep.", code="json.depth")
