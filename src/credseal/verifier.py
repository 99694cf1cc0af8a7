"""Verifying credentials: gathers the evidence, asks every question, answers with a report.

    report = Verifier(trust=[Register.load(Path("universities.json"))]).verify(Path("ada.json"))
    print(report.headline)

``verify`` raises where the verdict is not "accepted"; ``inspect`` answers with the same report and never raises for what it
was handed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from credseal.authenticity.proofs import examine_proofs
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
from credseal.checks.policy import Policy
from credseal.checks.seals import issuer_authenticated as seal_authenticated
from credseal.checks.seals import signature as seal_signature
from credseal.checks.seals.answers import seal_answer
from credseal.did.resolver import DefaultResolver
from credseal.envelope import open_envelope
from credseal.errors import CredsealError, EnvelopeError, ModelError, ProofError
from credseal.jsonld.contexts import BUNDLED
from credseal.net.guarded import guarded_fetch
from credseal.pki.material import Material
from credseal.profiles import openbadges, vcdm
from credseal.profiles.openbadges.structure import ENDORSEMENT
from credseal.report import EndorsementAnswer, Report, Undetermined, Verdict, VerificationError
from credseal.securing.data_integrity.verifying import parse
from credseal.trust.accreditation import Accreditations
from credseal.trust.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from credseal.authenticity.proofs import ExaminedProof
    from credseal.checks.expectations import ExpectedLearner
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope, Source
    from credseal.jsonld.contexts import Contexts
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


class Verifier:
    """Answers for credentials. Thread-safe; keep one and use it for all.

    Args:
        policy: what counts as a recognised issuer, and what else is asked.
        resolver: from issuers' identifiers to their documents; by default did:key and did:jwk offline, did:web and https
            through ``fetch``.
        fetch: reaches the network; by default guarded (https, public addresses, bounded). None is offline.
        trust: whom to believe: registers of issuers (``Register``), those who certify seals and timestamps (``Anchors``,
            ``TrustedLists``), what these say about revocation (``Material``), and records of accreditations (``Accreditations``), in any
            order.
        paths: finds the way from the certificate of a seal to an anchor; by default with what is installed.
        contexts: the JSON-LD contexts that are known.
        clock: tells the present, aware.
    """

    def __init__(
        self,
        policy: Policy = Policy.AUTHENTIC,
        *,
        resolver: Resolver | None = None,
        fetch: Fetch | None = guarded_fetch,
        trust: Sequence[Trust] = (),
        paths: PathValidator | None = None,
        contexts: Contexts = BUNDLED,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._policy = policy
        self._fetch = fetch
        self._resolver = resolver or DefaultResolver(fetch)
        self._trust = tuple(trust)
        self._paths = paths
        self._contexts = contexts
        self._clock = clock

    def verify(
        self,
        source: Source,
        *,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
    ) -> Report:
        """Verifies a credential.

        Args:
            source: a ``Path`` is a file; ``str`` and ``bytes`` are content; a mapping is parsed JSON.
            issuer: the identifier that the issuer must have.
            learner: whose credential it must be.
            at: the instant to compare its dates with, aware; the present by default. Keys and standing are judged by the
                present, always.

        Returns:
            The report, whose verdict is "accepted".

        Raises:
            ModelError: ``model.naive-instant``, ``at`` has no time zone.
            InputError: what was handed over cannot be read as a credential.
            VerificationError: the verdict is "rejected"; ``Undetermined`` where it is "undetermined". Both hold the report.
        """
        report = self._report(open_envelope(source), issuer, learner, at and _aware(at))
        if report.verdict is Verdict.REJECTED:
            raise VerificationError(report)
        if report.verdict is not Verdict.ACCEPTED:
            raise Undetermined(report)
        return report

    def inspect(
        self,
        source: Source,
        *,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
    ) -> Report:
        """As ``verify``, but answers with the report whatever the verdict, also for what cannot be read."""
        at = at and _aware(at)
        try:
            envelope = open_envelope(source)
        except CredsealError as error:
            return Report((failed(structure.NAME, error),), at or self._clock())
        return self._report(envelope, issuer, learner, at)

    def verify_proofs(self, source: Source) -> str:
        """Checks the signatures and nothing else: not whose keys they are, no dates, no standing. For test servers.

        Returns:
            "signature valid", the one thing that is known then.

        Raises:
            CredsealError: a proof is wrong, or cannot be checked.
        """
        envelope = open_envelope(source)
        document = envelope.document
        if envelope.form == "jades" and envelope.token is not None:
            from credseal.securing import jades  # noqa: PLC0415  as in _gather_sealed

            for seal in jades.parse(envelope.token).signatures:
                seal.verify(seal.certificate.public_key)
            return "signature valid"
        if envelope.token is not None:
            raise signature.unchecked_token()
        secured = parse(document, contexts=self._contexts)
        named = vcdm.issuer_id(document) or ""
        for one in examine_proofs(secured, issuer=named, resolver=self._resolver, now=self._clock()):
            if one.unverified is not None:
                raise one.unverified
        return "signature valid"

    def _report(
        self, envelope: Envelope, issuer: str | None, learner: ExpectedLearner | None, at: datetime | None
    ) -> Report:
        """The report, and one for each endorsement in the document; these are not asked for endorsements of their own."""
        report = self._examined(envelope, issuer, learner, at)
        found = openbadges.endorsements(report.document) if openbadges.is_badge(report.document) else ()
        if not found:
            return report
        # Who made up a badge must not choose whom we talk to: endorsers are looked for on the web once it is accepted.
        asking = self if report.verdict is Verdict.ACCEPTED else self._offline()
        return replace(report, endorsements=tuple(asking._endorsement(one, at) for one in found))  # noqa: SLF001  a Verifier

    def _offline(self) -> Verifier:
        """One that believes the same and fetches nothing."""
        return Verifier(
            self._policy,
            resolver=DefaultResolver(None),
            fetch=None,
            trust=self._trust,
            paths=self._paths,
            contexts=self._contexts,
            clock=self._clock,
        )

    def _endorsement(self, one: Endorsement, at: datetime | None) -> EndorsementAnswer:
        try:
            envelope = open_envelope(one.token or one.document or {})
            if ENDORSEMENT not in vcdm.types(envelope.document):
                # Else the badge that a university gave its holder would pass for a word for what the holder issues.
                raise EnvelopeError(
                    "It stands among the endorsements and is none.", code="openbadges.type", pointer="/type"
                )
            report = self._examined(replace(envelope, notes=()), None, None, at)
        except CredsealError as error:
            report = Report((failed(structure.NAME, error),), at or self._clock())
        return EndorsementAnswer(one.pointer, one.endorses, not one.findings, report)

    def _examined(
        self, envelope: Envelope, issuer: str | None, learner: ExpectedLearner | None, at: datetime | None
    ) -> Report:
        now = self._clock()
        if openbadges2.is_badge(envelope):
            asked = self._asked(issuer, learner, at or now, now)
            return openbadges2.examine(envelope, asked, fetch=self._fetch)
        is_sealed = envelope.form == "jades"
        gather = self._gather_sealed if is_sealed else self._gather
        evidence = gather(envelope, issuer, learner, at or now, now)
        checks = tuple(question.check(evidence) for question in self._questions(is_sealed=is_sealed))
        return Report(
            checks=checks,
            at=evidence.at,
            issuer=issuer_recognised.answer_for(evidence),
            issued=dates.answer_for(evidence),
            proofs=(
                *(signature.answer_for(one) for one in evidence.proofs),
                *(seal_signature.answer_for(one) for one in evidence.seals),
            ),
            seal=seal_answer(evidence),
            document=evidence.document,
            remarks=(
                *envelope.notes,
                *(note for one in evidence.proofs if one.method for note in one.method.notes),
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
        if is_sealed or any(isinstance(each, Accreditations) for each in self._trust):
            asked.append(accreditation)
        return (*asked, onedtech) if self._policy.onedtech else tuple(asked)

    def _gather_sealed(
        self, envelope: Envelope, issuer: str | None, learner: ExpectedLearner | None, at: datetime, now: datetime
    ) -> Evidence:
        from credseal.checks.seals.gathering import gather  # noqa: PLC0415  certificates and timestamps take long to load

        return gather(envelope, self._asked(issuer, learner, at, now), validator=self._paths)

    def _gather(
        self, envelope: Envelope, issuer: str | None, learner: ExpectedLearner | None, at: datetime, now: datetime
    ) -> Evidence:
        document = envelope.document
        proofs: tuple[ExaminedProof, ...] = ()
        proof_error = None
        try:
            if envelope.token is not None:  # its signature is what counts, not a proof that stands inside
                raise signature.unchecked_token()
            secured = parse(document, contexts=self._contexts)
            named = vcdm.issuer_id(document) or ""
            proofs = examine_proofs(secured, issuer=named, resolver=self._resolver, now=now, at=at)
        except ProofError as error:
            proof_error = error
        # The document that the issuer's proof covers; else that of any right proof; else, for the sake of saying all
        # that is wrong, the one that was handed over, which no verdict but a refusal can come from.
        right = sorted((one for one in proofs if one.verified), key=lambda one: one.method is None)
        covered = right[0].verified.document if right and right[0].verified else _without_proof(document)
        asked = self._asked(issuer, learner, at, now)
        found = replace(asked, document=covered, proofs=proofs, proof_error=proof_error)
        return replace(found, given=document, token=envelope.token)

    def _asked(self, issuer: str | None, learner: ExpectedLearner | None, at: datetime, now: datetime) -> Evidence:
        """What the caller expects and believes, before anything is known of the credential."""
        return Evidence(
            document={},
            proofs=(),
            proof_error=None,
            at=at,
            now=now,
            contexts=self._contexts,
            policy=self._policy,
            registers=[each for each in self._trust if isinstance(each, Register)],
            certifiers=[each for each in self._trust if not isinstance(each, Register | Accreditations | Material)],
            accreditations=[each for each in self._trust if isinstance(each, Accreditations)],
            material=Material.of(each for each in self._trust if isinstance(each, Material)),
            expected_issuer=issuer,
            expected_learner=learner,
        )


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ModelError(
            "The instant to judge by has no time zone.", code="model.naive-instant", hint="Use tzinfo=UTC."
        )
    return at


def _without_proof(document: JsonObject) -> JsonObject:
    return {member: value for member, value in document.items() if member != "proof"}
