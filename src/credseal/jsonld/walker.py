"""From a JSON-LD document to RDF statements in one pass, with one spelling allowed for each.

JSON-LD lets the same statements be written in many ways: full IRIs as keys, ``@graph``, ``@included``, ``@nest``, value
objects, a node described in two places. A proof over RDF covers the statements and not the spelling, so a holder could
respell a member until code that reads JSON no longer finds it (an expired badge reads as one without expiry). The walker
therefore takes the plain spelling only and refuses all others by name, and with them everything that JSON-LD processors
drop in silence: undefined terms, nulls, relative or malformed IRIs. The statements it makes are those of JSON-LD 1.1
API, sections 5.1 (Expansion) and 8.1 (Object to RDF): https://www.w3.org/TR/json-ld11-api/.

    walk = Walk(contexts)
    walk.document({"@context": [...], "id": "urn:uuid:...", "type": ["VerifiableCredential"], ...})
    walk.quads          # [("<urn:uuid:...>", "<http://...type>", "<https://...>", ""), ...]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonLdError, pointer_to
from credseal.jsonld.descriptions import Descriptions
from credseal.jsonld.rdf_terms import RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE, boolean_literal, number_literal, quoted
from credseal.jsonld.scope import Coercion, Kind
from credseal.jsonld.spelling import (
    iri,
    json_literal,
    language_map,
    odd_key,
    odd_type,
    refusal,
    refused_term,
    shape,
    text_literal,
    value_object,
    vocabulary_iri,
)

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.contexts import Contexts
    from credseal.jsonld.descriptions import Secured
    from credseal.jsonld.rdfc import Quad
    from credseal.jsonld.scope import Scope, Term

# Members of Enum classes are slow to reach; the walker asks for these thousands of times.
_LIST, _GRAPH, _LANGUAGE_MAP = Kind.LIST, Kind.GRAPH, Kind.LANGUAGE_MAP
_ID, _TYPE, _REFUSED = Kind.ID, Kind.TYPE, Kind.REFUSED
_AS_LITERAL, _AS_ID, _AS_VOCAB, _AS_JSON = Coercion.LITERAL, Coercion.ID, Coercion.VOCAB, Coercion.JSON

_STATEMENTS = 100_000
_NEW_SCOPES = 256
# What may have an "@context" below the top: whole credentials, and proofs over JSON (JCS), which repeat the document's.
_WITH_CONTEXT = frozenset({
    "VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential", "DataIntegrityProof",
})  # fmt: skip

BlankNode: TypeAlias = "tuple[JsonObject, str]"
"""What a blank node stands for: an object of the document, and what of it."""


class Walk:
    """One document on its way to statements.

    Attributes:
        quads: the statements found so far.
        blank_nodes: what the blank nodes ``_:b1``, ``_:b2``, ... stand for, in that order: an object of the document, and what of it
            (empty for the object itself, else the graph that it fills, or a place in a list that it has).
        unpinned: the members (object, key) and types (object, key, value) that only an unpinned context explains.
    """

    def __init__(self, contexts: Contexts) -> None:
        self.quads: list[Quad] = []
        self.unpinned: list[tuple[JsonObject, str, str | None]] = []
        self.blank_nodes: list[BlankNode] = []
        self._contexts = contexts
        self._new_scopes = 0
        self._depth = 0
        self._descriptions = Descriptions()
        self._secured: Secured = ()
        self._secured_credentials = 0

    def document(self, document: JsonObject) -> None:
        """Adds the statements of a whole document, which has an ``@context``.

        Raises:
            JsonLdError: with the JSON pointer of the member, the rule (code) and the way out.
        """
        if "@context" not in document:
            raise JsonLdError(
                'The document has no "@context", so its members mean nothing.', code="contexts.missing", pointer=""
            )
        scope = self._contexts.scope(document["@context"])
        try:
            self._node(document, scope, "", embedded=False)
            self._descriptions.check()
        except RecursionError:
            raise JsonLdError("The document is nested too deeply.", code="jsonld.depth", pointer="") from None
        if not self.quads:
            raise JsonLdError("The document states nothing: no member besides its id.", code="jsonld.empty", pointer="")

    def _node(self, node: JsonObject, scope: Scope, graph: str, *, embedded: bool = True) -> str:
        """Adds the statements of a node object; answers the node's token."""
        if embedded and "@context" in node:
            scope = self._embedded_scope(node, scope)
        subject = self._subject(node, scope)
        if scope.type_key in node:
            scope = self._types(node, node[scope.type_key], scope, subject, graph)
        if embedded and "proof" in node:
            return self._secured_credential(subject, node, scope, graph)
        return self._members(subject, node, scope, graph)

    def _secured_credential(self, subject: str, node: JsonObject, scope: Scope, graph: str) -> str:
        """Adds what a credential with a proof of its own states, inside another document."""
        around = self._secured
        self._secured_credentials += 1
        self._secured = (*around, self._secured_credentials)
        self._members(subject, node, scope, graph)
        self._secured = around
        return subject

    def _members(self, subject: str, node: JsonObject, scope: Scope, graph: str) -> str:
        """Adds what the members of a node object state, besides its types."""
        if subject[0] == "<":
            self._describe(subject, node, scope)
        terms, quads = scope.terms, self.quads
        for key, value in node.items():
            term = terms.get(key)
            if term is not None and term.plain and type(value) is str:
                quads.append((subject, term.iri, quoted(value) + term.string_suffix, graph))  # most members are this
                continue
            try:
                if term is None:
                    if key == "@context":
                        continue
                    term = odd_key(key, scope)
                kind = term.kind
                if kind is _ID or kind is _TYPE:
                    continue
                if kind is _REFUSED:
                    raise refused_term(term)
                if not term.pinned:
                    self.unpinned.append((node, key, None))
                self._statements(subject, node, term, value, scope, graph)
            except JsonLdError as error:
                raise _inside(error, key) from None
        return subject

    def _statements(  # noqa: PLR0917  as everything here, called for every member
        self, subject: str, node: JsonObject, term: Term, value: JsonValue, scope: Scope, graph: str
    ) -> None:
        """Adds what one member of a node object states."""
        quads, kind = self.quads, term.kind
        predicate = term.iri
        if term.coercion is _AS_JSON:
            quads.append((subject, predicate, json_literal(value), graph))
        elif kind is _LIST:
            quads.append((subject, predicate, self._list(node, term, value, scope, graph), graph))
        elif kind is _LANGUAGE_MAP:
            quads += [(subject, predicate, literal, graph) for literal in language_map(value, scope)]
        elif type(value) is not list:
            quads.append((subject, predicate, self._item(value, term, scope, graph), graph))
        else:
            if not value:
                raise refusal("jsonld.empty", "the array is empty, so no proof covers it", "Leave the member out.")
            nodes = set()
            for index, item in enumerate(value):
                try:
                    token = self._item(item, term, scope, graph)
                    if type(item) is dict and token[0] == "<":
                        if token in nodes:
                            raise refusal(
                                "jsonld.described-twice",
                                "the array holds two objects with one id, between which members could be moved",
                                "Write them as one object.",
                            )
                        nodes.add(token)
                    quads.append((subject, predicate, token, graph))
                except JsonLdError as error:
                    raise _inside(error, index) from None

    def _subject(self, node: JsonObject, scope: Scope) -> str:
        if scope.id_key not in node:
            return self._blank_node(node, "")
        try:
            return iri(node[scope.id_key], scope)
        except JsonLdError as error:
            raise _inside(error, scope.id_key) from None

    def _describe(self, token: str, node: JsonObject, scope: Scope) -> None:
        """Notes where a node is described; see ``descriptions`` for what is refused."""
        if len(node) > 1:
            self._descriptions.add(token, (self._depth, self._secured, node, scope))
        elif self._depth == 1:
            self._descriptions.refer(token)

    def _types(self, node: JsonObject, types: JsonValue, scope: Scope, subject: str, graph: str) -> Scope:
        """Adds the type statements; answers the scope that the types bring."""
        listed = as_list(types)
        scoped = []
        try:
            for name in listed:
                if not isinstance(name, str):
                    raise refusal("jsonld.type", f"a type is {shape(name)}, not a string", "Write the type's name.")
                term = scope.terms.get(name)
                if term is None or not term.iri or not term.is_class:
                    token = odd_type(name, scope)
                else:
                    token = term.iri
                    if not term.pinned:
                        self.unpinned.append((node, scope.type_key, name))
                    if name in scope.typed_names:
                        scoped.append(name)
                self.quads.append((subject, RDF_TYPE, token, graph))
            if not listed:
                raise refusal("jsonld.empty", "the array is empty, so no proof covers it", "Leave the member out.")
        except JsonLdError as error:
            raise _inside(error, scope.type_key) from None
        if not scoped:
            return scope
        names = tuple(sorted(set(scoped)))
        typed = scope.typed(names) or self._spend(scope.compile_typed(names))
        if (typed.id_key, typed.type_key) != (scope.id_key, scope.type_key):
            renamed = refusal(
                "jsonld.keyword-alias", "a type renames the member for ids or types", "Mend the context that does it."
            )
            raise _inside(renamed, scope.type_key)
        if typed.prefixes != scope.prefixes and subject[0] == "<":
            self._subject(node, typed)  # a prefix that the type brings could make the id a compact IRI
        return typed

    def _item(self, value: JsonValue, term: Term, scope: Scope, graph: str) -> str:
        """The token of one value of a property; adds the statements below it."""
        if term.kind is _GRAPH:
            return self._graph(value, term, scope)
        return self._value(value, term, scope, graph)

    def _value(self, value: JsonValue, term: Term, scope: Scope, graph: str) -> str:
        if type(value) is dict:
            return self._object(value, term, scope, graph)
        if term.scoped:
            scope = scope.within(term, reference=True) or self._spend(scope.compile_within(term, reference=True))
            inner = scope.terms.get(term.name)
            if inner is None or inner.kind is _REFUSED:
                raise refusal(
                    "jsonld.term", f'the context inside "{term.name[:80]}" takes that term away', "Mend that context."
                )
            term = inner
        coercion = term.coercion
        if type(value) is str:
            if coercion is _AS_LITERAL:
                return text_literal(value, term)
            token = iri(value, scope) if coercion is _AS_ID else vocabulary_iri(value, scope)
            if self._depth == 0:
                self._descriptions.refer(token)
            return token
        if value is None:
            raise refusal("jsonld.null", "the value is null, which no proof covers", "Leave the member out.")
        if type(value) is list:
            raise refusal("jsonld.nested-array", "an array stands inside an array", "Write one flat array.")
        if coercion is not _AS_LITERAL:
            raise refusal("jsonld.iri", f"the value is {shape(value)} where an IRI is expected", "Write an IRI.")
        if isinstance(value, bool):
            return boolean_literal(value=value, datatype=term.datatype)
        if isinstance(value, int | float):
            return number_literal(value, term.datatype)
        raise refusal("jsonld.value", f"the value is {shape(value)}, which is not JSON", "Write JSON values only.")

    def _object(self, value: JsonObject, term: Term, scope: Scope, graph: str) -> str:
        if "@value" in value:
            return value_object(value, term)
        if scope.keyword_aliases and not scope.keyword_aliases.isdisjoint(value):
            raise refusal("jsonld.keyword-alias", "the object has an alias of a keyword", "Write the plain form.")
        reference = len(value) == 1 and scope.id_key in value
        inner = scope.within(term, reference=reference)
        if inner is None:
            inner = self._spend(scope.compile_within(term, reference=reference))
        if len(self.quads) > _STATEMENTS:
            raise refusal("jsonld.size", f"the document makes more than {_STATEMENTS} statements", "Split it.")
        self._depth += 1
        token = self._node(value, inner, graph)
        self._depth -= 1
        return token

    def _graph(self, item: JsonValue, term: Term, scope: Scope) -> str:
        """Adds an object's statements to a graph of their own; answers the graph's name."""
        if type(item) is not dict or "@value" in item:
            raise refusal("jsonld.graph", f"the value is {shape(item)}, not an object", "Write an object.")
        name, before = self._blank_node(item, "graph"), len(self.quads)
        around, self._descriptions = self._descriptions, Descriptions()
        self._object(item, term, scope, name)
        self._descriptions.check()
        self._descriptions = around
        if len(self.quads) == before:
            raise refusal("jsonld.empty", "the object states nothing, so no proof would cover it", "Leave it out.")
        return name

    def _list(self, node: JsonObject, term: Term, value: JsonValue, scope: Scope, graph: str) -> str:
        items = as_list(value)
        head, previous = RDF_NIL, ""
        for index, item in enumerate(items):
            cell = self._blank_node(node, f"{term.iri}{index}")
            try:
                token = self._value(item, term, scope, graph)
            except JsonLdError as error:
                raise _inside(error, index) from None
            self.quads.append((cell, RDF_FIRST, token, graph))
            if previous:
                self.quads.append((previous, RDF_REST, cell, graph))
            else:
                head = cell
            previous = cell
        if previous:
            self.quads.append((previous, RDF_REST, RDF_NIL, graph))
        return head

    def _embedded_scope(self, node: JsonObject, scope: Scope) -> Scope:
        """A context below the top is for whole credentials, which carry proofs of their own, and for those proofs."""
        if not any(name in _WITH_CONTEXT for name in as_list(node.get("type")) if isinstance(name, str)):
            raise refusal(
                "jsonld.nested-context",
                'an object that is no credential has an "@context" of its own, which could give members another meaning',
                "Keep all contexts at the top of the document.",
            )
        urls = self._contexts.embedded(node["@context"])
        return scope.embedded(urls) or self._spend(scope.compile_embedded(urls))

    def _blank_node(self, owner: JsonObject, part: str) -> str:
        self.blank_nodes.append((owner, part))
        return f"_:b{len(self.blank_nodes)}"

    def _spend(self, scope: Scope) -> Scope:
        self._new_scopes += 1
        if self._new_scopes > _NEW_SCOPES:
            raise refusal("jsonld.size", "the document changes its contexts too often", "Use fewer types a node.")
        return scope


def _inside(error: JsonLdError, *steps: str | int) -> JsonLdError:
    """The same error, one member further out."""
    error.pointer = pointer_to(*steps) + (error.pointer or "")
    return error
