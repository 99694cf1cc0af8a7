"""The fixed words of Open Badges 3.0: contexts, types, enumerations.

https://www.imsglobal.org/spec/ob/v3p0/ , section B (data model). Enumerations are open for words that begin with ``ext:`` (the schema's pattern asks for one letter, digit, ``.``, ``_`` or ``|`` behind it).
"""

import re

from credseal.errors import ProfileError

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = (CREDENTIALS_V2, OPEN_BADGES)
# 1EdTech's own types of schemas, status entries and refresh services, and the context that defines them.
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
EXTENSION_TYPES = frozenset({"1EdTechJsonSchemaValidator2019", "1EdTechRevocationList", "1EdTechCredentialRefresh"})
# Versions of the context differ in what they define, not in what is needed here.
OPEN_BADGES_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.[0-9]\.[0-9])*\.json")

VERIFIABLE_CREDENTIAL = "VerifiableCredential"
BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")
TYPES = (VERIFIABLE_CREDENTIAL, BADGE_TYPES[0])
ACHIEVEMENT_TYPE = "MicroCredential"

IN_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
EXTENSION = re.compile(r"ext:[A-Za-z0-9._|]")
COMPACT_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+")


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


def word_of(word: str, words: frozenset[str], what: str) -> str:
    """A word of an enumeration, or one that begins with ``ext:``.

    Raises:
        ProfileError: ``openbadges.word`` for any other.
    """
    if word in words or EXTENSION.match(word):
        return word
    raise ProfileError(
        f"Open Badges does not know {word[:80]!r} as the {what}.",
        code="openbadges.word",
        hint=f"Known are {', '.join(sorted(words))}, and words of your own that begin with ext:.",
    )
