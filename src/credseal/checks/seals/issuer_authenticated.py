"""Did the issuer named in the document seal it?

Three things must hold. The certificate of the seal leads to an authority that the verifier believes, by a path that was in force when it
was sealed (RFC 5280, section 6; ETSI EN 319 102-1, sections 5.2.6 and 5.6). It had not been revoked, nor an authority between, by an answer
in the seal or of the caller's: as long as nobody says so, the question is open. And the certificate is the issuer's: what it says of its holder is what the
document says of its issuer (``binding``), which nothing else in a seal makes sure of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.evidence import failed, inconclusive
from credseal.checks.issuer_authenticated import NAME
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.authenticity.seals import ExaminedSeal
    from credseal.checks.evidence import Evidence
    from credseal.checks.seals.binding import Binding

__all__ = ["NAME", "check"]

# What leaves open whose seal it is: nobody who is believed leads to the certificate, the path takes what is not there, or it held at a
# time that only the seal itself claims.
_OPEN = frozenset({"path.no-anchor", "path.unsupported", "extra.trust", "seal.time-unproven"})
_REVOCATION_UNKNOWN = "seal.revocation-unknown"
_ISSUER = "/issuer"


def check(evidence: Evidence) -> Check:
    """Passed where a right seal was made with a certificate that leads to an anchor, and is the issuer's."""
    if evidence.seal is not None and evidence.binding is not None:
        return _bound(evidence.binding, evidence.seal)
    right = [one for one in evidence.seals if one.unverified is None]
    errors = [one.unauthenticated for one in right or evidence.seals if one.unauthenticated is not None]
    for error in errors:
        if error.code not in _OPEN:
            return failed(NAME, error)
    if errors:
        return inconclusive(NAME, errors[0])
    return Check(
        NAME,
        Outcome.INCONCLUSIVE,
        "issuer.no-proof",
        "No seal is right, so nothing shows that the issuer sealed this.",
    )


def _bound(found: Binding, seal: ExaminedSeal) -> Check:
    if found.differs is not None:
        message = f"The issuer's {found.differs} in the document is another than in the certificate of the seal."
        hint = "Somebody else sealed it than the issuer it names; ask the issuer whether it is theirs."
        return Check(NAME, Outcome.FAILED, "issuer.certificate-other", message, hint, _ISSUER)
    if not found.for_seals:
        message = "The certificate that it was sealed with is not one for seals: it is a person's, who may work there, or a web site's."
        hint = "Ask the issuer for a credential with its own e-seal."
        return Check(NAME, Outcome.INCONCLUSIVE, "issuer.certificate-no-seal", message, hint)
    if not found.holds:
        message = "Document and certificate have nothing in common by which the issuer could be recognised in both."
        hint = "Ask the issuer for a credential that states its legal name and identifier."
        return Check(NAME, Outcome.INCONCLUSIVE, "issuer.certificate-unbound", message, hint, _ISSUER)
    if seal.revocation is not None and seal.revocation.status == "unknown":
        # Whoever has stolen a key that was revoked long ago leaves the answer out, which no signature covers.
        why = next(one for one in seal.findings if one.code == _REVOCATION_UNKNOWN)
        return Check(NAME, Outcome.INCONCLUSIVE, why.code, why.message, why.hint, why.pointer)
    *others, last = found.agrees
    what = f"{', '.join(others)} and {last}" if others else last
    message = (
        f"It was sealed with a certificate of the issuer, whose {what} the document and the certificate have alike."
    )
    return Check(NAME, Outcome.PASSED, "issuer.certificate", message)
