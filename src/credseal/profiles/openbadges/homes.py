"""The one table of what has no member of its own in Open Badges, and where it lives instead.

An ``Alignment`` on the achievement (or, where an award differs from its achievement, on the award's ``Result``) whose
``targetType`` names the element. Open Badges 3.0, section B.1.3: https://www.imsglobal.org/spec/ob/v3p0/#alignment-0 . Wallets
show alignments, every verifier accepts them, and no extension context is needed. The writer and the reader both work from
``HOMES``; a row added here is written and read.

A row says which field of the part goes to ``targetUrl``, ``targetName``, ``targetCode``, ``targetFramework`` and, as plain text,
to ``targetDescription``. Fields with no place in the row are written to ``targetDescription`` as lines (see ``lines``): a field
that the model gets is never lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from credseal.model.assessment import Assessment
from credseal.model.concepts import Concept
from credseal.model.learning import FurtherInformation, LearningOutcome, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Mandate, Organisation, Partner, Place
from credseal.model.quality import QualityAssurance
from credseal.model.workload import CreditPoints
from credseal.profiles.openbadges.parts import (
    Credits,
    Observation,
    Obtained,
    Standing,
    Statement,
    Volume,
)
from credseal.profiles.supervision import SUPERVISION_CONCEPTS

ELM = "http://data.europa.eu/snb/model/elm/"
EQF = "http://data.europa.eu/snb/eqf/"
ISCED_F = "http://data.europa.eu/snb/isced-f/"

# Lists are named to people; in the model they are URIs.
FRAMEWORKS: Mapping[str, str] = {
    "http://data.europa.eu/snb/isced-f/25831c2": "ISCED-F 2013",
    "http://data.europa.eu/esco/concept-scheme/skills": "ESCO",
    "http://data.europa.eu/snb/assessment/25831c2": "European list of assessment types",
    "http://data.europa.eu/snb/learning-assessment/25831c2": "European list of modes of learning and assessment",
    "http://data.europa.eu/snb/learning-setting/25831c2": "European list of learning settings",
    "http://data.europa.eu/nuts": "NUTS",
    "http://publications.europa.eu/resource/authority/atu": "EU administrative territorial units",
}


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where one kind of part lives.

    Args:
        part: the name of the parts in ``parts.Parts``.
        element: what a reading calls it.
        target_type: the ``targetType`` that is written.
        record: the class of the part.
        otherwise: the ``targetUrl`` where the part has none, ``{code}`` in it is the ``targetCode``; or by ``targetCode``.
        url: the field whose value is the ``targetUrl``.
        words: the ``targetName`` where the part has none, ``{code}`` in it is the ``targetCode`` (and ``{hours}`` the field);
            or by code or URL. The empty text means the URL.
        name: the field whose value is the ``targetName``.
        code: the field whose value is the ``targetCode``; None where that is the label of the part's group.
        notation: what a URL begins with whose end is the ``targetCode``, where nothing else is.
        framework: the field whose value is the ``targetFramework``.
        framework_words: the ``targetFramework`` where there is nothing to choose.
        description: the field whose value is the ``targetDescription`` if no other fields need lines there.
        fixed: fields that every part in this home has in common.
        single: whether there is at most one.
        aliases: other spellings of the ``targetType`` that are in use elsewhere, read and never written.
    """

    part: str
    element: str
    target_type: str
    record: type
    otherwise: str | Mapping[str, str]
    url: str | None = None
    words: str | Mapping[str, str] = ""
    name: str | None = None
    code: str | None = None
    notation: str | None = None
    framework: str | None = None
    framework_words: str | None = None
    description: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    single: bool = False
    aliases: tuple[str, ...] = ()

    def holds(self, item: Any) -> bool:
        """Whether a part of the right name lives here."""
        return all(getattr(item, name) == value for name, value in self.fixed.items())


def _concept(part: str, element: str, target_type: str, otherwise: str, **more: Any) -> Home:
    return Home(
        part=part,
        element=element,
        target_type=target_type,
        record=Concept,
        url="uri",
        otherwise=otherwise,
        name="label",
        framework="scheme",
        **more,
    )


HOMES: tuple[Home, ...] = (
    Home(
        part="levels",
        element="levels",
        target_type="ext:EQF",
        aliases=("ext:EQFLevel",),
        record=Level,
        fixed={"framework": "EQF"},
        otherwise=EQF + "{code}",
        name="label",
        words="EQF level {code}",
        code="value",
        framework_words="European Qualifications Framework",
    ),
    Home(
        part="levels",
        element="levels",
        target_type="ext:QF-EHEA",
        record=Level,
        fixed={"framework": "QF-EHEA"},
        otherwise=ELM + "educationLevel",
        name="label",
        words={
            "short": "Short cycle (QF-EHEA)",
            "first": "First cycle (QF-EHEA)",
            "second": "Second cycle (QF-EHEA)",
            "third": "Third cycle (QF-EHEA)",
        },
        code="value",
        framework_words="Qualifications Framework of the European Higher Education Area",
    ),
    Home(
        part="levels",
        element="levels",
        target_type="ext:NQF",
        record=Level,
        fixed={"framework": "NQF"},
        url="uri",
        otherwise=ELM + "NQFLevel",
        name="label",
        words="Level {code} of the national framework",
        code="value",
        framework="framework_name",
    ),
    _concept(
        "fields_of_learning",
        "fields_of_learning",
        "ext:ISCED-F",
        ELM + "ISCEDFCode",
        notation=ISCED_F,
        aliases=("ext:ISCEDF",),
    ),
    _concept("skills", "skills", "ext:ESCO", ELM + "relatedESCOSkill", aliases=("ext:ESCOSkill",)),
    Home(
        part="credits",
        element="workload",
        target_type="ext:ECTS",
        record=Credits,
        otherwise="http://data.europa.eu/snb/education-credit/6fcec5c5af",
        words="{code} ECTS credits",
        code="points",
        framework_words="European Credit Transfer and Accumulation System",
        single=True,
    ),
    Home(
        part="volume",
        element="workload",
        target_type="ext:Workload",
        record=Volume,
        otherwise=ELM + "volumeOfLearning",
        words="{hours} hours of work",
        code="duration",
        single=True,
    ),
    Home(
        part="other_credits",
        element="workload",
        target_type="ext:Credits",
        record=CreditPoints,
        url="framework.uri",
        otherwise=ELM + "creditPoint",
        words="{code} credits",
        code="points",
        single=True,
    ),
    Home(
        part="learning_outcomes",
        element="learning_outcomes",
        target_type="ext:LearningOutcome",
        record=LearningOutcome,
        url="id",
        otherwise=ELM + "learningOutcome",
        name="title",
        words="Learning outcome",
        description="description",
    ),
    Home(
        part="assessments",
        element="assessments",
        target_type="ext:AssessmentType",
        record=Assessment,
        url="type.uri",
        otherwise=ELM + "provenBy",
        name="type.label",
        words="Assessment",
        framework="type.scheme",
        description="criteria",
    ),
    Home(
        part="supervision",
        element="supervision",
        target_type="ext:SupervisionVerification",
        record=Observation,
        url="concept",
        otherwise=ELM + "idVerification",
        words={
            SUPERVISION_CONCEPTS[True, True]: "Supervised with ID verification",
            SUPERVISION_CONCEPTS[True, False]: "Supervised without ID verification",
            SUPERVISION_CONCEPTS[False, True]: "Unsupervised with ID verification",
            SUPERVISION_CONCEPTS[False, False]: "Unsupervised without ID verification",
            "": "Supervision and ID verification",
        },
    ),
    _concept("modes", "participation", "ext:ModeOfLearning", ELM + "mode"),
    _concept("setting", "participation", "ext:LearningSetting", ELM + "learningSetting", single=True),
    Home(
        part="quality_assurance",
        element="quality_assurance",
        target_type="ext:QualityAssurance",
        record=QualityAssurance,
        url="register_entry",
        otherwise=ELM + "accreditation",
        name="body.legal_name",
        words="Quality assurance",
        code="framework",
        description="covers",
    ),
    Home(
        part="prerequisites",
        element="prerequisites",
        target_type="ext:EntryRequirement",
        record=Statement,
        otherwise=ELM + "entryRequirement",
        words="Prerequisites",
        description="text",
        single=True,
    ),
    Home(
        part="stackability",
        element="stackability",
        target_type="ext:Stackability",
        record=Stackability,
        otherwise=ELM + "isPartOf",
        words={
            "standalone": "Standalone, independent micro-credential",
            "stackable": "Integrated, stackable towards another credential",
            "": "Integration and stackability",
        },
        code="kind",
        description="description",
        single=True,
    ),
    _concept("stackable_towards", "stackability", "ext:StackableTowards", ELM + "isPartOf"),
    Home(
        part="legal_standing",
        element="legal_standing",
        target_type="ext:LegalStanding",
        record=Standing,
        otherwise=ELM + "isPartialQualification",
        words={
            "period_of_study": "Part of a period of study",
            "qualification": "A qualification of its own",
            "none": "No legal standing",
        },
        code="standing",
        single=True,
    ),
    Home(
        part="further_information",
        element="further_information",
        target_type="ext:FurtherInformation",
        record=FurtherInformation,
        url="url",
        otherwise=ELM + "additionalNote",
        words="Further information",
        description="text",
    ),
    Home(
        part="awarding_bodies",
        element="awarding_bodies",
        target_type="ext:AwardingBody",
        record=Organisation,
        url="id",
        otherwise=ELM + "awardingBody",
        name="legal_name",
        words="Awarding body",
    ),
    Home(
        part="partners",
        element="partners",
        target_type="ext:Partner",
        record=Partner,
        url="organisation.id",
        otherwise=ELM + "organisation",
        name="organisation.legal_name",
        words="Partner",
        code="role",
    ),
    Home(
        part="mandate",
        element="mandate",
        target_type="ext:Mandate",
        record=Mandate,
        url="reference",
        otherwise="http://data.europa.eu/snb/credential/c_9a31f32a",
        words="Issued by mandate",
        description="description",
        single=True,
    ),
    Home(
        part="place_of_issue",
        element="place_of_issue",
        target_type="ext:PlaceOfIssue",
        record=Place,
        url="region.uri",
        otherwise=ELM + "location",
        name="region.label",
        words="Place of issue",
        code="country",
        framework="region.scheme",
        single=True,
    ),
    Home(
        part="obtained_by",
        element="obtained_by",
        target_type="ext:ObtainedBy",
        record=Obtained,
        otherwise={"course": ELM + "influencedBy", "validation": ELM + "provenBy"},
        words={"course": "Obtained by a course", "validation": "Obtained by validation of earlier learning"},
        code="by",
        single=True,
    ),
)

HOME_OF: Mapping[str, Home] = {name: home for home in HOMES for name in (home.target_type, *home.aliases)}
# What the URLs of European lists begin with: an entry is what it is, whatever an Alignment calls its type.
HOME_OF_LIST: Mapping[str, Home] = {
    beginning: HOME_OF[target_type]
    for beginning, target_type in {
        EQF: "ext:EQF",
        "http://data.europa.eu/snb/qdr/": "ext:NQF",
        ISCED_F: "ext:ISCED-F",
        "http://data.europa.eu/esco/isced-f/": "ext:ISCED-F",
        "http://data.europa.eu/esco/skill/": "ext:ESCO",
        "http://data.europa.eu/snb/assessment/": "ext:AssessmentType",
        "http://data.europa.eu/snb/learning-assessment/": "ext:ModeOfLearning",
        "http://data.europa.eu/snb/learning-setting/": "ext:LearningSetting",
        "http://data.europa.eu/snb/supervision-verification/": "ext:SupervisionVerification",
    }.items()
}
# The region of an address, an Alignment of the Address itself.
REGION = _concept("region", "country_or_region", "ext:Region", ELM + "location")
