"""The e-seal that an issuer puts around a European Digital Credential, and what is written into the credential for it.

    how = Sealing("LTA", authority=HttpTimestampAuthority("https://tsa.example"), material=HttpMaterial())
    issuer.issue(record, profile="elm", securing=how)

What the certificate says of its holder (legal name, identifier, country) becomes what the credential says of its issuer, and the
moment of sealing its date of issuing, as the Commission's issuer does: nobody seals in a name that is not the certificate's.
ETSI TS 119 182-1: https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ .
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding import strict_json
from credseal.errors import IssuingError
from credseal.findings import Finding
from credseal.issuer.credential import COMPACT_MEDIA_TYPE, SEALED_MEDIA_TYPE, SealedCredential
from credseal.issuer.refusing import refuse
from credseal.profiles import elm, vcdm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.signer import CertifiedSigner, Signer
    from credseal.pki.material import MaterialSource
    from credseal.pki.timestamping import TimestampAuthority
    from credseal.profiles.elm import IssuerIdentity

Level: TypeAlias = Literal["B", "T", "LT", "LTA"]


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """How a credential is sealed.

    Args:
        level: ``B`` is the signature alone, ``T`` has a timestamp, ``LT`` also what shows that the certificates were in force, and
            in ``LTA`` a further timestamp covers all that, so that it can be checked when the certificates are long expired.
        authority: the timestamp authority (RFC 3161), for the levels above ``B``.
        material: where certificates, OCSP answers and revocation lists come from, for ``LT`` and ``LTA``.
        form: of the file: ``general`` JSON as Europass has it, or ``compact``.
        time: the header that tells when it was sealed: ``iat``, or ``sigT`` for tools that do not know the standard of 2025.

    Raises:
        IssuingError: ``issuing.sealing``, the level needs what is not there, or cannot be had in this form.
    """

    level: Level = "B"
    authority: TimestampAuthority | None = None
    material: MaterialSource | None = None
    form: Literal["general", "compact"] = "general"
    time: Literal["iat", "sigT"] = "iat"

    def __post_init__(self) -> None:
        if self.level != "B" and self.authority is None:
            raise _unfit(f"The level {self.level} needs a timestamp authority.", "Name one (--timestamps URL).")
        if self.level in ("LT", "LTA") and self.material is None:
            raise _unfit(
                f"The level {self.level} needs a source of certificates and of answers about revocation.", None
            )
        if self.level != "B" and self.form == "compact":
            raise _unfit("A seal in compact form has no place for timestamps.", "Use the form of Europass, or level B.")


def certified(signer: Signer) -> CertifiedSigner | None:
    """The signer, if it has a certificate that it can seal with."""
    return signer if getattr(signer, "certificates", ()) else None  # type: ignore[return-value]  # the rest of the protocol


def seal_credential(
    document: JsonObject,
    signer: CertifiedSigner,
    how: Sealing | None = None,
    *,
    at: datetime | None = None,
    findings: tuple[Finding, ...] = (),
) -> SealedCredential:
    """Seals a European Digital Credential, whoever wrote it.

    Args:
        document: unsigned, or in the form in which it is uploaded to the Commission's issuer. Issuer and date of issuing in it become
            those of the certificate and of the moment of sealing.
        signer: key and certificate.
        how: the level, and what it takes; by default level B.
        at: when, aware; by default now.
        findings: what is known about the document already, for the answer.

    Raises:
        IssuingError: ``issuing.certificate``, ``issuing.sealed`` (it is sealed or signed already), or the first thing that keeps the
            document from being right.
        ProofError, PkiError, KeyMaterialError: the seal cannot be made.
    """
    if not signer.certificates:
        raise no_certificate()
    document = elm.from_upload(document)
    if "payload" in document or "proof" in document:
        raise is_sealed()
    how, at = how or Sealing(), (at or datetime.now(UTC)).replace(microsecond=0)
    stated = elm.issuer_identity(document)
    document = _with_issuer(document, signer, at)
    findings = (*findings, *_replaced(stated, elm.issuer_identity(document)))
    refuse((*vcdm.check(document), *elm.check(document)))
    media_type = SEALED_MEDIA_TYPE if how.form == "general" else COMPACT_MEDIA_TYPE
    sealed = _sealed(document, signer, how, at=at)
    return SealedCredential(str(document["id"]), document, findings, media_type, sealed, how.level)


def _with_issuer(document: JsonObject, signer: CertifiedSigner, issued: datetime) -> JsonObject:
    """The credential with what the certificate says of its issuer, and the date of issuing."""
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  most issuers seal nothing

    certificate = Certificate.parse(signer.certificates[0])
    return elm.with_certificate(
        document,
        organisation=certificate.organisation,
        organisation_identifier=certificate.organisation_identifier,
        country=certificate.country,
        common_name=certificate.common_name,
        issued=issued,
    )


def _replaced(stated: IssuerIdentity, certified: IssuerIdentity) -> Iterator[Finding]:
    """What the record called its issuer, and the certificate does not: sealed is the certificate's word."""
    hint = "If that is not who you are, seal with the certificate of the organisation that the record names."
    differing = (
        ("legal name", stated.names and not set(certified.names) <= set(stated.names), certified.name_at),
        ("identifier", stated.identifier not in (None, certified.identifier), certified.identifier_at),
        ("country", stated.country not in (None, certified.country), certified.country_at),
    )
    for what, is_other, pointer in differing:
        if is_other:
            message = f"The issuer's {what} is that of the certificate; the record had another."
            yield Finding("issuing.certificate-differs", "warning", message, pointer, hint)


def _sealed(document: JsonObject, signer: CertifiedSigner, how: Sealing, *, at: datetime) -> bytes:
    from credseal.securing.jades.levels import extend  # noqa: PLC0415  as above
    from credseal.securing.jades.signing import seal  # noqa: PLC0415

    sealed = seal(strict_json.dumps(document).encode(), signer, at=at, form=how.form, time=how.time)
    if how.level == "B" or how.authority is None:
        return sealed
    return extend(sealed, level=how.level, authority=how.authority, material=how.material)


def no_certificate() -> IssuingError:
    """Why a key alone makes no seal."""
    return IssuingError(
        "The signer has a key and no certificate, and a seal needs one.",
        code="issuing.certificate",
        hint="Give the file that holds both (PKCS#12), or the key in the hardware module beside its certificate.",
    )


def is_sealed() -> IssuingError:
    """Why what is sealed or signed already is not sealed."""
    return IssuingError(
        "The credential is sealed or signed already.",
        code="issuing.sealed",
        hint="Seal the credential that is inside: a second seal around the first is what no reader opens.",
    )


def _unfit(message: str, hint: str | None) -> IssuingError:
    return IssuingError(message, code="issuing.sealing", hint=hint)
