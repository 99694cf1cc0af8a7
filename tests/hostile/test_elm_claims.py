"""Whatever stands in a claim, reading it does not raise, and what was not understood is listed."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from elm_claims import read, unread, written
from records import credential

CLAIM = written(credential())[0]
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "type", "en", "title", "noteLiteral", "hasPart", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


def places(value, *steps):
    """Every place in a document."""
    if steps:
        yield steps
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in members:
        yield from places(below, *steps, step)


PLACES = list(places(CLAIM))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD), min_size=1, max_size=4))
def test_no_value_in_any_place_makes_reading_raise(changes):
    claim = copy.deepcopy(CLAIM)
    for steps, odd in changes:
        holder = claim
        for step in steps[:-1]:
            if not isinstance(holder, dict | list) or (isinstance(holder, list) and not isinstance(step, int)):
                break
            holder = holder.get(step) if isinstance(holder, dict) else holder[step] if step < len(holder) else None
        else:
            if isinstance(holder, dict) or (
                isinstance(holder, list) and isinstance(steps[-1], int) and steps[-1] < len(holder)
            ):
                holder[steps[-1]] = odd
    _, log = read(claim)
    unread(log, claim)


def test_parts_within_parts_end():
    whole = part = {"title": {"en": "Part"}}
    for _ in range(400):
        part["hasPart"] = {"title": {"en": "Part"}}
        part = part["hasPart"]
    claim = copy.deepcopy(CLAIM) | {"provenBy": {"specifiedBy": whole}}
    made, _ = read(claim)
    assert len(made.assessments) < 20


def test_an_assessment_that_is_part_of_itself_ends():
    claim = copy.deepcopy(CLAIM)
    claim["provenBy"] = {
        "specifiedBy": {"id": "urn:x:1", "title": {"en": "Loop"}, "hasPart": [{"id": "urn:x:1"}, "urn:x:1"]}
    }
    made, _ = read(claim)
    assert len(made.assessments) < 20
