"""OCSP responses: what an authority's responder says about one certificate, and whether it may say so.

RFC 6960, sections 3.2 and 4.2.2: https://www.rfc-editor.org/rfc/rfc6960#section-3.2 . The responder is the certificate's issuer, or bears
a certificate of that issuer for ``id-kp-OCSPSigning`` which was valid when the answer was signed. Whether the responder's own
certificate was revoked is not asked, as issuers say with ``ocsp-nocheck``; they make such certificates short-lived instead, so that an
answer counts no longer than the certificate of its responder.

    read(response_der, certificate, issuer, others).revoked_at
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, OCSPExtensionOID

from credseal.errors import PkiError
from credseal.keys.lenient import lenient
from credseal.pki import asn1
from credseal.pki.answer import HASHES, Answer
from credseal.pki.certificate import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives import hashes
    from cryptography.x509 import ocsp

MAX_BYTES = 256 * 1024
_MAX_RESPONSES = 100
_MAX_CERTIFICATES = 5
_ARCHIVE_CUTOFF = x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1.6")
_CERT_ID_HASHES = frozenset({"sha1", *HASHES})  # it only names the issuer, whose signature decides


def read(data: bytes, certificate: Certificate, issuer: Certificate, others: Sequence[Certificate] = ()) -> Answer:
    """Read and check a response.

    Args:
        data: OCSPResponse in DER.
        certificate: whom it must be about.
        issuer: of the certificate.
        others: certificates among which the responder's may be.

    Raises:
        PkiError: ``revocation.form``, ``revocation.other`` (about other certificates), ``revocation.responder`` (not by the issuer
            or its delegate), ``revocation.signature``, ``revocation.not-known`` (the responder does not know it).
    """
    if len(data) > MAX_BYTES:
        raise _broken(f"it has {len(data)} bytes, and at most {MAX_BYTES} are read")
    try:
        with lenient():
            return _read(data, certificate, issuer, others)
    except UnsupportedAlgorithm:
        raise PkiError(
            "The OCSP response is signed in a way that is not known here.", code="revocation.signature"
        ) from None
    except (ValueError, TypeError, OverflowError, x509.DuplicateExtension):
        raise _broken("it is not what RFC 6960 has") from None


def _read(data: bytes, certificate: Certificate, issuer: Certificate, others: Sequence[Certificate]) -> Answer:
    from cryptography.x509 import ocsp  # noqa: PLC0415 - few need it

    response = ocsp.load_der_ocsp_response(data)
    if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise PkiError("The OCSP responder refused to answer.", code="revocation.not-known")
    _refuse_critical(response.extensions, {OCSPExtensionOID.NONCE})
    responses = []
    for each in response.responses:
        responses.append(each)
        if len(responses) > _MAX_RESPONSES:
            raise _broken(f"it is about more than {_MAX_RESPONSES} certificates")
    single = _about(certificate, issuer, responses)
    alone = len(responses) == 1
    extensions = response.single_extensions if alone else x509.Extensions([])
    _refuse_critical(extensions, ())
    responder = _responder(response, issuer, others)
    _check_signature(response, responder)
    if single.certificate_status is ocsp.OCSPCertStatus.UNKNOWN:
        raise PkiError("The OCSP responder does not know the certificate.", code="revocation.not-known")
    reason = single.revocation_reason
    return Answer(
        this_update=single.this_update_utc,
        next_update=single.next_update_utc,
        produced_at=response.produced_at_utc,
        revoked_at=single.revocation_time_utc,
        reason=None if reason is None else str(reason.value),
        kept_since=_archive_cutoff(extensions),
        counts_until=None if responder is issuer else responder.not_after,
    )


def _about(
    certificate: Certificate, issuer: Certificate, responses: Iterable[ocsp.OCSPSingleResponse]
) -> ocsp.OCSPSingleResponse:
    """The part about the certificate: its serial number, and the digests of its issuer's name and key."""
    subject, key = asn1.subject(issuer.der), issuer.key_bits
    for each in responses:
        algorithm = each.hash_algorithm.name
        if each.serial_number != certificate.native.serial_number or algorithm not in _CERT_ID_HASHES:
            continue
        name = hashlib.new(algorithm, subject).digest()
        if (each.issuer_name_hash, each.issuer_key_hash) == (name, hashlib.new(algorithm, key).digest()):
            return each
    raise PkiError("The OCSP response is about other certificates.", code="revocation.other")


def _responder(response: ocsp.OCSPResponse, issuer: Certificate, others: Sequence[Certificate]) -> Certificate:
    """Whose key must have signed: the issuer, or its delegate (RFC 6960, section 4.2.2.2)."""
    if _is_meant(response, issuer):
        return issuer
    included = [
        Certificate.parse(each.public_bytes(Encoding.DER)) for each in response.certificates[:_MAX_CERTIFICATES]
    ]
    for each in (*included, *others):
        if _is_meant(response, each) and _is_delegate(each, issuer, response.produced_at_utc):
            return each
    raise PkiError(
        "The OCSP response is not by the certificate's issuer, nor by a responder of that issuer.",
        code="revocation.responder",
    )


def _is_meant(response: ocsp.OCSPResponse, responder: Certificate) -> bool:
    if response.responder_name is not None:
        return response.responder_name.public_bytes() == responder.subject_name
    return response.responder_key_hash == hashlib.sha1(responder.key_bits).digest()  # noqa: S324 - RFC 6960 has it


def _is_delegate(responder: Certificate, issuer: Certificate, at: datetime) -> bool:
    try:
        responder.native.verify_directly_issued_by(issuer.native)
        algorithm = responder.native.signature_hash_algorithm
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    purposes = responder.extension(x509.ExtendedKeyUsage)
    usage = responder.extension(x509.KeyUsage)
    return (
        (algorithm is None or algorithm.name in HASHES)
        and purposes is not None
        and ExtendedKeyUsageOID.OCSP_SIGNING in purposes
        and (usage is None or usage.digital_signature)
        and responder.not_before <= at <= responder.not_after
    )


def _check_signature(response: ocsp.OCSPResponse, responder: Certificate) -> None:
    algorithm = response.signature_hash_algorithm
    if algorithm is not None and algorithm.name not in HASHES:
        raise PkiError(
            f"The OCSP response is signed with {algorithm.name.upper()}, with which signatures can be forged.",
            code="revocation.signature",
        )
    try:
        _verify(responder.native.public_key(), response, algorithm)
    except InvalidSignature:
        raise PkiError(
            "The signature of the OCSP response does not match.",
            code="revocation.signature",
            hint="It was changed, or somebody else took the responder's name.",
        ) from None


def _verify(key: Any, response: ocsp.OCSPResponse, algorithm: hashes.HashAlgorithm | None) -> None:
    signature, signed = response.signature, response.tbs_response_bytes
    if isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        key.verify(signature, signed)
    elif algorithm is None:
        raise UnsupportedAlgorithm("The key and the signature's algorithm do not go together.")
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(algorithm))
    else:
        raise UnsupportedAlgorithm("The responder's key is of a type that does not sign.")


def _archive_cutoff(extensions: x509.Extensions) -> datetime | None:
    """RFC 6960, section 4.4.4: certificates that expired from then on are told about."""
    try:
        return asn1.generalized_time(extensions.get_extension_for_oid(_ARCHIVE_CUTOFF).value.public_bytes())
    except x509.ExtensionNotFound:
        return None


def _refuse_critical(extensions: x509.Extensions, known: Iterable[x509.ObjectIdentifier]) -> None:
    if any(each.critical and each.oid not in known for each in extensions):
        raise _broken("it has a critical extension that is not known here")


def _broken(why: str) -> PkiError:
    return PkiError(f"The OCSP response cannot be read: {why}.", code="revocation.form")
