"""From a document to what it says, whichever profile it is written in.

read(document)          # Reading(credential, issuance, ...), or None: of no profile that is read
check(document)         # what its standard demands of the structure
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.profiles import elm, learning_credential, openbadges, openbadges2

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.findings import Finding
    from credseal.profiles.reading import Reading

# What has it is a set of claims, and no linked data: who signed it is ``iss``, whatever else stands in it.
_TYPE = "vct"


def read(document: JsonObject | None) -> Reading | None:
    """What a document says, in the model's words.

    Args:
        document: the verified document, where there is a proof: reading believes what it reads.
    """
    if document is None:
        return None
    if _TYPE in document:
        return (
            learning_credential.from_claims(document) if learning_credential.is_learning_credential(document) else None
        )
    if openbadges.is_badge(document):
        return openbadges.from_document(document)
    if elm.is_edc(document):
        return elm.from_document(document)
    return openbadges2.from_document(document) if openbadges2.is_assertion(document) else None


def check(document: JsonObject) -> tuple[Finding, ...]:
    """What the document's standard demands of its structure; nothing for documents of no profile that is read."""
    if _TYPE in document:
        return learning_credential.check(document) if learning_credential.is_learning_credential(document) else ()
    if openbadges.is_badge(document):
        return openbadges.check(document)
    if elm.is_edc(document):
        # The shapes are about the form of version 1.1, which is the one that is sealed.
        return () if elm.is_bridge(document) else elm.check(document)
    return openbadges2.check(document) if openbadges2.is_assertion(document) else ()
