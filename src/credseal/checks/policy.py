"""What a verifier asks for beyond what every credential must fulfil.

    Verifier(policy=Policy.DOMAIN)          # an issuer known by its domain is known well enough
    Verifier(policy=Policy(recognised_by=all_of(listed("Universities of Example"), domain())))
    Verifier(policy=replace(Policy.DOMAIN, onedtech=True))

The rules that are combined here stand in ``rules``. Whatever the policy: an issuer that the caller names must be the issuer, and
one that a register which the verifier believes calls withdrawn or suspended is not recognised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from credseal.checks.rules import any_of, certified, domain, expected, listed

if TYPE_CHECKING:
    from credseal.checks.recognition import Rule

_KNOWN = any_of(expected(), listed(), certified())


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What counts as a recognised issuer, and what else a verifier looks at.

    Attributes:
        recognised_by: when an authenticated issuer counts as recognised.
        onedtech: whether it is one more question if 1EdTech's own validator would accept it.
    """

    recognised_by: Rule = _KNOWN
    onedtech: bool = False

    AUTHENTIC: ClassVar[Policy]
    """The issuer is expected by the caller, listed in a register, or certified by an authority that the verifier believes.
    The default."""
    DOMAIN: ClassVar[Policy]
    """As AUTHENTIC, or known by its domain."""
    QUALIFIED: ClassVar[Policy]
    """The issuer sealed with a qualified certificate for e-seals, by a trusted list of the Union that the verifier believes."""
    ONEDTECH: ClassVar[Policy]
    """As AUTHENTIC, and 1EdTech's own validator would accept it."""


Policy.AUTHENTIC = Policy()
Policy.DOMAIN = Policy(recognised_by=any_of(expected(), listed(), certified(), domain()))
Policy.QUALIFIED = Policy(recognised_by=certified(qualified=True))
Policy.ONEDTECH = Policy(onedtech=True)
