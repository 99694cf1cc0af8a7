"""One JAdES signature, taken apart, and its check with a key that the caller has chosen.

ETSI TS 119 182-1 V1.2.1, clauses 5.1 and 5.2, on RFC 7515, section 5.2, and RFC 7797: https://www.rfc-editor.org/rfc/rfc7797#section-3.
What is signed are the texts that were received: the protected header in base64url, a dot, and the payload, in base64url or, with
``b64: false``, as it stands. Nothing is ever written anew to be checked.

    signature = parse(file).signatures[0]
    signature.certificate.organisation           # whom the header names; whether to believe it is for the caller to find out
    signature.verify(signature.certificate.public_key)     # ProofError, or nothing

A certificate in the header authenticates nobody: ``verify`` with its key says that the seal is unbroken, a path from the certificate
to an anchor says whose it is.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from credseal.encoding import base64url
from credseal.errors import ModelError, PkiError, ProofError
from credseal.model.dates import parse_instant
from credseal.pki.certificate import Certificate
from credseal.securing.jades.criticality import refuse_critical
from credseal.securing.jose.algorithms import check
from credseal.securing.jose.numeric_date import numeric_date

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey

Form: TypeAlias = Literal["general", "flattened", "compact"]

ALGORITHMS = frozenset({"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"})
"""What a seal may be signed with. ETSI TS 119 312 has no EdDSA, and the Union's validator does not accept it."""

MOST_CERTIFICATES = 20


@dataclass(frozen=True)
class JadesSignature:
    """A signature, taken apart and not yet checked.

    Attributes:
        header: the protected header; it has an ``alg``.
        unprotected: the header that nothing covers; no member of it is in ``header`` too.
        protected: the protected header in base64url, as received.
        signature: in base64url, as received.
        payload: what is signed, before any base64url.
        b64: whether the payload is signed as base64url (RFC 7797, section 3).
        pointer: JSON pointer to the signature in its file; ``""`` where the file is the signature.
    """

    header: JsonObject = field(repr=False)
    unprotected: JsonObject = field(repr=False)
    protected: str = field(repr=False)
    signature: str = field(repr=False)
    payload: bytes = field(repr=False)
    b64: bool
    pointer: str

    @property
    def algorithm(self) -> str:
        """What the header says it was signed with; a claim until ``verify`` has agreed."""
        return str(self.header["alg"])

    @property
    def signed_payload(self) -> bytes:
        """The payload as it is signed and stamped: in base64url, or with ``b64: false`` the bytes themselves."""
        return base64url.encode(self.payload).encode("ascii") if self.b64 else self.payload

    @property
    def signing_input(self) -> bytes:
        """What the signature covers. Base64url has one spelling here, so that this is what was received."""
        return self.protected.encode("ascii") + b"." + self.signed_payload

    @cached_property
    def certificates(self) -> tuple[Certificate, ...]:
        """The certificates of ``x5c`` (RFC 7515, section 4.1.6), the signer's first.

        Raises:
            ProofError: ``jades.certificate-absent`` (no ``x5c``), ``jades.certificate`` (it is no list of certificates).
        """
        return _certificates(self.header)

    @property
    def certificate(self) -> Certificate:
        """The signer's certificate, as the header gives it.

        Raises:
            ProofError: as ``certificates``.
        """
        return self.certificates[0]

    @property
    def chain(self) -> tuple[Certificate, ...]:
        """What else ``x5c`` holds, for paths.

        Raises:
            ProofError: as ``certificates``.
        """
        return self.certificates[1:]

    @cached_property
    def signing_time(self) -> datetime | None:
        """When the signer says that it signed, in ``iat`` or ``sigT``; None where there is neither, both, or no instant."""
        if ("iat" in self.header) == ("sigT" in self.header):
            return None
        return numeric_date(self.header["iat"]) if "iat" in self.header else _written_date(self.header["sigT"])

    @cached_property
    def expires(self) -> datetime | None:
        """From when on the signer wants it to be relied on no more (``exp``); None where it says nothing that can be read."""
        return numeric_date(self.header.get("exp"))

    @cached_property
    def etsi_u(self) -> tuple[str, ...] | tuple[JsonObject, ...]:
        """The unsigned items (clause 5.3.1), all in base64url or all clear; none where that is not what stands there."""
        listed = self.unprotected.get("etsiU")
        for kind in (str, dict):
            if isinstance(listed, list) and all(isinstance(each, kind) for each in listed):
                return cast("tuple[str, ...] | tuple[JsonObject, ...]", tuple(listed))
        return ()

    def verify(self, key: PublicKey) -> None:
        """Whether ``key`` made this signature over header and payload, as received.

        Args:
            key: the signer's, which the caller has found; the header chooses neither key nor algorithm.

        Raises:
            ProofError: ``jades.crit``, ``jades.crit-unknown`` (the header demands what this verifier must refuse),
                ``jades.unsupported`` (what it does not judge), ``jose.algorithm`` (not one of ``ALGORITHMS``), ``jose.key`` (the key
                is of another kind).
            SignatureError: ``jose.signature``, the signature does not fit.
        """
        refuse_critical(self.header, self.unprotected)
        check(
            base64url.decode(self.signature),
            self.signing_input,
            key,
            algorithm=self.algorithm,
            accepted=ALGORITHMS,
            what="seal",
        )


@dataclass(frozen=True)
class Jades:
    """A sealed file, taken apart.

    Attributes:
        payload: what all its signatures sign.
        form: its serialisation.
        signatures: one to eight, in the order of the file. Each stands for itself.
        payload_first: whether the file begins with its payload, as the tools of European Digital Credentials want it.
        members: JSON pointers to what stands beside the members that RFC 7515 knows: unsigned, and not read.
    """

    payload: bytes = field(repr=False)
    form: Form
    signatures: tuple[JadesSignature, ...]
    payload_first: bool = True
    members: tuple[str, ...] = ()


def _written_date(value: JsonValue) -> datetime | None:
    """An instant as RFC 3339 writes it (clause 5.2.1)."""
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except ModelError:
        return None


def _certificates(header: JsonObject) -> tuple[Certificate, ...]:
    if "x5c" not in header:
        raise ProofError(
            "The seal's header holds no certificate ('x5c'), so that nothing says which key to check it with.",
            code="jades.certificate-absent",
            pointer="/x5c",
            hint="Ask the issuer for the seal with its certificate.",
        )
    listed: Any = header["x5c"]
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_CERTIFICATES:
        raise _no_certificates(f"it is not a list of 1 to {MOST_CERTIFICATES} certificates", "/x5c")
    return tuple(_certificate(each, index) for index, each in enumerate(listed))


def _certificate(value: JsonValue, index: int) -> Certificate:
    try:
        if isinstance(value, str):
            der = binascii.a2b_base64(value.encode("ascii"), strict_mode=True)
            if base64.b64encode(der).decode("ascii") == value:
                return Certificate.parse(der)
    except (binascii.Error, UnicodeEncodeError, PkiError):
        pass
    raise _no_certificates(
        "one of its items is no certificate (DER in base64, RFC 7515, section 4.1.6)", f"/x5c/{index}"
    )


def _no_certificates(why: str, pointer: str) -> ProofError:
    return ProofError(
        f"The certificates in the seal's header ('x5c') cannot be read: {why}.",
        code="jades.certificate",
        pointer=pointer,
        hint="Ask the issuer for the original file.",
    )
