"""PNG pictures taken apart into their chunks, every one of which is checked.

Portable Network Graphics (Third Edition): https://www.w3.org/TR/png-3/ , sections 5 "Datastream structure", 8 "Interlacing", 10
"Compression" and 11.2 "Critical chunks". Refused is whatever two readers could understand differently: a picture that is cut off, has a
wrong checksum, chunks out of order, a critical chunk that is unknown, or anything after its end.

    header, chunks = read_chunks(data)
    check_pixels(header, chunks)                  # MediaError: png.pixels
    data = write_chunks(chunks)
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from credseal.encoding import strict_json
from credseal.errors import MediaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = strict_json.DEFAULT.bytes
MOST_PIXELS = 32 * 1024 * 1024
_MOST_CHUNKS = 20_000
_FRAME = 12  # length, type and checksum of a chunk
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_HEADER = struct.Struct(">IIBBBBB")
# Section 11.2.1: the bit depths of each colour type, and how many samples its pixels have.
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BY_PALETTE, _WITHOUT_PALETTE = 3, (0, 4)
_MOST_COLOURS = 256
# Section 8.1: first column, first row, and the steps to the next, of each pass over an interlaced picture.
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_AT_ONCE = 1024 * 1024


class Header(NamedTuple):
    """What IHDR says: width and height in pixels, bits of a sample, the colour type's number, and whether it is interlaced."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool


class Chunk(NamedTuple):
    """One chunk: its type, four letters, and what it holds."""

    type: bytes
    data: bytes


def read_chunks(data: bytes) -> tuple[Header, list[Chunk]]:
    """The header, and all chunks (the header's among them) in their order.

    Raises:
        MediaError: ``png.signature``, ``png.size`` (bytes, chunks or pixels), ``png.truncated``, ``png.crc``, ``png.chunk``
            (a type that is none, or critical and unknown), ``png.order``, ``png.missing``, ``png.duplicate``, ``png.header``,
            ``png.palette``, ``png.trailing-data``.
    """
    if len(data) > MOST_BYTES:
        raise MediaError(f"The picture is larger than the {MOST_BYTES} bytes that are read.", code="png.size")
    if not data.startswith(PNG_SIGNATURE):
        raise MediaError(
            "The first eight bytes are not those of a PNG picture.",
            code="png.signature",
            hint="A transfer as text changes line ends and breaks pictures.",
        )
    chunks = _chunks(data)
    header = _header(chunks[0])
    _check_order(chunks)
    _check_palette(header, chunks)
    return header, chunks


def write_chunks(chunks: Iterable[Chunk]) -> bytes:
    """The picture that these chunks are, with new checksums."""
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + type_ + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(type_)))
        for type_, data in chunks
    )


def check_pixels(header: Header, chunks: Iterable[Chunk]) -> None:
    """Whether the pixels inflate to as many bytes as the header asks for; more are never made.

    Raises:
        MediaError: ``png.pixels``.
    """
    left = _pixel_bytes(header)
    pending = b"".join(chunk.data for chunk in chunks if chunk.type == b"IDAT")
    inflater = zlib.decompressobj()
    try:
        while left >= 0 and not inflater.eof and (made := inflater.decompress(pending, _AT_ONCE)):
            left -= len(made)
            pending = inflater.unconsumed_tail
    except zlib.error:
        left = -1
    if left or not inflater.eof or inflater.unused_data:
        raise MediaError(
            "The picture's pixels are damaged, or are not as many as its header says.",
            code="png.pixels",
            hint="Save the picture anew with a picture editor.",
        )


def _chunks(data: bytes) -> list[Chunk]:
    chunks: list[Chunk] = []
    at = len(PNG_SIGNATURE)
    while not chunks or chunks[-1].type != b"IEND":
        if len(chunks) == _MOST_CHUNKS:
            raise MediaError(f"The picture has more than {_MOST_CHUNKS} chunks.", code="png.size")
        if len(data) - at < _FRAME:
            raise _truncated()
        (length,) = struct.unpack_from(">I", data, at)
        end = at + _FRAME + length
        if end > len(data):
            raise _truncated()
        chunk = Chunk(data[at + 4 : at + 8], data[at + 8 : end - 4])
        if (zlib.crc32(chunk.data, zlib.crc32(chunk.type)),) != struct.unpack_from(">I", data, end - 4):
            raise MediaError(
                f"The checksum of chunk {len(chunks) + 1} is wrong: the picture was changed or damaged.",
                code="png.crc",
                hint="Ask for the original file.",
            )
        chunks.append(chunk)
        at = end
    if at != len(data):
        raise MediaError(
            f"There are {len(data) - at} bytes after the end of the picture.",
            code="png.trailing-data",
            hint="Other readers may take them for something else; ask for the original file.",
        )
    return chunks


def _truncated() -> MediaError:
    return MediaError(
        "The picture ends before its end: it was cut off, or a chunk says that it is longer than it is.",
        code="png.truncated",
        hint="Ask for the original file.",
    )


def _header(chunk: Chunk) -> Header:
    if chunk.type != b"IHDR":
        raise MediaError("The picture does not begin with its header (IHDR).", code="png.order")
    if len(chunk.data) != _HEADER.size:
        raise MediaError("The picture's header has not the length that headers have.", code="png.header")
    width, height, depth, colour, compression, filter_, interlace = _HEADER.unpack(chunk.data)
    problem = None
    if not 0 < width < 1 << 31 or not 0 < height < 1 << 31:
        problem = "a width or height that no picture has"
    elif depth not in _DEPTHS.get(colour, ()):
        problem = "a colour type or bit depth that does not exist, or two that do not go together"
    elif compression or filter_ or interlace > 1:
        problem = "a compression, filter or interlace method that does not exist"
    if problem:
        raise MediaError(f"The picture's header names {problem}.", code="png.header")
    if width * height > MOST_PIXELS:
        raise MediaError(f"The picture has more than {MOST_PIXELS} pixels.", code="png.size")
    return Header(width, height, depth, colour, interlace == 1)


def _check_order(chunks: Sequence[Chunk]) -> None:
    """Section 5.6. The end is where reading stopped, so that it is there once and last."""
    types = [chunk.type for chunk in chunks]
    for number, type_ in enumerate(types, 1):
        if not type_.isalpha() or (type_[:1].isupper() and type_ not in _CRITICAL):
            raise MediaError(
                f"Chunk {number} is of a type that PNG does not have, or that must be understood and is not.",
                code="png.chunk",
            )
    for single in (b"IHDR", b"PLTE"):
        if types.count(single) > 1:
            raise MediaError(f"The picture has more than one chunk {single.decode()}.", code="png.duplicate")
    if b"IDAT" not in types:
        raise MediaError("The picture has no pixels (IDAT).", code="png.missing")
    first, count = types.index(b"IDAT"), types.count(b"IDAT")
    if types[first : first + count] != [b"IDAT"] * count:
        raise MediaError("The chunks with the picture's pixels (IDAT) do not follow one another.", code="png.order")
    if b"PLTE" in types[first:]:
        raise MediaError("The palette (PLTE) comes after the pixels (IDAT).", code="png.order")
    if chunks[-1].data:
        raise MediaError("The chunk that ends the picture (IEND) holds something.", code="png.trailing-data")


def _check_palette(header: Header, chunks: Sequence[Chunk]) -> None:
    palette = next((chunk.data for chunk in chunks if chunk.type == b"PLTE"), None)
    if palette is None:
        if header.colour == _BY_PALETTE:
            raise MediaError(
                "The picture lacks the palette (PLTE) that its colours are taken from.", code="png.missing"
            )
        return
    colours, rest = divmod(len(palette), 3)
    if header.colour in _WITHOUT_PALETTE or rest or not 0 < colours <= _MOST_COLOURS:
        raise MediaError(
            "The picture's palette (PLTE) is malformed, or does not go with its colours.", code="png.palette"
        )


def _pixel_bytes(header: Header) -> int:
    """Bytes of all rows, each with the byte that names its filter (section 7.3)."""
    bits = header.depth * _SAMPLES[header.colour]
    total = 0
    for column, row, across, down in _ADAM7 if header.interlaced else ((0, 0, 1, 1),):
        width, height = _steps(header.width - column, across), _steps(header.height - row, down)
        if width > 0:
            total += max(height, 0) * (1 + _steps(width * bits, 8))
    return total


def _steps(length: int, step: int) -> int:
    return -(-length // step)
