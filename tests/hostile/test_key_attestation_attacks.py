"""Wallets that pretend: keys that nobody vouches for, proofs by others, of other times and for others. Each is refused for its own reason."""

import base64
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, x25519
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from authority import chain
from credseal.did.key import did_of
from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.issuer.attested import DRAFT_15_TYPE, KeyAttestations
from credseal.nonces import CREDENTIAL_PROOF, PRESENTATION, Redemption
from tokens import credential, document, public, public_jwk, token
from wallets import (
    BASIC,
    ENHANCED,
    HIGH,
    KEY,
    MODERATE,
    NOW,
    OTHER_KEY,
    SECONDS,
    STRANGERS_KEY,
    US,
    WalletProvider,
    issued,
    proof,
    store,
)

PROVIDER, STRANGER = WalletProvider(), WalletProvider()
WALLETS = KeyAttestations(trust=[PROVIDER.anchors], clock=lambda: NOW)
WALLET = "did:web:wallet.example"
PUBLISHED = document(WALLET, OTHER_KEY)
BY_NAME = KeyAttestations(providers={WALLET: PUBLISHED}, clock=lambda: NOW)
ATTESTATION = PROVIDER.attest()


def refusal(text, wallets=WALLETS, **options):
    """The code with which a proof is refused."""
    with pytest.raises(CredsealError) as refused:
        wallets.check_proof(text, **{"audience": US, "nonce": "n", **options})
    return refused.value.code


def refusal_alone(text, wallets=WALLETS, **options):
    """The code with which an attestation is refused that comes alone."""
    with pytest.raises(CredsealError) as refused:
        wallets.check_attestation(text, **{"audience": US, "nonce": "n", **options})
    return refused.value.code


def both(wallets=WALLETS, **attested):
    """The codes of an attestation, in a proof and alone; all else about them is right."""
    with_proof = refusal(proof(KEY, PROVIDER.attest(**attested), nonce="n"), wallets)
    return {with_proof, refusal_alone(PROVIDER.attest(**{"nonce": "n", **attested}), wallets)}


def private_jwk(key):
    return json.loads(JWK.from_pyca(key).export())


def mac(header, claims, secret=b"0" * 32):
    signed = JWS(json.dumps(claims))
    signed.add_signature(JWK(kty="oct", k=base64url.encode(secret)), None, json.dumps(header))
    return signed.serialize(compact=True)


def test_what_the_attacks_change_is_good():
    assert WALLETS.check_proof(proof(KEY, ATTESTATION, nonce="n"), audience=US, nonce="n")
    assert WALLETS.check_attestation(PROVIDER.attest(nonce="n"), audience=US, nonce="n")


# keys


def test_a_private_key_among_those_attested():
    assert both(attested_keys=[public_jwk(KEY), private_jwk(OTHER_KEY)]) == {"key.private"}


def test_a_refused_private_key_is_not_told_to_anybody():
    with pytest.raises(CredsealError) as refused:
        WALLETS.check_attestation(PROVIDER.attest(attested_keys=[private_jwk(KEY)], nonce="n"), audience=US, nonce="n")
    assert private_jwk(KEY)["d"] not in f"{refused.value}{refused.value.hint}{refused.value.__context__}"
    assert refused.value.pointer == "/attested_keys/0/d"


def test_a_private_key_in_the_header_of_the_proof():
    assert refusal(proof(KEY, ATTESTATION, header={"jwk": private_jwk(KEY)}, nonce="n")) == "key.private"


@pytest.mark.parametrize(
    ("jwk", "code"),
    [
        ({"kty": "oct", "k": "c2VjcmV0"}, "key.unsupported"),
        ({**public_jwk(KEY), "use": "enc"}, "jwk.usage"),
        ({**public_jwk(KEY), "y": public_jwk(KEY)["x"]}, "key.point"),
        ({"kty": "OKP", "crv": "X25519", "x": base64url.encode(x25519.X25519PrivateKey.generate().public_key().public_bytes_raw())}, "key.unsupported"),
        ({"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(bytes(32))}, "key.weak"),
        ("did:key:z6Mk", "key-proof.key"),
        (None, "key-proof.key"),
    ],
    ids=["symmetric", "encryption", "no-point", "x25519", "small-order", "text", "null"],
)  # fmt: skip
def test_what_is_no_key_to_bind_a_credential_to(jwk, code):
    assert both(attested_keys=[public_jwk(KEY), jwk]) == {code}


def test_ten_thousand_keys():
    many = [public_jwk(ed25519.Ed25519PrivateKey.from_private_bytes(number.to_bytes(32))) for number in range(101)]
    assert both(attested_keys=[*many[:100], public_jwk(KEY)]) == {"key-proof.keys-count"}
    ten_thousand = PROVIDER.attest(attested_keys=[many[0]] * 10_000, nonce="n")
    assert refusal_alone(ten_thousand) == "jose.size"
    # Within a header there is less room still.
    assert refusal(proof(KEY, ten_thousand, nonce="n")) in {"jose.header", "jose.size"}


def test_a_key_twice():
    again = {**public_jwk(KEY), "kid": "another", "alg": "ES256", "key_ops": ["verify"]}
    assert both(attested_keys=[public_jwk(KEY), again]) == {"key-proof.repeated-key"}


@pytest.mark.parametrize(("keys", "code"), [([], "keys-count"), ({}, "claim"), (None, "claim"), ("", "claim")])
def test_no_keys(keys, code):
    assert both(attested_keys=keys) == {f"key-proof.{code}"}


# headers


def test_kid_and_jwk_together():
    assert refusal(proof(KEY, ATTESTATION, header={"kid": "0"}, nonce="n")) == "key-proof.header"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"x5c": PROVIDER.chain}, "key-proof.header"),
        ({"jwk": None}, "key-proof.header"),
        ({"jwk": None, "kid": 0}, "key-proof.header"),
        ({"jwk": None, "kid": ""}, "key-proof.header"),
        ({"key_attestation": ["..."]}, "key-proof.header"),
        ({"jwk": None, "x5c": []}, "token.header"),
        ({"jwk": "a key"}, "key-proof.key"),
    ],
    ids=lambda value: json.dumps(value)[:40],
)
def test_a_proof_that_does_not_name_its_key_in_one_way(header, code):
    assert refusal(proof(KEY, ATTESTATION, header=header, nonce="n")) == code


@pytest.mark.parametrize(
    "header",
    [
        {"kid": "key-1"},
        {"x5c": None},
        {"jwk": public_jwk(STRANGERS_KEY)},
        {"jku": "https://stranger.example/keys"},
        {"x5u": "https://stranger.example/certificate"},
        {"x5c": None, "kid": 1},
    ],
    ids=lambda header: json.dumps(header)[:40],
)
def test_an_attestation_that_does_not_name_its_signer_in_one_way(header):
    assert both(header=header) == {"key-proof.header"}


@pytest.mark.parametrize(
    "chain", [[], "...", ["no base64!"], [1], PROVIDER.chain * 11], ids=lambda chain: str(chain)[:16]
)
def test_certificates_that_are_no_list(chain):
    assert both(header={"x5c": chain}) == {"token.header"}


def test_a_certificate_that_is_none():
    assert both(header={"x5c": ["AAAA"]}) == {"certificate.unreadable"}


def test_a_trust_chain_is_refused_by_name():
    assert both(header={"x5c": None, "trust_chain": ["..."]}) == {"key-proof.trust-chain"}
    assert refusal(proof(KEY, ATTESTATION, header={"trust_chain": ["..."]}, nonce="n")) == "key-proof.trust-chain"


def test_an_extension_that_must_be_understood():
    assert both(header={"crit": ["exp"]}) == {"jose.crit"}
    assert refusal(proof(KEY, ATTESTATION, header={"crit": ["nonce"]}, nonce="n")) == "jose.crit"


@pytest.mark.parametrize("algorithm", ["none", "HS256", "ES384", "ES256K", "es256"])
def test_an_algorithm_that_is_not_accepted_or_not_the_keys(algorithm):
    expected = "jose.key" if algorithm == "ES384" else "jose.algorithm"
    assert both(header={"alg": algorithm}) == {expected}
    assert refusal(proof(KEY, ATTESTATION, header={"alg": algorithm}, nonce="n")) == expected


def test_an_algorithm_that_is_not_accepted_is_refused_before_a_key_is_looked_for():
    header = {"alg": "none", "jwk": None, "kid": "0"}
    assert refusal(proof(KEY, ATTESTATION, header=header, nonce="n")) == "jose.algorithm"


def test_an_unsigned_token():
    assert refusal_alone(PROVIDER.attest(nonce="n", header={"alg": "none"}).rpartition(".")[0] + ".") == "jose.form"


def test_a_proof_keyed_with_the_public_key():
    header = {"alg": "HS256", "typ": "openid4vci-proof+jwt", "jwk": public_jwk(KEY), "key_attestation": ATTESTATION}
    made = mac(header, {"aud": US, "iat": SECONDS, "nonce": "n"}, json.dumps(public_jwk(KEY)).encode())
    listed = KeyAttestations(trust=[PROVIDER.anchors], algorithms={"HS256", "ES256", "none"}, clock=lambda: NOW)
    assert refusal(made) == refusal(made, listed) == "jose.algorithm"


def test_an_algorithm_that_the_issuers_metadata_does_not_have():
    narrow = KeyAttestations(trust=[PROVIDER.anchors], algorithms={"EdDSA"}, clock=lambda: NOW)
    assert refusal_alone(PROVIDER.attest(nonce="n"), narrow) == "jose.algorithm"
    ed25519_key = ed25519.Ed25519PrivateKey.generate()
    assert refusal(proof(ed25519_key, PROVIDER.attest([ed25519_key]), nonce="n"), narrow) == "jose.algorithm"


# one kind of token for another


def test_an_attestation_as_proof():
    assert refusal(PROVIDER.attest(nonce="n", aud=US)) == "key-proof.type"
    assert refusal(PROVIDER.attest(nonce="n", aud=US, header={"key_attestation": ATTESTATION})) == "key-proof.type"


def test_a_proof_as_attestation():
    alone = proof(KEY, ATTESTATION, nonce="n", attested_keys=[public_jwk(KEY)], exp=SECONDS + 60)
    assert refusal_alone(alone) == "key-proof.type"
    assert refusal(proof(KEY, alone, nonce="n")) == "key-proof.type"


@pytest.mark.parametrize(
    "typ",
    ["vc+jwt", "dc+sd-jwt", "vp+jwt", "kb+jwt", "JWT", "oauth-client-attestation+jwt", "statuslist+jwt", "", None,
     ["key-attestation+jwt"], "Key-Attestation+JWT", "application/key-attestation+jwt"],
)  # fmt: skip
def test_a_token_of_another_kind_as_attestation(typ):
    assert both(header={"typ": typ}) == {"key-proof.type"}
    assert refusal(proof(KEY, ATTESTATION, header={"typ": typ}, nonce="n")) == "key-proof.type"


def test_a_credential_as_attestation():
    signed = token(credential(attested_keys=[public_jwk(KEY)]), private=PROVIDER.key, x5c=PROVIDER.chain)
    assert refusal_alone(signed) == "key-proof.type"
    assert refusal_alone(f"{signed}~") == refusal_alone(f"{signed}~disclosure~") == "jose.base64url"


def test_the_type_of_draft_15_counts_only_where_it_is_put_up_with():
    assert both(header={"typ": "keyattestation+jwt"}) == {"key-proof.type"}
    lenient = KeyAttestations(trust=[PROVIDER.anchors], compat=[DRAFT_15_TYPE], clock=lambda: NOW)
    old = proof(KEY, ATTESTATION, header={"typ": "keyattestation+jwt"}, nonce="n")
    assert refusal(old, lenient) == "key-proof.type"


# whose attestation


def test_an_attestation_by_an_unknown_provider():
    assert refusal(proof(KEY, STRANGER.attest(), nonce="n")) == "path.no-anchor"
    assert refusal_alone(STRANGER.attest(nonce="n")) == "path.no-anchor"


def test_an_attestation_with_anothers_certificates():
    forged = PROVIDER.attest(private=STRANGERS_KEY, nonce="n")
    assert refusal_alone(forged) == refusal(proof(KEY, forged, nonce="n")) == "jose.signature"


def test_the_wallet_attests_its_own_key():
    assert refusal(proof(KEY, PROVIDER.attest(private=KEY), nonce="n")) == "jose.signature"


def test_an_attestation_that_was_changed():
    header, payload, signature = PROVIDER.attest(nonce="n").split(".")
    said = json.loads(base64url.decode(payload))
    other = base64url.encode(json.dumps({**said, "attested_keys": [public_jwk(STRANGERS_KEY)]}).encode())
    assert refusal_alone(f"{header}.{other}.{signature}") == "jose.signature"


def test_a_provider_whose_certificate_has_ended():
    later = NOW + timedelta(days=400)
    seconds = int(later.timestamp())
    attestation = PROVIDER.attest(iat=seconds, exp=seconds + 60, nonce="n")
    afterwards = KeyAttestations(trust=[PROVIDER.anchors], clock=lambda: later)
    assert refusal_alone(attestation, afterwards) == "path.expired"


def test_a_provider_whose_certificate_was_revoked():
    provider = WalletProvider()
    provider.authority.revoke(provider.held, reason="keyCompromise")
    wallets = KeyAttestations(trust=[provider.anchors, provider.revoked], clock=lambda: NOW)
    assert refusal_alone(provider.attest(nonce="n"), wallets) == "token.certificate-revoked"


def test_an_authority_attests_by_itself():
    issuing = PROVIDER.authority.issuing
    certificates = [base64.b64encode(each.der).decode() for each in chain(issuing)]
    attestation = PROVIDER.attest(header={"x5c": certificates}, private=issuing.key, nonce="n")
    assert refusal_alone(attestation) == "token.certificate-authority"


@pytest.mark.parametrize("statements", [("web",), ("compliance", "esign")], ids=str)
def test_a_certificate_of_a_web_site_or_a_person(statements):
    other = WalletProvider(PROVIDER.authority, statements=statements)
    assert refusal_alone(other.attest(nonce="n")) == "token.certificate-no-seal"


def test_a_provider_who_vouches_for_itself():
    """The wallet's own authority in x5c, up to its root."""
    root = WalletProvider(STRANGER.authority)
    attestation = STRANGER.attest(header={"x5c": [*root.chain]}, private=root.key, nonce="n")
    assert refusal_alone(attestation) == "path.no-anchor"


@pytest.mark.parametrize(
    "kid", ["key-2", "#key-2", "did:web:stranger.example#key-1", f"{WALLET}#key-2", "x y", "#", WALLET]
)
def test_a_kid_of_nobody_who_is_known(kid):
    attestation = PROVIDER.attest(header={"x5c": None, "kid": kid}, private=OTHER_KEY, nonce="n")
    assert refusal_alone(attestation, BY_NAME) == "key-proof.provider"


def test_a_did_that_is_its_own_key_vouches_for_nobody():
    did = did_of(public(STRANGERS_KEY))
    attestation = PROVIDER.attest(header={"x5c": None, "kid": f"{did}#{did[8:]}"}, private=STRANGERS_KEY, nonce="n")
    assert refusal_alone(attestation, BY_NAME) == "key-proof.provider"


def test_a_known_name_and_another_key():
    attestation = PROVIDER.attest(header={"x5c": None, "kid": "key-1"}, private=STRANGERS_KEY, nonce="n")
    assert refusal_alone(attestation, BY_NAME) == "jose.signature"


def test_a_key_that_its_provider_publishes_for_something_else():
    unlisted = KeyAttestations(providers={WALLET: document(WALLET, OTHER_KEY, listed=False)}, clock=lambda: NOW)
    attestation = PROVIDER.attest(header={"x5c": None, "kid": "key-1"}, private=OTHER_KEY, nonce="n")
    assert refusal_alone(attestation, unlisted) == "method.relationship"


def test_a_key_that_its_provider_publishes_for_another_algorithm():
    keys = {"keys": [public_jwk(OTHER_KEY, kid="key-1", use="enc")]}
    attestation = PROVIDER.attest(header={"x5c": None, "kid": "key-1"}, private=OTHER_KEY, nonce="n")
    wallets = KeyAttestations(providers={"https://wallet.example/keys": keys}, clock=lambda: NOW)
    assert refusal_alone(attestation, wallets) == "method.key-use"


def test_certificates_where_providers_are_known_by_name_alone():
    assert refusal_alone(PROVIDER.attest(nonce="n"), BY_NAME) == "path.no-anchor"


def test_nobody_is_asked_whom_the_issuer_does_not_know():
    asked = []

    def resolver(identifier):
        asked.append(identifier)
        raise AssertionError(identifier)

    wallets = KeyAttestations(providers={WALLET: PUBLISHED}, resolver=resolver, clock=lambda: NOW)
    for kid in ("did:web:stranger.example#key-1", "https://stranger.example/keys#1", "key-7"):
        attestation = PROVIDER.attest(header={"x5c": None, "kid": kid}, private=OTHER_KEY, nonce="n")
        assert refusal_alone(attestation, wallets) == "key-proof.provider"
    assert asked == []


# whose key


def test_a_proof_with_a_key_that_is_not_attested():
    assert refusal(proof(STRANGERS_KEY, ATTESTATION, nonce="n")) == "key-proof.unattested-key"
    by_name = proof(STRANGERS_KEY, ATTESTATION, header={"jwk": None, "kid": "0"}, nonce="n")
    assert refusal(by_name) == "key-proof.unattested-key"
    stranger = WalletProvider()
    certified = proof(stranger.key, ATTESTATION, header={"jwk": None, "x5c": stranger.chain}, nonce="n")
    assert refusal(certified) == "key-proof.unattested-key"


def test_a_proof_that_names_an_attested_key_and_is_signed_with_another():
    assert refusal(proof(KEY, ATTESTATION, private=STRANGERS_KEY, nonce="n")) == "jose.signature"


def test_a_proof_that_names_another_key_and_is_signed_with_an_attested_one():
    assert refusal(proof(STRANGERS_KEY, ATTESTATION, private=KEY, nonce="n")) == "key-proof.unattested-key"


def test_a_proof_without_attestation():
    assert refusal(proof(KEY, None, nonce="n")) == "key-proof.no-attestation"


def test_a_proof_by_the_provider_of_the_wallet():
    assert refusal(proof(PROVIDER.key, ATTESTATION, nonce="n")) == "key-proof.unattested-key"


# for whom, when, for the first time


@pytest.mark.parametrize("audience", [f"{US}/", "https://other.example", US.upper(), "HTTPS://uni.example"])
def test_a_proof_for_another_issuer(audience):
    assert refusal(proof(KEY, ATTESTATION, nonce="n", aud=audience)) == "key-proof.audience"


@pytest.mark.parametrize("claims", [{"aud": [US]}, {"aud": None}, {"nonce": None}, {"nonce": ["n"]}, {"nonce": ""}, {"iat": None},
                                    {"iat": "now"}, {"iat": True}, {"exp": "never"}, {"iss": ["app"]}], ids=json.dumps)  # fmt: skip
def test_a_proof_with_a_claim_missing_or_of_another_form(claims):
    assert refusal(proof(KEY, ATTESTATION, **{"nonce": "n", **claims})) == "key-proof.claim"


@pytest.mark.parametrize(
    "claims",
    [{"iat": None}, {"iat": "now"}, {"exp": "never"}, {"nonce": 7}, {"key_storage": []}, {"key_storage": HIGH}, {"key_storage": [1]},
     {"key_storage": [HIGH] * 21}, {"user_authentication": [""]}, {"certification": "javascript:alert(1)"},
     {"certification": "https://cert.example/\n"}, {"iss": {}}],
    ids=json.dumps,
)  # fmt: skip
def test_an_attestation_with_a_claim_missing_or_of_another_form(claims):
    assert both(**claims) == {"key-proof.claim"}


def test_an_attestation_that_is_no_object():
    header = {"typ": "key-attestation+jwt", "alg": "ES256", "x5c": PROVIDER.chain}
    for payload in ([], b"{", b'{"iat": 1, "iat": 2}', {"iat": SECONDS, "deep": [[[[[[[[[]]]]]]]]]}):
        assert refusal_alone(token(payload, header, private=PROVIDER.key)) == "key-proof.claim"


def test_a_wallet_that_names_its_client_where_it_is_to_be_anonymous():
    named = proof(KEY, ATTESTATION, nonce="n", iss="wallet-app")
    assert refusal(named) == "key-proof.client"
    assert refusal(named, client_id="another-app") == "key-proof.client"


@pytest.mark.parametrize("seconds", [-961, -86_400])
def test_a_proof_that_was_made_long_ago(seconds):
    assert refusal(proof(KEY, ATTESTATION, nonce="n", iat=SECONDS + seconds)) == "key-proof.stale"


def test_a_proof_from_the_future():
    assert refusal(proof(KEY, ATTESTATION, nonce="n", iat=SECONDS + 61)) == "key-proof.future"
    assert refusal(proof(KEY, ATTESTATION, nonce="n", nbf=SECONDS + 61)) == "key-proof.future"


def test_a_proof_that_has_expired():
    assert refusal(proof(KEY, ATTESTATION, nonce="n", exp=SECONDS - 60)) == "key-proof.expired"


def test_an_attestation_from_the_future():
    assert both(iat=SECONDS + 61) == {"key-proof.future"}
    assert both(nbf=SECONDS + 61) == {"key-proof.future"}


def test_an_attestation_that_has_expired():
    assert both(exp=SECONDS - 60) == {"key-proof.expired"}


def test_an_attestation_without_end_beside_a_proof():
    assert refusal(proof(KEY, PROVIDER.attest(exp=None), nonce="n")) == "key-proof.claim"


def test_another_nonce():
    assert refusal(proof(KEY, ATTESTATION, nonce="another")) == "key-proof.nonce"
    assert refusal_alone(PROVIDER.attest(nonce="another")) == "key-proof.nonce"


def test_an_attestation_for_another_nonce_than_the_proof():
    assert refusal(proof(KEY, PROVIDER.attest(nonce="another"), nonce="n")) == "key-proof.attestation-nonce"


def test_an_attestation_alone_and_without_nonce():
    assert refusal_alone(ATTESTATION) == "key-proof.claim"


def test_a_nonce_that_nobody_issued():
    nonces, _ = store()
    options = {"nonce": None, "nonces": nonces}
    assert refusal(proof(KEY, ATTESTATION, nonce="n"), **options) == "nonce.unknown"
    assert refusal_alone(PROVIDER.attest(nonce="n"), **options) == "nonce.unknown"


def test_a_proof_that_comes_twice():
    nonces, _ = store()
    shown = proof(KEY, ATTESTATION, nonce=issued(nonces))
    assert WALLETS.check_proof(shown, audience=US, nonces=nonces)
    assert refusal(shown, nonce=None, nonces=nonces) == "nonce.used"


def test_an_attestation_that_comes_twice():
    nonces, _ = store()
    attestation = PROVIDER.attest(nonce=issued(nonces))
    assert WALLETS.check_attestation(attestation, audience=US, nonces=nonces)
    assert refusal_alone(attestation, nonce=None, nonces=nonces) == "nonce.used"


def test_a_proof_that_comes_too_late():
    nonces, clock = store()
    shown = proof(KEY, ATTESTATION, nonce=issued(nonces))
    clock.advance(timedelta(minutes=10))
    assert refusal(shown, nonce=None, nonces=nonces) == "nonce.expired"


def test_a_nonce_of_another_audience_or_purpose():
    nonces, _ = store()
    for nonce in (
        nonces.issue(audience="https://other.example", purpose=CREDENTIAL_PROOF),
        nonces.issue(audience=US, purpose=PRESENTATION),
    ):
        assert refusal(proof(KEY, ATTESTATION, nonce=nonce), nonce=None, nonces=nonces) == "nonce.other"


def test_what_is_refused_for_another_reason_leaves_the_nonce_to_whoever_has_it():
    nonces, _ = store()
    nonce = issued(nonces)
    strict = KeyAttestations(trust=[PROVIDER.anchors], key_storage={HIGH}, clock=lambda: NOW)
    weak = PROVIDER.attest(key_storage=[BASIC])
    assert (
        refusal(proof(STRANGERS_KEY, ATTESTATION, nonce=nonce), nonce=None, nonces=nonces) == "key-proof.unattested-key"
    )
    assert refusal(proof(KEY, weak, nonce=nonce), strict, nonce=None, nonces=nonces) == "key-proof.storage"
    assert WALLETS.check_proof(proof(KEY, ATTESTATION, nonce=nonce), audience=US, nonces=nonces)


@pytest.mark.parametrize("answer", [True, "redeemed", None, Redemption.UNKNOWN])
def test_a_store_that_answers_anything_but_yes(answer):
    says = SimpleNamespace(redeem=lambda _nonce, **_asked: answer)
    assert refusal(proof(KEY, ATTESTATION, nonce="n"), nonces=says) == "nonce.unknown"


# how the keys are kept


@pytest.mark.parametrize(
    "stated", [None, [BASIC], [ENHANCED], [HIGH, BASIC], [MODERATE, ENHANCED], ["high"], [f"{HIGH} "]], ids=str
)
def test_keys_that_are_not_kept_well_enough(stated):
    asked = {"trust": [PROVIDER.anchors], "clock": lambda: NOW}
    storage = KeyAttestations(key_storage={MODERATE}, **asked)
    assert both(storage, key_storage=stated) == {"key-proof.storage"}
    unlocking = KeyAttestations(user_authentication={MODERATE}, **asked)
    assert both(unlocking, user_authentication=stated) == {"key-proof.user-authentication"}


# size and form


@pytest.mark.parametrize(
    "text", ["", "garbage", "a.b.c", "é.é.é", "." * 200_000, "A" * 200_000], ids=lambda text: text[:7]
)
def test_what_is_no_token(text):
    assert refusal(text).startswith("jose.")
    assert refusal_alone(text).startswith("jose.")
    assert refusal(proof(KEY, text, nonce="n")).startswith(("jose.", "key-proof.no-attestation"))


def test_a_key_whose_curve_is_not_supported():
    koblitz = ec.generate_private_key(ec.SECP256K1())
    numbers = koblitz.public_key().public_numbers()
    jwk = {
        "kty": "EC",
        "crv": "secp256k1",
        "x": base64url.encode(numbers.x.to_bytes(32)),
        "y": base64url.encode(numbers.y.to_bytes(32)),
    }
    assert both(attested_keys=[public_jwk(KEY), jwk]) == {"key.unsupported"}
