"""What a seal needs to be validated in many years: the certificates of its path, and what was said about their revocation.

ETSI TS 119 182-1, clauses 5.3.5.1 to 5.3.5.4 (``xVals``, ``rVals``). It is gathered soon after sealing, while the services that say so still
answer, and kept with the seal.

    material = source.gather([leaf, *chain])
    material.certificates, material.ocsp, material.crls

``MaterialSource`` is the plug-in point: over HTTP it is ``credseal.pki.http.HttpMaterial``.
"""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from credseal import files
from credseal.errors import PkiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from credseal.pki.certificate import Certificate

MOST_BYTES = 16 * 1024 * 1024
"""Of a file; revocation lists of large authorities have some megabytes."""
_PEM_LIST = re.compile(rb"-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----")
MOST_STEPS = 8
"""Certificates of a path that are followed upwards."""


@dataclass(frozen=True)
class Material:
    """Certificates, and answers about their revocation.

    Attributes:
        certificates: of paths, responders and authorities.
        ocsp: OCSP responses in DER.
        crls: revocation lists in DER.
    """

    certificates: tuple[Certificate, ...] = ()
    ocsp: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, several: Iterable[Material]) -> Material:
        """All of it together."""
        listed = tuple(several)
        return cls(
            tuple(certificate for each in listed for certificate in each.certificates),
            tuple(answer for each in listed for answer in each.ocsp),
            tuple(answer for each in listed for answer in each.crls),
        )

    @classmethod
    def load(cls, path: Path) -> Material:
        """Reads what an authority has published: revocation lists, OCSP responses, certificates.

        Args:
            path: a file: one revocation list, OCSP response or certificate in DER, or lists and certificates in PEM.

        Raises:
            InputError: ``file.*``, the file cannot be read.
            PkiError: ``revocation.unreadable``, it holds none of these.
        """
        data = files.read(path, limit=MOST_BYTES)
        if not data.startswith(b"-----BEGIN ") and b"\n-----BEGIN " not in data:
            return _from_der(data)
        from credseal.pki.certificate import load_certificates  # noqa: PLC0415  slow to load

        lists = tuple(base64.b64decode(body) for body in _PEM_LIST.findall(data))
        return cls(load_certificates(data) if b"-----BEGIN CERTIFICATE-----" in data else (), (), lists)


def _from_der(data: bytes) -> Material:
    from cryptography import x509  # noqa: PLC0415  slow to load
    from cryptography.x509 import ocsp  # noqa: PLC0415

    from credseal.pki.certificate import load_certificates  # noqa: PLC0415

    with suppress(ValueError):
        x509.load_der_x509_crl(data)
        return Material(crls=(data,))
    with suppress(ValueError):
        ocsp.load_der_ocsp_response(data)
        return Material(ocsp=(data,))
    try:
        return Material(certificates=load_certificates(data))
    except PkiError:
        raise PkiError(
            "The file is no revocation list, OCSP response or certificate.",
            code="revocation.unreadable",
            hint="An authority publishes its list (CRL) at the address that its certificates name; save that as it is.",
        ) from None


class MaterialSource(Protocol):
    """Knows where certificates and answers about their revocation are to be had."""

    def gather(self, certificates: Sequence[Certificate]) -> Material:
        """What validating these certificates takes: those above them, and answers about revocation for all but the topmost.

        Args:
            certificates: of a seal or of timestamps; leaves, and whatever else is at hand.

        Raises:
            CredsealError: an answer is not to be had.
        """


def issuer_of(certificate: Certificate, among: Iterable[Certificate]) -> Certificate | None:
    """Who signed a certificate: the one among these whose name and key fit; None where there is none, or it signed itself."""
    if is_self_issued(certificate):
        return None
    return next((each for each in among if each.der != certificate.der and issued(each, certificate)), None)


def is_self_issued(certificate: Certificate) -> bool:
    """Whether a certificate names itself as its issuer: the top of a path."""
    return certificate.native.subject == certificate.native.issuer


def issued(issuer: Certificate, certificate: Certificate) -> bool:
    """Whether one certificate was signed with the key of another, and names it."""
    try:
        certificate.native.verify_directly_issued_by(issuer.native)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
