"""What was handed over: a file, text, bytes or a parsed object, told apart strictly by its content and read within bounds.

JSON; a compact JSON Web Signature whose payload is the credential (see ``encoding.credential_token``; Open Badges 2.0, signed badges), and an
SD-JWT (see ``encoding.sd_jwt_credential``), also in an *enveloped verifiable credential* (Verifiable Credentials Data Model 2.0, section 4.13.2:
https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials); an e-seal around it, JSON or compact (JAdES, ETSI TS 119 182-1,
as European Digital Credentials have it); and PNG or SVG pictures that carry one of these. The name of a file is not looked at.

    envelope = open_envelope(Path("badge.png"))
    envelope.document        # the JSON object
    envelope.token           # the token that it is the payload of, or None: its signature was not checked here
    envelope.notes           # what a verifier should tell about how it came
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from credseal.encoding import (
    base64url,
    compact_jws,
    credential_token,
    jose_parts,
    presentation_token,
    sd_jwt_credential,
    strict_json,
)
from credseal.encoding.one_or_many import as_list
from credseal.errors import EncodingError, EnvelopeError, FetchError, JsonError, pointer_to
from credseal.files import read
from credseal.findings import Finding
from credseal.media.baked import carrier_of, unbake
from credseal.net import urls

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.media.baked import Carrier, Standard

Source: TypeAlias = "Path | str | bytes | Mapping[str, Any]"
"""A ``Path`` is a file, ``str`` and ``bytes`` are content, a mapping is parsed JSON."""

_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<(?:!doctype\s++)?html\b", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?![a-z]+://)[^\n{]{0,255}\.(?:json|jsonld|1ob|jwt|jws|png|svg)", re.IGNORECASE)
_WHITE = b" \t\r\n"
_FIRST_OF_TOKEN = b"e"  # of base64url text that begins an object; no JSON text begins with it
# What tells a seal in compact form from other tokens: ETSI TS 119 182-1, sections 5.1.7, 5.1.8, 5.1.11 and 5.2.1.
_OF_A_SEAL = frozenset({"x5t#S256", "x5c"})
_TIMES = frozenset({"iat", "sigT"})
_OF_A_JWT = frozenset({*credential_token.REGISTERED, "vc", "vp"})
# RFC 2397. The older name is that of drafts.
_DATA_URL = re.compile(r"data:(?P<type>[^,;]{1,64}),(?P<token>.*)", re.DOTALL)
_ENVELOPED = "EnvelopedVerifiableCredential"
_PRESENTATION = "VerifiablePresentation"
_ENVELOPED_PRESENTATION = "EnvelopedVerifiablePresentation"
_OF_AN_ENVELOPE = frozenset({"@context", "id", "type"})
_TOKENS_IN_ENVELOPES = frozenset({"application/vc+jwt", "application/vc+ld+json+jwt"})
_IN_ENVELOPES = _TOKENS_IN_ENVELOPES | sd_jwt_credential.MEDIA_TYPES
_PRESENTATIONS_IN_ENVELOPES = frozenset({"application/vp+jwt", "application/vp+ld+json+jwt"})


@dataclass(frozen=True)
class Envelope:
    """A credential as it came.

    Attributes:
        document: its JSON; of a token, the credential in its payload, of an SD-JWT without what its disclosures bring; empty for an SD-JWT VC,
            and where only the address of a credential came.
        notes: what should be told about how it came.
        form: how the credential is written; ``jades`` is an e-seal around it, ``url`` the address of a hosted Open Badges assertion.
        carrier: the kind of picture that it came in.
        standard: the standard that it follows, by how it stands in the picture.
        token: the compact text, or the sealed file, that ``document`` is from, whose signature nobody has checked yet.
        payload: in a sealed file, the bytes that ``document`` was read from.
        claims: the registered claims (RFC 7519, section 4.1) of the token.
        hosted_at: the https URL of a hosted assertion.
    """

    document: JsonObject = field(repr=False)
    notes: tuple[Finding, ...] = ()
    form: Literal["json", "jwt", "sd-jwt", "jades", "url"] = "json"
    carrier: Carrier | None = None
    standard: Standard | None = None
    token: str | None = field(default=None, repr=False)
    payload: bytes = field(default=b"", repr=False)
    claims: JsonObject = field(default_factory=dict, repr=False)
    hosted_at: str | None = None

    @property
    def is_claims(self) -> bool:
        """Whether it is an SD-JWT VC, or an SD-JWT that cannot be read: claims, and no credential of the W3C data model."""
        return self.form == "sd-jwt" and not self.document


def open_envelope(source: Source) -> Envelope:
    """The credential in what was handed over.

    Raises:
        InputError: the file cannot be read (``file.*``), a picture is broken or carries no credential or several (``png.*``,
            ``svg.*``, ``media.*``), the content is not the JSON (``json.*``) or the token (``jose.*``) that is accepted, is of
            a form that is not verified yet or not a credential (``envelope.*``, which names it).
    """
    if isinstance(source, Mapping):
        return replace(_from_json(_dumped(source)), notes=(_DUPLICATES_UNCHECKED,))
    data = _content(source)
    if carrier_of(data) is not None:
        return _from_picture(data)
    if data.startswith(b"%PDF-"):
        raise EnvelopeError(
            "This is a PDF; this version of credseal does not look for credentials in PDFs.",
            code="envelope.pdf",
            hint="Ask for the credential as a .json file.",
        )
    return _from_text(data)


def open_presentation(source: Source) -> Envelope:
    """The presentation in what was handed over.

    JSON with a proof inside it, a token (``vp+jwt``, or a ``JWT`` with ``vp``), one in an *enveloped verifiable presentation* (section
    4.13.3); or an SD-JWT, of which the form is "sd-jwt".

    Raises:
        InputError: as ``open_envelope``; ``presentation.none``, it is something else; ``presentation.token-kind``, ``presentation.two``,
            a token with something else, or with two presentations.
    """
    notes = (_DUPLICATES_UNCHECKED,) if isinstance(source, Mapping) else ()
    data = _dumped(source).encode() if isinstance(source, Mapping) else _content(source)
    stripped = data.strip(_WHITE)
    if stripped.startswith(_FIRST_OF_TOKEN) and b"." in stripped:
        return _from_sd_jwt(stripped) if b"~" in stripped else _presentation_token(stripped)
    document = _object(strict_json.loads(data))
    types = as_list(document.get("type", []))
    if _ENVELOPED_PRESENTATION in types:
        _, token = _token_in(document, _PRESENTATIONS_IN_ENVELOPES, "presentation", "application/vp+jwt")
        return replace(_presentation_token(token), notes=(*notes, _IN_ENVELOPE))
    if _PRESENTATION not in types:
        raise EnvelopeError(
            f'This is no presentation: its "type" does not name {_PRESENTATION}.',
            code="presentation.none",
            pointer="/type",
            hint="Verify a credential without challenge and audience; nobody shows then that it is theirs.",
        )
    return Envelope(document, notes)


def _presentation_token(token: bytes) -> Envelope:
    parts = compact_jws.split(token)
    held = presentation_token.read(parts.header, parts.payload)
    return Envelope(held.document, form="jwt", token=token.decode("ascii"), claims=held.claims)


def _content(source: Path | str | bytes) -> bytes:
    """The bytes; names of files and web pages are refused."""
    if isinstance(source, str) and _FILE_NAME.fullmatch(source):
        raise EnvelopeError(
            "This text looks like the name of a file; text is taken as the credential itself.",
            code="envelope.file-name",
            hint="Give a file as a Path: verify(Path(name)).",
        )
    if not isinstance(source, Path | str | bytes):
        # Parts of an answer are mostly taken from JSON that somebody sent, in which anything may stand.
        raise EnvelopeError(
            "What was handed over is neither text nor a JSON object, so it is no credential.",
            code="envelope.shape",
            pointer="",
        )
    if isinstance(source, Path):
        source = read(source, limit=strict_json.DEFAULT.bytes)
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if _WEB_PAGE.match(data):
        raise EnvelopeError(
            "This is a web page, not a credential.",
            code="envelope.web-page",
            hint="A page of an error or a log-in may have been saved in its place; download the credential again.",
        )
    return data


def _from_picture(data: bytes) -> Envelope:
    baked = unbake(data)
    text = baked.text.strip(_WHITE.decode())
    if baked.standard == "openbadges-2" and text.startswith(("https:", "http:")):
        envelope = Envelope({}, form="url", hosted_at=_address(text))
    else:
        envelope = _from_text(text.encode("utf-8"))
    return replace(envelope, carrier=baked.carrier, standard=baked.standard, notes=(_PICTURES[baked.carrier],))


def _from_text(data: bytes) -> Envelope:
    stripped = data.strip(_WHITE)
    if not stripped.startswith(_FIRST_OF_TOKEN) or b"." not in stripped:
        return _from_json(data)
    return _from_sd_jwt(stripped) if b"~" in stripped else _from_token(stripped)


def _from_sd_jwt(text: bytes) -> Envelope:
    """An SD-JWT. What its disclosures bring is put in place where it is verified; which kind it is, what everybody sees of it decides."""
    token = text.decode("latin-1")
    try:
        held = sd_jwt_credential.seen(token)
    except (EncodingError, JsonError):
        held = None  # which is said where it is verified
    if held is None:
        return Envelope({}, form="sd-jwt", token=token)
    return Envelope(held.document, form="sd-jwt", token=token, claims=held.claims)


def _from_json(data: str | bytes) -> Envelope:
    document = _object(strict_json.loads(data))
    if "signatures" in document or ("payload" in document and "signature" in document):
        return _from_sealed(document, data)
    if _ENVELOPED in as_list(document.get("type", [])):
        return _from_enveloped(document)
    _refuse_other_kinds(document)
    return Envelope(document)


def _from_enveloped(document: JsonObject) -> Envelope:
    kind, token = _token_in(document, _IN_ENVELOPES, "credential", "application/vc+jwt")
    if kind in _TOKENS_IN_ENVELOPES:
        return replace(_from_token(token), notes=(_IN_ENVELOPE,))
    envelope = _from_sd_jwt(token)
    if envelope.is_claims:
        raise EnvelopeError(
            "By its media type a credential of the W3C data model is in the envelope, as an SD-JWT, and there is something else.",
            code="envelope.enveloped-form",
            pointer="/id",
            hint="An SD-JWT VC is shown by itself, with the proof of its holder's key.",
        )
    return replace(envelope, notes=(_IN_ENVELOPE,))


def _token_in(document: JsonObject, types: frozenset[str], what: str, usual: str) -> tuple[str, bytes]:
    """Media type and text of the token in the ``id`` of an envelope. The JSON around it is signed by nobody, so that nothing else may stand in it."""
    identifier = document.get("id")
    match = _DATA_URL.fullmatch(identifier) if isinstance(identifier, str) else None
    kind = match["type"].lower() if match else ""
    if kind in sd_jwt_credential.PRESENTATION_MEDIA_TYPES:
        raise sd_jwt_credential.no_presentation()
    if match is None or kind not in types:
        raise EnvelopeError(
            f'The "id" of the enveloped {what} is no data: URL of the type {usual}.',
            code="envelope.enveloped-form",
            pointer="/id",
            hint=f"A {what} in another envelope (COSE) is not read from JSON.",
        )
    beside = sorted(document.keys() - _OF_AN_ENVELOPE)
    if beside:
        raise EnvelopeError(
            f'"{beside[0][:40]}" stands around the enveloped {what}, where nobody has signed it.',
            code="envelope.enveloped-form",
            pointer=pointer_to(beside[0]),
            hint='Hand over what is inside: the text behind the comma of the "id".',
        )
    return kind, match["token"].encode("ascii", "replace")


def _from_sealed(sealed: JsonObject, data: str | bytes) -> Envelope:
    """The credential in a JSON Web Signature in JSON (RFC 7515, section 7.2). Whether it is a seal is asked where it is verified."""
    text = sealed.get("payload")
    if not isinstance(text, str) or not text:
        raise EnvelopeError(
            'This is a signature without what it signs: there is no text in "payload".',
            code="envelope.detached",
            pointer="/payload",
            hint="Ask for the file that holds the credential and its seal together.",
        )
    # RFC 7797: the payload is the text itself (b64 false), else base64url of it. Which it is, the signed header says; no JSON
    # object is base64url, and what the seal covers is compared with this before anything is believed.
    payload = text.encode() if text.lstrip().startswith("{") else _decoded(text)
    envelope = _sealed(payload, data if isinstance(data, str) else data.decode())
    if envelope.document.keys() & _OF_A_JWT:
        raise EnvelopeError(
            "What is signed here has the claims of a JSON Web Token, which decide about it and stand in no sealed credential.",
            code="envelope.token-kind",
            hint="Tokens have the compact form; whoever has a token can write it as JSON, and readers of seals would pass over its claims.",
        )
    return envelope


def _sealed(payload: bytes, token: str) -> Envelope:
    document = _object(strict_json.loads(payload))
    _refuse_other_kinds(document)
    return Envelope(document, form="jades", token=token, payload=payload)


def _decoded(text: str) -> bytes:
    try:
        return base64url.decode(text)
    except EncodingError:
        raise EnvelopeError(
            "What is signed here is neither a JSON object nor base64url of one.",
            code="envelope.shape",
            pointer="/payload",
        ) from None


def _refuse_other_kinds(document: JsonObject) -> None:
    """Names what is JSON and no credential, so that nobody takes a genuine presentation for a broken badge."""
    if _PRESENTATION in as_list(document.get("type", [])):
        raise EnvelopeError(
            "This is a presentation, which holds credentials and was made for one verifier and one occasion.",
            code="envelope.presentation",
            hint="Say for whom and for which: --challenge and --audience (verify_presentation); or hand over a credential.",
        )


def _from_token(token: bytes) -> Envelope:
    texts = compact_jws.parts(token)
    header = jose_parts.header(jose_parts.decoded(texts.header, "header"))
    if header.keys() >= _OF_A_SEAL and _TIMES & header.keys():
        sealed = _sealed(jose_parts.decoded(texts.payload, "payload"), token.decode("ascii"))
        # A header like that may be a JSON Web Token's too, whose claims decide about it: a seal's reader would pass over them.
        if not sealed.document.keys() & _OF_A_JWT:
            return sealed
    parts = compact_jws.split(token)
    held = credential_token.read(parts.header, parts.payload)
    return Envelope(held.document, form="jwt", token=token.decode("ascii"), claims=held.claims)


def _address(address: str) -> str:
    """The URL of a hosted assertion, which must be one that can be asked safely."""
    try:
        urls.parse(address)
    except FetchError as error:
        raise EnvelopeError(
            f"The picture holds the address of a badge, no badge, and not one that can be asked: {error.message}",
            code="envelope.hosted-address",
            hint="Ask the issuer for the badge as a .json file.",
        ) from None
    return address


_DUPLICATES_UNCHECKED = Finding(
    "envelope.parsed",
    "info",
    "The document was handed over parsed, so that members written twice could not be noticed.",
    hint="Hand over the bytes.",
)
_PICTURES = {
    carrier: Finding(
        f"envelope.{carrier}",
        "info",
        f"It came in a picture ({carrier.upper()}), which is not signed and shows anything its holder likes.",
        hint="Read what the credential says, not what the picture shows.",
    )
    for carrier in ("png", "svg")
}


_IN_ENVELOPE = Finding(
    "envelope.enveloped",
    "info",
    "It came in an envelope (a data: URL in JSON), which adds nothing and is not signed itself.",
)


def _dumped(source: Mapping[str, Any]) -> str:
    try:
        return strict_json.dumps(dict(source))
    except (TypeError, ValueError, RecursionError):
        raise EnvelopeError(
            "The mapping holds something that JSON does not have.", code="envelope.shape", pointer=""
        ) from None


def _object(value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise EnvelopeError("The JSON is not an object, so it is no credential.", code="envelope.shape", pointer="")
    return value
