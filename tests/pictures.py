"""Pictures that tests bake into, made here: PNG from its chunks, SVG from its text; and what other readers find in them."""

import re
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

SVG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a circle -->\n'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"\n  role="img"><title>Ω &gt; 学</title><circle r="4"/></svg>\n'
).encode()


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(*, width=2, height=3, depth=8, colour=2, compression=0, filtering=0, interlace=0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, compression, filtering, interlace))


def rows(*, width=2, height=3, depth=8, colour=2) -> bytes:
    """All rows of a picture that is not interlaced, black, each with the byte of its filter."""
    return b"\0" * (1 + -(-width * depth * SAMPLES[colour] // 8)) * height


def pixels(**shape) -> bytes:
    return chunk(b"IDAT", zlib.compress(rows(**shape)))


def png(*chunks: bytes, first=None, last=None) -> bytes:
    """A small picture with these chunks between header and pixels."""
    return SIGNATURE + (first or header()) + b"".join(chunks) + (pixels() if last is None else last) + chunk(b"IEND")


def itxt(keyword: str, text: str, *, flag=0, method=0, language="", translated="") -> bytes:
    content = zlib.compress(text.encode()) if flag else text.encode()
    fields = [keyword.encode("latin-1"), bytes([flag, method]) + language.encode("latin-1"), translated.encode()]
    return chunk(b"iTXt", b"\0".join((*fields, content)))


def text(keyword: str, content: str) -> bytes:
    return chunk(b"tEXt", f"{keyword}\0{content}".encode("latin-1"))


def ztxt(keyword: str, content: bytes, *, method=0) -> bytes:
    return chunk(b"zTXt", keyword.encode("latin-1") + b"\0" + bytes([method]) + zlib.compress(content))


def chunks_of(data: bytes) -> list[tuple[bytes, bytes]]:
    """Types and contents, by the plainest of readers."""
    found, at = [], len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    return found


def official_png(data: bytes, keyword: str) -> str:
    """What the official validator takes out: the first iTXt chunk of the keyword, whose text is the fifth field."""
    for kind, content in chunks_of(data):
        name, _, rest = content.partition(b"\0")
        if kind == b"iTXt" and name == keyword.encode():
            written = rest[2:].split(b"\0", 2)[2]
            return (zlib.decompress(written) if rest[0] else written).decode()
    raise LookupError(keyword)


def official_svg(data: bytes, namespace: str, name: str) -> str:
    """What the official validator takes out: the attribute, else the first piece of text that is not white.

    Its parser (StAX, as the JDK sets it up) hands over a whole CDATA section at once, and other text up to the next reference.
    """
    written = data.decode().replace("\r\n", "\n")  # XML 1.0, section 2.11
    prefix = re.search(rf"xmlns:(\w+)=[\"']{re.escape(namespace)}[\"']", written)
    tag = re.search(rf"<{prefix[1]}:{name}\b([^>]*?)/?>\s*", written)
    verify = re.search(r"\bverify=[\"']([^\"']*)", tag[1])
    if verify:
        return verify[1]
    content = written[tag.end() :]
    if content.startswith("<![CDATA["):
        return content[len("<![CDATA[") :].partition("]]>")[0]
    return re.split("[&<]", content, maxsplit=1)[0]
