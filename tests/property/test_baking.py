"""Whatever is baked into whatever picture comes out again; a PNG that was touched gives nothing else away."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.errors import MediaError
from credseal.media.baked import bake, unbake
from credseal.media.png import read_texts
from pictures import SVG, chunk, header, itxt, official_png, official_svg, pixels, png, text

STANDARDS = {
    "openbadges-3": ("openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential"),
    "openbadges-2": ("openbadges", "http://openbadges.org", "assertion"),
    "clr-2": ("clrcredential", "https://purl.imsglobal.org/clr/v2p0", "credential"),
}
words = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["]]>", "<!--", "&amp;", "\\u003e", "\ufffe\uffff"]
)
values = st.recursive(
    words | st.booleans() | st.none() | st.integers(-999, 999), lambda inner: st.lists(inner, max_size=3)
)
documents = st.dictionaries(words, values, max_size=5)
spellings = st.sampled_from([{}, {"ensure_ascii": False}, {"ensure_ascii": False, "indent": 1}])
keywords = st.text("abcXYZ \xe9", min_size=1, max_size=9).filter(
    lambda name: name == name.strip(" ") and "  " not in name
)
ancillary = st.one_of(
    st.builds(text, keywords, st.text("abc\xe9\n", max_size=9)),
    st.builds(itxt, keywords, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=9)),
    st.builds(chunk, st.sampled_from([b"zZzz", b"tIME", b"eXIf"]), st.binary(max_size=20)),
)


@st.composite
def png_pictures(draw):
    colour, depth = draw(st.sampled_from([(0, 1), (0, 16), (2, 8), (4, 8), (6, 16)]))
    shape = {"width": draw(st.integers(1, 20)), "height": draw(st.integers(1, 20)), "depth": depth, "colour": colour}
    before, after = draw(st.lists(ancillary, max_size=3)), draw(st.lists(ancillary, max_size=2))
    return png(*before, first=header(**shape), last=pixels(**shape) + b"".join(after))


@st.composite
def svg_pictures(draw):
    start = draw(st.sampled_from(["", "\ufeff", '<?xml version="1.0"?>\n', "<!DOCTYPE svg>", "<!-- <svg> -->"]))
    root = draw(
        st.sampled_from(
            ["<svg xmlns='{0}'>{1}</svg>", '<s:svg\n xmlns:s="{0}" a=">" >{1}</s:svg>\n', '<svg xmlns="{0}"/>']
        )
    )
    inside = draw(
        st.lists(st.sampled_from(["<g/>", "é &gt; 学", "<![CDATA[<svg>]]>", "<!-- c -->", "<g a='1'>\r\n</g>"]))
    )
    return (start + root.format("http://www.w3.org/2000/svg", "".join(inside))).encode()


@given(png_pictures() | svg_pictures(), documents, spellings, st.sampled_from(sorted(STANDARDS)))
def test_what_is_baked_comes_out_here_and_at_the_official_validator(picture, document, spelling, standard):
    keyword, namespace, element = STANDARDS[standard]
    data = bake(picture, json.dumps(document, **spelling), standard)
    baked = unbake(data)
    assert baked.standard == standard
    assert json.loads(baked.text) == document
    theirs = official_png(data, keyword) if baked.carrier == "png" else official_svg(data, namespace, element)
    assert json.loads(theirs) == document


@given(png_pictures() | svg_pictures(), documents, documents)
def test_a_second_baking_forgets_the_first(picture, first, second):
    once, twice = (json.dumps(document) for document in (first, second))
    assert bake(bake(picture, once, "openbadges-2"), twice) == bake(bake(picture, twice), twice)


BAKED = bake(png(text("Title", "t"), itxt("Description", "学")), '{"name": "Ada Example"}')


@given(st.integers(0, len(BAKED) - 1), st.integers(1, 255))
def test_one_byte_changed_anywhere_in_a_png_is_noticed(place, change):
    touched = bytearray(BAKED)
    touched[place] ^= change
    with pytest.raises(MediaError):
        unbake(bytes(touched))


@given(st.integers(0, len(BAKED) - 1), st.binary(min_size=1, max_size=20))
def test_so_is_what_is_put_in_or_cut_out(place, inserted):
    for touched in (
        BAKED[:place] + inserted + BAKED[place:],
        BAKED[:place],
        BAKED[:place] + BAKED[place + len(inserted) :],
    ):
        with pytest.raises(MediaError):
            unbake(touched)


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: BAKED[:70] + tail))
def test_what_is_no_picture_raises_what_is_documented(data):
    for read in (unbake, read_texts):
        try:
            read(data)
        except MediaError:
            continue
        raise AssertionError(data)


@given(st.text("<>/svg:xmln='\" ![]-CDATA&;obcredential{}?", max_size=80))
def test_xml_made_of_its_own_pieces_raises_what_is_documented(pieces):
    data = SVG.replace(b"<circle", pieces.encode() + b"<circle")
    try:
        unbake(data)
    except MediaError:
        return
    raise AssertionError(data)
