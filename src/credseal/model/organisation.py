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
from typing import Literal

from credseal.model.concepts import Concept
from credseal.model.fields import settle
from credseal.model.text import Text
from credseal.model.values import Country, Email, Token, Uri


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
    """

    country: Country | None = None
    country_name: Text | None = None
    region: Concept | None = None
    locality: str | None = None
    street: str | None = None
    postal_code: str | None = None

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
class Organisation:
    """A university, vocational school, company, agency or other body.

    Args:
        id: a DID or https URL that identifies it.
        legal_name: its registered name, in each language in which it has one.
        identifiers: its entries in registers.
        address: where it is; the country and region of an issuer are elements of the European standard.
        url: its home page.
        email: its address for questions.
    """

    id: Uri | None = None
    legal_name: Text | None = None
    identifiers: tuple[Identifier, ...] = ()
    address: Place | None = None
    url: Uri | None = None
    email: Email | None = None

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
