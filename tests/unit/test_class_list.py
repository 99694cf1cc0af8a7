"""A class as a table: what spreadsheets write is read, what is misspelt is refused, nothing in an error names a learner."""

from datetime import date
from decimal import Decimal

import pytest

from credseal.errors import CredsealError, InputError, ModelError
from credseal.model.class_list import read_class_list
from credseal.model.learner import Name
from credseal.model.organisation import Identifier
from records import COURSE


@pytest.fixture
def listed(tmp_path):
    def write(content: str | bytes):
        path = tmp_path / "class.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_class_list(path)

    return write


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_however_the_spreadsheet_writes_it(listed, separator, mark, end):
    rows = [["Given name", "family_name", "email", "Grade"], ["Ada", "Example", "ada@example.org", "8"]]
    (entry,) = listed(mark + end.join(separator.join(row) for row in rows) + end)
    assert entry.learner.names == (Name(given="Ada", family="Example"),)
    assert entry.learner.identifiers == (Identifier("email", "ada@example.org"),)
    assert entry.grade == "8"
    assert entry.row == 2


def test_every_column_has_its_place(listed):
    (entry,) = listed(
        "name,former_name,id,birth_date,student_number,european_student_identifier,national,identifier:library-card,"
        "awarded_on,obtained_by,ects,hours\n"
        "Ada Example,Ada Before,did:example:ada,2001-02-03,42,urn:schac:1,PL-1,L9,2026-11-01,validation,2.5,65\n"
    )
    assert [each.type for each in entry.learner.identifiers] == [
        "student-number",
        "european-student-identifier",
        "national",
        "library-card",
    ]
    assert entry.learner.birth_date == date(2001, 2, 3)
    assert [name.former for name in entry.learner.names] == [False, True]
    assert entry.workload.ects == Decimal("2.5")
    credential = entry.award(COURSE, awarded_on=date(2026, 11, 20))
    assert credential.awarded_on == date(2026, 11, 1)
    assert credential.obtained_by == "validation"


def test_what_the_row_does_not_say_comes_from_the_course(listed):
    (entry,) = listed("name\nAda Example\n")
    credential = entry.award(COURSE, awarded_on=date(2026, 11, 20))
    assert credential.awarded_on == date(2026, 11, 20)
    assert credential.workload == COURSE.workload


def test_empty_rows_are_passed_over_and_keep_their_numbers(listed):
    entries = listed("name\n\nAda Example\n \nBo Example\n")
    assert [entry.row for entry in entries] == [3, 5]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name\n", "class-list.empty"),
        ("", "class-list.empty"),
        ("nmae\nAda\n", "class-list.column"),
        ("name,name\nAda,Ada\n", "class-list.column"),
        ("identifier:\nA\n", "class-list.column"),
        ("name\nAda,42\n", "class-list.syntax"),
        ('name\n"Ada"x\n', "class-list.syntax"),
        ("name\nŁukasz\n".encode("iso-8859-2"), "class-list.encoding"),
    ],
)
def test_what_is_no_class_list_is_refused_by_name(listed, content, code):
    with pytest.raises(InputError) as error:
        listed(content)
    assert error.value.code == code


def test_a_list_without_the_row_of_names_does_not_tell_who_is_in_it(listed):
    with pytest.raises(InputError) as error:
        listed("Ada;Example;ada@example.org\n")
    assert "ada" not in str(error.value).lower()
    assert "in column 1" in error.value.message


def test_a_misspelt_column_gets_the_right_spelling(listed):
    with pytest.raises(InputError) as error:
        listed("studentnumber\n1\n")
    assert error.value.hint == "Did you mean 'student_number'?"


@pytest.mark.parametrize(
    "row", ["Ada,ada-example.org,,", "Ada,,3.2.2001,", "Ada,,,magic", "Ada,,2001-02-30,", "A\x00da,,,"]
)
def test_a_cell_that_cannot_be_is_named_by_row_and_never_quoted(listed, row):
    with pytest.raises(ModelError) as error:
        listed("name,email,birth_date,obtained_by\nBo Example,,,\n" + row + "\n")
    assert error.value.message.startswith("Row 3 of the class list")
    for cell in ("ada-example", "3.2.2001", "magic", "2001-02-30"):
        assert cell not in str(error.value)


def test_a_list_without_end_is_not_read(listed, monkeypatch):
    monkeypatch.setattr("credseal.model.class_list.MAX_ROWS", 3)
    with pytest.raises(CredsealError) as error:
        listed("name\n" + "Ada\n" * 4)
    assert error.value.code == "class-list.size"
