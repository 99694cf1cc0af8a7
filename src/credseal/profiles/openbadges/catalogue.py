"""What a catalogue says of an achievement, in the members of ``Achievement`` that are made for it.

Open Badges 3.0, ``Achievement``: https://www.imsglobal.org/spec/ob/v3p0/#achievement-0

====================  ==================================================
field of the model    member of Open Badges
====================  ==================================================
``code``              ``humanCode``
``identifiers``       ``otherIdentifier``
``version``           ``version``
``specialisation``    ``specialization``
``tags``              ``tag``
``related``           ``related``
====================  ==================================================
"""

from typing import Any

from credseal.model.catalogue import CatalogueEntry, Related
from credseal.profiles.openbadges.organisations import read_identifiers, write_identifiers
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node

_ELEMENT = "catalogue"
_STRINGS = {"code": "humanCode", "version": "version"}
_MEMBERS = (*_STRINGS.values(), "otherIdentifier", "specialization", "tag", "related")


def write_catalogue(entry: CatalogueEntry, words: Words) -> dict[str, Any]:
    """The members of the achievement."""
    return {
        "humanCode": entry.code,
        "otherIdentifier": write_identifiers(entry.identifiers),
        **words.tell("specialization", entry.specialisation, _ELEMENT),
        "tag": list(entry.tags),
        "version": entry.version,
        "related": [_write_related(each) for each in entry.related],
    }


def read_catalogue(node: Node, language: str) -> CatalogueEntry | None:
    """What is said; None if nothing is."""
    present = [member for member in _MEMBERS if member in node.members]
    if not present:
        return None
    written = node.strings(_STRINGS)
    fields = node.log.fitting(CatalogueEntry, written) if written else {}
    if (tags := node.texts("tag")) and node.log.may_be(node.at("tag"), CatalogueEntry, tags=tags):
        fields["tags"] = tags
    fields["specialisation"] = read_text(node, "specialization", language)
    fields["identifiers"] = read_identifiers(node)
    related = (_read_related(each) for each in node.nodes("related"))
    fields["related"] = tuple(each for each in related if each)
    if not any(fields.values()):
        return None
    node.log.found(_ELEMENT, node.at(present[0]))
    return CatalogueEntry(**fields)


def _write_related(related: Related) -> dict[str, Any]:
    members = {"id": related.id, "type": ["Related"], "inLanguage": related.language, "version": related.version}
    return {member: value for member, value in members.items() if value}


def _read_related(node: Node) -> Related | None:
    id_, language, version = node.text("id"), node.text("inLanguage"), node.text("version")
    return node.log.build(node.pointer, Related, id=id_, language=language, version=version)
