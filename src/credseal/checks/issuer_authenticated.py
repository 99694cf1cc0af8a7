"""Did the issuer named in the document sign it?

Controlled Identifiers 1.0, section 3.3: the key must be listed, for assertions, in the document that the issuer's own
identifier leads to. A key that stands in the proof or in a URL's fragment shows nothing; a certificate does whose path leads to somebody
whom the caller believes, if it is the issuer's (see ``credseal.authenticity.certified``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.authenticity.certified import REVOCATION_UNKNOWN, CertifiedKey
from credseal.authenticity.method import UnresolvedError
from credseal.checks.evidence import failed, inconclusive
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "issuer_authenticated"


def check(evidence: Evidence) -> Check:
    """Passed where a proof that is right was made with the issuer's own key, for assertions."""
    if evidence.certified is not None:
        return _certified(evidence.certified, evidence.issuer or "")
    method = evidence.authentic.method if evidence.authentic else None
    if method is not None and not isinstance(method, CertifiedKey):
        known = "which is the key itself" if method.source in ("did:key", "did:jwk") else "whose document lists the key"
        message = f"It was signed with a key of {_shortened(evidence.issuer or '')}, {known}."
        return Check(NAME, Outcome.PASSED, "issuer.key", message)
    refusals = [one.unauthenticated for one in evidence.proofs if one.unauthenticated is not None]
    right = [one.unauthenticated for one in evidence.proofs if one.verified is not None and one.unauthenticated]
    for error in right or refusals:
        if not isinstance(error, UnresolvedError):
            return failed(NAME, error)
    for error in right or refusals:
        return inconclusive(NAME, error)
    return Check(
        NAME,
        Outcome.INCONCLUSIVE,
        "issuer.no-proof",
        "No proof is right, so nothing shows that the issuer signed this.",
    )


def _certified(known: CertifiedKey, issuer: str) -> Check:
    """Passed where nobody can have revoked the certificate: who has stolen a key that was revoked leaves the answer out."""
    unknown = next((note for note in known.notes if note.code == REVOCATION_UNKNOWN), None)
    if unknown is not None:
        return Check(NAME, Outcome.INCONCLUSIVE, unknown.code, unknown.message, unknown.hint)
    message = f"It was signed with a certificate of {_shortened(issuer)}, which leads to an authority that you believe."
    return Check(NAME, Outcome.PASSED, "issuer.certificate", message)


def _shortened(identifier: str) -> str:
    most = 60
    return identifier if len(identifier) <= most else f"{identifier[:most]}..."
