"""Identifiers for nodes that need one and have none: the same content gets the same one, in every process and on every machine.

A UUID of version 5 (RFC 9562, section 5.5, https://www.rfc-editor.org/rfc/rfc9562) over the canonical form of what it names. It
is made anew for each change of the content: whoever wants an achievement to keep its identity gives it an ``id``.

    urn_of("achievement", dump_achievement(course))       # 'urn:uuid:...'
"""

from typing import Any

from credseal.encoding import jcs
from credseal.errors import JsonError

_NAMESPACE = "5f0c7c3e-6c1d-4b53-9f7e-0f4f0a3d8f42"


def urn_of(kind: str, content: Any) -> str:
    """The URN of something that consists of ``content``, JSON values only."""
    import uuid  # noqa: PLC0415  looks the platform over when it is imported, and most who read credentials name nothing

    return uuid.uuid5(uuid.UUID(_NAMESPACE), jcs.canonicalize([kind, content]).decode("utf-8")).urn


def urn_of_foreign(kind: str, content: Any) -> str | None:
    """The same of somebody else's content; None where that has no canonical form."""
    try:
        return urn_of(kind, content)
    except JsonError:
        return None
