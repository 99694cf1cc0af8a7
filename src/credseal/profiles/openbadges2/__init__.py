"""Open Badges 2.0, read and checked and never written: what most badges in the world still are.

https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html ; Open Badges 2.1 adds an interface between services and
leaves the format as it is. Assertion, BadgeClass and Profile are three documents; ``joined`` makes one of them.

    is_assertion(document)                          # True
    check(document)                                 # what the standard demands of the structure
    refusals(document)                              # what could be read in two ways
    reading = from_documents(assertion, badge, profile)

==========================================  =====================================================================
element                                     home
==========================================  =====================================================================
identification of the learner               ``recipient``: in the clear or as a hash
title, description                          ``badge.name``, ``badge.description``
awarding body, and who seals                ``badge.issuer``
date of issuing, end of validity            ``issuedOn``, ``expires``
criteria                                    ``badge.criteria``; in words they are those of an assessment
level, field of learning, skills,           ``badge.alignment``, where ``targetUrl`` is an entry of a European list
type of assessment, form of participation,  (EQF, ISCED-F, ESCO, ...), or ``targetType`` says it as in Open
supervision                                 Badges 3.0; others are alignments in the model too
evidence, picture                           ``evidence`` and ``narrative``, ``image`` or ``badge.image``
language                                    ``@language`` of the BadgeClass, else of the Assertion
==========================================  =====================================================================

Endorsements and extensions are among a reading's ``unread``.
"""

from typing import TYPE_CHECKING

from credseal.profiles.on_demand import on_demand
from credseal.profiles.openbadges2.documents import is_assertion, joined, link_to, version_of, way_of

if TYPE_CHECKING:
    from credseal.profiles.openbadges2.reading import from_document, from_documents
    from credseal.profiles.openbadges2.spelling import refusals
    from credseal.profiles.openbadges2.structure import check

__getattr__ = on_demand(
    __name__,
    {"check": "structure", "from_document": "reading", "from_documents": "reading", "refusals": "spelling"},
)

__all__ = [
    "check",
    "from_document",
    "from_documents",
    "is_assertion",
    "joined",
    "link_to",
    "refusals",
    "version_of",
    "way_of",
]
