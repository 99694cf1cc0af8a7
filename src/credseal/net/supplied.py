"""Documents that the caller has, in the place of the web: a ``Fetch`` that asks the network only for the rest, or never.

    fetch = SuppliedDocuments({"https://uni.example/badges/5": data})                           # offline
    fetch = SuppliedDocuments({"https://uni.example/badges/5": data}, otherwise=guarded_fetch)
    Verifier(fetch=fetch).verify(Path("badge.png"))

Whoever supplies a document vouches for its having been at that address: http addresses can be supplied too, which are never
fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import FetchError
from credseal.net.fetch import Response
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.net.fetch import Fetch


class SuppliedDocuments:
    """Answers from a mapping of URLs to documents. Safe to share between threads.

    Args:
        documents: by URL, exactly as it is asked for, the bytes of a JSON document.
        otherwise: is asked for any other URL; None is offline.
    """

    def __init__(self, documents: Mapping[str, bytes], *, otherwise: Fetch | None = None) -> None:
        self._documents = dict(documents)
        self._otherwise = otherwise

    def __contains__(self, url: str) -> bool:
        """Whether the document of this URL was supplied."""
        return url in self._documents

    def __call__(self, url: str, *, accept: str, max_bytes: int) -> Response:
        """Get a document; see ``Fetch``.

        Raises:
            FetchError: ``fetch.offline`` (not supplied, and there is no network), ``fetch.size``, and what ``otherwise`` raises.
        """
        body = self._documents.get(url)
        if body is None:
            if self._otherwise is None:
                raise FetchError(
                    f"'{shorten(url)}' lies on the web, and fetching is switched off.",
                    code="fetch.offline",
                    hint="Supply the document (--document FILE), or allow fetching.",
                )
            return self._otherwise(url, accept=accept, max_bytes=max_bytes)
        if len(body) > max_bytes:
            raise FetchError(f"The document for '{shorten(url)}' is longer than {max_bytes} bytes.", code="fetch.size")
        return Response(url=url, status=200, media_type="application/json", body=body)
