"""A timestamp: an authority's signed statement that something existed at a certain time.

RFC 3161 (https://www.rfc-editor.org/rfc/rfc3161) with RFC 5816 (certificates named by other hashes than SHA-1). The authority sees a hash
only, the *imprint*. Three questions, each asked apart: does the token fit the data (``covers``), did the holder of the certificate in it
make it, with a certificate for timestamps that was valid then (``verify``), and is that authority believed (a path to an anchor,
``credseal.pki.paths``; not asked here).

    token = TimestampToken.parse(der)
    token.covers(signature_text)            # True
    authority = token.verify()              # Certificate, or PkiError
    token.time                              # datetime(2026, 1, 12, 7, 12, 24, tzinfo=timezone.utc)

What a token does not sign: the certificates that travel in it, and unsigned attributes. Nothing of the second is read; the first are
candidates, of which the signed attributes name one by its hash.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from credseal.errors import KeyMaterialError, PkiError
from credseal.pki.certificate import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from credseal.pki.timestamp_form import CertificateId, Form

_TSTINFO = "tst_info"


@dataclass(frozen=True)
class TimestampToken:
    """A token, read and not yet believed.

    Attributes:
        der: the token as it came; two tokens are equal if these bytes are.
        time: when the authority says that it saw the imprint; aware, in UTC.
        algorithm: the hash of the imprint: ``sha256``, ``sha384`` or ``sha512``.
        imprint: the hash of what was stamped.
        policy: by which policy the authority says it worked (dotted object identifier).
        nonce: what the requester chose, so that no older answer passes for this one; None where it chose none.
        certificates: those that travel in the token, in no order.
    """

    der: bytes
    form: Form = field(repr=False, compare=False)
    certificates: tuple[Certificate, ...] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, der: bytes) -> TimestampToken:
        """Reads a token.

        Args:
            der: a TimeStampToken (a CMS ContentInfo) in DER, or with the indefinite lengths of BER that older software writes, and
                nothing behind it; not the response of a server around it.

        Raises:
            PkiError: ``timestamp.form``, ``timestamp.weak`` (SHA-1 and older), ``timestamp.unsupported``, ``certificate.unreadable``.
        """
        from credseal.pki import timestamp_form  # noqa: PLC0415

        form = timestamp_form.read(der)
        return cls(der, form, tuple(Certificate.parse(each) for each in form.certificates))

    @property
    def time(self) -> datetime:
        """When the authority says that it saw the imprint."""
        return self.form.time

    @property
    def algorithm(self) -> str:
        """The hash of the imprint."""
        return self.form.imprint_algorithm

    @property
    def imprint(self) -> bytes:
        """The hash of what was stamped."""
        return self.form.imprint

    @property
    def policy(self) -> str:
        """By which policy the authority says it worked."""
        return self.form.policy

    @property
    def nonce(self) -> int | None:
        """What the requester chose."""
        return self.form.nonce

    @property
    def signer(self) -> Certificate:
        """The certificate of the authority, where it travels in the token.

        Raises:
            PkiError: ``timestamp.signer``, it does not.
        """
        return self.signer_among(())

    def covers(self, data: bytes) -> bool:
        """Whether the imprint is the hash of ``data``."""
        return hmac.compare_digest(hashlib.new(self.algorithm, data).digest(), self.imprint)

    def signer_among(self, others: Iterable[Certificate]) -> Certificate:
        """The certificate of the authority: the one that the token names by issuer and number (or key) and by its hash.

        Args:
            others: certificates from elsewhere, for tokens that do not bring their own.

        Raises:
            PkiError: ``timestamp.signer``, it is not among them; ``timestamp.certificate``, one of that name is, with another hash.
        """
        candidates = (*self.certificates, *others)
        for each in candidates:
            if all(_identifies(name, each) for name in self.form.certificate_ids) and self._names(each):
                return each
        if any(self._names(each) for each in candidates):
            raise PkiError(
                "The timestamp token was signed with another certificate than the one of that name which travels with it.",
                code="timestamp.certificate",
            )
        raise PkiError(
            "The certificate of the authority that signed the timestamp token is not at hand.",
            code="timestamp.signer",
            hint="Ask the authority for tokens that hold its certificate (certReq).",
        )

    def verify(self, others: Iterable[Certificate] = ()) -> Certificate:
        """Checks that the token was made, as it is, by the holder of a certificate for timestamps, while that was valid.

        Args:
            others: certificates from elsewhere, for tokens that do not bring their signer's.

        Returns:
            The authority's certificate. Whether anybody believes that authority is another question (``credseal.pki.paths``).

        Raises:
            PkiError: ``timestamp.signer``, ``timestamp.certificate``, ``timestamp.attributes`` (the signed attributes are not about
                this time), ``timestamp.signature``, ``timestamp.usage`` (a certificate for other things too), ``timestamp.validity``,
                ``timestamp.unsupported`` (the key).
        """
        form = self.form
        if form.content_type != _TSTINFO or not hmac.compare_digest(
            hashlib.new(form.hash_algorithm, form.content).digest(), form.message_digest
        ):
            raise PkiError(
                "The time in the timestamp token is not the one that its authority signed.", code="timestamp.attributes"
            )
        signer = self.signer_among(others)
        _check_signature(form, signer)
        _check_usage(signer)
        if not signer.not_before <= self.time <= signer.not_after:
            raise PkiError(
                "The timestamp token names a time at which its authority's certificate was not valid.",
                code="timestamp.validity",
            )
        return signer

    def _names(self, certificate: Certificate) -> bool:
        if self.form.key_id is not None:
            return _key_id(certificate) == self.form.key_id
        return _issuer_serial(certificate) == self.form.issuer_serial


def _identifies(name: CertificateId, certificate: Certificate) -> bool:
    # Nobody has to trust SHA-1 here: it only tells certificates of one name and one key apart, and the key's signature is checked.
    digest = hashlib.new(name.algorithm, certificate.der, usedforsecurity=False).digest()
    return hmac.compare_digest(digest, name.digest) and name.issuer_serial in (None, _issuer_serial(certificate))


def _issuer_serial(certificate: Certificate) -> bytes:
    """IssuerSerial in DER; empty, which names nothing, for a certificate whose issuer's name only a lenient reader can read."""
    try:
        return certificate.issuer_serial
    except (ValueError, TypeError):
        return b""


def _check_signature(form: Form, signer: Certificate) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

    try:
        key = signer.public_key
    except KeyMaterialError as error:
        raise PkiError(
            f"The key of the timestamp's authority is not accepted: {error.message}", code="timestamp.unsupported"
        ) from error
    if (key.kind == "RSA") != form.scheme.startswith("rsa") or key.kind == "Ed25519":
        raise PkiError(
            "The signature of the timestamp token does not fit the key of its authority.", code="timestamp.signature"
        )
    native: Any = key.native
    try:
        native.verify(form.signature, form.attributes, *_parameters(form))
    except InvalidSignature:
        raise PkiError(
            "The signature of the timestamp token does not match: it was changed, or another key made it.",
            code="timestamp.signature",
        ) from None


def _parameters(form: Form) -> Iterator[Any]:
    """How ``cryptography`` is told the scheme: padding and hash for RSA, the algorithm for ECDSA (with any hash on any curve)."""
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, padding  # noqa: PLC0415

    algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[form.hash_algorithm]
    if form.scheme == "ecdsa":
        yield ec.ECDSA(algorithm)
        return
    pss = padding.PSS(padding.MGF1(algorithm), padding.PSS.DIGEST_LENGTH)
    yield pss if form.scheme == "rsassa_pss" else padding.PKCS1v15()
    yield algorithm


def _check_usage(signer: Certificate) -> None:
    """RFC 3161, section 2.3: the extended key usage is there once, is critical, and names timestamping and nothing else."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415

    usages = [each for each in signer.extensions if isinstance(each.value, x509.ExtendedKeyUsage)]
    if not any(each.critical and list(each.value) == [ExtendedKeyUsageOID.TIME_STAMPING] for each in usages):
        raise PkiError(
            "The certificate that signed the timestamp token is not one for timestamps alone (extended key usage, critical).",
            code="timestamp.usage",
            hint="Use a timestamp authority (RFC 3161, section 2.3).",
        )


def _key_id(certificate: Certificate) -> bytes | None:
    from cryptography import x509  # noqa: PLC0415

    found = certificate.extension(x509.SubjectKeyIdentifier)
    return found.digest if found else None
