"""PyLD, the JSON-LD processor that most of Python uses, with our contexts and without a network: the oracle of many tests."""

from functools import cache

from pyld import jsonld

from credseal.bundled import contexts_for


@cache
def shipped(url):
    return contexts_for(url)[0].document


def loader(extra):
    def load(url, _options):
        known = extra.get(url) or (shipped(url) if contexts_for(url) else None)
        if known is None:
            raise jsonld.JsonLdError("unknown", "jsonld.LoadDocumentError", code="loading document failed")
        # "static" lets PyLD keep what it made of the context: three times faster.
        return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": known, "tag": "static"}

    return load


def by_pyld(document, extra=None):
    """Canonical N-Quads (URDNA2015, which escapes fewer characters than RDFC-1.0), as bytes."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader(extra or {})}
    return jsonld.normalize(document, options).encode()
