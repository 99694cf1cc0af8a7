"""Is it what it says it is, by the shape of its members: a verifiable credential, and of its profile?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.withheld import may_hold
from credseal.profiles import elm, learning_credential, openbadges, readers, vcdm
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "structure"
_WITHHELD = "It may be among what is withheld there: ask the holder to show it."


def check(evidence: Evidence) -> Check:
    """Verifiable Credentials Data Model 1.1 and 2.0, or SD-JWT VC, and the profile that it is said to be of: the first fault."""
    document = evidence.document
    found = (*(() if evidence.is_claims else vcdm.check(document)), *readers.check(document))
    problem = next((one for one in found if one.severity == "error"), None)
    if problem is not None:
        hint = _WITHHELD if may_hold(problem.pointer or "", evidence.withheld) else problem.hint
        return Check(NAME, Outcome.FAILED, problem.code, problem.message, hint, problem.pointer)
    what = "a verifiable credential"
    if openbadges.is_badge(document):
        what = "an Open Badge"
    elif elm.is_edc(document):
        what = "a European Digital Credential"
    elif evidence.is_claims:
        what = "a learning credential" if learning_credential.is_learning_credential(document) else "an SD-JWT VC"
    return Check(NAME, Outcome.PASSED, "structure.credential", f"It is {what} by its members.")
