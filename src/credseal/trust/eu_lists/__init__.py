"""The trusted lists of the Union: who issues qualified certificates for seals, who makes qualified timestamps, and since when.

Regulation (EU) No 910/2014, article 22; Commission Implementing Decision (EU) 2015/1505; ETSI TS 119 612 (the lists, versions 5 and 6) and TS 119
615 (how to use them). Lists are files that somebody has downloaded; nothing is fetched to answer a question:

    lists = TrustedLists.load(Path("eu-lists"), signers=["7f1c3c..."])       # the Official Journal's digest of the signer of the list of lists
    path = validator.validate(leaf, others, lists.seals, at=sealed_at, purpose="seal")
    lists.standing(path, purpose="seal", at=sealed_at).qualified             # True, False, or None: cannot be said

Every list is read only after its signature was checked: the list of lists against the caller's certificates, a member's list against those
that the list of lists names. One that fails is not used, and says so in ``refused``. A list whose time is over still answers, with
``up_to_date`` False: what it says is then no ground to accept anything.

``reading`` is the XML, ``signatures`` whose a list is, ``services`` what stands in it, ``criteria`` and ``qualification`` what follows from it for
a certificate, ``snapshots`` the files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from credseal.errors import TrustListError
from credseal.trust.eu_lists.qualification import Match, seal_answer, timestamp_answer
from credseal.trust.eu_lists.services import (
    CERTIFICATES,
    OTHER_CERTIFICATES,
    OTHER_TIMESTAMPS,
    QUALIFIED_CERTIFICATES,
    QUALIFIED_TIMESTAMPS,
    TIMESTAMPS,
)
from credseal.trust.eu_lists.snapshots import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from credseal.pki.certificate import Certificate
    from credseal.trust.anchors import Purpose, ServiceAnswer
    from credseal.trust.eu_lists.services import TrustedList
    from credseal.trust.eu_lists.snapshots import Progress, Refused

_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")


@dataclass(frozen=True)
class TrustedLists:
    """The lists of a snapshot; a ``CertificateTrust`` (``credseal.trust.anchors``).

    Attributes:
        name: what to call them in reports.
        lotl: the list of lists; None where one list of a member was opened alone.
        lists: the members' lists.
        refused: files that are not used, and why.
    """

    name: str
    lotl: TrustedList | None = field(repr=False)
    lists: tuple[TrustedList, ...] = field(repr=False)
    refused: tuple[Refused, ...] = ()

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        signers: Iterable[Certificate | str],
        name: str | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Reads lists, and checks whose they are.

        Args:
            path: a folder of lists, as ``credseal trust fetch`` writes it; or one list of a member.
            signers: the certificates that may sign the list of lists (or that one list), or their SHA-256 digests in hexadecimal. The
                Official Journal of the Union publishes them; an older one of its certificates will do where the folder has the pivots.
            name: what to call them; by default ``EU trusted lists`` with the day of the list of lists.
            progress: is told how far it is: lists done, lists in all.

        Raises:
            TrustListError: ``trust-list.*`` (see ``snapshots.open_snapshot``); ``trust-list.pin``, a digest is none.
            MissingExtraError: ``extra.trust``.
        """
        opened = open_snapshot(path, frozenset(map(_digest, signers)), progress=progress)
        first = opened.lotl or opened.lists[0]
        called = name or f"EU trusted lists of {first.issued.astimezone(UTC).date().isoformat()}"
        return cls(called, opened.lotl, opened.lists, opened.refused)

    @cached_property
    def seals(self) -> tuple[Certificate, ...]:
        """The certificates of all services that issue, or have issued, certificates."""
        return self._certificates(CERTIFICATES)

    @cached_property
    def timestamps(self) -> tuple[Certificate, ...]:
        """The certificates of all services that make, or have made, timestamps: of units, or of those who certify them."""
        return self._certificates(TIMESTAMPS)

    def standing(
        self, path: Sequence[Certificate], *, purpose: Purpose, at: datetime, now: datetime | None = None
    ) -> ServiceAnswer | None:
        """What the lists say of the service behind a path; see ``CertificateTrust``.

        The service is the one nearest to the certificate. For seals one that issues qualified certificates counts before others.
        """
        of_seal = purpose == "seal"
        preferred = (
            ({QUALIFIED_CERTIFICATES}, {OTHER_CERTIFICATES}) if of_seal else ({QUALIFIED_TIMESTAMPS}, OTHER_TIMESTAMPS)
        )
        for kinds in preferred:
            for certificate in path[1:] if of_seal else path:
                matches = self._matches(certificate, kinds)
                if matches:
                    counts = all(self._counts(match.listed_in, now or datetime.now(UTC)) for match in matches)
                    if of_seal:
                        return seal_answer(matches, path[0], at=at, up_to_date=counts)
                    return timestamp_answer(matches, at=at, up_to_date=counts)
        return None

    def _counts(self, listed_in: TrustedList, now: datetime) -> bool:
        return listed_in.is_up_to_date(now) and (self.lotl is None or self.lotl.is_up_to_date(now))

    def _matches(self, certificate: Certificate, kinds: Collection[str]) -> list[Match]:
        found = self._by_identity.get(_identity(certificate), ())
        return [match for match in found if any(state.kind in kinds for state in match.service.states)]

    def _certificates(self, kinds: Collection[str]) -> tuple[Certificate, ...]:
        return tuple(
            dict.fromkeys(
                certificate
                for listed in self.lists
                for service in listed.services
                if any(state.kind in kinds for state in service.states)
                for certificate in service.certificates
            )
        )

    @cached_property
    def _by_identity(self) -> Mapping[bytes, Sequence[Match]]:
        found = defaultdict(list)
        for listed in self.lists:
            for service in listed.services:
                for identity in {_identity(each) for each in service.certificates}:
                    found[identity].append(Match(listed, service))
        return found


def _identity(certificate: Certificate) -> bytes:
    """By what a service is known: its name and key, in whatever certificate (ETSI TS 119 612, clause 5.5.3)."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  slow to load
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    try:
        key = certificate.native.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, UnsupportedAlgorithm):  # then by this certificate alone
        return certificate.der
    return certificate.native.subject.public_bytes() + key


def _digest(signer: Certificate | str) -> bytes:
    if not isinstance(signer, str):
        return signer.sha256
    if _SHA256.fullmatch(signer) is None:
        raise TrustListError(
            "The digest of a signer is no SHA-256 in hexadecimal, which has 64 digits.", code="trust-list.pin"
        )
    return bytes.fromhex(signer)
