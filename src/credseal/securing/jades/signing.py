"""Sealing: level B of JAdES, as European Digital Credentials have it.

ETSI TS 119 182-1 V1.2.1, clauses 5.1, 5.2 and 6.3 (level B): https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ ;
RFC 7797. The general form holds the payload as a JSON string that comes first in the file, and signs it as it stands (``b64: false``);
header parameters have the order of the Commission's own software. The compact form has the payload in base64url.

    signer = open_signer("file:seal.p12", passphrase="correct horse")
    sealed = seal(document, signer, at=datetime.now(UTC))
    Path("diploma.jsonld").write_bytes(sealed)

``time="sigT"`` is for tools that know only version 1.1.1 of the standard (before 15 July 2025); validators of the present one call such a
seal no baseline signature.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding import base64url
from credseal.encoding.compact_jws import MOST_BYTES
from credseal.errors import ProofError, SignatureError
from credseal.model.dates import format_instant
from credseal.pki.certificate import Certificate
from credseal.securing.jose.algorithms import check, refuse_algorithm

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.signer import CertifiedSigner

ALGORITHMS = frozenset({"ES256", "ES384", "PS256", "RS256"})
"""What credseal seals with."""

SealForm: TypeAlias = Literal["general", "compact"]
TimeParameter: TypeAlias = Literal["iat", "sigT"]


def seal(
    payload: bytes,
    signer: CertifiedSigner,
    *,
    at: datetime,
    form: SealForm = "general",
    time: TimeParameter = "iat",
    content_type: str = "json",
) -> bytes:
    """Seal a document.

    Args:
        payload: what is sealed, byte for byte; UTF-8 in the general form.
        signer: key and certificates. The header holds the certificate and those above it, without a root.
        at: when it is sealed, aware; the seal says it to the second, and the certificate has to be in force then.
        form: ``general`` (JSON) or ``compact`` (one line of ASCII).
        time: the header parameter that says ``at``.
        content_type: ``cty``: the media type of the payload, without ``application/`` (RFC 7515, section 4.1.10).

    Returns:
        The file; the certificate's key has verified the signature.

    Raises:
        ProofError: ``jades.payload`` (empty, or not UTF-8), ``jades.signer`` (no certificate, one of another key, or a signature that
            does not fit), ``jades.certificate-validity`` (not in force), ``jose.algorithm``, ``jose.key``, ``jose.size``.
        PkiError, KeyMaterialError: a certificate of the signer cannot be read, or has a key that proves nothing.
        ModelError: ``model.naive-instant``.
    """
    certificate = _certificate(signer, at)
    body = _body(payload, form)
    header = _header(signer, certificate, at, form=form, time=time, content_type=content_type)
    protected = base64url.encode(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    signing_input = f"{protected}.{body}".encode()
    made = signer.sign(signing_input)
    _check(made, signing_input, signer, certificate)
    signature = base64url.encode(made)
    sealed = (f"{protected}.{body}.{signature}" if form == "compact" else _file(body, protected, signature)).encode()
    if len(sealed) > MOST_BYTES:
        raise ProofError(
            f"The sealed file would have {len(sealed)} bytes, and verifiers read at most {MOST_BYTES}.",
            code="jose.size",
            hint="Pictures take most of the room; use smaller ones.",
        )
    return sealed


def _certificate(signer: CertifiedSigner, at: datetime) -> Certificate:
    """The signer's certificate: of its key, and in force."""
    stated = format_instant(at)
    if not signer.certificates:
        raise _signer(
            "has no certificate", "Open it from a file that holds the certificate beside the key (PKCS#12 or PEM)."
        )
    certificate = Certificate.parse(signer.certificates[0])
    if certificate.public_key != signer.public_key:
        raise _signer("has a certificate of another key", "Give the certificate that was issued for this key.")
    if not certificate.not_before <= at <= certificate.not_after:
        raise ProofError(
            f"The signer's certificate is in force from {format_instant(certificate.not_before)} to "
            f"{format_instant(certificate.not_after)}, and the seal is to say {stated}.",
            code="jades.certificate-validity",
            hint="Seal with a certificate that is in force.",
        )
    refuse_algorithm(signer.algorithm, ALGORITHMS, "seal")
    return certificate


def _header(
    signer: CertifiedSigner,
    certificate: Certificate,
    at: datetime,
    *,
    form: SealForm,
    time: TimeParameter,
    content_type: str,
) -> JsonObject:
    second = at.astimezone(UTC).replace(microsecond=0)
    header: JsonObject = {
        "alg": signer.algorithm,
        "cty": content_type,
        "kid": base64.b64encode(certificate.issuer_serial).decode("ascii"),
        "x5t#S256": base64url.encode(certificate.sha256),
        "x5c": [base64.b64encode(each.der).decode("ascii") for each in _chain(certificate, signer.certificates[1:])],
        "typ": "jose" if form == "compact" else "jose+json",
    }
    if form == "general":
        header["b64"] = False
    header[time] = int(second.timestamp()) if time == "iat" else format_instant(second)
    # Version 1.1.1 wanted its own parameters listed; since 1.2.1 the time of signing is not.
    critical = [name for name in ("b64", "sigT") if name in header]
    return {**header, "crit": [*critical]} if critical else header


def _chain(certificate: Certificate, above: tuple[bytes, ...]) -> list[Certificate]:
    """The certificate and those above it; who checks has the root, or does not believe it (RFC 7515, section 4.1.6)."""
    others = [Certificate.parse(each) for each in above]
    return [certificate, *(each for each in others if each.native.subject != each.native.issuer)]


def _body(payload: bytes, form: SealForm) -> str:
    """The payload as it is signed."""
    if not payload:
        raise _payload("is empty")
    if form == "compact":
        return base64url.encode(payload)
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        raise _payload("is not UTF-8, as a JSON string has to be") from None


def _check(signature: bytes, signing_input: bytes, signer: CertifiedSigner, certificate: Certificate) -> None:
    """A seal that does not fit never leaves the house: a module may sign with another key than it says."""
    key, algorithm = certificate.public_key, signer.algorithm
    try:
        check(signature, signing_input, key, algorithm=algorithm, accepted=ALGORITHMS, what="seal")
    except SignatureError as error:
        raise _signer("made a signature that does not fit its certificate", "Check key and module.") from error


def _file(payload: str, protected: str, signature: str) -> str:
    """The file in JSON. Quotation marks, backslashes and control characters are escaped, each in one way, and nothing else."""
    return json.dumps(
        {"payload": payload, "signatures": [{"protected": protected, "signature": signature}]},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _signer(what: str, hint: str) -> ProofError:
    return ProofError(f"The signer {what}.", code="jades.signer", hint=hint)


def _payload(what: str) -> ProofError:
    return ProofError(
        f"What is to be sealed {what}.", code="jades.payload", hint="Seal the JSON text of the document, in UTF-8."
    )
