"""What an achievement and its parts can say, and what cannot be."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from credseal.errors import ModelError
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.assessment import Assessment, Supervision
from credseal.model.concepts import Concept
from credseal.model.learner import Learner, Name
from credseal.model.learning import Participation, Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation
from credseal.model.quality import QualityAssurance
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance
from records import ADA, AGENCY, COURSE, UNIVERSITY, course, en


def test_every_element_may_be_absent():
    credential = MicroCredential()
    assert credential.achievement == Achievement()
    assert credential.learner == Learner()


@pytest.mark.parametrize(
    ("build", "code", "pointer"),
    [
        (lambda: Workload(ects=Decimal(-1)), "model.ects-negative", "/ects"),
        (lambda: Workload(hours=Decimal("-0.5")), "model.hours-negative", "/hours"),
        (lambda: Workload(ects=Decimal("0.125")), "model.workload-decimals", "/ects"),
        (lambda: Workload(ects=Decimal("1e9")), "model.workload-size", "/ects"),
        (lambda: Workload(ects=Decimal("NaN")), "model.number", "/ects"),
        (lambda: Workload(ects=2.5), "model.wrong-type", "/ects"),
        (Workload, "model.empty", None),
        (lambda: Level("EQF", "9"), "model.eqf-level", "/value"),
        (lambda: Level("EQF", "0"), "model.eqf-level", "/value"),
        (lambda: Level("EQF", "06"), "model.eqf-level", "/value"),
        (lambda: Level("QF-EHEA", "6"), "model.qf-ehea-cycle", "/value"),
        (lambda: Level("ISCED", "6"), "model.choice", "/framework"),
        (lambda: Level("EQF", "6", uri="http://data.europa.eu/snb/eqf/7"), "model.level-framework", "/uri"),
        (lambda: Level("EQF", "6", framework_name=en("PQF")), "model.level-framework", "/framework_name"),
        (lambda: Supervision(supervised=False, place="online"), "model.supervision", "/place"),
        (Assessment, "model.empty", None),
        (Participation, "model.empty", None),
        (lambda: Participation(modes=[]), "model.empty", None),
        (
            lambda: Stackability("standalone", (Concept("https://uni.example/ma"),)),
            "model.stackability",
            "/kind",
        ),
        (
            lambda: QualityAssurance(valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)),
            "model.dates",
            "/valid_until",
        ),
        (Name, "model.empty", None),
        (lambda: Identifier("national id", "x"), "model.token", "/type"),
        (lambda: Learner(birth_date=datetime(2001, 5, 17)), "model.wrong-type", "/birth_date"),  # noqa: DTZ001
        (lambda: Learner(names=("Ada",)), "model.wrong-type", "/names/0"),
        (lambda: Learner(names="Ada"), "model.wrong-type", "/names"),
        (lambda: Learner(names={1, 2}), "model.wrong-type", "/names"),
        (lambda: Issuance(issued=datetime(2026, 1, 1)), "model.naive-instant", "/issued"),  # noqa: DTZ001
        (lambda: Organisation(email="registry"), "model.email", "/email"),
        (lambda: course(levels=(Level("EQF", "6"), Level("EQF", "7"))), "model.level-repeated", "/levels"),
        (
            lambda: course(levels=(Level("EQF", "6", extent="within"), Level("NQF", "6", extent="completes"))),
            "model.level-extent",
            "/levels/1/extent",
        ),
        (lambda: course(levels=(Level("EQF", "6", extent="completes"),)), "model.level-standing", "/legal_standing"),
        (lambda: course(language="Polish"), None, None),
        (lambda: course(language="po polsku"), "model.language", "/language"),
        (lambda: course(workload=Decimal(2)), "model.wrong-type", "/workload"),
        (
            lambda: MicroCredential(learner=Learner(birth_date=date(2020, 1, 1)), awarded_on=date(2019, 1, 1)),
            "model.dates",
            "/awarded_on",
        ),
        (lambda: MicroCredential(awarded_on=datetime(2019, 1, 1)), "model.wrong-type", "/awarded_on"),  # noqa: DTZ001
    ],
)
def test_what_cannot_be_is_refused_by_member_and_code(build, code, pointer):
    if code is None:
        build()  # well-formed, if no language that anybody speaks
        return
    with pytest.raises(ModelError) as caught:
        build()
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


def test_a_qualification_may_complete_a_level():
    assert course(levels=(Level("EQF", "6", extent="completes"),), legal_standing="qualification")
    assert course(levels=(Level("EQF", "6", extent="completes"),), legal_standing=None)


def test_several_national_levels_are_no_contradiction():
    levels = (Level("NQF", "6", framework_name=en("PQF")), Level("NQF", "5B"))
    assert course(levels=levels).levels == levels


def test_levels_have_one_order():
    assert [each.framework for each in course(levels=COURSE.levels[::-1]).levels] == ["EQF", "QF-EHEA", "NQF"]


def test_a_name_in_parts_is_written_as_one():
    assert Name(given="Ada", family="Example").written == "Ada Example"
    assert Name(full="Example Ada", given="Ada").written == "Example Ada"


def test_personal_data_stays_out_of_repr():
    learner = Learner(
        names=(Name(full="Ada Example"),),
        birth_date=date(2001, 5, 17),
        identifiers=(Identifier("email", "a@b.example"),),
    )
    for secret in ("Ada", "2001", "a@b"):
        assert secret not in repr(learner)


def test_identifiers_are_asked_by_type():
    learner = Learner(
        identifiers=(Identifier("email", "a@b.example"), Identifier("PIC", "1"), Identifier("email", "c@d.example"))
    )
    assert learner.identifiers_of("email") == ("a@b.example", "c@d.example")


def test_records_are_values():
    assert hash(COURSE) == hash(course())
    assert course(prerequisites=None) != COURSE
    assert len({UNIVERSITY, AGENCY, UNIVERSITY}) == 2
    assert ADA.id
