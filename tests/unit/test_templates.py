"""Records to fill in: they load as they are, and with everything that is optional; they name what there is."""

import re

import pytest

from credseal.model.files import parse_yaml, read_record
from credseal.model.load import load_achievement, load_learner, load_organisation
from credseal.model.review import review
from credseal.model.templates import template
from credseal.model.vocabularies import concepts
from support import ROOT

LOAD = {"course": load_achievement, "learner": load_learner, "organisation": load_organisation}
# What the European approach and recognition ask for. Open Badges has more; that is not for a form.
FIELDS = {
    "course": "id title description awarding_bodies partners mandate place_of_issue learning_outcomes workload levels assessments "
    "participation quality_assurance prerequisites stackability grading_scale further_information fields_of_learning skills "
    "legal_standing picture",
    "learner": "id names birth_date identifiers",
    "organisation": "id legal_name identifiers address url email phone picture",
}
PARTS = [
    (lambda course: course.assessments[0], "type criteria standard supervision identity_verified"),
    (lambda course: course.participation, "modes setting"),
    (
        lambda course: course.quality_assurance[0],
        "scope conducted framework body register_entry valid_from valid_until covers",
    ),
    (lambda course: course.stackability, "kind towards description"),
    (lambda course: course.grading_scale, "description lowest highest passing grades"),
    (lambda course: course.workload, "ects hours"),
]


def with_all_options(name):
    return re.sub(r"^# ", "", template(name), flags=re.MULTILINE)


def load(name, text):
    return LOAD[name](parse_yaml(text.encode()))


def words(name):
    return " ".join(line.lstrip("# ") for line in template(name).splitlines())


@pytest.mark.parametrize("name", LOAD)
def test_a_template_is_a_record_as_it_stands_and_with_every_option(name):
    bare, full = load(name, template(name)), load(name, with_all_options(name))
    assert bare != full


@pytest.mark.parametrize("name", LOAD)
def test_every_line_explains_is_optional_or_is_the_record(name):
    for line in template(name).splitlines():
        assert re.match(r"##( |$)|# +[\w-]|[ \w-]|$", line), line
        assert len(line) <= 105


@pytest.mark.parametrize("name", LOAD)
def test_what_has_to_be_filled_in_is_found_until_it_is(name):
    for text in (template(name), with_all_options(name)):
        findings = review(load(name, text))
        assert findings
        assert {(each.code, each.severity) for each in findings} <= {
            ("model.placeholder", "error"),
            ("model.student-identifier", "warning"),
        }


@pytest.mark.parametrize("name", LOAD)
def test_a_template_that_was_saved_is_read(name, tmp_path):
    path = tmp_path / f"{name}.yaml"
    path.write_text(template(name), encoding="utf-8")
    assert LOAD[name](read_record(path)) == load(name, template(name))


@pytest.mark.parametrize("name", LOAD)
def test_a_template_has_what_there_is_to_write(name):
    full = load(name, with_all_options(name))
    assert [each for each in FIELDS[name].split() if getattr(full, each) in (None, ())] == []


@pytest.mark.parametrize(("part", "names"), PARTS)
def test_so_has_each_part_of_a_course(part, names):
    full = part(load("course", with_all_options("course")))
    assert [each for each in names.split() if getattr(full, each) in (None, ())] == []


def test_an_address_is_explained_in_full():
    address = load("organisation", with_all_options("organisation")).address
    assert all(
        (address.country, address.country_name, address.region, address.locality, address.street, address.postal_code)
    )


def test_every_element_of_the_european_approach_is_named():
    told = words("course") + words("learner") + words("organisation")
    for number in [*range(1, 12), *(f"o{each}" for each in range(1, 6))]:
        assert f"[{number}]" in told, number


@pytest.mark.parametrize("name", ["assessment", "mode", "learning-setting"])
def test_a_short_list_is_given_in_full(name):
    for each in concepts(name):
        assert each.label["en"] in words("course")


def test_the_templates_are_the_files_beside_the_module():
    folder = ROOT / "src" / "credseal" / "model" / "templates"
    assert {path.stem for path in folder.glob("*.yaml")} == LOAD.keys()
