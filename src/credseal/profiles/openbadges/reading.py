"""An Open Badge read back into the model: everything that ``writing`` writes, and of others what is plainly there.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/ ; credentials on Verifiable Credentials 1.1 (``issuanceDate``) are read too.

    reading = from_document(document)
    reading.credential.achievement.levels
    reading.found_at["levels"]           # '/credentialSubject/achievement/alignment/0'
    reading.unread                       # ('/credentialSubject/achievement/tag',)

Nothing in a document makes reading raise. Give it only what a proof covers: reading believes what it reads.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from credseal.errors import ModelError
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment
from credseal.model.concepts import Concept
from credseal.model.dates import parse_instant
from credseal.model.grade import GradingScale
from credseal.model.learner import Learner
from credseal.model.learning import Evidence
from credseal.model.organisation import Organisation
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LANGUAGE
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance, Picture
from credseal.profiles.openbadges.collecting import collect_parts
from credseal.profiles.openbadges.grades import read_grading
from credseal.profiles.openbadges.homes import HOME_OF
from credseal.profiles.openbadges.learners import read_learner
from credseal.profiles.openbadges.organisations import read_profile
from credseal.profiles.openbadges.parts import Parts, join_achievement, join_award
from credseal.profiles.openbadges.tolerant import Log, Node
from credseal.profiles.openbadges.vocabulary import ACHIEVEMENT_TYPE
from credseal.profiles.openbadges.words import narrative
from credseal.profiles.reading import Reading

T = TypeVar("T")


def from_document(document: Any) -> Reading:
    """Read an Open Badge.

    Args:
        document: a JSON value; the verified document, where there is a proof.

    Returns:
        What it says. Texts are in the language that ``inLanguage`` names, else ``und``.
    """
    log = Log()
    if not isinstance(document, Mapping):
        log.report("odd-shape", "An Open Badge is a JSON object.", "", severity="error")
        return Reading(MicroCredential(), Issuance(), {}, tuple(log.findings), ("",))
    root = Node(document, "", log)
    root.mark("@context", "proof", "credentialSchema")
    subject = _first(root, "credentialSubject")
    defined = subject and subject.node("achievement")
    language = _language(defined)
    sealer = _read_sealer(root, language)
    results = list(subject.nodes("result")) if subject else []
    alignments = (each for result in results for each in result.nodes("alignment"))
    award = collect_parts(alignments, language, HOME_OF)
    scale, grade = read_grading(results, defined.nodes("resultDescription") if defined else (), language)
    credential = _assemble(
        log,
        MicroCredential,
        {
            "learner": read_learner(subject) if subject else Learner(),
            "achievement": _read_achievement(defined, root, language, sealer, scale),
            "awarded_on": _read_awarded_on(root),
            "grade": grade,
            "evidence": tuple(_read_evidence(root, language)),
            **join_award(award),
        },
    )
    if subject:
        _compare_credits(subject, "creditsEarned", credential.workload)
    issuance = _read_issuance(root, language, sealer, award)
    return Reading(credential, issuance, log.found_at, tuple(log.findings), log.unread(document))


def _read_achievement(
    node: Node | None, root: Node, language: str, sealer: Organisation | None, scale: GradingScale | None
) -> Achievement:
    log = root.log
    if node is None:
        return Achievement(awarding_bodies=(sealer,) if sealer else ())
    parts = collect_parts(node.nodes("alignment"), language, HOME_OF)
    fields = join_achievement(parts)
    if parts.get("stackable_towards") and not (fields["stackability"] and fields["stackability"].towards):
        log.report("contradiction", "What stands alone is said to count towards another credential.", node.pointer)
    id_, title, description = node.text("id"), node.text("name"), node.text("description")
    if title:
        fields["title"] = _read_text(node, "name", "title", language)
    if description and description != title:
        fields["description"] = _read_text(node, "description", "description", language)
    _compare_names(root, title)
    if node.members.get("achievementType") == ACHIEVEMENT_TYPE:
        node.mark("achievementType")
    fields |= {
        "id": id_ if id_ and log.build(node.at("id"), Achievement, id=id_) else None,
        "language": language,
        "grading_scale": scale,
        "awarding_bodies": _read_first_awarding_body(node, language, sealer) + fields["awarding_bodies"],
        "assessments": _with_criteria(node, fields["assessments"], description or title or "", language),
        "fields_of_learning": _with_field_of_study(node, fields["fields_of_learning"], language),
    }
    achievement = _assemble(log, Achievement, fields)
    _compare_credits(node, "creditsAvailable", achievement.workload)
    return achievement


def _read_sealer(root: Node, language: str) -> Organisation | None:
    if isinstance(root.members.get("issuer"), str):  # Verifiable Credentials allow the bare URI
        id_ = root.text("issuer")
        sealer = root.log.build(root.at("issuer"), Organisation, id=id_)
    else:
        node = root.node("issuer")
        sealer = read_profile(node, language) if node else None
    if sealer:
        root.log.found("sealer", root.at("issuer"))
    if sealer and sealer.address:
        root.log.found("country_or_region", root.at("issuer") + "/address")
    return sealer


def _read_first_awarding_body(node: Node, language: str, sealer: Organisation | None) -> tuple[Organisation, ...]:
    """The creator; the issuer, where the achievement names none."""
    creator = node.node("creator")
    body = read_profile(creator, language) if creator else sealer
    if body:
        node.log.found("awarding_bodies", node.at("creator") if creator else "/issuer")
    return (body,) if body else ()


def _read_issuance(root: Node, language: str, sealer: Organisation | None, award: Parts) -> Issuance:
    log = root.log
    id_, image = root.text("id"), root.members.get("image")
    status = root.members.get("credentialStatus")
    entries = status if isinstance(status, list) else [status]
    fields: dict[str, Any] = {
        "id": id_ if id_ and log.build(root.at("id"), Issuance, id=id_) else None,
        "sealer": sealer,
        "issued": _read_instant(root, "issued", "validFrom", "issuanceDate"),
        "valid_until": _read_instant(root, "valid_until", "validUntil", "expirationDate"),
        "status": tuple(each for each in entries if isinstance(each, Mapping)),
        "place": next((part.item for part in award.get("place_of_issue", ())), None),
    }
    if fields["status"] and len(fields["status"]) == len(entries):
        root.mark("credentialStatus")
        log.found("status", root.at("credentialStatus"))
    if isinstance(image, str):  # Open Badges 2.0 wrote it so
        uri = root.text("image")
        fields["picture"] = log.build(root.at("image"), Picture, uri)
    elif image_node := root.node("image"):
        uri, caption = image_node.text("id"), _read_text(image_node, "caption", "picture", language)
        fields["picture"] = log.build(image_node.pointer, Picture, uri, caption)
    if fields.get("picture"):
        log.found("picture", root.at("image"))
    return _assemble(log, Issuance, fields)


def _read_evidence(root: Node, language: str) -> Iterator[Evidence]:
    for node in root.nodes("evidence"):
        fields = {
            "url": node.text("id"),
            "name": _read_text(node, "name", "evidence", language),
            "description": _read_text(node, "description", "evidence", language),
        }
        evidence = node.log.build(node.pointer, Evidence, **fields)
        if evidence:
            root.log.found("evidence", node.pointer)
            yield evidence


def _with_criteria(
    node: Node, assessments: tuple[Assessment, ...], description: str, language: str
) -> tuple[Assessment, ...]:
    """The assessments; a narrative that they did not yield tells of one more, if it is all there is."""
    criteria = node.node("criteria")
    text = criteria and criteria.members.get("narrative")
    if not criteria or not isinstance(text, str):
        return assessments
    known = [next(iter(each.criteria.values())) for each in assessments if each.criteria]
    if text == narrative(known, description):
        criteria.mark("narrative")
    elif not assessments and (read := _read_text(criteria, "narrative", "assessments", language)):
        return (Assessment(criteria=read),)
    return assessments


def _with_field_of_study(node: Node, fields: tuple[Concept, ...], language: str) -> tuple[Concept, ...]:
    field = node.members.get("fieldOfStudy")
    labels = [next(iter(each.label.values())) for each in fields if each.label]
    if isinstance(field, str) and field in labels:
        node.mark("fieldOfStudy")
    elif not fields and (label := _read_text(node, "fieldOfStudy", "fields_of_learning", language)):
        return (Concept(label=label),)
    return fields


def _read_text(node: Node, name: str, element: str, language: str) -> Text | None:
    words = node.text(name)
    text = node.log.build(node.at(name), Text.of, words, language) if words is not None else None
    if text:
        node.log.found(element, node.at(name))
    return text


def _read_instant(root: Node, element: str, *names: str) -> datetime | None:
    """An instant; the first of several names it goes by. Without an offset it is taken as UTC, and a finding says so."""
    for name in names:
        written = root.text(name)
        if written is not None:
            root.log.found(element, root.at(name))
            return root.log.build(root.at(name), _parse, written, root.log, root.at(name))
    return None


def _read_awarded_on(root: Node) -> date | None:
    """The date of the award, as it is written: no zone moves it."""
    instant = _read_instant(root, "awarded_on", "awardedDate")
    return instant.date() if instant else None


def _parse(written: str, log: Log, pointer: str) -> datetime:
    try:
        return parse_instant(written)
    except ModelError:
        instant = parse_instant(written + "Z")
        log.report("naive-instant", "This instant says no offset from UTC; it is read as UTC.", pointer)
        return instant


def _compare_names(root: Node, title: str | None) -> None:
    name = root.members.get("name")
    if name == title:
        root.mark("name")
    elif name is not None:
        root.log.report(
            "name-differs", "The credential's name is not the achievement's.", root.at("name"), severity="info"
        )


def _compare_credits(node: Node, name: str, workload: Workload | None) -> None:
    """Open Badges' credits have no unit: they are understood only where they repeat the ECTS credits."""
    number = node.members.get(name)
    if isinstance(number, bool) or not isinstance(number, int | float):
        return
    if workload is None or workload.ects is None:
        node.log.report("credits-without-unit", "These credits have no unit.", node.at(name), severity="info")
    elif float(workload.ects) == number:
        node.mark(name)
    else:
        node.log.report("contradiction", "The credits are not the ECTS credits.", node.at(name), severity="error")


def _assemble(log: Log, record: type[T], fields: dict[str, Any]) -> T:
    """Build a record; what contradicts the rest of it is left out, and a finding says so."""
    kept = {name: value for name, value in fields.items() if value is not None}
    while True:
        try:
            return record(**kept)
        except ModelError as error:
            # The pointer names the field; should it not, nothing is believed.
            culprit = (error.pointer or "").partition("/")[2].partition("/")[0]
            kept = {name: value for name, value in kept.items() if name != culprit} if culprit in kept else {}
            pointer = log.found_at.pop(culprit, "")
            log.report("contradiction", f"What is said here cannot be: {error.message}", pointer, severity="error")
            log.unmark(pointer)


def _first(root: Node, name: str) -> Node | None:
    """A member that is one object, or the first of an array."""
    nodes = list(root.nodes(name))
    for node in nodes[1:]:
        root.log.report("repeated", "An Open Badge has one of these; the first one is read.", node.pointer)
        root.log.unmark(node.pointer)
    return nodes[0] if nodes else None


def _language(achievement: Node | None) -> str:
    if achievement is None:
        return UNDETERMINED
    tag = achievement.text("inLanguage")
    if tag is None or LANGUAGE.test(tag):
        return tag or UNDETERMINED
    achievement.log.report("impossible-value", "This is no language tag (BCP 47).", achievement.at("inLanguage"))
    return UNDETERMINED
