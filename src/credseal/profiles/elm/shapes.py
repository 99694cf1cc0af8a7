"""What a European Digital Credential must be: checked in one walk over its JSON, without making RDF of it.

The rules are those of the Commission's SHACL shapes, version 1.2.0, for ELM 3.2 (``table``), applied to the document as the official context
makes a graph of it (``graph``), and what the shapes do not see: entries that their list does not have, ids that two things share
(``collisions``), the rules of the Commission's own reader (``parsing_rules``).

    check(document)      # (Finding("elm.missing", "error", ..., "/issuer", hint="Add 'eIDASIdentifier': ..."),)
    faults(document)     # the same, with the constraint of SHACL that each one breaks

Severity ``error``: the shapes mind, or the Commission's tools refuse it. ``warning``: they take it, and somebody may be misled.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from credseal.encoding.one_or_many import as_list
from credseal.findings import Finding
from credseal.profiles.elm import collisions, parsing_rules
from credseal.profiles.elm.constraints.graph import Graph
from credseal.profiles.elm.constraints.judging import judge
from credseal.profiles.elm.constraints.table import compiled, profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Severity
    from credseal.profiles.elm.constraints.faults import Fault

__all__ = ["MOST_FINDINGS", "check", "faults"]

MOST_FINDINGS = 200
_MOST_FAULTS = 5000


def check(document: JsonObject) -> tuple[Finding, ...]:
    """Check a European Digital Credential, sealed or to be sealed.

    Args:
        document: the credential, without the seal around it.

    Returns:
        One finding for each fault, in the order of the document, at most ``MOST_FINDINGS`` and then ``elm.more``: ``elm.missing``,
        ``.too-many``, ``.datatype``, ``.class``, ``.scheme``, ``.node-kind``, ``.value``, ``.language-twice``, ``.proof`` by the shapes;
        ``.id``, ``.type``, ``.language``, ``.text``, ``.spelling``, ``.depth`` by JSON-LD; ``.list``, ``.collision``, and those of
        ``parsing_rules``. None for a credential that is right.
    """
    found = dict.fromkeys(fault.finding for fault in islice(_faults(document), _MOST_FAULTS) if not fault.follows)
    listed, more = list(found)[:MOST_FINDINGS], list(found)[MOST_FINDINGS:]
    if more:
        worst: Severity = "error" if any(each.severity == "error" for each in more) else "warning"
        message = "There is more, which is not listed."
        listed.append(Finding("elm.more", worst, message, "", "Mend these first, then check again."))
    return tuple(listed)


def faults(document: JsonObject) -> tuple[Fault, ...]:
    """All that is wrong with a document, with the constraint of SHACL that it breaks; what follows from another fault, too."""
    return tuple(_faults(document))


def _faults(document: JsonObject) -> Iterator[Fault]:
    table = compiled(frozenset(_profiles_of(document)))
    graph = Graph(document, table)
    yield from parsing_rules.check(document)
    yield from graph.faults
    if not graph.is_too_deep:
        yield from judge(graph, table)
        yield from collisions.find(graph)


def _profiles_of(document: JsonObject) -> Iterator[str]:
    """The schemas that a document names and that are known, by URI."""
    for schema in as_list(document.get("credentialSchema")):
        identifier = schema.get("id") if isinstance(schema, dict) else schema
        if isinstance(identifier, str) and identifier in profiles():
            yield identifier
