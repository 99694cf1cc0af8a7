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

_MEDIA_TYPES = {"vp+jwt": "application/vp+jwt", "JWT": "application/jwt", KEY_BINDING_TYPE: "application/dc+sd-jwt"}
_SD_JWT_OF_DATA_MODEL = "application/vc+sd-jwt"
_WITH_PROOF = "application/vp"


@dataclass(frozen=True)
class Presentation:
    """Credentials, shown by their holder to one verifier, once.

    Attributes:
        document: its JSON; of an SD-JWT VC, the claims that it shows.
        holder: the identifier of whoever presents; of an SD-JWT VC, of the key.
        securing: how it is signed: a cryptosuite, ``vp+jwt``, ``JWT``; ``kb+jwt``, an SD-JWT with the proof of its holder's key.
        token: the token, or None.
    """

    document: JsonObject = field(repr=False)
    holder: str
    securing: str
    token: str | None = field(default=None, repr=False)

    @property
    def media_type(self) -> str:
        """Of ``data``: Verifiable Credentials Data Model 2.0, section 6.2, and Securing Verifiable Credentials using JOSE and COSE, section 6.1."""
        if self.securing == KEY_BINDING_TYPE and "@context" in self.document:
            return _SD_JWT_OF_DATA_MODEL
        return _MEDIA_TYPES.get(self.securing, _WITH_PROOF)

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
