"""From an identifier to its controller document: derived, supplied, remembered or fetched, in this order."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from credseal.did import https
from credseal.did.cache import Recent
from credseal.did.resolver import DefaultResolver, offline
from credseal.errors import FetchError, ResolutionError
from simulators import Clock, IssuerWeb

DID_KEY = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
DID_JWK = (
    "did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwieCI6IjExcVlBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFwaU1scndJYWFQY0hVUm8ifQ"
)
DID_WEB = "did:web:uni.example"
DID_WEB_AT = "https://uni.example/.well-known/did.json"
ISSUER = "https://uni.example/issuer"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def web():
    web = IssuerWeb()
    web.publish(DID_WEB_AT, {"id": DID_WEB})
    web.publish(ISSUER, {"id": ISSUER, "type": ["Profile"]})
    return web


def refusal(resolver, identifier) -> ResolutionError:
    with pytest.raises(ResolutionError) as caught:
        resolver(identifier)
    return caught.value


# Offline


@pytest.mark.parametrize("did", [DID_KEY, DID_JWK])
def test_identifiers_that_are_keys_need_no_network(did):
    assert DefaultResolver()(did).id == did


@pytest.mark.parametrize("identifier", [DID_WEB, ISSUER])
def test_without_network_the_error_says_what_could_be_supplied(identifier):
    error = refusal(DefaultResolver(), identifier)
    assert error.code == "did.offline"
    assert "documents=" in error.hint


@pytest.mark.parametrize("identifier", [DID_WEB, ISSUER, "did:ebsi:zvHWX359A3CvfJnCYaAiAde"])
def test_a_supplied_document_answers_offline_for_any_method(identifier):
    document = DefaultResolver(documents={identifier: {"id": identifier}})(identifier)
    assert (document.id, document.source, document.fetched_at) == (identifier, "supplied", None)


def test_taken_offline_it_keeps_what_it_was_supplied_with_and_fetches_nothing(web):
    online = DefaultResolver(web, documents={"did:example:1": {"id": "did:example:1"}})
    assert online(ISSUER).id == ISSUER
    alone = offline(online)
    assert alone("did:example:1").id == "did:example:1"
    assert refusal(alone, ISSUER).code == "did.offline"


def test_of_a_resolver_of_somebody_elses_nothing_is_kept(web):
    alone = offline(DefaultResolver(web).__call__)
    assert refusal(alone, ISSUER).code == "did.offline"
    assert alone(DID_KEY).id == DID_KEY


def test_a_supplied_document_is_preferred_to_the_web(web):
    resolver = DefaultResolver(web, documents={DID_WEB: {"id": DID_WEB, "alsoKnownAs": []}})
    assert resolver(DID_WEB).source == "supplied"
    assert web.requests == []


def test_a_supplied_document_cannot_change_what_a_key_identifier_is():
    forged = {"id": DID_KEY, "assertionMethod": [f"{DID_KEY}#evil"]}
    assert DefaultResolver(documents={DID_KEY: forged})(DID_KEY).source == "did:key"


def test_a_supplied_document_of_somebody_else_is_refused_at_once():
    with pytest.raises(ResolutionError) as caught:
        DefaultResolver(documents={DID_WEB: {"id": "did:web:evil.example"}})
    assert caught.value.code == "document.id"


# On the web


@pytest.mark.parametrize(("identifier", "url", "source"), [(DID_WEB, DID_WEB_AT, "did:web"), (ISSUER, ISSUER, "https")])
def test_a_document_on_the_web_is_fetched_and_dated(web, identifier, url, source):
    document = DefaultResolver(web, clock=Clock(NOON))(identifier)
    assert (document.id, document.source, document.fetched_at) == (identifier, source, NOON)
    assert web.requests == [url]
    assert "application/did" in next(iter(web.accepted))


@pytest.mark.parametrize(
    ("identifier", "code"),
    [
        ("did:ion:EiClkZMDxPKqC9c-umQfTkR8vvZ9JPhl_xLDI9Nfk38w5w", "did.method"),
        ("did:Web:uni.example", "did.syntax"),
        ("did:web:", "did.syntax"),
        ("did:web:127.0.0.1", "did.host"),
        ("did:web:uni.example#key-1", "did.syntax"),
        ("http://uni.example/issuer", "fetch.scheme"),
        ("urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164", "fetch.url"),
        (ISSUER + "#key-1", "fetch.url"),
        ("https://other.example/issuer", "fetch.status"),
        ("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "fetch.url"),
    ],
)
def test_what_cannot_be_resolved_says_why(web, identifier, code):
    assert refusal(DefaultResolver(web), identifier).code == code


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        ("<!doctype html>", "text/html", "document.media-type"),
        ('{"id": "https://uni.example/issuer"}', "image/png", "document.media-type"),
        ('{"id": "https://uni.example/issuer"', "application/json", "document.json"),
        ('{"id": "https://uni.example/issuer", "id": "https://evil.example"}', "application/json", "document.json"),
        ('["https://uni.example/issuer"]', "application/json", "document.shape"),
        ('{"@id": "https://uni.example/issuer"}', "application/ld+json", "document.shape"),
        ('{"id": 7}', "application/json", "document.shape"),
        ('{"id": "https://uni.example/issuer/"}', "application/json", "document.id"),
        ('{"id": "https://UNI.example/issuer"}', "application/json", "document.id"),
        ('{"id": "https://evil.example/issuer"}', "application/json", "document.id"),
    ],
)
def test_what_is_not_the_identifiers_own_document_is_refused(web, content, media_type, code):
    web.publish(ISSUER, content, media_type=media_type)
    assert refusal(DefaultResolver(web), ISSUER).code == code


@pytest.mark.parametrize(
    "media_type", ["application/did+ld+json", "application/cid", "text/plain", "application/octet-stream", ""]
)
def test_media_types_of_honest_servers_are_taken(web, media_type):
    web.publish(ISSUER, {"id": ISSUER}, media_type=media_type)
    assert DefaultResolver(web)(ISSUER).id == ISSUER


def test_a_did_document_under_another_did_is_refused(web):
    web.publish(DID_WEB_AT, {"id": "did:web:evil.example"})
    assert refusal(DefaultResolver(web), DID_WEB).code == "document.id"


def test_an_endless_document_is_refused(web):
    web.publish(ISSUER, b" " * (1024 * 1024 + 1))
    assert refusal(DefaultResolver(web), ISSUER).code == "fetch.size"


# Memory


def test_a_fetched_document_is_believed_for_its_lifetime(web):
    clock = Clock(NOON)
    resolver = DefaultResolver(web, lifetime=timedelta(minutes=5), clock=clock)
    first = resolver(ISSUER)
    clock.advance(timedelta(minutes=4, seconds=59))
    assert resolver(ISSUER) is first
    clock.advance(timedelta(seconds=1))
    assert resolver(ISSUER) is not first
    assert web.requests == [ISSUER, ISSUER]


def test_a_withdrawn_document_is_missed_after_the_lifetime(web):
    clock = Clock(NOON)
    resolver = DefaultResolver(web, clock=clock)
    resolver(ISSUER)
    web.remove(ISSUER)
    assert resolver(ISSUER).id == ISSUER
    clock.advance(timedelta(minutes=5))
    assert refusal(resolver, ISSUER).code == "fetch.status"


def test_a_failure_is_remembered_briefly_so_that_a_batch_waits_once(web):
    clock = Clock(NOON)
    resolver = DefaultResolver(web, clock=clock)
    web.go_down("uni.example")
    errors = [refusal(resolver, ISSUER) for _ in range(3)]
    assert web.requests == [ISSUER]
    assert {(type(error), error.code) for error in errors} == {(FetchError, "fetch.connect")}
    assert len({id(error) for error in errors}) == 3
    web.come_back("uni.example")
    clock.advance(timedelta(seconds=30))
    assert resolver(ISSUER).id == ISSUER


def test_being_offline_is_not_remembered_as_a_failure_of_the_identifier(web):
    resolver = DefaultResolver()
    refusal(resolver, ISSUER)
    resolver._fetch = web
    assert resolver(ISSUER).id == ISSUER


def test_memory_is_bounded_and_keeps_what_was_used_last():
    clock = Clock(NOON)
    recent: Recent[int] = Recent(entries=3, clock=clock)
    for at, name in enumerate("abc"):
        recent.put(name, at, lifetime=timedelta(hours=1))
    assert recent.get("a") == 0
    recent.put("d", 3, lifetime=timedelta(hours=1))
    assert [recent.get(name) for name in "abcd"] == [0, None, 2, 3]


def test_a_clock_set_back_forgets():
    clock = Clock(NOON)
    recent: Recent[int] = Recent(entries=3, clock=clock)
    recent.put("a", 1, lifetime=timedelta(hours=1))
    clock.advance(timedelta(seconds=-1))
    assert recent.get("a") is None


def test_a_flood_of_strangers_does_not_grow_the_memory(web):
    resolver = DefaultResolver(web, entries=10)
    for at in range(100):
        refusal(resolver, f"https://stranger-{at}.example/")
    assert len(resolver._recent._kept) == 10


def test_threads_may_share_a_resolver(web):
    start = threading.Barrier(8)
    resolver = DefaultResolver(web, entries=4)
    names = [f"https://uni.example/{at}" for at in range(16)]
    for name in names:
        web.publish(name, {"id": name})

    def work(seed):
        start.wait()
        return all(resolver(names[(seed + at) % 16]).id == names[(seed + at) % 16] for at in range(200))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


# JWK sets


def test_a_key_set_is_written_as_a_document_whose_keys_are_named_by_their_kid():
    url = "https://uni.example/.well-known/jwks.json"
    key = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "2026 #1"}
    document = https.document_at(url, {"keys": [key, {"kty": "OKP"}, "nonsense", {**key, "kid": 7}]})
    assert document.key_set
    assert [method["id"] for method in document.document["verificationMethod"]] == [f"{url}#2026%20%231"]
    assert https.key_set_method("https://uni.example/issuers/5", "2026 #1") == f"{url}#2026%20%231"


@pytest.mark.parametrize("issuer", ["did:web:uni.example", "http://uni.example", "https://127.0.0.1/", "Ada"])
def test_issuers_that_are_no_https_url_have_no_key_set(issuer):
    assert https.key_set_url(issuer) is None
    assert https.key_set_method(issuer, "1") is None
