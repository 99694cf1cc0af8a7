"""Active contexts: what every term of a document means at one place, as PyLD works it out.

JSON-LD 1.1 API, section 4.1 "Context Processing Algorithm": https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm.
This is the one module that imports PyLD. It is imported on first use, because that takes longer than a verification.

    processor = ContextProcessor(load)
    active = processor.process(processor.initial(), ["https://www.w3.org/ns/credentials/v2"])
    active.mappings["validUntil"]["@id"]
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from credseal.errors import JsonLdError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from credseal.encoding.strict_json import JsonValue

_CACHED_CONTEXTS = 512


class ActiveContext:
    """An active context (JSON-LD 1.1 API, section 4.1), read-only.

    Attributes:
        mappings: term to term definition, in PyLD's shape (``@id``, ``@type``, ``@container``, ``@context``, ...).
        vocab: the vocabulary mapping, or None.
        language: the default language, or None.
    """

    __slots__ = ("_native", "language", "mappings", "vocab")

    def __init__(self, native: Mapping[str, Any]) -> None:
        self._native = native
        self.mappings: Mapping[str, Mapping[str, Any]] = native["mappings"]
        self.vocab: str | None = native.get("@vocab")
        self.language: str | None = native.get("@language")


class ContextProcessor:
    """Processes local contexts; loads remote ones through ``load`` alone, never from a network.

    Args:
        load: gives the value of ``@context`` in the document at a URL; raises JsonLdError for one that it does not know.
    """

    def __init__(self, load: Callable[[str], JsonValue]) -> None:
        self._load = load
        self._lock = Lock()  # PyLD's caches are not made for threads
        self._resolver: Any = None
        self._processor: Any = None

    def initial(self) -> ActiveContext:
        """The active context in which nothing is defined."""
        return self._run({"_uuid": "initial", "processingMode": "json-ld-1.1", "mappings": {}}, {}, override=False)

    def process(
        self, active: ActiveContext, local: JsonValue, *, override_protected: bool = False, propagate: bool = True
    ) -> ActiveContext:
        """``active`` after the local context ``local``.

        Args:
            active: the context before.
            local: the value of ``@context``.
            override_protected: True for property-scoped contexts, which may redefine protected terms.
            propagate: False for type-scoped contexts, which end with the node object.

        Raises:
            JsonLdError: ``contexts.invalid``, with PyLD's code (the standard's) in the message; whatever ``load`` raises.
        """
        return self._run(active._native, local, override=override_protected, propagate=propagate)  # noqa: SLF001  # own class

    def _run(
        self, native: Mapping[str, Any], local: JsonValue, *, override: bool, propagate: bool = True
    ) -> ActiveContext:
        from pyld import jsonld  # noqa: PLC0415
        from pyld.context_resolver import ContextResolver  # noqa: PLC0415

        try:
            with self._lock:
                # The resolver keeps every context that it has seen, strangers' inline ones too: it is begun anew in time.
                if self._resolver is None or len(self._resolver.per_op_cache) > _CACHED_CONTEXTS:
                    self._resolver = ContextResolver({}, self._remote)
                    self._processor = jsonld.JsonLdProcessor()
                options = {"base": "", "processingMode": "json-ld-1.1", "contextResolver": self._resolver}
                result = self._processor._process_context(  # noqa: SLF001  # the public method has no flags
                    native, local, options, override_protected=override, propagate=propagate
                )
        except jsonld.JsonLdError as error:
            raise _translated(error) from error
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise _invalid("a context is malformed") from error
        if bool(result.get("previousContext")) is not (bool(native.get("previousContext")) or not propagate):
            raise _invalid("@propagate is not supported")  # scopes reach as far as they do without it
        return ActiveContext(result)

    def _remote(self, url: str, _options: object) -> dict[str, Any]:
        document = {"@context": self._load(url)}
        return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}


def _translated(error: BaseException) -> JsonLdError:
    """PyLD's error, or the one of ours that it wraps, innermost first."""
    code = "context error"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, JsonLdError):
            return cause
        code = getattr(cause, "code", None) or code
        cause = cause.__cause__
    return _invalid(code)


def _invalid(code: str) -> JsonLdError:
    return JsonLdError(
        f"The contexts contradict each other or are broken: {code}.",
        code="contexts.invalid",
        pointer="/@context",
        hint="Run `credseal contexts lint` on a context of your own; protected terms cannot be redefined.",
    )
