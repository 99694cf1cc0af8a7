"""What registers say of one issuer, and whether their word still counts.

    for listing in look_up(registers, "did:web:uni.example"):
        listing.standing(datetime.now(UTC))         # 'in-force', 'not-in-force', 'suspended', 'withdrawn' or 'outdated'

That nothing is found says nothing against an issuer: a register is complete only for what it wants to list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from credseal.trust.entry import Entry
    from credseal.trust.register import Register

Standing: TypeAlias = Literal["in-force", "not-in-force", "suspended", "withdrawn", "outdated"]


@dataclass(frozen=True)
class Listing:
    """What one register says of one issuer."""

    register: Register
    entry: Entry

    @property
    def is_against(self) -> bool:
        """Whether the register speaks against the issuer, up to date or not."""
        return self.entry.status != "in-force"

    def standing(self, at: datetime) -> Standing:
        """How the issuer stands by this register.

        Args:
            at: the instant in question, aware.

        Returns:
            ``outdated`` where register or entry are too old to say, whatever they say; ``not-in-force`` where the entry is for
            other days.
        """
        expired = self.entry.expires is not None and self.entry.expires <= at
        if expired or not self.register.is_up_to_date(at):
            return "outdated"
        if self.entry.status != "in-force":
            return self.entry.status
        return "in-force" if self.entry.is_in_force(at) else "not-in-force"


def look_up(registers: Iterable[Register], issuer_id: str) -> tuple[Listing, ...]:
    """What each register that lists an issuer says of it, in the order of the registers.

    Args:
        registers: those that the caller believes.
        issuer_id: the issuer's identifier, compared letter for letter.
    """
    found = ((register, register.find(issuer_id)) for register in registers)
    return tuple(Listing(register, entry) for register, entry in found if entry is not None)
