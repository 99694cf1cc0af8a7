"""Colours that tell fields of learning apart, each dark enough to be written with on white, and to be written on in white.

    palette(credential.achievement).deep        # '#1d5c4b' for natural sciences, mathematics and statistics

The colour is that of the broad field (ISCED-F 2013, two digits, https://uis.unesco.org/en/topic/international-standard-classification-education-isced);
an achievement without one gets the colour that its awarding body's id or name falls on, always the same. Contrast is that of WCAG 2.2,
section 1.4.3 (https://www.w3.org/TR/WCAG22/#contrast-minimum).
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from credseal.model.achievement import Achievement

WHITE = "#ffffff"
INK = "#1d232b"
"""Of text that is read."""
QUIET = "#565f6b"
"""Of text that explains."""

_BROAD_FIELD = re.compile(r"/isced-f/(\d{2})\d{0,2}$")
# By broad field: 00 generic programmes, 01 education, 02 arts and humanities, 03 social sciences, 04 business and law,
# 05 natural sciences, 06 ICT, 07 engineering, 08 agriculture, 09 health and welfare, 10 services.
_DEEP = (
    "#3d4b5f",
    "#0f5c66",
    "#6b2a5b",
    "#3f3a7d",
    "#1d3f72",
    "#1d5c4b",
    "#0b5384",
    "#7a3b1e",
    "#4a5a1f",
    "#86263a",
    "#6d4a12",
)


class Palette(NamedTuple):
    """The colours of one picture.

    Attributes:
        deep: of large areas, and of text on white.
        middle: of fine lines on ``deep``.
        soft: of fine lines on white; too light for text.
    """

    deep: str
    middle: str
    soft: str


def palette(achievement: Achievement) -> Palette:
    """The colours for an achievement."""
    deep = _DEEP[_broad_field(achievement)]
    return Palette(deep, mixed(deep, WHITE, 0.36), mixed(deep, WHITE, 0.80))


def mixed(colour: str, other: str, share: float) -> str:
    """A colour between two, with so large a share of the other one."""
    parts = (round(a + (b - a) * share) for a, b in zip(_rgb(colour), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours: 1 (none) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _broad_field(achievement: Achievement) -> int:
    for concept in achievement.fields_of_learning:
        found = _BROAD_FIELD.search(concept.uri or "")
        if found and int(found[1]) < len(_DEEP):
            return int(found[1])
    bodies = achievement.awarding_bodies
    name = (bodies[0].id or next(iter((bodies[0].legal_name or {}).values()), "")) if bodies else ""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[0] % len(_DEEP)


def _luminance(colour: str) -> float:
    channels = (each / 255 for each in _rgb(colour))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
