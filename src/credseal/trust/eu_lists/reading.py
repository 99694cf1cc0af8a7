"""The XML of trusted lists, read so that it can do nothing but be read. The only module that knows lxml.

XML 1.0 (https://www.w3.org/TR/xml/); ETSI TS 119 612, clause 5.1 and annex B: trusted lists are XML in UTF-8. Document types are refused before
the parser sees them: with them go entities, external files and default attributes. Nothing is fetched, and what is too large, too
deep or has too many parts is not read.

    root = parse(data)                                        # TrustListError: trust-list.xml, trust-list.size
    text(child(root, TSL, "SchemeInformation", "SchemeTerritory"))       # 'ES'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from credseal.encoding.inert import inert
from credseal.errors import MissingExtraError, ModelError, TrustListError
from credseal.model.dates import parse_instant

if TYPE_CHECKING:
    from datetime import datetime

Element: TypeAlias = Any  # of lxml, which has no types

TSL = "{http://uri.etsi.org/02231/v2#}"
ADDITIONAL = "{http://uri.etsi.org/02231/v2/additionaltypes#}"
QUALIFICATIONS = "{http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

MOST_BYTES = 32 * 1024 * 1024
# The largest lists of today have 16 tags and 6 attributes in a kilobyte.
_MOST_PARTS = 2_000_000
_MOST_NAME = 300


def parse(data: bytes) -> Element:
    """Read a list's XML.

    Args:
        data: the file.

    Returns:
        The root element, whose signature nobody has checked.

    Raises:
        TrustListError: ``trust-list.size``, ``trust-list.xml`` (not well-formed, not in UTF-8, with a document type).
        MissingExtraError: ``extra.trust``.
    """
    if len(data) > MOST_BYTES or data.count(b"<") + data.count(b"=") > _MOST_PARTS:
        raise TrustListError(
            f"The trusted list is larger than {MOST_BYTES} bytes, or has more elements and attributes than any has.",
            code="trust-list.size",
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_xml("it is not in UTF-8") from None
    if b"\0" in data or b"<!DOCTYPE" in data:
        raise _not_xml("it has a document type, which trusted lists have not")
    etree = _etree()
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise _not_xml(f"it is not well-formed (line {error.lineno})") from None
    return root


def parser() -> Any:
    """A parser of its own for each document, as lxml's are not for several threads at once.

    Raises:
        MissingExtraError: ``extra.trust``.
    """
    return _etree().XMLParser(
        encoding="utf-8",  # whatever the document says: in another one, what was looked for before would mean something else
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,  # they are not signed
    )


def child(element: Element, namespace: str, *names: str) -> Element | None:
    """The element below, by the names on the way to it; None where it is not there.

    Raises:
        TrustListError: ``trust-list.form``, there are several.
    """
    for name in names:
        found = element.findall(namespace + name)
        if len(found) > 1:
            raise form(f"It has {name} more than once where it belongs once")
        if not found:
            return None
        element = found[0]
    return element


def needed(element: Element, namespace: str, *names: str) -> Element:
    """As ``child``, of what must be there.

    Raises:
        TrustListError: ``trust-list.form``.
    """
    found = child(element, namespace, *names)
    if found is None:
        raise form(f"It has no {'/'.join(names)}")
    return found


def text(element: Element) -> str:
    """The text in an element, without the white space around it.

    Raises:
        TrustListError: ``trust-list.form``, other things stand in it: text in two pieces is not read as one.
    """
    if len(element):
        raise form(f"{local_name(element)} holds more than text")
    return (element.text or "").strip()


def instant(element: Element) -> datetime:
    """The instant in an element.

    Raises:
        TrustListError: ``trust-list.form``.
    """
    try:
        return parse_instant(text(element))
    except ModelError:
        raise form(f"{local_name(element)} holds no instant with its zone") from None


def name_in(element: Element | None, otherwise: str = "") -> str:
    """A name that stands there in several languages: the English one, else the first; inert, and not too long."""
    if element is None:
        return otherwise
    names = {(each.get(LANGUAGE) or "").lower(): text(each) for each in reversed(element.findall(TSL + "Name"))}
    first = next(reversed(names.values()), "")
    return inert(names.get("en") or first or otherwise, most=_MOST_NAME)


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def form(what: str) -> TrustListError:
    """The error for a list that is not what the standard has."""
    return TrustListError(f"The trusted list is not of the form of ETSI TS 119 612. {what}.", code="trust-list.form")


def _not_xml(why: str) -> TrustListError:
    return TrustListError(
        f"The trusted list cannot be read: {why}.",
        code="trust-list.xml",
        hint="Get the file again, as its publisher has it: XML, not the PDF made of it.",
    )


def _etree() -> Any:
    try:
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  heavy, and only here
    except ImportError:
        raise MissingExtraError(
            "Trusted lists are read with lxml, which is not installed.",
            code="extra.trust",
            hint='Install it: pip install "credseal[trust]".',
        ) from None
    return etree
