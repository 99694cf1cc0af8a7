"""What a certificate for seals says of its holder, in the issuer of a European Digital Credential: written before sealing, read to be compared.

The Commission's issuer writes the organisation (O), its identifier (2.5.4.97), its country (C) and the common name (CN) of the certificate into
the issuer, and the moment of sealing as its date (``CertificateUtils``): https://github.com/european-commission-empl/european-digital-credentials .

    document = with_certificate(document, organisation="University of Example", organisation_identifier="VATPL-0000000000",
                                country="PL", common_name="University of Example Seal", issued=datetime.now(UTC))
    stated = issuer_identity(document)
    stated.names, stated.identifier, stated.country         # ('University of Example',), 'VATPL-0000000000', 'PL'

Nothing here knows certificates: they come as their fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credseal.encoding.one_or_many import as_list
from credseal.model import vocabularies
from credseal.model.dates import format_instant
from credseal.model.text import UNDETERMINED
from credseal.profiles.elm.languages import language_of
from credseal.profiles.elm.nodes import Nodes, filled
from credseal.profiles.elm.places import write_country
from credseal.profiles.elm.vocabulary import CERTIFICATE_IDENTIFIER, CERTIFICATE_LOCATION

_ISSUER = "urn:certificate:1"
_IDENTIFIER, _LOCATION, _ADDRESS = (
    "urn:certificateIdentifier:1",
    "urn:certificateLocation:1",
    "urn:certificateAddress:1",
)
_ENGLISH = "en"


@dataclass(frozen=True)
class IssuerIdentity:
    """Who a document says its issuer is, by what certificates name too.

    Attributes:
        names: the legal names, the one in the document's language first.
        identifier: of the organisation; None where there is none, or several.
        country: that the identifier belongs to, by its code of ISO 3166-1.
        name_at: JSON pointer to the legal name; likewise the others.
    """

    names: tuple[str, ...] = ()
    identifier: str | None = None
    country: str | None = None
    name_at: str = "/issuer/legalName"
    identifier_at: str = "/issuer/eIDASIdentifier/notation"
    country_at: str = "/issuer/eIDASIdentifier/spatial"


def with_certificate(
    document: Mapping[str, Any],
    *,
    organisation: str | None,
    organisation_identifier: str | None,
    country: str | None,
    common_name: str | None,
    issued: datetime,
) -> dict[str, Any]:
    """The document with what a certificate says of its holder as what it says of its issuer.

    Args:
        document: an unsealed European Digital Credential; it stays as it is.
        organisation: O; becomes the legal name, in the document's language only, for the certificate has it in no other.
        organisation_identifier: 2.5.4.97, e.g. ``VATPL-0000000000``.
        country: C, two letters.
        common_name: CN; becomes another name.
        issued: the moment of sealing, aware.

    What the certificate does not say stays as it is. Every node that has the issuer's id is changed alike: they are one organisation.
    """
    language = language_of(document)
    language = language if language != UNDETERMINED else _ENGLISH
    now = format_instant(issued)
    issuer = document.get("issuer")
    issuer = dict(issuer) if isinstance(issuer, Mapping) else {"id": _ISSUER, "type": "Organisation"}
    spatial = _country(document, country) if country else None
    members = filled(
        {
            "legalName": {language: organisation} if organisation else None,
            "altLabel": {language: common_name} if common_name else None,
            "eIDASIdentifier": organisation_identifier
            and filled(
                {
                    "id": CERTIFICATE_IDENTIFIER,
                    "type": "LegalIdentifier",
                    "notation": organisation_identifier,
                    "spatial": spatial,
                }
            ),
        }
    )
    if spatial and spatial["id"] not in _countries(issuer):
        address = {"id": _ADDRESS, "type": "Address", "countryCode": spatial}
        located = {"id": CERTIFICATE_LOCATION, "type": "Location", "address": address}
        known = [each for each in as_list(issuer.get("location", [])) if not _is_certified(each)]
        members["location"] = [*known, located]
    changed = {name: _with_members(value, issuer.get("id"), members) for name, value in document.items()}
    changed["issuer"] = {**issuer, **members}
    return {**changed, "issued": now, "issuanceDate": now, "validFrom": document.get("validFrom", now)}


def issuer_identity(document: Mapping[str, Any]) -> IssuerIdentity:
    """Who a document says its issuer is; nothing that is not plainly there."""
    issuer = document.get("issuer")
    if not isinstance(issuer, Mapping):
        return IssuerIdentity()
    identifiers = as_list(issuer.get("eIDASIdentifier", []))
    only = identifiers[0] if len(identifiers) == 1 and isinstance(identifiers[0], Mapping) else {}
    notation, spatial = only.get("notation"), only.get("spatial")
    uri = spatial.get("id") if isinstance(spatial, Mapping) else spatial
    return IssuerIdentity(
        names=tuple(dict.fromkeys(_names(issuer.get("legalName"), language_of(document)))),
        identifier=notation if isinstance(notation, str) else None,
        country=vocabularies.notation("country", uri) if isinstance(uri, str) else None,
    )


def _names(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for tag in sorted(value, key=lambda tag: tag != language):
            yield from (each for each in as_list(value[tag]) if isinstance(each, str))


def _is_certified(location: Any) -> bool:
    """Whether a location comes from the certificate of a former sealing."""
    return isinstance(location, Mapping) and location.get("id") == CERTIFICATE_LOCATION


def _countries(organisation: Mapping[str, Any]) -> set[str]:
    """The countries that an organisation is located in."""
    places = [each for each in as_list(organisation.get("location", [])) if isinstance(each, Mapping)]
    addresses = [each for place in places for each in as_list(place.get("address", [])) if isinstance(each, Mapping)]
    codes = [each.get("countryCode") for each in addresses]
    return {str(each.get("id")) for each in codes if isinstance(each, Mapping)}


def _country(document: Mapping[str, Any], code: str) -> dict[str, Any] | None:
    """The concept of a country, as the document has it already: a node is described in one way."""
    known = vocabularies.concept("country", code)
    if known is None:
        return None
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if value.get("id") == known.uri and "inScheme" in value:
                return dict(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return write_country(code, Nodes(_ENGLISH))


def _with_members(value: Any, id_: Any, members: Mapping[str, Any]) -> Any:
    """The value, with some members in every object that has an id and says more than that."""
    if isinstance(value, list):
        return [_with_members(each, id_, members) for each in value]
    if not isinstance(value, Mapping):
        return value
    below = {name: _with_members(each, id_, members) for name, each in value.items()}
    is_described = id_ is not None and value.get("id") == id_ and "legalName" in value
    return {**below, **members} if is_described else below
