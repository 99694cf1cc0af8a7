"""What comes of issuing: a signed document that can be saved, or handed out in a picture; or the reason why there is none.

    sealed.save(Path("ada.json"))
    sealed.bake(Path("ada.png"))           # a badge that is shown, and verified as it is
    sealed.data, sealed.media_type         # for whoever stores or sends it

A proof stands in the document; an e-seal is a file around it, a token a text that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.encoding import compact_jws, strict_json
from credseal.encoding.one_or_many import as_list
from credseal.errors import OutputError
from credseal.files import read, write
from credseal.media import baked
from credseal.profiles import openbadges
from credseal.securing.data_integrity.selective.values import refuse_base

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.errors import CredsealError
    from credseal.findings import Finding

MEDIA_TYPE = "application/vc"
SEALED_MEDIA_TYPE = "application/jose+json"
COMPACT_MEDIA_TYPE = "application/jose"


@dataclass(frozen=True)
class SealedCredential:
    """A signed credential.

    Attributes:
        id: its identifier, a URN.
        document: its JSON.
        findings: what the format could not hold, and what readers may stumble over.
        media_type: of ``data``.
        seal: the file of an e-seal (JAdES) around the document; else None.
        level: of the e-seal: ``B``, ``T``, ``LT`` or ``LTA``.
        token: the compact token that holds the document; else None. The proof stands in the document where there is neither.
    """

    id: str
    document: JsonObject = field(repr=False)
    findings: tuple[Finding, ...] = ()
    media_type: str = MEDIA_TYPE
    seal: bytes | None = field(default=None, repr=False)
    level: str | None = None
    token: str | None = field(default=None, repr=False)

    @property
    def suite(self) -> str:
        """The cryptosuite of the proof, type and algorithm of the token, e.g. ``vc+jwt, ES256``, or level of the seal, e.g. ``JAdES-BASELINE-LTA``."""
        if self.token is not None:
            header = compact_jws.split(self.token.partition("~")[0]).header
            return f"{header['typ']}, {header['alg']}"
        if self.level is not None:
            return f"JAdES-BASELINE-{self.level}"
        (proof,) = as_list(self.document["proof"])
        return str(proof["cryptosuite"])  # type: ignore[index,call-overload]  # our own, an object

    @property
    def data(self) -> bytes:
        """What is handed over: the token, the seal, or the document as UTF-8 JSON."""
        if self.token is not None:
            return self.token.encode("ascii")
        return self.seal if self.seal is not None else (strict_json.dumps(self.document, indent=2) + "\n").encode()

    def save(self, path: Path | str, *, overwrite: bool = False) -> None:
        """Writes ``data`` to a file, whole or not at all.

        Raises:
            OutputError: the file is there already (unless ``overwrite``), or cannot be written.
        """
        write(Path(path), self.data, overwrite=overwrite)

    def bake(self, path: Path | str, *, picture: Path | bytes | None = None, overwrite: bool = False) -> None:
        """Writes a picture that carries the credential: a badge that is shown, and verified as it is.

        Programs that show pictures may drop what they carry when they save them: give learners the file of ``save`` too.

        Args:
            path: where to; its ending is that of the picture, ``.png`` or ``.svg``.
            picture: the PNG or SVG to put the credential into, as a file or its content; by default one is drawn that shows
                what the credential says.
            overwrite: whether a file that is there may be replaced.

        Raises:
            InputError: the picture cannot be read, is broken, or is not one that can carry a credential.
            MissingExtraError: a picture is to be drawn, and Pillow is not installed.
            ProofError: ``disclosure.base``, it is of a suite whose credentials are shown in part, never as they were issued.
            OutputError: ``output.no-badge`` (it is no Open Badge), ``output.ending``; the file is there already (unless
                ``overwrite``), or cannot be written.
        """
        if not openbadges.is_badge(self.document):
            raise no_badge()
        refuse_base(self.document)
        if picture is None:
            picture = _drawn(self.document)
        elif isinstance(picture, Path):
            picture = read(picture, limit=strict_json.DEFAULT.bytes)
        path = Path(path)
        data = baked.bake(picture, self.token or strict_json.dumps(self.document))
        ending = f".{baked.carrier_of(data)}"
        if path.suffix.lower() != ending:
            raise OutputError(
                f"The picture is to be named {path.name}, but its name must end in {ending}.",
                code="output.ending",
                hint="Programs tell pictures apart by the end of their names.",
            )
        write(path, data, overwrite=overwrite)


@dataclass(frozen=True)
class Failure:
    """One record of many that was not issued.

    Attributes:
        position: of the record among the others, from 0.
        error: why.
    """

    position: int
    error: CredsealError


def no_badge() -> OutputError:
    """Why what is no Open Badge is put into no picture."""
    return OutputError(
        "Only Open Badges travel in pictures, and this is none.",
        code="output.no-badge",
        hint="Save it as a file.",
    )


def _drawn(document: JsonObject) -> bytes:
    from credseal.render import badge_picture  # noqa: PLC0415  whoever has pictures of their own need not load it

    return badge_picture(openbadges.from_document(document).credential)
