"""What somebody should look at again in a record that is not wrong.

    for finding in review(credential):
        print(finding.message, finding.hint)

Lists are open: an entry of none is a warning here, and an error only where a format demands the list. The cycles of QF-EHEA are the
EQF levels 5 to 8 (Council Recommendation 2017/C 189/03, annex II). European Student Identifier, version 1.0:
https://wiki.geant.org/display/SM/European+Student+Identifier . Which elements the European approach asks for is not looked at here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from credseal.errors import pointer_to
from credseal.findings import Finding
from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.fields import Shape, shapes
from credseal.model.learner import EUROPEAN_STUDENT_IDENTIFIER, Learner
from credseal.model.level import CYCLE_OF_EQF_LEVEL, Level
from credseal.model.text import Text
from credseal.model.workload import Workload

# Comparing words costs time: the first few findings get a suggestion, a list of a thousand wrong values needs none each.
_SUGGESTIONS = 20
_SHORT_LIST = 15
# RFC 2141: what may stand in the last part of a URN. The scope is a country, a part of one, or the institution's domain.
_STUDENT_IDENTIFIER = re.compile(
    r"(?i:urn:schac:personalUniqueCode:int:esi):(?P<scope>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])):"
    r"(?:[A-Za-z0-9()+,\-.:=@;$_!*']|%[0-9A-Fa-f]{2})+"
)
_LONGEST_STUDENT_IDENTIFIER = 255
_Values: TypeAlias = Sequence[tuple[tuple[str | int, ...], Shape, Any]]
# What the templates put where something has to be written.
_PLACEHOLDERS = ("FILL IN:", "fill-in.example")
_NO_COUNTRY = "ZZ"


def review(record: Any) -> tuple[Finding, ...]:
    """Everything below, of an achievement, a micro-credential, a learner or an organisation."""
    values = tuple(_values(record))
    return (
        *_check_placeholders(values),
        *_check_lists(values),
        *_check_levels(values),
        *_check_student_identifiers(record, values),
    )


def check_lists(record: Any) -> tuple[Finding, ...]:
    """The values that are in no entry of their field's European list: ``model.not-in-list``, a warning.

    One finding for a value, however often it occurs.
    """
    return _check_lists(tuple(_values(record)))


def _check_lists(values: _Values) -> tuple[Finding, ...]:
    found: list[Finding] = []
    seen: set[tuple[str, Any]] = set()
    for steps, shape, value in values:
        if shape.vocabulary is None or (shape.vocabulary, value) in seen or _is_placeholder(shape, value):
            continue
        seen.add((shape.vocabulary, value))
        if not _is_in_list(shape.vocabulary, value):
            found.append(_not_in_list(steps, shape.vocabulary, value, may_suggest=len(found) < _SUGGESTIONS))
    return tuple(found)


def _is_in_list(vocabulary: str, value: Any) -> bool:
    if isinstance(value, Concept):
        return value.uri is not None and vocabularies.in_list(vocabulary, value.uri)
    if vocabulary == "country":
        return bool(vocabularies.notation(vocabulary, value) == value)
    return vocabularies.in_list(vocabulary, value)


def _not_in_list(steps: Sequence[str | int], vocabulary: str, value: Any, *, may_suggest: bool) -> Finding:
    name = next(step for step in reversed(steps) if isinstance(step, str))
    words = value.label.in_language("en")[1] if isinstance(value, Concept) and value.label else None
    near = vocabularies.suggest(vocabulary, words) if words and may_suggest else ()
    entries = vocabularies.concepts(vocabulary) if not near and may_suggest else ()
    if near:
        hint = f"Did you mean {_listed(near, ' or ')}?"
    elif 0 < len(entries) <= _SHORT_LIST:
        hint = f"The list has {_listed(entries, ', ')}."
    else:
        hint = "It may stay; an entry of the list is understood in every language."
    return Finding(
        "model.not-in-list",
        "warning",
        f"The member {name!r} is not in the European list of {vocabularies.LISTS[vocabulary]}.",
        pointer=pointer_to(*steps),
        hint=hint,
    )


def _listed(entries: Sequence[Concept], between: str) -> str:
    return between.join(repr(entry.label.in_language("en")[1]) for entry in entries if entry.label)


def _check_levels(values: _Values) -> Iterator[Finding]:
    """``model.level-disagrees``: a cycle that is not that of the EQF level, a national level that is another entry's."""
    levels = [(steps, value) for steps, _, value in values if isinstance(value, Level)]
    eqf = next((level for _, level in levels if level.framework == "EQF"), None)
    for steps, level in levels:
        if level.framework == "QF-EHEA" and eqf and CYCLE_OF_EQF_LEVEL.get(eqf.value) != level.value:
            number = next(number for number, cycle in CYCLE_OF_EQF_LEVEL.items() if cycle == level.value)
            yield Finding(
                "model.level-disagrees",
                "warning",
                f"The {level.value} cycle of QF-EHEA is EQF level {number}, the EQF level here is {eqf.value}.",
                pointer=pointer_to(*steps),
                hint="Correct one of them; the cycle may be left out, it follows from the EQF level.",
            )
        entry = vocabularies.national_level(level.uri) if level.uri else None
        if entry and entry.value != level.value:
            yield Finding(
                "model.level-disagrees",
                "warning",
                f"The entry of the register that the level names is {entry.label['en']}, another value is stated.",
                pointer=pointer_to(*steps, "value"),
                hint="Leave 'value' out: it follows from the entry.",
            )


def _check_student_identifiers(record: Any, values: _Values) -> Iterator[Finding]:
    """``model.student-identifier``: what is called a European Student Identifier and is written otherwise."""
    learners: list[tuple[tuple[str | int, ...], Learner]] = [((), record)] if isinstance(record, Learner) else []
    learners += [(steps, value) for steps, _, value in values if isinstance(value, Learner)]
    for steps, learner in learners:
        for index, each in enumerate(learner.identifiers):
            if each.type == EUROPEAN_STUDENT_IDENTIFIER and not _is_student_identifier(each.value):
                yield Finding(
                    "model.student-identifier",
                    "warning",
                    "The European Student Identifier is not written as one.",
                    pointer=pointer_to(*steps, "identifiers", index, "value"),
                    hint="It is urn:schac:personalUniqueCode:int:esi:SCOPE:CODE, where SCOPE is a country's code or the "
                    "institution's domain; a number of the institution's own is a student-number.",
                )


def _is_student_identifier(text: str) -> bool:
    return len(text) <= _LONGEST_STUDENT_IDENTIFIER and _STUDENT_IDENTIFIER.fullmatch(text) is not None


def _check_placeholders(values: _Values) -> Iterator[Finding]:
    """``model.placeholder``, an error: what a template asks to fill in was not."""
    for steps, shape, value in values:
        if not isinstance(value, Concept) and _is_placeholder(shape, value):  # of a concept the text in it
            yield Finding(
                "model.placeholder",
                "error",
                "A placeholder of the template is still there.",
                pointer=pointer_to(*steps),
                hint="Write what is asked for, or remove the member if it is optional.",
            )


def _is_placeholder(shape: Shape, value: Any) -> bool:
    if isinstance(value, Workload):
        return not (value.ects or value.hours or value.credits)
    if shape.vocabulary == "country":
        return bool(value == _NO_COUNTRY)
    value = value.label if isinstance(value, Concept) else value
    texts = value.values() if isinstance(value, Text) else (value,)
    return any(isinstance(text, str) and any(each in text for each in _PLACEHOLDERS) for text in texts)


def _values(record: Any, *above: str | int) -> Iterator[tuple[tuple[str | int, ...], Shape, Any]]:
    """Every value in a record, with the steps to it and the shape of its field; whole records before what is in them."""
    for name, shape in shapes(record.__class__).items():
        value = getattr(record, name)
        several = [((name, index), each) for index, each in enumerate(value)] if shape.many else [((name,), value)]
        for steps, each in several:
            if each is not None:
                yield (*above, *steps), shape, each
                if shape.kind == "record":
                    yield from _values(each, *above, *steps)
