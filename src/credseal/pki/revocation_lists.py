"""Revocation lists: what an authority's list says about one certificate, and whether it would name it.

RFC 5280, sections 5 and 6.3: https://www.rfc-editor.org/rfc/rfc5280#section-5 . Complete lists are read which the certificate's issuer signs
with the key of its certificate. Lists of changes (delta), lists of other authorities' certificates (indirect) and lists for some
reasons only say nothing here; one that is divided by places counts if the certificate names its place.

    read(list_der, certificate, issuer).revoked_at
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from credseal.errors import PkiError
from credseal.keys.lenient import lenient
from credseal.pki import asn1
from credseal.pki.answer import HASHES, Answer

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.pki.certificate import Certificate

MAX_BYTES = 32 * 1024 * 1024

_EXPIRED_ON_LIST = x509.ObjectIdentifier("2.5.29.60")  # expiredCertsOnCRL, X.509 (2019), section 9.5.2.8
_KNOWN = frozenset({x509.IssuingDistributionPoint.oid, x509.CRLNumber.oid, x509.AuthorityKeyIdentifier.oid})
_KNOWN_OF_ENTRIES = frozenset({x509.CRLReason.oid, x509.InvalidityDate.oid})

_Extension = TypeVar("_Extension", bound=x509.ExtensionType)


def read(data: bytes, certificate: Certificate, issuer: Certificate) -> Answer:
    """Read and check a list.

    Args:
        data: CertificateList in DER.
        certificate: whom it must be able to name.
        issuer: of the certificate.

    Raises:
        PkiError: ``revocation.form``, ``revocation.other`` (of another authority), ``revocation.scope`` (it does not cover the
            certificate), ``revocation.signature``.
    """
    if len(data) > MAX_BYTES:
        raise _broken(f"it has {len(data)} bytes, and at most {MAX_BYTES} are read")
    try:
        with lenient():
            return _read(x509.load_der_x509_crl(data), certificate, issuer)
    except UnsupportedAlgorithm:
        raise PkiError(
            "The revocation list is signed in a way that is not known here.", code="revocation.signature"
        ) from None
    except (ValueError, TypeError, OverflowError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        raise _broken("it is not what RFC 5280 has") from None


def _read(found: x509.CertificateRevocationList, certificate: Certificate, issuer: Certificate) -> Answer:
    if found.issuer.public_bytes() != issuer.subject_name:
        raise PkiError("The revocation list is another authority's.", code="revocation.other")
    _check_signature(found, issuer)
    extensions = found.extensions
    if _value(extensions, x509.DeltaCRLIndicator) is not None:
        raise _scope("it has only the changes since another one")
    if any(each.critical and each.oid not in _KNOWN for each in extensions):
        raise _broken("it has a critical extension that is not known here")
    part = _value(extensions, x509.IssuingDistributionPoint)
    if part is not None:
        _check_scope(part, certificate)
    revoked_at, reason = _entry(found.get_revoked_certificate_by_serial_number(certificate.native.serial_number))
    return Answer(
        this_update=found.last_update_utc,
        next_update=found.next_update_utc,
        produced_at=found.last_update_utc,
        revoked_at=revoked_at,
        reason=reason,
        kept_since=_expired_on_list(extensions),
    )


def _entry(entry: x509.RevokedCertificate | None) -> tuple[datetime | None, str | None]:
    if entry is None:
        return None, None
    if any(each.critical and each.oid not in _KNOWN_OF_ENTRIES for each in entry.extensions):
        raise _broken("its entry about the certificate has a critical extension that is not known here")
    found = _value(entry.extensions, x509.CRLReason)
    if found is not None and found.reason is x509.ReasonFlags.remove_from_crl:
        raise _broken("it names the certificate as removed, which only lists of changes may")
    return entry.revocation_date_utc, None if found is None else str(found.reason.value)


def _check_signature(found: x509.CertificateRevocationList, issuer: Certificate) -> None:
    algorithm = found.signature_hash_algorithm
    if algorithm is not None and algorithm.name not in HASHES:
        raise PkiError(
            f"The revocation list is signed with {algorithm.name.upper()}, with which signatures can be forged.",
            code="revocation.signature",
        )
    usage = issuer.extension(x509.KeyUsage)
    if usage is not None and not usage.crl_sign:
        raise PkiError("The issuer's key may not sign revocation lists.", code="revocation.signature")
    if not found.is_signature_valid(issuer.native.public_key()):  # type: ignore[arg-type]  # another type is a TypeError
        raise PkiError(
            "The signature of the revocation list does not match.",
            code="revocation.signature",
            hint="It was changed, or the authority signs its lists with another key than its certificates.",
        )


def _check_scope(part: x509.IssuingDistributionPoint, certificate: Certificate) -> None:
    """RFC 5280, section 6.3.3 (b) (2): whether a list of part of the certificates would name this one."""
    if part.indirect_crl:
        raise _scope("it is about other authorities' certificates too")
    if part.only_some_reasons is not None:
        raise _scope("it has revocations for some reasons only")
    basic = certificate.extension(x509.BasicConstraints)
    authority = basic is not None and basic.ca
    if part.only_contains_attribute_certs or (part.only_contains_ca_certs and not authority):
        raise _scope("it is about other kinds of certificates")
    if part.only_contains_user_certs and authority:
        raise _scope("it is not about authorities")
    if part.relative_name is not None:
        raise _scope("it is part of a list, in a form that is not known here")
    if part.full_name is not None:
        points = certificate.extension(x509.CRLDistributionPoints) or ()
        named = [name for each in points if not each.reasons and not each.crl_issuer for name in each.full_name or ()]
        if not any(name in named for name in part.full_name):
            raise _scope("it is part of a list, and the certificate names another part")


def _expired_on_list(extensions: x509.Extensions) -> datetime | None:
    try:
        return asn1.generalized_time(extensions.get_extension_for_oid(_EXPIRED_ON_LIST).value.public_bytes())
    except x509.ExtensionNotFound:
        return None


def _value(extensions: x509.Extensions, kind: type[_Extension]) -> _Extension | None:
    try:
        return extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _scope(why: str) -> PkiError:
    return PkiError(
        f"The revocation list does not tell about the certificate: {why}.",
        code="revocation.scope",
        hint="Get the authority's complete list, or ask its OCSP responder.",
    )


def _broken(why: str) -> PkiError:
    return PkiError(f"The revocation list cannot be read: {why}.", code="revocation.form")
