"""A home-made certificate authority for trying out: seals, timestamps, answers about revocation. Nobody else believes it.

    python examples/home_authority.py FOLDER [--serve [--port 8318]]

writes into the folder ``ca.pem`` (what a verifier has to trust), ``issuing.pem``, ``tsa.pem``, ``seal.p12`` (a university's key and
certificates, with the passphrase ``example``) and ``issuing.crl`` (what the two authorities have revoked). With ``--serve`` it also
answers on this machine until interrupted: timestamps at ``/timestamp``, OCSP at ``/ocsp``, lists at ``/crl``. Everything is made anew each time, and no key of the authority
itself is kept. Its certificates are made as ETSI EN 319 412 has those for seals, so that validators of the Union can try them too.

    authority = HomeAuthority()
    signer = authority.seal_key("University of Example", "VATES-A12345678", "ES", kind="P-256")
    authority.ocsp(signer.certificates[0])            # good
    authority.revoke(signer.certificates[0], reason="keyCompromise")
    authority.timestamp_authority().timestamp(b"data")
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from asn1crypto import core, ocsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from home_keys import Certificated, Held, certificate_of, hash_for, new_key
from home_revocation import Revoked, Times, certificate_id, ocsp_response, revocation_list
from home_server import serve
from home_timestamps import HomeTimestamps

from credseal.keys.signer import LocalSigner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

Extension = tuple[x509.ExtensionType, bool]
"""A value, and whether it is critical."""

_DAY = timedelta(days=1)
_ORGANISATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")
_QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_SEAL_POLICY = x509.ObjectIdentifier("0.4.0.194112.1.1")  # QCP-l, ETSI EN 319 411-2
_ANY_POLICY = x509.ObjectIdentifier("2.5.29.32.0")
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
_SEALING = ("digital_signature", "content_commitment")
_PORT = 8318
_PASSPHRASE = "example"  # noqa: S105 - for trying out


class HomeAuthority:
    """A root, an authority under it that issues, and what both say.

    Args:
        kind: of their keys: ``P-256``, ``P-384``, ``RSA``, ``Ed25519`` or ``brainpoolP256r1``.
        clock: gives the time; by default the machine's.
        name: stands in the names of its certificates.
        url: where its certificates say that answers are to be had.
    """

    def __init__(
        self,
        *,
        kind: str = "P-256",
        clock: Callable[[], datetime] | None = None,
        name: str = "Example",
        url: str = "http://pki.example",
    ) -> None:
        self.kind = kind
        self.clock = clock or (lambda: datetime.now(UTC))
        self.url = url
        self._name = name
        self._revoked: dict[int, Revoked] = {}
        self._held: dict[int, Held] = {}
        self._responders: dict[int, Held] = {}
        self._lists = 0
        self.root = self.authority(f"{name} Root CA", issuer=None, days=3650)
        self.issuing = self.authority(f"{name} Seal CA", issuer=self.root, path_length=0, days=1825)

    # certificates

    def certify(
        self,
        subject: x509.Name,
        key: Any,
        extensions: Sequence[Extension],
        *,
        issuer: Held | None,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> Held:
        """A certificate with exactly these extensions, and those that name keys.

        Args:
            subject: whom it names.
            key: the private key of what it certifies.
            extensions: in this order.
            issuer: who signs it; None for the key itself.
            not_before: by default an hour ago.
            not_after: by default in a year.
        """
        now = self.clock().replace(microsecond=0)
        signing = issuer.key if issuer else key
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.name if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(not_before or now - timedelta(hours=1))
            .not_valid_after(not_after or now + 365 * _DAY)
        )
        identifiers = [
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False),
        ]
        for extension, critical in (*identifiers, *extensions):
            builder = builder.add_extension(extension, critical=critical)
        held = Held(builder.sign(signing, hash_for(signing)), key, issuer)
        self._held[held.certificate.serial_number] = held
        return held

    def authority(
        self,
        name: str,
        *,
        issuer: Held | None,
        key: Any = None,
        path_length: int | None = None,
        days: int = 1825,
        not_after: datetime | None = None,
        extensions: Sequence[Extension] = (),
    ) -> Held:
        """A further authority, under another one or (without ``issuer``) on its own."""
        now = self.clock().replace(microsecond=0)
        policies = x509.CertificatePolicies([x509.PolicyInformation(_ANY_POLICY, None)])
        below = [(policies, False), *self._where(issuer)] if issuer else []
        return self.certify(
            named(organisation=self._name, country="ES", common_name=name),
            key or new_key(self.kind),
            [
                (x509.BasicConstraints(ca=True, path_length=path_length), True),
                (usage("key_cert_sign", "crl_sign"), True),
                *below,
                *extensions,
            ],
            issuer=issuer,
            not_before=now - 30 * _DAY,
            not_after=not_after or now + days * _DAY,
        )

    def seal(
        self,
        organisation: str = "University of Example",
        identifier: str | None = "VATES-A12345678",
        country: str = "ES",
        *,
        common_name: str | None = None,
        kind: str = "RSA",
        bits: int = 2048,
        key: Any = None,
        issuer: Held | None = None,
        usages: Sequence[str] = _SEALING,
        statements: Sequence[str] = ("compliance", "eseal"),
        extensions: Sequence[Extension] = (),
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> Held:
        """A certificate for seals (ETSI EN 319 412-3), with its key.

        Args:
            organisation: its legal name.
            identifier: its number in a register.
            country: two letters.
            common_name: by which it is known; by default the legal name.
            kind: of the key.
            bits: of an RSA key.
            key: one to certify, instead of a new one.
            issuer: by default the issuing authority.
            usages: for keyUsage; none leaves it out.
            statements: for qcStatements: ``compliance``, ``device``, ``esign``, ``eseal``, ``web``; none leaves them out.
            extensions: further ones.
            not_before: first instant.
            not_after: last instant.
        """
        issuer = issuer or self.issuing
        found: list[Extension] = [(usage(*usages), True)] if usages else []
        if statements:
            found.append((qc_statements(statements, f"{self.url}/statement.pdf"), False))
        policies = x509.CertificatePolicies([x509.PolicyInformation(_SEAL_POLICY, None)])
        return self.certify(
            named(
                organisation=organisation,
                identifier=identifier,
                country=country,
                common_name=common_name or organisation,
            ),
            key or new_key(kind, bits=bits),
            [
                (x509.BasicConstraints(ca=False, path_length=None), True),
                *found,
                (policies, False),
                *self._where(issuer),
                *extensions,
            ],
            issuer=issuer,
            not_before=not_before,
            not_after=not_after,
        )

    def seal_key(
        self,
        organisation: str = "University of Example",
        identifier: str | None = "VATES-A12345678",
        country: str = "ES",
        *,
        algorithm: str | None = None,
        **options: Any,
    ) -> LocalSigner:
        """A signer with certificates, its own and the issuing authority's; ``options`` are those of ``seal``."""
        return self.signer(self.seal(organisation, identifier, country, **options), algorithm=algorithm)

    def signer(self, held: Held, *, algorithm: str | None = None) -> LocalSigner:
        """A signer with certificates: its own and those of the authorities above it, without the root."""
        return LocalSigner(held.key, certificates=[each.der for each in chain(held)], algorithm=algorithm)

    def pkcs12(self, held: Held | None = None, *, passphrase: str = _PASSPHRASE) -> bytes:
        """A seal's key and certificates as a PKCS#12 file; without ``held`` of a new one."""
        held = held or self.seal()
        above = [each.certificate for each in chain(held)[1:]]
        encryption = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(b"seal", held.key, held.certificate, above, encryption)

    # what it says

    def revoke(self, certificate: Certificated, *, at: datetime | None = None, reason: str | None = None) -> None:
        """Revoke a certificate, from an instant on (now); the reason as RFC 5280 names it, e.g. ``keyCompromise``."""
        self._revoked[certificate_of(certificate).serial_number] = Revoked(at or self.clock(), reason)

    def ocsp(
        self,
        certificate: Certificated,
        issuer: Certificated | None = None,
        *,
        status: Revoked | Literal["good", "unknown"] | None = None,
        responder: Held | None = None,
        algorithm: str = "sha1",
        this_update: datetime | None = None,
        lifetime: timedelta | None = _DAY,
        produced_at: datetime | None = None,
        with_certificate: bool = True,
    ) -> bytes:
        """An OCSP answer about a certificate.

        Args:
            certificate: what it is about.
            issuer: of the certificate; by default the authority here that it names.
            status: by default what is known.
            responder: who signs; by default a responder to whom the issuer delegated that.
            algorithm: with which the issuer is named: ``sha1`` or ``sha256``.
            this_update: as of when; by default now.
            lifetime: until the next update; None to leave that out.
            produced_at: when it was signed; by default as of when.
            with_certificate: whether it carries the responder's certificate.
        """
        subject = certificate_of(certificate)
        by = self._authority(issuer if issuer is not None else subject.issuer)
        known = status or self._revoked.get(subject.serial_number, "good")
        times = Times.of(this_update or self.clock(), lifetime, produced_at)
        return ocsp_response(
            [(certificate_id(subject.serial_number, by, algorithm), known)],
            responder or self.responder(by),
            times,
            with_certificate=with_certificate,
        )

    def answer_ocsp(self, request: bytes) -> bytes:
        """The answer to an OCSP request, about whichever of its certificates it names, in the hash that it names it with."""
        try:
            asked = ocsp.OCSPRequest.load(request, strict=True)
            names = [each["req_cert"] for each in asked["tbs_request"]["request_list"]]
            by = [self._named(each) for each in names]
            nonce = asked.nonce_value.native if asked.nonce_value else None
        except (ValueError, TypeError):
            return _unsuccessful("malformed_request")
        if not by or by[0] is None or any(each is not by[0] for each in by):
            return _unsuccessful("unauthorized")
        statuses = [(each, self._status(each["serial_number"].native)) for each in names]
        return ocsp_response(statuses, self.responder(by[0]), Times.of(self.clock(), _DAY), nonce=nonce)

    def crl(
        self,
        issuer: Certificated | None = None,
        *,
        this_update: datetime | None = None,
        lifetime: timedelta = _DAY,
        extensions: Sequence[Extension] = (),
    ) -> bytes:
        """The list of what an authority here (by default the issuing one) has revoked."""
        by = self._authority(issuer) if issuer is not None else self.issuing
        ours = {
            serial: how
            for serial, how in self._revoked.items()
            if serial not in self._held or self._held[serial].certificate.issuer == by.name
        }
        self._lists += 1
        times = Times.of(this_update or self.clock(), lifetime)
        return revocation_list(by, ours, times, number=self._lists, extensions=extensions)

    def lists(self) -> bytes:
        """The lists of the root and the issuing authority, in PEM."""
        both = (self.crl(each) for each in (self.issuing, self.root))
        return b"".join(x509.load_der_x509_crl(each).public_bytes(Encoding.PEM) for each in both)

    def responder(self, issuer: Held | None = None, **options: Any) -> Held:
        """Who answers OCSP for an authority: made once, or with other ``options`` (of ``certify``) each time."""
        by = issuer or self.issuing
        serial = by.certificate.serial_number
        if serial in self._responders and not options:
            return self._responders[serial]
        made = self.certify(
            named(organisation=self._name, country="ES", common_name=f"{self._name} OCSP responder"),
            new_key("P-256"),
            [
                (x509.BasicConstraints(ca=False, path_length=None), True),
                (usage("digital_signature"), True),
                (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
                (x509.OCSPNoCheck(), False),
            ],
            issuer=by,
            **options,
        )
        if not options:
            self._responders[serial] = made
        return made

    def timestamp_authority(
        self,
        *,
        kind: str = "P-256",
        bits: int = 2048,
        issuer: Held | None = None,
        clock: Callable[[], datetime] | None = None,
        purposes: Sequence[x509.ObjectIdentifier] = (ExtendedKeyUsageOID.TIME_STAMPING,),
        critical: bool = True,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> HomeTimestamps:
        """A timestamp authority, certified (as by default) as RFC 3161, section 2.3, wants it."""
        by = issuer or self.issuing
        held = self.certify(
            named(organisation=self._name, country="ES", common_name=f"{self._name} TSU"),
            new_key(kind, bits=bits),
            [
                (x509.BasicConstraints(ca=False, path_length=None), True),
                (usage("digital_signature"), True),
                *([(x509.ExtendedKeyUsage(purposes), critical)] if purposes else []),
                *self._where(by),
            ],
            issuer=by,
            not_before=not_before,
            not_after=not_after,
        )
        return HomeTimestamps(held, chain(held)[1:], clock or self.clock)

    def serve(self, tokens: HomeTimestamps | None = None, *, port: int = 0) -> AbstractContextManager[str]:
        """Answers on this machine: ``with authority.serve() as url``; see ``home_server``."""
        return serve(self, tokens or self.timestamp_authority(), port=port)

    def published(self, path: str) -> tuple[str, bytes] | None:
        """What its certificates say lies there: that of an authority (``.cer``) or its list (``.crl``), with its media type."""
        name, _, ending = path.removeprefix("/").partition(".")
        by = next((each for each in self._held.values() if f"{each.certificate.serial_number:x}" == name), None)
        if by is None or not _is_authority(by):
            return None
        found = {"cer": ("application/pkix-cert", by.der), "crl": ("application/pkix-crl", self.crl(by))}
        return found.get(ending)

    # within

    def _where(self, issuer: Held) -> list[Extension]:
        """Where the answers of an authority are to be had."""
        at = f"{self.url}/{issuer.certificate.serial_number:x}"
        access = [
            x509.AccessDescription(method, x509.UniformResourceIdentifier(url))
            for method, url in (
                (AuthorityInformationAccessOID.OCSP, f"{self.url}/ocsp"),
                (AuthorityInformationAccessOID.CA_ISSUERS, f"{at}.cer"),
            )
        ]
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{at}.crl")], None, None, None)
        return [(x509.AuthorityInformationAccess(access), False), (x509.CRLDistributionPoints([point]), False)]

    def _authority(self, which: Certificated | x509.Name) -> Held:
        if isinstance(which, Held):
            return which
        name = which if isinstance(which, x509.Name) else certificate_of(which).subject
        return next(each for each in self._held.values() if each.name == name)

    def _named(self, asked: ocsp.CertId) -> Held | None:
        algorithm = asked["hash_algorithm"]["algorithm"].native
        serial = asked["serial_number"].native
        authorities = [each for each in self._held.values() if _is_authority(each)]
        return next(
            (each for each in authorities if certificate_id(serial, each, algorithm).native == asked.native), None
        )

    def _status(self, serial_number: int) -> Revoked | str:
        known = "good" if serial_number in self._held else "unknown"
        return self._revoked.get(serial_number, known)


def chain(held: Held) -> list[Held]:
    """A certificate and those above it, without the root; a root alone is its own chain."""
    found = [held]
    while (above := found[-1].issuer) and above.issuer:
        found.append(above)
    return found


def named(*, organisation: str, country: str, common_name: str, identifier: str | None = None) -> x509.Name:
    """A name, in the order of ETSI EN 319 412-3."""
    attributes = [
        (NameOID.COUNTRY_NAME, country),
        (NameOID.ORGANIZATION_NAME, organisation),
        (_ORGANISATION_IDENTIFIER, identifier),
        (NameOID.COMMON_NAME, common_name),
    ]
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in attributes if value is not None])


def usage(*names: str) -> x509.KeyUsage:
    """KeyUsage with these, and no others."""
    return x509.KeyUsage(**{each: each in names for each in _USAGES})


def qc_statements(names: Sequence[str], disclosure: str) -> x509.UnrecognizedExtension:
    """QcStatements (ETSI EN 319 412-5): ``compliance``, ``device``, and the types ``esign``, ``eseal``, ``web``."""
    types = [f"0.4.0.1862.1.6.{number}" for number, name in enumerate(("esign", "eseal", "web"), 1) if name in names]
    statements = [_sequence(core.ObjectIdentifier("0.4.0.1862.1.1"))] if "compliance" in names else []
    if "device" in names:
        statements.append(_sequence(core.ObjectIdentifier("0.4.0.1862.1.4")))
    places = _sequence(_sequence(core.IA5String(disclosure), core.PrintableString("en")))
    statements.append(_sequence(core.ObjectIdentifier("0.4.0.1862.1.5"), places))
    if types:
        listed = _sequence(*map(core.ObjectIdentifier, types))
        statements.append(_sequence(core.ObjectIdentifier("0.4.0.1862.1.6"), listed))
    return x509.UnrecognizedExtension(_QC_STATEMENTS, _sequence(*statements).dump())


def _sequence(*values: Any) -> core.SequenceOf:
    return core.SequenceOf([core.Any(each) for each in values], spec=core.Any)


def _is_authority(held: Held) -> bool:
    return held.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def _unsuccessful(why: str) -> bytes:
    answer: bytes = ocsp.OCSPResponse({"response_status": why}).dump()
    return answer


def main() -> None:
    """Writes the files, and answers if asked to."""
    parser = argparse.ArgumentParser(description="A home-made certificate authority for trying out.")
    parser.add_argument("folder", type=Path, help="where its files go")
    parser.add_argument("--serve", action="store_true", help="answer timestamps, OCSP and lists on this machine")
    parser.add_argument("--port", type=int, default=_PORT, help=f"of these answers; default: {_PORT}")
    args = parser.parse_args()
    authority = HomeAuthority(url=f"http://127.0.0.1:{args.port}")
    tokens = authority.timestamp_authority()
    files = {
        "ca.pem": authority.root.pem,
        "issuing.pem": authority.issuing.pem,
        "tsa.pem": tokens.held.pem,
        "seal.p12": authority.pkcs12(),
        "issuing.crl": authority.lists(),
    }
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (args.folder / name).write_bytes(data)
        print(args.folder / name)
    print(f"The passphrase of seal.p12 is: {_PASSPHRASE}")
    if args.serve:
        with authority.serve(tokens, port=args.port) as url:
            print(f"Timestamps: {url}/timestamp  OCSP: {url}/ocsp  list: {url}/crl  (Enter ends it)", flush=True)
            sys.stdin.readline()


if __name__ == "__main__":
    main()
