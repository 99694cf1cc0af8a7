"""European Digital Credentials with something changed in them, one way or several; the same seed changes the same.

mutant(document, seed)      # a changed copy
"""

from __future__ import annotations

import json
import random
from typing import Any

TEXTS = (
    "",
    "text",
    "two words",
    "2026-11-20T00:00:00Z",
    "2026-13-20T00:00:00Z",
    "2026-11-20",
    "P1D",
    "PT",
    "12",
    "https://example.org/x",
)
SCALARS = (None, [], {}, 0, 1, 7, 12.5, True, -3, *TEXTS)
MAPS = (
    {},
    {"en": "one"},
    {"en": ["one", "two"]},
    {"en": ["one", "one"]},
    {"en": "one", "EN": "two"},
    {"en": None},
    {"de": "eins", "en": "one"},
    {"@none": "one"},
    {"en": 5},
    {"en-GB": "one", "en": []},
)
IDS = (
    "_:b1",
    "relative",
    "two words",
    "urn:epass:new:1",
    "elm:thing",
    7,
    None,
    "http://publications.europa.eu/resource/authority/language/ENG",
)
CLASSES = (
    "Person",
    "Organisation",
    "Concept",
    "ConceptScheme",
    "Note",
    "Qualification",
    "LearningAchievement",
    "Claim",
    "Nonsense",
    "Evidence",
)


MEMBERS = (
    "title",
    "dcType",
    "language",
    "issued",
    "description",
    "awardedBy",
    "notation",
    "identifier",
    "proof",
    "page",
)
LONGEST = 4000


def mutant(document: Any, seed: int) -> Any:
    """A copy of a document, changed in one to three places."""
    chance = random.Random(seed)  # noqa: S311  the same each time is what is wanted
    changed = _copy(document)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        nodes = [node for node in _objects(changed) if node]
        node, other = chance.choice(nodes), chance.choice(nodes)
        names = [name for name in node if name != "@context"]
        if names:
            chance.choice(WAYS)(node, chance.choice(names), other, chance)
    return changed


def _delete(node: dict[str, Any], name: str, _: dict[str, Any], __: random.Random) -> None:
    del node[name]


def _replace(node: dict[str, Any], name: str, _: dict[str, Any], chance: random.Random) -> None:
    node[name] = chance.choice(SCALARS)


def _repeat(node: dict[str, Any], name: str, _: dict[str, Any], chance: random.Random) -> None:
    node[name] = [node[name], chance.choice((node[name], _copy(node[name]), *SCALARS))]


def _retype(node: dict[str, Any], _: str, __: dict[str, Any], chance: random.Random) -> None:
    node["type"] = chance.choice((*CLASSES, [*CLASSES[:2]], ["Concept", "Person"]))


def _rename(node: dict[str, Any], _: str, other: dict[str, Any], chance: random.Random) -> None:
    node["id"] = chance.choice((*IDS, other.get("id", "urn:x")))


def _forget_id(node: dict[str, Any], _: str, __: dict[str, Any], ___: random.Random) -> None:
    node.pop("id", None)


def _refer(node: dict[str, Any], name: str, other: dict[str, Any], chance: random.Random) -> None:
    """An object only by its id, or another one in its place."""
    here = node[name].get("id", "text") if isinstance(node[name], dict) else "text"
    node[name] = chance.choice((here, other.get("id", here)))


def _retext(node: dict[str, Any], _: str, __: dict[str, Any], chance: random.Random) -> None:
    texts = [name for name, value in node.items() if isinstance(value, dict) and "type" not in value]
    node[chance.choice(texts or ["title"])] = chance.choice(MAPS)


def _rescheme(node: dict[str, Any], _: str, __: dict[str, Any], chance: random.Random) -> None:
    scheme = node.get("inScheme")
    if isinstance(scheme, dict):
        scheme[chance.choice(("id", "type"))] = chance.choice((*IDS[:5], "ConceptScheme"))


def _borrow(node: dict[str, Any], _: str, other: dict[str, Any], chance: random.Random) -> None:
    name = chance.choice([name for name in other if name != "@context"] or ["title"])
    node[name] = _copy(other.get(name))


def _transplant(node: dict[str, Any], name: str, other: dict[str, Any], _: random.Random) -> None:
    node[name] = _copy(other) if len(json.dumps(other)) < LONGEST else {"id": other.get("id")}


def _add(node: dict[str, Any], _: str, __: dict[str, Any], chance: random.Random) -> None:
    node[chance.choice(MEMBERS)] = chance.choice((*SCALARS, *MAPS))


WAYS = (
    _delete, _replace, _repeat, _retype, _rename, _forget_id, _refer, _retext, _rescheme, _borrow, _transplant, _add,
)  # fmt: skip


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _objects(value: Any) -> list[dict[str, Any]]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [value] if isinstance(value, dict) else []
    return [*found, *(each for one in inside for each in _objects(one))]
