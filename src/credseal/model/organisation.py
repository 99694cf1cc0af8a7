"""Organisations, where they are, and the parts they play: awarding body, partner, sealer with a mandate.

The body that awards, those that deliver or assess, and the one that seals may be one organisation or several; the awarding
body carries the responsibility (European approach, 2021; IMINQA guidance on partnerships).

    Organisation(
        id="did:web:uni.example",
        legal_name=Text({"en": "University of Example"}),
        identifiers=(Identifier("eIDASLegalIdentifier", "VATPL-0000000000"),),
        address=Place(country="PL", region=Concept("http://data.europa.eu/nuts/code/PL81")),
    )
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from credseal.errors import ModelError, pointer_to
from credseal.model.concepts import Concept
from credseal.model.fields import ListOf, settle
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.model.values import Country, Email, Token, Uri

_FURTHEST = {"latitude": 90, "longitude": 180}


@dataclass(frozen=True)
class Coordinates:
    """A point on Earth, WGS 84, in degrees.

    Args:
        latitude: from -90 to 90, north is positive.
        longitude: from -180 to 180, east is positive.

    Raises:
        ModelError: ``model.coordinates`` for a point that is not on Earth.
    """

    latitude: Decimal
    longitude: Decimal

    def __post_init__(self) -> None:
        settle(self)
        for name, most in _FURTHEST.items():
            if abs(getattr(self, name)) > most:
                raise ModelError(
                    f"The {name} must lie between -{most} and {most} degrees.",
                    code="model.coordinates",
                    pointer=pointer_to(name),
                )


@dataclass(frozen=True)
class Place:
    """Where something is: as exactly as is known, the country first.

    Args:
        country: ISO 3166-1, two letters.
        country_name: how the country is called.
        region: an entry of a list of regions (NUTS, or the EU's administrative units).
        locality: city or town.
        street: street and number.
        postal_code: as the country writes it.
        po_box: the number of a post office box.
        coordinates: the point on the map.
    """

    country: Annotated[Country, ListOf("country")] | None = None
    country_name: Text | None = None
    region: Annotated[Concept, ListOf("region")] | None = None
    locality: str | None = None
    street: str | None = None
    postal_code: str | None = None
    po_box: str | None = None
    coordinates: Coordinates | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Identifier:
    """A number or name somebody is registered under.

    Args:
        type: which register; for learners see ``learner``, for organisations e.g. ``eIDASLegalIdentifier``, ``PIC``, ``VAT``.
        value: the identifier itself; it stays out of ``repr``, it may be personal data.
    """

    type: Token
    value: str = field(repr=False)

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Parent:
    """The organisation that another one is part of; a record cannot hold itself, so it says less.

    Args:
        id: a DID or https URL that identifies it.
        legal_name: its registered name.
        identifiers: its entries in registers.
        address: where it is.
        url: its home page.
        email: its address for questions.
    """

    id: Uri
    legal_name: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    address: Place | None = None
    url: Uri | None = None
    email: Email | None = None

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Person:
    """What is said of a person where an organisation is expected, as Open Badges allows. It stays out of ``repr``.

    Args:
        given: given names.
        family: family names.
        family_prefix: what stands before a family name without being part of it, e.g. "van".
        additional: further names.
        patronymic: the name after the father.
        honorific_prefix: e.g. "Dr".
        honorific_suffix: e.g. "MSc".
        birth_date: a date, never an instant.
    """

    given: str | None = field(default=None, repr=False)
    family: str | None = field(default=None, repr=False)
    family_prefix: str | None = field(default=None, repr=False)
    additional: str | None = field(default=None, repr=False)
    patronymic: str | None = field(default=None, repr=False)
    honorific_prefix: str | None = field(default=None, repr=False)
    honorific_suffix: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Organisation:
    """A university, vocational school, company, agency or other body.

    Args:
        id: a DID or https URL that identifies it.
        legal_name: its registered name, in each language in which it has one.
        identifiers: its entries in registers.
        address: where it is; the country and region of an issuer are elements of the European standard.
        url: its home page.
        email: its address for questions.
        description: what it is.
        phone: its telephone number.
        picture: its logo.
        parent: what it is part of.
        official: the name of a person who may act for it.
        person: who it is, where it is no organisation.
    """

    id: Uri | None = None
    legal_name: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    address: Place | None = None
    url: Uri | None = None
    email: Email | None = None
    description: Text | None = None
    phone: str | None = None
    picture: Picture | None = None
    parent: Parent | None = None
    official: str | None = None
    person: Person | None = None

    def __post_init__(self) -> None:
        settle(self)

    def is_same_as(self, other: "Organisation") -> bool:
        """Whether both are one organisation: by their id, else by an identifier that they share. Names prove nothing."""
        if self.id is not None and self.id == other.id:
            return True
        return not set(self.identifiers).isdisjoint(other.identifiers)


@dataclass(frozen=True)
class Partner:
    """An organisation that took part without awarding.

    Args:
        role: what it did; ``ects_guarantor`` stands for the credits of a provider that may not award ECTS itself.
        organisation: who it is.
    """

    role: Literal["delivering", "assessing", "quality", "ects_guarantor"]
    organisation: Organisation

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Mandate:
    """What entitles an organisation to seal what another one awards.

    Args:
        description: the mandate in words.
        reference: where it can be read.
    """

    description: Text | None = None
    reference: Uri | None = None

    def __post_init__(self) -> None:
        settle(self)
