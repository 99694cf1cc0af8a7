"""The derived proof: what the holder shows of a credential, with the issuer's proof of that part.

Data Integrity ECDSA Cryptosuites 1.0, section 3.5.4 (createDisclosureData) and 3.6.6:
https://www.w3.org/TR/vc-di-ecdsa/#add-derived-proof-ecdsa-sd-2023 .

    shown = derive(secured, ["/credentialSubject/achievement/alignment", "/credentialSubject/result/0"])

What is shown: the mandatory part, what the pointers name, ``id`` and ``type`` of the objects on the way, the contexts. How much is
withheld is not told, other than by the gaps that readers see (a result without the description that it refers to).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import multibase
from credseal.errors import ProofError
from credseal.jsonld import rdfc
from credseal.jsonld.contexts import BUNDLED
from credseal.securing.data_integrity.proof import read_proofs
from credseal.securing.data_integrity.selective.disclosed import read
from credseal.securing.data_integrity.selective.statements import bytes_of, state
from credseal.securing.data_integrity.selective.values import DerivedValue, read_base

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.securing.data_integrity.proof import Proof
    from credseal.securing.data_integrity.selective.statements import Part, Stated
    from credseal.securing.data_integrity.selective.values import BaseValue


def derive(document: JsonObject, pointers: Collection[str], *, contexts: Contexts = BUNDLED) -> JsonObject:
    """The part of a credential that its holder shows, with a proof.

    The document's other proofs are left out: they are over the whole of it.

    Args:
        document: a document with a base proof, as its issuer made it.
        pointers: JSON pointers (RFC 6901) to what is shown besides what is mandatory; none shows that alone.
        contexts: the contexts that are known.

    Raises:
        ProofError: ``disclosure.none`` (no base proof, or several), ``disclosure.derived``, ``disclosure.value``,
            ``disclosure.key``; ``disclosure.pointer``, ``disclosure.secured``, ``disclosure.partial``; ``disclosure.signatures``
            where the base proof is not one of this document; and what ``read_proofs`` raises.
        SignatureError: ``signature.mismatch``, a statement was changed after the issuer signed it.
        JsonLdError: document or part is no plain, strict JSON-LD.
    """
    proof = _base_proof(document)
    base = read_base(proof.signature, proof.pointer)
    stated = state(_without_proof(document), base.hmac_key, contexts=contexts)
    mandatory = stated.indexes_of(stated.part(base.mandatory_pointers)) if base.mandatory_pointers else frozenset()
    part = stated.part((*base.mandatory_pointers, *pointers))
    value = _derived(base, stated, mandatory, part, proof)
    data = value.encode()
    # What is handed out is what a verifier finds right, but for the issuer's own signature, whose key is not known here.
    read(part.document, data, contexts=contexts, pointer=proof.pointer).check_statements()
    derived = {**proof.options, "proofValue": multibase.encode(data, "u")}
    return {**part.document, "proof": [derived] if isinstance(document["proof"], list) else derived}


def _base_proof(document: JsonObject) -> Proof:
    """The one proof of the document that can be derived from."""
    found = [proof for proof in read_proofs(document) if proof.suite is not None and proof.suite.selective]
    if len(found) != 1:
        number = "no proof" if not found else "more than one proof"
        raise ProofError(
            f"The document has {number} of ecdsa-sd-2023, so that it is not known what parts of it could be shown with.",
            code="disclosure.none",
            pointer="/proof",
            hint="Only credentials that were issued so can be shown in part; ask the issuer for one.",
        )
    return found[0]


def _derived(base: BaseValue, stated: Stated, mandatory: frozenset[int], part: Part, proof: Proof) -> DerivedValue:
    shown = sorted(stated.indexes_of(part))
    others = [index for index in range(len(stated.lines)) if index not in mandatory]
    if len(others) != len(base.signatures):
        raise ProofError(
            f"The proof has {len(base.signatures)} signatures for {len(others)} statements that are not mandatory.",
            code="disclosure.signatures",
            pointer=proof.pointer + "/proofValue",
            hint="The document was changed after it was signed; ask the issuer for the original file.",
        )
    signatures = dict(zip(others, base.signatures, strict=True))
    labels = rdfc.canonicalize(part.quads).labels
    return DerivedValue(
        signature=base.signature,
        public_key=base.public_key,
        signatures=tuple(signatures[index] for index in shown if index not in mandatory),
        labels={int(labels[label].removeprefix("_:c14n")): bytes_of(name) for label, name in part.names.items()},
        mandatory=tuple(number for number, index in enumerate(shown) if index in mandatory),
    )


def _without_proof(document: JsonObject) -> JsonObject:
    return {member: value for member, value in document.items() if member != "proof"}
