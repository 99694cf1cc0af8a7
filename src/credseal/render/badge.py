"""The badge: a round seal with the title, to be shown anywhere. It names nobody but the awarding body.

badge_scene(credential)          # a scene of 600 by 600
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from credseal.render.colours import INK, QUIET, WHITE, Palette, palette
from credseal.render.content import content
from credseal.render.fitting import fit
from credseal.render.ornament import along_ring, pill, ring, strands, wave
from credseal.render.scene import Area, Line, Run, Scene
from credseal.render.typeface import Face
from credseal.render.words import capitals

if TYPE_CHECKING:
    from credseal.model.achievement import MicroCredential
    from credseal.render.content import Content
    from credseal.render.fitting import Fitted
    from credseal.render.scene import Shape

SIDE = 600
_CENTRE = SIDE / 2
_SCALLOPS = 40
_GAP = 16  # between title and awarding body


def badge_scene(credential: MicroCredential) -> Scene:
    """Lay out the badge of a credential.

    Raises:
        RenderError: see `credseal.render.content.content`.
    """
    said = content(credential)
    colours = palette(credential.achievement)
    return Scene(
        width=SIDE,
        height=SIDE,
        title=f"{said.words.micro_credential}: {said.title}",
        description="\n".join(filter(None, (said.awarding_body, said.in_short, said.awarded, said.words.note))),
        language=said.language,
        shapes=(*seal(_CENTRE, _CENTRE, 290, colours), *_text(said, colours)),
    )


def seal(x: float, y: float, radius: float, colours: Palette) -> tuple[Shape, ...]:
    """An empty seal: a scalloped edge, a ring of interlaced lines, and white inside."""
    edge = along_ring(x, y, radius * 0.985)
    band = along_ring(x, y, radius * 0.845)
    return (
        Area(wave(edge, amplitude=radius * 0.014, waves=_SCALLOPS, phase=math.pi / 2), colours.deep),
        Line(ring(x, y, radius * 0.93), colours.middle, radius * 0.005, closed=True),
        *(
            Line(points, colours.middle, radius * 0.005, closed=True)
            for points in strands(band, amplitude=radius * 0.055, waves=_SCALLOPS // 2, count=6)
        ),
        Area(ring(x, y, radius * 0.76), WHITE),
        Line(ring(x, y, radius * 0.735), colours.middle, radius * 0.005, closed=True),
    )


def centred(fitted: Fitted, x: float, y: float, colour: str) -> list[Run]:
    """Lines of text around a point."""
    first = y - fitted.height / 2 + fitted.leading * 0.5 + fitted.size * 0.32
    return [
        Run(line, x - width / 2, first + index * fitted.leading, fitted.face, fitted.size, colour, fitted.tracking)
        for index, (line, width) in enumerate(zip(fitted.lines, fitted.widths, strict=True))
    ]


def _text(said: Content, colours: Palette) -> list[Shape]:
    label = fit(capitals(said.words.micro_credential), Face.STRONG, width=270, height=26, sizes=(19, 11), tracking=0.12)
    title = fit(said.title, Face.TITLE, width=356, height=164, sizes=(58, 20), leading=1.06)
    body = fit(said.awarding_body or "", Face.TEXT, width=300, height=54, sizes=(21, 14), leading=1.24)
    # Title and awarding body stand together in the middle of what label and facts leave.
    gap = _GAP if body.lines else 0
    middle = _CENTRE + 2
    top = middle - (title.height + gap + body.height) / 2
    shapes: list[Shape] = [
        *centred(label, _CENTRE, _CENTRE - 144, colours.deep),
        *centred(title, _CENTRE, top + title.height / 2, INK),
        *centred(body, _CENTRE, top + title.height + gap + body.height / 2, QUIET),
    ]
    if said.awarded:
        day = fit(said.awarded, Face.TEXT, width=200, height=20, sizes=(16, 16), tracking=0.06)
        shapes += centred(day, _CENTRE, _CENTRE + 148, QUIET)
    if said.in_short:
        facts = fit(said.in_short, Face.STRONG, width=250, height=40, sizes=(25, 12), leading=1.3)
        half, middle = max(facts.widths) / 2 + 30, _CENTRE + 203
        shapes += [
            Area(pill(_CENTRE, middle, half + 6, 32), WHITE),
            Area(pill(_CENTRE, middle, half, 26), colours.deep),
            *centred(facts, _CENTRE, middle, WHITE),
        ]
    return shapes
