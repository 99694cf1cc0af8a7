"""Whether the issuer has revoked an Open Badge 2.0: hosted ones where they lie, signed ones by the issuer's list.

Open Badges 2.0, "Revoking Hosted Assertions", "Revoking a Signed Badge" and "RevocationList":
https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#Revocation

    standing_of_hosted(copy)                              # a Check
    standing_of_signed(assertion, profile, hosted)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.checks.evidence import inconclusive
from credseal.checks.openbadges2.gathering import GONE
from credseal.checks.standing import NAME
from credseal.encoding.one_or_many import as_list
from credseal.errors import ResolutionError
from credseal.profiles.openbadges2.documents import link_to
from credseal.report import Check, Outcome

if TYPE_CHECKING:
    from credseal.checks.openbadges2.gathering import Found, Hosted
    from credseal.encoding.strict_json import JsonObject, JsonValue

_LIST = "/badge/issuer/revocationList"


def standing_of_hosted(copy: Found) -> Check:
    """A hosted badge stands as long as it lies at its address and is not marked there."""
    if copy.document is not None:
        # Anything but "false" is not said by an issuer who stands by the badge.
        if copy.document.get("revoked", False) is not False:
            return _revoked("Its issuer has revoked it: the copy at its own address says so.", "/revoked")
        return Check(NAME, Outcome.PASSED, "standing.good", "It lies at its address, not marked as revoked.")
    if copy.problem is not None and copy.problem.code == GONE:
        return _revoked("Its issuer has revoked it: its address answers that it is gone for good.", "/id")
    return inconclusive(NAME, copy.reason, message=f"Whether it was revoked is not known: {copy.reason.message}")


def standing_of_signed(assertion: JsonObject, profile: JsonObject, hosted: Hosted) -> Check:
    """A signed badge stands unless the list that the issuer's Profile names has it."""
    if "revocationList" not in profile:
        message = "Its issuer names no list of revoked badges, so that it cannot be revoked and nobody can ask."
        return Check(NAME, Outcome.NOT_APPLICABLE, "standing.none", message)
    try:
        return _listed(assertion, _entries(profile, hosted))
    except ResolutionError as error:
        message = f"Whether it was revoked is not known: {error.message}"
        return inconclusive(NAME, error, message=message)


def _entries(profile: JsonObject, hosted: Hosted) -> list[JsonValue]:
    url = link_to(profile, "revocationList")
    revocations = hosted.get(url or "", unnamed=True)
    issuer = link_to(revocations, "issuer")
    if "issuer" in revocations and issuer != profile.get("id"):
        raise ResolutionError(
            "The list of revoked badges says that it is another issuer's.",
            code="openbadges2.list-issuer",
            pointer=_LIST,
        )
    if "revokedAssertions" not in revocations:
        raise ResolutionError(
            "What the issuer names as the list of revoked badges is none.", code="openbadges2.list-shape", pointer=_LIST
        )
    return as_list(revocations["revokedAssertions"])


def _listed(assertion: JsonObject, entries: list[JsonValue]) -> Check:
    unread = False
    for entry in entries:
        revokes = _revokes(entry, assertion)
        if revokes:
            reason = " and gives a reason" if isinstance(entry, dict) and "revocationReason" in entry else ""
            return _revoked(f"Its issuer has revoked it: the issuer's list has it{reason}.", _LIST)
        unread = unread or revokes is None
    if unread:
        message = "The issuer's list of revoked badges has an entry that cannot be read: it may be this badge."
        return Check(NAME, Outcome.INCONCLUSIVE, "openbadges2.list-shape", message, pointer=_LIST)
    return Check(NAME, Outcome.PASSED, "standing.good", "The issuer's list of revoked badges does not have it.")


def _revokes(entry: JsonValue, assertion: JsonObject) -> bool | None:
    """Whether an entry is about the badge and revokes it; None where it cannot be told what it is about."""
    if isinstance(entry, str):
        return entry in (assertion.get("id"), assertion.get("uid"))
    if not isinstance(entry, dict):
        return None
    named = [(name, entry[name]) for name in ("id", "uid") if name in entry]
    if not named or not all(isinstance(value, str) for _, value in named):
        return None
    is_it = any(assertion.get(name) == value for name, value in named)
    return is_it and entry.get("revoked", True) is not False


def _revoked(message: str, pointer: str) -> Check:
    return Check(NAME, Outcome.FAILED, "standing.revoked", message, pointer=pointer)
