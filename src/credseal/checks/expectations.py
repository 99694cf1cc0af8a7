"""What the caller knows from elsewhere, for the credential to be compared with.

ExpectedLearner(email="ada@example.org")
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ExpectedLearner:
    """Who the learner must be, as the caller knows it from elsewhere.

    Attributes:
        did: the DID that the learner has shown control of.
        email: an address that the learner has shown to be theirs.
    """

    did: str | None = None
    email: str | None = field(default=None, repr=False)
