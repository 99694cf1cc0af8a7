"""Whether a hosted badge says what the copy at its own address says.

Open Badges 2.0, "HostedBadge Verification": what was handed over is trusted to name the address, and nothing else. Issuers write the
BadgeClass and the Profile into the badges that they hand out, and only their addresses into the copies that they publish; both say the
same where what is inside is what lies at the address.

    difference(given, copy, hosted)        # JSON pointer to the first member that differs; None where there is none
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import jcs
from credseal.errors import JsonError, pointer_to

if TYPE_CHECKING:
    from credseal.checks.openbadges2.gathering import Hosted
    from credseal.encoding.strict_json import JsonObject, JsonValue

_LINKS = ("badge", "issuer")


def difference(given: JsonObject, copy: JsonObject, hosted: Hosted) -> str | None:
    """Where an Assertion and its copy differ.

    Raises:
        ResolutionError: one of them has only the address of what the other has inside, and nothing can be read there.
    """
    return _difference(given, copy, _LINKS, hosted, "")


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two JSON values are equal, whatever the order of their members."""
    try:
        return jcs.canonicalize(one) == jcs.canonicalize(other)
    except JsonError:
        return False


def _difference(
    given: JsonObject, copy: JsonObject, links: tuple[str, ...], hosted: Hosted, pointer: str
) -> str | None:
    for name in sorted({*given, *copy}):
        place = pointer + pointer_to(name)
        one, other = given.get(name), copy.get(name)
        if name not in given or name not in copy:
            # The context of the whole badge explains what is inside; a document of its own must name it.
            if name != "@context" or not pointer:
                return place
        elif name in links[:1]:
            found = _of_link(one, other, links[1:], hosted, place)
            if found is not None:
                return found
        elif not same(one, other):
            return place
    return None


def _of_link(one: JsonValue, other: JsonValue, links: tuple[str, ...], hosted: Hosted, place: str) -> str | None:
    if isinstance(one, dict) and isinstance(other, dict):
        return _difference(one, other, links, hosted, place)
    inside, address = (one, other) if isinstance(one, dict) else (other, one)
    if not isinstance(inside, dict) or not isinstance(address, str):
        return None if same(one, other) else place
    if inside.get("id") != address:
        return place
    return _difference(inside, hosted.get(address), links, hosted, place)
