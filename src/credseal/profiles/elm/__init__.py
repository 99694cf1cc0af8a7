"""European Digital Credentials: the European Learning Model 3.2 on Verifiable Credentials 1.1, as Europass issues and shows them.

Application profile EDC 1.2.0: https://github.com/european-commission-empl/European-Learning-Model ; Verifiable Credentials 1.1:
https://www.w3.org/TR/vc-data-model-1.1/ . Such a credential is sealed with JAdES and never holds a proof; for wallets that want version 2.0
of the data model and a Data Integrity proof there is a second form (``bridge``).

    written = to_document(credential, issuance)       # Written(document, findings)
    reading = from_document(written.document)         # reading.credential == credential
    check(written.document)                           # (): what the shapes demand, and more
    to_upload(written.document)                       # for the Commission's issuer
    with_certificate(written.document, ...)           # before sealing

==========================================  ==========================================================================
element                                     home (``LA`` is ``credentialSubject.hasClaim[0]``, ``S`` is ``LA.specifiedBy``)
==========================================  ==========================================================================
identification of the learner               ``credentialSubject``; see ``learners``
title                                       ``LA.title``, ``S.title``, ``displayParameter.title``
country or region of the issuer             ``issuer.location``; see ``organisations``
awarding body                               ``LA.awardedBy.awardingBody``; who seals is the ``issuer``
date of issuing                             ``issued``, ``issuanceDate``, ``validFrom``; that of the award ``LA.awardedBy.awardingDate``
learning outcomes                           ``S.learningOutcome``
notional workload                           ``S.creditPoint``, ``LA.creditReceived``, ``S.volumeOfLearning``
level, and cycle                            ``S.eqfLevel``, ``S.educationLevel``, ``S.nqfLevel``
type of assessment                          ``S.provenBy`` and ``LA.provenBy.specifiedBy``: ``dcType``
form of participation                       ``S.mode``, ``S.learningSetting``
quality assurance                           ``accreditation`` of ``S`` and of the awarding body
prerequisites                               ``S.entryRequirement``
supervision and identity verification       ``idVerification``
grade achieved                              ``LA.provenBy.grade``, ``gradingScheme``
integration and stackability                ``S.isPartOf``, notes on ``S``
further information                         ``S.additionalNote``, ``S.supplementaryDocument``
mandate                                     ``evidence.evidenceStatement``; see ``mandates``
picture                                     ``displayParameter.individualDisplay``; see ``display``
status                                      ``credentialStatus``, of the types ``CredentialStatus`` and its own
==========================================  ==========================================================================

What ELM has no member for stands in notes (``additionalNote``) of the node that it belongs to; every field is in ``homes``. All texts are written
in all their languages. What nevertheless cannot be held, such as a second present name or a picture elsewhere, is a finding.
"""

from typing import TYPE_CHECKING

from credseal.profiles.elm.kinds import is_edc, variant_of
from credseal.profiles.elm.vocabulary import Variant
from credseal.profiles.on_demand import on_demand

if TYPE_CHECKING:
    from credseal.profiles.elm.bridge import from_bridge, is_bridge, to_bridge
    from credseal.profiles.elm.certified import IssuerIdentity, issuer_identity, with_certificate
    from credseal.profiles.elm.checking import check
    from credseal.profiles.elm.reading import from_document
    from credseal.profiles.elm.upload import from_upload, to_upload
    from credseal.profiles.elm.writing import to_document

__getattr__ = on_demand(
    __name__,
    {
        "IssuerIdentity": "certified",
        "check": "checking",
        "from_bridge": "bridge",
        "from_document": "reading",
        "from_upload": "upload",
        "is_bridge": "bridge",
        "issuer_identity": "certified",
        "to_bridge": "bridge",
        "to_document": "writing",
        "to_upload": "upload",
        "with_certificate": "certified",
    },
)

__all__ = [
    "IssuerIdentity",
    "Variant",
    "check",
    "from_bridge",
    "from_document",
    "from_upload",
    "is_bridge",
    "is_edc",
    "issuer_identity",
    "to_bridge",
    "to_document",
    "to_upload",
    "variant_of",
    "with_certificate",
]
