"""JSON from the web: fetched, of a media type that means JSON, and read strictly.

fetch_json(fetch, "https://uni.example/issuer", accept="application/json", limits=Limits(bytes=65536))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import strict_json
from credseal.errors import JsonError, ResolutionError
from credseal.net.urls import shorten

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonValue, Limits
    from credseal.net.fetch import Fetch

# Web servers that do not know the file type say one of the latter; images and pages are not taken for documents, because
# a host that stores its users' uploads must not speak for them as an issuer.
_MEDIA_TYPES = frozenset({
    "application/json", "application/cid", "application/did", "text/json", "text/plain", "application/octet-stream", "",
})  # fmt: skip


def fetch_json(fetch: Fetch, url: str, *, accept: str, limits: Limits) -> JsonValue:
    """Gets a JSON document.

    Args:
        fetch: gets documents from the web.
        url: an absolute URL.
        accept: the value of the Accept header.
        limits: how much is read.

    Raises:
        ResolutionError: ``document.media-type``, ``document.json``.
        FetchError: the document cannot be fetched.
    """
    response = fetch(url, accept=accept, max_bytes=limits.bytes)
    media_type = response.media_type
    if media_type not in _MEDIA_TYPES and not (media_type.startswith("application/") and media_type.endswith("+json")):
        raise ResolutionError(
            f"What lies at '{shorten(url)}' is '{shorten(media_type)}', not JSON.",
            code="document.media-type",
            hint="It should be served as application/json, or as a type of the form application/...+json.",
        )
    try:
        return strict_json.loads(response.body, limits=limits)
    except JsonError as error:
        raise ResolutionError(
            f"What lies at '{shorten(url)}' is not JSON: {error.message}", code="document.json", hint=error.hint
        ) from error
