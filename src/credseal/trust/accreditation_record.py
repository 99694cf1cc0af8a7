"""One accreditation, as a register has it: who was found good enough to award what, until when and where.

    AccreditationRecord(
        id="https://register.example/reports/1", scope="programme", agency="Quality Agency of Example",
        organisations=(AccreditedOrganisation("University of Example", id="did:web:uni.example"),),
        valid_from=date(2024, 1, 1), valid_until=date(2029, 12, 31), eqf_levels=("6", "7"),
    )

The limits are those of the European Learning Model's ``Accreditation`` (ELM 3.2, https://github.com/european-commission-empl/European-Learning-Model):
qualifications, EQF levels, fields of ISCED-F with all that belongs to them, jurisdictions with all that lies within.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from credseal.errors import ModelError
from credseal.model.fields import settle
from credseal.model.organisation import Identifier
from credseal.model.values import Uri

Standing: TypeAlias = Literal["in-force", "suspended", "withdrawn", "in-doubt"]
Decision: TypeAlias = Literal["positive", "conditional", "negative", "none"]
EqfLevel: TypeAlias = Literal["1", "2", "3", "4", "5", "6", "7", "8"]


@dataclass(frozen=True)
class AccreditedOrganisation:
    """An organisation that was looked at.

    Args:
        name: what the register calls it.
        id: a URI that identifies it.
        identifiers: its entries in registers.
    """

    name: str
    id: Uri | None = None
    identifiers: tuple[Identifier, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class CoveredQualification:
    """A programme or qualification that an accreditation is about.

    Args:
        names: what it is known by: URIs, codes, titles.
        eqf_level: the level at which it was found good.
        micro_credential: whether the register counts it as one: no degree, and fewer than 60 ECTS; None where it does not say.
        fields: its fields: URIs of ISCED-F.
        jurisdictions: where it is offered: URIs of countries, NUTS or administrative units.

    What is said here takes the place of what the whole accreditation is limited to.
    """

    names: tuple[str, ...]
    eqf_level: EqfLevel | None = None
    micro_credential: bool | None = None
    fields: tuple[Uri, ...] = ()
    jurisdictions: tuple[Uri, ...] = ()

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class AccreditationRecord:
    """One accreditation, as a register has it. Limits that are empty limit nothing.

    Args:
        id: the URI of its entry, exactly as credentials have it.
        scope: what was looked at: the institution as a whole, or programmes.
        agency: who did.
        organisations: who was accredited; at least one.
        agency_id: a URI that identifies the agency.
        also_known_as: other URIs of the entry.
        status: how it stands today; ``in-doubt`` is one that the register itself marks as perhaps wrong. Each but ``in-force`` speaks against what was
            awarded before, too: without a trusted timestamp nobody can tell when that was.
        decision: how it ended; ``none`` where it was not to end in one.
        valid_from: first day.
        valid_until: last day.
        qualifications: what it is limited to.
        eqf_levels: the levels it is limited to.
        fields: the fields it is limited to, with all that belongs to them: URIs of ISCED-F.
        jurisdictions: where it holds, with all that lies within: URIs of countries, NUTS or administrative units.
    """

    id: Uri
    scope: Literal["institution", "programme"]
    agency: str
    organisations: tuple[AccreditedOrganisation, ...]
    agency_id: Uri | None = None
    also_known_as: tuple[Uri, ...] = ()
    status: Standing = "in-force"
    decision: Decision | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    qualifications: tuple[CoveredQualification, ...] = ()
    eqf_levels: tuple[EqfLevel, ...] = ()
    fields: tuple[Uri, ...] = ()
    jurisdictions: tuple[Uri, ...] = ()

    def __post_init__(self) -> None:
        settle(self)
        if not self.organisations:
            raise ModelError("Nobody is accredited.", code="accreditation.organisations", pointer="/organisations")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ModelError(
                "The accreditation ends before it begins.", code="accreditation.dates", pointer="/valid_until"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """All URIs of its entry."""
        return (self.id, *self.also_known_as)
