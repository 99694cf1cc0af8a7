"""A sealed file, read strictly: what is signed, and by whom it says.

ETSI TS 119 182-1 V1.2.1, clause 4, on RFC 7515, section 7, and RFC 7797. General and flattened JSON, and the compact form; white space
around a file is left aside. Detached payloads are named and not looked for.

    sealed = parse(Path("diploma.jsonld").read_bytes())
    sealed.payload                         # the credential's JSON, as it was sealed
    sealed.signatures[0].signing_time
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.encoding import compact_jws, jose_parts, jws_json
from credseal.encoding.jws_json import JsonSignature
from credseal.errors import EncodingError, ProofError, pointer_to
from credseal.securing.jades.signature import Jades, JadesSignature

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

_OBJECT = re.compile(rb"[ \t\r\n]*\{")
# By this the tools of European Digital Credentials tell a sealed file from an unsealed one.
_PAYLOAD_FIRST = re.compile(rb'\s*\{\s*"payload"')
_DETACHED = re.compile(rb"[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+")


def parse(source: bytes | str) -> Jades:
    """Takes a sealed file apart.

    Args:
        source: the content of the file; UTF-8 without a byte order mark, or text.

    Raises:
        JsonError: a file in JSON that is not strict JSON: cut off, a repeated member, too long, too deep, a lone surrogate.
        ProofError: ``jose.size``, ``jose.form`` (neither of the three serialisations), ``jose.count`` (no signature, or more than
            eight), ``jose.base64url``, ``jose.header`` (no JSON object, a repeated member, no ``alg``, or a member in
            both headers), ``jose.b64`` (not true or false, false without being listed in ``crit``, or not the same in all
            signatures), ``jades.detached`` (the payload is elsewhere).
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    try:
        return _from_json(data) if _OBJECT.match(data) else _from_compact(data.strip())
    except EncodingError as error:
        raise ProofError(error.message, code=error.code, pointer=error.pointer, hint=error.hint) from None


def _from_json(data: bytes) -> Jades:
    try:
        file = jws_json.split(data)
    except EncodingError as error:
        if error.code == "jose.detached":
            raise _detached() from None
        raise
    headers = [_header(each) for each in file.signatures]
    if len({_b64(header) for header in headers}) > 1:
        raise _bad_b64("is not the same in all signatures of the file")
    encoded = _b64(headers[0])
    payload = jose_parts.decoded(file.payload, "payload") if encoded else file.payload.encode("utf-8")
    signatures = tuple(
        _signature(each, header, payload, b64=encoded) for each, header in zip(file.signatures, headers, strict=True)
    )
    return Jades(payload, file.form, signatures, bool(_PAYLOAD_FIRST.match(data)), file.members)


def _from_compact(data: bytes) -> Jades:
    if _DETACHED.fullmatch(data):
        raise _detached()
    parts = compact_jws.parts(data)
    alone = JsonSignature(parts.header, {}, parts.signature, "")
    header = _header(alone)
    if not _b64(header):
        raise _bad_b64("is false, and a payload between two dots is read in base64url only")
    payload = jose_parts.decoded(parts.payload, "payload")
    return Jades(payload, "compact", (_signature(alone, header, payload, b64=True),))


def _signature(given: JsonSignature, header: JsonObject, payload: bytes, *, b64: bool) -> JadesSignature:
    jose_parts.decoded(given.signature, "signature")
    return JadesSignature(
        header=header,
        unprotected=given.header,
        protected=given.protected,
        signature=given.signature,
        payload=payload,
        b64=b64,
        pointer=given.pointer,
    )


def _header(given: JsonSignature) -> JsonObject:
    header = jose_parts.header(jose_parts.decoded(given.protected, "header"))
    for name in given.header:
        if name in header:
            raise EncodingError(
                "A header parameter stands in the protected and in the unprotected header (RFC 7515, section 7.2.1).",
                code="jose.header",
                pointer=f"{given.pointer}/header{pointer_to(name)}",
            )
    return header


def _b64(header: JsonObject) -> bool:
    """Whether the payload is in base64url. Who overlooked that it is not would check other bytes."""
    value = header.get("b64", True)
    if not isinstance(value, bool):
        raise _bad_b64("is neither true nor false")
    listed = header.get("crit")
    if not value and not (isinstance(listed, list) and "b64" in listed):
        raise _bad_b64("is false, and 'crit' does not demand that this is understood")
    return value


def _bad_b64(what: str) -> EncodingError:
    return EncodingError(
        f"The header's 'b64' (RFC 7797) {what}.",
        code="jose.b64",
        pointer="/b64",
        hint="Two readers could take other bytes for what was signed; the issuer has to seal it anew.",
    )


def _detached() -> ProofError:
    return ProofError(
        "The seal is kept apart from what it seals (a detached payload), and credseal does not look for that.",
        code="jades.detached",
        pointer="/payload",
        hint="Ask for the file that holds the credential together with its seal.",
    )
