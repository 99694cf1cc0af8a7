"""Person identification data (PID) as an SD-JWT VC: who somebody is, by the word of a state.

PID Rulebook (ARF, Annex 3.01) 1.7, sections 4.1 and 4.2:
https://github.com/eu-digital-identity-wallet/eudi-doc-attestation-rulebooks-catalog/blob/main/rulebooks/pid/pid-rulebook.md. Its type is
``urn:eudi:pid:1``, or a member state's in the same namespace; the reference wallets first had another one.

    is_pid({"vct": "urn:eudi:pid:1", "family_name": "Example"})     # True
    person = read(claims)
    person.given_name, person.family_name, person.birth_date, person.number, person.expires

Whether a PID provider issued it is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.errors import ModelError
from credseal.model.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from credseal.encoding.strict_json import JsonObject, JsonValue

_NAMESPACE = "urn:eudi:pid:"
_FIRST_TYPE = "urn:eu.europa.ec.eudi:pid:1"
LONGEST = 150
"""Characters of an attribute."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """What a PID shows; of what its holder withheld, None.

    Attributes:
        given_name, family_name: the present names.
        birth_given_name, birth_family_name: those at birth.
        birth_date: a date.
        number: the personal administrative number, which a state gave.
        country: the state, ISO 3166-1 alpha-2.
        expires: the last day on which it counts.
    """

    given_name: str | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    birth_given_name: str | None = field(default=None, repr=False)
    birth_family_name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    country: str | None = None
    expires: date | None = None


def is_pid(claims: Mapping[str, JsonValue]) -> bool:
    """Whether claims say that they are those of a PID."""
    type_ = claims.get("vct")
    return isinstance(type_, str) and (type_.startswith(_NAMESPACE) or type_ == _FIRST_TYPE)


def read(claims: JsonObject) -> Person:
    """The person of a PID.

    Raises:
        ModelError: ``pid.attribute``, one is not of its kind, or too long.
    """
    return Person(
        given_name=_text(claims, "given_name"),
        family_name=_text(claims, "family_name"),
        birth_given_name=_text(claims, "birth_given_name"),
        birth_family_name=_text(claims, "birth_family_name"),
        birth_date=_date(claims, "birthdate"),
        number=_text(claims, "personal_administrative_number"),
        country=_text(claims, "issuing_country"),
        expires=_date(claims, "date_of_expiry"),
    )


def _text(claims: JsonObject, name: str) -> str | None:
    value = claims.get(name)
    if name not in claims:
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise _malformed(name, f"text of at most {LONGEST} characters")
    return value


def _date(claims: JsonObject, name: str) -> date | None:
    written = _text(claims, name)
    if written is None:
        return None
    try:
        return parse_date(written)
    except ModelError:
        raise _malformed(name, "a date, YYYY-MM-DD") from None


def _malformed(name: str, kind: str) -> ModelError:
    return ModelError(
        f"The '{name}' of the person identification data is not {kind}.", code="pid.attribute", pointer=f"/{name}"
    )
