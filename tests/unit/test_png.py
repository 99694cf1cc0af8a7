"""PNG pictures are containers that hold together, or are refused by name."""

import struct
import zlib

import pytest

from credseal.errors import MediaError
from credseal.media import png_chunks
from credseal.media.png import PNG_SIGNATURE, PngText, read_texts, with_text
from pictures import chunk, chunks_of, header, itxt, pixels, png, rows, text, ztxt

PALETTE = chunk(b"PLTE", bytes(6))


def code_of(work):
    with pytest.raises(MediaError) as refused:
        work()
    return refused.value.code


def test_texts_of_all_kinds_are_read_in_their_order():
    picture = png(
        text("Title", "caf\xe9"),
        ztxt("Comment", b"long " * 99),
        itxt("a", "学 ®"),
        itxt("b", "Ω" * 99, flag=1, language="el-GR", translated="λ"),
    )
    assert read_texts(picture) == (
        PngText("Title", "café", "tEXt", compressed=False),
        PngText("Comment", "long " * 99, "zTXt", compressed=True),
        PngText("a", "学 ®", "iTXt", compressed=False),
        PngText("b", "Ω" * 99, "iTXt", compressed=True),
    )


def test_texts_stay_out_of_what_is_printed_of_them():
    assert "secret" not in repr(read_texts(png(itxt("a", "secret"))))


def test_a_text_may_come_after_the_pixels():
    assert [found.text for found in read_texts(png(last=pixels() + itxt("a", "b")))] == ["b"]


BROKEN_CONTAINERS = {
    "wrong signature": (b"\x89PNG\n\n\x1a\n" + png()[8:], "png.signature"),
    "line ends changed": (png().replace(b"\r\n", b"\n", 1), "png.signature"),
    "no signature at all": (b"", "png.signature"),
    "nothing after the signature": (PNG_SIGNATURE, "png.truncated"),
    "cut off in the pixels": (png()[:-20], "png.truncated"),
    "cut off by one byte": (png()[:-1], "png.truncated"),
    "without an end": (png()[:-12], "png.truncated"),
    "length beyond the file": (png().replace(b"\0\0\0\rIHDR", b"\x7f\xff\xff\xffIHDR", 1), "png.truncated"),
    "wrong checksum": (png().replace(b"IHDR\0\0\0\2", b"IHDR\0\0\0\1", 1), "png.crc"),
    "wrong checksum of a text": (png(itxt("a", "b")).replace(b"a\0\0\0\0\0b", b"a\0\0\0\0\0c"), "png.crc"),
    "data after the end": (png() + b"\n", "png.trailing-data"),
    "a second picture after the end": (png() + png(), "png.trailing-data"),
    "an end that holds something": (png()[:-12] + chunk(b"IEND", b"x"), "png.trailing-data"),
    "no header": (PNG_SIGNATURE + pixels() + chunk(b"IEND"), "png.order"),
    "a text before the header": (png(header(), first=itxt("a", "b")), "png.order"),
    "two headers": (png(header()), "png.duplicate"),
    "no pixels": (png(last=b""), "png.missing"),
    "pixels in two places": (png(last=pixels() + text("a", "b") + pixels()), "png.order"),
    "a palette after the pixels": (png(last=pixels() + PALETTE), "png.order"),
    "two palettes": (png(PALETTE, PALETTE), "png.duplicate"),
    "no palette where colours need one": (png(first=header(colour=3)), "png.missing"),
    "a palette beside greys": (png(PALETTE, first=header(colour=0)), "png.palette"),
    "a palette of a broken length": (png(chunk(b"PLTE", bytes(7))), "png.palette"),
    "an empty palette": (png(chunk(b"PLTE")), "png.palette"),
    "a palette of too many colours": (png(chunk(b"PLTE", bytes(3 * 257))), "png.palette"),
    "a critical chunk that is unknown": (png(chunk(b"SEAL")), "png.chunk"),
    "a type that is none": (png(chunk(b"a\x001b")), "png.chunk"),
    "a header too short": (png(first=chunk(b"IHDR", bytes(12))), "png.header"),
    "no width": (png(first=header(width=0)), "png.header"),
    "no height": (png(first=header(height=0)), "png.header"),
    "a width beyond what PNG has": (png(first=header(width=1 << 31)), "png.header"),
    "a colour type that does not exist": (png(first=header(colour=5)), "png.header"),
    "a bit depth that does not exist": (png(first=header(depth=99)), "png.header"),
    "colour type and depth that do not go together": (png(first=header(colour=2, depth=4)), "png.header"),
    "an unknown compression": (png(first=header(compression=1)), "png.header"),
    "an unknown filter": (png(first=header(filtering=1)), "png.header"),
    "an unknown interlace": (png(first=header(interlace=2)), "png.header"),
    "more pixels than are read": (png(first=header(width=1 << 20, height=1 << 10)), "png.size"),
    "more bytes than are read": (png() + bytes(png_chunks.MOST_BYTES), "png.size"),
    "more chunks than are read": (png(chunk(b"zZzz") * 20_001), "png.size"),
}


@pytest.mark.parametrize("name", BROKEN_CONTAINERS)
def test_broken_containers_are_refused_by_name(name):
    picture, code = BROKEN_CONTAINERS[name]
    assert code_of(lambda: read_texts(picture)) == code
    assert code_of(lambda: with_text(picture, "a", "b")) == code


BROKEN_TEXTS = {
    "no keyword": chunk(b"tEXt", b"\0text"),
    "no end of the keyword": chunk(b"tEXt", b"keyword"),
    "keyword too long": text("k" * 80, "t"),
    "keyword with a space before": text(" k", "t"),
    "keyword with a space after": text("k ", "t"),
    "keyword with two spaces": text("k  k", "t"),
    "keyword with a line end": text("k\nk", "t"),
    "keyword with a hard space": text("k\xa0k", "t"),
    "null in the text": text("k", "a\0b"),
    "unknown compression": ztxt("k", b"t", method=1),
    "no compression method": chunk(b"zTXt", b"k\0"),
    "deflate that is none": chunk(b"zTXt", b"k\0\0nonsense"),
    "deflate cut off": chunk(b"zTXt", b"k\0\0" + zlib.compress(b"text")[:-1]),
    "more after deflate": chunk(b"zTXt", b"k\0\0" + zlib.compress(b"text") + b"more"),
    "null in compressed text": ztxt("k", b"a\0b"),
    "international: unknown flag": chunk(b"iTXt", b"k\0\2\0\0\0t"),
    "international: unknown method": itxt("k", "t", method=1),
    "international: method of compressed text": itxt("k", "t", flag=1, method=1),
    "international: no fields": chunk(b"iTXt", b"k\0\0\0"),
    "international: language that is none": itxt("k", "t", language="de DE"),
    "international: translated keyword not UTF-8": chunk(b"iTXt", b"k\0\0\0\0\xff\0t"),
    "international: not UTF-8": chunk(b"iTXt", b"k\0\0\0\0\0\xff"),
    "international: UTF-8 of a surrogate": chunk(b"iTXt", b"k\0\0\0\0\0\xed\xa0\x80"),
    "international: overlong UTF-8": chunk(b"iTXt", b"k\0\0\0\0\0\xc0\xa2"),
    "international: null in the text": itxt("k", "a\0b"),
}


@pytest.mark.parametrize("name", BROKEN_TEXTS)
def test_broken_texts_are_refused(name):
    assert code_of(lambda: read_texts(png(BROKEN_TEXTS[name]))) == "png.text"


def test_texts_that_inflate_without_measure_are_refused():
    bomb = chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(png_chunks.MOST_BYTES + 1)))
    assert code_of(lambda: read_texts(png(bomb))) == "png.bomb"


def test_the_measure_is_that_of_all_texts_together():
    half = b"x" * (png_chunks.MOST_BYTES // 2 + 1)
    assert len(read_texts(png(ztxt("a", half)))) == 1
    assert code_of(lambda: read_texts(png(ztxt("a", half), ztxt("b", half)))) == "png.bomb"


def test_a_text_is_written_right_after_the_header_uncompressed_and_without_a_language():
    picture = with_text(png(text("Title", "t")), "openbadgecredential", "学")
    kinds = [kind for kind, _ in chunks_of(picture)]
    assert kinds == [b"IHDR", b"iTXt", b"tEXt", b"IDAT", b"IEND"]
    assert chunks_of(picture)[1][1] == b"openbadgecredential\0\0\0\0\0" + "学".encode()


def test_everything_else_stays_byte_for_byte():
    picture = png(text("Title", "t"), chunk(b"zZzz", b"private"))
    written = with_text(picture, "a", "b")
    assert written.replace(itxt("a", "b"), b"") == picture


def test_a_text_replaces_those_of_its_keyword_of_whatever_kind():
    picture = png(text("a", "1"), ztxt("a", b"2"), itxt("a", "3"), itxt("b", "4"), text("c", "5"))
    written = with_text(picture, "a", "new", replacing={"b"})
    assert [(found.keyword, found.text) for found in read_texts(written)] == [("a", "new"), ("c", "5")]


@pytest.mark.parametrize(("keyword", "content"), [("", "t"), (" k", "t"), ("学", "t"), ("k", "\0"), ("k", "\ud800")])
def test_what_a_chunk_cannot_hold_is_not_written(keyword, content):
    assert code_of(lambda: with_text(png(), keyword, content)) == "png.text"


@pytest.mark.parametrize(
    "shape", [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16)]
)
@pytest.mark.parametrize("width", [1, 7, 8, 9])
def test_pictures_of_every_colour_type_and_depth_are_written_to(shape, width):
    colour, depth = shape
    form = {"width": width, "height": 5, "depth": depth, "colour": colour}
    with_text(png(first=header(**form), last=pixels(**form)), "a", "b")


@pytest.mark.parametrize("depth", [1, 2, 4, 8])
def test_pictures_with_a_palette_are_written_to(depth):
    form = {"depth": depth, "colour": 3}
    with_text(png(PALETTE, first=header(**form), last=pixels(**form)), "a", "b")


@pytest.mark.parametrize(("size", "expected"), [((1, 1), 2), ((5, 5), 11 + 25), ((8, 8), 15 + 64), ((2, 1), 4)])
def test_interlaced_pictures_are_counted_by_their_passes(size, expected):
    width, height = size
    first = header(width=width, height=height, depth=8, colour=0, interlace=1)
    with_text(png(first=first, last=chunk(b"IDAT", zlib.compress(bytes(expected)))), "a", "b")


BOMB = zlib.compress(bytes(64 * 1024 * 1024))
BROKEN_PIXELS = {
    "no deflate": chunk(b"IDAT", b"nonsense"),
    "empty": chunk(b"IDAT"),
    "one byte too few": chunk(b"IDAT", zlib.compress(rows()[1:])),
    "one byte too many": chunk(b"IDAT", zlib.compress(rows() + b"\0")),
    "cut off": chunk(b"IDAT", zlib.compress(rows())[:-1]),
    "more after the end": chunk(b"IDAT", zlib.compress(rows()) + b"x"),
    "a second stream after the end": pixels() + pixels(),
    "wrong checksum": chunk(b"IDAT", zlib.compress(rows())[:-4] + bytes(4)),
    "a bomb": chunk(b"IDAT", BOMB),
    "a bomb in parts": chunk(b"IDAT", BOMB[:9000]) + chunk(b"IDAT", BOMB[9000:]),
}


@pytest.mark.parametrize("name", BROKEN_PIXELS)
def test_nothing_is_written_into_a_picture_that_cannot_be_shown_but_its_texts_are_read(name):
    picture = png(itxt("a", "b"), last=BROKEN_PIXELS[name])
    assert code_of(lambda: with_text(picture, "a", "c")) == "png.pixels"
    assert [found.text for found in read_texts(picture)] == ["b"]


def test_pixels_in_many_chunks_are_one_stream():
    stream = zlib.compress(rows(width=2000, height=2000))
    first = header(width=2000, height=2000)
    parts = b"".join(chunk(b"IDAT", stream[at : at + 7]) for at in range(0, len(stream), 7))
    assert read_texts(with_text(png(first=first, last=chunk(b"IDAT") + parts + chunk(b"IDAT")), "a", "b"))


def test_checksums_are_those_of_the_standard():
    assert with_text(png(), "a", "b")[8 + 25 :].startswith(
        struct.pack(">I", 7) + b"iTXta\0\0\0\0\0b" + struct.pack(">I", zlib.crc32(b"iTXta\0\0\0\0\0b"))
    )
