import json
import string

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from credseal.encoding import jcs, strict_json

# Text around the places where UTF-16 order and escapes matter, and plain text.
characters = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("\0\b\t\n\f\r\x1f\x22\\/\x7f\x80\ud7ff\ue000\uffff\U00010000\U0010ffffaé€"),
    st.sampled_from(string.ascii_letters),
)  # fmt: skip
texts = st.text(characters, max_size=8)
floats = st.floats(allow_nan=False, allow_infinity=False)
integers = st.integers(-(2**53) + 1, 2**53 - 1)


def nested(numbers):
    return st.recursive(
        st.one_of(st.none(), st.booleans(), numbers, texts),
        lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(texts, inner, max_size=5)),
        max_leaves=30,
    )


values = nested(st.one_of(integers, floats))
# Doubles from 2**53 up to 1e21 are written without an exponent. Read back they are integers beyond the safe ones, and refused.
readable = nested(st.one_of(integers, floats.filter(lambda number: not 2**53 <= abs(number) < 1e21)))


@given(values)
def test_every_byte_is_what_rfc8785_writes(value):
    assert jcs.canonicalize(value) == rfc8785.dumps(value)


@given(readable)
def test_reading_the_canonical_form_and_writing_it_again_changes_nothing(value):
    canonical = jcs.canonicalize(value)
    assert jcs.canonicalize(strict_json.loads(canonical)) == canonical


@given(readable)
def test_the_canonical_form_says_the_same(value):
    assert strict_json.loads(jcs.canonicalize(value)) == value


@given(st.dictionaries(texts, readable, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(value, random):
    members = list(value.items())
    random.shuffle(members)
    assert jcs.canonicalize(dict(members)) == jcs.canonicalize(value)


@given(readable, st.integers(0, 4), st.booleans())
def test_white_space_and_escapes_of_the_source_do_not_matter(value, indent, ensure_ascii):
    source = json.dumps(value, indent=indent, ensure_ascii=ensure_ascii)
    assert jcs.canonicalize(strict_json.loads(source)) == jcs.canonicalize(value)
