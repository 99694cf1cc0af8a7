"""What is known of a token once it was examined, in the form in which it is known of a proof (see ``proofs``).

``SignedToken`` is what can be examined: tokens that hold credentials or presentations, and SD-JWTs. ``ExaminedToken`` is what comes of it, and
``Examined`` either of the two, for whoever need not know which it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from credseal.authenticity.certified import CertifiedKey
    from credseal.authenticity.method import VerificationMethod
    from credseal.authenticity.proofs import ExaminedProof
    from credseal.encoding.strict_json import JsonObject
    from credseal.errors import CredsealError
    from credseal.findings import Finding
    from credseal.keys.public import PublicKey
    from credseal.securing.sd_jwt.claim_paths import Place


class SignedToken(Protocol):
    """A token of whatever kind, taken apart and not yet checked."""

    @property
    def kind(self) -> str:
        """What is signed, e.g. ``vc+jwt``."""

    @property
    def algorithm(self) -> str:
        """What the header says that it was signed with."""

    @property
    def document(self) -> JsonObject:
        """What it covers."""

    @property
    def key_id(self) -> str | None:
        """The ``kid`` of the header."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """``x5c`` of the header in DER, the signer's first."""

    @property
    def issued_at(self) -> datetime | None:
        """When it says that it was signed, aware."""

    @property
    def begins(self) -> datetime | None:
        """From when it is to count, aware."""

    @property
    def expires(self) -> datetime | None:
        """Until when it is to count, aware."""

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What a verifier should tell."""

    def header_key(self) -> PublicKey | None:
        """The key in the header; None where it holds none."""

    def verify(self, key: PublicKey, *, algorithm: str | None = None) -> None:
        """Checks the signature, with the only algorithm that the key is for, if there is one."""


class TokenProof(NamedTuple):
    """A token as a proof of its credential.

    Attributes:
        suite_name: kind and algorithm, e.g. ``vc+jwt, ES256``.
        verification_method: the issuer's, where it is known; else what the token names; else empty.
        created, begins, expires: when it says that it was signed, from when and until when it is to count; aware, or None.
        pointer: JSON pointer; it is around the document.
        suite: no cryptosuite.
    """

    suite_name: str
    verification_method: str
    created: datetime | None
    begins: datetime | None
    expires: datetime | None
    pointer: str = ""
    suite: None = None


@dataclass(frozen=True)
class VerifiedToken:
    """A token that is right.

    Attributes:
        document: the credential that it covers, without proofs and without members that nobody vouches for.
        proof: the token.
        unpinned: JSON pointers to the members that were taken out.
        withheld: of an SD-JWT, the objects and arrays in the document of which parts are withheld.
    """

    document: JsonObject = field(repr=False)
    proof: TokenProof
    unpinned: tuple[str, ...]
    withheld: tuple[Place, ...] = ()

    @property
    def fixes_validity(self) -> bool:
        """Whether no end of its validity, and no status, can be among what is withheld."""
        return () not in self.withheld


@dataclass(frozen=True)
class ExaminedToken:
    """What is known of a token; see ``ExaminedProof``."""

    proof: TokenProof
    verified: VerifiedToken | None
    unverified: CredsealError | None
    method: VerificationMethod | CertifiedKey | None
    unauthenticated: CredsealError | None
    _notes: tuple[Finding, ...] = ()

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What a verifier should tell about token and key."""
        return (*self._notes, *(self.method.notes if self.method else ()))


Examined: TypeAlias = "ExaminedProof | ExaminedToken"
