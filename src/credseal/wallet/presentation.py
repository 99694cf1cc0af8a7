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
from credseal.securing.sd_jwt.parsing import KEY_BINDING_TYPE

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

MEDIA_TYPE = "application/vp"
"""Verifiable Credentials Data Model 2.0, section 6.2: https://www.w3.org/TR/vc-data-model-2.0/#media-types."""

SD_JWT_VC = "application/dc+sd-jwt"
"""draft-ietf-oauth-sd-jwt-vc, section "Media Types"."""


@dataclass(frozen=True)
class Presentation:
    """Credentials, shown by their holder to one verifier, once.

    Attributes:
        document: its JSON; of an SD-JWT VC, the claims that it shows.
        holder: the identifier of whoever presents; of an SD-JWT VC, of the key.
        token: the SD-JWT with the proof of its holder's key, or None.
    """

    document: JsonObject = field(repr=False)
    holder: str
    token: str | None = field(default=None, repr=False)

    @property
    def media_type(self) -> str:
        """Of ``data``."""
        return MEDIA_TYPE if self.token is None else SD_JWT_VC

    @property
    def suite(self) -> str:
        """The cryptosuite of the proof; ``kb+jwt`` of an SD-JWT VC."""
        if self.token is not None:
            return KEY_BINDING_TYPE
        return str(self.document["proof"]["cryptosuite"])  # type: ignore[index,call-overload]  # our own, an object

    @property
    def data(self) -> bytes:
        """The document as UTF-8 JSON; the token, where it is one."""
        if self.token is not None:
            return self.token.encode()
        return (strict_json.dumps(self.document, indent=2) + "\n").encode()

    def save(self, path: Path | str, *, overwrite: bool = False) -> None:
        """Writes ``data`` to a file, whole or not at all.

        Raises:
            OutputError: the file is there already (unless ``overwrite``), or cannot be written.
        """
        write(Path(path), self.data, overwrite=overwrite)
