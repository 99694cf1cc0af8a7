"""An Open Badge read back into the model: everything that ``writing`` writes, and of others what is plainly there.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/ ; credentials on Verifiable Credentials 1.1 (``issuanceDate``) are read too.

    reading = from_document(document)
    reading.credential.achievement.levels
    reading.found_at["levels"]           # '/credentialSubject/achievement/alignment/0'
    reading.unread                       # ('/credentialSubject/achievement/eqfLevel',)

Nothing in a document makes reading raise. Give it only what a proof covers: reading believes what it reads. What is said of one
organisation in two places is read as one; terms of extensions are read if they are in the table ``extensions``. Endorsements are
read apart (``endorsements``).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment, Criteria
from credseal.model.concepts import Concept
from credseal.model.grade import GradingScale
from credseal.model.learner import Learner
from credseal.model.organisation import Organisation, Place
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LANGUAGE
from credseal.model.workload import CreditPoints, Workload
from credseal.profiles.instants import read_day, read_instant
from credseal.profiles.issuance import Issuance
from credseal.profiles.openbadges.catalogue import read_catalogue
from credseal.profiles.openbadges.collecting import collect_parts
from credseal.profiles.openbadges.endorsements import ENDORSING, search
from credseal.profiles.openbadges.evidence import read_evidence
from credseal.profiles.openbadges.extensions import read_extensions
from credseal.profiles.openbadges.further import MAPS, RECORD_LANGUAGE, is_extended
from credseal.profiles.openbadges.grades import OF_THE_ACHIEVEMENT, read_grade, read_scales
from credseal.profiles.openbadges.learners import read_learner
from credseal.profiles.openbadges.organisations import read_profile
from credseal.profiles.openbadges.parts import Part, Parts, join_achievement, join_award
from credseal.profiles.openbadges.pictures import read_picture
from credseal.profiles.openbadges.results import read_descriptions, read_result, with_outcomes
from credseal.profiles.openbadges.subjects import read_subject
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.words import narrative
from credseal.profiles.reading import Reading
from credseal.profiles.tolerant import Log, Node

T = TypeVar("T")
R = TypeVar("R", Achievement, MicroCredential)


def from_document(document: Any) -> Reading:
    """Read an Open Badge.

    Args:
        document: a JSON value; the verified document, where there is a proof.

    Returns:
        What it says. Texts are in the language that ``inLanguage`` names, else ``und``.
    """
    is_object = isinstance(document, Mapping)
    log = Log(document, family="openbadges", extended=is_object and is_extended(document))
    if not is_object:
        log.report("odd-shape", "An Open Badge is a JSON object.", "", severity="error")
        return Reading(MicroCredential(), Issuance(), {}, tuple(log.findings), ("",))
    root = Node(document, "", log)
    root.mark("@context", "proof")
    subject = first_of(root, "credentialSubject")
    defined = subject and subject.described("achievement")
    language = _language(defined)
    sealer = read_sealer(root, language)
    descriptions = list(defined.nodes("resultDescription")) if defined else []
    scales, other_descriptions = read_scales(descriptions, defined and defined.members.get("id"), language)
    award, own = _read_results(subject, scales, language)
    achievement = _read_achievement(defined, language, sealer, _scale(scales), other_descriptions)
    credential = log.assemble(
        MicroCredential,
        {
            "learner": read_learner(subject, language) if subject else Learner(),
            "achievement": achievement,
            "awarded_on": read_day(root, "awardedDate", element="awarded_on"),
            "evidence": tuple(read_evidence(root, language)),
            **join_award(award),
            **own,
            **(read_subject(subject, language) if subject else {}),
        },
    )
    if subject:
        stated = credential.workload != credential.achievement.workload
        credential = _with_credits(subject, "creditsEarned", credential, stated=stated)
    issuance = read_issuance(
        root,
        language,
        sealer,
        name=_read_own_name(root, defined.members.get("name") if defined else None, language),
        place=next((part.item for part in award.get("place_of_issue", ())), None),
    )
    unread = log.unread(document)
    if any(pointer.endswith(ENDORSING) for pointer in unread):
        issuance, unread = _with_endorsements(issuance, document, log, unread)
    return Reading(credential, issuance, log.found_at, tuple(log.findings), unread)


def _with_endorsements(
    issuance: Issuance, document: Any, log: Log, unread: tuple[str, ...]
) -> tuple[Issuance, tuple[str, ...]]:
    """All endorsements, wherever they stand: each says itself what it is about."""
    found, others = search(document)
    log.findings.extend(finding for each in found for finding in each.findings)
    if found:
        log.found("endorsements", found[0].pointer)
    return replace(
        issuance,
        endorsements=tuple(each.document for each in found if each.document is not None),
        endorsement_tokens=tuple(each.token for each in found if each.token is not None),
    ), (*(pointer for pointer in unread if not pointer.endswith(ENDORSING)), *others)


def _read_results(
    subject: Node | None, scales: Mapping[str, tuple[str, GradingScale | None]], language: str
) -> tuple[Parts, dict[str, Any]]:
    """What the award says otherwise than its achievement; its grade and its other results."""
    nodes = list(subject.nodes("result")) if subject else []
    grade, graded = read_grade(nodes, scales)
    award: dict[str, list[Part]] = {}
    results, is_grade = [], set(graded)
    for node in nodes:
        _, others = collect_parts(node.nodes("alignment"), language, parts=award)
        results.append(read_result(node, others, is_grade=node in is_grade))
    valued = [node for node in nodes if "value" in node.members]
    if len(valued) == 1:  # as the model takes it for the grade
        valued[0].log.found("grade", valued[0].at("value"))
    return award, {"grade": grade, "results": tuple(each for each in results if each)}


def _scale(scales: Mapping[str, tuple[str, GradingScale | None]]) -> GradingScale | None:
    return next((scale for kind, scale in scales.values() if kind == OF_THE_ACHIEVEMENT), None)


def _read_achievement(
    node: Node | None,
    language: str,
    sealer: Organisation | None,
    scale: GradingScale | None,
    descriptions: list[Node],
) -> Achievement:
    if node is None:
        return Achievement(awarding_bodies=(sealer,) if sealer else ())
    log = node.log
    parts, others = collect_parts(node.nodes("alignment"), language)
    fields = join_achievement(parts)
    if parts.get("stackable_towards") and not (fields["stackability"] and fields["stackability"].towards):
        log.report("contradiction", "What stands alone is said to count towards another credential.", node.pointer)
    named = log.fitting(Achievement, node.strings({"id": "id", "type": "achievementType"}))
    fields["title"] = read_text(node, "name", language, "title")
    description = node.members.get("description")
    if description == node.members.get("name") and not (log.extended and MAPS["description"] in node.members):
        node.text("description")
    else:
        fields["description"] = read_text(node, "description", language, "description")
    results, outcomes = read_descriptions(descriptions, language)
    words = next((each for each in (description, node.members.get("name")) if isinstance(each, str)), "")
    fields |= {
        "id": named.get("id"),
        # Without a type it is an achievement like any other.
        "type": named.get("type", "Achievement"),
        "language": language,
        "grading_scale": scale,
        "awarding_bodies": _read_first_awarding_body(node, language, sealer) + fields["awarding_bodies"],
        "learning_outcomes": with_outcomes(fields["learning_outcomes"], outcomes),
        "result_descriptions": results,
        "alignments": others,
        "criteria": _read_criteria(node, fields["assessments"], words, language),
        "fields_of_learning": _with_field_of_study(node, fields["fields_of_learning"], language),
        "catalogue": read_catalogue(node, language),
        "picture": read_picture(node, language, "achievement_picture") if "image" in node.members else None,
    }
    if others:
        log.found("alignments", node.at("alignment"))
    fields = read_extensions(node, fields, language)
    achievement = log.assemble(Achievement, fields)
    return _with_credits(node, "creditsAvailable", achievement)


def read_sealer(root: Node, language: str) -> Organisation | None:
    """Read who issued a credential: an object, or a bare URI."""
    node = root.described("issuer") if "issuer" in root.members else None
    sealer = read_profile(node, language) if node else None
    if sealer:
        root.log.found("sealer", root.at("issuer"))
    if sealer and sealer.address:
        root.log.found("country_or_region", node.at("address") if node else "/issuer")
    return sealer


def _read_first_awarding_body(node: Node, language: str, sealer: Organisation | None) -> tuple[Organisation, ...]:
    """The creator; the issuer, where the achievement names none."""
    creator = node.described("creator") if "creator" in node.members else None
    body = read_profile(creator, language) if creator else sealer
    if body:
        node.log.found("awarding_bodies", node.at("creator") if creator else "/issuer")
    return (body,) if body else ()


def read_issuance(
    root: Node, language: str, sealer: Organisation | None, *, name: Text | None, place: Place | None
) -> Issuance:
    """Read how a credential was issued, from the members that credentials of every kind have."""
    log, members = root.log, root.members
    id_ = root.text("id")
    fields: dict[str, Any] = {
        "id": id_ if id_ and log.build(root.at("id"), Issuance, id=id_) else None,
        "sealer": sealer,
        "issued": read_instant(root, "validFrom", "issuanceDate", element="issued"),
        "valid_until": read_instant(root, "validUntil", "expirationDate", element="valid_until"),
        "status": root.objects("credentialStatus", "status"),
        "picture": read_picture(root, language, "picture"),
        "place": place,
        "name": name,
        "description": read_text(root, "description", language),
        "schemas": root.objects("credentialSchema", "schemas"),
        "terms_of_use": root.objects("termsOfUse", "terms_of_use"),
    }
    refresh = root.objects("refreshService", "refresh_service") if "refreshService" in members else ()
    if len(refresh) == 1:
        (fields["refresh_service"],) = refresh
    elif refresh:
        log.unmark(root.at("refreshService"))
    return log.assemble(Issuance, fields)


def _read_criteria(node: Node, assessments: tuple[Assessment, ...], description: str, language: str) -> Criteria | None:
    """The criteria, as far as the assessments do not tell them."""
    criteria = node.node("criteria")
    if criteria is None:
        return None
    url = criteria.text("id")
    if url and not criteria.log.build(criteria.at("id"), Criteria, url=url):
        url = None
    text = None
    known = [each.criteria.in_language(language)[1] for each in assessments if each.criteria]
    if criteria.members.get("narrative") == narrative(known, description):
        criteria.mark("narrative")
    else:
        text = read_text(criteria, "narrative", language, "criteria")
        if text and len(assessments) < 2:  # noqa: PLR2004  the model keeps them with the assessment
            node.log.found("assessments", criteria.at("narrative"))
    return Criteria(text, url) if text or url else None


def _with_field_of_study(node: Node, fields: tuple[Concept, ...], language: str) -> tuple[Concept, ...]:
    field = node.members.get("fieldOfStudy")
    if field is None:
        return fields
    labels = [each.label.in_language(language)[1] for each in fields if each.label]
    if isinstance(field, str) and field in labels:
        node.mark("fieldOfStudy")
    elif label := read_text(node, "fieldOfStudy", language, "fields_of_learning"):
        return (*fields, Concept(label=label))
    return fields


def _read_own_name(root: Node, title: Any, language: str) -> Text | None:
    """The credential's name, where that is not just the achievement's."""
    name = root.members.get("name")
    if name == title and not (root.log.extended and MAPS["name"] in root.members):
        root.mark("name")
        return None
    if name is not None and name != title:
        root.log.report(
            "name-differs", "The credential's name is not the achievement's.", root.at("name"), severity="info"
        )
    return read_text(root, "name", language)


def _with_credits(node: Node, name: str, record: R, *, stated: bool = True) -> R:
    """The record with the credits that Open Badges' number tells: ECTS credits only where others say so.

    ``stated``: credits of the record were stated for it and are not those of its achievement.
    """
    if name not in node.members or (number := node.number(name)) is None:
        return record
    workload: Workload | None = record.workload
    credits_ = workload.credits if workload else None
    ects = workload.ects if workload else None
    known = ects if ects is not None else credits_.points if credits_ else None
    if known is not None and float(known) == float(number):
        return record
    if ects is not None or (credits_ and stated):
        node.log.report("contradiction", "The credits are not those of the workload.", node.at(name), severity="error")
        node.log.unmark(node.at(name))
        return record
    points = node.log.build(node.at(name), CreditPoints, number, credits_.framework if credits_ else None)
    if points is None:
        return record
    node.log.report("credits-without-unit", "These credits have no unit.", node.at(name), severity="info")
    node.log.found("workload", node.at(name))
    return replace(record, workload=replace(workload, credits=points) if workload else Workload(credits=points))


def first_of(root: Node, name: str) -> Node | None:
    """A member that is one object, or the first of an array."""
    nodes = list(root.nodes(name))
    for node in nodes[1:]:
        root.log.report("repeated", "An Open Badge has one of these; the first one is read.", node.pointer)
        root.log.unmark(node.pointer)
    return nodes[0] if nodes else None


def _language(achievement: Node | None) -> str:
    if achievement is None:
        return UNDETERMINED
    written = "inLanguage" if "inLanguage" in achievement.members or not achievement.log.extended else RECORD_LANGUAGE
    tag = achievement.text(written)
    if tag is None or LANGUAGE.test(tag):
        return tag or UNDETERMINED
    achievement.log.report("impossible-value", "This is no language tag (BCP 47).", achievement.at(written))
    return UNDETERMINED
