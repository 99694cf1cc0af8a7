"""What somebody is registered under, and e-mail addresses: ``LegalIdentifier``, ``Identifier``, ``Mailbox``.

European Learning Model 3.2. A legal identifier names its country: that of an ETSI identifier (EN 319 412-1, section 5.1.4: ``VATPL-...``) stands in
it, else it is the country of the address.

    write_legal_identifier("VATPL-0000000000", None, nodes)
    read_identifier(node, reader)                  # Identifier('PIC', '999')
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from credseal.model.organisation import Identifier
from credseal.model.values import TOKEN
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.places import country_code, write_country
from credseal.profiles.tolerant import Node

_OF_COUNTRY = re.compile(r"[A-Z]{3}(?P<country>[A-Z]{2})-.+", re.DOTALL)
_NOT_ISO = {"EL": "GR", "UK": "GB"}
_MAILTO = "mailto:"
_UNNAMED = "identifier"
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def country_of(identifier: str) -> str | None:
    """The country that an identifier of ETSI EN 319 412-1 names, by its code of ISO 3166-1."""
    match = _OF_COUNTRY.fullmatch(identifier)
    return _NOT_ISO.get(match["country"], match["country"]) if match else None


def write_legal_identifier(value: str, country: str | None, nodes: Nodes) -> dict[str, Any] | None:
    """Write a legal identifier; None where nobody knows its country, which it must name.

    Args:
        value: the identifier.
        country: that it belongs to, where it does not tell that itself.
        nodes: of the document.
    """
    code = country_of(value) or country
    spatial = write_country(code, nodes) if code else None
    return nodes.node("LegalIdentifier", {"notation": value, "spatial": spatial}) if spatial else None


def read_legal_identifier(node: Node, type_: str, reader: Reader, country: str | None) -> Identifier | None:
    """Read a legal identifier; its country counts as understood where it is what the identifier or the address says."""
    reader.uri(node)
    value = node.text("notation")
    if spatial := reader.first(node, "spatial"):
        code = country_code(reader.read_concept(spatial))
        if code is None or code not in (value and country_of(value), country):
            reader.log.unmark(spatial.pointer)
    return node.log.build(node.pointer, Identifier, type_, value) if value else None


def write_identifier(identifier: Identifier, nodes: Nodes, names: Mapping[str, str] = _NO_NAMES) -> dict[str, Any]:
    """Write an identifier; ``names`` are those that people know types by."""
    name = names.get(identifier.type, identifier.type)
    return nodes.node("Identifier", {"notation": identifier.value, "schemeName": name})


def read_identifier(node: Node, reader: Reader, types: Mapping[str, str] = _NO_NAMES) -> Identifier | None:
    """Read an identifier; its type is the name of its scheme, or of the agency that keeps it, in letters that a type may have.

    Args:
        node: the identifier.
        reader: of the document.
        types: what the model calls schemes, by their names in lower case.
    """
    reader.uri(node)
    name = node.text("schemeName") or reader.words(node, "schemeAgency") or _UNNAMED
    value = node.text("notation")
    type_ = types.get(name.casefold()) or _token(name)
    return node.log.build(node.pointer, Identifier, type_, value) if value else None


def write_mailbox(email: str | None) -> dict[str, str] | None:
    """Write an e-mail address."""
    return {"id": _MAILTO + email, "type": "Mailbox"} if email else None


def read_mailboxes(contact: Node, reader: Reader) -> list[tuple[str, str]]:
    """The e-mail addresses of a contact point, each with the pointer to it."""
    found = []
    for each in reader.nodes(contact, "emailAddress"):
        id_ = each.text("id") or ""
        if id_.lower().startswith(_MAILTO):
            found.append((id_[len(_MAILTO) :], each.pointer))
        else:
            reader.log.unmark(each.pointer)
    return found


def _token(name: str) -> str:
    return name if TOKEN.test(name) else re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:64] or _UNNAMED
