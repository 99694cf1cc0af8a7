"""Presentations in tokens: read strictly, checked with a key that the caller has chosen.

Securing Verifiable Credentials using JOSE and COSE, section 3.1.2 (https://www.w3.org/TR/vc-jose-cose/#securing-vps-with-jose), and
VP-JWT of the Verifiable Credentials Data Model 1.1, section 6.3.1 (https://www.w3.org/TR/vc-data-model/#json-web-token). The challenge
and the audience are claims, ``nonce`` and ``aud`` (OpenID for Verifiable Presentations 1.0, section B.1.3.1.5:
https://openid.net/specs/openid-4-verifiable-presentations-1_0.html).

    shown = parse(text)                              # ProofError: a token that could be misread, contradicts itself, or is signed otherwise
    shown.holder, shown.nonce, shown.audience        # what it says; claims all of them
    shown.token.verify(key)                          # ProofError, or nothing
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import presentation_token
from credseal.encoding.one_or_many import as_list
from credseal.errors import ProofError, pointer_to
from credseal.profiles import presentation, vcdm
from credseal.securing.jose import jws
from credseal.securing.jose.algorithms import refuse_algorithm
from credseal.securing.jose.claims import text_claim, time_claim
from credseal.securing.jose.credential import ALGORITHMS, CredentialToken, key_id_of

if TYPE_CHECKING:
    from credseal.encoding.presentation_token import PresentationKind
    from credseal.encoding.strict_json import JsonObject


@dataclass(frozen=True)
class PresentationToken:
    """A token that holds a presentation, taken apart; its signature has not been checked yet.

    Attributes:
        token: the token itself. Its document is the presentation without the credentials, of which each is verified on its own.
        written: the presentation as it stands in the token.
        holder: who it says presents; None where it does not say.
        nonce: the challenge that it answers; None where there is none.
        audience: for whom it was made; empty where nobody is named.
    """

    token: CredentialToken
    written: JsonObject = field(repr=False)
    holder: str | None
    nonce: str | None
    audience: tuple[str, ...]

    @property
    def kind(self) -> PresentationKind:
        """``vp+jwt`` or ``JWT``."""
        return "JWT" if self.token.kind == "JWT" else "vp+jwt"


def parse(text: str | bytes) -> PresentationToken:
    """Takes a presentation's token apart.

    Args:
        text: the compact form.

    Raises:
        ProofError: ``jose.*`` (its form, ``crit``, an algorithm that is not accepted), ``token.claim``, ``token.contradiction``,
            ``token.header`` (``kid`` is no text), ``token.data-model`` (``vp+jwt`` with a presentation of version 1.1), ``presentation.proofs`` (there is a proof in the presentation as well).
        EnvelopeError, JsonError: it holds no presentation, or two; see ``presentation_token``.
    """
    parsed = jws.parse(text)
    refuse_algorithm(parsed.algorithm, ALGORITHMS, "token")
    held = presentation_token.read(parsed.header, parsed.payload)
    document, claims = held.document, held.claims
    if held.kind == "vp+jwt" and vcdm.first_context(document) == vcdm.CONTEXT_V1:
        raise ProofError(
            "The token's type is for presentations of the data model 2.0, and the one in it is of 1.1.",
            code="token.data-model",
            pointer="/@context",
        )
    if "proof" in document:
        raise ProofError(
            "The presentation in the token has a proof of its own, so that it is not clear who presents it.",
            code="presentation.proofs",
            pointer="/proof",
            hint="Ask for one that its holder signed, and nobody else.",
        )
    token = CredentialToken(
        kind=held.kind,
        document={name: value for name, value in document.items() if name != presentation.MEMBER},
        written=document,
        key_id=key_id_of(parsed.header),
        issued_at=time_claim(claims, "iat"),
        begins=time_claim(claims, "nbf"),
        expires=time_claim(claims, "exp"),
        notes=(),
        _jws=parsed,
    )
    holder = _agreed(presentation.holder_id(document), text_claim(claims, "iss"), "iss", "holder")
    _agreed(_text(document.get("id")), text_claim(claims, "jti"), "jti", "id")
    return PresentationToken(token, document, holder, text_claim(claims, "nonce"), _audience(claims))


def _agreed(stated: str | None, claimed: str | None, claim: str, member: str) -> str | None:
    """What claim and member say, which must be the same where both do."""
    if stated is not None and claimed is not None and stated != claimed:
        raise ProofError(
            f'The token\'s claim "{claim}" and the "{member}" of the presentation in it say different things.',
            code="token.contradiction",
            pointer=pointer_to(claim),
            hint="Readers disagree on which of the two counts; ask for a new presentation.",
        )
    return stated or claimed


def _audience(claims: JsonObject) -> tuple[str, ...]:
    named = as_list(claims.get("aud", []))
    if not all(isinstance(one, str) for one in named):
        raise ProofError('The token\'s claim "aud" is not text.', code="token.claim", pointer="/aud")
    return tuple(one for one in named if isinstance(one, str))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
