"""What an award says otherwise than its achievement, or more: what the learner's claim holds beside the specification.

European Learning Model 3.2, ``LearningAchievement``. The model fills an award in from its achievement, so what is not said here holds as it
stands on the specification. Where a reader would take more for the learner's own than is (a setting that only the achievement has, say), a
note tells it whole.

    own = Own.of(credential)
    own.assessed, own.done             # for LearningAssessment and LearningActivity
    write_notes(credential, own, nodes)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from credseal.model.achievement import MicroCredential
from credseal.model.concepts import Concept
from credseal.model.learning import Participation
from credseal.model.organisation import Organisation, Partner
from credseal.model.workload import Workload
from credseal.profiles.elm.activities import Done
from credseal.profiles.elm.assessments import Assessed
from credseal.profiles.elm.further import write_picture
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, contradicted, in_place, position_of, say, tell
from credseal.profiles.elm.quality import is_described
from credseal.profiles.elm.workloads import combined, hours_of, read_credits
from credseal.profiles.tolerant import Node

_LICENSE = "License number"


@dataclass(frozen=True)
class Own:
    """What one learner's claim says that its specification does not.

    Attributes:
        assessed: the assessments, where there is a grade.
        done: the activity.
        notes_on: the fields that only notes can tell.
    """

    assessed: Assessed
    done: Done
    notes_on: frozenset[str]

    @classmethod
    def of(cls, credential: MicroCredential) -> "Own":
        """What there is of it in a record."""
        achievement, notes_on = credential.achievement, set()
        hours = modes = None
        if credential.participation != achievement.participation and credential.participation:
            modes = credential.participation.modes
            if taken_part(achievement.participation, modes) != credential.participation:
                notes_on.add("participation")
        if credential.workload != achievement.workload and credential.workload:
            hours = credential.workload.hours
            if combined(credential.workload, achievement.workload) != credential.workload:
                notes_on.add("workload")
        if credential.grade is None and credential.assessments != achievement.assessments:
            notes_on.add("assessments")
        assessor = credential.assessed_by
        if assessor and (credential.grade is None or not is_described(assessor)):
            notes_on.add("assessed_by")
        return cls(
            Assessed(
                credential.assessments,
                credential.grade,
                (assessor,) if assessor and "assessed_by" not in notes_on else (),
            ),
            Done(
                credential.activity,
                hours,
                modes or (),
                tuple(each.organisation for each in achievement.partners if _is_director(each)),
            ),
            frozenset(notes_on),
        )


def write_notes(credential: MicroCredential, own: Own, nodes: Nodes) -> list[dict[str, Any]]:
    """What a learning achievement has no members for."""
    notes = [say(nodes, "obtained-by", credential.obtained_by)] if credential.obtained_by else []
    if "participation" in own.notes_on:
        notes.append(tell(nodes, "participation", credential.participation))
    if "workload" in own.notes_on:
        notes.append(tell(nodes, "workload", credential.workload))
    if "assessments" in own.notes_on:
        notes += [tell(nodes, "assessment", each) for each in credential.assessments]
    if "assessed_by" in own.notes_on:
        notes.append(tell(nodes, "assessed-by", credential.assessed_by))
    notes += _write_partners(credential.achievement.partners, nodes)
    notes += [tell(nodes, "result", each) for each in credential.results]
    return notes + write_picture(credential.picture, "one learner's achievement", nodes)


def read_partners(done: Done, others: Iterable[Organisation], notes: Notes) -> tuple[Partner, ...]:
    """Who took part without awarding: who directed the activity, who else assessed, and whom notes tell of."""
    native = [Partner("delivering", each) for each in done.directors]
    native += [Partner("assessing", each) for each in others]
    return in_place(native, notes.records("partner", Partner, element="partners"))


def taken_part(achievement: Participation | None, modes: Sequence[Concept]) -> Participation | None:
    """How a learner took part whose activity had these modes: in the setting of the achievement."""
    if not modes:
        return achievement
    return Participation(tuple(modes), achievement.setting if achievement else None)


def participation_of(claim: Node, notes: Notes, done: Done, defined: Participation | None) -> Participation | None:
    """How a learner took part: in the modes of the activity, and in the setting that a note tells or the achievement has."""
    told = notes.record("participation", Participation, element="participation")
    if told and told.modes == done.modes:
        return told
    if told:
        contradicted(claim)
    return taken_part(defined, done.modes)


def workload_of(claim: Node, notes: Notes, done: Done, defined: Workload | None, reader: Reader) -> Workload | None:
    """The workload of a learner: credits and hours of the learner's own; others are those of the achievement, if no note denies it."""
    own = combined(read_credits(claim, "creditReceived", reader), hours_of(done.hours))
    told = notes.record("workload", Workload, element="workload")
    if told and told == own:
        return own
    if told:
        contradicted(claim)
    return combined(own, defined)


def write_license(number: str | None, nodes: Nodes) -> list[dict[str, Any]]:
    """Write the number of a licence."""
    return [nodes.node("Identifier", {"notation": number, "schemeName": _LICENSE})] if number else []


def read_license(claim: Node, reader: Reader) -> str | None:
    """Read the number of a licence; other identifiers of a claim are not understood."""
    number = None
    for each in reader.nodes(claim, "identifier"):
        if each.members.get("schemeName") != _LICENSE or number is not None:
            reader.log.unmark(each.pointer)
            continue
        reader.uri(each)
        each.mark("schemeName")
        written = each.text("notation")
        if written and reader.log.may_be(each.at("notation"), MicroCredential, license_number=written):
            number = written
            reader.log.found("license_number", each.pointer)
    return number


def _is_director(partner: Partner) -> bool:
    return partner.role == "delivering" and is_described(partner.organisation)


def _write_partners(partners: Sequence[Partner], nodes: Nodes) -> list[dict[str, Any]]:
    native = [_is_director(each) for each in partners]
    return [
        tell(nodes, "partner", each, position=position_of(index, native))
        for index, each in enumerate(partners)
        if not native[index]
    ]
