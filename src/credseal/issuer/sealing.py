"""The e-seal that an issuer puts around a European Digital Credential, and what is written into the credential for it.

    how = Sealing("LTA", authority=HttpTimestampAuthority("https://tsa.example"), material=HttpMaterial())
    issuer.issue(record, profile="elm", securing=how)

What the certificate says of its holder (legal name, identifier, country) becomes what the credential says of its issuer, and the
moment of sealing its date of issuing, as the Commission's issuer does: nobody seals in a name that is not the certificate's.
ETSI TS 119 182-1: https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ .
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.encoding import strict_json
from credseal.errors import IssuingError
from credseal.profiles import elm

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.signer import CertifiedSigner, Signer
    from credseal.pki.timestamping import TimestampAuthority
    from credseal.securing.jades.material import MaterialSource

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


def with_issuer(document: JsonObject, signer: CertifiedSigner, issued: datetime) -> JsonObject:
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


def seal(document: JsonObject, signer: CertifiedSigner, how: Sealing, *, at: datetime) -> bytes:
    """The sealed file.

    Args:
        document: the credential.
        signer: of the seal.
        how: the level, and what it takes.
        at: when, aware.

    Raises:
        ProofError, PkiError, KeyMaterialError: the seal cannot be made.
    """
    from credseal.securing.jades.levels import extend  # noqa: PLC0415  as above
    from credseal.securing.jades.signing import seal as sign  # noqa: PLC0415

    sealed = sign(strict_json.dumps(document).encode(), signer, at=at, form=how.form, time=how.time)
    if how.level == "B" or how.authority is None:
        return sealed
    return extend(sealed, level=how.level, authority=how.authority, material=how.material)


def _unfit(message: str, hint: str | None) -> IssuingError:
    return IssuingError(message, code="issuing.sealing", hint=hint)
