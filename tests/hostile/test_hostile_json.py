"""JSON made to exhaust or to mislead. Each must end in a refusal or a value, never in a crash; none may take long."""

import pytest

from credseal.encoding import jcs, strict_json
from credseal.encoding.strict_json import Limits
from credseal.errors import CredsealError, JsonError

ROOMY = Limits(bytes=64 * 1024 * 1024, items=10_000_000)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":', b'{"a":[', b" [ \n"])
@pytest.mark.parametrize("count", [65, 150, 250, 2_000, 100_000])
def test_deep_nesting_is_refused_whether_closed_or_not(opening, count):
    closing = b"".join({"[": b"]", "{": b"}"}[chr(byte)] for byte in reversed(opening) if chr(byte) in "[{")
    for data in (opening * count, opening * count + b"1" + closing * count):
        with pytest.raises(JsonError) as caught:
            strict_json.loads(data)
        assert caught.value.code in ("json.depth", "json.items", "json.syntax")
    with pytest.raises(JsonError) as caught:
        strict_json.loads(opening * count + b"1" + closing * count, limits=ROOMY)
    assert caught.value.code == "json.depth"


def test_brackets_in_text_do_not_hide_depth():
    balanced = b'["]", ' * 70 + b"1" + b"]" * 70 + b" "
    with pytest.raises(JsonError) as caught:
        strict_json.loads(balanced)
    assert caught.value.code == "json.depth"


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b"[]," * 1_000_000 + b"[]]",
        b"[" + b"1," * 1_000_000 + b"1]",
        b"{" + b",".join(b'"%d":0' % number for number in range(300_000)) + b"}",
    ],
    ids=["empty arrays", "numbers", "members"],
)
def test_too_many_values_are_refused_before_they_are_built(data):
    with pytest.raises(JsonError) as caught:
        strict_json.loads(data)
    assert caught.value.code == "json.items"


@pytest.mark.parametrize(
    "data",
    [
        b'["' + b"\\" * 3_000_000,
        b'["' + b'\\"' * 1_500_000,
        b'["' + b'\\",' * 1_000_000,
        b'"' * 1_000_001 + b"," * 300_000,
        b'["' + b"," * 3_000_000,
    ],
    ids=["backslashes", "escaped quotes", "escaped quotes and commas", "quotes", "never closed"],
)
def test_strings_that_never_close_are_refused(data):
    with pytest.raises(JsonError):
        strict_json.loads(data)


def test_one_long_text_is_one_value():
    assert len(strict_json.loads(b'["' + b",[{" * 1_000_000 + b'"]')) == 1


def test_very_many_members_in_one_object_are_read():
    members = b",".join(b'"%d":0' % number for number in range(150_000))
    assert len(strict_json.loads(b"{" + members + b"}")) == 150_000


def test_members_chosen_to_collide_are_read():
    # The parser and Python hash with a random seed; equal prefixes and lengths are the best that is left to try.
    members = b",".join(b'"%s%05d":0' % (b"a" * 100, number) for number in range(20_000))
    assert len(strict_json.loads(b"{" + members + b"}")) == 20_000


@pytest.mark.parametrize("digits", [308, 309, 4_299, 4_300, 4_301, 100_000, 1_000_000])
@pytest.mark.parametrize("tail", [b"", b".5", b"e0", b"e-400", b"e999999999999"])
def test_long_numbers_are_a_finite_number_or_a_refusal(digits, tail):
    try:
        value = strict_json.loads(b"9" * digits + tail)
    except JsonError as error:
        assert error.code == "json.number"  # noqa: PT017 - either way is right, in its own terms
    else:
        assert float(value) < float("inf")


@pytest.mark.parametrize("exponent", [b"e309", b"e+309", b"E0309", b"e00000000309", b"e99999999999999999999", b"E+308"])
@pytest.mark.parametrize("frame", [b"%b", b"[%b]", b'{"a":{"b":[0,%b]}}', b'["e1 000", -%b]', b"\n\t%b\n"])
def test_infinity_hides_in_no_notation(exponent, frame):
    with pytest.raises(JsonError) as caught:
        strict_json.loads(frame % (b"9.9" + exponent))
    assert caught.value.code == "json.number"


def test_a_document_of_nothing_but_suspicious_text_is_still_read():
    assert strict_json.loads(b'{"x": "' + b"0e000 " * 1000 + b'", "y": "' + b"7" * 1000 + b'"}')


@pytest.mark.parametrize(
    "data",
    [
        b"\0",
        b"\0" * 1000,
        b"{}\0",
        b"\x1f\x8b\x08",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"<html>",
        b"eyJhbGciOiJub25lIn0.e30.",
    ],
)
def test_other_formats_are_refused(data):
    with pytest.raises(JsonError):
        strict_json.loads(data)


def test_every_truncation_and_every_flipped_bit_ends_in_a_value_or_a_refusal():
    data = '{"größe": ["\\ud83d\\ude00", -1.5e10, true, null, {"a": "b\\n"}]}'.encode()
    for cut in range(len(data)):
        with pytest.raises(JsonError):
            strict_json.loads(data[:cut])
    for bit in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            jcs.canonicalize(strict_json.loads(bytes(flipped)))
        except CredsealError:
            continue
