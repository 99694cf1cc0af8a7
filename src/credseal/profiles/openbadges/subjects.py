"""What a badge says of one learner's way to it: when, as what, assessed by whom.

Open Badges 3.0, ``AchievementSubject``: https://www.imsglobal.org/spec/ob/v3p0/#achievementsubject-0

===========================  ==================================================
field of the model           member of ``credentialSubject``
===========================  ==================================================
``activity.started_on``      ``activityStartDate``; the time is only formatting
``activity.ended_on``        ``activityEndDate``
``activity.term``, ...       ``term``, ``role``, ``narrative``
``assessed_by``              ``source``
``license_number``           ``licenseNumber``
``picture``                  ``image``
===========================  ==================================================
"""

from datetime import date, time
from typing import Any

from credseal.errors import ModelError
from credseal.model.achievement import MicroCredential
from credseal.model.dates import parse_date, parse_instant
from credseal.model.learning import Activity
from credseal.profiles.openbadges.organisations import read_profile
from credseal.profiles.openbadges.pictures import read_picture, write_picture
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Log, Node

_DATES = {"started_on": "activityStartDate", "ended_on": "activityEndDate"}
_TEXTS = ("term", "role", "narrative")
_MIDNIGHT = time()


def write_subject(credential: MicroCredential, words: Words) -> dict[str, Any]:
    """The members that tell of the learner's way; ``source`` is written by who knows the other organisations."""
    activity = credential.activity
    members: dict[str, Any] = {"licenseNumber": credential.license_number}
    if activity:
        for field, member in _DATES.items():
            day = getattr(activity, field)
            members[member] = day and f"{day.isoformat()}T00:00:00Z"
        for name in _TEXTS:
            members |= words.tell(name, getattr(activity, name), "activity")
    return members | write_picture(credential.picture, words, "picture")


def read_subject(subject: Node, language: str) -> dict[str, Any]:
    """The fields of a micro-credential that these members make up."""
    log = subject.log
    source = subject.described("source") if "source" in subject.members else None
    assessed_by = read_profile(source, language) if source else None
    if source and assessed_by:
        log.found("assessed_by", subject.at("source"))
    number = subject.text("licenseNumber") if "licenseNumber" in subject.members else None
    if number is not None and not log.build(subject.at("licenseNumber"), MicroCredential, license_number=number):
        number = None
    return {
        "activity": _read_activity(subject, language),
        "assessed_by": assessed_by,
        "license_number": number,
        "picture": read_picture(subject, language) if "image" in subject.members else None,
    }


def _read_activity(subject: Node, language: str) -> Activity | None:
    log = subject.log
    present = [member for member in (*_DATES.values(), *_TEXTS) if member in subject.members]
    if not present:
        return None
    fields: dict[str, Any] = {name: read_text(subject, name, language) for name in _TEXTS}
    for field, member in _DATES.items():
        written = subject.text(member)
        fields[field] = log.build(subject.at(member), _day, written, log, subject.at(member)) if written else None
    if not any(fields.values()):
        return None
    log.found("activity", subject.at(present[0]))
    activity = log.build(subject.at("activityEndDate"), Activity, **fields)
    return activity or log.build(subject.at("activityEndDate"), Activity, **{**fields, "ended_on": None})


def _day(written: str, log: Log, pointer: str) -> date:
    """The day, as it is written: no zone moves it."""
    try:
        return parse_date(written)
    except ModelError:
        pass
    try:
        instant = parse_instant(written)
    except ModelError:
        instant = parse_instant(written + "Z")
    if instant.time() != _MIDNIGHT:
        log.report("time-left-out", "The day is read, the time is not.", pointer, severity="info")
    return instant.date()
