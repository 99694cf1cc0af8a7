"""did:web: an identifier that is a host name and a path, whose document lies there.

The did:web method (https://w3c-ccg.github.io/did-method-web/). What it proves is who runs the web space at that path, no
more: ``did:web:uni.example:u:bob`` is Bob, not the university.

    document_url("did:web:uni.example")                 # 'https://uni.example/.well-known/did.json'
    document_url("did:web:uni.example%3A8443:u:bob")    # 'https://uni.example:8443/u/bob/did.json'
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from credseal.did.document import method_of
from credseal.errors import FetchError, ResolutionError
from credseal.net.urls import parse, shorten

PREFIX = "did:web:"
_HOST = re.compile(r"(?P<name>[A-Za-z0-9.-]+)(?:%3[Aa](?P<port>[1-9][0-9]*))?")
# Bytes that a web server or a reader may take for something else than a letter of a name.
_NOT_IN_PATH = re.compile(rb"[\x00-\x20\x7f/\\?#%]")


def document_url(did: str) -> str:
    """The https URL of a did:web's document.

    Args:
        did: ``did:web:...``, without path, query or fragment.

    Raises:
        ResolutionError: ``did.syntax`` (not a did:web; an empty or dotted path segment; an encoded slash or control
            character), ``did.host`` (no fully qualified host name, an IP address, a port that is not fetched).
    """
    if method_of(did) != "web":
        raise ResolutionError(f"'{shorten(did)}' is not a did:web.", code="did.syntax")
    authority, *path = did.removeprefix(PREFIX).split(":")
    if not all(_is_plain(segment) for segment in path):
        raise ResolutionError(
            f"The path of '{shorten(did)}' has a segment that is empty, made of dots, or hides a separator.",
            code="did.syntax",
        )
    host = _HOST.fullmatch(authority)
    if host is None:
        raise _wrong_host(did)
    port = f":{host['port']}" if host["port"] else ""
    url = "/".join((f"https://{host['name']}{port}", *(path or (".well-known",)), "did.json"))
    try:
        parse(url)
    except FetchError as error:
        raise _wrong_host(did) from error
    return url


def _is_plain(segment: str) -> bool:
    raw = unquote_to_bytes(segment)
    return bool(raw.strip(b".")) and _NOT_IN_PATH.search(raw) is None


def _wrong_host(did: str) -> ResolutionError:
    return ResolutionError(
        f"'{shorten(did)}' does not begin with a fully qualified host name, and a port from 1024 up if any.",
        code="did.host",
        hint="IP addresses and local names are refused; the colon before a port is written %3A.",
    )
