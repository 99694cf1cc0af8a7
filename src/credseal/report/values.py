"""Answers as JSON values, for programs.

plain(Check("dates", Outcome.PASSED, "dates.valid", "By its own dates it is valid."))      # {"name": "dates", "outcome": "passed", ...}
"""

from __future__ import annotations

from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any

HEADLINE = 2000
"""Characters of a headline, at most: a reason may quote the document."""


def plain(item: Any) -> Any:
    """An answer as JSON values; what is absent is left out."""
    if is_dataclass(item):
        return {name: plain(value) for name, value in vars(item).items() if value is not None}
    if isinstance(item, tuple):
        return [plain(each) for each in item]
    if isinstance(item, StrEnum):
        return item.value
    return item.isoformat().replace("+00:00", "Z") if hasattr(item, "isoformat") else item
