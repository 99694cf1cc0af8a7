"""One answer about revocation, after its signature was checked: what it says, and about which time.

RFC 5280, section 5.1.2, and RFC 6960, sections 3.2 and 4.4.4: https://www.rfc-editor.org/rfc/rfc6960#section-3.2

    answer = Answer(this_update=..., next_update=..., produced_at=...)
    answer.check_for(certificate, at)    # PkiError if it tells nothing about that time
    answer.revoked_by(at)                # False
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.errors import PkiError

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.pki.certificate import Certificate

HASHES = frozenset({"sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"})
"""The digests with which answers may be signed."""

_SKEW = timedelta(seconds=60)  # clocks differ


@dataclass(frozen=True)
class Answer:
    """What an authority says.

    Attributes:
        this_update: as of when.
        next_update: when there was to be newer information; None where it is not said.
        produced_at: when it was signed.
        revoked_at: since when the certificate is revoked; None where it is not.
        reason: of the revocation, as RFC 5280 names it.
        kept_since: certificates that expired from this instant on are still told about.
        counts_until: when the certificate of who signed it ends, where that is not the authority itself; None where it is.
    """

    this_update: datetime
    next_update: datetime | None
    produced_at: datetime
    revoked_at: datetime | None = None
    reason: str | None = None
    kept_since: datetime | None = None
    counts_until: datetime | None = None

    def revoked_by(self, at: datetime) -> bool:
        """Whether the certificate was revoked at an instant."""
        return self.revoked_at is not None and self.revoked_at <= at

    def check_for(self, certificate: Certificate, at: datetime) -> None:
        """Refuse an answer that says nothing about an instant.

        Raises:
            PkiError: ``revocation.form``, its times contradict each other; ``revocation.stale``, newer information was due by then;
                ``revocation.expired``, the certificate had expired before, after which authorities forget revocations.
        """
        if self.next_update is not None and self.next_update < self.this_update:
            raise PkiError("The answer about revocation was outdated before it was given.", code="revocation.form")
        if self.revoked_by(at):
            return
        until = max(self.this_update, self.next_update or self.this_update)
        if self.counts_until is not None:
            until = min(until, self.counts_until)
        if at > until + _SKEW:
            raise PkiError(
                f"The answer about revocation tells about the time until {until:%Y-%m-%dT%H:%M:%SZ}, which is before the time in question.",
                code="revocation.stale",
                hint="Get a newer answer.",
            )
        expired = self.this_update > certificate.not_after
        if expired and not self.revoked_at and (self.kept_since is None or self.kept_since > certificate.not_after):
            raise PkiError(
                "The answer about revocation is from after the certificate's expiry, when its authority need not know any more.",
                code="revocation.expired",
                hint="An answer from before the expiry would tell, as seals of the level LT hold it.",
            )
