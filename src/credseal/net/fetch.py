"""What fetching is, for everything that reads from the web: one call, one answer.

``Fetch`` is a plug-in point: any callable of this form can stand in for the guarded implementation
(``credseal.net.guarded``), for example one that goes through an institution's proxy, or reads from a disk.

    def from_disk(url: str, *, accept: str, max_bytes: int) -> Response:
        body = (folder / quote(url, safe="")).read_bytes()
        if len(body) > max_bytes:
            raise FetchError("The stored answer is too long.", code="fetch.size")
        return Response(url=url, status=200, media_type="application/json", body=body)

Media types: RFC 9110, section 8.3 (https://www.rfc-editor.org/rfc/rfc9110#section-8.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Response:
    """The complete answer to one request.

    Attributes:
        url: where the answer came from, after redirects.
        status: the HTTP status code; always 200 from the guarded implementation.
        media_type: ``type/subtype`` in lower case without parameters; empty where the server named none.
        body: the bytes, decoded from any transfer encoding.
        headers: the few headers that tell the age of an answer (``cache-control``, ``date``, ``etag``, ``expires``,
            ``last-modified``), by lower-case name.
    """

    url: str
    status: int
    media_type: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)


class Fetch(Protocol):
    """Gets one document; everything that credseal reads from the web goes through such a callable."""

    def __call__(self, url: str, *, accept: str, max_bytes: int) -> Response:
        """Get ``url``.

        Args:
            url: an absolute https URL without fragment.
            accept: the value of the Accept header, e.g. ``application/json``.
            max_bytes: the longest body that the caller will read.

        Returns:
            The whole answer, of status 200. Never a part of it.

        Raises:
            FetchError: there is no such answer, or the address must not be asked. An implementation raises; it never
                returns an answer that stands for a failure.
        """
        ...
