"""The https URLs that may be fetched, read strictly and in one way.

RFC 3986 (https://www.rfc-editor.org/rfc/rfc3986), narrowed: https, a host name (RFC 1123, section 2.1), no user
information, no fragment. The standard library's parsers repair what they are given (they drop tabs and line ends,
and accept names that browsers read otherwise), so that two readers can see two hosts in one string: here whatever is
not written plainly is refused.

    parse("https://uni.example/issuer").host                # 'uni.example'
    parse("https://uni.example@evil.example/")              # FetchError, fetch.userinfo
    parse("https://127.0.0.1/")                             # FetchError, fetch.name
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from credseal.errors import FetchError

HTTPS_PORT = 443
_MAX_URL = 4096
_MAX_NAME = 253
# Below 1024 live mail, shells, directories and other services that must not be knocked at on a stranger's behalf.
_FIRST_UNPRIVILEGED_PORT = 1024
_LAST_PORT = 65535

_URI_TEXT = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<target>[^#]*)(?P<fragment>#.*)?")
_AUTHORITY = re.compile(r"(?P<host>[^:]*)(?::(?P<port>[0-9]{1,5}))?")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# At least two labels, the last of which is no number: 127.1, 0x7f.1 and 2130706433 are addresses to some resolvers.
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?!0[xX]|[0-9]+$){_LABEL}")


@dataclass(frozen=True)
class HttpsUrl:
    """An https URL, taken apart.

    Attributes:
        host: the host name in lower case, ASCII; an international name stands in its ``xn--`` form.
        port: the TCP port.
        target: path and query as they go into the request line.
    """

    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, unless it is 443, port: the value of the Host header."""
        return self.host if self.port == HTTPS_PORT else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """``https://host`` or ``https://host:port``, without a slash at the end (RFC 6454)."""
        return f"https://{self.authority}"

    def __str__(self) -> str:
        return self.origin + self.target


def shorten(text: str) -> str:
    """At most 80 characters of an identifier, printable, for messages."""
    limit = 80
    plain = text if text.isascii() and text.isprintable() else ascii(text)[1:-1]
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def is_host_name(text: str) -> bool:
    """Whether a text is a fully qualified host name in ASCII (RFC 1123), not an address and not a single label."""
    return len(text) <= _MAX_NAME and _NAME.fullmatch(text) is not None


def parse(url: str) -> HttpsUrl:
    """Take an https URL apart.

    Args:
        url: an absolute URL.

    Raises:
        FetchError: ``fetch.url`` (not a URL, too long, with a fragment), ``fetch.scheme``, ``fetch.userinfo``,
            ``fetch.name`` (an address, a single label, characters beyond ASCII), ``fetch.port``.
    """
    parts = _PARTS.fullmatch(url) if len(url) <= _MAX_URL else None
    if parts is None:
        raise FetchError(f"'{shorten(url)}' is not an absolute URL of at most {_MAX_URL} characters.", code="fetch.url")
    if parts["scheme"].lower() != "https":
        raise FetchError(
            f"'{shorten(url)}' is not an https URL.",
            code="fetch.scheme",
            hint="Only https is fetched: what comes over anything else could be anybody's.",
        )
    if "@" in parts["authority"]:
        raise FetchError(f"'{shorten(url)}' carries user information before the host name.", code="fetch.userinfo")
    host, port = _host_and_port(parts["authority"], url)
    if parts["fragment"] is not None or _URI_TEXT.fullmatch(url) is None:
        raise FetchError(
            f"'{shorten(url)}' has a fragment, or characters that RFC 3986 does not allow in a URL.", code="fetch.url"
        )
    target = parts["target"]
    return HttpsUrl(host, port, target if target.startswith("/") else "/" + target)


def _host_and_port(authority: str, url: str) -> tuple[str, int]:
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None or not is_host_name(parts["host"]):
        raise FetchError(
            f"The host of '{shorten(url)}' is not a fully qualified host name in ASCII letters.",
            code="fetch.name",
            hint="Write international names in their xn-- form; IP addresses are not fetched.",
        )
    port = int(parts["port"] or HTTPS_PORT)
    if port != HTTPS_PORT and not _FIRST_UNPRIVILEGED_PORT <= port <= _LAST_PORT:
        raise FetchError(
            f"Port {port} of '{shorten(url)}' is not fetched.",
            code="fetch.port",
            hint=f"Use {HTTPS_PORT}, or a port from {_FIRST_UNPRIVILEGED_PORT} up.",
        )
    return parts["host"].lower(), port
