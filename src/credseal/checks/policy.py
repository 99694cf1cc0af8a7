"""What a verifier asks for beyond what every credential must fulfil.

Verifier(policy=Policy.DOMAIN)     # an issuer known by its domain is known well enough
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Policy:
    """When an authenticated issuer counts as recognised.

    Attributes:
        accept_domain: also where nothing but its domain (did:web, https) vouches for it. A domain says who runs a web
            site, not what they may award.
    """

    accept_domain: bool = False

    AUTHENTIC: ClassVar[Policy]
    """The issuer is expected by the caller or listed in a register. The default."""
    DOMAIN: ClassVar[Policy]
    """As AUTHENTIC, or known by its domain."""


Policy.AUTHENTIC = Policy()
Policy.DOMAIN = Policy(accept_domain=True)
