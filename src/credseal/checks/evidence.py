"""What the checks look at: the document that the proofs cover, the proofs, and what the caller expects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.checks.comparing import compare, is_comparable
from credseal.profiles import readers
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
    from credseal.profiles.reading import Reading
    from credseal.report import Comparison
    from credseal.trust.register import Register


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that is known about one credential.

    Attributes:
        document: what the issuer's proof covers; where no proof is right, what was handed over (and is not believed).
        proofs: every proof, examined.
        proof_error: why the proofs could not be read, or None.
        at: the instant that dates are compared with, aware.
        now: the present, aware: keys and standing are judged by it.
        contexts: the known contexts.
        policy: what counts as recognised.
        registers: the caller's registers of issuers.
        expected_issuer: the identifier that the issuer must have, or None.
        expected_learner: whose credential it must be, or None.
        shown_otherwise: the issuer is shown to have issued it, by other means than a proof in the document: as Open Badges 2.0
            has them.
        given: what was handed over, with its proofs. For checks that tell what others would make of it; what it says is not
            to be believed.
        token: the token that ``given`` is the payload of, or None.
    """

    document: JsonObject = field(repr=False)
    proofs: tuple[ExaminedProof, ...]
    proof_error: ProofError | None
    at: datetime
    now: datetime
    contexts: Contexts
    policy: Policy
    registers: Sequence[Register] = ()
    expected_issuer: str | None = None
    expected_learner: ExpectedLearner | None = None
    shown_otherwise: bool = False
    given: JsonObject = field(default_factory=dict, repr=False)
    token: str | None = field(default=None, repr=False)

    @cached_property
    def reading(self) -> Reading | None:
        """What the document says; None where it is of no profile that is read. Read once, for all who ask."""
        return readers.read(self.document)

    @property
    def known_reading(self) -> Reading | None:
        """The reading, if a check has asked for it: most do without, and it is what takes the longest."""
        known: Reading | None = vars(self).get("reading")
        return known

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The document's learner beside the expected one; empty where there is nothing to compare."""
        if self.expected_learner is None or self.reading is None:
            return ()
        learner = self.reading.credential.learner
        return compare(learner, self.expected_learner) if is_comparable(learner) else ()

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
