"""Verifying credentials: gathers the evidence, asks every question, answers with a report.

    report = Verifier(trust=[Register.load(Path("universities.json"))]).verify(Path("ada.json"))
    print(report.headline)

``verify`` raises where the verdict is not "accepted"; ``inspect`` answers with the same report and never raises for what it
was handed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from credseal.checks.policy import Policy
from credseal.checks.presentation.occasion import MAX_AGE, Occasion
from credseal.checks.presentation.together import refuse_count, refuse_many
from credseal.did.resolver import DefaultResolver
from credseal.envelope import open_envelope, open_presentation
from credseal.errors import CredsealError
from credseal.jsonld.contexts import BUNDLED
from credseal.net.guarded import guarded_fetch
from credseal.report import Undetermined, Verdict, VerificationError
from credseal.report.presentation import PresentationError, UndeterminedPresentation
from credseal.verifier.asking import Asked
from credseal.verifier.examiner import Examiner
from credseal.verifier.presentations import report_on, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import timedelta

    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.identity import PidProviders
    from credseal.did.resolver import Resolver
    from credseal.envelope import Envelope, Source
    from credseal.jsonld.contexts import Contexts
    from credseal.net.fetch import Fetch
    from credseal.nonces import Nonces
    from credseal.pki.paths import PathValidator
    from credseal.report import Report
    from credseal.report.presentation import PresentationReport
    from credseal.verifier.examiner import Trust


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
        self._examiner = Examiner(
            policy=policy,
            resolver=resolver or DefaultResolver(fetch),
            fetch=fetch,
            trust=tuple(trust),
            paths=paths,
            contexts=contexts,
            clock=clock,
        )

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
        report = self._examiner.report_for(open_envelope(source), Asked(issuer, learner, at))
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
        asked = Asked(issuer, learner, at)
        try:
            envelope = open_envelope(source)
        except CredsealError as error:
            return self._examiner.unreadable(error, asked)
        return self._examiner.report_for(envelope, asked)

    def verify_presentation(
        self,
        source: Source | Sequence[Source],
        *,
        challenge: str,
        audience: str,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
        max_age: timedelta = MAX_AGE,
        nonces: Nonces | None = None,
        compat: Collection[str] = (),
        pid: PidProviders | None = None,
    ) -> PresentationReport:
        """Verifies a presentation, and every credential in it: with a Data Integrity proof, as a token, or an SD-JWT with key binding.

        Of each credential it is asked whether its learner is the one who presents: by the key that they showed control of, and by the
        person identification data (PID) that came with it, where these are asked for.

        Args:
            source: as for ``verify``; or a list of several presentations that came in answer to one challenge.
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
            pid: whose person identification data must be among what came; the learner of every credential must be that person.

        Returns:
            The report, whose verdict is "accepted": the presentation's own checks passed, and every credential is accepted.

        Raises:
            ModelError: ``model.naive-instant``.
            PolicyError: ``presentation.no-challenge``, ``presentation.no-audience``, ``presentation.max-age``, ``presentation.compat``.
            InputError: what was handed over cannot be read as a presentation.
            PresentationError: the verdict is "rejected"; ``UndeterminedPresentation`` where it is "undetermined". Both hold the report.
        """
        asked = Asked(issuer, learner, at)
        occasion = Occasion(
            challenge=challenge, audience=audience, max_age=max_age, compat=frozenset(compat)
        ).redeeming(nonces)
        report = report_on(_opened(source), occasion, asked, self._examiner, pid=pid)
        if report.verdict is Verdict.REJECTED:
            raise PresentationError(report)
        if report.verdict is not Verdict.ACCEPTED:
            raise UndeterminedPresentation(report)
        return report

    def inspect_presentation(
        self,
        source: Source | Sequence[Source],
        *,
        challenge: str,
        audience: str,
        issuer: str | None = None,
        learner: ExpectedLearner | None = None,
        at: datetime | None = None,
        max_age: timedelta = MAX_AGE,
        nonces: Nonces | None = None,
        compat: Collection[str] = (),
        pid: PidProviders | None = None,
    ) -> PresentationReport:
        """As ``verify_presentation``, but answers with the report whatever the verdict, also for what cannot be read."""
        asked = Asked(issuer, learner, at)
        occasion = Occasion(
            challenge=challenge, audience=audience, max_age=max_age, compat=frozenset(compat)
        ).redeeming(nonces)
        try:
            envelopes = _opened(source)
        except CredsealError as error:
            return unreadable(error, occasion, asked, self._examiner)
        return report_on(envelopes, occasion, asked, self._examiner, pid=pid)

    def verify_proofs(self, source: Source) -> str:
        """Checks the signatures and nothing else: not whose keys they are, no dates, no standing. For test servers.

        Returns:
            "signature valid", the one thing that is known then.

        Raises:
            CredsealError: a proof is wrong, or cannot be checked.
        """
        envelope = open_envelope(source)
        if envelope.form == "jades" and envelope.token is not None:
            from credseal.securing import jades  # noqa: PLC0415  certificates and timestamps take long to load

            for seal in jades.parse(envelope.token).signatures:
                seal.verify(seal.certificate.public_key)
            return "signature valid"
        _, proofs = self._examiner.proofs(envelope, self._examiner.known(Asked()))
        for one in proofs:
            if one.unverified is not None:
                raise one.unverified
        return "signature valid"


def _opened(source: Source | Sequence[Source]) -> list[Envelope]:
    """The presentations of an answer."""
    sources: Sequence[Source] = source if isinstance(source, list | tuple) else [source]  # type: ignore[list-item]  # text is one, too
    refuse_count(len(sources))
    envelopes = [open_presentation(one) for one in sources]
    refuse_many(envelopes)
    return envelopes
