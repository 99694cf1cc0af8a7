"""One value or an array of values: JSON-LD and Data Integrity write a set of one either way, and mean the same.

JSON-LD 1.1, section 4.3.2 "Sets": https://www.w3.org/TR/json-ld11/#sets.

    as_list("a")           # ["a"]
    as_list(["a", "b"])    # ["a", "b"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonValue


def as_list(value: JsonValue) -> list[JsonValue]:
    """The values of a member, however many were written."""
    return value if isinstance(value, list) else [value]
