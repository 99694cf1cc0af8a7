"""Who vouches for the keys of a wallet: whose signature a key attestation bears.

OpenID for Verifiable Credential Issuance 1.0, appendix D (https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#name-key-attestations):
the wallet's provider signs it, and names the key by certificates (``x5c``) or by name (``kid``). Neither is believed for standing there:

* certificates must lead to an anchor that the issuer was given, now, as for credentials (see ``certified``). Whoever has a certificate below an
  anchor is believed, so that anchors are those of wallet providers, and no others;
* a ``kid`` must be the name of a key in what a provider publishes whom the issuer knows; nobody else is asked for. A DID URL names the
  provider as well, a name alone is looked for with the provider in ``iss``, if that is one, else with all of them.

    provider = authenticate(attestation, Believed(anchors=(Anchors.load(Path("wallets.pem")),)), now=now)
    provider.name, provider.known_by           # 'Example Wallets', 'certificate'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from credseal.authenticity.certified import REVOCATION_UNKNOWN, Certifiers, follow
from credseal.authenticity.method import retrieve_verification_method
from credseal.did.resolver import DefaultResolver
from credseal.errors import PolicyError, ProofError, ResolutionError
from credseal.findings import Finding
from credseal.pki.material import Material

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from credseal.did.resolver import Resolver
    from credseal.securing.jose.key_attestation import KeyAttestation
    from credseal.trust.anchors import Anchors

NOTHING = Material()
_ASSERTION = "assertionMethod"
# Said of the one whose certificate it is, who issues nothing.
_REVOCATION_UNKNOWN = Finding(
    "key-proof.revocation-unknown",
    "warning",
    "Whether the certificate of the wallet's provider, or of an authority above it, was revoked is not known.",
    hint="Get the authority's list (CRL), and give it with the anchors (Material.load).",
)
_NOT_THERE = frozenset({"method.not-found", "method.id"})


@dataclass(frozen=True)
class Believed:
    """Whose attestations are believed.

    Args:
        anchors: certificates of those who certify wallet providers; of these the ones for seals.
        material: further certificates, and answers about their revocation.
        providers: DIDs and https URLs of wallet providers, whose keys attestations name by ``kid``.
        resolver: from these to the documents or JWK sets that have the keys; by default one that fetches nothing.

    Raises:
        PolicyError: ``key-proof.no-trust``, nobody would be believed.
    """

    anchors: tuple[Anchors, ...] = ()
    material: Material = NOTHING
    providers: Collection[str] = ()
    resolver: Resolver = field(default_factory=DefaultResolver, repr=False)

    def __post_init__(self) -> None:
        if not self.providers and not any(each.seals for each in self.anchors):
            raise PolicyError(
                "Nobody's attestations would be believed.",
                code="key-proof.no-trust",
                hint="Give the certificates of those who certify wallet providers, or the providers themselves.",
            )


@dataclass(frozen=True)
class WalletProvider:
    """Who vouches for keys.

    Attributes:
        name: as the certificate has it (organisation, common name, or all of the subject); else its DID or URL.
        known_by: ``certificate``, or ``kid``.
        explanation: how it is known, in words.
        notes: what an issuer should be told about its certificate or key.
    """

    name: str
    known_by: Literal["certificate", "kid"]
    explanation: str
    notes: tuple[Finding, ...] = field(default=(), repr=False)


def authenticate(attestation: KeyAttestation, believed: Believed, *, now: datetime) -> WalletProvider:
    """Finds out who made a key attestation, and checks the signature.

    Args:
        attestation: taken apart.
        believed: whose attestations are.
        now: the present, aware: certificates and keys must be in force now.

    Raises:
        ResolutionError: its certificates lead to nobody who is believed, or not now (``path.*``, ``certificate.*``, ``token.certificate-*``); its
            provider's keys cannot be had, or may not be used.
        ProofError: ``key-proof.provider``, its ``kid`` is no key of anybody who is believed; ``jose.*``.
        SignatureError: ``jose.signature``, that key did not make it.
        KeyMaterialError: the certificate's key is weak or of a kind that is not supported.
    """
    if attestation.certificates:
        return _by_certificate(attestation, believed, now)
    return _by_name(attestation, believed, attestation.key_id or "", now)


def _by_certificate(attestation: KeyAttestation, believed: Believed, now: datetime) -> WalletProvider:
    certifiers = Certifiers(believed.anchors, believed.material)
    certified = follow(attestation.certificates, issuer="", kid=None, certifiers=certifiers, now=now, pointer="/x5c")
    attestation.verify(certified.key)
    leaf, path = certified.certificate, certified.path
    name = leaf.organisation or leaf.common_name or leaf.subject
    standings = (each.standing(path, purpose="seal", at=now, now=now) for each in believed.anchors)
    explanation = next((standing.explanation for standing in standings if standing is not None), "")
    notes = (_REVOCATION_UNKNOWN if note.code == REVOCATION_UNKNOWN else note for note in certified.notes)
    return WalletProvider(name, "certificate", explanation, tuple(notes))


def _by_name(attestation: KeyAttestation, believed: Believed, kid: str, now: datetime) -> WalletProvider:
    refusal: ResolutionError | ProofError | None = None
    for provider, method_id in _candidates(attestation.signer, kid, believed.providers):
        try:
            method = retrieve_verification_method(method_id, purpose=_ASSERTION, resolver=believed.resolver, now=now)
            attestation.verify(method.key, algorithm=method.algorithm)
        except (ResolutionError, ProofError) as error:
            # Several providers may call a key by the same name.
            refusal = refusal or (None if error.code in _NOT_THERE else error)
            continue
        explanation = f"Its key is one that {provider} publishes, who is among the wallet providers that are believed."
        return WalletProvider(provider, "kid", explanation, method.notes)
    if refusal is not None:
        raise refusal
    raise ProofError(
        "The key attestation names a key ('kid') that is of no wallet provider who is known here.",
        code="key-proof.provider",
        pointer="/kid",
        hint="Anybody can make an attestation. If you know the provider, add it to those whom you believe.",
    )


def _candidates(signer: str | None, kid: str, providers: Collection[str]) -> Iterable[tuple[str, str]]:
    """Providers and the verification methods of theirs that may be meant."""
    identifier, mark, _ = kid.partition("#")
    if mark and identifier:
        return [(identifier, kid)] if identifier in providers else []
    asked = [signer] if signer in providers else sorted(providers)
    return [(str(each), f"{each}#{kid.removeprefix('#')}") for each in asked]
