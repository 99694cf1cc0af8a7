"""Is it the credential of the person whom the verifier has before them?

A credential names its learner; whether the one who shows it is that person, only the caller can know. They say what they
know (``ExpectedLearner``), and the check says which comparison was made and how it ended. Names alone identify nobody.

    Verifier().verify(path, learner=ExpectedLearner(email="ada@example.org"))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.model.learner import EMAIL
from credseal.profiles import openbadges
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence
    from credseal.checks.expectations import ExpectedLearner
    from credseal.model.learner import Learner

NAME = "learner"


@dataclass(frozen=True)
class _Comparison:
    words: str
    outcome: bool | None


def check(evidence: Evidence) -> Check:
    """Passed where at least one comparison was possible and every one agreed."""
    expected = evidence.expected_learner
    if expected is None:
        return Check(
            NAME,
            Outcome.NOT_REQUESTED,
            "learner.not-requested",
            "Whose it is was not checked.",
            "Say who shows it (--learner-email, --learner-did) to have it compared.",
        )
    badge = openbadges.is_badge(evidence.document)
    learner = openbadges.from_document(evidence.document).credential.learner if badge else None
    made = [] if learner is None else [*_by_did(learner, expected), *_by_email(learner, expected)]
    compared = [one for one in made if one.outcome is not None]
    if any(one.outcome is False for one in compared):
        words = next(one.words for one in compared if one.outcome is False)
        return Check(
            NAME, Outcome.FAILED, "learner.other", f"The {words} is not the expected one.", pointer="/credentialSubject"
        )
    if not compared:
        return Check(
            NAME,
            Outcome.INCONCLUSIVE,
            "learner.not-comparable",
            "The document names its learner by nothing that could be compared with what is expected.",
            "Compare by something else, or ask the issuer how the learner is named.",
            "/credentialSubject",
        )
    words = " and the ".join(one.words for one in compared)
    return Check(NAME, Outcome.PASSED, "learner.matches", f"The {words} is the expected one.")


def _by_did(learner: Learner, expected: ExpectedLearner) -> list[_Comparison]:
    if expected.did is None:
        return []
    return [_Comparison("learner's identifier", None if learner.id is None else learner.id == expected.did)]


def _by_email(learner: Learner, expected: ExpectedLearner) -> list[_Comparison]:
    """Exactly as written and, because mail systems do not tell case apart, in lower case."""
    if expected.email is None:
        return []
    spellings = (expected.email, expected.email.lower())
    clear = [value.lower() == expected.email.lower() for value in learner.identifiers_of(EMAIL)]
    hashed = [
        [openbadges.matches(one, spelling) for spelling in spellings]
        for one in learner.hashed_identifiers
        if one.type == EMAIL
    ]
    return [
        *(_Comparison("e-mail address", same) for same in clear),
        *(_Comparison("salted hash of the e-mail address", None if None in each else any(each)) for each in hashed),
    ]
