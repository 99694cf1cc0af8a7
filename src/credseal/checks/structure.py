"""Is it what it says it is, by the shape of its members: a verifiable credential, and of its profile?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.profiles import openbadges, vcdm
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "structure"


def check(evidence: Evidence) -> Check:
    """Verifiable Credentials Data Model 1.1 and 2.0, and Open Badges 3.0 where it is said to be one: the first fault."""
    document = evidence.document
    badge = openbadges.is_badge(document)
    found = (*vcdm.check(document), *(openbadges.check(document) if badge else ()))
    problem = next((one for one in found if one.severity == "error"), None)
    if problem is not None:
        return Check(NAME, Outcome.FAILED, problem.code, problem.message, problem.hint, problem.pointer)
    what = "an Open Badge" if badge else "a verifiable credential"
    return Check(NAME, Outcome.PASSED, "structure.credential", f"It is {what} by its members.")
