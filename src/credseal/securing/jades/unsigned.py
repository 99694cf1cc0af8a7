"""What may be added to a seal after it was made: the items of ``etsiU``, read strictly.

ETSI TS 119 182-1, clause 5.3 (https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/): an array of one-member objects, each either
as it is (*clear*) or as base64url of its JSON text, never both in one array: what an archive timestamp covers are the texts, one behind
the other. Items in order: ``sigTst`` (a timestamp of the signature), ``xVals`` and ``rVals`` (certificates, answers about revocation),
``arcTst`` (a timestamp of all of that), then ``tstVD`` and again ``arcTst`` when a seal's proof is renewed.

    unsigned = read(signature.unprotected.get("etsiU"))
    unsigned.items[0].name                   # 'sigTst'
    unsigned.stamps[0].der                   # bytes
    unsigned.certificates, unsigned.ocsp, unsigned.crls

Nothing of this is signed by whoever sealed. A timestamp covers what came before it, so that the following stays open in every file:
white space and escapes outside of strings, the members of the file beside those of RFC 7515, other members of the unprotected header,
and of ``etsiU`` whatever stands behind the last archive timestamp, that item's own spelling included. All of it can be dropped without a
trace; nothing that credseal says about a credential comes from there, but for the time until which it can be shown to have existed.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding import base64url, strict_json
from credseal.errors import EncodingError, JsonError, PkiError, ProofError
from credseal.findings import Finding
from credseal.pki.certificate import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue

MOST_ITEMS = 64
_MOST_STAMPS = 16
_SHOWN = 40  # characters of a name that anybody may have put there
_MOST_VALUES = 100
_POINTER = "/header/etsiU"
# The encodings of clause 5.4.1; where none is named, it is DER.
_DER = "http://uri.etsi.org/01903/v1.2.2#DER"

TIMESTAMPS = ("sigTst", "arcTst", "sigRTst", "rfsTst")
REFERENCES = ("xRefs", "rRefs", "axRefs", "arRefs")
_NOT_READ = ("sigPSt", "cSig", *REFERENCES)


@dataclass(frozen=True)
class Stamp:
    """A timestamp token, where it stood.

    Attributes:
        kind: the item or header parameter: ``adoTst``, ``sigTst``, ``arcTst``, ``sigRTst``, ``rfsTst``.
        position: the number of the item, from 0; -1 for ``adoTst``, which is signed.
        der: the token.
        pointer: JSON pointer to the token, from the object of the signature.
    """

    kind: str
    position: int
    der: bytes
    pointer: str


@dataclass(frozen=True)
class Item:
    """One item of ``etsiU``, and what it brings.

    Attributes:
        name: of its member; None where the item could not be read.
        text: as it stood in the array, base64url; None where it is a clear instance.
        stamps: timestamps.
        certificates: parsed.
        ocsp, crls: answers about revocation, in DER.
        whole: whether all of it could be read.
    """

    name: str | None
    text: str | None
    stamps: tuple[Stamp, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    ocsp: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Unsigned:
    """All items, in their order, and what was found about them."""

    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """The timestamps of all items."""
        return tuple(stamp for item in self.items for stamp in item.stamps)

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """The certificates of all items, each once."""
        return tuple(dict.fromkeys(each for item in self.items for each in item.certificates))

    @property
    def ocsp(self) -> tuple[bytes, ...]:
        """The OCSP responses of all items, each once."""
        return tuple(dict.fromkeys(each for item in self.items for each in item.ocsp))

    @property
    def crls(self) -> tuple[bytes, ...]:
        """The revocation lists of all items, each once."""
        return tuple(dict.fromkeys(each for item in self.items for each in item.crls))

    def named(self, *names: str) -> tuple[Item, ...]:
        """The items of these names."""
        return tuple(item for item in self.items if item.name in names)

    def before(self, position: int) -> Unsigned:
        """The items that stood there when the one at ``position`` was added."""
        return Unsigned(self.items[:position])


def read(value: JsonValue) -> Unsigned:
    """Reads the items.

    An item that cannot be read is named in a finding and brings nothing, or less; it still counts for the timestamps behind it.

    Args:
        value: the value of ``etsiU``; None where the unprotected header has none.

    Raises:
        ProofError: ``seal.unsigned-form`` (not an array, empty, clear and encoded items mixed), ``seal.unsigned-size`` (more than 64
            items, 16 timestamps, or 100 certificates and answers).
    """
    if value is None:
        return Unsigned()
    if not isinstance(value, list) or not value or not all(isinstance(each, str | dict) for each in value):
        raise _form("'etsiU' is not an array of items")
    if len({type(each) for each in value}) > 1:
        raise _form("'etsiU' mixes clear items with encoded ones")
    if len(value) > MOST_ITEMS:
        raise _size(f"'etsiU' has {len(value)} items, at most {MOST_ITEMS}")
    found: list[Finding] = []
    unsigned = Unsigned(tuple(_item(each, at, found) for at, each in enumerate(value)), tuple(found))
    if len(unsigned.stamps) > _MOST_STAMPS:
        raise _size(f"'etsiU' holds {len(unsigned.stamps)} timestamps, at most {_MOST_STAMPS}")
    values = sum(len(item.certificates) + len(item.ocsp) + len(item.crls) for item in unsigned.items)
    if values > _MOST_VALUES:
        raise _size(f"'etsiU' holds {values} certificates and answers about revocation, at most {_MOST_VALUES}")
    return unsigned


def content_stamps(header: JsonObject) -> tuple[Stamp, ...]:
    """The timestamps in the protected header (``adoTst``, clause 5.2.6): of the payload, from before it was sealed.

    Raises:
        ProofError: ``seal.adotst``, the member is not a container of tokens.
    """
    if "adoTst" not in header:
        return ()
    try:
        return tuple(_stamps("adoTst", header["adoTst"], -1, "/protected/adoTst"))
    except _ItemError as error:
        raise ProofError(
            f"The protected header's 'adoTst' cannot be read: {error}.", code="seal.adotst", pointer="/protected/adoTst"
        ) from None


class _ItemError(Exception):
    """Why an item brings nothing; never leaves this module."""


def _item(value: JsonValue, at: int, found: list[Finding]) -> Item:
    pointer = f"{_POINTER}/{at}"
    text = value if isinstance(value, str) else None
    name = None
    try:
        name, content = _member(value if text is None else _decoded(text))
        if name in TIMESTAMPS:
            return Item(name, text, stamps=tuple(_stamps(name, content, at, pointer)))
        values = _values(name, content, pointer)
    except _ItemError as error:
        found.append(_broken(pointer, str(error)))
        return Item(name, text, whole=False)
    if values is None:
        found.append(_not_read(name, pointer))
        return Item(name, text)
    found += values.findings
    return Item(
        name,
        text,
        certificates=tuple(values.certificates),
        ocsp=tuple(values.ocsp),
        crls=tuple(values.crls),
        whole=not values.findings,
    )


def _decoded(text: str) -> JsonValue:
    try:
        return strict_json.loads(base64url.decode(text))
    except (EncodingError, JsonError) as error:
        raise _ItemError(f"it cannot be read ({error.code})") from None


def _member(value: JsonValue) -> tuple[str, JsonValue]:
    if not isinstance(value, dict) or len(value) != 1:
        raise _ItemError("it is not an object of one member")
    return next(iter(value.items()))


@dataclass
class _Values:
    """What an item of certificates and answers brings, while it is read."""

    certificates: list[Certificate] = field(default_factory=list)
    ocsp: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _values(name: str, value: JsonValue, pointer: str) -> _Values | None:
    """What it brings; None where it is no item of certificates and answers."""
    values = _Values()
    if name in ("xVals", "axVals"):
        _read_certificates(value, pointer, values)
    elif name in ("rVals", "arVals"):
        _read_revocation(value, pointer, values)
    elif name in ("tstVD", "anyValData"):
        held = _object(value, "xVals", "rVals")
        if "xVals" in held:
            _read_certificates(held["xVals"], f"{pointer}/xVals", values)
        if "rVals" in held:
            _read_revocation(held["rVals"], f"{pointer}/rVals", values)
    else:
        return None
    return values


def _read_certificates(value: JsonValue, pointer: str, values: _Values) -> None:
    for at, each in enumerate(_list(value)):
        try:
            values.certificates.append(Certificate.parse(_encapsulated(_object(each, "x509Cert").get("x509Cert"))))
        except (_ItemError, PkiError):
            values.findings.append(_broken(f"{pointer}/{at}", "it is no X.509 certificate ('x509Cert')"))


def _read_revocation(value: JsonValue, pointer: str, values: _Values) -> None:
    held = _object(value, "crlVals", "ocspVals", "otherVals")
    if "otherVals" in held:
        values.findings.append(_broken(f"{pointer}/otherVals", "only OCSP responses and revocation lists are known"))
    for name, answers in (("crlVals", values.crls), ("ocspVals", values.ocsp)):
        if name in held:
            answers += [_encapsulated(each) for each in _list(held[name])]


def _object(value: JsonValue, *names: str) -> JsonObject:
    if not isinstance(value, dict) or not value or not set(value) <= set(names):
        raise _ItemError(f"an object in it has other members than {', '.join(names)}")
    return value


def _stamps(kind: str, value: JsonValue, position: int, pointer: str) -> Iterator[Stamp]:
    """The tokens of a ``tstContainer`` (clause 5.4.3)."""
    for at, each in enumerate(_list(_object(value, "tstTokens", "canonAlg").get("tstTokens"))):
        token = dict(each) if isinstance(each, dict) else {}
        if token.pop("type", "rfc3161") != "rfc3161":
            raise _ItemError("its timestamp is not of the type 'rfc3161'")
        yield Stamp(kind, position, _encapsulated(token), f"{pointer}/tstTokens/{at}")


def _list(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list) or not value or len(value) > _MOST_VALUES:
        raise _ItemError(f"a list in it is none, empty, or longer than {_MOST_VALUES}")
    return value


def _encapsulated(value: JsonValue) -> bytes:
    """The bytes of a ``pkiOb`` or ``tstToken`` (clauses 5.4.1 and 5.4.3.3)."""
    held = _object(value, "val", "encoding", "specRef")
    if held.get("encoding", _DER) != _DER:
        raise _ItemError("its bytes are not in DER")
    text = held.get("val")
    try:
        data = binascii.a2b_base64(text, strict_mode=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if not data or base64.b64encode(data).decode("ascii") != text:
        raise _ItemError("its 'val' is not base64 with padding and without white space")
    return data


def _broken(pointer: str, why: str) -> Finding:
    return Finding(
        "seal.unsigned-item",
        "error",
        f"An item that was added to the seal is not as ETSI TS 119 182-1, clause 5.3, has it: {why}.",
        pointer,
        "It counts for nothing; the signature itself does not depend on it.",
    )


def _not_read(name: str, pointer: str) -> Finding:
    known = "is not examined" if name in _NOT_READ else "is not known here, and not examined"
    return Finding(
        "seal.unsigned-not-read",
        "info",
        f"An item was added to the seal, outside its signature, that {known} ({name[:_SHOWN]!r}).",
        pointer,
    )


def _form(what: str) -> ProofError:
    return ProofError(
        f"{what} (ETSI TS 119 182-1, clause 5.3.1).",
        code="seal.unsigned-form",
        pointer=_POINTER,
        hint="The items count for nothing then; the signature itself does not depend on them.",
    )


def _size(what: str) -> ProofError:
    return ProofError(f"{what} are read.", code="seal.unsigned-size", pointer=_POINTER)
