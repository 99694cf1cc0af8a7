"""The timestamps of a seal, each held against what it should cover.

What goes into an imprint (ETSI TS 119 182-1, clauses 5.2.6, 5.3.4, 5.3.6.3 and A.1.5; ``.`` is the character)::

    adoTst    the payload as it is signed
    sigTst    the signature, in base64url
    arcTst    payload . protected header . signature . all items of etsiU before it, one behind the other
    sigRTst   signature . those before it among sigTst, xRefs, rRefs, axRefs, arRefs
    rfsTst    those before it among xRefs, rRefs, axRefs, arRefs

    for stamp in examine(signature, unsigned):
        stamp.kind, stamp.token.time, stamp.fault       # 'sigTst', datetime(...), None

A stamp without fault says: somebody with that certificate for timestamps stated that time for exactly these bytes. Whether to believe
that authority is not asked here. Items that stand in ``etsiU`` as clear JSON would have to be brought into one canonical text before an
archive timestamp could cover them; no such form is in use (the Union's validator has none), and such a stamp is said to be undecidable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.errors import CredsealError, PkiError, ProofError
from credseal.pki.timestamp import TimestampToken
from credseal.securing.jades.unsigned import REFERENCES, Item, Stamp, Unsigned, content_stamps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.pki.certificate import Certificate
    from credseal.securing.jades.signature import JadesSignature


@dataclass(frozen=True)
class CheckedStamp:
    """One timestamp.

    Attributes:
        kind: ``adoTst``, ``sigTst``, ``arcTst``, ``sigRTst`` or ``rfsTst``.
        position: the number of its item in ``etsiU``; -1 for ``adoTst``.
        pointer: JSON pointer to the token, from the file's root.
        token: what was read; None where it could not be.
        authority: the certificate that signed it; None where none did.
        fault: why it proves nothing; None where it covers what it should and is signed as it should be.
    """

    kind: str
    position: int
    pointer: str
    token: TimestampToken | None
    authority: Certificate | None
    fault: CredsealError | None


def examine(signature: JadesSignature, unsigned: Unsigned) -> tuple[CheckedStamp, ...]:
    """Checks all timestamps of a seal: those in its protected header, then those of ``etsiU``, in their order.

    Args:
        signature: the seal.
        unsigned: its ``etsiU``, read.

    Raises:
        ProofError: ``seal.adotst``, what should be a timestamp in the protected header is none.
    """
    others = (*signature.chain, *unsigned.certificates)
    stamps = (*content_stamps(signature.header), *unsigned.stamps)
    return tuple(_checked(stamp, signature, unsigned, others) for stamp in stamps)


def archive_input(signature: JadesSignature, items: Iterable[Item]) -> bytes:
    """What an archive timestamp behind these items covers (clause 5.3.6.3.1.1).

    Raises:
        ProofError: ``seal.clear-items``, they are clear.
    """
    signed = (signature.signed_payload, signature.protected.encode("ascii"), signature.signature.encode("ascii"))
    return b".".join((*signed, _texts(items)))


def _checked(
    stamp: Stamp, signature: JadesSignature, unsigned: Unsigned, others: tuple[Certificate, ...]
) -> CheckedStamp:
    pointer = signature.pointer + stamp.pointer
    token = authority = fault = None
    try:
        token = TimestampToken.parse(stamp.der)
        _refuse_other(token, stamp.kind, _input(stamp, signature, unsigned), pointer)
        authority = token.verify(others)
    except (PkiError, ProofError) as error:
        fault = error
    return CheckedStamp(stamp.kind, stamp.position, pointer, token, authority, fault)


def _refuse_other(token: TimestampToken, kind: str, data: bytes, pointer: str) -> None:
    if not token.covers(data):
        raise PkiError(
            f"The timestamp {kind!r} is not one of this seal: it covers other bytes.",
            code="seal.imprint",
            pointer=pointer,
            hint="The seal, or what was added to it before, was changed since; or the timestamp was copied from elsewhere.",
        )


def _input(stamp: Stamp, signature: JadesSignature, unsigned: Unsigned) -> bytes:
    before = unsigned.before(max(stamp.position, 0))
    match stamp.kind:
        case "adoTst":
            return signature.signed_payload
        case "arcTst":
            return archive_input(signature, before.items)
        case "sigRTst":
            return signature.signature.encode("ascii") + b"." + _texts(before.named("sigTst", *REFERENCES))
        case "rfsTst":
            return _texts(before.named(*REFERENCES))
        case _:
            return signature.signature.encode("ascii")


def _texts(items: Iterable[Item]) -> bytes:
    texts = [item.text for item in items]
    if None in texts:
        raise ProofError(
            "The items that the timestamp should cover stand in 'etsiU' as clear JSON, of which no canonical text is defined.",
            code="seal.clear-items",
            hint="Items in base64url can be stamped.",
        )
    return "".join(text for text in texts if text is not None).encode("utf-8")
