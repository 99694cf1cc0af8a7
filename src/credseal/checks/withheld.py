"""What a holder withholds of a credential in an SD-JWT, as far as it bears on an answer.

    hides_subject({"credentialSubject": {"type": ["AchievementSubject"]}}, [("credentialSubject",)])      # True

A digest tells nothing of what it stands for. Where an object has its ``id``, no digest of that object can stand for another (RFC 9901, section 7.1);
where it has none, one may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.presenter import PRESENTER_KEY
from credseal.errors import pointer_to
from credseal.report import Agreement, Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.encoding.strict_json import JsonObject
    from credseal.securing.sd_jwt.claim_paths import Place

_SUBJECT = "credentialSubject"

SUBJECT_WITHHELD = Comparison(
    PRESENTER_KEY, Agreement.NOT_COMPARABLE, reason="Who its subject is may be among what is withheld."
)
"""Stands beside what was compared where nobody can tell whether that is all."""


def hides_subject(document: JsonObject, withheld: Sequence[Place]) -> bool:
    """Whether a subject, or the identifier of one, may be withheld: then the key in ``cnf`` may be another person's.

    Args:
        document: as it is shown.
        withheld: the objects and arrays in it of which parts are withheld.
    """
    subjects = document.get(_SUBJECT)
    if () in withheld and _SUBJECT not in document:
        return True
    for place in withheld:
        if place[:1] != (_SUBJECT,):
            continue
        if place == (_SUBJECT,) and not (isinstance(subjects, dict) and "id" in subjects):
            return True  # the identifier, or whole subjects
        if isinstance(subjects, list) and len(place) == 2:  # noqa: PLR2004  a subject in the array
            subject = subjects[int(place[1])]
            if not (isinstance(subject, dict) and "id" in subject):
                return True
    return False


def may_hold(pointer: str, withheld: Sequence[Place]) -> bool:
    """Whether what is missed at a place may be withheld there, or in something around it.

    Args:
        pointer: JSON pointer to what lacks something, or to what is missing.
        withheld: the objects and arrays of which parts are withheld.
    """
    around = {pointer[:end] for end, letter in enumerate(pointer) if letter == "/"} | {pointer}
    return any(pointer_to(*place) in around for place in withheld)
