"""What a report is made of: one answer to each question, as data. How they come together is in ``credseal.report``.

Check("dates", Outcome.PASSED, "dates.valid", "By its own dates it is valid (without an end).")
Comparison("email", Agreement.SAME, form="hash", normalisation="exactly as written")

No answer holds personal data: a comparison tells what was compared, never a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date, datetime

    from credseal.report import Report


TRUSTED_TIMESTAMP = "trusted timestamp"
"""How a time is known that an authority which the verifier believes has stamped."""


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    """Tried, undecided."""
    NOT_REQUESTED = "not_requested"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What follows from the required checks."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Check:
    """The answer to one question.

    Attributes:
        name: the question's name, e.g. ``issuer_authenticated``.
        outcome: how it ended.
        code: stable, e.g. ``issuer.unresolved``.
        message: one sentence for people.
        hint: what to do about it, or None.
        pointer: JSON pointer to the member concerned, or None.
    """

    name: str
    outcome: Outcome
    code: str
    message: str
    hint: str | None = None
    pointer: str | None = None


class Checked:
    """A report, whose checks are found by name."""

    checks: tuple[Check, ...]

    def find(self, name: str) -> Check | None:
        """The check of that name; None where there is none."""
        return next((check for check in self.checks if check.name == name), None)

    def check(self, name: str) -> Check:
        """The check of that name.

        Raises:
            KeyError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found


@dataclass(frozen=True)
class IssuerAnswer:
    """Who issued it, by whose word.

    Attributes:
        id: the issuer's identifier in the document.
        claimed_name: the name in the document; anybody can write one.
        confirmed_name: the name by which somebody other than the document knows this issuer, or None.
        confirmed_by: who that is: a register, a domain, the caller; or None.
    """

    id: str | None = None
    claimed_name: str | None = None
    confirmed_name: str | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True)
class DateAnswer:
    """When it was issued.

    Attributes:
        instant: aware; None where the document gives none.
        known_by: ``trusted timestamp`` (it was sealed by then, as a timestamp authority that the verifier believes says), ``claimed``
            (the document says so) or ``not stated``; what a proof says about its own time is a claim too.
        stated_in: which claim it is, best first: ``issued``, ``issuedOn``, the proof's ``created`` or the seal's ``iat``,
            ``issuanceDate``, ``validFrom``. The last two say from when it is valid, which need not be when it was issued.
        awarded_on: the day of the award, as the document writes it; None where it gives none.
    """

    instant: datetime | None = None
    known_by: str = "not stated"
    stated_in: str | None = None
    awarded_on: date | None = None


@dataclass(frozen=True)
class PlaceAnswer:
    """Where it was issued.

    Attributes:
        words: country, region, place, as far as known; None where not.
        known_by: ``stated`` (as the place of issue), ``derived`` (the issuer's address) or ``not stated``.
        country: ISO 3166-1, two letters, or None.
    """

    words: str | None = None
    known_by: str = "not stated"
    country: str | None = None


@dataclass(frozen=True)
class ProofAnswer:
    """One proof of the document.

    Attributes:
        pointer: JSON pointer to it; empty for a token, which is around the document.
        suite: its cryptosuite, as it calls itself; of a token kind and algorithm, e.g. ``vc+jwt, ES256``.
        verification_method: the key it names.
        outcome: passed, failed, inconclusive.
        code, message: why.
        created, expires: what it says of its own time, aware; or None.
    """

    pointer: str
    suite: str
    verification_method: str
    outcome: Outcome
    code: str
    message: str
    created: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True)
class CertificateAnswer:
    """The certificate that an issuer seals with, in its own words.

    Attributes:
        organisation: the legal name (O); None where it has none, or several.
        identifier: of the organisation, e.g. ``VATES-A12345678`` (2.5.4.97, ETSI EN 319 412-1).
        country: ISO 3166-1, two letters (C).
        subject, issuer: the whole names (RFC 4514).
        sha256: of its DER form, lower-case hexadecimal.
        not_before, not_after: aware.
    """

    organisation: str | None
    identifier: str | None
    country: str | None
    subject: str
    issuer: str
    sha256: str
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True)
class TimestampAnswer:
    """One timestamp of a seal.

    Attributes:
        kind: what it covers: ``sigTst`` (the signature), ``arcTst`` (all before it), ``adoTst`` (the content before it was sealed).
        time: when its authority says that this was there, aware; None where it cannot be read.
        authority: by its certificate, in its own words.
        outcome: passed: right, and of an authority that the verifier believes; inconclusive: right, of somebody's; failed: wrong.
        message: why.
    """

    kind: str
    time: datetime | None
    authority: str | None
    outcome: Outcome
    message: str


@dataclass(frozen=True)
class SealAnswer:
    """The e-seal (JAdES, ETSI TS 119 182-1).

    Attributes:
        level: ``B``, ``T``, ``LT`` or ``LTA``, as far as what is in it is right; None where it is not even ``B``.
        sealed_at: when it was sealed, aware; None where that is not known.
        known_by: ``trusted timestamp`` or ``claimed``.
        certificate: the one it was sealed with; None where it cannot be read.
        service: who issued the certificate and what is known of them, in words; None where nobody whom the verifier believes.
        qualified: whether it is a qualified certificate for e-seals by an up-to-date trusted list; None where that is not known.
        revocation: ``good``, ``revoked`` or ``unknown`` at the time of sealing, by what is embedded in the seal.
        timestamps: all of them.
    """

    level: str | None
    sealed_at: datetime | None
    known_by: str
    certificate: CertificateAnswer | None
    service: str | None = None
    qualified: bool | None = None
    revocation: str = "unknown"
    timestamps: tuple[TimestampAnswer, ...] = ()


@dataclass(frozen=True)
class EndorsementAnswer:
    """Somebody else's word for the credential, its achievement or an organisation in it, verified on its own.

    It lends nothing to the credential, whatever its verdict: whose word counts for what is the reader's judgement.

    Attributes:
        pointer: JSON pointer to it.
        endorses: the id of what it speaks for; None where it does not say.
        fits: whether that is what it stands on, or a part of this credential.
        report: what verifying it found, as for any credential.
    """

    pointer: str
    endorses: str | None
    fits: bool
    report: Report


class Agreement(StrEnum):
    """How one comparison ended."""

    SAME = "same"
    OTHER = "other"
    WEAK = "weak"
    """Both agree, in something that by itself identifies nobody: a name, a birth date."""
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Comparison:
    """One thing about the learner that was compared with what the caller knows, or with whoever presents it.

    Attributes:
        what: ``did``, ``key``, ``name``, ``given_name``, ``family_name``, ``birth_date``, or the type of an identifier, e.g. ``email``;
            of a credential in a presentation also ``presenter_id`` and ``presenter_key``: the learner beside whoever presents it; and
            ``pid_name``, ``pid_birth_date``, ``pid_national`` ...: beside the person whose identification data came with it.
        outcome: how it ended.
        form: how the document tells it, in ``clear`` or as a salted ``hash``; None where it does not.
        normalisation: what had to be left aside for the two to agree, in words; None where they do not.
        reason: why it cannot be compared, or shows little; None where that is plain.
    """

    what: str
    outcome: Agreement
    form: Literal["clear", "hash"] | None = None
    normalisation: str | None = None
    reason: str | None = None


Stated: TypeAlias = Literal["yes", "no", "partly", "not_stated"]


@dataclass(frozen=True)
class LearnerAnswer:
    """Is whoever shows it the learner? Whether whoever was assessed was the learner is another question: ``AssessedAnswer``.

    Attributes:
        presenter: ``compared`` (``comparisons`` and the check ``learner`` tell how that ended), ``not_comparable``,
            ``needs_presentation`` (the document names its learner by a DID, and nothing else could be compared; control of it is
            shown by presenting), ``not_requested``.
        comparisons: what was compared, and how each ended.
        source: where the caller's knowledge comes from, in the caller's words.
    """

    presenter: Literal["compared", "not_comparable", "needs_presentation", "not_requested"] = "not_requested"
    comparisons: tuple[Comparison, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class AssessedAnswer:
    """Was whoever was assessed identified, and watched? As the document says, for all of its assessments.

    Attributes:
        identity_verified: ``yes``, ``no``, ``partly`` (in some of the assessments), ``not_stated``.
        supervised: likewise.
    """

    identity_verified: Stated = "not_stated"
    supervised: Stated = "not_stated"
