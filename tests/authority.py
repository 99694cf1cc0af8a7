"""The home-made authority of ``examples/``, for tests: certificates, seals, timestamps, answers about revocation.

authority = HomeAuthority(clock=Clock(NOW))
signer = authority.seal_key()
"""

import sys

from support import ROOT

sys.path.insert(0, str(ROOT / "examples"))

from home_authority import HomeAuthority, chain, named, qc_statements, usage
from home_keys import Held, new_key
from home_revocation import Revoked, certificate_id
from home_timestamps import HomeTimestamps

__all__ = [
    "Held",
    "HomeAuthority",
    "HomeTimestamps",
    "Revoked",
    "certificate_id",
    "chain",
    "named",
    "new_key",
    "qc_statements",
    "usage",
]
