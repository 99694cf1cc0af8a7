"""A presentation that anybody changed is not accepted: whichever member it was, of the presentation, its proof or a credential in it."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import at, places, put, replacements
from presentations import ADA, AUDIENCE, CHALLENGE, badge_of, employer

SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022")
SHOWN = {suite: ADA.show(badge_of(number=1), badge_of(number=2), securing=suite) for suite in SUITES}
VERIFIER = employer()


def verdict(document):
    return VERIFIER.inspect_presentation(json.dumps(document), challenge=CHALLENGE, audience=AUDIENCE).verdict


def same(one, other):
    """Whether two documents say the same to every reader: the contexts that a proof repeats and the order of sets aside."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@pytest.mark.parametrize("suite", SUITES)
def test_unchanged_it_is_accepted(suite):
    assert verdict(SHOWN[suite]) == "accepted"


@pytest.mark.parametrize("suite", SUITES)
@given(data=st.data())
def test_any_change_of_a_member_is_refused(suite, data):
    shown = SHOWN[suite]
    steps = data.draw(st.sampled_from(list(places(shown))))
    value = data.draw(st.sampled_from(list(replacements(at(shown, steps)))))
    changed = put(shown, steps, value)
    if not same(normal(changed), normal(shown)):
        assert verdict(changed) != "accepted"


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize(
    "member", ["undefined", "name", "termsOfUse", "id", "issuer", "credentialSubject", "challenge"]
)
def test_a_member_that_was_added_is_refused(suite, member):
    for value in ("x", "urn:x:1", {"id": "urn:x:1", "type": "Example"}):
        changed = copy.deepcopy(SHOWN[suite])
        changed[member] = value
        assert verdict(changed) != "accepted"


@pytest.mark.parametrize("suite", SUITES)
def test_what_is_left_out_or_added_of_the_credentials_is_noticed(suite):
    shown = SHOWN[suite]
    first, second = shown["verifiableCredential"]
    for listed in ([first], [second], [first, second, badge_of(number=3)], first, []):
        assert verdict({**shown, "verifiableCredential": listed}) != "accepted"


@pytest.mark.parametrize(
    "member", ["challenge", "domain", "created", "proofPurpose", "verificationMethod", "cryptosuite"]
)
@pytest.mark.parametrize("suite", SUITES)
def test_no_member_of_the_proof_can_go(suite, member):
    changed = copy.deepcopy(SHOWN[suite])
    del changed["proof"][member]
    assert verdict(changed) != "accepted"


def normal(value):
    """Without what JSON-LD does not tell apart, and RDF suites rightly do not cover: a lone value, and an array that holds it alone; the
    order of arrays."""
    if isinstance(value, dict):
        return {name: normal(member) for name, member in value.items()}
    if isinstance(value, list):
        items = sorted({json.dumps(normal(each), sort_keys=True) for each in value})
        return json.loads(items[0]) if len(items) == 1 else [json.loads(item) for item in items]
    return value
