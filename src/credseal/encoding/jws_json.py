r"""The JSON serialisations of a JSON Web Signature, taken apart: the payload's text, and each signature with its headers.

RFC 7515, section 7.2, general and flattened syntax: https://www.rfc-editor.org/rfc/rfc7515#section-7.2. Only the outer form is looked
at: which members there are, and of which kind. What ``payload`` stands for depends on the protected header's ``b64`` (RFC 7797), so
that it stays the text that was received. A form that two readers could take for different things is refused: repeated members,
the members of both syntaxes in one object, a payload that is no string.

    parts = jws_json.split(b'{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJFUzI1NiJ9","signature":"c2ln"}]}')
    parts.payload                     # 'e30'
    parts.signatures[0].protected     # 'eyJhbGciOiJFUzI1NiJ9'
    parts.members                     # (): nothing else stood there

White space and escapes around and inside the strings are gone then: they were never signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding import strict_json
from credseal.errors import EncodingError, pointer_to

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject, JsonValue

MOST_SIGNATURES = 8
"""Signatures of one file that are read."""

Form: TypeAlias = Literal["general", "flattened"]

_OF_A_SIGNATURE = ("protected", "header", "signature")
_KNOWN = {"general": ("payload", "signatures"), "flattened": ("payload", *_OF_A_SIGNATURE)}


@dataclass(frozen=True)
class JsonSignature:
    """One signature; nothing of it is to be believed yet.

    Attributes:
        protected: the protected header, in base64url as received.
        header: the unprotected header, which nothing covers; empty where there is none.
        signature: in base64url as received.
        pointer: JSON pointer to the object in the file; ``""`` in the flattened syntax.
    """

    protected: str
    header: JsonObject
    signature: str
    pointer: str


@dataclass(frozen=True)
class JsonJws:
    """A file taken apart.

    Attributes:
        payload: its text, JSON's escapes undone.
        signatures: one to eight.
        form: which of the two syntaxes it is.
        members: JSON pointers to what stands beside the members that RFC 7515 knows: nothing signs it, and nothing reads it.
    """

    payload: str
    signatures: tuple[JsonSignature, ...]
    form: Form
    members: tuple[str, ...]


def split(data: bytes | str) -> JsonJws:
    """Takes a JSON Web Signature in one of the JSON serialisations apart.

    Args:
        data: the file: UTF-8 without a byte order mark, or text.

    Raises:
        JsonError: the file is not strict JSON: cut off, a repeated member, too long, too deep.
        EncodingError: ``jose.form`` (members of neither or both syntaxes, or of another kind than they have to be),
            ``jose.detached`` (the payload is elsewhere), ``jose.count`` (no signature, or more than eight).
    """
    document = strict_json.loads(data)
    if not isinstance(document, dict):
        raise _form("The file is JSON, but no object.", "")
    if "signatures" not in document and "signature" not in document:
        raise _form("The file is JSON without a signature (neither 'signatures' nor 'signature').", "")
    form: Form = "general" if "signatures" in document else "flattened"
    if form == "general" and any(name in document for name in _OF_A_SIGNATURE):
        raise _form(
            "The file has 'signatures' and, beside it, a signature of its own (RFC 7515, section 7.2.2).", "/signatures"
        )
    listed = document["signatures"] if form == "general" else [document]
    if not isinstance(listed, list):
        raise _form("'signatures' is not a list.", "/signatures")
    if not 0 < len(listed) <= MOST_SIGNATURES:
        raise EncodingError(
            f"The file has {len(listed)} signatures; from 1 to {MOST_SIGNATURES} are read.",
            code="jose.count",
            pointer="/signatures",
        )
    base = (("signatures", index) for index in range(len(listed))) if form == "general" else ((),)
    signatures = tuple(_signature(each, pointer_to(*steps)) for each, steps in zip(listed, base, strict=True))
    return JsonJws(_payload(document), signatures, form, tuple(_others(document, form)))


def _payload(document: JsonObject) -> str:
    payload = document.get("payload", "")
    if not isinstance(payload, str):
        raise _form("'payload' is not a string.", "/payload")
    if not payload:
        raise EncodingError(
            "The file has no payload: what was signed is kept elsewhere (RFC 7515, appendix F).",
            code="jose.detached",
            pointer="/payload",
            hint="Ask for the file that holds what was signed together with the signature.",
        )
    return payload


def _signature(value: JsonValue, pointer: str) -> JsonSignature:
    if not isinstance(value, dict):
        raise _form("A signature is not an object.", pointer)
    header = value.get("header", {})
    if not isinstance(header, dict):
        raise _form("The unprotected 'header' is not an object.", f"{pointer}/header")
    protected, signature = (_text(value, name, pointer) for name in ("protected", "signature"))
    return JsonSignature(protected, header, signature, pointer)


def _text(value: JsonObject, name: str, pointer: str) -> str:
    text = value.get(name)
    if not isinstance(text, str) or not text:
        state = "is missing" if name not in value else "is not a string, or empty"
        raise _form(f"'{name}' {state}.", f"{pointer}/{name}")
    return text


def _others(document: JsonObject, form: Form) -> list[str]:
    """What else stands there; ``document`` has been found to be of that form."""
    found = [pointer_to(name) for name in document if name not in _KNOWN[form]]
    listed = document.get("signatures")
    for index, each in enumerate(listed if isinstance(listed, list) else ()):
        found += [
            pointer_to("signatures", index, name)
            for name in (each if isinstance(each, dict) else ())
            if name not in _OF_A_SIGNATURE
        ]
    return found


def _form(message: str, pointer: str) -> EncodingError:
    return EncodingError(
        message,
        code="jose.form",
        pointer=pointer,
        hint="A signed file has 'payload' and 'signatures', or 'payload', 'protected' and 'signature' (RFC 7515, section 7.2).",
    )
