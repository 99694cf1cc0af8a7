"""Parts of certificates that ``cryptography`` does not give: raw bytes, one extension of several, times inside extensions.

The only module here that reads certificates with asn1crypto, which it imports on first use. Its functions take certificates that
``Certificate.parse`` has let pass.

    key_bits(der), subject(der), issuer_serial(der)
    only_extension(der, "2.5.29.15")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cryptography import x509

if TYPE_CHECKING:
    from datetime import datetime


def subject(der: bytes) -> bytes:
    """The subject, as the certificate has it."""
    name: bytes = _certificate(der).subject.dump()
    return name


def key_bits(der: bytes) -> bytes:
    """The certified key, without the SubjectPublicKeyInfo around it: what OCSP and key identifiers hash. Of whatever type it is.

    Raises:
        ValueError: it cannot be read.
    """
    from asn1crypto import core, parser  # noqa: PLC0415 - as above

    info = _certificate(der)["tbs_certificate"]["subject_public_key_info"]
    # Asked for by its name, a key of a type that asn1crypto does not know is a KeyError.
    algorithm_length = parser.peek(info.contents)
    return bytes(core.BitString.load(info.contents[algorithm_length:], strict=True).contents[1:])


def issuer_serial(der: bytes) -> bytes:
    """IssuerSerial (RFC 5035, section 4), which names a certificate by its issuer and serial number."""
    from asn1crypto import tsp  # noqa: PLC0415 - takes long to import
    from asn1crypto import x509 as asn1  # noqa: PLC0415

    body = _certificate(der)["tbs_certificate"]
    names = [asn1.GeneralName("directory_name", body["issuer"])]
    data: bytes = tsp.IssuerSerial({"issuer": names, "serial_number": body["serial_number"]}).dump()
    return data


def only_extension(der: bytes, oid: str) -> x509.Extension[x509.ExtensionType] | None:
    """One extension, read without the others, of which one may be broken.

    Returns:
        None where it is absent.

    Raises:
        ValueError: this one is broken, or some extension stands there twice.
        KeyError, IndexError, AttributeError, OverflowError: another part of the certificate is broken, or of a kind that asn1crypto does not know.
    """
    certificate = _certificate(der)
    body = certificate["tbs_certificate"]
    names = [each["extn_id"].dotted for each in body["extensions"]]
    if len(set(names)) < len(names):
        raise ValueError
    if oid not in names:
        return None
    # Of the certificate without its other extensions only this one is asked for: its signature would not fit any more. All else stays as it is
    # written, and unread: what asn1crypto makes of a key depends on what else has been loaded.
    body["extensions"] = [body["extensions"][names.index(oid)]]
    alone: bytes = certificate.dump()
    found: x509.Extension[x509.ExtensionType]
    (found,) = x509.load_der_x509_certificate(alone).extensions
    return found


def generalized_time(der: bytes) -> datetime:
    """A GeneralizedTime in DER.

    Raises:
        ValueError: it is none.
    """
    from asn1crypto import core  # noqa: PLC0415 - takes long to import

    instant: datetime = core.GeneralizedTime.load(der, strict=True).native
    return instant


def _certificate(der: bytes) -> Any:
    from asn1crypto import x509 as asn1  # noqa: PLC0415 - takes long to import

    return asn1.Certificate.load(der)
