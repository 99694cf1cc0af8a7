"""What a learner achieved: the one claim of a credential, a ``LearningAchievement``; and whatever others claim, read back.

European Learning Model 3.2 (https://github.com/european-commission-empl/European-Learning-Model), ``hasClaim``: the accredited profile has
exactly one claim, a learning achievement, and that is what is written. Which member holds which field is told in ``homes``.

    write_claims(credential, issuance, nodes)             # [{'type': 'LearningAchievement', ...}]
    fields = read_claims(subject, "/credentialSubject", reader)
    MicroCredential(learner=ada, **fields)

Others claim an activity only (a certificate of participation), leave the specification out, or claim several things: the first learning
achievement is read, else the first claim, and a finding names the others.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from credseal.errors import ProfileError
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment
from credseal.model.organisation import Organisation, Place
from credseal.model.picture import Picture
from credseal.model.results import Result
from credseal.model.text import Text
from credseal.profiles.elm.activities import Done, read_activity, write_activity
from credseal.profiles.elm.assessments import read_assessments, write_assessment
from credseal.profiles.elm.awards import (
    Own,
    participation_of,
    read_license,
    read_partners,
    workload_of,
    write_license,
    write_notes,
)
from credseal.profiles.elm.further import read_evidence, read_further, write_evidence
from credseal.profiles.elm.nodes import Nodes, Reader, date_time
from credseal.profiles.elm.notes import Notes, tell
from credseal.profiles.elm.organisations import read_organisation, write_organisation
from credseal.profiles.elm.places import read_location, write_location
from credseal.profiles.elm.quality import read_quality, write_quality
from credseal.profiles.elm.specifications import UNTYPED, read_specification, write_specification
from credseal.profiles.elm.stacking import read_stackability
from credseal.profiles.elm.workloads import combined, hours_of, write_credits
from credseal.profiles.instants import read_day
from credseal.profiles.issuance import Issuance
from credseal.profiles.tolerant import Node

T = TypeVar("T")
_CLAIM = "LearningAchievement"
_NESTED = ("provenBy", "influencedBy", "isPartOf", "entitlesTo")


def write_claims(credential: MicroCredential, issuance: Issuance, nodes: Nodes) -> list[dict[str, Any]]:
    """Write what a learner achieved.

    Args:
        credential: what to write; its learner is another's business.
        issuance: the sealer is taken for the awarding body where the achievement names none.
        nodes: of the document.

    Returns:
        The members of ``hasClaim``: one.

    Raises:
        ProfileError: ``elm.missing``, the achievement has no title, or nobody awards it; ``elm.node-twice``.
    """
    achievement = credential.achievement
    if achievement.title is None:
        raise _missing("the title of the achievement", "/achievement/title")
    of_body, of_programme, on_quality = write_quality(achievement.quality_assurance, nodes)
    process = _write_process(credential, issuance, of_body, nodes)
    specification = write_specification(achievement, nodes, of_programme, on_quality)
    own = Own.of(credential)
    assessment = write_assessment(own.assessed, process, nodes)
    activity = write_activity(own.done, achievement.title, process, nodes)
    pages, on_evidence = write_evidence(credential.evidence, nodes)
    members = {
        "title": specification["title"],
        "description": specification.get("description"),
        "identifier": write_license(credential.license_number, nodes),
        "awardedBy": process,
        "creditReceived": write_credits(credential.workload, nodes),
        "provenBy": [assessment] if assessment else [],
        "influencedBy": [activity] if activity else [],
        "specifiedBy": specification,
        "supplementaryDocument": pages,
        "additionalNote": [
            *write_notes(credential, own, nodes),
            *_write_places(achievement.place_of_issue, issuance.place, nodes),
            *on_evidence,
        ],
    }
    return [nodes.node(_CLAIM, members)]


def read_claims(subject: Mapping[str, Any], pointer: str, reader: Reader) -> dict[str, Any]:
    """Read what a learner achieved.

    Args:
        subject: the credential's.
        pointer: to the subject.
        reader: of the document.

    Returns:
        Fields of a micro-credential, all but the learner; and ``place``, that of the sealing.
    """
    claim = _choose(reader.node(subject, pointer), reader)
    if claim is None:
        return {"achievement": Achievement(language=reader.language)}
    reader.uri(claim)
    notes = Notes(claim, reader)
    specification = None if _is_activity(claim) else reader.first(claim, "specifiedBy")
    specified_notes = Notes(specification, reader) if specification else None
    fields: dict[str, Any] = {"type": UNTYPED}
    if specification and specified_notes:
        fields = read_specification(specification, specified_notes, reader)
    fields |= _read_named(claim, specification, reader)
    workload = fields.get("workload")
    done = _read_done(claim, fields.get("title"), workload.hours if workload else None, reader)
    assessed = read_assessments(claim, reader)
    awarded_on, process = _read_process(claim, notes, reader)
    evidence, pages = read_evidence(list(reader.nodes(claim, "supplementaryDocument")), notes, reader)
    known = [each for each in (specified_notes, notes) if each]
    pages = [*_read_pages(claim, reader), *pages]
    bodies = process.pop("bodies")
    fields |= process | {
        "workload": combined(workload, hours_of(done.volume)),
        "partners": read_partners(done, assessed.assessors[1:], notes),
        "quality_assurance": read_quality(bodies, specification, specified_notes, reader),
        "stackability": read_stackability(claim, specification, known, reader),
        "further_information": read_further(pages, known, reader),
        "language": reader.language,
    }
    achievement = reader.log.assemble(Achievement, fields)
    award = {
        "achievement": achievement,
        "awarded_on": awarded_on,
        "obtained_by": notes.word("obtained-by", ("course", "validation"), element="obtained_by"),
        "grade": assessed.grade,
        "assessments": assessed.assessments or _told(notes, "assessment", Assessment, "assessments"),
        "participation": participation_of(claim, notes, done, achievement.participation),
        "workload": workload_of(claim, notes, done, achievement.workload, reader),
        "evidence": evidence,
        "results": _told(notes, "result", Result, "results"),
        "activity": done.activity,
        "assessed_by": next(iter(assessed.assessors), None)
        or notes.record("assessed-by", Organisation, element="assessed_by"),
        "license_number": read_license(claim, reader),
        "picture": notes.record("picture", Picture, element="picture"),
        "place": notes.record("place-of-sealing", Place, element="place_of_issue"),
    }
    for each in known:
        each.leave()
    _mark_process(claim, reader)
    return award


def _choose(subject: Node, reader: Reader) -> Node | None:
    """The claim that is read."""
    claims = list(reader.nodes(subject, "hasClaim"))
    chosen = next((each for each in claims if _CLAIM in each.types()), claims[0] if claims else None)
    for each in claims:
        if each is not chosen:
            reader.log.report(
                "further-claim", "It claims more than one thing: this one is not read.", each.pointer, severity="info"
            )
            reader.log.unmark(each.pointer)
    return chosen


def _is_activity(claim: Node) -> bool:
    return "LearningActivity" in claim.types()


def _read_pages(claim: Node, reader: Reader) -> list[Node]:
    """The pages that a specification names, whatever it specifies."""
    specifications = list(reader.nodes(claim, "specifiedBy"))[:1]
    return [
        page
        for each in specifications
        for name in ("supplementaryDocument", "homepage")
        for page in reader.nodes(each, name)
    ]


def _read_named(claim: Node, specification: Node | None, reader: Reader) -> dict[str, Any]:
    """Title and description: those of the claim, which is what is shown, else those of its specification."""
    named = {}
    for member in ("title", "description"):
        own = reader.text(claim, member, member) if member == "title" or not _is_activity(claim) else None
        defined = reader.text(specification, member, member) if specification else None
        if own and specification and defined and defined != own:
            reader.log.report(
                "title-differs" if member == "title" else "description-differs",
                f"The {member} of the achievement is not that of its specification: the first is read.",
                specification.at(member),
                severity="info",
            )
            reader.log.unmark(specification.at(member))
        named[member] = own or defined
    return named


def _read_done(claim: Node, title: Text | None, hours: Any, reader: Reader) -> Done:
    """What the learner did: the claim itself, where that is an activity."""
    activity = claim if _is_activity(claim) else reader.first(claim, "influencedBy")
    return read_activity(activity, title, hours, reader) if activity else Done()


def _write_process(
    credential: MicroCredential, issuance: Issuance, accreditations: list[dict[str, Any]], nodes: Nodes
) -> dict[str, Any]:
    bodies = credential.achievement.awarding_bodies or ((issuance.sealer,) if issuance.sealer else ())
    if not bodies:
        raise _missing("an awarding body", "/achievement/awarding_bodies")
    first, *others = [write_organisation(each, nodes) for each in bodies]
    place = credential.achievement.place_of_issue
    members = {
        # What assures the quality is said of the body where it awards; elsewhere it only plays another part.
        "awardingBody": [first | {"accreditation": accreditations} if accreditations else first, *others],
        "awardingDate": date_time(credential.awarded_on),
        "location": write_location(place, nodes) if place and place.country else None,
    }
    return nodes.node("AwardingProcess", members)


def _read_process(claim: Node, notes: Notes, reader: Reader) -> tuple[Any, dict[str, Any]]:
    """When it was awarded; and by whom and where."""
    place = notes.record("place-of-issue", Place, element="place_of_issue")
    process = reader.first(claim, "awardedBy")
    if process is None:
        return None, {"place_of_issue": place, "bodies": []}
    reader.uri(process)
    bodies = list(reader.nodes(process, "awardingBody"))
    awarding = []
    for each in bodies:
        organisation = read_organisation(each, reader)
        if organisation:
            reader.log.found("awarding_bodies", each.pointer)
            awarding.append(organisation)
    location = reader.first(process, "location")
    if location and (found := read_location(location, reader)):
        place = found
        reader.log.found("place_of_issue", location.pointer)
    awarded_on = read_day(process, "awardingDate", element="awarded_on")
    return awarded_on, {"awarding_bodies": tuple(awarding), "place_of_issue": place, "bodies": bodies}


def _mark_process(claim: Node, reader: Reader) -> None:
    """Who awarded stands with every assessment and activity too: the same was read already."""
    process = claim.members.get("awardedBy")
    for name in _NESTED:
        for each in reader.nodes(claim, name):
            if _is_same(each.members.get("awardedBy"), process):
                each.mark("awardedBy")


def _is_same(first: Any, second: Any) -> bool:
    try:
        return bool(first == second)
    except RecursionError:  # deeper than anything that is read
        return False


def _write_places(of_issue: Place | None, of_sealing: Place | None, nodes: Nodes) -> list[dict[str, Any]]:
    """A place of issue without a country, which ELM demands of an address; and the place of sealing, which it has no member for."""
    notes = [tell(nodes, "place-of-issue", of_issue)] if of_issue and not of_issue.country else []
    return [*notes, tell(nodes, "place-of-sealing", of_sealing)] if of_sealing else notes


def _told(notes: Notes, name: str, record: type[T], element: str) -> tuple[T, ...]:
    return tuple(each.record for each in notes.records(name, record, element=element))


def _missing(what: str, pointer: str) -> ProfileError:
    return ProfileError(f"A European Digital Credential needs {what}.", code="elm.missing", pointer=pointer)
