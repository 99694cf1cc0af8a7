"""Is it a verifiable credential at all, by the shape of its members?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.profiles import vcdm
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "structure"


def check(evidence: Evidence) -> Check:
    """Verifiable Credentials Data Model, versions 1.1 and 2.0; the first thing that is wrong."""
    problem = next((one for one in vcdm.check(evidence.document) if one.severity == "error"), None)
    if problem is None:
        return Check(NAME, Outcome.PASSED, "structure.credential", "It is a verifiable credential by its members.")
    return Check(NAME, Outcome.FAILED, problem.code, problem.message, problem.hint, problem.pointer)
