"""Getting the documents that an Open Badge 2.0 leads to: each asked for once, at its own address, within bounds.

    hosted = Hosted(fetch)
    profile = hosted.get("https://uni.example/issuer")      # a JSON object that calls itself by this address

A badge chooses what is asked: its own address, that of its BadgeClass, and the Profile that this names. There the chain ends; keys and
revocation lists are asked for only where the Profile lists them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credseal.encoding.strict_json import Limits
from credseal.errors import FetchError, ResolutionError
from credseal.net.json_documents import fetch_json
from credseal.net.supplied import SuppliedDocuments
from credseal.net.urls import parse, shorten

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.net.fetch import Fetch

# A BadgeClass may have its picture inside.
_LIMITS = Limits(bytes=2 * 1024 * 1024, depth=32, items=20_000)
_ACCEPT = "application/ld+json, application/json;q=0.9, */*;q=0.1"
_HTTP = ("http://", "https://")
GONE = "fetch.gone"


@dataclass(frozen=True)
class Found:
    """A document, or why there is none.

    Attributes:
        document: the document; None where it could not be had.
        problem: why not.
        at_address: whether it was read at its own address, rather than from inside the badge.
    """

    document: JsonObject | None = field(default=None, repr=False)
    problem: ResolutionError | None = None
    at_address: bool = False

    @property
    def reason(self) -> ResolutionError:
        """Why there is no document."""
        return self.problem or ResolutionError("There is no document.", code="document.shape")


class Hosted:
    """Documents at their addresses, for one verification.

    Args:
        fetch: gets documents from the web; None is offline.
    """

    def __init__(self, fetch: Fetch | None) -> None:
        self._fetch = fetch
        self._found: dict[str, Found] = {}

    def get(self, url: str, *, unnamed: bool = False) -> JsonObject:
        """The document at an address.

        Args:
            url: the address.
            unnamed: whether it may leave out its ``id``, as the standard lets lists of revoked badges do.

        Raises:
            ResolutionError: ``openbadges2.no-address``, ``document.media-type``, ``document.json``, ``document.shape``,
                ``document.id`` (it calls itself otherwise: a copy of somebody's document proves nothing).
            FetchError: it cannot be fetched; ``fetch.gone`` where the server says that it is gone for good.
        """
        found = self.find(url, unnamed=unnamed)
        if found.document is None:
            raise found.reason
        return found.document

    def find(self, url: str | None, *, unnamed: bool = False) -> Found:
        """As ``get``, but the answer says why there is no document."""
        if url is None or not url.startswith(_HTTP):
            return Found(problem=_no_address())
        if url not in self._found:
            try:
                self._found[url] = Found(self._read(url, unnamed=unnamed), at_address=True)
            except ResolutionError as error:
                self._found[url] = Found(problem=error)
        return self._found[url]

    def _read(self, url: str, *, unnamed: bool) -> JsonObject:
        if self._fetch is None:
            raise FetchError(
                f"'{shorten(url)}' lies on the web, and fetching is switched off.",
                code="fetch.offline",
                hint="Supply the document (--document FILE), or allow fetching.",
            )
        if not (isinstance(self._fetch, SuppliedDocuments) and url in self._fetch):
            parse(url)  # whatever fetches: nothing but https, plainly written
        value = fetch_json(self._fetch, url, accept=_ACCEPT, limits=_LIMITS)
        if not isinstance(value, dict):
            raise ResolutionError(f"What lies at '{shorten(url)}' is no JSON object.", code="document.shape")
        if value.get("id") != url and not (unnamed and "id" not in value):
            raise ResolutionError(
                f"What lies at '{shorten(url)}' calls itself otherwise: it is a copy, or the address is an old one.",
                code="document.id",
                pointer="/id",
                hint="Ask the issuer for a badge whose addresses are those of its documents.",
            )
        return value


def _no_address() -> ResolutionError:
    return ResolutionError(
        "There is no web address (http or https) at which the document could be read.",
        code="openbadges2.no-address",
        hint="Without an address nobody can be asked; ask the issuer for a signed badge, or for Open Badges 3.0.",
    )
