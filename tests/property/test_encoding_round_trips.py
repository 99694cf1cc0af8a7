import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.encoding import base58, base64url, multibase, multicodec
from credseal.errors import EncodingError

data = st.one_of(st.binary(max_size=200), st.binary(max_size=40).map(lambda tail: b"\0\0" + tail))


@given(data)
def test_base64url_reads_what_it_writes(value):
    assert base64url.decode(base64url.encode(value)) == value


@given(data)
def test_base58_reads_what_it_writes(value):
    assert base58.decode(base58.encode(value)) == value


@given(data, st.sampled_from("zu"))
def test_multibase_reads_what_it_writes(value, base):
    assert multibase.decode(multibase.encode(value, base)) == value


@given(st.sampled_from(sorted(multicodec.NAMES.values())), data)
def test_multicodec_reads_what_it_writes(name, payload):
    assert multicodec.split(multicodec.join(name, payload)) == (name, payload)


@given(st.text(max_size=40) | st.text("ABCabc019-_+/= \n", max_size=12))
def test_every_base64url_text_that_is_read_is_the_only_one_for_its_bytes(text):
    try:
        value = base64url.decode(text)
    except EncodingError:
        return
    assert base64url.encode(value) == text


@given(st.text(max_size=40) | st.text(base58.ALPHABET, max_size=100))
def test_every_base58_text_that_is_read_is_the_only_one_for_its_bytes(text):
    try:
        value = base58.decode(text)
    except EncodingError:
        return
    assert base58.encode(value) == text


@given(st.binary(max_size=12))
def test_every_multicodec_prefix_that_is_read_is_the_only_one_for_its_codec(value):
    try:
        name, payload = multicodec.split(value)
    except EncodingError:
        return
    assert multicodec.join(name, payload) == value


@given(st.binary(min_size=1, max_size=64), st.integers(0, 10_000), st.sampled_from(" \n\t=.\u200b\0é"))
def test_a_character_put_in_anywhere_is_refused(value, place, character):
    for codec in (base58, base64url):
        text = codec.encode(value)
        at = place % (len(text) + 1)
        with pytest.raises(EncodingError):
            codec.decode(text[:at] + character + text[at:])
