"""A micro-credential written as a pure Open Badge 3.0 on Verifiable Credentials 2.0, unsigned.

Open Badges 3.0: https://www.imsglobal.org/spec/ob/v3p0/ , Verifiable Credentials 2.0: https://www.w3.org/TR/vc-data-model-2.0/ . Two
contexts and no extension; sets are arrays, nothing is null or empty, every id is absolute, no node is described twice. The homes
of the elements are listed in the package's docstring.

    written = to_document(credential, Issuance(id="urn:uuid:...", sealer=university, issued=datetime.now(UTC)))
    written.document["credentialSubject"]["achievement"]["name"]
    written.findings            # what Open Badges could not hold, and what should not be sealed (severity "error")
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, TypeVar

from credseal.errors import ProfileError
from credseal.findings import Finding
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.dates import format_instant
from credseal.model.fields import shapes
from credseal.model.learning import Evidence
from credseal.model.load import dump_achievement, dump_organisation
from credseal.model.organisation import Organisation
from credseal.model.text import UNDETERMINED
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance, Picture, Written, examine
from credseal.profiles.openbadges.alignments import write_alignment
from credseal.profiles.openbadges.grades import write_scales
from credseal.profiles.openbadges.homes import HOMES
from credseal.profiles.openbadges.identity import new_salt as random_salt
from credseal.profiles.openbadges.learners import write_learner
from credseal.profiles.openbadges.names import urn_of
from credseal.profiles.openbadges.organisations import write_profile
from credseal.profiles.openbadges.parts import Parts, split_achievement, split_award
from credseal.profiles.openbadges.vocabulary import ACHIEVEMENT_TYPE, CONTEXTS, IN_LANGUAGE, TYPES
from credseal.profiles.openbadges.words import Words, narrative

T = TypeVar("T")


def to_document(
    credential: MicroCredential,
    issuance: Issuance,
    *,
    disclose: Collection[Literal["birth_date", "national"]] = (),
    new_salt: Callable[[], str] = random_salt,
) -> Written:
    """Write a micro-credential as an Open Badge.

    Args:
        credential: what is to be said; texts are written in the language of its achievement.
        issuance: ``id``, ``sealer`` (with an id) and ``issued`` are needed.
        disclose: what of the learner is withheld otherwise: ``birth_date``, ``national``.
        new_salt: makes a salt for each hashed identifier, at least 128 random bits.

    Returns:
        The document without a proof, and findings.

    Raises:
        ProfileError: ``openbadges.missing`` (the title, or something of the issuance), ``openbadges.learner-unidentified``,
            ``openbadges.node-twice``.
    """
    words = Words(credential.achievement.language)
    sealer = _needed(issuance.sealer, "sealer of the issuance")
    learner, withheld = write_learner(credential.learner, disclose=disclose, new_salt=new_salt)
    if not learner:
        raise ProfileError(
            "Nothing that Open Badges may hold identifies the learner.",
            code="openbadges.learner-unidentified",
            pointer="/learner",
            hint="Give a name, an e-mail address, a student number or a DID.",
        )
    achievement, scale = _write_achievement(credential, sealer, words)
    members = {
        "@context": list(CONTEXTS),
        "id": _needed(issuance.id, "id of the issuance"),
        "type": list(TYPES),
        "name": achievement["name"],
        "image": issuance.picture and _write_picture(issuance.picture, words),
        "issuer": write_profile(sealer, _needed(sealer.id, "id of the sealer"), words, "sealer"),
        "validFrom": format_instant(_needed(issuance.issued, "date of issuing")),
        "validUntil": issuance.valid_until and format_instant(issuance.valid_until),
        # The time is only formatting: the award has a date, and whoever reads it takes the date as it is written.
        "awardedDate": credential.awarded_on and f"{credential.awarded_on.isoformat()}T00:00:00Z",
        "credentialSubject": learner
        | _filled(
            {
                "type": ["AchievementSubject"],
                "creditsEarned": _credits(credential.workload),
                "result": _write_result(credential, issuance, scale, words),
                "achievement": achievement,
            }
        ),
        "credentialStatus": _write_status(issuance),
        "evidence": [_write_evidence(each, words) for each in credential.evidence],
    }
    document = _filled(members)
    _refuse_node_twice(document)
    findings = [*examine(credential, issuance), *withheld, *_limits(credential, issuance), *words.findings()]
    return Written(document, tuple(findings))


def _write_achievement(
    credential: MicroCredential, sealer: Organisation, words: Words
) -> tuple[dict[str, Any], str | None]:
    """The achievement, and the id of the scale that the grade is on."""
    achievement = credential.achievement
    id_ = achievement.id or urn_of("achievement", dump_achievement(achievement))
    title = words.pick(_needed(achievement.title, "title"), "title")
    description = words.pick(achievement.description, "description") if achievement.description else title
    criteria = [words.pick(each.criteria, "assessments") for each in achievement.assessments if each.criteria]
    field = next((each.label for each in achievement.fields_of_learning if each.label), None)
    scales, scale = write_scales(credential, id_, words)
    members = {
        "id": id_,
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENT_TYPE,
        "name": title,
        "description": description,
        "criteria": {"narrative": narrative(criteria, description)},
        "creator": _write_creator(achievement, sealer, words),
        "inLanguage": achievement.language if _is_in_language(achievement.language) else None,
        "creditsAvailable": _credits(achievement.workload),
        "fieldOfStudy": field and words.pick(field, "fields_of_learning"),
        "alignment": _write_parts(split_achievement(achievement), words),
        "resultDescription": scales,
    }
    return _filled(members), scale


def _write_creator(achievement: Achievement, sealer: Organisation, words: Words) -> dict[str, Any] | None:
    """The first awarding body; absent where it is the issuer, which is described once."""
    first = next(iter(achievement.awarding_bodies), sealer)
    if first.is_same_as(sealer) or first == sealer:
        return None
    id_ = first.id or urn_of("organisation", dump_organisation(first))
    return write_profile(first, id_, words, "awarding_bodies")


def _write_result(
    credential: MicroCredential, issuance: Issuance, scale: str | None, words: Words
) -> list[dict[str, Any]]:
    """The award's one result: the grade, and what the award says otherwise than its achievement."""
    members = {
        "resultDescription": scale,
        "value": credential.grade and credential.grade.value,
        "alignment": _write_parts(split_award(credential, issuance.place), words),
    }
    return [{"type": ["Result"], **filled}] if (filled := _filled(members)) else []


def _write_parts(parts: Parts, words: Words) -> list[dict[str, Any]]:
    return [
        write_alignment(home, part, words)
        for home in HOMES
        for part in parts.get(home.part, ())
        if home.holds(part.item)
    ]


def _write_evidence(evidence: Evidence, words: Words) -> dict[str, Any]:
    return _filled(
        {
            "id": evidence.url,
            "type": ["Evidence"],
            "name": evidence.name and words.pick(evidence.name, "evidence"),
            "description": evidence.description and words.pick(evidence.description, "evidence"),
        }
    )


def _write_picture(picture: Picture, words: Words) -> dict[str, Any]:
    caption = picture.caption and words.pick(picture.caption, "picture")
    return _filled({"id": picture.uri, "type": "Image", "caption": caption})


def _write_status(issuance: Issuance) -> Any:
    """One entry as an object, as the schema of Open Badges wants it; several as an array."""
    entries = [dict(each) for each in issuance.status]
    return entries[0] if len(entries) == 1 else entries


def _credits(workload: Workload | None) -> int | float | None:
    if workload is None or workload.ects is None:
        return None
    return int(workload.ects) if workload.ects == int(workload.ects) else float(workload.ects)


def _filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members that say something: null and empty arrays are left out (zero credits are not nothing)."""
    return {name: value for name, value in members.items() if value is not None and value not in ([], "", {})}


def _needed(value: T | None, what: str) -> T:
    if value is None:
        raise ProfileError(f"An Open Badge needs the {what}.", code="openbadges.missing")
    return value


def _is_in_language(tag: str) -> bool:
    return tag != UNDETERMINED and IN_LANGUAGE.fullmatch(tag) is not None


def _limits(credential: MicroCredential, issuance: Issuance) -> list[Finding]:
    """What the format cannot hold, or not in the way it was given."""
    findings = []
    language, bodies = credential.achievement.language, credential.achievement.awarding_bodies
    if language != UNDETERMINED and not _is_in_language(language):
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
    sealer = issuance.sealer
    if sealer and any(each.is_same_as(sealer) and _differs(each, sealer) for each in bodies):
        findings.append(
            Finding(
                "openbadges.organisation-differs",
                "warning",
                "The awarding body is the sealer, and described otherwise: the sealer's description is written.",
                "/issuer",
            )
        )
    return findings


def _differs(body: Organisation, sealer: Organisation) -> bool:
    """Whether a body says anything that the sealer, which is the same organisation, does not."""
    return any(
        getattr(body, name) not in (None, (), getattr(sealer, name)) for name in shapes(Organisation) if name != "id"
    )


def _refuse_node_twice(document: Mapping[str, Any]) -> None:
    """Nodes with the same id are one node to JSON-LD: each would say what was meant of the other."""
    seen: set[str] = set()
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
            id_ = value.get("id")
            if isinstance(id_, str) and id_ in seen:
                raise ProfileError(
                    f"Two parts of the badge have the same id, {id_[:80]}.",
                    code="openbadges.node-twice",
                    hint="Give each its own id, or leave the second one out.",
                )
            seen.update([id_] if isinstance(id_, str) else [])
