"""A scene as PNG, drawn with Pillow: several times too large, then made smaller, so that every edge is smooth.

    png(scene, scale=1)          # the bytes of a file

The same scene gives the same bytes with one version of Pillow. Nothing but the picture is in them: no time, no name of a program. The
only module that knows Pillow, which the extra ``render`` installs.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from credseal.errors import MissingExtraError
from credseal.render.colours import WHITE
from credseal.render.scene import Area, Line, Run, Scene
from credseal.render.typeface import Face, typeface

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from credseal.render.scene import Position, Shape

_COLOURS, _NEARLY = 255, 2
_LARGE = 1800  # pixels in width that are drawn, at least, before the picture is made smaller


def png(scene: Scene, *, scale: float, dots_per_inch: int | None = None) -> bytes:
    """Write a scene.

    Args:
        scene: what to draw.
        scale: pixels for each of the scene's units.
        dots_per_inch: how large it is to be printed.

    Raises:
        MissingExtraError: ``extra.render``, Pillow is not installed.
    """
    pillow, drawing = _pillow()
    width, height = round(scene.width * scale), round(scene.height * scale)
    times = max(3, -(-_LARGE // width))
    mode, paper = ("RGB", scene.background) if scene.background else ("RGBA", (0, 0, 0, 0))
    image = pillow.new(mode, (width * times, height * times), paper)
    draw = drawing.Draw(image)
    for shape in scene.shapes:
        _draw(draw, shape, scale * times)
    written = io.BytesIO()
    resolution = {"dpi": (dots_per_inch, dots_per_inch)} if dots_per_inch else {}
    # The drawing has few colours, and a palette of them makes a third of the file.
    reduced = image.reduce(times).quantize(_COLOURS, method=pillow.Quantize.FASTOCTREE, dither=pillow.Dither.NONE)
    reduced.putpalette(_exact(reduced.getpalette("RGBA"), scene), "RGBA" if mode == "RGBA" else "RGBX")
    reduced.save(written, "PNG", **resolution)
    return written.getvalue()


def _exact(mixed: list[int], scene: Scene) -> list[int]:
    """A palette in which what was nearly a colour of the scene, being mixed with its neighbours, is that colour again."""
    colours = {shape.fill if isinstance(shape, Area) else shape.colour for shape in scene.shapes}
    exact = [(*bytes.fromhex(colour[1:]), 255) for colour in sorted(colours | {scene.background or WHITE})]
    for at in range(0, len(mixed), 4):
        entry = mixed[at : at + 4]
        for colour in exact:
            if all(abs(a - b) <= _NEARLY for a, b in zip(entry, colour, strict=True)):
                mixed[at : at + 4] = colour
    return mixed


def _draw(draw: ImageDraw, shape: Shape, scale: float) -> None:
    match shape:
        case Area(corners, fill):
            draw.polygon(_scaled(corners, scale), fill=fill)
        case Line(points, colour, width, closed):
            points = (*points, *points[:2]) if closed else points
            draw.line(_scaled(points, scale), fill=colour, width=max(1, round(width * scale)))
        case Run():
            font = _font(shape.face, round(shape.size * scale, 3))
            for letter, x, y in shape.letters():
                draw.text((x * scale, y * scale), letter, fill=shape.colour, font=font, anchor="ls")


def _scaled(points: tuple[Position, ...], scale: float) -> list[tuple[int, int]]:
    """In whole pixels: Pillow would cut off what is behind the point."""
    return [(round(x * scale), round(y * scale)) for x, y in points]


@lru_cache(maxsize=64)
def _font(face: Face, size: float) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(io.BytesIO(typeface(face).data), size, layout_engine=ImageFont.Layout.BASIC)


def _pillow() -> tuple[Any, Any]:
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError(
            "Pictures are drawn with Pillow, which is not installed.",
            code="extra.render",
            hint='Install it: pip install "credseal[render]". SVG pictures need nothing more.',
        ) from None
    return Image, ImageDraw
