"""Do its members mean what they seem to mean?

Data Integrity 1.0, section 4.6 "Context Validation", and credseal's own rule of one spelling (see ``jsonld.walker``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.evidence import failed, inconclusive
from credseal.errors import CredsealError, JsonLdError
from credseal.jsonld.canonical import readable
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.evidence import Evidence

NAME = "contexts"
_UNDECIDED = frozenset({"contexts.unknown"})


def check(evidence: Evidence) -> Check:
    """Passed where every member is explained by a pinned context and spelled in the one way."""
    refusal: CredsealError | None = next(
        (one.unverified for one in evidence.proofs if isinstance(one.unverified, JsonLdError)), None
    )
    verified = next((one.verified for one in evidence.proofs if one.verified is not None), None)
    unpinned: tuple[str, ...] = verified.unpinned if verified else ()
    if verified is None and refusal is None and not evidence.is_claims:
        try:
            _, unpinned = readable(evidence.given if evidence.token else evidence.document, contexts=evidence.contexts)
        except JsonLdError as error:
            refusal = error
    if refusal is not None:
        return inconclusive(NAME, refusal) if refusal.code in _UNDECIDED else failed(NAME, refusal)
    if unpinned:
        return Check(
            NAME,
            Outcome.INCONCLUSIVE,
            "contexts.unpinned",
            f"Only a context that nobody vouches for explains {len(unpinned)} of its members; they were left unread.",
            "Pin the inline context's digest if you know it.",
            unpinned[0],
        )
    if evidence.is_claims:
        message = "Its claims are named by its type, and the token covers them as they stand."
    elif evidence.seals:
        message = "All its contexts are known, and the seal covers its JSON as it stands."
    elif evidence.token:
        message = "All its contexts are known, and the token covers its JSON as it stands."
    elif verified is not None and verified.proof.suite is not None and verified.proof.suite.transformation == "jcs":
        message = "All its contexts are known, and the proof covers its JSON as it stands."
    else:
        message = "Every member is explained by a known context."
    return Check(NAME, Outcome.PASSED, "contexts.known", message)
