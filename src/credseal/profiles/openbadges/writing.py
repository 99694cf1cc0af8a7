"""A micro-credential written as a pure Open Badge 3.0 on Verifiable Credentials 2.0, unsigned.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/ , Verifiable Credentials 2.0: https://www.w3.org/TR/vc-data-model-2.0/ . Two
contexts and no extension; sets are arrays, nothing is null or empty, every id is absolute, no node is described twice. The homes
of the elements are listed in the package's docstring. 1EdTech's own types (of schemas, status and refresh) bring 1EdTech's context
of extensions; ``extended=True`` brings the one inline context of ``further``, for texts in further languages.

    written = to_document(credential, Issuance(id="urn:uuid:...", sealer=university, issued=datetime.now(UTC)))
    written.document["credentialSubject"]["achievement"]["name"]
    written.findings            # what Open Badges could not hold, and what should not be sealed (severity "error")
"""

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, TypeVar

from credseal.encoding.one_or_many import as_list
from credseal.errors import ProfileError
from credseal.findings import Finding
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.dates import format_instant
from credseal.model.fields import shapes
from credseal.model.grade import Grade
from credseal.model.load import dump_achievement, dump_organisation
from credseal.model.organisation import Organisation
from credseal.model.text import UNDETERMINED
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance, Written, examine
from credseal.profiles.names import urn_of
from credseal.profiles.openbadges.alignments import write_alignment
from credseal.profiles.openbadges.catalogue import write_catalogue
from credseal.profiles.openbadges.evidence import write_evidence
from credseal.profiles.openbadges.further import CONTEXT, RECORD_LANGUAGE
from credseal.profiles.openbadges.grades import write_scales
from credseal.profiles.openbadges.homes import HOMES
from credseal.profiles.openbadges.identity import new_salt as random_salt
from credseal.profiles.openbadges.learners import write_learner
from credseal.profiles.openbadges.organisations import write_profile
from credseal.profiles.openbadges.others import write_others
from credseal.profiles.openbadges.parts import Parts, split_achievement, split_award
from credseal.profiles.openbadges.pictures import write_picture
from credseal.profiles.openbadges.results import write_descriptions, write_results
from credseal.profiles.openbadges.subjects import write_subject
from credseal.profiles.openbadges.vocabulary import (
    ACHIEVEMENT_TYPES,
    CONTEXTS,
    EXTENSION_TYPES,
    EXTENSIONS,
    IN_LANGUAGE,
    TYPES,
    word_of,
)
from credseal.profiles.openbadges.words import Words, narrative

T = TypeVar("T")


def to_document(
    credential: MicroCredential,
    issuance: Issuance,
    *,
    disclose: Collection[Literal["birth_date", "national", "address"]] = (),
    new_salt: Callable[[], str] = random_salt,
    extended: bool = False,
) -> Written:
    """Write a micro-credential as an Open Badge.

    Args:
        credential: what is to be said; texts are written in the language of its achievement.
        issuance: ``id``, ``sealer`` (with an id) and ``issued`` are needed.
        disclose: what of the learner is withheld otherwise: ``birth_date``, ``national``, ``address``.
        new_salt: makes a salt for each hashed identifier, at least 128 random bits.
        extended: write texts in all their languages, with an inline context that strict verifiers may refuse.

    Returns:
        The document without a proof, and findings.

    Raises:
        ProfileError: ``openbadges.missing`` (the title, or something of the issuance), ``openbadges.learner-unidentified``,
            ``openbadges.node-twice``, ``openbadges.word`` (none of an enumeration).
    """
    words = Words(credential.achievement.language, extended=extended)
    sealer = _needed(issuance.sealer, "sealer of the issuance")
    learner, withheld = write_learner(credential.learner, words, disclose=disclose, new_salt=new_salt)
    if not learner.keys() & {"id", "identifier"}:
        raise ProfileError(
            "Nothing that Open Badges may hold identifies the learner.",
            code="openbadges.learner-unidentified",
            pointer="/learner",
            hint="Give a name, an e-mail address, a student number or a DID.",
        )
    issuer = write_profile(sealer, _needed(sealer.id, "id of the sealer"), words, "sealer")
    achievement, scale = _write_achievement(credential, sealer, words)
    known = {each["id"] for each in (issuer, achievement.get("creator")) if each}
    name = words.tell("name", issuance.name, "name") or {"name": achievement["name"]}
    members = {
        "@context": _contexts(issuance, extended=extended),
        "id": _needed(issuance.id, "id of the issuance"),
        "type": list(TYPES),
        **name,
        **words.tell("description", issuance.description, "description"),
        **write_picture(issuance.picture, words, "picture"),
        "issuer": issuer,
        "validFrom": format_instant(_needed(issuance.issued, "date of issuing")),
        "validUntil": issuance.valid_until and format_instant(issuance.valid_until),
        # The time is only formatting: the award has a date, and whoever reads it takes the date as it is written.
        "awardedDate": credential.awarded_on and f"{credential.awarded_on.isoformat()}T00:00:00Z",
        "credentialSubject": _filled(
            learner
            | {
                "type": learner.get("type", ["AchievementSubject"]),
                "creditsEarned": _credits(credential.workload),
                "result": _write_results(credential, issuance, scale, words),
                "achievement": achievement,
                "source": credential.assessed_by and _write_source(credential.assessed_by, known, words),
                **write_subject(credential, words),
            }
        ),
        "credentialStatus": _one_or_many(issuance.status),
        "credentialSchema": _copied(issuance.schemas),
        "refreshService": issuance.refresh_service and dict(issuance.refresh_service),
        "termsOfUse": _copied(issuance.terms_of_use),
        "evidence": [write_evidence(each, words) for each in credential.evidence],
        "endorsement": _copied(issuance.endorsements),
        "endorsementJwt": list(issuance.endorsement_tokens),
    }
    document = _filled(members)
    _refuse_node_twice(document)
    findings = [*examine(credential, issuance), *withheld, *_limits(credential, issuance, words), *words.findings()]
    return Written(document, tuple(findings))


def _write_achievement(
    credential: MicroCredential, sealer: Organisation, words: Words
) -> tuple[dict[str, Any], str | None]:
    """The achievement, and the id of the scale that the grade is on."""
    achievement = credential.achievement
    id_ = achievement.id or urn_of("achievement", dump_achievement(achievement))
    told = words.tell("name", _needed(achievement.title, "title"), "title")
    told |= words.tell("description", achievement.description, "description") or {"description": told["name"]}
    field = next((each.label for each in achievement.fields_of_learning if each.label), None)
    catalogue = achievement.catalogue
    grade = _own_grade(credential)
    scales, scale = write_scales(achievement.grading_scale, grade.scale if grade else None, id_, words)
    alignments = _write_parts(split_achievement(achievement), words)
    members = {
        "id": id_,
        "type": ["Achievement"],
        "achievementType": word_of(achievement.type, ACHIEVEMENT_TYPES, "type of an achievement"),
        **told,
        "criteria": _write_criteria(achievement, told["description"], words),
        "creator": _write_creator(achievement, sealer, words),
        **_write_language(achievement.language, words),
        "creditsAvailable": _credits(achievement.workload),
        "fieldOfStudy": field and words.pick(field, "fields_of_learning", mapped=words.extended),
        "alignment": [*alignments, *write_others(achievement.alignments, words)],
        "resultDescription": [*scales, *write_descriptions(achievement.result_descriptions, words)],
        **write_picture(achievement.picture, words, "picture"),
        **(write_catalogue(catalogue, words) if catalogue else {}),
    }
    return _filled(members), scale


def _write_criteria(achievement: Achievement, description: str, words: Words) -> dict[str, Any]:
    """Criteria where wallets look for them: those of the whole, else those of the assessments."""
    own = achievement.criteria
    if own and own.text:
        told = words.tell("narrative", own.text, "criteria")
    else:
        known = [each.criteria for each in achievement.assessments if each.criteria]
        picked = [words.pick(each, "assessments", mapped=words.extended) for each in known]
        told = {"narrative": narrative(picked, description)}
    return {**({"id": own.url} if own and own.url else {}), **told}


def _write_creator(achievement: Achievement, sealer: Organisation, words: Words) -> dict[str, Any] | None:
    """The first awarding body; absent where it is the issuer, which is described once."""
    first = next(iter(achievement.awarding_bodies), sealer)
    if first.is_same_as(sealer) or first == sealer:
        return None
    return write_profile(first, _id(first), words, "awarding_bodies")


def _write_source(assessor: Organisation, known: Collection[str], words: Words) -> dict[str, Any]:
    """Who assessed; a mere reference where it is the issuer or the creator, which is described once."""
    id_ = _id(assessor)
    if id_ in known:
        return {"id": id_, "type": ["Profile"]}
    return write_profile(assessor, id_, words, "assessed_by")


def _id(organisation: Organisation) -> str:
    return organisation.id or urn_of("organisation", dump_organisation(organisation))


def _own_grade(credential: MicroCredential) -> Grade | None:
    """The grade, where it is not just what the one result says."""
    if not credential.results:
        return credential.grade
    told = replace(credential, grade=None).grade
    return None if credential.grade == told else credential.grade


def _write_results(
    credential: MicroCredential, issuance: Issuance, scale: str | None, words: Words
) -> list[dict[str, Any]]:
    """One result for the grade and for what the award says otherwise than its achievement; and the other results."""
    grade = _own_grade(credential)
    members = {
        "resultDescription": scale,
        "value": grade and grade.value,
        "alignment": _write_parts(split_award(credential, issuance.place), words),
    }
    own = [{"type": ["Result"], **filled}] if (filled := _filled(members)) else []
    return [*own, *write_results(credential.results, words)]


def _write_parts(parts: Parts, words: Words) -> list[dict[str, Any]]:
    return [
        write_alignment(home, part, words)
        for home in HOMES
        for part in parts.get(home.part, ())
        if home.holds(part.item)
    ]


def _contexts(issuance: Issuance, *, extended: bool) -> list[Any]:
    entries = [*issuance.status, *issuance.schemas, *([issuance.refresh_service] if issuance.refresh_service else [])]
    types = {each for entry in entries for each in as_list(entry.get("type")) if isinstance(each, str)}
    extensions = [] if types.isdisjoint(EXTENSION_TYPES) else [EXTENSIONS]
    return [*CONTEXTS, *extensions, *([copy.deepcopy(dict(CONTEXT))] if extended else [])]


def _one_or_many(entries: Sequence[Mapping[str, Any]]) -> Any:
    """One entry as an object, as the schema of Open Badges wants it; several as an array."""
    copied = _copied(entries)
    return copied[0] if len(copied) == 1 else copied


def _copied(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [copy.deepcopy(dict(each)) for each in entries]


def _credits(workload: Workload | None) -> int | float | None:
    if workload is None or (workload.ects is None and workload.credits is None):
        return None
    # The member has no unit: European readers take it for ECTS credits wherever there are some.
    points = workload.credits.points if workload.ects is None and workload.credits else workload.ects or Decimal(0)
    return int(points) if points == int(points) else float(points)


def _filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that say something: null and empty arrays are left out (zero credits are not nothing)."""
    return {name: value for name, value in members.items() if value is not None and value not in ([], "", {})}


def _needed(value: T | None, what: str) -> T:
    if value is None:
        raise ProfileError(f"An Open Badge needs the {what}.", code="openbadges.missing")
    return value


def _write_language(tag: str, words: Words) -> dict[str, str]:
    if _is_in_language(tag):
        return {"inLanguage": tag}
    return {RECORD_LANGUAGE: tag} if words.extended and tag != UNDETERMINED else {}


def _is_in_language(tag: str) -> bool:
    return tag != UNDETERMINED and IN_LANGUAGE.fullmatch(tag) is not None


def _limits(credential: MicroCredential, issuance: Issuance, words: Words) -> list[Finding]:
    """What the format cannot hold, or not in the way it was given."""
    findings = []
    language, bodies = credential.achievement.language, credential.achievement.awarding_bodies
    if language != UNDETERMINED and not _write_language(language, words):
        findings.append(
            Finding(
                "openbadges.language",
                "warning",
                f"Open Badges cannot say that the record is in {language!r}.",
                "/credentialSubject/achievement/inLanguage",
            )
        )
    if len(issuance.status) > 1:
        findings.append(
            Finding(
                "openbadges.several-statuses",
                "warning",
                "The schema of Open Badges holds one status entry; some verifiers will look at one only.",
                "/credentialStatus",
            )
        )
    sealer, others = issuance.sealer, [*bodies, *([credential.assessed_by] if credential.assessed_by else [])]
    if sealer and any(each.is_same_as(sealer) and _differs(each, sealer) for each in others):
        findings.append(
            Finding(
                "openbadges.organisation-differs",
                "warning",
                "A body that takes part is the sealer, and described otherwise: the sealer's description is written.",
                "/issuer",
            )
        )
    return findings


def _differs(body: Organisation, sealer: Organisation) -> bool:
    """Whether a body says anything that the sealer, which is the same organisation, does not."""
    return any(
        getattr(body, name) not in (None, (), getattr(sealer, name)) for name in shapes(Organisation) if name != "id"
    )


def _type_of(node: Mapping[str, Any]) -> str:
    """What a node is; its id may be a learner's."""
    types = node.get("type")
    return str(types[0] if isinstance(types, list) and types else types or "unknown")


def _refuse_node_twice(document: Mapping[str, Any]) -> None:
    """Nodes with the same id are one node to JSON-LD: each would say what was meant of the other.

    The same picture may be shown in two places, and a profile referred to. Endorsements speak of nodes here, and for themselves.
    """
    seen: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(
                below for name, below in value.items() if name != "endorsement" and type(below) in (dict, list)
            )
            id_ = value.get("id")
            if not isinstance(id_, str) or (len(value) == 2 and value.get("type") == ["Profile"]):  # noqa: PLR2004  a reference
                continue
            if id_ in seen and not (value.get("type") == "Image" and value == seen[id_]):
                raise ProfileError(
                    f"Two parts of the badge have the same id; one of them is of type {_type_of(value)}.",
                    code="openbadges.node-twice",
                    hint="Give each its own id, or leave the second one out.",
                )
            seen[id_] = value
