"""Does a micro-credential say what the European standard asks for? Element by element, with advice.

    answer = check_completeness(report)                      # or a reading, or a record that is not issued yet
    answer.is_complete                                       # every mandatory element is there, or does not apply
    answer.element("workload").found_at                      # '/credentialSubject/achievement/alignment/2'
    [element.words for element in answer.missing]

It is a look at what is said, never at whether it is true, and never decides whether a credential is accepted. The lists are in
``standards``, what makes a present element better in ``advice``.

An element that cannot apply is not missing: a level where the learning is said to be non-formal, by the entry of the European list (the
standard asks for it "if applicable"); participation and prerequisites where earlier learning was validated and there was no course.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from credseal.checks import advice
from credseal.checks.standards import DEFAULT
from credseal.checks.standards import standard as standard_named
from credseal.errors import CredsealError
from credseal.model.achievement import MicroCredential
from credseal.profiles.issuance import Issuance
from credseal.profiles.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from credseal.checks.standards import Item, Obligation
    from credseal.model.organisation import Place
    from credseal.report import Report

SCHEMA = "credseal.completeness.v1"
Status: TypeAlias = Literal["present", "missing", "not_applicable"]

_NON_FORMAL = "http://data.europa.eu/snb/learning-setting/e207a81fc7"


@dataclass(frozen=True)
class Element:
    """One element of the standard, looked for.

    Attributes:
        name: the element, e.g. ``workload``.
        obligation: ``mandatory`` or ``optional``.
        status: ``present``, ``missing`` or ``not_applicable``.
        words: how the standard puts it.
        found_at: JSON pointer to where it is said first; None where it is not, or where there is no document yet.
        advice: what would make it better, in sentences; empty where nothing has to be done.
    """

    name: str
    obligation: Obligation
    status: Status
    words: str
    found_at: str | None = None
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Completeness:
    """What came of looking for every element of one standard.

    Attributes:
        standard: its name, e.g. ``eu-2021``.
        title: the document.
        elements: in the order of the standard.
    """

    standard: str
    title: str
    elements: tuple[Element, ...]

    @property
    def missing(self) -> tuple[Element, ...]:
        """The mandatory elements that are not there."""
        return tuple(one for one in self.elements if one.obligation == "mandatory" and one.status == "missing")

    @property
    def is_complete(self) -> bool:
        """Whether every mandatory element is there, as far as it applies."""
        return not self.missing

    @property
    def counted(self) -> str:
        """How many elements are there, or do not apply."""
        mandatory = [one for one in self.elements if one.obligation == "mandatory"]
        optional = [one for one in self.elements if one.obligation == "optional"]
        return f"{_told(mandatory)} of {len(mandatory)} mandatory and {_told(optional)} of {len(optional)} optional elements"

    @property
    def headline(self) -> str:
        """The same, and of which standard."""
        return f"{self.counted} ({self.title})"

    def element(self, name: str) -> Element:
        """The element of that name.

        Raises:
            KeyError: this standard has none.
        """
        for one in self.elements:
            if one.name == name:
                return one
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON values; nothing in it tells who the learner is."""
        return {
            "schema": SCHEMA,
            "standard": self.standard,
            "complete": self.is_complete,
            "headline": self.headline,
            "elements": [
                {
                    "name": one.name,
                    "obligation": one.obligation,
                    "status": one.status,
                    "words": one.words,
                    **({"found_at": one.found_at} if one.found_at is not None else {}),
                    "advice": list(one.advice),
                }
                for one in self.elements
            ],
        }


def check_completeness(said: Report | Reading | MicroCredential, standard: str = DEFAULT) -> Completeness:
    """Looks for every element of a standard.

    Args:
        said: a report about a credential, a document that was read, or a record. What only issuing adds (country or region of the
            issuer, date of issuing) is looked for in the record's awarding bodies and date of award, where it is all there is.
        standard: ``eu-2021``, ``microbol-2021`` or ``eu-2020``.

    Raises:
        CredsealError: ``completeness.standard``, there is no such list; ``completeness.unread``, the report is about
            something that could not be read as a micro-credential.
    """
    asked = standard_named(standard)
    reading = _reading(said)
    return Completeness(asked.name, asked.title, tuple(_look(reading, item) for item in asked.items))


def _reading(said: Report | Reading | MicroCredential) -> Reading:
    if isinstance(said, MicroCredential):
        return Reading(said, Issuance(), {}, (), ())
    if isinstance(said, Reading):
        return said
    if said.reading is None:
        raise CredsealError(
            "Nothing was read that could be looked at for its elements.",
            code="completeness.unread",
            hint="The elements are read from Open Badges; see what verifying says about this file.",
        )
    return said.reading


def _look(reading: Reading, item: Item) -> Element:
    name = item.element
    if _FINDERS[name](reading):
        place = next((reading.found_at[key] for key in _FOUND_AT.get(name, (name,)) if key in reading.found_at), None)
        return Element(name, item.obligation, "present", item.words, place, tuple(advice.on_present(name, reading)))
    if not _applies(name, reading.credential):
        return Element(name, item.obligation, "not_applicable", item.words)
    return Element(name, item.obligation, "missing", item.words, None, tuple(advice.on_missing(name, reading)))


def _applies(name: str, credential: MicroCredential) -> bool:
    if name == "level":
        setting = credential.participation.setting if credential.participation else None
        return setting is None or setting.uri != _NON_FORMAL
    if name in ("participation", "prerequisites"):
        return credential.obtained_by != "validation"
    if name == "supervision":
        return bool(credential.assessments)
    return True


def _told(elements: list[Element]) -> int:
    return sum(one.status != "missing" for one in elements)


def _address(reading: Reading) -> Place | None:
    """The issuer's: that of the organisation that seals, else of the body that awards."""
    bodies = (reading.issuance.sealer, *reading.credential.achievement.awarding_bodies)
    return next((each.address for each in bodies if each and each.address), None)


def _is_placed(place: Place | None) -> bool:
    return place is not None and bool(place.country or place.country_name or place.region)


def _place_of_issue(reading: Reading) -> bool:
    stated = reading.issuance.place or reading.credential.achievement.place_of_issue
    return _is_placed(stated) or _is_placed(_address(reading))


def _learner(reading: Reading) -> bool:
    learner = reading.credential.learner
    return bool(learner.id or learner.names or learner.identifiers or learner.hashed_identifiers)


def _workload(reading: Reading) -> bool:
    """Credits of which nobody says what one of them is are no workload that anybody could read."""
    workload = reading.credential.workload
    if workload is None:
        return False
    counted = workload.credits is not None and workload.credits.framework is not None
    return workload.ects is not None or workload.hours is not None or counted


# What each element is, asked of what was read.
_FINDERS: Mapping[str, Callable[[Reading], object]] = {
    "learner": _learner,
    "title": lambda it: it.credential.achievement.title,
    "country_or_region": lambda it: _is_placed(_address(it)),
    "country": lambda it: (place := _address(it)) and (place.country or place.country_name),
    "place_of_issue": _place_of_issue,
    "awarding_body": lambda it: it.credential.achievement.awarding_bodies,
    "date_of_issuing": lambda it: it.issuance.issued or it.credential.awarded_on,
    "learning_outcomes": lambda it: any(each.title for each in it.credential.achievement.learning_outcomes),
    "workload": _workload,
    "level": lambda it: it.credential.achievement.levels,
    "assessment_type": lambda it: any(each.type for each in it.credential.assessments),
    "assessment": lambda it: it.credential.assessments,
    "participation": lambda it: it.credential.participation and it.credential.participation.modes,
    "quality_assurance": lambda it: it.credential.achievement.quality_assurance,
    "prerequisites": lambda it: it.credential.achievement.prerequisites,
    "supervision": lambda it: any(
        each.supervision or each.identity_verified is not None for each in it.credential.assessments
    ),
    "grade": lambda it: it.credential.grade,
    "stackability": lambda it: it.credential.achievement.stackability,
    "further_information": lambda it: it.credential.achievement.further_information,
    "field_of_learning": lambda it: it.credential.achievement.fields_of_learning,
}
# Where readings note elements under other names.
_FOUND_AT: Mapping[str, tuple[str, ...]] = {
    "country": ("country_or_region",),
    "place_of_issue": ("place_of_issue", "country_or_region"),
    "awarding_body": ("awarding_bodies",),
    "date_of_issuing": ("issued", "awarded_on"),
    "level": ("levels",),
    "assessment_type": ("assessments",),
    "assessment": ("assessments",),
    "field_of_learning": ("fields_of_learning",),
}
