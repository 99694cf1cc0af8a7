"""Fetching addresses that a stranger named, without becoming the stranger's tool.

A credential says where its issuer's keys and status lists lie, so whoever hands over a credential chooses what the
verifier connects to (CWE-918, server-side request forgery). Therefore: https only; the name is looked up once, every
address found must be public, and the connection goes to exactly these addresses, so that a second look-up cannot
answer otherwise; redirects stay on the same host; time and size are bounded; proxies of the environment are not used.

    response = guarded_fetch("https://uni.example/.well-known/did.json", accept="application/json", max_bytes=65536)
    response.media_type, response.body
    GuardedFetch(authorities=Path("campus-ca.pem"))          # other certificate authorities than the system's

Ports: 443, and those from 1024 up.
"""

from __future__ import annotations

from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from credseal.errors import FetchError
from credseal.net.addresses import Address, is_public
from credseal.net.fetch import Response
from credseal.net.urls import parse, shorten

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from credseal.net.exchange import Answer, Connect, Resolve
    from credseal.net.urls import HttpsUrl

_OK = 200
_GONE = 410
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 3
_REPORTED = frozenset({"cache-control", "date", "etag", "expires", "last-modified"})


class GuardedFetch:
    """A ``Fetch`` for addresses that are not trusted. Safe to share between threads.

    Args:
        authorities: a PEM file of the certificate authorities to trust instead of the system's.
        permitted: which addresses may be connected to. Anything but the default opens the local network to whoever
            writes a credential: only for a verifier that reads its own institution's documents.
        resolve: looks up a host name and port, returns addresses as text; the operating system's resolver by default.
        connect: opens a TCP connection to an address and port within some seconds.
        read_timeout: the longest wait for the next bytes, in seconds.
        total_timeout: the longest time for everything, look-up and redirects included, in seconds.
    """

    def __init__(
        self,
        *,
        authorities: Path | None = None,
        permitted: Callable[[Address], bool] = is_public,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        read_timeout: float = 5.0,
        total_timeout: float = 15.0,
    ) -> None:
        self._authorities = authorities
        self._permitted = permitted
        self._resolve = resolve
        self._connect = connect
        self._read_timeout = read_timeout
        self._total_timeout = total_timeout
        self._tls: ssl.SSLContext | None = None

    def __call__(self, url: str, *, accept: str, max_bytes: int) -> Response:
        """Get a document; see ``Fetch``.

        Raises:
            FetchError: ``fetch.url``, ``fetch.scheme``, ``fetch.userinfo``, ``fetch.name``, ``fetch.port`` (the URL is
                refused), ``fetch.resolve`` (no such name), ``fetch.address`` (not public), ``fetch.connect``,
                ``fetch.tls``, ``fetch.timeout``, ``fetch.redirect``, ``fetch.status`` (not 200), ``fetch.gone`` (410),
                ``fetch.size``, ``fetch.encoding`` (compressed), ``fetch.response`` (not HTTP).
        """
        from credseal.net import exchange  # noqa: PLC0415  ssl and http.client load on the first fetch

        target = parse(url)
        deadline = exchange.Deadline(monotonic() + self._total_timeout, self._read_timeout)
        request = exchange.Request(accept, max_bytes, deadline)
        found = exchange.resolve_in_time(self._resolve or exchange.resolve, target, deadline)
        addresses = self._checked(found, target)
        tls, connector = self._context(), self._connect or exchange.connect
        for _ in range(1 + _MAX_REDIRECTS):
            answer = exchange.get(target, addresses, request, tls=tls, connector=connector)
            if answer.status not in _REDIRECTS:
                return _response(target, answer)
            target = _redirected(target, answer)
        raise FetchError(
            f"'{shorten(url)}' redirects more than {_MAX_REDIRECTS} times.",
            code="fetch.redirect",
            hint="Give the final address.",
        )

    def _checked(self, found: Sequence[str], url: HttpsUrl) -> list[str]:
        # One address that is not public refuses the whole name: nobody mixes the two by honest mistake and needs it.
        try:
            addresses = [ip_address(text) for text in found]
        except ValueError:
            addresses = []
        if not addresses or not all(self._permitted(address) for address in addresses):
            raise FetchError(
                f"The name '{shorten(url.host)}' leads to an address that is not public.",
                code="fetch.address",
                hint="Documents on a private network can be supplied instead of fetched.",
            )
        return [str(address) for address in addresses]

    def _context(self) -> ssl.SSLContext:
        # Two threads may both make one on their first fetch; either is good.
        if self._tls is None:
            import ssl  # noqa: PLC0415  as above

            context = ssl.create_default_context(cafile=self._authorities)
            context.set_alpn_protocols(["http/1.1"])
            self._tls = context
        return self._tls


def _redirected(target: HttpsUrl, answer: Answer) -> HttpsUrl:
    location = answer.headers.get("location")
    if not location:
        raise FetchError(f"'{shorten(target.host)}' redirects to nowhere.", code="fetch.redirect")
    following = parse(urldefrag(urljoin(str(target), location)).url)
    if following.origin != target.origin:
        raise FetchError(
            f"'{shorten(target.host)}' redirects to another host, '{shorten(following.host)}'.",
            code="fetch.redirect",
            hint="Give the final address: an answer of another host speaks only for that host.",
        )
    return following


def _response(target: HttpsUrl, answer: Answer) -> Response:
    if answer.status == _GONE:
        raise FetchError(f"'{shorten(str(target))}' answers that what was there is gone for good.", code="fetch.gone")
    if answer.status != _OK:
        raise FetchError(
            f"'{shorten(str(target))}' answers with status {answer.status} instead of {_OK}.", code="fetch.status"
        )
    return Response(
        url=str(target),
        status=answer.status,
        media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        body=answer.body,
        headers={name: value for name, value in answer.headers.items() if name in _REPORTED},
    )


guarded_fetch = GuardedFetch()
