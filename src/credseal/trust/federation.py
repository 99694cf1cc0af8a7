"""Issuers by the word of a federation's trust anchor: entity statements that somebody fetched beforehand.

OpenID Federation 1.0, sections 3.1 and 3.2 (https://openid.net/specs/openid-federation-1_0.html#section-3.2), in the form in which the Digital
Credentials Consortium publishes its members: ``fetch?sub=<DID>`` answers with a JWT in which the anchor (``iss``) states for a day that it knows
the issuer (``sub``). The caller hands over statements, the anchor's identifier and its keys, got in a safe way; nothing is fetched, and no key
inside a statement is believed.

    about, entries = read(statements, anchor="https://register.example", keys=jwk_set, at=datetime.now(UTC))

Only what the anchor says itself counts: chains over intermediates are not followed. A statement whose meaning hangs on rules that are not
applied here (``metadata_policy``, ``constraints``, ``crit``) is refused. Departing from section 3.2, step 9, a statement need not hold ``jwks``: those would
be keys for the federation's own protocols, and the issuer's come from its own document. One that has expired is kept, because
"out of date" and "never heard of" are different answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from credseal.encoding.strict_json import Limits
from credseal.errors import CredsealError, ModelError, RegisterError, SignatureError, pointer_to
from credseal.keys.jwk import from_jwk
from credseal.net.urls import shorten
from credseal.securing.jose import jws
from credseal.trust.entry import Entry
from credseal.trust.seals import ALGORITHMS, payload_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.securing.jose.jws import Jws

TOKEN_TYPE = "entity-statement+jwt"  # noqa: S105  the type of a token (section 3)
# A logo may stand in the metadata.
_LIMITS = Limits(bytes=1024 * 1024, depth=16, items=5_000)
_SKEW = timedelta(seconds=60)
# What may change the meaning of a statement, and is not applied here ...
_NOT_APPLIED = ("crit", "metadata_policy", "metadata_policy_crit", "constraints")
# ... and what no statement about somebody else may hold (section 3.2, steps 14 to 27).
_NOT_ABOUT_OTHERS = (
    "authority_hints", "trust_anchor_hints", "trust_marks", "trust_mark_issuers", "trust_mark_owners", "aud", "trust_anchor",
)  # fmt: skip


def read(
    statements: Iterable[str | bytes], *, anchor: str, keys: Mapping[str, Any], at: datetime
) -> tuple[str | None, tuple[Entry, ...]]:
    """What a trust anchor's statements say.

    Args:
        statements: entity statements, each a compact JWT. The anchor's statement about itself may be among them: it tells what
            the federation is called.
        anchor: the anchor's entity identifier, which every statement must have as ``iss``.
        keys: the anchor's JWK set.
        at: the present, aware; a statement that begins later is refused.

    Returns:
        What the anchor calls itself, or None; the issuers.

    Raises:
        RegisterError: ``register.statement`` (not such a statement, or not of this anchor), ``register.signature``,
            ``register.keys`` (no key of that name, or one that cannot be used); the pointer begins with the statement's number.
    """
    name, entries = None, []
    for index, statement in enumerate(statements):
        try:
            claims = _claims(statement, anchor, keys)
            _check_time(claims, at)
            _check_members(claims, anchor)
            if claims["sub"] == anchor:
                name = _name(claims)
            else:
                entries.append(Entry(claims["sub"], _name(claims) or claims["sub"], expires=_instant(claims, "exp")))
        except (RegisterError, ModelError) as error:
            error.pointer = pointer_to(index) + (error.pointer or "")
            raise
    return name, tuple(entries)


def _claims(statement: str | bytes, anchor: str, keys: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims of a statement that the anchor has signed."""
    try:
        token = jws.parse(statement.strip())
    except CredsealError as error:
        raise _refused(error.message) from error
    if token.header.get("typ") != TOKEN_TYPE:
        raise _refused(f"It is not of the type '{TOKEN_TYPE}', so it was signed as something else.", "/typ")
    _verify(token, keys)
    claims = payload_of(token.payload, limits=_LIMITS)
    if not isinstance(claims, dict) or not isinstance(claims.get("sub"), str):
        raise _refused("It does not say about whom it is ('sub').", "/sub")
    if claims.get("iss") != anchor:
        raise _refused(f"It is a statement by somebody else than '{shorten(anchor)}'.", "/iss")
    return claims


def _verify(token: Jws, keys: Mapping[str, Any]) -> None:
    kid, listed = token.header.get("kid"), keys.get("keys")
    if not isinstance(kid, str) or not kid:
        raise _refused("It does not name the key that signed it ('kid').", "/kid")
    named = (
        [key for key in listed if isinstance(key, Mapping) and key.get("kid") == kid]
        if isinstance(listed, list)
        else []
    )
    if len(named) != 1:
        many = "several keys" if named else "no key"
        raise RegisterError(
            f"The trust anchor has {many} of the name '{shorten(kid)}'.",
            code="register.keys",
            hint="Get the anchor's JWK set again; it may have a new key.",
        )
    algorithm = named[0].get("alg")
    try:
        key = from_jwk(named[0])
        token.verify(key, algorithms=ALGORITHMS if algorithm is None else ALGORITHMS & {algorithm})
    except SignatureError as error:
        raise RegisterError(
            "The statement was not signed with the trust anchor's key, or it was changed since.",
            code="register.signature",
        ) from error
    except CredsealError as error:
        raise RegisterError(
            f"The trust anchor's key does not go with the statement: {error.message}", code="register.keys"
        ) from error


def _check_time(claims: Mapping[str, Any], at: datetime) -> None:
    issued, expires = _instant(claims, "iat"), _instant(claims, "exp")
    if issued > at + _SKEW:
        raise _refused("It begins later than now.", "/iat")
    if expires <= issued:
        raise _refused("It ends before it begins.", "/exp")


def _check_members(claims: Mapping[str, Any], anchor: str) -> None:
    refused = _NOT_APPLIED if claims["sub"] == anchor else (*_NOT_APPLIED, *_NOT_ABOUT_OTHERS)
    for member in refused:
        if member in claims:
            raise _refused(f"It has '{member}', which is not understood here.", pointer_to(member))
    metadata = claims.get("metadata", {})
    if not isinstance(metadata, dict) or not all(isinstance(each, dict) for each in metadata.values()):
        raise _refused("Its metadata is no mapping of mappings.", "/metadata")


def _name(claims: Mapping[str, Any]) -> str | None:
    """What the anchor calls somebody (section 5.2.2, Informational Metadata Parameters)."""
    name = claims.get("metadata", {}).get("federation_entity", {}).get("organization_name")
    if name is not None and not isinstance(name, str):
        raise _refused("The organisation's name is not text.", "/metadata/federation_entity/organization_name")
    return name


def _instant(claims: Mapping[str, Any], member: str) -> datetime:
    """Seconds since 1970 (RFC 7519, section 2, NumericDate)."""
    value = claims.get(member)
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, UTC)
        except (ValueError, OverflowError, OSError):
            pass
    raise _refused(f"Its '{member}' is no number of seconds since 1970.", pointer_to(member))


def _refused(why: str, pointer: str | None = None) -> RegisterError:
    return RegisterError(
        f"The entity statement does not count: {why}",
        code="register.statement",
        pointer=pointer,
        hint="Fetch the statement again from the trust anchor.",
    )
