"""Simulators of what lies outside: here, the web on which issuers publish their documents."""

import json
from collections.abc import Mapping
from typing import Any

from credseal.errors import FetchError
from credseal.net import urls
from credseal.net.fetch import Response


class IssuerWeb:
    """The web in memory, a ``Fetch``: what was published under a URL is the answer, with the errors of the guarded fetch.

    >>> web = IssuerWeb()
    >>> web.publish("https://uni.example/issuer", {"id": "https://uni.example/issuer"})
    >>> web("https://uni.example/issuer", accept="application/json", max_bytes=1000).body
    b'{"id": "https://uni.example/issuer"}'
    """

    def __init__(self) -> None:
        self._pages: dict[str, tuple[bytes, str, Mapping[str, str]]] = {}
        self._down: set[str] = set()
        self.requests: list[str] = []
        self.accepted: set[str] = set()

    def publish(
        self,
        url: str,
        content: bytes | str | Mapping[str, Any],
        *,
        media_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Put content at a URL; a mapping is written as JSON."""
        text = json.dumps(content) if isinstance(content, Mapping) else content
        self._pages[url] = (text.encode() if isinstance(text, str) else text, media_type, headers or {})

    def remove(self, url: str) -> None:
        """The page is gone: status 404."""
        del self._pages[url]

    def go_down(self, host: str) -> None:
        """Nobody answers at this host any more."""
        self._down.add(host)

    def come_back(self, host: str) -> None:
        self._down.discard(host)

    def __call__(self, url: str, *, accept: str, max_bytes: int) -> Response:
        host = urls.parse(url).host
        self.requests.append(url)
        self.accepted.add(accept)
        if host in self._down:
            raise FetchError(f"'{host}' cannot be connected to.", code="fetch.connect")
        if url not in self._pages:
            raise FetchError(f"'{url}' answers with status 404 instead of 200.", code="fetch.status")
        body, media_type, headers = self._pages[url]
        if len(body) > max_bytes:
            raise FetchError(f"The answer of '{host}' is longer than {max_bytes} bytes.", code="fetch.size")
        return Response(url=url, status=200, media_type=media_type, body=body, headers=headers)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now) -> None:
        self.now = now

    def __call__(self):
        return self.now

    def advance(self, by) -> None:
        self.now += by
