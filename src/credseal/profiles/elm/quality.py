"""Quality assurance: ``Accreditation`` of the awarding body (institution) or of the specification (programme), else a note.

European Learning Model 3.2, ``Accreditation``: its type and the organisation that accredits are demanded, and that organisation must have a
legal name and a country. What lacks these, and what a provider assures itself ("covered by internal quality assurance"), is no accreditation and is
stated in a note. The id of an accreditation is its entry in the register, as European issuers write it (``https://data.deqar.eu/report/...``).

==============================  ==============================================================================
field of the model              member of ELM
==============================  ==============================================================================
``scope``                       ``dcType``: institutional or programme quality assurance; and where it stands
``body``                        ``accreditingAgent``
``register_entry``              ``id``
``valid_from``, ``until``       ``dateIssued``, ``expiryDate``
``covers``                      ``description``
``conducted``, ``framework``    a note on the accreditation
==============================  ==============================================================================
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from credseal.model.organisation import Organisation
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader, date_time
from credseal.profiles.elm.notes import Notes, in_place, overlaid, position_of, tell
from credseal.profiles.elm.organisations import read_organisation, write_organisation
from credseal.profiles.instants import read_day
from credseal.profiles.tolerant import Node

_ELEMENT = "quality_assurance"
_LIST = "http://data.europa.eu/snb/accreditation/"
_TYPES: Mapping[str, str] = {"institution": _LIST + "bb4618238e", "programme": _LIST + "820101cba6"}
# Licences are quality assurance too.
_SCOPES: Mapping[str, str] = {
    **{type_: scope for scope, type_ in _TYPES.items()},
    _LIST + "003293d2ce": "institution",
    _LIST + "e57dddfcf3": "programme",
}
_TITLES: Mapping[str, Text] = {
    "institution": Text({"en": "Quality assurance of the institution"}),
    "programme": Text({"en": "Quality assurance of the programme"}),
}
_DETAILS = ("conducted", "framework")


def write_quality(
    forms: Sequence[QualityAssurance], nodes: Nodes
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Write the forms of quality assurance.

    Returns:
        Accreditations of the awarding body, those of the specification, and notes on the specification.
    """
    native = [_is_accreditation(each) for each in forms]
    accreditations = [each for each, is_native in zip(forms, native, strict=True) if is_native]
    # Those of the institution come first, as they are read; the type tells them from others wherever they stand.
    of_body = list(takewhile(lambda each: each.scope == "institution", accreditations))
    notes = [
        tell(nodes, "quality-assurance", each, primary="covers", position=position_of(index, native))
        for index, each in enumerate(forms)
        if not native[index]
    ]
    written = [each for form in accreditations if (each := write_accreditation(form, nodes))]
    return written[: len(of_body)], written[len(of_body) :], notes


def read_quality(
    bodies: Sequence[Node], specification: Node | None, notes: Notes | None, reader: Reader
) -> tuple[QualityAssurance, ...]:
    """Read the forms of quality assurance of awarding bodies, of a specification, and of the notes on it."""
    places = [*bodies, *([specification] if specification else [])]
    nodes = [each for place in places for each in reader.nodes(place, "accreditation")]
    found = [form for each in nodes if (form := read_accreditation(each, reader))]
    told = notes.records("quality-assurance", QualityAssurance, primary="covers", element=_ELEMENT) if notes else []
    return in_place(found, told)


def read_accreditation(node: Node, reader: Reader) -> QualityAssurance | None:
    """Read an accreditation."""
    notes = Notes(node, reader)
    type_ = reader.concept(node, "dcType")
    scope = _SCOPES.get(type_.uri or "") if type_ else None
    if type_ and scope is None:
        reader.log.unmark(node.at("dcType"))
    if reader.text(node, "title") not in _TITLES.values():
        reader.log.unmark(node.at("title"))
    agent = reader.first(node, "accreditingAgent")
    fields = {
        "scope": scope,
        "body": read_organisation(agent, reader) if agent else None,
        "register_entry": reader.uri(node),
        "valid_from": read_day(node, "dateIssued"),
        "valid_until": read_day(node, "expiryDate"),
        "covers": reader.text(node, "description"),
    }
    fields = overlaid(fields, notes.record("details", QualityAssurance, primary="covers"), node)
    notes.leave()
    if not any(fields.values()):
        reader.log.unmark(node.pointer)
        return None
    form = reader.log.build(node.pointer, QualityAssurance, **fields)
    if form:
        reader.log.found(_ELEMENT, node.pointer)
    return form


def is_described(organisation: Organisation | None) -> bool:
    """Whether so much is known of an organisation that ELM's profile has it as one: its legal name and its country."""
    return bool(organisation and organisation.legal_name and organisation.address and organisation.address.country)


def _is_accreditation(form: QualityAssurance) -> bool:
    return form.scope is not None and form.conducted != "internal" and is_described(form.body)


def write_accreditation(form: QualityAssurance, nodes: Nodes) -> dict[str, Any] | None:
    """Write an accreditation; None for what is none, or of which too little is said."""
    return _write(form, form.scope, nodes) if form.scope and _is_accreditation(form) else None


def _write(form: QualityAssurance, scope: str, nodes: Nodes) -> dict[str, Any]:
    details = {name: getattr(form, name) for name in _DETAILS if getattr(form, name)}
    members = {
        "title": nodes.language_map(_TITLES[scope], _ELEMENT),
        "dcType": nodes.entry("accreditation", _TYPES[scope]),
        "description": nodes.language_map(form.covers, _ELEMENT),
        "accreditingAgent": form.body and write_organisation(form.body, nodes),
        "dateIssued": date_time(form.valid_from),
        "expiryDate": date_time(form.valid_until),
        "additionalNote": [tell(nodes, "details", QualityAssurance(**details))] if details else [],
    }
    return nodes.node("Accreditation", members, id_=form.register_entry)
