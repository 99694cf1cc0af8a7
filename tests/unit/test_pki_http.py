"""The services of a public key infrastructure, asked over HTTP on this machine."""

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from cryptography import x509

from authority import HomeAuthority, named, new_key
from credseal.errors import FetchError, PkiError
from credseal.pki.certificate import Certificate
from credseal.pki.http import HttpMaterial, HttpTimestampAuthority, fetch_revocation
from credseal.pki.revocation import revocation_of

HERE = frozenset({"127.0.0.1"})


@contextmanager
def answering(data, *, then_wait=False):
    """A service that says the same to everybody."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _ = server.accept()
            with line:
                line.recv(65536)
                line.sendall(data)
                if then_wait:
                    over.wait(10)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            over.set()
            thread.join()


@contextmanager
def authority_at_home():
    """An authority whose certificates name the services of its own server."""
    authority = HomeAuthority()
    with authority.serve() as url:
        authority.url = url
        yield authority


def refused(url):
    with pytest.raises(FetchError) as caught:
        HttpTimestampAuthority(url).timestamp(b"data")
    return caught.value.code


def test_a_timestamp():
    with HomeAuthority().serve() as url:
        assert HttpTimestampAuthority(f"{url}/timestamp").timestamp(b"data").covers(b"data")


def test_an_authority_that_refuses():
    with HomeAuthority().serve() as url, pytest.raises(PkiError) as caught:
        HttpTimestampAuthority(f"{url}/timestamp", policy="1.2.3").timestamp(b"data")
    assert caught.value.code == "timestamp.refused"


def test_an_address_that_leads_elsewhere():
    with HomeAuthority().serve() as url:
        assert refused(f"{url}/nothing") == "fetch.status"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "fetch.response"),
        (b"hello", "fetch.response"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n", "fetch.status"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "fetch.response"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 300_000, "fetch.size"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "fetch.response"),
    ],
    ids=["nothing", "no HTTP", "redirect", "cut short", "too long", "header too long"],
)
def test_an_answer_that_is_none(answer, code):
    with answering(answer) as url:
        assert refused(url) == code


def test_a_service_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr("credseal.pki.http_exchange._SECONDS_EACH", 0.2)
    with answering(b"HTTP/1.1 200 OK\r\n", then_wait=True) as url:
        assert refused(url) == "fetch.timeout"


def test_a_service_that_promises_https_and_speaks_http():
    with answering(b"HTTP/1.1 200 OK\r\n\r\n") as url:
        assert refused(url.replace("http:", "https:")) == "fetch.tls"


def test_nobody_answers():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/") == "fetch.connect"


@pytest.mark.parametrize(
    "url",
    ["", "ftp://tsa.example/", "http://", "http://user@tsa.example/", "http://tsa.example/#x", "http://tsa.example/\r\nX: y",
     "http://tsa.example:99999/", "http://tsa.example/ x", "file:///etc/passwd", "http://" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_address(url):
    assert refused(url) == "fetch.url"


def test_what_was_said_about_revocation():
    with authority_at_home() as authority:
        held = authority.seal(kind="P-256")
        leaf, issuer = Certificate.parse(held.der), Certificate.parse(authority.issuing.der)
        assert fetch_revocation(leaf, issuer, at=datetime.now(UTC), hosts=HERE).kind == "ocsp"
        authority.revoke(held)
        now = datetime.now(UTC)
        answer = fetch_revocation(leaf, issuer, at=now, hosts=HERE)
        assert revocation_of(leaf, issuer, ocsp=[answer.der], crls=[], at=now).status == "revoked"


def test_a_list_is_asked_for_where_no_responder_is_named():
    authority = HomeAuthority()
    with authority.serve() as url:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{url}/crl")], None, None, None)
        held = authority.certify(
            named(organisation="Example", country="ES", common_name="Example"),
            new_key("P-256"),
            [(x509.CRLDistributionPoints([point]), False)],
            issuer=authority.issuing,
        )
        leaf, issuer = Certificate.parse(held.der), Certificate.parse(authority.issuing.der)
        assert fetch_revocation(leaf, issuer, at=datetime.now(UTC), hosts=HERE).kind == "crl"


def test_services_that_certificates_name_are_asked_on_the_public_internet_only():
    with authority_at_home() as authority:
        leaf, issuer = Certificate.parse(authority.seal(kind="P-256").der), Certificate.parse(authority.issuing.der)
        with pytest.raises(PkiError) as caught:
            fetch_revocation(leaf, issuer, at=datetime.now(UTC))
    assert caught.value.code == "seal.material"


def test_a_seal_whose_issuer_is_not_to_be_had():
    authority = HomeAuthority(url="http://127.0.0.1:9")
    leaf = Certificate.parse(authority.seal(kind="P-256").der)
    assert HttpMaterial().gather([leaf]).certificates == (leaf,)
