"""Whatever is issued is read as it was, whatever is withheld is gone and nothing else, and whatever is changed is refused."""

import copy

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from credseal.encoding import sd_jwt
from credseal.errors import CredsealError, ProofError
from credseal.securing.sd_jwt import issuing
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from sd_jwts import CLAIMS, HOLDER, ISSUER, NONCE, NOW, TYP, VERIFIER, checked, read

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = TEXTS.filter(lambda name: name not in ("_sd", "_sd_alg", "..."))
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS | st.floats(-(2**53), 2**53)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=5)


def places_of(value, place=()):
    """Where there is anything, what is inside another behind it."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, step)
            yield from places_of(inner, (*place, step))


def issue(claims, places, pad_to):
    return issuing.issue(claims, ISSUER, typ=TYP, disclosable=places, pad_to=pad_to)


def minus(claims, places):
    """The claims without those at some places: the last ones first, so that the numbers of the others stay right."""
    left = copy.deepcopy(claims)
    for place in sorted(
        places, key=lambda place: [(step,) if isinstance(step, int) else (0,) for step in place], reverse=True
    ):
        within = left
        for step in place[:-1]:
            within = within[step]
        del within[place[-1]]
    return left


@st.composite
def issued(draw):
    """Claims, which of them may be withheld, and the SD-JWT."""
    claims = draw(OBJECTS)
    everywhere = list(places_of(claims))
    places = draw(st.lists(st.sampled_from(everywhere), unique=True)) if everywhere else []
    return claims, places, issue(claims, places, draw(st.integers(1, 5)))


@given(issued())
def test_with_all_disclosures_everything_is_read(made):
    claims, places, text = made
    verified = read(text)
    assert verified.payload == claims
    assert {one.place for one in verified.disclosed} == set(places)
    assert len(verified.disclosed) == len(places)


@given(issued(), st.data())
def test_with_some_disclosures_the_rest_is_missing(made, data):
    claims, places, text = made
    shown = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    verified = read(present(parse(text), shown))
    opened = {place[:depth] for place in shown for depth in range(1, len(place) + 1)}
    withheld = {place for place in places if place not in opened}
    outermost = {place for place in withheld if not any(place[:depth] in withheld for depth in range(1, len(place)))}
    assert verified.payload == minus(claims, outermost)
    # Decoys, too, are digests without disclosure.
    assert sum(one.digests for one in verified.withheld) >= len(outermost)
    assert {one.place[:-1] for one in verified.disclosed} <= {(), *places_of(verified.payload)}


@given(issued(), st.data())
def test_a_changed_character_is_refused(made, data):
    _, _, text = made
    position = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~. ="))
    changed = text[:position] + other + text[position + 1 :]
    assume(changed != text)
    with pytest.raises(CredsealError):
        read(changed)


@given(issued(), st.data())
def test_a_presentation_cannot_be_changed(made, data):
    """A bare SD-JWT can lose disclosures, one with the proof of a key cannot."""
    claims, places, _ = made
    shown = bind(issue({**claims, "cnf": CLAIMS["cnf"]}, places, 1), HOLDER, nonce=NONCE, audience=VERIFIER, at=NOW)
    assert checked(shown).key == HOLDER.public_key
    parts = sd_jwt.split(shown)
    other = tuple(data.draw(st.permutations(parts.disclosures))[: data.draw(st.integers(0, len(parts.disclosures)))])
    assume(other != parts.disclosures)
    with pytest.raises(ProofError):
        checked(sd_jwt.join(parts.jwt, other) + parts.key_binding)


@given(st.text(max_size=60) | st.text("abcAB01-_~.", max_size=60))
def test_whatever_is_no_sd_jwt_is_refused_by_name(text):
    with pytest.raises(ProofError):
        parse(text)
