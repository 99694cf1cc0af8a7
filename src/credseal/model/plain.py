"""Records as plain data (what YAML and JSON hold) and back, by the shapes of their fields.

    organisation = from_plain(Organisation, {"id": "did:web:uni.example", "legal_name": {"en": "University of Example"}})
    to_plain(organisation)       # {'id': 'did:web:uni.example', 'legal_name': {'en': 'University of Example'}}

A plain string where a text is wanted takes the record's language. Unknown members are errors: a misspelt member would
otherwise be an element that silently goes missing. Every error points to the member (JSON pointer).

Reading is done with pydantic, in ``edge``.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from credseal.model.dates import format_instant
from credseal.model.fields import Shape, shapes
from credseal.model.text import UNDETERMINED, Text

T = TypeVar("T")


def from_plain(record: type[T], data: Any, *, language: str = UNDETERMINED, short_forms: bool = False) -> T:
    """Build a record.

    Args:
        record: its class, one of ``credseal.model``.
        data: a mapping of field names to plain values; dates may be ``date`` objects (YAML has them) or ``YYYY-MM-DD``.
        language: of texts that are plain strings; a ``language`` member of the data goes before.
        short_forms: whether entries of the European lists may be written short (see ``load``).

    Raises:
        ModelError: ``model.unknown-member``, ``model.missing-member``, ``model.wrong-type``, or what the record itself raises.
    """
    from credseal.model import edge  # noqa: PLC0415  it imports pydantic, for whoever reads something

    return cast("T", edge.read(record, data, language=language, short_forms=short_forms))


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
