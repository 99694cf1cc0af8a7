"""Presenting: the holder chooses which claims are shown.

RFC 9901, section 7.2: https://www.rfc-editor.org/rfc/rfc9901#section-7.2. A claim that is shown brings the disclosures of everything that
it is part of, and nothing else: what is selectively disclosable inside it stays withheld unless it is named too.

    received = parse(text)
    received.processed().payload                                       # all that can be shown
    shown = present(received, [("given_name",), ("nationalities", 0)])   # another SD-JWT, with fewer disclosures

``key_binding.bind`` adds the proof of the holder's key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import sd_jwt
from credseal.errors import ProofError, pointer_to
from credseal.securing.sd_jwt.claim_paths import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.securing.sd_jwt.claim_paths import ClaimPath
    from credseal.securing.sd_jwt.parsing import SdJwt


def present(received: SdJwt, shown: Iterable[ClaimPath]) -> str:
    """An SD-JWT that shows some claims.

    Args:
        received: as its issuer handed it over. Its signature is not looked at: holders check what they receive when they receive it.
        shown: paths to the claims, in the payload with all disclosures in place (``received.processed().payload``). Those that are
            not selectively disclosable are always shown, and may be named.

    Returns:
        The compact serialisation, without proof of the holder's key.

    Raises:
        ProofError: ``sd-jwt.bound`` (it has a proof of a holder's key: issuers hand none over, so that it was presented to
            somebody), ``sd-jwt.path`` (a path is none, or there is no such claim), and as ``SdJwt.processed``.
    """
    refuse_bound(received)
    processed = received.processed()
    brought = {one.place: one.disclosure for one in processed.disclosed}
    chosen: set[str] = set()
    for path in shown:
        places = select(processed.payload, path)
        if not places:
            raise ProofError(
                "A claim that is to be shown is not there.",
                code="sd-jwt.path",
                pointer=pointer_to(*(step for step in path if step is not None)),
            )
        for place in places:
            around = (place[:depth] for depth in range(1, len(place) + 1))
            chosen.update(brought[each] for each in around if each in brought)
    return sd_jwt.join(received.jwt, tuple(text for text in received.disclosures if text in chosen))


def refuse_bound(received: SdJwt) -> None:
    """Refuse an SD-JWT that has a proof of its holder's key where none is wanted (RFC 9901, section 7.2).

    Raises:
        ProofError: ``sd-jwt.bound``.
    """
    if received.key_binding is not None:
        raise ProofError(
            "The SD-JWT has a proof of its holder's key, made for somebody to whom it was shown.",
            code="sd-jwt.bound",
            hint="Present the SD-JWT that the issuer handed over.",
        )
