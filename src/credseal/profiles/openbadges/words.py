"""Texts in one language, because Open Badges holds one: which was chosen, and what was left out.

words = Words("en")
words.pick(title, "title")         # the text in English, or the best there is
words.findings()                   # texts in 'pl' were left out: title, learning_outcomes
"""

from collections.abc import Sequence

from credseal.findings import Finding
from credseal.model.text import UNDETERMINED, Text


class Words:
    """Picks texts for one document and remembers what was not written.

    Args:
        language: the language of the record.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._left_out: dict[str, dict[str, None]] = {}
        self._other: dict[str, dict[str, None]] = {}

    def pick(self, text: Text, element: str) -> str:
        """The one text that is written; ``element`` is what it belongs to, for the findings."""
        chosen, words = text.in_language(self.language)
        for tag in text:
            if tag != chosen:
                self._left_out.setdefault(tag, {})[element] = None
        if chosen not in (self.language, UNDETERMINED):
            self._other.setdefault(chosen, {})[element] = None
        return words

    def findings(self) -> list[Finding]:
        """One warning for each language of which something was left out or had to stand in."""
        left_out = [
            Finding(
                "openbadges.language-left-out",
                "warning",
                f"Open Badges holds one language: texts in {tag!r} were left out of {', '.join(elements)}.",
                hint="Issue in a format that holds several languages, or once per language.",
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
