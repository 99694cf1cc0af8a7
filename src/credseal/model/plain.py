"""Records as plain data (what YAML and JSON hold) and back, by the shapes of their fields.

    organisation = from_plain(Organisation, {"id": "did:web:uni.example", "legal_name": {"en": "University of Example"}})
    to_plain(organisation)       # {'id': 'did:web:uni.example', 'legal_name': {'en': 'University of Example'}}

A plain string where a text is wanted takes the record's language. Unknown members are errors: a misspelt member would
otherwise be an element that silently goes missing. Every error points to the member (JSON pointer).

This is done here, and not by pydantic, because the shapes are needed anyway (``fields``), because pydantic turns ``20261120``
into a date and ``"on"`` into true, and because it would make half the import time of the library.
"""

import difflib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, TypeVar, cast

from credseal.errors import ModelError, pointer_to
from credseal.model.dates import format_instant, parse_date, parse_instant
from credseal.model.fields import Kind, Shape, not_a_choice, shapes
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LANGUAGE, wrong_type

T = TypeVar("T")
_Reader: TypeAlias = Callable[[Any, Shape, str, str], Any]
# More digits than any amount here has; "9" * 10**6 must not become a number first.
_LONGEST_NUMBER = 32


def from_plain(record: type[T], data: Any, *, language: str = UNDETERMINED, pointer: str = "") -> T:
    """Build a record.

    Args:
        record: its class, one of ``credseal.model``.
        data: a mapping of field names to plain values; dates may be ``date`` objects (YAML has them) or ``YYYY-MM-DD``.
        language: of texts that are plain strings; a ``language`` member of the data goes before.
        pointer: where the data is in what was read, for errors.

    Raises:
        ModelError: ``model.unknown-member``, ``model.missing-member``, ``model.wrong-type``, or what the record itself raises.
    """
    if not isinstance(data, Mapping):
        raise wrong_type(pointer, "a mapping", data)
    known = shapes(cast("Any", record))
    for name in data:
        if name not in known:
            raise _unknown(name, known, pointer)
    stated = data.get("language") if "language" in known else None
    if isinstance(stated, str) and LANGUAGE.test(stated):
        language = stated
    for name, shape in known.items():
        if shape.required and name not in data:
            raise ModelError(f"The member {name!r} is missing.", code="model.missing-member", pointer=pointer)
    values = {name: _read(value, known[name], language, pointer + pointer_to(name)) for name, value in data.items()}
    return _at(pointer, lambda: record(**values))


def to_plain(record: Any, *, text: Callable[[Text, str], Any] | None = None) -> dict[str, Any]:
    """Write a record as plain data: dicts, lists, str, int, bool. What is absent, or as it is by default, is left out.

    Args:
        record: a record of ``credseal.model``.
        text: how texts are written, given the text and the name of its field; None writes every language.
    """
    plain: dict[str, Any] = {}
    for name, shape in shapes(record.__class__).items():
        value = getattr(record, name)
        if shape.many:
            if value:
                plain[name] = [_write(each, shape, name, text) for each in value]
        elif value is not None and value != shape.default:
            plain[name] = _write(value, shape, name, text)
    return plain


def _write(value: Any, shape: Shape, name: str, text: Callable[[Text, str], Any] | None) -> Any:
    match shape.kind:
        case "record":
            return to_plain(value, text=text)
        case "text":
            return text(value, name) if text else dict(value)
        case "date":
            return value.isoformat()
        case "instant":
            return format_instant(value)
        case "decimal":
            return int(value) if value == int(value) else str(value.normalize())
        case _:
            return value


def _read(value: Any, shape: Shape, language: str, pointer: str) -> Any:
    read = _READERS[shape.kind]
    if not shape.many:
        return read(value, shape, language, pointer)
    if not isinstance(value, list | tuple):
        raise wrong_type(pointer, "a list", value)
    return tuple(read(each, shape, language, pointer + pointer_to(index)) for index, each in enumerate(value))


def _text(value: Any, shape: Shape, language: str, pointer: str) -> Text:
    if isinstance(value, str):
        return _at(pointer, lambda: Text.of(value, language))
    if isinstance(value, Mapping):
        return _at(pointer, lambda: Text(value))
    raise wrong_type(pointer, shape.expected, value)


def _string(value: Any, shape: Shape, _language: str, pointer: str) -> str:
    # A grade "5" or a level "6" is written without quotes; 4.50 would lose its zero, so a float is refused.
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**_LONGEST_NUMBER else ""
    if not isinstance(value, str):
        error = wrong_type(pointer, shape.rule.expected if shape.rule else shape.expected, value)
        error.hint = "Put it in quotes." if isinstance(value, float | bool | date) else error.hint
        raise error
    return value


def _boolean(value: Any, shape: Shape, _language: str, pointer: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _YES_NO:
        return _YES_NO[value]
    raise wrong_type(pointer, f"{shape.expected} (or yes or no)", value)


def _date(value: Any, shape: Shape, _language: str, pointer: str) -> date:
    if isinstance(value, str):
        return _at(pointer, lambda: parse_date(value))
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise wrong_type(pointer, shape.expected, value)


def _instant(value: Any, shape: Shape, _language: str, pointer: str) -> datetime:
    if isinstance(value, str):
        return _at(pointer, lambda: parse_instant(value))
    raise wrong_type(pointer, shape.expected, value)


def _decimal(value: Any, shape: Shape, _language: str, pointer: str) -> Decimal:
    if isinstance(value, int | float | str | Decimal) and not isinstance(value, bool):
        # repr of a float is its shortest decimal form: 2.5 stays 2.5. A huge int is never turned into text.
        too_long = isinstance(value, int) and abs(value) >= 10**_LONGEST_NUMBER
        written = "" if too_long else repr(value) if isinstance(value, float) else str(value)
        try:
            if len(written) <= _LONGEST_NUMBER:
                return Decimal(written)
        except InvalidOperation:
            pass
        raise ModelError("The text is no number, or a very long one.", code="model.number", pointer=pointer)
    raise wrong_type(pointer, shape.expected, value)


def _choice(value: Any, shape: Shape, _language: str, pointer: str) -> str:
    if not isinstance(value, str) or value not in shape.choices:
        raise not_a_choice(pointer, shape)
    return value


def _record(value: Any, shape: Shape, language: str, pointer: str) -> Any:
    return from_plain(shape.record, value, language=language, pointer=pointer)


def _json(value: Any, shape: Shape, _language: str, pointer: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise wrong_type(pointer, shape.expected, value)
    return value


_YES_NO = {"yes": True, "no": False}
_READERS: Mapping[Kind, _Reader] = {
    "text": _text,
    "string": _string,
    "boolean": _boolean,
    "date": _date,
    "instant": _instant,
    "decimal": _decimal,
    "choice": _choice,
    "record": _record,
    "json": _json,
}


def _at(pointer: str, build: Callable[[], T]) -> T:
    """Build something; an error inside it then points to where it stands in the data."""
    try:
        return build()
    except ModelError as error:
        error.pointer = pointer + (error.pointer or "")
        raise


def _unknown(name: Any, known: Mapping[str, Shape], pointer: str) -> ModelError:
    if not isinstance(name, str):
        return wrong_type(pointer, "a mapping whose members are named by text", name)
    near = difflib.get_close_matches(name[:80], known, n=1)
    return ModelError(
        f"The member {name[:80]!r} is not known here.",
        code="model.unknown-member",
        pointer=pointer + pointer_to(name[:80]),
        hint=f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}.",
    )
