"""Which documents are Open Badges 2.0, and how its three parts are taken apart and put together.

An Assertion (one person's badge) leads to a BadgeClass (what it stands for), which leads to a Profile (who issues it): by address, or
with the document itself in the place of the address. https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#BadgeObjects

    is_assertion(document)                   # True
    link_to(document, "badge")               # 'https://uni.example/badges/5', or None where it has none
    joined(assertion, badge, profile)        # one document, with all that an address stood for in its place
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding.one_or_many import as_list
from credseal.profiles.openbadges2.vocabulary import FAMILY, HOSTED, LEGACY_CONTEXTS, SIGNED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue

Version: TypeAlias = Literal["2.0", "1.1", "1.0"]
Way: TypeAlias = Literal["hosted", "signed"]


def version_of(document: Mapping[str, JsonValue]) -> Version | None:
    """Which of the older versions of Open Badges a document is written in; ``1.0`` stands for all before 1.1.

    Returns:
        None for anything else, Open Badges 3.0 and other verifiable credentials among them.
    """
    types = types_of(document)
    if "VerifiableCredential" in types:
        return None
    contexts = [each for each in as_list(document.get("@context")) if isinstance(each, str)]
    if any(each.startswith(LEGACY_CONTEXTS) for each in contexts):
        return "1.1"
    if "Assertion" in types or any(each.startswith(FAMILY) for each in contexts):
        return "2.0"
    return "1.0" if "@context" not in document and {"badge", "recipient"} <= document.keys() else None


def is_assertion(document: Mapping[str, JsonValue]) -> bool:
    """Whether a document says that it is an Assertion, or anything else, of Open Badges 2.0."""
    return version_of(document) == "2.0"


def types_of(node: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """The words of ``type``."""
    return tuple(each for each in as_list(node.get("type")) if isinstance(each, str))


def embedded(node: Mapping[str, JsonValue], member: str) -> JsonObject | None:
    """The object in a member; None where there is an address, or nothing of sense."""
    value = node.get(member)
    return value if isinstance(value, dict) else None


def link_to(node: Mapping[str, JsonValue], member: str) -> str | None:
    """The address of what a member leads to, also where the document itself stands there."""
    value = node.get(member)
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def verification_of(assertion: Mapping[str, JsonValue]) -> JsonObject:
    """How it is to be verified; ``verify`` is the older name. Empty where nothing is said."""
    return embedded(assertion, "verification") or embedded(assertion, "verify") or {}


def way_of(assertion: Mapping[str, JsonValue]) -> Way | None:
    """Whether it is verified at its address or by a signature; None where it says neither, or both."""
    types = set(types_of(verification_of(assertion)))
    hosted, signed = not types.isdisjoint(HOSTED), not types.isdisjoint(SIGNED)
    if hosted == signed:
        return None
    return "hosted" if hosted else "signed"


def joined(assertion: JsonObject, badge: JsonObject | None, profile: JsonObject | None) -> JsonObject:
    """One Assertion with its BadgeClass and its issuer's Profile in it, as far as they are known."""
    if badge is None:
        return assertion
    return {**assertion, "badge": {**badge, "issuer": profile} if profile is not None else badge}
