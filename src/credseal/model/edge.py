"""Where YAML and JSON end and records begin: pydantic checks the data by the shapes of a record's fields.

    read(Place, {"country": "PL", "country_name": "Poland"}, language="en")      # Place(country='PL', country_name=Text(...))
    read(Place, {"country": 5.5}, language="en")                                 # ModelError: model.wrong-type at /country

Where ``from_plain`` is asked for it, short forms are written out first: ``type: quiz`` becomes the entry of the European list,
with URI, label and scheme. So they are for people's records; what somebody else's credential says is taken as it stands.

pydantic finds its way through the data, is strict (https://docs.pydantic.dev/latest/concepts/strict_mode/: ``20261120`` is no
date, ``"on"`` no truth value) and says where something is wrong; the records say what is right. Its schemas are made of
``fields.shapes`` and go to its core at once: its classes would say the same again, and take five times as long to import.

Importing this module imports pydantic's core; ``plain.from_plain`` does so when there is something to read, nothing else does.
"""

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError, core_schema

from credseal.errors import ModelError, pointer_to
from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.dates import parse_date, parse_instant
from credseal.model.fields import Kind, Shape, not_a_choice, shapes
from credseal.model.level import Level
from credseal.model.text import Text
from credseal.model.values import LANGUAGE, shape_of, wrong_type

# More digits than any amount here has; "9" * 10**6 must not become a number first.
_MOST_DIGITS = 32
_YES_NO = {"yes": True, "no": False}
# What begins like this names something in no list by its address; everything else that is in no list is what it is called.
_ADDRESSES = ("http://", "https://", "urn:")


def read(record: Any, data: Any, *, language: str, short_forms: bool) -> Any:
    """Build a record; see ``plain.from_plain``."""
    stated = data.get("language") if isinstance(data, Mapping) and "language" in shapes(record) else None
    if isinstance(stated, str) and LANGUAGE.test(stated):
        language = stated
    try:
        return _validator(record).validate_python(data, context={"language": language, "short_forms": short_forms})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    # Not in the handler: pydantic's error holds the data, and ours must not lead there.
    raise _in_our_words(record, first)


@lru_cache(maxsize=64)
def _validator(record: Any) -> SchemaValidator:
    return SchemaValidator(_record(record))


def _record(record: Any) -> core_schema.CoreSchema:
    members = {
        name: core_schema.typed_dict_field(_field(shape), required=shape.required)
        for name, shape in shapes(record).items()
    }
    return core_schema.no_info_wrap_validator_function(partial(_build, record), core_schema.typed_dict_schema(members))


def _field(shape: Shape) -> core_schema.CoreSchema:
    if shape.kind == "record":
        one = _in_full(shape, _record(shape.record))
    elif shape.vocabulary:
        one = _short(partial(_code, shape.vocabulary), _VALUES[shape.kind])
    elif shape.kind == "choice":
        one = core_schema.literal_schema(list(shape.choices))
    else:
        one = _VALUES[shape.kind]
    # The first that is wrong ends a list: a million errors are no help.
    return _after(_tuple_as_list, core_schema.list_schema(one, strict=True, fail_fast=True)) if shape.many else one


def _in_full(shape: Shape, one: core_schema.CoreSchema) -> core_schema.CoreSchema:
    if shape.record is Concept:
        return _short(partial(_concept, shape.vocabulary), one)
    return _short(_level, one) if shape.record is Level else one


def _short(written_out: Callable[[Any], Any], one: core_schema.CoreSchema) -> core_schema.CoreSchema:
    def before(value: Any, info: Any) -> Any:
        return written_out(value) if info.context["short_forms"] else value

    return core_schema.with_info_before_validator_function(before, one)


def _concept(vocabulary: str | None, value: Any) -> Any:
    value = _number_as_text(value)
    if isinstance(value, str):
        key, value = value, {"uri": value} if value.startswith(_ADDRESSES) else {"label": value}
    elif isinstance(value, Mapping) and list(value) == ["uri"] and isinstance(value["uri"], str):
        key = value["uri"]
    else:
        return value
    found = vocabularies.concept(vocabulary, key) if vocabulary else None
    if found is None:
        return value
    label = {"label": dict(found.label)} if found.label else {}
    return {"uri": found.uri, "scheme": found.scheme, **label}


def _level(value: Any) -> Any:
    """A national level of which only the entry in the register is told."""
    if not isinstance(value, Mapping) or "value" in value or not isinstance(value.get("uri"), str):
        return value
    found = vocabularies.national_level(_code("nqf", value["uri"]))
    if found is None:
        return value
    told = {"value": found.value, "label": dict(found.label), "framework_name": dict(found.framework_name)}
    return told | dict(value)


def _code(vocabulary: str, value: Any) -> Any:
    """What a field that is no concept holds of an entry: of a country its code, else the URI."""
    if not isinstance(value, str):
        return value
    if vocabulary == "country":
        return vocabularies.notation(vocabulary, value) or value
    found = vocabularies.concept(vocabulary, value)
    return found.uri if found else value


def _ours(read_value: Callable[..., Any]) -> Callable[..., Any]:
    """To an error of ours that this raises, pydantic adds where it stands in the data."""

    def placed(*args: Any) -> Any:
        try:
            return read_value(*args)
        except ModelError as error:
            raise PydanticCustomError("ours", "{error}", {"error": error}) from None

    return placed


@_ours
def _build(record: Any, data: Any, members: Callable[[Any], dict[str, Any]]) -> Any:
    known = shapes(record)
    for name in data if isinstance(data, Mapping) else ():
        if name not in known:  # looked at before pydantic does, which would collect all of a million
            raise _unknown(name, known)
    return record(**members(data))


@_ours
def _text(value: Any, info: Any) -> Text:
    if isinstance(value, str):
        return Text.of(value, info.context["language"])
    if isinstance(value, Mapping):
        return Text(value)
    raise ValueError


@_ours
def _parsed(parse: Callable[[str], Any], value: Any) -> Any:
    return parse(value) if isinstance(value, str) else value


def _number_as_text(value: Any) -> Any:
    # A grade "5" or a level "6" is written without quotes; 4.50 would lose its zero, so a float is refused.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**_MOST_DIGITS else ""
    return value


def _yes_or_no(value: Any) -> Any:
    return _YES_NO.get(value, value) if isinstance(value, str) else value


def _tuple_as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


_after = core_schema.no_info_before_validator_function
_VALUES: Mapping[Kind, core_schema.CoreSchema] = {
    "text": core_schema.with_info_plain_validator_function(_text),
    "string": _after(_number_as_text, core_schema.str_schema(strict=True)),
    "boolean": _after(_yes_or_no, core_schema.bool_schema(strict=True)),
    "date": _after(partial(_parsed, parse_date), core_schema.date_schema(strict=True)),
    "instant": _after(partial(_parsed, parse_instant), core_schema.datetime_schema(strict=True)),
    # A float is taken by its shortest decimal form: 2.5 stays 2.5.
    "decimal": core_schema.decimal_schema(max_digits=_MOST_DIGITS),
    "json": core_schema.is_instance_schema(Mapping),
}


def _unknown(name: Any, known: Mapping[str, Shape]) -> ModelError:
    if not isinstance(name, str):
        return ModelError(
            f"Members are named by text, one here by {shape_of(name)}.", code="model.wrong-type", pointer=""
        )
    near = difflib.get_close_matches(name[:80], known, n=1)
    return ModelError(
        f"The member {name[:80]!r} is not known here.",
        code="model.unknown-member",
        pointer=pointer_to(name[:80]),
        hint=f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}.",
    )


def _in_our_words(record: Any, error: ErrorDetails) -> ModelError:
    steps, pointer = error["loc"], pointer_to(*error["loc"])
    if error["type"] == "ours":
        ours: ModelError = error["ctx"]["error"]
        ours.pointer = pointer + (ours.pointer or "")
        return ours
    if error["type"] == "missing":
        *above, name = steps
        return ModelError(f"The member {name!r} is missing.", code="model.missing-member", pointer=pointer_to(*above))
    for name in (step for step in steps if isinstance(step, str)):
        shape = shapes(record)[name]
        record = shape.record
    return _wrong_value(shape, pointer, error) if steps else wrong_type(pointer, "a mapping", error["input"])


def _wrong_value(shape: Shape, pointer: str, error: ErrorDetails) -> ModelError:
    value = error["input"]
    if shape.many and isinstance(error["loc"][-1], str):
        return wrong_type(pointer, "a list", value)
    if shape.kind == "choice":
        return not_a_choice(pointer, shape)
    if shape.kind == "decimal" and error["type"] != "decimal_type":
        return ModelError("The value is no finite number, or a very long one.", code="model.number", pointer=pointer)
    expected = shape.rule.expected if shape.rule else shape.expected
    wrong = wrong_type(pointer, expected + " (or yes or no)" * (shape.kind == "boolean"), value)
    if shape.kind == "string" and isinstance(value, float | bool | date):
        wrong.hint = "Put it in quotes."
    return wrong
