"""What a document says that it is: a European Digital Credential, of one profile or another.

Asked of every document, and so apart from what reads one.

    is_edc(document)            # True
    variant_of(document)        # 'accredited'
"""

from collections.abc import Mapping
from typing import Any

from credseal.encoding.one_or_many import as_list
from credseal.profiles import vcdm
from credseal.profiles.elm.vocabulary import VARIANT_OF_PROFILE, Variant


def is_edc(document: Any) -> bool:
    """Whether a document says that it is a European Digital Credential."""
    return isinstance(document, Mapping) and vcdm.EUROPEAN in vcdm.types(dict(document))


def variant_of(document: Mapping[str, Any]) -> Variant | None:
    """Which profile of European Digital Credentials a document says it is of; None where it says none that is known here."""
    for each in as_list(document.get("credentialProfiles", [])):
        uri = each.get("id") if isinstance(each, Mapping) else each
        if isinstance(uri, str) and uri in VARIANT_OF_PROFILE:
            return VARIANT_OF_PROFILE[uri]
    return None
