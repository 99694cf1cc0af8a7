"""Baked badges: a credential in a PNG or SVG picture, taken out strictly and put in as every reader expects it.

Open Badges 3.0, "Baked Badge", Open Badges 2.0 Baking, and Comprehensive Learner Record 2.0, which name the PNG keywords and the SVG
elements: https://www.imsglobal.org/spec/ob/v3p0/#docformat and https://www.imsglobal.org/spec/ob/v2p0/baking/ . A picture carries one
credential. Where two readers could find different ones (two texts, two keywords, an attribute beside a content), nothing is taken out.

    baked = unbake(Path("badge.png").read_bytes())
    baked.text, baked.carrier, baked.standard         # '{"@context": ...', 'png', 'openbadges-3'
    data = bake(picture, document)                    # the picture, with the document in it

The picture itself is not signed and shows what its holder likes. Taking out looks at its container, not at its pixels or scripts; a
picture with broken pixels, or one that runs something, gets no credential baked in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from credseal.encoding import compact_jws, strict_json
from credseal.errors import MediaError

if TYPE_CHECKING:
    from credseal.media.svg_xml import Carrier as SvgCarrier

Carrier: TypeAlias = Literal["png", "svg"]
Standard: TypeAlias = Literal["openbadges-2", "openbadges-3", "clr-2"]


class _Names(NamedTuple):
    """What a standard calls its credential in pictures."""

    keyword: str
    namespace: str
    element: str
    prefix: str


_STANDARDS: dict[Standard, _Names] = {
    "openbadges-3": _Names("openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential", "openbadges"),
    "openbadges-2": _Names("openbadges", "http://openbadges.org", "assertion", "openbadges"),
    "clr-2": _Names("clrcredential", "https://purl.imsglobal.org/clr/v2p0", "credential", "clr"),
}
_KEYWORDS = {names.keyword: standard for standard, names in _STANDARDS.items()}
_NAMESPACES = {names.namespace: standard for standard, names in _STANDARDS.items()}
_ELEMENTS = {names.namespace: names.element for names in _STANDARDS.values()}
_WHITE = " \t\r\n"


@dataclass(frozen=True)
class Baked:
    """What a picture carries.

    Attributes:
        text: JSON, a compact JSON Web Signature, or (``openbadges-2`` only) the URL of a hosted assertion; read it strictly.
        carrier: the kind of picture.
        standard: the standard that the text is to follow, by how it was put in.
    """

    text: str = field(repr=False)
    carrier: Carrier
    standard: Standard


def carrier_of(data: bytes) -> Carrier | None:
    """The kind of picture that data may be, by how it begins; no JSON and no token begins so."""
    if data.startswith(b"\x89PNG"):
        return "png"
    return "svg" if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else None


def unbake(data: bytes) -> Baked:
    """What a picture carries.

    Args:
        data: a PNG or SVG picture; it is told apart by its content.

    Raises:
        MediaError: ``media.form`` (neither PNG nor SVG), ``media.empty`` (no credential in it), ``media.ambiguous`` (more than
            one, or one that readers could take for different ones), ``media.text-chunk`` (in a kind of PNG text that its
            standard does not allow), ``png.*`` and ``svg.*`` (a picture that is broken or hostile).
    """
    carrier = carrier_of(data)
    if carrier == "png":
        return _from_png(data)
    if carrier == "svg":
        return _from_svg(data)
    raise _no_picture()


def bake(picture: bytes, text: str, standard: Standard = "openbadges-3") -> bytes:
    """A copy of a picture that carries a credential, in place of any that it carried.

    Args:
        picture: PNG or SVG.
        text: the credential: a JSON object, or a compact JSON Web Signature.
        standard: which it follows.

    Raises:
        MediaError: ``media.form``; ``png.*`` and ``svg.*``, a picture that is broken, hostile or too large.
        JsonError, EncodingError: the text is neither.
    """
    text = text.strip(_WHITE)
    if text.startswith("{"):
        strict_json.loads(text)
    else:
        compact_jws.split(text)
    names = _STANDARDS[standard]
    carrier = carrier_of(picture)
    if carrier == "png":
        from credseal.media import png  # noqa: PLC0415  most credentials come in no picture

        data = png.with_text(picture, names.keyword, text, replacing=_KEYWORDS)
    elif carrier == "svg":
        from credseal.media import svg  # noqa: PLC0415  as above

        data = svg.with_carrier(picture, names.namespace, text, prefix=names.prefix, names=_ELEMENTS)
    else:
        raise _no_picture()
    unbake(
        data
    )  # what our own reader would refuse (a picture grown too large, a keyword in capitals) leaves nobody's hands
    return data


def _from_png(data: bytes) -> Baked:
    from credseal.media import png  # noqa: PLC0415  most credentials come in no picture

    found = [text for text in png.read_texts(data) if text.keyword.lower() in _KEYWORDS]
    if not found:
        raise _empty()
    if len(found) > 1:
        raise _ambiguous(f"it holds {len(found)} texts with a credential's keyword")
    (text,) = found
    standard = _KEYWORDS.get(text.keyword)
    if standard is None:
        raise _ambiguous("its keyword differs in capitals from the one that the standard names")
    # Badges before Open Badges 1.1 have the URL of their assertion in tEXt. What is not ASCII some read as UTF-8 there.
    legacy = standard == "openbadges-2" and text.kind == "tEXt" and text.text.isascii()
    if text.kind != "iTXt" and not legacy:
        raise MediaError(
            f"The credential stands in a text of the kind {text.kind}, where readers of the standard do not look for it.",
            code="media.text-chunk",
            hint="Ask the issuer for a picture with an iTXt text, or for the credential as a .json or .jwt file.",
        )
    return Baked(_filled(text.text), "png", standard)


def _from_svg(data: bytes) -> Baked:
    from credseal.media import svg  # noqa: PLC0415  as above

    carriers = svg.read_carriers(data, _ELEMENTS)
    if not carriers:
        raise _empty()
    if len(carriers) > 1:
        raise _ambiguous(f"it holds {len(carriers)} elements with a credential")
    (carrier,) = carriers
    standard = _NAMESPACES[carrier.namespace]
    if carrier.verify is None or not carrier.text:
        text = _filled(carrier.text if carrier.verify is None else carrier.verify)
        if text.startswith("{") is not (carrier.verify is None):
            raise _ambiguous("JSON belongs into the element, a token or URL into its attribute")
    elif standard == "openbadges-2" and carrier.verify in _addresses(carrier):
        text = carrier.text
    else:
        raise _ambiguous("an attribute and a content of the element both hold one")
    return Baked(text, "svg", standard)


def _addresses(carrier: SvgCarrier) -> list[object]:
    """Where a hosted assertion says that it is: Open Badges 2.0 Baking has that in the attribute, beside the assertion."""
    assertion = strict_json.loads(carrier.text)
    if not isinstance(assertion, dict):
        return []
    verify = assertion.get("verify")
    return [assertion.get("id"), verify.get("url") if isinstance(verify, dict) else None]


def _filled(text: str) -> str:
    if not text.strip(_WHITE):
        raise _empty()
    return text


def _empty() -> MediaError:
    return MediaError(
        "There is no credential in this picture.",
        code="media.empty",
        hint="Phones, messengers and picture editors drop it when they save; ask for the file as it was issued, or for a .json file.",
    )


def _ambiguous(why: str) -> MediaError:
    return MediaError(
        f"It is not clear which credential the picture carries: {why}.",
        code="media.ambiguous",
        hint="Ask for the original picture, or for the credential as a .json or .jwt file.",
    )


def _no_picture() -> MediaError:
    return MediaError(
        "This is neither a PNG nor an SVG picture.",
        code="media.form",
        hint="Of all picture formats, these two can carry a credential.",
    )
