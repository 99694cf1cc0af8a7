"""Evidence as ``Evidence`` nodes.

Open Badges 3.0, ``Evidence``: https://www.imsglobal.org/spec/ob/v3p0/#evidence-0 . Members have the names of the fields; the ``url`` is
the ``id``.

    write_evidence(Evidence(name=Text({"en": "Report"}), url="https://uni.example/reports/7"), words)
    list(read_evidence(root, "en"))
"""

from collections.abc import Iterator
from typing import Any

from credseal.model.learning import Evidence
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

_ELEMENT = "evidence"
_TEXTS = ("name", "description", "narrative", "genre", "audience")


def write_evidence(evidence: Evidence, words: Words) -> dict[str, Any]:
    """Write one piece of evidence."""
    members: dict[str, Any] = {"id": evidence.url} if evidence.url else {}
    members["type"] = ["Evidence"]
    for name in _TEXTS:
        members |= words.tell(name, getattr(evidence, name), _ELEMENT)
    return members


def read_evidence(root: Node, language: str) -> Iterator[Evidence]:
    """Read all evidence of a credential."""
    for node in root.nodes("evidence"):
        texts = {name: read_text(node, name, language) for name in _TEXTS if name in node.members}
        url = node.text("id")
        evidence = node.log.build(node.pointer, Evidence, url=url, **texts)
        if evidence:
            root.log.found(_ELEMENT, node.pointer)
            yield evidence
