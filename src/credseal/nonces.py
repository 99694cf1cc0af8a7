"""Challenges that count once: a verifier gives one out, and whoever presents signs it, so that no recorded presentation passes again.

Data Integrity 1.0, section 2.1, ``challenge`` (https://www.w3.org/TR/vc-data-integrity/#proofs); OpenID for Verifiable Presentations 1.0,
section 14.1 "Preventing Replay" (https://openid.net/specs/openid-4-verifiable-presentations-1_0.html#name-preventing-replay-of-verifi).

    nonces = MemoryNonces()
    challenge = nonces.issue(audience="https://employer.example", purpose=PRESENTATION)
    nonces.redeem(challenge, audience="https://employer.example", purpose=PRESENTATION)        # Redemption.REDEEMED
    nonces.redeem(challenge, audience="https://employer.example", purpose=PRESENTATION)        # Redemption.USED

``MemoryNonces`` serves one process. Several share a store of their own that keeps the contract of ``Nonces``.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from credseal.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable

PRESENTATION = "presentation"
"""The purpose of challenges that presentations answer."""

CREDENTIAL_PROOF = "credential-proof"
"""The purpose of nonces that wallets answer when they ask for a credential (``c_nonce`` of OpenID4VCI)."""

_BYTES = 32  # twice the 128 bits that OpenID4VP asks for


class Redemption(StrEnum):
    """How an attempt to redeem a nonce ended. Only ``REDEEMED`` lets anything pass."""

    REDEEMED = "redeemed"
    UNKNOWN = "unknown"
    """Never issued here, or forgotten since."""
    USED = "used"
    EXPIRED = "expired"
    OTHER = "other"
    """Issued for another audience or purpose."""


class Nonces(Protocol):
    """A store of nonces; safe to call from several threads.

    Whatever ``redeem`` answers but ``Redemption.REDEEMED`` is a refusal; where the store cannot answer, it raises what it likes, and
    nothing is accepted.
    """

    def issue(self, *, audience: str, purpose: str) -> str:
        """A new nonce of at least 128 random bits, written in letters that stand in URLs as they are.

        Args:
            audience: whom the answer must be for.
            purpose: what the answer is, e.g. ``PRESENTATION``.
        """

    def redeem(self, nonce: str, *, audience: str, purpose: str) -> Redemption:
        """Uses a nonce up: of any number of attempts at one time, one at most is answered ``REDEEMED``.

        Args:
            nonce: what somebody answered.
            audience: the one that it must have been issued for. For another one it stays usable: an answer to another question must not
                use it up.
            purpose: likewise.
        """


@dataclass(frozen=True)
class _Issued:
    audience: str
    purpose: str
    until: datetime
    used: bool = False


class MemoryNonces:
    """Nonces of one process, bounded in number and in time. Where there are too many, the oldest are forgotten, and no longer count.

    Args:
        lifetime: how long a nonce may be redeemed.
        most: how many are remembered, the used ones among them.
        clock: tells the present, aware.

    Raises:
        PolicyError: ``nonce.limits``, no nonce could ever be redeemed.
    """

    def __init__(
        self,
        *,
        lifetime: timedelta = timedelta(minutes=10),
        most: int = 10_000,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if lifetime <= timedelta(0) or most < 1:
            raise PolicyError("No nonce could be redeemed within these limits.", code="nonce.limits")
        self._lifetime = lifetime
        self._most = most
        self._clock = clock
        self._lock = Lock()
        self._issued: OrderedDict[str, _Issued] = OrderedDict()  # the oldest first

    def issue(self, *, audience: str, purpose: str) -> str:
        """A nonce of 256 random bits in base64url."""
        nonce = secrets.token_urlsafe(_BYTES)
        with self._lock:
            now = self._clock()
            self._forget(now)
            self._issued[nonce] = _Issued(audience, purpose, now + self._lifetime)
            if len(self._issued) > self._most:
                self._issued.popitem(last=False)
        return nonce

    def redeem(self, nonce: str, *, audience: str, purpose: str) -> Redemption:
        """Uses a nonce up, and says whether it was there to be used."""
        with self._lock:
            known = self._issued.get(nonce)
            if known is None:
                return Redemption.UNKNOWN
            if (known.audience, known.purpose) != (audience, purpose):
                return Redemption.OTHER
            if known.used:
                return Redemption.USED
            if known.until <= self._clock():
                return Redemption.EXPIRED
            self._issued[nonce] = replace(known, used=True)
            return Redemption.REDEEMED

    def _forget(self, now: datetime) -> None:
        """Drops what expired a lifetime ago; until then an answer that comes late is told why it is refused."""
        while self._issued:
            oldest = next(iter(self._issued))
            if self._issued[oldest].until + self._lifetime > now:
                return
            del self._issued[oldest]
