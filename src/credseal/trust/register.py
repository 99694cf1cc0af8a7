"""A register of issuers, from a JSON file that the verifier chose to believe.

The quality-assurance debate asks for registers of trusted issuers, DEQAR for higher education and others beside it (MICROBOL,
recognition, 3.6). This is the smallest of them: a list, unsigned, as safe as the place it is kept in.

    {"name": "Universities of Example", "updated": "2026-11-20",
     "issuers": [{"id": "did:web:uni.example", "name": "University of Example", "country": "GR",
                  "valid_from": "2020-01-01", "valid_until": "2030-12-31"}]}

    register = Register.load(Path("universities.json"))
    entry = register.find("did:web:uni.example")         # None: not listed, which is not the same as distrusted
    entry.is_in_force(datetime.now(UTC))
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from credseal.encoding import strict_json
from credseal.errors import JsonError, ModelError, RegisterError, pointer_to
from credseal.model.dates import order
from credseal.model.fields import settle
from credseal.model.plain import from_plain
from credseal.model.values import Country, Uri

_LIMITS = strict_json.Limits(bytes=16 * 1024 * 1024, depth=8, items=1_000_000)


@dataclass(frozen=True)
class Entry:
    """One issuer in a register.

    Args:
        id: its DID or https URL, exactly as its credentials have it.
        name: what the register says it is called.
        country: ISO 3166-1, two letters.
        valid_from: the first day of its entry.
        valid_until: the last day of its entry.
    """

    id: Uri
    name: str
    country: Country | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        settle(self)
        if not self.id.startswith(("did:", "https://")) or "#" in self.id:
            raise ModelError(
                "An issuer is identified by a DID or an https URL, without a fragment.",
                code="register.issuer-id",
                pointer="/id",
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ModelError("The entry ends before it begins.", code="register.dates", pointer="/valid_until")

    def is_in_force(self, at: datetime) -> bool:
        """Whether the entry holds at an instant. First and last day count as whole days, in any zone."""
        begun = self.valid_from is None or order(self.valid_from, at) <= 0
        return begun and (self.valid_until is None or order(self.valid_until, at) >= 0)


@dataclass(frozen=True)
class Register:
    """A list of issuers.

    Args:
        name: what the register is called.
        updated: the day it was last changed.
        issuers: its entries, each id once.
    """

    name: str
    updated: date | None = None
    issuers: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        settle(self)
        times = Counter(each.id for each in self.issuers)
        for index, each in enumerate(self.issuers):
            if times[each.id] > 1:
                raise ModelError(
                    "An issuer is listed twice.",
                    code="register.duplicate-issuer",
                    pointer=pointer_to("issuers", index, "id"),
                )

    @classmethod
    def load(cls, source: Path | Mapping[str, Any]) -> Self:
        """Read a register.

        Args:
            source: a JSON file, or what such a file holds.

        Raises:
            RegisterError: ``register.unreadable`` (no such file), ``register.json`` (not JSON as credseal reads it),
                ``register.issuer-id``, ``register.dates``, ``register.duplicate-issuer``, ``register.missing-member``,
                ``register.unknown-member``, ``register.wrong-type``, ``register.uri``, ``register.country``, ``register.date``.
        """
        try:
            return from_plain(cls, _read(source) if isinstance(source, Path) else source)
        except ModelError as error:
            raise RegisterError(
                error.message,
                code="register." + error.code.partition(".")[2],
                pointer=error.pointer,
                hint=error.hint,
            ) from None

    def find(self, issuer_id: str) -> Entry | None:
        """The entry of an issuer; None where it is not listed, whatever that means."""
        return self._by_id.get(issuer_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {each.id: each for each in self.issuers}


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            data = file.read(_LIMITS.bytes + 1)
    except OSError as error:
        raise RegisterError(
            f"The register {path.name!r} cannot be read: {error.strerror or 'it is no file'}.",
            code="register.unreadable",
        ) from None
    try:
        return strict_json.loads(data, limits=_LIMITS)
    except JsonError as error:
        raise RegisterError(
            f"The register {path.name!r} is not the JSON that credseal accepts: {error.message}",
            code="register.json",
            hint=error.hint,
        ) from None
