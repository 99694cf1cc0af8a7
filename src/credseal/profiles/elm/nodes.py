"""The nodes that an ELM document is made of: their ids, language maps, concepts, notes; written by ``Nodes``, read by ``Reader``.

European Learning Model 3.2: https://github.com/european-commission-empl/European-Learning-Model (``rdf/ap/edc``). Every object has an id,
and objects with one id are one node in RDF: each would say what was meant of the other. So an id is made once for one content: what is
written twice with the same content is the same node, and no two contents share an id.

    nodes = Nodes("en")
    nodes.node("CreditPoint", {"framework": nodes.concept("education-credit", ects), "point": "2"})
    # {'id': 'urn:epass:creditPoint:1', 'type': 'CreditPoint', 'framework': {...}, 'point': '2'}
    nodes.note(Text({"en": "A bachelor's degree."}))

    reader = Reader(document, "en")
    root = reader.node(document, "")             # a ``tolerant.Node``, which notes what it was asked for
    reader.text(root, "title")                   # Text({'en': ...}) or None
    reader.concept(root, "eqfLevel")             # Concept(...) or None

Text without a language is in the record's (the model says so), and is written with that language's tag.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from credseal.encoding.one_or_many import as_list
from credseal.errors import ProfileError, pointer_to
from credseal.findings import Finding
from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.dates import format_instant
from credseal.model.text import UNDETERMINED, Text
from credseal.profiles.durations import read_hours
from credseal.profiles.tolerant import Log, Node

if TYPE_CHECKING:
    from credseal.model.organisation import Organisation

LOCAL = "urn:epass:"
"""What the ids of nodes begin with that mean something within their document only."""
_CERTIFIED = "urn:certificate"  # likewise, of those that sealing adds

# Lists that are not among ``vocabularies.LISTS``: the scheme, and what the URIs of their entries begin with.
_OTHER_LISTS: Mapping[str, tuple[str, str]] = {
    "esco-skill": ("http://data.europa.eu/esco/concept-scheme/skills", "http://data.europa.eu/esco/skill/"),
    "file-type": (
        "http://publications.europa.eu/resource/authority/file-type",
        "http://publications.europa.eu/resource/authority/file-type/",
    ),
}
# What the issuer of the Commission writes as the notation of concepts: the name of the list, for lists of the Publications Office.
_NAMED_BY_NOTATION = "http://publications.europa.eu/resource/authority/"


class Nodes:
    """Makes the nodes of one document.

    Args:
        language: the tag of the record's language, never ``und``.

    Attributes:
        findings: what the format could not hold.
        organisations: those that were written, each with its node; see ``organisations``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.findings: list[Finding] = []
        self.organisations: list[tuple[Organisation, dict[str, Any]]] = []
        self._counts: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._contents: dict[str, str] = {}
        self._concepts: dict[str, dict[str, Any]] = {}
        self._stated: dict[str, dict[str, str]] = {}

    def node(self, type_: str, members: Mapping[str, Any], *, id_: str | None = None) -> dict[str, Any]:
        """A node; members that say nothing (None, empty lists, maps and texts) are left out.

        Args:
            type_: its class, a term of the context.
            members: everything but ``id`` and ``type``; nodes in it come from here as well.
            id_: its id, where it has one of its own that means something outside the document.

        Raises:
            ProfileError: ``elm.node-twice`` for an id of which something else was said before.
        """
        said = filled(members)
        content = json.dumps([type_, _outline(said)], sort_keys=True)
        if id_ is None:
            id_ = self._ids.get(content) or self._new_id(type_)
        if self._contents.setdefault(id_, content) != content:
            raise ProfileError(
                f"Two parts of the credential have the same id; one of them is of type {type_}.",
                code="elm.node-twice",
                hint="Give each its own id, or say the same of both.",
            )
        self._ids.setdefault(content, id_)
        return {"id": id_, "type": type_, **said}

    def language_map(self, text: Text | None, element: str = "text") -> dict[str, str] | None:
        """A text in all its languages; ``element`` is what it belongs to, for findings."""
        if text is None:
            return None
        told = {tag: words for tag, words in text.items() if tag != UNDETERMINED}
        if UNDETERMINED in text and self.language in told:
            self.remark(
                "text-left-out",
                f"A text without a language was left out of {element}: there is another one in {self.language!r}.",
                hint="Say which language it is in.",
            )
        elif UNDETERMINED in text:
            told[self.language] = text[UNDETERMINED]
        return told

    def words(self, text: str | None) -> dict[str, str] | None:
        """A text of which the model says no language, such as a name, as the language map that ELM wants."""
        return {self.language: text} if text else None

    def concept(self, list_: str | None, concept: Concept | None) -> dict[str, Any] | None:
        """A concept with its scheme and its label, which the list tells where the record does not.

        Args:
            list_: one of ``vocabularies.LISTS``, ``esco-skill`` or ``file-type``; None for concepts of no list.
            concept: what the record says; without a URI it becomes a concept of this document.
        """
        if concept is None:
            return None
        known = vocabularies.find(concept.uri) if concept.uri else None
        scheme = concept.scheme or (known.scheme if known else _scheme(list_, concept.uri))
        label = self.language_map(concept.label, "the label of a concept") or {}
        if concept.uri is None:
            return self.node("Concept", {"inScheme": _in_scheme(scheme), "prefLabel": label})
        written = self._concepts.get(concept.uri)
        if written is None:
            written = self._concepts[concept.uri] = filled(
                {
                    "id": concept.uri,
                    "type": "Concept",
                    "inScheme": _in_scheme(scheme),
                    "prefLabel": dict(known.label) if known and known.label else {},
                    "notation": _notation(scheme),
                }
            )
        self._label(written, label)
        return written

    def entry(self, list_: str, key: str) -> dict[str, Any]:
        """An entry of a list, by its code.

        Raises:
            KeyError: the list has none; codes here are our own.
        """
        known = vocabularies.concept(list_, key)
        if known is None:
            raise KeyError(key)
        return self.concept(list_, known) or {}

    def note(self, text: Text | None, *, subject: Concept | None = None) -> dict[str, Any] | None:
        """A note; ``subject`` says what it is about, where its place does not."""
        if text is None:
            return None
        members = {"noteLiteral": self.language_map(text, "a note"), "subject": self.concept(None, subject)}
        return self.node("Note", members)

    def web_resource(self, url: str | None, title: Text | None = None) -> dict[str, Any] | None:
        """A page on the web."""
        if url is None:
            return None
        return self.node("WebResource", {"contentURL": url, "title": self.language_map(title, "the title of a page")})

    def remark(self, code: str, message: str, pointer: str | None = None, *, hint: str | None = None) -> None:
        """Add a finding on what the format cannot hold, once."""
        finding = Finding(f"elm.{code}", "warning", message, pointer, hint)
        if finding not in self.findings:
            self.findings.append(finding)

    def _new_id(self, type_: str) -> str:
        kind = type_[:1].lower() + type_[1:]
        while True:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            id_ = f"{LOCAL}{kind}:{self._counts[kind]}"
            if id_ not in self._contents:
                return id_

    def _label(self, written: dict[str, Any], label: Mapping[str, str]) -> None:
        """What the record calls a concept stands in place of what its list does; a second name in one language is left out."""
        if not label:
            return
        stated = self._stated.setdefault(written["id"], {})
        written["prefLabel"] = stated
        for tag, words in label.items():
            if stated.setdefault(tag, words) != words:
                self.remark(
                    "label-differs",
                    f"One concept has two labels in {tag!r}: the first one was written.",
                    hint="Call it the same everywhere.",
                )


def filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that say something."""
    return {name: value for name, value in members.items() if value is not None and value not in ([], "", {})}


def date_time(value: date | datetime | None) -> str | None:
    """An ``xsd:dateTime``; of a date the time is only formatting, and no zone ever moves it."""
    if value is None:
        return None
    return format_instant(value) if isinstance(value, datetime) else f"{value.isoformat()}T00:00:00Z"


def unshared(value: Any) -> Any:
    """The document with an object of its own in every place, so that one can be changed without the others."""
    if isinstance(value, dict):
        return {name: unshared(each) for name, each in value.items()}
    return [unshared(each) for each in value] if isinstance(value, list) else value


class Reader:
    """Reads the nodes of one document; a ``tolerant.Log`` keeps what was found, odd or not understood.

    Args:
        document: the whole document.
        language: of texts that say none.
    """

    def __init__(self, document: Any, language: str) -> None:
        self.language = language
        self.log = Log(document, family="elm")

    def node(self, members: Mapping[str, Any], pointer: str) -> Node:
        """The object at a pointer."""
        return Node(members, pointer, self.log)

    def nodes(self, node: Node, name: str) -> Iterator[Node]:
        """The objects of a member, one or many; a mere reference is read as what the document says of its id."""
        yield from node.resolved(name)

    def first(self, node: Node, name: str) -> Node | None:
        """The one object of a member; of several the first is read, the others stay unread and a finding says so."""
        found = None
        for each in node.resolved(name):
            if found is None:
                found = each
            else:
                self.log.report("repeated", "There is one of these; the first one is read.", each.pointer)
                self.log.unmark(each.pointer)
        return found

    def text(self, node: Node, name: str, element: str | None = None) -> Text | None:
        """A language map; a plain text, which ELM does not allow, is in the record's language.

        Args:
            node: the object that it is a member of.
            name: of the member.
            element: what it is noted as; None notes nothing.
        """
        value = node.members.get(name)
        if isinstance(value, str):
            node.odd(name, "a mapping of languages to texts")
            node.mark(name)
            value = {self.language: value}
        if not isinstance(value, Mapping):
            node.odd(name, "a mapping of languages to texts")
            return None
        told = dict(_said(node, name, value))
        text = node.log.build(node.at(name), Text, told) if told else None
        if text and element:
            node.log.found(element, node.at(name))
        return text

    def words(self, node: Node, name: str) -> str | None:
        """A language map of which the model holds one text without its language: that in the record's, else the first."""
        text = self.text(node, name)
        return text.in_language(self.language)[1] if text else None

    def all_words(self, node: Node, name: str) -> tuple[str, ...]:
        """All texts of a language map, in whichever language, each once."""
        value = node.members.get(name)
        if not isinstance(value, Mapping):
            node.odd(name, "a mapping of languages to texts")
            return ()
        node.mark(name)
        return tuple(dict.fromkeys(each for said in value.values() for each in as_list(said) if isinstance(each, str)))

    def concept(self, node: Node, name: str, element: str | None = None) -> Concept | None:
        """The one concept of a member."""
        found = self.first(node, name)
        concept = self.read_concept(found) if found else None
        if concept and element:
            self.log.found(element, node.at(name))
        return concept

    def concepts(self, node: Node, name: str, element: str | None = None) -> tuple[Concept, ...]:
        """The concepts of a member, one or many."""
        found = tuple(concept for each in node.resolved(name) if (concept := self.read_concept(each)))
        if found and element:
            self.log.found(element, node.at(name))
        return found

    def read_concept(self, node: Node) -> Concept | None:
        """A concept; ids and schemes that mean something in this document only are not kept."""
        scheme = next(node.nodes("inScheme"), None)
        uri, in_scheme = self.uri(node), self.uri(scheme) if scheme else None
        if node.members.get("notation") == _notation(in_scheme):
            node.mark("notation")
        return node.log.build(node.pointer, Concept, uri, self.text(node, "prefLabel"), in_scheme)

    def uri(self, node: Node) -> str | None:
        """The id of a node, where that means something outside the document."""
        id_ = node.text("id")
        return id_ if id_ and not id_.startswith((LOCAL, _CERTIFIED)) else None

    def note(self, node: Node, name: str, element: str | None = None) -> Text | None:
        """The text of a member that is one note."""
        found = self.first(node, name)
        text = self.read_note(found) if found else None
        if text and element:
            self.log.found(element, node.at(name))
        return text

    def read_note(self, node: Node) -> Text | None:
        """The text of a note; what it is about is left to the caller."""
        self.uri(node)
        return self.text(node, "noteLiteral")

    def web_resource(self, node: Node) -> tuple[str | None, Text | None]:
        """The address and the title of a page on the web."""
        self.uri(node)
        return node.text("contentURL"), self.text(node, "title")

    def hours(self, node: Node, name: str) -> Decimal | None:
        """A duration in hours; what is none stays unread, and a finding says so."""
        written = node.text(name)
        return node.log.build(node.at(name), read_hours, written) if written else None


def _said(node: Node, name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The text in each language, the first where there are several; the others count as not understood, blank ones say nothing."""
    node.log.enter(node.at(name))
    for tag, words in value.items():
        here = node.at(name) + pointer_to(tag)
        if isinstance(words, list):
            node.log.enter(here)
            here += "/0"
        first = next(iter(as_list(words)), None)
        if not isinstance(first, str):
            node.odd(name, "a mapping of languages to texts")
            continue
        node.log.read(here)
        if first.strip():
            yield (UNDETERMINED if tag == "@none" else tag), first


def _scheme(list_: str | None, uri: str | None) -> str | None:
    scheme, prefix = _OTHER_LISTS.get(list_ or "", (None, ""))
    return scheme if uri and scheme and uri.startswith(prefix) else None


def _in_scheme(scheme: str | None) -> dict[str, str] | None:
    return {"id": scheme, "type": "ConceptScheme"} if scheme else None


def _notation(scheme: str | None) -> str | None:
    if scheme == _OTHER_LISTS["esco-skill"][0]:
        return "Skill"
    return scheme.removeprefix(_NAMED_BY_NOTATION) if scheme and scheme.startswith(_NAMED_BY_NOTATION) else None


def _outline(value: Any) -> Any:
    """A value with mere ids in place of nodes: what is said of those is known."""
    if isinstance(value, list):
        return [_outline(each) for each in value]
    if isinstance(value, Mapping):
        if "id" in value and "type" in value:
            return {"id": value["id"]}
        return {name: _outline(each) for name, each in value.items()}
    return value
