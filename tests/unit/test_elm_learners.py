"""Learners in European Digital Credentials: what is written, what is withheld, and what is read of others'."""

from datetime import date

import pytest

from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.organisation import Identifier, Place
from credseal.profiles.elm.learners import read_learner, write_learner
from credseal.profiles.elm.nodes import Nodes, Reader
from elm_records import POLAND

ALL = ("birth_date", "national", "address", "email")
NATIONAL = Identifier("national", "PNOPL-123")
EMAIL = Identifier("email", "ada@example.org")
NUMBER = Identifier("student-number", "42")
ADA = Learner(
    id="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    names=(
        Name(full="Ada Example", given="Ada", family="Example", patronymic="Ivanovna"),
        Name(full="Ada Former", former=True),
        Name(full="Ada Older", former=True),
    ),
    birth_date=date(1999, 10, 2),
    identifiers=(
        EMAIL,
        NATIONAL,
        NUMBER,
        Identifier("european-student-identifier", "urn:schac:1"),
        Identifier("x.y", "q"),
    ),
    address=Place(country="PL", country_name=POLAND, locality="Lublin"),
)


def written(learner, *disclose):
    nodes = Nodes("en")
    members, findings = write_learner(learner, nodes, disclose=disclose)
    person = nodes.node("Person", members, id_=learner.id)
    return person, [(each.code, each.message) for each in findings]


def read(person, language="en"):
    reader = Reader(person, language)
    return read_learner(reader.node(person, ""), reader), reader.log


def test_a_learner_is_the_same_after_writing_and_reading_it():
    person, findings = written(ADA, *ALL)
    again, log = read(person)
    assert again == ADA
    assert findings == []
    assert log.findings == []
    assert log.unread(person) == ()


def test_the_whole_name_is_always_written():
    person, _ = written(Learner(names=(Name(given="Ada", family="Example"),)))
    assert person["fullName"] == {"en": "Ada Example"}


@pytest.mark.parametrize(
    ("learner", "what", "word", "member"),
    [
        (Learner(id="did:x:1", birth_date=date(1999, 10, 2)), "birth date", "birth_date", "dateOfBirth"),
        (Learner(id="did:x:1", identifiers=(NATIONAL,)), "national number", "national", "nationalID"),
        (Learner(id="did:x:1", identifiers=(EMAIL,)), "e-mail address", "email", "contactPoint"),
        (Learner(id="did:x:1", address=ADA.address), "address", "address", "location"),
    ],
)
def test_what_is_personal_is_written_on_request_only(learner, what, word, member):
    withheld, findings = written(learner)
    assert withheld.keys() == {"id", "type"}
    assert findings == [("elm.withheld", f"The learner's {what} was not written.")]
    disclosed, findings = written(learner, word)
    assert member in disclosed
    assert findings == []


def test_a_national_number_without_a_country_is_an_identifier():
    person, _ = written(Learner(identifiers=(Identifier("national", "123"),)), "national")
    assert "nationalID" not in person
    assert read(person)[0].identifiers_of("national") == ("123",)


def test_a_national_number_tells_nothing_of_an_address_that_is_withheld():
    learner = Learner(identifiers=(Identifier("national", "123"),), address=ADA.address)
    person, _ = written(learner, "national")
    assert "POL" not in str(person)


def test_what_elm_has_no_member_for_is_told():
    names = (Name(full="Ada van Example", family_prefix="van"), Name(full="A. Example"))
    _, findings = written(Learner(names=names, hashed_identifiers=(HashedIdentifier("email", "sha256$00", "salt"),)))
    assert [code for code, _ in findings] == ["elm.further-names", "elm.name-parts", "elm.hashed-identifiers"]


def test_an_address_without_a_country_is_left_out_and_told():
    person, findings = written(Learner(id="did:x:1", address=Place(locality="Lublin")), "address")
    assert "location" not in person
    assert [code for code, _ in findings] == ["elm.left-out"]


@pytest.mark.parametrize("scheme", ["Student ID", "student number", "Student Card ID"])
def test_a_student_number_is_known_by_what_people_call_it(scheme):
    person = {"type": "Person", "identifier": {"type": "Identifier", "notation": "42", "schemeName": scheme}}
    assert read(person)[0].identifiers == (NUMBER,)


@pytest.mark.parametrize(
    ("members", "type_"),
    [
        ({"schemeName": "Research Alliance No. 7"}, "Research-Alliance-No.-7"),
        ({"schemeName": "číslo"}, "slo"),
        ({"schemeName": "番号"}, "identifier"),
        ({"schemeAgency": {"en": "DEQAR"}}, "DEQAR"),
        ({}, "identifier"),
    ],
)
def test_the_type_of_an_identifier_is_its_scheme_in_letters_that_a_type_may_have(members, type_):
    person = {"type": "Person", "identifier": [{"type": "Identifier", "notation": "1", **members}]}
    assert read(person)[0].identifiers == (Identifier(type_, "1"),)


def test_a_name_in_two_scripts_is_two_names_that_of_the_record_s_language_first():
    person = {"type": "Person", "fullName": {"en": "Ada Example", "el": "Άντα"}, "givenName": {"en": "Ada"}}
    assert [each.full for each in read(person, "el")[0].names] == ["Άντα", "Ada Example"]


def test_a_name_that_is_the_same_in_all_languages_is_one():
    assert len(read({"type": "Person", "fullName": {"en": "Ada", "de": "Ada"}})[0].names) == 1


def test_a_birth_date_is_the_day_as_it_is_written():
    learner, log = read({"type": "Person", "dateOfBirth": "1999-10-02T00:00:00+02:00"})
    assert learner.birth_date == date(1999, 10, 2)
    assert log.findings == []


def test_a_birth_date_with_a_time_of_day_may_mean_the_next_day():
    learner, log = read({"type": "Person", "dateOfBirth": "1999-10-01T22:00:00Z"})
    assert learner.birth_date == date(1999, 10, 1)
    assert [each.code for each in log.findings] == ["elm.birth-date-time"]


def test_the_address_of_a_contact_point_is_read_where_there_is_no_other():
    contact = {"type": "ContactPoint", "address": {"fullAddress": {"type": "Note", "noteLiteral": {"en": "Street 1"}}}}
    assert read({"type": "Person", "contactPoint": contact})[0].address == Place(street="Street 1")


def test_what_the_model_has_no_field_for_is_listed():
    person = {"type": "Person", "gender": {"id": "urn:x:1"}, "fullName": {"en": "Ada"}}
    assert read(person)[1].unread(person) == ("/gender",)


def test_a_name_that_cannot_be_leaves_the_rest_of_the_person_read():
    person = {
        "type": "Person",
        "fullName": {"en": "a\x00b"},
        "identifier": {"notation": "42", "schemeName": "Student ID"},
    }
    learner, log = read(person)
    assert learner.identifiers == (NUMBER,)
    assert log.unread(person) == ("/fullName",)
