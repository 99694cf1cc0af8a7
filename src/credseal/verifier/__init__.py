"""Verifying credentials: gathers the evidence, asks every question, answers with a report.

    report = Verifier(trust=[Register.load(Path("universities.json"))]).verify(Path("ada.json"))
    print(report.headline)

``verify`` raises where the verdict is not "accepted"; ``inspect`` answers with the same report and never raises for what it
was handed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

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
from credseal.checks.policy import Policy
from credseal.checks.presentation.examining import examine
from credseal.checks.presentation.occasion import MAX_AGE, Occasion
from credseal.checks.seals import issuer_authenticated as seal_authenticated
from credseal.checks.seals import signature as seal_signature
from credseal.checks.seals.answers import seal_answer
from credseal.did.resolver import DefaultResolver, offline
from credseal.envelope import open_envelope, open_presentation
from credseal.errors import CredsealError, EnvelopeError, ModelError, ProofError
from credseal.jsonld.contexts import BUNDLED
from credseal.net.guarded import guarded_fetch
from credseal.pki.material import Material
from credseal.profiles import openbadges, vcdm
from credseal.profiles.openbadges.structure import ENDORSEMENT
from credseal.report import EndorsementAnswer, Report, Undetermined, Verdict, VerificationError
from credseal.report.presentation import (
    PresentationError,
    PresentationReport,
    PresentedCredential,
    UndeterminedPresentation,
)
from credseal.securing.data_integrity.verifying import parse
from credseal.securing.jose.credential import parse as parse_token
from credseal.trust.accreditation import Accreditations
from credseal.trust.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import timedelta

    from credseal.authenticity.tokens import Examined
    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.presenter import Presenter
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope, Source
    from credseal.jsonld.contexts import Contexts
    from credseal.net.fetch import Fetch
    from credseal.nonces import Nonces
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


@dataclass(frozen=True)
class _Asked:
    """What is asked about one credential: see ``Verifier.verify``; and who presents it, where it came in a presentation."""

    issuer: str | None = None
    learner: ExpectedLearner | None = None
    at: datetime | None = None
    presenter: Presenter | None = None


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
        report = self._report(open_envelope(source), _Asked(issuer, learner, at and _aware(at)))
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
        return self._report(envelope, _Asked(issuer, learner, at))

    def verify_presentation(
        self,
        source: Source,
        *,
        challenge: str,
        audience: str,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
        max_age: timedelta = MAX_AGE,
        nonces: Nonces | None = None,
        compat: Collection[str] = (),
    ) -> PresentationReport:
        """Verifies a presentation with a Data Integrity proof, and every credential in it; or an SD-JWT VC with key binding.

        Of each credential it is asked whether its learner is the one who presents: by the key that they showed control of.

        Args:
            source: as for ``verify``.
            challenge: the random text that you gave to whoever presents; the presentation must answer it.
            audience: you, as you told the wallet (its ``domain``); the presentation must be for you alone.
            issuer: the identifier that the issuer of every credential must have.
            learner: whose credentials they must be, compared besides the key.
            at: the instant to compare the credentials' dates with, aware; the present by default. The presentation is always judged by
                the present.
            max_age: how long ago it may have been made, by its own word.
            nonces: the store that the challenge is from. It is used up first of all and whatever comes of the rest: who could try several
                answers to one challenge, or send one answer twice at a time, would have what a challenge is there to prevent. Without
                a store you see to it that each challenge counts once.
            compat: quirks of wallets that you put up with, by name: ``learncard-purpose`` (the proof's purpose is ``assertionMethod``).

        Returns:
            The report, whose verdict is "accepted": the presentation's own checks passed, and every credential is accepted.

        Raises:
            ModelError: ``model.naive-instant``.
            PolicyError: ``presentation.no-challenge``, ``presentation.no-audience``, ``presentation.max-age``, ``presentation.compat``.
            InputError: what was handed over cannot be read as a presentation.
            PresentationError: the verdict is "rejected"; ``UndeterminedPresentation`` where it is "undetermined". Both hold the report.
        """
        asked = _Asked(issuer, learner, at and _aware(at))
        occasion = Occasion(
            challenge=challenge, audience=audience, max_age=max_age, compat=frozenset(compat)
        ).redeeming(nonces)
        report = self._presented(open_presentation(source), occasion, asked)
        if report.verdict is Verdict.REJECTED:
            raise PresentationError(report)
        if report.verdict is not Verdict.ACCEPTED:
            raise UndeterminedPresentation(report)
        return report

    def inspect_presentation(
        self,
        source: Source,
        *,
        challenge: str,
        audience: str,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
        max_age: timedelta = MAX_AGE,
        nonces: Nonces | None = None,
        compat: Collection[str] = (),
    ) -> PresentationReport:
        """As ``verify_presentation``, but answers with the report whatever the verdict, also for what cannot be read."""
        asked = _Asked(issuer, learner, at and _aware(at))
        occasion = Occasion(
            challenge=challenge, audience=audience, max_age=max_age, compat=frozenset(compat)
        ).redeeming(nonces)
        try:
            envelope = open_presentation(source)
        except CredsealError as error:
            return PresentationReport((failed(structure.NAME, error),), asked.at or self._clock(), audience)
        return self._presented(envelope, occasion, asked)

    def verify_proofs(self, source: Source) -> str:
        """Checks the signatures and nothing else: not whose keys they are, no dates, no standing. For test servers.

        Returns:
            "signature valid", the one thing that is known then.

        Raises:
            CredsealError: a proof is wrong, or cannot be checked.
        """
        envelope = open_envelope(source)
        if envelope.form == "jades" and envelope.token is not None:
            from credseal.securing import jades  # noqa: PLC0415  as in _gather_sealed

            for seal in jades.parse(envelope.token).signatures:
                seal.verify(seal.certificate.public_key)
            return "signature valid"
        now = self._clock()
        _, proofs = self._proofs(envelope, at=now, now=now)
        for one in proofs:
            if one.unverified is not None:
                raise one.unverified
        return "signature valid"

    def _presented(self, envelope: Envelope, occasion: Occasion, asked: _Asked) -> PresentationReport:
        """The report on a presentation, and one on each credential in it."""
        now = self._clock()
        known = self._known(asked, asked.at or now, now)
        if envelope.form == "sd-jwt":
            from credseal.checks.presentation.bound import examine_bound  # noqa: PLC0415  as in _proofs

            examined = examine_bound(envelope, occasion, now=now)
        else:
            examined = examine(envelope, occasion, known, resolver=self._resolver)
        # Who made up a presentation must not choose whom we talk to, as below.
        asking = self if examined.is_right else self._offline()
        about = replace(asked, presenter=examined.presenter)
        return PresentationReport(
            checks=examined.checks,
            at=known.at,
            audience=occasion.audience,
            presenter=examined.answer,
            proofs=examined.proofs,
            credentials=tuple(
                PresentedCredential(pointer, asking._in_presentation(held, about))  # noqa: SLF001  a Verifier
                for pointer, held in examined.credentials
            ),
            notes=examined.notes,
        )

    def _in_presentation(self, held: JsonObject | str, asked: _Asked) -> Report:
        try:
            envelope = open_envelope(held)
        except CredsealError as error:
            return Report((failed(structure.NAME, error),), asked.at or self._clock())
        return self._report(replace(envelope, notes=()), asked)

    def _report(self, envelope: Envelope, asked: _Asked) -> Report:
        """The report, and one for each endorsement in the document; these are not asked for endorsements of their own."""
        report = self._examined(envelope, asked)
        found = openbadges.endorsements(report.document) if openbadges.is_badge(report.document) else ()
        if not found:
            return report
        # Who made up a badge must not choose whom we talk to: endorsers are looked for on the web once it is accepted.
        asking = self if report.verdict is Verdict.ACCEPTED else self._offline()
        return replace(report, endorsements=tuple(asking._endorsement(one, asked.at) for one in found))  # noqa: SLF001  a Verifier

    def _offline(self) -> Verifier:
        """One that believes the same and fetches nothing."""
        return Verifier(
            self._policy,
            resolver=offline(self._resolver),
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
            report = self._examined(replace(envelope, notes=()), _Asked(at=at))
        except CredsealError as error:
            report = Report((failed(structure.NAME, error),), at or self._clock())
        return EndorsementAnswer(one.pointer, one.endorses, not one.findings, report)

    def _examined(self, envelope: Envelope, asked: _Asked) -> Report:
        now = self._clock()
        known = self._known(asked, asked.at or now, now)
        if openbadges2.is_badge(envelope):
            return openbadges2.examine(envelope, known, fetch=self._fetch)
        is_sealed = envelope.form == "jades"
        gather = self._gather_sealed if is_sealed else self._gather
        evidence = gather(envelope, known)
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
        if is_sealed or any(isinstance(each, Accreditations) for each in self._trust):
            asked.append(accreditation)
        return (*asked, onedtech) if self._policy.onedtech else tuple(asked)

    def _gather_sealed(self, envelope: Envelope, known: Evidence) -> Evidence:
        from credseal.checks.seals.gathering import gather  # noqa: PLC0415  certificates and timestamps take long to load

        return gather(envelope, known, validator=self._paths)

    def _gather(self, envelope: Envelope, known: Evidence) -> Evidence:
        document = envelope.document
        proofs: tuple[Examined, ...] = ()
        proof_error = None
        try:
            document, proofs = self._proofs(envelope, at=known.at, now=known.now)
        except ProofError as error:
            proof_error = error
        # The document that the issuer's proof covers; else that of any right proof; else, for the sake of saying all
        # that is wrong, the one that was handed over, which no verdict but a refusal can come from.
        right = sorted((one for one in proofs if one.verified), key=lambda one: one.method is None)
        covered = right[0].verified.document if right and right[0].verified else _without_proof(document)
        found = replace(known, document=covered, proofs=proofs, proof_error=proof_error)
        is_claims = envelope.form == "sd-jwt"
        return replace(found, given=document, token=envelope.token, is_claims=is_claims)

    def _proofs(self, envelope: Envelope, *, at: datetime, now: datetime) -> tuple[JsonObject, tuple[Examined, ...]]:
        """What was handed over, as its claims complete it where it is a token, and every proof, examined.

        Raises:
            ProofError: a proof or token cannot be read, or contradicts itself.
        """
        if envelope.form == "sd-jwt" and envelope.token is not None:
            from credseal.authenticity.disclosed import examine_sd_jwt  # noqa: PLC0415  few credentials are of this form
            from credseal.securing.sd_jwt import vc  # noqa: PLC0415

            disclosed = vc.parse(envelope.token)
            examined_vc = examine_sd_jwt(disclosed, resolver=self._resolver, now=now)
            return disclosed.token.processed().payload, (examined_vc,)
        if envelope.token is not None:
            token = parse_token(envelope.token)
            examined = examine_token(token, resolver=self._resolver, contexts=self._contexts, now=now, at=at)
            return token.document, examined
        document = envelope.document
        secured = parse(document, contexts=self._contexts)
        named = vcdm.issuer_id(document) or ""
        return document, examine_proofs(secured, issuer=named, resolver=self._resolver, now=now, at=at)

    def _known(self, asked: _Asked, at: datetime, now: datetime) -> Evidence:
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
            expected_issuer=asked.issuer,
            expected_learner=asked.learner,
            presenter=asked.presenter,
        )


def _aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ModelError(
            "The instant to judge by has no time zone.", code="model.naive-instant", hint="Use tzinfo=UTC."
        )
    return at


def _without_proof(document: JsonObject) -> JsonObject:
    return {member: value for member, value in document.items() if member != "proof"}
