"""A record's file: JSON, or the part of YAML that means one thing only.

    read_record(Path("course.yaml"))         # plain data, for credseal.model.load

JSON is read strictly (``encoding.strict_json``). Of YAML 1.2 (https://yaml.org/spec/1.2.2/) the JSON schema's scalars are read,
and dates: ``no`` is text and neither false nor Norway's loss, ``0613`` is text and no octal number. Anchors and aliases (which
let a small file unfold without end), tags, merge keys, several documents and repeated keys are refused. PyYAML is an optional
dependency (extra ``cli``), imported here only.
"""

import re
from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from typing import Any

from credseal.encoding import strict_json
from credseal.errors import InputError, MissingExtraError, pointer_to

MAX_BYTES = 256 * 1024
_DEPTH = 24
_EVENTS = 20_000
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# The core of YAML's JSON schema; everything else that is not quoted is text.
_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"null|~|"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}"), float),
    (_DATE, date.fromisoformat),
)


def read_record(path: Path) -> dict[str, Any]:
    """Read one file.

    Args:
        path: ``.json``, ``.yaml`` or ``.yml``, UTF-8, at most 256 KiB.

    Returns:
        Its outermost mapping: dict, list, str, int, float, bool, None and (from YAML) date.

    Raises:
        InputError: ``record.unreadable``, ``record.size``, ``record.suffix``, ``record.not-a-mapping``, ``record.yaml-...``;
            JsonError for JSON.
        MissingExtraError: PyYAML is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in (".json", ".yaml", ".yml"):
        raise InputError(
            f"The file {path.name!r} is named neither .json nor .yaml.",
            code="record.suffix",
            hint="Rename it after what it holds.",
        )
    data = _bytes(path)
    value = strict_json.loads(data) if suffix == ".json" else parse_yaml(data)
    if not isinstance(value, dict):
        raise InputError(
            f"The file {path.name!r} holds no mapping of names to values.", code="record.not-a-mapping", pointer=""
        )
    return value


def parse_yaml(data: bytes) -> Any:
    """Read one YAML document of the restricted kind.

    Raises:
        InputError: ``record.yaml-syntax``, ``-alias``, ``-tag``, ``-duplicate-key``, ``-key``, ``-depth``, ``-size``, ``-value``.
        MissingExtraError: PyYAML is not installed.
    """
    try:
        import yaml  # noqa: PLC0415  optional
    except ImportError:
        raise MissingExtraError(
            "YAML files need PyYAML, which is not installed.",
            code="extra.cli",
            hint="Install credseal[cli], or write the record as JSON.",
        ) from None
    try:
        text = data.decode("utf-8")
        # The events come one after the other, without recursion: limits hold before anything is built of them.
        _refuse_events(yaml.parse(text, Loader=yaml.BaseLoader))
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError:
        raise InputError("The YAML file is not UTF-8.", code="record.yaml-syntax", hint="Save it as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            f"The file is no YAML: {getattr(error, 'problem', None) or 'it has a character that YAML forbids'}{_where(mark)}.",
            code="record.yaml-syntax",
        ) from None
    return None if node is None else _value(node, "")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"The file {path.name!r} cannot be read: {error.strerror or 'it is no file'}.", code="record.unreadable"
        ) from None
    if len(data) > MAX_BYTES:
        raise InputError(f"The file {path.name!r} has more than {MAX_BYTES} bytes.", code="record.size")
    return data


def _refuse_events(events: Any) -> None:
    depth = -2  # the stream and the document are no levels
    documents = 0
    for count, event in enumerate(events):
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        documents += name == "DocumentStartEvent"
        refused = (
            ("yaml-alias", "an anchor or alias", name == "AliasEvent" or getattr(event, "anchor", None)),
            ("yaml-tag", "a tag", getattr(event, "tag", None) or getattr(event, "tags", None)),
            ("yaml-syntax", "a second document", documents > 1),
            ("yaml-depth", f"more than {_DEPTH} levels of lists and mappings", depth > _DEPTH),
            ("yaml-size", f"more than {_EVENTS} values", count > _EVENTS),
        )
        for code, what, found in refused:
            if found:
                raise InputError(
                    f"The YAML file holds {what}{_where(event.start_mark)}.",
                    code=f"record.{code}",
                    hint="Write plain values; repeat what is needed twice.",
                )


def _value(node: Any, pointer: str) -> Any:
    if node.id == "sequence":
        return [_value(each, pointer + pointer_to(index)) for index, each in enumerate(node.value)]
    if node.id == "mapping":
        return _mapping(node, pointer)
    return _scalar(node, pointer)


def _mapping(node: Any, pointer: str) -> dict[Hashable, Any]:
    mapping: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        # Keys are always text: a mapping of languages may well have the key "no".
        if key_node.id != "scalar":
            raise InputError(
                f"A key is a list or mapping{_where(key_node.start_mark)}.", code="record.yaml-key", pointer=pointer
            )
        key = key_node.value
        if key == "<<" and key_node.style is None:
            raise InputError(
                f"The YAML file holds a merge key{_where(key_node.start_mark)}.",
                code="record.yaml-alias",
                pointer=pointer,
            )
        if key in mapping:
            raise InputError(
                f"The key {key[:80]!r} occurs twice{_where(key_node.start_mark)}.",
                code="record.yaml-duplicate-key",
                pointer=pointer + pointer_to(key[:80]),
            )
        mapping[key] = _value(value_node, pointer + pointer_to(key))
    return mapping


def _scalar(node: Any, pointer: str) -> Any:
    text: str = node.value
    if node.style is not None:  # quoted, or a block of text
        return text
    for pattern, read in _PLAIN:
        if pattern.fullmatch(text):
            try:
                return read(text)
            except ValueError:
                raise InputError(
                    f"There is no such date{_where(node.start_mark)}.", code="record.yaml-value", pointer=pointer
                ) from None
    return text


def _where(mark: Any) -> str:
    return f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
