"""What the checks look at: the document that the proofs cover, the proofs, and what the caller expects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.authenticity.certified import CertifiedKey
from credseal.authenticity.examined import TokenProof, VerifiedToken
from credseal.checks.comparing import DID, compare, is_comparable
from credseal.checks.holder_key import compare_key
from credseal.checks.identified import compare_person
from credseal.checks.presenter import compare_presenter
from credseal.checks.seals.binding import compare as compare_issuer
from credseal.checks.withheld import SUBJECT_WITHHELD, hides_subject
from credseal.did.document import method_of
from credseal.profiles import elm, readers, vcdm
from credseal.report import TRUSTED_TIMESTAMP, Agreement, Check, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.authenticity.examined import Examined
    from credseal.authenticity.seals import ExaminedSeal
    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.policy import Policy
    from credseal.checks.presenter import Presenter
    from credseal.checks.seals.binding import Binding
    from credseal.encoding.strict_json import JsonObject
    from credseal.errors import CredsealError, ProofError
    from credseal.findings import Finding
    from credseal.jsonld.contexts import Contexts
    from credseal.pki.certificate import Certificate
    from credseal.pki.material import Material
    from credseal.profiles.reading import Reading
    from credseal.report import Comparison
    from credseal.securing.sd_jwt.claim_paths import Place
    from credseal.trust.accreditation import Accreditations
    from credseal.trust.anchors import CertificateTrust, ServiceAnswer
    from credseal.trust.register import Register


@dataclass(frozen=True)
class Signing:
    """One act of signing that counts: by the issuer, and right.

    Attributes:
        at: when, aware; None where nothing says so.
        expires: until when the signer wants it to be relied on.
        pointer: JSON pointer to the proof or seal.
        trusted: whether a timestamp authority that the verifier believes says when; else it is the signer's claim.
        begins: from when the signer wants it to be relied on.
    """

    at: datetime | None
    expires: datetime | None
    pointer: str
    trusted: bool = False
    begins: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that is known about one credential.

    Attributes:
        document: what the issuer's proof covers; where no proof is right, what was handed over (and is not believed).
        proofs: every proof, examined; of a token, the token itself and the proofs inside.
        proof_error: why the proofs could not be read, or None.
        at: the instant that dates are compared with, aware.
        now: the present, aware: keys and standing are judged by it.
        contexts: the known contexts.
        policy: what counts as recognised.
        registers: the caller's registers of issuers.
        expected_issuer: the identifier that the issuer must have, or None.
        expected_learner: whose credential it must be, or None.
        presenter: who presents it, where it came in a presentation; else None.
        person: what person identification data that came with it show of whoever presents it; None where none were asked for, or none count.
        shown_otherwise: the issuer is shown to have issued it, by other means than a proof in the document: as Open Badges 2.0
            has them.
        seals: every e-seal of the file that it came in, examined.
        seal_notes: what is odd about their form.
        certifiers: those whom the caller believes about certificates.
        accreditations: the caller's records of accreditations.
        material: the caller's certificates, and answers about revocation.
        given: what was handed over, with its proofs. For checks that tell what others would make of it; what it says is not
            to be believed.
        token: the token that ``given`` is the payload of, or None.
        is_claims: whether the document is the claims of an SD-JWT VC, and no linked data.
    """

    document: JsonObject = field(repr=False)
    proofs: tuple[Examined, ...]
    proof_error: ProofError | None
    at: datetime
    now: datetime
    contexts: Contexts
    policy: Policy
    registers: Sequence[Register] = ()
    expected_issuer: str | None = None
    expected_learner: ExpectedLearner | None = None
    presenter: Presenter | None = None
    person: ExpectedLearner | None = None
    shown_otherwise: bool = False
    seals: tuple[ExaminedSeal, ...] = ()
    seal_notes: tuple[Finding, ...] = ()
    certifiers: Sequence[CertificateTrust] = ()
    accreditations: Sequence[Accreditations] = ()
    material: Material | None = None
    given: JsonObject = field(default_factory=dict, repr=False)
    token: str | None = field(default=None, repr=False)
    is_claims: bool = False

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
        made = compare(learner, self.expected_learner) if is_comparable(learner) else ()
        by_key = compare_key(self.document, self.expected_learner.did) if self.expected_learner.did else None
        if by_key is None or (by_key.outcome is Agreement.SAME and hides_subject(self.document, self.withheld)):
            return made
        # A learner who has no identifier but a key is the one whose key it is.
        return (by_key, *(one for one in made if one.what != DID or one.outcome is not Agreement.NOT_COMPARABLE))

    @cached_property
    def presented(self) -> tuple[Comparison, ...]:
        """The document's learner beside whoever presents it; empty where nobody does."""
        if self.presenter is None:
            return ()
        made = compare_presenter(self.document, self.presenter, is_claims=self.is_claims)
        return (*made, SUBJECT_WITHHELD) if hides_subject(self.document, self.withheld) else made

    @cached_property
    def identified(self) -> tuple[Comparison, ...]:
        """The document's learner beside the person whose identification data came with it; empty where there is nothing to compare."""
        if self.person is None or self.reading is None:
            return ()
        return compare_person(self.reading.credential.learner, self.person)

    @property
    def authentic(self) -> Examined | None:
        """The first proof that is right and the issuer's."""
        return next((one for one in self.proofs if one.verified is not None and one.method is not None), None)

    @property
    def certified(self) -> CertifiedKey | None:
        """What is known of the issuer by the certificate in the header of a token; None where that is not how the issuer is known."""
        method = self.authentic.method if self.authentic else None
        return method if isinstance(method, CertifiedKey) else None

    @property
    def seal(self) -> ExaminedSeal | None:
        """The first seal that is right and whose certificate leads to somebody whom the caller believes: the issuer's, if there is one."""
        return self._sealed[0] if self._sealed else None

    @property
    def may_withhold_validity(self) -> bool:
        """Whether a part of the document is shown, and it was left to its holder if an end of its validity, or its status, is among it."""
        authentic = [one.verified for one in self.proofs if one.verified is not None and one.method is not None]
        return bool(authentic) and not any(one.fixes_validity for one in authentic)

    @property
    def withheld(self) -> tuple[Place, ...]:
        """Of which objects and arrays of the document parts are withheld, where it is a credential of the data model in an SD-JWT."""
        verified = next((one.verified for one in self.proofs if isinstance(one.verified, VerifiedToken)), None)
        return verified.withheld if verified else ()

    @property
    def signings(self) -> tuple[Signing, ...]:
        """When the issuer signed. A stranger's proof or seal says nothing about the issuing: anybody may add one to a file."""
        proofs = [one.proof for one in self.proofs if one.verified is not None and one.method is not None]
        seals = [self.seal] if self.seal else []
        return (
            *(
                Signing(
                    proof.created,
                    proof.expires,
                    proof.pointer,
                    begins=proof.begins if isinstance(proof, TokenProof) else None,
                )
                for proof in proofs
            ),
            *(
                Signing(one.sealed_at, one.signature.expires, one.signature.pointer, one.known_by == TRUSTED_TIMESTAMP)
                for one in seals
            ),
        )

    @property
    def binding(self) -> Binding | None:
        """The issuer in the document beside the holder of the certificate that sealed it; None without a seal."""
        return self._sealed[1] if self._sealed else None

    @cached_property
    def _sealed(self) -> tuple[ExaminedSeal, Binding] | None:
        """The seal that counts, and its binding. In which order the seals of a file stand, nobody has signed."""
        believed = [one for one in self.seals if one.unverified is None and one.path is not None]
        stated = elm.issuer_identity(self.document)
        found = [(one, compare_issuer(stated, one.signature.certificate)) for one in believed]
        return next((each for each in found if each[1].holds), found[0] if found else None)

    @property
    def by_issuer(self) -> bool:
        """Whether something shows that the issuer whom the document names issued it."""
        sealed = self.binding is not None and self.binding.holds
        return self.authentic is not None or self.shown_otherwise or sealed

    @property
    def issuer_names(self) -> tuple[str, ...]:
        """What the document calls its issuer; European Digital Credentials may do so in several languages."""
        if elm.is_edc(self.document):
            return elm.issuer_identity(self.document).names
        described = self.document if self.is_claims else self.document.get("issuer")
        name = described.get("issuing_authority" if self.is_claims else "name") if isinstance(described, dict) else None
        return (name,) if isinstance(name, str) else ()

    @property
    def issuer(self) -> str | None:
        """The identifier of the issuer: of a document in a seal that of the certificate's holder, else the document's word.

        An SD-JWT VC that names nobody, or somebody of whom its certificate says nothing, is of the certificate's holder, where that leads to
        somebody who is believed.
        """
        if self.is_claims:
            named = self.document.get("iss")
            if self.certified is not None and (named is None or not self.certified.says_issuer):
                return _identifier(self.certified.certificate)
            return named if isinstance(named, str) else None
        if self.seal is None:
            return vcdm.issuer_id(self.document)
        return _identifier(self.seal.signature.certificate)

    @property
    def certificate(self) -> Certificate | None:
        """The issuer's certificate, where it counts: that of the seal, or of the token; None without."""
        if self.seal is not None:
            return self.seal.signature.certificate
        return self.certified.certificate if self.certified else None

    @cached_property
    def services(self) -> tuple[ServiceAnswer, ...]:
        """What those whom the caller believes say of the service that certified the issuer, when it was sealed; of a token, now."""
        seal, at = self.seal, self.now
        path = seal.path if seal else self.certified.path if self.certified else None
        if path is None:
            return ()
        if seal is not None and seal.known_by == TRUSTED_TIMESTAMP and seal.sealed_at:
            at = seal.sealed_at
        answers = (each.standing(path, purpose="seal", at=at, now=self.now) for each in self.certifiers)
        return tuple(answer for answer in answers if answer is not None)


def _identifier(certificate: Certificate) -> str:
    """By what a certificate names its holder: the number in a register, else the whole name."""
    identifier = certificate.organisation_identifier
    # Certificates vouch for entries in legal registers; that one has a DID or a web site takes other proof.
    return certificate.subject if not identifier or "//" in identifier or method_of(identifier) else identifier


def failed(name: str, error: CredsealError, *, message: str | None = None) -> Check:
    """A failed check, for the reason that an error gives."""
    return Check(name, Outcome.FAILED, error.code, message or error.message, error.hint, error.pointer)


def inconclusive(name: str, error: CredsealError, *, message: str | None = None) -> Check:
    """An undecided check, for the reason that an error gives."""
    return Check(name, Outcome.INCONCLUSIVE, error.code, message or error.message, error.hint, error.pointer)
