"""What something corresponds to in a framework that has no field of its own here.

Levels, fields of learning, skills and the other European elements have fields of their own, and belong there.

    Alignment(
        name=Text({"en": "Water Quality II"}),
        url="https://catalogue.example/courses/water-2",
        code="WQ-2",
        framework=Text({"en": "Catalogue of Example"}),
        type="CFItem",
    )
"""

from dataclasses import dataclass

from credseal.model.fields import settle
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class Alignment:
    """One entry of somebody's framework.

    Args:
        name: what the entry is called.
        url: where it is described.
        code: what identifies it within its framework.
        framework: what the framework is called.
        description: more words on the entry.
        type: what kind of entry it is, in the words of Open Badges (``CFItem``, ``CTDL``, ...) or one that begins with ``ext:``.
    """

    name: Text
    url: Uri
    code: str | None = None
    framework: Text | None = None
    description: Text | None = None
    type: str | None = None

    def __post_init__(self) -> None:
        settle(self)
