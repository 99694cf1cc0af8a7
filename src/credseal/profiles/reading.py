"""What comes of reading a document back into the model.

    reading = openbadges.from_document(document)
    reading.credential.achievement.title
    reading.found_at["title"]              # '/credentialSubject/achievement/name'
    reading.unread                         # members that nothing here understands

Reading never raises for what a document holds: odd shapes are findings, and the element is absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from credseal.findings import Finding
from credseal.model.achievement import MicroCredential
from credseal.profiles.issuance import Issuance


@dataclass(frozen=True)
class Reading:
    """A document, read.

    Args:
        credential: what it says about the learner and the achievement.
        issuance: what it says about its issuing.
        found_at: element -> JSON pointer to where it was found first. Elements have the names of the model's fields
            (``learner``, ``title``, ``levels``, ...) and of its issuing (``issued``, ``status``, ``endorsements``, ...), and
            ``country_or_region``, ``supervision``, ``achievement_picture``.
        findings: what was odd, ambiguous or contradictory.
        unread: JSON pointers to members that were not understood; whatever they say is in no model value.
    """

    credential: MicroCredential
    issuance: Issuance
    found_at: Mapping[str, str]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]
