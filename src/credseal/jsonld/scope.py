"""Scopes: an active context compiled into a table from each key that may be written to what it states.

A document is walked with one scope per node object. JSON-LD changes the scope on the way down (property-scoped,
type-scoped and embedded contexts; JSON-LD 1.1 API, section 5.1.2 "Expansion Algorithm", steps 7 to 11); every scope
that a document needs is compiled once and kept, so that a second document of the same shape compiles nothing.

The table holds **one spelling**: where several keys of a scope mean the same property, one of them may be used and the
others are refused, because a proof over RDF cannot tell them apart and a reader of JSON would.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from credseal.encoding import strict_json
from credseal.errors import JsonLdError
from credseal.jsonld.rdf_terms import has_native_values, is_absolute_iri, is_language_tag, suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from credseal.encoding.strict_json import JsonValue
    from credseal.jsonld.active_context import ActiveContext, ContextProcessor

_CHILDREN = 512


class Kind(Enum):
    """What a key does."""

    PROPERTY = auto()
    LIST = auto()
    GRAPH = auto()
    LANGUAGE_MAP = auto()
    ID = auto()
    TYPE = auto()
    REFUSED = auto()


class Coercion(Enum):
    """How a value that is no object is read."""

    LITERAL = auto()
    ID = auto()
    VOCAB = auto()
    JSON = auto()


class Term:
    """One key of a scope.

    Attributes:
        name: the key.
        kind: what the key does; the reason and the way out of a refused one are in ``refusal``.
        iri: the property as an N-Quads token; empty where it stands for none.
        coercion: how a value that is no object is read.
        datatype: the datatype IRI of its literals, or None.
        string_suffix: what follows the quotation mark of its string literals.
        scoped: whether a context of its own applies to its values.
        pinned: False where the definition comes from a context that nobody vouches for.
        plain: whether a string value is one literal and nothing else needs to be decided.
        is_class: whether it may be written as a type.
        refusal: error code, reason and hint, where the kind is REFUSED; such a term may still be written as a type.
    """

    __slots__ = (
        "coercion", "datatype", "iri", "is_class", "kind", "name", "pinned", "plain", "refusal", "scoped", "string_suffix",
    )  # fmt: skip

    def __init__(self, name: str, kind: Kind, iri: str = "", *, pinned: bool = True) -> None:
        self.name = name
        self.kind = kind
        self.iri = iri
        self.coercion = Coercion.LITERAL
        self.datatype: str | None = None
        self.string_suffix = ""
        self.scoped = False
        self.pinned = pinned
        self.is_class = True
        self.plain = False
        self.refusal: tuple[str, str, str] = ("", "", "")


class Scope:
    """What may be written in one node object, and what it states.

    Attributes:
        terms: key to Term; a key that is absent is undefined here (unless ``vocab`` defines it).
        id_key: the one key that names the node.
        type_key: the one key that types it.
        vocab: prefix of undefined keys and types, or None.
        language_suffix: what follows the quotation mark of a plain string.
        prefixes: the keys that make ``key:rest`` a compact IRI.
        typed_names: the types that bring a context of their own.
        names: each IRI that a term stands for, and that term's key.
        keyword_aliases: the keys that stand for a keyword other than ``@id`` and ``@type``.
    """

    __slots__ = (
        "_active", "_children", "_previous", "_processor", "_unpinned", "id_key", "keyword_aliases", "language_suffix", "names",
        "prefixes", "terms", "type_key", "typed_names", "vocab",
    )  # fmt: skip

    def __init__(
        self,
        active: ActiveContext,
        processor: ContextProcessor,
        unpinned: Mapping[str, Mapping[str, Any]],
        previous: Scope | None = None,
    ) -> None:
        self._active = active
        self._processor = processor
        self._unpinned = unpinned
        self._previous = previous
        self._children: dict[object, Scope] = {}
        self.vocab = active.vocab
        if active.language and not is_language_tag(active.language):
            raise JsonLdError(
                "A context has a default language that is no language tag.",
                code="contexts.invalid",
                pointer="/@context",
            )
        self.language_suffix = f"@{active.language}" if active.language else ""
        self.terms: dict[str, Term] = {}
        self.names: dict[str, str] = {}
        mappings = active.mappings
        for name, mapping in mappings.items():
            self.terms[name] = _compile(name, mapping, self.language_suffix, pinned=unpinned.get(name) != mapping)
        self.id_key = self._keyword_key(Kind.ID, "@id", "id")
        self.type_key = self._keyword_key(Kind.TYPE, "@type", "type")
        self._refuse_synonyms()
        self.prefixes = frozenset(name for name, mapping in mappings.items() if mapping.get("_prefix"))
        self.keyword_aliases = frozenset(
            name for name, mapping in mappings.items() if (mapping["@id"] or "")[:1] == "@" and name[:1] != "@"
        ) - {self.id_key, self.type_key}
        self.typed_names = frozenset(name for name, mapping in mappings.items() if "@context" in mapping)

    def _keyword_key(self, kind: Kind, keyword: str, usual: str) -> str:
        """The one key for a keyword: its alias ``usual``, else its only alias, else the keyword itself."""
        aliases = sorted(name for name, term in self.terms.items() if term.kind is kind and name != keyword)
        if not aliases:
            self.terms[keyword] = Term(keyword, kind)
            return keyword
        chosen = usual if usual in aliases else aliases[0]
        for other in (keyword, *aliases):
            if other != chosen:
                hint = f'Write "{chosen}" instead of "{other}".'
                self.terms[other] = refused(other, "jsonld.keyword-alias", f"is a second spelling of {keyword}", hint)
        return chosen

    def _refuse_synonyms(self) -> None:
        """Of the keys for one IRI, one stays: a pinned one, a property's name (lower case) before a class's.

        As a type, the names of classes stay: Open Badges has two for one class (AchievementCredential and
        OpenBadgeCredential), and names its properties and their classes by one IRI (criteria, Criteria).
        """
        by_preference = sorted(self.terms.items(), key=lambda item: (not item[1].pinned, item[0][:1].isupper()))
        for name, term in by_preference:
            if not term.iri:
                continue
            first = self.names.setdefault(term.iri, name)
            if first == name:
                continue
            reason = f'is a second name for what "{first}" names'
            synonym = refused(name, "jsonld.synonym", reason, f'Write "{first}".')
            synonym.iri, synonym.pinned = term.iri, term.pinned
            self.terms[name] = synonym
            if name[:1].isupper() and not first[:1].isupper():
                self.terms[first].is_class = False

    def within(self, term: Term, *, reference: bool) -> Scope | None:
        """The scope of an object that is a value of ``term``, or None where it has yet to be compiled.

        Args:
            term: a term of this scope.
            reference: True for a value object or a bare reference, which leave a type-scoped context in force.
        """
        if not term.scoped:
            return self if reference or self._previous is None else self._previous
        return self._children.get((term.name, reference))

    def typed(self, names: tuple[str, ...]) -> Scope | None:
        """The scope of a node with these types of ``typed_names``, sorted; None where it has yet to be compiled."""
        return self._children.get(names)

    def compile_within(self, term: Term, *, reference: bool) -> Scope:
        """Compiles what ``within`` answers from then on."""
        base = self if reference or self._previous is None else self._previous
        local = _local(self._active.mappings[term.name])
        active = self._processor.process(base._active, local, override_protected=True)  # noqa: SLF001  # own class
        return self._keep((term.name, reference), active, base._previous)  # noqa: SLF001  # own class

    def compile_typed(self, names: tuple[str, ...]) -> Scope:
        """Compiles what ``typed`` answers from then on."""
        active = self._active
        for name in names:
            active = self._processor.process(active, _local(self._active.mappings[name]), propagate=False)
        return self._keep(names, active, self._previous or self)

    def embedded(self, pinned: tuple[str, ...]) -> Scope | None:
        """The scope after an embedded context, which is a list of URLs and of contexts as JSON; None where it has yet to be compiled."""
        return self._children.get(("@context", pinned))

    def compile_embedded(self, pinned: tuple[str, ...]) -> Scope:
        """Compiles what ``embedded`` answers from then on."""
        entries = [strict_json.loads(entry) if entry.startswith("{") else entry for entry in pinned]
        active = self._processor.process(self._active, entries)
        return self._keep(("@context", pinned), active, self._previous)

    def _keep(self, key: object, active: ActiveContext, previous: Scope | None) -> Scope:
        if len(self._children) >= _CHILDREN:
            self._children.clear()
        scope = self._children[key] = Scope(active, self._processor, self._unpinned, previous)
        return scope


def root_scope(entries: list[JsonValue], processor: ContextProcessor, is_pinned: Callable[[JsonValue], bool]) -> Scope:
    """The scope of a document whose ``@context`` has these entries; remembers which terms an unpinned one defined."""
    active = processor.initial()
    unpinned: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        before = active
        active = processor.process(active, entry)
        changed = {n: m for n, m in active.mappings.items() if before.mappings.get(n) != m}
        if is_pinned(entry):
            unpinned = {name: mapping for name, mapping in unpinned.items() if name not in changed}
        else:
            unpinned.update(changed)
    return Scope(active, processor, unpinned)


def refused(name: str, code: str, reason: str, hint: str) -> Term:
    """A key that may not be used, and why."""
    term = Term(name, Kind.REFUSED)
    term.refusal = (code, reason, hint)
    return term


def _local(mapping: Mapping[str, Any]) -> JsonValue:
    """The scoped context of a term; null (False in PyLD), which clears everything, as null."""
    return mapping["@context"] or None


_KINDS: Mapping[frozenset[str], Kind] = {
    frozenset(): Kind.PROPERTY,
    frozenset({"@set"}): Kind.PROPERTY,
    frozenset({"@list"}): Kind.LIST,
    frozenset({"@graph"}): Kind.GRAPH,
    frozenset({"@graph", "@set"}): Kind.GRAPH,
    frozenset({"@language"}): Kind.LANGUAGE_MAP,
    frozenset({"@language", "@set"}): Kind.LANGUAGE_MAP,
}
_MEND = "Leave the member out, or mend the context that defines it."
_COERCIONS = {"@id": Coercion.ID, "@vocab": Coercion.VOCAB, "@json": Coercion.JSON}


def _compile(name: str, mapping: Mapping[str, Any], language_suffix: str, *, pinned: bool) -> Term:
    iri = mapping["@id"]
    if iri == "@id":
        return Term(name, Kind.ID)
    if iri == "@type":
        return Term(name, Kind.TYPE)
    problem = _problem(mapping, iri)
    if problem is not None:
        return refused(name, *problem)
    container: Collection[str] = mapping.get("@container") or ()
    term = Term(name, _KINDS[frozenset(container)], f"<{iri}>", pinned=pinned)
    coercion: str = mapping.get("@type", "")
    term.scoped = "@context" in mapping
    term.coercion = _COERCIONS.get(coercion, Coercion.LITERAL)
    if coercion and coercion[0] != "@":
        term.datatype = coercion
        term.string_suffix = suffix(coercion)
    else:
        language = mapping.get("@language", "")
        term.string_suffix = language_suffix if language == "" else f"@{language}" if language else ""
    literal = term.kind is Kind.PROPERTY and term.coercion is Coercion.LITERAL
    term.plain = literal and pinned and not term.scoped and not has_native_values(term.datatype)
    return term


def _problem(mapping: Mapping[str, Any], iri: str | None) -> tuple[str, str, str] | None:
    """Code, reason and hint of the first thing about a term that makes it unusable."""
    if iri is None:
        return "jsonld.null-term", "is mapped to null, so that no proof would cover it", "Leave the member out."
    container = frozenset(mapping.get("@container") or ())
    as_json = mapping.get("@type") == "@json"
    language, datatype = mapping.get("@language"), mapping.get("@type", "")
    typed = datatype and datatype not in ("@id", "@vocab", "@json", "@none")
    problems = (
        (mapping.get("reverse"), "jsonld.reverse", "is a reverse property, which states something of another node"),
        (iri.startswith("@"), "jsonld.keyword-alias", f"is an alias of {iri}, which credentials do not need"),
        (not is_absolute_iri(iri), "jsonld.malformed-iri", "is mapped to something that is no absolute IRI"),
        (container not in _KINDS, "jsonld.container", "has a container whose keys no proof would cover"),
        (as_json and container - {"@set"}, "jsonld.container", "is JSON in a container, which proofs do not keep"),
        (mapping.get("@direction"), "jsonld.direction", "has a text direction, which no proof would cover"),
        (language and not is_language_tag(language), "jsonld.language-tag", "has a malformed language tag"),
        (typed and not is_absolute_iri(datatype), "jsonld.malformed-iri", "has a datatype that is no absolute IRI"),
    )
    return next(((code, reason, _MEND) for wrong, code, reason in problems if wrong), None)
