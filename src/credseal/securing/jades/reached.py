"""Which level a seal has reached: how long it can be shown to have been made when it says.

ETSI TS 119 182-1, clause 6.3, as the Union's validator looks at it, with one difference: there a level is a matter of what items are
present, here only of what holds. A timestamp that does not cover what it should, or does not verify, lifts nothing.

=====  ===========================================================================================================================
B      the header says what it must (``rules``) and the signature fits; asked of the caller
T      every ``sigTst`` holds one sound timestamp, from before the signer's certificate ended
LT     besides, an answer about the revocation of the signer's certificate is there, with its issuer's; and no mere references
LTA    besides, archive timestamps, all sound, the last of which covers all of that
=====  ===========================================================================================================================

Whether anybody believes the authorities is said apart (``credseal.authenticity.seals``): a level is a matter of form. What it takes for
the authorities' own certificates is not counted in LT, as who believes them has them as anchors, with no need of more.

    reached(signature, unsigned, examine(signature, unsigned))      # 'LTA'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.pki.material import is_self_issued, issuer_of
from credseal.pki.revocation import Revocation, revocation_of
from credseal.securing.jades.unsigned import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.securing.jades.signature import JadesSignature
    from credseal.securing.jades.stamps import CheckedStamp
    from credseal.securing.jades.unsigned import Unsigned

Level: TypeAlias = Literal["B", "T", "LT", "LTA"]


def reached(signature: JadesSignature, unsigned: Unsigned, stamps: Sequence[CheckedStamp]) -> Level:
    """The level of a seal whose header and signature are sound.

    Args:
        signature: the seal.
        unsigned: its ``etsiU``, read.
        stamps: its timestamps, checked.

    Raises:
        ProofError: ``jades.certificate-absent``, ``jades.certificate``.
    """
    stamped = _stamped_at(signature, unsigned, stamps)
    if stamped is None:
        return "B"
    if unsigned.named(*REFERENCES, "sigRTst", "rfsTst"):
        return "T"
    archived = [stamp for stamp in stamps if stamp.kind == "arcTst"]
    if archived and not any(stamp.fault for stamp in archived):
        covered = unsigned.before(max(stamp.position for stamp in archived))
        stamps_too = len(covered.named("sigTst")) == len(unsigned.named("sigTst"))
        if stamps_too and _holds_material(signature, covered, stamped):
            return "LTA"
    return "LT" if _holds_material(signature, unsigned, stamped) else "T"


def _stamped_at(signature: JadesSignature, unsigned: Unsigned, stamps: Sequence[CheckedStamp]) -> datetime | None:
    """The earliest time of a ``sigTst``, where all of them are as level T has them; else None."""
    end = signature.certificate.not_after
    times = []
    for stamp in stamps:
        if stamp.kind == "sigTst":
            if stamp.fault or stamp.token is None or stamp.token.time >= end:
                return None
            times.append(stamp.token.time)
    alone = all(len(item.stamps) == 1 for item in unsigned.named("sigTst"))
    return min(times) if times and alone else None


def _holds_material(signature: JadesSignature, unsigned: Unsigned, at: datetime) -> bool:
    if is_self_issued(signature.certificate):
        return bool(unsigned.certificates)
    found = revocation_at(signature, unsigned, at)
    return found is not None and found.status != "unknown"


def revocation_at(signature: JadesSignature, unsigned: Unsigned, at: datetime) -> Revocation | None:
    """What the seal itself holds about the revocation of the signer's certificate; None where it lacks the issuer's certificate."""
    others = (*signature.chain, *unsigned.certificates)
    issuer = issuer_of(signature.certificate, others)
    if issuer is None:
        return None
    return revocation_of(signature.certificate, issuer, ocsp=unsigned.ocsp, crls=unsigned.crls, at=at, others=others)
