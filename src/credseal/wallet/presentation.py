"""A signed presentation, to be sent to the verifier who asked for it, or saved.

shown.data, shown.media_type
shown.save(Path("presentation.json"))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.encoding import strict_json
from credseal.files import write

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

MEDIA_TYPE = "application/vp"
"""Verifiable Credentials Data Model 2.0, section 6.2: https://www.w3.org/TR/vc-data-model-2.0/#media-types."""


@dataclass(frozen=True)
class Presentation:
    """Credentials, shown by their holder to one verifier, once.

    Attributes:
        document: its JSON.
        holder: the identifier of whoever presents.
    """

    document: JsonObject = field(repr=False)
    holder: str

    @property
    def media_type(self) -> str:
        """Of ``data``."""
        return MEDIA_TYPE

    @property
    def suite(self) -> str:
        """The cryptosuite of the proof."""
        return str(self.document["proof"]["cryptosuite"])  # type: ignore[index,call-overload]  # our own, an object

    @property
    def data(self) -> bytes:
        """The document as UTF-8 JSON."""
        return (strict_json.dumps(self.document, indent=2) + "\n").encode()

    def save(self, path: Path | str, *, overwrite: bool = False) -> None:
        """Writes ``data`` to a file, whole or not at all.

        Raises:
            OutputError: the file is there already (unless ``overwrite``), or cannot be written.
        """
        write(Path(path), self.data, overwrite=overwrite)
