"""What a picture says of a credential: a few short texts, fit to be drawn.

    said = content(credential)
    said.title, said.awarding_body, said.facts        # 'Testing drinking water', 'University of Example', (('Level', 'EQF 6'), ...)

Everything comes from the record as it is, made inert (``credseal.encoding.inert``): nothing in it can turn a line around, hide letters
or pile up marks. A text in several languages is shown in the record's language, else in the first of the others that the typefaces
can draw. Where they can draw none (Chinese, Arabic, pictographs), there is an error and no picture: boxes in place of letters would be
a credential that cannot be read, and leaving them out one that says something else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from credseal.encoding.inert import inert
from credseal.errors import RenderError, pointer_to
from credseal.model.dates import format_instant
from credseal.model.text import UNDETERMINED
from credseal.render.fitting import ELLIPSIS
from credseal.render.typeface import lacking
from credseal.render.words import Words, number, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.model.achievement import MicroCredential
    from credseal.model.level import Level
    from credseal.model.organisation import Organisation
    from credseal.model.text import Text
    from credseal.model.workload import Workload

SEPARATOR = "\u00a0\u00b7 "
"""Between facts; a line may break only behind it."""

_MOST = 240  # characters of one text; more than any box holds in letters that can be read
_CYCLES = {"short": "short cycle", "first": "first cycle", "second": "second cycle", "third": "third cycle"}


@dataclass(frozen=True)
class Content:
    """What is said.

    Attributes:
        language: of the record, a language tag.
        words: our own words in this language.
        title: of the micro-credential.
        awarding_body: the first one, and how many more there are; None where none is named.
        sealer: where it is none of the awarding bodies.
        awarded: day of the award.
        issued: day of issue.
        levels: all of them, the most widely known first.
        workload: credits and hours.
    """

    language: str
    words: Words
    title: str
    awarding_body: str | None
    sealer: str | None
    awarded: str | None
    issued: str | None
    levels: tuple[str, ...]
    workload: str | None

    @property
    def in_short(self) -> str:
        """The first level and the workload, as far as they are known."""
        return SEPARATOR.join([*self.levels[:1], *([self.workload] if self.workload else [])])


def content(
    credential: MicroCredential, *, issued: date | datetime | None = None, sealer: Organisation | None = None
) -> Content:
    """What a picture of this credential says.

    Raises:
        RenderError: ``render.no-title``; ``render.characters`` for a text that the typefaces cannot draw in any of its languages.
        ModelError: ``model.naive-instant`` for an instant of issue without an offset.
    """
    achievement = credential.achievement
    if achievement.title is None:
        raise RenderError(
            "A credential without a title cannot be drawn.",
            code="render.no-title",
            pointer=pointer_to("achievement", "title"),
            hint="Give it a title, or a picture of its own.",
        )
    language = achievement.language
    if language == UNDETERMINED:
        language = achievement.title.in_language(language)[0]
    spoken = words(language)
    bodies = achievement.awarding_bodies
    if sealer and any(each == sealer or each.is_same_as(sealer) for each in bodies):
        sealer = None  # named already
    return Content(
        language=language,
        words=spoken,
        title=_text(achievement.title, language, "achievement", "title"),
        awarding_body=_bodies(bodies, language),
        sealer=_text(sealer.legal_name, language, "sealer", "legal_name") if sealer and sealer.legal_name else None,
        awarded=credential.awarded_on.isoformat() if credential.awarded_on else None,
        issued=_day(issued),
        levels=tuple(_level(each, language, index) for index, each in enumerate(achievement.levels)),
        workload=_workload(credential.workload, spoken),
    )


def learner_name(credential: MicroCredential) -> str | None:
    """The learner's present name; None where there is none. Apart from the rest, for only a certificate shows it.

    Raises:
        RenderError: ``render.characters``.
    """
    names = [each.written for each in credential.learner.names if not each.former]
    return _drawable(names, "learner", "names") if names else None


def _workload(workload: Workload | None, spoken: Words) -> str | None:
    amounts = ((workload.ects, "ECTS"), (workload.hours, "h")) if workload else ()
    stated = [f"{number(amount, spoken)}\u00a0{unit}" for amount, unit in amounts if amount is not None]
    return SEPARATOR.join(stated) or None


def _bodies(bodies: tuple[Organisation, ...], language: str) -> str | None:
    if not bodies:
        return None
    name, more = bodies[0].legal_name, f" + {len(bodies) - 1}" if len(bodies) > 1 else ""
    where = ("achievement", "awarding_bodies", 0)
    first = _text(name, language, *where, "legal_name") if name else _drawable([bodies[0].id or ""], *where, "id")
    return first + more if first else None


def _level(level: Level, language: str, index: int) -> str:
    value = _drawable([level.value], "achievement", "levels", index, "value")
    match level.framework:
        case "QF-EHEA":
            return f"QF-EHEA {_CYCLES[level.value]}"
        case "NQF" if level.framework_name:
            where = ("achievement", "levels", index, "framework_name")
            return f"{_text(level.framework_name, language, *where)} {value}"
        case _:
            return f"{level.framework} {value}"


def _day(issued: date | datetime | None) -> str | None:
    if isinstance(issued, datetime):
        return format_instant(issued)[:10]
    return issued.isoformat() if issued else None


def _text(text: Text, language: str, *where: str | int) -> str:
    first = text.in_language(language)[1]
    return _drawable([first, *text.values()], *where)


def _drawable(texts: Iterable[str], *where: str | int) -> str:
    """The first of some texts for one thing that can be drawn."""
    for text in texts:
        shown = _shown(text)
        if not lacking(shown):
            return shown
    raise RenderError(
        f"The member {where[-1]!r} has characters that the pictures' typefaces lack: they draw Latin, Greek and Cyrillic letters.",
        code="render.characters",
        pointer=pointer_to(*where),
        hint="Add a text in one of these scripts, or give the credential a picture of its own.",
    )


def _shown(text: str) -> str:
    """A text on one line, short enough, with letters and marks in one piece, and inert."""
    line = unicodedata.normalize("NFC", " ".join(text[: 4 * _MOST].split()))
    if len(line) > _MOST or len(text) > 4 * _MOST:
        line = line[:_MOST].rstrip() + ELLIPSIS
    return inert(line, most=len(line))
