"""What a holder who shows a part of a badge must always show with it.

    always_shown(document)
    # ('/issuer', '/name', '/validFrom', '/validUntil', '/credentialSubject/achievement/name', ...,
    #  '/credentialSubject/achievement/alignment/0')

Whatever would mean something else, or pass for more, if it could be withheld:

* who answers for it: the issuer, the awarding body where that is another, the mandate that an issuer needs who is none;
* what it is, and how much: title, type, description, criteria and levels. Without the first and the last two it is no Open Badge;
  without the level, a short course passes for a degree;
* when, where, and whether still: dates, place, validity and status. A badge whose ``validUntil`` or ``credentialStatus`` can be left out never expires
  and cannot be revoked;
* the terms it was given under.

All else is the learner's to show: who they are (identifiers, that is; an ``id`` of the subject is always shown), results, evidence, what
was learnt and how it was assessed. How a suite makes a part mandatory is the suite's business; see ``securing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import pointer_to
from credseal.profiles.openbadges.homes import HOMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue

OF_THE_BADGE = ("issuer", "name", "validFrom", "validUntil", "awardedDate", "credentialStatus", "termsOfUse")
OF_THE_ACHIEVEMENT = ("name", "achievementType", "description", "criteria", "creator")
ELEMENTS = ("levels", "awarding_bodies", "mandate", "place_of_issue")
"""The elements whose Alignments (see ``homes``) are always shown."""

_TARGET_TYPES = frozenset(
    name for home in HOMES if home.element in ELEMENTS for name in (home.target_type, *home.aliases)
)
_ACHIEVEMENT = ("credentialSubject", "achievement")


def always_shown(document: JsonObject) -> tuple[str, ...]:
    """JSON pointers to the members of a badge that are always shown, of those that it has.

    Args:
        document: an Open Badge 3.0.
    """
    subject = _object(document.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    results = subject.get("result")
    return (
        *(pointer_to(name) for name in OF_THE_BADGE if name in document),
        *(pointer_to(*_ACHIEVEMENT, name) for name in OF_THE_ACHIEVEMENT if name in achievement),
        *_alignments(achievement, *_ACHIEVEMENT),
        *(
            pointer
            for index, result in enumerate(results if isinstance(results, list) else [])
            for pointer in _alignments(_object(result), "credentialSubject", "result", index)
        ),
    )


def _alignments(node: JsonObject, *steps: str | int) -> Iterator[str]:
    """Pointers to the Alignments of a node that are always shown."""
    alignments = node.get("alignment")
    for index, alignment in enumerate(alignments if isinstance(alignments, list) else []):
        if _object(alignment).get("targetType") in _TARGET_TYPES:
            yield pointer_to(*steps, "alignment", index)


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}
