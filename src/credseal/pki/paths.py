"""The path from a certificate to an anchor: whether an authority that is trusted here vouches for it, for this use, at that time.

RFC 5280, section 6: https://www.rfc-editor.org/rfc/rfc5280#section-6 ; for timestamps RFC 3161, section 2.3. An anchor is a name and a key:
that its own certificate has expired by now takes nothing from what it certified, and a certificate that only bears its name is not
it. Revocation is another question; see ``revocation``.

    from credseal.pki.paths import default_validator

    path = default_validator().validate(leaf, others, anchors, at=sealed_at, purpose="seal")    # (leaf, ..., anchor), or PkiError
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID

from credseal.errors import KeyMaterialError, MissingExtraError, PkiError
from credseal.pki import certvalidator, webpki
from credseal.pki.building import paths_to_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from credseal.pki.certificate import Certificate

Purpose: TypeAlias = Literal["seal", "timestamp"]

_HASHES = frozenset({"sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"})
_TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
_ANY = ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE
# Who holds a certificate for these alone was not certified to seal documents.
_NO_SEALS = frozenset(
    {
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.CODE_SIGNING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
        _TIME_STAMPING,
    }
)


class PathValidator(Protocol):
    """Finds and checks paths; anyone can implement it, for another library or a service."""

    def validate(
        self,
        leaf: Certificate,
        others: Sequence[Certificate],
        anchors: Sequence[Certificate],
        *,
        at: datetime,
        purpose: Purpose,
    ) -> tuple[Certificate, ...]:
        """Find a path, and check it.

        Args:
            leaf: the certificate in question.
            others: certificates that came along, which may stand between; they are not believed for that.
            anchors: certificates that are trusted. One that is the leaf itself is a path alone.
            at: the aware instant at which all must have been valid.
            purpose: what the leaf's key was used for.

        Returns:
            The path, from the leaf to an anchor.

        Raises:
            PkiError: ``path.no-anchor``, nothing leads to an anchor; ``path.signature``, a certificate is not signed by whom it
                names, or in a way that can be forged; ``path.expired`` and ``path.not-yet``; ``path.usage``, the leaf is not
                for this purpose; ``path.constraint``, an authority may not certify this, or none at all;
                ``path.unsupported``, it cannot be decided; ``certificate.extension``.
        """


def default_validator() -> PathValidator:
    """The validator that is used where none is given: ``cryptography``'s, and for what it does not take pyhanko-certvalidator."""
    return _DefaultValidator()


class _DefaultValidator:
    def validate(
        self,
        leaf: Certificate,
        others: Sequence[Certificate],
        anchors: Sequence[Certificate],
        *,
        at: datetime,
        purpose: Purpose,
    ) -> tuple[Certificate, ...]:
        """See ``PathValidator.validate``."""
        _check_time(leaf, at)
        _check_usage(leaf, purpose)
        refusals = []
        for path in paths_to_anchors(leaf, others, anchors):
            try:
                _check(path, at, purpose)
            except PkiError as refusal:
                refusals.append(refusal)
            else:
                return path
        raise refusals[0]


def _check(path: tuple[Certificate, ...], at: datetime, purpose: Purpose) -> None:
    above = path[1:]
    if not above:
        return  # trusted itself
    for each in above[:-1]:
        _check_time(each, at)
        _check_purposes(_purposes(each), purpose)
    for below, each in enumerate(above):
        _check_authority(each, below_it=above[:below])
    for each in path[:-1]:
        _check_signature(each)
    for each in above[:-1]:
        _check_key(each)
    if not webpki.accepts(path, at=at):
        _ask_another(path, at)


def _ask_another(path: tuple[Certificate, ...], at: datetime) -> None:
    try:
        certvalidator.check(path, at=at)
    except MissingExtraError as error:
        raise PkiError(
            "The certificates are of a kind that is only checked with pyhanko-certvalidator, which is not installed.",
            code="path.unsupported",
            hint=error.hint,
        ) from None


def _check_time(certificate: Certificate, at: datetime) -> None:
    if at > certificate.not_after:
        raise PkiError(
            f"The certificate was valid until {certificate.not_after:%Y-%m-%dT%H:%M:%SZ}, and not any more at {at:%Y-%m-%dT%H:%M:%S%z}.",
            code="path.expired",
            hint="A trusted timestamp from before that instant would show that it was used in time.",
        )
    if at < certificate.not_before:
        raise PkiError(
            f"The certificate was valid from {certificate.not_before:%Y-%m-%dT%H:%M:%SZ} on, and not yet at {at:%Y-%m-%dT%H:%M:%S%z}.",
            code="path.not-yet",
        )


def _check_usage(leaf: Certificate, purpose: Purpose) -> None:
    usage = leaf.extension(x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise _not_for(purpose, "its key usage has neither digitalSignature nor nonRepudiation")
    purposes = _purposes(leaf)
    if purpose == "timestamp" and not (purposes == [_TIME_STAMPING] and leaf.is_critical(x509.ExtendedKeyUsage)):
        raise _not_for(purpose, "it is not, critically and only, for timestamps (RFC 3161, section 2.3)")
    _check_purposes(purposes, purpose)


def _check_purposes(purposes: Sequence[x509.ObjectIdentifier] | None, purpose: Purpose) -> None:
    if purposes is None or _ANY in purposes:
        return
    if purpose == "timestamp" and _TIME_STAMPING not in purposes:
        raise _not_for(purpose, "an authority of the path is not for timestamps")
    if purpose == "seal" and _NO_SEALS.issuperset(purposes):
        raise _not_for(purpose, "it is for something else only (its extended key usage)")


def _purposes(certificate: Certificate) -> list[x509.ObjectIdentifier] | None:
    found = certificate.extension(x509.ExtendedKeyUsage)
    return None if found is None else list(found)


def _check_authority(authority: Certificate, *, below_it: Iterable[Certificate]) -> None:
    """RFC 5280, section 6.1.4 (k) to (n): it may certify at all, and so many below it."""
    basic = authority.extension(x509.BasicConstraints)
    usage = authority.extension(x509.KeyUsage)
    first_version = (
        authority.native.version is x509.Version.v1
    )  # which had no extensions; only anchors get so far with it
    if not (basic.ca if basic is not None else first_version) or (usage is not None and not usage.key_cert_sign):
        raise PkiError(
            "A certificate of the path is no authority's, and may not certify others.", code="path.constraint"
        )
    counted = sum(each.subject_name != each.issuer_name for each in below_it)
    if basic is not None and basic.path_length is not None and counted > basic.path_length:
        raise PkiError(
            f"An authority of the path may have {basic.path_length} other authorities below it, and has {counted}.",
            code="path.constraint",
        )


def _check_key(authority: Certificate) -> None:
    try:
        _ = authority.public_key
    except KeyMaterialError as error:
        if error.code == "key.unsupported":
            return  # its signature was checked nevertheless; brainpool is usual among authorities
        raise PkiError(f"An authority of the path has a bad key. {error.message}", code="path.signature") from None


def _check_signature(certificate: Certificate) -> None:
    try:
        algorithm = certificate.native.signature_hash_algorithm
    except UnsupportedAlgorithm:
        raise PkiError(
            "A certificate of the path is signed in a way that is not known here.", code="path.unsupported"
        ) from None
    if algorithm is not None and algorithm.name not in _HASHES:
        raise PkiError(
            f"A certificate of the path is signed with {algorithm.name.upper()}, with which signatures can be forged.",
            code="path.signature",
        )


def _not_for(purpose: Purpose, why: str) -> PkiError:
    return PkiError(
        f"The certificate is not for {'timestamps' if purpose == 'timestamp' else 'seals'}: {why}.", code="path.usage"
    )
