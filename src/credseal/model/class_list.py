"""A class as a table: one row for each learner, with what is said of this learner's award alone.

    given_name;family_name;email;student_number;grade
    Ada;Example;ada@example.org;42;8

    for entry in read_class_list(Path("class.csv")):
        entry.award(course, awarded_on=date(2026, 11, 20))

CSV as spreadsheets write it (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180): separated by commas, semicolons or tabs, UTF-8 with or without a
byte order mark, the first row names the columns. Every cell is text. A column that is not known is an error: a misspelt one would be
an identifier that silently goes missing.

==================================================  ==========================================================
column                                              is
==================================================  ==========================================================
``name``, ``given_name``, ``family_name``           the learner's name, whole or in parts
``former_name``                                     a name no longer borne
``id``                                              a DID or another URI
``birth_date``                                      YYYY-MM-DD
``email``, ``student_number``,                      identifiers; any other type of identifier as
``european_student_identifier``, ``national``       ``identifier:TYPE``
``grade``, ``awarded_on``, ``obtained_by``          of the award; ``course`` or ``validation``
``ects``, ``hours``                                 the workload of this learner, if other than the course's
==================================================  ==========================================================
"""

import csv
import difflib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from credseal.errors import InputError, ModelError
from credseal.files import read
from credseal.model.achievement import Achievement, MicroCredential, ObtainedBy
from credseal.model.fields import settle
from credseal.model.learner import EMAIL, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, STUDENT_NUMBER, Learner
from credseal.model.plain import from_plain
from credseal.model.values import EMAIL as EMAIL_ADDRESS
from credseal.model.values import check_text
from credseal.model.workload import Workload

MAX_BYTES = 16 * 1024 * 1024
MAX_ROWS = 100_000
_IDENTIFIERS: Mapping[str, str] = {
    "email": EMAIL,
    "student_number": STUDENT_NUMBER,
    "european_student_identifier": EUROPEAN_STUDENT_IDENTIFIER,
    "national": NATIONAL,
}
_OWN_TYPE = "identifier:"
_COLUMNS = (
    "name", "given_name", "family_name", "former_name", "id", "birth_date", *_IDENTIFIERS, "grade", "awarded_on", "obtained_by",
    "ects", "hours",
)  # fmt: skip


@dataclass(frozen=True)
class ClassEntry:
    """One row.

    Args:
        row: its number in the file as spreadsheets count, from 1 for the names of the columns.
        learner: who.
        grade: achieved, on the achievement's scale.
        awarded_on: the day of the award, if it is this learner's own.
        obtained_by: a course, or the validation of earlier learning.
        workload: of this learner, if it is another than the achievement's.
    """

    row: int
    learner: Learner
    grade: str | None = None
    awarded_on: date | None = None
    obtained_by: ObtainedBy | None = None
    workload: Workload | None = None

    def award(self, achievement: Achievement, *, awarded_on: date) -> MicroCredential:
        """This learner's record.

        Args:
            achievement: what was achieved.
            awarded_on: the day, where the row has none of its own.

        Raises:
            ModelError: a value that cannot be.
        """
        return achievement.award(
            self.learner,
            awarded_on=self.awarded_on or awarded_on,
            grade=self.grade,
            obtained_by=self.obtained_by,
            workload=self.workload,
        )


@dataclass(frozen=True)
class _Award:
    """The cells that say something of the award."""

    grade: str | None = None
    awarded_on: date | None = None
    obtained_by: ObtainedBy | None = None
    workload: Workload | None = None

    def __post_init__(self) -> None:
        settle(self, may_be_empty=True)


def read_class_list(path: Path) -> tuple[ClassEntry, ...]:
    """Reads a class list, all of it or nothing: a class is not half issued because row 17 is wrong.

    Args:
        path: the file, at most 16 MiB and 100,000 rows.

    Raises:
        InputError: ``file.*``; ``class-list.encoding``, ``class-list.syntax``, ``class-list.column``, ``class-list.size``,
            ``class-list.empty``.
        ModelError: a cell that cannot be, with the row and the column in the message; never with the cell's value.
    """
    try:
        text = read(path, limit=MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            "The class list is not UTF-8.",
            code="class-list.encoding",
            hint='Save it as "CSV UTF-8"; other encodings spoil names.',
        ) from None
    rows = _rows(text)
    columns = _columns(next(rows, (0, []))[1])
    entries = tuple(_entry(number, columns, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    if not entries:
        raise InputError("The class list has no rows below the names of its columns.", code="class-list.empty")
    return entries


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS:
                raise InputError(f"The class list has more than {MAX_ROWS} rows.", code="class-list.size")
            yield number, cells
    except csv.Error:
        raise InputError(
            f"The class list is no CSV (line {reader.line_num}).", code="class-list.syntax", hint="Look at its quotes."
        ) from None


def _columns(header: Sequence[str]) -> list[str]:
    columns = [cell.strip().lower().replace(" ", "_") for cell in header]
    times = Counter(columns)
    for column in columns:
        if column in _COLUMNS or (column.startswith(_OWN_TYPE) and len(column) > len(_OWN_TYPE)):
            if times[column] > 1:
                raise InputError(f"The class list has the column {column[:60]!r} twice.", code="class-list.column")
            continue
        near = difflib.get_close_matches(column[:60], _COLUMNS, n=1)
        # What resembles no column may be a learner: a list without the row of names begins with one.
        named = f"a column {column[:60]!r}" if near else f"in column {columns.index(column) + 1} a name"
        raise InputError(
            f"The first row of the class list has {named}, which is not known.",
            code="class-list.column",
            hint=f"Did you mean {near[0]!r}?"
            if near
            else f"The first row names the columns: {', '.join(_COLUMNS)} and {_OWN_TYPE}TYPE are known.",
        )
    return columns


def _entry(number: int, columns: Sequence[str], cells: Sequence[str]) -> ClassEntry:
    if len(cells) > len(columns):
        raise InputError(
            f"Row {number} of the class list has more cells than there are columns.", code="class-list.syntax"
        )
    said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    try:
        if "email" in said:
            check_text(said["email"], EMAIL_ADDRESS, "email")
        learner = from_plain(Learner, _learner(said))
        award = from_plain(_Award, _award(said))
    except ModelError as error:
        error.message = f"Row {number} of the class list: {error.message}"
        raise
    return ClassEntry(number, learner, award.grade, award.awarded_on, award.obtained_by, award.workload)


def _learner(said: Mapping[str, str]) -> dict[str, Any]:
    parts = {"full": said.get("name"), "given": said.get("given_name"), "family": said.get("family_name")}
    names: list[dict[str, Any]] = [{part: text for part, text in parts.items() if text}]
    if former := said.get("former_name"):
        names.append({"full": former, "former": True})
    identifiers = [{"type": type_, "value": said[column]} for column, type_ in _IDENTIFIERS.items() if column in said]
    identifiers += [
        {"type": column.removeprefix(_OWN_TYPE), "value": value}
        for column, value in said.items()
        if column.startswith(_OWN_TYPE)
    ]
    members = {
        "id": said.get("id"),
        "names": [name for name in names if name],
        "birth_date": said.get("birth_date"),
        "identifiers": identifiers,
    }
    return {name: value for name, value in members.items() if value}


def _award(said: Mapping[str, str]) -> dict[str, Any]:
    members: dict[str, Any] = {name: said[name] for name in ("grade", "awarded_on", "obtained_by") if name in said}
    workload = {name: said[name] for name in ("ects", "hours") if name in said}
    return members | ({"workload": workload} if workload else {})
