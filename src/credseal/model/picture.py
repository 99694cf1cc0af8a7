"""A picture: where it is, and what it shows.

Picture("https://uni.example/badge.png", caption=Text({"en": "A drop of water"}))
"""

from dataclasses import dataclass

from credseal.model.fields import settle
from credseal.model.text import Text
from credseal.model.values import Uri


@dataclass(frozen=True)
class Picture:
    """A picture of a credential, an achievement or an organisation.

    Args:
        uri: an https URL, or a ``data:`` URI.
        caption: what it shows.
    """

    uri: Uri
    caption: Text | None = None

    def __post_init__(self) -> None:
        settle(self)
