"""The e-seal of a credential in a few lines: what it is, since when, whose, and what is known of those who vouch for it.

    for label, text in rows(report): ...

Names in certificates are their issuers' words. They are shown where an authority that the verifier believes stands behind them, and
else only that there is a certificate, by its digest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding.inert import inert
from credseal.report import Outcome
from credseal.views.claims import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.report import Report, SealAnswer, TimestampAnswer

_NAME = 80
_LONG = 300
_DIGITS = 16
_REVOCATION = {
    "good": "no, not when it was sealed",
    "revoked": "yes, when it was sealed",
    "unknown": "not known",
}


def rows(report: Report) -> list[tuple[str, str]]:
    """Label and text; none where there is no seal."""
    if report.seal is None:
        return []
    return [(label, text) for label, text in _rows(report.seal) if text]


def _rows(seal: SealAnswer) -> Iterator[tuple[str, str]]:
    yield "Level", f"JAdES baseline {seal.level}" if seal.level else "below JAdES baseline B"
    yield "Sealed", _when(seal)
    yield "With", _certificate(seal)
    if seal.service:
        yield "Vouched", inert(seal.service, most=_LONG)
        yield "Revoked", _REVOCATION[seal.revocation]


def _when(seal: SealAnswer) -> str:
    if seal.sealed_at is None:
        return "not known"
    trusted = next((one for one in seal.timestamps if one.outcome is Outcome.PASSED and _dates(one, seal)), None)
    if seal.known_by == "claimed" or trusted is None:
        stamped = any(one.outcome is Outcome.INCONCLUSIVE for one in seal.timestamps)
        others = "; its timestamps are of authorities for whom nobody you trust vouches" if stamped else ""
        return f"{moment(seal.sealed_at)}, says the seal{others}"
    return f"{moment(seal.sealed_at)} at the latest, by a timestamp of {inert(trusted.authority or '', most=_NAME)}"


def _dates(stamp: TimestampAnswer, seal: SealAnswer) -> bool:
    """Whether it is the timestamp that the seal is dated by; one of the content (``adoTst``) dates no seal."""
    return stamp.kind != "adoTst" and stamp.time == seal.sealed_at


def _certificate(seal: SealAnswer) -> str:
    certificate = seal.certificate
    if certificate is None:
        return "a certificate that cannot be read"
    shown = f"certificate {certificate.sha256[:_DIGITS]}..."
    if seal.service is None:
        return f"{shown}, for which nobody you trust vouches"
    names = (certificate.organisation, certificate.identifier, certificate.country)
    named = ", ".join(inert(name, most=_NAME) for name in names if name)
    kind = {True: ", a qualified one for e-seals", False: ", not a qualified one", None: ""}[seal.qualified]
    return f"{shown} of {named}{kind}"
