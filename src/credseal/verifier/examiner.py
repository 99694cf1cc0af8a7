"""From one credential to its report: gathers the evidence, asks every question.

What it asks and in which order is here; the questions themselves are modules of ``credseal.checks``.

    examiner = Examiner(policy=Policy.AUTHENTIC, resolver=resolve, fetch=None, trust=(register,))
    examiner.report_for(open_envelope(path), Asked(issuer="did:web:uni.example"))

Used by ``Verifier`` for whatever it is handed, and for every credential in a presentation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from credseal.authenticity.certified import Certifiers
from credseal.authenticity.proofs import examine_proofs
from credseal.authenticity.tokens import examine_token
from credseal.checks import (
    accreditation,
    contexts,
    credential_schema,
    dates,
    issuer_authenticated,
    issuer_names,
    issuer_recognised,
    onedtech,
    openbadges2,
    signature,
    standing,
    structure,
)
from credseal.checks import learner as whose
from credseal.checks.evidence import Evidence, failed
from credseal.checks.seals import issuer_authenticated as seal_authenticated
from credseal.checks.seals import signature as seal_signature
from credseal.checks.seals.answers import seal_answer
from credseal.did.resolver import offline
from credseal.envelope import open_envelope
from credseal.errors import CredsealError, EnvelopeError, ProofError
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.pki.material import Material
from credseal.profiles import openbadges, vcdm
from credseal.profiles.openbadges.structure import ENDORSEMENT
from credseal.report import EndorsementAnswer, Report, Verdict
from credseal.securing.data_integrity.verifying import parse
from credseal.securing.jose.credential import parse as parse_token
from credseal.trust.accreditation import Accreditations
from credseal.trust.register import Register
from credseal.verifier.asking import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from credseal.authenticity.examined import Examined
    from credseal.checks.policy import Policy
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.net.fetch import Fetch
    from credseal.pki.paths import PathValidator
    from credseal.profiles.openbadges import Endorsement
    from credseal.report import Check
    from credseal.trust.anchors import CertificateTrust

    Trust: TypeAlias = Register | CertificateTrust | Accreditations | Material

    class Question(Protocol):
        """A module of checks."""

        def check(self, evidence: Evidence) -> Check:
            """The answer to its question."""


_ABOUT_PROOFS = (signature, issuer_authenticated)
_ABOUT_SEALS = (seal_signature, seal_authenticated)
_NOTED = (dates, issuer_names, whose, credential_schema, onedtech)


@dataclass(frozen=True, kw_only=True)
class Examiner:
    """What a verifier believes and whom it asks; see ``Verifier``."""

    policy: Policy
    resolver: Resolver
    fetch: Fetch | None
    trust: tuple[Trust, ...] = ()
    paths: PathValidator | None = None
    contexts: Contexts = BUNDLED
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def offline(self) -> Examiner:
        """One that believes the same and fetches nothing."""
        return replace(self, resolver=offline(self.resolver), fetch=None)

    def report_for(self, envelope: Envelope, asked: Asked) -> Report:
        """The report, and one for each endorsement in the document; these are not asked for endorsements of their own."""
        report = self._examined(envelope, asked)
        found = openbadges.endorsements(report.document) if openbadges.is_badge(report.document) else ()
        if not found:
            return report
        # Who made up a badge must not choose whom we talk to: endorsers are looked for on the web once it is accepted.
        asking = self if report.verdict is Verdict.ACCEPTED else self.offline()
        return replace(report, endorsements=tuple(asking.endorsement(one, asked.at) for one in found))

    def unreadable(self, error: CredsealError, asked: Asked) -> Report:
        """The report on what cannot be read as a credential."""
        return Report((failed(structure.NAME, error),), asked.at or self.clock())

    def endorsement(self, one: Endorsement, at: datetime | None) -> EndorsementAnswer:
        """The answer for an endorsement that stands in a document."""
        try:
            envelope = open_envelope(one.token or one.document or {})
            if ENDORSEMENT not in vcdm.types(envelope.document):
                # Else the badge that a university gave its holder would pass for a word for what the holder issues.
                raise EnvelopeError(
                    "It stands among the endorsements and is none.", code="openbadges.type", pointer="/type"
                )
            report = self._examined(replace(envelope, notes=()), Asked(at=at))
        except CredsealError as error:
            report = self.unreadable(error, Asked(at=at))
        return EndorsementAnswer(one.pointer, one.endorses, not one.findings, report)

    def known(self, asked: Asked) -> Evidence:
        """What the caller expects and believes, before anything is known of the credential."""
        now = self.clock()
        return Evidence(
            document={},
            proofs=(),
            proof_error=None,
            at=asked.at or now,
            now=now,
            contexts=self.contexts,
            policy=self.policy,
            registers=[each for each in self.trust if isinstance(each, Register)],
            certifiers=[each for each in self.trust if not isinstance(each, Register | Accreditations | Material)],
            accreditations=[each for each in self.trust if isinstance(each, Accreditations)],
            material=Material.of(each for each in self.trust if isinstance(each, Material)),
            expected_issuer=asked.issuer,
            expected_learner=asked.learner,
            presenter=asked.presenter,
            person=asked.person,
        )

    def proofs(self, envelope: Envelope, known: Evidence) -> tuple[JsonObject, tuple[Examined, ...]]:
        """What was handed over, as its claims complete it where it is a token, and every proof, examined.

        Raises:
            ProofError: a proof or token cannot be read, or contradicts itself.
        """
        at, now = known.at, known.now
        certifiers = Certifiers(known.certifiers, known.material or Material(), self.paths)
        if envelope.form == "sd-jwt" and envelope.token is not None:
            from credseal.authenticity.disclosed import (  # noqa: PLC0415  few credentials are of this form
                examine_disclosed,
                examine_sd_jwt,
            )
            from credseal.securing.sd_jwt import credential, vc  # noqa: PLC0415

            if not envelope.is_claims:
                shown = credential.parse(envelope.token)
                inside = examine_disclosed(
                    shown, resolver=self.resolver, contexts=self.contexts, now=now, at=at, certifiers=certifiers
                )
                return shown.token.document, inside
            disclosed = vc.parse(envelope.token)
            examined_vc = examine_sd_jwt(disclosed, resolver=self.resolver, now=now, certifiers=certifiers)
            return disclosed.token.processed().payload, (examined_vc,)
        if envelope.token is not None:
            token = parse_token(envelope.token)
            examined = examine_token(
                token, resolver=self.resolver, contexts=self.contexts, now=now, at=at, certifiers=certifiers
            )
            return token.document, examined
        document = envelope.document
        secured = parse(document, contexts=self.contexts)
        named = vcdm.issuer_id(document) or ""
        return document, examine_proofs(secured, issuer=named, resolver=self.resolver, now=now, at=at)

    def _examined(self, envelope: Envelope, asked: Asked) -> Report:
        known = self.known(asked)
        if openbadges2.is_badge(envelope):
            return openbadges2.examine(envelope, known, fetch=self.fetch)
        is_sealed = envelope.form == "jades"
        gather = self._gather_sealed if is_sealed else self._gather
        evidence = gather(envelope, known)
        checks = tuple(question.check(evidence) for question in self._questions(is_sealed=is_sealed))
        return Report(
            checks=checks,
            at=evidence.at,
            issuer=issuer_recognised.answer_for(evidence, checks),
            issued=dates.answer_for(evidence),
            proofs=(
                *(signature.answer_for(one) for one in evidence.proofs),
                *(seal_signature.answer_for(one) for one in evidence.seals),
            ),
            seal=seal_answer(evidence),
            document=evidence.document,
            remarks=(
                *envelope.notes,
                *(note for one in evidence.proofs for note in one.notes),
                *evidence.seal_notes,
                *(note for one in evidence.seals for note in one.findings),
                *(note for question in _NOTED for note in question.notes_on(evidence)),
            ),
            learner=whose.answer_for(evidence),
            known_reading=evidence.known_reading,
        )

    def _questions(self, *, is_sealed: bool) -> tuple[Question, ...]:
        """What is asked, in the order of a report."""
        asked: list[Question] = [structure, contexts, *(_ABOUT_SEALS if is_sealed else _ABOUT_PROOFS)]
        asked += [issuer_recognised, dates, standing, whose]
        if is_sealed or any(isinstance(each, Accreditations) for each in self.trust):
            asked.append(accreditation)
        return (*asked, onedtech) if self.policy.onedtech else tuple(asked)

    def _gather_sealed(self, envelope: Envelope, known: Evidence) -> Evidence:
        from credseal.checks.seals.gathering import gather  # noqa: PLC0415  certificates and timestamps take long to load

        return gather(envelope, known, validator=self.paths)

    def _gather(self, envelope: Envelope, known: Evidence) -> Evidence:
        document = envelope.document
        proofs: tuple[Examined, ...] = ()
        proof_error = None
        try:
            document, proofs = self.proofs(envelope, known)
        except ProofError as error:
            proof_error = error
        # The document that the issuer's proof covers; else that of any right proof; else, for the sake of saying all
        # that is wrong, the one that was handed over, which no verdict but a refusal can come from.
        right = sorted((one for one in proofs if one.verified), key=lambda one: one.method is None)
        covered = right[0].verified.document if right and right[0].verified else _without_proof(document)
        found = replace(known, document=covered, proofs=proofs, proof_error=proof_error)
        return replace(found, given=document, token=envelope.token, is_claims=envelope.is_claims)


def _without_proof(document: JsonObject) -> JsonObject:
    return {member: value for member, value in document.items() if member != "proof"}
