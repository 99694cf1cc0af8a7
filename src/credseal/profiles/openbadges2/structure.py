"""What Open Badges 2.0 demands of the members of its documents.

https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#BadgeObjects , table by table.

    check(document)                            # of an Assertion, with BadgeClass and Profile in it where they are known
    check(profile, role=("Issuer", "Profile")) # of a document that must be an issuer's Profile

Milder than the text in two places, where badges in use and the validators of 1EdTech are: a BadgeClass without ``image`` and a recipient
without ``hashed`` are warnings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding.one_or_many import as_list
from credseal.errors import ModelError, pointer_to
from credseal.findings import Finding, Severity
from credseal.model.values import LANGUAGE, is_uri, shape_of
from credseal.profiles.openbadges2.documents import types_of, way_of
from credseal.profiles.openbadges2.instants import read_instant
from credseal.profiles.openbadges2.spelling import has_context, is_extension
from credseal.profiles.openbadges2.vocabulary import CLASSES, CONTEXT, ISSUER_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from credseal.encoding.strict_json import JsonObject, JsonValue

_Test: TypeAlias = "Callable[[JsonValue], object]"

_IMAGE_DATA = re.compile(r"data:image/(?:png|svg\+xml)(?:;[^,]*)?,", re.IGNORECASE)
_BLANK = re.compile(r"_:[A-Za-z0-9]+")
# More findings tell nobody more.
_MOST = 64


@dataclass(frozen=True)
class _Kind:
    """What a member holds: one value, or ``many``; an object of a class, or what ``test`` lets pass."""

    expected: str
    test: _Test = lambda _: False
    node: str | None = None
    many: bool = False


@dataclass(frozen=True)
class _Class:
    """One table of the specification."""

    members: Mapping[str, _Kind]
    required: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    types: tuple[str, ...] = field(default=())


def _is_text(value: JsonValue) -> bool:
    return isinstance(value, str)


def _is_iri(value: JsonValue) -> bool:
    return isinstance(value, str) and (is_uri(value) or _BLANK.fullmatch(value) is not None)


def _is_web_address(value: JsonValue) -> bool:
    return isinstance(value, str) and is_uri(value) and value.lower().startswith(("http://", "https://"))


def _is_picture(value: JsonValue) -> bool:
    return _is_web_address(value) or (isinstance(value, str) and _IMAGE_DATA.match(value) is not None)


def _is_instant(value: JsonValue) -> bool:
    try:
        read_instant(value)
    except ModelError:
        return False
    return True


_TEXT = _Kind("text", _is_text)
_TEXTS = _Kind("text, or texts", _is_text, many=True)
_IRI = _Kind("an absolute IRI", _is_iri)
_INSTANT = _Kind("a date and time of ISO 8601", _is_instant)
_FLAG = _Kind("true or false", lambda value: isinstance(value, bool))
_VERSION = _Kind("text or a number", lambda value: isinstance(value, str | int | float) and not isinstance(value, bool))
_LINKS = _Kind("an address, or an object with one", _is_iri, node="Linked", many=True)
_PICTURE = _Kind("the address of a PNG or SVG picture, or its data", _is_picture, node="Image")
_EVERYWHERE = {"id": _IRI, "version": _VERSION, "related": _LINKS, "endorsement": _LINKS}

_CLASSES: Mapping[str, _Class] = {
    "Assertion": _Class(
        types=("Assertion",),
        required=("id", "type", "recipient", "badge", "issuedOn"),
        members=_EVERYWHERE
        | {
            "recipient": _Kind("one object", node="IdentityObject"),
            "badge": _Kind("the address of a BadgeClass, or one", _is_iri, node="BadgeClass"),
            "verification": _Kind("one object", node="VerificationObject"),
            "verify": _Kind("one object", node="VerificationObject"),
            "issuedOn": _INSTANT,
            "expires": _INSTANT,
            # Its picture is baked, so it cannot stand in itself.
            "image": _Kind("the address of a PNG or SVG picture", _is_web_address, node="RemoteImage"),
            "evidence": _Kind("an address, or an object", _is_iri, node="Evidence", many=True),
            "narrative": _TEXT,
            "revoked": _FLAG,
            "revocationReason": _TEXT,
            "uid": _TEXT,
        },
    ),
    "BadgeClass": _Class(
        types=("BadgeClass",),
        required=("id", "type", "name", "description", "criteria", "issuer"),
        wished=("image",),
        members=_EVERYWHERE
        | {
            "name": _TEXT,
            "description": _TEXT,
            "image": _PICTURE,
            "criteria": _Kind("an address, or an object", _is_iri, node="Criteria"),
            "issuer": _Kind("the address of a Profile, or one", _is_iri, node="Profile"),
            "alignment": _Kind("objects", node="AlignmentObject", many=True),
            "tags": _TEXTS,
        },
    ),
    "Profile": _Class(
        types=ISSUER_TYPES,
        required=("id", "type", "name", "url", "email"),
        members=_EVERYWHERE
        | {
            "name": _TEXT,
            "url": _IRI,
            "telephone": _TEXT,
            "description": _TEXT,
            "image": _PICTURE,
            "email": _TEXT,
            "publicKey": _Kind("addresses of keys, or keys", _is_iri, node="CryptographicKey", many=True),
            "verification": _Kind("one object", node="VerificationObject"),
            "revocationList": _IRI,
        },
    ),
    "IdentityObject": _Class(
        required=("type", "identity"),
        wished=("hashed",),
        members={"type": _TEXT, "identity": _TEXT, "hashed": _FLAG, "salt": _TEXT},
    ),
    "VerificationObject": _Class(
        members={
            "verificationProperty": _TEXT,
            "startsWith": _TEXTS,
            "allowedOrigins": _TEXTS,
            "creator": _Kind("the address of a key, or a key", _is_iri, node="CryptographicKey"),
        }
    ),
    "CryptographicKey": _Class(
        required=("owner", "publicKeyPem"), members={"id": _IRI, "owner": _IRI, "publicKeyPem": _TEXT}
    ),
    "RevocationList": _Class(
        types=("RevocationList",),
        required=("type", "revokedAssertions"),
        members={
            "id": _IRI,
            "issuer": _Kind("the address of a Profile, or one", _is_iri, node="Linked"),
            "revokedAssertions": _Kind("identifiers, or objects", _is_text, node="Revoked", many=True),
        },
    ),
    "Revoked": _Class(members={"id": _IRI, "uid": _TEXT, "revoked": _FLAG, "revocationReason": _TEXT}),
    "Evidence": _Class(
        members={"id": _IRI, "narrative": _TEXT, "name": _TEXT, "description": _TEXT, "genre": _TEXT, "audience": _TEXT}
    ),
    "Criteria": _Class(members={"id": _IRI, "narrative": _TEXT}),
    "Image": _Class(required=("id",), members={"id": _PICTURE, "caption": _TEXT, "author": _LINKS}),
    "RemoteImage": _Class(
        required=("id",),
        members={"id": _Kind("the address of a picture", _is_web_address), "caption": _TEXT, "author": _LINKS},
    ),
    "AlignmentObject": _Class(
        required=("targetName", "targetUrl"),
        members={
            "targetName": _TEXT,
            "targetUrl": _IRI,
            "targetDescription": _TEXT,
            "targetFramework": _TEXT,
            "targetCode": _TEXT,
        },
    ),
    "Endorsement": _Class(
        types=("Endorsement",),
        required=("id", "type", "claim", "issuer", "issuedOn", "verification"),
        members={"id": _IRI, "issuer": _LINKS, "issuedOn": _INSTANT},
    ),
    "Linked": _Class(members={"id": _IRI}),
}
# A document of which nothing else is known is held to the table of its type.
_TABLE_OF_TYPE: Mapping[str, str] = {
    "Assertion": "Assertion",
    "BadgeClass": "BadgeClass",
    "Issuer": "Profile",
    "Profile": "Profile",
    "CryptographicKey": "CryptographicKey",
    "RevocationList": "RevocationList",
    "AlignmentObject": "AlignmentObject",
    "Endorsement": "Endorsement",
    "Evidence": "Evidence",
    "Criteria": "Criteria",
    "Image": "Image",
}
Role: TypeAlias = Literal["Assertion", "BadgeClass", "Profile", "CryptographicKey", "RevocationList"]


def check(document: JsonObject, *, role: Role | None = None) -> tuple[Finding, ...]:
    """What the standard demands of a document and this one does not fulfil.

    Args:
        document: a JSON object.
        role: what it must be; by default what its ``type`` says.

    Returns:
        Errors and warnings, at most 64: ``openbadges2.context``, ``.type``, ``.missing-member``, ``.wrong-member``,
        ``.verification``, ``.zone``, ``.language``, ``.extension``.
    """
    return tuple(islice(_findings(document, role), _MOST))


def _findings(document: JsonObject, role: Role | None) -> Iterator[Finding]:
    if not has_context(document):
        yield _found("context", f"The document's context is not that of Open Badges 2.0 ({CONTEXT}).", "/@context")
    types = types_of(document)
    table: str | None = role or next((_TABLE_OF_TYPE[each] for each in types if each in _TABLE_OF_TYPE), None)
    if table is None:
        yield from _of_types(document, "", ())
    elif table == "Assertion" and document.get("revoked") is True:
        # All that has to be left of a revoked one (section "Revoking Hosted Assertions").
        yield from _of_members(document, "", _CLASSES["Assertion"], ("id",))
    else:
        yield from _of_node(document, "", _CLASSES[table], is_root=True)
        if table == "Assertion":
            yield from _of_verification(document)


def _of_node(node: JsonObject, pointer: str, table: _Class, *, is_root: bool = False) -> Iterator[Finding]:
    if table.types or is_root or ("type" in node and "type" not in table.members):
        yield from _of_types(node, pointer, table.types)
    yield from _of_members(node, pointer, table, table.required)


def _of_members(node: JsonObject, pointer: str, table: _Class, required: tuple[str, ...]) -> Iterator[Finding]:
    for name in required:
        if name not in node and name != "type":
            yield _found("missing-member", f'The member "{name}" is missing.', pointer)
    for name in table.wished:
        if name not in node:
            yield _found("missing-member", f'The standard demands a member "{name}" here.', pointer, severity="warning")
    language = node.get("@language")
    if language is not None and not (isinstance(language, str) and LANGUAGE.test(language)):
        yield _found("language", "This is no language tag (BCP 47).", f"{pointer}/@language", severity="warning")
    for name, value in node.items():
        place = pointer + pointer_to(name)
        if is_extension(name, value):
            yield from _of_extension(value, place)
        elif name in table.members:
            yield from _of_value(value, place, table.members[name])


def _of_value(value: JsonValue, place: str, kind: _Kind) -> Iterator[Finding]:
    several = kind.many and isinstance(value, list)
    for index, each in enumerate(as_list(value) if several else [value]):
        at = f"{place}/{index}" if several else place
        if isinstance(each, dict) and kind.node is not None:
            yield from _of_node(each, at, _CLASSES[kind.node])
        elif not kind.test(each):
            yield _found("wrong-member", f"This must be {kind.expected}; it is {_shape(each)}.", at)
        elif kind is _INSTANT and not read_instant(each).has_zone:
            message = "The standard demands a time zone here; without one, the instant is read as UTC."
            yield _found("zone", message, at, severity="warning")


def _of_types(node: JsonObject, pointer: str, expected: tuple[str, ...]) -> Iterator[Finding]:
    values = as_list(node.get("type"))
    place = f"{pointer}/type"
    if not values or not all(isinstance(each, str) and each for each in values):
        yield _found("type", "There is no type, or it is not text.", place)
        return
    types = types_of(node)
    if expected and not set(types) & set(expected):
        yield _found("type", f"The type must be {' or '.join(expected)}.", place)
    elif any(each not in CLASSES and ":" not in each for each in types):
        yield _found("type", "A type is neither a class of Open Badges nor named by an IRI.", place)


def _of_verification(document: JsonObject) -> Iterator[Finding]:
    if "verification" not in document and "verify" not in document:
        yield _found("missing-member", 'The member "verification" is missing.', "")
    elif way_of(document) is None:
        message = "It must say that it is verified either at its address (hosted) or by a signature (signed)."
        yield _found("verification", message, "/verification")


def _of_extension(value: JsonValue, place: str) -> Iterator[Finding]:
    """Section "Extensions": an object with a context of its own, of the type Extension. Its content is not looked at."""
    if not isinstance(value, dict) or "@context" not in value or "Extension" not in types_of(value):
        message = 'An extension is an object with a "@context" of its own and the type Extension.'
        yield _found("extension", message, place)


def _shape(value: JsonValue) -> str:
    return "text of another form" if isinstance(value, str) else shape_of(value)


def _found(code: str, message: str, pointer: str, *, severity: Severity = "error") -> Finding:
    return Finding(f"openbadges2.{code}", severity, message, pointer)
