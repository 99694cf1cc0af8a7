"""Learning credentials of the EU Digital Identity Wallet: claims for an SD-JWT VC of the type ``urn:eu.europa.ec.eudi:learning:credential:1``.

The type is that of the EU reference implementation's issuers, https://github.com/eu-digital-identity-wallet/eudi-srv-web-issuing-eudiw-py ; SD-JWT VC:
https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ . Here are claims only; ``securing`` makes tokens of them.

    written = to_claims(credential, issuance)         # Written(document, findings)
    reading = from_claims(written.document)           # reading.credential == credential
    check(written.document)                           # what the type demands
    selective(written.document)                       # what the holder may withhold by default: claim paths
    withholdable(written.document)                    # all that an issuer may choose
    type_metadata()                                   # for wallets: the claims' names and who may withhold them

==========================================  ==========================================================================
element                                     claim (``F`` is the further claim, ``credseal``)
==========================================  ==========================================================================
identification of the learner               ``family_name``, ``given_name``, ``learner_identification``, ``birthdate``, ``sub``
title                                       ``achievement_title``
country or region of the issuer             ``issuing_country``; more of the address ``F.issuance.sealer``
awarding body                               ``issuing_authority``, where that is the one that seals; else ``F.achievement.awarding_bodies``
date of issuing                             ``date_of_issuance``, ``iat``; that of the award ``F.award.awarded_on``
learning outcomes                           ``learning_outcomes``
notional workload                           ``expected_study_time``
level, and cycle                            ``level_of_learning_experience`` (EQF); others ``F.achievement.levels``
type of assessment                          ``F.achievement.assessments``
form of participation                       ``F.achievement.participation``
quality assurance                           ``types_of_quality_assurance``
prerequisites                               ``prerequisites_to_enroll``
supervision and identity verification       ``F.achievement.assessments``
grade achieved                              ``assessment_grade``
integration and stackability                ``integration_stackability_options``
further information                         ``F.achievement.further_information``
mandate, field of learning, ...             ``F.achievement``, ``F.award``, by the names of the model's fields
status                                      ``status``, a reference to a token status list
==========================================  ==========================================================================

A published claim is one text in one language. What the record says more of the same (further languages, the skills of an outcome, a level's framework) stands
whole in the further claim, beside what the published claim shows of it (see ``shown``). Left out are objects of the Verifiable Credentials Data Model: schemas,
endorsements, terms of use, status entries of other kinds.
"""

from typing import TYPE_CHECKING

from credseal.profiles.learning_credential.kinds import EXTENDED_VCT, FURTHER, VCT, is_learning_credential
from credseal.profiles.on_demand import on_demand

if TYPE_CHECKING:
    from credseal.profiles.learning_credential.checking import check
    from credseal.profiles.learning_credential.disclosure import (
        NEVER_SELECTIVE,
        SELECTIVE,
        TOLD_AGAIN,
        may_be_withheld,
        selective,
        withholdable,
    )
    from credseal.profiles.learning_credential.metadata import type_metadata
    from credseal.profiles.learning_credential.reading import from_claims
    from credseal.profiles.learning_credential.writing import to_claims

__getattr__ = on_demand(
    __name__,
    {
        "NEVER_SELECTIVE": "disclosure",
        "SELECTIVE": "disclosure",
        "TOLD_AGAIN": "disclosure",
        "check": "checking",
        "from_claims": "reading",
        "may_be_withheld": "disclosure",
        "selective": "disclosure",
        "to_claims": "writing",
        "type_metadata": "metadata",
        "withholdable": "disclosure",
    },
)

__all__ = [
    "EXTENDED_VCT",
    "FURTHER",
    "NEVER_SELECTIVE",
    "SELECTIVE",
    "TOLD_AGAIN",
    "VCT",
    "check",
    "from_claims",
    "is_learning_credential",
    "may_be_withheld",
    "selective",
    "to_claims",
    "type_metadata",
    "withholdable",
]
