"""What claims say that they are: a learning credential, of the published type or of one that is to be treated as such.

Asked of every set of claims, and so apart from what reads one.

    is_learning_credential({"vct": VCT})        # True
"""

from collections.abc import Mapping
from typing import Any

VCT = "urn:eu.europa.ec.eudi:learning:credential:1"
"""The published type."""
EXTENDED_VCT = "urn:uuid:c46547df-b6a3-4a67-9b42-02c1ba3d5c1e"
"""The published type with the further claim; see ``metadata``."""
FURTHER = "credseal"
"""The further claim."""


def is_learning_credential(claims: Any) -> bool:
    """Whether claims say that they are of the published type, or of one that is to be treated as such.

    A document of linked data is none, whatever else it says: who is meant by ``issuer`` there is not who ``iss`` is here.
    """
    if not isinstance(claims, Mapping) or "@context" in claims:
        return False
    further = claims.get("aka_vcts")
    return claims.get("vct") == VCT or (
        isinstance(claims.get("vct"), str) and isinstance(further, list) and VCT in further
    )
