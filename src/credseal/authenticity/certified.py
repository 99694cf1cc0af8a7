"""Certificates in a token's header, followed to somebody whom the verifier believes.

RFC 7515, section 4.1.6 (``x5c``); for SD-JWT VC the mechanism "Inline X.509 Certificates"
(https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/, section "Issuer Verification Key Discovery and Validation"), which
OpenID4VC HAIP 1.0 (https://openid.net/specs/openid4vc-high-assurance-interoperability-profile-1_0-final.html) demands.

    certified = follow(token.certificates, issuer="https://uni.example", kid=None, certifiers=Certifiers(trust), now=now, pointer="/iss")
    certified.key                # checks the signature
    certified.path               # from the signer's certificate to the anchor

**Who the issuer is.** Where the token names nobody, the subject of the certificate. Where it does, the certificate must say that name too:
one of its subject alternative names is the very URI, or the host of an https URL on the usual port. The drafts since 2025 leave open what
a name beside certificates is worth; believed as it stands, everybody with some certificate could issue as anybody else. A certificate with
other names refutes it, one without such names leaves it open.

**When.** Nothing but the signer says when a token was signed, so that path and revocation are judged by the present.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from credseal.authenticity.method import NotAuthorisedError, UnresolvedError
from credseal.did import https, web
from credseal.errors import FetchError, PkiError, ResolutionError
from credseal.findings import Finding
from credseal.net.urls import HTTPS_PORT, parse
from credseal.pki.material import Material

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from credseal.keys.public import PublicKey
    from credseal.pki.certificate import Certificate
    from credseal.pki.paths import PathValidator
    from credseal.pki.revocation import Revocation
    from credseal.trust.anchors import CertificateTrust

REVOCATION_UNKNOWN = "token.revocation-unknown"
_NOTHING = Material()
_ABSOLUTE = ("did:", "https:")
# As for seals: nobody who is believed leads to the certificate, or the path takes what is not there.
_OPEN = frozenset({"path.no-anchor", "path.unsupported", "extra.trust"})
_ANOTHER = "Ask the issuer for a credential that is signed with a certificate in force."


@dataclass(frozen=True)
class Certifiers:
    """Who is believed about certificates, and what the caller has from them.

    Attributes:
        trust: those who say at which certificates paths may end; of these the ones for seals.
        material: certificates, and answers about their revocation.
        validator: finds paths; by default with what is installed.
    """

    trust: Sequence[CertificateTrust] = ()
    material: Material = _NOTHING
    validator: PathValidator | None = None

    @property
    def anchors(self) -> tuple[Certificate, ...]:
        """At which certificates the path of a signer's may end."""
        return tuple(each for trust in self.trust for each in trust.seals)


@dataclass(frozen=True)
class CertifiedKey:
    """A key that somebody who is believed has certified, in the place of a verification method.

    Attributes:
        id: names the certificate by its digest.
        type, source: what stands in their places.
        key: the key.
        path: from its certificate to the anchor.
        revocation: what the caller's answers say of the certificate, or of one above it where that is not known; None where the
            certificate is an anchor itself.
        notes: what a verifier should tell.
        says_issuer: whether the certificate says the issuer that the token names, if it names one.
        algorithm: None; a certificate does not say for which one its key is.
    """

    id: str
    key: PublicKey
    path: tuple[Certificate, ...]
    revocation: Revocation | None
    notes: tuple[Finding, ...] = field(default=(), compare=False)
    says_issuer: bool = True
    type: str = "X.509"
    source: str = "certificate"
    algorithm: None = None

    @property
    def certificate(self) -> Certificate:
        """Whose key it is, by the word of those above."""
        return self.path[0]

    def of_its_holder(self) -> CertifiedKey:
        """The same of a token that names an issuer of whom the certificate says nothing: the issuer is the certificate's holder."""
        message = "It names an issuer (iss) of whom its certificate says nothing; the issuer is the holder of the certificate."
        hint = "Go by the name in the certificate; nobody vouches for the other."
        note = Finding("token.certificate-silent", "warning", message, "/iss", hint)
        return replace(self, notes=(*self.notes, note), says_issuer=False)


def follow(
    chain: Sequence[bytes], *, issuer: str, kid: str | None, certifiers: Certifiers, now: datetime, pointer: str
) -> CertifiedKey:
    """Follows the certificates of a token to an anchor.

    Args:
        chain: in DER, the signer's first; in which order the others stand does not matter.
        issuer: who is said to have issued it; empty where the certificate says who it is.
        kid: the name of the key in the header, or None.
        certifiers: who is believed.
        now: the present, aware.
        pointer: JSON pointer to where the issuer is named.

    Raises:
        UnresolvedError: whose key it is stays open: ``path.no-anchor``, ``path.unsupported``, ``token.certificate-self-signed``,
            ``token.certificate-no-seal`` (a person's or a web site's), ``token.certificate-unbound`` (it does not say who the issuer is).
        NotAuthorisedError: it does not speak for this issuer: ``certificate.unreadable``, ``certificate.extension``, further ``path.*``
            (see ``PathValidator``), ``token.keys``, ``token.certificate-authority``, ``token.certificate-revoked``,
            ``token.certificate-other`` (it names others than the issuer).
    """
    # Certificates take long to load, and few tokens have any.
    from credseal.authenticity import paths  # noqa: PLC0415
    from credseal.pki.certificate import Certificate  # noqa: PLC0415
    from credseal.pki.paths import default_validator  # noqa: PLC0415

    material, anchors = certifiers.material, certifiers.anchors
    _refuse_name_of_another_key(kid, issuer)
    try:
        leaf, *above = [Certificate.parse(each) for each in chain]
        _refuse_authority(leaf)
        answers = paths.Answers(material.ocsp, material.crls)
        others = (*above, *material.certificates)
        looked_for = paths.Paths(certifiers.validator or default_validator(), anchors, others, answers)
        path = looked_for.find(leaf, now, "seal")
        revocations = looked_for.revocations(path, now)
        if paths.is_revoked(revocations):
            raise _refusal("certificate-revoked", "The issuer's certificate, or one above it, was revoked.", _ANOTHER)
        if not leaf.may_seal:
            raise _open(
                "certificate-no-seal",
                "The token was signed with a certificate that is not an organisation's own: it is a person's, who may work there, or a web site's.",
                "Ask the issuer for a credential that is signed with its own certificate.",
            )
        if issuer:
            _check_bears_out(leaf, issuer, pointer)
    except PkiError as error:
        kind = UnresolvedError if error.code in _OPEN else NotAuthorisedError
        # What would help a seal, a timestamp, is not to be had for tokens.
        hint = _ANOTHER if error.code == "path.expired" else error.hint
        raise kind(error.message, code=error.code, pointer=error.pointer, hint=hint) from error
    notes = (*_about_anchor(path[-1], above), *_about_revocation(paths.first_unknown(revocations)))
    return CertifiedKey(
        f"certificate {leaf.sha256.hex()}", leaf.public_key, path, paths.deciding(revocations), tuple(notes)
    )


def _refuse_name_of_another_key(kid: str | None, issuer: str) -> None:
    """A whole identifier of a key says whose it is, and may not say that it is somebody else's."""
    if kid is None or not kid.startswith(_ABSOLUTE):
        return
    document = kid.partition("#")[0]
    if document != issuer and not https.may_speak_for(document, issuer):
        raise _refusal(
            "keys",
            "The token's header holds a certificate, and names another's key beside it.",
            "Ask the issuer for a token with one key.",
        )


def _refuse_authority(leaf: Certificate) -> None:
    from cryptography import x509  # noqa: PLC0415  as above

    if leaf.subject_name == leaf.issuer_name:
        raise _open(
            "certificate-self-signed",
            "The certificate that the token was signed with vouches for itself, and nobody else does.",
            "Ask the issuer for a credential that is signed with a certificate of an authority.",
        )
    basic = leaf.extension(x509.BasicConstraints)
    if basic is not None and basic.ca:
        raise _refusal(
            "certificate-authority",
            "The token was signed with the certificate of an authority, which is there to certify others.",
            "Do not rely on it; ask the issuer named in it.",
        )


def bears_out(leaf: Certificate, issuer: str) -> bool | None:
    """Whether a certificate says who the issuer is said to be. Names with a wildcard stand for nobody in particular.

    Args:
        leaf: the signer's certificate.
        issuer: an identifier.

    Returns:
        True where it names the very identifier, or the host of an https URL on the usual port; False where it names others; None where it
        names no URI and no host, or the host of a did:web: who runs the host need not publish the document.
    """
    from cryptography import x509  # noqa: PLC0415  as above

    names = leaf.extension(x509.SubjectAlternativeName)
    addresses = names.get_values_for_type(x509.UniformResourceIdentifier) if names else []
    hosts = [each.lower() for each in names.get_values_for_type(x509.DNSName)] if names else []
    if issuer in addresses or _host(issuer) in hosts:
        return True
    if _host_of_did(issuer) in hosts:
        return None
    return False if addresses or hosts else None


def _check_bears_out(leaf: Certificate, issuer: str, pointer: str) -> None:
    says = bears_out(leaf, issuer)
    if says is False:
        raise _refusal(
            "certificate-other",
            "The token names an issuer, and was signed with a certificate that names somebody else.",
            "Do not rely on it; ask the issuer that it names whether it is theirs.",
            pointer,
        )
    if says is None:
        raise _open(
            "certificate-unbound",
            "The token names an issuer, and the certificate that it was signed with does not say that name.",
            "Ask the issuer for a credential that names no other issuer than its certificate does (without iss), or for a certificate with its address.",
            pointer,
        )


def _host(issuer: str) -> str | None:
    """The host of an https URL without query; None for what is none, and on another port, where another one may be at home."""
    try:
        address = parse(issuer)
    except FetchError:
        return None
    return address.host if address.port == HTTPS_PORT and "?" not in address.target else None


def _host_of_did(issuer: str) -> str | None:
    """The host of a did:web; None for what is none."""
    try:
        return parse(web.document_url(issuer)).host
    except ResolutionError:
        return None


def _about_anchor(anchor: Certificate, above: Sequence[Certificate]) -> Sequence[Finding]:
    if anchor not in above or anchor.subject_name != anchor.issuer_name:
        return ()
    message = "The token brings along the very certificate that its path ends at, which whoever checks it has to have from elsewhere."
    return (
        Finding("token.anchor-included", "info", message, "/x5c", "Strict verifiers (OpenID4VC HAIP) may refuse it."),
    )


def _about_revocation(unknown: int | None) -> Sequence[Finding]:
    if unknown is None:
        return ()
    whose = "the issuer's certificate" if unknown == 0 else "an authority above the issuer's certificate"
    message = f"Whether {whose} was revoked is not known: nothing here tells of it."
    hint = "Get its authority's list (CRL), and give that too (--revocation FILE)."
    return (Finding(REVOCATION_UNKNOWN, "warning", message, hint=hint),)


def _refusal(name: str, message: str, hint: str, pointer: str | None = None) -> ResolutionError:
    return NotAuthorisedError(message, code=f"token.{name}", pointer=pointer, hint=hint)


def _open(name: str, message: str, hint: str, pointer: str | None = None) -> ResolutionError:
    return UnresolvedError(message, code=f"token.{name}", pointer=pointer, hint=hint)
