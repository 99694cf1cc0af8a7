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

from credseal.checks.rules import any_of, domain, expected, listed

if TYPE_CHECKING:
    from credseal.checks.recognition import Rule

_EXPECTED_OR_LISTED = any_of(expected(), listed())


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What counts as a recognised issuer, and what else a verifier looks at.

    Attributes:
        recognised_by: when an authenticated issuer counts as recognised.
        onedtech: whether it is one more question if 1EdTech's own validator would accept it.
    """

    recognised_by: Rule = _EXPECTED_OR_LISTED
    onedtech: bool = False

    AUTHENTIC: ClassVar[Policy]
    """The issuer is expected by the caller or listed in a register. The default."""
    DOMAIN: ClassVar[Policy]
    """As AUTHENTIC, or known by its domain."""
    ONEDTECH: ClassVar[Policy]
    """As AUTHENTIC, and 1EdTech's own validator would accept it."""


Policy.AUTHENTIC = Policy()
Policy.DOMAIN = Policy(recognised_by=any_of(expected(), listed(), domain()))
Policy.ONEDTECH = Policy(onedtech=True)
