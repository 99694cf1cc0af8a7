"""How an achievement is listed in a catalogue: numbers, editions, keywords.

CatalogueEntry(
    code="MC-WATER-26",
    version="2026.1",
    tags=("water", "laboratory"),
    related=(Related("https://uni.example/micro-credentials/water?lang=pl", language="pl"),),
)
"""

from dataclasses import dataclass

from credseal.model.fields import settle
from credseal.model.organisation import Identifier
from credseal.model.text import Text
from credseal.model.values import LanguageTag, Uri, canonical_language


@dataclass(frozen=True)
class Related:
    """Another edition of the same achievement: in another language, or a former version.

    Args:
        id: of that edition.
        language: that it is in.
        version: which one it is.
    """

    id: Uri
    language: LanguageTag | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        settle(self)
        if self.language:
            object.__setattr__(self, "language", canonical_language(self.language))


@dataclass(frozen=True)
class CatalogueEntry:
    """What a catalogue says beside the title.

    Args:
        code: the code that people know it by.
        identifiers: what it is registered under.
        version: of the achievement's definition.
        specialisation: the focus within the field of learning.
        tags: keywords; their order says nothing.
        related: other editions.
    """

    code: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    version: str | None = None
    specialisation: Text | None = None
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()

    def __post_init__(self) -> None:
        settle(self)
