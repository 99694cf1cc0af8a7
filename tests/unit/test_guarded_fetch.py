"""A stranger chooses the address, so fetching is guarded: https, public, pinned, same host, bounded."""

import json
import socket
import struct
from ipaddress import ip_address

import pytest

from credseal.errors import FetchError
from credseal.net import exchange, urls
from credseal.net.addresses import is_public
from credseal.net.guarded import GuardedFetch, guarded_fetch
from tls_server import NAME, PUBLIC, Authority, says, serving

URL = f"https://{NAME}/issuer"
DOCUMENT = json.dumps({"id": URL}).encode()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


def refusal(fetch, url=URL, *, max_bytes=10_000) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, accept="application/json", max_bytes=max_bytes)
    return caught.value.code


# What arrives


def test_an_answer_arrives_whole_with_its_media_type_and_age(authority):
    answer = says(DOCUMENT, "Content-Type: Application/DID+JSON; charset=utf-8", "ETag: abc", "Set-Cookie: no")
    with serving(authority, answer) as server:
        response = server.fetcher()(URL, accept="application/json", max_bytes=10_000)
    assert response.body == DOCUMENT
    assert (response.url, response.status) == (URL, 200)
    assert response.media_type == "application/did+json"
    assert response.headers == {"etag": "abc"}


def test_the_request_names_the_host_and_wants_nothing_compressed(authority):
    with serving(authority, says(DOCUMENT)) as server:
        server.fetcher()(f"https://{NAME}:8443/a/b?c=d", accept="application/json", max_bytes=10_000)
    lines = server.requests[0].decode().split("\r\n")
    assert lines[0] == "GET /a/b?c=d HTTP/1.1"
    assert {f"Host: {NAME}:8443", "Accept: application/json", "Accept-Encoding: identity"} <= set(lines)
    assert server.connected_to == [(PUBLIC, 8443)]


def test_a_chunked_answer_is_put_together(authority):
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    with serving(authority, answer) as server:
        assert server.fetcher()(URL, accept="*/*", max_bytes=5).body == b"abcde"


def test_a_body_of_exactly_the_bound_is_taken(authority):
    with serving(authority, says(b"x" * 100)) as server:
        assert len(server.fetcher()(URL, accept="*/*", max_bytes=100).body) == 100


def test_the_second_address_is_tried_when_the_first_is_silent(authority):
    with serving(authority, says(DOCUMENT)) as server:
        reach = server.fetcher()._connect

        def connect(address, port, seconds):
            if address == "93.184.216.1":
                raise ConnectionRefusedError
            return reach(address, port, seconds)

        fetch = server.fetcher(addresses={NAME: ["93.184.216.1", PUBLIC]}, connect=connect)
        assert fetch(URL, accept="*/*", max_bytes=1000).body == DOCUMENT


def test_proxies_of_the_environment_are_not_used(authority, monkeypatch):
    for variable in ("https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://10.0.0.1:3128")
    with serving(authority, says(DOCUMENT)) as server:
        server.fetcher()(URL, accept="*/*", max_bytes=1000)
    assert server.connected_to == [(PUBLIC, 443)]


# Which URLs are asked for


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://uni.example/issuer", "fetch.scheme"),
        ("ftp://uni.example/issuer", "fetch.scheme"),
        ("file:///etc/passwd", "fetch.scheme"),
        ("did:web:uni.example", "fetch.url"),
        ("//uni.example/issuer", "fetch.url"),
        ("", "fetch.url"),
        ("https://uni.example/" + "a" * 5000, "fetch.url"),
        ("https://uni.example/issuer#key-1", "fetch.url"),
        ("https://uni.example/is suer", "fetch.url"),
        ("https://uni.example/issuer\r\nHost: evil.example", "fetch.url"),
        ("https://uni.example/\x00", "fetch.url"),
        ("https://uni.example/straße", "fetch.url"),
        ("https://ada@uni.example/", "fetch.userinfo"),
        ("https://uni.example:secret@evil.example/", "fetch.userinfo"),
        ("https:///issuer", "fetch.name"),
        ("https://uni.example\\@evil.example/", "fetch.userinfo"),
        ("https://uni.example\\.evil.example/", "fetch.name"),
        ("https://uni.example\t/", "fetch.name"),
        ("https://%75ni.example/", "fetch.name"),
        ("https://localhost/", "fetch.name"),
        ("https://uni.example./", "fetch.name"),
        ("https://uni..example/", "fetch.name"),
        ("https://-uni.example/", "fetch.name"),
        ("https://127.0.0.1/", "fetch.name"),
        ("https://127.1/", "fetch.name"),
        ("https://0x7f.0x1/", "fetch.name"),
        ("https://2130706433/", "fetch.name"),
        ("https://[::1]/", "fetch.name"),
        ("https://uni.example:0x1bb/", "fetch.name"),
        ("https://uni.example:22/", "fetch.port"),
        ("https://uni.example:65536/", "fetch.port"),
        ("https://uni.example:0/", "fetch.port"),
    ],
)
def test_a_url_that_is_not_plainly_https_is_refused(url, code):
    with pytest.raises(FetchError) as caught:
        urls.parse(url)
    assert caught.value.code == code
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "host",
    [
        "un\u0456.example",  # Cyrillic i
        "uni\u3002example",  # ideographic full stop, which IDNA maps to a dot
        "\uff55\uff4e\uff49.example",  # full width
        "\uff11\uff12\uff17.0.0.1",  # full-width digits
        "straße.example",  # one name in IDNA 2003, another in IDNA 2008
        "uni.example\u200b",  # zero-width space
        "uni\u2044issuer.example",  # a slash that is none
    ],
)
def test_a_host_beyond_ascii_is_refused_rather_than_mapped(host):
    with pytest.raises(FetchError) as caught:
        urls.parse(f"https://{host}/")
    assert caught.value.code == "fetch.name"
    assert "xn--" in caught.value.hint


def test_a_host_is_compared_and_asked_in_lower_case():
    assert urls.parse("https://UNI.example/Issuer") == urls.HttpsUrl("uni.example", 443, "/Issuer")
    assert str(urls.parse("https://xn--strae-oqa.example?q")) == "https://xn--strae-oqa.example/?q"
    assert urls.parse("https://uni.example:443/").origin == "https://uni.example"


def test_nothing_is_looked_up_for_a_refused_url(authority):
    with serving(authority, says(DOCUMENT)) as server:
        assert refusal(server.fetcher(), f"http://{NAME}/") == "fetch.scheme"
    assert server.lookups == []


# Which addresses are connected to


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::1",
        "2002:0a00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "4000::1", "2606:4700::1111%eth0",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "223.255.255.255",
     "2606:4700::1111", "2a00:1450:4001:81c::200e", "64:ff9b::1.1.1.1"],
)  # fmt: skip
def test_an_address_of_the_public_internet_is_taken(address):
    assert is_public(ip_address(address))


def test_a_name_that_leads_to_a_private_address_is_not_connected_to(authority):
    with serving(authority, says(DOCUMENT)) as server:
        assert refusal(server.fetcher(addresses={NAME: ["169.254.169.254"]})) == "fetch.address"
        assert refusal(server.fetcher(addresses={NAME: [PUBLIC, "10.0.0.1"]})) == "fetch.address"
        assert refusal(server.fetcher(addresses={NAME: ["not an address"]})) == "fetch.address"
    assert server.connected_to == []


def test_a_name_that_is_unknown_or_has_no_address_is_told(authority):
    with serving(authority, says(DOCUMENT)) as server:
        assert refusal(server.fetcher(), "https://other.example/") == "fetch.resolve"
        assert refusal(server.fetcher(addresses={NAME: []})) == "fetch.resolve"


def test_a_private_network_is_reached_only_where_that_was_asked_for(authority):
    with serving(authority, says(DOCUMENT)) as server:
        private = {NAME: ["10.0.0.1"]}
        fetch = server.fetcher(addresses=private, permitted=lambda address: address == ip_address("10.0.0.1"))
        assert fetch(URL, accept="*/*", max_bytes=1000).body == DOCUMENT


# TLS


def test_a_certificate_for_another_name_is_refused(authority):
    with serving(authority, says(DOCUMENT), name="evil.example") as server:
        assert refusal(server.fetcher()) == "fetch.tls"
    assert server.requests == []


def test_an_expired_certificate_is_refused(authority):
    with serving(authority, says(DOCUMENT), days=-1) as server:
        assert refusal(server.fetcher()) == "fetch.tls"


def test_a_certificate_of_an_unknown_authority_is_refused(authority):
    with serving(authority, says(DOCUMENT)) as server:
        assert refusal(server.fetcher(authorities=None)) == "fetch.tls"


def test_a_server_that_speaks_no_tls_is_refused(authority):
    with serving(authority, says(DOCUMENT)) as server:
        server._context.wrap_socket = lambda plain, **_: plain.sendall(b"HTTP/1.1 200 OK\r\n\r\n") or plain
        assert refusal(server.fetcher()) == "fetch.tls"


# Redirects


def hops(*locations):
    """A server that redirects along the locations, then answers."""
    following = iter(locations)

    def talk(connection, request):
        location = next(following, None)
        moved = says(b"", f"Location: {location}", status="302 Found")
        connection.sendall(says(DOCUMENT) if location is None else moved)

    return talk


def test_a_redirect_on_the_same_host_is_followed_to_the_pinned_address(authority):
    with serving(authority, hops("/moved", f"https://{NAME}/issuer.json#top", "issuer-2.json")) as server:
        response = server.fetcher()(URL, accept="*/*", max_bytes=1000)
    assert response.url == f"https://{NAME}/issuer-2.json"
    assert server.lookups == [NAME]
    assert server.connected_to == [(PUBLIC, 443)] * 4


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("https://evil.example/issuer", "fetch.redirect"),
        ("https://www.uni.example/issuer", "fetch.redirect"),
        (f"https://{NAME}:8443/issuer", "fetch.redirect"),
        (f"http://{NAME}/issuer", "fetch.scheme"),
        ("https://127.0.0.1/", "fetch.name"),
        ("//10.0.0.1/latest/meta-data", "fetch.name"),
        ("https://ada@uni.example/", "fetch.userinfo"),
        ("", "fetch.redirect"),
    ],
)
def test_a_redirect_elsewhere_is_refused(authority, location, code):
    with serving(authority, hops(location)) as server:
        assert refusal(server.fetcher()) == code
    assert len(server.connected_to) == 1


def test_a_redirect_for_ever_is_refused(authority):
    with serving(authority, says(b"", "Location: /again", status="301 Moved Permanently")) as server:
        assert refusal(server.fetcher()) == "fetch.redirect"
    assert len(server.requests) == 4


# Status


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "404 Not Found", "500 Oh", "206 Part"])
def test_any_status_but_200_is_refused(authority, status):
    with serving(authority, says(DOCUMENT, status=status)) as server:
        assert refusal(server.fetcher()) == "fetch.status"


def test_what_is_gone_for_good_is_told_apart(authority):
    with serving(authority, says(DOCUMENT, status="410 Gone")) as server:
        assert refusal(server.fetcher()) == "fetch.gone"


def test_nobody_listening_is_told():
    def connect(address, port, seconds):
        raise ConnectionRefusedError

    fetch = GuardedFetch(resolve=lambda *_: [PUBLIC], connect=connect)
    assert refusal(fetch) == "fetch.connect"


def test_an_address_that_does_not_answer_in_time_is_told():
    def connect(address, port, seconds):
        raise TimeoutError

    fetch = GuardedFetch(resolve=lambda *_: [PUBLIC, PUBLIC], connect=connect)
    assert refusal(fetch) == "fetch.timeout"
    assert refusal(GuardedFetch(resolve=lambda *_: [PUBLIC], connect=connect, total_timeout=0)) == "fetch.timeout"


def test_a_connection_that_breaks_is_told(authority):
    with serving(authority, says(DOCUMENT)) as server:
        # Closed with unread bytes and no farewell: the other side gets a reset.
        server._context.wrap_socket = lambda plain, **_: (
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)) or plain.close() or plain
        )
        assert refusal(server.fetcher()) == "fetch.connect"


def test_the_systems_own_resolver_and_sockets_are_the_default(authority):
    with serving(authority, says(DOCUMENT)) as server:
        host, port = server._listener.getsockname()
        assert {"127.0.0.1", "::1"} & set(exchange.resolve("localhost", port))
        exchange.connect(host, port, 1.0).close()


def test_a_name_of_the_local_machine_is_not_fetched_by_default(monkeypatch):
    monkeypatch.setattr(exchange, "resolve", lambda *_: ["127.0.0.1"])
    assert refusal(guarded_fetch) == "fetch.address"
