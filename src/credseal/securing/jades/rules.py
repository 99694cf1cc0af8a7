"""What the header of a baseline signature must say, and what of it does not fit together.

ETSI TS 119 182-1 V1.2.1, clauses 5.1, 5.2 and 6.3 (level B):
https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ . An error is what the standard forbids, or a header that
contradicts itself; a warning is what other tools may refuse or what is not covered by the seal; the rest is worth knowing.

    for finding in faults(signature):
        finding.code, finding.pointer        # 'jades.certificate-digest', '/x5t#S256': a pointer into the protected header

Since 15 July 2025 new signatures say their time in ``iat``; European Digital Credentials of 2026 still have ``sigT``: a warning.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from credseal.encoding import base64url
from credseal.errors import CredsealError, ProofError, pointer_to
from credseal.findings import Finding
from credseal.securing.jades.criticality import critical_faults
from credseal.securing.jades.parameters import PARAMETERS
from credseal.securing.jades.signature import ALGORITHMS
from credseal.securing.jose.algorithms import refuse_algorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.findings import Severity
    from credseal.pki.certificate import Certificate
    from credseal.securing.jades.signature import Jades, JadesSignature

_IAT_ALONE_FROM = datetime(2025, 7, 15, tzinfo=UTC)
_TYPES = frozenset({"jose", "jose+json", "application/jose", "application/jose+json"})
_TEXTS = ("cty", "kid", "typ")
_REFERENCES = ("x5t#S256", "x5t#o", "sigX5ts")
# Digests as clause 5.2.2.2 names them; SHA-1 and MD5 are none of them.
_DIGESTS = {"S256": "sha256", "S384": "sha384", "S512": "sha512"}
# So much of what anybody may have put there is named.
_MOST_NAMED = 5
_SHOWN = 40


def faults(signature: JadesSignature) -> tuple[Finding, ...]:
    """What is to be said about the headers of one signature.

    Returns:
        Findings with pointers into the protected header, or, where they say so, into the unprotected one.
    """
    certificate, found = _certificate(signature)
    return (
        *_algorithm(signature),
        *map(_finding, critical_faults(signature.header, signature.unprotected)),
        *_kinds(signature.header),
        *found,
        *_reference(signature.header, certificate),
        *_key_identifier(signature.header, certificate),
        *_time(signature),
        *_others(signature.header),
        *_unprotected(signature),
    )


def file_faults(sealed: Jades) -> tuple[Finding, ...]:
    """What is to be said about the file around the signatures.

    Returns:
        Findings with pointers into the file.
    """
    return tuple(_around(sealed))


def _around(sealed: Jades) -> Iterator[Finding]:
    if not sealed.payload_first:
        yield Finding(
            "jades.payload-not-first",
            "warning",
            "The file does not begin with its 'payload': the tools of European Digital Credentials take it for unsealed.",
            "/payload",
            "Put 'payload' before the other members; the seal does not cover their order.",
        )
    if len(sealed.signatures) > 1:
        yield Finding(
            "jades.several-signatures",
            "info",
            f"The file has {len(sealed.signatures)} signatures: each covers the payload, none covers another.",
            "/signatures",
        )
    for pointer in sealed.members[:_MOST_NAMED]:
        yield Finding(
            "jades.unsigned-member",
            "warning",
            "The file has a member beside the signed ones: nothing covers it, and it is not read.",
            pointer,
            "Do not rely on it; anybody can have added it.",
        )


def _algorithm(signature: JadesSignature) -> Iterator[Finding]:
    try:
        refuse_algorithm(signature.algorithm, ALGORITHMS, "seal")
    except ProofError as error:
        yield _finding(error)


def _kinds(header: JsonObject) -> Iterator[Finding]:
    """Parameters that are not of the kind that they must be."""
    for name in _TEXTS:
        if name in header and not isinstance(header[name], str):
            yield _error("jades.parameter", f"'{name}' is not text.", f"/{name}")
    typ = header.get("typ")
    if isinstance(typ, str) and typ.lower() not in _TYPES:
        yield _error(
            "jades.type",
            "The header's 'typ' says that this is something else than a signature of its own ('jose' or 'jose+json').",
            "/typ",
            "A token that was made for another purpose is no seal.",
        )


def _certificate(signature: JadesSignature) -> tuple[Certificate | None, tuple[Finding, ...]]:
    try:
        return signature.certificate, ()
    except ProofError as error:
        return None, (_finding(error, "warning" if error.code == "jades.certificate-absent" else "error"),)


def _reference(header: JsonObject, certificate: Certificate | None) -> Iterator[Finding]:
    """Clauses 5.1.7 and 5.2.2: which certificate it is, once, so that it cannot be exchanged."""
    if "x5t" in header:
        yield _error(
            "jades.x5t", "The header refers to the certificate by SHA-1 ('x5t'), which clause 5.1.6 forbids.", "/x5t"
        )
    present = [name for name in _REFERENCES if name in header]
    if len(present) != 1:
        yield _error(
            "jades.certificate-reference",
            f"The header refers to the signer's certificate in {len(present)} parameters; it has to be exactly one of "
            f"{', '.join(_REFERENCES)}.",
            pointer_to(present[1]) if present else "",
        )
    for name in present:
        digests = list(_digests(name, header[name]))
        if not digests or None in digests:
            yield _error(
                "jades.parameter",
                f"'{name}' is not a digest of SHA-256, SHA-384 or SHA-512 in base64url.",
                pointer_to(name),
            )
        elif certificate is not None and not any(_fits(digest, certificate) for digest in digests):
            yield _error(
                "jades.certificate-digest",
                f"'{name}' is the digest of another certificate than the first of 'x5c'.",
                pointer_to(name),
                "The certificate was exchanged, or the issuer's software is at fault; do not rely on the seal.",
            )


def _digests(name: str, value: JsonValue) -> Iterator[tuple[str, str] | None]:
    """Algorithm and value of each digest; None for what is none."""
    if name == "x5t#S256":
        yield ("sha256", value) if isinstance(value, str) else None
        return
    for each in value if isinstance(value, list) and name == "sigX5ts" else [value]:
        algorithm = _DIGESTS.get(str(each.get("digAlg"))) if isinstance(each, dict) else None
        text = each.get("digVal") if isinstance(each, dict) else None
        yield (algorithm, text) if algorithm and isinstance(text, str) else None


def _fits(digest: tuple[str, str] | None, certificate: Certificate) -> bool:
    if digest is None:
        return False
    algorithm, text = digest
    return base64url.encode(hashlib.new(algorithm, certificate.der).digest()) == text


def _key_identifier(header: JsonObject, certificate: Certificate | None) -> Iterator[Finding]:
    """Clause 5.1.4: a hint to the certificate, by issuer and serial number."""
    kid = header.get("kid")
    if certificate is None or not isinstance(kid, str):
        return
    try:
        expected = base64.b64encode(certificate.issuer_serial).decode("ascii")
    except (ValueError, TypeError):  # an issuer's name that only a lenient reader could read
        expected = None
    if kid != expected:
        yield Finding(
            "jades.kid",
            "warning",
            "The header's 'kid' is not the issuer and serial number of the certificate in 'x5c' (clause 5.1.4).",
            "/kid",
            "It is a hint only: the certificate is bound by its digest.",
        )


def _time(signature: JadesSignature) -> Iterator[Finding]:
    header = signature.header
    given = [name for name in ("iat", "sigT") if name in header]
    if len(given) != 1:
        states = "states no time of signing" if not given else "states two times of signing"
        yield _error("jades.time", f"The header {states}: it needs either 'iat' or 'sigT'.", pointer_to(*given[:1]))
    elif signature.signing_time is None:
        form = "seconds since 1970" if given == ["iat"] else "an instant such as 2025-01-31T10:00:00Z"
        yield _error("jades.time", f"The time of signing in '{given[0]}' is not {form}.", pointer_to(given[0]))
    elif given == ["sigT"] and signature.signing_time >= _IAT_ALONE_FROM:
        yield Finding(
            "jades.old-time",
            "warning",
            "The time of signing stands in 'sigT'; since 15 July 2025 new seals say it in 'iat', and some validators demand that.",
            "/sigT",
            "Seal with 'iat'.",
        )
    if "exp" in header and signature.expires is None:
        yield _error("jades.parameter", "'exp' is not seconds since 1970 (RFC 7519, section 4.1.4).", "/exp")


def _others(header: JsonObject) -> Iterator[Finding]:
    unknown = [name for name in header if name not in PARAMETERS]
    for name in unknown[:_MOST_NAMED]:
        yield Finding(
            "jades.unknown-parameter",
            "info",
            f"The header has a parameter that credseal does not know ({name[:_SHOWN]!r}); it is signed, and not read.",
            pointer_to(name),
        )
    for name in header:
        known = PARAMETERS.get(name)
        if known is not None and known.told:
            yield Finding(
                "jades.unexamined",
                "warning" if known.handling == "undecided" else "info",
                f"The header has {known.told} ('{name}').",
                pointer_to(name),
            )


def _unprotected(signature: JadesSignature) -> Iterator[Finding]:
    """Clause 5.3: nothing but ``etsiU``, and that in one of its two forms."""
    names = [name for name in signature.unprotected if name != "etsiU"]
    for name in names[:_MOST_NAMED]:
        yield Finding(
            "jades.unsigned-member",
            "warning",
            "The unprotected header has a member beside 'etsiU': nothing covers it, and it is not read.",
            f"{signature.pointer}/header{pointer_to(name)}",
            "Do not rely on it; anybody can have added it.",
        )
    if "etsiU" in signature.unprotected and not signature.etsi_u:
        yield Finding(
            "jades.etsi-u",
            "warning",
            "'etsiU' is not a list of items that are all in base64url or all clear: timestamps in it are not read.",
            f"{signature.pointer}/header/etsiU",
            "The seal is judged without what was added to it later; ask for the original file.",
        )


def _finding(error: CredsealError, severity: Severity | None = None) -> Finding:
    decided: Severity = "warning" if error.code == "jades.unsupported" else "error"
    return Finding(error.code, severity or decided, error.message, error.pointer, error.hint)


def _error(code: str, message: str, pointer: str, hint: str | None = None) -> Finding:
    return Finding(code, "error", message, pointer, hint or "The issuer's software has to mend it.")
