"""Organisations as ``Organisation`` nodes, where they are as ``Location`` nodes, and how to reach them.

European Learning Model 3.2, ``Organisation``, ``Location``, ``Address``, ``ContactPoint``: the profile's shapes demand the legal name and a
location with a country; ``organisations`` are described once, and that description is written wherever they play a part.

    write_organisation(university, nodes)       # {'id': ..., 'type': 'Organisation', 'legalName': {...}, 'location': [...], ...}
    read_organisation(node, reader)             # Organisation(...)

================================  =========================================================================================
field of the model                member of ELM
================================  =========================================================================================
``id``                            ``id``; without one an id that means something in this document only
``legal_name``                    ``legalName`` (``prefLabel`` and ``altLabel`` are read where there is none)
``identifiers``                   ``eIDASIdentifier``, ``vatIdentifier``, ``taxIdentifier``, ``registration``, ``identifier``
``address.country``, its name     ``location.address.countryCode``
``address.region``                ``location.spatialCode``
``address.locality``              ``location.geographicName``
``address.street``, postal code,  ``location.address.fullAddress``, one text with all of them; postal code and box are also an
post office box                   ``identifier`` of the address
``url``                           ``homepage``
``email``, ``phone``              ``contactPoint``
``description``                   ``additionalNote``
``picture``                       ``logo``, if it is a ``data:`` URI: pictures lie within the credential
``parent``                        ``subOrganizationOf``
================================  =========================================================================================

A legal identifier names its country: that of an ETSI identifier (EN 319 412-1, section 5.1.4: ``VATPL-...``) stands in it, else it is the
country of the address.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.fields import shapes
from credseal.model.organisation import Identifier, Organisation, Parent, Place
from credseal.model.text import Text
from credseal.model.values import TOKEN
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.pictures import read_media, write_media
from credseal.profiles.elm.vocabulary import CERTIFICATE_IDENTIFIER, CERTIFICATE_LOCATION
from credseal.profiles.tolerant import Node

# Types of identifiers that have a member of their own, and whether it holds several.
_LEGAL: Mapping[str, tuple[str, bool]] = {
    "eIDASLegalIdentifier": ("eIDASIdentifier", False),
    "VAT": ("vatIdentifier", True),
    "TIN": ("taxIdentifier", True),
    "registration": ("registration", False),
}
_OF_COUNTRY = re.compile(r"[A-Z]{3}(?P<country>[A-Z]{2})-.+", re.DOTALL)
_NOT_ISO = {"EL": "GR", "UK": "GB"}
_MAILTO = "mailto:"
POSTAL_CODE, PO_BOX = "postal code", "post office box"
_NUMBERS = {POSTAL_CODE: "postal_code", PO_BOX: "po_box"}
_NOT_HELD = {"official": "who may act for it", "person": "that it is a person"}
_UNNAMED = "identifier"
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


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


def write_location(place: Place, nodes: Nodes) -> dict[str, Any]:
    """Write where something is."""
    if place.coordinates:
        nodes.remark("left-out", "ELM has no member for a point on the map: it was left out.")
    members = {
        "address": write_address(place, nodes),
        "spatialCode": nodes.concept("region", place.region),
        "geographicName": nodes.words(place.locality),
    }
    return nodes.node("Location", members)


def write_address(place: Place, nodes: Nodes) -> dict[str, Any] | None:
    """Write the address of a place; None where it has none."""
    numbers = {POSTAL_CODE: place.postal_code, PO_BOX: place.po_box}
    lines = [line for line in (place.street, *_further_lines(place.postal_code, place.po_box, place.locality)) if line]
    is_address = place.street or any(numbers.values())
    members = {
        "countryCode": place.country and write_country(place.country, nodes, place.country_name),
        "fullAddress": nodes.node("Note", {"noteLiteral": nodes.words("\n".join(lines))}) if is_address else None,
        "identifier": [
            nodes.node("Identifier", {"notation": value, "schemeName": name})
            for name, value in numbers.items()
            if value
        ],
    }
    return nodes.node("Address", members) if any(members.values()) else None


def read_location(node: Node, reader: Reader) -> Place | None:
    """Read where something is; None if nothing of it can be read."""
    reader.uri(node)
    fields: dict[str, Any] = {"locality": reader.words(node, "geographicName")}
    address = reader.first(node, "address")
    if address:
        fields |= _read_address(address, reader, fields["locality"])
    fields["region"] = reader.concept(node, "spatialCode")
    return Place(**fields) if any(fields.values()) else None


def read_address(node: Node, reader: Reader) -> Place | None:
    """Read an address that stands by itself; None if nothing of it can be read."""
    fields = _read_address(node, reader, None)
    return Place(**fields) if any(fields.values()) else None


def write_country(code: str, nodes: Nodes, name: Text | None = None) -> dict[str, Any] | None:
    """Write a country by its code of ISO 3166-1."""
    country = vocabularies.concept("country", code)
    if country is None:
        nodes.remark("country", f"The European list of countries has no {code!r}: it was left out.")
        return None
    return nodes.concept("country", Concept(country.uri, name, country.scheme))


def country_code(concept: Concept | None) -> str | None:
    """The code of ISO 3166-1 of an entry of the European list of countries."""
    return vocabularies.notation("country", concept.uri) if concept and concept.uri else None


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


def write_identifiers(identifiers: Iterable[Identifier], nodes: Nodes) -> list[dict[str, Any]]:
    """Write identifiers of whatever types."""
    return [write_identifier(each, nodes) for each in identifiers]


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


def _read_address(node: Node, reader: Reader, locality: str | None) -> dict[str, Any]:
    reader.uri(node)
    fields: dict[str, Any] = {}
    if country := reader.first(node, "countryCode"):
        concept = reader.read_concept(country)
        fields["country"] = country_code(concept)
        fields["country_name"] = concept.label if concept and fields["country"] else None
        if fields["country"] is None:
            reader.log.unmark(country.pointer)
    for each in reader.nodes(node, "identifier"):
        field = _NUMBERS.get(str(each.members.get("schemeName")))
        if field and field not in fields and each.text("schemeName"):
            reader.uri(each)
            fields[field] = each.text("notation") or None
        else:
            reader.log.unmark(each.pointer)
    if note := reader.first(node, "fullAddress"):
        reader.uri(note)
        written = reader.words(note, "noteLiteral")
        further = "\n".join(_further_lines(fields.get("postal_code"), fields.get("po_box"), locality))
        fields["street"] = written and _before(written, further)
    return fields


def _further_lines(postal_code: str | None, po_box: str | None, locality: str | None) -> list[str]:
    """What stands below the street in an address; the town as well, where there is anything else."""
    town = " ".join(each for each in (postal_code, locality) if each)
    return [line for line in (town, f"{PO_BOX} {po_box}" if po_box else "") if line]


def _before(address: str, further: str) -> str | None:
    """The first lines of an address, where the further ones are known already."""
    if not further or (address != further and not address.endswith("\n" + further)):
        return address
    return address.removesuffix(further).removesuffix("\n") or None


def _token(name: str) -> str:
    return name if TOKEN.test(name) else re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:64] or _UNNAMED
