"""What the tokens of a wallet that asks for a credential have in common: a type, an algorithm of ours, claims of one form, a time.

OpenID for Verifiable Credential Issuance 1.0, appendices D and F (https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html):
proofs of a key (``key_proof``) and attestations of keys (``key_attestation``). The type is looked at first: a token of another kind is
refused whatever it says, so that no credential, presentation or proof of one purpose passes for another.

    token = read(text, what="key attestation", types={"key-attestation+jwt"}, algorithms={"ES256"})
    token.text("nonce"), token.instant("iat")
    token.check_times(now)                        # ProofError, or nothing
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.encoding import strict_json
from credseal.errors import JsonError, KeyMaterialError, ProofError, pointer_to
from credseal.keys.jwk import from_jwk
from credseal.securing.jose import jws
from credseal.securing.jose.algorithms import refuse_algorithm
from credseal.securing.jose.numeric_date import numeric_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey
    from credseal.securing.jose.jws import Jws

SKEW = timedelta(seconds=60)
"""How far two clocks may be apart."""

# An attestation of a hundred RSA keys, with a chain of certificates in its header, is shorter.
_MOST_BYTES = 128 * 1024
_PAYLOAD = strict_json.Limits(bytes=_MOST_BYTES, depth=8, items=2_000)


@dataclass(frozen=True)
class RequestToken:
    """A token taken apart; its signature has not been checked yet.

    Attributes:
        what: it is, for messages.
        jws: with header and signature.
        claims: the payload.
        made: when, aware (``iat``).
    """

    what: str
    jws: Jws = field(repr=False)
    claims: JsonObject = field(repr=False)
    made: datetime

    @property
    def header(self) -> JsonObject:
        """The protected header."""
        return self.jws.header

    @property
    def type(self) -> str:
        """What it says that it is; one of those that were asked for."""
        return str(self.header["typ"])

    def text(self, name: str) -> str | None:
        """A claim that is text; None where it is absent.

        Raises:
            ProofError: ``key-proof.claim``.
        """
        value = self.claims.get(name)
        if name in self.claims and not (isinstance(value, str) and value):
            raise self.bad_claim(name, "is not text")
        return value if isinstance(value, str) else None

    def instant(self, name: str) -> datetime | None:
        """A claim that is a time, aware; None where it is absent.

        Raises:
            ProofError: ``key-proof.claim``.
        """
        instant = numeric_date(self.claims.get(name))
        if name in self.claims and instant is None:
            raise self.bad_claim(name, "is not a time in seconds since 1970")
        return instant

    def key_name(self, *ways: str) -> str:
        """By which member the header names the key: exactly one of these.

        Raises:
            ProofError: ``key-proof.header``.
        """
        named = [name for name in ways if name in self.header]
        if len(named) != 1:
            raise self.bad_header(f"does not have exactly one of {', '.join(ways)}", "")
        return named[0]

    def key_id(self) -> str:
        """The ``kid`` of the header.

        Raises:
            ProofError: ``key-proof.header``.
        """
        value = self.header["kid"]
        if not isinstance(value, str) or not value:
            raise self.bad_header("has a 'kid' that is not text", "/kid")
        return value

    def check_times(self, now: datetime) -> None:
        """Whether it counts at an instant, by its own ``iat``, ``nbf`` and ``exp``.

        Raises:
            ProofError: ``key-proof.future``, ``key-proof.expired``, ``key-proof.claim``.
        """
        for name, begins in (("iat", self.made), ("nbf", self.instant("nbf"))):
            if begins is not None and begins > now + SKEW:
                raise ProofError(
                    f"The {self.what} is from the future, or for later ('{name}').",
                    code="key-proof.future",
                    pointer=pointer_to(name),
                    hint="Compare the clocks; whoever writes later times could prepare tokens for an occasion to come.",
                )
        ends = self.instant("exp")
        if ends is not None and ends + SKEW <= now:
            raise ProofError(
                f"The {self.what} has expired ('exp').",
                code="key-proof.expired",
                pointer="/exp",
                hint="Ask the wallet for a new one.",
            )

    def bad_claim(self, name: str, how: str) -> ProofError:
        """Why a token is refused whose claim is not right."""
        return _bad_claim(self.what, name, how)

    def bad_header(self, how: str, pointer: str) -> ProofError:
        """Why a token is refused whose header is not right."""
        return ProofError(f"The header of the {self.what} {how}.", code="key-proof.header", pointer=pointer)


def read(token: str, *, what: str, types: Collection[str], algorithms: Collection[str]) -> RequestToken:
    """Takes a token apart.

    Args:
        token: the compact form.
        what: it is to be, for messages.
        types: the values of ``typ`` that it may have.
        algorithms: the values of ``alg`` that are accepted.

    Raises:
        ProofError: ``jose.*`` (no text, its form, ``crit``, an algorithm that is not accepted; longer than 128 KiB), ``key-proof.type``,
            ``key-proof.claim`` (the payload is no JSON object, or does not say when it was made), ``key-proof.trust-chain``.
    """
    if not isinstance(token, str):  # mostly it is taken from JSON that somebody sent
        raise ProofError(f"The {what} is not text.", code="jose.form")
    if len(token) > _MOST_BYTES:
        raise ProofError(f"The {what} is longer than the {_MOST_BYTES} bytes that are read.", code="jose.size")
    parsed = jws.parse(token)
    stated = parsed.header.get("typ")
    if not isinstance(stated, str) or stated not in types:
        raise ProofError(
            f"This is no {what}: the type in its header ('typ') is not {' or '.join(sorted(types))}.",
            code="key-proof.type",
            pointer="/typ",
            hint="Tokens of one kind never count for another, whatever they say.",
        )
    refuse_algorithm(parsed.algorithm, algorithms, what)
    if "trust_chain" in parsed.header:
        raise ProofError(
            f"The {what} relies on a trust chain of OpenID Federation, which is not followed here.",
            code="key-proof.trust-chain",
            pointer="/trust_chain",
            hint="Ask for one that names its signer by certificates (x5c) or by kid.",
        )
    claims = _claims(parsed, what)
    made = numeric_date(claims.get("iat"))
    if made is None:
        raise _bad_claim(what, "iat", "is missing, or not a time in seconds since 1970")
    return RequestToken(what, parsed, claims, made)


def public_key(jwk: JsonValue, *, what: str, at: str) -> PublicKey:
    """A public key that stands in a token.

    Args:
        jwk: the JSON Web Key.
        what: it stands in, for messages.
        at: JSON pointer to it.

    Raises:
        ProofError: ``key-proof.key``, it is no object.
        KeyMaterialError: as ``from_jwk``; ``key.private`` above all.
    """
    if not isinstance(jwk, dict):
        raise ProofError(f"In the {what} something else stands where a key should.", code="key-proof.key", pointer=at)
    try:
        return from_jwk(jwk)
    except KeyMaterialError as error:
        raise KeyMaterialError(
            f"A key in the {what} is not accepted. {error.message}",
            code=error.code,
            pointer=f"{at}{error.pointer or ''}",
            hint=error.hint,
        ) from None


def _claims(parsed: Jws, what: str) -> JsonObject:
    try:
        claims = strict_json.loads(parsed.payload, limits=_PAYLOAD)
    except JsonError as error:
        raise ProofError(
            f"The payload of the {what} cannot be read: {error.message}", code="key-proof.claim", hint=error.hint
        ) from error
    if not isinstance(claims, dict):
        raise ProofError(f"The payload of the {what} is not a JSON object.", code="key-proof.claim")
    return claims


def _bad_claim(what: str, name: str, how: str) -> ProofError:
    return ProofError(f"In the {what} the claim '{name}' {how}.", code="key-proof.claim", pointer=pointer_to(name))
