"""Before a credential is bound to a learner's key: is the key in a wallet that keeps it safe, and has whoever asks for the credential got it?

OpenID for Verifiable Credential Issuance 1.0, section 8.2 and appendices D and F
(https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html#name-key-attestations). A wallet sends one of two things with its
request: a proof that it has the key, with an attestation of the key in its header (proof type ``jwt``), or the attestation alone (``attestation``),
which shows that a provider vouches for the keys, and not that whoever sent it has them.

    wallets = KeyAttestations(trust=[Anchors.load(Path("wallet-providers.pem"))], key_storage={"iso_18045_high"})
    nonce = nonces.issue(audience="https://uni.example", purpose=CREDENTIAL_PROOF)        # what the nonce endpoint answers

    held = wallets.check_proof(proofs["jwt"][0], audience="https://uni.example", nonces=nonces)
    issuer.issue(record, profile="learning", holder_key=held.proven)

==============================================  =========================================================================
asked                                           otherwise
==============================================  =========================================================================
of the kind that was asked for, by an           ``key-proof.type``, ``jose.algorithm``
algorithm of ours
whose attestation it is                         ``path.*``, ``token.certificate-*``, ``key-proof.provider`` (``kid``), ``jose.signature``
a key that it attests made the proof            ``key-proof.unattested-key``, ``jose.signature``
for this issuer, and this wallet                ``key-proof.audience``, ``key-proof.client``
now                                             ``key-proof.stale``, ``key-proof.future``, ``key-proof.expired``
the keys are kept well enough                   ``key-proof.storage``, ``key-proof.user-authentication``
for the first time                              ``key-proof.nonce``, ``nonce.*``
==============================================  =========================================================================

The nonce is used up last: what is refused for another reason leaves it to whoever it was given to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from credseal.authenticity.wallet_provider import Believed, authenticate
from credseal.checks.key_protection import reaches
from credseal.did.resolver import DefaultResolver
from credseal.errors import PolicyError, ProofError
from credseal.keys.jwk import thumbprint
from credseal.nonces import CREDENTIAL_PROOF, Redemption
from credseal.pki.material import Material
from credseal.securing.jose import key_attestation, key_proof
from credseal.securing.jose.credential import ALGORITHMS
from credseal.trust.anchors import Anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from credseal.authenticity.wallet_provider import WalletProvider
    from credseal.did.resolver import Resolver
    from credseal.findings import Finding
    from credseal.keys.public import PublicKey
    from credseal.nonces import Nonces
    from credseal.securing.jose.key_attestation import KeyAttestation

MAX_AGE = timedelta(minutes=15)
"""How long ago a proof may have been made, by default."""

DRAFT_15_TYPE = "draft-15-type"
"""The quirk of libraries that still write the type of draft 15, ``keyattestation+jwt``."""

_TYPES = {DRAFT_15_TYPE: key_attestation.DRAFT_15_TYPE}
_ASK_AGAIN = "Let the wallet fetch a new nonce, and ask again."
_REFUSED = {
    Redemption.UNKNOWN: ("nonce.unknown", "The nonce is not one that was issued here, or it was forgotten since."),
    Redemption.USED: ("nonce.used", "The nonce was answered before: the same proof, or another, came already."),
    Redemption.EXPIRED: ("nonce.expired", "The answer came too late: the nonce has expired."),
    Redemption.OTHER: ("nonce.other", "The nonce was issued for another issuer, or for something else."),
}


@dataclass(frozen=True)
class AttestedKeys:
    """Keys of a learner's wallet for which its provider vouches.

    Attributes:
        keys: in the attestation's order; a credential may be bound to each.
        proven: the one of them that whoever asks has shown to have, now and to us; None where the attestation came alone.
        key_storage: how well their storage resists attacks, in the attestation's words; empty where it does not say.
        user_authentication: the same of the ways in which their holder unlocks them.
        provider: who vouches, and how that is known.
        issued: when the attestation was made, aware.
        expires: until when it counts, and the keys by its word; aware, or None.
        certification: the address of what was certified about the storage, by the attestation's word; or None.
        notes: what the issuer should know.
    """

    keys: tuple[PublicKey, ...]
    proven: PublicKey | None
    key_storage: tuple[str, ...]
    user_authentication: tuple[str, ...]
    provider: WalletProvider
    issued: datetime
    expires: datetime | None
    certification: str | None = None
    notes: tuple[Finding, ...] = ()

    @property
    def thumbprints(self) -> tuple[str, ...]:
        """Of the keys, in their order (RFC 7638)."""
        return tuple(thumbprint(key) for key in self.keys)

    def require(
        self, *, key_storage: Collection[str] | None = None, user_authentication: Collection[str] | None = None
    ) -> None:
        """Refuses keys that are not kept well enough; see ``checks.key_protection``.

        Args:
            key_storage: what is good enough, e.g. ``{"iso_18045_high"}``; better will do, nothing said will not. None asks for nothing.
            user_authentication: likewise.

        Raises:
            ProofError: ``key-proof.storage``, ``key-proof.user-authentication``.
            PolicyError: ``key-proof.no-level``, an empty list, which nothing could reach, or no list.
        """
        _refuse_no_levels(key_storage, user_authentication)
        if key_storage is not None and not reaches(self.key_storage, key_storage):
            raise ProofError(
                "The key attestation does not say that the storage of the keys is as safe as is asked for here.",
                code="key-proof.storage",
                pointer="/key_storage",
                hint=f"Accepted is {_listed(key_storage)}, or better; it is for the wallet to keep its keys in such a place.",
            )
        if user_authentication is not None and not reaches(self.user_authentication, user_authentication):
            raise ProofError(
                "The key attestation does not say that the keys are unlocked in ways as safe as are asked for here.",
                code="key-proof.user-authentication",
                pointer="/user_authentication",
                hint=f"Accepted is {_listed(user_authentication)}, or better, for every way in which the keys can be unlocked.",
            )


class KeyAttestations:
    """What an issuer demands of the keys that it binds credentials to. Safe to share between threads.

    Args:
        trust: ``Anchors``: certificates of those who certify wallet providers, and nobody else, as whoever has a certificate below them is
            believed about keys; of these the ones for seals. ``Material``: what authorities have said about revocation; without it nobody knows,
            and a note says so.
        providers: wallet providers whose attestations name their keys by ``kid``: a DID or an https URL, and what is published there (a DID
            document, a controller document, a JWK set) as parsed JSON; None where the resolver finds it.
        resolver: finds what ``providers`` leaves out; by default one that fetches nothing.
        key_storage: how the keys must be stored: what is good enough, as ``key_attestations_required`` of your metadata has it. None takes
            whatever is attested.
        user_authentication: how they must be unlocked, likewise.
        algorithms: ``proof_signing_alg_values_supported`` of your metadata, for proof and attestation.
        max_age: how long ago a proof may have been made.
        compat: quirks of wallets that are put up with, by name: ``draft-15-type``.
        clock: tells the present, aware.

    Raises:
        PolicyError: ``key-proof.no-trust`` (nobody would be believed), ``key-proof.trust``, ``key-proof.no-level``, ``key-proof.max-age``, ``key-proof.compat``.
        ResolutionError: what is given for a provider is no such document.
    """

    def __init__(
        self,
        *,
        trust: Iterable[Anchors | Material] = (),
        providers: Mapping[str, Mapping[str, Any] | None] | None = None,
        resolver: Resolver | None = None,
        key_storage: Collection[str] | None = None,
        user_authentication: Collection[str] | None = None,
        algorithms: Collection[str] = ALGORITHMS,
        max_age: timedelta = MAX_AGE,
        compat: Collection[str] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        known, believed = providers or {}, tuple(trust)
        self._believed = Believed(
            anchors=tuple(each for each in believed if isinstance(each, Anchors)),
            material=Material.of(each for each in believed if isinstance(each, Material)),
            providers=frozenset(known),
            resolver=_resolver(known, resolver),
        )
        if not all(isinstance(each, Anchors | Material) for each in believed):
            raise PolicyError(
                "Among those who are believed is something that says nothing about wallet providers.",
                code="key-proof.trust",
                hint="Give Anchors and Material: registers and the trusted lists of the Union are about who issues, and who seals.",
            )
        _refuse_no_levels(key_storage, user_authentication)
        if max_age <= timedelta(0):
            raise PolicyError("No key proof could be young enough.", code="key-proof.max-age")
        unknown = set(compat) - _TYPES.keys()
        if unknown:
            raise PolicyError(
                f"There is no quirk of wallets by the name {min(unknown)[:40]!r}.",
                code="key-proof.compat",
                hint=f"There are: {', '.join(sorted(_TYPES))}.",
            )
        self._key_storage, self._user_authentication = _fixed(key_storage), _fixed(user_authentication)
        self._algorithms = frozenset(algorithms)
        self._max_age = max_age
        self._types = (key_attestation.TYPE, *(_TYPES[name] for name in compat))
        self._clock = clock

    def check_proof(
        self,
        proof: str,
        *,
        audience: str,
        client_id: str | None = None,
        nonce: str | None = None,
        nonces: Nonces | None = None,
    ) -> AttestedKeys:
        """Checks what came as proof type ``jwt``: a proof of a key, with its attestation in the header.

        Args:
            proof: the token.
            audience: your Credential Issuer Identifier, letter for letter.
            client_id: whom the access token was given to; None where that was anonymous, so that the proof may not name anybody.
            nonce: the one that must be answered, if you know which one that is, and see to it yourself that it counts once.
            nonces: the store that your nonces are from, issued for ``audience`` and the purpose ``CREDENTIAL_PROOF``. One of the two must be
                given.

        Raises:
            ProofError: see the module's table; ``key-proof.header``, ``key-proof.claim`` and the like where one of the two tokens is malformed;
                ``key-proof.no-attestation``, ``key-proof.attestation-nonce`` (the attestation was made for another nonce).
            ResolutionError, KeyMaterialError: whose attestation it is, or which keys, cannot be told; ``key.private`` above all.
            PolicyError: ``key-proof.no-audience``, ``key-proof.no-nonce``.
        """
        occasion = _Occasion(audience, nonce, nonces)
        now = self._clock()
        shown = key_proof.parse(proof, algorithms=self._algorithms)
        shown.check(audience=audience, client_id=client_id, now=now, max_age=self._max_age)
        occasion.check(shown.nonce)
        if shown.attestation is None:
            raise ProofError(
                "The proof comes without a key attestation, which is asked for here.",
                code="key-proof.no-attestation",
                pointer="/key_attestation",
                hint="Say so in key_attestations_required of your metadata; wallets without attestations cannot have this credential.",
            )
        attestation = self._parsed(shown.attestation, now)
        if attestation.expires is None:
            raise ProofError(
                "The key attestation has no end ('exp'), which it must have beside a proof.",
                code="key-proof.claim",
                pointer="/exp",
            )
        if attestation.nonce is not None and attestation.nonce != shown.nonce:
            raise ProofError(
                "The key attestation was made for another nonce than the proof that it comes with.",
                code="key-proof.attestation-nonce",
                pointer="/nonce",
                hint="An attestation that was made for somebody else's request looks like this.",
            )
        provider = authenticate(attestation, self._believed, now=now)
        held = self._held(attestation, provider, shown.signed_by(attestation.keys))
        occasion.redeem(shown.nonce)
        return held

    def check_attestation(
        self, attestation: str, *, audience: str, nonce: str | None = None, nonces: Nonces | None = None
    ) -> AttestedKeys:
        """Checks what came as proof type ``attestation``: an attestation of keys, without a proof that whoever sends it has one.

        Args:
            attestation: the token.
            audience: your Credential Issuer Identifier, for which the nonces were issued; an attestation itself does not name it.
            nonce: as in ``check_proof``.
            nonces: as in ``check_proof``.

        Raises:
            ProofError, ResolutionError, KeyMaterialError, PolicyError: as ``check_proof``.
        """
        occasion = _Occasion(audience, nonce, nonces)
        now = self._clock()
        read = self._parsed(attestation, now)
        if read.nonce is None:
            raise ProofError(
                "The key attestation has no 'nonce', so that one that was recorded earlier would do.",
                code="key-proof.claim",
                pointer="/nonce",
                hint="Without a proof of a key, the issuer's nonce is all that shows when it was made, and for whom.",
            )
        occasion.check(read.nonce)
        held = self._held(read, authenticate(read, self._believed, now=now), None)
        occasion.redeem(read.nonce)
        return held

    def _parsed(self, token: str, now: datetime) -> KeyAttestation:
        read = key_attestation.parse(token, algorithms=self._algorithms, types=self._types)
        read.check_times(now)
        return read

    def _held(self, attestation: KeyAttestation, provider: WalletProvider, proven: PublicKey | None) -> AttestedKeys:
        held = AttestedKeys(
            keys=attestation.keys,
            proven=proven,
            key_storage=attestation.key_storage,
            user_authentication=attestation.user_authentication,
            provider=provider,
            issued=attestation.issued,
            expires=attestation.expires,
            certification=attestation.certification,
            notes=(*attestation.notes, *provider.notes),
        )
        held.require(key_storage=self._key_storage, user_authentication=self._user_authentication)
        return held


@dataclass(frozen=True)
class _Occasion:
    """The one request that a proof must be made for."""

    audience: str
    nonce: str | None = field(repr=False)
    nonces: Nonces | None

    def __post_init__(self) -> None:
        if not self.audience:
            raise PolicyError(
                "No audience is given; a proof that was made for another issuer would do.",
                code="key-proof.no-audience",
                hint="Give your Credential Issuer Identifier.",
            )
        if not self.nonce and self.nonces is None:
            raise PolicyError(
                "Neither a nonce nor a store of nonces is given; a recorded proof would do.",
                code="key-proof.no-nonce",
                hint="Give the store that your nonce endpoint issues from.",
            )

    def check(self, answered: str) -> None:
        if self.nonce and answered != self.nonce:
            raise ProofError(
                "Another nonce is answered than the one that was given out.",
                code="key-proof.nonce",
                pointer="/nonce",
                hint=_ASK_AGAIN,
            )

    def redeem(self, answered: str) -> None:
        if self.nonces is None:
            return
        answer: object = self.nonces.redeem(answered, audience=self.audience, purpose=CREDENTIAL_PROOF)
        if answer is Redemption.REDEEMED:
            return
        # A store may be anybody's: what is no answer is no yes.
        known = answer if isinstance(answer, Redemption) else Redemption.UNKNOWN
        code, message = _REFUSED[known]
        raise ProofError(message, code=code, pointer="/nonce", hint=_ASK_AGAIN)


def _resolver(providers: Mapping[str, Mapping[str, Any] | None], other: Resolver | None) -> Resolver:
    """Finds what was given first, and asks for nothing that was."""
    given = {name: document for name, document in providers.items() if document is not None}
    own = DefaultResolver(documents=given)
    if other is None:
        return own
    return lambda identifier: (own if identifier in given else other)(identifier)


def _refuse_no_levels(*accepted: Collection[str] | None) -> None:
    # A text is a collection, too, of which parts of a name are.
    if any(each is not None and (not each or isinstance(each, str)) for each in accepted):
        raise PolicyError(
            "The levels that are good enough are an empty list, or none.",
            code="key-proof.no-level",
            hint="Give a set of texts; leave it out (None) where any level will do.",
        )


def _fixed(levels: Collection[str] | None) -> frozenset[str] | None:
    return None if levels is None else frozenset(levels)


def _listed(levels: Collection[str]) -> str:
    return " or ".join(sorted(levels))
