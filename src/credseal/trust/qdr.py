"""Accreditations in the European Learning Model, as the Qualifications Dataset Register (QDR) has them and credentials carry them.

ELM 3.2, ``elm:Accreditation``, in JSON-LD with the terms of the application profile for European Digital Credentials
(https://github.com/european-commission-empl/European-Learning-Model). The register gives an entry a URI of its own; one that comes from DEQAR is called by
its permalink there too (``landingPage``, ``identifier``), which is what credentials name.

    records({"id": "http://data.europa.eu/snb/data/accreditation/...", "type": "Accreditation", "accreditingAgent": {...},
             "organisation": {...}, "limitEQFLevel": [{"id": "http://data.europa.eu/snb/eqf/6", ...}], ...})

That a node stands inside a credential makes it no record: only a node that the verifier has from the register says something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError, pointer_to
from credseal.model.dates import parse_date
from credseal.model.organisation import Identifier
from credseal.model.values import TOKEN, is_uri, wrong_type
from credseal.trust.accreditation_record import AccreditationRecord, AccreditedOrganisation, CoveredQualification

if TYPE_CHECKING:
    from datetime import date

    from credseal.trust.accreditation_record import EqfLevel

NAME = "QDR"

_TYPE = "Accreditation"
_DAY = len("YYYY-MM-DD")
_EQF = "http://data.europa.eu/snb/eqf/"
_PROGRAMME = frozenset({f"http://data.europa.eu/snb/accreditation/{code}" for code in ("820101cba6", "e57dddfcf3")})
# The identifiers of an organisation that have a member of their own, by what the model calls their registers.
_LEGAL = {
    "eIDASIdentifier": "eIDASLegalIdentifier",
    "vatIdentifier": "VAT",
    "taxIdentifier": "TIN",
    "registration": "registration",
}
# What ``decision`` says, by the end of its URI, as DEQAR has it.
_DECISIONS: Mapping[str, Any] = {
    "positive": "positive",
    "positive-with-conditions-or-restrictions": "conditional",
    "negative": "negative",
    "not-applicable": "none",
}


def records(data: Any) -> tuple[AccreditationRecord, ...]:
    """The accreditations that a node or a list of nodes describes; none where it is something else.

    Raises:
        ModelError: ``model.wrong-type``, ``model.missing-member``, ``model.choice``, ``model.date``, or what the record itself raises.
    """
    nodes: list[Any] = as_list(data)
    if not nodes or not all(isinstance(node, Mapping) and _TYPE in as_list(node.get("type")) for node in nodes):
        return ()
    found = []
    for index, node in enumerate(nodes):
        try:
            found.append(_record(node))
        except ModelError as error:
            error.pointer = (pointer_to(index) if isinstance(data, list) else "") + (error.pointer or "")
            raise
    return tuple(found)


def _record(node: Mapping[str, Any]) -> AccreditationRecord:
    agents = list(_nodes(node, "accreditingAgent"))
    if "id" not in node or not agents:
        name = "accreditingAgent" if "id" in node else "id"
        raise ModelError(f"The member {name!r} is missing.", code="model.missing-member", pointer=pointer_to(name))
    permalinks = [str(each.get("contentURL", "")) for each in _nodes(node, "landingPage")]
    permalinks += [str(each.get("notation", "")) for each in _nodes(node, "identifier")]
    also = dict.fromkeys(link for link in permalinks if is_uri(link) and link != node["id"])
    return AccreditationRecord(
        id=node["id"],
        also_known_as=tuple(also),
        scope="programme" if _PROGRAMME.intersection(_uris(node, "dcType")) else "institution",
        agency=next(iter(_texts(agents[0], "legalName")), str(agents[0].get("id", "")) or "?"),
        agency_id=agents[0].get("id"),
        organisations=tuple(_organisation(each) for each in _nodes(node, "organisation")),
        decision=_decision(node),
        valid_from=_day(node, "valid") or _day(node, "dateIssued"),
        valid_until=_day(node, "expiryDate"),
        qualifications=tuple(_qualification(each) for each in _nodes(node, "limitQualification")),
        eqf_levels=tuple(_level(uri) for uri in _uris(node, "limitEQFLevel")),
        fields=tuple(_uris(node, "limitField")),
        jurisdictions=tuple(_uris(node, "limitJurisdiction")),
    )


def _organisation(node: Mapping[str, Any]) -> AccreditedOrganisation:
    names = [*_texts(node, "legalName"), *_texts(node, "altLabel"), str(node.get("id", "?"))]
    identifiers = [
        Identifier(kind, legal["notation"])
        for member, kind in _LEGAL.items()
        for legal in _nodes(node, member)
        if isinstance(legal.get("notation"), str)
    ]
    for each in _nodes(node, "identifier"):
        kind = next(
            (name for name in [each.get("schemeName"), *_texts(each, "schemeAgency")] if isinstance(name, str)), ""
        )
        if TOKEN.test(kind) and isinstance(each.get("notation"), str):
            identifiers.append(Identifier(kind, each["notation"]))
    return AccreditedOrganisation(names[0], node.get("id"), tuple(identifiers))


def _qualification(node: Mapping[str, Any]) -> CoveredQualification:
    names = [node.get("id"), *(each.get("notation") for each in _nodes(node, "identifier")), *_texts(node, "title")]
    levels = [_level(uri) for uri in _uris(node, "eqfLevel")]
    return CoveredQualification(
        tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name.strip())),
        levels[0] if levels else None,
    )


def _decision(node: Mapping[str, Any]) -> Any:
    """The decision, if it is one of DEQAR's; other registers have other words, which are not interpreted."""
    return next((_DECISIONS.get(uri.rpartition("/")[2]) for uri in _uris(node, "decision")), None)


def _level(uri: str) -> EqfLevel:
    """A level; one that is none must not become no limit."""
    level: Any = uri.removeprefix(_EQF)
    if level not in tuple("12345678"):
        raise ModelError("A level is none of the EQF.", code="model.choice", pointer="/limitEQFLevel")
    return level  # type: ignore[no-any-return]  # one of the eight


def _day(node: Mapping[str, Any], name: str) -> date | None:
    """The day of an instant, which the register writes at midnight."""
    stated = node.get(name)
    if stated is None:
        return None
    if not isinstance(stated, str):
        raise wrong_type(pointer_to(name), "a date", stated)
    return parse_date(stated[:_DAY])


def _uris(node: Mapping[str, Any], name: str) -> list[str]:
    """The URIs of concepts, which are nodes or references."""
    found = []
    for each in as_list(node.get(name, [])):
        uri = each.get("id") if isinstance(each, Mapping) else each
        if not isinstance(uri, str):
            raise wrong_type(pointer_to(name), "a concept with an id", each)
        found.append(uri)
    return found


def _nodes(node: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    for each in as_list(node.get(name, [])):
        if not isinstance(each, Mapping):
            raise wrong_type(pointer_to(name), "a mapping", each)
        yield each


def _texts(node: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a language map, English first."""
    texts = node.get(name)
    if not isinstance(texts, Mapping):
        return []
    ordered = sorted(texts.items(), key=lambda item: item[0] != "en")
    return [text for _, value in ordered for text in as_list(value) if isinstance(text, str) and text.strip()]
