"""Organisations as ``Organisation`` nodes.

European Learning Model 3.2, ``Organisation``, ``ContactPoint``: the profile's shapes demand the legal name and a location with a country. One
organisation is described once: its first description is written wherever it plays a part.

    write_organisation(university, nodes)       # {'id': ..., 'type': 'Organisation', 'legalName': {...}, 'location': [...], ...}
    read_organisation(node, reader)             # Organisation(...)

================================  =========================================================================================
field of the model                member of ELM
================================  =========================================================================================
``id``                            ``id``; without one an id that means something in this document only
``legal_name``                    ``legalName`` (``prefLabel`` and ``altLabel`` are read where there is none)
``identifiers``                   ``eIDASIdentifier``, ``vatIdentifier``, ``taxIdentifier``, ``registration``, ``identifier``
``address``                       ``location``; see ``places``
``url``                           ``homepage``
``email``, ``phone``              ``contactPoint``
``description``                   ``additionalNote``
``picture``                       ``logo``, if it is a ``data:`` URI: pictures lie within the credential
``parent``                        ``subOrganizationOf``, if it has a legal name and a country
================================  =========================================================================================
"""

from collections.abc import Mapping
from typing import Any

from credseal.model.fields import shapes
from credseal.model.organisation import Identifier, Organisation, Parent
from credseal.model.text import Text
from credseal.profiles.elm.identifiers import (
    read_identifier,
    read_legal_identifier,
    read_mailboxes,
    write_identifier,
    write_legal_identifier,
    write_mailbox,
)
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.pictures import read_media, write_media
from credseal.profiles.elm.places import read_location, write_location
from credseal.profiles.elm.vocabulary import CERTIFICATE_IDENTIFIER, CERTIFICATE_LOCATION
from credseal.profiles.tolerant import Node

# Types of identifiers that have a member of their own, and whether it holds several.
_LEGAL: Mapping[str, tuple[str, bool]] = {
    "eIDASLegalIdentifier": ("eIDASIdentifier", False),
    "VAT": ("vatIdentifier", True),
    "TIN": ("taxIdentifier", True),
    "registration": ("registration", False),
}
_NOT_HELD = {"official": "who may act for it", "person": "that it is a person"}


def write_organisation(organisation: Organisation, nodes: Nodes) -> dict[str, Any]:
    """Write an organisation; one that was written before is written the same, whatever else is said of it here."""
    for known, written in nodes.organisations:
        if known == organisation:
            return written
        if known.is_same_as(organisation):
            if _says_more(organisation, known):
                nodes.remark(
                    "organisation-differs",
                    "One organisation is described in two ways: the description that came first was written for both.",
                    hint="Say the same of it everywhere.",
                )
            return written
    for field, what in _NOT_HELD.items():
        if getattr(organisation, field):
            nodes.remark("left-out", f"ELM cannot say of an organisation {what}: that was left out.")
    address, parent = organisation.address, organisation.parent
    contact = {
        "emailAddress": write_mailbox(organisation.email),
        "phone": organisation.phone and nodes.node("Phone", {"phoneNumber": organisation.phone}),
    }
    members = {
        "legalName": nodes.language_map(organisation.legal_name, "the name of an organisation"),
        **_write_identifiers(organisation, nodes),
        "location": [write_location(address, nodes)] if address else [],
        "homepage": nodes.web_resource(organisation.url),
        "contactPoint": nodes.node("ContactPoint", contact) if any(contact.values()) else None,
        "additionalNote": nodes.note(organisation.description),
        "logo": write_media(organisation.picture, nodes),
        "subOrganizationOf": parent and _write_parent(parent, nodes),
    }
    written = nodes.node("Organisation", members, id_=organisation.id)
    nodes.organisations.append((organisation, written))
    return written


def read_organisation(node: Node, reader: Reader) -> Organisation | None:
    """Read an organisation; None if nothing of it can be read."""
    log, fields = reader.log, _read_known(node, reader)
    if parent := reader.first(node, "subOrganizationOf"):
        fields["parent"] = _read_parent(parent, reader)
    if logo := reader.first(node, "logo"):
        fields["picture"] = read_media(logo, reader)
    fields["description"] = _read_description(node, reader)
    for contact in reader.nodes(node, "contactPoint"):
        for phone in reader.nodes(contact, "phone"):
            reader.uri(phone)
            if fields.get("phone") is None:
                number = phone.text("phoneNumber")
                fields["phone"] = number and log.fitting(Organisation, {"phone": (phone.pointer, number)}).get("phone")
            else:
                log.unmark(phone.pointer)
    return Organisation(**fields) if any(fields.values()) else None


def _says_more(body: Organisation, known: Organisation) -> bool:
    """Whether a body says anything that the same one, as it was written, does not."""
    return any(
        getattr(body, name) not in (None, (), getattr(known, name)) for name in shapes(Organisation) if name != "id"
    )


def _write_parent(parent: Parent, nodes: Nodes) -> dict[str, Any] | None:
    if parent.legal_name and parent.address and parent.address.country:
        return write_organisation(Organisation(**{name: getattr(parent, name) for name in shapes(Parent)}), nodes)
    nodes.remark(
        "left-out",
        "The organisation that another one is part of was left out: an organisation needs a legal name and a country.",
        hint="Give the name and the country.",
    )
    return None


def _write_identifiers(organisation: Organisation, nodes: Nodes) -> dict[str, Any]:
    country = organisation.address.country if organisation.address else None
    members: dict[str, Any] = {}
    for each in organisation.identifiers:
        member, many = _LEGAL.get(each.type, (None, False))
        legal = None
        if member and (many or member not in members):
            legal = write_legal_identifier(each.value, country, nodes)
        if not legal or not member:
            members.setdefault("identifier", []).append(write_identifier(each, nodes))
        elif many:
            members.setdefault(member, []).append(legal)
        else:
            members[member] = legal
    return members


def _read_known(node: Node, reader: Reader) -> dict[str, Any]:
    """What is known of any organisation, also of one that another is part of."""
    fields: dict[str, Any] = {"id": _read_id(node, reader), "legal_name": _read_name(node, reader)}
    places = [(read_location(each, reader), each) for each in reader.nodes(node, "location")]
    fields["address"] = place = next((each for each, _ in places if each), None)
    for other, where in places:
        if other != place and where.members.get("id") != CERTIFICATE_LOCATION:
            reader.log.unmark(where.pointer)
    fields["identifiers"] = _read_identifiers(node, reader, place.country if place else None)
    if homepage := reader.first(node, "homepage"):
        url, _ = reader.web_resource(homepage)
        if url:
            fields |= reader.log.fitting(Organisation, {"url": (homepage.at("contentURL"), url)})
    for contact in reader.nodes(node, "contactPoint"):
        reader.uri(contact)
        for email, pointer in read_mailboxes(contact, reader):
            if "email" not in fields:
                fields |= reader.log.fitting(Organisation, {"email": (pointer, email)})
            elif email != fields["email"]:
                reader.log.unmark(pointer)
    return fields


def _read_id(node: Node, reader: Reader) -> str | None:
    uri = reader.uri(node)
    return reader.log.fitting(Organisation, {"id": (node.at("id"), uri)}).get("id") if uri else None


def _read_name(node: Node, reader: Reader) -> Text | None:
    """The legal name, else another; another is understood too where it says the same, or sealing took it from the certificate."""
    name = reader.text(node, "legalName")
    identifier = node.members.get("eIDASIdentifier")
    is_sealed = isinstance(identifier, Mapping) and identifier.get("id") == CERTIFICATE_IDENTIFIER
    for member in ("prefLabel", "altLabel"):
        other = reader.text(node, member) if member in node.members else None
        if name and other not in (None, name) and not (is_sealed and member == "altLabel"):
            reader.log.unmark(node.at(member))
        name = name or other
    return name


def _read_identifiers(node: Node, reader: Reader, country: str | None) -> tuple[Identifier, ...]:
    found = [
        read_legal_identifier(each, type_, reader, country)
        for type_, (member, _) in _LEGAL.items()
        for each in reader.nodes(node, member)
    ]
    found += [read_identifier(each, reader) for each in reader.nodes(node, "identifier")]
    return tuple(each for each in found if each)


def _read_parent(node: Node, reader: Reader) -> Parent | None:
    fields = _read_known(node, reader)
    parent = Parent(**fields) if fields["id"] else None
    if parent is None:  # a parent without an id is none to the model
        reader.log.unmark(node.pointer)
    return parent


def _read_description(node: Node, reader: Reader) -> Text | None:
    """The first note that is about nothing in particular."""
    found = None
    for each in reader.nodes(node, "additionalNote"):
        text = reader.read_note(each) if "subject" not in each.members else None
        if text is None or found:
            reader.log.unmark(each.pointer)
        found = found or text
    return found
