"""The list format of the Digital Credentials Consortium's community registries ("dcc-legacy").

https://github.com/digitalcredentials/issuer-registry-client reads it: a JSON object of DIDs, unsigned, without a name of its own. Only what a
verifier needs is taken; where an organisation sits ("Cambridge, MA, USA") is no country code, and what else an entry has stays unread.

    {"meta": {"created": "2022-10-27T17:57:31+00:00", "updated": "2025-03-25T18:29:52+00:00"},
     "registry": {"did:key:z6Mk...": {"name": "University of Example", "location": "Graz, Austria", "url": "https://uni.example"}}}

    is_list(data), updated(data), entries(data)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from credseal.errors import ModelError, pointer_to
from credseal.model.dates import parse_date
from credseal.model.values import wrong_type
from credseal.trust.entry import Entry

if TYPE_CHECKING:
    from datetime import date

_DATE_LENGTH = len("YYYY-MM-DD")


def is_list(data: Any) -> bool:
    """Whether this is such a list and no register of credseal's own form."""
    return isinstance(data, Mapping) and "registry" in data and "issuers" not in data


def updated(data: Mapping[str, Any]) -> date | None:
    """The day on which the list says it was last changed; None where it says nothing.

    Raises:
        ModelError: ``model.date``, ``model.wrong-type``.
    """
    meta = data.get("meta", {})
    if not isinstance(meta, Mapping):
        raise wrong_type("/meta", "a mapping", meta)
    stated = meta.get("updated")
    if stated is None:
        return None
    try:
        # Offsets are written in several ways; the day is enough, and is written in one.
        return parse_date(stated[:_DATE_LENGTH] if isinstance(stated, str) else "")
    except ModelError as error:
        error.pointer = "/meta/updated"
        raise


def entries(data: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The issuers of the list.

    Raises:
        ModelError: ``model.wrong-type``, ``model.missing-member``, or what ``Entry`` raises.
    """
    listed = data["registry"]
    if not isinstance(listed, Mapping):
        raise wrong_type("/registry", "a mapping of DIDs", listed)
    return tuple(_entry(identifier, described) for identifier, described in listed.items())


def _entry(identifier: Any, described: Any) -> Entry:
    here = pointer_to("registry", str(identifier)[:80])
    if not isinstance(described, Mapping):
        raise wrong_type(here, "a mapping", described)
    if "name" not in described:
        raise ModelError("The member 'name' is missing.", code="model.missing-member", pointer=here)
    try:
        return Entry(identifier, described["name"])
    except ModelError as error:
        error.pointer = here if error.pointer == "/id" else here + (error.pointer or "")
        raise
