"""Pictures as ``Image`` nodes, of a credential, an achievement, a learner's achievement or an organisation.

Open Badges 3.0, ``Image``: https://www.imsglobal.org/spec/ob/v3p0/#image-0 . It may have no other members, so a caption in several
languages has its map beside the image.

    write_picture(Picture("https://uni.example/badge.png"), words, "picture")
    # {'image': {'id': 'https://uni.example/badge.png', 'type': 'Image'}}
    read_picture(node, "en")
"""

from typing import Any

from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.profiles.openbadges.further import CAPTION
from credseal.profiles.openbadges.texts import whole_text
from credseal.profiles.openbadges.words import Words
from credseal.profiles.tolerant import Node


def write_picture(picture: Picture | None, words: Words, element: str) -> dict[str, Any]:
    """The members that tell a picture; none where there is none."""
    if picture is None:
        return {}
    told = words.tell("caption", picture.caption, element, map_name=CAPTION)
    image = {"id": picture.uri, "type": "Image", **({"caption": told["caption"]} if told else {})}
    return {"image": image, **({CAPTION: told[CAPTION]} if CAPTION in told else {})}


def read_picture(node: Node, language: str, element: str | None = None) -> Picture | None:
    """The picture of a node; Open Badges 2.0 wrote its URI alone, and many still do."""
    image = node.members.get("image")
    if isinstance(image, str):
        uri = node.text("image")
        picture = node.log.build(node.at("image"), Picture, uri)
    elif inner := node.node("image"):
        uri, written = inner.text("id"), inner.text("caption")
        caption = None
        if CAPTION in node.members and node.log.extended:
            caption = whole_text(node, CAPTION, written, language)
        if caption is None and written is not None:
            caption = node.log.build(inner.at("caption"), Text.of, written, language)
        picture = node.log.build(inner.pointer, Picture, uri, caption)
    else:
        return None
    if picture and element:
        node.log.found(element, node.at("image"))
    return picture
