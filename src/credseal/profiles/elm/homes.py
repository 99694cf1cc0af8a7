"""The table of homes: where in a European Digital Credential every field of an achievement and of its award lives.

European Learning Model 3.2. Paths begin at the claim: ``LA`` is ``credentialSubject.hasClaim[0]``, a ``LearningAchievement``; ``S`` is its
``specifiedBy``, a ``Qualification``. "Note" is an ``additionalNote`` there, with the subject in brackets (see ``notes``): ELM has no member for
that. Members of records that a note tells whole stand in it by the names of the model's fields.

    HOMES[Achievement]["prerequisites"]        # 'S.entryRequirement'

Nothing of an achievement is left out but pictures that are not an address. What of organisations and places is, ``organisations`` reports.
"""

from collections.abc import Mapping

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment
from credseal.model.catalogue import CatalogueEntry
from credseal.model.grade import Grade, GradingScale
from credseal.model.learning import (
    Activity,
    Evidence,
    FurtherInformation,
    LearningOutcome,
    Participation,
    Stackability,
)
from credseal.model.level import Level
from credseal.model.organisation import Partner
from credseal.model.quality import QualityAssurance
from credseal.model.workload import CreditPoints, Workload

_OUTCOME = "S.learningOutcome"
_SPECIFICATION = "provenBy.specifiedBy (LA), provenBy (S)"
_ACCREDITATION = "LA.awardedBy.awardingBody.accreditation (institution), S.accreditation (programme)"
_ACTIVITY = "LA.influencedBy"

HOMES: Mapping[type, Mapping[str, str]] = {
    MicroCredential: {
        "learner": "credentialSubject",
        "achievement": "S",
        "awarded_on": "LA.awardedBy.awardingDate",
        "obtained_by": "LA note (obtained-by)",
        "grade": "LA.provenBy.grade",
        "assessments": "LA.provenBy.specifiedBy; without a grade LA note (assessment)",
        "participation": "LA.influencedBy.specifiedBy.mode; LA note (participation)",
        "workload": "LA.creditReceived, LA.influencedBy.workload; LA note (workload)",
        "evidence": "LA note (evidence), LA.supplementaryDocument",
        "results": "LA note (result)",
        "activity": _ACTIVITY,
        "assessed_by": "LA.provenBy.assessedBy; LA note (assessed-by)",
        "license_number": "LA.identifier, scheme 'License number'",
        "picture": "LA note (picture)",
    },
    Achievement: {
        "id": "S.id",
        "title": "LA.title, S.title",
        "description": "LA.description, S.description",
        "language": "displayParameter.primaryLanguage",
        "awarding_bodies": "LA.awardedBy.awardingBody",
        "partners": "LA.influencedBy.directedBy (delivering); LA note (partner)",
        "mandate": "evidence of the credential",
        "place_of_issue": "LA.awardedBy.location; without a country LA note (place-of-issue)",
        "learning_outcomes": f"{_OUTCOME}, S.learningOutcomeSummary",
        "workload": "S.creditPoint, S.volumeOfLearning",
        "levels": "S.eqfLevel, S.educationLevel (QF-EHEA), S.nqfLevel; S note (level)",
        "assessments": "S.provenBy",
        "participation": "S.mode, S.learningSetting; S note (participation)",
        "quality_assurance": f"{_ACCREDITATION}; S note (quality-assurance)",
        "prerequisites": "S.entryRequirement",
        "stackability": "S.isPartOf; S note (stackability)",
        "grading_scale": "S.provenBy.gradingScheme",
        "further_information": "S.supplementaryDocument; S note (further-information)",
        "fields_of_learning": "S.thematicArea; of other lists S.educationSubject",
        "skills": f"{_OUTCOME} of a fixed id",
        "legal_standing": "S note (legal-standing)",
        "type": "S.dcType; S note (achievement-type)",
        "criteria": "S note (criteria)",
        "result_descriptions": "S note (result-description)",
        "alignments": "S note (alignment)",
        "catalogue": "S.identifier; S note (catalogue)",
        "picture": "S note (picture)",
    },
    LearningOutcome: {
        "title": f"{_OUTCOME}.title",
        "id": f"{_OUTCOME}.id",
        "type": f"{_OUTCOME}.dcType; competence in a note (details)",
        "description": "note (details); S.learningOutcomeSummary",
        "skills": f"{_OUTCOME}.relatedESCOSkill, {_OUTCOME}.relatedSkill",
    },
    Workload: {"ects": "creditPoint", "hours": "volumeOfLearning, workload", "credits": "creditPoint"},
    CreditPoints: {"points": "creditPoint.point", "framework": "creditPoint.framework"},
    Level: {
        "framework": "eqfLevel, educationLevel, nqfLevel",
        "value": "the id of the concept; note (level)",
        "label": "prefLabel of the concept; note (level)",
        "uri": "nqfLevel.id; note (level)",
        "framework_name": "by the register; note (level)",
        "basis": "note (level)",
        "extent": "S.isPartialQualification; note (level)",
    },
    Assessment: {
        "type": f"{_SPECIFICATION}.dcType",
        "criteria": f"{_SPECIFICATION}.description",
        "standard": f"{_SPECIFICATION}, note (details)",
        "supervision": f"{_SPECIFICATION}, note (details); LA.provenBy.idVerification",
        "identity_verified": f"{_SPECIFICATION}, note (details); LA.provenBy.idVerification",
    },
    Participation: {"modes": "mode", "setting": "S.learningSetting; note (participation)"},
    Activity: {
        "started_on": f"{_ACTIVITY}.temporal.startDate",
        "ended_on": f"{_ACTIVITY}.temporal.endDate",
        "term": f"{_ACTIVITY}.temporal.prefLabel",
        "role": f"{_ACTIVITY}, note (details)",
        "narrative": f"{_ACTIVITY}.description",
    },
    Stackability: {
        "kind": "S note (stackability)",
        "towards": "S.isPartOf",
        "description": "S note (stackability)",
    },
    FurtherInformation: {
        "text": "S.supplementaryDocument.title; S note (further-information)",
        "url": "S.supplementaryDocument.contentURL",
    },
    Evidence: {
        "name": "LA note (evidence), LA.supplementaryDocument.title",
        "description": "LA note (evidence)",
        "url": "LA note (evidence), LA.supplementaryDocument.contentURL",
        "narrative": "LA note (evidence)",
        "genre": "LA note (evidence)",
        "audience": "LA note (evidence)",
    },
    QualityAssurance: {
        "scope": "accreditation.dcType, and where it stands",
        "conducted": "accreditation, note (details)",
        "framework": "accreditation, note (details)",
        "body": "accreditation.accreditingAgent",
        "register_entry": "accreditation.id",
        "valid_from": "accreditation.dateIssued",
        "valid_until": "accreditation.expiryDate",
        "covers": "accreditation.description",
    },
    Partner: {
        "role": "by where it stands; LA note (partner)",
        "organisation": "LA.influencedBy.directedBy; LA note (partner)",
    },
    Grade: {"value": "LA.provenBy.grade.noteLiteral", "scale": "LA.provenBy.specifiedBy.gradingScheme"},
    GradingScale: dict.fromkeys(("description", "lowest", "highest", "passing", "grades"), "gradingScheme.description"),
    CatalogueEntry: {
        "code": "S.identifier, scheme 'Catalogue code'",
        "identifiers": "S.identifier",
        "version": "S note (catalogue)",
        "specialisation": "S note (catalogue)",
        "tags": "S note (catalogue)",
        "related": "S note (catalogue)",
    },
}
"""Record -> field -> where it is written."""
