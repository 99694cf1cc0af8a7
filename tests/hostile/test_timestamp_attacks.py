"""Attacks on the time of a seal, and on whoever reads what was added to it."""

import base64
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.errors import ProofError
from credseal.securing.jades import parse
from credseal.securing.jades.unsigned import read
from long_term import AT, YEAR, House, codes, item, stamp_item, texts_of, with_texts

HOUSE = House()
SEALED, ARCHIVED = HOUSE.sealed(), HOUSE.sealed("LTA")


def stamped(house, file, tokens, at):
    (signature,) = parse(file).signatures
    return with_texts(file, [stamp_item("sigTst", tokens.timestamp(signature.signature.encode(), at=at))])


def test_a_stolen_key_of_an_ended_certificate_does_not_seal_into_the_past():
    house = House()
    house.clock.advance(YEAR + timedelta(days=30))
    # The thief has the key, claims an old time, and gets a true timestamp today.
    forged = house.sealed(at=AT)
    late = stamped(house, forged, house.tokens, house.clock())
    for file in (forged, late):
        assert house.examined(file).unauthenticated.code in ("seal.time-unproven", "path.expired")


def test_a_home_made_timestamp_authority_dates_nothing_back():
    house = House()
    house.clock.advance(YEAR + timedelta(days=30))
    own = House()
    file = stamped(house, house.sealed(at=AT), own.tokens, AT)
    examined = house.examined(file)
    assert examined.level == "T"  # in form it is one
    assert (examined.unauthenticated.code, examined.known_by) == ("seal.time-unproven", "claimed")


def test_the_authorities_in_the_file_are_not_believed_for_being_there():
    house = House()
    own = House()
    root = {"x509Cert": {"val": base64.b64encode(own.stamping.root.der).decode()}}
    file = stamped(house, house.sealed(), own.tokens, AT)
    examined = house.examined(with_texts(file, [*texts_of(file), item("xVals", [root])]))
    assert examined.timestamps[0].disbelieved.code == "path.no-anchor"


def test_a_true_timestamp_of_another_signature_is_no_help():
    house = House()
    old = house.sealed("T")
    house.clock.advance(YEAR + timedelta(days=30))
    forged = with_texts(house.sealed(at=AT + timedelta(seconds=1)), texts_of(old))
    examined = house.examined(forged)
    assert (examined.level, examined.unauthenticated.code) == ("B", "seal.time-unproven")
    assert "seal.imprint" in codes(examined)


def test_a_seal_stripped_of_its_timestamps_is_only_a_claim():
    house = House()
    file = json.loads(ARCHIVED)
    del file["signatures"][0]["header"]
    examined = house.examined(json.dumps(file).encode(), seal_anchors=HOUSE.anchors)
    assert (examined.level, examined.known_by) == ("B", "claimed")


def test_ten_thousand_items_are_refused_at_once():
    with pytest.raises(ProofError) as caught:
        read(["e30"] * 10_000)
    assert caught.value.code == "seal.unsigned-size"
    examined = HOUSE.examined(with_texts(SEALED, ["e30"] * 10_000))
    assert (examined.level, codes(examined)) == ("B", ["seal.revocation-unknown", "seal.unsigned-size"])


@pytest.mark.parametrize(
    "value", [None, "", 7, {}, [], [[]], [None], [7], ["a", {}], [{}], [{"a": 1, "b": 2}], ["\u20ac"]]
)
def test_any_value_in_the_place_of_items_is_answered(value):
    examined = HOUSE.examined(with_texts(SEALED, value))
    assert (examined.level, examined.unverified, examined.unauthenticated) == ("B", None, None)


@given(
    st.lists(
        st.text(max_size=60) | st.dictionaries(st.sampled_from(["sigTst", "xVals", "arcTst"]), st.integers()),
        max_size=5,
    )
)
def test_any_items_are_answered(items):
    assert HOUSE.examined(with_texts(SEALED, items)).unauthenticated is None


def test_texts_that_are_no_ascii_are_covered_like_any_other():
    file = with_texts(ARCHIVED, ["\u20ac", *texts_of(ARCHIVED)])
    assert HOUSE.examined(file).level == "LT"


def test_a_cut_token_is_named():
    token = HOUSE.tokens.timestamp(b"x")
    examined = HOUSE.examined(with_texts(SEALED, [stamp_item("sigTst", token[: len(token) // 2])]))
    assert (examined.level, examined.timestamps[0].fault.code) == ("B", "timestamp.form")
    assert examined.timestamps[0].time is None


def test_a_crowd_of_timestamps_is_bounded():
    (signature,) = parse(SEALED).signatures
    token = HOUSE.tokens.timestamp(signature.signature.encode())
    examined = HOUSE.examined(with_texts(SEALED, [stamp_item("sigTst", token) for _ in range(17)]))
    assert (examined.level, examined.timestamps) == ("B", ())
