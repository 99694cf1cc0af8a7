"""SVG pictures taken apart: where their root begins, which elements carry credentials, and whether anything in them runs.

Scalable Vector Graphics (https://www.w3.org/TR/SVG2/), XML 1.0 (https://www.w3.org/TR/xml/) and Namespaces in XML 1.0. The parser is the
standard library's expat, which loads nothing; entities cannot be declared, as document types with declarations of their own are
refused. Refused are also carriers that one reader takes for one credential and another for two, or for none.

    picture = parse(data, {"https://purl.imsglobal.org/ob/v3p0": "credential"})
    picture.carriers[0].text          # '{"@context": ...'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from credseal.encoding import strict_json
from credseal.errors import MediaError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "http://www.w3.org/2000/svg"
MOST_BYTES = strict_json.DEFAULT.bytes
_MOST_ELEMENTS = 200_000
_MOST_DEPTH = 256
_BELOW_ROOT = 2
_WHITE = " \t\r\n"
_SEPARATOR = " "  # between namespace name, local name and prefix, none of which holds one
# The published document types of SVG 1.0 and 1.1 declare no entities, and no attributes of elements that are not SVG's.
_PUBLISHED = re.compile(r"-//W3C//DTD SVG 1\.[01]\b.*"), re.compile(r"https?://www\.w3\.org/.*")
# In a start tag that is well-formed, > outside of quotes ends it.
_START_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
_UNKNOWN_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")
_ELEMENTS_THAT_RUN = frozenset({"script", "handler", "listener", "iframe", "object", "embed"})
_VALUE_THAT_RUNS = re.compile(r"(?:^|;)[\x00-\x20]*" + r"[\x00-\x20]*".join("javascript:"), re.IGNORECASE)


@dataclass(frozen=True)
class Carrier:
    """An element that carries a credential.

    Attributes:
        namespace: its namespace name.
        verify: its attribute ``verify``, or None.
        text: its content without the white space around it; empty where it has none.
        span: where it begins and ends in the picture, in bytes.
    """

    namespace: str
    verify: str | None = field(repr=False)
    text: str = field(repr=False)
    span: tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """What is to be known of a picture.

    Attributes:
        root: where the start tag of its root begins and ends, in bytes.
        carriers: the elements that carry credentials, in their order.
        runs: whether something in it would run, in a browser that shows it.
    """

    root: tuple[int, int]
    carriers: tuple[Carrier, ...]
    runs: bool


def parse(data: bytes, names: Mapping[str, str]) -> Picture:
    """Takes a picture apart.

    Args:
        data: XML in UTF-8.
        names: the local name of the element that carries a credential, for each namespace that has one.

    Raises:
        MediaError: ``svg.size`` (bytes, elements or depth), ``svg.encoding``, ``svg.syntax``, ``svg.doctype``, ``svg.entity``,
            ``svg.root`` (it is no SVG), ``svg.place`` (a carrier that is not right below the root), ``svg.carrier`` (one that
            holds more than one text, or something that only looks like one).
    """
    if len(data) > MOST_BYTES:
        raise MediaError(f"The picture is larger than the {MOST_BYTES} bytes that are read.", code="svg.size")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise _encoding() from None
    if b"\0" in data:  # expat takes it for UTF-16, whatever it is told
        raise _encoding()
    reading = _Reading(data, names)
    try:
        reading.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MediaError(
            f"The picture is not well-formed XML (line {error.lineno}, column {error.offset + 1}).",
            code="svg.syntax",
            hint="It may be cut off, edited by hand, or be something else than a picture.",
        ) from None
    return Picture(reading.root, tuple(reading.carriers), reading.runs)


class _Reading:
    """One run of the parser over one picture."""

    def __init__(self, data: bytes, names: Mapping[str, str]) -> None:
        self.root = (0, 0)
        self.carriers: list[Carrier] = []
        self.runs = False
        self._data = data
        self._names = names
        self._elements = 0
        self._depth = 0
        # Of the carrier that is open; no other attribute of it has a meaning while _pieces is None.
        self._namespace = ""
        self._verify: str | None = None
        self._start = 0
        self._pieces: list[list[str]] | None = None
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._entity
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._next_piece
        parser.EndCdataSectionHandler = self._next_piece
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction

    def _declaration(self, version: str, encoding: str | None, _: int) -> None:
        if version != "1.0" or (encoding or "utf-8").lower() != "utf-8":
            raise _encoding()

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        published = all(form.fullmatch(given or "") for form, given in zip(_PUBLISHED, (public, system), strict=True))
        if name != "svg" or internal or not (published or (system is None and public is None)):
            raise MediaError(
                "The XML has a document type that is not plainly that of SVG 1.0 or 1.1.",
                code="svg.doctype",
                hint="Save the picture as plain SVG; what a document type declares can change what it says.",
            )

    def _entity(self, _name: str, _parameter: int) -> None:
        raise _undeclared()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _MOST_DEPTH:
            raise MediaError("The picture has more elements, or deeper ones, than are read.", code="svg.size")
        if self._pieces is not None:
            raise _unclear("it holds elements")
        namespace, _, local = name.rpartition(_SEPARATOR)
        if self._depth == 1:
            if (namespace, local) != (NAMESPACE, "svg"):
                raise MediaError("The XML is not an SVG picture.", code="svg.root")
            self.root = self._tag()
        self.runs = self.runs or local.lower() in _ELEMENTS_THAT_RUN
        for attribute, value in attributes.items():
            if attribute.rpartition(_SEPARATOR)[0] in self._names:
                raise _unclear("an attribute is of the namespace of carriers")
            self.runs = self.runs or attribute.lower().startswith("on") or bool(_VALUE_THAT_RUNS.search(value))
        if namespace in self._names:
            self._begin_carrier(namespace, local, attributes)
        elif local in self._names.values():
            raise _unclear("an element of another namespace has its name")

    def _begin_carrier(self, namespace: str, local: str, attributes: dict[str, str]) -> None:
        if local != self._names[namespace]:
            raise _unclear("an element of its namespace has another name")
        if self._depth != _BELOW_ROOT:
            raise MediaError(
                "A credential is not right below the root of the picture, where it belongs.", code="svg.place"
            )
        start, end = self._tag()
        if _UNKNOWN_ENTITY.search(self._data, start, end):
            raise _undeclared()  # expat leaves it out of the attribute without a word
        self._namespace, self._verify, self._start, self._pieces = namespace, attributes.get("verify"), start, [[]]

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._pieces is None:
            return
        texts = [text for text in ("".join(piece).strip(_WHITE) for piece in self._pieces) if text]
        if len(texts) > 1:
            raise _unclear("it holds several texts")
        _, end = self._tag(self._start)
        if not self._data.endswith(b"/>", self._start, end):
            end = self._data.index(b">", self.parser.CurrentByteIndex) + 1
        text = texts[0] if texts else ""
        self.carriers.append(Carrier(self._namespace, self._verify, text, (self._start, end)))
        self._pieces = None

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces[-1].append(text)

    def _next_piece(self) -> None:
        if self._pieces is not None:
            self._pieces.append([])

    def _comment(self, _: str) -> None:
        if self._pieces is not None:
            raise _unclear("it holds a comment")

    def _instruction(self, target: str, _: str) -> None:
        if self._pieces is not None:
            raise _unclear("it holds a processing instruction")
        self.runs = self.runs or target.lower() == "xml-stylesheet"

    def _tag(self, start: int | None = None) -> tuple[int, int]:
        """Where a start tag begins and ends: the one that is being read, or that which begins at ``start``."""
        return next(_START_TAG.finditer(self._data, self.parser.CurrentByteIndex if start is None else start)).span()


def _encoding() -> MediaError:
    return MediaError(
        "The picture is not XML 1.0 in UTF-8, or says that it is not.",
        code="svg.encoding",
        hint="Save it as plain SVG in UTF-8.",
    )


def _undeclared() -> MediaError:
    return MediaError(
        "The picture refers to an entity that XML itself does not have.",
        code="svg.entity",
        hint="Save it as plain SVG, without a document type.",
    )


def _unclear(why: str) -> MediaError:
    return MediaError(
        f"What the picture carries could be read in two ways: {why}.",
        code="svg.carrier",
        hint="Ask the issuer for the credential as a .json or .jwt file.",
    )
