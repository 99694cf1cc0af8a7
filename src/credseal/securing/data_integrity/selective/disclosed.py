"""What a derived proof covers, and whether it is right.

Data Integrity ECDSA Cryptosuites 1.0, section 3.5.8 (createVerifyData) and 3.6.7:
https://www.w3.org/TR/vc-di-ecdsa/#verify-derived-proof-ecdsa-sd-2023 .

    disclosed = read(document, proof.signature, contexts=BUNDLED, pointer="/proof")
    key.verify(disclosed.value.signature, disclosed.signed(options_digest))      # the issuer's key
    disclosed.check_statements()

A verifier cannot see what is withheld, but it sees all there is to what is shown: every statement is either mandatory, and then part
of what the issuer's signature is over, or has a signature of its own; every blank node has one name and every name one blank node;
and nothing in the proof is left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.errors import ProofError, SignatureError
from credseal.jsonld import rdfc
from credseal.jsonld.canonical import canonicalize
from credseal.securing.data_integrity.selective.statements import digest_of, name_from
from credseal.securing.data_integrity.selective.values import key_of, read_derived

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.encoding.strict_json import JsonObject
    from credseal.jsonld.contexts import Contexts
    from credseal.keys.public import PublicKey
    from credseal.securing.data_integrity.selective.values import DerivedValue

_CANONICAL = "_:c14n"
_BEGINNING = tuple(f"<https://www.w3.org/2018/credentials#{name}> " for name in ("validFrom", "issuanceDate"))


@dataclass(frozen=True)
class Disclosed:
    """A document with a derived proof, taken apart.

    Attributes:
        value: the proof's value.
        document: the document as readers may have it.
        unpinned: JSON pointers to what was taken out of it (see ``jsonld.canonical``).
        mandatory_digest: the hash of the mandatory statements.
        statements: the others.
        fixes_validity: whether the beginning of its validity is mandatory, and it has an id by which that can be told. An issuer who left that to the holder left it to them whether
            an end of it, or a status, is shown, too.
    """

    value: DerivedValue
    document: JsonObject
    unpinned: tuple[str, ...]
    mandatory_digest: bytes
    statements: tuple[str, ...]
    fixes_validity: bool
    _key: PublicKey
    _pointer: str

    def signed(self, options_digest: bytes) -> bytes:
        """What the issuer's signature is over.

        Args:
            options_digest: the hash of the proof's options.
        """
        return signed_data(options_digest, self.value.public_key, self.mandatory_digest)

    def check_statements(self) -> None:
        """Whether each statement is one that the proof's own key signed.

        Raises:
            SignatureError: ``signature.mismatch``.
        """
        for statement, signature in zip(self.statements, self.value.signatures, strict=True):
            try:
                self._key.verify(signature, statement.encode())
            except SignatureError as error:
                raise SignatureError(
                    "A statement of the document is none that the issuer signed: what is shown was changed.",
                    code="signature.mismatch",
                    pointer=self._pointer,
                    hint="Ask the learner to derive it anew from the issuer's file.",
                ) from error


def read(document: JsonObject, data: bytes, *, contexts: Contexts, pointer: str) -> Disclosed:
    """Take a document with a derived proof apart.

    Args:
        document: the document without its proofs.
        data: the bytes of ``proofValue``.
        contexts: the contexts that are known.
        pointer: where the proof is, for errors.

    Raises:
        ProofError: ``disclosure.base`` for a base proof, ``disclosure.value``, ``disclosure.key``; ``disclosure.labels``,
            ``disclosure.indexes``, ``disclosure.signatures`` where the proof is not one of this document.
        JsonLdError: the document is no plain, strict JSON-LD.
    """
    value = read_derived(data, pointer)
    key = key_of(value, pointer)
    canonical = canonicalize(document, contexts=contexts)
    lines = rdfc.relabelled(canonical.quads, _names(value, canonical.labels, pointer))
    mandatory = frozenset(value.mandatory)
    if value.mandatory and value.mandatory[-1] >= len(lines):
        raise _unfit("indexes", "it counts more mandatory statements than the document makes", pointer)
    statements = tuple(line for index, line in enumerate(lines) if index not in mandatory)
    if len(statements) != len(value.signatures):
        found = f"it has {len(value.signatures)} signatures for {len(statements)} statements that are not mandatory"
        raise _unfit("signatures", found, pointer)
    always = [line for index, line in enumerate(lines) if index in mandatory]
    # Of the credential itself, by its id: others, an endorsement, may stand inside it.
    beginning = tuple(f"<{document.get('id')}> {predicate}" for predicate in _BEGINNING)
    fixes_validity = any(line.startswith(beginning) for line in always)
    return Disclosed(
        value, canonical.document, canonical.unpinned, digest_of(always), statements, fixes_validity, key, pointer
    )


def signed_data(options_digest: bytes, public_key: bytes, mandatory_digest: bytes) -> bytes:
    """What the issuer signs (serializeSignData)."""
    return options_digest + public_key + mandatory_digest


def _names(value: DerivedValue, labels: Mapping[str, str], pointer: str) -> dict[str, str]:
    """The pseudorandom name of each blank node of the walk: one for each, none for two, and none left over."""
    if value.labels.keys() != set(range(len(labels))):
        raise _unfit("labels", "its labels are not those of the document's unnamed nodes, one for each", pointer)
    if len(set(value.labels.values())) != len(labels):
        raise _unfit("labels", "two unnamed nodes of the document have one label", pointer)
    return {
        label: name_from(value.labels[int(canonical.removeprefix(_CANONICAL))]) for label, canonical in labels.items()
    }


def _unfit(word: str, reason: str, pointer: str) -> ProofError:
    return ProofError(
        f"The proof does not go with the document: {reason}.",
        code=f"disclosure.{word}",
        pointer=pointer + "/proofValue",
        hint="Something was added or taken away after it was derived; ask for it anew.",
    )
