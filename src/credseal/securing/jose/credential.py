"""Credentials in tokens: read strictly, checked with a key that the caller has chosen.

Securing Verifiable Credentials using JOSE and COSE (https://www.w3.org/TR/vc-jose-cose/), VC-JWT of the Verifiable Credentials Data Model 1.1,
section 6.3.1 (https://www.w3.org/TR/vc-data-model/#json-web-token), and the JSON Web Token proof of Open Badges 3.0, section 8.2
(https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof). Which of them a token is, ``encoding.credential_token`` says; what its claims mean, ``claims``.

    token = parse(text)                        # ProofError: a token that could be misread, contradicts itself, or is signed otherwise
    token.key_id, token.header_key()           # what it says of its key: a name, a key; both are claims
    token.verify(key)                          # ProofError, or nothing
    token.document                             # what the signature covers, the claims of the token taken out

A key or certificate in the header checks the signature and says nothing about whose it is. Addresses of keys (``jku``, ``x5u``) are never asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import credential_token
from credseal.errors import ProofError, pointer_to
from credseal.findings import Finding
from credseal.keys.jwk import from_jwk
from credseal.profiles import openbadges, vcdm
from credseal.securing.jose import jws
from credseal.securing.jose.algorithms import refuse_algorithm
from credseal.securing.jose.claims import missing_in_badge, reconcile
from credseal.securing.jose.header_certificate import certificates_of, key_of_certificate

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.credential_token import TokenContent, TokenKind
    from credseal.encoding.presentation_token import PresentationKind
    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.public import PublicKey
    from credseal.securing.jose.jws import Jws

ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"})
"""What a credential may be signed with."""

# RFC 9864: one algorithm, by its old name and its new one.
_SAME = {"EdDSA": "Ed25519"}
_ADDRESSES = ("jku", "x5u")


@dataclass(frozen=True)
class CredentialToken:
    """A token that holds a credential, taken apart; its signature has not been checked yet.

    Attributes:
        kind: ``vc+jwt``, ``vc+sd-jwt`` (see ``sd_jwt.credential``) or ``JWT``; of a presentation (see ``presentation``) ``vp+jwt`` or ``JWT``.
        document: the credential with what only the token's claims say of it.
        written: the credential as it stands in the token.
        key_id: the ``kid`` of the header, or None.
        issued_at: when it says that it was signed, aware, or None.
        begins, expires: from when and until when the signature is to count, aware, or None.
        notes: what a verifier should tell.
    """

    kind: TokenKind | PresentationKind
    document: JsonObject = field(repr=False)
    written: JsonObject = field(repr=False)
    key_id: str | None
    issued_at: datetime | None
    begins: datetime | None
    expires: datetime | None
    notes: tuple[Finding, ...]
    _jws: Jws = field(repr=False)

    @property
    def algorithm(self) -> str:
        """What the header says that it was signed with; a claim until ``verify`` has agreed."""
        return self._jws.algorithm

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """``x5c`` of the header in DER, the signer's first; empty where there is none. Nobody has looked at them.

        Raises:
            ProofError: ``token.header``, it is no list of certificates.
        """
        return certificates_of(self._jws.header["x5c"]) if "x5c" in self._jws.header else ()

    def header_key(self) -> PublicKey | None:
        """The key in the header, in ``jwk`` or in the first certificate of ``x5c``; None where it holds none.

        Raises:
            KeyMaterialError: the key is private, weak, or of another form or kind than are supported.
            ProofError: ``token.header`` (no object, no certificate), ``token.keys`` (two different keys).
        """
        jwk = self._jws.header.get("jwk")
        refuse_other_algorithm(jwk.get("alg") if isinstance(jwk, dict) else None, self.algorithm)
        return key_in(self._jws.header)

    def verify(self, key: PublicKey, *, algorithm: str | None = None) -> None:
        """Checks the signature.

        Args:
            key: the key of whoever is to have signed.
            algorithm: the only one that the key is for, by its publisher (``alg`` of a JSON Web Key); None where it is for any.

        Raises:
            ProofError: ``jose.key``, ``token.algorithm`` (the key is for another algorithm).
            SignatureError: ``jose.signature``, the signature does not fit.
        """
        refuse_other_algorithm(algorithm, self.algorithm)
        self._jws.verify(key, algorithms=ALGORITHMS)


def refuse_other_algorithm(wanted: object, named: str) -> None:
    """Refuse a token that names another algorithm than the one that its key is published for.

    Args:
        wanted: ``alg`` of the key, as it is published; None, or what is no text, where it is for any.
        named: what the token's header names.

    Raises:
        ProofError: ``token.algorithm``.
    """
    if isinstance(wanted, str) and _SAME.get(wanted, wanted) != _SAME.get(named, named):
        raise ProofError(
            "The key is published for another algorithm than the one that the token names.",
            code="token.algorithm",
            pointer="/alg",
            hint="Ask the issuer to sign with what their key is for.",
        )


def parse(token: str | bytes) -> CredentialToken:
    """Takes a credential's token apart.

    Args:
        token: the compact form.

    Raises:
        ProofError: ``jose.*`` (its form, ``crit``, an algorithm that is not accepted), ``token.claim``, ``token.contradiction``,
            ``token.header`` (``kid`` is no text), ``token.data-model`` (``vc+jwt`` with a credential of version 1.1).
        EnvelopeError, JsonError: it holds no credential, or two; see ``credential_token``.
    """
    parsed = jws.parse(token)
    refuse_algorithm(parsed.algorithm, ALGORITHMS, "token")
    return holding(parsed, credential_token.read(parsed.header, parsed.payload))


def holding(parsed: Jws, held: TokenContent) -> CredentialToken:
    """A credential's token, from what was read of it.

    Args:
        parsed: the token.
        held: the credential in it.

    Raises:
        ProofError: ``token.claim``, ``token.contradiction``, ``token.header`` (``kid`` is no text), ``token.data-model`` (a credential of
            version 1.1 in a token for those of 2.0).
    """
    if held.kind != "JWT" and vcdm.first_context(held.document) == vcdm.CONTEXT_V1:
        raise ProofError(
            "The token's type is for credentials of the data model 2.0, and the one in it is of 1.1.",
            code="token.data-model",
            pointer="/@context",
        )
    told = reconcile(held.document, held.claims, kind=held.kind)
    return CredentialToken(
        kind=held.kind,
        document=told.document,
        written=held.document,
        key_id=key_id_of(parsed.header),
        issued_at=told.issued_at,
        begins=told.begins,
        expires=told.expires,
        notes=(*told.notes, *_odd(parsed.header, held)),
        _jws=parsed,
    )


def key_in(header: JsonObject) -> PublicKey | None:
    """The key in a header, in ``jwk`` or in the first certificate of ``x5c``; None where it holds none. It is nobody's in particular.

    Raises:
        KeyMaterialError: the key is private, weak, or of another form or kind than are supported.
        ProofError: ``token.header`` (no object, no certificate), ``token.keys`` (two different keys).
    """
    found = []
    if "jwk" in header:
        jwk = header["jwk"]
        if not isinstance(jwk, dict):
            raise _header("jwk", "is no JSON Web Key")
        found.append(from_jwk(jwk))
    if "x5c" in header:
        found.append(key_of_certificate(header["x5c"]))
    if found[1:] and found[0] != found[1]:
        raise two_keys()
    return found[0] if found else None


def key_id_of(header: JsonObject) -> str | None:
    """The ``kid`` of a token's header; None where there is none.

    Raises:
        ProofError: ``token.header``, it is no text.
    """
    key_id = header.get("kid")
    if "kid" in header and not isinstance(key_id, str):
        raise _header("kid", "is not text")
    return key_id if isinstance(key_id, str) else None


def two_keys() -> ProofError:
    """Why a token is refused that says two things about its key."""
    return ProofError("The token's header names or holds two different keys.", code="token.keys", pointer="")


def _odd(header: JsonObject, held: TokenContent) -> tuple[Finding, ...]:
    found = []
    asked = [name for name in _ADDRESSES if name in header]
    if asked:
        message = f'The token\'s header says where its key may be found ("{asked[0]}"); nobody was asked there.'
        found.append(Finding("token.address", "info", message, pointer_to(asked[0])))
    missing = missing_in_badge(held.claims) if held.kind == "JWT" and openbadges.is_badge(held.document) else ()
    if missing:
        message = f"Open Badges 3.0 demands claims that the token does not have: {', '.join(missing)}."
        found.append(Finding("token.claims-missing", "info", message, "", "Strict verifiers may refuse it."))
    return tuple(found)


def _header(member: str, what: str) -> ProofError:
    return ProofError(f'The "{member}" of the token\'s header {what}.', code="token.header", pointer=pointer_to(member))
