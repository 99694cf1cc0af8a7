"""A register of issuers: who is listed, and when the entry holds."""

import json
from datetime import UTC, date, datetime

import pytest

from credseal.errors import ModelError, RegisterError
from credseal.trust.entry import Entry
from credseal.trust.listing import look_up
from credseal.trust.register import Register

ENTRY = {"id": "did:web:uni.example", "name": "University of Example", "country": "GR"}
DATA = {"name": "Universities of Example", "updated": "2026-11-20", "issuers": [ENTRY]}


def register(**entry):
    return {**DATA, "issuers": [{**ENTRY, **entry}]}


def test_a_listed_issuer_is_found_by_its_exact_id(tmp_path):
    path = tmp_path / "universities.json"
    path.write_text(json.dumps(DATA))
    for source in (path, DATA):
        loaded = Register.load(source)
        assert loaded.name == "Universities of Example"
        assert loaded.find("did:web:uni.example").name == "University of Example"


def test_an_issuer_that_is_not_listed_is_not_found():
    loaded = Register.load(DATA)
    for other in ("did:web:uni.example.evil.example", "did:web:UNI.example", "did:web:uni.example#key-1", ""):
        assert loaded.find(other) is None


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        (datetime(2019, 12, 31, 9, 59, tzinfo=UTC), False),
        (datetime(2019, 12, 31, 10, tzinfo=UTC), True),  # the first day has begun somewhere
        (datetime(2026, 1, 1, tzinfo=UTC), True),
        (datetime(2031, 1, 1, 13, 59, tzinfo=UTC), True),  # the last day is not over everywhere
        (datetime(2031, 1, 1, 14, tzinfo=UTC), False),
    ],
)
def test_first_and_last_day_count_whole_in_any_zone(at, holds):
    entry = Register.load(register(valid_from="2020-01-01", valid_until="2030-12-31")).issuers[0]
    assert entry.is_in_force(at) is holds


def test_an_entry_without_dates_holds_always():
    assert Register.load(DATA).issuers[0].is_in_force(datetime(1999, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        ({}, "register.missing-member", ""),
        ([], "register.wrong-type", ""),
        ({**DATA, "isuers": []}, "register.unknown-member", "/isuers"),
        (register(valid_untill="2020-01-01"), "register.unknown-member", "/issuers/0/valid_untill"),
        (register(id="uni.example"), "register.uri", "/issuers/0/id"),
        (register(id="http://uni.example/"), "register.issuer-id", "/issuers/0/id"),
        (register(id="did:web:uni.example#key-1"), "register.issuer-id", "/issuers/0/id"),
        (register(name=""), "register.empty-text", "/issuers/0/name"),
        (register(country="EL"), "register.country", "/issuers/0/country"),
        (register(valid_from="2020"), "register.date", "/issuers/0/valid_from"),
        (register(valid_from="2020-01-02", valid_until="2020-01-01"), "register.dates", "/issuers/0/valid_until"),
        ({**DATA, "issuers": [ENTRY, {**ENTRY, "name": "Other"}]}, "register.duplicate-issuer", "/issuers/0/id"),
        ({**DATA, "issuers": ENTRY}, "register.wrong-type", "/issuers"),
        (register(status="revoked"), "register.choice", "/issuers/0/status"),
        (register(also_known_as="did:a:b"), "register.wrong-type", "/issuers/0/also_known_as"),
        (register(also_known_as=["did:a:b", "uni"]), "register.uri", "/issuers/0/also_known_as/1"),
        (register(also_known_as=["http://uni.example/"]), "register.issuer-id", "/issuers/0/also_known_as/0"),
        (
            {**DATA, "issuers": [ENTRY, {"id": "did:a:b", "name": "B", "also_known_as": [ENTRY["id"]]}]},
            "register.duplicate-issuer",
            "/issuers/0/id",
        ),
        (register(expires="2026-12-01"), "register.instant", "/issuers/0/expires"),
        ({**DATA, "expires": "2026-12-01T00:00:00"}, "register.instant", "/expires"),
        ({**DATA, "known_by": "my word"}, "register.unknown-member", "/known_by"),
    ],
)
def test_a_register_that_is_not_what_it_must_be(data, code, pointer):
    with pytest.raises(RegisterError) as caught:
        Register.load(data)
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


@pytest.mark.parametrize("text", ["", "{", '{"name": "a", "name": "b"}', "[" * 100, "\ufeff{}"])
def test_a_register_that_is_no_strict_json(tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(RegisterError) as caught:
        Register.load(tmp_path / "r.json")
    assert caught.value.code == "register.json"


def test_a_register_that_is_not_there(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(RegisterError) as caught:
            Register.load(path)
        assert caught.value.code == "register.unreadable"


def test_an_issuer_is_found_by_each_of_its_identifiers():
    also = ["https://uni.example/", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"]
    loaded = Register.load(register(also_known_as=also))
    assert {loaded.find(each) for each in (ENTRY["id"], *also)} == {loaded.issuers[0]}


@pytest.mark.parametrize("status", ["suspended", "withdrawn"])
def test_an_issuer_that_is_suspended_or_withdrawn_is_not_in_force(status):
    entry = Register.load(register(status=status)).issuers[0]
    assert not entry.is_in_force(datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("members", "at", "standing"),
    [
        ({}, datetime(2026, 11, 22, tzinfo=UTC), "in-force"),
        ({}, datetime(2026, 11, 19, 9, tzinfo=UTC), "outdated"),  # the day of "updated" has begun nowhere
        ({"expires": "2026-11-22T10:00:00Z"}, datetime(2026, 11, 22, 9, 59, 59, tzinfo=UTC), "in-force"),
        ({"expires": "2026-11-22T10:00:00Z"}, datetime(2026, 11, 22, 10, tzinfo=UTC), "outdated"),
        ({"expires": "2026-11-22T10:00:00+02:00"}, datetime(2026, 11, 22, 8, tzinfo=UTC), "outdated"),
    ],
)
def test_what_a_register_says_counts_until_it_expires(members, at, standing):
    (listing,) = look_up([Register.load({**DATA, **members})], ENTRY["id"])
    assert listing.standing(at) == standing


def test_what_registers_say_comes_in_their_order():
    registers = [Register.load({**DATA, "name": name}) for name in "ABC"]
    other = Register.load({"name": "D", "issuers": [{"id": "did:a:b", "name": "B"}]})
    assert [each.register.name for each in look_up([*registers, other], ENTRY["id"])] == ["A", "B", "C"]


def test_registers_are_made_in_code_too():
    entry = Entry("did:web:uni.example", "University of Example")
    made = Register("Universities of Example", date(2026, 11, 20), issuers=[entry])
    assert made == Register.load({**DATA, "issuers": [{"id": entry.id, "name": entry.name}]})
    with pytest.raises(ModelError, match="listed twice"):
        Register("Universities of Example", issuers=(entry, entry))


def test_the_caller_may_say_what_a_register_is_called():
    assert Register.load(DATA, name="Ours").name == "Ours"


# --- the DCC's list format ----------------------------------------------------------------------------------------------------

LIST = {
    "meta": {"created": "2022-10-27T17:57:31+00:00", "updated": "2025-03-25T18:29:52+0000"},
    "registry": {
        "did:web:uni.example": {"name": "University of Example", "location": "Graz, Austria", "url": "https://uni.example"},
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK": {"name": "College of Example"},
    },
}  # fmt: skip


def test_a_list_of_the_digital_credentials_consortium_is_a_register(tmp_path):
    (tmp_path / "community.json").write_text(json.dumps(LIST))
    loaded = Register.load(tmp_path / "community.json")
    assert (loaded.name, loaded.updated) == ("community.json", date(2025, 3, 25))
    assert loaded.find("did:web:uni.example") == Entry("did:web:uni.example", "University of Example")
    assert Register.load(LIST, name="Community").name == "Community"
    assert Register.load({"registry": {}}, name="Community").issuers == ()


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        ({**LIST, "registry": []}, "register.wrong-type", "/registry"),
        ({**LIST, "meta": {"updated": "soon"}}, "register.date", "/meta/updated"),
        ({"registry": {"did:web:a/b": {"name": "A"}}}, "register.issuer-id", "/registry/did:web:a~1b"),
        ({"registry": {"did:a:b": {"url": "https://a.example"}}}, "register.missing-member", "/registry/did:a:b"),
        ({"registry": {"did:a:b": {"name": ""}}}, "register.empty-text", "/registry/did:a:b/name"),
        ({"registry": {"did:a:b": "A"}}, "register.wrong-type", "/registry/did:a:b"),
    ],
)
def test_a_list_that_is_not_what_it_must_be(data, code, pointer):
    with pytest.raises(RegisterError) as caught:
        Register.load(data, name="Community")
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


def test_a_list_that_has_no_name_must_be_given_one():
    with pytest.raises(RegisterError) as caught:
        Register.load(LIST)
    assert caught.value.code == "register.name"
