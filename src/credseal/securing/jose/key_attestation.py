"""Key attestations: somebody says of a wallet's keys what keeps them, and who can use them.

OpenID for Verifiable Credential Issuance 1.0, appendix D "Key Attestations"
(https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#name-key-attestations). Here one is read strictly and its signature
checked with a key that the caller has chosen. Who attests, and whether that is enough, others ask (``authenticity.wallet_provider``,
``checks.key_protection``).

    attestation = parse(text, algorithms={"ES256"})     # ProofError, KeyMaterialError: one that could be misread, or holds a bad key
    attestation.certificates, attestation.key_id        # what it says of its signer; claims, all of it
    attestation.verify(key)                             # ProofError, or nothing
    attestation.keys, attestation.key_storage           # (PublicKey, ...), ('iso_18045_high',)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.errors import ProofError
from credseal.findings import Finding
from credseal.securing.jose import request_token
from credseal.securing.jose.header_certificate import certificates_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from credseal.keys.public import PublicKey
    from credseal.securing.jose.request_token import RequestToken

TYPE = "key-attestation+jwt"
DRAFT_15_TYPE = "keyattestation+jwt"
"""What draft 15 called it, and what libraries in use still write."""

MOST_KEYS = 100
"""How many keys one attestation may hold: more than any wallet asks credentials for at once."""

_WHAT = "key attestation"
_MOST_LEVELS = 20
_URL = re.compile(r"https?://[^\s\x00-\x1f\x7f]{1,2000}")
# Whoever signs could put any key or any address there; none of them would say who signed.
_NO_SIGNERS = ("jwk", "jku", "x5u")


@dataclass(frozen=True)
class KeyAttestation:
    """A key attestation taken apart; until ``verify`` has agreed, anybody may have written it.

    Attributes:
        keys: those that it attests, in its order.
        key_storage: how well the storage of the keys resists attacks, in its words; empty where it does not say.
        user_authentication: the same of the ways in which the holder unlocks them.
        issued: when it was made, aware.
        expires: until when it counts, aware; None where it has no end.
        nonce: the issuer's, that shows when it was made at the earliest; None where it has none.
        certification: the address of what was certified about the storage; nobody asks there.
        signer: what it calls whoever made it (``iss``); None where it does not.
        key_id: the ``kid`` of the header; None where there are certificates.
        certificates: ``x5c`` in DER, the signer's first; empty where there is a ``kid``. Nobody has looked at them.
        notes: what an issuer should be told.
    """

    keys: tuple[PublicKey, ...] = field(repr=False)
    key_storage: tuple[str, ...]
    user_authentication: tuple[str, ...]
    issued: datetime
    expires: datetime | None
    nonce: str | None = field(repr=False)
    certification: str | None
    signer: str | None
    key_id: str | None
    certificates: tuple[bytes, ...] = field(repr=False)
    notes: tuple[Finding, ...]
    _algorithms: frozenset[str] = field(repr=False)
    _token: RequestToken = field(repr=False)

    def check_times(self, now: datetime) -> None:
        """Whether it counts at an instant.

        Raises:
            ProofError: ``key-proof.future``, ``key-proof.expired``.
        """
        self._token.check_times(now)

    def verify(self, key: PublicKey, *, algorithm: str | None = None) -> None:
        """Checks the signature.

        Args:
            key: of whoever is to have made it.
            algorithm: the only one that the key is for, by its publisher; None where it is for any.

        Raises:
            ProofError: ``jose.algorithm``, ``jose.key``.
            SignatureError: ``jose.signature``.
        """
        accepted = self._algorithms if algorithm is None else self._algorithms & {algorithm}
        self._token.jws.verify(key, algorithms=accepted)


def parse(token: str, *, algorithms: Collection[str], types: Collection[str] = (TYPE,)) -> KeyAttestation:
    """Takes a key attestation apart.

    Args:
        token: the compact form.
        algorithms: the values of ``alg`` that are accepted.
        types: the values of ``typ`` that are; ``DRAFT_15_TYPE`` is the other one there is.

    Raises:
        ProofError: as ``request_token.read``; ``key-proof.header`` (not exactly one of ``kid`` and ``x5c``, or a key of its own),
            ``token.header`` (``x5c`` is no list of certificates), ``key-proof.claim``, ``key-proof.keys-count``, ``key-proof.key`` (no key),
            ``key-proof.repeated-key``.
        KeyMaterialError: an attested key is private (``key.private``), weak, broken, of another kind than are supported, or not for signatures.
    """
    read = request_token.read(token, what=_WHAT, types=types, algorithms=algorithms)
    for name in _NO_SIGNERS:
        if name in read.header:
            raise read.bad_header(f"has '{name}', which says nothing about who signed", f"/{name}")
    by_kid = read.key_name("kid", "x5c") == "kid"
    return KeyAttestation(
        keys=_keys(read),
        key_storage=_levels(read, "key_storage"),
        user_authentication=_levels(read, "user_authentication"),
        issued=read.made,
        expires=read.instant("exp"),
        nonce=read.text("nonce"),
        certification=_address(read),
        signer=read.text("iss"),
        key_id=read.key_id() if by_kid else None,
        certificates=() if by_kid else certificates_of(read.header["x5c"]),
        notes=tuple(_notes(read)),
        _algorithms=frozenset(algorithms),
        _token=read,
    )


def _keys(read: RequestToken) -> tuple[PublicKey, ...]:
    listed = read.claims.get("attested_keys")
    if not isinstance(listed, list):
        raise read.bad_claim("attested_keys", "is missing" if listed is None else "is not a list")
    if not 0 < len(listed) <= MOST_KEYS:
        raise ProofError(
            f"The {_WHAT} holds {len(listed)} keys, and between 1 and {MOST_KEYS} are read.",
            code="key-proof.keys-count",
            pointer="/attested_keys",
        )
    found: dict[PublicKey, None] = {}
    for position, jwk in enumerate(listed):
        at = f"/attested_keys/{position}"
        key = request_token.public_key(jwk, what=_WHAT, at=at)
        if key in found:
            raise ProofError(
                f"The {_WHAT} holds the same key twice, as which two credentials would be tied together.",
                code="key-proof.repeated-key",
                pointer=at,
            )
        found[key] = None
    return tuple(found)


def _levels(read: RequestToken, name: str) -> tuple[str, ...]:
    if name not in read.claims:
        return ()
    listed = read.claims[name]
    if not isinstance(listed, list) or not 0 < len(listed) <= _MOST_LEVELS:
        raise read.bad_claim(name, f"is no list of 1 to {_MOST_LEVELS} texts")
    if not all(isinstance(each, str) and each for each in listed):
        raise read.bad_claim(name, "lists something else than text")
    return tuple(str(each) for each in listed)


def _address(read: RequestToken) -> str | None:
    stated = read.text("certification")
    if stated is not None and not _URL.fullmatch(stated):
        raise read.bad_claim("certification", "is no URL")
    return stated


def _notes(read: RequestToken) -> list[Finding]:
    found = []
    if read.type == DRAFT_15_TYPE:
        message = f"The {_WHAT} has the type that draft 15 gave it ({DRAFT_15_TYPE}); you put up with that."
        found.append(Finding("key-proof.draft-type", "warning", message, "/typ"))
    if "status" in read.claims:
        message = f"The {_WHAT} says where it could be asked whether it was revoked; nobody was asked."
        hint = "If that matters to you, ask there before you issue."
        found.append(Finding("key-proof.status-unchecked", "warning", message, "/status", hint))
    return found
