"""What a report tells about the seal: what it is, when it was put, with whose certificate, and what is known of those who vouch.

seal_answer(evidence)        # SealAnswer("LTA", datetime(...), "trusted timestamp", CertificateAnswer(...), ...)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import ProofError
from credseal.report import CertificateAnswer, Outcome, SealAnswer, TimestampAnswer

if TYPE_CHECKING:
    from credseal.authenticity.seals import ExaminedSeal, ExaminedTimestamp
    from credseal.checks.evidence import Evidence
    from credseal.pki.certificate import Certificate


def seal_answer(evidence: Evidence) -> SealAnswer | None:
    """About the seal that counts: the issuer's, else the first. None where there is none that could be read."""
    examined = evidence.seal or next(iter(evidence.seals), None)
    if examined is None:
        return None
    services = evidence.services if examined is evidence.seal else ()
    counting = next((one for one in services if one.up_to_date), None)
    certificate = certificate_of(examined)
    return SealAnswer(
        level=examined.level,
        sealed_at=examined.sealed_at,
        known_by=examined.known_by,
        certificate=_certificate(certificate) if certificate else None,
        service=services[0].explanation if services else None,
        qualified=counting.qualified if counting else None,
        revocation=examined.revocation.status if examined.revocation else "unknown",
        timestamps=tuple(_timestamp(one) for one in examined.timestamps),
    )


def certificate_of(examined: ExaminedSeal) -> Certificate | None:
    """The certificate that it was sealed with, as its header has it; None where that holds none."""
    try:
        return examined.signature.certificate
    except ProofError:
        return None


def _certificate(certificate: Certificate) -> CertificateAnswer:
    return CertificateAnswer(
        organisation=certificate.organisation,
        identifier=certificate.organisation_identifier,
        country=certificate.country,
        subject=certificate.subject,
        issuer=certificate.native.issuer.rfc4514_string(),
        sha256=certificate.sha256.hex(),
        not_before=certificate.not_before,
        not_after=certificate.not_after,
    )


def _timestamp(examined: ExaminedTimestamp) -> TimestampAnswer:
    outcome, why = Outcome.PASSED, "It is right, and of an authority that is believed."
    if examined.fault is not None:
        outcome, why = Outcome.FAILED, examined.fault.message
    elif examined.disbelieved is not None:
        outcome, why = Outcome.INCONCLUSIVE, examined.disbelieved.message
    return TimestampAnswer(examined.kind, examined.time, examined.name, outcome, why)
