"""Whose seal it is and since when: what timestamps prove, and what no claim can rescue."""

import base64
from datetime import timedelta

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

import seals
from authority import HomeAuthority, HomeTimestamps
from credseal.authenticity.seals import examine_seal
from credseal.pki.certificate import Certificate
from credseal.pki.paths import default_validator
from credseal.securing.jades import parse
from credseal.securing.jades.stamps import archive_input
from credseal.securing.jades.unsigned import read
from long_term import AT, YEAR, House, Stamps, codes, item, stamp_item, texts_of, with_texts
from seals import forged, header_with

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def signature_text(file):
    (signature,) = parse(file).signatures
    return signature.signature.encode()


def archived_by(house, file, tokens, texts=None):
    """The file with one more archive timestamp, made by these tokens."""
    (signature,) = parse(file).signatures
    texts = texts_of(file) if texts is None else texts
    data = archive_input(signature, read(texts or None).items)
    return with_texts(file, [*texts, stamp_item("arcTst", tokens.timestamp(data))])


def test_a_seal_without_timestamp_is_known_by_its_claim():
    house = House()
    examined = house.examined(house.sealed())
    assert (examined.level, examined.known_by, examined.sealed_at) == ("B", "claimed", AT)
    assert examined.unauthenticated is None
    assert examined.path[0] == Certificate.parse(house.held.der)
    assert examined.path[-1] == house.anchors[0]
    assert codes(examined) == ["seal.revocation-unknown"]


def test_a_trusted_timestamp_is_the_time_of_the_seal():
    house = House()
    file = house.sealed(at=AT - 30 * timedelta(seconds=1))
    examined = house.examined(house.extended(file, "T"))
    assert (examined.known_by, examined.sealed_at) == ("trusted timestamp", AT)


def test_a_timestamp_of_a_foreign_authority_stays_a_claim():
    house = House()
    examined = house.examined(house.sealed("LTA"), timestamp_anchors=[])
    assert (examined.level, examined.known_by, examined.sealed_at) == ("LTA", "claimed", AT)
    stamp = examined.timestamps[0]
    assert (stamp.believed, stamp.disbelieved.code, stamp.fault) == (False, "path.no-anchor", None)
    assert (stamp.time, stamp.name) == (AT, "Example Time")


def test_anchors_for_seals_are_none_for_timestamps_and_the_other_way_round():
    house = House()
    file = house.sealed("T")
    examined = house.examined(file, timestamp_anchors=house.anchors, seal_anchors=house.timestamp_anchors)
    assert examined.unauthenticated.code == "path.no-anchor"
    assert not examined.timestamps[0].believed


def test_a_certificate_that_has_ended_since_held_when_the_timestamp_was_made():
    house = House()
    file = house.sealed("LTA")
    house.clock.advance(YEAR + DAY)
    examined = house.examined(file)
    assert (examined.unauthenticated, examined.sealed_at, examined.revocation.status) == (None, AT, "good")


def test_a_claimed_time_rescues_no_certificate_that_has_ended():
    house = House()
    file = house.sealed()
    house.clock.advance(YEAR + DAY)
    examined = house.examined(file)
    assert (examined.unauthenticated.code, examined.path, examined.known_by) == ("seal.time-unproven", None, "claimed")


def test_nor_does_a_timestamp_that_nobody_believes():
    house = House()
    file = house.sealed("LTA")
    house.clock.advance(YEAR + DAY)
    assert house.examined(file, timestamp_anchors=[]).unauthenticated.code == "seal.time-unproven"


def test_a_certificate_that_never_held_is_refused_as_such():
    house = House()
    file = house.sealed(at=AT + 10 * MINUTE)
    house.clock.advance(-DAY)
    assert house.examined(file).unauthenticated.code == "path.not-yet"


def test_a_seal_that_does_not_fit_is_nobodys():
    house = House()
    examined = house.examined(house.sealed("LTA").replace(b"short", b"SHORT"))
    assert examined.unverified.code == examined.unauthenticated.code == "jose.signature"
    assert (examined.level, examined.path, examined.timestamps, examined.known_by) == (None, None, (), "claimed")


def test_revoked_before_the_timestamp():
    house = House()
    file = house.sealed("T")
    house.authority.revoke(house.held, at=AT - HOUR)
    texts = [*texts_of(file), rvals(house)]
    examined = house.examined(with_texts(file, texts))
    assert (examined.unauthenticated.code, examined.path) == ("seal.revoked", None)
    assert examined.revocation.status == "revoked"


def test_revoked_after_the_timestamp():
    house = House()
    file = house.sealed("T")
    house.clock.advance(DAY)
    house.authority.revoke(house.held, at=AT + HOUR)
    examined = house.examined(with_texts(file, [*texts_of(file), rvals(house)]))
    assert (examined.unauthenticated, examined.revocation.status) == (None, "good")
    assert "seal.revoked-later" in codes(examined)


def test_revoked_after_a_time_that_is_only_claimed():
    house = House()
    file = house.sealed()
    house.clock.advance(DAY)
    house.authority.revoke(house.held, at=AT + HOUR)
    assert house.examined(with_texts(file, [rvals(house)])).unauthenticated.code == "seal.revoked"


def test_an_answer_from_before_a_revocation_does_not_hide_it_for_long():
    house = House()
    early = rvals(house)
    house.clock.advance(3 * DAY)  # the answer was for a day
    file = house.sealed("T")
    examined = house.examined(with_texts(file, [*texts_of(file), early]))
    assert examined.revocation.status == "unknown"
    assert "seal.revocation-unknown" in codes(examined)
    assert examined.level == "T"


def test_a_revoked_authority_above_the_seal():
    house = House()
    house.authority.revoke(house.authority.issuing, at=AT - HOUR)
    file = house.sealed("T")
    texts = [*texts_of(file), rvals(house)]
    assert house.examined(with_texts(file, texts)).unauthenticated.code == "seal.revoked"


def test_a_revoked_timestamp_authority_is_not_believed():
    house = House()
    file = house.sealed("T")
    house.stamping.revoke(house.tokens.held, at=AT - HOUR)
    answer = house.stamping.ocsp(house.tokens.held.der)
    examined = house.examined(with_texts(file, [*texts_of(file), answers(answer)]))
    assert examined.timestamps[0].disbelieved.code == "seal.revoked"
    assert examined.known_by == "claimed"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"purposes": ()}, "timestamp.usage"),
        ({"purposes": (ExtendedKeyUsageOID.CODE_SIGNING,)}, "timestamp.usage"),
        ({"critical": False}, "timestamp.usage"),
        ({"not_after": AT - MINUTE}, "timestamp.validity"),
    ],
)
def test_a_timestamp_of_what_is_no_authority(options, code):
    house = House()
    tokens = house.stamping.timestamp_authority(**options)
    file = house.sealed()
    examined = house.examined(with_texts(file, [stamp_item("sigTst", tokens.timestamp(signature_text(file)))]))
    assert (examined.level, examined.known_by) == ("B", "claimed")
    assert examined.timestamps[0].fault.code == code
    assert code in codes(examined)


def test_a_timestamp_of_other_data():
    house = House()
    file = with_texts(house.sealed(), [stamp_item("sigTst", house.tokens.timestamp(b"other"))])
    examined = house.examined(file)
    assert (examined.level, examined.timestamps[0].fault.code) == ("B", "seal.imprint")
    # It refutes nothing: anybody can put such a thing there, or take the item away.
    assert (examined.unverified, examined.unauthenticated) == (None, None)


def test_the_timestamp_of_another_seal():
    house = House()
    other = house.sealed("LTA", at=AT - MINUTE)
    examined = house.examined(with_texts(house.sealed(), texts_of(other)))
    assert (examined.level, examined.known_by) == ("B", "claimed")
    assert {stamp.fault.code for stamp in examined.timestamps} == {"seal.imprint"}


def test_a_timestamp_twice_is_as_good_as_once():
    house = House()
    file = house.sealed("T")
    examined = house.examined(with_texts(file, texts_of(file) * 2))
    assert (examined.level, examined.sealed_at) == ("T", AT)


def test_two_tokens_in_one_item_are_not_level_t():
    house = House()
    file = house.sealed()
    tokens = [house.tokens.timestamp(signature_text(file)) for _ in range(2)]
    examined = house.examined(with_texts(file, [stamp_item("sigTst", *tokens)]))
    assert (examined.level, examined.known_by) == ("B", "trusted timestamp")


def test_the_earliest_believed_timestamp_counts():
    house = House()
    file = house.sealed("T")
    house.clock.advance(DAY)
    again = stamp_item("sigTst", house.tokens.timestamp(signature_text(file)))
    assert house.examined(with_texts(file, [again, *texts_of(file)])).sealed_at == AT


def test_an_archive_timestamp_keeps_older_ones_alive():
    house = House()
    file = house.sealed("T")
    house.clock.advance(YEAR)
    later = house.stamping.timestamp_authority(not_after=AT + 4 * YEAR)
    archived = archived_by(house, file, later)
    house.clock.advance(2 * YEAR)
    assert house.examined(archived).sealed_at == AT
    assert house.examined(file).known_by == "claimed"


def test_an_archive_timestamp_that_nobody_believes_keeps_nothing_alive():
    house = House()
    file = house.sealed("T")
    foreign = HomeAuthority(clock=house.clock, name="Foreign").timestamp_authority(not_after=AT + 4 * YEAR)
    archived = archived_by(house, file, foreign)
    house.clock.advance(3 * YEAR)
    examined = house.examined(archived)
    assert [stamp.disbelieved.code for stamp in examined.timestamps] == ["path.expired", "path.no-anchor"]


def test_an_archive_timestamp_made_after_the_inner_authority_ended_saves_nothing():
    house = House()
    file = house.sealed("T")
    house.clock.advance(2 * YEAR + DAY)
    late = archived_by(house, file, house.stamping.timestamp_authority(not_after=AT + 4 * YEAR))
    examined = house.examined(late)
    assert [stamp.believed for stamp in examined.timestamps] == [False, True]
    assert examined.sealed_at == AT + 2 * YEAR + DAY
    assert examined.unauthenticated.code == "path.expired"


def test_a_timestamp_cannot_be_older_than_what_it_covers():
    house = House()
    file = house.sealed("T")
    early = HomeTimestamps(house.tokens.held, house.tokens.chain, lambda: AT - 30 * MINUTE)
    examined = house.examined(archived_by(house, file, early))
    assert examined.timestamps[0].disbelieved.code == "seal.time-order"


def test_a_timestamp_of_the_future():
    house = House()
    ahead = HomeTimestamps(house.tokens.held, house.tokens.chain, lambda: AT + DAY)
    examined = house.examined(house.extended(house.sealed(), "T", authority=Stamps(ahead)))
    assert examined.timestamps[0].disbelieved.code == "seal.time-order"


def test_an_archive_timestamp_counts_only_for_what_stood_before_it():
    house = House()
    file = house.sealed("LT")
    texts = texts_of(file)
    first = archived_by(house, file, house.tokens, [])
    assert house.examined(with_texts(file, [*texts_of(first), *texts])).level == "LT"
    assert house.examined(archived_by(house, file, house.tokens)).level == "LTA"


def test_what_stands_behind_the_last_archive_timestamp_is_not_covered_and_changes_nothing():
    house = House()
    file = house.sealed("LTA")
    examined = house.examined(with_texts(file, [*texts_of(file), rvals(house)]))
    assert (examined.level, examined.unauthenticated) == ("LTA", None)


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [(AT + 2 * MINUTE, ["seal.time-order"]), (AT + 30 * timedelta(seconds=1), []), (AT - HOUR, [])],
)
def test_a_claimed_time_after_the_timestamp_contradicts_it(claimed, expected):
    house = House(not_before=AT - DAY)
    examined = house.examined(house.sealed("LTA", at=claimed))
    assert codes(examined) == expected
    assert examined.sealed_at == AT


def test_a_claimed_time_in_the_future():
    house = House()
    assert "seal.time-order" in codes(house.examined(house.sealed(at=AT + HOUR)))


def test_without_the_header_of_level_b_there_is_no_level():
    (signature,) = parse(forged(header_with(typ="JWT"))).signatures
    now, anchors = seals.AT, [Certificate.parse(seals.authority().root.der)]
    examined = examine_seal(
        signature, seal_anchors=anchors, timestamp_anchors=[], now=now, validator=default_validator()
    )
    assert (examined.level, examined.unverified) == (None, None)


def rvals(house):
    """Answers of the sealing authority as of now."""
    return answers(*house.material.gather([Certificate.parse(house.held.der)]).ocsp)


def answers(*ocsp):
    return item("rVals", {"ocspVals": [{"val": base64.b64encode(each).decode()} for each in ocsp]})
