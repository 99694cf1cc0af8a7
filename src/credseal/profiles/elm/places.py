"""Places as ``Location`` and ``Address`` nodes.

European Learning Model 3.2, ``Location``, ``Address``: every location has an address, and every address a country.

    write_location(Place(country="PL", locality="Lublin"), nodes)
    read_location(node, reader)                    # Place(country='PL', country_name=..., locality='Lublin')

================================  =========================================================================================
field of the model                member of ELM
================================  =========================================================================================
``country``, ``country_name``     ``address.countryCode``
``region``                        ``spatialCode``
``locality``                      ``geographicName``
``street``, ``postal_code``,      ``address.fullAddress``, one text with all of them; postal code and box are also an
``po_box``                        ``identifier`` of the address
================================  =========================================================================================
"""

from typing import Any

from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.organisation import Place
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.tolerant import Node

POSTAL_CODE, PO_BOX = "postal code", "post office box"
_NUMBERS = {POSTAL_CODE: "postal_code", PO_BOX: "po_box"}


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
