"""The fixed words of Open Badges 3.0: contexts, types, enumerations.

https://www.imsglobal.org/spec/ob/v3p0/ , section B (data model). Enumerations are open for words that begin with ``ext:`` (the schema's pattern asks for one letter, digit, ``.``, ``_`` or ``|`` behind it).
"""

import re

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = (CREDENTIALS_V2, OPEN_BADGES)
# Versions of the context differ in what they define, not in what is needed here.
OPEN_BADGES_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.[0-9]\.[0-9])*\.json")

VERIFIABLE_CREDENTIAL = "VerifiableCredential"
BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")
TYPES = (VERIFIABLE_CREDENTIAL, BADGE_TYPES[0])
ACHIEVEMENT_TYPE = "MicroCredential"

IN_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
EXTENSION = re.compile(r"ext:[A-Za-z0-9._|]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACHIEVEMENT_TYPES = _words(
    "Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge BachelorDegree Certificate"
    " CertificateOfCompletion Certification CommunityService Competency Course CoCurricular Degree Diploma DoctoralDegree"
    " Fieldwork GeneralEducationDevelopment JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate"
    " QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate SecondarySchoolDiploma"
)
IDENTIFIER_TYPES = _words(
    "name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn lisSourcedId"
    " oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId identifier"
)
RESULT_TYPES = _words(
    "GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result RubricCriterion"
    " RubricCriterionLevel RubricScore ScaledScore Status"
)
TARGET_TYPES = _words(
    "ceasn:Competency ceterms:Credential CFItem CFRubric CFRubricCriterion CFRubricCriterionLevel CTDL"
)
RESULT_STATUSES = _words("Completed Enrolled Failed InProgress OnHold Provisional Withdrew")
