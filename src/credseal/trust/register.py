"""A register of issuers that the verifier chose to believe, and how it is known.

The quality-assurance debate asks for registers of trusted issuers, DEQAR for higher education and others beside it (MICROBOL,
recognition, 3.6). This is the smallest form of one, a JSON object:

    {"name": "Universities of Example", "updated": "2026-11-20", "expires": "2026-12-20T00:00:00Z",
     "issuers": [{"id": "did:web:uni.example", "name": "University of Example", "country": "GR",
                  "also_known_as": ["https://uni.example/", "did:key:z6Mk..."], "status": "in-force",
                  "valid_from": "2020-01-01", "valid_until": "2030-12-31"}]}

``name``, and ``id`` and ``name`` of an issuer, are needed, the rest may be absent; other members are refused. ``status`` is ``in-force``, ``suspended``
or ``withdrawn``. After ``expires`` the register counts as out of date, which is also why an old copy of a signed one is no way round a
withdrawal. It is as safe as the place it lies in, unless it is pinned or signed; ``publishing`` signs one:

    Register.load(Path("universities.json"))
    Register.load(Path("universities.json"), sha256="9f86d081884c7d65...")            # this file and no other
    Register.load(Path("universities.json"), signed_by="did:key:z6Mk...")              # whoever has this key
    Register.load(Path("registry.json"), name="Community registry")                    # the DCC's list format (``dcc``)
    Register.from_entity_statements(tokens, anchor="https://register.example", keys=jwk_set)      # OpenID Federation (``federation``)

    register.find("did:web:uni.example")                 # None: not listed, which is not the same as distrusted
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from credseal.errors import ModelError, RegisterError, pointer_to
from credseal.keys.public import PublicKey
from credseal.model.fields import settle
from credseal.model.plain import from_plain, to_plain
from credseal.net.urls import shorten
from credseal.trust import dcc, federation
from credseal.trust.entry import Entry
from credseal.trust.sources import UNSECURED, Content, is_up_to_date, open_source, refused


@dataclass(frozen=True)
class _Written:
    """What a register's file holds; how the register is known is not the file's to say."""

    name: str
    updated: date | None = None
    expires: datetime | None = None
    issuers: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Register:
    """A list of issuers.

    Args:
        name: what the register is called.
        updated: the day it was last changed.
        expires: until when its word counts, an instant; None where it does not say.
        issuers: its entries, each identifier once.
        known_by: why these are the register's own words, e.g. ``signed by did:key:z6Mk...``, for reports.
    """

    name: str
    updated: date | None = None
    expires: datetime | None = None
    issuers: tuple[Entry, ...] = ()
    known_by: str = UNSECURED

    def __post_init__(self) -> None:
        settle(self)
        listed = [
            (index, steps, identifier)
            for index, entry in enumerate(self.issuers)
            for steps, identifier in entry.identifiers()
        ]
        times = Counter(identifier for _, _, identifier in listed)
        for index, steps, identifier in listed:
            if times[identifier] > 1:
                raise ModelError(
                    "An issuer is listed twice.",
                    code="register.duplicate-issuer",
                    pointer=pointer_to("issuers", index, *steps),
                )

    @classmethod
    def load(
        cls,
        source: Path | str | bytes | Mapping[str, Any],
        *,
        name: str | None = None,
        sha256: str | None = None,
        signed_by: str | PublicKey | None = None,
    ) -> Self:
        """Read a register: one of credseal's own form, or a list in the DCC's.

        Args:
            source: a file or its name, what a file holds, or the parsed JSON of one. JSON, with or without a Data Integrity proof, or a
                compact JSON Web Signature (see ``seals``).
            name: what to call the register, instead of what it calls itself. The DCC's lists have no name: by default they are
                called as their file is.
            sha256: the digest that the file's bytes must have, in hexadecimal.
            signed_by: who must have signed it: a did:key or a public key. Where both are given, both must be right.

        Raises:
            RegisterError: ``register.unreadable`` (no such file), ``register.json`` (not JSON as credseal reads it),
                ``register.pin`` (other bytes than expected), ``register.signer`` (a signer must be named, or cannot be used),
                ``register.unsigned``, ``register.proof``, ``register.signature``, ``register.name`` (a list without one),
                ``register.issuer-id``, ``register.dates``, ``register.duplicate-issuer``, ``register.missing-member``,
                ``register.unknown-member``, ``register.wrong-type``, ``register.choice``, ``register.uri``, ``register.country``,
                ``register.date``, ``register.instant``.
        """
        if isinstance(source, str):
            source = Path(source)
        content = open_source(source, sha256=sha256, signed_by=signed_by)
        try:
            if dcc.is_list(content.data):
                return cls(
                    name=name or _name_of_file(source),
                    updated=dcc.updated(content.data),
                    expires=content.expires,
                    issuers=dcc.entries(content.data),
                    known_by=content.known_by,
                )
            return cls._from_written(from_plain(_Written, content.data), content, name)
        except ModelError as error:
            raise refused(error) from None

    @classmethod
    def from_entity_statements(
        cls,
        statements: Iterable[str | bytes],
        *,
        anchor: str,
        keys: Mapping[str, Any],
        name: str | None = None,
        at: datetime | None = None,
    ) -> Self:
        """A register of those about whom the trust anchor of an OpenID Federation has made a statement.

        Args:
            statements: the anchor's entity statements, compact JWTs, fetched by whoever calls.
            anchor: its entity identifier, an https URL.
            keys: its JWK set, known from elsewhere than the statements.
            name: what to call the register; by default what the anchor calls itself, else its identifier.
            at: the present, aware; by default what the clock says.

        Raises:
            RegisterError: ``register.statement``, ``register.signature``, ``register.keys``, ``register.json``,
                ``register.issuer-id``, ``register.duplicate-issuer``; see ``federation.read``.
        """
        try:
            called, issuers = federation.read(statements, anchor=anchor, keys=keys, at=at or datetime.now(UTC))
            return cls(
                name or called or anchor, issuers=issuers, known_by=f"in statements that {shorten(anchor)} has signed"
            )
        except ModelError as error:
            raise refused(error) from None

    @classmethod
    def _from_written(cls, written: _Written, content: Content, name: str | None) -> Self:
        ends = [end for end in (written.expires, content.expires) if end is not None]
        return cls(
            name=name or written.name,
            updated=written.updated,
            expires=min(ends, default=None),
            issuers=written.issuers,
            known_by=content.known_by,
        )

    def to_dict(self) -> dict[str, Any]:
        """What a file of this register holds, unsigned."""
        return to_plain(_Written(self.name, self.updated, self.expires, self.issuers))

    def find(self, issuer_id: str) -> Entry | None:
        """The entry of an issuer, by any of its identifiers; None where it is not listed, whatever that means."""
        return self._by_id.get(issuer_id)

    def is_up_to_date(self, at: datetime) -> bool:
        """Whether the register's word counts at an instant: it has not expired, and was not changed on a day to come."""
        return is_up_to_date(self.updated, self.expires, at)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {identifier: entry for entry in self.issuers for _, identifier in entry.identifiers()}


def _name_of_file(source: Path | bytes | Mapping[str, Any]) -> str:
    if isinstance(source, Path):
        return source.name
    raise RegisterError(
        "The list has no name of its own.",
        code="register.name",
        hint='Say what to call it: Register.load(..., name="...").',
    )
