"""Whose key signed a token: what the issuer publishes says so, and a token only helps to find it there."""

import copy
from datetime import UTC, datetime

import pytest

from credseal.authenticity.method import NotAuthorisedError, UnresolvedError
from credseal.authenticity.tokens import examine_token
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.did.resolver import DefaultResolver
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.jwk import thumbprint
from credseal.keys.signer import LocalSigner
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.jose.credential import parse
from simulators import IssuerWeb
from tokens import (
    ED25519,
    METHOD,
    P256,
    STRANGER,
    UNIVERSITY,
    V2,
    credential,
    document,
    public,
    public_jwk,
    token,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
HTTPS = "https://uni.example/issuers/5"
KEY_SET = "https://uni.example/.well-known/jwks.json"


def examine(text, *documents, fetch=None):
    known = {each["id"]: each for each in documents}
    return examine_token(
        parse(text), resolver=DefaultResolver(fetch, documents=known), contexts=BUNDLED, now=NOW, at=NOW
    )


def outcome(text, *documents, fetch=None):
    """Whether the signature fits, and whose the key is: its method, or the kind and code of the refusal."""
    one, *_ = examine(text, *documents, fetch=fetch)
    assert (one.method is None) == (one.unauthenticated is not None)
    whose = one.method.id if one.method else (type(one.unauthenticated), one.unauthenticated.code)
    return (one.verified is not None), whose


def web_with(**pages):
    web = IssuerWeb()
    for url, content in pages.items():
        web.publish(url, content)
    return web


def test_what_is_read_is_what_the_token_covers_without_its_claims():
    (one,) = examine(token({**credential(), "iss": UNIVERSITY, "iat": 1795168800}), document())
    assert one.verified.document == credential()
    assert (one.proof.suite_name, one.proof.verification_method, one.proof.pointer) == ("vc+jwt, EdDSA", METHOD, "")
    assert one.proof.created == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert one.notes == ()


@pytest.mark.parametrize(
    "kid",
    [METHOD, "#key-1", "key-1", thumbprint(public(ED25519)), "urn:ietf:params:oauth:jwk-thumbprint:sha-256:x"],
)
def test_a_name_of_a_key_is_absolute_a_fragment_or_that_of_the_json_web_key(kid):
    published = document(kid=kid) if "key-1" not in kid else document()
    assert outcome(token(credential(), kid=kid), published) == (True, METHOD)


@pytest.mark.parametrize("kid", ["key-2", "#key-2", "KEY-1", thumbprint(public(STRANGER)), ""])
def test_a_name_that_the_issuer_does_not_know_is_no_key_of_theirs(kid):
    assert outcome(token(credential(), kid=kid), document()) == (False, (NotAuthorisedError, "token.unlisted"))


def test_an_absolute_name_that_the_issuer_does_not_know():
    assert outcome(token(credential(), kid=f"{UNIVERSITY}#key-2"), document()) == (
        False,
        (NotAuthorisedError, "method.not-found"),
    )


def test_a_key_that_is_listed_for_logging_in_alone_asserts_nothing():
    for kid, jwk in ((METHOD, None), ("key-1", None), (None, public_jwk(ED25519))):
        fits, whose = outcome(token(credential(), kid=kid, jwk=jwk), document(listed=False))
        assert whose == (NotAuthorisedError, "method.relationship")
        assert fits is (jwk is not None)


def test_a_key_in_the_header_must_be_among_the_issuers():
    held = token(credential(), kid=None, jwk=public_jwk(ED25519))
    assert outcome(held, document()) == (True, METHOD)
    assert outcome(held, document(private=STRANGER)) == (True, (NotAuthorisedError, "token.unlisted"))
    assert outcome(held) == (True, (UnresolvedError, "token.header-key"))


def test_an_issuer_that_is_a_key_is_known_by_it_alone():
    signer = LocalSigner(ED25519)
    for identifier, method in (
        (did_key.did_of(signer.public_key), did_key.method_id_of(did_key.did_of(signer.public_key))),
        (did_jwk.did_of(signer.public_key), f"{did_jwk.did_of(signer.public_key)}#0"),
    ):
        fragment = method.partition("#")[2]
        for members in (
            {"kid": None},
            {"kid": method},
            {"kid": f"#{fragment}"},
            {"kid": None, "jwk": public_jwk(ED25519)},
        ):
            assert outcome(token(credential(issuer=identifier), **members)) == (True, method)
        stranger = token(credential(issuer=identifier), kid=None, private=STRANGER)
        assert outcome(stranger) == (False, method)
        mine = token(credential(issuer=identifier), kid=None, jwk=public_jwk(STRANGER), private=STRANGER)
        assert outcome(mine) == (True, (NotAuthorisedError, "token.unlisted"))


def test_a_token_that_says_nothing_of_its_key_leaves_it_open():
    assert outcome(token(credential(), kid=None), document()) == (False, (UnresolvedError, "token.no-key"))


def test_without_the_issuers_document_nothing_is_known():
    assert outcome(token(credential())) == (False, (UnresolvedError, "did.offline"))
    assert outcome(token(credential(), kid="key-1")) == (False, (UnresolvedError, "did.offline"))


def key_set(*keys):
    return {"keys": list(keys)}


@pytest.mark.parametrize("header", [{"kid": "2026-1"}, {"kid": None, "jwk": public_jwk(ED25519)}])
def test_the_key_set_of_an_https_issuers_host(header):
    made = token(credential(issuer=HTTPS), **header)
    bound = public_jwk(ED25519, kid="2026-1", iss=HTTPS)
    assert outcome(made, fetch=web_with(**{KEY_SET: key_set(bound)})) == (True, f"{KEY_SET}#2026-1")
    profile = {"id": HTTPS, "type": "Profile", "name": "University"}
    assert outcome(made, fetch=web_with(**{HTTPS: profile, KEY_SET: key_set(bound)})) == (True, f"{KEY_SET}#2026-1")


def test_a_key_of_another_issuer_on_the_same_host():
    made = token(credential(issuer=HTTPS), kid="2026-1")
    others = public_jwk(ED25519, kid="2026-1", iss="https://uni.example/issuers/6")
    _, whose = outcome(made, fetch=web_with(**{KEY_SET: key_set(others)}))
    assert whose == (NotAuthorisedError, "method.issuer")
    unbound = public_jwk(ED25519, kid="2026-1")
    _, whose = outcome(made, fetch=web_with(**{KEY_SET: key_set(unbound)}))
    assert whose == (UnresolvedError, "method.unbound")
    assert outcome(
        token(credential(issuer="https://uni.example"), kid="2026-1"),
        fetch=web_with(**{KEY_SET: key_set(unbound)}),
    ) == (True, f"{KEY_SET}#2026-1")


def test_an_https_issuers_own_document_comes_first():
    made = token(credential(issuer=HTTPS), kid="key-1")
    assert outcome(made, fetch=web_with(**{HTTPS: document(HTTPS)})) == (True, f"{HTTPS}#key-1")


def test_an_issuer_without_a_word_about_keys_leaves_it_open_while_the_key_set_is_not_to_be_had():
    made = token(credential(issuer=HTTPS), kid=None, jwk=public_jwk(ED25519))
    web = web_with(**{HTTPS: {"id": HTTPS, "type": "Profile"}})
    assert outcome(made, fetch=web) == (True, (UnresolvedError, "token.header-key"))
    web.publish(KEY_SET, key_set())
    assert outcome(made, fetch=web) == (True, (NotAuthorisedError, "token.unlisted"))


def test_nobody_but_the_issuer_is_asked():
    web = IssuerWeb()
    made = token(
        credential(issuer=HTTPS),
        kid="https://tracker.example/keys#1",
        jku="https://tracker.example/jwks.json",
        x5u="https://tracker.example/c.pem",
    )
    assert outcome(made, fetch=web) == (False, (NotAuthorisedError, "method.issuer"))
    assert outcome(token(credential(issuer=HTTPS), kid="did:web:tracker.example#1"), fetch=web)[0] is False
    assert web.requests == []


def test_a_published_key_is_for_the_algorithm_that_its_publisher_says():
    for name in ("EdDSA", "Ed25519"):
        assert outcome(token(credential()), document(alg=name)) == (True, METHOD)
        assert outcome(token(credential(), alg=name), document(alg="Ed25519")) == (True, METHOD)


def test_a_member_that_only_an_unpinned_context_explains_is_not_read():
    own = {"@context": [V2, {"rank": "https://own.example/rank"}], "rank": "first"}
    (one,) = examine(token(credential(**own)), document())
    assert "rank" not in one.verified.document
    assert one.verified.unpinned == ("/rank",)


def signed_inside(private=ED25519, method=METHOD, **members):
    """A credential with a proof of its own."""
    return sign(
        credential(**members), LocalSigner(private), verification_method=method, options=ProofOptions(created=NOW)
    )


def test_token_and_proof_inside_are_both_told():
    outer, inner = examine(token(signed_inside()), document())
    assert outer.verified.document == credential()
    assert (inner.verified is not None, inner.method.id) == (True, METHOD)


def test_a_token_of_somebody_else_around_a_credential_is_refused_for_that():
    stranger = "did:web:stranger.example"
    wrapped = token(signed_inside(), kid=f"{stranger}#key-1", private=STRANGER)
    outer, inner = examine(wrapped, document(), document(stranger, STRANGER))
    assert (outer.verified, inner.method) == (None, None)
    own = did_key.did_of(public(STRANGER))
    outer, inner = examine(token(signed_inside(), kid=did_key.method_id_of(own), private=STRANGER), document())
    assert (outer.unverified.code, inner.method) == ("token.signers", None)


def test_a_proof_of_somebody_else_in_the_issuers_token_is_refused_for_that():
    own = did_key.did_of(public(STRANGER))
    outer, _ = examine(token(signed_inside(STRANGER, did_key.method_id_of(own))), document())
    assert outer.unverified.code == "token.signers"


def test_a_proof_inside_a_token_authenticates_nobody_while_the_token_does_not():
    outer, inner = examine(token(signed_inside(), kid=None, jwk=public_jwk(P256), private=P256))
    assert (outer.verified is not None, outer.method) == (True, None)
    assert inner.method is None
    wrong = token(signed_inside(), private=STRANGER)
    outer, inner = examine(wrong, document())
    assert (outer.verified, inner.verified is not None, inner.method) == (None, True, None)


def test_a_wrong_proof_inside_is_told_beside_the_right_token():
    inside = signed_inside()
    inside["proof"] = {**copy.deepcopy(inside["proof"]), "created": "2026-11-22T09:00:00Z"}
    outer, inner = examine(token(inside), document())
    assert (outer.verified is not None, inner.unverified.code) == (True, "signature.mismatch")
