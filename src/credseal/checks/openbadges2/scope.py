"""Where an issuer's hosted badges may lie: the Profile says it, and by default it is the Profile's own host.

Open Badges 2.0, "VerificationObject": ``allowedOrigins`` are host names, ``startsWith`` what an Assertion's ``id`` must begin with; both must
hold where both are said. https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html#VerificationObject

    check_scope("https://uni.example/assertions/5", profile)      # ResolutionError, or nothing

Stricter than comparing texts: ``https://uni.example`` as a beginning must not let ``https://uni.example.evil.example/`` in, nor
``https://uni.example/badges/`` let ``https://uni.example/badges/../other/`` in. A host without port means the usual one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.authenticity.method import NotAuthorisedError, UnresolvedError
from credseal.encoding.one_or_many import as_list
from credseal.errors import FetchError
from credseal.net import urls
from credseal.profiles.openbadges2.documents import embedded

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.net.urls import HttpsUrl

_DOT_SEGMENT = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)
_SEPARATORS = re.compile(r"/|%2f|%5c", re.IGNORECASE)
_POINTER = "/badge/issuer/verification"


def check_scope(assertion_id: str, profile: JsonObject) -> None:
    """Checks that an issuer's hosted badges may lie where this one lies.

    Raises:
        NotAuthorisedError: ``openbadges2.origin``, ``openbadges2.starts-with``, ``openbadges2.address``.
        UnresolvedError: ``openbadges2.verification-property`` (not the one that the standard knows), ``openbadges2.issuer-address``
            (the issuer's identifier is no web address, so that it has no host).
    """
    rules = embedded(profile, "verification") or {}
    if rules.get("verificationProperty", "id") != "id":
        raise UnresolvedError(
            "The issuer wants badges told by another member than their id, which the standard does not know.",
            code="openbadges2.verification-property",
            pointer=f"{_POINTER}/verificationProperty",
        )
    address = _address(assertion_id)
    if address is None:
        raise NotAuthorisedError(
            "The badge's id is not a plain web address.", code="openbadges2.address", pointer="/id"
        )
    if "startsWith" in rules and not any(_begins(assertion_id, address, text) for text in _texts(rules, "startsWith")):
        raise NotAuthorisedError(
            "The badge does not lie where its issuer says that badges lie.",
            code="openbadges2.starts-with",
            pointer=f"{_POINTER}/startsWith",
        )
    if address.authority not in _origins(rules, profile):
        raise NotAuthorisedError(
            f"The badge lies at {urls.shorten(address.authority)}, which its issuer does not name as a place of its badges.",
            code="openbadges2.origin",
            pointer=f"{_POINTER}/allowedOrigins",
            hint="Anybody can publish a badge that names somebody else as its issuer.",
        )


def is_limited(profile: JsonObject) -> bool:
    """Whether the Profile says itself where its badges may lie."""
    return not {"allowedOrigins", "startsWith"}.isdisjoint(embedded(profile, "verification") or {})


def host_of(url: str) -> str | None:
    """Host, and port where it is not the usual one, of a web address; None where it is none, or not written plainly."""
    address = _address(url)
    return address.authority if address else None


def _origins(rules: JsonObject, profile: JsonObject) -> set[str]:
    if "allowedOrigins" in rules:
        return {text.lower() for text in _texts(rules, "allowedOrigins")}
    issuer = profile.get("id")
    host = host_of(issuer) if isinstance(issuer, str) else None
    if host is None:
        raise UnresolvedError(
            "The issuer's identifier is no web address, so that nothing says where its badges may lie.",
            code="openbadges2.issuer-address",
            pointer="/badge/issuer/id",
        )
    return {host}


def _begins(assertion_id: str, address: HttpsUrl, beginning: str) -> bool:
    start = _address(beginning)
    if start is None or start.authority != address.authority or not assertion_id.startswith(beginning):
        return False
    path = address.target.partition("?")[0]
    return not any(_DOT_SEGMENT.fullmatch(segment) for segment in _SEPARATORS.split(path))


def _address(url: str) -> HttpsUrl | None:
    """A web address taken apart, plain http too: what is compared are names; what is fetched is decided elsewhere."""
    secure = f"https{url[4:]}" if url.startswith("http:") else url
    try:
        return urls.parse(secure)
    except FetchError:
        return None


def _texts(rules: JsonObject, member: str) -> list[str]:
    return [text for text in as_list(rules[member]) if isinstance(text, str)]
