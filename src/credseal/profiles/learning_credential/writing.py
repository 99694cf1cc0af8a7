"""A micro-credential written as the claims of a learning credential: the payload of an SD-JWT VC, before it is secured.

SD-JWT VC: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ . Where the elements are is listed in the package's docstring.

    written = to_claims(credential, Issuance(id="urn:uuid:...", sealer=university, issued=datetime.now(UTC)))
    written.document["achievement_title"]
    written.findings            # what has no place, and what should not be sealed (severity "error")
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

from credseal.errors import ProfileError, pointer_to
from credseal.findings import Finding
from credseal.model.achievement import MicroCredential
from credseal.model.grade import Grade
from credseal.model.learner import EMAIL, NATIONAL, Learner
from credseal.model.text import UNDETERMINED
from credseal.profiles.issuance import Issuance, Written, examine
from credseal.profiles.learning_credential.dates import show_issued, show_until
from credseal.profiles.learning_credential.further import write_further
from credseal.profiles.learning_credential.kinds import EXTENDED_VCT, FURTHER, VCT
from credseal.profiles.learning_credential.shown import HOMES, is_told_whole, show
from credseal.profiles.learning_credential.vocabulary import CLAIMS, FURTHER_MEMBERS, LEFT_OUT

T = TypeVar("T")
_ON_REQUEST: Mapping[str, str] = {NATIONAL: "national number", EMAIL: "e-mail address"}
_FROM_ACHIEVEMENT = ("assessments", "participation", "workload")
_MISSING_HINT: Mapping[str, str] = {
    "family_name": "Give the learner's name in its parts: nobody can tell them from the whole.",
    "language_of_classes": "Say the language of the achievement.",
    "level_of_learning_experience": "State the EQF level.",
}


def to_claims(
    credential: MicroCredential,
    issuance: Issuance,
    *,
    disclose: Collection[Literal["birth_date", "national", "address", "email"]] = (),
) -> Written:
    """Write a micro-credential as the claims of a learning credential.

    Args:
        credential: what is to be said, in all its languages; the published claims are in that of the achievement.
        issuance: ``sealer`` and ``issued`` are needed.
        disclose: what of the learner is not written otherwise: ``birth_date``, ``national``, ``address``, ``email``. What is written the holder may still
            withhold: see ``disclosure``.

    Returns:
        The claims, without those of the securing (``cnf``, ``nbf``), and findings.

    Raises:
        ProfileError: ``learning.missing``: the title, or something of the issuance.
    """
    achievement, language = credential.achievement, credential.achievement.language
    _needed(achievement.title, "title")
    _needed(issuance.sealer, "sealer of the issuance")
    issued = _needed(issuance.issued, "date of issuing")
    learner, withheld = _disclosed(credential.learner, disclose)
    records = {"learner": learner, "achievement": achievement, "award": credential, "issuance": issuance}
    claims: dict[str, Any] = {"vct": VCT, **_registered(learner, issuance), **show_issued(issued)}
    if issuance.valid_until:
        claims |= show_until(issuance.valid_until)
    if language != UNDETERMINED:
        claims["language_of_classes"] = [language]
    whole = _said_elsewhere(credential, issuance)
    for (group, field), home in HOMES.items():
        value = getattr(records[group], field)
        if value is None or value == ():
            continue
        claims |= show(home, value, language)
        if is_told_whole(home, _own(value, credential), language):
            whole.add((group, field))
    further = write_further(records, FURTHER_MEMBERS.keys() - whole, language)
    if further:
        claims |= {"aka_vcts": [EXTENDED_VCT], FURTHER: further}
    findings = (*examine(credential, issuance), *withheld, *_left_out(issuance), *_incomplete(claims))
    return Written(claims, findings)


def _registered(learner: Learner, issuance: Issuance) -> dict[str, Any]:
    """The registered claims that say one thing each."""
    members = {
        "jti": issuance.id,
        "sub": learner.id,
        "birthdate": learner.birth_date.isoformat() if learner.birth_date else None,
        "status": _status(issuance),
    }
    return {claim: value for claim, value in members.items() if value is not None}


def _said_elsewhere(credential: MicroCredential, issuance: Issuance) -> set[tuple[str, str]]:
    """Fields that need no telling: what the award has from its achievement, the body that seals, instants of whole seconds."""
    achievement = credential.achievement
    said = {("award", name) for name in _FROM_ACHIEVEMENT if getattr(credential, name) == getattr(achievement, name)}
    if achievement.awarding_bodies == (issuance.sealer,):
        said.add(("achievement", "awarding_bodies"))
    instants = {"issued": issuance.issued, "valid_until": issuance.valid_until}
    return said | {("issuance", name) for name, instant in instants.items() if instant and not instant.microsecond}


def _own(value: T, credential: MicroCredential) -> T | Grade:
    """A grade without its scale, where that is the achievement's: whoever builds the record fills it in."""
    if isinstance(value, Grade) and value.scale == credential.achievement.grading_scale:
        return Grade(value.value)
    return value


def _disclosed(learner: Learner, disclose: Collection[str]) -> tuple[Learner, list[Finding]]:
    """The learner as far as is to be written, and what is not."""
    kept = tuple(each for each in learner.identifiers if each.type not in _ON_REQUEST or each.type in disclose)
    left = [_ON_REQUEST[each.type] for each in learner.identifiers if each not in kept]
    changes: dict[str, Any] = {"identifiers": kept}
    for field in ("birth_date", "address"):
        if getattr(learner, field) and field not in disclose:
            changes[field] = None
            left.append(field.replace("_", " "))
    findings = [
        Finding("learning.withheld", "info", f"The learner's {what} was not written.", f"/{FURTHER}/learner")
        for what in dict.fromkeys(left)
    ]
    return replace(learner, **changes), findings


def _status(issuance: Issuance) -> dict[str, Any] | None:
    """The reference to a token status list, the one form that the claim has here."""
    entry = issuance.status[0].get("status_list") if len(issuance.status) == 1 else None
    if not isinstance(entry, Mapping) or issuance.status[0].keys() != {"status_list"}:
        return None
    index, uri = entry.get("idx"), entry.get("uri")
    is_reference = isinstance(index, int) and not isinstance(index, bool) and index >= 0 and isinstance(uri, str)
    return {"status_list": {"idx": index, "uri": uri}} if is_reference and len(entry) == 2 else None  # noqa: PLR2004  these two


def _left_out(issuance: Issuance) -> Iterator[Finding]:
    for field, what in LEFT_OUT.items():
        if getattr(issuance, field):
            yield Finding(
                "learning.left-out", "info", f"{what} has no place in a learning credential: it was left out."
            )
    if issuance.status and _status(issuance) is None:
        yield Finding(
            "learning.left-out",
            "warning",
            "The status was left out: a learning credential can refer to one entry of a token status list only.",
            hint="Without a status it cannot be revoked.",
        )


def _incomplete(claims: Mapping[str, Any]) -> Iterator[Finding]:
    """Claims that the type demands and the record does not know, and the one that it knows by another name."""
    for name, claim in CLAIMS.items():
        if claim.mandatory and name not in claims:
            yield Finding(
                "learning.incomplete",
                "warning",
                f"The record says nothing that could be the claim {name!r}, which every learning credential has.",
                pointer_to(name),
                _MISSING_HINT.get(name),
            )
    if "language_of_classes" in claims:
        yield Finding(
            "learning.language-of-classes",
            "info",
            "The record does not say in which language the classes were held: its own language was written.",
            "/language_of_classes",
        )


def _needed(value: T | None, what: str) -> T:
    if value is None:
        raise ProfileError(f"A learning credential needs the {what}.", code="learning.missing")
    return value
