"""All parts of the alignments of a node, by name: the reader's side of the table of homes.

    parts = collect_parts(achievement.nodes("alignment"), "en", HOME_OF)
    parts["levels"]                  # [Part(Level("EQF", "6"))]

An alignment whose ``targetType`` has no home, or that does not say what its home demands, stays unread.
"""

from collections.abc import Iterable, Mapping

from credseal.profiles.openbadges.alignments import read_alignment
from credseal.profiles.openbadges.homes import Home
from credseal.profiles.openbadges.parts import Part
from credseal.profiles.openbadges.tolerant import Node


def collect_parts(
    alignments: Iterable[Node], language: str, homes: Mapping[str, Home], *, noted: bool = True
) -> dict[str, list[Part]]:
    """Read alignments.

    Args:
        alignments: the nodes.
        language: of their texts.
        homes: ``targetType`` -> home.
        noted: whether these are the places of the elements.

    Returns:
        The parts by their names.
    """
    parts: dict[str, list[Part]] = {}
    for node in alignments:
        target_type = node.members.get("targetType")
        home = homes.get(target_type) if isinstance(target_type, str) else None
        if home is None:
            node.log.unmark(node.pointer)
            continue
        if home.single and home.part in parts:
            node.log.report(
                "repeated", f"{home.target_type} is here a second time; the first one counts.", node.pointer
            )
            node.log.unmark(node.pointer)
            continue
        part = _read(node, home, language)
        if part:
            parts.setdefault(home.part, []).append(part)
            if noted:
                node.log.found(home.element, node.pointer)
    return parts


def _read(node: Node, home: Home, language: str) -> Part | None:
    node.mark("targetType")
    alignment = {name: text for name in node.members if name.startswith("target") and (text := node.text(name))}
    read = node.log.build(node.pointer, read_alignment, home, alignment, language)
    if read is None:
        return None
    part, unread = read
    for name in unread:
        node.log.unmark(node.at(name))
    return part
