"""From an identifier to its controller document, wherever that lies.

DID Resolution in outline (https://www.w3.org/TR/did-resolution/), for the methods that credseal knows, and https identifiers
of Controlled Identifiers 1.0, with what JWTs and SD-JWT VC have in their place (see ``https``). A resolver is any callable of the form
``Resolver``; this is the one that the verifier uses.

    resolve = DefaultResolver(guarded_fetch)
    resolve("did:key:z6Mk...")                           # never needs the network
    resolve("did:web:uni.example")                       # fetched, and remembered for five minutes
    DefaultResolver(documents={"did:web:uni.example": json})("did:web:uni.example")       # offline
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from credseal.did import https, jwk, key, web
from credseal.did.cache import Recent
from credseal.did.document import ControllerDocument, controller_document, method_of
from credseal.encoding import strict_json
from credseal.errors import ResolutionError
from credseal.net.json_documents import fetch_json
from credseal.net.urls import parse, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from credseal.net.fetch import Fetch

Resolver: TypeAlias = Callable[[str], ControllerDocument]
"""A DID, or an https URL without fragment, in; its controller document out; ResolutionError where there is none."""

# An issuer's document may be its Open Badges profile, with a logo inside.
_LIMITS = strict_json.Limits(bytes=1024 * 1024, depth=32, items=20_000)
_ACCEPT = "application/cid, application/did, application/ld+json, application/json, application/jwk-set+json, */*;q=0.1"
# Long enough that a batch of badges of an unreachable issuer waits once, not for each; short enough to try again soon.
_FAILURES_LAST = timedelta(seconds=30)


class DefaultResolver:
    """Resolves did:key, did:jwk, did:web and https identifiers. Safe to share between threads.

    Args:
        fetch: gets documents from the web; None is offline.
        documents: parsed documents by identifier, DIDs of any method, https controller documents and JWK sets; they are
            preferred to the web. Those of did:key and did:jwk are never needed and never used.
        lifetime: how long a fetched document is believed.
        entries: how many fetched documents and failures are remembered.
        clock: tells the time, aware.

    Raises:
        ResolutionError: ``document.shape`` or ``document.id``, a supplied document is not that of its identifier.
    """

    def __init__(
        self,
        fetch: Fetch | None = None,
        *,
        documents: Mapping[str, Mapping[str, Any]] | None = None,
        lifetime: timedelta = timedelta(minutes=5),
        entries: int = 256,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetch = fetch
        self._supplied = {identifier: _supplied(identifier, value) for identifier, value in (documents or {}).items()}
        self._lifetime = lifetime
        self._clock = clock
        self._recent: Recent[ControllerDocument | ResolutionError] = Recent(entries=entries, clock=clock)

    def offline(self) -> DefaultResolver:
        """One that has the same supplied documents, and fetches nothing."""
        alone = DefaultResolver(None, clock=self._clock)
        alone._supplied = self._supplied
        return alone

    def __call__(self, identifier: str) -> ControllerDocument:
        """Get the controller document of an identifier.

        Args:
            identifier: a DID, or an https URL, without fragment.

        Raises:
            ResolutionError: ``did.offline`` (needs the network, and there is none), ``did.method`` (a method that is not
                supported), ``did.syntax``, ``did.host``, ``method.key``, ``method.key-type``, ``method.key-use`` (did:key and
                did:jwk), ``document.json``, ``document.media-type``, ``document.shape``, ``document.id``, ``document.key-set``.
            FetchError: the document cannot be fetched.
        """
        method = method_of(identifier)
        if method == "key":
            return key.expand(identifier)
        if method == "jwk":
            return jwk.expand(identifier)
        if identifier in self._supplied:
            return self._supplied[identifier]
        url = _address(identifier, method)
        known = self._recent.get(identifier)
        if known is None:
            known = self._from_web(identifier, url)
        if isinstance(known, ResolutionError):
            # A new one each time: a shared exception would collect the tracebacks of all threads.
            raise type(known)(known.message, code=known.code, pointer=known.pointer, hint=known.hint)
        return known

    def _from_web(self, identifier: str, url: str) -> ControllerDocument | ResolutionError:
        if self._fetch is None:
            raise ResolutionError(
                f"The document of '{shorten(identifier)}' lies on the web, and fetching is switched off.",
                code="did.offline",
                hint="Supply it (--document FILE, or documents={identifier: parsed JSON}), or allow fetching.",
            )
        found: ControllerDocument | ResolutionError
        try:
            found = _fetched(self._fetch, identifier, url, self._clock())
        except ResolutionError as error:
            found = type(error)(error.message, code=error.code, pointer=error.pointer, hint=error.hint)
        failed = isinstance(found, ResolutionError)
        self._recent.put(identifier, found, lifetime=_FAILURES_LAST if failed else self._lifetime)
        return found


def _supplied(identifier: str, value: Mapping[str, Any]) -> ControllerDocument:
    if method_of(identifier):
        return controller_document(value, identifier=identifier, source="supplied")
    return https.document_at(identifier, value, source="supplied")


def _address(identifier: str, method: str | None) -> str:
    if method == "web":
        return web.document_url(identifier)
    if method is not None:
        raise ResolutionError(
            f"DIDs of the method '{shorten(method)}' are not resolved.",
            code="did.method",
            hint="Supply the document (--document FILE, or documents={identifier: parsed JSON}).",
        )
    if identifier.startswith("did:"):
        raise ResolutionError(f"'{shorten(identifier)}' is not a well-formed DID.", code="did.syntax")
    parse(identifier)
    return identifier


def _fetched(fetch: Fetch, identifier: str, url: str, now: datetime) -> ControllerDocument:
    value = fetch_json(fetch, url, accept=_ACCEPT, limits=_LIMITS)
    if identifier != url:
        return controller_document(value, identifier=identifier, source="did:web", fetched_at=now)
    if https.is_metadata(url):
        elsewhere = https.key_set_address(url, value)
        keys = fetch_json(fetch, elsewhere, accept=_ACCEPT, limits=_LIMITS) if elsewhere else None
        return https.metadata_at(url, value, keys=keys, fetched_at=now)
    return https.document_at(identifier, value, fetched_at=now)


def offline(resolver: Resolver) -> Resolver:
    """A resolver that talks to nobody: with the documents that the given one was supplied with, as far as it is one of ours."""
    return resolver.offline() if isinstance(resolver, DefaultResolver) else DefaultResolver(None)
