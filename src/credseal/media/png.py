"""The texts in PNG pictures, read strictly; one is written.

Portable Network Graphics (Third Edition), section 11.3.3 "Textual information": https://www.w3.org/TR/png-3/#11textinfo. ``tEXt`` and
``zTXt`` hold Latin-1, ``iTXt`` holds UTF-8. Whoever reads a text has no interest in the pixels, which are not looked at then; a text is
written only into a picture whose pixels are all there.

    for text in read_texts(data):
        text.keyword, text.kind, text.text       # 'openbadgecredential', 'iTXt', '{"@context": ...'
    data = with_text(data, "openbadgecredential", document)
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from credseal.errors import MediaError
from credseal.media.png_chunks import MOST_BYTES, PNG_SIGNATURE, Chunk, check_pixels, read_chunks, write_chunks

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["PNG_SIGNATURE", "PngText", "TextKind", "read_texts", "with_text"]

TextKind: TypeAlias = Literal["tEXt", "zTXt", "iTXt"]

_KINDS: dict[bytes, TextKind] = {b"tEXt": "tEXt", b"zTXt": "zTXt", b"iTXt": "iTXt"}
# Section 11.3.3.1: printable Latin-1, no space at either end, no two together.
_KEYWORD = re.compile(r"(?!.*  )[!-~\xa1-\xff](?:[ -~\xa1-\xff]{0,77}[!-~\xa1-\xff])?")
_LANGUAGE = re.compile(rb"[A-Za-z0-9-]*")


@dataclass(frozen=True)
class PngText:
    """One textual chunk.

    Attributes:
        keyword: what kind of text it says it is.
        text: its content.
        kind: the type of the chunk.
        compressed: whether it was.
    """

    keyword: str
    text: str = field(repr=False)
    kind: TextKind
    compressed: bool


def read_texts(data: bytes) -> tuple[PngText, ...]:
    """The texts of a picture, in their order.

    Raises:
        MediaError: ``png.text``, a textual chunk is malformed; ``png.bomb``, texts inflate to more than ``MOST_BYTES``
            altogether; and what ``png_chunks.read_chunks`` raises.
    """
    _, chunks = read_chunks(data)
    texts = []
    left = MOST_BYTES
    for chunk in chunks:
        kind = _KINDS.get(chunk.type)
        if kind is not None:
            text, size = _read(chunk, kind, left)
            texts.append(text)
            left -= size
    return tuple(texts)


def with_text(data: bytes, keyword: str, text: str, *, replacing: Collection[str] = ()) -> bytes:
    """A copy of a picture with one uncompressed ``iTXt`` chunk, right after its header.

    Args:
        data: the picture.
        keyword: of the text; texts that the picture has under it are taken out, of whatever kind they are.
        text: goes in as UTF-8.
        replacing: further keywords whose texts are taken out.

    Raises:
        MediaError: ``png.pixels``, the picture's pixels are broken or not all there; ``png.text``, a text or keyword that the
            chunk cannot hold, or a malformed one in the picture; and what ``png_chunks.read_chunks`` raises.
    """
    unwanted = {keyword, *replacing}
    kept = [chunk for chunk in _whole(data) if chunk.type not in _KINDS or _keyword(chunk)[0] not in unwanted]
    return write_chunks([kept[0], _international(keyword, text), *kept[1:]])


@lru_cache(
    maxsize=2
)  # one picture for all the learners of a course: its pixels take a hundred times as long as the rest
def _whole(data: bytes) -> tuple[Chunk, ...]:
    header, chunks = read_chunks(data)
    check_pixels(header, chunks)
    return tuple(chunks)


def _read(chunk: Chunk, kind: TextKind, limit: int) -> tuple[PngText, int]:
    """A text, and its size in bytes."""
    keyword, rest = _keyword(chunk)
    compressed = kind == "zTXt"
    if kind == "iTXt":
        compressed, rest = _without_international_fields(rest)
    elif compressed:
        if rest[:1] != b"\0":
            raise _malformed("it names a compression method that does not exist")
        rest = rest[1:]
    content = _inflated(rest, limit) if compressed else rest
    if b"\0" in content:
        raise _malformed("it holds a null")
    try:
        text = content.decode("utf-8" if kind == "iTXt" else "latin-1")
    except UnicodeDecodeError:
        raise _malformed("it is not UTF-8") from None
    return PngText(keyword, text, kind, compressed), len(content)


def _keyword(chunk: Chunk) -> tuple[str, bytes]:
    """The keyword of a textual chunk, and what follows it."""
    name, end, rest = chunk.data.partition(b"\0")
    keyword = name.decode("latin-1")
    if not end or not _KEYWORD.fullmatch(keyword):
        raise _malformed("its keyword is not one that PNG allows")
    return keyword, rest


def _without_international_fields(rest: bytes) -> tuple[bool, bytes]:
    """Whether an ``iTXt`` is compressed, and its content: section 11.3.3.4."""
    language, *more = rest[2:].split(b"\0", 2)
    if rest[:2] not in (b"\0\0", b"\1\0") or not _LANGUAGE.fullmatch(language) or len(more) != len(("keyword", "text")):
        raise _malformed("its compression or language fields are not what PNG allows")
    try:
        more[0].decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed("its translated keyword is not UTF-8") from None
    return rest[:1] == b"\1", more[1]


def _inflated(data: bytes, limit: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(data, limit + 1)
    except zlib.error:
        raise _malformed("it does not inflate") from None
    if len(content) > limit:
        raise MediaError(
            f"The picture's texts inflate to more than the {MOST_BYTES} bytes that are read.", code="png.bomb"
        )
    if not inflater.eof or inflater.unused_data:
        raise _malformed("it does not inflate to its end, or goes on after it")
    return content


def _international(keyword: str, text: str) -> Chunk:
    """Not compressed, without a language and a translated keyword, as every specification of baking demands."""
    if not _KEYWORD.fullmatch(keyword):
        raise _malformed("its keyword is not one that PNG allows")
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        raise _malformed("it holds a lone surrogate, which no UTF-8 can express") from None
    if b"\0" in content:
        raise _malformed("it holds a null")
    return Chunk(b"iTXt", keyword.encode("latin-1") + b"\0" * 5 + content)


def _malformed(why: str) -> MediaError:
    return MediaError(f"A text in the picture is malformed: {why}.", code="png.text")
