"""Supervision and identity verification as the one concept of the European list that says both.

European approach to micro-credentials (2021), and the European Learning Model's list
http://data.europa.eu/snb/supervision-verification/25831c2 . The model keeps two facts, each of which may be unknown; the list has
an entry only where both are known.

    SUPERVISION_CONCEPTS[True, False]       # 'http://data.europa.eu/snb/supervision-verification/44314532f9'
"""

from collections.abc import Mapping
from types import MappingProxyType

_LIST = "http://data.europa.eu/snb/supervision-verification/"
SUPERVISION_CONCEPTS: Mapping[tuple[bool, bool], str] = MappingProxyType(
    {
        (True, True): _LIST + "70be69aaf9",
        (True, False): _LIST + "44314532f9",
        (False, True): _LIST + "df2880c5cb",
        (False, False): _LIST + "c598449d64",
    }
)
"""(supervised, identity verified) -> the URI of the entry."""
