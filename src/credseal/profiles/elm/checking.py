"""What a European Digital Credential must be, in both of its forms.

check(document)            # a credential to be sealed, or sealed: what ``shapes`` says
check(to_bridge(document)) # the same of its form for version 2.0, which names no schema: no proof could fit one
"""

from credseal.encoding.strict_json import JsonObject
from credseal.findings import Finding
from credseal.profiles.elm import shapes
from credseal.profiles.elm.bridge import from_bridge, is_bridge
from credseal.profiles.elm.kinds import variant_of
from credseal.profiles.elm.vocabulary import PROFILES, SCHEMA


def check(document: JsonObject) -> tuple[Finding, ...]:
    """What keeps a document from being a European Digital Credential; see ``shapes.check``.

    Args:
        document: the credential without its seal; of one in its form for version 2.0 the learning is checked, and pointers are
            those of the form that is sealed.
    """
    if not is_bridge(document):
        return shapes.check(document)
    _, schema = PROFILES[variant_of(document) or "generic"]
    return shapes.check({**from_bridge(document), "credentialSchema": {"id": schema, "type": SCHEMA}})
