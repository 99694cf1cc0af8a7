"""Whether a register, or a statement of one, was signed with the key that the caller names.

A register may carry a Data Integrity proof (https://www.w3.org/TR/vc-data-integrity/) of a suite over RFC 8785, or be the payload of
a compact JSON Web Signature (https://www.rfc-editor.org/rfc/rfc7515) of the type ``issuer-register+jwt``. The caller says which key
must have made it, and that key alone is tried: what proof or header say about a key is not followed, and nothing is fetched.

    signer = signer_named("did:key:z6Mk...")
    opened = open_document(json, signer.key)        # RegisterError: not signed with that key, or changed since
    opened.data                                     # what the signature covers

One signature by the named key is enough; signatures of others beside it neither help nor harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from credseal.did.document import split
from credseal.did.key import PREFIX, did_of, method_id_of
from credseal.did.material import key_of_multikey
from credseal.encoding import strict_json
from credseal.errors import CredsealError, JsonError, ProofError, RegisterError, ResolutionError, SignatureError
from credseal.keys.public import PublicKey
from credseal.net.urls import shorten
from credseal.securing.data_integrity.verifying import parse
from credseal.securing.jose import jws

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.securing.data_integrity.proof import Proof

TOKEN_TYPE = "issuer-register+jwt"  # noqa: S105  the type of a token (RFC 7515, section 4.1.9)
ALGORITHMS = frozenset({"EdDSA", "Ed25519", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256"})
"""What a register or a statement of one may be signed with, as ``alg`` names it."""
PURPOSE = "assertionMethod"


@dataclass(frozen=True)
class NamedSigner:
    """A key and what a report calls it."""

    key: PublicKey
    name: str


@dataclass(frozen=True)
class Opened:
    """What a signature covers, and until when it says it counts."""

    data: Any
    expires: datetime | None = None


def signer_named(signed_by: str | PublicKey) -> NamedSigner:
    """The key that the caller names.

    Args:
        signed_by: a public key, or a did:key with or without fragment.

    Raises:
        RegisterError: ``register.signer``, the text is no did:key, or one that cannot be used.
    """
    if isinstance(signed_by, PublicKey):
        return NamedSigner(signed_by, shorten(did_of(signed_by)))
    try:
        did, fragment = split(signed_by)
        if did.startswith(PREFIX) and fragment in (None, split(method_id_of(did))[1]):
            return NamedSigner(key_of_multikey(did.removeprefix(PREFIX)), shorten(did))
    except ResolutionError as error:
        raise RegisterError(
            f"The signer of the register cannot be used: {error.message}", code="register.signer", hint=error.hint
        ) from error
    raise RegisterError(
        f"'{shorten(signed_by)}' does not hold the key that must have signed the register.",
        code="register.signer",
        hint="Nothing is looked up on the web for a register: name a did:key, or give the public key itself.",
    )


def open_document(document: JsonObject, key: PublicKey) -> Opened:
    """The register in a JSON document with Data Integrity proofs, of which one was made with the key.

    Raises:
        RegisterError: ``register.unsigned``, ``register.proof`` (no proof of a kind that counts here), ``register.signature``.
    """
    try:
        secured = parse(document, contexts=None)
    except ProofError as error:
        raise _improper(error) from error
    fitting = [proof for proof in secured.proofs if _counts(proof, key)]
    if not fitting:
        raise RegisterError(
            f"The register has no proof that a {key.kind} key can have made for the purpose '{PURPOSE}'.",
            code="register.proof",
            pointer="/proof",
            hint="Registers are JSON: sign them with eddsa-jcs-2022 or ecdsa-jcs-2019, without previousProof.",
        )
    for proof in fitting:
        try:
            return Opened(secured.verify(proof, key).document, proof.expires)
        except SignatureError:
            continue
        except CredsealError as error:
            raise RegisterError(f"The register cannot be checked: {error.message}", code="register.proof") from error
    raise _not_signed_so()


def open_token(token: bytes, key: PublicKey | None, *, limits: strict_json.Limits) -> Opened:
    """The register in a compact JSON Web Signature that was made with the key.

    Args:
        token: the compact form.
        key: the key; None where the token is pinned, byte for byte, and whoever signed it does not matter.
        limits: how much JSON is read.

    Raises:
        RegisterError: ``register.proof`` (no such token, another type or algorithm), ``register.signature``, ``register.json``.
    """
    try:
        parsed = jws.parse(token)
    except ProofError as error:
        raise _improper(error) from error
    if parsed.header.get("typ") != TOKEN_TYPE:
        raise RegisterError(
            f"The token is not of the type '{TOKEN_TYPE}', so it was signed as something else than a register.",
            code="register.proof",
            pointer="/typ",
        )
    try:
        if key is not None:
            parsed.verify(key, algorithms=ALGORITHMS)
    except SignatureError as error:
        raise _not_signed_so() from error
    except ProofError as error:
        raise _improper(error) from error
    return Opened(payload_of(parsed.payload, limits=limits))


def payload_of(payload: bytes, *, limits: strict_json.Limits) -> Any:
    """The JSON that a token signs.

    Raises:
        RegisterError: ``register.json``.
    """
    try:
        return strict_json.loads(payload, limits=limits)
    except JsonError as error:
        raise RegisterError(
            f"What the token signs is not the JSON that credseal accepts: {error.message}",
            code="register.json",
            hint=error.hint,
        ) from None


def _counts(proof: Proof, key: PublicKey) -> bool:
    """Whether a proof is of a suite that covers plain JSON and goes with the key, made to assert something, on its own."""
    suite = proof.suite
    if suite is None or suite.transformation != "jcs" or key.kind not in suite.hashes:
        return False
    return proof.purpose == PURPOSE and not proof.previous


def _improper(error: ProofError) -> RegisterError:
    return RegisterError(
        f"The register is not signed as it must be: {error.message}",
        code="register.unsigned" if error.code == "proof.missing" else "register.proof",
        pointer=error.pointer,
    )


def _not_signed_so() -> RegisterError:
    return RegisterError(
        "The register was not signed with the key that you name, or it was changed since.",
        code="register.signature",
        hint="Get the register again, and compare the key with the one that its publisher names elsewhere.",
    )
