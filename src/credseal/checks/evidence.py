"""What the checks look at: the document that the proofs cover, the proofs, and what the caller expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.authenticity.proofs import ExaminedProof
    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.policy import Policy
    from credseal.encoding.strict_json import JsonObject
    from credseal.errors import CredsealError, ProofError
    from credseal.jsonld.contexts import Contexts
    from credseal.trust.register import Register


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that is known about one credential.

    Attributes:
        document: what the issuer's proof covers; where no proof is right, what was handed over (and is not believed).
        proofs: every proof, examined.
        proof_error: why the proofs could not be read, or None.
        at: the instant that dates are compared with, aware.
        contexts: the known contexts.
        policy: what counts as recognised.
        registers: the caller's registers of issuers.
        expected_issuer: the identifier that the issuer must have, or None.
        expected_learner: whose credential it must be, or None.
    """

    document: JsonObject
    proofs: tuple[ExaminedProof, ...]
    proof_error: ProofError | None
    at: datetime
    contexts: Contexts
    policy: Policy
    registers: Sequence[Register] = ()
    expected_issuer: str | None = None
    expected_learner: ExpectedLearner | None = None

    @property
    def authentic(self) -> ExaminedProof | None:
        """The first proof that is right and the issuer's."""
        return next((one for one in self.proofs if one.verified is not None and one.method is not None), None)


def failed(name: str, error: CredsealError, *, message: str | None = None) -> Check:
    """A failed check, for the reason that an error gives."""
    return Check(name, Outcome.FAILED, error.code, message or error.message, error.hint, error.pointer)


def inconclusive(name: str, error: CredsealError, *, message: str | None = None) -> Check:
    """An undecided check, for the reason that an error gives."""
    return Check(name, Outcome.INCONCLUSIVE, error.code, message or error.message, error.hint, error.pointer)
