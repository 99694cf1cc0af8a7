"""Advice on the elements of a micro-credential: what to add where one is missing, what to mend where one will raise questions.

Never a failure. Sources: *A European approach to micro-credentials* (2021), principles; MICROBOL, qualification frameworks and ECTS (2021),
2.1 and 3.5; ECTS Users' Guide (2015), "workload": https://education.ec.europa.eu/document/ects-users-guide-2015 .

    on_missing("workload", reading)     # ['State ECTS credits (workload: ects), or the hours of work if there are none.']
    on_present("workload", reading)     # ['2 credits and 90 hours do not agree: a credit stands for 25 to 30 hours of work.']
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from credseal.profiles.reading import Reading

_HOURS_PER_CREDIT = (Decimal(25), Decimal(30))
_VERY_SMALL, _LARGE, _PROGRAMME = Decimal(1), Decimal(15), Decimal(60)

_MISSING: Mapping[str, str] = {
    "learner": "Say who the learner is: a name, an e-mail address or student number, a DID.",
    "title": "Give it a title.",
    "country_or_region": "Give the issuer an address with its country (address: country), and the region if that matters.",
    "country": "Give the issuer an address with its country (address: country).",
    "place_of_issue": "Say where it is issued (place_of_issue), or give the issuer an address with its country.",
    "awarding_body": "Name the body that awards it.",
    "date_of_issuing": "Say when it was issued.",
    "learning_outcomes": "Say what the learner knows, understands and is able to do, one sentence for each outcome.",
    "workload": "State ECTS credits (workload: ects), or the hours of work if there are none.",
    "level": "State the EQF level, the QF-EHEA cycle or the level of the national framework; where no framework applies, say "
    "that the learning is non-formal.",
    "assessment_type": "Say how the outcomes were assessed, best by an entry of the European list of assessment types.",
    "assessment": "Say how the outcomes were assessed.",
    "participation": "Say how learners took part: online, onsite, blended, work-based.",
    "quality_assurance": "Say what assures the quality: of the institution or the programme, in line with what (ESG, EQAVET, ...), "
    "by which body.",
    "prerequisites": "Say what is needed to enrol, or that nothing is.",
    "supervision": "Say whether the assessment was supervised and the learner's identity verified.",
    "grade": "State the grade with its scale, if there was one.",
    "stackability": "Say whether it stands alone or counts towards another credential.",
    "further_information": "Say where more can be read.",
    "field_of_learning": "State the field by its ISCED-F code.",
}


def on_missing(element: str, reading: Reading) -> Iterator[str]:
    """What to add."""
    yield _MISSING[element]
    credential = reading.credential
    if element == "assessment_type" and credential.assessments:
        yield "Criteria are stated: the type of assessment is another thing, and readers look for it."
    if element == "participation" and credential.participation:
        yield "The learning setting is stated: how learners took part is another thing."
    if element == "workload" and credential.workload and credential.workload.credits:
        yield "There are credits without a unit; nobody can tell whether they are ECTS."


def on_present(element: str, reading: Reading) -> Iterator[str]:
    """What to mend."""
    look = _LOOKS.get(element)
    if look is not None:
        yield from look(reading)


def _on_learner(reading: Reading) -> Iterator[str]:
    learner = reading.credential.learner
    if not learner.names and not learner.identifiers:
        yield "The learner is identified by what people cannot read; a name beside it helps whoever reads it on paper."
    elif not (learner.id or learner.identifiers or learner.hashed_identifiers):
        yield "A name alone identifies nobody: add an e-mail address, a student number or a DID."


def _on_awarding_body(reading: Reading) -> Iterator[str]:
    bodies = reading.credential.achievement.awarding_bodies
    if not bodies[0].legal_name:
        yield "The awarding body has no name."
    if not any(each.identifiers or (each.id and not each.id.startswith("did:key:")) for each in bodies[:1]):
        yield "Nothing but its name identifies the awarding body; add its entry in a register (eIDAS, PIC, national)."


def _on_place_of_issue(reading: Reading) -> Iterator[str]:
    if not (reading.issuance.place or reading.credential.achievement.place_of_issue):
        yield "The place of issue is not stated; it is taken from the issuer's address."


def _on_date(reading: Reading) -> Iterator[str]:
    if reading.issuance.issued is None:
        yield "Only the date of the award is stated, not that of issuing."


def _on_outcomes(reading: Reading) -> Iterator[str]:
    outcomes = reading.credential.achievement.learning_outcomes
    if not any(each.type for each in outcomes):
        yield "Saying which are knowledge, skills and competences helps whoever compares them."


def _on_workload(reading: Reading) -> Iterator[str]:
    workload = reading.credential.workload
    ects, hours = (workload.ects, workload.hours) if workload else (None, None)
    if ects is None:
        yield "ECTS credits are asked for wherever they are possible."
        return
    if ects < _VERY_SMALL:
        yield "Less than one ECTS credit is very small for a micro-credential."
    elif ects >= _PROGRAMME:
        yield "Registers of programmes take 60 ECTS credits and more for a full programme, not for a micro-credential."
    elif ects > _LARGE:
        yield "Most micro-credentials have 3 to 15 ECTS credits."
    if hours is not None and not ects * _HOURS_PER_CREDIT[0] <= hours <= ects * _HOURS_PER_CREDIT[1]:
        yield (
            f"{_plain(ects)} credits and {_plain(hours)} hours do not agree: a credit stands for 25 to 30 hours of work."
        )
    if _is_alternative(reading):
        yield (
            "In some countries only recognised higher-education institutions may award ECTS credits: name the one that stands "
            "for them (partners: ects_guarantor)."
        )


def _is_alternative(reading: Reading) -> bool:
    """Whether what assures the quality is stated, is nowhere that of higher education, and no partner stands for the credits."""
    achievement = reading.credential.achievement
    frameworks = {each.framework for each in achievement.quality_assurance if each.framework}
    guaranteed = any(each.role == "ects_guarantor" for each in achievement.partners)
    return bool(frameworks) and "ESG" not in frameworks and not guaranteed


def _on_level(reading: Reading) -> Iterator[str]:
    achievement = reading.credential.achievement
    extents = {each.extent for each in achievement.levels}
    if "completes" in extents:
        yield "It completes a level: readers will take it for a full qualification of that level."
    elif None in extents:
        yield "Say that the learning lies within the level, or it may be read as a full qualification of that level."


def _on_quality(reading: Reading) -> Iterator[str]:
    issued = reading.issuance.issued.date() if reading.issuance.issued else reading.credential.awarded_on
    for each in reading.credential.achievement.quality_assurance:
        if not each.body and not each.register_entry and each.conducted != "internal":
            yield "Name the body that assures the quality, or its entry in a register, so that it can be looked up."
        if issued and each.valid_until and each.valid_until < issued:
            yield "The quality assurance had ended before this was issued."


def _on_grade(reading: Reading) -> Iterator[str]:
    grade = reading.credential.grade
    if grade and grade.scale is None:
        yield "The grade has no scale, so nobody elsewhere can read it."


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


_LOOKS: Mapping[str, Callable[[Reading], Iterator[str]]] = {
    "learner": _on_learner,
    "awarding_body": _on_awarding_body,
    "place_of_issue": _on_place_of_issue,
    "date_of_issuing": _on_date,
    "learning_outcomes": _on_outcomes,
    "workload": _on_workload,
    "level": _on_level,
    "quality_assurance": _on_quality,
    "grade": _on_grade,
}
