"""SD-JWT VC: the rules by which an SD-JWT is a credential.

draft-ietf-oauth-sd-jwt-vc, sections "Data Format" and "Verification and Processing" (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/).
The type of the token is ``dc+sd-jwt``, the type of the credential stands in ``vct``, and what decides about it is visible to everybody:
who issued it, for how long, for whose key, with which status.

    text = issue(claims, signer, kid="did:web:uni.example#key-1", disclosable=[("given_name",)], never=["achievement_title"])

    credential = parse(text)
    key = key_of(credential.signer)                                # for the caller to find: the token only names it
    verified = credential.verify(key, algorithms={"ES256"}, never=["achievement_title"])
    verified.payload, verified.type, verified.expires

Whether the credential has expired or was revoked is not judged here; the form of the times is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credseal.encoding.sd_jwt_credential import OF_DATA_MODEL, kind_of
from credseal.errors import ProofError, pointer_to
from credseal.findings import Finding
from credseal.securing.jose.numeric_date import numeric_date
from credseal.securing.sd_jwt import issuing, parsing
from credseal.securing.sd_jwt.disclosures import DEFAULT_HASH, DIGEST_ALGORITHM
from credseal.securing.sd_jwt.key_reference import KeyReference, read_key_reference, write_certificates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey
    from credseal.keys.signer import Signer
    from credseal.securing.sd_jwt.claim_paths import ClaimPath
    from credseal.securing.sd_jwt.parsing import SdJwt, Verified
    from credseal.securing.sd_jwt.processing import Processed

TYPE = "dc+sd-jwt"
OLD_TYPE = "vc+sd-jwt"
"""What the drafts before November 2024 called it."""

ALWAYS_SHOWN = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status")
"""Claims that are never selectively disclosable, nor anything inside them. ``iat`` and ``sub`` may be."""

_TEXTS = ("iss", "sub", "vct#integrity")
_TIMES = ("iat", "nbf", "exp")
_OBJECTS = ("cnf", "status")


@dataclass(frozen=True)
class SdJwtVc:
    """An SD-JWT VC, taken apart and not yet checked.

    Attributes:
        token: the SD-JWT.
        signer: whose key is to have signed.
        findings: what its readers may want to know.
    """

    token: SdJwt
    signer: KeyReference
    findings: tuple[Finding, ...]

    def verify(self, key: PublicKey, *, algorithms: Collection[str], never: Collection[str] = ()) -> VerifiedVc:
        """Checks the signature, puts the disclosures in place, and looks at what they may be about.

        Args:
            key: the key of ``signer``, found by the caller.
            algorithms: the values of ``alg`` that the caller accepts.
            never: the names of further claims of the payload that must not be selectively disclosable, nor anything inside them.

        Raises:
            ProofError: ``sd-jwt.always-shown`` (a claim is selectively disclosable that must not be), ``sd-jwt.claim`` (one is missing or has
                the wrong form), ``sd-jwt.no-digests`` (there is an empty ``_sd``, and nothing to disclose), and as ``SdJwt.verify``.
            SignatureError: ``jose.signature``.
        """
        verified = self.token.verify(key, algorithms=algorithms, types=(TYPE, OLD_TYPE))
        _check_rules(verified, self.token.claims, never)
        payload = verified.payload
        return VerifiedVc(
            sd_jwt=verified,
            type=str(payload["vct"]),
            issued=numeric_date(payload.get("iat")),
            not_before=numeric_date(payload.get("nbf")),
            expires=numeric_date(payload.get("exp")),
        )


@dataclass(frozen=True)
class VerifiedVc:
    """An SD-JWT VC that its issuer's key has signed.

    Attributes:
        sd_jwt: what it says; for ``check_key_binding`` and ``type_metadata`` too.
        type: ``vct``.
        issued: ``iat``, aware; None where it is not said, or not shown.
        not_before, expires: ``nbf`` and ``exp``, aware, or None. Nobody has compared them with the time.
    """

    sd_jwt: Verified
    type: str
    issued: datetime | None
    not_before: datetime | None
    expires: datetime | None

    @property
    def payload(self) -> JsonObject:
        """The claims that are shown."""
        return self.sd_jwt.payload


def issue(
    claims: JsonObject,
    signer: Signer,
    *,
    kid: str | None = None,
    certificates: Sequence[bytes] = (),
    disclosable: Iterable[ClaimPath] = (),
    never: Collection[str] = (),
    pad_to: int = 1,
    hash_name: str = DEFAULT_HASH,
) -> str:
    """An SD-JWT VC with all its disclosures, for its holder.

    Args:
        claims: with ``vct``, with ``iss`` unless there are certificates, and with ``cnf`` if the holder shall be able to prove a key.
        signer: makes the signature.
        kid: the DID URL of the signer's key, or which of the keys it is that are published under ``iss``.
        certificates: of the signer's key and of the authorities above it, in DER, the key's own first; a root at the end is left out.
        disclosable: paths to the claims that the holder may withhold.
        never: names of claims that must not be among them, nor anything inside.
        pad_to: see ``issuing.conceal``.
        hash_name: see ``issuing.conceal``.

    Raises:
        ProofError: what ``parse`` and ``SdJwtVc.verify`` would refuse, ``sd-jwt.certificate``, and as ``issuing.issue``.
        JsonError: a claim has no form in JSON.
        KeyMaterialError: ``key.unsupported``.
        PkiError: a certificate cannot be read.
    """
    header: JsonObject = {"kid": kid} if kid is not None else {}
    if certificates:
        header["x5c"] = write_certificates(certificates, signer.public_key)
    concealed = issuing.conceal(claims, disclosable, pad_to=pad_to, hash_name=hash_name)
    read_key_reference(header, concealed.payload)
    _check_rules(concealed.processed, concealed.payload, never)
    return issuing.sign(concealed, signer, typ=TYPE, header=header)


def parse(text: str | bytes) -> SdJwtVc:
    """Takes an SD-JWT VC apart.

    Args:
        text: the compact serialisation and nothing else, with or without proof of the holder's key.

    Raises:
        ProofError: ``sd-jwt.other-kind`` (``typ`` is not ``dc+sd-jwt``, or it is a credential of the W3C data model), ``sd-jwt.signer`` (nothing says whose key signs, or two things do),
            ``sd-jwt.certificate`` (``x5c`` is no list of certificates), ``sd-jwt.payload``, and as ``parsing.parse``.
        EnvelopeError: ``sd-jwt.ambiguous``, by its old type and its payload it may be either.
    """
    token = parsing.parse(text)
    parsing.refuse_type(token.jws, (TYPE, OLD_TYPE))
    findings: tuple[Finding, ...] = ()
    if token.header["typ"] == OLD_TYPE:
        _refuse_data_model(token)
        findings = (
            Finding(
                "sd-jwt.old-type",
                "warning",
                f"The token calls its kind '{OLD_TYPE}', as drafts of the standard did; it has been '{TYPE}' since November 2024.",
                pointer="/typ",
                hint="Some wallets and verifiers will refuse it; ask the issuer for a new one.",
            ),
        )
    return SdJwtVc(token, read_key_reference(token.header, token.claims), findings)


def _refuse_data_model(token: SdJwt) -> None:
    """The drafts' name is also that of credentials of the W3C data model, which are another kind (see ``credential``)."""
    if kind_of(token.header, token.claims) == OF_DATA_MODEL:
        raise ProofError(
            "The token is a credential of the W3C data model, and no SD-JWT VC.",
            code="sd-jwt.other-kind",
            pointer="/typ",
        )


def _check_rules(processed: Processed, claims: JsonObject, never: Collection[str]) -> None:
    """The rules of the data format, for what is shown."""
    shown = {*ALWAYS_SHOWN, *never}
    concealed = [*(one.place for one in processed.disclosed), *(one.place for one in processed.withheld)]
    for place in concealed:
        if place and place[0] in shown:
            raise ProofError(
                f"The claim '{place[0]}', or something inside it, can be withheld, and everybody has to see it.",
                code="sd-jwt.always-shown",
                pointer=pointer_to(place[0]),
                hint="The holder could leave out what decides about the credential; its issuer has to sign it anew.",
            )
    # Nothing can be disclosed, and yet taking the marks of SD-JWT out has left something else.
    bare = {name: value for name, value in claims.items() if name != DIGEST_ALGORITHM}
    if not concealed and processed.payload != bare:
        raise ProofError(
            "Nothing of the credential is selectively disclosable, and yet it has an empty array of digests.",
            code="sd-jwt.no-digests",
        )
    _check_forms(processed.payload)


def _check_forms(payload: JsonObject) -> None:
    if not _is_name(payload.get("vct")):
        raise _no_claim("vct", "is missing" if "vct" not in payload else "is not the name of a type of credentials")
    for name in _TEXTS:
        if name in payload and not isinstance(payload[name], str):
            raise _no_claim(name, "is not text")
    for name in _TIMES:
        if name in payload and numeric_date(payload[name]) is None:
            raise _no_claim(name, "is not a time in seconds since 1970")
    for name in _OBJECTS:
        if name in payload and not isinstance(payload[name], dict):
            raise _no_claim(name, "is not an object")
    if "aka_vcts" in payload and not _are_others(payload["aka_vcts"], payload["vct"]):
        raise _no_claim("aka_vcts", "is not an array of one or more other names of types")


def _are_others(names: JsonValue, vct: JsonValue) -> bool:
    return isinstance(names, list) and bool(names) and all(map(_is_name, names)) and vct not in names


def _is_name(value: JsonValue) -> bool:
    """Whether a value can be a collision-resistant name (RFC 7515, section 2)."""
    return isinstance(value, str) and value != "" and value.isprintable() and " " not in value


def _no_claim(name: str, what: str) -> ProofError:
    return ProofError(f"The credential's '{name}' {what}.", code="sd-jwt.claim", pointer=pointer_to(name))
