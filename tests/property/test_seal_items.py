"""Whatever is changed in what was added to a seal, the seal is reported at a lower level, or what was changed was never stamped."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.securing.jades import parse
from credseal.securing.jades.reached import reached
from credseal.securing.jades.stamps import examine
from credseal.securing.jades.unsigned import read
from long_term import House
from support import corpus_files

ORDER = ("B", "T", "LT", "LTA")


def is_sealed(path):
    return path.is_file() and b'"signatures"' in path.read_bytes()


SEALED = [path.read_bytes() for path in corpus_files("edc/samples/**/*json*") if is_sealed(path)] or [
    House().sealed("LTA")
]
SIGNATURES = [parse(data).signatures[0] for data in SEALED]


def level(signature, texts):
    try:
        unsigned = read(texts or None)
        return reached(signature, unsigned, examine(signature, unsigned))
    except CredsealError:
        return "B"


def token_of(text):
    return base64.b64decode(json.loads(base64url.decode(text))["arcTst"]["tstTokens"][0]["val"])


quick = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize("dropped", range(4))
@pytest.mark.parametrize("signature", SIGNATURES)
def test_an_item_that_is_dropped(signature, dropped):
    texts = [*signature.etsi_u]
    del texts[dropped]
    assert ORDER.index(level(signature, texts)) < ORDER.index("LTA")


@pytest.mark.parametrize("signature", SIGNATURES)
def test_items_in_another_order(signature):
    first, second, third, fourth = signature.etsi_u
    for texts in ([second, first, third, fourth], [first, third, second, fourth], [fourth, first, second, third]):
        assert level(signature, texts) != "LTA"


@quick
@given(signature=st.sampled_from(SIGNATURES), number=st.integers(0, 2), data=st.data())
def test_a_character_of_a_stamped_item(signature, number, data):
    texts = [*signature.etsi_u]
    at = data.draw(st.integers(0, len(texts[number]) - 1))
    other = data.draw(st.sampled_from("Aa0-_.").filter(lambda each: each != texts[number][at]))
    texts[number] = texts[number][:at] + other + texts[number][at + 1 :]
    assert ORDER.index(level(signature, texts)) < ORDER.index("LTA")


@quick
@given(signature=st.sampled_from(SIGNATURES), number=st.integers(0, 2))
def test_an_item_spelled_anew_with_the_same_content(signature, number):
    texts = [*signature.etsi_u]
    respelled = base64url.encode(json.dumps(json.loads(base64url.decode(texts[number])), indent=1).encode())
    assert respelled != texts[number]
    texts[number] = respelled
    assert level(signature, texts) == "LT"


@quick
@given(signature=st.sampled_from(SIGNATURES), data=st.data())
def test_a_byte_of_the_last_timestamp(signature, data):
    """The last token covers all before it, and itself in part: certificates that travel in it are covered by nothing."""
    *before, last = signature.etsi_u
    der = token_of(last)
    at = data.draw(st.integers(0, len(der) - 1))
    spoilt = der[:at] + bytes([der[at] ^ data.draw(st.integers(1, 255))]) + der[at + 1 :]
    value = {"arcTst": {"tstTokens": [{"val": base64.b64encode(spoilt).decode()}]}}
    after = [*before, base64url.encode(json.dumps(value).encode())]
    if level(signature, after) == "LTA":
        (was,) = (each for each in examine(signature, read([*signature.etsi_u])) if each.kind == "arcTst")
        (now,) = (each for each in examine(signature, read(after)) if each.kind == "arcTst")
        assert (now.token.time, now.token.imprint, now.authority) == (was.token.time, was.token.imprint, was.authority)
