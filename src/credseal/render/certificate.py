"""The certificate: a page that says who achieved what, to be read and printed.

    certificate_scene(credential, issued=date(2026, 11, 21), sealer=university)          # A4 on its side

At its foot stands in plain words that the picture proves nothing: it is not signed, and anybody can draw another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.render.badge import centred, seal
from credseal.render.colours import INK, QUIET, WHITE, Palette, palette
from credseal.render.content import SEPARATOR, content, learner_name
from credseal.render.fitting import fit
from credseal.render.ornament import along_frame, smooth, strands
from credseal.render.scene import Area, Line, Run, Scene
from credseal.render.typeface import Face
from credseal.render.words import capitals

if TYPE_CHECKING:
    from datetime import date, datetime

    from credseal.model.achievement import MicroCredential
    from credseal.model.organisation import Organisation
    from credseal.render.content import Content
    from credseal.render.fitting import Fitted
    from credseal.render.scene import Shape

DOTS_PER_INCH = 150
MILLIMETRE = DOTS_PER_INCH / 25.4
WIDTH, HEIGHT = 1754, 1240  # 297 mm by 210 mm

_LEFT, _RIGHT = 176.0, WIDTH - 176.0
_COLUMN = 940.0  # how wide the words are
_SEAL = (1386.0, 410.0, 196.0)
_TOP, _TITLE, _RULE, _FOOT = 186.0, 246.0, 912.0, 1094.0  # heights at which things begin
_BEFORE, _WIDEST = 36.0, 72.0  # from a label to what it is a label of; between one such thing and the next, at most


def certificate_scene(
    credential: MicroCredential, *, issued: date | datetime | None = None, sealer: Organisation | None = None
) -> Scene:
    """Lay out the certificate of a credential.

    Args:
        credential: what was awarded, and to whom.
        issued: day of issue; of an instant, the day in UTC.
        sealer: who seals, if that is none of the awarding bodies.

    Raises:
        RenderError: see `credseal.render.content.content`.
    """
    said = content(credential, issued=issued, sealer=sealer)
    colours = palette(credential.achievement)
    parties = [
        (said.words.learner, learner_name(credential), Face.TITLE, (64.0, 28.0)),
        (said.words.awarding_body, said.awarding_body, Face.TEXT, (36.0, 20.0)),
    ]
    facts = _facts(said)
    told = [*((label, name) for label, name, *_ in parties), *facts]
    return Scene(
        width=WIDTH,
        height=HEIGHT,
        title=f"{said.words.micro_credential}: {said.title}",
        description="\n".join([*(f"{label}: {text}" for label, text in told if text), said.words.note]),
        language=said.language,
        shapes=(
            *_frame(colours),
            *_seal(said, colours),
            *_words(said, parties, colours),
            *_row(facts, colours),
            *_note(said),
        ),
        background=WHITE,
    )


def _facts(said: Content) -> list[tuple[str, str]]:
    facts = (
        (said.words.level, SEPARATOR.join(said.levels)),
        (said.words.workload, said.workload),
        (said.words.awarded, said.awarded),
        (said.words.issued, said.issued),
        (said.words.seal, said.sealer),
    )
    return [(label, text) for label, text in facts if text]


def _frame(colours: Palette) -> list[Shape]:
    """Interlaced lines along the edges of the page, between two plain ones."""
    outer, band, inner = (along_frame(by, by, WIDTH - by, HEIGHT - by, 110 - by) for by in (40, 66, 92))
    return [
        Line(smooth(outer), colours.deep, 3, closed=True),
        *(Line(points, colours.middle, 1.3, closed=True) for points in strands(band, amplitude=16, waves=96, count=4)),
        Line(smooth(inner), colours.deep, 1.3, closed=True),
    ]


def _seal(said: Content, colours: Palette) -> list[Shape]:
    """The seal, with level and workload, or else the year, in it; none where nothing could stand in it."""
    x, y, radius = _SEAL
    lines = [*said.levels[:1], *(said.workload or "").split(SEPARATOR)] if said.in_short else [(said.awarded or "")[:4]]
    lines = [line for line in lines if line]
    shapes: list[Shape] = list(seal(x, y, radius, colours)) if lines else []
    step = 58.0
    top = y - step * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        fitted = fit(line, Face.TITLE, width=radius * 1.2, height=step, sizes=(50, 18))
        shapes += centred(fitted, x, top + index * step, colours.deep)
    return shapes


def _words(
    said: Content, parties: list[tuple[str, str | None, Face, tuple[float, float]]], colours: Palette
) -> list[Shape]:
    """The title, the learner, the awarding body, from the top; what is left of the space goes between them."""
    label = fit(
        capitals(said.words.micro_credential), Face.STRONG, width=_COLUMN, height=40, sizes=(27, 20), tracking=0.14
    )
    title = fit(said.title, Face.TITLE, width=_COLUMN, height=270, sizes=(92, 36), leading=1.06)
    named = [
        (
            fit(before, Face.TEXT, width=_COLUMN, height=30, sizes=(22, 22)),
            fit(text, face, width=_COLUMN, height=86, sizes=sizes, leading=1.14),
        )
        for before, text, face, sizes in parties
        if text
    ]
    taken = title.height + sum(_BEFORE + text.height for _, text in named)
    gap = min(_WIDEST, (_RULE - _TITLE - taken) / (len(named) + 2))
    y = _TITLE + title.height + gap * 0.6
    shapes: list[Shape] = [
        *_left(label, _TOP, colours.deep),
        *_left(title, _TITLE, INK),
        Area(((_LEFT, y), (_LEFT + 130, y), (_LEFT + 130, y + 5), (_LEFT, y + 5)), colours.deep),
    ]
    y += gap
    for before, text in named:
        shapes += [*_left(before, y, QUIET), *_left(text, y + _BEFORE, INK)]
        y += _BEFORE + text.height + gap
    return shapes


def _row(facts: list[tuple[str, str]], colours: Palette) -> list[Shape]:
    shapes: list[Shape] = [Line(((_LEFT, _RULE), (_RIGHT, _RULE)), colours.soft, 2)]
    width = (_RIGHT - _LEFT) / max(len(facts), 4)
    for index, (label, text) in enumerate(facts):
        x = _LEFT + index * width
        shapes += _left(fit(label, Face.TEXT, width=width - 24, height=28, sizes=(20, 13)), _RULE + 28, QUIET, x)
        value = fit(text, Face.STRONG, width=width - 24, height=84, sizes=(28, 16), leading=1.25)
        shapes += _left(value, _RULE + 62, INK, x)
    return shapes


def _note(said: Content) -> list[Run]:
    note = fit(said.words.note, Face.TEXT, width=_RIGHT - _LEFT, height=26, sizes=(20, 14))
    return _left(note, _FOOT, QUIET)


def _left(fitted: Fitted, top: float, colour: str, left: float = _LEFT) -> list[Run]:
    """Lines of text that begin at the left, from a height downwards."""
    first = top + fitted.leading * 0.5 + fitted.size * 0.32
    return [
        Run(line, left, first + index * fitted.leading, fitted.face, fitted.size, colour, fitted.tracking)
        for index, line in enumerate(fitted.lines)
    ]
