"""The two forms in which a presentation of the data model is signed: with a proof inside it, or as a token around it.

shown = taken_apart(envelope, contexts=BUNDLED)
shown.holder, shown.occasion(occasion, now=now), shown.examine(resolver=resolve, now=now)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from credseal.authenticity.presenting import AUTHENTICATION, examine_presenter
from credseal.authenticity.tokens import Examination
from credseal.errors import ProofError
from credseal.profiles import presentation
from credseal.securing.data_integrity.verifying import parse
from credseal.securing.jose.presentation import parse as parse_token

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.authenticity.examined import Examined
    from credseal.authenticity.proofs import ExaminedProof
    from credseal.checks.presentation.occasion import Occasion
    from credseal.did.resolver import Resolver
    from credseal.encoding.strict_json import JsonObject
    from credseal.envelope import Envelope
    from credseal.findings import Finding
    from credseal.jsonld.contexts import Contexts
    from credseal.report import Check
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.data_integrity.verifying import Secured
    from credseal.securing.jose.presentation import PresentationToken

SignedPresentation: TypeAlias = "WithProof | AsToken"


@dataclass(frozen=True)
class WithProof:
    """A presentation with one Data Integrity proof."""

    secured: Secured
    proof: Proof

    @property
    def holder(self) -> str:
        """Who presents: what the presentation says, or whoever the proof's key belongs to by its name."""
        return presentation.holder_id(self.secured.document) or self.proof.verification_method.partition("#")[0]

    @property
    def at_key(self) -> str:
        """JSON pointer to where the key is named."""
        return f"{self.proof.pointer}/verificationMethod"

    def occasion(self, occasion: Occasion, *, now: datetime) -> tuple[Check, Check]:
        """Whether it was made for us, and just now."""
        return occasion.check(self.proof, now=now), occasion.check_freshness(self.proof, now=now)

    def examine(self, *, resolver: Resolver, now: datetime) -> ExaminedProof:
        """Whether the signature is right, and whose key made it."""
        return examine_presenter(self.secured, self.proof, holder=self.holder, resolver=resolver, now=now)

    def written(self, examined: Examined) -> JsonObject:
        """The presentation that the proof covers; where it is not right, the one that was handed over."""
        return examined.verified.document if examined.verified else self.secured.document

    def read(self, examined: Examined) -> JsonObject:
        """As far as its contexts are asked for: all of it."""
        return self.written(examined)

    def notes(self, occasion: Occasion) -> tuple[Finding, ...]:
        """What should be told of how it was made."""
        return occasion.notes_on(self.proof)


@dataclass(frozen=True)
class AsToken:
    """A presentation as a token."""

    shown: PresentationToken
    holder: str
    contexts: Contexts
    at_key = "/kid"

    def occasion(self, occasion: Occasion, *, now: datetime) -> tuple[Check, Check]:
        """Whether it was made for us, and just now."""
        made = self.shown.token.issued_at or self.shown.token.begins
        return occasion.check_token(self.shown, now=now), occasion.check_age(made, "/iat", now=now)

    def examine(self, *, resolver: Resolver, now: datetime) -> Examined:
        """Whether the signature is right, and whose key made it."""
        examination = Examination(self.shown.token, self.holder, resolver, self.contexts, now, purpose=AUTHENTICATION)
        return examination.examine()

    def written(self, examined: Examined) -> JsonObject:  # noqa: ARG002  the token covers all that is in it
        """The presentation in the token."""
        return self.shown.written

    def read(self, examined: Examined) -> JsonObject:  # noqa: ARG002  likewise
        """As far as its contexts are asked for: each credential in it has contexts of its own."""
        return self.shown.token.document

    def notes(self, occasion: Occasion) -> tuple[Finding, ...]:  # noqa: ARG002  no quirk is about tokens
        """Nothing."""
        return ()


def taken_apart(envelope: Envelope, *, contexts: Contexts) -> SignedPresentation:
    """A presentation and who signed it, by its own word.

    Raises:
        ProofError: it has no proof, several, or one that cannot be read; the token cannot be read or contradicts itself;
            ``presentation.no-holder``, a token that names nobody.
    """
    if envelope.token is None:
        secured = parse(envelope.document, contexts=contexts)
        return WithProof(secured, _only(secured))
    shown = parse_token(envelope.token)
    named = shown.token.key_id or ""
    holder = shown.holder or (named.partition("#")[0] if named.startswith("did:") else "")
    if not holder:
        raise ProofError(
            "The token does not say who presents.",
            code="presentation.no-holder",
            pointer="/iss",
            hint='Ask for a presentation that names its holder ("holder", or the claim "iss").',
        )
    return AsToken(shown, holder, contexts)


def _only(secured: Secured) -> Proof:
    """The proof. With several it would be open which of their keys the presenter has."""
    if len(secured.proofs) != 1:
        raise ProofError(
            f"The presentation has {len(secured.proofs)} proofs, so that it is not clear who presents it.",
            code="presentation.proofs",
            pointer="/proof",
            hint="Ask for one that its holder signed, and nobody else.",
        )
    return secured.proofs[0]
