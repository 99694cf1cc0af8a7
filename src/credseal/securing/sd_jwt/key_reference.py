"""Whose key has signed a credential, by its own word: read from header and payload, for the caller to find out.

draft-ietf-oauth-sd-jwt-vc, section "Issuer Verification Key Discovery and Validation" (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/).
There are three ways: a DID in ``iss`` with ``kid``, an address in ``iss`` under which the issuer's keys are published, certificates in ``x5c``.
Which of them it is follows from the credential alone, and what could be two of them is refused: nobody shall choose by which way they
are believed. What ``iss`` is worth beside certificates, which have to bear it out, is for the caller to judge.

    read_key_reference({"kid": "#key-1", ...}, {"iss": "did:web:uni.example", ...})
    # KeyReference(kind='did', issuer='did:web:uni.example', method='did:web:uni.example#key-1')
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import ProofError
from credseal.securing.jose.header_certificate import MOST, certificates_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey

KeyKind: TypeAlias = Literal["did", "address", "certificate"]

_DID = re.compile(r"did:[a-z0-9]+:[^\s#?]+")
_ADDRESS = re.compile(r"https://[^\s/?#@]+(/[^\s?#]*)?")


@dataclass(frozen=True)
class KeyReference:
    """Whose key is to have signed, by the token's own word.

    Attributes:
        kind: ``did``: ``method`` names the key, in the DID document of ``issuer``. ``address``: it is among the keys that ``issuer``, an
            https URL, publishes. ``certificate``: it is the first certificate's, and its subject is the issuer.
        issuer: ``iss``, a DID or an https URL; None where certificates say who it is. Beside certificates it is no more than a
            claim, which they have to bear out.
        method: the ``kid``, for a DID an absolute DID URL; None where there is none.
        certificates: ``x5c`` in DER, the signer's first; nobody has looked at them.
    """

    kind: KeyKind
    issuer: str | None
    method: str | None
    certificates: tuple[bytes, ...] = field(default=(), repr=False)


def read_key_reference(header: JsonObject, claims: JsonObject) -> KeyReference:
    """What a credential says of the key that has signed it.

    Args:
        header: the protected header.
        claims: the payload as it is signed: what a disclosure brings does not count here.

    Raises:
        ProofError: ``sd-jwt.signer`` (it says nothing, or two things), ``sd-jwt.certificate`` (``x5c`` is no list of certificates).
    """
    issuer, kid = claims.get("iss"), header.get("kid")
    if issuer is not None and not isinstance(issuer, str):
        raise _no_signer("'iss' is not text")
    if kid is not None and not isinstance(kid, str):
        raise _no_signer("the header's 'kid' is not text")
    is_did = issuer is not None and _DID.fullmatch(issuer) is not None
    if issuer is not None and not is_did and not _ADDRESS.fullmatch(issuer):
        raise _no_signer("'iss' is neither a DID nor an https URL without query and fragment")
    if "x5c" in header:
        if is_did:
            raise _no_signer("there are both a DID in 'iss' and certificates in 'x5c', and either could count")
        return KeyReference("certificate", issuer, kid, _certificates(header["x5c"]))
    if issuer is None:
        raise _no_signer("there are neither 'iss' nor certificates in 'x5c'")
    if not is_did:
        return KeyReference("address", issuer, kid)
    method = f"{issuer}{kid}" if kid is not None and kid.startswith("#") else kid
    if method is None or not method.startswith(f"{issuer}#"):
        raise _no_signer("the header's 'kid' is no key of the DID in 'iss'")
    return KeyReference("did", issuer, method)


def write_certificates(certificates: Sequence[bytes], key: PublicKey) -> list[JsonValue]:
    """The ``x5c`` of a header: the signer's certificate and those above it, without a root: who checks has it, or does not believe it.

    Args:
        certificates: in DER, the signer's first.
        key: the signer's.

    Raises:
        ProofError: ``sd-jwt.certificate``, the first one is of another key, or vouches for itself.
        PkiError: one cannot be read.
    """
    from credseal.pki.certificate import Certificate  # noqa: PLC0415  takes long to import, and most issuers have none

    own, *above = [Certificate.parse(der) for der in certificates]
    if own.public_key != key:
        raise _no_certificates("the first one is of another key than the signer's")
    if own.native.subject == own.native.issuer:
        raise _no_certificates("the first one vouches for itself")
    kept = [own, *(each for each in above if each.native.subject != each.native.issuer)]
    return [base64.b64encode(each.der).decode("ascii") for each in kept]


def _certificates(listed: JsonValue) -> tuple[bytes, ...]:
    try:
        return certificates_of(listed)
    except ProofError:
        raise _no_certificates(f"they are no list of 1 to {MOST}, each of them DER in base64") from None


def _no_certificates(what: str) -> ProofError:
    return ProofError(
        f"The certificates of the header ('x5c', RFC 7515, section 4.1.6) cannot be used: {what}.",
        code="sd-jwt.certificate",
        pointer="/x5c",
    )


def _no_signer(what: str) -> ProofError:
    return ProofError(
        f"The credential does not say in one way whose key has signed it: {what}.",
        code="sd-jwt.signer",
        hint="It takes a DID in 'iss' with its key in 'kid', an https URL in 'iss', or certificates in 'x5c'.",
    )
