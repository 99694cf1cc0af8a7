"""A server that means harm: it lies about names, drips, never ends, explodes or talks nonsense."""

import gzip
import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.errors import FetchError
from credseal.net import urls
from tls_server import NAME, PUBLIC, Authority, says, serving

URL = f"https://{NAME}/issuer"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


def refusal(fetch, url=URL, *, max_bytes=10_000) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, accept="application/json", max_bytes=max_bytes)
    return caught.value.code


def endless(first: bytes, again: bytes, *, pause: float = 0.0):
    """Sends ``first``, then ``again`` until the other side hangs up (a bound saves the test machine)."""

    def talk(connection, request):
        connection.sendall(first)
        for _ in range(100_000):
            connection.sendall(again)
            time.sleep(pause)

    return talk


HEAD = b"HTTP/1.1 200 OK\r\n"


def test_dns_rebinding_changes_nothing_because_the_name_is_looked_up_once(authority):
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    with serving(authority, says(b"", "Location: /again", status="302 Found")) as server:
        fetch = server.fetcher(resolve=lambda *_: next(answers))
        assert refusal(fetch) == "fetch.redirect"
        assert {address for address, _ in server.connected_to} == {PUBLIC}
        assert refusal(fetch) == "fetch.address"
        assert {address for address, _ in server.connected_to} == {PUBLIC}


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(endless(HEAD + b"Content-Length: 9000\r\n\r\n", b"x", pause=0.05), id="body byte by byte"),
        pytest.param(endless(HEAD, b"X: y\r\n", pause=0.05), id="header by header"),
        pytest.param(
            endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", pause=0.05), id="chunk by chunk"
        ),
        pytest.param(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05), id="continue for ever"),
        pytest.param(lambda connection, _: connection.recv(1), id="silence"),
    ],
)
def test_a_slow_answer_ends_with_the_total_deadline(authority, talk):
    with serving(authority, talk) as server:
        fetch = server.fetcher(read_timeout=0.2, total_timeout=0.5)
        assert refusal(fetch) == "fetch.timeout"


def test_a_silent_handshake_ends(authority):
    with serving(authority, says(b"")) as server:
        server._context.wrap_socket = lambda plain, **_: server.closing.wait(5) and plain
        assert refusal(server.fetcher(read_timeout=0.2)) == "fetch.timeout"


def test_a_silent_name_server_ends(authority):
    with serving(authority, says(b"")) as server:
        fetch = server.fetcher(resolve=lambda *_: server.closing.wait(5) and [PUBLIC], total_timeout=0.2)
        assert refusal(fetch) == "fetch.timeout"


def test_redirects_share_one_deadline(authority):
    def talk(connection, request):
        time.sleep(0.2)
        connection.sendall(says(b"", "Location: /again", status="302 Found"))

    with serving(authority, talk) as server:
        assert refusal(server.fetcher(total_timeout=0.5)) == "fetch.timeout"


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(says(b"x" * 10_001), id="announced"),
        pytest.param(endless(HEAD + b"\r\n", b"x" * 4096), id="until closed"),
        pytest.param(endless(HEAD + b"Content-Length: nonsense\r\n\r\n", b"x" * 4096), id="nonsense length"),
        pytest.param(endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"), id="chunks"),
        pytest.param(endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"e" * 4096 + b"\r\nx\r\n"), id="chunk notes"),
        pytest.param(endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"T: " + b"x" * 4096 + b"\r\n"), id="trailers"),
        pytest.param(endless(b"", b"HTTP/1.1 100 Continue\r\n" + b"A: " + b"x" * 4096 + b"\r\n\r\n"), id="continues"),
    ],
)  # fmt: skip
def test_an_endless_answer_is_cut_off(authority, talk):
    with serving(authority, talk) as server:
        assert refusal(server.fetcher()) == "fetch.size"


def test_endless_headers_are_cut_off(authority):
    with serving(authority, endless(HEAD, b"X: " + b"y" * 200 + b"\r\n")) as server:
        assert refusal(server.fetcher()) == "fetch.response"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity, gzip", "GZIP"])
def test_a_compression_bomb_is_not_opened(authority, coding):
    bomb = gzip.compress(b"\0" * 5_000_000)
    with serving(authority, says(bomb, f"Content-Encoding: {coding}")) as server:
        assert refusal(server.fetcher()) == "fetch.encoding"
    with serving(authority, says(bomb, f"Transfer-Encoding: {coding}")) as server:
        assert refusal(server.fetcher()) == "fetch.encoding"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 20", id="half a status"),
        pytest.param(HEAD + b"Content-Length: 100\r\n\r\nshort", id="cut short"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab", id="half a chunk"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", id="no chunk size"),
        pytest.param(b"HTTP/1.1 999999 No\r\n\r\n", id="no status"),
    ],
)
def test_what_is_not_whole_http_is_refused(authority, answer):
    with serving(authority, answer) as server:
        assert refusal(server.fetcher()) == "fetch.response"


def test_an_answer_cut_off_by_a_stranger_in_the_network_is_refused(authority):
    def talk(connection, request):
        connection.sendall(HEAD + b"\r\n" + b'{"id": "https://uni.example/issuer"}')
        connection.unwrap = lambda: None  # no close_notify: whoever cuts the line cannot forge one

    with serving(authority, talk) as server:
        assert refusal(server.fetcher()) == "fetch.tls"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 302 Found\r\n", b"Location: ", b"https://uni.example/", b"Content-Length: ",
    b"-1", b"5", b"\r\n", b"\r\n\r\n", b"Transfer-Encoding: chunked\r\n", b"\xff\xfe", b"\x00", b"Content-Type: a\r\n",
    b":", b" ", b"Content-Encoding: \r\n", b"abcde", b"5\r\nabcde\r\n0\r\n\r\n",
]), max_size=8))  # fmt: skip
def test_nonsense_ends_in_an_answer_or_in_a_fetch_error(shared, parts):
    shared.answer = b"".join(parts)
    with suppress(FetchError):
        assert len(shared.fetch(URL, accept="*/*", max_bytes=1000).body) <= 1000


@pytest.fixture(scope="module")
def shared(authority):
    with serving(authority, lambda connection, _: connection.sendall(server.answer)) as server:
        server.fetch = server.fetcher(read_timeout=2)
        yield server


@given(st.text(max_size=60))
def test_no_text_makes_the_url_reader_fail_otherwise(text):
    for url in (text, "https://" + text, f"https://uni.example/{text}", f"https://{text}uni.example"):
        try:
            parsed = urls.parse(url)
        except FetchError:
            continue
        assert urls.is_host_name(parsed.host)
        assert urls.parse(str(parsed)) == parsed


@pytest.mark.parametrize("joint", ["@", ":", "\\", "%40", "%2F@", "#@", "?@", ";", ",", "/@", "\t", " "])
def test_two_hosts_in_one_url_are_never_read_as_the_second(joint):
    with suppress(FetchError):
        assert urls.parse(f"https://uni.example{joint}evil.example/").host == "uni.example"


def test_many_fetches_at_once_share_one_fetcher(authority):
    counter = itertools.count()

    def talk(connection, request):
        connection.sendall(says(str(next(counter)).encode()))

    with serving(authority, talk) as server, ThreadPoolExecutor(8) as pool:
        fetch = server.fetcher()
        bodies = set(pool.map(lambda _: fetch(URL, accept="*/*", max_bytes=10).body, range(24)))
    assert len(bodies) == 24
