"""From plain data (a row, YAML, JSON) to records, and back.

    course = load_achievement(read_record(Path("course.yaml")))
    course == load_achievement(dump_achievement(course))

Members have the names of the record's fields; ``examples/data`` shows those of the European standard, the templates explain them. What is unknown, of the wrong kind or
impossible raises ``ModelError`` with a JSON pointer to the member and what was expected.

Short forms: a concept may be written as its code, URI or English label in the European list of its field (``type: quiz``,
``fields_of_learning: ["0712"]``, ``region: EL52``; a word in no list is a concept with that label), or with its ``uri`` alone; a
national level with its ``uri`` or label alone; a country by its name or any of its codes. They are written out on loading; what is
given in full stays as it is.
"""

from collections.abc import Mapping
from typing import Any

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.learner import Learner
from credseal.model.organisation import Organisation
from credseal.model.plain import from_plain, to_plain
from credseal.model.text import UNDETERMINED


def load_achievement(data: Mapping[str, Any]) -> Achievement:
    """What can be earned; texts that are plain strings are in the language that ``language`` names."""
    return from_plain(Achievement, data, short_forms=True)


def load_learner(data: Mapping[str, Any]) -> Learner:
    """Who learns."""
    return from_plain(Learner, data, short_forms=True)


def load_organisation(data: Mapping[str, Any], *, language: str = UNDETERMINED) -> Organisation:
    """An organisation; ``language`` is that of texts that are plain strings."""
    return from_plain(Organisation, data, language=language, short_forms=True)


def load_micro_credential(data: Mapping[str, Any]) -> MicroCredential:
    """One learner's record, whole; texts that are plain strings are in the language of its achievement."""
    achievement = data.get("achievement") if isinstance(data, Mapping) else None
    language = achievement.get("language") if isinstance(achievement, Mapping) else None
    return from_plain(
        MicroCredential, data, language=language if isinstance(language, str) else UNDETERMINED, short_forms=True
    )


def dump_achievement(achievement: Achievement) -> dict[str, Any]:
    """The data that ``load_achievement`` reads."""
    return to_plain(achievement)


def dump_learner(learner: Learner) -> dict[str, Any]:
    """The data that ``load_learner`` reads; it is personal data."""
    return to_plain(learner)


def dump_organisation(organisation: Organisation) -> dict[str, Any]:
    """The data that ``load_organisation`` reads."""
    return to_plain(organisation)


def dump_micro_credential(credential: MicroCredential) -> dict[str, Any]:
    """The data that ``load_micro_credential`` reads; it is personal data."""
    return to_plain(credential)
