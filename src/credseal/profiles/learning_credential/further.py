"""The further claim: what the claims of the published type do not tell, by the names of the model's fields.

    {"credseal": {"language": "en",
                  "learner": {"hashed_identifiers": [...]},
                  "achievement": {"title": {"en": "Water", "pl": "Woda"}, "assessments": [{"type": {"uri": ..., "label": "written examination"}}]},
                  "award": {"awarded_on": "2026-11-20", "obtained_by": "course"},
                  "issuance": {"sealer": {...}}}}

Texts are in the language that ``language`` names, or mappings of languages to texts. What a group holds is read field by field: a field that cannot be is
left out, and so is a member within one that is not known here; both are noted.
"""

from collections.abc import Collection, Mapping
from typing import Any

from credseal.errors import ModelError
from credseal.model.plain import from_plain, to_plain
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import LANGUAGE as LANGUAGE_TAG
from credseal.model.values import canonical_language
from credseal.profiles.learning_credential.kinds import FURTHER
from credseal.profiles.learning_credential.vocabulary import FURTHER_MEMBERS, GROUPS, LANGUAGE
from credseal.profiles.tolerant import Log, Node

# Members that are not known within a field are cut out one by one, each at the cost of another reading; after so many the field goes as a whole.
_MOST_CUT = 16


def write_further(records: Mapping[str, Any], fields: Collection[tuple[str, str]], language: str) -> dict[str, Any]:
    """The further claim.

    Args:
        records: group -> its record.
        fields: group and name of those fields that it is to hold.
        language: of the record.

    Returns:
        JSON values; empty where nothing has to be said.
    """

    def written(text: Text, _: str) -> Any:
        return text[language] if tuple(text) == (language,) else dict(text)

    groups = {}
    for group, record in records.items():
        plain = to_plain(record, text=written)
        held = {name: value for name, value in plain.items() if (group, name) in fields}
        if held:
            groups[group] = held
    return {**({LANGUAGE: language} if language != UNDETERMINED else {}), **groups}


def read_language(further: Node | None) -> str:
    """The language of texts that name none."""
    tag = further.text(LANGUAGE) if further else None
    if further is None or tag is None:
        return UNDETERMINED
    if LANGUAGE_TAG.test(tag):
        return canonical_language(tag)
    further.log.report("impossible-value", "This is no language tag (BCP 47).", further.at(LANGUAGE))
    further.log.unmark(further.at(LANGUAGE))
    return UNDETERMINED


class Group:
    """One group of the further claim, read.

    Attributes:
        values: field -> what it holds.
        cut: pointers to members within fields that are not known here.
    """

    def __init__(self, name: str, further: Node | None, language: str) -> None:
        self.values: dict[str, Any] = {}
        self.cut: list[str] = []
        self._node = further.node(name) if further and name in further.members else None
        if self._node is not None:
            self._read(self._node, name, language)

    def at(self, field: str) -> str:
        """The pointer to a field."""
        return self._node.at(field) if self._node else ""

    def _read(self, node: Node, name: str, language: str) -> None:
        record: type[Any] = GROUPS[name]
        node.log.unmark(node.at("type"))  # a field, or nothing
        known = {field: value for field, value in node.members.items() if (name, field) in FURTHER_MEMBERS}
        while known:
            try:
                built = from_plain(record, known, language=language)
            except ModelError as error:
                known = self._without(known, error, node)
                continue
            # Criteria of the whole are kept with the one assessment, where the record says none of its own.
            kept = dict.fromkeys((*known, *(("assessments",) if "criteria" in known else ())))
            self.values = {field: value for field in kept if _is_said(value := getattr(built, field))}
            break
        node.mark(*known)
        self.cut = [pointer for pointer in self.cut if any(_lies_in(pointer, node.at(field)) for field in known)]

    def _without(self, known: dict[str, Any], error: ModelError, node: Node) -> dict[str, Any]:
        steps = [_unescaped(step) for step in (error.pointer or "").split("/")[1:]]
        if error.code == "model.unknown-member" and len(steps) > 1 and len(self.cut) < _MOST_CUT:
            smaller = _cut(known, steps)
            if smaller is not None:
                self.cut.append(node.pointer + (error.pointer or ""))
                return smaller
        culprit = steps[0] if steps and steps[0] in known else None
        pointer = node.at(culprit) if culprit else node.pointer
        node.log.report("impossible-value", f"What is said here cannot be: {error.message}", pointer)
        # Where the fault is with no field of its own, nothing is believed.
        return {field: value for field, value in known.items() if field != culprit} if culprit else {}


def unread(log: Log, claims: Any, groups: Mapping[str, Group]) -> tuple[str, ...]:
    """Pointers to what was not understood, within the further claim as well."""
    left = log.unread(claims)
    cut = (pointer for group in groups.values() for pointer in group.cut)
    return (*left, *(pointer for pointer in cut if not any(_lies_in(pointer, each) for each in left)))


def pointer_of(group: str, field: str) -> str:
    """The JSON pointer to a member of the further claim."""
    return f"/{FURTHER}/{group}/{field}"


def _is_said(value: Any) -> bool:
    return value is not None and value != ()


def _cut(known: Mapping[str, Any], steps: list[str]) -> dict[str, Any] | None:
    """The fields without one member deep in them; what leads there is copied. None where there is no such member."""
    smaller = dict(known)
    holder: Any = smaller
    for step in steps[:-1]:
        place: Any = int(step) if isinstance(holder, list) else step
        below = holder[place]
        holder[place] = holder = dict(below) if isinstance(below, Mapping) else list(below)
    return smaller if isinstance(holder, dict) and holder.pop(steps[-1], _cut) is not _cut else None


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _lies_in(pointer: str, outer: str) -> bool:
    return pointer.startswith(outer + "/")
