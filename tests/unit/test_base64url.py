import pytest

from credseal.encoding import base64url
from credseal.errors import EncodingError

# RFC 4648, section 10, without padding; the last two show the letters that differ from base64.
VECTORS = [
    (b"", ""),
    (b"f", "Zg"),
    (b"fo", "Zm8"),
    (b"foo", "Zm9v"),
    (b"foob", "Zm9vYg"),
    (b"fooba", "Zm9vYmE"),
    (b"foobar", "Zm9vYmFy"),
    (b"\xfb\xff\xbf", "-_-_"),
    (b"\xff\xff", "__8"),
]


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_rfc_4648_vectors(data, text):
    assert base64url.encode(data) == text
    assert base64url.decode(text) == data


@pytest.mark.parametrize(
    "text",
    ["Zg==", "Zm8=", "Zm 9v", "Zm9v\n", " Zm9v", "+/+/", "Zm9v.", "Zm9vé", "Zm9v\udc80", "Zg\0\0", "=", "Zm\u200b9v"],
)
def test_characters_outside_the_alphabet_are_refused_with_their_position(text):
    with pytest.raises(EncodingError) as caught:
        base64url.decode(text)
    assert caught.value.code == "base64url.character"
    assert "position" in str(caught.value)


@pytest.mark.parametrize("text", ["A", "Zm9vA"])
def test_a_lone_character_is_no_whole_byte(text):
    with pytest.raises(EncodingError) as caught:
        base64url.decode(text)
    assert caught.value.code == "base64url.length"


@pytest.mark.parametrize("text", ["Zh", "Zv", "Zm9", "Zm-", "AB", "AAB"])
def test_a_second_spelling_of_the_same_bytes_is_refused(text):
    with pytest.raises(EncodingError) as caught:
        base64url.decode(text)
    assert caught.value.code == "base64url.trailing-bits"


def test_of_all_texts_of_two_characters_each_byte_has_exactly_one():
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    accepted = {}
    for text in (a + b for a in alphabet for b in alphabet):
        try:
            accepted[text] = base64url.decode(text)
        except EncodingError:
            continue
    assert sorted(accepted.values()) == [bytes([byte]) for byte in range(256)]
