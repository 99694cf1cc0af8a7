"""What a learner did to get there: a ``LearningActivity``, with when, as what, how much and by whom it was directed.

European Learning Model 3.2, ``LearningActivity`` and its specification. It is written where the record says any of this.

==============================  =========================================================================================
field of the model              member of ELM
==============================  =========================================================================================
``activity.started_on``, ...    ``temporal``: ``startDate``, ``endDate``; the time is only formatting
``activity.term``               ``temporal.prefLabel``
``activity.narrative``          ``description``
``activity.role``               a note
``workload.hours``              ``workload``, where they are the learner's own
``participation.modes``         ``specifiedBy.mode``, where they are the learner's own
partners that deliver           ``directedBy``
==============================  =========================================================================================
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from credseal.model.concepts import Concept
from credseal.model.learning import Activity
from credseal.model.organisation import Organisation
from credseal.model.text import Text
from credseal.profiles.durations import write_hours
from credseal.profiles.elm.nodes import Nodes, Reader, date_time
from credseal.profiles.elm.notes import Notes, overlaid, tell
from credseal.profiles.elm.organisations import read_organisation, write_organisation
from credseal.profiles.instants import read_day
from credseal.profiles.tolerant import Node

_ELEMENT = "activity"


@dataclass(frozen=True)
class Done:
    """What one learner did.

    Attributes:
        activity: when and as what.
        hours: of work.
        modes: how the learner took part.
        directors: who delivered it.
        volume: the hours that the activity is meant to take.
    """

    activity: Activity | None = None
    hours: Decimal | None = None
    modes: tuple[Concept, ...] = ()
    directors: tuple[Organisation, ...] = ()
    volume: Decimal | None = None


def write_activity(done: Done, title: Text, process: Any, nodes: Nodes) -> dict[str, Any] | None:
    """Write an activity; None if there is nothing to say of it.

    Args:
        done: what to say.
        title: of the achievement; ELM demands one of the activity.
        process: the ``AwardingProcess`` of the achievement.
        nodes: of the document.
    """
    if done == Done():
        return None
    told = nodes.language_map(title, _ELEMENT)
    activity = done.activity
    modes = [nodes.concept("mode", each) for each in done.modes]
    members = {
        "title": told,
        "awardedBy": process,
        "description": activity and nodes.language_map(activity.narrative, _ELEMENT),
        "temporal": activity and _write_period(activity, nodes),
        "additionalNote": [tell(nodes, "details", Activity(role=activity.role))] if activity and activity.role else [],
        "directedBy": [write_organisation(each, nodes) for each in done.directors],
        "workload": None if done.hours is None else write_hours(done.hours),
        "specifiedBy": nodes.node("LearningActivitySpecification", {"title": told, "mode": modes}) if modes else None,
    }
    return nodes.node("LearningActivity", members)


def read_activity(node: Node, title: Text | None, hours: Decimal | None, reader: Reader) -> Done:
    """Read an activity.

    Args:
        node: the activity.
        title: of the achievement, which says nothing of the activity.
        hours: that the achievement is meant to take, where that is known.
        reader: of the document.
    """
    reader.uri(node)
    if reader.text(node, "title") != title:
        reader.log.unmark(node.at("title"))
    notes = Notes(node, reader)
    fields: dict[str, Any] = {"narrative": reader.text(node, "description"), **_read_period(node, reader)}
    fields = overlaid(fields, notes.record("details", Activity, primary="role"), node)
    notes.leave()
    directors = tuple(found for each in reader.nodes(node, "directedBy") if (found := read_organisation(each, reader)))
    specification = reader.first(node, "specifiedBy")
    own = reader.hours(node, "workload")
    if own is not None:
        reader.log.found("workload", node.at("workload"))
    modes, volume = _read_specification(specification, title, hours, reader) if specification else ((), None)
    return Done(_read_fields(node, fields, reader), own, modes, directors, volume)


def _read_fields(node: Node, fields: dict[str, Any], reader: Reader) -> Activity | None:
    if not any(fields.values()):
        return None
    activity = reader.log.build(node.at("temporal"), Activity, **fields)
    if activity is None:  # it ends before it begins
        rest = {**fields, "ended_on": None}
        activity = reader.log.build(node.at("temporal"), Activity, **rest) if any(rest.values()) else None
    if activity:
        reader.log.found(_ELEMENT, node.pointer)
    return activity


def _write_period(activity: Activity, nodes: Nodes) -> dict[str, Any] | None:
    members = {
        "startDate": date_time(activity.started_on),
        "endDate": date_time(activity.ended_on),
        "prefLabel": nodes.language_map(activity.term, _ELEMENT),
    }
    return nodes.node("PeriodOfTime", members) if any(members.values()) else None


def _read_period(node: Node, reader: Reader) -> dict[str, Any]:
    period = reader.first(node, "temporal")
    if period is None:
        return {}
    reader.uri(period)
    return {
        "started_on": read_day(period, "startDate"),
        "ended_on": read_day(period, "endDate"),
        "term": reader.text(period, "prefLabel"),
    }


def _read_specification(
    node: Node, title: Text | None, hours: Decimal | None, reader: Reader
) -> tuple[tuple[Concept, ...], Decimal | None]:
    """How learners take part, and the hours that it is meant to take, where the achievement does not say that."""
    reader.uri(node)
    if reader.text(node, "title") != title:
        reader.log.unmark(node.at("title"))
    modes, volume = reader.concepts(node, "mode", "participation"), reader.hours(node, "volumeOfLearning")
    if volume is not None and hours is None:
        reader.log.found("workload", node.at("volumeOfLearning"))
    elif volume != hours:
        reader.log.unmark(node.at("volumeOfLearning"))
    return modes, volume if hours is None else None
