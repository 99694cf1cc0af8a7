"""Where plain data becomes records: pydantic checks it strictly, late, within bounds, and its errors are ours."""

import subprocess
import sys
import traceback
from collections import UserDict
from datetime import date, datetime
from decimal import Decimal

import pytest

from credseal.errors import ModelError
from credseal.model.learner import Learner
from credseal.model.load import load_achievement, load_learner, load_micro_credential, load_organisation
from credseal.model.plain import from_plain
from credseal.profiles.issuance import Issuance

PROGRAM = """
import sys
import credseal.model.files, credseal.model.load, credseal.profiles.openbadges, credseal.trust.register
assert not {"pydantic", "pydantic_core"} & set(sys.modules), "too early"
credseal.model.load.load_learner({"names": [{"full": "Ada Example"}]})
assert "pydantic_core" in sys.modules, "not at all"
assert "pydantic" not in sys.modules, "its classes are not needed, and slow to import"
"""


def refusal(load, data):
    with pytest.raises(ModelError) as caught:
        load(data)
    return caught.value


def nested(levels, name):
    data = {}
    for _ in range(levels):
        data = {name: data}
    return data


def cyclic(name, *, in_list=False):
    data = {}
    data[name] = [data] if in_list else data
    return data


def test_pydantic_is_imported_when_a_record_is_read_and_not_before():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("load", "data", "pointer"),
    [
        (load_learner, {"birth_date": 20010517}, "/birth_date"),
        (load_learner, {"birth_date": 990057600.0}, "/birth_date"),
        (load_learner, {"birth_date": datetime(2001, 5, 17)}, "/birth_date"),  # noqa: DTZ001  what is refused
        (load_learner, {"names": [{"full": "Ada", "former": 1}]}, "/names/0/former"),
        (load_learner, {"names": [{"full": "Ada", "former": "true"}]}, "/names/0/former"),
        (load_learner, {"names": [{"full": "Ada", "former": "Yes"}]}, "/names/0/former"),
        (load_learner, {"names": [{"full": b"Ada"}]}, "/names/0/full"),
        (load_learner, {"names": "Ada"}, "/names"),
        (load_learner, {"names": {"full": "Ada"}}, "/names"),
        (load_achievement, {"levels": [{"framework": "NQF", "value": Decimal("4.50")}]}, "/levels/0/value"),
        (load_achievement, {"workload": {"ects": None}}, "/workload/ects"),
        (load_achievement, {"workload": {"ects": [2]}}, "/workload/ects"),
        (load_achievement, {"workload": 2}, "/workload"),
    ],
)
def test_nothing_is_turned_into_what_it_is_not(load, data, pointer):
    error = refusal(load, data)
    assert (error.code, error.pointer) == ("model.wrong-type", pointer)


def test_text_that_lost_its_quotes_gets_a_hint():
    assert refusal(load_learner, {"identifiers": [{"type": "national", "value": 4.5}]}).hint == "Put it in quotes."
    assert refusal(load_learner, {"names": [{"full": date(2001, 5, 17)}]}).hint == "Put it in quotes."


def test_mappings_and_tuples_of_any_make_are_read():
    data = UserDict({"names": (UserDict({"full": "Ada Example"}),)})
    assert load_learner(data).names[0].full == "Ada Example"
    assert load_organisation({"legal_name": UserDict({"pl": "Uczelnia"})}).legal_name == {"pl": "Uczelnia"}


def test_what_a_record_itself_refuses_is_placed_too():
    outcome = {"title": "x", "skills": [{"label": "a"}, {"scheme": "https://x.example/"}]}
    error = refusal(load_micro_credential, {"achievement": {"learning_outcomes": [outcome]}})
    assert (error.code, error.pointer) == ("model.concept", "/achievement/learning_outcomes/0/skills/1")
    twice = {"quality_assurance": [{"covers": {"pl": "x", "PL": "y"}}]}
    assert refusal(load_achievement, twice).pointer == "/quality_assurance/0/covers/PL"


def test_a_misspelt_member_is_told_before_one_that_is_missing():
    error = refusal(load_achievement, {"levels": [{"framwork": "EQF", "value": 6}]})
    assert (error.code, error.hint) == ("model.unknown-member", "Did you mean 'framework'?")


def test_an_instant_may_be_one_already_and_has_an_offset():
    aware = datetime.fromisoformat("2026-11-21T09:30:00+01:00")
    assert from_plain(Issuance, {"issued": aware}).issued == aware
    with pytest.raises(ModelError) as caught:
        from_plain(Issuance, {"issued": aware.replace(tzinfo=None)})
    assert (caught.value.code, caught.value.pointer) == ("model.naive-instant", "/issued")


@pytest.mark.parametrize("written", ["1e400", "nan", "-inf", float("inf"), float("nan"), "1_" * 40, "0x2", ""])
def test_what_is_no_amount_is_no_number(written):
    error = refusal(load_achievement, {"workload": {"hours": written}})
    assert (error.code, error.pointer) == ("model.number", "/workload/hours")


@pytest.mark.parametrize(
    "data",
    [
        nested(100_000, "awarding_bodies"),
        nested(100_000, "workload"),
        nested(100_000, "title"),
        {"title": nested(100_000, "en")},
        {"workload": {"ects": nested(100_000, "ects")}},
        {"legal_standing": nested(100_000, "x")},
        {"language": nested(100_000, "x")},
        cyclic("workload"),
        cyclic("title"),
        cyclic("awarding_bodies", in_list=True),
        cyclic("language"),
        {"title": cyclic("en")},
        {"levels": [None] * 300_000},
        {"levels": [{}] * 300_000},
        {"skills": [{"label": ""}] * 300_000},
        {"skills": [[]] * 300_000},
        {f"member{number}": 1 for number in range(300_000)},
        {"workload": {f"member{number}": 1 for number in range(300_000)}},
        {"x" * 1_000_000: 1},
        {"\ud800": 1},
        {None: 1},
        {("title",): 1},
    ],
)
def test_bombs_are_one_short_error(data):
    error = refusal(load_achievement, data)
    assert error.code.startswith("model.")
    assert len(f"{error} {error.hint}") < 1000


def test_no_error_leads_to_the_data():
    secret = "Ada-Example"
    for data in (
        {"birth_date": secret},
        {"names": secret},
        {"names": [secret]},
        {"names": [{"full": [secret]}]},
        {"names": [{"full": "\x00" + secret}]},
        {"names": [{"full": "A", "former": secret}]},
        {"identifiers": [{"type": "email", "value": {secret: secret}}]},
        {"identifiers": [{"value": secret}]},
        {"id": secret},
    ):
        error = refusal(load_learner, data)
        told = "".join(traceback.format_exception(error)) + f"{error!r} {error.hint}"
        assert secret not in told
        assert error.__context__ is None


def test_readers_are_made_once_and_not_kept_without_end():
    from credseal.model import edge  # noqa: PLC0415  it imports pydantic

    from_plain(Learner, {})
    before = edge._validator.cache_info().misses
    from_plain(Learner, {})
    assert edge._validator.cache_info().misses == before
    assert edge._validator.cache_info().maxsize
