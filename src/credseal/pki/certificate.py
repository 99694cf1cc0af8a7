"""A certificate, as seals, timestamps and trusted lists carry them.

RFC 5280 (X.509), section 4: https://www.rfc-editor.org/rfc/rfc5280#section-4 ; organizationIdentifier: ETSI EN 319 412-1, section
5.1.4; IssuerSerial: RFC 5035, section 4. The certificates of real authorities are not all as these standards want them, so that
reading is lenient about names and strict about everything that decides something. Reading says nothing about whom to believe: that
is for ``paths``.

    from credseal.pki.certificate import Certificate, load_certificates

    certificate = Certificate.parse(der)
    certificate.organisation                # 'University of Example'
    certificate.organisation_identifier     # 'VATES-A12345678'
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credseal.errors import KeyMaterialError, PkiError
from credseal.keys.kinds import unsupported
from credseal.keys.lenient import lenient
from credseal.keys.public import PublicKey
from credseal.pki import asn1
from credseal.pki.statements import QC_STATEMENTS, QcStatements, read_statements

if TYPE_CHECKING:
    from datetime import datetime

MAX_BYTES = 64 * 1024
MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_CERTIFICATES = 1000

_PEM_MARK = re.compile(rb"-----BEGIN (X509 )?CERTIFICATE-----")
_ORGANISATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")
_QC_STATEMENTS = x509.ObjectIdentifier(QC_STATEMENTS)
# What only natural persons have: surname, given name, pseudonym (X.520; RFC 3739, section 3.1.2).
_OF_PERSONS = frozenset({"2.5.4.4", "2.5.4.42", "2.5.4.65"})

_BROKEN = (
    *(ValueError, TypeError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType, UnsupportedAlgorithm),
    *(KeyError, IndexError, AttributeError, OverflowError, RecursionError),  # asn1crypto, of what it does not know
)

_Extension = TypeVar("_Extension", bound=x509.ExtensionType)


@dataclass(frozen=True, repr=False)
class Certificate:
    """A certificate; two are equal when their bytes are.

    Args:
        der: its bytes, which ``parse`` has found readable.
    """

    der: bytes

    @classmethod
    def parse(cls, data: bytes) -> Certificate:
        """Read one certificate in DER.

        Raises:
            PkiError: code ``certificate.unreadable``: longer than 64 KiB, not a certificate, or one whose key parts (name,
                serial number, validity) cannot be read.
        """
        if len(data) > MAX_BYTES:
            raise _unreadable(f"it has {len(data)} bytes, and at most {MAX_BYTES} are read")
        certificate = cls(bytes(data))
        try:
            with lenient():
                native = certificate.native
                # Read on demand by cryptography; what is odd about them shall come out here and not later.
                _ = native.subject, native.issuer, native.serial_number, native.version
                _ = native.not_valid_before_utc, native.not_valid_after_utc
        except (ValueError, TypeError, OverflowError, x509.InvalidVersion, UnsupportedAlgorithm):
            raise _unreadable("the bytes are no X.509 certificate in DER") from None
        return certificate

    @cached_property
    def native(self) -> x509.Certificate:
        """The same certificate as the ``cryptography`` package has it."""
        return x509.load_der_x509_certificate(self.der)

    @cached_property
    def sha256(self) -> bytes:
        """The digest of its bytes: the ``x5t#S256`` of RFC 7515."""
        return hashlib.sha256(self.der).digest()

    @cached_property
    def public_key(self) -> PublicKey:
        """The key that it certifies.

        Raises:
            KeyMaterialError: the key is of an unsupported type (brainpool curves among them), weak or broken.
        """
        try:
            native = self.native.public_key()
        except UnsupportedAlgorithm:
            raise unsupported("The certificate's key") from None
        except ValueError:
            raise KeyMaterialError("The certificate's key cannot be read.", code="key.format") from None
        return PublicKey.from_native(native)

    @cached_property
    def organisation(self) -> str | None:
        """The legal name of the organisation (O)."""
        return self._named(x509.NameOID.ORGANIZATION_NAME)

    @cached_property
    def common_name(self) -> str | None:
        """The name by which it is usually known (CN)."""
        return self._named(x509.NameOID.COMMON_NAME)

    @cached_property
    def organisation_identifier(self) -> str | None:
        """The number of the organisation in a register, with its prefix: ``VATES-A12345678``, ``NTREE-17207834``."""
        return self._named(_ORGANISATION_IDENTIFIER)

    @cached_property
    def country(self) -> str | None:
        """Two letters (ISO 3166-1), as the certificate writes them (C)."""
        return self._named(x509.NameOID.COUNTRY_NAME)

    @cached_property
    def subject(self) -> str:
        """The whole name, as RFC 4514 writes it."""
        with lenient():
            return self.native.subject.rfc4514_string()

    @cached_property
    def subject_name(self) -> bytes:
        """The subject in DER, to compare with."""
        with lenient():
            return self.native.subject.public_bytes()

    @cached_property
    def issuer_name(self) -> bytes:
        """The issuer in DER, to compare with."""
        with lenient():
            return self.native.issuer.public_bytes()

    @cached_property
    def key_info(self) -> bytes:
        """Its SubjectPublicKeyInfo in DER, of whatever type the key is; empty where it cannot be read."""
        try:
            return self.native.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        except (ValueError, UnsupportedAlgorithm):
            return b""

    @cached_property
    def key_bits(self) -> bytes:
        """The key without the SubjectPublicKeyInfo around it: what OCSP names a key by, hashed; empty where it cannot be read."""
        try:
            return asn1.key_bits(self.der)
        except (ValueError, TypeError):
            return b""

    @cached_property
    def not_before(self) -> datetime:
        """The first instant of its validity."""
        return self.native.not_valid_before_utc

    @cached_property
    def not_after(self) -> datetime:
        """The last instant of its validity."""
        return self.native.not_valid_after_utc

    @cached_property
    def issuer_serial(self) -> bytes:
        """IssuerSerial in DER, which names the certificate by its issuer and serial number: JAdES' ``kid`` is its base64."""
        return asn1.issuer_serial(self.der)

    @cached_property
    def statements(self) -> QcStatements:
        """What it says of itself by European law.

        Raises:
            PkiError: code ``certificate.extension``, its extensions or these statements are broken.
        """
        found = self._found(_QC_STATEMENTS)
        return QcStatements() if found is None else read_statements(found.value.public_bytes())

    @cached_property
    def may_seal(self) -> bool:
        """Whether nothing in it says that it is a person's, for signatures, or for a web site (ETSI EN 319 412-5, section 4.2.3).

        The certificate of a person who works for an organisation names that organisation, too (ETSI EN 319 412-2, section 4.2.4), and
        nobody gave that person its seal.
        """
        try:
            types = self.statements.types
        except PkiError:
            return False
        if _OF_PERSONS & {each.oid.dotted_string for each in self.native.subject}:
            return False
        return not types or "eseal" in types

    @cached_property
    def extensions(self) -> x509.Extensions:
        """All its extensions; use ``extension`` for one, which does not mind what is wrong with the others.

        Raises:
            PkiError: code ``certificate.extension``, one of them is broken or stands there twice.
        """
        try:
            with lenient():
                return self.native.extensions
        except _BROKEN:
            raise _broken_extension() from None

    def extension(self, kind: type[_Extension]) -> _Extension | None:
        """The value of one extension; None where it is absent.

        Raises:
            PkiError: code ``certificate.extension``, it is broken, or some extension stands there twice.
        """
        found = self._found(kind.oid)
        return None if found is None else cast("_Extension", found.value)

    def is_critical(self, kind: type[x509.ExtensionType]) -> bool:
        """Whether it has an extension, and has it marked critical.

        Raises:
            PkiError: as ``extension``.
        """
        found = self._found(kind.oid)
        return found is not None and found.critical

    def _found(self, oid: x509.ObjectIdentifier) -> x509.Extension[x509.ExtensionType] | None:
        try:
            return self.extensions.get_extension_for_oid(oid)
        except x509.ExtensionNotFound:
            return None
        except PkiError:
            # Certificates are about whose policies nobody could write down right, which nothing here depends on.
            try:
                with lenient():
                    return asn1.only_extension(self.der, oid.dotted_string)
            except _BROKEN:
                raise _broken_extension() from None

    def _named(self, attribute: x509.ObjectIdentifier) -> str | None:
        """An attribute of the subject; what stands there twice names nothing."""
        with lenient():
            values = [each.value for each in self.native.subject.get_attributes_for_oid(attribute)]
        value: Any = values[0] if len(values) == 1 else None
        return value if isinstance(value, str) and value else None

    def __repr__(self) -> str:
        return f"<Certificate sha256:{self.sha256.hex()[:16]}>"


def load_certificates(data: bytes) -> tuple[Certificate, ...]:
    """Read the certificates of a file: any number in PEM, or one in DER.

    Args:
        data: PEM with whatever else stands between the certificates, or DER.

    Returns:
        In the order of the file.

    Raises:
        PkiError: code ``certificate.unreadable``: there is none, or one of them is broken, or there are more than 1,000.
    """
    if len(data) > MAX_FILE_BYTES:
        raise _unreadable(f"the file has {len(data)} bytes, and at most {MAX_FILE_BYTES} are read")
    count = len(_PEM_MARK.findall(data))
    if count == 0:
        return (Certificate.parse(data),)
    if count > MAX_CERTIFICATES:
        raise _unreadable(f"the file holds {count} of them, and at most {MAX_CERTIFICATES} are read")
    try:
        with lenient():
            found = x509.load_pem_x509_certificates(data)
    except ValueError:
        raise _unreadable("the file's PEM is broken") from None
    return tuple(Certificate.parse(each.public_bytes(Encoding.DER)) for each in found)


def _broken_extension() -> PkiError:
    return PkiError(
        "The certificate has an extension that is broken or stands there twice.", code="certificate.extension"
    )


def _unreadable(why: str) -> PkiError:
    return PkiError(
        f"The certificate cannot be read: {why}.",
        code="certificate.unreadable",
        hint="Certificates are read in DER, and in files also as PEM.",
    )
