import enum

import pytest

from credseal.encoding import jcs
from credseal.errors import JsonError


def test_the_example_of_rfc_8785_section_3_2():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    expected = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert jcs.canonicalize(value).decode() == expected


def test_members_sort_by_utf_16_code_units():
    # RFC 8785, section 3.2.3: the emoji is a surrogate pair (U+D83D first) and so comes before U+FB33.
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(jcs.canonicalize(value).decode()) == list('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')


def test_the_order_holds_in_every_inner_object():
    inner = {"\ufb33": 1, "\U0001f600": 2}
    assert jcs.canonicalize([{"a": inner}]).decode() == '[{"a":{"😀":2,"\ufb33":1}}]'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1e-6, "0.000001"),
        (1e-7, "1e-7"), (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (9007199254740994.0, "9007199254740994"),
        (295147905179352830000.0, "295147905179352830000"), (9.999999999999997e22, "9.999999999999997e+22"), (2**53 - 1, "9007199254740991"),
        (-(2**53 - 1), "-9007199254740991"), (0.1 + 0.2, "0.30000000000000004"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_ecmascript_does(number, text):
    assert jcs.canonicalize(number).decode() == text
    assert jcs.canonicalize([number]).decode() == f"[{text}]"


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**400, float("nan"), float("inf"), float("-inf")])
def test_numbers_without_a_canonical_form_are_refused(number):
    for value in (number, [number], {"a": {"b": number}}):
        with pytest.raises(JsonError) as caught:
            jcs.canonicalize(value)
        assert caught.value.code == "json.number"


def test_control_characters_have_the_shortest_escape():
    everything = "".join(map(chr, range(0x20))) + '"\\/\x7f\u2028\u2029'
    expected = '"' + "".join(
        {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}.get(code, f"\\u{code:04x}") for code in range(0x20)
    ) + '\\"\\\\/\x7f\u2028\u2029"'  # fmt: skip
    assert jcs.canonicalize(everything).decode() == expected


@pytest.mark.parametrize(
    "value", ["\ud800", ["\udfff"], {"\ud800": 1}, {"a": "x\udc00"}, {"\ud800": 1, "\U0001f600": 2}]
)
def test_lone_surrogates_are_refused(value):
    with pytest.raises(JsonError) as caught:
        jcs.canonicalize(value)
    assert caught.value.code == "json.encoding"


@pytest.mark.parametrize(
    "value", [{1: "a"}, {"a": {None: 1}}, {"a": 1, 2: 3}, {True: 1}, [{1.5: 2}], {b"a": 1}, {("a",): 1}]
)
def test_keys_that_are_not_text_are_refused_and_never_turned_into_text(value):
    with pytest.raises(JsonError) as caught:
        jcs.canonicalize(value)
    assert caught.value.code == "json.type"


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object(), [1j], {"a": range(3)}])
def test_other_types_are_refused_by_name(value):
    with pytest.raises(JsonError) as caught:
        jcs.canonicalize(value)
    assert caught.value.code == "json.type"


class Colour(enum.IntEnum):
    RED = 3


class Level(enum.StrEnum):
    SIX = "EQF 6"


class Loud(str):
    __slots__ = ()

    def __str__(self):
        return "something else"


def test_subclasses_count_as_what_they_hold():
    class Half(float):
        __slots__ = ()

        def __repr__(self):
            return "half"

    value = {"c": Colour.RED, "l": Level.SIX, "s": Loud("text"), "t": (1, ("x",)), "h": Half(0.5), "b": [True, False]}
    assert jcs.canonicalize(value) == b'{"b":[true,false],"c":3,"h":0.5,"l":"EQF 6","s":"text","t":[1,["x"]]}'
    assert jcs.canonicalize({Level.SIX: 1, Loud("a"): 2}) == b'{"EQF 6":1,"a":2}'


def test_empty_containers():
    assert jcs.canonicalize([{}, [], "", ()]) == b'[{},[],"",[]]'


def test_depth_is_bounded_and_a_loop_is_refused():
    value = []
    for _ in range(127):
        value = [value]
    assert jcs.canonicalize(value) == b"[" * 128 + b"]" * 128
    loop = {}
    loop["self"] = [loop]
    for deep in ([value], {"a": value}, loop):
        with pytest.raises(JsonError) as caught:
            jcs.canonicalize(deep)
        assert caught.value.code == "json.depth"
