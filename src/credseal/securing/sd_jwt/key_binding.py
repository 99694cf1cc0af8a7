"""Key binding: whoever shows an SD-JWT proves to have the key that its issuer bound it to, for this occasion and these disclosures.

RFC 9901, sections 4.3 and 7.3: https://www.rfc-editor.org/rfc/rfc9901#section-7.3; the key: RFC 7800, section 3. The proof is a token with the
verifier's ``nonce`` and ``aud``, the time, and the hash of all that stands before it.

    shown = bind(present(received, paths), signer, nonce=nonce, audience="https://employer.example", at=datetime.now(UTC))

    verified = parse(shown).verify(key, algorithms={"ES256"}, types={"dc+sd-jwt"})
    check_key_binding(
        verified.token,
        verified,
        nonce=nonce,
        audience="https://employer.example",
        at=datetime.now(UTC),
        max_age=timedelta(minutes=5),
        algorithms={"ES256"},
    )

That a nonce is fresh and counts once is for its maker to see to. The proof's header chooses no key: what stands in ``cnf`` counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from credseal.encoding import strict_json
from credseal.errors import JsonError, KeyMaterialError, ModelError, ProofError, SignatureError, pointer_to
from credseal.keys.jwk import from_jwk
from credseal.securing.jose.algorithms import check
from credseal.securing.jose.confirmation import NAMES_OF_KEYS
from credseal.securing.jose.numeric_date import numeric_date
from credseal.securing.sd_jwt.disclosures import digest
from credseal.securing.sd_jwt.parsing import KEY_BINDING_TYPE, parse
from credseal.securing.sd_jwt.presenting import refuse_bound
from credseal.securing.sd_jwt.signing import signed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer
    from credseal.securing.jose.jws import Jws
    from credseal.securing.sd_jwt.parsing import SdJwt
    from credseal.securing.sd_jwt.processing import Processed

SKEW = timedelta(seconds=60)
"""How far two clocks may be apart."""

_PROOF = "proof of the holder's key"


@dataclass(frozen=True)
class KeyBinding:
    """A proof of the holder's key that holds.

    Attributes:
        key: the holder's.
        method: what ``cnf`` calls the key, where it is not the key itself; None where it is.
        made: when the proof says it was made, aware.
    """

    key: PublicKey
    method: str | None
    made: datetime


def bind(presentation: str, signer: Signer, *, nonce: str, audience: str, at: datetime) -> str:
    """An SD-JWT with the proof of its holder's key.

    Args:
        presentation: an SD-JWT with the disclosures that are to be shown.
        signer: holds the key that the issuer bound the SD-JWT to.
        nonce: the verifier's.
        audience: whom it is for, as the verifier calls itself.
        at: when it is made, aware.

    Raises:
        ProofError: ``sd-jwt.bound`` (it has such a proof), ``sd-jwt.confirmation`` (it is bound to no key, or to another than the
            signer's), and as ``parsing.parse``.
        ModelError: ``model.naive-instant``.
        KeyMaterialError: ``key.unsupported``, credseal does not sign with such a key.
    """
    if at.tzinfo is None:
        raise ModelError(
            "The moment of the proof has no time zone.", code="model.naive-instant", hint="Use tzinfo=UTC."
        )
    token = parse(presentation)
    refuse_bound(token)
    processed = token.processed()
    bound_to = _confirmed(processed.payload)
    # A name for a key can only be compared by whoever resolves it.
    if not isinstance(bound_to, str) and bound_to != signer.public_key:
        raise _no_confirmation("names another key than the signer's", "Sign with the key that the credential is for.")
    claims: JsonObject = {
        "iat": int(at.timestamp()),
        "aud": audience,
        "nonce": nonce,
        "sd_hash": digest(presentation, processed.hash_name),
    }
    return presentation + signed({"typ": KEY_BINDING_TYPE}, claims, signer)


def check_key_binding(
    token: SdJwt,
    processed: Processed,
    *,
    nonce: str,
    audience: str,
    at: datetime,
    max_age: timedelta,
    algorithms: Collection[str],
    resolve: Callable[[str], PublicKey] | None = None,
) -> KeyBinding:
    """Whether whoever shows an SD-JWT has the key that it is bound to, and meant this occasion.

    The issuer's signature is not looked at. Whoever forged an SD-JWT has named a key of their own in it: what comes of this counts together
    with that signature, and never without.

    Args:
        token: the SD-JWT.
        processed: what it says: ``token.processed()``, or what ``token.verify`` answered.
        nonce: what the holder was given for this occasion.
        audience: what the verifier calls itself.
        at: now, aware.
        max_age: how long ago the proof may have been made; 60 s are added for clocks that disagree.
        algorithms: the values of ``alg`` that the caller accepts.
        resolve: finds the key that ``cnf`` names by ``kid``, a DID URL for instance; raises where there is none. None where only
            keys that stand in the SD-JWT itself are accepted.

    Raises:
        ProofError: ``sd-jwt.key-binding-missing``, ``-claim`` (one is missing or of the wrong type), ``-hash``
            (made over other disclosures, or another SD-JWT), ``-nonce``, ``-audience``, ``-time``; ``sd-jwt.confirmation`` (the SD-JWT is
            bound to no key that can be read); ``token.keys`` (the proof's header holds another one); ``jose.algorithm``, ``jose.key``.
        KeyMaterialError: ``key.private`` and others, of the key in the proof's header.
        SignatureError: ``sd-jwt.key-binding-signature``.
        CredsealError: whatever ``resolve`` raises.
    """
    proof = _proof_of(token)
    bound_to = _confirmed(processed.payload)
    key = _resolved(bound_to, resolve) if isinstance(bound_to, str) else bound_to
    _check_signature(proof, key, algorithms)
    _refuse_other_key(proof, key)
    claims = _claims(proof)
    made = _instant(claims, "iat")
    if made is None:
        raise _no_claim("iat", "is missing")
    if _text(claims, "sd_hash") != digest(token.text, processed.hash_name):
        raise ProofError(
            f"The {_PROOF} was made over other disclosures, or over another SD-JWT ('sd_hash').",
            code="sd-jwt.key-binding-hash",
            pointer="/sd_hash",
            hint="Disclosures were added or left out after the holder signed.",
        )
    if _text(claims, "nonce") != nonce:
        raise ProofError(
            f"The {_PROOF} answers another nonce than the one that was given out.",
            code="sd-jwt.key-binding-nonce",
            pointer="/nonce",
            hint="A presentation that was recorded earlier looks like this.",
        )
    if _text(claims, "aud") != audience:
        raise ProofError(
            f"The {_PROOF} was made for somebody else ('aud').",
            code="sd-jwt.key-binding-audience",
            pointer="/aud",
            hint="A presentation that another verifier passes on looks like this.",
        )
    _check_times(claims, made, at, max_age)
    return KeyBinding(key, bound_to if isinstance(bound_to, str) else None, made)


def is_for(token: SdJwt, *, nonce: str, audience: str, at: datetime, max_age: timedelta) -> bool:
    """Whether the proof of the holder's key says that it was made for this occasion, and just now.

    Nobody has checked it: where it does not even say so, nobody shall be asked for the key. The arguments are those of ``check_proof``.
    """
    try:
        claims = _claims(_proof_of(token))
        made = _instant(claims, "iat")
        if made is None:
            return False
        _check_times(claims, made, at, max_age)
    except ProofError:
        return False
    return (claims.get("nonce"), claims.get("aud")) == (nonce, audience)


def _proof_of(token: SdJwt) -> Jws:
    proof = token.key_binding
    if proof is None:
        raise ProofError(
            f"The SD-JWT comes without {_PROOF}, which is asked for here.",
            code="sd-jwt.key-binding-missing",
            hint="Whoever has a copy could show it like this; ask for a presentation with key binding.",
        )
    return proof


def _refuse_other_key(proof: Jws, key: PublicKey) -> None:
    """A key in the proof's own header chooses nothing, and must not be another one than the holder's, nor be given away there."""
    jwk = proof.header.get("jwk")
    if "jwk" in proof.header and (not isinstance(jwk, dict) or from_jwk(jwk) != key):
        raise ProofError(
            f"The header of the {_PROOF} holds another key than the one that the SD-JWT is bound to.",
            code="token.keys",
            pointer="/jwk",
        )


def _check_signature(proof: Jws, key: PublicKey, algorithms: Collection[str]) -> None:
    try:
        check(proof.signature, proof.signing_input, key, algorithm=proof.algorithm, accepted=algorithms, what=_PROOF)
    except SignatureError as error:
        raise SignatureError(
            f"The {_PROOF} was signed with another key than the one that the SD-JWT is bound to, or was changed.",
            code="sd-jwt.key-binding-signature",
            hint="Whoever shows the credential has not shown to be the one whom it was issued to.",
        ) from error


def _check_times(claims: JsonObject, made: datetime, at: datetime, max_age: timedelta) -> None:
    expires, not_before = _instant(claims, "exp"), _instant(claims, "nbf")
    if not at - max_age - SKEW <= made <= at + SKEW:
        what, member = ("too long ago" if made < at else "in the future"), "iat"
    elif expires is not None and expires + SKEW <= at:
        what, member = "and has expired", "exp"
    elif not_before is not None and at < not_before - SKEW:
        what, member = "for a later time", "nbf"
    else:
        return
    raise ProofError(
        f"The {_PROOF} was made {what} ('{member}').",
        code="sd-jwt.key-binding-time",
        pointer=pointer_to(member),
        hint="Ask for a new presentation; if it happens again, compare the clocks.",
    )


def _claims(proof: Jws) -> JsonObject:
    try:
        claims = strict_json.loads(proof.payload)
    except JsonError as error:
        raise ProofError(
            f"The payload of the {_PROOF} cannot be read: {error.message}",
            code="sd-jwt.key-binding-claim",
            hint=error.hint,
        ) from error
    if not isinstance(claims, dict):
        raise ProofError(f"The payload of the {_PROOF} is not a JSON object.", code="sd-jwt.key-binding-claim")
    return claims


def _text(claims: JsonObject, name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str):
        raise _no_claim(name, "is missing" if name not in claims else "is not one text")
    return value


def _instant(claims: JsonObject, name: str) -> datetime | None:
    if name not in claims:
        return None
    made = numeric_date(claims[name])
    if made is None:
        raise _no_claim(name, "is not a time in seconds since 1970")
    return made


def _no_claim(name: str, what: str) -> ProofError:
    return ProofError(
        f"In the {_PROOF} '{name}' {what} (RFC 9901, section 4.3).",
        code="sd-jwt.key-binding-claim",
        pointer=pointer_to(name),
    )


def _confirmed(payload: JsonObject) -> PublicKey | str:
    """The key of ``cnf``, or what it calls the key."""
    confirmation = payload.get("cnf")
    if not isinstance(confirmation, dict):
        raise _no_confirmation("is not there", "Without it, anybody who has the SD-JWT can show it.")
    named = [name for name in confirmation if name in NAMES_OF_KEYS]
    value: JsonValue = confirmation[named[0]] if len(named) == 1 else None
    if named == ["kid"] and isinstance(value, str) and value:
        return value
    if named != ["jwk"] or not isinstance(value, dict):
        raise _no_confirmation("does not hold one 'jwk', or one 'kid', and nothing else of that kind", None)
    try:
        return from_jwk(value)
    except KeyMaterialError as error:
        raise _no_confirmation(
            f"holds a key that is not accepted ({error.code}): {error.message}", error.hint
        ) from error


def _resolved(method: str, resolve: Callable[[str], PublicKey] | None) -> PublicKey:
    if resolve is None:
        raise _no_confirmation("names a key that is kept elsewhere ('kid'), and nobody resolves it here", None)
    return resolve(method)


def _no_confirmation(what: str, hint: str | None) -> ProofError:
    return ProofError(
        f"The SD-JWT's confirmation ('cnf', RFC 7800) {what}.", code="sd-jwt.confirmation", pointer="/cnf", hint=hint
    )
