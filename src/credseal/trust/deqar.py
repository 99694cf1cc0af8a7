"""DEQAR, the Database of External Quality Assurance Results, as accreditations: its Web API's reports, and the credentials that it issues.

Web API: https://docs.deqar.eu/web_api_endpoints/ (``/webapi/v2/browse/reports/{id}/``, or a page of reports). An institution in a report may be
replaced by the API's own record of it (``/browse/institutions/{id}/``), which has its identifiers; without them little can be compared.
Credentials are of data model 1.1, issued by did:web:data.deqar.eu on behalf of the agency; the report is their id, the institutions are their subjects.

    records({"id": 47914, "agency_name": "...", "institutions": [...], "valid_from": "2018-09-14", ...})
    from_document(covered)          # what a credential's verified proof covers: the issuer's identifier, and its one record

A report without an end counts for six years, as it does in DEQAR. QF-EHEA cycles are EQF levels 5 to 8 (short, first, second, third). A
*micro-credential* is a programme that leads to no degree and has fewer than 60 ECTS. A report with a high-level flag is one that EQAR's staff doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError, pointer_to
from credseal.model.dates import parse_date
from credseal.model.organisation import Identifier
from credseal.model.values import TOKEN, wrong_type
from credseal.model.vocabularies import concept
from credseal.trust.accreditation_record import AccreditationRecord, AccreditedOrganisation, CoveredQualification

if TYPE_CHECKING:
    from datetime import date

    from credseal.trust.accreditation_record import Decision, EqfLevel

NAME = "DEQAR"

_DATA = "https://data.deqar.eu/"
_YEARS = 6
_DAY = len("YYYY-MM-DD")
_NUMBER = re.compile(r"[0-9]{1,18}")
_DECISIONS: Mapping[str, Decision] = {
    "positive": "positive",
    "positive with conditions or restrictions": "conditional",
    "negative": "negative",
    "not applicable": "none",
}
_CYCLES: Mapping[str, EqfLevel] = {
    **dict(zip(("short cycle", "first cycle", "second cycle", "third cycle"), ("5", "6", "7", "8"), strict=True)),
    **dict(zip("0123", ("5", "6", "7", "8"), strict=True)),
}
_ISCED_OF_ESCO, _ISCED = "http://data.europa.eu/esco/isced-f/", "http://data.europa.eu/snb/isced-f/"
_LIMITS = ("limitQualification", "limitQFLevel", "limitJurisdiction")
_NO_DEGREE = 2
_FEWER_ECTS = 60


def is_credential(data: Any) -> bool:
    """Whether parsed JSON is a credential of any kind, rather than a record."""
    return isinstance(data, Mapping) and "credentialSubject" in data


def records(data: Any) -> tuple[AccreditationRecord, ...]:
    """The accreditations of a report, or of a page or list of reports; none where it is something else.

    Raises:
        ModelError: ``model.wrong-type``, ``model.missing-member``, ``model.choice``, ``model.date``, or what the record itself raises.
    """
    listed = data.get("results", data) if isinstance(data, Mapping) else data
    reports = as_list(listed)
    if not all(isinstance(report, Mapping) and "agency_name" in report for report in reports):
        return ()
    return tuple(
        _at(pointer_to(index) if isinstance(listed, list) else "", _record, report)
        for index, report in enumerate(reports)
    )


def from_document(document: Mapping[str, Any]) -> tuple[str, tuple[AccreditationRecord, ...]]:
    """What a credential of DEQAR's says, read from what its verified proof covers.

    Returns:
        The issuer's identifier, and the accreditation.

    Raises:
        ModelError: as ``records`` does.
    """
    issuer = _object(document, "issuer")
    agency = _object(issuer, "onBehalfOf")
    subjects = [_subject(each) for each in as_list(document.get("credentialSubject", []))]
    claims = [_object(subject, "authorizationClaims") for subject in subjects]
    first = claims[0] if claims else {}
    if any(each.get(limit) != first.get(limit) for each in claims for limit in _LIMITS):
        raise ModelError(
            "The credential limits each of its institutions in another way, and a record has one limit for all.",
            code="accreditation.several",
            pointer="/credentialSubject",
        )
    record = AccreditationRecord(
        id=_text(document, "id"),
        scope=_scope(_text(first, "accreditationType")),
        agency=_text(agency, "name"),
        agency_id=agency.get("id"),
        organisations=tuple(_accredited(subject) for subject in subjects),
        decision=_decision(first.get("decision")),
        valid_from=_day(document, "validFrom"),
        valid_until=_day(document, "expirationDate"),
        qualifications=tuple(_limit(each) for each in as_list(first.get("limitQualification", []))),
        eqf_levels=_levels(as_list(first.get("limitQFLevel", []))),
        jurisdictions=_unique(str(uri) for uri in as_list(first.get("limitJurisdiction", []))),
    )
    return _text(issuer, "id"), (record,)


def _record(report: Mapping[str, Any]) -> AccreditationRecord:
    begin, end = _day(report, "valid_from"), _day(report, "valid_to")
    programmes = [_mapping(each) for each in as_list(report.get("programmes", []))]
    agency = report.get("agency_id")
    return AccreditationRecord(
        id=f"{_DATA}report/{_number(report)}",
        scope=_scope(_text(report, "agency_esg_activity_type")),
        agency=_text(report, "agency_name"),
        agency_id=f"{_DATA}agency/{agency}" if isinstance(agency, int) else None,
        organisations=tuple(_institution(each) for each in as_list(report.get("institutions", []))),
        status="in-doubt" if report.get("flag") == "high level" else "in-force",
        decision=_decision(report.get("decision")),
        valid_from=begin,
        valid_until=end or (_later(begin) if begin else None),
        qualifications=tuple(_programme(each) for each in programmes),
    )


def _institution(data: Any) -> AccreditedOrganisation:
    """As a report has it, or in full, with its identifiers."""
    data = _mapping(data)
    names = [each for each in as_list(data.get("names", [])) if isinstance(each, Mapping)]
    named = data.get("name_primary") or next((each.get("name_official") for each in names), None)
    if not isinstance(named, str):
        raise _missing("name_primary")
    known = [("DEQAR", data.get("deqar_id")), ("ETER", data.get("eter_id"))]
    return AccreditedOrganisation(
        named, f"{_DATA}institution/{_number(data)}", _identifiers([*known, *_listed(data.get("identifiers"))])
    )


def _accredited(subject: Mapping[str, Any]) -> AccreditedOrganisation:
    """The subject of a credential."""
    known = [("ETER", subject.get("eterID")), *_listed(subject.get("identifiers"))]
    return AccreditedOrganisation(_text(subject, "name"), subject.get("id"), _identifiers(known))


def _listed(data: Any) -> Iterator[tuple[Any, Any]]:
    for each in as_list(data or []):
        if isinstance(each, Mapping):
            yield each.get("resource"), each.get("identifier")


def _identifiers(known: list[tuple[Any, Any]]) -> tuple[Identifier, ...]:
    """Those of a named register; a number of which nobody says what it is identifies nobody."""
    return tuple(
        Identifier(kind, value)
        for kind, value in known
        if isinstance(kind, str) and TOKEN.test(kind) and isinstance(value, str) and value.strip()
    )


def _programme(data: Mapping[str, Any]) -> CoveredQualification:
    names = [data.get("name_primary"), f"{_DATA}programme/{data['id']}" if isinstance(data.get("id"), int) else None]
    names += [each.get("name") for each in as_list(data.get("programme_names", [])) if isinstance(each, Mapping)]
    names += [
        each.get("identifier") for each in as_list(data.get("programme_identifiers", [])) if isinstance(each, Mapping)
    ]
    degree, ects = data.get("degree_outcome"), data.get("workload_ects")
    leads_to_none = isinstance(degree, Mapping) and degree.get("id") == _NO_DEGREE
    return CoveredQualification(
        _unique(name for name in names if isinstance(name, str) and name.strip()),
        _level(data.get("qf_ehea_level")),
        leads_to_none and isinstance(ects, int) and ects < _FEWER_ECTS if isinstance(degree, Mapping) else None,
        _fields(data),
        _countries(data),
    )


def _limit(data: Any) -> CoveredQualification:
    data = _mapping(data)
    names = [data.get("title"), *as_list(data.get("alternativeLabel", []))]
    return CoveredQualification(
        _unique(name for name in names if isinstance(name, str) and name.strip()), _level(data.get("EQFLevel"))
    )


def _fields(programme: Mapping[str, Any]) -> tuple[str, ...]:
    """The field of a programme: a URI of ESCO's copy of ISCED-F, or the code alone."""
    field = programme.get("field_study")
    if field in (None, ""):
        return ()
    if not isinstance(field, str):
        raise wrong_type("/programmes", "the URI of a field", field)
    return (_ISCED + field if field.isdigit() else field.replace(_ISCED_OF_ESCO, _ISCED),)


def _countries(programme: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a programme is offered, which the API tells by the countries' English names; one that is in no list limits all the same."""
    names = [str(name) for name in as_list(programme.get("countries", []))]
    known = [(name, concept("country", name)) for name in names]
    return tuple((found and found.uri) or f"{_DATA}country/{quote(name, safe='')}" for name, found in known)


def _scope(activity: str) -> Any:
    """DEQAR's four kinds of activity; what looks at an institution and its programmes covers the institution."""
    return "programme" if activity in ("programme", "joint programme") else "institution"


def _decision(text: Any) -> Decision | None:
    if text is None:
        return None
    if text not in _DECISIONS:
        raise ModelError("The member 'decision' is none of DEQAR's.", code="model.choice", pointer="/decision")
    return _DECISIONS[text]


def _level(stated: Any) -> EqfLevel | None:
    """A cycle as a level; one that is not known must not become no limit."""
    if stated in (None, ""):
        return None
    level = _CYCLES.get(str(stated))
    if level is None:
        raise ModelError("A level is none of the cycles of the QF-EHEA.", code="model.choice")
    return level


def _levels(stated: list[Any]) -> tuple[EqfLevel, ...]:
    return tuple(dict.fromkeys(level for level in map(_level, stated) if level is not None))


def _later(begin: date) -> date:
    try:
        return begin.replace(year=begin.year + _YEARS)
    except ValueError:  # 29 February
        return begin.replace(year=begin.year + _YEARS, day=28)


def _day(data: Mapping[str, Any], name: str) -> date | None:
    """A date, of which some answers say the time of day as well (midnight)."""
    stated = data.get(name)
    if stated is None:
        return None
    if not isinstance(stated, str):
        raise wrong_type(pointer_to(name), "a date", stated)
    return parse_date(stated[:_DAY])


def _number(data: Mapping[str, Any]) -> int:
    number = data.get("id")
    if isinstance(number, str) and _NUMBER.fullmatch(number):  # as the search answers it
        number = int(number)
    if not isinstance(number, int) or isinstance(number, bool):
        raise wrong_type("/id", "a number", number)
    return number


def _text(data: Mapping[str, Any], name: str) -> str:
    if name not in data:
        raise _missing(name)
    value = data[name]
    if not isinstance(value, str):
        raise wrong_type(pointer_to(name), "text", value)
    return value


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    if name not in data:
        raise _missing(name)
    return _mapping(data[name], pointer_to(name))


def _subject(data: Any) -> Mapping[str, Any]:
    return _mapping(data, "/credentialSubject")


def _mapping(data: Any, pointer: str = "") -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise wrong_type(pointer, "a mapping", data)
    return data


def _missing(name: str) -> ModelError:
    return ModelError(f"The member {name!r} is missing.", code="model.missing-member", pointer=pointer_to(name))


def _unique(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _at(pointer: str, read: Any, data: Any) -> AccreditationRecord:
    """Reads one of several, and says of an error in which it is."""
    try:
        record: AccreditationRecord = read(data)
    except ModelError as error:
        error.pointer = pointer + (error.pointer or "")
        raise
    return record
