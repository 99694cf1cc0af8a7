"""Whose certificates a verifier believes, and what it knows of those who issue them.

``CertificateTrust`` is the question that checks ask; two answer it. ``Anchors`` are certificates that the verifier holds in its hands,
the trust anchors of RFC 5280, section 6.1.1 (https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1). The other are the trusted lists of the
Union (``eu_lists``), which know since when a service has been granted, and for what.

    anchors = Anchors.load(Path("seal-authority.pem"), purpose="seals")
    path = validator.validate(leaf, others, anchors.seals, at=sealed_at, purpose="seal")
    anchors.standing(path, purpose="seal", at=sealed_at).explanation     # 'It ends at a certificate that was pinned: Example CA.'

A certificate that is no authority's may be an anchor, too: then it, and nothing below it, is believed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, Self, TypeAlias

from credseal import files
from credseal.errors import InputError, PkiError, TrustListError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from credseal.pki.certificate import Certificate

Purpose: TypeAlias = Literal["seal", "timestamp"]
Status: TypeAlias = Literal["granted", "withdrawn", "national", "before-eidas", "unlisted", "unknown", "pinned"]
MOST_BYTES = 1024 * 1024
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")


@dataclass(frozen=True)
class ServiceAnswer:
    """What somebody who is believed says of the service behind a certificate, at an instant.

    Attributes:
        service: the service's name; the subject of a certificate that was pinned.
        provider: who provides it, the legal name.
        country: where the list is kept, ISO 3166-1 alpha-2 (Greece is GR); None where nobody says.
        status: at that instant: ``granted`` and ``withdrawn`` of Regulation (EU) No 910/2014; ``national`` (recognised in its country
            alone); ``before-eidas`` (a status of Directive 1999/93/EC); ``unlisted`` (the list has it, for another time); ``unknown`` (a
            word that is not known here); ``pinned`` (no list: the certificate is an anchor).
        since: from when it has had this status.
        qualified: whether the certificate is a qualified one for seals, or the timestamp a qualified one; None where that
            cannot be said.
        for_seals: whether the service was granted for electronic seals, of a certificate for sealing; None for timestamps and anchors.
        device: whether the key is in a qualified device for creating seals (QSCD); None where that cannot be said, or the certificate is
            not a qualified one.
        list: the name of the list, or of the anchors.
        up_to_date: whether the list still counts at the present; where it does not, ``qualified``, ``for_seals`` and ``device`` are None.
        explanation: the same in words of a report, one or more sentences.
    """

    service: str
    provider: str
    country: str | None
    status: Status
    since: datetime | None
    qualified: bool | None
    for_seals: bool | None
    device: bool | None
    list: str
    up_to_date: bool
    explanation: str


class CertificateTrust(Protocol):
    """Whoever says which certificates are believed, and what they are good for."""

    @property
    def name(self) -> str:
        """What to call it in a report."""

    @property
    def seals(self) -> tuple[Certificate, ...]:
        """At which certificates the path of a sealing certificate may end."""

    @property
    def timestamps(self) -> tuple[Certificate, ...]:
        """At which certificates the path of a timestamp's certificate may end; may include the certificate itself."""

    def standing(
        self, path: Sequence[Certificate], *, purpose: Purpose, at: datetime, now: datetime | None = None
    ) -> ServiceAnswer | None:
        """What is known of the service behind a path.

        Args:
            path: from the certificate in question to one of ``seals`` or ``timestamps``, validated.
            purpose: ``seal`` or ``timestamp``.
            at: the instant in question: when it was sealed or stamped, aware.
            now: the present, aware, by which it is judged whether a list counts; by default what the clock says.

        Returns:
            None where nothing is known of any certificate of the path.
        """


@dataclass(frozen=True)
class Anchors:
    """Certificates that are believed because the verifier was given them.

    Args:
        name: what to call them in reports.
        seals: those of sealing certificates.
        timestamps: those of timestamps.
    """

    name: str
    seals: tuple[Certificate, ...] = field(default=(), repr=False)
    timestamps: tuple[Certificate, ...] = field(default=(), repr=False)

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        name: str | None = None,
        purpose: Literal["both", "seals", "timestamps"] = "both",
        sha256: str | None = None,
    ) -> Self:
        """Reads certificates from a file.

        Args:
            path: PEM, one or several certificates, or DER, one.
            name: what to call them; by default as the file is called.
            purpose: what they are anchors for.
            sha256: the digest that the file's bytes must have, in hexadecimal.

        Raises:
            TrustListError: ``anchors.unreadable`` (no such file, or too large), ``anchors.pin`` (other bytes than expected),
                ``anchors.certificate`` (not certificates).
        """
        try:
            data = files.read(path, limit=MOST_BYTES)
        except InputError as error:
            raise TrustListError(error.message, code="anchors.unreadable", hint=error.hint) from None
        if sha256 is not None:
            _check_pin(data, sha256, path.name)
        from credseal.pki.certificate import load_certificates  # noqa: PLC0415  slow to load

        try:
            found = tuple(dict.fromkeys(load_certificates(data)))
        except PkiError as error:
            raise TrustListError(
                f"The anchors {path.name!r} cannot be read: {error.message}",
                code="anchors.certificate",
                hint="A file of anchors holds certificates, in PEM or one in DER, and no private keys.",
            ) from None
        return cls(
            name or path.name,
            seals=found if purpose != "timestamps" else (),
            timestamps=found if purpose != "seals" else (),
        )

    def standing(
        self,
        path: Sequence[Certificate],
        *,
        purpose: Purpose,
        at: datetime,  # noqa: ARG002  an anchor counts at any time at which the path holds
        now: datetime | None = None,  # noqa: ARG002  and is never out of date
    ) -> ServiceAnswer | None:
        """Says that an anchor is one, and knows nothing else of it; see ``CertificateTrust``."""
        anchors = self.seals if purpose == "seal" else self.timestamps
        anchor = next((each for each in reversed(path) if each in anchors), None)
        if anchor is None:
            return None
        called = anchor.common_name or anchor.subject
        return ServiceAnswer(
            service=called,
            provider=anchor.organisation or called,
            country=anchor.country,
            status="pinned",
            since=None,
            qualified=None,
            for_seals=None,
            device=None,
            list=self.name,
            up_to_date=True,
            explanation=f"It ends at a certificate that was pinned: {called}.",
        )


def _check_pin(data: bytes, sha256: str, name: str) -> None:
    if _SHA256.fullmatch(sha256) is None:
        raise TrustListError(
            "The digest to compare with is no SHA-256 in hexadecimal, which has 64 digits.", code="anchors.pin"
        )
    if hashlib.sha256(data).hexdigest() != sha256.lower():
        raise TrustListError(
            f"The anchors {name!r} are not those that were pinned: the file's SHA-256 digest is another.",
            code="anchors.pin",
            hint="Compare with what their publisher says, and pin the new digest if it is right.",
        )
