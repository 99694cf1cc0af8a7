import pytest

from credseal.encoding import base58
from credseal.errors import EncodingError

# The vectors of the Internet draft draft-msporny-base58, section 5, and leading zeros.
VECTORS = [
    (b"", ""),
    (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
    (
        b"The quick brown fox jumps over the lazy dog.",
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
    ),
    (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    (b"\0", "1"),
    (b"\0\0\0", "111"),
    (b"\xff", "5Q"),
]


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_vectors(data, text):
    assert base58.encode(data) == text
    assert base58.decode(text) == data


@pytest.mark.parametrize(
    "text", ["0", "O", "I", "l", "2NEpo7TZRRrLZSi2U ", "2NEpo\n", "2NEpo7=", "é", "\ud800", "\uff11"]
)
def test_characters_outside_the_alphabet_are_refused(text):
    with pytest.raises(EncodingError) as caught:
        base58.decode(text)
    assert caught.value.code == "base58.character"


def test_the_longest_value_survives_a_round_trip():
    for data in (b"\xff" * base58.MAX_BYTES, b"\0" * base58.MAX_BYTES, b"\0" + b"\xff" * (base58.MAX_BYTES - 1)):
        text = base58.encode(data)
        assert len(text) <= base58.MAX_CHARACTERS
        assert base58.decode(text) == data


def test_longer_values_are_refused_before_any_arithmetic():
    with pytest.raises(EncodingError) as caught:
        base58.encode(b"\1" * (base58.MAX_BYTES + 1))
    assert caught.value.code == "base58.length"
    with pytest.raises(EncodingError) as caught:
        base58.decode("z" * (base58.MAX_CHARACTERS + 1))
    assert caught.value.code == "base58.length"
