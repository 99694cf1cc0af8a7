"""Every field of an achievement and of its award has a home in a European Digital Credential, and the table of homes is true."""

import re

import pytest

from credseal.model.fields import shapes
from credseal.profiles.elm.homes import HOMES
from credseal.profiles.elm.notes import SUBJECTS
from elm_claims import full, read, unread, written
from support import ROOT, load_json


def values(node, *steps):
    """What stands at the end of a path, wherever several values lead on."""
    if not steps:
        return [node]
    found = node.get(steps[0], []) if isinstance(node, dict) else []
    return [end for each in (found if isinstance(found, list) else [found]) for end in values(each, *steps[1:])]


PATHS = [
    (record, field, path)
    for record, homes in HOMES.items()
    for field, home in homes.items()
    for path in re.findall(r"\b(?:LA|S)(?:\.\w+)+", home)
]


@pytest.fixture(scope="module")
def claim():
    return written(full())[0]


@pytest.mark.parametrize("record", HOMES, ids=lambda record: record.__name__)
def test_every_field_has_a_home(record):
    assert set(HOMES[record]) == set(shapes(record))


def test_every_record_of_an_achievement_has_a_home_or_is_told_whole_in_a_note():
    known, waiting = set(), list(HOMES)
    while waiting:
        record = waiting.pop()
        if record not in known:
            known.add(record)
            waiting += [shape.record for shape in shapes(record).values() if shape.kind == "record"]
    others = {record.__name__ for record in known - set(HOMES)}
    assert others == {
        *{"Learner", "Name", "HashedIdentifier"},  # learners
        *{"Organisation", "Parent", "Person", "Place", "Coordinates", "Identifier", "Picture"},  # organisations
        *{"Concept", "Supervision", "Mandate"},  # nodes, assessments, mandates
        *{"Alignment", "Criteria", "Related", "Result", "ResultDescription", "RubricLevel"},  # told in notes, whole
    }


@pytest.mark.parametrize(("record", "field", "path"), PATHS, ids=lambda each: getattr(each, "__name__", each))
def test_the_home_of_a_field_is_where_it_is_written(claim, record, field, path):
    first, *steps = path.split(".")
    assert values(claim if first == "LA" else claim["specifiedBy"], *steps), (record, field)


def test_homes_in_notes_name_their_subject():
    named = {
        name for homes in HOMES.values() for home in homes.values() for name in re.findall(r"note \(([^)]+)\)", home)
    }
    # A place of sealing is a field of the issuing.
    assert named == set(SUBJECTS) - {"place-of-sealing"}


def test_every_member_that_is_written_is_a_term_of_the_profile(claim):
    context = load_json(ROOT / "contexts" / "edc-ap.json")["@context"]
    languages = re.compile(r"[a-z]{2}")
    names, waiting = set(), [claim]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            names |= {name for name in value if not languages.fullmatch(name)}
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    assert names - {"id", "type"} <= set(context)


def test_a_record_that_says_everything_is_the_same_after_writing_and_reading_it(claim):
    again, log = read(claim)
    assert again == full()
    assert log.findings == []
    assert unread(log, claim) == ()
