"""Lifting a seal to a level at which it can be validated longer: a timestamp (T), validation data (LT), archive timestamps (LTA).

ETSI TS 119 182-1, clauses 5.3.4 to 5.3.6 and 6.3. What the seal signs stays as it is, byte for byte; items are added to ``etsiU`` in the form
that European Digital Credentials have: base64url of ``{"sigTst":{"tstTokens":[{"val":...}]}}``, then ``xVals``, ``rVals``, ``arcTst``.

    sealed = seal(document, signer, at=datetime.now(UTC))
    archived = extend(sealed, level="LTA", authority=HttpTimestampAuthority("http://tsa.example/"), material=HttpMaterial())

An archive timestamp holds as long as its authority's certificate. Before that ends, ``extend(..., level="LTA")`` renews it: it adds what
validating the last timestamp takes (``tstVD``), and a new ``arcTst``. A timestamp of the content (``adoTst``), which real seals often have,
is optional at every level (clause 6.3, table 1) and would have to be made before sealing; none is added here.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from credseal.encoding import base64url, strict_json
from credseal.errors import PkiError, ProofError
from credseal.securing.jades.parsing import parse
from credseal.securing.jades.reached import reached, revocation_at
from credseal.securing.jades.rules import faults
from credseal.securing.jades.stamps import archive_input, examine
from credseal.securing.jades.unsigned import Unsigned, read

if TYPE_CHECKING:
    from typing import Any, Literal

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.pki.material import MaterialSource
    from credseal.pki.timestamping import TimestampAuthority
    from credseal.securing.jades.reached import Level
    from credseal.securing.jades.signature import JadesSignature

_ORDER: tuple[Level, ...] = ("B", "T", "LT", "LTA")


def extend(
    sealed: bytes,
    *,
    level: Literal["T", "LT", "LTA"],
    authority: TimestampAuthority,
    material: MaterialSource | None = None,
) -> bytes:
    """Adds what a seal lacks for a level.

    Args:
        sealed: a file with one signature, in JSON; its items of ``etsiU`` must be in base64url, and sound.
        level: what it shall reach. At LTA it is renewed; else, a seal that is there already comes back as it is.
        authority: stamps it.
        material: gives certificates and answers about revocation; level T takes none.

    Returns:
        The file, with the same payload, protected header and signature.

    Raises:
        JsonError, ProofError: the file cannot be read or its signature does not fit; ``seal.compact`` (no room for items),
            ``seal.several`` (several signatures), ``seal.clear-items``, ``seal.extend`` (header or items are at fault).
        PkiError: the answers are no good; ``seal.material``, what is needed is not to be had; ``seal.revoked``.
    """
    file = parse(sealed)
    if file.form == "compact":
        raise ProofError(
            "A seal in the compact form has no place for timestamps.",
            code="seal.compact",
            hint="Seal in the general form, as European Digital Credentials do.",
        )
    if len(file.signatures) > 1:
        raise ProofError("The file has several signatures; only a single one is extended.", code="seal.several")
    signature = file.signatures[0]
    signature.verify(signature.certificate.public_key)
    items = _sound_items(signature)
    now = _level(signature, items)
    if material is None and level != "T":
        raise PkiError(
            f"Level {level} takes certificates and answers about revocation, and nobody is named who gives them.",
            code="seal.material",
            hint="Name a source of validation data, or seal at level T.",
        )
    if now == "B":
        items += (_stamp("sigTst", authority, signature.signature.encode("ascii")),)
    if material and level != "T" and now in ("B", "T"):
        items += _validation_data(signature, items, material)
        _refuse_revoked(signature, items)
    if material and level == "LTA":
        if now == "LTA":
            items += _validation_data(signature, items, material, renewing=True)
        items += (_stamp("arcTst", authority, archive_input(signature, _read(items).items)),)
    if _ORDER.index(_level(signature, items)) < _ORDER.index(level):
        raise _refused(f"With what was answered, the seal does not reach level {level}")
    return _written(sealed, signature, items) if items != signature.etsi_u else sealed


def _sound_items(signature: JadesSignature) -> tuple[str, ...]:
    """The items as they are, where nothing is wrong with them; what is wrong would be archived and look as if it belonged there."""
    if any(finding.severity == "error" for finding in faults(signature)):
        raise _refused("The seal's header is not one of level B")
    unsigned = read(signature.unprotected.get("etsiU"))
    if any(item.text is None for item in unsigned.items):
        raise ProofError(
            "The items of 'etsiU' stand there as clear JSON; only items in base64url are extended.",
            code="seal.clear-items",
        )
    if any(finding.severity == "error" for finding in unsigned.findings):
        raise _refused("An item of 'etsiU' cannot be read")
    if any(stamp.fault for stamp in examine(signature, unsigned)):
        raise _refused("A timestamp of the seal does not hold")
    return tuple(item.text for item in unsigned.items if item.text is not None)


def _read(items: tuple[str, ...]) -> Unsigned:
    return read(list(items) or None)


def _level(signature: JadesSignature, items: tuple[str, ...]) -> Level:
    unsigned = _read(items)
    return reached(signature, unsigned, examine(signature, unsigned))


def _stamp(name: str, authority: TimestampAuthority, data: bytes) -> str:
    return _item(name, {"tstTokens": [_value(authority.timestamp(data).der)]})


def _validation_data(
    signature: JadesSignature, items: tuple[str, ...], source: MaterialSource, *, renewing: bool = False
) -> tuple[str, ...]:
    """What is not there already of what validating takes: ``xVals`` and ``rVals``, or both in ``tstVD`` when renewing."""
    there = _read(items)
    stamps = [stamp for stamp in examine(signature, there) if stamp.token and (stamp.kind == "arcTst") == renewing]
    of_stamps = [
        each for stamp in stamps if stamp.token for each in (stamp.authority, *stamp.token.certificates) if each
    ]
    needed = [*of_stamps] if renewing else [*signature.certificates, *of_stamps]
    found = source.gather(tuple(dict.fromkeys(needed)))
    known = {*signature.certificates, *there.certificates}
    certificates: JsonValue = [{"x509Cert": _value(each.der)} for each in found.certificates if each not in known]
    answers: JsonObject = {
        name: [_value(each) for each in listed]
        for name, listed in (
            ("crlVals", [each for each in found.crls if each not in there.crls]),
            ("ocspVals", [each for each in found.ocsp if each not in there.ocsp]),
        )
        if listed
    }
    values: JsonObject = {name: value for name, value in (("xVals", certificates), ("rVals", answers)) if value}
    if renewing:
        return (_item("tstVD", values),) if values else ()
    return tuple(_item(name, value) for name, value in values.items())


def _refuse_revoked(signature: JadesSignature, items: tuple[str, ...]) -> None:
    unsigned = _read(items)
    stamped = [stamp.token.time for stamp in examine(signature, unsigned) if stamp.token]
    found = revocation_at(signature, unsigned, min(stamped))
    if found is not None and found.status == "revoked":
        raise PkiError(
            "The certificate of the seal was revoked before the seal was stamped.",
            code="seal.revoked",
            hint="Seal with a certificate that is in force.",
        )


def _value(der: bytes) -> JsonObject:
    return {"val": base64.b64encode(der).decode("ascii")}


def _item(name: str, content: JsonValue) -> str:
    return base64url.encode(json.dumps({name: content}, separators=(",", ":")).encode("ascii"))


def _written(sealed: bytes, signature: JadesSignature, items: tuple[str, ...]) -> bytes:
    """The file with other items, and with everything else as it was."""
    document: Any = strict_json.loads(sealed)
    target = document["signatures"][0] if "signatures" in document else document
    header = {**signature.unprotected, "etsiU": list(items)}
    # Real seals have the unprotected header between the protected one and the signature.
    rest = {name: target.pop(name) for name in [*target] if name not in ("payload", "protected")}
    target |= {"header": header} | {name: value for name, value in rest.items() if name != "header"}
    extended = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    (again,) = parse(extended).signatures
    if (again.signing_input, again.signature) != (signature.signing_input, signature.signature):
        raise _refused("The file cannot be written without changing what is signed")
    return extended


def _refused(why: str) -> ProofError:
    return ProofError(f"{why}, so that it is not extended.", code="seal.extend", hint="Have the document sealed anew.")
