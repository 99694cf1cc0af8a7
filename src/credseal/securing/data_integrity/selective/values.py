"""The two forms of ``proofValue``: what the issuer gives the holder, and what the holder gives a verifier.

Data Integrity ECDSA Cryptosuites 1.0, section 3.5 (serializeBaseProofValue to parseDerivedProofValue):
https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023-functions . Three bytes that say which form it is, then a CBOR array of five items;
every item has one type and, but for texts, one length.

    value = read_derived(proof.signature, "/proof")      # DerivedValue(signatures=(...), labels={0: b"...", 1: b"..."}, ...)
    value.encode()                                       # the same bytes, if its labels were in order
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

from credseal.encoding import cbor, multibase
from credseal.encoding.one_or_many import as_list
from credseal.errors import EncodingError, KeyMaterialError, ProofError
from credseal.keys.multikey import from_multikey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.encoding.cbor import CborValue
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey

MOST_STATEMENTS = 4096
"""Statements of a document whose every statement has a signature; a credential has some hundred."""

HMAC_KEY_BYTES = 32
_BASE, _DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
_BASE_TEXT = multibase.encode(_BASE, "u")  # three bytes are four letters, whatever follows
# For each statement a signature and an index, for each node a label; and what is there once.
_MOST_BYTES = MOST_STATEMENTS * (66 + 3 + 37) + 64 * 1024
# The standard's text says 36 for the key; its prefix of two bytes and a compressed point are 35, as in its test vectors.
_SIGNATURE_BYTES, _PUBLIC_KEY_BYTES, _LABEL_BYTES = 64, 35, 32
# Arrays and maps in the array of five: signatures and pointers; signatures, labels and indexes.
_BASE_CONTAINERS, _DERIVED_CONTAINERS = 3, 4
_PARTS = 5


@dataclass(frozen=True)
class BaseValue:
    """What the issuer gives the holder.

    Attributes:
        signature: the issuer's, over proof options, public key and mandatory statements; r || s.
        public_key: of the key made for this proof alone, a P-256 Multikey in bytes.
        hmac_key: makes the pseudorandom names of blank nodes. Whoever has it can guess what is withheld.
        signatures: of the statements that are not mandatory, in their order; r || s.
        mandatory_pointers: JSON pointers to what must always be shown.
    """

    signature: bytes
    public_key: bytes
    hmac_key: bytes = field(repr=False)
    signatures: tuple[bytes, ...] = field(repr=False)
    mandatory_pointers: tuple[str, ...]

    def encode(self) -> bytes:
        """Its bytes (serializeBaseProofValue)."""
        parts: CborValue = [
            self.signature,
            self.public_key,
            self.hmac_key,
            list(self.signatures),
            list(self.mandatory_pointers),
        ]
        return _BASE + cbor.encode(parts)


@dataclass(frozen=True)
class DerivedValue:
    """What the holder gives a verifier.

    Attributes:
        signature: the issuer's, as in the base proof.
        public_key: as in the base proof.
        signatures: of the statements that are shown and not mandatory, in their order.
        labels: the pseudorandom name of each blank node, by the number of its canonical label among what is shown.
        mandatory: which of the statements that are shown are mandatory, ascending.
    """

    signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...] = field(repr=False)
    labels: Mapping[int, bytes] = field(repr=False)
    mandatory: tuple[int, ...]

    def encode(self) -> bytes:
        """Its bytes (serializeDerivedProofValue)."""
        parts: CborValue = [
            self.signature,
            self.public_key,
            list(self.signatures),
            {number: self.labels[number] for number in sorted(self.labels)},
            list(self.mandatory),
        ]
        return _DERIVED + cbor.encode(parts)


def read_base(data: bytes, pointer: str) -> BaseValue:
    """Read a base proof (parseBaseProofValue).

    Args:
        data: of ``proofValue``.
        pointer: where the proof is, for errors.

    Raises:
        ProofError: ``disclosure.derived`` for a derived proof; ``disclosure.value``.
    """
    if data.startswith(_DERIVED):
        raise ProofError(
            "The proof is derived already: what its document does not show is not there to be shown.",
            code="disclosure.derived",
            pointer=pointer,
            hint="Derive from the file that the issuer gave the learner.",
        )
    signature, public_key, hmac_key, signatures, pointers = _parts(data, _BASE, _BASE_CONTAINERS, pointer)
    if (
        _is_bytes(signature, _SIGNATURE_BYTES)
        and _is_bytes(public_key, _PUBLIC_KEY_BYTES)
        and _is_bytes(hmac_key, HMAC_KEY_BYTES)
        and _are_signatures(signatures)
        and isinstance(pointers, list)
    ):
        texts = tuple(each for each in pointers if isinstance(each, str))
        if len(texts) == len(pointers):
            return BaseValue(signature, public_key, hmac_key, tuple(signatures), texts)
    raise _malformed(pointer, "a part of it is not of the kind or length that the suite writes")


def read_derived(data: bytes, pointer: str) -> DerivedValue:
    """Read a derived proof (parseDerivedProofValue).

    Args:
        data: of ``proofValue``.
        pointer: where the proof is, for errors.

    Raises:
        ProofError: ``disclosure.base`` for a base proof; ``disclosure.value``.
    """
    if data.startswith(_BASE):
        raise _is_base(pointer)
    signature, public_key, signatures, labels, mandatory = _parts(data, _DERIVED, _DERIVED_CONTAINERS, pointer)
    if (
        _is_bytes(signature, _SIGNATURE_BYTES)
        and _is_bytes(public_key, _PUBLIC_KEY_BYTES)
        and _are_signatures(signatures)
        and _are_labels(labels)
        and _are_indexes(mandatory)
    ):
        return DerivedValue(signature, public_key, tuple(signatures), labels, tuple(mandatory))
    raise _malformed(pointer, "a part of it is not of the kind, length or order that the suite writes")


def refuse_base(document: JsonObject) -> None:
    """Keeps what is the holder's alone from being put where others see it.

    Raises:
        ProofError: ``disclosure.base``, the document has a base proof, or a credential inside it has, an endorsement for instance.
    """
    left: list[JsonValue] = [document]
    while left:
        value = left.pop()
        left += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        proofs = as_list(value["proof"]) if isinstance(value, dict) and "proof" in value else []
        for proof in proofs:
            written = proof.get("proofValue") if isinstance(proof, dict) else None
            if isinstance(written, str) and written.startswith(_BASE_TEXT):
                raise _is_base("/proof")


def key_of(value: BaseValue | DerivedValue, pointer: str) -> PublicKey:
    """The public key that was made for a proof alone.

    Raises:
        ProofError: ``disclosure.key``, it is no P-256 key.
    """
    try:
        key = from_multikey(multibase.encode(value.public_key))
    except KeyMaterialError:
        key = None
    if key is None or key.kind != "P-256":
        raise ProofError(
            "The proof brings a key of its own that is no P-256 key.",
            code="disclosure.key",
            pointer=pointer + "/proofValue",
            hint="Ask the issuer to mend it: the suite signs statements with P-256 alone.",
        )
    return key


def _parts(data: bytes, header: bytes, containers: int, pointer: str) -> list[CborValue]:
    if not data.startswith(header):
        raise _malformed(pointer, "its first bytes are not those of the suite")
    if len(data) > _MOST_BYTES:
        raise _malformed(pointer, f"it is longer than {_MOST_BYTES} bytes")
    try:
        parts = cbor.decode(data[len(header) :], containers=containers)
    except EncodingError as error:
        raise _malformed(pointer, error.message[:1].lower() + error.message[1:].rstrip(".")) from None
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise _malformed(pointer, f"it is no array of {_PARTS} parts")
    return parts


def _is_bytes(value: CborValue, length: int) -> TypeGuard[bytes]:
    return isinstance(value, bytes) and len(value) == length


def _are_signatures(value: CborValue) -> TypeGuard[list[bytes]]:
    return isinstance(value, list) and all(_is_bytes(each, _SIGNATURE_BYTES) for each in value)


def _are_labels(value: CborValue) -> TypeGuard[dict[int, bytes]]:
    return isinstance(value, dict) and all(
        isinstance(number, int) and _is_bytes(label, _LABEL_BYTES) for number, label in value.items()
    )


def _are_indexes(value: CborValue) -> TypeGuard[list[int]]:
    """Whether they are numbers, each larger than the one before: a set has one order here, and nothing twice."""
    if not isinstance(value, list):
        return False
    numbers = [each for each in value if isinstance(each, int)]
    return len(numbers) == len(value) and numbers == sorted(set(numbers))


def _is_base(pointer: str) -> ProofError:
    return ProofError(
        "This is the learner's own copy, with a base proof: parts of it are made to be shown, and it is not shown itself.",
        code="disclosure.base",
        pointer=pointer,
        hint="The learner derives from it what a verifier is to see: credseal derive FILE --reveal POINTER ... --out SHOWN",
    )


def _malformed(pointer: str, reason: str) -> ProofError:
    return ProofError(
        f'The "proofValue" is not one of ecdsa-sd-2023: {reason}.',
        code="disclosure.value",
        pointer=pointer + "/proofValue",
        hint="It was cut or changed on its way; ask for the original file.",
    )
