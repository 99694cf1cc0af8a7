"""What a claim of the published type shows of a field of the record, and what that alone says when it is read.

A claim is one text, number or truth value, in one language; a field may say more. So each home has two functions: ``show`` makes claims of a value,
``read`` makes a value of claims. Where reading what is shown does not give the value back, the value stands whole in the further claim as well (see
``further``), and the claims are what a reader who knows only the published type is shown of it.

    HOMES["achievement", "levels"].show((Level("EQF", "6", extent="within"),), "en")       # {'level_of_learning_experience': 6}
    HOMES["achievement", "levels"].read({"level_of_learning_experience": 6}, "en")         # (Level('EQF', '6'),)

============================================  ==========================================================================
claim                                         what it shows
============================================  ==========================================================================
``family_name``, ``given_name``               parts of the present name; a name that is known as a whole only is not taken apart
``learner_identification``                    the student number, else the European Student Identifier, else another one;
                                              by itself it is read as a student number
``expected_study_time``                       ``2.5 ECTS, 65 h``: symbols, which are the same in all languages
``level_of_learning_experience``              the EQF level
``learning_outcomes``                         of each outcome the title, else the description
``types_of_quality_assurance``                of each form what is known: ``external, institution, ESG, Agency``
``prerequisites_to_enroll``                   the prerequisites, as one text
``integration_stackability_options``          whether it is stackable
``issuing_authority``, ``issuing_country``    legal name and country of the organisation that seals; ``iss`` is its id
============================================  ==========================================================================
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias

from credseal.errors import ModelError
from credseal.model.grade import Grade
from credseal.model.learner import EMAIL, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, STUDENT_NUMBER, Name
from credseal.model.learning import LearningOutcome, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles.durations import read_hours

Claims: TypeAlias = dict[str, Any]

# The one that a university would call the learner's identification, before others; what many should not know, last.
_PREFERRED = (STUDENT_NUMBER, EUROPEAN_STUDENT_IDENTIFIER)
_LAST = (EMAIL, NATIONAL)
_AMOUNT = re.compile(
    r"(?P<amount>[0-9]{1,6}(?:\.[0-9]{1,2})?) ?(?:(?P<ects>ECTS(?: credits?| points?)?)|h|hours?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Home:
    """Where a field of the record is shown.

    Args:
        claims: their names; the first is the one that stands for the field.
        show: value and language of the record -> claims, those that are not None.
        read: claims and the language of their texts -> value; None where they say nothing that the model holds. Raises ``ModelError`` for what cannot be.
    """

    claims: tuple[str, ...]
    show: Callable[[Any, str], Mapping[str, Any]]
    read: Callable[[Mapping[str, Any], str], Any]


def _text_home(claim: str) -> Home:
    return Home(
        (claim,),
        lambda text, language: {claim: _words(text, language)},
        lambda told, language: Text.of(told[claim], language),
    )


def _string_home(claim: str, make: Callable[[str], Any], tell: Callable[[Any], str | None]) -> Home:
    return Home((claim,), lambda value, _: {claim: tell(value)}, lambda told, _: make(told[claim]))


def _words(text: Text | None, language: str) -> str | None:
    return text.in_language(language)[1] if text else None


def _show_names(names: tuple[Name, ...], _: str) -> Claims:
    present = next((each for each in names if not each.former), None)
    return {"family_name": present and present.family, "given_name": present and present.given}


def _read_names(told: Mapping[str, Any], _: str) -> tuple[Name, ...]:
    return (Name(given=told.get("given_name"), family=told.get("family_name")),)


def _identification(identifiers: tuple[Identifier, ...]) -> str | None:
    def place(each: Identifier) -> int:
        if each.type in _PREFERRED:
            return _PREFERRED.index(each.type)
        return len(_PREFERRED) + (1 + _LAST.index(each.type) if each.type in _LAST else 0)

    first = min(identifiers, key=place, default=None)
    return first.value if first else None


def _show_outcomes(outcomes: tuple[LearningOutcome, ...], language: str) -> Claims:
    shown = [_words(each.title or each.description, language) for each in outcomes]
    return {"learning_outcomes": [words for words in shown if words] or None}


def _show_workload(workload: Workload, language: str) -> Claims:
    credits_ = workload.credits
    unit = _words(credits_.framework.label, language) if credits_ and credits_.framework else None
    amounts = (
        (workload.ects, "ECTS"),
        (workload.hours, "h"),
        (credits_.points if credits_ else None, unit or "credits"),
    )
    written = [f"{_plain(amount)} {symbol}" for amount, symbol in amounts if amount is not None]
    return {"expected_study_time": ", ".join(written)}


def _read_workload(told: Mapping[str, Any], _: str) -> Workload | None:
    """ECTS credits and hours; None for other words, such as "12 months": how many hours a month of learning has, nobody says."""
    written = told["expected_study_time"]
    if written.startswith("PT"):
        return Workload(hours=read_hours(written))
    amounts: dict[str, Any] = {}
    for part in written.split(", ", 2):
        match = _AMOUNT.fullmatch(part)
        unit = "ects" if match and match["ects"] else "hours"
        if match is None or unit in amounts:
            return None
        amounts[unit] = Decimal(match["amount"])
    return Workload(**amounts)


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def _show_levels(levels: tuple[Level, ...], _: str) -> Claims:
    return {"level_of_learning_experience": next((int(each.value) for each in levels if each.framework == "EQF"), None)}


def _read_levels(told: Mapping[str, Any], _: str) -> tuple[Level, ...]:
    return (Level("EQF", str(told["level_of_learning_experience"])),)


def _show_quality(known: tuple[QualityAssurance, ...], language: str) -> Claims:
    shown = []
    for each in known:
        body = _words(each.body.legal_name, language) if each.body else None
        parts = (each.conducted, each.scope, each.framework, body, _words(each.covers, language))
        shown.append(", ".join(part for part in parts if part) or each.register_entry)
    return {"types_of_quality_assurance": [words for words in shown if words] or None}


def _read_quality(told: Mapping[str, Any], _: str) -> tuple[QualityAssurance, ...]:
    return tuple(QualityAssurance(framework=words) for words in told["types_of_quality_assurance"])


def _show_stackability(stackability: Stackability, _: str) -> Claims:
    return {"integration_stackability_options": stackability.kind and stackability.kind == "stackable"}


def _read_stackability(told: Mapping[str, Any], _: str) -> Stackability:
    return Stackability("stackable" if told["integration_stackability_options"] else "standalone")


def _show_sealer(sealer: Organisation, language: str) -> Claims:
    return {
        "issuing_authority": _words(sealer.legal_name, language),
        "issuing_country": sealer.address.country if sealer.address else None,
        "iss": sealer.id,
    }


def _read_sealer(told: Mapping[str, Any], language: str) -> Organisation:
    name, country = told.get("issuing_authority"), told.get("issuing_country")
    return Organisation(
        id=told.get("iss"),
        legal_name=Text.of(name, language) if name is not None else None,
        address=Place(country=country) if country is not None else None,
    )


def _read_prerequisites(told: Mapping[str, Any], language: str) -> Text:
    return Text.of("\n".join(told["prerequisites_to_enroll"]), language)


HOMES: Mapping[tuple[str, str], Home] = MappingProxyType(
    {
        ("learner", "names"): Home(("family_name", "given_name"), _show_names, _read_names),
        ("learner", "identifiers"): _string_home(
            "learner_identification", lambda value: (Identifier(STUDENT_NUMBER, value),), _identification
        ),
        ("achievement", "title"): _text_home("achievement_title"),
        ("achievement", "description"): _text_home("achievement_description"),
        ("achievement", "learning_outcomes"): Home(
            ("learning_outcomes",),
            _show_outcomes,
            lambda told, language: tuple(
                LearningOutcome(Text.of(words, language)) for words in told["learning_outcomes"]
            ),
        ),
        ("achievement", "workload"): Home(("expected_study_time",), _show_workload, _read_workload),
        ("achievement", "levels"): Home(("level_of_learning_experience",), _show_levels, _read_levels),
        ("achievement", "quality_assurance"): Home(("types_of_quality_assurance",), _show_quality, _read_quality),
        ("achievement", "prerequisites"): Home(
            ("prerequisites_to_enroll",),
            lambda text, language: {"prerequisites_to_enroll": [_words(text, language)]},
            _read_prerequisites,
        ),
        ("achievement", "stackability"): Home(
            ("integration_stackability_options",), _show_stackability, _read_stackability
        ),
        ("award", "grade"): _string_home("assessment_grade", Grade, lambda grade: grade.value),
        ("issuance", "sealer"): Home(("issuing_authority", "issuing_country", "iss"), _show_sealer, _read_sealer),
    }
)
"""(group, field) -> its home. Dates have rules of their own: see ``dates``."""


def show(home: Home, value: Any, language: str) -> Claims:
    """The claims that show a value."""
    return {claim: told for claim, told in home.show(value, language).items() if told is not None}


def is_told_whole(home: Home, value: Any, language: str) -> bool:
    """Whether the claims that show a value say all that there is to it."""
    told = show(home, value, language)
    try:
        return bool(told) and home.read(told, language) == value
    except ModelError:  # an outcome of one language may be shown by words that another field would not take
        return False


def agree(told: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Whether claims are what a value is shown as, or less of it: some may be withheld, and of a list some entries."""
    return all(_is_part(each, shown.get(claim)) for claim, each in told.items())


def _is_part(told: Any, shown: Any) -> bool:
    if isinstance(told, tuple | list) and isinstance(shown, list):
        left = iter(shown)
        return all(each in left for each in told)
    return bool(told == shown)
