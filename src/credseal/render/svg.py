"""A scene as SVG 1.1 (https://www.w3.org/TR/SVG11/): shapes alone, the letters as outlines.

    svg(scene)          # '<svg xmlns="http://www.w3.org/2000/svg" ...'

So it looks the same everywhere and needs nothing but itself: no font, no style, no script, no reference. For those who do not see it
there are ``title`` and ``desc``; they are the only places where a record's words stand as words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from credseal.render.scene import Area, Line, Run, Scene
from credseal.render.typeface import typeface

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from credseal.render.scene import Position, Shape
    from credseal.render.typeface import Contour


def svg(scene: Scene, *, unit: str = "", scale: float = 1) -> str:
    """Write a scene.

    Args:
        scene: what to draw.
        unit: of the size that the picture states, e.g. ``mm``; pixels without one.
        scale: how many of these one of the scene's units is.
    """
    width, height = (f"{_short(side * scale)}{unit}" for side in (scene.width, scene.height))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"',
        f'  viewBox="0 0 {scene.width} {scene.height}" role="img" xml:lang={quoteattr(scene.language)}>',
        f"<title>{escape(scene.title)}</title>",
        f"<desc>{escape(scene.description)}</desc>",
    ]
    if scene.background:
        parts.append(f'<rect width="{scene.width}" height="{scene.height}" fill="{scene.background}"/>')
    parts += map(_element, scene.shapes)
    return "\n".join([*parts, "</svg>\n"])


def _element(shape: Shape) -> str:
    match shape:
        case Area(corners, fill):
            return f'<polygon points="{_points(corners)}" fill="{fill}"/>'
        case Line(points, colour, width, closed):
            name = "polygon" if closed else "polyline"
            return f'<{name} points="{_points(points)}" fill="none" stroke="{colour}" stroke-width="{_short(width)}"/>'
        case Run():
            return _letters(shape)


def _letters(run: Run) -> str:
    """A line of text: outlines in font units, which count upwards, moved to their place as a whole."""
    face = typeface(run.face)
    outlines = (
        command
        for placed in face.place(run.text, tracking=run.tracking * face.units)
        for contour in face.outline(placed.character)
        for command in _path(contour, round(placed.x), round(placed.y))
    )
    scale = f"{run.scale:.6f}"
    return (
        f'<path transform="translate({_short(run.x)} {_short(run.y)}) scale({scale} -{scale})" fill="{run.colour}" '
        f'd="{"".join(outlines)}"/>'
    )


def _path(contour: Contour, right: int, up: int) -> Iterator[str]:
    """A closed contour; between two points off the curve there is one on it, half-way (TrueType's own rule)."""
    points = []
    for index, point in enumerate(contour):
        before = contour[index - 1]
        if not point.on_curve and not before.on_curve:
            points.append(((point.x + before.x) / 2, (point.y + before.y) / 2, True))
        points.append(point)
    start = next(index for index, (*_, on_curve) in enumerate(points) if on_curve)
    points = [(x + right, y + up, on_curve) for x, y, on_curve in (*points[start:], *points[: start + 1])]
    (at_x, at_y, _), control = points[0], None
    yield f"M{_pair(at_x, at_y)}"
    for x, y, on_curve in points[1:]:
        if not on_curve:
            control = (x - at_x, y - at_y)
            continue
        yield f"q{_pair(*control)} {_pair(x - at_x, y - at_y)}" if control else f"l{_pair(x - at_x, y - at_y)}"
        at_x, at_y, control = x, y, None
    yield "z"


def _points(points: Sequence[Position]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _pair(x: float, y: float) -> str:
    return f"{x:g} {y:g}" if y >= 0 else f"{x:g}{y:g}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
