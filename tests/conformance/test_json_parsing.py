"""The 318 files of nst/JSONTestSuite: ``y_`` must be read, ``n_`` must be refused, ``i_`` may go either way."""

import json

import pytest

from credseal.encoding import strict_json
from credseal.errors import JsonError
from support import corpus_files

pytestmark = pytest.mark.corpus

# Valid by RFC 8259 and refused here, by rule: two members of one name.
REPEATED = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}

# Where we go, of what an implementation may decide.
READ = {
    "i_number_double_huge_neg_exp.json",  # 123.456e-789 is 0, as in every IEEE 754 reader
    "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json",  # exact, as Python integers
    "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json",
}


def named(pattern):
    return [pytest.param(path, id=path.stem) for path in corpus_files(f"json-parsing/{pattern}")]


@pytest.mark.parametrize("path", named("y_*.json"))
def test_what_must_be_read_is_read(path):
    data = path.read_bytes()
    if path.name in REPEATED:
        with pytest.raises(JsonError) as caught:
            strict_json.loads(data)
        assert caught.value.code == "json.duplicate-key"
    else:
        assert strict_json.loads(data) == json.loads(data)


@pytest.mark.parametrize("path", named("n_*.json"))
def test_what_must_be_refused_is_refused(path):
    with pytest.raises(JsonError) as caught:
        strict_json.loads(path.read_bytes())
    assert caught.value.code in ("json.syntax", "json.number", "json.encoding", "json.depth")


@pytest.mark.parametrize("path", named("i_*.json"))
def test_what_is_left_open_is_decided_here(path):
    if path.name in READ:
        strict_json.loads(path.read_bytes())
    else:
        with pytest.raises(JsonError):
            strict_json.loads(path.read_bytes())
