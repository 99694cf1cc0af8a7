"""A register of issuers: who is listed, and when the entry holds."""

import json
from datetime import UTC, datetime

import pytest

from credseal.errors import RegisterError
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
