"""Wallets that ask for credentials, and the provider who vouches for their keys; every token can be wrong in its own way.

provider = WalletProvider(HomeAuthority(clock=lambda: NOW))
attestation = provider.attest([KEY], nonce=nonce)
proof(KEY, attestation, nonce=nonce)
"""

import base64
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec

from authority import HomeAuthority, chain
from credseal.nonces import CREDENTIAL_PROOF, MemoryNonces
from credseal.pki.certificate import Certificate
from credseal.pki.material import Material
from credseal.trust.anchors import Anchors
from simulators import Clock
from tokens import algorithm_of, public_jwk, token

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
US = "https://uni.example"
HIGH, MODERATE, ENHANCED, BASIC = (f"iso_18045_{name}" for name in ("high", "moderate", "enhanced-basic", "basic"))
KEY, OTHER_KEY, STRANGERS_KEY = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))


class WalletProvider:
    """Who makes attestations, with a certificate of an authority."""

    def __init__(self, authority=None, *, name="Example Wallets", clock=lambda: NOW, **certified):
        self.authority = authority or HomeAuthority(clock=clock)
        self.held = self.authority.seal(
            name, "VATES-B87654321", "ES", **{"kind": "P-256", "statements": (), **certified}
        )
        self.key = self.held.key
        self.chain = [base64.b64encode(each.der).decode() for each in chain(self.held)]

    @property
    def anchors(self):
        return Anchors("wallets", seals=(Certificate.parse(self.authority.root.der),))

    @property
    def revoked(self):
        """What its authority and the one above say of certificates."""
        return Material(crls=(self.authority.crl(), self.authority.crl(self.authority.root)))

    def attest(self, keys=(KEY,), *, header=None, private=None, **claims):
        """An attestation of keys; a claim or member of the header that is None is left out.

        Args:
            keys: private ones, whose public halves are attested.
            header: members beside or instead of the usual ones.
            private: signs; by default the provider's key.
            claims: beside or instead of the usual ones.
        """
        said = {
            "iat": SECONDS - 60,
            "exp": SECONDS + 86_400,
            "attested_keys": [public_jwk(key) for key in keys],
            "key_storage": [HIGH],
            "user_authentication": [HIGH],
            **claims,
        }
        signing = private or self.key
        typed = {"typ": "key-attestation+jwt", "alg": algorithm_of(signing), "x5c": self.chain, **(header or {})}
        return token(_without(said), _without(typed), private=signing)


def proof(key=KEY, attestation=None, *, header=None, private=None, **claims):
    """A proof of a key, which stands in its header; a claim or member of the header that is None is left out."""
    said = {"aud": US, "iat": SECONDS, **claims}
    usual = {
        "typ": "openid4vci-proof+jwt",
        "alg": algorithm_of(key),
        "jwk": public_jwk(key),
        "key_attestation": attestation,
    }
    return token(_without(said), _without({**usual, **(header or {})}), private=private or key)


def store():
    """A store of nonces, and the clock that it goes by."""
    clock = Clock(NOW)
    return MemoryNonces(clock=clock), clock


def issued(nonces):
    return nonces.issue(audience=US, purpose=CREDENTIAL_PROOF)


def _without(members):
    return {name: value for name, value in members.items() if value is not None}
