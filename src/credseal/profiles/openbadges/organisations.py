"""Organisations as ``Profile`` nodes, and their addresses as ``Address`` nodes.

Open Badges 3.0, ``Profile``: https://www.imsglobal.org/spec/ob/v3p0/#profile-0

    write_profile(university, "did:web:uni.example", words, "sealer")      # {'id': ..., 'type': ['Profile'], 'name': ..., ...}
    read_profile(node, "en")                                               # Organisation(...)

================================  ========================================================================
field of the model                member of Open Badges
================================  ========================================================================
``id``, ``url``, ``email``,       the same
``phone``, ``official``,
``description``
``legal_name``                    ``name``
``identifiers``                   ``otherIdentifier``: ``ext:`` before types that Open Badges does not know
``picture``, ``parent``           ``image``, ``parentOrg``
``person``                        ``familyName``, ``givenName``, ..., ``dateOfBirth``
``address.country``               ``address.addressCountryCode``
``address.country_name``          ``address.addressCountry``
``address.region``                ``address.addressRegion`` (words), ``address.alignment``: ``ext:Region`` (URI)
``address.locality``              ``address.addressLocality``
``address.street``                ``address.streetAddress``
``address.postal_code``           ``address.postalCode``
``address.po_box``                ``address.postOfficeBoxNumber``
``address.coordinates``           ``address.geo``
================================  ========================================================================
"""

from collections.abc import Iterable, Mapping
from typing import Any

from credseal.model.concepts import Concept
from credseal.model.organisation import Coordinates, Identifier, Organisation, Parent, Person, Place
from credseal.profiles.instants import read_day
from credseal.profiles.openbadges.alignments import write_alignment
from credseal.profiles.openbadges.collecting import collect_parts
from credseal.profiles.openbadges.further import LEGAL_NAME
from credseal.profiles.openbadges.homes import REGION
from credseal.profiles.openbadges.identity import model_type, written_type
from credseal.profiles.openbadges.parts import Part
from credseal.profiles.openbadges.pictures import read_picture, write_picture
from credseal.profiles.openbadges.texts import contradicted, is_shown, read_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

# Fields of a place that are plain strings, and their members.
_ADDRESS = {
    "country": "addressCountryCode",
    "locality": "addressLocality",
    "street": "streetAddress",
    "postal_code": "postalCode",
    "po_box": "postOfficeBoxNumber",
}
# Fields that name a person, and their members; learners have them too, where they are profiles.
PERSON = {
    "given": "givenName",
    "family": "familyName",
    "family_prefix": "familyNamePrefix",
    "additional": "additionalName",
    "patronymic": "patronymicName",
    "honorific_prefix": "honorificPrefix",
    "honorific_suffix": "honorificSuffix",
}
_STRINGS = {name: name for name in ("id", "url", "email", "phone", "official")}
_PARENT_STRINGS = {name: name for name in ("id", "url", "email")}


def write_profile(organisation: Organisation, id_: str, words: Words, element: str) -> dict[str, Any]:
    """Write an organisation.

    Args:
        organisation: what is known of it.
        id_: its id, which Open Badges demands.
        words: picks the language.
        element: which element of the record this is, for findings.
    """
    person, parent = organisation.person, organisation.parent
    profile = _write_known(organisation, id_, words, element) | {
        "phone": organisation.phone,
        **words.tell("description", organisation.description, element),
        **write_picture(organisation.picture, words, element),
        "parentOrg": parent and _filled(_write_known(parent, parent.id, words, element)),
        "official": organisation.official,
        **({member: getattr(person, field) for field, member in PERSON.items()} if person else {}),
        "dateOfBirth": person and person.birth_date and person.birth_date.isoformat(),
    }
    return _filled(profile)


def read_profile(node: Node, language: str) -> Organisation | None:
    """Read an organisation; None if nothing of it can be read."""
    fields = _read_known(node, language, _STRINGS)
    parent = node.described("parentOrg") if "parentOrg" in node.members else None
    if parent:
        told = _read_known(parent, language, _PARENT_STRINGS)
        fields["parent"] = node.log.build(parent.pointer, Parent, **{"id": None, **told})
    if "image" in node.members:
        fields["picture"] = read_picture(node, language)
    if "description" in node.members:
        fields["description"] = read_text(node, "description", language)
    fields["person"] = _read_person(node)
    return Organisation(**fields) if any(fields.values()) else None


def write_identifiers(identifiers: Iterable[Identifier]) -> list[dict[str, Any]]:
    """Write what something is registered under."""
    return [
        {"type": "IdentifierEntry", "identifier": each.value, "identifierType": written_type(each.type)}
        for each in identifiers
    ]


def read_identifiers(node: Node) -> tuple[Identifier, ...]:
    """Read what something is registered under."""
    identifiers = [_read_identifier(entry) for entry in node.nodes("otherIdentifier")]
    return tuple(each for each in identifiers if each)


def write_address(place: Place, words: Words) -> dict[str, Any]:
    """Write an address."""
    region, point = place.region, place.coordinates
    is_listed = region is not None and bool(region.uri or region.scheme)
    told: dict[str, Any] = {}
    if region and region.label and is_listed:
        # What it is called stands in its alignment as well, which holds it in every language.
        told = {"addressRegion": words.pick(region.label, "country_or_region", mapped=words.extended)}
    elif region:
        told = words.tell("addressRegion", region.label, "country_or_region")
    return _filled(
        {
            "type": ["Address"],
            "addressCountryCode": place.country,
            **words.tell("addressCountry", place.country_name, "country_or_region"),
            **told,
            "addressLocality": place.locality,
            "streetAddress": place.street,
            "postalCode": place.postal_code,
            "postOfficeBoxNumber": place.po_box,
            "alignment": region and is_listed and [write_alignment(REGION, Part(region), words)],
            "geo": point
            and {"type": "GeoCoordinates", "latitude": float(point.latitude), "longitude": float(point.longitude)},
        }
    )


def read_address(node: Node, language: str) -> Place | None:
    """Read an address; None if nothing of it can be read."""
    log = node.log
    written = node.strings(_ADDRESS)
    fields = log.fitting(Place, written) if written else {}
    fields["country_name"] = read_text(node, "addressCountry", language)
    label = read_text(node, "addressRegion", language)
    fields["region"] = label and Concept(label=label)
    if "alignment" in node.members:
        regions, _ = collect_parts(
            node.nodes("alignment"), language, {REGION.target_type: REGION}, noted=False, keep_others=False
        )
        if regions:
            region = fields["region"] = regions[REGION.part][0].item
            shown = node.members.get("addressRegion")
            if shown is not None and not (region.label and is_shown(region.label, shown, language)):
                contradicted(node, "addressRegion")
    if point := node.node("geo") if "geo" in node.members else None:
        fields["coordinates"] = log.build(
            point.pointer, Coordinates, latitude=point.number("latitude"), longitude=point.number("longitude")
        )
    return Place(**fields) if any(fields.values()) else None


def _write_known(organisation: Organisation | Parent, id_: str, words: Words, element: str) -> dict[str, Any]:
    return {
        "id": id_,
        "type": ["Profile"],
        **words.tell("name", organisation.legal_name, element, map_name=LEGAL_NAME),
        "url": organisation.url,
        "email": organisation.email,
        "address": organisation.address and write_address(organisation.address, words),
        "otherIdentifier": write_identifiers(organisation.identifiers),
    }


def _read_known(node: Node, language: str, strings: Mapping[str, str]) -> dict[str, Any]:
    written = node.strings(strings)
    fields = node.log.fitting(Organisation, written) if written else {}
    fields["legal_name"] = read_text(node, "name", language, map_name=LEGAL_NAME)
    address = node.node("address") if "address" in node.members else None
    fields["address"] = address and read_address(address, language)
    fields["identifiers"] = read_identifiers(node)
    return fields


def _read_person(node: Node) -> Person | None:
    written = node.strings(PERSON)
    fields = node.log.fitting(Person, written) if written else {}
    birth_date = read_day(node, "dateOfBirth")
    return Person(**fields, birth_date=birth_date) if fields or birth_date else None


def _read_identifier(entry: Node) -> Identifier | None:
    type_, value = entry.text("identifierType"), entry.text("identifier")
    return entry.log.build(entry.pointer, Identifier, model_type(type_), value) if type_ and value else None


def _filled(members: dict[str, Any]) -> dict[str, Any]:
    return {member: value for member, value in members.items() if value}
