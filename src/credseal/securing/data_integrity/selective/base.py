"""The base proof: every statement signed by itself, and the issuer's signature over the key that did it.

Data Integrity ECDSA Cryptosuites 1.0, section 3.6.2 to 3.6.5: https://www.w3.org/TR/vc-di-ecdsa/#create-base-proof-ecdsa-sd-2023 .

    value = base_proof(document, signer, options_digest, mandatory_pointers=["/issuer"], contexts=BUNDLED)

The key that signs the statements lives as long as this takes; nobody can add a statement later.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import multibase
from credseal.errors import ProofError
from credseal.keys.multikey import to_multikey
from credseal.keys.signer import generate
from credseal.securing.data_integrity.selective.disclosed import signed_data
from credseal.securing.data_integrity.selective.statements import digest_of, state
from credseal.securing.data_integrity.selective.values import HMAC_KEY_BYTES, BaseValue

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.signer import Signer


@dataclass(frozen=True)
class Material:
    """What is made anew for every proof.

    Attributes:
        signer: signs the statements; P-256.
        hmac_key: makes the names of blank nodes; 32 bytes.
    """

    signer: Signer = field(default_factory=lambda: generate("P-256"), repr=False)
    hmac_key: bytes = field(default_factory=lambda: secrets.token_bytes(HMAC_KEY_BYTES), repr=False)


def base_proof(
    document: JsonObject,
    signer: Signer,
    options_digest: bytes,
    *,
    mandatory_pointers: Collection[str],
    contexts: Contexts,
    material: Material | None = None,
) -> bytes:
    """The bytes of a base proof's ``proofValue``.

    Args:
        document: the document without its proofs.
        signer: the issuer's, with a P-256 key.
        options_digest: the hash of the proof's options.
        mandatory_pointers: JSON pointers to what must always be shown.
        contexts: the contexts that are known.
        material: key and HMAC key for this proof; made by default, and given by nobody but tests.

    Raises:
        ProofError: ``disclosure.mandatory``, nothing is; ``disclosure.pointer``, ``disclosure.secured``, ``disclosure.partial``,
            ``disclosure.size``.
        JsonLdError: the document, or what is mandatory of it, is no plain, strict JSON-LD.
    """
    if not mandatory_pointers:
        raise ProofError(
            "Nothing is said to be mandatory, so that a holder could withhold even who issued this, and until when it is valid.",
            code="disclosure.mandatory",
            hint='Name what must always be shown (mandatory_pointers), e.g. "/issuer", "/validUntil", "/credentialStatus".',
        )
    material = material or Material()
    stated = state(document, material.hmac_key, contexts=contexts)
    mandatory = stated.indexes_of(stated.part(mandatory_pointers))
    public_key = multibase.decode(to_multikey(material.signer.public_key), allowed="z")
    always = [line for index, line in enumerate(stated.lines) if index in mandatory]
    others = [line for index, line in enumerate(stated.lines) if index not in mandatory]
    return BaseValue(
        signature=signer.sign(signed_data(options_digest, public_key, digest_of(always))),
        public_key=public_key,
        hmac_key=material.hmac_key,
        signatures=tuple(material.signer.sign(line.encode()) for line in others),
        mandatory_pointers=tuple(mandatory_pointers),
    ).encode()
