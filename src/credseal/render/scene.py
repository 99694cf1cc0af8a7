"""A drawing before it is drawn: a few shapes and lines of text, each with its place.

    Scene(width=600, height=600, title="...", description="...", language="en", shapes=(Area(corners, "#1d3f72"), ...))

Two writers, ``png`` and ``svg``, make the same picture of it.
Coordinates count from the top left corner, rightwards and downwards; shapes are drawn in their order. Colours are opaque,
``#rrggbb``; what nothing covers is transparent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from credseal.render.typeface import Face, typeface

Position: TypeAlias = "tuple[float, float]"


@dataclass(frozen=True)
class Area:
    """A polygon, filled. Round forms have corners enough."""

    corners: tuple[Position, ...]
    fill: str


@dataclass(frozen=True)
class Line:
    """A line through some points, and back to the first one where it is closed."""

    points: tuple[Position, ...]
    colour: str
    width: float
    closed: bool = False


@dataclass(frozen=True)
class Run:
    """A line of text.

    Args:
        text: of characters that the faces have.
        x: where it begins.
        y: its baseline.
        face: which face.
        size: of the face, in the scene's units.
        colour: of the letters.
        tracking: additional space between letters, in parts of the size.
    """

    text: str
    x: float
    y: float
    face: Face
    size: float
    colour: str
    tracking: float = 0

    @property
    def scale(self) -> float:
        """What a font unit is in the scene."""
        return self.size / typeface(self.face).units

    def letters(self) -> list[tuple[str, float, float]]:
        """Each character that leaves ink, and where its origin is in the scene."""
        face = typeface(self.face)
        placed = face.place(self.text, tracking=self.tracking * face.units)
        return [
            (character, self.x + x * self.scale, self.y - y * self.scale)
            for character, x, y, _ in placed
            if not character.isspace()
        ]

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the ink."""
        face = typeface(self.face)
        boxes = [(x, y, face.extent(character)) for character, x, y in self.letters()]
        return (
            min((x + ink.left * self.scale for x, _, ink in boxes), default=self.x),
            min((y - ink.top * self.scale for _, y, ink in boxes), default=self.y),
            max((x + ink.right * self.scale for x, _, ink in boxes), default=self.x),
            max((y - ink.bottom * self.scale for _, y, ink in boxes), default=self.y),
        )


Shape: TypeAlias = Area | Line | Run


@dataclass(frozen=True)
class Scene:
    """A whole drawing.

    Args:
        width: of the drawing.
        height: of the drawing.
        title: what the picture is, for those who do not see it.
        description: what stands in it, for them too.
        language: of both, a language tag.
        shapes: what is drawn.
        background: the colour of the paper; None leaves it transparent.
    """

    width: int
    height: int
    title: str
    description: str
    language: str
    shapes: tuple[Shape, ...]
    background: str | None = None
