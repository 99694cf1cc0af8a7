"""The little CBOR that proof values need, in one spelling."""

from contextlib import suppress

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.encoding import cbor
from credseal.errors import EncodingError

SCALARS = st.integers(0, 2**64 - 1) | st.binary(max_size=70) | st.text(max_size=30)
VALUES = st.lists(
    SCALARS | st.lists(SCALARS, max_size=30) | st.dictionaries(st.integers(0, 2**32), SCALARS), max_size=9
)


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert cbor.decode(cbor.encode(value), containers=10) == value


@given(st.binary(max_size=60))
def test_whatever_is_read_has_one_spelling(data):
    with suppress(EncodingError):
        assert cbor.encode(cbor.decode(data, containers=3)) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "18", "1801", "190001", "1a00000001", "1b0000000000000001", "58016100", "616100", "61ff", "8201", "81", "a101",
        "20", "3903e7", "f4", "f5", "f6", "f7", "f90000", "fb3ff0000000000000", "e0", "f8ff", "ff",
        "c0", "c11a514b67b0", "c24101", "d81c80", "d9d9f700",
        "5f4161ff", "7f6161ff", "9fff", "bfff", "1c", "1f",
        "a201000101", "a200000000", "0000",
        "9a7fffffff", "9b7fffffffffffffff", "ba7fffffff", "5a7fffffff", "7b7fffffffffffffff",
        "8180818081808180", "81818181",
    ],
)  # fmt: skip
def test_anything_else_is_refused(data):
    with pytest.raises(EncodingError) as caught:
        cbor.decode(bytes.fromhex(data), containers=3)
    assert caught.value.code == "cbor.form"


def test_containers_are_counted_wherever_they_stand():
    data = cbor2.dumps([[], [], {}])
    assert cbor.decode(data, containers=4) == [[], [], {}]
    with pytest.raises(EncodingError):
        cbor.decode(data, containers=3)


def test_maps_keep_their_order():
    data = bytes.fromhex("a201000001")
    assert list(cbor.decode(data, containers=1)) == [1, 0]
