"""Does the issuer still stand by it? Status lists are not read yet, so a declared status stays undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.profiles import vcdm
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "standing"


def check(evidence: Evidence) -> Check:
    """Not applicable where no status is declared; never passed because something was not understood."""
    if not vcdm.status_entries(evidence.document):
        return Check(
            NAME,
            Outcome.NOT_APPLICABLE,
            "standing.none",
            "It declares no status, so that it cannot be revoked and nobody can ask.",
        )
    return Check(
        NAME,
        Outcome.INCONCLUSIVE,
        "standing.unread",
        "It declares where its status can be asked; this version of credseal does not ask, so it may be revoked.",
        "Ask the issuer, or a verifier that reads status lists.",
        "/credentialStatus",
    )
