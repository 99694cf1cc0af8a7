"""What the fields of a record may hold, told by their annotations: one reading of them serves building, loading and dumping.

    @dataclass(frozen=True)
    class Evidence:
        name: Text | None = None
        url: Uri | None = None

        def __post_init__(self) -> None:
            settle(self)              # Evidence(name="Report") raises ModelError: model.wrong-type, at /name

    region: Annotated[Concept, ListOf("region")] | None        # a field whose values belong to a list of ``vocabularies``

Fields are texts, strings (with a rule where their type has one), booleans, dates, instants, decimals, choices (``Literal``), other
records, JSON objects of somebody else's (``Mapping``), or tuples of these; absent is None or the empty tuple. No module here may use ``from __future__ import annotations``
where it declares a record: annotations are read at run time.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from credseal.errors import ModelError, pointer_to
from credseal.model.text import Text
from credseal.model.values import Rule, check_text, wrong_type

Kind: TypeAlias = Literal["text", "string", "boolean", "date", "instant", "decimal", "choice", "record", "json"]

_KINDS: dict[Any, Kind] = {
    Text: "text",
    str: "string",
    bool: "boolean",
    date: "date",
    datetime: "instant",
    Decimal: "decimal",
}
EXPECTED: Mapping[Kind, str] = {
    "text": "text, or a mapping of languages to texts",
    "string": "text",
    "boolean": "true or false",
    "date": "a date (YYYY-MM-DD)",
    "instant": "an instant with its offset from UTC (YYYY-MM-DDThh:mm:ssZ)",
    "decimal": "a number",
    "choice": "one of a few words",
    "record": "a mapping",
    "json": "a mapping",
}


class ListOf(NamedTuple):
    """The controlled list that the values of a field belong to, as far as it goes: a name in ``vocabularies.LISTS``.

    A concept from elsewhere is a concept too; whether that should be pointed out is for ``review``.
    """

    name: str


@dataclass(frozen=True)
class Shape:
    """What one field holds.

    Args:
        kind: of the value, or of each value where there are many.
        many: a tuple of values.
        optional: None means absent.
        record: the class that values are instances of.
        choices: the words of a ``choice``.
        rule: what a ``string`` must be besides readable.
        vocabulary: the controlled list that values belong to.
        default: of the field; None where it has none.
        required: the field has no default.
    """

    kind: Kind
    many: bool
    optional: bool
    record: Any
    choices: tuple[str, ...]
    rule: Rule | None
    vocabulary: str | None
    default: Any
    required: bool

    @property
    def expected(self) -> str:
        """What a value must be, for messages."""
        return f"one of {', '.join(self.choices)}" if self.kind == "choice" else EXPECTED[self.kind]


@lru_cache(maxsize=128)
def shapes(record: type) -> Mapping[str, Shape]:
    """The shape of every field of a record's class, by name."""
    hints = get_type_hints(record, include_extras=True)
    return {
        field.name: _shape(
            hints[field.name],
            default=None if field.default is MISSING else field.default,
            required=field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(record)
    }


def settle(record: Any, *, may_be_empty: bool = False) -> None:
    """Check every field of a record that was just built, and make its lists tuples.

    Args:
        record: a dataclass instance, from its ``__post_init__``.
        may_be_empty: whether a record that says nothing at all is one.

    Raises:
        ModelError: ``model.wrong-type``, ``model.choice``, ``model.empty``, or the code of a value's own rule.
    """
    empty = True
    for name, shape in shapes(record.__class__).items():
        value = getattr(record, name)
        if shape.many:
            _settle_many(record, name, shape)
        elif value is not None or not shape.optional:
            _check(value, shape, name)
        empty = empty and (value is None or (shape.many and not value))
    if empty and not may_be_empty:
        raise ModelError(
            f"A {type(record).__name__} says nothing at all.", code="model.empty", hint="Leave it out altogether."
        )


def _settle_many(record: Any, name: str, shape: Shape) -> None:
    values = getattr(record, name)
    if not isinstance(values, tuple | list):
        raise wrong_type(pointer_to(name), "a list", values)
    for index, value in enumerate(values):
        _check(value, shape, name, index)
    object.__setattr__(record, name, tuple(values))


def _check(value: Any, shape: Shape, *steps: str | int) -> None:
    """Check one value; where it is in the record is put into a pointer only for an error."""
    if shape.kind == "choice":
        if value not in shape.choices:
            raise not_a_choice(pointer_to(*steps), shape)
    elif not _is(value, shape):
        expected = shape.expected if shape.kind != "record" else f"a {shape.record.__name__}"
        raise wrong_type(pointer_to(*steps), expected, value)
    elif shape.kind == "string":
        check_text(value, shape.rule, *steps)
    elif shape.kind == "decimal" and not value.is_finite():
        raise ModelError("A number must be finite.", code="model.number", pointer=pointer_to(*steps))
    elif shape.kind == "instant" and value.tzinfo is None:
        raise ModelError(
            "An instant must say its offset from UTC.",
            code="model.naive-instant",
            pointer=pointer_to(*steps),
            hint="Use a datetime with tzinfo, e.g. datetime.now(UTC).",
        )


def not_a_choice(pointer: str, shape: Shape) -> ModelError:
    """The error for a word that is none of the choices."""
    name = pointer.rpartition("/")[2]
    return ModelError(f"The member {name!r} must be {shape.expected}.", code="model.choice", pointer=pointer)


def _is(value: Any, shape: Shape) -> bool:
    if shape.kind == "date":  # a datetime is a date to Python, and not to us
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, shape.record)


def _shape(hint: Any, *, default: Any, required: bool) -> Shape:
    optional = many = False
    rule, vocabulary, choices = None, None, ()
    record: Any = None
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
        optional = True
    if get_origin(hint) is tuple:
        hint, many = get_args(hint)[0], True
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        rule = next((note for note in notes if isinstance(note, Rule)), None)
        vocabulary = next((note.name for note in notes if isinstance(note, ListOf)), None)
    if get_origin(hint) is Literal:
        kind: Kind = "choice"
        choices = get_args(hint)
    elif is_dataclass(hint):
        kind, record = "record", hint
    elif get_origin(hint) is Mapping:
        kind, record = "json", Mapping
    else:
        kind, record = _KINDS[hint], hint
    return Shape(kind, many, optional, record, choices, rule, vocabulary, default, required)
