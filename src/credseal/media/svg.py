"""Credentials in SVG pictures: found, and put in.

Open Badges 3.0, "Baked Badge" (https://www.imsglobal.org/spec/ob/v3p0/#docformat), and Open Badges 2.0 Baking
(https://www.imsglobal.org/spec/ob/v2p0/baking/): a credential is an element of a namespace of its own, right below the picture's root. Its
attribute ``verify`` holds a token, or its content is JSON in CDATA: readers that take the first piece of the content only, as the
official validator does, would take no more than the beginning of escaped text.

    names = {"https://purl.imsglobal.org/ob/v3p0": "credential"}
    for carrier in read_carriers(data, names):
        carrier.verify, carrier.text                  # None, '{"@context": ...'
    data = with_carrier(data, "https://purl.imsglobal.org/ob/v3p0", document, prefix="openbadges", names=names)

Scripts are left alone when reading, as the picture is never shown; a picture that runs something is not written to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.errors import MediaError
from credseal.media.svg_xml import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from credseal.media.svg_xml import Carrier

# It begins at the first of its spaces: a start tag may hold millions of them before its end.
_ATTRIBUTE = re.compile(rb"""(?<!\s)\s++([^\s=]++)\s*+=\s*+("[^"]*+"|'[^']*+')""")
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})
# What a JSON string may hold as it is, and CDATA may not.
_NOT_IN_CDATA = re.compile("(?<=]])>|[\ufffe\uffff]")


def read_carriers(data: bytes, names: Mapping[str, str]) -> tuple[Carrier, ...]:
    """The elements of a picture that carry credentials, in their order.

    Args:
        data: the picture, in UTF-8.
        names: the local name of the element that carries a credential, for each namespace that has one.

    Raises:
        MediaError: what ``svg_xml.parse`` raises.
    """
    return parse(data, names).carriers


def with_carrier(data: bytes, namespace: str, text: str, *, prefix: str, names: Mapping[str, str]) -> bytes:
    """A copy of a picture with one carrier, right after the root's start tag; carriers that it has are taken out.

    The root declares the namespace; all else stays as it is, byte for byte.

    Args:
        data: the picture, in UTF-8.
        namespace: of the carrier.
        text: JSON becomes the carrier's content, a token its attribute ``verify``.
        prefix: for the namespace.
        names: as of ``read_carriers``; ``namespace`` is among them.

    Raises:
        MediaError: ``svg.active``, the picture runs something; ``svg.prefix``, its root declares the prefix for something
            else; and what ``svg_xml.parse`` raises.
    """
    picture = parse(data, names)
    if picture.runs:
        raise MediaError(
            "The picture holds a script, an event handler, a style sheet or embedded content: something would run where it is shown.",
            code="svg.active",
            hint="Save it as plain SVG, without scripts and links.",
        )
    start, end = picture.root
    tag = _with_namespace(data[start:end], prefix, namespace, names)
    carrier = _written(f"{prefix}:{names[namespace]}", text)
    if tag.endswith(b"/>"):
        return data[:start] + tag[:-2] + b">" + carrier + b"</" + _name(tag) + b">" + data[end:]
    kept = [data[:start], tag, carrier]
    for begin, after in (one.span for one in picture.carriers):
        kept.append(data[end:begin])
        end = after
    return b"".join((*kept, data[end:]))


def _with_namespace(tag: bytes, prefix: str, namespace: str, others: Collection[str]) -> bytes:
    """A start tag that declares the namespace, in place of another one of ``others`` that it declares for the prefix."""
    declaration = f"xmlns:{prefix}"
    after_name = len(_name(tag)) + 1
    for attribute in _ATTRIBUTE.finditer(tag, after_name):
        if attribute[1] == declaration.encode():
            if attribute[2][1:-1].decode() not in others:
                raise MediaError(
                    f'The picture uses the prefix "{prefix}" for something else than credentials.', code="svg.prefix"
                )
            return tag[: attribute.start(2) + 1] + namespace.encode() + tag[attribute.end(2) - 1 :]
    return tag[:after_name] + f' {declaration}="{namespace}"'.encode() + tag[after_name:]


def _name(tag: bytes) -> bytes:
    return tag[1:].split(maxsplit=1)[0].rstrip(b"/>")


def _written(name: str, text: str) -> bytes:
    if not text.startswith("{"):
        return f'<{name} verify="{text.translate(_IN_ATTRIBUTE)}"/>'.encode()
    escaped = _NOT_IN_CDATA.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"<{name}><![CDATA[{escaped}]]></{name}>".encode()
