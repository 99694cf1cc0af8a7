"""The holder shows what is asked for, what that is part of, and nothing more; and proves the key."""

from datetime import datetime, timedelta

import pytest

from credseal.errors import ModelError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.securing.sd_jwt import vc
from credseal.securing.sd_jwt.key_binding import KeyBinding, bind
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from sd_jwts import CLAIMS, HOLDER, ISSUER, NONCE, NOW, PATHS, VERIFIER, checked, forged, read, refusal

RECEIVED = parse(vc.issue(CLAIMS, ISSUER, disclosable=PATHS))
ALWAYS = {name: CLAIMS[name] for name in ("iss", "vct", "iat", "exp", "cnf", "status", "achievement_title")}


def seen(*paths):
    """What is seen beside what always is."""
    payload = read(present(RECEIVED, paths)).payload
    assert {name: payload[name] for name in ALWAYS} == ALWAYS
    return {name: value for name, value in payload.items() if name not in ALWAYS}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], {"nationalities": []}),
        ([("given_name",)], {"nationalities": [], "given_name": "Ada"}),
        ([("nationalities", 1)], {"nationalities": ["PL"]}),
        ([("nationalities", 2), ("nationalities", 0)], {"nationalities": ["IE", "PT"]}),
        ([("nationalities", None)], {"nationalities": ["IE", "PL", "PT"]}),
        ([("nationalities",)], {"nationalities": []}),
        ([("address",)], {"nationalities": [], "address": {"country": "PL"}}),
        ([("address", "country")], {"nationalities": [], "address": {"country": "PL"}}),
        ([("address", "locality")], {"nationalities": [], "address": {"country": "PL", "locality": "Example Town"}}),
        ([("exp",), ("cnf", "jwk", "kty")], {"nationalities": []}),
        ([("given_name",), ("given_name",)], {"nationalities": [], "given_name": "Ada"}),
    ],
    ids=str,
)
def test_what_is_shown(paths, expected):
    assert seen(*paths) == expected


def test_all_can_be_shown():
    assert read(present(RECEIVED, PATHS)).payload == CLAIMS
    assert present(RECEIVED, PATHS) == RECEIVED.text


@pytest.mark.parametrize("path", [("age",), ("nationalities", 3), ("given_name", "x"), ("address", 0), ()], ids=str)
def test_what_is_not_there_is_not_passed_over(path):
    assert refusal(present, RECEIVED, [path]) == "sd-jwt.path"


def test_what_was_withheld_before_cannot_be_shown():
    shown = parse(present(RECEIVED, [("given_name",)]))
    assert refusal(present, shown, [("family_name",)]) == "sd-jwt.path"
    assert present(shown, [("given_name",)]) == shown.text


def test_a_holder_looks_at_what_can_be_shown():
    assert RECEIVED.processed().payload == CLAIMS


@pytest.mark.parametrize("paths", [[], [("given_name",)], PATHS], ids=len)
def test_the_proof_of_the_key_holds(paths):
    shown = bind(present(RECEIVED, paths), HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW)
    assert checked(shown) == KeyBinding(HOLDER.public_key, None, NOW)
    assert read(shown).payload["achievement_title"] == "Data literacy"


@pytest.mark.parametrize("kind", ["Ed25519", "P-384"])
def test_keys_of_other_kinds(kind):
    holder = generate(kind)
    text = forged({**CLAIMS, "cnf": {"jwk": to_jwk(holder.public_key)}})
    shown = bind(text, holder, nonce=NONCE, audience=VERIFIER, at=NOW)
    assert checked(shown, algorithms={"EdDSA", "ES384"}).key == holder.public_key


def test_a_key_that_is_named_is_resolved():
    text = forged({**CLAIMS, "cnf": {"kid": "did:example:ada#1"}})
    shown = bind(text, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW)
    bound = checked(shown, resolve={"did:example:ada#1": HOLDER.public_key}.__getitem__)
    assert (bound.key, bound.method) == (HOLDER.public_key, "did:example:ada#1")


def test_the_hash_is_that_of_the_disclosures():
    text = vc.issue(CLAIMS, ISSUER, disclosable=PATHS, hash_name="sha-512")
    assert checked(bind(text, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW))


def test_the_moment_has_a_zone():
    with pytest.raises(ModelError):
        bind(RECEIVED.text, HOLDER, nonce=NONCE, audience=VERIFIER, at=datetime(2026, 11, 22))  # noqa: DTZ001


def test_how_old_a_proof_may_be_is_the_verifiers_to_say():
    shown = bind(RECEIVED.text, HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW - timedelta(hours=1))
    assert checked(shown, max_age=timedelta(hours=1))
    assert refusal(checked, shown, max_age=timedelta(minutes=5)) == "sd-jwt.key-binding-time"
