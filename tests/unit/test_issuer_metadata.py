"""JWT VC Issuer Metadata: where the keys of an SD-JWT VC's issuer are published, and what is not asked for them."""

import json

import pytest

from certified import CLAIMS, Home, answer
from credseal import Verdict
from credseal.checks.policy import Policy
from credseal.did import https
from credseal.did.resolver import DefaultResolver
from credseal.errors import ResolutionError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import LocalSigner
from credseal.verifier import Verifier
from sd_jwts import ISSUER, NOW, STRANGER, forged
from simulators import IssuerWeb
from tokens import P256, public_jwk
from tokens import credential as vc_document
from tokens import token as signed_token

TENANT = "https://uni.example/issuers/5"
PLACE = "https://uni.example/.well-known/jwt-vc-issuer/issuers/5"
KEYS = "https://uni.example/keys.jwks"
LISTED = {**to_jwk(ISSUER.public_key), "kid": "2026-1"}


def metadata(issuer=TENANT, *, keys=(LISTED,), **members):
    made = {"issuer": issuer, "jwks": {"keys": list(keys)}, **members}
    return {name: value for name, value in made.items() if value is not None}


def credential(signer=ISSUER, *, kid="2026-1", issuer=TENANT, **header):
    return forged({**CLAIMS, "iss": issuer}, signer=signer, kid=kid, **header)


def web_with(pages):
    web = IssuerWeb()
    for url, content in pages.items():
        web.publish(url, content)
    return web


def inspect(pages, text=None, **options):
    """The answer whose key it is, and who was asked."""
    web = web_with(pages)
    options = {"fetch": web, "clock": lambda: NOW, **options}
    report = Verifier(Policy.DOMAIN, **options).inspect(credential() if text is None else text)
    return answer(report), web.requests


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("https://uni.example", "https://uni.example/.well-known/jwt-vc-issuer"),
        ("https://uni.example/", "https://uni.example/.well-known/jwt-vc-issuer"),
        (TENANT, PLACE),
        (f"{TENANT}/", PLACE),
        ("https://uni.example:8443/a", "https://uni.example:8443/.well-known/jwt-vc-issuer/a"),
        ("https://uni.example/a?b", None),
        ("http://uni.example", None),
        ("did:web:uni.example", None),
        ("", None),
    ],
)
def test_they_lie_between_host_and_path(issuer, place):
    assert https.metadata_url(issuer) == place


def test_a_key_that_they_list_is_the_issuers():
    found, asked = inspect({PLACE: metadata()})
    assert (found, asked) == (("passed", "issuer.key"), [PLACE])
    report = Verifier(Policy.DOMAIN, fetch=web_with({PLACE: metadata()}), clock=lambda: NOW).verify(credential())
    assert (report.verdict, report.issuer.id) == (Verdict.ACCEPTED, TENANT)
    assert [proof.verification_method for proof in report.proofs] == [f"{PLACE}#2026-1"]


def test_the_keys_may_lie_elsewhere_on_the_same_host():
    pages = {PLACE: metadata(jwks=None, jwks_uri=KEYS), KEYS: {"keys": [LISTED]}}
    assert inspect(pages) == (("passed", "issuer.key"), [PLACE, KEYS])


@pytest.mark.parametrize(
    "address", ["https://keys.example/jwks", "https://www.uni.example/jwks", "https://uni.example:8443/jwks"]
)
def test_another_host_is_not_asked(address):
    pages = {PLACE: metadata(jwks=None, jwks_uri=address), address: {"keys": [LISTED]}}
    found, asked = inspect(pages)
    assert found == ("inconclusive", "document.key-set")
    assert address not in asked


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"jwks_uri": KEYS}, "document.key-set"),
        ({"jwks": None}, "document.key-set"),
        ({"jwks": [LISTED]}, "document.key-set"),
        ({"jwks": {"keys": LISTED}}, "document.key-set"),
        ({"jwks": None, "jwks_uri": 5}, "document.key-set"),
        ({"jwks": None, "jwks_uri": "http://uni.example/keys"}, "fetch.scheme"),
        ({"jwks": None, "jwks_uri": "https://10.0.0.1/keys"}, "fetch.name"),
        ({"issuer": None}, "document.shape"),
        ({"issuer": 5}, "document.shape"),
    ],
)
def test_what_does_not_say_in_one_way_where_the_keys_are(members, code):
    assert inspect({PLACE: metadata(**members), KEYS: {"keys": [LISTED]}})[0] == ("inconclusive", code)


@pytest.mark.parametrize(
    "issuer", ["https://uni.example", "https://uni.example/issuers/6", "https://evil.example/issuers/5"]
)
def test_those_of_another_issuer_are_not_used(issuer):
    assert inspect({PLACE: metadata(issuer)})[0] == ("failed", "document.id")


def test_the_issuer_is_the_same_letter_for_letter():
    """Both spellings have one place; only one of them is the issuer."""
    assert inspect({PLACE: metadata(f"{TENANT}/")})[0] == ("failed", "method.issuer")
    assert inspect({PLACE: metadata(f"{TENANT}/")}, credential(issuer=f"{TENANT}/"))[0] == ("passed", "issuer.key")


def test_a_key_of_another_tenant_of_the_host():
    other = {**LISTED, "iss": "https://uni.example/issuers/6"}
    assert inspect({PLACE: metadata(keys=[other])})[0] == ("failed", "method.controller")


def test_a_key_that_they_do_not_list_is_nobodys_whatever_else_is_published():
    """Who withdraws a key here has withdrawn it."""
    old = {**to_jwk(STRANGER.public_key), "kid": "2025-1", "iss": TENANT}
    pages = {PLACE: metadata(), "https://uni.example/.well-known/jwks.json": {"keys": [old]}}
    found, asked = inspect(pages, credential(STRANGER, kid="2025-1"))
    assert (found, asked) == (("failed", "token.unlisted"), [PLACE])


def test_one_name_for_two_keys():
    two = [LISTED, {**to_jwk(STRANGER.public_key), "kid": "2026-1"}]
    assert inspect({PLACE: metadata(keys=two)})[0] == ("failed", "method.duplicate")


def test_another_key_under_the_name():
    web = web_with({PLACE: metadata()})
    report = Verifier(fetch=web, clock=lambda: NOW).inspect(credential(STRANGER))
    assert answer(report, "signature") == ("failed", "jose.signature")


@pytest.mark.parametrize(
    "content", [{"keys": [{**LISTED, "iss": TENANT}]}, {**LISTED, "iss": TENANT}, {"id": PLACE}, [], "x"]
)
def test_something_else_in_their_place(content):
    assert inspect({PLACE: json.dumps(content)})[0] == ("inconclusive", "document.shape")


def test_metadata_in_another_place_are_none():
    with pytest.raises(ResolutionError) as caught:
        https.document_at(TENANT, metadata())
    assert caught.value.code == "document.shape"


def test_without_them_the_issuers_own_document_is_asked():
    method = f"{TENANT}#2026-1"
    listed = {"id": method, "type": "JsonWebKey", "controller": TENANT, "publicKeyJwk": LISTED}
    own = {"id": TENANT, "verificationMethod": [listed], "assertionMethod": [method]}
    assert inspect({TENANT: own}) == (("passed", "issuer.key"), [PLACE, TENANT])


def test_other_tokens_do_not_ask_for_them():
    text = signed_token(vc_document(issuer=TENANT), private=P256, kid="2026-1")
    keys = [public_jwk(P256, kid="2026-1")]
    found, asked = inspect({PLACE: metadata(keys=keys)}, text)
    assert (found[0], PLACE in asked) == ("inconclusive", False)


def test_nor_do_those_with_certificates():
    home = Home()
    held = home.university()
    listed = {**to_jwk(LocalSigner(held.key).public_key), "kid": "2026-1"}
    text = home.sd_jwt({"iss": TENANT}, held, kid="2026-1")
    found, asked = inspect({PLACE: metadata(keys=[listed])}, text)
    assert (found, PLACE in asked) == (("inconclusive", "token.header-key"), False)


def test_they_can_be_supplied_offline():
    resolver = DefaultResolver(None, documents={PLACE: metadata()})
    assert inspect({}, resolver=resolver, fetch=None)[0] == ("passed", "issuer.key")
    with pytest.raises(ResolutionError) as caught:
        DefaultResolver(None, documents={PLACE: metadata(jwks=None, jwks_uri=KEYS)})
    assert caught.value.code == "document.key-set"


def test_offline_it_stays_open():
    assert inspect({}, fetch=None)[0] == ("inconclusive", "did.offline")


@pytest.mark.parametrize("endless", [PLACE, KEYS])
def test_they_have_an_end(endless):
    pages = {PLACE: json.dumps(metadata(jwks=None, jwks_uri=KEYS)), KEYS: json.dumps({"keys": [LISTED]})}
    pages[endless] += " " * (1024 * 1024)
    assert inspect(pages)[0] == ("inconclusive", "fetch.size")


def test_they_list_so_many_keys_and_no_more():
    many = [{**LISTED, "kid": f"2026-{number}"} for number in range(600)]
    assert inspect({PLACE: metadata(keys=many)})[0] == ("inconclusive", "document.size")


def test_what_was_had_is_remembered():
    web = web_with({PLACE: metadata(jwks=None, jwks_uri=KEYS), KEYS: {"keys": [LISTED]}})
    verifier = Verifier(Policy.DOMAIN, fetch=web, clock=lambda: NOW)
    verifier.verify(credential())
    verifier.verify(credential())
    assert web.requests == [PLACE, KEYS]
