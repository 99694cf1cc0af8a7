"""Did the issuer named in the document sign it?

Controlled Identifiers 1.0, section 3.3: the key must be listed, for assertions, in the document that the issuer's own
identifier leads to. A key that stands in the proof or in a URL's fragment shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.authenticity.method import UnresolvedError
from credseal.checks.evidence import failed, inconclusive
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "issuer_authenticated"


def check(evidence: Evidence) -> Check:
    """Passed where a proof that is right was made with the issuer's own key, for assertions."""
    authentic = evidence.authentic
    if authentic is not None and authentic.method is not None:
        source = authentic.method.document.source
        known = "which is the key itself" if source in ("did:key", "did:jwk") else "whose document lists the key"
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


def _shortened(identifier: str) -> str:
    most = 60
    return identifier if len(identifier) <= most else f"{identifier[:most]}..."
