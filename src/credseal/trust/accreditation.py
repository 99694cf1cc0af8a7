"""Accreditations that the verifier has at hand: who was found good enough to award what, until when and where.

External quality assurance is on record in registers: DEQAR for higher education (https://data.deqar.eu), the Qualifications Dataset Register (QDR)
that European Digital Credentials are compared with. A credential names an entry; what the entry says comes from the register, not from the credential.
Records lie in files, nothing is fetched. Four forms are read:

    Accreditations.load(Path("accreditations.json"), sha256="9f86d081884c7d65...")       # credseal's own, below
    Accreditations.load(Path("report-47914.json"), name="DEQAR")                         # a report of the DEQAR Web API, or a page of them (``deqar``)
    Accreditations.load(Path("accreditation.jsonld"), name="QDR")                        # accreditations in the European Learning Model (``qdr``)
    Accreditations.from_credential(data, verify=lambda data: verifier.verify(data).document)     # a credential that DEQAR issued

    {"name": "Quality Agency of Example", "updated": "2026-11-20", "expires": "2026-12-20T00:00:00Z",
     "accreditations": [{"id": "https://register.example/reports/1", "scope": "institution", "agency": "Quality Agency of Example",
                         "organisations": [{"name": "University of Example", "id": "did:web:uni.example",
                                            "identifiers": [{"type": "eIDASLegalIdentifier", "value": "VATPL-0000000000"}]}],
                         "valid_from": "2024-01-01", "valid_until": "2029-12-31", "eqf_levels": ["6", "7"],
                         "fields": ["http://data.europa.eu/snb/isced-f/07"],
                         "jurisdictions": ["http://publications.europa.eu/resource/authority/country/POL"]}]}

``name`` of the whole, ``id``, ``scope``, ``agency`` and ``organisations`` of an accreditation, and ``name`` of an organisation are needed; other members
than those of ``AccreditationRecord`` are refused. A file is as safe as the place it lies in, unless it is pinned (``sha256``) or signed (``signed_by``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from credseal.errors import ModelError, RegisterError, pointer_to
from credseal.keys.public import PublicKey
from credseal.model.fields import settle
from credseal.model.plain import from_plain
from credseal.trust import deqar, qdr
from credseal.trust.accreditation_record import AccreditationRecord
from credseal.trust.sources import UNSECURED, is_up_to_date, open_source, refused


@dataclass(frozen=True)
class _Written:
    """What a file of credseal's own form holds."""

    name: str
    updated: date | None = None
    expires: datetime | None = None
    accreditations: tuple[AccreditationRecord, ...] = ()


@dataclass(frozen=True)
class Accreditations:
    """Accreditations from one source.

    Args:
        name: what the source is called.
        records: the accreditations, each URI once.
        updated: the day it was last changed.
        expires: until when its word counts, an instant; None where it does not say.
        known_by: why these are the source's own words, for reports.
    """

    name: str
    records: tuple[AccreditationRecord, ...] = ()
    updated: date | None = None
    expires: datetime | None = None
    known_by: str = UNSECURED

    def __post_init__(self) -> None:
        settle(self)
        known: set[str] = set()
        for index, record in enumerate(self.records):
            if not known.isdisjoint(record.names):
                raise ModelError(
                    "An accreditation is listed twice.",
                    code="accreditation.duplicate",
                    pointer=pointer_to("accreditations", index),
                )
            known.update(record.names)

    @classmethod
    def load(
        cls,
        source: Path | str | bytes | Mapping[str, Any],
        *,
        name: str | None = None,
        sha256: str | None = None,
        signed_by: str | PublicKey | None = None,
    ) -> Self:
        """Read accreditations: credseal's own form, reports of the DEQAR Web API, or accreditations in the European Learning Model.

        Args:
            source: a file or its name, what a file holds, or the parsed JSON of one.
            name: what to call them, instead of what they call themselves. Forms without a name are called by where they are from.
            sha256: the digest that the file's bytes must have, in hexadecimal.
            signed_by: who must have signed it (see ``register``): a did:key or a public key.

        Raises:
            RegisterError: ``accreditation.form`` (none of these forms), ``accreditation.credential`` (a credential, which must be
                verified: ``from_credential``), ``accreditation.organisations``, ``accreditation.dates``, ``accreditation.duplicate``;
                ``register.unreadable``, ``register.json``, ``register.pin``, ``register.signer``, ``register.unsigned``, ``register.proof``,
                ``register.signature``, and for a member ``register.missing-member``, ``register.unknown-member``, ``register.wrong-type``,
                ``register.choice``, ``register.uri``, ``register.date``, ``register.instant``.
        """
        if isinstance(source, str):
            source = Path(source)
        content = open_source(source, sha256=sha256, signed_by=signed_by)
        data = content.data
        try:
            if isinstance(data, Mapping) and "accreditations" in data:
                written = from_plain(_Written, data)
                ends = [end for end in (written.expires, content.expires) if end is not None]
                return cls(
                    name or written.name,
                    written.accreditations,
                    written.updated,
                    min(ends, default=None),
                    content.known_by,
                )
            called, records = _foreign(data)
            return cls(name or called, records, expires=content.expires, known_by=content.known_by)
        except ModelError as error:
            raise refused(error) from None

    @classmethod
    def from_credential(
        cls, source: bytes, *, verify: Callable[[bytes], Mapping[str, Any] | None], name: str | None = None
    ) -> Self:
        """What a credential says that a register issued about an accreditation, such as DEQAR's.

        Args:
            source: the credential as it was received.
            verify: answers with the document that its issuer's proof covers, and raises for a credential that is not accepted: of whom to
                believe is its business. What it answers with is read, never ``source``.
            name: what to call it; by default its issuer's identifier.

        Raises:
            RegisterError: ``accreditation.form``, ``accreditation.several`` (it limits its institutions in different ways),
                ``accreditation.organisations``, ``accreditation.dates``, or for a member as in ``load``.
            CredsealError: what ``verify`` raises.
        """
        document = verify(source)
        try:
            if document is None:
                raise _no_form()
            issuer, records = deqar.from_document(document)
        except ModelError as error:
            raise refused(error) from None
        return cls(name or issuer, records, known_by=f"in a credential that {issuer} has signed")

    def find(self, entry: str) -> AccreditationRecord | None:
        """The accreditation whose entry has this URI, compared letter for letter; None where it is not here, which says nothing about it."""
        return self._by_name.get(entry)

    def is_up_to_date(self, at: datetime) -> bool:
        """Whether their word counts at an instant: they have not expired, and were not changed on a day to come."""
        return is_up_to_date(self.updated, self.expires, at)

    @cached_property
    def _by_name(self) -> Mapping[str, AccreditationRecord]:
        return {name: record for record in self.records for name in record.names}


def _foreign(data: Any) -> tuple[str, tuple[AccreditationRecord, ...]]:
    if deqar.is_credential(data):
        raise RegisterError(
            "This is a credential: what it says counts only once it is verified.",
            code="accreditation.credential",
            hint="Use Accreditations.from_credential(..., verify=...).",
        )
    for form in (deqar, qdr):
        records = form.records(data)
        if records:
            return form.NAME, records
    raise _no_form()


def _no_form() -> ModelError:
    return ModelError(
        "The file holds no accreditation in a form that is read.",
        code="accreditation.form",
        pointer="",
        hint="Save a report of the DEQAR Web API, an accreditation in the European Learning Model, or credseal's own form.",
    )
