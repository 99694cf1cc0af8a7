"""What a credential says that nothing here reads: notes, so that a report does not seem to have judged it.

Verifiable Credentials Data Model 2.0, section 5 "Advanced Concepts": https://www.w3.org/TR/vc-data-model-2.0/#advanced-concepts.

    notes(document, reading.unread)
    # (Finding("unread.terms-of-use", "info", "It states terms of use, ...", "/termsOfUse"),)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject

_MEMBERS = {
    "termsOfUse": (
        "terms-of-use",
        "It states terms of use, which are not read here.",
        "Read them before you rely on it.",
    ),
    "refreshService": (
        "refresh-service",
        "It names a service that may have a newer version of it, which was not asked.",
        "Ask the issuer where it matters that this is the newest.",
    ),
    "relatedResource": (
        "related-resource",
        "It gives digests of things that lie elsewhere; nobody has looked whether those are unchanged.",
        None,
    ),
    "confidenceMethod": ("confidence-method", "It says how to recognise its subject, which is not read here.", None),
    "renderMethod": ("render-method", "It says how it wants to be shown, which is not followed here.", None),
}


def notes(document: JsonObject, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """One note for each member of the data model that is not read, and one for all other members that were not understood.

    Args:
        document: the credential.
        unread: pointers to what the profile did not understand (``Reading.unread``).
    """
    found = [
        Finding(f"unread.{code}", "info", message, f"/{member}", hint)
        for member, (code, message, hint) in _MEMBERS.items()
        if member in document
    ]
    others = [pointer for pointer in unread if pointer.split("/", 2)[1] not in _MEMBERS]
    if others:
        how_many = "One member was" if len(others) == 1 else f"{len(others)} members were"
        message = f"{how_many} not understood, and not judged."
        found.append(Finding("unread.members", "info", message, others[0], "The pointer is that of the first."))
    return tuple(found)
