"""The notional workload: ECTS credits wherever possible, else (or also) hours, or credits of another kind.

ECTS Users' Guide 2015: one credit stands for 25 to 30 hours of work. https://education.ec.europa.eu/document/ects-users-guide-2015

    Workload(ects=Decimal("2.5"), hours=Decimal(65))
"""

from dataclasses import dataclass
from decimal import Decimal

from credseal.errors import ModelError, pointer_to
from credseal.model.concepts import Concept
from credseal.model.fields import settle

# Not a judgement on size: numbers up to here are written the same way by every JSON and RDF library.
_LARGEST = Decimal(100_000)
_DECIMALS = 2


@dataclass(frozen=True)
class CreditPoints:
    """Credits that are not ECTS credits, or not said to be.

    Args:
        points: how many, not negative, at most two decimals.
        framework: the system they belong to; None means that nobody says.

    Raises:
        ModelError: ``model.points-negative``, ``model.workload-size``, ``model.workload-decimals``.
    """

    points: Decimal
    framework: Concept | None = None

    def __post_init__(self) -> None:
        settle(self)
        _check("points", self.points)


@dataclass(frozen=True)
class Workload:
    """How much learning it takes.

    Args:
        ects: credits, not negative, at most two decimals.
        hours: of work, not negative, at most two decimals.
        credits: of another system.

    Raises:
        ModelError: ``model.ects-negative``, ``model.hours-negative``, ``model.workload-size``, ``model.workload-decimals``.
    """

    ects: Decimal | None = None
    hours: Decimal | None = None
    credits: CreditPoints | None = None

    def __post_init__(self) -> None:
        settle(self)
        for name, amount in (("ects", self.ects), ("hours", self.hours)):
            if amount is not None:
                _check(name, amount)


def _check(name: str, amount: Decimal) -> None:
    pointer = pointer_to(name)
    if amount < 0:
        raise ModelError(f"The member {name!r} must not be negative.", code=f"model.{name}-negative", pointer=pointer)
    if amount > _LARGEST:
        raise ModelError(
            f"The member {name!r} must be at most {_LARGEST}.", code="model.workload-size", pointer=pointer
        )
    if amount != round(amount, _DECIMALS):
        raise ModelError(
            f"The member {name!r} must have at most {_DECIMALS} decimals.",
            code="model.workload-decimals",
            pointer=pointer,
        )
