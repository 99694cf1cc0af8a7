"""A concept: an entry of some list, named by a URI and words.

Lists are open: a concept from a list nobody knows is a concept too. The European lists are those of the European Learning
Model, e.g. http://data.europa.eu/snb/assessment/25831c2 for types of assessment; their entries are in ``vocabularies``.

    Concept(
        uri="http://data.europa.eu/snb/assessment/6e6cb2cc78",
        label=Text({"en": "written examination"}),
        scheme="http://data.europa.eu/snb/assessment/25831c2",
    )
"""

from dataclasses import dataclass

from credseal.errors import ModelError
from credseal.model.fields import settle
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class Concept:
    """An entry of a list.

    Args:
        uri: what identifies it.
        label: what it is called.
        scheme: the URI of the list.

    Raises:
        ModelError: ``model.concept`` where there is neither URI nor label, or a value is not what it must be.
    """

    uri: Uri | None = None
    label: Text | None = None
    scheme: Uri | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.uri is None and self.label is None:
            raise ModelError("A concept needs a URI or a label.", code="model.concept")
