"""The probes that ask whether a credential still stands: refreshed, revoked, expired, not yet valid; in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import ModelError
from credseal.model.dates import parse_instant
from credseal.profiles.openbadges.probes.answers import OPEN_BADGE, CredentialKind, ProbeAnswer, entries, is_version_2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue

# The types of status that the validator asks for, and of the service that it calls.
_REVOCATION_LIST, _BITSTRING = "1EdTechRevocationList", "BitstringStatusListEntry"
_REFRESH = "1EdTechCredentialRefresh"
_SHOWN = 40


def refresh_service(document: JsonObject, _: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The service from which the validator fetches the credential anew, to ask everything of the new one too."""
    service = document.get("refreshService")
    if isinstance(service, dict) and service.get("type") == _REFRESH and "id" in service:
        yield ProbeAnswer(
            "RefreshService", "open", "It may be refreshed, and no newer one was fetched.", "/refreshService"
        )


def revocation_list(document: JsonObject, _: CredentialKind = OPEN_BADGE) -> Iterator[ProbeAnswer]:
    """The lists in which the validator looks for the credential; suspension does not concern it."""
    for pointer, entry in entries(document, "credentialStatus"):
        if not isinstance(entry, dict):
            continue
        purpose = entry.get("statusPurpose")
        if entry.get("type") == _REVOCATION_LIST or (entry.get("type") == _BITSTRING and purpose == "revocation"):
            message = "Whether the credential has been revoked stands in a list that was not asked for."
            yield ProbeAnswer("RevocationListProbe", "open", message, pointer)


def expiration(document: JsonObject, at: datetime) -> Iterator[ProbeAnswer]:
    """Whether it has expired.

    Args:
        document: the credential.
        at: the instant to compare with, aware.
    """
    name = "validUntil" if is_version_2(document) else "expirationDate"
    if document.get(name) is not None:
        until = _instant(document[name])
        if until is None:
            message = "Error while checking expirationDate or validUntil: it is no instant with its offset from UTC"
            yield ProbeAnswer("ExpirationProbe", "fatal", message, f"/{name}")
        elif until < at:
            message = f"The credential has expired (expiration date or validUntil was {_shown(document[name])})."
            yield ProbeAnswer("ExpirationProbe", "fatal", message, f"/{name}")


def issuance(document: JsonObject, at: datetime) -> Iterator[ProbeAnswer]:
    """Whether it is valid yet.

    Args:
        document: the credential.
        at: the instant to compare with, aware.
    """
    name = "validFrom" if is_version_2(document) else "issuanceDate"
    if name in document:
        since = _instant(document[name])
        if since is None:
            message = "Error while checking issuanceDate or validFrom: it is no instant with its offset from UTC"
            yield ProbeAnswer("IssuanceProbe", "fatal", message, f"/{name}")
        elif since > at:
            message = (
                f"The credential is not yet issued or valid (issuance date or validFrom is {_shown(document[name])})."
            )
            yield ProbeAnswer("IssuanceProbe", "fatal", message, f"/{name}")


def _instant(value: JsonValue) -> datetime | None:
    try:
        return parse_instant(value if isinstance(value, str) else "")
    except ModelError:
        return None


def _shown(instant: JsonValue) -> str:
    """An instant as it is written, but not with a million digits."""
    return str(instant)[:_SHOWN]
