"""Key proofs: whoever asks for a credential shows to have the key that it is to be bound to, for this issuer and this occasion.

OpenID for Verifiable Credential Issuance 1.0, appendix F.1 "jwt Proof Type", and F.4 "Verifying Proof"
(https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#name-jwt-proof-type). The key stands in the proof, or in the key
attestation that comes in its header: what a proof shows is that its maker has the key, and nothing about what keeps the key.

    proof = parse(text, algorithms={"ES256"})
    proof.check(audience="https://uni.example", client_id=None, now=now, max_age=timedelta(minutes=5))
    proof.attestation                  # the text of the key attestation in its header; None where there is none
    proof.signed_by(attested_keys)     # the one of these keys that made it; ProofError where none did

That its nonce is fresh and counts once is for the maker of the nonce to see to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.errors import ProofError
from credseal.securing.jose import request_token
from credseal.securing.jose.header_certificate import key_of_certificate
from credseal.securing.jose.request_token import SKEW

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime, timedelta

    from credseal.keys.public import PublicKey
    from credseal.securing.jose.request_token import RequestToken

TYPE = "openid4vci-proof+jwt"

_WHAT = "proof of the wallet's key"


@dataclass(frozen=True)
class KeyProof:
    """A key proof taken apart; its signature has not been checked yet.

    Attributes:
        key: the one in the header (``jwk``, or the first certificate of ``x5c``); None where ``kid`` names it.
        attestation: the text of the key attestation in the header; None where there is none.
        audience: whom it is for.
        client: whose wallet made it, by its ``client_id`` (``iss``); None where it does not say.
        nonce: the issuer's that it answers.
        made: when, aware.
    """

    key: PublicKey | None = field(repr=False)
    attestation: str | None = field(repr=False)
    audience: str
    client: str | None
    nonce: str = field(repr=False)
    made: datetime
    _algorithms: frozenset[str] = field(repr=False)
    _token: RequestToken = field(repr=False)

    def check(self, *, audience: str, client_id: str | None, now: datetime, max_age: timedelta) -> None:
        """Whether it is for this issuer, this wallet and this time.

        Args:
            audience: the Credential Issuer Identifier, as wallets have it from the issuer's metadata.
            client_id: whom the access token was given to; None where that was anonymous, so that the proof may not name anybody.
            now: the present, aware.
            max_age: how long ago it may have been made; 60 s are added for clocks that disagree.

        Raises:
            ProofError: ``key-proof.audience``, ``key-proof.client``, ``key-proof.stale``, ``key-proof.future``, ``key-proof.expired``.
        """
        if self.audience != audience:
            raise ProofError(
                f"The {_WHAT} was made for another issuer ('aud').",
                code="key-proof.audience",
                pointer="/aud",
                hint="It is this issuer's identifier, letter for letter. A proof that another issuer passes on looks like this.",
            )
        if self.client is not None and self.client != client_id:
            whom = "somebody, and the wallet is to be anonymous" if client_id is None else "another wallet's client_id"
            raise ProofError(f"The {_WHAT} names {whom} ('iss').", code="key-proof.client", pointer="/iss")
        self._token.check_times(now)
        if self.made < now - max_age - SKEW:
            raise ProofError(
                f"The {_WHAT} was made too long ago ('iat').",
                code="key-proof.stale",
                pointer="/iat",
                hint="Ask for a new one; if it happens again, compare the clocks.",
            )

    def signed_by(self, keys: Sequence[PublicKey]) -> PublicKey:
        """The one of several keys that made it.

        Which of them ``kid`` means is the wallet's to know, and has been its place in the list, a name, a DID: each is as good as another
        if it is among them and made the signature.

        Args:
            keys: those that are attested.

        Raises:
            ProofError: ``key-proof.unattested-key``: the key in the header is none of them, or none of them made it; ``jose.key``.
            SignatureError: ``jose.signature``: the key in the header is one of them, and did not make it.
        """
        if self.key is not None and self.key in keys:
            self._token.jws.verify(self.key, algorithms=self._algorithms)
            return self.key
        made = None if self.key is not None else next((key for key in keys if self._made_by(key)), None)
        if made is None:
            raise ProofError(
                f"The {_WHAT} was not made with any of the keys that are attested.",
                code="key-proof.unattested-key",
                hint="Whoever sends it has an attestation, and has not shown to have a key that it is about.",
            )
        return made

    def _made_by(self, key: PublicKey) -> bool:
        try:
            self._token.jws.verify(key, algorithms=self._algorithms)
        except ProofError:  # of another kind, or another signature
            return False
        return True


def parse(token: str, *, algorithms: Collection[str]) -> KeyProof:
    """Takes a key proof apart.

    Args:
        token: the compact form.
        algorithms: the values of ``alg`` that are accepted.

    Raises:
        ProofError: as ``request_token.read``; ``key-proof.header`` (not exactly one of ``kid``, ``jwk`` and ``x5c``; an attestation that is no
            text), ``key-proof.claim`` (no ``aud`` or ``nonce``), ``key-proof.key``, ``token.header`` (no certificate).
        KeyMaterialError: the key in the header is private (``key.private``), weak, broken, or of another kind than are supported.
    """
    read = request_token.read(token, what=_WHAT, types=(TYPE,), algorithms=algorithms)
    attestation = read.header.get("key_attestation")
    if "key_attestation" in read.header and not isinstance(attestation, str):
        raise read.bad_header("has a 'key_attestation' that is not text", "/key_attestation")
    audience, nonce = read.text("aud"), read.text("nonce")
    if audience is None or nonce is None:
        raise read.bad_claim("aud" if audience is None else "nonce", "is missing")
    return KeyProof(
        key=_key(read),
        attestation=attestation if isinstance(attestation, str) else None,
        audience=audience,
        client=read.text("iss"),
        nonce=nonce,
        made=read.made,
        _algorithms=frozenset(algorithms),
        _token=read,
    )


def _key(read: RequestToken) -> PublicKey | None:
    named = read.key_name("kid", "jwk", "x5c")
    if named == "jwk":
        return request_token.public_key(read.header["jwk"], what=_WHAT, at="/jwk")
    if named == "x5c":
        return key_of_certificate(read.header["x5c"])
    read.key_id()
    return None
