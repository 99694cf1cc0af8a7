"""The act of issuing: who seals, when, for how long, and where; and what comes of writing it down.

The seal is put by one organisation (the sealer), which may or may not be the body that awarded; when it is put is not when the
award was made. Both are said, apart.

    Issuance(id="urn:uuid:...", sealer=university, issued=datetime.now(UTC), place=Place(country="PL"))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credseal.errors import ModelError
from credseal.findings import Finding
from credseal.model.achievement import MicroCredential
from credseal.model.dates import order
from credseal.model.fields import settle
from credseal.model.organisation import Organisation, Place
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.model.values import Uri

__all__ = ["Issuance", "Picture", "Written", "examine"]


@dataclass(frozen=True)
class Issuance:
    """One act of issuing. To write a credential, ``id``, ``sealer`` and ``issued`` are needed; one that was read may lack them.

    Args:
        id: of the credential.
        sealer: the organisation that seals.
        issued: when; from then on the credential is valid.
        valid_until: until when it is valid.
        status: entries of status lists, as their standard writes them.
        picture: of the credential.
        place: where it is sealed, if not at the achievement's ``place_of_issue``.
        name: of the credential, where that is not the achievement's title.
        description: of the credential, for lists of credentials.
        schemas: what the document can be validated with, as its standard writes it.
        refresh_service: where a newer one can be had, likewise.
        terms_of_use: likewise.
        endorsements: credentials of others that speak for this one, for its achievement or for an organisation in it; each has a
            proof of its own.
        endorsement_tokens: the same as compact tokens (VC-JWT).

    Raises:
        ModelError: ``model.dates`` for a validity that ends before it begins, or a value that cannot be.
    """

    id: Uri | None = None
    sealer: Organisation | None = None
    issued: datetime | None = None
    valid_until: datetime | None = None
    status: tuple[Mapping[str, Any], ...] = ()
    picture: Picture | None = None
    place: Place | None = None
    name: Text | None = None
    description: Text | None = None
    schemas: tuple[Mapping[str, Any], ...] = ()
    refresh_service: Mapping[str, Any] | None = None
    terms_of_use: tuple[Mapping[str, Any], ...] = ()
    endorsements: tuple[Mapping[str, Any], ...] = ()
    endorsement_tokens: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        settle(self, may_be_empty=True)
        if self.issued and self.valid_until and order(self.valid_until, self.issued) < 0:
            raise ModelError("The validity ends before it begins.", code="model.dates", pointer="/valid_until")


def examine(credential: MicroCredential, issuance: Issuance) -> tuple[Finding, ...]:
    """What no issuer should seal, in whichever format.

    Returns:
        ``issuing.mandate-missing``: the sealer is none of the awarding bodies, and nothing says why it may seal.
        ``issuing.awarded-later``: the award is dated after the issuing, wherever in the world that was.
        ``issuing.awarding-body-assumed``: no awarding body is named; readers will take the sealer for it.
    """
    findings = []
    bodies, sealer = credential.achievement.awarding_bodies, issuance.sealer
    if not bodies:
        findings.append(
            Finding(
                "issuing.awarding-body-assumed",
                "info",
                "No awarding body is named: the organisation that seals will be taken for it.",
            )
        )
    elif sealer and not credential.achievement.mandate and not any(sealer.is_same_as(each) for each in bodies):
        findings.append(
            Finding(
                "issuing.mandate-missing",
                "error",
                "The organisation that seals is none of the awarding bodies, and no mandate says why it may.",
                hint="Name the mandate in the achievement, or give both the same id or identifier if they are one.",
            )
        )
    if credential.awarded_on and issuance.issued and order(credential.awarded_on, issuance.issued) > 0:
        findings.append(
            Finding("issuing.awarded-later", "error", "The award is dated after the issuing.", hint="Check both dates.")
        )
    return tuple(findings)


@dataclass(frozen=True)
class Written:
    """What came of writing a credential down.

    Args:
        document: the document, unsigned; JSON values only.
        findings: what the format could not hold, and what an issuer should not sign (``error``).
    """

    document: dict[str, Any]
    findings: tuple[Finding, ...]
