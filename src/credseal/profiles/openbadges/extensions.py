"""European elements in other people's extensions of ``Achievement``: the terms that are read, in one table.

A term is read only on an achievement that has the extension's type, and, in verification, only if a pinned context explains it: terms
of unknown extensions are not guessed.

    TERMS["EducredentialAchievement"]["ECTS"]       # how it is read

==============================  ===========================================================================================
type                            whose it is, and its terms
==============================  ===========================================================================================
``EducredentialAchievement``    Dutch edubadges (SURF), https://github.com/educredentials/obv3-examples : ``ECTS``; ``SBU`` and
                                ``timeInvestment`` (hours); ``assessmentType``, ``participationType``, ``supervisionType``
                                (words), ``identityChecked``; ``educationProgramIdentifier``
``EuMicroCredential``           extensions with the European elements as members: ``workload`` (``ects``, ``notionalHours``),
                                ``eqfLevel``, ``nqfLevel``, ``educationSubject``, ``learningOutcome`` (by the id of a result
                                description, with ``relatedSkill``), ``assessmentType``, ``modeOfParticipation``,
                                ``qualityAssurance``, ``supervisionAndIdVerification``, ``prerequisite``, ``stackability``,
                                ``furtherInformation``, ``countryOrRegion``
==============================  ===========================================================================================

What an alignment says already is not said again; a term that contradicts it is a finding, and not believed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from credseal.model.assessment import Assessment, Supervision
from credseal.model.catalogue import CatalogueEntry
from credseal.model.concepts import Concept
from credseal.model.learning import FurtherInformation, LearningOutcome, Participation, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Place
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.profiles.openbadges.homes import EQF
from credseal.profiles.openbadges.results import with_outcomes
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.supervision import SUPERVISION_CONCEPTS
from credseal.profiles.tolerant import Node

Fields: TypeAlias = dict[str, Any]
_Reader: TypeAlias = Callable[[Node, str, Fields, str], None]

_MOST = 100  # entries of one term: each is compared with the others
_AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
# The words of edubadges are those of the European approach; a few are entries of the European lists too.
_WORDS: Mapping[str, str] = {
    "portfolio": "http://data.europa.eu/snb/assessment/4f03b91c0e",
    "online": "http://data.europa.eu/snb/learning-assessment/920fbb3cbe",
}
_SUPERVISION: Mapping[str, tuple[Supervision, bool | None]] = {
    "unsupervised with no identity verification": (Supervision(supervised=False), False),
    "supervised with no identity verification": (Supervision(supervised=True), False),
    "supervised online": (Supervision(supervised=True, place="online"), None),
    "onsite with identity verification": (Supervision(supervised=True, place="onsite"), True),
}


def read_extensions(node: Node, fields: Fields, language: str) -> Fields:
    """Read the terms of known extensions.

    Args:
        node: the achievement.
        fields: of the achievement, as far as they were read.
        language: of its texts.

    Returns:
        The fields, and what the terms add.
    """
    types = node.types()
    if len(types) < 2:  # noqa: PLR2004  Achievement and no other
        return fields
    fields = dict(fields)
    for name in types:
        for term, read in TERMS.get(name, {}).items():
            if term in node.members:
                read(node, term, fields, language)
    return fields


def _workload(field: str, node: Node, name: str, fields: Fields, _: str) -> None:
    amount = _amount(node, name)
    if amount is None:
        return
    known = fields["workload"]
    own = known and getattr(known, field)
    if own is not None:
        _agree(node, name, agrees=own == amount)
    elif made := node.log.build(node.at(name), Workload, **{field: amount}):
        fields["workload"] = replace(known, **{field: amount}) if known else made
        node.log.found("workload", node.at(name))


def _workloads(node: Node, name: str, fields: Fields, language: str) -> None:
    inner = node.node(name)
    for field, member in (("ects", "ects"), ("hours", "notionalHours")):
        if inner and member in inner.members:
            _workload(field, inner, member, fields, language)


def _level(framework: str, beginning: str, node: Node, name: str, fields: Fields, _: str) -> None:
    written = node.text(name)
    if written is None:
        return
    value = written.removeprefix(beginning)
    known = [each.value for each in fields["levels"] if each.framework == framework]
    if known:
        _agree(node, name, agrees=value in known)
    elif level := node.log.build(node.at(name), Level, framework, value):
        fields["levels"] += (level,)
        node.log.found("levels", node.at(name))


def _assessments(node: Node, name: str, fields: Fields, _: str) -> None:
    for concept in _concepts(node, name):
        taken: tuple[Assessment, ...] = fields["assessments"]
        if any(each.type and _is_same(each.type, concept) for each in taken):
            continue
        bare = next((index for index, each in enumerate(taken) if each.type is None), None)
        if bare is None:
            fields["assessments"] = (*taken, Assessment(type=concept))
        else:
            fields["assessments"] = (*taken[:bare], replace(taken[bare], type=concept), *taken[bare + 1 :])
        node.log.found("assessments", node.at(name))


def _modes(node: Node, name: str, fields: Fields, _: str) -> None:
    known: Participation | None = fields["participation"]
    modes = known.modes if known else ()
    further = [each for each in _concepts(node, name) if not any(_is_same(each, one) for one in modes)]
    if further:
        modes = (*modes, *further)
        fields["participation"] = replace(known, modes=modes) if known else Participation(modes=modes)
        node.log.found("participation", node.at(name))


def _supervision(node: Node, name: str, fields: Fields, _: str) -> None:
    written = node.text(name)
    if written is None:
        return
    said = _SUPERVISION.get(written) or next(
        ((Supervision(supervised=pair[0]), pair[1]) for pair, uri in SUPERVISION_CONCEPTS.items() if uri == written),
        None,
    )
    if said is None:
        node.log.unmark(node.at(name))
        return
    _observe(node, name, fields, supervision=said[0], identity_verified=said[1])


def _identity(node: Node, name: str, fields: Fields, _: str) -> None:
    verified = node.flag(name)
    if verified is not None:
        _observe(node, name, fields, identity_verified=verified)


def _observe(node: Node, name: str, fields: Fields, **said: Any) -> None:
    """What holds for all assessments, as far as they do not say it themselves."""
    said = {field: value for field, value in said.items() if value is not None}
    taken: tuple[Assessment, ...] = fields["assessments"]
    if any(getattr(each, field) not in (None, value) for each in taken for field, value in said.items()):
        _agree(node, name, agrees=False)
        return
    fields["assessments"] = tuple(replace(each, **said) for each in taken) or (Assessment(**said),)
    node.log.found("supervision", node.at(name))


def _fields_of_learning(node: Node, name: str, fields: Fields, _: str) -> None:
    for concept in _concepts(node, name):
        if not any(_is_same(each, concept) for each in fields["fields_of_learning"]):
            fields["fields_of_learning"] += (concept,)
            node.log.found("fields_of_learning", node.at(name))


def _quality(node: Node, name: str, fields: Fields, _: str) -> None:
    for uri in _texts(node, name):
        if all(each.register_entry != uri for each in fields["quality_assurance"]):
            made = node.log.build(node.at(name), QualityAssurance, register_entry=uri)
            fields["quality_assurance"] += (made,) if made else ()
            node.log.found("quality_assurance", node.at(name))


def _outcomes(node: Node, name: str, fields: Fields, _: str) -> None:
    titles = {each.id: each.name for each in fields["result_descriptions"]}
    for each in node.nodes(name):
        if len(fields["learning_outcomes"]) > _MOST:
            node.log.unmark(each.pointer)
            continue
        id_ = each.text("id")
        skills = tuple(_concepts(each, "relatedSkill"))
        outcome = each.log.build(each.pointer, LearningOutcome, title=titles.get(id_ or ""), id=id_, skills=skills)
        if outcome:
            known = {skill.uri for one in fields["learning_outcomes"] if one.id == id_ for skill in one.skills}
            new = replace(outcome, skills=tuple(skill for skill in skills if skill.uri not in known))
            fields["learning_outcomes"] = with_outcomes(fields["learning_outcomes"], [new])
            node.log.found("learning_outcomes", each.pointer)


def _prerequisites(node: Node, name: str, fields: Fields, language: str) -> None:
    text = read_text(node, name, language)
    if text and fields["prerequisites"]:
        _agree(node, name, agrees=text == fields["prerequisites"])
    elif text:
        fields["prerequisites"] = text
        node.log.found("prerequisites", node.at(name))


def _stackability(node: Node, name: str, fields: Fields, language: str) -> None:
    text = read_text(node, name, language)
    known: Stackability | None = fields["stackability"]
    if text and known and known.description:
        _agree(node, name, agrees=text == known.description)
    elif text:
        fields["stackability"] = replace(known, description=text) if known else Stackability(description=text)
        node.log.found("stackability", node.at(name))


def _information(node: Node, name: str, fields: Fields, _: str) -> None:
    for uri in _texts(node, name):
        made = node.log.build(node.at(name), FurtherInformation, url=uri)
        fields["further_information"] += (made,) if made else ()
        node.log.found("further_information", node.at(name))


def _place(node: Node, name: str, fields: Fields, _: str) -> None:
    """A country or a region as an entry of a European list."""
    (concept,) = list(_concepts(node, name))[:1] or (None,)
    if concept and fields["place_of_issue"]:
        _agree(node, name, agrees=fields["place_of_issue"].region == concept)
    elif concept:
        fields["place_of_issue"] = Place(region=concept)
        node.log.found("place_of_issue", node.at(name))


def _programme(node: Node, name: str, fields: Fields, _: str) -> None:
    value = node.members[name]
    written = value if isinstance(value, str) else str(number) if (number := node.number(name)) is not None else None
    made = written and node.log.build(node.at(name), Identifier, name, written)
    if made:
        node.mark(name)
        known: CatalogueEntry | None = fields["catalogue"]
        identifiers = (*known.identifiers, made) if known else (made,)
        fields["catalogue"] = (
            replace(known, identifiers=identifiers) if known else CatalogueEntry(identifiers=identifiers)
        )
        node.log.found("catalogue", node.at(name))


def _amount(node: Node, name: str) -> Decimal | None:
    """A number, or one that is written as text, as decimals should be."""
    if not isinstance(node.members[name], str):
        return node.number(name)
    written = node.text(name) or ""
    if _AMOUNT.fullmatch(written):
        return Decimal(written)
    node.log.report("impossible-value", "This is no number.", node.at(name))
    node.log.unmark(node.at(name))
    return None


def _concepts(node: Node, name: str) -> Iterator[Concept]:
    """Entries of lists, by their addresses or by what they are called."""
    for written in _texts(node, name):
        uri = written if ":" in written else _WORDS.get(written)
        label = None if ":" in written else written
        concept = node.log.build(node.at(name), _concept, uri, label)
        if concept:
            yield concept


def _texts(node: Node, name: str) -> tuple[str, ...]:
    """One text or a few."""
    value = node.members.get(name)
    if isinstance(value, list) and len(value) > _MOST:
        node.odd(name, f"at most {_MOST} texts")
        return ()
    return node.texts(name) if name in node.members else ()


def _concept(uri: str | None, label: str | None) -> Concept:
    return Concept(uri, label and Text.of(label, "en"))  # type: ignore[arg-type]  # an empty label is none


def _is_same(first: Concept, second: Concept) -> bool:
    return first == second or (first.uri is not None and first.uri == second.uri)


def _agree(node: Node, name: str, *, agrees: bool) -> None:
    if not agrees:
        node.log.report("contradiction", "This is not what the rest of the achievement says.", node.at(name))
        node.log.unmark(node.at(name))


TERMS: Mapping[str, Mapping[str, _Reader]] = {
    "EducredentialAchievement": {
        "ECTS": partial(_workload, "ects"),
        "SBU": partial(_workload, "hours"),
        "timeInvestment": partial(_workload, "hours"),
        "assessmentType": _assessments,
        "participationType": _modes,
        "supervisionType": _supervision,
        "identityChecked": _identity,
        "educationProgramIdentifier": _programme,
    },
    "EuMicroCredential": {
        "workload": _workloads,
        "eqfLevel": partial(_level, "EQF", EQF),
        "nqfLevel": partial(_level, "NQF", ""),
        "educationSubject": _fields_of_learning,
        "learningOutcome": _outcomes,
        "assessmentType": _assessments,
        "modeOfParticipation": _modes,
        "qualityAssurance": _quality,
        "supervisionAndIdVerification": _supervision,
        "prerequisite": _prerequisites,
        "stackability": _stackability,
        "furtherInformation": _information,
        "countryOrRegion": _place,
    },
}
