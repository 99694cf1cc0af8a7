"""Credentials of the W3C data model as SD-JWTs: read strictly, with the disclosures in place.

Securing Verifiable Credentials using JOSE and COSE, sections 3.2.1 and 5.3 (https://www.w3.org/TR/vc-jose-cose/#securing-with-sd-jwt). What is
left when the disclosures are in place is the JSON-LD document; the registered claims of RFC 7519 are the token's own, as in ``vc+jwt``. Which
SD-JWTs are of this kind, ``encoding.sd_jwt_credential`` says.

    credential = parse(text)
    credential.token.verify(key)          # a CredentialToken, as those of securing.jose.credential
    credential.token.document             # what is shown; the subject's members may be missing
    credential.processed.withheld         # where something is that is not shown

The standard recommends that nothing be selectively disclosable that a verifier needs to judge the credential. Here that is a rule: what a disclosure
brings of it is refused. That it is withheld nobody can see, as digests at the top may stand for anything: whoever judges has to reckon with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding.sd_jwt_credential import OF_DATA_MODEL, kind_of, read
from credseal.errors import ProofError, pointer_to
from credseal.securing.jose.algorithms import refuse_algorithm
from credseal.securing.jose.credential import ALGORITHMS, holding
from credseal.securing.sd_jwt import parsing

if TYPE_CHECKING:
    from credseal.securing.jose.credential import CredentialToken
    from credseal.securing.sd_jwt.parsing import SdJwt
    from credseal.securing.sd_jwt.processing import Processed

# The first line is the standard's own list. The rest decides as much: by whom, from when and until when, for whose key; which kind of token
# it is; and whether there is a second proof.
ALWAYS_SHOWN = frozenset({
    "@context", "type", "credentialStatus", "credentialSchema", "relatedResource",
    "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "status", "cnf",
    "iss", "nbf", "exp", "aud", "vct", "vc", "vp", "proof",
})  # fmt: skip
"""Members of the payload that are never selectively disclosable, nor anything inside them."""

_CONTEXT = "@context"


@dataclass(frozen=True)
class DisclosedCredential:
    """A credential of the data model, as far as it is shown; its signature has not been checked yet.

    Attributes:
        token: the credential, to be examined like those in other tokens.
        sd_jwt: what it was read from.
        processed: the payload, and what of it is disclosed and withheld.
    """

    token: CredentialToken
    sd_jwt: SdJwt
    processed: Processed


def parse(text: str | bytes) -> DisclosedCredential:
    """Takes a credential apart and puts its disclosures in place.

    Args:
        text: the compact serialisation and nothing else, with or without proof of the holder's key.

    Raises:
        ProofError: ``sd-jwt.other-kind`` (it is an SD-JWT VC, or something else), ``sd-jwt.always-shown`` (a disclosure brings what decides
            about it, or the context of something), ``jose.algorithm``, and as ``parsing.parse``, ``SdJwt.processed`` and ``holding``.
        EnvelopeError: as ``sd_jwt_credential.kind_of`` and ``read``.
    """
    received = parsing.parse(text)
    if kind_of(received.header, received.claims) != OF_DATA_MODEL:
        raise ProofError(
            "The token is no credential of the W3C data model, by its type or its signed payload.",
            code="sd-jwt.other-kind",
            pointer="/typ",
            hint="A token of another kind may say the same and mean something else.",
        )
    refuse_algorithm(received.algorithm, ALGORITHMS, "token")
    processed = received.processed()
    _refuse_hidden(processed)
    token = holding(received.jws, read(received.header, processed.payload))
    return DisclosedCredential(token, received, processed)


def _refuse_hidden(processed: Processed) -> None:
    """What decides must stand in the signed payload, and what names mean with it: else the holder would choose both."""
    brought = [one.place for one in processed.disclosed]
    for place in (*brought, *(one.place for one in processed.withheld)):
        if place and place[0] in ALWAYS_SHOWN:
            raise _hidden(str(place[0]), pointer_to(place[0]))
    for place in brought:
        if place[-1] == _CONTEXT:
            raise _hidden(_CONTEXT, pointer_to(*place))


def _hidden(name: str, pointer: str) -> ProofError:
    return ProofError(
        f'"{name}", or something inside it, can be withheld, and everybody has to see it.',
        code="sd-jwt.always-shown",
        pointer=pointer,
        hint="The holder could leave out what decides about the credential; its issuer has to sign it anew.",
    )
