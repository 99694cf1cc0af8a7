"""Making proofs.

Data Integrity 1.0, sections 4.2 "Add Proof" and 4.3 "Add Proof Set/Chain":
https://www.w3.org/TR/vc-data-integrity/#add-proof.

    secured = sign(document, signer, verification_method="did:web:uni.example#key-1")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding import multibase
from credseal.encoding.one_or_many import as_list
from credseal.errors import ProofError
from credseal.jsonld.contexts import BUNDLED
from credseal.model.dates import format_instant
from credseal.securing.data_integrity.suites import suite_to_sign
from credseal.securing.data_integrity.transforming import known, options_digest, transform

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.signer import Signer
    from credseal.securing.data_integrity.suites import Suite


@dataclass(frozen=True, kw_only=True)
class ProofOptions:
    """What a proof says besides its signature.

    Attributes:
        purpose: ``assertionMethod`` for credentials, ``authentication`` for presentations.
        created: when the proof is made, aware; written to the second, with ``Z``.
        expires: when it stops counting, aware.
        domain: where it counts.
        challenge: the verifier's challenge it answers.
        identifier: ``id``, for proofs that others build on.
        previous: ids of the proofs of the document that it builds on.
        mandatory_pointers: JSON pointers (RFC 6901) to what a holder must always show; for ``ecdsa-sd-2023``, which needs some. They are
            no part of the proof's options: the base proof carries them.
    """

    purpose: str = "assertionMethod"
    created: datetime | None = None
    expires: datetime | None = None
    domain: Collection[str] = ()
    challenge: str | None = None
    identifier: str | None = None
    previous: Collection[str] = ()
    mandatory_pointers: Collection[str] = ()


def sign(
    document: JsonObject,
    signer: Signer,
    *,
    verification_method: str,
    cryptosuite: str | None = None,
    options: ProofOptions | None = None,
    contexts: Contexts | None = BUNDLED,
) -> JsonObject:
    """A copy of the document with one proof more.

    Args:
        document: a document; proofs that it has already stay, and the new one joins their set, or builds on those
            that ``options.previous`` names.
        signer: makes the signature; its key decides the hash.
        verification_method: the URL under which verifiers find the key.
        cryptosuite: ``eddsa-rdfc-2022``, ``eddsa-jcs-2022``, ``ecdsa-rdfc-2019``, ``ecdsa-jcs-2019``, or ``ecdsa-sd-2023`` for
            documents of which holders show parts; by default the RDFC suite of the key.
        options: what else the proof says.
        contexts: the contexts that are known; None for a document that is JSON and no JSON-LD (JCS suites only).

    Raises:
        ProofError: ``proof.key`` for a suite that does not go with the key, ``proof.previous``, ``proof.context``; with
            ``ecdsa-sd-2023`` also ``disclosure.mandatory`` and what else ``selective.base`` raises.
        JsonLdError: the document is not plain, strict JSON-LD: verifiers would refuse it.
    """
    options = options or ProofOptions()
    kind = signer.public_key.kind
    suite = suite_to_sign(cryptosuite, kind)
    if suite is None:
        raise ProofError(
            f"No proof of the kind {cryptosuite or 'DataIntegrityProof'} can be made with a key of type {kind}.",
            code="proof.key",
            hint="eddsa-* goes with Ed25519 keys, ecdsa-* with P-256 and P-384 (ecdsa-sd-2023 with P-256 alone); older suites are "
            "only verified.",
        )
    if options.mandatory_pointers and not suite.selective:
        raise ProofError(
            f"With {suite.name} everything is shown: nothing can be mandatory beside the rest.",
            code="disclosure.mandatory",
            hint="Use ecdsa-sd-2023 if holders are to show parts.",
        )
    hash_name = suite.hashes[kind]
    before = as_list(document.get("proof", []))
    unsecured = {member: value for member, value in document.items() if member != "proof"}
    previous = tuple(options.previous)
    covered = unsecured if not previous else {**unsecured, "proof": _named(before, previous)}
    proof = _members(options, previous, suite, verification_method)
    if suite.transformation == "jcs" and "@context" in document:
        proof = {"@context": document["@context"], **proof}
    transformed = transform(covered, suite, hash_name, contexts)
    if transformed.unpinned:
        raise ProofError(
            "Only an unpinned context explains a member of the document, so verifiers would not read it.",
            code="proof.context",
            pointer=transformed.unpinned[0],
            hint="Pin the context's digest (Contexts(inline=...)), or publish it under a URL.",
        )
    options_hash = options_digest(proof, covered, suite, hash_name, contexts)
    if suite.selective:
        proof["proofValue"] = _base_proof(unsecured, signer, options_hash, options, contexts)
    else:
        proof["proofValue"] = multibase.encode(signer.sign(options_hash + transformed.digest))
    return {**unsecured, "proof": [*before, proof] if before else proof}


def _base_proof(
    document: JsonObject, signer: Signer, options_hash: bytes, options: ProofOptions, contexts: Contexts | None
) -> str:
    """The value of a proof that holders derive others from."""
    from credseal.securing.data_integrity.selective.base import base_proof  # noqa: PLC0415  few credentials are signed so

    if options.previous:
        raise ProofError(
            "A proof of which parts are shown cannot build on another: that other is over the whole document.",
            code="proof.previous",
        )
    pointers = options.mandatory_pointers
    value = base_proof(document, signer, options_hash, mandatory_pointers=pointers, contexts=known(contexts))
    return multibase.encode(value, "u")


def _members(options: ProofOptions, previous: tuple[str, ...], suite: Suite, verification_method: str) -> JsonObject:
    written: dict[str, JsonValue] = {
        "id": options.identifier,
        "type": suite.proof_type,
        "cryptosuite": suite.cryptosuite,
        "created": _to_the_second(options.created),
        "expires": _to_the_second(options.expires),
        "verificationMethod": verification_method,
        "proofPurpose": options.purpose,
        "domain": _one_or_many(options.domain),
        "challenge": options.challenge,
        "previousProof": _one_or_many(previous),
    }
    return {member: value for member, value in written.items() if value is not None}


def _to_the_second(instant: datetime | None) -> str | None:
    return None if instant is None else format_instant(instant.replace(microsecond=0))


def _one_or_many(values: Collection[str]) -> JsonValue:
    listed: list[JsonValue] = list(values)
    return listed[0] if len(listed) == 1 else listed or None


def _named(proofs: list[JsonValue], identifiers: tuple[str, ...]) -> list[JsonValue]:
    """The proofs with these ids, in the order of the ids, which is the one that verifiers put them in."""
    named: list[JsonValue] = []
    for identifier in identifiers:
        matching = [proof for proof in proofs if isinstance(proof, dict) and proof.get("id") == identifier]
        if len(matching) != 1:
            raise ProofError(
                "The new proof builds on one that the document does not have (or has twice).", code="proof.previous"
            )
        named += matching
    return named
