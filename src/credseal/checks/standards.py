"""What the three European lists ask a micro-credential to say, element by element and in their own words.

* ``eu-2021``: *A European approach to micro-credentials*, factsheet of December 2021, the list that became the annex to the Council
  Recommendation 2022/C 243/02: https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02)
* ``microbol-2021``: MICROBOL, working group on qualification frameworks and ECTS, input document of 6 May 2021, section 3.5
* ``eu-2020``: the proposed standard of December 2020, in MICROBOL's note on quality assurance of 12 January 2021, annex

    standard("eu-2021").items[0].words       # 'Identification of the learner'

An element is a question that ``completeness`` knows how to answer; a list gives it a place, an obligation and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import CredsealError

if TYPE_CHECKING:
    from collections.abc import Mapping

Obligation: TypeAlias = Literal["mandatory", "optional"]
DEFAULT = "eu-2021"


@dataclass(frozen=True)
class Item:
    """One element of a list.

    Attributes:
        element: what is asked for, the same word in every list.
        obligation: of the list, whatever others say.
        words: how the list puts it.
    """

    element: str
    obligation: Obligation
    words: str


@dataclass(frozen=True)
class Standard:
    """One list of elements.

    Attributes:
        name: what callers say.
        title: the document.
        items: in the order of the document.
    """

    name: str
    title: str
    items: tuple[Item, ...]


def standard(name: str) -> Standard:
    """A list by its name.

    Raises:
        CredsealError: ``completeness.standard``, there is no list of that name.
    """
    if name not in STANDARDS:
        raise CredsealError(
            f'There is no standard "{name[:40]}" to check against.',
            code="completeness.standard",
            hint=f"Use {', '.join(STANDARDS)}.",
        )
    return STANDARDS[name]


def _items(obligation: Obligation, words: Mapping[str, str]) -> tuple[Item, ...]:
    return tuple(Item(element, obligation, text) for element, text in words.items())


_EU_2021 = Standard(
    "eu-2021",
    "A European approach to micro-credentials, 2021",
    _items(
        "mandatory",
        {
            "learner": "Identification of the learner",
            "title": "Title of the micro-credential",
            "country_or_region": "Country/Region of the issuer",
            "awarding_body": "Awarding body",
            "date_of_issuing": "Date of issuing",
            "learning_outcomes": "Learning outcomes",
            "workload": "Notional workload needed to achieve the learning outcomes (in ECTS credits, wherever possible)",
            "level": "Level (and cycle, if applicable) of the learning experience (EQF, QF-EHEA), if applicable",
            "assessment_type": "Type of assessment",
            "participation": "Form of participation in the learning activity",
            "quality_assurance": "Type of quality assurance used to underpin the micro-credential",
        },
    )
    + _items(
        "optional",
        {
            "prerequisites": "Prerequisites needed to enrol in the learning activity",
            "supervision": "Supervision and identity verification during assessment",
            "grade": "Grade achieved",
            "stackability": "Integration/stackability options",
            "further_information": "Further information",
        },
    ),
)
_MICROBOL_2021 = Standard(
    "microbol-2021",
    "MICROBOL, qualification frameworks and ECTS, 2021",
    _items(
        "mandatory",
        {
            "learner": "Identification of the learner",
            "title": "Title of the micro-credential",
            "country": "Country of the issuer",
            "awarding_body": "Awarding body/institution",
            "date_of_issuing": "Date of issue",
            "learning_outcomes": "Learning outcomes e.g. knowledge, skills and competences",
            "workload": "Workload needed to achieve the learning outcomes (in ECTS, wherever possible)",
            "assessment": "Assessment",
            "quality_assurance": "Form of quality assurance",
        },
    )
    + _items(
        "optional",
        {
            "level": "NQF level (and QF-EHEA cycle, if possible)",
            "participation": "Form of participation in the learning activity",
            "stackability": "Stackability and portability recognition options",
            "prerequisites": "Prerequisites needed to enrol in the learning activity",
            "field_of_learning": "Field of learning (ISCED)",
        },
    ),
)
_EU_2020 = Standard(
    "eu-2020",
    "Proposed EU standard of December 2020",
    # The annex only numbers its elements; those that the list of 2021 made mandatory are treated so here.
    _items(
        "mandatory",
        {
            "learner": "Identification of the learner",
            "title": "Title of the micro-credential",
            "place_of_issue": "Country/region of the issue",
            "awarding_body": "Awarding body",
            "date_of_issuing": "Date of issuing",
            "workload": "Notional workload needed to achieve the learning outcomes (in ECTS whenever possible)",
            "level": "Level (and cycle, if applicable) of the learning experience (EQF, EHEA Framework, NQF)",
            "learning_outcomes": "Learning outcomes",
            "participation": "Form of participation in the learning experience",
            "assessment_type": "Type of assessment",
            "quality_assurance": "Quality assurance of the credential and, where relevant, of the learning content",
        },
    )
    + _items(
        "optional",
        {
            "prerequisites": "Prerequisites needed to enroll in the learning activity",
            "supervision": "Supervision and identity verification during assessment",
            "grade": "Grade achieved",
            "stackability": "Integration/stackability options",
            "further_information": "Further information",
        },
    ),
)
STANDARDS: Mapping[str, Standard] = {each.name: each for each in (_EU_2021, _MICROBOL_2021, _EU_2020)}
