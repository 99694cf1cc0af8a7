"""What the holder of a learning credential may withhold, as claim paths for whoever secures it.

SD-JWT VC, section 2.2.2 (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/), names the registered claims that nobody withholds; the metadata of the
reference issuers say which claims of the type are selectively disclosable. Title, authority, level, dates and what an achievement counts as are always told
here: one without the others misleads.

    selective(claims)                              # (('family_name',), ('credseal', 'learner', 'names'), ...): by default
    withholdable(claims)                           # these, and what else an issuer may choose
    may_be_withheld(("achievement_title",))        # False
    TOLD_AGAIN["assessment_grade",]                # ('credseal', 'award', 'grade'): withhold both, or neither is

An achievement is the same for all its learners: what the further claim says of it is not withheld by default, unless a claim that may be withheld says the
same.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from credseal.profiles.learning_credential.kinds import FURTHER
from credseal.profiles.learning_credential.shown import HOMES
from credseal.profiles.learning_credential.vocabulary import FURTHER_MEMBERS, KNOWN, LANGUAGE, Disclosure

Path: TypeAlias = tuple[str, ...]
Place: TypeAlias = tuple[str | int, ...]


def _paths(sd: Disclosure) -> tuple[Path, ...]:
    claims = [(name,) for name, claim in KNOWN.items() if claim.sd == sd]
    return (*claims, *((FURTHER, *key) for key, claim in FURTHER_MEMBERS.items() if claim.sd == sd))


SELECTIVE: tuple[Path, ...] = _paths("always")
"""What each holder may withhold, by itself; a credential has some of these."""
NEVER_SELECTIVE: tuple[Path, ...] = (*_paths("never"), (FURTHER, LANGUAGE))
"""What nobody withholds: neither these members, nor what they stand in, nor what stands in them."""
TOLD_AGAIN: Mapping[Path, Path] = MappingProxyType(
    {(claim,): (FURTHER, *key) for key, home in HOMES.items() for claim in home.claims if (claim,) in SELECTIVE}
)
"""Claim -> the member of the further claim that says the same and more, where that is there: whoever withholds one must withhold the other."""


def selective(claims: Mapping[str, Any]) -> tuple[Path, ...]:
    """Those of ``SELECTIVE`` that some claims have."""
    return tuple(path for path in SELECTIVE if _has(claims, path))


def withholdable(claims: Mapping[str, Any]) -> tuple[Place, ...]:
    """All that an issuer may let the holder withhold, each by itself: claims, what the further claim holds, entries of lists.

    An entry is the smallest part: half an assessment says something else than all of it. What tells a claim again is withheld whole, for a
    part of it would contradict the claim.
    """
    further = claims.get(FURTHER)
    groups = further if isinstance(further, Mapping) else {}
    known: dict[Place, Any] = {(name,): value for name, value in claims.items()}
    known |= {(FURTHER, group): members for group, members in groups.items()}
    for group, members in groups.items():
        if isinstance(members, Mapping):
            known |= {(FURTHER, group, field): value for field, value in members.items()}
    whole = set(TOLD_AGAIN.values())
    lists = [(place, value) for place, value in known.items() if isinstance(value, list) and place not in whole]
    entries = [(*place, index) for place, value in lists for index in range(len(value))]
    return tuple(place for place in (*known, *entries) if may_be_withheld(place))


def may_be_withheld(path: Sequence[str | int | None]) -> bool:
    """Whether a member may be made selectively disclosable, by itself or as a part of something.

    Args:
        path: names, numbers of elements, None for all elements.
    """
    steps = tuple(path)
    return not any(steps[: len(each)] == each[: len(steps)] for each in NEVER_SELECTIVE)


def _has(claims: Mapping[str, Any], path: Path) -> bool:
    value: Any = claims
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            return False
        value = value[step]
    return True
