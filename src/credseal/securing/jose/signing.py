"""Making tokens of credentials, and of presentations.

Securing Verifiable Credentials using JOSE and COSE, section 3.1.1 (https://www.w3.org/TR/vc-jose-cose/#securing-with-jose): the payload is the
credential, ``typ`` is ``vc+jwt``, ``kid`` the verification method, and the claims ``iss`` and ``iat`` tell who signed, and when. Open Badges 3.0,
section 8.2 (https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof), is older and wants another form: ``typ`` is ``JWT``, and the claims repeat
what the credential says. The key stands in the header there, as 1EdTech's validator finds it in no other way that goes with every issuer:
it wants a ``kid`` that leads to a JSON Web Key, and nothing but RS256 or ES256.

    token = sign(document, signer, form="vc+jwt", verification_method="did:web:uni.example#key-1", at=datetime.now(UTC))

What is signed are the bytes of the token; nobody writes the credential anew to check it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import base64url, strict_json
from credseal.errors import ModelError, ProofError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import signing_algorithm
from credseal.model.dates import parse_instant
from credseal.profiles import vcdm

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.credential_token import TokenKind
    from credseal.encoding.presentation_token import PresentationKind
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.signer import Signer

# RFC 9864 gives Ed25519 its own name; this is the one that every library knows.
_NAMES = {"Ed25519": "EdDSA"}


def sign(document: JsonObject, signer: Signer, *, form: TokenKind, verification_method: str, at: datetime) -> str:
    """Sign a credential as a token.

    Args:
        document: a credential of the data model 2.0, without registered claims of tokens among its members.
        signer: makes the signature; its key decides the algorithm, for RSA its ``algorithm`` where it has one.
        form: ``vc+jwt``, or ``JWT`` as Open Badges 3.0 has it.
        verification_method: the URL under which verifiers find the key.
        at: when it is signed, aware.

    Returns:
        The compact form.

    Raises:
        ProofError: ``token.data-model`` (a credential of version 1.1, or of none), ``token.claim`` (a date that has no form as a claim).
        KeyMaterialError: credseal does not sign with this kind of key.
    """
    if vcdm.first_context(document) != vcdm.CONTEXT_V2:
        raise ProofError(
            "Tokens are made of credentials of the data model 2.0, and this is none.",
            code="token.data-model",
            pointer="/@context",
        )
    algorithm = algorithm_of(signer)
    issuer = vcdm.issuer_id(document)
    header: JsonObject
    if form == "vc+jwt":
        header = {"alg": algorithm, "typ": "vc+jwt", "cty": "vc", "kid": verification_method}
        payload = {**document, "iss": issuer, "iat": int(at.timestamp())}
    else:
        header = {"alg": algorithm, "typ": "JWT", "jwk": {**to_jwk(signer.public_key)}}
        payload = {**document, **_repeated(document), "iss": issuer}
    return _token(header, payload, signer)


def sign_presentation(
    document: JsonObject,
    signer: Signer,
    *,
    form: PresentationKind,
    verification_method: str,
    holder: str,
    nonce: str,
    audience: str,
    at: datetime,
) -> str:
    """Sign a presentation as a token for one verifier and one occasion.

    Args:
        document: a presentation, of the data model 2.0 for ``vp+jwt``, of 1.1 for ``JWT``.
        signer: holds the holder's key; it decides the algorithm.
        form: ``vp+jwt``, or ``JWT`` with the presentation in its claim ``vp``.
        verification_method: the URL under which verifiers find the key.
        holder: the identifier of whoever presents.
        nonce: the verifier's challenge.
        audience: the verifier, as it calls itself.
        at: when it is signed, aware.

    Returns:
        The compact form.

    Raises:
        KeyMaterialError: credseal does not sign with this kind of key.
    """
    header: JsonObject = {"alg": algorithm_of(signer), "typ": form, "kid": verification_method}
    claims: JsonObject = {"iss": holder, "aud": audience, "nonce": nonce, "iat": int(at.timestamp())}
    if form == "vp+jwt":
        return _token({**header, "cty": "vp"}, {**document, **claims}, signer)
    return _token(header, {**claims, "vp": document}, signer)


def algorithm_of(signer: Signer) -> str:
    """What a token calls the algorithm that a signer makes.

    Raises:
        KeyMaterialError: credseal does not sign with this kind of key.
    """
    made = getattr(signer, "algorithm", None) or signing_algorithm(signer.public_key.kind)
    return _NAMES.get(made, made)


def _repeated(document: JsonObject) -> JsonObject:
    """The claims of Open Badges 3.0, section 8.2.3, but ``iss``; none for what the credential does not say."""
    subject = next(iter(vcdm.subjects(document)), {})
    claims: dict[str, JsonValue] = {
        "jti": document.get("id"),
        "sub": subject.get("id"),
        "nbf": _seconds(document, "validFrom"),
        "exp": _seconds(document, "validUntil"),
    }
    return {name: value for name, value in claims.items() if value is not None}


def _seconds(document: JsonObject, member: str) -> int | None:
    written = document.get(member)
    if not isinstance(written, str):
        return None
    try:
        return int(parse_instant(written).timestamp())
    except (ModelError, OverflowError):
        raise ProofError(
            f'The "{member}" is no instant that a claim could repeat.', code="token.claim", pointer=f"/{member}"
        ) from None


def _token(header: JsonObject, payload: JsonObject, signer: Signer) -> str:
    signing_input = f"{_part(header)}.{_part(payload)}"
    return f"{signing_input}.{base64url.encode(signer.sign(signing_input.encode('ascii')))}"


def _part(value: JsonObject) -> str:
    return base64url.encode(strict_json.dumps(value).encode())
