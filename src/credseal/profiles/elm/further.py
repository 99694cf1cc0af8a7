"""What else there is to read: pages, notes, evidence; and how a catalogue lists the achievement.

European Learning Model 3.2: ``supplementaryDocument`` holds an address with a title, ``additionalNote`` a text, ``identifier`` a number with the
name of its scheme. What has an address stands as a page, whatever has none in a note. Evidence of the model is neither ``evidence`` of the
credential (mandates, accreditations) nor only a page: it is told in a note, its address as a page as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from credseal.errors import ModelError
from credseal.model.catalogue import CatalogueEntry
from credseal.model.learning import Evidence, FurtherInformation
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.profiles.elm.identifiers import read_identifier, write_identifier
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.notes import Notes, Said, in_place, overlaid, position_of, tell
from credseal.profiles.tolerant import Node

_CODE = "Catalogue code"
_ELEMENT = "further_information"


def write_further(
    entries: Sequence[FurtherInformation], nodes: Nodes
) -> tuple[list[dict[str, Any] | None], list[dict[str, Any]]]:
    """Write further information: pages, and notes."""
    native = [each.url is not None for each in entries]
    pages = [nodes.web_resource(each.url, each.text) for each in entries if each.url]
    notes = [
        tell(nodes, "further-information", each, primary="text", position=position_of(index, native))
        for index, each in enumerate(entries)
        if not native[index]
    ]
    return pages, notes


def read_further(pages: Sequence[Node], notes: Sequence[Notes], reader: Reader) -> tuple[FurtherInformation, ...]:
    """Read further information: pages, and notes on it, on what is not known here, and on nothing in particular."""
    native = [found for each in pages if (found := _read_page(each, reader))]
    told = [
        facts
        for each in notes
        for facts in each.records("further-information", FurtherInformation, primary="text", element=_ELEMENT)
    ]
    others = [_read_note(said, reader) for each in notes for said in each.others()]
    return (*in_place(native, told), *(each for each in others if each))


def write_evidence(
    evidence: Sequence[Evidence], nodes: Nodes
) -> tuple[list[dict[str, Any] | None], list[dict[str, Any]]]:
    """Write what shows the achievement: pages, and notes."""
    pages = [nodes.web_resource(each.url, each.name) for each in evidence]
    return [each for each in pages if each], [tell(nodes, "evidence", each) for each in evidence]


def read_evidence(pages: Sequence[Node], notes: Notes, reader: Reader) -> tuple[tuple[Evidence, ...], list[Node]]:
    """Read what shows the achievement; and the pages that are not of it."""
    evidence = tuple(facts.record for facts in notes.records("evidence", Evidence, element="evidence"))
    known = {(each.url, each.name) for each in evidence}
    return evidence, [page for page in pages if reader.web_resource(page) not in known]


def write_catalogue(entry: CatalogueEntry | None, nodes: Nodes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Write how a catalogue lists the achievement: identifiers, and notes."""
    if entry is None:
        return [], []
    code = [nodes.node("Identifier", {"notation": entry.code, "schemeName": _CODE})] if entry.code else []
    try:
        rest = [tell(nodes, "catalogue", replace(entry, code=None, identifiers=()))]
    except ModelError:  # nothing else is said
        rest = []
    return [*code, *(write_identifier(each, nodes) for each in entry.identifiers)], rest


def read_catalogue(node: Node, notes: Notes, reader: Reader) -> CatalogueEntry | None:
    """Read how a catalogue lists the achievement."""
    fields: dict[str, Any] = {"identifiers": ()}
    for each in reader.nodes(node, "identifier"):
        if each.members.get("schemeName") == _CODE and "code" not in fields:
            reader.uri(each)
            each.mark("schemeName")
            fields["code"] = each.text("notation")
        elif identifier := read_identifier(each, reader):
            fields["identifiers"] += (identifier,)
    fields = overlaid(fields, notes.record("catalogue", CatalogueEntry, element="catalogue"), node)
    if not any(fields.values()):
        return None
    reader.log.found("catalogue", node.at("identifier"))
    return reader.log.build(node.at("identifier"), CatalogueEntry, **fields)


def write_picture(picture: Picture | None, what: str, nodes: Nodes) -> list[dict[str, Any]]:
    """Write where a picture is, in a note; one that is no address but the picture itself would be thousands of letters there.

    Args:
        picture: the picture.
        what: it is of, for the finding.
        nodes: of the document.
    """
    if picture and picture.uri.startswith("data:"):
        nodes.remark(
            "left-out",
            f"ELM has no place for a picture of {what} within the credential: it was left out.",
            hint="Give the address at which it can be seen.",
        )
        return []
    return [tell(nodes, "picture", picture)] if picture else []


def _read_page(page: Node, reader: Reader) -> FurtherInformation | None:
    url, title = reader.web_resource(page)
    found = reader.log.build(page.pointer, FurtherInformation, title, url) if url else None
    if found:
        reader.log.found(_ELEMENT, page.pointer)
    else:
        reader.log.unmark(page.pointer)
    return found


def _read_note(said: Said, reader: Reader) -> FurtherInformation:
    """A note on whatever others think worth telling, under its heading."""
    reader.log.found(_ELEMENT, said.node.pointer)
    heading: Mapping[str, str] = said.heading or {}
    return FurtherInformation(
        Text({tag: f"{heading[tag]}: {words}" if tag in heading else words for tag, words in said.text.items()})
    )
