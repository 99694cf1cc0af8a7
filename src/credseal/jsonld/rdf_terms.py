r"""RDF terms as canonical N-Quads tokens, each checked against its grammar before it is written.

A token is the text of one term on an N-Quads line: ``<iri>``, ``"literal"^^<type>`` or ``_:label``. Nothing reaches a
token unchecked: an unvalidated language tag or IRI can carry a whole further statement inside it, and then two
documents share one hash.

Sources: RDF Dataset Canonicalization, section 5 "Serialization" (https://www.w3.org/TR/rdf-canon/#canonical-quads);
JSON-LD 1.1 API, section 8.6 "Data Round Tripping" (https://www.w3.org/TR/json-ld11-api/#data-round-tripping).

    quoted("Grüße\n")             # '"Grüße\\n"'
    number_literal(2.5, None)     # '"2.5E0"^^<http://www.w3.org/2001/XMLSchema#double>'
"""

from __future__ import annotations

import math
import re

from credseal.errors import JsonLdError

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = f"<{RDF}type>"
RDF_FIRST = f"<{RDF}first>"
RDF_REST = f"<{RDF}rest>"
RDF_NIL = f"<{RDF}nil>"

# IRIREF of N-Quads, narrowed to absolute IRIs: a scheme (RFC 3986, 3.1), then something. What the grammar forbids would
# end the token early; DEL and C1 controls are allowed by it but never by RFC 3987; spaces beyond ASCII make processors drop
# the statement.
_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\s\x00-\x20\x7f-\x9f<>"{}|\\^`\ud800-\udfff\ufffe\uffff]+')
# The outer form of BCP 47 (RFC 5646, section 2.1): subtags of letters and digits, the first one a language, "x" or "i".
_LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{2,8}|[XxIi](?=-))(?:-[A-Za-z0-9]{1,8})*")
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\\ufffe\uffff]')
_ECHAR = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LARGEST_EXACT_INTEGER = 2**53 - 1
# Contexts in use write XML Schema's namespace with https too, or leave its prefix undefined.
_NAMESPACES = (XSD, XSD.replace("http:", "https:"), "xsd:")
_TEXT = frozenset(f"{namespace}string" for namespace in _NAMESPACES)
_BOOLEAN = frozenset(f"{namespace}boolean" for namespace in _NAMESPACES)
_NUMERIC = frozenset(
    namespace + name
    for namespace in _NAMESPACES
    for name in (
        "byte", "decimal", "double", "float", "int", "integer", "long", "negativeInteger", "nonNegativeInteger",
        "nonPositiveInteger", "positiveInteger", "short", "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort",
    )
)  # fmt: skip
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+E-?[0-9]+)?")


def is_absolute_iri(text: str) -> bool:
    """Whether ``text`` is an absolute IRI that can stand in N-Quads unchanged."""
    return _ABSOLUTE_IRI.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Whether ``text`` has the form of a language tag (RFC 5646)."""
    return _LANGUAGE_TAG.fullmatch(text) is not None


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ECHAR.get(character) or f"\\u{ord(character):04X}"


def quoted(text: str) -> str:
    """``text`` between quotation marks, escaped as canonical N-Quads demands."""
    # Of what must be escaped, only the two marks are printable; asking that is quicker than searching.
    if '"' in text or "\\" in text or not text.isprintable():
        text = _TO_ESCAPE.sub(_escape, text)
    return f'"{text}"'


def suffix(datatype: str | None) -> str:
    """What follows the closing quotation mark of a literal of ``datatype`` (an IRI; None is xsd:string)."""
    return "" if datatype is None or datatype == f"{XSD}string" else f"^^<{datatype}>"


def number_literal(value: float, datatype: str | None) -> str:
    """The token of a JSON number (int or float, not bool) under the coercion ``datatype`` (an IRI, or None).

    Raises:
        JsonLdError: ``jsonld.number``, a number that other processors would read as another one, or whose datatype has
            text for values.
    """
    fraction = isinstance(value, float) and not value.is_integer()
    # Open Badges 3.0.1 types coordinates as strings. A fraction's signed form is one that nobody writes, "4.70707E1".
    if datatype is not None and datatype not in _NUMERIC and not (fraction and datatype in _TEXT):
        raise _text_expected("number")
    as_double = fraction or datatype == f"{XSD}double"
    if not as_double:
        if abs(value) > _LARGEST_EXACT_INTEGER:
            raise JsonLdError(
                "The number is an integer beyond 2^53 - 1, which not every JSON reader keeps exactly.",
                code="jsonld.number",
                hint="Write it as a string.",
            )
        return f'"{int(value)}"{suffix(datatype or f"{XSD}integer")}'
    try:
        lexical = _canonical_double(float(value))
    except OverflowError:
        lexical = _canonical_double(math.inf)
    if float(lexical) != value:
        raise JsonLdError(
            "The number has more digits than its signed form keeps (16 significant digits).",
            code="jsonld.number",
            hint="Round it, or write it as a string.",
        )
    return f'"{lexical}"{suffix(datatype or f"{XSD}double")}'


def _canonical_double(value: float) -> str:
    """``value`` in the canonical form of xsd:double with at most 15 decimals (JSON-LD 1.1 API, 8.6)."""
    if not math.isfinite(value):
        raise JsonLdError("The number is infinite or not a number.", code="jsonld.number", hint="Use a finite number.")
    mantissa, exponent = f"{value:.15E}".split("E")
    whole, decimals = mantissa.split(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}E{int(exponent)}"


def boolean_literal(*, value: bool, datatype: str | None) -> str:
    """The token of a JSON boolean.

    Raises:
        JsonLdError: ``jsonld.number``, the datatype has text for values.
    """
    if datatype is not None and datatype not in _BOOLEAN:
        raise _text_expected("boolean")
    return f'"{"true" if value else "false"}"{suffix(datatype or f"{XSD}boolean")}'


def has_native_values(datatype: str | None) -> bool:
    """Whether JSON has numbers or booleans for some values of ``datatype``."""
    return datatype in _NUMERIC or datatype in _BOOLEAN or datatype in _TEXT


def is_native(token: str, text: str, datatype: str) -> bool:
    """Whether ``token``, the literal of ``text``, is also that of a JSON number or boolean under ``datatype``.

    Under xsd:double every text counts: JSON-LD processors in use turn it into a number, the standard does not.
    """
    if datatype == f"{XSD}double":
        return True
    if datatype in _BOOLEAN:
        return text in ("true", "false")
    if not has_native_values(datatype) or not _NUMBER.fullmatch(text):
        return False
    try:
        return token == number_literal(float(text) if "E" in text else int(text), datatype)
    except (JsonLdError, ValueError):  # int() refuses thousands of digits
        return False


def _text_expected(found: str) -> JsonLdError:
    return JsonLdError(
        f"The value is a {found} where the context expects text, so that it has two spellings.",
        code="jsonld.number",
        hint="Write it as a string.",
    )
