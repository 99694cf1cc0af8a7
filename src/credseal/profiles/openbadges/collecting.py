"""All parts of the alignments of a node, by name: the reader's side of the table of homes.

    parts, others = collect_parts(achievement.nodes("alignment"), "en")
    parts["levels"]                  # [Part(Level("EQF", "6"))]
    others                           # (Alignment(...),): what has no home here

What an alignment is, its ``targetType`` says; where that says nothing of the kind, the European list that its ``targetUrl`` is an
entry of. An alignment that does not say what its home demands stays unread.
"""

from collections.abc import Iterable, Mapping

from credseal.errors import ModelError
from credseal.model.alignment import Alignment
from credseal.profiles.openbadges.alignments import read_alignment
from credseal.profiles.openbadges.further import MAPS
from credseal.profiles.openbadges.homes import HOME_OF, HOME_OF_LIST, Home
from credseal.profiles.openbadges.parts import Part
from credseal.profiles.openbadges.texts import contradicted, read_map, read_text
from credseal.profiles.tolerant import Node

_MEMBERS = ("targetType", "targetName", "targetUrl", "targetCode", "targetFramework", "targetDescription")
_MAPPED = ("targetName", "targetFramework", "targetDescription")


def collect_parts(
    alignments: Iterable[Node],
    language: str,
    homes: Mapping[str, Home] = HOME_OF,
    *,
    noted: bool = True,
    keep_others: bool = True,
    parts: dict[str, list[Part]] | None = None,
) -> tuple[dict[str, list[Part]], tuple[Alignment, ...]]:
    """Read alignments.

    Args:
        alignments: the nodes.
        language: of their texts.
        homes: ``targetType`` -> home.
        noted: whether these are the places of the elements.
        keep_others: whether what has no home is read all the same.
        parts: those that are known already; these are added to them.

    Returns:
        The parts by their names, and what has no home.
    """
    parts = {} if parts is None else parts
    others = []
    for node in alignments:
        home = home_of(node, homes)
        if home is None:
            other = read_other(node, language) if keep_others else None
            if other:
                others.append(other)
            else:
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
    return parts, tuple(others)


def read_other(node: Node, language: str) -> Alignment | None:
    """Read an alignment as it stands."""
    return node.log.build(
        node.pointer,
        Alignment,
        name=read_text(node, "targetName", language),
        url=node.text("targetUrl"),
        code=node.text("targetCode"),
        framework=read_text(node, "targetFramework", language),
        description=read_text(node, "targetDescription", language),
        type=node.text("targetType"),
    )


def home_of(node: Node, homes: Mapping[str, Home] = HOME_OF) -> Home | None:
    """Where in the model an alignment belongs; None where it has no home."""
    target_type, url = node.members.get("targetType"), node.members.get("targetUrl")
    home = homes.get(target_type) if isinstance(target_type, str) else None
    if home is None and homes is HOME_OF and isinstance(url, str):
        return next((known for beginning, known in HOME_OF_LIST.items() if url.startswith(beginning)), None)
    return home


def _read(node: Node, home: Home, language: str) -> Part | None:
    node.mark("targetType")
    alignment: dict[str, str] = {}
    for name in _MEMBERS:
        if name in node.members and (text := node.text(name)):
            alignment[name] = text
    maps = (
        {name: read_map(node, MAPS[name]) for name in _MAPPED if MAPS[name] in node.members}
        if node.log.extended
        else {}
    )
    read = None
    if maps:
        try:
            read = read_alignment(home, alignment, language, maps)
        except ModelError:
            for name in maps:
                contradicted(node, MAPS[name])
    if read is None:
        read = node.log.build(node.pointer, read_alignment, home, alignment, language)
    if read is None:
        return None
    part, unread = read
    for name in unread:
        node.log.unmark(node.at(name))
    return part
