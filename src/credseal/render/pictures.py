"""The pictures of a credential, as files: a badge and a certificate, each as PNG and as SVG.

    badge_picture(credential, size=300)
    certificate_picture(credential, issued=date(2026, 11, 21), sealer=university)

A badge is shown around and names nobody but the awarding body; a certificate names the learner. Both are the same for the same record.
They are a convenience and prove nothing: what is signed is the credential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import RenderError
from credseal.render.badge import SIDE, badge_scene
from credseal.render.certificate import DOTS_PER_INCH, MILLIMETRE, certificate_scene
from credseal.render.png import png
from credseal.render.svg import svg

if TYPE_CHECKING:
    from datetime import date, datetime

    from credseal.model.achievement import MicroCredential
    from credseal.model.organisation import Organisation

SMALLEST, LARGEST = 64, 1024
"""Pixels that the side of a badge may have."""


def badge_picture(credential: MicroCredential, *, size: int = SIDE) -> bytes:
    """Draw a credential's badge as PNG, square, on transparent ground.

    Args:
        credential: the record; its learner does not appear.
        size: of each side, in pixels.

    Raises:
        RenderError: ``render.size``, ``render.no-title``, or ``render.characters`` for a text that the typefaces (Latin, Greek,
            Cyrillic) cannot draw in any of its languages.
        MissingExtraError: ``extra.render``, Pillow is not installed.
    """
    if not SMALLEST <= size <= LARGEST:
        raise RenderError(
            f"A badge has {SMALLEST} to {LARGEST} pixels on each side.",
            code="render.size",
            hint="Take the SVG for a larger one: it has no pixels.",
        )
    return png(badge_scene(credential), scale=size / SIDE)


def badge_svg(credential: MicroCredential) -> str:
    """Draw a credential's badge as SVG.

    Args:
        credential: the record; its learner does not appear.

    Raises:
        RenderError: as for the PNG.
    """
    return svg(badge_scene(credential))


def certificate_picture(
    credential: MicroCredential, *, issued: date | datetime | None = None, sealer: Organisation | None = None
) -> bytes:
    """Draw a credential's certificate as PNG: A4 on its side, 150 dots per inch, 1754 by 1240 pixels.

    Args:
        credential: the record.
        issued: day of issue; of an instant, the day in UTC.
        sealer: who seals; shown where it is none of the awarding bodies.

    Raises:
        RenderError: ``render.no-title``, ``render.characters``.
        ModelError: ``model.naive-instant`` for an instant without an offset.
        MissingExtraError: ``extra.render``, Pillow is not installed.
    """
    return png(certificate_scene(credential, issued=issued, sealer=sealer), scale=1, dots_per_inch=DOTS_PER_INCH)


def certificate_svg(
    credential: MicroCredential, *, issued: date | datetime | None = None, sealer: Organisation | None = None
) -> str:
    """Draw a credential's certificate as SVG, A4 on its side.

    Args:
        credential: the record.
        issued: day of issue; of an instant, the day in UTC.
        sealer: who seals; shown where it is none of the awarding bodies.

    Raises:
        RenderError: as for the PNG.
        ModelError: as for the PNG.
    """
    return svg(certificate_scene(credential, issued=issued, sealer=sealer), unit="mm", scale=1 / MILLIMETRE)
