"""Whose key signed: every step of *Retrieve Verification Method* (Controlled Identifiers 1.0, section 3.3) can fail."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from credseal.authenticity.method import (
    NotAuthorisedError,
    UnresolvedError,
    authenticate,
    fragment_key,
    issuer_controls,
    retrieve_verification_method,
)
from credseal.did import jwk as did_jwk
from credseal.did import key as did_key
from credseal.did.document import ControllerDocument
from credseal.did.resolver import DefaultResolver
from credseal.errors import ResolutionError
from credseal.keys.jwk import to_jwk
from credseal.keys.multikey import to_multikey
from credseal.keys.public import PublicKey
from simulators import IssuerWeb
from support import corpus, load_json

ISSUER = "https://uni.example/issuer"
METHOD = ISSUER + "#key-1"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

KEY = PublicKey.from_native(ed25519.Ed25519PrivateKey.generate().public_key())
OTHER = PublicKey.from_native(ed25519.Ed25519PrivateKey.generate().public_key())
P256 = PublicKey.from_native(ec.generate_private_key(ec.SECP256R1()).public_key())
RSA = PublicKey.from_native(rsa.generate_private_key(65537, 2048).public_key())


def method(**changes):
    """A sound Multikey method; None takes a member away."""
    plain = {"id": METHOD, "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": to_multikey(KEY)}
    return {name: value for name, value in {**plain, **changes}.items() if value is not None}


def document(*methods, **changes):
    plain = {"id": ISSUER, "verificationMethod": list(methods or (method(),)), "assertionMethod": [METHOD]}
    return {name: value for name, value in {**plain, **changes}.items() if value is not None}


def resolver_for(content, identifier=ISSUER):
    return lambda _: ControllerDocument(identifier, content, "supplied")


def retrieve(content, method_id=METHOD, purpose="assertionMethod"):
    return retrieve_verification_method(method_id, purpose=purpose, resolver=resolver_for(content), now=NOW)


def refused(content, method_id=METHOD, purpose="assertionMethod", *, by=NotAuthorisedError) -> str:
    with pytest.raises(ResolutionError) as caught:
        retrieve(content, method_id, purpose)
    assert type(caught.value) is by
    return caught.value.code


# A method that is there


def test_a_method_by_reference_is_found():
    found = retrieve(document())
    assert (found.id, found.type, found.controller, found.key) == (METHOD, "Multikey", ISSUER, KEY)
    assert (found.document.id, found.expires, found.revoked, found.notes) == (ISSUER, None, None, ())


def test_a_method_by_value_is_found():
    assert retrieve(document(verificationMethod=None, assertionMethod=[method()])).key == KEY


def test_a_method_by_reference_and_by_value_is_one_method():
    assert retrieve(document(assertionMethod=[method(), METHOD])).key == KEY


def test_references_relative_to_the_document_are_understood():
    assert retrieve(document(method(id="#key-1"), assertionMethod=["#key-1"])).id == METHOD


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"type": "Multikey", "publicKeyMultibase": to_multikey(P256)}, P256),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": to_jwk(P256)}, P256),
        ({"type": "JsonWebKey2020", "publicKeyMultibase": None, "publicKeyJwk": to_jwk(RSA)}, RSA),
        ({"type": "Ed25519VerificationKey2020"}, KEY),
    ],
    ids=["Multikey", "JsonWebKey", "JsonWebKey2020", "Ed25519VerificationKey2020"],
)
def test_the_supported_types_give_their_key(changes, key):
    assert retrieve(document(method(**changes))).key == key


def test_the_algorithm_of_a_jwk_is_handed_on():
    jwk = {**to_jwk(RSA), "alg": "PS256"}
    found = retrieve(document(method(type="JsonWebKey", publicKeyMultibase=None, publicKeyJwk=jwk)))
    assert found.algorithm == "PS256"


def test_an_end_in_the_future_is_told():
    found = retrieve(document(method(expires="2027-01-01T00:00:00Z", revoked="2027-01-01T01:00:00+01:00")))
    assert found.expires == found.revoked == datetime(2027, 1, 1, tzinfo=UTC)


def test_other_methods_of_the_document_may_be_anything():
    others = [
        "#x",
        None,
        7,
        {},
        {"id": 7},
        method(id=ISSUER + "#key-2", type="Unheard", controller="https://evil.example"),
    ]
    assert retrieve(document(*others, method(), keyAgreement=others)).key == KEY


def test_the_dcc_fixtures_documents_are_read():
    for name, kind in (("legacy", "Ed25519VerificationKey2020"), ("oidf", "Multikey")):
        content = load_json(corpus("openbadges", "vc-test-fixtures", "dids", name, "did.json"))
        resolver = DefaultResolver(documents={content["id"]: content})
        method_id = content["assertionMethod"][0]["id"]
        assert retrieve_verification_method(method_id, purpose="assertionMethod", resolver=resolver).type == kind


# A method's identifier


@pytest.mark.parametrize(
    "method_id",
    [
        "z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x",
        "xxx:z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x",
        "did:example:76e12ec21ebhyu1f712ebc6f1z2/keys/2",
        "did:web:uni.example?versionTime=2020-01-01T00:00:00Z#key-1",
        "#key-1",
        "",
        ISSUER + "#",
        ISSUER + "#a#b",
        ISSUER + "#a b",
        ISSUER + "#<script>",
        ISSUER + "#" + "a" * 5000,
        ISSUER,
        "did:web:uni.example",
    ],
)
def test_a_method_that_is_not_absolute_with_a_fragment_is_refused(method_id):
    content = document(id=method_id)
    with pytest.raises(NotAuthorisedError) as caught:
        retrieve_verification_method(
            method_id, purpose="assertionMethod", resolver=resolver_for(content, method_id), now=NOW
        )
    assert caught.value.code == "method.id"


@pytest.mark.parametrize(
    ("method_id", "code"),
    [("http://uni.example/issuer#key-1", "fetch.scheme"), ("https://127.0.0.1/issuer#key-1", "fetch.name")],
)
def test_a_method_where_nothing_is_fetched_stays_unknown(method_id, code):
    with pytest.raises(UnresolvedError) as caught:
        retrieve_verification_method(method_id, purpose="assertionMethod", resolver=DefaultResolver())
    assert caught.value.code == code


# The document


@pytest.mark.parametrize("other", ["https://evil.example/issuer", ISSUER + "/", "https://UNI.example/issuer", None, 7])
def test_a_document_that_names_itself_otherwise_is_refused(other):
    assert refused(document(id=other)) == "document.id"


def test_a_resolver_that_hands_back_another_document_is_not_believed():
    with pytest.raises(NotAuthorisedError) as caught:
        retrieve_verification_method(
            METHOD, purpose="assertionMethod", resolver=resolver_for(document(), "https://evil.example/issuer"), now=NOW
        )
    assert caught.value.code == "document.id"


@pytest.mark.parametrize("place", ["verificationMethod", "assertionMethod", "keyAgreement"])
@pytest.mark.parametrize("value", [METHOD, {"0": METHOD}, 7, True])
def test_a_document_without_arrays_is_no_controller_document(place, value):
    assert refused(document(**{place: value}), by=UnresolvedError) == "document.shape"


def test_a_document_with_endless_methods_is_not_searched():
    assert refused(document(assertionMethod=["#x"] * 600), by=UnresolvedError) == "document.size"


# The method in the document


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(document(verificationMethod=[]), id="only referred to"),
        pytest.param(document(verificationMethod=None, assertionMethod=None), id="a profile without keys"),
        pytest.param(document(method(id=ISSUER + "#Key-1")), id="another case"),
        pytest.param(document(method(id=ISSUER + "#key%2D1")), id="another escape"),
        pytest.param(document(method(id="key-1")), id="relative otherwise"),
        pytest.param(document(method(id="https://evil.example/issuer#key-1")), id="another's"),
        pytest.param({**document(verificationMethod=[]), "service": [method()]}, id="in another member"),
    ],
)
def test_a_method_that_is_not_in_the_document_is_not_the_issuers(content):
    assert refused(content) == "method.not-found"


@pytest.mark.parametrize(
    "controller", ["https://evil.example/issuer", ISSUER + "/", "", None, [ISSUER], {"id": ISSUER}]
)
def test_a_method_that_names_another_controller_is_refused(controller):
    assert refused(document(method(controller=controller))) == "method.controller"


@pytest.mark.parametrize("listed", [None, [], [ISSUER + "#key-2"], ["key-1"], [METHOD.upper()], [[METHOD]]])
def test_a_method_that_is_not_listed_for_the_purpose_is_refused(listed):
    assert refused(document(assertionMethod=listed)) == "method.relationship"


def test_a_method_for_another_purpose_is_refused():
    content = document(assertionMethod=None, authentication=[method()])
    assert refused(content) == "method.relationship"
    assert retrieve(content, purpose="authentication").key == KEY


@pytest.mark.parametrize("purpose", ["keyAgreement", "verificationMethod", "service", "id", ""])
def test_signatures_serve_no_other_purpose(purpose):
    assert refused(document(keyAgreement=[METHOD], service=[METHOD]), purpose=purpose) == "method.relationship"


@pytest.mark.parametrize(
    "second",
    [
        method(publicKeyMultibase=to_multikey(OTHER)),
        method(id="#key-1", publicKeyMultibase=to_multikey(OTHER)),
        method(expires="2027-01-01T00:00:00Z"),
        method(type="Ed25519VerificationKey2020"),
    ],
)
def test_one_identifier_defined_twice_and_differently_is_refused(second):
    assert refused(document(method(), second)) == "method.duplicate"
    assert refused(document(second, assertionMethod=[method()])) == "method.duplicate"
    assert refused(document(second, authentication=[method()])) == "method.duplicate"


# Its time


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"revoked": "2026-11-20T12:00:00Z"}, "method.revoked"),
        ({"revoked": "2020-01-01T00:00:00Z", "expires": "2020-01-01T00:00:00Z"}, "method.revoked"),
        ({"expires": "2026-11-20T13:00:00+01:00"}, "method.expired"),
        ({"expires": "2027-01-01"}, "method.time"),
        ({"expires": "2027-01-01T00:00:00"}, "method.time"),
        ({"expires": "2027-W01-1T00:00:00Z"}, "method.time"),
        ({"revoked": False}, "method.time"),
        ({"revoked": ["2027-01-01T00:00:00Z"]}, "method.time"),
    ],
)
def test_a_method_that_ended_is_refused(changes, code):
    assert refused(document(method(**changes))) == code


def test_a_null_end_is_refused_and_not_read_as_no_end():
    assert refused(document({**method(), "revoked": None})) == "method.time"


# Its key


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"publicKeyJwk": to_jwk(KEY)}, "method.material"),
        ({"publicKeyBase58": "GvP7"}, "method.material"),
        ({"publicKeyMultibase": None}, "method.material"),
        ({"publicKeyMultibase": None, "publicKeyJwk": to_jwk(KEY)}, "method.material"),
        ({"publicKeyMultibase": [to_multikey(KEY)]}, "method.material"),
        ({"type": "JsonWebKey"}, "method.material"),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": "{}"}, "method.material"),
        ({"secretKeyMultibase": "z3u2"}, "method.private"),
        ({"privateKeyJwk": {}}, "method.private"),
        ({"publicKeyMultibase": "z3u2cs8oBmkjgbEbZ9FJNcDxhsBwVzGaBUYbrDYRX6VFHA1s"}, "method.key"),
        ({"type": "Ed25519VerificationKey2020", "publicKeyMultibase": to_multikey(P256)}, "method.key"),
        ({"publicKeyMultibase": "z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP"}, "method.key"),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": {**to_jwk(KEY), "use": "enc"}}, "method.key-use"),
        ({"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": {**to_jwk(KEY), "d": "x"}}, "method.key"),
    ],
)  # fmt: skip
def test_a_key_that_nobody_may_use_is_refused(changes, code):
    assert refused(document(method(**changes))) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "Ed25519VerificationKey2018", "publicKeyMultibase": None, "publicKeyBase58": "GvP7"}, "method.type"),
        ({"type": "EcdsaSecp256k1VerificationKey2019"}, "method.type"),
        ({"type": ["Multikey"]}, "method.type"),
        ({"type": None}, "method.type"),
        ({"publicKeyMultibase": "z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F"}, "method.key-type"),
        ({"publicKeyMultibase": "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"}, "method.key-type"),
        ({"publicKeyMultibase": "nonsense"}, "method.key-type"),
    ],
)
def test_a_key_of_another_kind_leaves_it_unknown(changes, code):
    assert refused(document(method(**changes)), by=UnresolvedError) == code


# did:key and did:jwk


def test_a_did_key_speaks_for_itself():
    did = did_key.did_of(KEY)
    found = authenticate(did, did_key.method_id_of(did), purpose="assertionMethod", resolver=DefaultResolver())
    assert (found.key, found.controller, found.notes) == (KEY, did, ())


def test_a_did_key_without_fragment_is_read_with_a_note():
    did = did_key.did_of(KEY)
    found = authenticate(did, did, purpose="assertionMethod", resolver=DefaultResolver())
    assert (found.id, found.key) == (did_key.method_id_of(did), KEY)
    assert [note.code for note in found.notes] == ["method.no-fragment"]


@pytest.mark.parametrize("fragment", [to_multikey(OTHER), "key-1", "0"])
def test_the_fragment_of_a_did_key_repeats_the_key(fragment):
    with pytest.raises(NotAuthorisedError) as caught:
        retrieve_verification_method(
            f"{did_key.did_of(KEY)}#{fragment}", purpose="assertionMethod", resolver=DefaultResolver()
        )
    assert caught.value.code == "method.not-found"


def test_a_did_jwk_has_method_0_and_no_other():
    did = did_jwk.did_of(P256)
    assert authenticate(did, did + "#0", purpose="assertionMethod", resolver=DefaultResolver()).key == P256
    for method_id, code in ((did + "#1", "method.not-found"), (did, "method.id")):
        with pytest.raises(NotAuthorisedError) as caught:
            authenticate(did, method_id, purpose="assertionMethod", resolver=DefaultResolver())
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("did", "kind", "code"),
    [
        ("did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP", NotAuthorisedError, "method.key"),
        ("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", UnresolvedError, "method.key-type"),
        ("did:jwk:e30", NotAuthorisedError, "method.key"),
        ("did:jwk:x", NotAuthorisedError, "did.syntax"),
        ("did:ion:EiClkZ", UnresolvedError, "did.method"),
        ("did:web:uni.example", UnresolvedError, "did.offline"),
    ],
)
def test_an_issuer_whose_key_cannot_be_had_is_told_from_one_whose_key_is_bad(did, kind, code):
    with pytest.raises(ResolutionError) as caught:
        authenticate(did, did + "#key-1", purpose="assertionMethod", resolver=DefaultResolver())
    assert (type(caught.value), caught.value.code) == (kind, code)


# Whose it is


@pytest.fixture
def web():
    web = IssuerWeb()
    web.publish(ISSUER, document())
    return web


def outcome(web, issuer, method_id=METHOD):
    try:
        found = authenticate(issuer, method_id, purpose="assertionMethod", resolver=DefaultResolver(web), now=NOW)
    except ResolutionError as error:
        return type(error), error.code
    assert issuer_controls(issuer, found)
    return "authenticated"


def test_the_issuers_own_document_authenticates_its_key(web):
    assert outcome(web, ISSUER) == "authenticated"


@pytest.mark.parametrize(
    "issuer",
    ["https://evil.example/issuer", ISSUER + "/", ISSUER + "#", "https://UNI.example/issuer", "https://uni.example:443/issuer",
     "http://uni.example/issuer", "did:web:uni.example:issuer", "", METHOD, " " + ISSUER],
)  # fmt: skip
def test_anybody_elses_key_is_refused_without_asking_anybody(web, issuer):
    assert outcome(web, issuer) == (NotAuthorisedError, "method.issuer")
    assert web.requests == []


def test_a_withdrawn_key_is_refused_and_an_unreachable_issuer_is_unknown(web):
    web.publish(ISSUER, document(verificationMethod=[], assertionMethod=[]))
    assert outcome(web, ISSUER) == (NotAuthorisedError, "method.not-found")
    web.go_down("uni.example")
    assert outcome(web, ISSUER) == (UnresolvedError, "fetch.connect")
    assert outcome(None, ISSUER) == (UnresolvedError, "did.offline")


def test_a_page_at_the_issuers_address_leaves_it_unknown(web):
    web.publish(ISSUER, "<!doctype html>", media_type="text/html")
    assert outcome(web, ISSUER) == (UnresolvedError, "document.media-type")


def test_a_did_web_is_authenticated_by_its_document():
    web, did = IssuerWeb(), "did:web:uni.example:faculty"
    content = document(method(id=did + "#key-1", controller=did), id=did, assertionMethod=[did + "#key-1"])
    web.publish("https://uni.example/faculty/did.json", content)
    assert outcome(web, did, did + "#key-1") == "authenticated"
    assert outcome(web, "did:web:uni.example", did + "#key-1") == (NotAuthorisedError, "method.issuer")


# A key in the issuer's address


def test_a_key_in_the_fragment_is_a_key_and_authenticates_nobody(web):
    method_id = f"{ISSUER}#{to_multikey(OTHER)}"
    assert fragment_key(method_id) == OTHER
    assert outcome(None, ISSUER, method_id) == (UnresolvedError, "did.offline")
    assert outcome(web, ISSUER, method_id) == (NotAuthorisedError, "method.not-found")


def test_the_forged_badge_of_the_corpus_authenticates_nobody():
    badge = load_json(corpus("openbadges", "forged-issuer-fragment-key.json"))
    proof = badge["proof"][0] if isinstance(badge["proof"], list) else badge["proof"]
    issuer, method_id = badge["issuer"]["id"], proof["verificationMethod"]
    assert fragment_key(method_id) is not None
    assert outcome(None, issuer, method_id) == (UnresolvedError, "did.offline")
    web = IssuerWeb()
    web.publish(issuer, badge["issuer"])
    assert outcome(web, issuer, method_id) == (NotAuthorisedError, "method.not-found")


def test_the_validators_sample_with_another_issuer_than_its_did_key_is_refused():
    badge = load_json(corpus("openbadges", "validator-1edtech", "ob30", "simple-did-key-method.json"))
    method_id = badge["proof"][0]["verificationMethod"]
    assert outcome(None, badge["issuer"]["id"], method_id) == (NotAuthorisedError, "method.issuer")
    assert outcome(None, method_id, method_id) == "authenticated"


@pytest.mark.parametrize(
    "method_id",
    [METHOD, ISSUER, ISSUER + "#", ISSUER + "#z", ISSUER + "#z6Mk", ISSUER + "#u7QEuU2o8", "", ISSUER + "#z" + "6" * 9000,
     ISSUER + "#zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", ISSUER + "#z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP"],
)  # fmt: skip
def test_a_fragment_that_is_no_sound_key_is_none(method_id):
    assert fragment_key(method_id) is None


# JWK sets


SET = "https://uni.example/.well-known/jwks.json"


def key_set(*keys):
    return {"keys": [{**to_jwk(key), **members} for key, members in keys]}


def test_a_key_of_the_hosts_set_speaks_for_the_issuer_that_it_names():
    web, five, six = IssuerWeb(), "https://uni.example/issuers/5", "https://uni.example/issuers/6"
    web.publish(SET, key_set((KEY, {"kid": "a", "iss": five}), (OTHER, {"kid": "b", "iss": six})))
    assert outcome(web, five, SET + "#a") == "authenticated"
    assert outcome(web, six, SET + "#b") == "authenticated"
    assert outcome(web, five, SET + "#b") == (NotAuthorisedError, "method.issuer")
    assert outcome(web, six, SET + "#a") == (NotAuthorisedError, "method.issuer")


def test_a_key_that_names_no_issuer_speaks_for_the_bare_origin_alone():
    web = IssuerWeb()
    web.publish(SET, key_set((KEY, {"kid": "a"})))
    assert outcome(web, "https://uni.example", SET + "#a") == "authenticated"
    assert outcome(web, "https://uni.example/", SET + "#a") == (UnresolvedError, "method.unbound")
    assert outcome(web, "https://uni.example/issuers/5", SET + "#a") == (UnresolvedError, "method.unbound")


def test_a_key_that_names_no_issuer_beside_one_that_does_speaks_for_nobody():
    web = IssuerWeb()
    web.publish(SET, key_set((KEY, {"kid": "a"}), (OTHER, {"kid": "b", "iss": "https://uni.example/issuers/6"})))
    assert outcome(web, "https://uni.example", SET + "#a") == (UnresolvedError, "method.unbound")


@pytest.mark.parametrize(
    "issuer", ["https://uni.example/issuers/5", "did:web:uni.example", 7, None, ["https://evil.example"]]
)
def test_a_set_speaks_for_no_issuer_elsewhere(issuer):
    web, evil = IssuerWeb(), "https://evil.example/.well-known/jwks.json"
    web.publish(evil, key_set((KEY, {"kid": "a", "iss": issuer})))
    assert outcome(web, "https://uni.example/issuers/5", evil + "#a") == (NotAuthorisedError, "method.issuer")
    with pytest.raises(ResolutionError) as caught:
        retrieve_verification_method(evil + "#a", purpose="assertionMethod", resolver=DefaultResolver(web))
    assert caught.value.code == "method.controller"


def test_a_set_in_any_other_place_of_the_host_speaks_for_nobody():
    web, place = IssuerWeb(), "https://uni.example/~bob/jwks.json"
    web.publish(place, key_set((KEY, {"kid": "a", "iss": "https://uni.example"}), (OTHER, {"kid": "b"})))
    with pytest.raises(NotAuthorisedError):
        retrieve_verification_method(place + "#a", purpose="assertionMethod", resolver=DefaultResolver(web))
    assert outcome(web, "https://uni.example", place + "#b") == (NotAuthorisedError, "method.issuer")
    assert outcome(web, place, place + "#b") == (UnresolvedError, "method.unbound")


def test_keys_of_a_set_serve_no_login_and_keys_for_encryption_nothing():
    web = IssuerWeb()
    web.publish(SET, key_set((KEY, {"kid": "a"}), (P256, {"kid": "b", "use": "enc"})))
    resolver = DefaultResolver(web)
    for kid, purpose, code in (
        ("a", "authentication", "method.relationship"),
        ("b", "assertionMethod", "method.key-use"),
    ):
        with pytest.raises(NotAuthorisedError) as caught:
            retrieve_verification_method(f"{SET}#{kid}", purpose=purpose, resolver=resolver)
        assert caught.value.code == code


def test_two_keys_under_one_kid_are_refused():
    web = IssuerWeb()
    web.publish(SET, key_set((KEY, {"kid": "a"}), (OTHER, {"kid": "a"})))
    assert outcome(web, "https://uni.example", SET + "#a") == (NotAuthorisedError, "method.duplicate")


def test_a_single_jwk_gives_its_key_and_authenticates_nobody():
    web, place = IssuerWeb(), "https://uni.example/keys/1"
    web.publish(place, {**to_jwk(KEY), "iss": ISSUER})
    found = retrieve_verification_method(place, purpose="assertionMethod", resolver=DefaultResolver(web))
    assert (found.key, found.controller) == (KEY, None)
    web.requests.clear()
    assert outcome(web, ISSUER, place) == (UnresolvedError, "method.unbound")
    assert web.requests == []
    assert outcome(web, place, place) == (UnresolvedError, "method.unbound")
