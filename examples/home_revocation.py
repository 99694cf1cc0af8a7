"""What a home-made authority says about revocation: OCSP answers (RFC 6960) and lists (RFC 5280). See ``home_authority``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from asn1crypto import core, ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from home_keys import Held, hash_for, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NONCE = "1.3.6.1.5.5.7.48.1.2"


@dataclass(frozen=True)
class Revoked:
    """When and why a certificate was revoked; the reason as RFC 5280 names it, e.g. ``keyCompromise``."""

    at: datetime
    reason: str | None = None


@dataclass(frozen=True)
class Times:
    """The times of an answer: by default as of now, for a day.

    Attributes:
        this_update: when it was known.
        next_update: when there will be newer information; None to say nothing.
        produced_at: when an OCSP answer was signed.
    """

    this_update: datetime
    next_update: datetime | None
    produced_at: datetime

    @classmethod
    def of(cls, this_update: datetime, lifetime: timedelta | None, produced_at: datetime | None = None) -> Times:
        """From an instant on, for as long."""
        whole = this_update.replace(microsecond=0)
        return cls(whole, whole + lifetime if lifetime else None, (produced_at or whole).replace(microsecond=0))


def certificate_id(serial_number: int, issuer: Held, algorithm: str) -> ocsp.CertId:
    """The name of a certificate in OCSP: the issuer's name and key, hashed, and the serial number."""
    its = asn1_x509.Certificate.load(issuer.der)
    return ocsp.CertId(
        {
            "hash_algorithm": {"algorithm": algorithm},
            "issuer_name_hash": hashlib.new(algorithm, its.subject.dump()).digest(),
            "issuer_key_hash": hashlib.new(algorithm, bytes(its.public_key["public_key"])).digest(),
            "serial_number": serial_number,
        }
    )


def ocsp_response(
    statuses: Iterable[tuple[ocsp.CertId, Revoked | str]],
    responder: Held,
    times: Times,
    *,
    nonce: bytes | None = None,
    with_certificate: bool = True,
) -> bytes:
    """A signed answer.

    Args:
        statuses: for each certificate ``good``, ``unknown``, or how it was revoked.
        responder: signs it.
        times: see there.
        nonce: of the request.
        with_certificate: whether the responder's certificate goes with it.
    """
    single = [_single(each, status, times) for each, status in statuses]
    its = asn1_x509.Certificate.load(responder.der)
    members: dict[str, Any] = {
        "responder_id": ocsp.ResponderId("by_key", hashlib.sha1(bytes(its.public_key["public_key"])).digest()),  # noqa: S324 - RFC 6960
        "produced_at": times.produced_at,
        "responses": single,
    }
    if nonce is not None:
        members["response_extensions"] = [{"extn_id": _NONCE, "extn_value": core.OctetString(nonce)}]
    data = ocsp.ResponseData(members)
    algorithm, signature = sign(responder.key, data.dump())
    basic: dict[str, Any] = {
        "tbs_response_data": data,
        "signature_algorithm": {"algorithm": algorithm},
        "signature": signature,
    }
    if with_certificate:
        basic["certs"] = [its]
    response = {"response_type": "basic_ocsp_response", "response": ocsp.BasicOCSPResponse(basic)}
    answer: bytes = ocsp.OCSPResponse({"response_status": "successful", "response_bytes": response}).dump()
    return answer


def revocation_list(
    issuer: Held,
    revoked: Mapping[int, Revoked],
    times: Times,
    *,
    number: int,
    extensions: Sequence[tuple[x509.ExtensionType, bool]] = (),
) -> bytes:
    """A signed list of what is revoked, by serial number; ``extensions`` are further ones, each with whether it is critical."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.name)
        .last_update(times.this_update)
        .next_update(times.next_update or times.this_update + timedelta(days=1))
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    for serial_number, how in revoked.items():
        entry = (
            x509.RevokedCertificateBuilder().serial_number(serial_number).revocation_date(how.at.replace(microsecond=0))
        )
        if how.reason:
            entry = entry.add_extension(x509.CRLReason(x509.ReasonFlags(how.reason)), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hash_for(issuer.key)).public_bytes(Encoding.DER)


def _single(certificate: ocsp.CertId, status: Revoked | str, times: Times) -> dict[str, Any]:
    if isinstance(status, Revoked):
        how: dict[str, Any] = {"revocation_time": status.at.replace(microsecond=0)}
        if status.reason:
            how["revocation_reason"] = _REASONS[status.reason]
        said = ocsp.CertStatus("revoked", ocsp.RevokedInfo(how))
    else:
        said = ocsp.CertStatus(status, ocsp.StatusGood() if status == "good" else ocsp.StatusUnknown())
    members: dict[str, Any] = {"cert_id": certificate, "cert_status": said, "this_update": times.this_update}
    if times.next_update:
        members["next_update"] = times.next_update
    return members


_REASONS = {
    "keyCompromise": "key_compromise",
    "cACompromise": "ca_compromise",
    "affiliationChanged": "affiliation_changed",
    "superseded": "superseded",
    "cessationOfOperation": "cessation_of_operation",
    "certificateHold": "certificate_hold",
    "removeFromCRL": "remove_from_crl",
}
