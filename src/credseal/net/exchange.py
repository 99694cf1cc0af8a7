"""One https request over one connection to one address that was checked beforehand.

Connects to the address it is given and to nothing else; the host name is what the TLS certificate is checked against
(RFC 9110, section 4.3.4: https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4). Every wait is bounded twice: by the
time a single read may take, and by the time left for the whole fetch. Every answer is bounded while it is read,
header lines and chunk sizes included. Nothing is decompressed: the request asks for ``identity``, other codings are
refused, so no small answer can grow.

    answer = get(parse("https://uni.example/did.json"), ["93.184.216.34"], request, tls=ssl.create_default_context())
    answer.status, answer.header("content-type"), answer.body

Used by ``credseal.net.guarded`` alone, which imports it on first use: ``ssl`` and ``http.client`` are slow to load.
"""

from __future__ import annotations

import io
import socket
import ssl
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias, cast

from credseal.errors import FetchError
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _typeshed import WriteableBuffer

    from credseal.net.urls import HttpsUrl

    # Host name and port in, addresses as text out; OSError where there are none.
    Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
    # Address, port and seconds in, a connected TCP socket out; OSError where nobody answers.
    Connect: TypeAlias = Callable[[str, int, float], socket.socket]

_ADDRESSES_TRIED = 4
# What header lines, chunk sizes and trailers may take besides the body.
_OVERHEAD = 64 * 1024
_OK = 200


@dataclass(frozen=True)
class Deadline:
    """How long a fetch may still take.

    Attributes:
        end: when it is over, on the clock of ``time.monotonic``.
        each: the longest single wait, in seconds.
    """

    end: float
    each: float

    def wait(self) -> float:
        """The seconds that the next step may take.

        Raises:
            FetchError: ``fetch.timeout``, none is left.
        """
        left = self.end - monotonic()
        if left <= 0:
            raise _timeout("The fetch took longer than it may in total")
        return min(left, self.each)


@dataclass(frozen=True)
class Request:
    """What is asked for, and within which bounds."""

    accept: str
    max_bytes: int
    deadline: Deadline


@dataclass(frozen=True)
class Answer:
    """The answer of one server to one request; ``headers`` by lower-case name, the body only of status 200."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the operating system finds them, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to an address (not a name)."""
    return socket.create_connection((address, port), timeout=seconds)


def resolve_in_time(resolver: Resolve, url: HttpsUrl, deadline: Deadline) -> Sequence[str]:
    """Ask a resolver, and do not wait beyond the deadline.

    The operating system's resolver takes no time limit, so it runs in a thread of its own that is left behind when the
    time is over; it ends when the system gives up.

    Raises:
        FetchError: ``fetch.resolve``, there is no such name; ``fetch.timeout``.
    """
    answers: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(url.host, url.port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, name="credseal-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.wait())
    except Empty:
        raise _timeout(f"Looking up '{shorten(url.host)}' took longer than it may") from None
    if isinstance(answer, OSError | UnicodeError) or not answer:
        cause = answer if isinstance(answer, OSError | UnicodeError) else None
        raise FetchError(f"No address is known for '{shorten(url.host)}'.", code="fetch.resolve") from cause
    return answer


def get(
    url: HttpsUrl, addresses: Sequence[str], request: Request, *, tls: ssl.SSLContext, connector: Connect = connect
) -> Answer:
    """Send one GET request to the first address that answers.

    Args:
        url: what to ask for; its host is the name on the certificate.
        addresses: where to connect, in order of preference; the first four are tried.
        request: the Accept header and the bounds.
        tls: must verify certificates and names.
        connector: opens the TCP connection.

    Raises:
        FetchError: ``fetch.connect``, ``fetch.tls``, ``fetch.timeout``, ``fetch.response`` (not HTTP, or cut short),
            ``fetch.size``, ``fetch.encoding``.
    """
    try:
        with _first_to_answer(url, addresses, request.deadline, connector) as plain:
            # The request is one small write: there is nothing to gather before it is sent.
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            plain.settimeout(request.deadline.wait())
            # A line that is cut without TLS's own farewell must not look like the end of the answer.
            with tls.wrap_socket(plain, server_hostname=url.host, suppress_ragged_eofs=False) as secure:
                return _converse(secure, url, request)
    except TimeoutError:
        raise _timeout(f"'{shorten(url.host)}' did not answer in time") from None
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"The certificate of '{shorten(url.host)}' is not accepted: {error.verify_message}.", code="fetch.tls"
        ) from error
    except ssl.SSLError as error:
        raise FetchError(f"The TLS connection to '{shorten(url.host)}' failed.", code="fetch.tls") from error
    except HTTPException as error:
        raise FetchError(
            f"The answer of '{shorten(url.host)}' is not well-formed HTTP, or was cut short.", code="fetch.response"
        ) from error
    except OSError as error:
        raise FetchError(f"The connection to '{shorten(url.host)}' broke.", code="fetch.connect") from error


def _first_to_answer(url: HttpsUrl, addresses: Sequence[str], deadline: Deadline, connector: Connect) -> socket.socket:
    failure: OSError | None = None
    for address in addresses[:_ADDRESSES_TRIED]:
        try:
            return connector(address, url.port, deadline.wait())
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError):
        raise failure
    raise FetchError(f"'{shorten(url.authority)}' cannot be connected to.", code="fetch.connect") from failure


def _converse(secure: ssl.SSLSocket, url: HttpsUrl, request: Request) -> Answer:
    lines = (
        f"GET {url.target} HTTP/1.1",
        f"Host: {url.authority}",
        f"Accept: {request.accept}",
        "Accept-Encoding: identity",
        "Connection: close",
        "User-Agent: credseal",
    )
    secure.settimeout(request.deadline.wait())
    secure.sendall("\r\n".join((*lines, "", "")).encode("ascii"))
    stream = _Metered(secure, request)
    # HTTPResponse wants a socket, and does nothing with it but makefile("rb").
    with HTTPResponse(cast("socket.socket", stream), method="GET") as response:
        response.begin()
        headers = {name.lower(): value.strip() for name, value in reversed(response.getheaders())}
        body = _body(response, headers, url, request.max_bytes) if response.status == _OK else b""
        return Answer(response.status, headers, body)


def _body(response: HTTPResponse, headers: dict[str, str], url: HttpsUrl, max_bytes: int) -> bytes:
    if headers.get("content-encoding", "identity").lower() != "identity" or (
        headers.get("transfer-encoding", "chunked").lower() != "chunked"
    ):
        raise FetchError(
            f"'{shorten(url.host)}' sent a compressed answer, which was not asked for.", code="fetch.encoding"
        )
    promised = response.length
    if promised is not None and promised > max_bytes:
        raise _too_long(url.host, max_bytes)
    body = response.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise _too_long(url.host, max_bytes)
    if promised is not None and len(body) != promised:
        raise HTTPException("cut short")
    return body


class _Metered(io.RawIOBase):
    """The bytes of one answer: no read outlasts the deadline, no answer the bound."""

    def __init__(self, secure: ssl.SSLSocket, request: Request) -> None:
        super().__init__()
        self._secure = secure
        self._request = request
        # A body sent in small chunks takes up to twice its length; smaller chunks still are no server's habit.
        self._left = 2 * request.max_bytes + _OVERHEAD

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._secure.settimeout(self._request.deadline.wait())
        count = self._secure.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise _too_long(str(self._secure.server_hostname), self._request.max_bytes)
        return count


def _too_long(host: str, max_bytes: int) -> FetchError:
    return FetchError(f"The answer of '{shorten(host)}' is longer than {max_bytes} bytes.", code="fetch.size")


def _timeout(sentence: str) -> FetchError:
    return FetchError(f"{sentence}.", code="fetch.timeout", hint="Try again later.")
