"""The keys of an issuer of signed Open Badges 2.0, and whether one of them signed.

Open Badges 2.0, "SignedBadge Verification": https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#SignedBadge . A key is
the issuer's where the Profile at the issuer's address lists it in ``publicKey`` and the key's own document names the issuer as ``owner``.

    signed = check_signature(token, assertion, profile, hosted)
    signed.key_id, signed.problem
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.authenticity.method import NotAuthorisedError, UnresolvedError
from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError, KeyMaterialError, ProofError, ResolutionError
from credseal.profiles.openbadges2.documents import link_to, verification_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.checks.openbadges2.gathering import Hosted
    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.public import PublicKey
    from credseal.securing.jose.jws import Jws

# The standard recommends the first; the second is what 1EdTech's validators take beside it.
ALGORITHMS = frozenset({"RS256", "ES256"})
_MOST_KEYS = 8
_KEYS = "/badge/issuer/publicKey"


@dataclass(frozen=True)
class Signed:
    """What came of checking a signature.

    Attributes:
        key_id: the issuer's key that signed; None where none did, or none could be had.
        problem: why; a ProofError where the signature does not fit, else why no key could be had, or none is the issuer's.
    """

    key_id: str | None = None
    problem: CredsealError | None = None


def check_signature(token: Jws, assertion: JsonObject, profile: JsonObject, hosted: Hosted) -> Signed:
    """Checks a signature with the issuer's keys: the one that the badge names, else all that the Profile lists."""
    refused: CredsealError | None = None
    unread: CredsealError | None = None
    try:
        for key_id, listed in _candidates(assertion, profile):
            try:
                token.verify(_key(key_id, listed, profile, hosted), algorithms=ALGORITHMS)
            except ProofError as error:
                refused = error
            except ResolutionError as error:
                unread = unread or error
            else:
                return Signed(key_id)
    except ResolutionError as error:
        return Signed(problem=error)
    # A key that could not be had may be the one that signed.
    return Signed(problem=unread or refused)


def _candidates(assertion: JsonObject, profile: JsonObject) -> Iterator[tuple[str, JsonObject | None]]:
    """Identifiers of keys, with the key's document where the Profile has it inside."""
    listed: dict[str, JsonObject | None] = {}
    for each in as_list(profile.get("publicKey", [])):
        identifier = each.get("id") if isinstance(each, dict) else each
        if isinstance(identifier, str):
            listed[identifier] = each if isinstance(each, dict) else None
    if not listed:
        raise NotAuthorisedError(
            "The issuer's Profile lists no key, so that no signature is the issuer's.",
            code="openbadges2.no-key",
            pointer=_KEYS,
        )
    creator = link_to(verification_of(assertion), "creator")
    if "creator" in verification_of(assertion) and creator not in listed:
        raise NotAuthorisedError(
            "The badge names a key that is none of its issuer's: their Profile does not list it.",
            code="openbadges2.key-not-listed",
            pointer="/verification/creator",
            hint="Anybody can make a key and name it; only the issuer's Profile says which keys are the issuer's.",
        )
    if creator is None and len(listed) > _MOST_KEYS:
        raise UnresolvedError(
            f"The issuer's Profile lists more than {_MOST_KEYS} keys, and the badge does not say which signed.",
            code="openbadges2.keys",
            pointer=_KEYS,
        )
    yield from listed.items() if creator is None else [(creator, listed[creator])]


def _key(key_id: str, inside: JsonObject | None, profile: JsonObject, hosted: Hosted) -> PublicKey:
    from credseal.keys import pem  # noqa: PLC0415 - it loads the certificates of cryptography, which no other badge needs

    document = inside if inside is not None and "publicKeyPem" in inside else hosted.get(key_id)
    if document.get("owner") != profile.get("id"):
        raise NotAuthorisedError(
            "The key's document names another owner than the issuer.",
            code="openbadges2.key-owner",
            pointer=_KEYS,
            hint="Owner and issuer must name each other, letter for letter.",
        )
    text = document.get("publicKeyPem")
    try:
        return pem.read_public(text.encode("utf-8", "replace") if isinstance(text, str) else b"")
    except KeyMaterialError as error:
        raise UnresolvedError(error.message, code=error.code, pointer=_KEYS, hint=error.hint) from error
