"""The web server of a home-made authority, on this machine only. See ``home_authority``.

with authority.serve() as url:
    ...    # POST {url}/timestamp, POST {url}/ocsp, GET {url}/crl, and what its certificates name
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from home_authority import HomeAuthority
    from home_timestamps import HomeTimestamps

_MOST = 1024 * 1024  # bytes of a request


@contextmanager
def serve(authority: HomeAuthority, tokens: HomeTimestamps, *, port: int = 0) -> Iterator[str]:
    """Answers RFC 3161 at ``/timestamp``, OCSP at ``/ocsp`` (both POST), and the issuing authority's list at ``/crl``.

    Args:
        authority: whose answers.
        tokens: its timestamps.
        port: on this machine; by default a free one.

    Yields:
        The server's URL, ``http://127.0.0.1:`` and the port.
    """
    posts: dict[str, tuple[str, str, Callable[[bytes], bytes]]] = {
        "/timestamp": ("application/timestamp-query", "application/timestamp-reply", tokens.answer),
        "/ocsp": ("application/ocsp-request", "application/ocsp-response", authority.answer_ocsp),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked, answered, answer = posts.get(self.path, ("", "", bytes))
            length = int(self.headers.get("Content-Length", "0"))
            if not asked or self.headers.get("Content-Type") != asked or not 0 < length <= _MOST:
                self.send_error(400 if asked else 404)
                return
            self._say(answered, answer(self.rfile.read(length)))

        def do_GET(self) -> None:
            found = ("application/pkix-crl", authority.crl()) if self.path == "/crl" else authority.published(self.path)
            if found is None:
                self.send_error(404)
                return
            self._say(*found)

        def _say(self, media_type: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
