"""One spelling: what a value or key may look like, and the names of all the spellings that are refused.

Every function answers an N-Quads token or raises a JsonLdError whose code names the rule. The walker adds the pointer.

    iri("https://example.org/1", scope)      # '<https://example.org/1>'
    iri("schema:name", scope)                # JsonLdError jsonld.compact-iri, where "schema" is a prefix
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.encoding import jcs
from credseal.encoding.one_or_many import as_list
from credseal.errors import JsonError, JsonLdError
from credseal.jsonld.rdf_terms import RDF, XSD, is_absolute_iri, is_language_tag, is_native, quoted
from credseal.jsonld.scope import Coercion, Kind, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.scope import Scope

_JSON_SUFFIX = f"^^<{RDF}JSON>"
_KEYWORD_LIKE = re.compile(r"@[A-Za-z]+")
_SHOWN = 80
_TEXT_EITHER_WAY = (None, f"{XSD}decimal")
_LANGUAGE_VALUE = frozenset({"@value", "@language"})
_KEYWORD_REASONS = {
    "@graph": ("jsonld.graph", "it can hold members of the credential that readers do not see"),
    "@included": ("jsonld.included", "it can hold members of the credential that readers do not see"),
    "@nest": ("jsonld.nest", "it hides members one level further down"),
    "@reverse": ("jsonld.reverse", "it states something about another node"),
    "@index": ("jsonld.index", "no proof covers it"),
    "@set": ("jsonld.set-object", "a plain array says the same"),
    "@list": ("jsonld.list-object", "a plain array says the same where the term is a list"),
    "@language": ("jsonld.value-object", "a language needs a value beside it"),
    "@direction": ("jsonld.direction", "no proof covers a text direction"),
}


def refusal(code: str, reason: str, hint: str) -> JsonLdError:
    """An error whose sentence is ``reason``."""
    return JsonLdError(f"{reason[0].upper()}{reason[1:]}.", code=code, hint=hint)


def refused_term(term: Term) -> JsonLdError:
    """The error for a key that the scope refuses."""
    code, reason, hint = term.refusal
    return refusal(code, f'the member "{term.name[:_SHOWN]}" {reason}', hint)


def shape(value: object) -> str:
    """What kind of JSON value it is, in words; never the value."""
    names = {type(None): "null", bool: "a boolean", str: "a string", list: "an array", dict: "an object"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else f"a {type(value).__name__}")


def odd_key(key: str, scope: Scope) -> Term:
    """The term for a key that no context defines, where ``@vocab`` of a pinned context does; refused otherwise."""
    if key in _KEYWORD_REASONS:
        code, reason = _KEYWORD_REASONS[key]
        raise refusal(code, f'"{key}" is not accepted: {reason}', "Use the plain form.")
    if key in ("@id", "@type"):
        plain = scope.id_key if key == "@id" else scope.type_key
        raise refusal("jsonld.keyword-alias", f'"{key}" is a second spelling of "{plain}"', f'Write "{plain}".')
    shown = key[:_SHOWN]
    if key.startswith("@"):
        code = "jsonld.keyword-like" if _KEYWORD_LIKE.fullmatch(key) else "jsonld.undefined-term"
        raise refusal(code, f'"{shown}" looks like a keyword of JSON-LD and is none here', "Leave it out.")
    if ":" in key:
        if key.partition(":")[0] in scope.prefixes:
            raise refusal("jsonld.compact-iri", f'the key "{shown}" is a compact IRI', "Write the term.")
        raise refusal("jsonld.iri-key", f'the key "{shown}" is an IRI', "Write the term that a context defines for it.")
    if scope.vocab is None or not is_absolute_iri(scope.vocab + key):
        raise refusal(
            "jsonld.undefined-term",
            f'no context defines "{shown}" here, so no proof would cover it',
            "Remove the member, or add the context that defines it (and sign again).",
        )
    term = Term(key, Kind.PROPERTY, _only_name(f"<{scope.vocab}{key}>", key, scope))
    term.string_suffix = scope.language_suffix
    return term


def odd_type(name: str, scope: Scope) -> str:
    """The token of a type that is no term for a class: an absolute IRI, or one that ``@vocab`` makes."""
    term = scope.terms.get(name)
    if term is None:
        return vocabulary_iri(name, scope)
    if not term.iri:
        raise refused_term(term) if term.kind is Kind.REFUSED else _no_iri(name)
    raise refusal(
        "jsonld.synonym", f'the type "{name[:_SHOWN]}" is the name of a property', "Write the name of the class."
    )


def vocabulary_iri(text: str, scope: Scope) -> str:
    """The token of a type or of a value coerced to ``@vocab``: a term, else an absolute IRI that no term names."""
    term = scope.terms.get(text)
    if term is not None:
        if not term.iri:
            raise _no_iri(text)
        if not term.pinned:
            raise refusal("jsonld.unpinned-value", "only an unpinned context explains the value", "Write the IRI.")
        return _only_name(term.iri, text, scope)
    if ":" in text:
        token = iri(text, scope)
        if scope.vocab and text.startswith(scope.vocab) and text != scope.vocab:
            name = text.removeprefix(scope.vocab)[:_SHOWN]
            raise refusal("jsonld.synonym", f'the IRI is a second spelling of "{name}"', f'Write "{name}".')
        return _only_name(token, text, scope)
    if scope.vocab is None or text.startswith("@") or not is_absolute_iri(scope.vocab + text):
        raise refusal(
            "jsonld.undefined-term",
            f'no context defines the type or value "{text[:_SHOWN]}"',
            "Add the context that defines it, or write an absolute IRI.",
        )
    return _only_name(f"<{scope.vocab}{text}>", text, scope)


def _only_name(token: str, text: str, scope: Scope) -> str:
    """The token, unless a term is the one name for it and ``text`` is not that term."""
    name = scope.names.get(token, text)
    if name != text:
        raise refusal(
            "jsonld.synonym", f'the value is a second spelling of "{name[:_SHOWN]}"', f'Write "{name[:_SHOWN]}".'
        )
    return token


def _no_iri(text: str) -> JsonLdError:
    return refusal("jsonld.term", f'"{text[:_SHOWN]}" is a term that stands for no IRI', "Use another term.")


def iri(value: JsonValue, scope: Scope) -> str:
    """The token of an absolute IRI in a document."""
    if not isinstance(value, str):
        raise refusal("jsonld.iri", f"the value is {shape(value)} where an IRI is expected", "Write an absolute IRI.")
    prefix, colon, rest = value.partition(":")
    if colon and prefix in scope.prefixes and not rest.startswith("//"):
        raise refusal("jsonld.compact-iri", "the value is a compact IRI", "Write the IRI in full.")
    if is_absolute_iri(value):
        return f"<{value}>"
    if prefix == "_" and colon:
        raise refusal("jsonld.blank-node", "the value names a blank node", "Leave the id out, or use a urn:uuid:.")
    if colon and prefix.isalnum():
        raise refusal(
            "jsonld.malformed-iri", "the value is not a well-formed IRI", "Escape spaces and the like with %."
        )
    raise refusal("jsonld.relative-iri", "the value is a relative IRI", "Write an absolute IRI (https://..., urn:...).")


def text_literal(text: str, term: Term) -> str:
    """The token of a string under a term whose values are literals.

    A decimal may be text as well as a number: JSON numbers cannot hold every decimal, so both are in use.
    """
    token = quoted(text) + term.string_suffix
    if term.datatype not in _TEXT_EITHER_WAY and is_native(token, text, term.datatype):
        raise refusal(
            "jsonld.text-number",
            "the text says what a JSON number or boolean says here",
            "Write the number, true or false without quotation marks.",
        )
    return token


def value_object(value: JsonObject, term: Term) -> str:
    """The token of ``{"@value": text, "@language": tag}``, the one value object that says more than a plain string."""
    text, language = value["@value"], value.get("@language")
    plain = term.coercion is Coercion.LITERAL and term.datatype is None
    if "@direction" in value:
        code, reason = _KEYWORD_REASONS["@direction"]
        raise refusal(code, f'"@direction" is not accepted: {reason}', "Leave it out.")
    if not plain or value.keys() != _LANGUAGE_VALUE or not isinstance(text, str) or not isinstance(language, str):
        raise refusal(
            "jsonld.value-object",
            "the value object says what a plain value would say",
            'Write the plain value; "@value" is for text with "@language" alone.',
        )
    tag = _language(language)
    if term.string_suffix == f"@{tag}":
        raise refusal("jsonld.value-object", "the language is the one that plain text has here", "Write plain text.")
    return f"{quoted(text)}@{tag}"


def language_map(value: JsonValue, scope: Scope) -> Iterator[str]:
    """The tokens of a language map: language tag to one text or several."""
    if not isinstance(value, dict):
        raise refusal("jsonld.language-map", f"the value is {shape(value)}, not a language map", "Write an object.")
    if not any(texts != [] for texts in value.values()):
        raise refusal("jsonld.empty", "the language map holds no text, so no proof covers it", "Leave the member out.")
    for tag, texts in value.items():
        if tag in scope.keyword_aliases:
            raise refusal("jsonld.keyword-alias", f'"{tag[:_SHOWN]}" is an alias of a keyword', "Write a language tag.")
        suffix = f"@{_language(tag)}"
        for text in as_list(texts):
            if not isinstance(text, str):
                raise refusal("jsonld.language-map", f"a text is {shape(text)}", "Write strings.")
            yield quoted(text) + suffix


def json_literal(value: JsonValue) -> str:
    """The token of a JSON literal (JSON-LD 1.1 API, 8.2.2): its RFC 8785 form."""
    try:
        return quoted(jcs.canonicalize(value).decode()) + _JSON_SUFFIX
    except JsonError as error:
        raise JsonLdError(error.message, code="jsonld.json", hint=error.hint) from error


def _language(tag: str) -> str:
    if not is_language_tag(tag):
        raise refusal("jsonld.language-tag", "a language tag is malformed", 'Use a tag such as "en" or "pt-BR".')
    return tag.lower()
