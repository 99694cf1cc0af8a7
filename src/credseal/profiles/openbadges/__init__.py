"""Open Badges 3.0 on Verifiable Credentials 2.0: the default profile, pure, without a context of our own.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/ , Verifiable Credentials 2.0: https://www.w3.org/TR/vc-data-model-2.0/ . Every
European element has a home that existing wallets show and strict verifiers accept; written and read back, the record is the same.

    written = to_document(credential, issuance)     # Written(document, findings)
    reading = from_document(written.document)       # reading.credential == credential
    check(written.document)                         # ()
    endorsements(document)                          # who else speaks for it; each is verified by itself
    always_shown(document)                          # what its holder cannot leave out when showing a part of it

==========================================  =====================================================================
element                                     home
==========================================  =====================================================================
identification of the learner               ``credentialSubject.id`` and ``.identifier``; see ``learners``
title                                       ``achievement.name``, and ``name`` for lists in wallets
country or region of the issuer             ``issuer.address``; see ``organisations``
awarding body                               ``achievement.creator``, absent where it is the issuer; further ones
                                            ``ext:AwardingBody``
date of issuing                             ``validFrom``; the date of the award ``awardedDate``
learning outcomes                           ``ext:LearningOutcome``, their skills ``ext:ESCO``
notional workload                           ``ext:ECTS`` (and ``creditsAvailable``, ``creditsEarned``), ``ext:Workload``
level, and cycle                            ``ext:EQF``, ``ext:QF-EHEA``, ``ext:NQF``
type of assessment                          ``ext:AssessmentType`` (and the criteria as ``criteria.narrative``)
form of participation                       ``ext:ModeOfLearning``, ``ext:LearningSetting``
quality assurance                           ``ext:QualityAssurance``
prerequisites                               ``ext:EntryRequirement``
supervision and identity verification       ``ext:SupervisionVerification``
grade achieved                              ``result.value`` and ``resultDescription``; see ``grades``
integration and stackability                ``ext:Stackability``, ``ext:StackableTowards``
further information                         ``ext:FurtherInformation``
field of learning, skills                   ``ext:ISCED-F`` (and ``fieldOfStudy``), ``ext:ESCO``
legal standing, partners, mandate           ``ext:LegalStanding``, ``ext:Partner``, ``ext:Mandate``
place of issue                              ``ext:PlaceOfIssue``, apart from everybody's address
obtained by course or validation            ``ext:ObtainedBy``
evidence, picture, status                   ``evidence``, ``image``, ``credentialStatus``
type, catalogue, other frameworks           ``achievementType``; see ``catalogue``; ``alignment``
other results                               ``result``, ``resultDescription``; see ``results``
what this learner did, who assessed         ``activityStartDate``, ``role``, ``source``, ...; see ``subjects``
schemas, refresh, terms of use              ``credentialSchema``, ``refreshService``, ``termsOfUse``, as they are
endorsements                                ``endorsement``, ``endorsementJwt``; see ``endorsements``
==========================================  =====================================================================

Words that begin with ``ext:`` are the ``targetType`` of an ``Alignment`` of the achievement; the table ``homes.HOMES`` says which
member of the Alignment holds what. What an award says otherwise than its achievement (its own assessments, participation,
workload), how it was obtained and where it was sealed, is an Alignment of the award's ``Result``: the achievement stays the same for
all learners. An achievement without an id gets one made of its content.

What Open Badges cannot hold is a finding: texts in further languages (unless it is written extended, see ``further``), which part of
a name is which, withheld numbers.
"""

from typing import TYPE_CHECKING

from credseal.profiles.on_demand import on_demand
from credseal.profiles.openbadges.endorsements import Endorsement, endorsements
from credseal.profiles.openbadges.structure import check, is_badge

if TYPE_CHECKING:
    from credseal.profiles.openbadges.endorsing import EndorsementReading, read_endorsement
    from credseal.profiles.openbadges.identity import hash_identifier, matches
    from credseal.profiles.openbadges.reading import from_document
    from credseal.profiles.openbadges.showing import always_shown
    from credseal.profiles.openbadges.writing import to_document

__getattr__ = on_demand(
    __name__,
    {
        "EndorsementReading": "endorsing",
        "always_shown": "showing",
        "from_document": "reading",
        "hash_identifier": "identity",
        "matches": "identity",
        "read_endorsement": "endorsing",
        "to_document": "writing",
    },
)

__all__ = [
    "Endorsement",
    "EndorsementReading",
    "always_shown",
    "check",
    "endorsements",
    "from_document",
    "hash_identifier",
    "is_badge",
    "matches",
    "read_endorsement",
    "to_document",
]
