"""Attested keys beside @openid4vc/openid4vci, on which wallets of the EU are built: what it asks a credential with, the issuer takes."""

import json

import pytest
from jwcrypto.jwk import JWK

from credseal.errors import CredsealError
from credseal.issuer.attested import KeyAttestations
from credseal.keys.jwk import from_jwk
from tokens import public_jwk
from wallets import HIGH, KEY, MODERATE, NOW, OTHER_KEY, SECONDS, US, WalletProvider

NONCE = "n-0S6_WzA2Mj"
# The library still writes the type of draft 15.
QUIRK = ["draft-15-type"]


@pytest.fixture(scope="module")
def provider():
    return WalletProvider()


@pytest.fixture(scope="module")
def asked(peer, provider):
    private = {
        name: json.loads(JWK.from_pyca(key).export()) for name, key in (("holder", KEY), ("provider", provider.key))
    }
    keys = [public_jwk(KEY), public_jwk(OTHER_KEY)]
    return peer.ask(
        "askForCredential", attested=keys, **private, chain=provider.chain, issuer=US, nonce=NONCE, now=SECONDS
    )


def issuer(provider, **options):
    return KeyAttestations(
        trust=[provider.anchors],
        key_storage={HIGH},
        user_authentication={MODERATE},
        clock=lambda: NOW,
        **{"compat": QUIRK, **options},
    )


def test_a_proof_with_an_attestation(asked, provider):
    held = issuer(provider).check_proof(asked["proof"], audience=US, nonce=NONCE)
    assert held.proven == from_jwk(public_jwk(KEY))
    assert len(held.keys) == 2


def test_an_attestation_alone(asked, provider):
    assert len(issuer(provider).check_attestation(asked["attestation"], audience=US, nonce=NONCE).keys) == 2


def test_what_it_made_for_another_occasion_is_refused(asked, provider):
    for nonce, audience, code in (
        ("another", US, "key-proof.nonce"),
        (NONCE, "https://other.example", "key-proof.audience"),
    ):
        with pytest.raises(CredsealError) as refusal:
            issuer(provider).check_proof(asked["proof"], audience=audience, nonce=nonce)
        assert refusal.value.code == code


def test_the_older_type_is_put_up_with_by_name_alone(asked, provider):
    with pytest.raises(CredsealError) as refusal:
        issuer(provider, compat=()).check_proof(asked["proof"], audience=US, nonce=NONCE)
    assert refusal.value.code == "key-proof.type"
