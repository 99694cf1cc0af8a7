"""Pictures as ``MediaObject`` nodes: they lie within the credential, in base64, as PNG or JPEG.

    write_media(Picture("data:image/png;base64,iVBORw0..."), nodes)
    read_media(node, reader)                # Picture('data:image/png;base64,iVBORw0...')

A picture that is somewhere on the web is not fetched: it is left out, and a finding says so.
"""

import base64
import re
from collections.abc import Mapping
from typing import Any

from credseal.model.concepts import Concept
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader
from credseal.profiles.tolerant import Node

_DATA = re.compile(r"data:(?P<type>image/(?:png|jpeg));base64,(?P<content>[A-Za-z0-9+/]+={0,2})")
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_FILE_TYPES: Mapping[str, str] = {"image/png": "PNG", "image/jpeg": "JPEG"}
# What the content begins with, in base64: some say JPEG of what is a PNG.
_BEGINNINGS: Mapping[str, str] = {"iVBORw0KGgo": "image/png", "/9j/": "image/jpeg"}


def write_media(picture: Picture | None, nodes: Nodes) -> dict[str, Any] | None:
    """Write a picture; None where there is none, or it does not lie within the record."""
    if picture is None:
        return None
    match = _DATA.fullmatch(picture.uri)
    if match is None:
        nodes.remark(
            "picture-elsewhere",
            "A picture must lie within the credential: one that is elsewhere, or no PNG or JPEG, was left out.",
            hint="Give it as a data: URI in base64.",
        )
        return None
    return write_content(match["content"], match["type"], nodes, title=picture.caption)


def write_png(data: bytes, nodes: Nodes) -> dict[str, Any]:
    """Write the bytes of a PNG."""
    return write_content(base64.b64encode(data).decode("ascii"), "image/png", nodes)


def write_content(content: str, media_type: str, nodes: Nodes, *, title: Text | None = None) -> dict[str, Any]:
    """Write a picture that is in base64 already."""
    name = _FILE_TYPES[media_type]
    members = {
        "title": nodes.language_map(title, "the caption of a picture"),
        "content": content,
        "contentEncoding": nodes.entry("encoding", "base64"),
        "contentType": nodes.concept("file-type", Concept(_FILE_TYPE + name, Text.of(name, "en"))),
    }
    return nodes.node("MediaObject", members)


def read_media(node: Node, reader: Reader) -> Picture | None:
    """Read a picture; None, and nothing of it counts as understood, where it is none."""
    reader.uri(node)
    content, caption = node.text("content") or "", reader.text(node, "title")
    declared, encoding = reader.concept(node, "contentType"), reader.concept(node, "contentEncoding")
    stated = next((each for each, name in _FILE_TYPES.items() if declared and declared.uri == _FILE_TYPE + name), None)
    media_type = next((each for begins, each in _BEGINNINGS.items() if content.startswith(begins)), stated)
    if stated != media_type and media_type and "contentType" in node.members:
        reader.log.report(
            "media-type", "The picture is of another type than it says.", node.at("contentType"), severity="info"
        )
    uri = f"data:{media_type};base64,{content}"
    if media_type and encoding and _DATA.fullmatch(uri):
        return reader.log.build(node.pointer, Picture, uri, caption)
    reader.log.unmark(node.pointer)
    return None
