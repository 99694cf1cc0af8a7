"""Lifting seals to the levels T, LT and LTA: the form of real credentials, and nothing of what is signed is touched."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from authority import HomeAuthority
from credseal.errors import PkiError, ProofError
from credseal.pki.certificate import Certificate
from credseal.pki.http import HttpMaterial, HttpTimestampAuthority
from credseal.pki.material import Material
from credseal.securing.jades import parse
from credseal.securing.jades.levels import extend
from credseal.securing.jades.signing import seal
from long_term import AT, PAYLOAD, YEAR, AtHome, House, Stamps, item, items_of, stamp_item, texts_of, with_texts


def refused(house, file, level="LTA", **options):
    with pytest.raises((PkiError, ProofError)) as caught:
        house.extended(file, level, **options)
    return caught.value.code


@pytest.mark.parametrize("level", ["T", "LT", "LTA"])
@pytest.mark.parametrize("lists", [False, True], ids=["OCSP", "lists"])
def test_a_seal_reaches_the_level(level, lists):
    house = House()
    house.material = AtHome(house.authority, lists=lists)
    examined = house.examined(house.sealed(level))
    assert (examined.level, examined.unverified, examined.unauthenticated) == (level, None, None)
    assert all(stamp.believed for stamp in examined.timestamps)


def test_the_items_are_those_of_real_credentials_in_their_order():
    found = items_of(House().sealed("LTA"))
    assert [name for name, _ in found] == ["sigTst", "xVals", "rVals", "arcTst"]
    values = dict(found)
    assert list(values["sigTst"]) == ["tstTokens"]
    assert [list(each) for each in values["sigTst"]["tstTokens"]] == [["val"]]
    assert {tuple(each) for each in values["xVals"]} == {("x509Cert",)}
    assert list(values["rVals"]) == ["ocspVals"]


@pytest.mark.parametrize("level", ["T", "LT", "LTA"])
def test_what_is_signed_stays_as_it_is(level):
    house = House()
    before = json.loads(house.sealed())
    after = json.loads(house.sealed(level))
    house_sealed = json.loads(house.extended(json.dumps(before).encode(), level))
    assert list(house_sealed) == ["payload", "signatures"]
    assert house_sealed["payload"] == before["payload"] == after["payload"]
    (one,) = house_sealed["signatures"]
    assert list(one) == ["protected", "header", "signature"]
    assert {name: one[name] for name in ("protected", "signature")} == before["signatures"][0]


def test_the_flattened_form_is_extended_too():
    house = House()
    document = json.loads(house.sealed())
    flattened = {"payload": document["payload"], **document["signatures"][0], "x": 1}
    extended = house.extended(json.dumps(flattened).encode(), "T")
    assert list(json.loads(extended))[:3] == ["payload", "protected", "header"]
    assert json.loads(extended)["x"] == 1
    assert house.examined(extended).level == "T"


def test_levels_may_be_climbed_one_by_one():
    house = House()
    file = house.sealed()
    for level in ("T", "LT", "LTA"):
        file = house.extended(file, level)
        assert house.examined(file).level == level


def test_a_seal_that_is_there_already_comes_back_as_it_is():
    house = House()
    file = house.sealed("LT")
    assert house.extended(file, "T") == house.extended(file, "LT") == file


def test_an_archived_seal_is_renewed_before_its_timestamps_end():
    house = House()
    file = house.sealed("LTA")
    house.clock.advance(YEAR)
    later = house.stamping.timestamp_authority(not_after=AT + 4 * YEAR)
    renewed = house.extended(file, "LTA", authority=Stamps(later), material=AtHome(house.stamping))
    assert [name for name, _ in items_of(renewed)][4:] == ["tstVD", "arcTst"]
    assert texts_of(renewed)[:4] == texts_of(file)
    house.clock.advance(2 * YEAR)  # the first timestamp authority's certificate has ended
    examined = house.examined(renewed)
    assert (examined.level, examined.unauthenticated, examined.sealed_at) == ("LTA", None, AT)
    assert house.examined(file).unauthenticated.code == "seal.time-unproven"


def test_over_http():
    authority = HomeAuthority()
    with authority.serve() as services:
        authority.url = services
        issuing = authority.authority("Example Online CA", issuer=authority.root, path_length=0)
        tokens = authority.timestamp_authority(issuer=issuing)
        signer = authority.seal_key(kind="P-256", issuer=issuing)
        with authority.serve(tokens) as url:
            extended = extend(
                seal(PAYLOAD, signer, at=datetime.now(UTC)),
                level="LTA",
                authority=HttpTimestampAuthority(f"{url}/timestamp"),
                material=HttpMaterial(hosts=frozenset({"127.0.0.1"})),
            )
    assert [name for name, _ in items_of(extended)] == ["sigTst", "xVals", "rVals", "arcTst"]
    house = House()
    anchors = [Certificate.parse(authority.root.der)]
    now = datetime.now(UTC)
    examined = house.examined(extended, seal_anchors=anchors, timestamp_anchors=anchors, now=now)
    assert (examined.level, examined.unauthenticated, examined.known_by) == ("LTA", None, "trusted timestamp")
    assert examined.revocation.status == "good"


def test_a_compact_seal_has_no_place_for_items():
    house = House()
    assert refused(house, seal(b"{}", house.signer, at=AT, form="compact")) == "seal.compact"


def test_a_file_with_several_seals_is_left_alone():
    house = House()
    document = json.loads(house.sealed())
    document["signatures"] *= 2
    assert refused(house, json.dumps(document).encode()) == "seal.several"


def test_a_broken_seal_is_not_made_to_last():
    house = House()
    assert refused(house, house.sealed().replace(b"short", b"SHORT")) == "jose.signature"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda texts: [*texts, "!"],
        lambda texts: [*texts, item("sigTst", {"tstTokens": []})],
        lambda texts: [stamp_item("sigTst", b"no token"), *texts],
        lambda texts: [texts[0][:-8]],
    ],
)
def test_a_fault_is_not_archived(spoil):
    house = House()
    file = house.sealed("T")
    assert refused(house, with_texts(file, spoil(texts_of(file)))) == "seal.extend"


def test_clear_items_are_not_archived():
    house = House()
    file = with_texts(house.sealed(), [dict([each]) for each in items_of(house.sealed("T"))])
    assert refused(house, file) == "seal.clear-items"


def test_an_authority_that_stamps_something_else():
    house = House()

    class Other:
        def timestamp(self, data):
            return house.stamps.timestamp(data + b".")

    assert refused(house, house.sealed(), authority=Other()) == "seal.extend"


def test_level_t_takes_no_validation_data_and_the_others_do():
    house = House()
    assert house.examined(house.extended(house.sealed(), "T", material=None)).level == "T"
    assert refused(house, house.sealed(), "LT", material=None) == "seal.material"


def test_material_that_says_nothing():
    house = House()

    class Silent:
        def gather(self, certificates):
            return Material(tuple(certificates))

    assert refused(house, house.sealed(), "LT", material=Silent()) == "seal.extend"


def test_a_revoked_certificate_is_told_before_the_seal_is_handed_out():
    house = House()
    house.authority.revoke(house.held, at=AT - timedelta(hours=1))
    assert refused(house, house.sealed(), "LT") == "seal.revoked"


def test_a_timestamp_from_after_the_certificates_end_lifts_nothing():
    house = House()
    file = house.sealed()
    house.clock.advance(2 * YEAR)
    assert refused(house, file, "T") == "seal.extend"


def test_the_certificates_needed_are_there_once():
    house = House()
    file = house.sealed("LTA")
    (signature,) = parse(file).signatures
    held = [each["x509Cert"]["val"] for name, value in items_of(file) if name == "xVals" for each in value]
    assert len(held) == len(set(held))
    assert not {Certificate.parse(base64.b64decode(each)) for each in held} & {*signature.certificates}
