"""How a credential is shown: its title, the languages it is in, and a picture of it in each.

European Learning Model 3.2, ``DisplayParameter``. A picture is mandatory; viewers show it as the credential. It is the one of the issuing where
that lies within the record, else the rendered certificate (extra ``render``).

    write_display(credential, issuance, ("en", "pl"), nodes)
    read_display(node, reader)            # Display(title, description, picture)
"""

from dataclasses import replace
from typing import Any, NamedTuple

from credseal.model.achievement import MicroCredential
from credseal.model.picture import Picture
from credseal.model.text import UNDETERMINED, Text
from credseal.profiles.elm.languages import write_language
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.elm.pictures import read_media, write_media, write_png
from credseal.profiles.issuance import Issuance
from credseal.profiles.tolerant import Node


class Display(NamedTuple):
    """What a document says of how it is shown."""

    title: Text | None = None
    description: Text | None = None
    picture: Picture | None = None


def write_display(
    credential: MicroCredential, issuance: Issuance, languages: tuple[str, ...], nodes: Nodes
) -> dict[str, Any]:
    """Write how a credential is shown.

    Args:
        credential: the record.
        issuance: its ``name``, ``description`` and ``picture`` take precedence.
        languages: tags, the first is that of the record.
        nodes: of the document.

    Raises:
        MissingExtraError: ``extra.render``: the issuing has no picture, and Pillow to draw one is not installed.
        RenderError: the typefaces cannot draw the record; give the issuing a picture.
    """
    given = write_media(issuance.picture, nodes)
    displays = []
    for tag in languages:
        image = given or write_png(_certificate(credential, issuance, tag), nodes)
        detail = nodes.node("DisplayDetail", {"page": 1, "image": image})
        displays.append(
            nodes.node("IndividualDisplay", {"language": write_language(tag, nodes), "displayDetail": [detail]})
        )
    concepts = {written["id"]: written for tag in languages if (written := write_language(tag, nodes))}
    members = {
        "title": nodes.language_map(issuance.name or credential.achievement.title, "the title"),
        "description": nodes.language_map(issuance.description, "the description"),
        "primaryLanguage": write_language(languages[0], nodes),
        "language": list(concepts.values()),
        "individualDisplay": displays,
    }
    return nodes.node("DisplayParameter", members)


def read_display(node: Node, reader: Reader) -> Display:
    """Read how a document is shown; of its pictures the first page in the first language counts."""
    reader.uri(node)
    primary = reader.concept(node, "primaryLanguage")
    reader.concepts(node, "language")
    picture = None
    for each in reader.nodes(node, "individualDisplay"):
        reader.uri(each)
        language = reader.concept(each, "language")
        for detail in reader.nodes(each, "displayDetail"):
            reader.uri(detail)
            detail.mark("page")
            if picture or (primary and language and language.uri != primary.uri):
                detail.mark("image")
            elif image := reader.first(detail, "image"):
                picture = read_media(image, reader)
                reader.log.found("picture", image.pointer)
    return Display(reader.text(node, "title"), reader.text(node, "description"), picture)


def _certificate(credential: MicroCredential, issuance: Issuance, language: str) -> bytes:
    from credseal.render import certificate_picture  # noqa: PLC0415  most documents are read, or have a picture

    if credential.achievement.language not in (language, UNDETERMINED):
        credential = replace(credential, achievement=replace(credential.achievement, language=language))
    return certificate_picture(credential, issued=issuance.issued, sealer=issuance.sealer)
