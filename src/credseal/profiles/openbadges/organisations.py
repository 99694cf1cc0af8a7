"""Organisations as ``Profile`` nodes, and their addresses as ``Address`` nodes.

Open Badges 3.0, ``Profile``: https://www.imsglobal.org/spec/ob/v3p0/#profile-0

    write_profile(university, words)      # {'id': 'did:web:uni.example', 'type': ['Profile'], 'name': ..., 'address': ...}
    read_profile(node, "en")              # Organisation(...)

============================  ========================================================================
field of the model            member of Open Badges
============================  ========================================================================
``id``, ``url``, ``email``    the same
``legal_name``                ``name``
``identifiers``               ``otherIdentifier``: ``ext:`` before types that Open Badges does not know
``address.country``           ``address.addressCountryCode``
``address.country_name``      ``address.addressCountry``
``address.region``            ``address.addressRegion`` (words), ``address.alignment``: ``ext:Region`` (URI)
``address.locality``          ``address.addressLocality``
``address.street``            ``address.streetAddress``
``address.postal_code``       ``address.postalCode``
============================  ========================================================================
"""

from typing import Any

from credseal.model.concepts import Concept
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.text import Text
from credseal.profiles.openbadges.alignments import write_alignment
from credseal.profiles.openbadges.collecting import collect_parts
from credseal.profiles.openbadges.homes import REGION
from credseal.profiles.openbadges.identity import model_type, written_type
from credseal.profiles.openbadges.parts import Part
from credseal.profiles.openbadges.tolerant import Node
from credseal.profiles.openbadges.words import Words

# Fields of a place that are plain strings, and their members.
_ADDRESS = {
    "country": "addressCountryCode",
    "locality": "addressLocality",
    "street": "streetAddress",
    "postal_code": "postalCode",
}


def write_profile(organisation: Organisation, id_: str, words: Words, element: str) -> dict[str, Any]:
    """Write an organisation.

    Args:
        organisation: what is known of it.
        id_: its id, which Open Badges demands.
        words: picks the language.
        element: which element of the record this is, for findings.
    """
    profile = {
        "id": id_,
        "type": ["Profile"],
        "name": organisation.legal_name and words.pick(organisation.legal_name, element),
        "url": organisation.url,
        "email": organisation.email,
        "address": organisation.address and _write_address(organisation.address, words),
        "otherIdentifier": [
            {"type": "IdentifierEntry", "identifier": each.value, "identifierType": written_type(each.type)}
            for each in organisation.identifiers
        ],
    }
    return {member: value for member, value in profile.items() if value}


def read_profile(node: Node, language: str) -> Organisation | None:
    """Read an organisation; None if nothing of it can be read."""
    log = node.log
    fields: dict[str, Any] = {}
    for member in ("id", "url", "email"):
        value = node.text(member)
        if value and log.build(node.at(member), Organisation, **{member: value}):
            fields[member] = value
    name, address = node.text("name"), node.node("address")
    if name:
        fields["legal_name"] = log.build(node.at("name"), Text.of, name, language)
    if address:
        fields["address"] = _read_address(address, language)
    identifiers = [_read_identifier(entry) for entry in node.nodes("otherIdentifier")]
    fields["identifiers"] = tuple(each for each in identifiers if each)
    return Organisation(**fields) if any(fields.values()) else None


def _read_identifier(entry: Node) -> Identifier | None:
    type_, value = entry.text("identifierType"), entry.text("identifier")
    return entry.log.build(entry.pointer, Identifier, model_type(type_), value) if type_ and value else None


def _write_address(place: Place, words: Words) -> dict[str, Any]:
    region = place.region
    address = {
        "type": ["Address"],
        "addressCountryCode": place.country,
        "addressCountry": place.country_name and words.pick(place.country_name, "country_or_region"),
        "addressRegion": region and region.label and words.pick(region.label, "country_or_region"),
        "addressLocality": place.locality,
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "alignment": region and (region.uri or region.scheme) and [write_alignment(REGION, Part(region), words)],
    }
    return {member: value for member, value in address.items() if value}


def _read_address(node: Node, language: str) -> Place | None:
    log = node.log
    fields: dict[str, Any] = {}
    for field, member in _ADDRESS.items():
        value = node.text(member)
        if value and log.build(node.at(member), Place, **{field: value}):
            fields[field] = value
    country, region = node.text("addressCountry"), node.text("addressRegion")
    if country:
        fields["country_name"] = log.build(node.at("addressCountry"), Text.of, country, language)
    if region:
        label = log.build(node.at("addressRegion"), Text.of, region, language)
        fields["region"] = label and Concept(label=label)
    regions = collect_parts(node.nodes("alignment"), language, {REGION.target_type: REGION}, noted=False)
    if regions:
        fields["region"] = regions[REGION.part][0].item
    return Place(**fields) if any(fields.values()) else None
