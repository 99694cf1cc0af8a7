import pytest

from credseal.encoding import strict_json
from credseal.encoding.strict_json import Limits
from credseal.errors import InputError, JsonError


def refusal(data, **options):
    with pytest.raises(JsonError) as caught:
        strict_json.loads(data, **options)
    return caught.value


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"name": "Ada", "credits": [5, 2.5, true, null]}', {"name": "Ada", "credits": [5, 2.5, True, None]}),
        ('{"größe": "\\u20ac"}', {"größe": "€"}),
        (b'"\\ud834\\udd1e"', "𝄞"),
        (b" \t\r\n0 ", 0),
        (b"1e308", 1e308),
        (b"1e-400", 0.0),
        (b"0.000e999", 0.0),
        (b'"1e400 in text is text"', "1e400 in text is text"),
        (b'{"1e400": "0e0001"}', {"1e400": "0e0001"}),
        (b"9007199254740993", 2**53 + 1),
    ],
)
def test_json_is_read_as_it_says(data, value):
    assert strict_json.loads(data) == value


def test_the_members_keep_their_order():
    assert list(strict_json.loads(b'{"b": 1, "a": 2, "c": 3}')) == ["b", "a", "c"]


@pytest.mark.parametrize("data", [b'{"a": 1, "a": 1}', b'[{"b": {"a": 1, "c": 2, "a": 3}}]', b'{"\\u0061": 1, "a": 2}'])
def test_a_repeated_member_is_refused_by_name_however_it_is_escaped(data):
    error = refusal(data)
    assert error.code == "json.duplicate-key"
    assert 'member "a"' in error.message
    assert "line 1, column" in error.message


def test_a_hostile_name_of_a_repeated_member_is_shown_escaped_and_shortened():
    name = b"\\u001b[31m\\u202e" + b"x" * 500
    error = refusal(b'{"' + name + b'": 1, "' + name + b'": 2}')
    assert error.message.isprintable()
    assert len(error.message) < 200


def test_the_same_name_in_two_objects_is_no_repetition():
    assert strict_json.loads(b'[{"a": 1}, {"a": {"a": 2}}]') == [{"a": 1}, {"a": {"a": 2}}]


@pytest.mark.parametrize(
    "data",
    [
        b"1e400", b"-1e400", b"1E400", b"1e+400", b"1E+0400", b"[0.1e310]", b'{"a": [1, 2, 179769313486231580793e289]}',
        b"1" + b"0" * 309 + b".0", b"1" + b"0" * 220 + b"e99", b"1" + b"0" * 400, b"-1" + b"0" * 400, b"1" * 5000,
    ],
)  # fmt: skip
def test_a_number_that_no_double_holds_is_refused(data):
    assert refusal(data).code == "json.number"


@pytest.mark.parametrize("data", [b"NaN", b"Infinity", b"-Infinity", b'{"a": NaN}', b"[-Infinity]", b"nan"])
def test_nan_and_infinity_are_no_json(data):
    assert refusal(data).code in ("json.syntax", "json.number")


@pytest.mark.parametrize("data", [b"01", b"1.", b"+1", b"0x1", b".5", b"1e", b"- 1"])
def test_numbers_in_other_notations_are_refused(data):
    assert refusal(data).code in ("json.syntax", "json.number")


@pytest.mark.parametrize(
    "data",
    [
        b'"\\ud800"',
        b'"\\udc00"',
        b'"\\udc00\\ud800"',
        b'{"\\ud800": 1}',
        b'"\\ud800a"',
        b'"\\ud800\\u0061"',
        b'"\xed\xa0\x80"',
    ],
)
def test_lone_surrogates_are_refused(data):
    assert refusal(data).code == "json.encoding"


def test_a_lone_surrogate_in_text_is_refused():
    error = refusal('{"a": "\ud800"}')
    assert error.code == "json.encoding"
    assert "U+D800" in error.message


@pytest.mark.parametrize(
    "data",
    [b'"\xff"', b'"\xc3\x28"', b'"\xf8\x88\x80\x80\x80"', b'"\xc0\xaf"', "é".encode("latin-1").join([b'"', b'"'])],
)
def test_bytes_that_are_not_utf_8_are_refused(data):
    assert refusal(data).code == "json.encoding"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf{}", "{}".encode("utf-16"), "\ufeff{}"])
def test_a_byte_order_mark_is_refused_as_such(data):
    error = refusal(data)
    assert error.code == "json.encoding"
    assert "byte order mark" in error.message


@pytest.mark.parametrize(
    "data", [b"", b" ", b"{} {}", b"[1,]", b'{"a": 1,}', b"{'a': 1}", b"nul", b"{}x", b"[1 2]", b'"a\nb"', b"// {}"]
)
def test_what_is_not_json_is_refused_with_its_place(data):
    error = refusal(data)
    assert error.code == "json.syntax"
    assert "line " in error.message


def test_errors_do_not_quote_the_document():
    secret = "z3u2enSecret"
    for data in (
        f'{{"a": "{secret}", }}',
        f'"{secret}',
        f'["{secret}" "{secret}"]',
        f'{{"{secret}" 1}}',
        f'{{"a": {secret}}}',
    ):
        error = refusal(data)
        assert secret not in f"{error!r} {error} {error.hint} {error.__cause__} {error.__context__ and ''}"


def test_depth_counts_containers_inside_one_another():
    assert strict_json.loads(b"[" * 64 + b"]" * 64)
    assert refusal(b"[" * 65 + b"]" * 65).code == "json.depth"
    assert refusal(b'{"a":' * 65 + b"1" + b"}" * 65).code == "json.depth"
    assert strict_json.loads(b"1", limits=Limits(depth=0)) == 1
    assert refusal(b"[]", limits=Limits(depth=0)).code == "json.depth"
    assert strict_json.loads(b'["[[[["]', limits=Limits(depth=1)) == ["[[[["]


def test_wide_is_not_deep():
    assert len(strict_json.loads(b"[" + b"[[]]," * 1000 + b"[]]", limits=Limits(depth=3))) == 1001


def test_size_counts_bytes():
    assert strict_json.loads('"é"', limits=Limits(bytes=4)) == "é"
    assert refusal('"é"', limits=Limits(bytes=3)).code == "json.size"


def test_items_count_values_and_not_commas_in_text():
    assert strict_json.loads(b"[1,2,3]", limits=Limits(items=4)) == [1, 2, 3]
    assert refusal(b"[1,2,3]", limits=Limits(items=3)).code == "json.items"
    assert strict_json.loads(b'{"a,,,,": "\\"[{,,,,"}', limits=Limits(items=2)) == {"a,,,,": '"[{,,,,'}


def test_a_refusal_can_be_caught_as_input_error():
    assert isinstance(refusal(b"{"), InputError)


def test_writing_keeps_characters_and_order():
    value = {"größe": "€", "a": [1, 2.5, None, True]}
    assert strict_json.dumps(value) == '{"größe": "€", "a": [1, 2.5, null, true]}'
    assert strict_json.loads(strict_json.dumps(value, indent=2)) == value


def test_what_nests_too_deep_is_not_written():
    value = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(JsonError) as caught:
        strict_json.dumps(value)
    assert caught.value.code == "json.depth"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "json.number"),
        ([float("inf")], "json.number"),
        ("\ud800", "json.encoding"),
        ({"a": {1, 2}}, "json.type"),
    ],
)
def test_what_has_no_form_in_json_is_not_written(value, code):
    with pytest.raises(JsonError) as caught:
        strict_json.dumps(value)
    assert caught.value.code == code


def test_several_values_are_read_each_by_itself():
    assert strict_json.loads_each([b'["a", 1]', b"{}", b" 2 "]) == [["a", 1], {}, 2]
    assert strict_json.loads_each([]) == []


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([b"[1", b"2]"], "json.syntax"),
        ([b"1,2", b"3"], "json.syntax"),
        ([b"[1]", b""], "json.syntax"),
        ([b"[]", b'{"a": 1, "a": 2}'], "json.duplicate-key"),
        ([b"[]", b"[1e400]"], "json.number"),
        ([b"[1", b"e400]"], "json.syntax"),
        ([b"[]", b"9" * 400], "json.number"),
        ([b"[]", b"[" * 65 + b"]" * 65], "json.depth"),
        ([b"[]", b'"\\ud800"'], "json.encoding"),
    ],
)
def test_each_of_several_values_is_held_to_the_rules(texts, code):
    with pytest.raises(JsonError) as caught:
        strict_json.loads_each(texts)
    assert caught.value.code == code


def test_the_limits_are_for_all_of_several_values_together():
    assert strict_json.loads_each([b"[" * 40 + b"]" * 40] * 2)
    for limits in (Limits(bytes=7), Limits(items=4)):
        assert strict_json.loads_each([b"[1]", b"[2]"], limits=Limits(bytes=7, items=6)) == [[1], [2]]
        with pytest.raises(JsonError):
            strict_json.loads_each([b"[1]", b"[2]", b"[3]"], limits=limits)
