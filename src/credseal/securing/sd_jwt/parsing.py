"""SD-JWTs: read strictly, checked with a key that the caller has chosen, and made whole with their disclosures.

RFC 9901, section 7.1: https://www.rfc-editor.org/rfc/rfc9901#section-7.1. The signature is checked before a disclosure is looked at. The
caller says which kinds of token (``typ``) and which algorithms are accepted; a key or certificate in the header proves nothing.

    token = parse(text)                                   # ProofError: no SD-JWT, or one that could be misread
    token.header["kid"], token.claims.get("iss")          # whose key it is to be; a claim until ``verify`` has agreed
    verified = token.verify(key, algorithms={"ES256"}, types={"dc+sd-jwt"})
    verified.payload, verified.withheld

Whether the holder has to prove a key is the caller's decision, never the token's (section 7.3, step 1): ``key_binding`` checks it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from credseal.encoding import sd_jwt, strict_json
from credseal.errors import EncodingError, JsonError, ProofError, pointer_to
from credseal.securing.jose import jws
from credseal.securing.sd_jwt.processing import Processed, process

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.public import PublicKey
    from credseal.securing.jose.jws import Jws

KEY_BINDING_TYPE = "kb+jwt"
"""What the holder's tokens are called in ``typ`` (RFC 9901, section 4.3)."""


@dataclass(frozen=True)
class SdJwt:
    """An SD-JWT, taken apart and not yet checked.

    Attributes:
        jws: the token that the issuer signed.
        jwt: its text.
        disclosures: their texts, in order.
        key_binding: the token that its holder signed, not checked either; None where there is none.
    """

    jws: Jws = field(repr=False)
    jwt: str = field(repr=False)
    disclosures: tuple[str, ...] = field(repr=False)
    key_binding: Jws | None = field(repr=False)

    @property
    def header(self) -> JsonObject:
        """The protected header."""
        return self.jws.header

    @property
    def algorithm(self) -> str:
        """What the header says it was signed with."""
        return self.jws.algorithm

    @property
    def text(self) -> str:
        """The SD-JWT without the holder's token."""
        return sd_jwt.join(self.jwt, self.disclosures)

    @cached_property
    def claims(self) -> JsonObject:
        """The payload as the issuer signed it, digests in place of what is selectively disclosable.

        Raises:
            ProofError: ``sd-jwt.payload``, it is no strict JSON or no object.
        """
        try:
            payload = strict_json.loads(self.jws.payload)
        except JsonError as error:
            raise ProofError(
                f"The token's payload cannot be read: {error.message}", code="sd-jwt.payload", hint=error.hint
            ) from error
        if not isinstance(payload, dict):
            raise ProofError("The token's payload is not a JSON object.", code="sd-jwt.payload")
        return payload

    def processed(self) -> Processed:
        """What it says, whoever signed it: for holders, who look at what they have.

        Raises:
            ProofError: ``sd-jwt.payload``, and as ``processing.process``.
        """
        return process(self.claims, self.disclosures)

    def verify(self, key: PublicKey, *, algorithms: Collection[str], types: Collection[str]) -> Verified:
        """Checks the signature and puts the disclosures in place.

        Args:
            key: the key of whoever is to have signed, found by other means than this token's word.
            algorithms: the values of ``alg`` that the caller accepts.
            types: the values of ``typ`` that the caller accepts, e.g. ``dc+sd-jwt``.

        Raises:
            ProofError: ``sd-jwt.other-kind`` (another ``typ``, or none), ``jose.algorithm``, ``jose.key``, ``sd-jwt.payload``, and as
                ``processing.process``.
            SignatureError: ``jose.signature``.
        """
        refuse_type(self.jws, types)
        self.jws.verify(key, algorithms=algorithms)
        processed = self.processed()
        return Verified(processed.payload, processed.disclosed, processed.withheld, processed.hash_name, self)


@dataclass(frozen=True)
class Verified(Processed):
    """What an SD-JWT says, and its issuer's key has signed.

    Attributes:
        token: the SD-JWT.
    """

    token: SdJwt


def parse(text: str | bytes) -> SdJwt:
    """Takes an SD-JWT or SD-JWT+KB apart.

    Args:
        text: the compact serialisation and nothing else, no white space either.

    Raises:
        ProofError: ``sd-jwt.size``, ``sd-jwt.form``, ``sd-jwt.count``, ``sd-jwt.key-binding-kind`` (what stands behind the disclosures is no
            proof of a holder's key), and as ``jose.jws.parse`` for both tokens.
    """
    try:
        parts = sd_jwt.split(text)
    except EncodingError as error:
        raise ProofError(error.message, code=error.code, pointer=error.pointer, hint=error.hint) from None
    # A last disclosure without its tilde stands in the same place: also who asks for no proof must not take it for one.
    proof = None if parts.key_binding is None else jws.parse(parts.key_binding)
    if proof is not None and proof.header.get("typ") != KEY_BINDING_TYPE:
        raise ProofError(
            f"The token behind the disclosures is not of the kind '{KEY_BINDING_TYPE}', so that it is no proof of the holder's key.",
            code="sd-jwt.key-binding-kind",
            pointer=pointer_to("typ"),
        )
    return SdJwt(jws.parse(parts.jwt), parts.jwt, parts.disclosures, proof)


def refuse_type(token: Jws, types: Collection[str]) -> None:
    """Refuse a token of another kind: one that was signed for something else must not count here (RFC 8725, section 3.11).

    Raises:
        ProofError: ``sd-jwt.other-kind``.
    """
    typ = token.header.get("typ")
    if not isinstance(typ, str) or typ not in types:
        raise ProofError(
            f"The token's header does not say that it is of the kind that is expected here ('typ': {' or '.join(sorted(types))}).",
            code="sd-jwt.other-kind",
            pointer=pointer_to("typ"),
            hint="A token of another kind may say the same and mean something else.",
        )
