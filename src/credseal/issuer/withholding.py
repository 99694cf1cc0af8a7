"""What the holder of a learning credential may withhold, as its issuer chooses.

    chosen(claims, [("assessment_grade",), ("learning_outcomes", None)])
    # (('assessment_grade',), ('learning_outcomes', 0), ('learning_outcomes', 1), ('credseal', 'award', 'grade'))

Paths are those of SD-JWT VC (see ``securing.sd_jwt.claim_paths``). What may be chosen at all the profile says: ``learning_credential.withholdable``. What
the further claim tells again is withheld with the claim: a grade that stands in two places is not withheld in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import IssuingError, pointer_to
from credseal.profiles import learning_credential
from credseal.securing.sd_jwt.claim_paths import is_path, select

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from credseal.encoding.strict_json import JsonObject
    from credseal.securing.sd_jwt.claim_paths import ClaimPath, Place

_SHOWN = 80


def refuse_choice(profile: str, may_withhold: Iterable[ClaimPath] | None, pad_to: int) -> None:
    """Refuse a choice where the form of the credential leaves none.

    Raises:
        IssuingError: ``issuing.withhold-form``.
    """
    if profile != "learning" and (may_withhold is not None or pad_to != 1):
        raise IssuingError(
            "Only of learning credentials can the issuer choose what the holder may withhold.",
            code="issuing.withhold-form",
            hint='Use profile="learning". Of an Open Badge with securing="ecdsa-sd-2023", the learner withholds whatever need not be shown.',
        )


def chosen(claims: JsonObject, paths: Iterable[ClaimPath]) -> tuple[Place, ...]:
    """The claims that become selectively disclosable.

    Args:
        claims: all of them, found to be right.
        paths: to what the holder may withhold, each by itself; none where all is to be shown.

    Returns:
        Their places, and those of what tells them again.

    Raises:
        IssuingError: ``issuing.withhold-never`` (everybody has to see it), ``issuing.withhold-missing`` (nothing is there),
            ``issuing.withhold-part`` (it is a part of what is withheld whole), ``issuing.withhold-twice``.
        ProofError: ``sd-jwt.path``, a path is none, or does not go with what it comes to.
    """
    open_to_choice = dict.fromkeys(learning_credential.withholdable(claims))
    made: dict[Place, None] = {}
    for path in paths:
        for place in _places(claims, path, open_to_choice):
            if place in made:
                raise _refused(
                    place, "issuing.withhold-twice", "is chosen twice.", "Name it once; * names every entry of a list."
                )
            made[place] = None
    again = (learning_credential.TOLD_AGAIN.get((str(place[0]),)) for place in made)
    return (*made, *dict.fromkeys(each for each in again if each in open_to_choice and each not in made))


def _places(claims: JsonObject, path: ClaimPath, open_to_choice: Collection[Place]) -> list[Place]:
    """What one path means, if that may be chosen."""
    if is_path(path) and not learning_credential.may_be_withheld(path):
        what = "cannot be withheld: everybody has to see it, or something in it."
        raise _refused(path, "issuing.withhold-never", what, _choices(open_to_choice))
    places = select(claims, path)
    if not places:
        raise _refused(
            path, "issuing.withhold-missing", "leads to nothing in this credential.", _choices(open_to_choice)
        )
    for place in places:
        if place not in open_to_choice:
            around = next(place[:depth] for depth in range(len(place), 0, -1) if place[:depth] in open_to_choice)
            raise _refused(
                place, "issuing.withhold-part", "is a part of what is withheld whole.", f"Name {pointer_to(*around)}."
            )
    return places


def _choices(open_to_choice: Iterable[Place]) -> str:
    """What can be named; entries follow from their lists."""
    names = [pointer_to(*place) for place in open_to_choice if all(isinstance(step, str) for step in place)]
    return f"Choose among {', '.join(names)}."


def _refused(path: ClaimPath, code: str, what: str, hint: str) -> IssuingError:
    spelled = pointer_to(*("*" if step is None else step for step in path))
    return IssuingError(f'"{spelled[:_SHOWN]}" {what}', code=code, hint=hint)
