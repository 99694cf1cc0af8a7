"""Levels: where a framework of qualifications places what was learned.

EQF: Council Recommendation 2017/C 189/03, levels 1 to 8. QF-EHEA: the framework of the European Higher Education Area, with a
short, first, second and third cycle. NQF: any national framework, by its own codes.

    Level("EQF", "6", extent="within")
    Level("QF-EHEA", "first", basis="derived")
    Level("NQF", "6", uri="http://data.europa.eu/snb/qdr/c_...", framework_name=Text({"en": "Polish Qualifications Framework"}))

A micro-credential is *within* a level as a course is within a degree programme, and seldom *completes* it: the distinction
keeps it from being read as a full qualification (MICROBOL, qualification frameworks, 2.1).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from credseal.errors import ModelError, pointer_to
from credseal.model.fields import ListOf, settle
from credseal.model.text import Text
from credseal.model.values import Uri

FRAMEWORKS = ("EQF", "QF-EHEA", "NQF")
EQF_LEVELS = tuple("12345678")
QF_EHEA_CYCLES = ("short", "first", "second", "third")
# The EQF's own correspondence, Council Recommendation 2017/C 189/03, annex II: the cycles are EQF levels 5 to 8.
CYCLE_OF_EQF_LEVEL: Mapping[str, str] = MappingProxyType(dict(zip("5678", QF_EHEA_CYCLES, strict=True)))


@dataclass(frozen=True)
class Level:
    """One framework's level.

    Args:
        framework: which kind of framework.
        value: EQF: ``1`` to ``8``; QF-EHEA: ``short``, ``first``, ``second``, ``third``; NQF: the framework's own code.
        label: what the level is called, where that says more than framework and value.
        uri: NQF only: the level's entry in the register of qualifications frameworks.
        framework_name: NQF only: which national framework.
        basis: whether somebody competent stated the level, or it was derived, e.g. from the programme's level.
        extent: whether the learning lies within the level or completes it.

    Raises:
        ModelError: ``model.eqf-level``, ``model.qf-ehea-cycle``, ``model.level-framework``.
    """

    framework: Literal["EQF", "QF-EHEA", "NQF"]
    value: str
    label: Text | None = None
    uri: Annotated[Uri, ListOf("nqf")] | None = None
    framework_name: Text | None = None
    basis: Literal["stated", "derived"] = "stated"
    extent: Literal["within", "completes"] | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.framework == "EQF" and self.value not in EQF_LEVELS:
            raise ModelError("An EQF level is a number from 1 to 8.", code="model.eqf-level", pointer="/value")
        if self.framework == "QF-EHEA" and self.value not in QF_EHEA_CYCLES:
            raise ModelError(
                "A QF-EHEA cycle is short, first, second or third.", code="model.qf-ehea-cycle", pointer="/value"
            )
        if self.framework != "NQF" and (self.uri or self.framework_name):
            raise ModelError(
                f"{self.framework} is the same everywhere: it has no URI or name of its own.",
                code="model.level-framework",
                pointer="/uri" if self.uri else "/framework_name",
                hint="Remove it, or say NQF if a national framework is meant.",
            )


def derived_cycle(levels: Sequence[Level]) -> Level | None:
    """The QF-EHEA cycle that follows from the EQF level; None where a cycle is stated, or none follows.

    derived_cycle([Level("EQF", "6", extent="within")])   # Level("QF-EHEA", "first", basis="derived", extent="within")
    """
    stated = {each.framework: each for each in levels}
    eqf = stated.get("EQF")
    cycle = CYCLE_OF_EQF_LEVEL.get(eqf.value) if eqf else None
    if eqf is None or cycle is None or "QF-EHEA" in stated:
        return None
    return Level("QF-EHEA", cycle, basis="derived", extent=eqf.extent)


def check_levels(levels: Sequence[Level]) -> None:
    """Refuse levels that contradict one another.

    Raises:
        ModelError: ``model.level-repeated`` (two EQF levels, say) or ``model.level-extent`` (within one, completing another).
    """
    counted = Counter((each.framework, each.framework == "NQF" and (each.uri or each.value)) for each in levels)
    for (framework, _), times in counted.items():
        if times > 1:
            raise ModelError(
                f"The {framework} level is stated {times} times.", code="model.level-repeated", pointer="/levels"
            )
    if len({each.extent for each in levels if each.extent}) > 1:
        last = max(index for index, each in enumerate(levels) if each.extent)
        raise ModelError(
            "The learning cannot lie within one level and complete another.",
            code="model.level-extent",
            pointer=pointer_to("levels", last, "extent"),
        )
