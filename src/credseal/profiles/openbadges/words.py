"""Texts in the one language that Open Badges holds: which was chosen, what was left out, and what stands in a map beside it.

words = Words("en")
words.pick(title, "title")                 # the text in English, or the best there is
words.tell("name", title, "title")         # {'name': ...}; extended also {'nameMap': {'en': ..., 'pl': ...}}
words.findings()                           # texts in 'pl' were left out: title, learning_outcomes
"""

from collections.abc import Sequence
from typing import Any

from credseal.findings import Finding
from credseal.model.text import UNDETERMINED, Text
from credseal.profiles.openbadges.further import MAPS


class Words:
    """Picks texts for one document and remembers what was not written.

    Args:
        language: the language of the record.
        extended: whether further languages are written as language maps (see ``further``).
    """

    def __init__(self, language: str, *, extended: bool = False) -> None:
        self.language = language
        self.extended = extended
        self._left_out: dict[str, dict[str, None]] = {}
        self._other: dict[str, dict[str, None]] = {}

    def pick(self, text: Text, element: str, *, mapped: bool = False) -> str:
        """The one text that is written; ``element`` is what it belongs to, for the findings.

        ``mapped``: the text is written whole as well.
        """
        chosen, words = text.in_language(self.language)
        if not mapped:
            for tag in text:
                if tag != chosen:
                    self._left_out.setdefault(tag, {})[element] = None
        if chosen not in (self.language, UNDETERMINED):
            self._other.setdefault(chosen, {})[element] = None
        return words

    def is_mapped(self, text: Text) -> bool:
        """Whether a text is written whole, because one member cannot hold it."""
        return self.extended and (len(text) > 1 or self.language not in text)

    def tell(self, member: str, text: Text | None, element: str, *, map_name: str | None = None) -> dict[str, Any]:
        """The members that tell a text; none where there is none."""
        if text is None:
            return {}
        mapped = self.is_mapped(text)
        told: dict[str, Any] = {member: self.pick(text, element, mapped=mapped)}
        return told | {map_name or MAPS[member]: dict(text)} if mapped else told

    def findings(self) -> list[Finding]:
        """One warning for each language of which something was left out or had to stand in."""
        left_out = [
            Finding(
                "openbadges.language-left-out",
                "warning",
                f"Open Badges holds one language: texts in {tag!r} were left out of {', '.join(elements)}.",
                hint="To keep them, issue it extended (--extended), or once per language.",
            )
            for tag, elements in sorted(self._left_out.items())
        ]
        other = [
            Finding(
                "openbadges.other-language",
                "warning",
                f"Texts in {tag!r} stand in a record in {self.language!r}, which readers cannot see: {', '.join(elements)}.",
                hint=f"Add these texts in {self.language!r}, or set the record's language.",
            )
            for tag, elements in sorted(self._other.items())
        ]
        return left_out + other


def narrative(criteria: Sequence[str], description: str) -> str:
    """The narrative that Open Badges demands of an achievement: the criteria of its assessments, else its description."""
    return "\n\n".join(criteria) or description
