"""Paths to claims: how issuer, holder and type metadata say which claims they mean.

draft-ietf-oauth-sd-jwt-vc, section "Claim Path" (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/), the same as the claims path
pointers of OpenID for Verifiable Presentations 1.0, section 7. A text is a member's name, a number the place of an element, and None
stands for all elements of an array.

    select({"degrees": [{"type": "BSc"}, {"type": "MSc"}]}, ("degrees", None, "type"))
    # (('degrees', 0, 'type'), ('degrees', 1, 'type'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from credseal.errors import ProofError, pointer_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from credseal.encoding.strict_json import JsonValue

ClaimPath: TypeAlias = "Sequence[str | int | None]"
"""Which claims are meant; at least one step, numbers are not negative."""

Place: TypeAlias = "tuple[str | int, ...]"
"""Where one claim is; ``()`` is the whole object."""

MOST_STEPS = 64
LARGEST_INDEX = 10**9 - 1


def select(value: JsonValue, path: ClaimPath, missing: Mapping[Place, tuple[int, ...]] | None = None) -> list[Place]:
    """The claims that a path means.

    Args:
        value: an object with claims.
        path: see ``ClaimPath``.
        missing: of each array that elements were left out of, their places in the array as it was issued. Numbers in ``path`` count
            these too; one that means such an element selects nothing.

    Returns:
        Where they are in ``value``; none where a name or number is not there.

    Raises:
        ProofError: ``sd-jwt.path``: no path at all, or a step that does not go with what it comes to: a name in something that is
            no object, a number or None in something that is no array.
    """
    if not is_path(path):
        raise _bad_path((), "is not one to 64 names, numbers from 0 on, and nulls")
    found: list[tuple[Place, JsonValue]] = [((), value)]
    for depth, step in enumerate(path):
        found = [one for place, within in found for one in _step(place, within, step, missing or {}, path[:depth])]
    return [place for place, _ in found]


def is_path(path: ClaimPath) -> bool:
    """Whether steps make a path. A text makes none, though its letters could be taken for names."""
    return not isinstance(path, str) and 0 < len(path) <= MOST_STEPS and all(is_step(step) for step in path)


def is_step(step: object) -> bool:
    """Whether something can be a step of a path."""
    return step is None or isinstance(step, str) or (type(step) is int and 0 <= step <= LARGEST_INDEX)


def _step(
    place: Place, within: JsonValue, step: str | int | None, missing: Mapping[Place, tuple[int, ...]], before: ClaimPath
) -> list[tuple[Place, JsonValue]]:
    if isinstance(step, str):
        if not isinstance(within, dict):
            raise _bad_path(before, "names a member of something that is no object")
        return [((*place, step), within[step])] if step in within else []
    if not isinstance(within, list):
        raise _bad_path(before, "goes into something that is no array")
    if step is None:
        return [((*place, index), element) for index, element in enumerate(within)]
    gone = missing.get(place, ())
    index = step - sum(each < step for each in gone)
    return [((*place, index), within[index])] if step not in gone and index < len(within) else []


def _bad_path(before: ClaimPath, what: str) -> ProofError:
    named = [step for step in before if step is not None]
    return ProofError(
        f"A path to claims {what}.",
        code="sd-jwt.path",
        pointer=pointer_to(*named) if len(named) == len(before) else None,
        hint='Write it like ["degrees", null, "type"]: names of members, numbers of elements from 0 on, null for all elements.',
    )
