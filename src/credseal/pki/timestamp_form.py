"""What a timestamp token holds, taken out of its ASN.1 into plain values; whether any of it holds is asked in ``credseal.pki.timestamp``.

A TimeStampToken is a CMS ContentInfo with SignedData of exactly one signer over a TSTInfo (RFC 3161, section 2.4.2,
https://www.rfc-editor.org/rfc/rfc3161#section-2.4.2; RFC 5652, section 5, https://www.rfc-editor.org/rfc/rfc5652#section-5). Read strictly: one
value for an attribute, each attribute once, nothing behind the end, no critical extension of the TSTInfo.

    form = read(der)
    form.time, form.imprint_algorithm, form.imprint

The only module that reads tokens with asn1crypto; ``credseal.pki.timestamp`` imports it on first use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from asn1crypto import cms, core, parser, tsp
from asn1crypto import x509 as asn1_x509

from credseal.errors import PkiError

if TYPE_CHECKING:
    from datetime import datetime

MOST_BYTES = 256 * 1024
_MOST_CERTIFICATES = 20
_HASHES = ("sha256", "sha384", "sha512")
_WEAK_HASHES = ("md2", "md5", "sha1", "sha224")
# What asn1crypto raises for bytes that are not what they should be.
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)

Scheme: TypeAlias = Literal["rsassa_pkcs1v15", "rsassa_pss", "ecdsa"]


@dataclass(frozen=True)
class CertificateId:
    """How the signer names its own certificate in a signed attribute (RFC 5035, section 4): by hash, and maybe by IssuerSerial (DER)."""

    algorithm: str
    digest: bytes
    issuer_serial: bytes | None


@dataclass(frozen=True)
class Form:
    """The values of one token.

    Attributes:
        content: the TSTInfo, the bytes that are hashed.
        time: ``genTime``, aware, in UTC.
        imprint_algorithm, imprint: the hash of what was stamped; ``sha256``, ``sha384`` or ``sha512``.
        policy: dotted; what the authority says it did.
        serial, nonce: as the authority and the requester chose them.
        certificates: DER, in no order.
        issuer_serial, key_id: which of them is the signer's: named by IssuerSerial (DER), or by its key.
        attributes: the signed attributes as they are signed (DER, SET OF).
        content_type, message_digest, certificate_ids: what they say.
        hash_algorithm, scheme, signature: how they are signed.
    """

    content: bytes
    time: datetime
    imprint_algorithm: str
    imprint: bytes
    policy: str
    serial: int
    nonce: int | None
    certificates: tuple[bytes, ...]
    issuer_serial: bytes | None
    key_id: bytes | None
    attributes: bytes
    content_type: str
    message_digest: bytes
    certificate_ids: tuple[CertificateId, ...]
    hash_algorithm: str
    scheme: Scheme
    signature: bytes


def read(der: bytes) -> Form:
    """Takes a token apart.

    Raises:
        PkiError: ``timestamp.form``, ``timestamp.weak`` (a hash that no longer binds: SHA-1 and older), ``timestamp.unsupported``
            (an algorithm or extension that is not known here).
    """
    if len(der) > MOST_BYTES:
        raise _malformed(f"it has {len(der)} bytes, at most {MOST_BYTES} are read")
    try:
        return _read(der)
    except _BROKEN as error:
        raise _malformed("its ASN.1 cannot be read") from error


def _read(der: bytes) -> Form:
    info = cms.ContentInfo.load(der, strict=True)
    if info["content_type"].native != "signed_data":
        raise _malformed("it is no CMS SignedData")
    signed = info["content"]
    enclosed = signed["encap_content_info"]
    if enclosed["content_type"].native != "tst_info" or isinstance(enclosed["content"], core.Void):
        raise _malformed("what is signed in it is no TSTInfo")
    if len(signed["signer_infos"]) != 1:
        raise _malformed(f"it has {len(signed['signer_infos'])} signers where a token has one")
    content = bytes(enclosed["content"])
    return Form(
        content=content,
        certificates=_certificates(signed["certificates"]),
        **_stamped(tsp.TSTInfo.load(content, strict=True)),
        **_signer(signed["signer_infos"][0]),
    )


def _stamped(info: Any) -> dict[str, Any]:
    if info["version"].native != "v1":
        raise _malformed("its TSTInfo is not of version 1")
    if any(each["critical"].native for each in info["extensions"]):
        raise PkiError(
            "The timestamp token has a critical extension, and none is known here.", code="timestamp.unsupported"
        )
    if not info["gen_time"].contents.endswith(b"Z"):
        raise _malformed("its time is not in UTC")
    imprint = info["message_imprint"]
    return {
        "time": info["gen_time"].native,
        "imprint_algorithm": _accepted(imprint["hash_algorithm"]["algorithm"].native, "what was stamped"),
        "imprint": imprint["hashed_message"].native,
        "policy": info["policy"].dotted,
        "serial": info["serial_number"].native,
        "nonce": info["nonce"].native,
    }


def _certificates(choices: Any) -> tuple[bytes, ...]:
    if isinstance(choices, core.Void):
        return ()
    if len(choices) > _MOST_CERTIFICATES:
        raise _malformed(f"it brings {len(choices)} certificates, at most {_MOST_CERTIFICATES} are read")
    return tuple(choice.chosen.dump() for choice in choices if choice.name == "certificate")


def _signer(signer: Any) -> dict[str, Any]:
    identified = signer["sid"]
    key_id = identified.chosen.native if identified.name == "subject_key_identifier" else None
    # What is signed is the SET OF as it stands, under its own tag instead of the one it has here (RFC 5652, section 5.4).
    signed = parser.emit(0, 1, 17, signer["signed_attrs"].contents or b"")
    attributes = _attributes(signer["signed_attrs"])
    digest = _accepted(signer["digest_algorithm"]["algorithm"].native, "the signature")
    return {
        "issuer_serial": _issuer_serial(identified.chosen) if key_id is None else None,
        "key_id": key_id,
        "attributes": signed,
        "content_type": _one(attributes, "content_type").native,
        "message_digest": _one(attributes, "message_digest").native,
        "certificate_ids": tuple(_certificate_ids(attributes)),
        "hash_algorithm": digest,
        "scheme": _scheme(signer["signature_algorithm"], digest),
        "signature": signer["signature"].native,
    }


def _attributes(signed: Any) -> dict[str, Any]:
    if isinstance(signed, core.Void) or not len(signed):
        raise _malformed("its signer signs no attributes")
    found: dict[str, Any] = {}
    for each in signed:
        if each["type"].native in found:
            raise _malformed("a signed attribute is repeated")
        found[each["type"].native] = each["values"]
    return found


def _one(attributes: dict[str, Any], name: str) -> Any:
    values = attributes.get(name, ())
    if len(values) != 1:
        raise _malformed(
            f"the signed attribute {name.replace('_', ' ')} has {len(values)} values where it must have one"
        )
    return values[0]


def _certificate_ids(attributes: dict[str, Any]) -> list[CertificateId]:
    """The first certificate that each of the two attributes names is the signer's (RFC 5035, sections 3 and 4)."""
    found = []
    for name in ("signing_certificate", "signing_certificate_v2"):
        if name in attributes:
            first = _one(attributes, name)["certs"][0]
            of_second_kind = name.endswith("v2")
            algorithm = first["hash_algorithm"]["algorithm"].native if of_second_kind else "sha1"
            named = first["issuer_serial"]
            found.append(
                CertificateId(
                    algorithm=_accepted(algorithm, "its certificate's name") if of_second_kind else algorithm,
                    digest=first["cert_hash"].native,
                    issuer_serial=None if isinstance(named, core.Void) else named.dump(),
                )
            )
    if not found:
        raise _malformed(
            "its signer does not say with which certificate it signs (signingCertificate, signingCertificateV2)"
        )
    return found


def _issuer_serial(named: Any) -> bytes:
    """Issuer and number as CMS writes them (RFC 5652, section 10.2.4), in the form that signed attributes have."""
    issuer = [asn1_x509.GeneralName("directory_name", named["issuer"])]
    return bytes(tsp.IssuerSerial({"issuer": issuer, "serial_number": named["serial_number"]}).dump())


def _scheme(algorithm: Any, digest: str) -> Scheme:
    scheme = algorithm.signature_algo
    if scheme not in ("rsassa_pkcs1v15", "rsassa_pss", "ecdsa"):
        raise _unknown("the signature")
    # rsaEncryption names no hash: then it is the one of digestAlgorithm (RFC 3370, section 3.2).
    if algorithm["algorithm"].native != "rsassa_pkcs1v15" and algorithm.hash_algo != digest:
        raise _malformed("its signature is made with another hash than its attributes")
    if scheme == "rsassa_pss":
        parameters = algorithm["parameters"]
        mask = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
        if mask != digest or parameters["salt_length"].native != int(digest.removeprefix("sha")) // 8:
            raise _unknown("the signature (RSASSA-PSS with unusual parameters)")
    return scheme  # type: ignore[no-any-return]


def _accepted(algorithm: str, of: str) -> str:
    if algorithm in _WEAK_HASHES:
        raise PkiError(
            f"The timestamp token hashes {of} with {algorithm.upper()}, for which other data with the same hash can be made.",
            code="timestamp.weak",
            hint="Have it stamped anew with SHA-256.",
        )
    if algorithm not in _HASHES:
        raise _unknown(of)
    return algorithm


def _unknown(of: str) -> PkiError:
    return PkiError(
        f"The timestamp token uses an algorithm for {of} that is not known here.",
        code="timestamp.unsupported",
        hint="SHA-256, SHA-384 and SHA-512 are known, signed with RSA (PKCS #1 v1.5 or PSS) or ECDSA.",
    )


def _malformed(reason: str) -> PkiError:
    return PkiError(f"The timestamp token is not one of RFC 3161: {reason}.", code="timestamp.form")
