"""Does the issuer still stand by it? Status lists are not read yet, so a declared status stays undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "standing"
# European Digital Credentials of wallets are seen with entries of status lists in a member that no context knows: whoever wrote it
# means to be able to revoke.
_WHERE = ("credentialStatus", "status")


def check(evidence: Evidence) -> Check:
    """Not applicable where no status is declared; never passed because something was not understood, or withheld."""
    pointer = next((name for name in _WHERE if evidence.document.get(name) not in (None, [])), None)
    if pointer is None and evidence.may_withhold_validity:
        return Check(
            NAME,
            Outcome.INCONCLUSIVE,
            "standing.withheld",
            "A part of it is shown, and its issuer lets the learner withhold where its status can be asked; it may be revoked.",
            "Ask the learner to show credentialStatus, or the issuer to make it mandatory in what is shown.",
        )
    if pointer is None:
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
        f"/{pointer}",
    )
