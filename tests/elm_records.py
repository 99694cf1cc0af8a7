"""Records for European Digital Credentials: as in ``records``, with what only these have, and filled in as they come back."""

from dataclasses import fields, is_dataclass, replace

from credseal.model import vocabularies
from credseal.model.concepts import Concept
from credseal.model.organisation import Place
from credseal.model.text import Text
from credseal.profiles.issuance import Picture
from records import ISSUANCE

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
POLAND = Text({"en": "Poland"})
# With a picture that lies within it, nothing has to be drawn.
PICTURED = replace(ISSUANCE, picture=Picture(PNG))
_ESCO = ("http://data.europa.eu/esco/skill/", "http://data.europa.eu/esco/concept-scheme/skills")


def filled_in(value):
    """A record with what its lists say of concepts and countries, which is how it comes back from a credential."""
    if isinstance(value, tuple):
        return tuple(filled_in(each) for each in value)
    if not is_dataclass(value):
        return value
    made = replace(value, **{field.name: filled_in(getattr(value, field.name)) for field in fields(value)})
    if isinstance(made, Concept) and made.uri:
        known = vocabularies.find(made.uri)
        if known:
            return replace(made, label=made.label or known.label, scheme=made.scheme or known.scheme)
        if made.uri.startswith(_ESCO[0]):
            return replace(made, scheme=made.scheme or _ESCO[1])
    if isinstance(made, Place) and made.country and not made.country_name:
        return replace(made, country_name=vocabularies.concept("country", made.country).label)
    return made
