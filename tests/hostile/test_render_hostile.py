"""Whatever a record says, its pictures hold: no text leaves its place, hides, turns around, or takes long to set."""

import itertools
import math
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.errors import ModelError, RenderError
from credseal.model.learner import Learner, Name
from credseal.model.level import Level
from credseal.model.organisation import Organisation
from credseal.model.text import Text
from credseal.render import certificate_svg
from credseal.render.badge import SIDE, badge_scene
from credseal.render.certificate import HEIGHT, WIDTH, certificate_scene
from credseal.render.colours import WHITE
from credseal.render.content import content
from credseal.render.fitting import fit
from credseal.render.scene import Area, Run
from credseal.render.svg import svg
from credseal.render.typeface import Face, lacking
from records import course

TITLES = {
    "is endless": "word " * 2000,
    "is one endless word": "W" * 10_000,
    "is endless in narrow letters": "i" * 10_000,
    "has no breaks but hyphens": "a-" * 5000,
    "turns around": "\u202eelpmaxE fo ytisrevinU\u2066",
    "hides letters": "Uni\u200bver\u2060sity\ufeff of\u00ad Exam\u034fple",
    "hides a message": "University" + "".join(chr(0xE0000 + ord(letter)) for letter in "trust me"),
    "piles up marks": "U" + "\u0300\u0301" * 500,
    "piles up marks on every letter": "Q\u0301\u0302\u0303" * 200,
    "hangs marks below": "Q\u0323\u0328\u0327" * 200,
    "begins with a mark": "\u0301\u0301Ada",
    "breaks lines": "Testing\n\n\ndrinking\r\nwater\t\twater",
    "breaks lines as Unicode does": "Testing\u2028drinking\u2029water",
    "is blank in the middle": "Testing" + "\u00a0 \u2003" * 3000 + "water",
    "is markup": "<script>alert(1)</script>]]></title><!--&#x202e;",
    "looks like an escape": "\\u0041\\n%s{0}",
    "mixes scripts": "A\u03b1\u0430" * 300,
}
# Marks, invisible and bidirectional controls, blanks, and letters of the scripts that the faces have and of those they lack.
ANYTHING = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("aąWiMgjpqÅŹ ΩώЩї-/\u00a0\u2028\n\t\u0301\u0302\u0323\u202e\u200b\u2067愛م\U0001f393"),
    ),
    min_size=1,
    max_size=400,
)
DRAWABLE = st.text(
    st.sampled_from("aąWiMgjpqÅŹẬ ΩώΰЩїй-/\u2013'\u2026\u0301\u0302\u0303\u0323\u0328\u200b\u202e\\"),
    min_size=1,
    max_size=600,
)


def record(title, name="Ada Example", body="University of Example", level="6"):
    return course(
        title=Text({"en": title}),
        awarding_bodies=(Organisation(legal_name=Text({"en": body})),) * 2,
        levels=(Level("EQF", "6"), Level("NQF", level, framework_name=Text({"en": body}))),
    ).award(Learner(names=(Name(full=name),)), awarded_on=date(2026, 11, 20))


def runs(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Run)]


def far_from_centre(run):
    left, top, right, bottom = run.box()
    return max(math.dist((x, y), (SIDE / 2, SIDE / 2)) for x, y in itertools.product((left, right), (top, bottom)))


def check_badge(scene):
    *_, pill = (shape for shape in scene.shapes if isinstance(shape, Area))
    for run in runs(scene):
        assert not lacking(run.text)
        if run.colour == WHITE:
            left, top, right, bottom = run.box()
            assert min(x for x, _ in pill.corners) < left < right < max(x for x, _ in pill.corners)
            assert min(y for _, y in pill.corners) < top < bottom < max(y for _, y in pill.corners)
        else:
            assert far_from_centre(run) < 0.735 * 290


def check_certificate(scene):
    shown = runs(scene)
    for run in shown:
        assert not lacking(run.text)
        left, top, right, bottom = run.box()
        assert left > 150
        assert right < WIDTH - 150
        assert top > 120
        assert bottom < HEIGHT - 110
    beside_the_seal = [run for run in shown if run.y < 640 and run.x < 1000]
    assert all(run.box()[2] < 1386 - 196 for run in beside_the_seal)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_text_leaves_its_place(title):
    try:
        credential = record(title, title, title, title)
    except ModelError:
        pytest.fail("the model refuses what this test is about")
    check_badge(badge_scene(credential))
    check_certificate(certificate_scene(credential))


@given(title=ANYTHING, name=ANYTHING, body=ANYTHING)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_drawn_in_its_place_or_refused(title, name, body):
    try:
        credential = record(title, name, body)
    except ModelError:  # blank, or with control characters
        return
    try:
        badge, certificate = badge_scene(credential), certificate_scene(credential)
    except RenderError as refused:
        reason = (refused.code, refused.message.isascii())
        assert reason == ("render.characters", True)
    else:
        check_badge(badge)
        check_certificate(certificate)
        for text in (svg(badge), svg(certificate)):
            ET.fromstring(text)  # noqa: S314


@given(
    text=DRAWABLE,
    face=st.sampled_from(Face),
    width=st.integers(60, 900),
    height=st.integers(20, 300),
    largest=st.integers(20, 90),
)
def test_lines_fit_their_box_and_keep_the_order_of_the_letters(text, face, width, height, largest):
    line = " ".join(text.replace("\u200b", "").replace("\u202e", "").split())
    fitted = fit(line, face, width=width, height=height, sizes=(largest, 14))
    assert all(each <= width + 1e-6 for each in fitted.widths)
    assert fitted.height <= max(height, fitted.leading) + 1e-6
    assert 14 - 1e-9 <= fitted.size <= largest
    kept = "".join(fitted.lines).removesuffix("\u2026").replace(" ", "")
    assert line.replace(" ", "").startswith(kept)


def test_controls_are_shown_as_what_they_are():
    assert content(record("Ada\u202eelpmaxE")).title == "Ada\\u202eelpmaxE"
    assert content(record("Ada\u200bExample")).title == "Ada\\u200bExample"


def test_line_breaks_and_runs_of_blanks_are_one_blank():
    assert content(record("Testing\n\n drinking\t\u2028 \u00a0water")).title == "Testing drinking water"


def test_letters_and_marks_become_the_letters_that_they_make():
    assert content(record("Z\u0307o\u0301l\u0107")).title == "\u017b\u00f3l\u0107"


def test_a_long_text_is_cut_before_it_is_set():
    title = content(record("\u0301a" * 100_000)).title
    assert len(title) < 5000
    assert title.endswith("\u2026")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_title_makes_an_endless_file(title):
    assert len(certificate_svg(record(title, title, title))) < 1_500_000
