"""Every date that a document gives, with what it means: standards give the same date other names, and other dates the same name.

    for fact in dates_in(document):
        fact.pointer, fact.meaning, fact.value      # '/awardedDate', 'when it was awarded', datetime(...)

``validFrom`` (and ``issuanceDate`` of version 1.1, whose definition says the same) is the instant from which a credential is valid: it
may be set before or after the issuing. ``awardedDate`` is kept when a badge is issued anew. European Digital
Credentials tell ``issued`` and ``validFrom`` apart, and give dates of accreditations and activities. Verifiable Credentials Data Model 2.0, section
4.9 (https://www.w3.org/TR/vc-data-model-2.0/#validity-period); Open Badges 3.0, ``AchievementCredential``
(https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential-0).

Birth dates are none of these: they say who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import ModelError, pointer_to
from credseal.model.dates import parse_date, parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date, datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue

MOST = 100
"""Dates of one document that are told."""

Kind: TypeAlias = Literal["instant", "date", "instant_without_offset", "malformed"]

MEANINGS: Mapping[str, str] = {
    "validFrom": "from when it is valid",
    "issuanceDate": "from when it is valid",
    "validUntil": "until when it is valid",
    "expirationDate": "until when it is valid",
    "issued": "when it was issued",
    "issuedOn": "when it was issued",
    "expires": "until when it is valid",
    "date_of_issuance": "when it was issued",
    "date_of_expiry": "until when it is valid",
    "created": "when it was made",
    "awardedDate": "when it was awarded",
    "awardingDate": "when it was awarded",
    "dateIssued": "when it was issued",
    "dateModified": "when it was changed",
    "dateCreated": "when it was made",
    "expiryDate": "until when it is valid",
    "reviewDate": "when it is to be reviewed",
    "startDate": "when it began",
    "endDate": "when it ended",
    "activityStartDate": "when the learning began",
    "activityEndDate": "when the learning ended",
}
# What a date is about, by the nearest member around it that says so.
_ABOUT: Mapping[str, str] = {
    "proof": "the proof",
    "endorsement": "an endorsement",
    "accreditation": "an accreditation",
    "identifier": "an identifier",
    "influencedBy": "an activity",
}


@dataclass(frozen=True)
class DateFact:
    """One date of a document.

    Attributes:
        pointer: JSON pointer to it.
        member: the name of the member.
        meaning: what the standard means by it, in words.
        value: an aware datetime or a date; None where it is malformed. Without an offset it is read as UTC.
        kind: how it is written.
    """

    pointer: str
    member: str
    meaning: str
    value: datetime | date | None
    kind: Kind


def dates_in(document: JsonObject) -> tuple[DateFact, ...]:
    """The dates of a document, from its beginning to its end; at most ``MOST``."""
    facts = []
    for fact in _walk(document, "", ""):
        facts.append(fact)
        if len(facts) == MOST:
            break
    return tuple(facts)


def _walk(value: JsonValue, pointer: str, about: str) -> Iterator[DateFact]:
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str) and name in MEANINGS:
                yield _fact(name, item, pointer + pointer_to(name), about)
            elif isinstance(item, dict | list):
                yield from _walk(item, pointer + pointer_to(name), _ABOUT.get(name, about))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _walk(item, f"{pointer}/{index}", about)


def _fact(name: str, text: str, pointer: str, about: str) -> DateFact:
    value, kind = _read(text)
    return DateFact(pointer, name, MEANINGS[name] + (f" ({about})" if about else ""), value, kind)


def _read(text: str) -> tuple[datetime | date | None, Kind]:
    ways: tuple[tuple[Kind, Callable[[str], datetime | date], str], ...] = (
        ("instant", parse_instant, text),
        ("date", parse_date, text),
        ("instant_without_offset", parse_instant, text + "Z"),
    )
    for kind, parse, written in ways:
        try:
            return parse(written), kind
        except ModelError:
            continue
    return None, "malformed"
