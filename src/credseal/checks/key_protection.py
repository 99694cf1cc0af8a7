"""Are keys kept as safely as they must be?

OpenID for Verifiable Credential Issuance 1.0, appendix D.2 "Attack Potential Resistance"
(https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#name-attack-potential-resistance), for the storage of keys and for
the ways in which their holder unlocks them. Issuers list what they accept, as ``key_attestations_required`` of their metadata does:

    reaches(("iso_18045_high",), {"iso_18045_moderate"})          # True: better than asked for
    reaches(("iso_18045_high", "iso_18045_basic"), {"iso_18045_high"})    # False: one of the ways in is weaker
    reaches((), {"iso_18045_basic"})                              # False: nothing is said

Of the four levels of ISO/IEC 18045 each is also what those below it are. Where several are stated the weakest counts: an attacker takes the
easiest way that is open. What other schemes call their levels is compared letter for letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# The strongest last: VAN.2 to VAN.5.
_LEVELS = ("iso_18045_basic", "iso_18045_enhanced-basic", "iso_18045_moderate", "iso_18045_high")
_RANKS = {name: rank for rank, name in enumerate(_LEVELS)}


def reaches(stated: Collection[str], accepted: Collection[str]) -> bool:
    """Whether what is stated of keys is among what is accepted, or better.

    Args:
        stated: ``key_storage`` or ``user_authentication`` of an attestation; empty where it says nothing.
        accepted: what is good enough, each by itself.
    """
    if any(name not in _RANKS and name in accepted for name in stated):
        return True
    reached = [_RANKS[name] for name in stated if name in _RANKS]
    enough = [_RANKS[name] for name in accepted if name in _RANKS]
    return bool(reached and enough) and min(reached) >= min(enough)
