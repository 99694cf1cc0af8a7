"""What the caller knows from elsewhere, for the credential to be compared with.

    ExpectedLearner(email="ada@example.org")
    ExpectedLearner(identifiers=(Identifier("student-number", "42"),), source="enrolment record")
    ExpectedLearner(given_name="Ada", family_name="Example", birth_date=date(2001, 5, 17), source="PID presented")

What is expected here must be known of the person at hand: an address they have shown to be theirs, the document they have identified
themselves with. What they merely say can be copied from the credential. Personal data stays out of ``repr``.
"""

from dataclasses import dataclass, field
from datetime import date

from credseal.errors import ModelError
from credseal.model.fields import settle
from credseal.model.learner import EMAIL
from credseal.model.organisation import Identifier
from credseal.model.values import Email, Uri

MOST = 64
"""Identifiers, and further names, that can be expected of one learner."""


@dataclass(frozen=True, kw_only=True)
class ExpectedLearner:
    """Who the learner must be, as the caller knows it from elsewhere.

    Args:
        did: the DID (or other URI) that the learner has shown control of.
        email: an address that the learner has shown to be theirs.
        identifiers: numbers and names the learner is registered under, by type (see ``model.learner``). Of one type there may be
            several: whatever the credential states of that type must be among them.
        given_name: all given names.
        family_name: all family names.
        birth_date: a date.
        also_known_as: further whole names, e.g. with a former family name, or in another script.
        source: where all this comes from, in words: "enrolment record", "PID presented", "ID document seen".

    Raises:
        ModelError: ``learner.nothing-expected``, ``learner.too-many``, or a value that cannot be (``model.wrong-type``,
            ``model.empty-text``, ``model.uri``, ``model.email``, ``model.control-character``).
    """

    did: Uri | None = None
    email: Email | None = field(default=None, repr=False)
    identifiers: tuple[Identifier, ...] = field(default=(), repr=False)
    given_name: str | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    also_known_as: tuple[str, ...] = field(default=(), repr=False)
    source: str | None = None

    def __post_init__(self) -> None:
        settle(self, may_be_empty=True)
        if not (self.did or self.email or self.identifiers or self.birth_date or self.has_name):
            raise ModelError(
                "Nothing is said of the expected learner, so that every credential would do.",
                code="learner.nothing-expected",
                hint="Say at least one thing that you know of the learner, or expect nobody.",
            )
        if max(len(self.identifiers), len(self.also_known_as)) > MOST:
            raise ModelError(
                f"More than {MOST} identifiers or names are expected of one learner.", code="learner.too-many"
            )

    @property
    def has_name(self) -> bool:
        """Whether any name is expected."""
        return bool(self.given_name or self.family_name or self.also_known_as)

    def by_type(self) -> dict[str, list[str]]:
        """What is expected of each type of identifier, the e-mail address first."""
        expected: dict[str, list[str]] = {EMAIL: [self.email]} if self.email else {}
        for each in self.identifiers:
            expected.setdefault(each.type, []).append(each.value)
        return expected
