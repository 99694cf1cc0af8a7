"""Texts of a badge read back: from the member that holds one language, or from the language map beside it.

    read_text(node, "name", "en", "title")       # Text({'en': 'Testing drinking water', 'pl': 'Badanie wody'})

A map is believed if the member beside it is what the map has for a reader of the record's language; otherwise one of the two would be
shown in some places and the other elsewhere.
"""

from collections.abc import Mapping
from typing import Any

from credseal.model.text import Text
from credseal.profiles.openbadges.further import MAPS
from credseal.profiles.tolerant import Node


def read_text(
    node: Node, member: str, language: str, element: str | None = None, *, map_name: str | None = None
) -> Text | None:
    """Read a text.

    Args:
        node: the object that it is a member of.
        member: its name.
        language: of the record.
        element: what it is noted as; None notes nothing.
        map_name: the member with its language map, where that is not named after it.
    """
    words = node.text(member)
    text = None
    if node.log.extended and (name := map_name or MAPS.get(member, "")) in node.members:
        text = whole_text(node, name, words, language)
    if text is None and words:  # some write what they do not say as the empty text
        text = node.log.build(node.at(member), Text.of, words, language)
    if text and element:
        node.log.found(element, node.at(member))
    return text


def whole_text(node: Node, name: str, words: str | None, language: str) -> Text | None:
    """The text that a language map holds; None, and a finding, where it cannot be or contradicts ``words``."""
    languages = read_map(node, name)
    text = node.log.build(node.at(name), Text, languages) if languages else None
    if text and not is_shown(text, words, language):
        contradicted(node, name)
        return None
    return text


def is_shown(text: Text, words: str | None, language: str) -> bool:
    """Whether a text is the one that a reader of the record's language is shown as ``words``."""
    return words == text.in_language(language)[1]


def read_map(node: Node, name: str) -> dict[str, str]:
    """A member that is a language map with one text for each language; empty where there is none."""
    value: Any = node.members.get(name)
    if isinstance(value, Mapping) and value and all(isinstance(each, str) for each in value.values()):
        node.mark(name)
        return dict(value)
    if name in node.members:
        node.odd(name, "a mapping of languages to texts")
    return {}


def contradicted(node: Node, name: str) -> None:
    """Note that a text says otherwise than what stands beside it, and is not believed."""
    node.log.report("contradiction", "This text is not the one beside it.", node.at(name), severity="error")
    node.log.unmark(node.at(name))
