"""What a document says, in a few lines or whole; all of it claims, worth what the verdict says.

    for label, text in summary(report.reading):
        ...
    for line in whole(report.reading): ...

Every text is made inert here, because every one comes from the document.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from credseal.encoding.inert import inert
from credseal.model.load import dump_micro_credential
from credseal.report.derived import assessed_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from credseal.model.achievement import Achievement
    from credseal.model.grade import Grade
    from credseal.model.level import Level
    from credseal.model.organisation import Organisation
    from credseal.model.text import Text
    from credseal.model.workload import CreditPoints, Workload
    from credseal.profiles.reading import Reading

_READERS = "en"  # the language of this view
_SHORT = 100
_MOST_NAMED = 3
_LONG = 1000
_MOST_LINES = 400
_HOW_MANY = {
    "yes": "{} at every assessment",
    "partly": "{} at some of the assessments",
    "no": "not {}",
    "not_stated": "",
}


def summary(reading: Reading) -> list[tuple[str, str]]:
    """Label and text of what most readers look for; what the document does not say is left out."""
    credential = reading.credential
    achievement, learner = credential.achievement, credential.learner
    names = [name.written for name in learner.names if not name.former]
    begins, until = reading.issuance.issued, reading.issuance.valid_until
    kinds = [one.type for one in credential.assessments]
    assured = achievement.quality_assurance
    rows = (
        ("Title", _words(achievement.title)),
        ("Learner", _listed(names) or inert(learner.id or "")),
        ("Awarded by", _listed((_name(body) for body in achievement.awarding_bodies), made_inert=True)),
        ("Issued by", _sealer(reading)),
        ("Place", inert(place_of(reading).words or "", most=_SHORT)),
        ("Awarded on", _date(credential.awarded_on)),
        ("Valid from", _date(begins)),
        ("Valid until", _date(until)),
        ("Workload", _workload(credential.workload)),
        ("Level", "; ".join(_level(level) for level in achievement.levels[:_MOST_NAMED])),
        ("Outcomes", _outcomes(achievement)),
        ("Assessment", _listed((_words(kind.label) for kind in kinds if kind), made_inert=True)),
        ("Identity", _assessed(reading)),
        ("Quality", _listed(f"{one.conducted or ''} {one.framework or ''}".strip() for one in assured)),
        ("Grade", _grade(credential.grade)),
    )
    return [(label, text) for label, text in rows if text]


def whole(reading: Reading) -> Iterator[str]:
    """Everything that was understood, as indented lines with the model's names, and a count of what was not."""
    said = dump_micro_credential(reading.credential)
    achievement = said.get("achievement", {})
    # What holds for this learner is told only where it is not what holds for all.
    told = {name: value for name, value in said.items() if value != achievement.get(name)}
    for count, line in enumerate(_tree(told)):
        if count == _MOST_LINES:
            yield "... (more than fits here)"
            break
        yield line
    if reading.unread:
        yield f"not understood: {len(reading.unread)} members, the first at {inert(reading.unread[0])}"


def moment(instant: datetime) -> str:
    """An instant in UTC, to the minute; as it is written where it lies outside of the calendar there."""
    try:
        return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"
    except OverflowError:
        return instant.isoformat()


def _tree(value: dict[str, Any]) -> Iterator[str]:
    for name, item in value.items():
        if item == {}:  # a learner of whom nothing is told
            continue
        label = inert(name, most=_SHORT)
        if isinstance(item, list):
            yield f"{label}:"
            yield from (f"  {line}" for each in item for line in _entry(each))
        elif isinstance(item, dict) and (only := _only(item)):
            yield f"{label}: {only}"
        elif isinstance(item, dict):
            yield f"{label}:"
            yield from (f"  {line}" for line in _tree(item))
        else:
            yield f"{label}: {_plain(item)}"


def _entry(item: Any) -> Iterator[str]:
    """One entry of a list, the first of its lines behind a dash."""
    lines = _tree(item) if isinstance(item, dict) else iter([_plain(item)])
    yield from (f"{'  ' if count else '- '}{line}" for count, line in enumerate(lines))


def _only(item: dict[str, Any]) -> str | None:
    """A mapping of one name to one value, as a text in one language is, on one line."""
    name, value = next(iter(item.items())) if len(item) == 1 else ("", item)
    return None if isinstance(value, dict | list) else f"{_plain(value)} [{inert(name, most=_SHORT)}]"


def _plain(item: object) -> str:
    if isinstance(item, bool):
        return "yes" if item else "no"
    return inert(str(item), most=_LONG)


def _words(text: Text | None) -> str:
    return inert(text.in_language(_READERS)[1], most=_SHORT) if text else ""


def _listed(items: Iterable[str], *, made_inert: bool = False) -> str:
    """The first few, and how many more there are."""
    found = [item for item in items if item]
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return "; ".join(item if made_inert else inert(item, most=_SHORT) for item in found[:_MOST_NAMED]) + more


def _sealer(reading: Reading) -> str:
    """Who issued it, where that is not the body that awarded it."""
    organisation, bodies = reading.issuance.sealer, reading.credential.achievement.awarding_bodies
    if organisation is None or organisation in bodies[:1]:
        return ""
    name, identifier = _words(organisation.legal_name), inert(organisation.id or "")
    return f"{name} ({identifier})" if name and identifier else name or identifier


def _name(organisation: Organisation) -> str:
    return _words(organisation.legal_name) or inert(organisation.id or "")


def _assessed(reading: Reading) -> str:
    """Whether whoever was assessed was identified and watched."""
    assessed = assessed_of(reading)
    verified, watched = assessed.identity_verified, assessed.supervised
    if verified == watched:
        return _HOW_MANY[verified].format("verified and supervised")
    told = (_HOW_MANY[verified].format("verified"), _HOW_MANY[watched].format("supervised"))
    return "; ".join(words for words in told if words)


def _date(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return moment(value) if isinstance(value, datetime) else value.isoformat()


def _workload(workload: Workload | None) -> str:
    if workload is None:
        return ""
    parts = (
        f"{workload.ects.normalize():f} ECTS credits" if workload.ects is not None else "",
        f"{workload.hours.normalize():f} hours" if workload.hours is not None else "",
        _credits(workload.credits) if workload.credits else "",
    )
    return ", ".join(part for part in parts if part)


def _credits(other: CreditPoints) -> str:
    system = _words(other.framework.label) if other.framework else ""
    return f"{other.points.normalize():f} credits ({system or 'of what, it does not say'})"


def _level(level: Level) -> str:
    name = _words(level.framework_name) if level.framework_name else level.framework
    cycle = " cycle" if level.framework == "QF-EHEA" else ""
    return f"{name} {inert(level.value, most=_SHORT)}{cycle}" + (f" ({level.extent})" if level.extent else "")


def _outcomes(achievement: Achievement) -> str:
    outcomes = achievement.learning_outcomes
    if not outcomes:
        return ""
    count = f"{len(outcomes)} learning outcome{'s' if len(outcomes) > 1 else ''}"
    first = _words(outcomes[0].title)
    return f"{count}: {first}{', ...' if len(outcomes) > 1 else ''}" if first else count


def _grade(grade: Grade | None) -> str:
    if grade is None:
        return ""
    scale = _words(grade.scale.description) if grade.scale else ""
    return inert(grade.value, most=_SHORT) + (f" (scale: {scale})" if scale else "")
