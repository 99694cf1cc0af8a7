"""What can be earned, the same for all learners: the ``Qualification`` that an achievement is specified by.

European Learning Model 3.2. Only a ``Qualification`` has levels and accreditations, so that is what is written; a
``LearningAchievementSpecification`` is read as well. Which member holds which field is told in ``homes``.

    write_specification(course, nodes)                  # {'type': 'Qualification', 'title': {...}, ...}
    fields = read_specification(node, notes, reader)    # fields of Achievement
"""

from collections.abc import Mapping
from typing import Any, get_args

from credseal.model import vocabularies
from credseal.model.achievement import Achievement, LegalStanding
from credseal.model.alignment import Alignment
from credseal.model.assessment import Criteria
from credseal.model.concepts import Concept
from credseal.model.learning import Participation
from credseal.model.picture import Picture
from credseal.model.results import ResultDescription
from credseal.profiles.durations import write_hours
from credseal.profiles.elm.assessments import read_specifications, write_specifications
from credseal.profiles.elm.further import read_catalogue, write_catalogue, write_further, write_picture
from credseal.profiles.elm.levels import read_levels, write_levels
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, overlaid, say, tell
from credseal.profiles.elm.outcomes import read_outcomes, write_outcomes
from credseal.profiles.elm.stacking import write_stackability
from credseal.profiles.elm.workloads import combined, hours_of, read_credits, write_credits
from credseal.profiles.tolerant import Node

_OPPORTUNITIES = "http://data.europa.eu/snb/learning-opportunity/"
# What is earned, as the opportunity that leads to it; other types have no entry of their own.
_TYPES: Mapping[str, str] = {
    "MicroCredential": _OPPORTUNITIES + "74a4a268e8",  # short learning programme
    "Course": _OPPORTUNITIES + "05053c1cbe",
}
UNTYPED = "Achievement"
"""What is earned, where nobody says what it is."""
_ISCED_F = "http://data.europa.eu/snb/isced-f/"
_ISCED_F_SCHEME = _ISCED_F + "25831c2"
_STANDINGS = {standing: standing.replace("_", " ") for standing in get_args(LegalStanding)}


def write_specification(
    achievement: Achievement, nodes: Nodes, accreditations: list[dict[str, Any]], notes: list[dict[str, Any]]
) -> dict[str, Any]:
    """Write what can be earned.

    Args:
        achievement: what to write; it has a title.
        nodes: of the document.
        accreditations: of the programme.
        notes: on the quality assurance.
    """
    levels, on_levels = write_levels(achievement.levels, nodes)
    larger, on_stackability = write_stackability(achievement.stackability, nodes)
    pages, on_more = write_further(achievement.further_information, nodes)
    identifiers, on_catalogue = write_catalogue(achievement.catalogue, nodes)
    workload, participation = achievement.workload, achievement.participation
    members = {
        "title": nodes.language_map(achievement.title, "title"),
        "description": nodes.language_map(achievement.description, "description"),
        "dcType": _write_type(achievement.type, nodes),
        "identifier": identifiers,
        **levels,
        **_write_fields_of_learning(achievement.fields_of_learning, nodes),
        **_write_participation(participation, nodes),
        "volumeOfLearning": write_hours(workload.hours) if workload and workload.hours is not None else None,
        "creditPoint": write_credits(workload, nodes),
        "entryRequirement": nodes.note(achievement.prerequisites),
        **write_outcomes(achievement.learning_outcomes, achievement.skills, nodes),
        "accreditation": accreditations,
        "provenBy": write_specifications(achievement.assessments, achievement.grading_scale, nodes),
        "isPartOf": larger,
        "supplementaryDocument": pages,
        "additionalNote": [
            *_write_notes(achievement, nodes),
            *on_levels,
            *notes,
            *on_stackability,
            *on_more,
            *on_catalogue,
        ],
    }
    return nodes.node("Qualification", members, id_=achievement.id)


def read_specification(node: Node, notes: Notes, reader: Reader) -> dict[str, Any]:
    """Read what can be earned; the fields of an achievement, without what stands on the learner's achievement too."""
    log = reader.log
    outcomes, skills = read_outcomes(node, reader)
    assessments, scale = read_specifications(node, reader)
    credits_, hours = read_credits(node, "creditPoint", reader), reader.hours(node, "volumeOfLearning")
    if hours is not None:
        log.found("workload", node.at("volumeOfLearning"))
    id_ = reader.uri(node)
    return {
        "id": id_ if id_ and log.may_be(node.at("id"), Achievement, id=id_) else None,
        "type": _read_type(node, notes, reader),
        "levels": read_levels(node, notes, reader),
        "learning_outcomes": outcomes,
        "skills": skills,
        "assessments": assessments,
        "grading_scale": scale,
        "workload": combined(credits_, hours_of(hours)),
        "participation": _read_participation(node, notes, reader),
        "prerequisites": reader.note(node, "entryRequirement", "prerequisites"),
        "fields_of_learning": _read_fields_of_learning(node, reader),
        "catalogue": read_catalogue(node, notes, reader),
        "criteria": notes.record("criteria", Criteria, primary="text", element="criteria"),
        "legal_standing": _read_standing(notes),
        "picture": notes.record("picture", Picture, element="achievement_picture"),
        "alignments": tuple(each.record for each in notes.records("alignment", Alignment, element="alignments")),
        "result_descriptions": tuple(
            each.record
            for each in notes.records("result-description", ResultDescription, element="result_descriptions")
        ),
    }


def _write_participation(participation: Participation | None, nodes: Nodes) -> dict[str, Any]:
    """Write how learners take part: members of a specification, and a note where the setting is in no list."""
    if participation is None:
        return {}
    is_listed = _is_setting(participation.setting)
    return {
        "mode": [nodes.concept("mode", each) for each in participation.modes],
        "learningSetting": nodes.concept("learning-setting", participation.setting) if is_listed else None,
    }


def _read_participation(node: Node, notes: Notes, reader: Reader) -> Participation | None:
    """Read how learners take part."""
    modes = reader.concepts(node, "mode", "participation")
    setting = reader.concept(node, "learningSetting", "participation")
    told = notes.record("participation", Participation, element="participation")
    fields = overlaid({"modes": modes, "setting": setting}, told, node)
    return Participation(**fields) if any(fields.values()) else None


def _is_setting(setting: Concept | None) -> bool:
    return setting is not None and setting.uri is not None and vocabularies.in_list("learning-setting", setting.uri)


def _write_notes(achievement: Achievement, nodes: Nodes) -> list[dict[str, Any]]:
    """What a qualification has no members for."""
    notes = []
    if achievement.type not in (*_TYPES, UNTYPED):
        notes.append(say(nodes, "achievement-type", achievement.type))
    if (
        achievement.participation
        and achievement.participation.setting
        and not _is_setting(achievement.participation.setting)
    ):
        notes.append(tell(nodes, "participation", achievement.participation))
    if achievement.criteria:
        notes.append(tell(nodes, "criteria", achievement.criteria, primary="text"))
    if achievement.legal_standing:
        notes.append(say(nodes, "legal-standing", _STANDINGS[achievement.legal_standing]))
    notes += [tell(nodes, "result-description", each) for each in achievement.result_descriptions]
    notes += [tell(nodes, "alignment", each) for each in achievement.alignments]
    return notes + write_picture(achievement.picture, "the achievement", nodes)


def _write_type(type_: str, nodes: Nodes) -> list[dict[str, Any]]:
    return [nodes.entry("learning-opportunity", _TYPES[type_])] if type_ in _TYPES else []


def _read_type(node: Node, notes: Notes, reader: Reader) -> str:
    """What is earned, in the words of the model; other opportunities are not understood."""
    told = notes.word("achievement-type")
    types = {uri: type_ for type_, uri in _TYPES.items()}
    known = None
    for each in reader.nodes(node, "dcType"):
        concept = reader.read_concept(each)
        type_ = types.get(concept.uri or "") if concept else None
        if type_ is None or known:
            reader.log.unmark(each.pointer)
        known = known or type_
    return known or told or UNTYPED


def _read_standing(notes: Notes) -> str | None:
    words = {word: standing for standing, word in _STANDINGS.items()}
    said = notes.word("legal-standing", words, element="legal_standing")
    return words[said] if said else None


def _write_fields_of_learning(fields: tuple[Concept, ...], nodes: Nodes) -> dict[str, Any]:
    """Fields of ISCED-F; from the first that is of another list on, subjects."""
    listed = [_is_isced(each) for each in fields]
    count = listed.index(False) if False in listed else len(fields)
    return {
        "thematicArea": [nodes.concept("isced-f", each) for each in fields[:count]],
        "educationSubject": [nodes.concept(None, each) for each in fields[count:]],
    }


def _read_fields_of_learning(node: Node, reader: Reader) -> tuple[Concept, ...]:
    return reader.concepts(node, "thematicArea", "fields_of_learning") + reader.concepts(
        node, "educationSubject", "fields_of_learning"
    )


def _is_isced(field: Concept) -> bool:
    return bool(field.uri and field.uri.startswith(_ISCED_F)) and field.scheme in (None, _ISCED_F_SCHEME)
