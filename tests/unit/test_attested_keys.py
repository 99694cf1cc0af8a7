"""Keys of a learner's wallet, attested by its provider: what an issuer learns of them, and the credential that is bound to one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credseal.checks.key_protection import reaches
from credseal.did.key import did_of
from credseal.did.resolver import DefaultResolver
from credseal.errors import PolicyError, ProofError
from credseal.issuer import Issuer
from credseal.issuer.attested import DRAFT_15_TYPE, KeyAttestations
from credseal.keys.jwk import thumbprint, to_jwk
from credseal.keys.signer import generate
from credseal.nonces import CREDENTIAL_PROOF, PRESENTATION, Redemption
from credseal.pki.material import Material
from credseal.trust.anchors import Anchors
from credseal.trust.register import Register
from records import UNIVERSITY, credential
from tokens import document, public, public_jwk
from wallets import (
    BASIC,
    ENHANCED,
    HIGH,
    KEY,
    MODERATE,
    NOW,
    OTHER_KEY,
    SECONDS,
    US,
    WalletProvider,
    issued,
    proof,
    store,
)

WALLET = "did:web:wallet.example"
KEY_SET = "https://wallet.example/keys"
LEVELS = [BASIC, ENHANCED, MODERATE, HIGH]


@pytest.fixture(scope="module")
def provider():
    return WalletProvider()


def attestations(provider, **options):
    return KeyAttestations(trust=[provider.anchors], clock=lambda: NOW, **options)


def test_a_proof_with_its_attestation(provider):
    nonces, _ = store()
    nonce = issued(nonces)
    attestation = provider.attest([KEY, OTHER_KEY], certification="https://cert.example/1")
    held = attestations(provider).check_proof(proof(KEY, attestation, nonce=nonce), audience=US, nonces=nonces)
    assert held.keys == (public(KEY), public(OTHER_KEY))
    assert held.thumbprints == tuple(thumbprint(key) for key in held.keys)
    assert held.proven == public(KEY)
    assert (held.key_storage, held.user_authentication) == ((HIGH,), (HIGH,))
    assert (held.issued, held.expires) == (NOW - timedelta(minutes=1), NOW + timedelta(days=1))
    assert (held.provider.name, held.provider.known_by) == ("Example Wallets", "certificate")
    assert held.provider.explanation == "It ends at a certificate that was pinned: Example Root CA."
    assert held.certification == "https://cert.example/1"
    assert [note.code for note in held.notes] == ["key-proof.revocation-unknown"]


def test_what_its_authority_says_of_the_providers_certificate(provider):
    wallets = KeyAttestations(trust=[provider.anchors, provider.revoked], clock=lambda: NOW)
    held = wallets.check_proof(proof(KEY, provider.attest(), nonce="n"), audience=US, nonce="n")
    assert held.notes == ()


def test_the_attestation_of_keys_alone(provider):
    nonces, _ = store()
    attestation = provider.attest([KEY, OTHER_KEY], nonce=issued(nonces), exp=None)
    held = attestations(provider).check_attestation(attestation, audience=US, nonces=nonces)
    assert held.keys == (public(KEY), public(OTHER_KEY))
    assert held.proven is None
    assert held.expires is None


def test_a_proof_by_any_of_the_keys(provider):
    shown = proof(OTHER_KEY, provider.attest([KEY, OTHER_KEY]), nonce="n")
    assert attestations(provider).check_proof(shown, audience=US, nonce="n").proven == public(OTHER_KEY)


@pytest.mark.parametrize("kid", ["0", "1", "any name", "did:example:wallet#1"])
def test_a_proof_whose_header_names_its_key(provider, kid):
    shown = proof(OTHER_KEY, provider.attest([KEY, OTHER_KEY]), header={"jwk": None, "kid": kid}, nonce="n")
    assert attestations(provider).check_proof(shown, audience=US, nonce="n").proven == public(OTHER_KEY)


def test_a_proof_whose_header_has_its_key_in_a_certificate(provider):
    wallet = WalletProvider()
    header = {"jwk": None, "x5c": wallet.chain}
    shown = proof(wallet.key, provider.attest([KEY, wallet.key]), header=header, nonce="n")
    assert attestations(provider).check_proof(shown, audience=US, nonce="n").proven == public(wallet.key)


def test_an_attestation_that_was_made_for_the_same_nonce(provider):
    shown = proof(KEY, provider.attest(nonce="n"), nonce="n")
    assert attestations(provider).check_proof(shown, audience=US, nonce="n").proven == public(KEY)


def test_a_wallet_that_names_its_client(provider):
    shown = proof(KEY, provider.attest(), nonce="n", iss="wallet-app")
    assert attestations(provider).check_proof(shown, audience=US, nonce="n", client_id="wallet-app")


@pytest.mark.parametrize("seconds", [-959, 0, 60])
def test_a_proof_of_the_present(provider, seconds):
    shown = proof(KEY, provider.attest(), nonce="n", iat=SECONDS + seconds)
    assert attestations(provider).check_proof(shown, audience=US, nonce="n")


@pytest.mark.parametrize("kid", ["key-1", "#key-1", f"{WALLET}#key-1"])
def test_a_provider_who_is_known_by_name(kid):
    attestation = WalletProvider().attest(header={"x5c": None, "kid": kid}, private=OTHER_KEY)
    wallets = KeyAttestations(providers={WALLET: document(WALLET, OTHER_KEY)}, clock=lambda: NOW)
    held = wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n")
    assert (held.provider.name, held.provider.known_by) == (WALLET, "kid")
    assert WALLET in held.provider.explanation


def test_a_provider_who_is_known_by_a_set_of_keys():
    attestation = WalletProvider().attest(header={"x5c": None, "kid": "2026-1"}, private=OTHER_KEY)
    keys = {"keys": [public_jwk(KEY, kid="2025-1"), public_jwk(OTHER_KEY, kid="2026-1", alg="ES256")]}
    wallets = KeyAttestations(providers={KEY_SET: keys}, clock=lambda: NOW)
    assert wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n").provider.name == KEY_SET


def test_a_provider_whose_document_the_resolver_finds():
    attestation = WalletProvider().attest(header={"x5c": None, "kid": "key-1"}, private=OTHER_KEY)
    found = DefaultResolver(documents={WALLET: document(WALLET, OTHER_KEY)})
    # The first in order cannot be asked, and keeps nobody from the second.
    providers = {"did:web:down.example": None, WALLET: None}
    wallets = KeyAttestations(providers=providers, resolver=found, clock=lambda: NOW)
    assert wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n").provider.name == WALLET


def test_a_provider_who_is_a_key():
    did = did_of(public(OTHER_KEY))
    attestation = WalletProvider().attest(header={"x5c": None, "kid": f"{did}#{did[8:]}"}, private=OTHER_KEY)
    wallets = KeyAttestations(providers={did: None}, clock=lambda: NOW)
    assert wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n").provider.name == did


def test_the_name_of_two_providers_keys_is_that_of_the_one_who_is_named():
    published = {WALLET: document(WALLET, KEY), "did:web:other.example": document("did:web:other.example", OTHER_KEY)}
    wallets = KeyAttestations(providers=published, clock=lambda: NOW)
    attestation = WalletProvider().attest(header={"x5c": None, "kid": "key-1"}, private=KEY, iss=WALLET)
    assert wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n").provider.name == WALLET


@pytest.mark.parametrize("name", ["did:web:a.example", "did:web:z.example"])
def test_the_name_of_two_providers_keys_is_that_of_the_one_who_signed(name):
    published = {WALLET: document(WALLET, OTHER_KEY), name: document(name, KEY)}
    wallets = KeyAttestations(providers=published, clock=lambda: NOW)
    attestation = WalletProvider().attest(header={"x5c": None, "kid": "key-1"}, private=OTHER_KEY)
    assert wallets.check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n").provider.name == WALLET


def test_the_type_of_draft_15_is_put_up_with_where_that_is_asked_for(provider):
    attestation = provider.attest(header={"typ": "keyattestation+jwt"})
    held = attestations(provider, compat={DRAFT_15_TYPE}).check_proof(
        proof(KEY, attestation, nonce="n"), audience=US, nonce="n"
    )
    assert [note.code for note in held.notes] == ["key-proof.draft-type", "key-proof.revocation-unknown"]


def test_a_status_that_nobody_asked_about_is_told(provider):
    attestation = provider.attest(status={"status_list": {"idx": 1, "uri": "https://wallet.example/status"}})
    held = attestations(provider).check_proof(proof(KEY, attestation, nonce="n"), audience=US, nonce="n")
    assert [note.code for note in held.notes] == ["key-proof.status-unchecked", "key-proof.revocation-unknown"]


@pytest.mark.parametrize("stated", LEVELS)
@pytest.mark.parametrize("asked", LEVELS)
def test_a_level_is_reached_by_itself_and_those_above(stated, asked):
    assert reaches((stated,), {asked}) is (LEVELS.index(stated) >= LEVELS.index(asked))


def test_of_several_levels_the_weakest_counts_and_of_several_accepted_ones_any():
    assert not reaches((HIGH, BASIC), {HIGH})
    assert reaches((HIGH, MODERATE), {MODERATE})
    assert reaches((MODERATE,), {HIGH, MODERATE})


def test_what_other_schemes_call_their_levels_is_compared_letter_for_letter():
    assert reaches((BASIC, "https://scheme.example/strong"), {HIGH, "https://scheme.example/strong"})
    assert reaches((HIGH, "https://scheme.example/strong"), {HIGH})
    assert not reaches(("https://scheme.example/strong/",), {"https://scheme.example/strong"})
    assert not reaches(("iso_18045_High",), {HIGH})
    assert not reaches((HIGH,), {"https://scheme.example/strong"})
    assert not reaches((), {BASIC})


def test_an_issuer_can_ask_for_more_afterwards(provider):
    shown = proof(KEY, provider.attest(user_authentication=[MODERATE]), nonce="n")
    held = attestations(provider).check_proof(shown, audience=US, nonce="n")
    held.require(key_storage={MODERATE}, user_authentication={MODERATE})
    with pytest.raises(ProofError) as refused:
        held.require(user_authentication={HIGH})
    assert refused.value.code == "key-proof.user-authentication"


def test_a_credential_is_bound_to_a_key_that_was_shown(provider):
    shown = proof(KEY, provider.attest(), nonce="n")
    held = attestations(provider).check_proof(shown, audience=US, nonce="n")
    issuer = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: NOW)
    sealed = issuer.issue(credential(), profile="learning", holder_key=held.proven)
    assert sealed.document["cnf"] == {"jwk": to_jwk(public(KEY))}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({}, "no-trust"),
        ({"trust": [Material()]}, "no-trust"),
        ({"trust": [Anchors("stamps", timestamps=WalletProvider().anchors.seals)]}, "no-trust"),
        ({"trust": [Register("ours")], "providers": {WALLET: None}}, "trust"),
        ({"providers": {WALLET: None}, "max_age": timedelta(0)}, "max-age"),
        ({"providers": {WALLET: None}, "compat": ["typos"]}, "compat"),
        ({"providers": {WALLET: None}, "key_storage": []}, "no-level"),
        ({"providers": {WALLET: None}, "user_authentication": HIGH}, "no-level"),
    ],
)
def test_what_nobody_could_fulfil_is_refused_beforehand(options, code):
    with pytest.raises(PolicyError) as refused:
        KeyAttestations(**options)
    assert refused.value.code == f"key-proof.{code}"


@pytest.mark.parametrize(
    ("occasion", "code"),
    [
        ({"audience": "", "nonce": "n"}, "no-audience"),
        ({"audience": US}, "no-nonce"),
        ({"audience": US, "nonce": ""}, "no-nonce"),
    ],
)
def test_an_occasion_must_be_named(provider, occasion, code):
    for check, text in [
        ("check_proof", proof(KEY, provider.attest(), nonce="n")),
        ("check_attestation", provider.attest(nonce="n")),
    ]:
        with pytest.raises(PolicyError) as refused:
            getattr(attestations(provider), check)(text, **occasion)
        assert refused.value.code == f"key-proof.{code}"


def test_the_clock_is_that_of_the_machine_by_default(provider):
    now = int(datetime.now(UTC).timestamp())
    today = WalletProvider(clock=lambda: datetime.now(UTC))
    attestation = today.attest(iat=now, exp=now + 60)
    shown = proof(KEY, attestation, nonce="n", iat=now)
    assert KeyAttestations(trust=[today.anchors]).check_proof(shown, audience=US, nonce="n")


def test_a_nonce_for_presentations_and_one_for_proofs_are_not_the_same():
    nonces, _ = store()
    nonce = nonces.issue(audience=US, purpose=PRESENTATION)
    assert nonces.redeem(nonce, audience=US, purpose=CREDENTIAL_PROOF) is Redemption.OTHER
