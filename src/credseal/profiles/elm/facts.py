r"""Several facts in the texts of one ``Note``, in every language they have: what a node of the model has no members for.

ELM 3.2, ``elm:Note``: https://github.com/european-commission-empl/European-Learning-Model . A note holds a text for each language; the facts
stand in each of them as lines that people can read (see ``profiles.lines``), those that are no texts in all of them alike.

    write_facts(Level("EQF", "6", extent="within"), nodes)       # {'en': 'framework: EQF\nvalue: 6\nextent: within'}
    read_facts(Level, {"en": "framework: EQF\nvalue: 6"})        # Facts(Level("EQF", "6"), position=None)
    write_facts(Stackability(description=text), nodes, primary="description")      # the text itself: there is nothing else

The names of the facts are those of the model's fields, so a field that the model gets is never lost. Where nothing is a text, the
language is English: that of the names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from credseal.errors import ModelError
from credseal.model.fields import shapes
from credseal.model.plain import from_plain, to_plain
from credseal.model.text import Text
from credseal.profiles.lines import flatten, read_lines, unflatten, write_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.profiles.elm.nodes import Nodes

T = TypeVar("T")
_MARK = ".@"  # before a language, where others have a field
_POSITION = "position"
_OWN_LANGUAGE = "en"


class Facts(NamedTuple, Generic[T]):
    """A record that was read from a note, and its place in a list whose other entries are written elsewhere."""

    record: T
    position: int | None


def write_facts(
    record: Any, nodes: Nodes, *, primary: str | None = None, position: int | None = None
) -> dict[str, str]:
    """Write a record as the texts of a note.

    Args:
        record: a record of the model.
        nodes: of the document; they know which language a text without one is in.
        primary: the field that needs no name where it is the only one.
        position: where in its list the record belongs, from 1, if a reader could not tell.

    Returns:
        Language -> text.
    """
    # What is no text is said in every language, in the order of the fields.
    facts: dict[str, str | dict[str, str]] = {} if position is None else {_POSITION: str(position)}
    for path, words in flatten(to_plain(record, text=lambda text, _: _marked(nodes, text))).items():
        field, mark, language = path.partition(_MARK)
        if mark:
            facts.setdefault(field, {})[language] = words  # type: ignore[index]  # a field is a text or none
        else:
            facts[field] = words
    texts = [said for said in facts.values() if isinstance(said, dict)]
    if list(facts) == [primary] and texts and _lines(texts[0], type(record)) is None:
        return texts[0]
    languages = sorted({language for said in texts for language in said}) or [_OWN_LANGUAGE]
    return {language: write_lines(_in_language(facts, language)) for language in languages}


def read_facts(record: type[T], texts: Mapping[str, str], *, primary: str | None = None) -> Facts[T]:
    """Read the texts of a note.

    Args:
        record: the class that was written.
        texts: language -> text.
        primary: the field that the texts are, if they are no lines.

    Raises:
        ModelError: ``model.lines`` for what is no such note, or what the record itself raises.
    """
    lines = _lines(texts, record)
    if lines is None and primary:
        return Facts(record(**{primary: Text(texts)}), None)
    if lines is None:
        raise ModelError("The note does not tell its facts in lines.", code="model.lines")
    flat: dict[str, Any] = {}
    for language, each in lines.items():
        for path, words in each.items():
            if _is_text(record, path):
                flat.setdefault(path, {})[language] = words
            elif flat.setdefault(path, words) != words:
                raise _contradiction()
    position = flat.pop(_POSITION, None)
    if position is not None and not (position.isascii() and position.isdigit()):
        raise ModelError("The position is no number.", code="model.lines")
    plain = unflatten({path: MappingProxyType(said) if isinstance(said, dict) else said for path, said in flat.items()})
    if plain is None:
        raise _contradiction()
    return Facts(from_plain(record, plain), None if position is None else int(position))


def _marked(nodes: Nodes, text: Text) -> Mapping[str, str]:
    return {f"@{language}": words for language, words in (nodes.language_map(text, "a note") or {}).items()}


def _in_language(facts: Mapping[str, str | Mapping[str, str]], language: str) -> dict[str, str]:
    told = {path: said if isinstance(said, str) else said.get(language) for path, said in facts.items()}
    return {path: words for path, words in told.items() if words is not None}


def _lines(texts: Mapping[str, str], record: type) -> dict[str, dict[str, str]] | None:
    """The lines of each text; None if any of the texts has none."""
    known = {*shapes(record), _POSITION}
    lines = {language: read_lines(text, known) for language, text in texts.items()}
    return None if None in lines.values() else {language: each or {} for language, each in lines.items()}


def _is_text(record: type, path: str) -> bool:
    kind = None
    for step in path.split("."):
        if not step.isdigit():
            shape = shapes(record).get(step) if record else None
            if shape is None:
                return False
            kind, record = shape.kind, shape.record
            if kind != "record":
                record = None  # type: ignore[assignment]  # nothing is below it
    return kind == "text"


def _contradiction() -> ModelError:
    return ModelError("The lines of the note contradict one another.", code="model.lines")
