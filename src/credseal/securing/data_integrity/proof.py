"""Reading the proofs of a document: their members, checked for shape, before anything is computed.

Data Integrity 1.0, section 2.1 "Proofs": https://www.w3.org/TR/vc-data-integrity/#proofs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding import multibase
from credseal.encoding.one_or_many import as_list
from credseal.errors import CredsealError, ProofError, pointer_to
from credseal.model.dates import parse_instant
from credseal.securing.data_integrity import detached_jws
from credseal.securing.data_integrity.suites import find_suite

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.securing.data_integrity.detached_jws import DetachedJws
    from credseal.securing.data_integrity.suites import Suite

MOST_PROOFS = 16
_SHOWN = 80


@dataclass(frozen=True)
class Proof:
    """One proof of a document.

    Attributes:
        pointer: JSON pointer to it.
        options: all its members but the one with the signature, as they stand.
        suite: its cryptosuite; None where credseal does not know it.
        suite_name: what the proof itself calls its suite.
        verification_method: the reference to the key, a URL.
        purpose: ``proofPurpose``.
        signature: the signature's bytes, from ``proofValue`` or ``jws``; of selective suites all that ``proofValue`` holds.
        identifier: ``id``, or None.
        previous: the ids in ``previousProof``.
        created, expires: aware instants, or None.
        domain: the ``domain`` strings, a set.
        challenge: ``challenge``, or None.
        jws: the detached token that the signature is part of; None for suites without one.
    """

    pointer: str
    options: JsonObject
    suite: Suite | None
    suite_name: str
    verification_method: str
    purpose: str
    signature: bytes
    identifier: str | None
    previous: tuple[str, ...]
    created: datetime | None
    expires: datetime | None
    domain: frozenset[str]
    challenge: str | None
    jws: DetachedJws | None = None


def read_proofs(document: JsonObject) -> tuple[Proof, ...]:
    """The proofs of a document, in order.

    Raises:
        ProofError: ``proof.missing`` where there is none, ``proof.count`` for too many, ``proof.member`` for a member that
            is missing or of the wrong shape, ``proof.value`` for a ``proofValue`` that is not multibase, ``proof.jws`` for a ``jws``
            that is no detached signature of its suite.
    """
    found = document.get("proof")
    if found is None or found == []:
        raise ProofError(
            'The document has no "proof": nobody has signed it this way.',
            code="proof.missing",
            pointer="",
            hint="Ask for the signed form; an unsigned credential proves nothing.",
        )
    listed = as_list(found)
    if len(listed) > MOST_PROOFS:
        raise ProofError(
            f"The document has {len(listed)} proofs; at most {MOST_PROOFS} are read.",
            code="proof.count",
            pointer="/proof",
        )
    pointers = [pointer_to("proof", index) for index in range(len(listed))] if isinstance(found, list) else ["/proof"]
    return tuple(_read(proof, pointer) for proof, pointer in zip(listed, pointers, strict=True))


def _read(proof: JsonValue, pointer: str) -> Proof:
    if not isinstance(proof, dict):
        raise ProofError("The proof is not an object.", code="proof.member", pointer=pointer)
    proof_type = _required(proof, "type", pointer)
    cryptosuite = _optional(proof, "cryptosuite", pointer)
    suite = find_suite(proof_type, cryptosuite)
    domain = proof.get("domain", [])
    member = suite.signature_member if suite else "proofValue"
    jws = detached_jws.read(_required(proof, "jws", pointer), pointer) if member == "jws" else None
    return Proof(
        pointer=pointer,
        options={key: value for key, value in proof.items() if key != member},
        suite=suite,
        suite_name=(cryptosuite or proof_type)[:_SHOWN],
        verification_method=_required(proof, "verificationMethod", pointer) if suite else "",
        purpose=_required(proof, "proofPurpose", pointer) if suite else "",
        signature=jws.signature if jws else _signature(proof, suite, pointer) if suite else b"",
        identifier=_optional(proof, "id", pointer),
        previous=_strings(proof.get("previousProof", []), "previousProof", pointer),
        created=_instant(proof, "created", pointer),
        expires=_instant(proof, "expires", pointer),
        domain=frozenset(_strings(domain, "domain", pointer)),
        challenge=_optional(proof, "challenge", pointer),
        jws=jws,
    )


def _required(proof: JsonObject, member: str, pointer: str) -> str:
    value = _optional(proof, member, pointer)
    if value is None:
        raise ProofError(f'The proof has no "{member}".', code="proof.member", pointer=pointer)
    return value


def _optional(proof: JsonObject, member: str, pointer: str) -> str | None:
    value = proof.get(member)
    if value is not None and not isinstance(value, str):
        raise ProofError(
            f'The proof\'s "{member}" is not a string.', code="proof.member", pointer=pointer + pointer_to(member)
        )
    return value


def _strings(value: JsonValue, member: str, pointer: str) -> tuple[str, ...]:
    listed = as_list(value)
    strings = tuple(item for item in listed if isinstance(item, str))
    if len(strings) != len(listed):
        raise ProofError(
            f'The proof\'s "{member}" is neither a string nor an array of strings.',
            code="proof.member",
            pointer=pointer + pointer_to(member),
        )
    return strings


def _instant(proof: JsonObject, member: str, pointer: str) -> datetime | None:
    text = _optional(proof, member, pointer)
    if text is None:
        return None
    try:
        return parse_instant(text)
    except CredsealError as error:
        raise ProofError(
            f'The proof\'s "{member}" is no date and time with a zone.',
            code="proof.member",
            pointer=pointer + pointer_to(member),
            hint="Write it as 2026-11-22T10:00:00Z (XML Schema dateTimeStamp).",
        ) from error


def _signature(proof: JsonObject, suite: Suite, pointer: str) -> bytes:
    try:
        return multibase.decode(_required(proof, "proofValue", pointer), allowed="u" if suite.selective else "z")
    except CredsealError as error:
        if isinstance(error, ProofError):
            raise
        base = (
            'base64url in multibase (it starts with "u")'
            if suite.selective
            else 'base58btc in multibase (it starts with "z")'
        )
        raise ProofError(
            f'The proof\'s "proofValue" is not {base}.',
            code="proof.value",
            pointer=pointer + "/proofValue",
            hint="The credential was cut or changed on its way; ask for it again.",
        ) from error
