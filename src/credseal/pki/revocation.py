"""Whether a certificate was revoked at some time, by what its authority has said and signed.

Answers are OCSP responses (RFC 6960, https://www.rfc-editor.org/rfc/rfc6960) and revocation lists (RFC 5280, section 5,
https://www.rfc-editor.org/rfc/rfc5280#section-5); they are handed in, nothing is fetched. An answer counts if the certificate's issuer
signed it, or for OCSP somebody to whom the issuer delegated just that; if it is about this certificate; and if it tells about the
time in question: it is not older than that, or says itself that nothing newer was due until then. Everything else is ``unknown``,
with the reason, and never ``good``.

    from credseal.pki.revocation import revocation_of

    found = revocation_of(certificate, issuer, ocsp=[response], crls=[], at=sealed_at)
    found.status    # 'good', 'revoked' or 'unknown'

What was revoked later than the time in question was good then; ``revoked_at`` tells it nevertheless. A certificate on hold
(``certificateHold``) is revoked as long as the answer says so; one that is off the hold again (``removeFromCRL``, in delta lists,
which are not read) says nothing here. What was known before the time in question is final about a revocation, and not about the
lack of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import PkiError
from credseal.findings import Finding
from credseal.pki import ocsp as ocsp_answers
from credseal.pki import revocation_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from credseal.findings import Severity
    from credseal.pki.answer import Answer
    from credseal.pki.certificate import Certificate

Status: TypeAlias = Literal["good", "revoked", "unknown"]
Source: TypeAlias = Literal["ocsp", "crl"]
ReadAnswer: TypeAlias = "tuple[Source, Answer | PkiError]"
"""Where it is from, and what it says; or why it says nothing."""

MAX_ANSWERS = 100


@dataclass(frozen=True)
class Revocation:
    """What is known about the revocation of a certificate.

    Attributes:
        status: at the time in question.
        source: of what decided; None where nothing did.
        produced_at: when that answer was signed; of a list, as of when it is.
        this_update: as of when the answer is.
        next_update: when newer information was due.
        revoked_at: since when the certificate is revoked, also where that was later than the time in question.
        reason: of a revocation, as RFC 5280 names it (``keyCompromise``); where the status is unknown, a sentence that tells why.
        findings: why answers that were handed in did not count.
    """

    status: Status
    source: Source | None = None
    produced_at: datetime | None = None
    this_update: datetime | None = None
    next_update: datetime | None = None
    revoked_at: datetime | None = None
    reason: str | None = None
    findings: tuple[Finding, ...] = ()


def revocation_of(
    certificate: Certificate,
    issuer: Certificate,
    *,
    ocsp: Sequence[bytes],
    crls: Sequence[bytes],
    at: datetime,
    others: Sequence[Certificate] = (),
) -> Revocation:
    """What the answers say about a certificate.

    Args:
        certificate: the one in question.
        issuer: its issuer, the next one on its path.
        ocsp: OCSP responses in DER.
        crls: revocation lists in DER.
        at: the aware instant in question: when the certificate was used, as well as that is known.
        others: certificates that came along; OCSP responders may be among them whose answers lack theirs.

    Returns:
        ``revoked`` if any answer that counts says that it was by then; else ``good`` if any says that it was not; else
        ``unknown``. Answers that are broken, foreign or about something else never raise.
    """
    if len(ocsp) + len(crls) > MAX_ANSWERS:
        return _unknown([Finding("revocation.many", "warning", _TOO_MANY)])
    return judge(read_answers(certificate, issuer, ocsp=ocsp, crls=crls, others=others), certificate, at=at)


def read_answers(
    certificate: Certificate,
    issuer: Certificate,
    *,
    ocsp: Sequence[bytes],
    crls: Sequence[bytes],
    others: Sequence[Certificate] = (),
) -> tuple[ReadAnswer, ...]:
    """The answers, read and their signatures checked, to be judged for one instant or several; arguments as for ``revocation_of``.

    How many there are is for the caller to bound: whoever may add some could crowd out the one that counts.
    """
    return tuple((source, _read(reader)) for source, reader in _readers(certificate, issuer, ocsp, crls, others))


def _read(reader: Callable[[], Answer]) -> Answer | PkiError:
    try:
        return reader()
    except PkiError as error:
        return error


def judge(read: Sequence[ReadAnswer], certificate: Certificate, *, at: datetime) -> Revocation:
    """What answers that were read say about an instant; see ``revocation_of``."""
    answers: list[tuple[Source, Answer]] = []
    findings: list[Finding] = []
    for source, answer in read:
        if isinstance(answer, PkiError):
            findings.append(_finding(answer))
            continue
        try:
            answer.check_for(certificate, at)
            answers.append((source, answer))
        except PkiError as error:
            findings.append(_finding(error))
    if not answers:
        if not findings:
            findings = [Finding("revocation.none", "warning", _NONE, hint=_ASK)]
        return _unknown(findings)
    revoked = [each for each in answers if each[1].revoked_by(at)]
    source, best = max(revoked or answers, key=lambda each: (each[1].revoked_at is not None, each[1].this_update))
    return Revocation(
        status="revoked" if revoked else "good",
        source=source,
        produced_at=best.produced_at,
        this_update=best.this_update,
        next_update=best.next_update,
        revoked_at=best.revoked_at,
        reason=best.reason,
        findings=tuple(findings),
    )


def _readers(
    certificate: Certificate,
    issuer: Certificate,
    ocsp: Sequence[bytes],
    crls: Sequence[bytes],
    others: Sequence[Certificate],
) -> Iterator[tuple[Source, Callable[[], Answer]]]:
    for data in ocsp:
        yield "ocsp", lambda data=data: ocsp_answers.read(data, certificate, issuer, others)  # type: ignore[misc]
    for data in crls:
        yield "crl", lambda data=data: revocation_lists.read(data, certificate, issuer)  # type: ignore[misc]


def _unknown(findings: list[Finding]) -> Revocation:
    # That an answer is about another certificate of the path explains the least.
    first = min(findings, key=lambda each: each.severity == "info")
    return Revocation("unknown", reason=first.message, findings=tuple(findings))


def _finding(error: PkiError) -> Finding:
    severity: Severity = "info" if error.code == "revocation.other" else "warning"
    return Finding(error.code, severity, error.message, hint=error.hint)


_TOO_MANY = f"There are more than {MAX_ANSWERS} answers about revocation, and none of them was read."
_NONE = "There is no answer of the certificate's authority about its revocation."
_ASK = "Ask the authority's OCSP responder, or get its revocation list."
