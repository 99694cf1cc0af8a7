"""A changed byte of what is signed breaks a seal, whatever was sealed and whoever sealed it."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.encoding import base64url
from credseal.errors import CredsealError, JsonError, ProofError
from credseal.securing.jades import faults, parse
from credseal.securing.jades.signing import seal
from seals import AT, only, signer
from support import corpus_files

SAMPLES = [path for path in corpus_files("edc/samples/**/*.json*") if b'"signatures"' in path.read_bytes()]
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@cache
def sample(path):
    return json.loads(path.read_bytes())


def is_good(file):
    """Whether the file's own certificate says that it is unbroken."""
    try:
        signature = only(file)
        signature.verify(signature.certificate.public_key)
    except CredsealError:
        return False
    return not [each for each in faults(signature) if each.severity == "error"]


def flipped(data, where, mask):
    position = where % len(data)
    return data[:position] + bytes([data[position] ^ mask]) + data[position + 1 :]


@pytest.mark.corpus
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@given(
    part=st.sampled_from(["payload", "protected", "signature"]),
    where=st.integers(min_value=0, max_value=2**24),
    mask=st.integers(min_value=1, max_value=127),
)
def test_a_changed_byte_of_a_real_seal(path, part, where, mask):
    document = sample(path)
    (signature,) = document["signatures"]
    if part == "payload":
        changed = flipped(document["payload"].encode(), where, mask)
        try:
            text = changed.decode()
        except UnicodeDecodeError:  # no JSON string holds it, so that nobody can hand it over
            text = "?"
        file = {**document, "payload": text}
    else:
        changed = base64url.encode(flipped(base64url.decode(signature[part]), where, mask))
        file = {**document, "signatures": [{**signature, part: changed}]}
    assert not is_good(json.dumps(file))


@pytest.mark.corpus
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_a_real_seal_does_not_cover(path):
    """White space, escapes and the order outside the strings: the same seal, differently written."""
    document = sample(path)
    assert is_good(path.read_bytes())
    assert is_good(json.dumps(document, ensure_ascii=True, indent=2))
    assert is_good(json.dumps(document, ensure_ascii=False, sort_keys=True))
    assert is_good(json.dumps({"signatures": document["signatures"], "payload": document["payload"]}))


@given(text=ANYTHING, form=st.sampled_from(["general", "compact"]))
def test_what_was_sealed_comes_back(text, form):
    file = seal(text.encode(), signer(), at=AT, form=form)
    assert parse(file).payload == text.encode()
    assert is_good(file)


@given(text=ANYTHING, where=st.integers(min_value=0), mask=st.integers(min_value=1, max_value=255))
def test_a_changed_byte_of_our_files(text, where, mask):
    """Every byte of the file: it is refused, or says the same about the same content."""
    file = seal(text.encode(), signer(), at=AT)
    try:
        changed = only(flipped(file, where, mask))
        changed.verify(signer().public_key)
    except (ProofError, JsonError):
        return
    assert changed.signing_input == only(file).signing_input


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_anything_at_all_is_a_seal_or_refused(source):
    try:
        sealed = parse(source)
    except (ProofError, JsonError):
        return
    for signature in sealed.signatures:
        faults(signature)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["alg", "cty", "kid", "typ", "x5c", "x5t", "x5t#S256", "x5t#o", "sigX5ts", "crit", "b64", "iat", "sigT", "exp", "sigPId", "etsiU"]
)  # fmt: skip


@given(
    st.dictionaries(NAMES, JSON | st.lists(NAMES), max_size=8),
    st.dictionaries(st.sampled_from(["etsiU", "crit", "x"]), JSON, max_size=2),
)
def test_any_header_gets_an_answer(header, unprotected):
    written = {"alg": "ES256", **header}
    protected = base64url.encode(json.dumps(written).encode())
    file = {"payload": "e30", "signatures": [{"protected": protected, "header": unprotected, "signature": "AAAA"}]}
    try:
        signature = only(json.dumps(file))
    except (ProofError, JsonError):
        return
    assert all(each.code and each.message for each in faults(signature))
    with pytest.raises(ProofError):
        signature.verify(signer().public_key)
