"""One request over HTTP to a service of a public key infrastructure, bounded in time and size.

RFC 9112 (https://www.rfc-editor.org/rfc/rfc9112). Plain http is allowed here and nowhere else in credseal: it is what these services speak, and
what they answer is signed and checked as such. The answer is read to its end, before any of it is looked at; redirects are not followed.

    exchange("http://tsa.example/", Question("application/timestamp-reply", 256 * 1024, request_der, "application/timestamp-query"))

Used by ``credseal.pki.http`` alone.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from io import BufferedReader, BytesIO
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from credseal.errors import FetchError
from credseal.net.addresses import is_public
from credseal.net.exchange import Deadline, connect, resolve, resolve_in_time
from credseal.net.urls import HttpsUrl, shorten

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

_SECONDS = 20.0  # for a whole exchange
_SECONDS_EACH = 10.0  # for a single wait
_OVERHEAD = 64 * 1024  # what header lines may take besides the body
_MOST_ADDRESSES = 3  # of one host that are tried
_MOST_URL = 2048
_OK = 200


@dataclass(frozen=True)
class Question:
    """What is asked of a service: a POST where there is a body, else a GET.

    Attributes:
        accept: the media type of the answer.
        most: bytes of the answer.
        body: what is sent, of the type ``body_type``.
        hosts: those that may be asked on any network; None allows all (the operator named the address).
    """

    accept: str
    most: int
    body: bytes = b""
    body_type: str = ""
    hosts: frozenset[str] | None = None


@dataclass(frozen=True)
class _Service:
    """An address, taken apart."""

    secure: bool
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, url: str) -> _Service:
        plain = len(url) <= _MOST_URL and url.isascii() and url.isprintable() and " " not in url
        try:
            parts = urlsplit(url if plain else "")
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.fragment:
            raise FetchError(f"'{shorten(url)}' is no http or https address of a service.", code="fetch.url")
        secure = parts.scheme == "https"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(secure, parts.hostname, port or (443 if secure else 80), target)


def exchange(url: str, question: Question) -> bytes:
    """One request to a service, and the body of its answer.

    Args:
        url: http or https, without user or fragment; a host name or an address.
        question: what is asked.

    Raises:
        FetchError: ``fetch.url``, ``fetch.resolve``, ``fetch.address``, ``fetch.connect``, ``fetch.timeout``, ``fetch.tls``,
            ``fetch.status`` (anything but 200, redirects too), ``fetch.size``, ``fetch.response``.
    """
    service = _Service.parse(url)
    deadline = Deadline(monotonic() + _SECONDS, _SECONDS_EACH)
    name = shorten(service.host)
    try:
        with _connected(service, question, deadline) as line:
            line.sendall(_request(service, question))
            received = _received(line, question.most + _OVERHEAD, deadline)
        with HTTPResponse(
            cast("socket.socket", _Received(received)), method="POST" if question.body else "GET"
        ) as response:
            response.begin()
            promised = response.length
            body = response.read(question.most + 1)
    except TimeoutError:
        raise FetchError(f"'{name}' did not answer in time.", code="fetch.timeout") from None
    except ssl.SSLError as error:
        raise FetchError(f"The TLS connection to '{name}' failed.", code="fetch.tls") from error
    except HTTPException as error:
        raise FetchError(
            f"The answer of '{name}' is not well-formed HTTP, or was cut short.", code="fetch.response"
        ) from error
    except OSError as error:
        raise FetchError(f"'{name}' cannot be connected to.", code="fetch.connect") from error
    if response.status != _OK:
        raise FetchError(f"'{name}' answers with status {response.status} instead of {_OK}.", code="fetch.status")
    if len(body) > question.most:
        raise _too_long(question.most)
    if promised is not None and promised != len(body):
        raise FetchError(f"The answer of '{name}' was cut short.", code="fetch.response")
    return body


def _connected(service: _Service, question: Question, deadline: Deadline) -> socket.socket:
    addresses = resolve_in_time(resolve, HttpsUrl(service.host, service.port, service.target), deadline)
    anywhere = question.hosts is None or service.host in question.hosts
    if not anywhere and not all(is_public(ip_address(each)) for each in addresses):
        raise FetchError(
            f"'{shorten(service.host)}', which a certificate names, is not on the public internet.",
            code="fetch.address",
        )
    line = _first_to_answer(addresses[:_MOST_ADDRESSES], service, deadline)
    if not service.secure:
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=service.host)
    except OSError:
        line.close()
        raise


def _first_to_answer(addresses: Sequence[str], service: _Service, deadline: Deadline) -> socket.socket:
    failure = OSError()
    for address in addresses:
        try:
            line = connect(address, service.port, deadline.wait())
        except OSError as error:
            failure = error
        else:
            line.settimeout(deadline.wait())
            return line
    raise failure


def _request(service: _Service, question: Question) -> bytes:
    host = f"[{service.host}]" if ":" in service.host else service.host
    lines = [
        f"{'POST' if question.body else 'GET'} {service.target} HTTP/1.1",
        f"Host: {host}:{service.port}",
        f"Accept: {question.accept}",
        "Accept-Encoding: identity",
        "Connection: close",
        "User-Agent: credseal",
    ]
    if question.body:
        lines += [f"Content-Type: {question.body_type}", f"Content-Length: {len(question.body)}"]
    return "\r\n".join((*lines, "", "")).encode("ascii") + question.body


def _received(line: socket.socket, most: int, deadline: Deadline) -> bytes:
    """Everything until the service closes the connection."""
    received = bytearray()
    while True:
        line.settimeout(deadline.wait())
        part = line.recv(64 * 1024)
        if not part:
            return bytes(received)
        received += part
        if len(received) > most:
            raise _too_long(most)


class _Received:
    """What HTTPResponse takes for a socket: bytes that are there already."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> BufferedReader:
        return BufferedReader(cast("Any", BytesIO(self._data)))


def _too_long(most: int) -> FetchError:
    return FetchError(f"The answer of a service is longer than {most} bytes.", code="fetch.size")
