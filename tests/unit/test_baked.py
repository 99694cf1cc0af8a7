"""Pictures carry one credential, which every reader finds and nobody can take for another."""

import json
from pathlib import Path

import pytest

from credseal.errors import EncodingError, InputError, JsonError, MediaError
from credseal.issuer import SealedCredential
from credseal.media.baked import bake, carrier_of, unbake
from pictures import SVG, chunk, chunks_of, itxt, official_png, official_svg, pixels, png, text, ztxt

JSON = '{"id": "urn:1", "name": "Credly® 学习 ελληνικά \U0001f393", "tricky": "]]> & <![CDATA[ \\" </svg>"}'
TOKEN = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"
URL = "https://uni.example/assertions/1.json"
PICTURES = {"png": png(text("Title", "A badge")), "svg": SVG}
# Standard: PNG keyword, SVG namespace, SVG element; as the standards have them.
STANDARDS = {
    "openbadges-3": ("openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential"),
    "openbadges-2": ("openbadges", "http://openbadges.org", "assertion"),
    "clr-2": ("clrcredential", "https://purl.imsglobal.org/clr/v2p0", "credential"),
}


def svg(content: str, standard: str = "openbadges-3") -> bytes:
    _, namespace, element = STANDARDS[standard]
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:b="{namespace}">{content.replace("CARRIER", f"b:{element}")}</svg>'.encode()


def code_of(data):
    with pytest.raises(MediaError) as refused:
        unbake(data)
    return refused.value.code


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("carrier", PICTURES)
@pytest.mark.parametrize("credential", [JSON, TOKEN], ids=["json", "token"])
def test_what_is_baked_is_unbaked(carrier, standard, credential):
    baked = unbake(bake(PICTURES[carrier], credential, standard))
    assert (baked.carrier, baked.standard) == (carrier, standard)
    assert baked.text.replace("\\u003e", ">") == credential


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("credential", [JSON, TOKEN], ids=["json", "token"])
def test_the_official_validator_s_logic_finds_the_whole_of_it(standard, credential):
    keyword, namespace, element = STANDARDS[standard]
    in_png = official_png(bake(PICTURES["png"], credential, standard), keyword)
    in_svg = official_svg(bake(PICTURES["svg"], credential, standard), namespace, element)
    if credential == TOKEN:
        assert in_png == in_svg == TOKEN
    else:
        assert json.loads(in_png) == json.loads(in_svg) == json.loads(JSON)


@pytest.mark.parametrize("carrier", PICTURES)
def test_baking_again_replaces_what_any_standard_had_put_there(carrier):
    picture = PICTURES[carrier]
    for standard in (*STANDARDS, *STANDARDS):
        picture = bake(picture, f'{{"for": "{standard}"}}', standard)
        assert unbake(picture).text == f'{{"for": "{standard}"}}'


def test_the_text_of_a_badge_stays_out_of_what_is_printed():
    assert "Credly" not in repr(unbake(bake(PICTURES["png"], JSON)))


def test_pictures_are_told_apart_by_their_content():
    assert [carrier_of(data) for data in (PICTURES["png"], SVG, b"\xef\xbb\xbf\n" + SVG, b"{}", b"eyJ", b"")] == [
        "png",
        "svg",
        "svg",
        None,
        None,
        None,
    ]


def test_a_compressed_international_text_is_read():
    assert unbake(png(itxt("openbadgecredential", JSON, flag=1, language="en"))).text == JSON


@pytest.mark.parametrize("kind", [text, itxt])
def test_old_badges_have_the_address_of_their_assertion_in_a_text_of_either_kind(kind):
    baked = unbake(png(kind("openbadges", URL)))
    assert (baked.text, baked.standard) == (URL, "openbadges-2")


def test_old_svg_badges_have_the_address_in_the_attribute_also_beside_the_assertion():
    assert unbake(svg(f'<CARRIER verify="{URL}"/>', "openbadges-2")).text == URL
    for assertion in (f'{{"id": "{URL}"}}', f'{{"verify": {{"type": "hosted", "url": "{URL}"}}}}'):
        data = svg(f'<CARRIER verify="{URL}"><![CDATA[{assertion}]]></CARRIER>', "openbadges-2")
        assert unbake(data).text == assertion


AMBIGUOUS = {
    "two texts of a keyword": png(itxt("openbadgecredential", "{}"), itxt("openbadgecredential", "{}")),
    "the second after the pixels": png(itxt("openbadges", "{}"), last=pixels() + itxt("openbadges", "{}")),
    "texts of two keywords": png(itxt("openbadgecredential", "{}"), itxt("openbadges", "{}")),
    "an old text beside a new one": png(text("openbadges", URL), itxt("openbadges", "{}")),
    "a text of a kind that does not count beside one": png(
        itxt("openbadgecredential", "{}"), text("openbadgecredential", "{}")
    ),
    "a compressed old text beside one": png(itxt("clrcredential", "{}"), ztxt("clrcredential", b"{}")),
    "a keyword in capitals": png(itxt("OpenBadgeCredential", "{}")),
    "a keyword in capitals beside the right one": png(itxt("openbadges", "{}"), itxt("OpenBadges", "{}")),
    "two elements": svg(f'<CARRIER verify="{TOKEN}"/><CARRIER verify="{TOKEN}"/>'),
    "elements of two standards": svg(
        f'<CARRIER verify="{TOKEN}"/><assertion xmlns="http://openbadges.org" verify="{URL}"/>'
    ),
    "attribute and content": svg(f'<CARRIER verify="{TOKEN}"><![CDATA[{{}}]]></CARRIER>'),
    "address and content in Open Badges 3": svg(f'<CARRIER verify="{URL}">{{"id": "{URL}"}}</CARRIER>'),
    "token and content in Open Badges 2": svg(f'<CARRIER verify="{TOKEN}">{{"id": "{URL}"}}</CARRIER>', "openbadges-2"),
    "address of another assertion": svg(f'<CARRIER verify="{URL}">{{"id": "{URL}?"}}</CARRIER>', "openbadges-2"),
    "address beside no assertion": svg(f'<CARRIER verify="{URL}">[]</CARRIER>', "openbadges-2"),
    "empty attribute beside content": svg('<CARRIER verify="">{}</CARRIER>'),
    "JSON in the attribute": svg("<CARRIER verify='{}'/>"),
    "a token in the content": svg(f"<CARRIER>{TOKEN}</CARRIER>"),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_where_readers_could_find_different_credentials_none_is_taken_out(name):
    assert code_of(AMBIGUOUS[name]) == "media.ambiguous"


EMPTY = {
    "PNG": png(text("Comment", "{}")),
    "PNG with an empty text": png(itxt("openbadgecredential", " \n")),
    "SVG": SVG,
    "SVG with an empty element": svg("<CARRIER/>"),
    "SVG with a white element": svg("<CARRIER>\n<![CDATA[ ]]>\n</CARRIER>"),
    "SVG with an empty attribute": svg('<CARRIER verify=""/>'),
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_picture_without_a_credential_is_said_to_be_one(name):
    assert code_of(EMPTY[name]) == "media.empty"


@pytest.mark.parametrize("keyword", ["openbadgecredential", "clrcredential"])
@pytest.mark.parametrize("kind", [text, lambda keyword, content: ztxt(keyword, content.encode())])
def test_kinds_of_text_that_the_official_validator_does_not_look_at_are_refused(keyword, kind):
    assert code_of(png(kind(keyword, "{}"))) == "media.text-chunk"


def test_an_old_text_that_could_be_latin_or_utf_8_is_refused():
    assert code_of(png(text("openbadges", '{"name": "café"}'))) == "media.text-chunk"
    assert code_of(png(ztxt("openbadges", URL.encode()))) == "media.text-chunk"


@pytest.mark.parametrize("data", [b"", b"{}", b"GIF89a", b"\xff\xd8\xff\xe0 JFIF", b"RIFF\0\0\0\0WEBP", b"%PDF-"])
def test_other_files_are_no_pictures_that_carry(data):
    assert code_of(data) == "media.form"
    with pytest.raises(MediaError) as refused:
        bake(data, JSON)
    assert refused.value.code == "media.form"


@pytest.mark.parametrize(
    ("credential", "error"),
    [
        ("", EncodingError),
        (URL, EncodingError),
        ("eyJ.eyJ", EncodingError),
        ("[]", EncodingError),
        ('{"a": 1, "a": 2}', JsonError),
        ('{"a": "\ud800"}', JsonError),
        ('{"a": 1}{"b": 2}', JsonError),
        ("{", JsonError),
    ],
)
@pytest.mark.parametrize("carrier", PICTURES)
def test_only_json_and_tokens_are_baked(carrier, credential, error):
    with pytest.raises(error):
        bake(PICTURES[carrier], credential)


def test_nothing_is_baked_that_our_own_reader_would_refuse():
    with pytest.raises(MediaError) as refused:
        bake(png(itxt("OPENBADGES", "{}")), JSON)
    assert refused.value.code == "media.ambiguous"
    with pytest.raises(MediaError) as refused:
        bake(png(chunk(b"zZzz", bytes(8_300_000))), json.dumps({"a": "x" * 100_000}))
    assert refused.value.code == "png.size"


@pytest.mark.parametrize("carrier", PICTURES)
def test_white_space_around_a_credential_is_not_baked(carrier):
    assert unbake(bake(PICTURES[carrier], f"\n {TOKEN}\n")).text == TOKEN


def test_the_rest_of_a_png_stays_as_it_was():
    before, after = chunks_of(PICTURES["png"]), chunks_of(bake(PICTURES["png"], JSON))
    assert after[:1] + after[2:] == before


def test_every_refusal_says_what_to_do():
    for data in (*AMBIGUOUS.values(), *EMPTY.values(), b"", png(text("clrcredential", "{}"))):
        with pytest.raises(InputError) as refused:
            unbake(data)
        assert refused.value.hint


def test_sealed_credentials_bake_themselves(sealed, tmp_path):
    for name, picture in PICTURES.items():
        sealed.bake(tmp_path / f"badge.{name.upper()}", picture=picture)
        baked = unbake((tmp_path / f"badge.{name.upper()}").read_bytes())
        assert json.loads(baked.text) == sealed.document
        assert baked.standard == "openbadges-3"


def test_the_picture_may_be_a_file_and_is_not_overwritten(sealed, tmp_path):
    own = tmp_path / "own.svg"
    own.write_bytes(SVG)
    sealed.bake(tmp_path / "badge.svg", picture=own)
    assert own.read_bytes() == SVG
    with pytest.raises(Exception, match="there already"):
        sealed.bake(own, picture=own)
    sealed.bake(own, picture=own, overwrite=True)
    assert own.read_bytes() == (tmp_path / "badge.svg").read_bytes()


@pytest.mark.parametrize("name", ["badge.svg", "badge", "badge.json", "png"])
def test_a_picture_gets_no_name_of_another_kind(sealed, tmp_path, name):
    with pytest.raises(Exception, match=r"must end in \.png"):
        sealed.bake(tmp_path / name, picture=PICTURES["png"])
    assert not list(Path(tmp_path).iterdir())


def test_without_a_picture_one_is_drawn(sealed, tmp_path):
    sealed.bake(tmp_path / "badge.png")
    assert json.loads(unbake((tmp_path / "badge.png").read_bytes()).text) == sealed.document


@pytest.fixture(scope="module")
def sealed(issued):
    document = json.loads(issued.credential.read_text())
    return SealedCredential(document["id"], document)
