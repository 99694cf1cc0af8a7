"""Alignments with frameworks that have no field of their own in the model, written as they are.

Open Badges 3.0, ``Alignment``: https://www.imsglobal.org/spec/ob/v3p0/#alignment-0 . They are read in ``collecting``.

    write_others([Alignment(name=Text.of("Water II"), url="https://catalogue.example/water-2")], words)
"""

from collections.abc import Iterable
from typing import Any

from credseal.model.alignment import Alignment
from credseal.profiles.openbadges.vocabulary import TARGET_TYPES, word_of
from credseal.profiles.openbadges.words import Words

_ELEMENT = "alignments"


def write_others(alignments: Iterable[Alignment], words: Words) -> list[dict[str, Any]]:
    """Write alignments."""
    return [_write(each, words) for each in alignments]


def _write(alignment: Alignment, words: Words) -> dict[str, Any]:
    members = {
        "type": ["Alignment"],
        "targetType": alignment.type and word_of(alignment.type, TARGET_TYPES, "type of an alignment"),
        **words.tell("targetName", alignment.name, _ELEMENT),
        "targetUrl": alignment.url,
        "targetCode": alignment.code,
        **words.tell("targetFramework", alignment.framework, _ELEMENT),
        **words.tell("targetDescription", alignment.description, _ELEMENT),
    }
    return {member: value for member, value in members.items() if value is not None}
