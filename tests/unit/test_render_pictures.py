"""What stands in a picture of a credential, and what the files are."""

import io
import struct
import sys
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from importlib.util import find_spec
from xml.etree import ElementTree as ET

import pytest

from credseal.errors import MissingExtraError, ModelError, RenderError
from credseal.model.concepts import Concept
from credseal.model.learner import Learner, Name
from credseal.model.level import Level
from credseal.model.organisation import Organisation
from credseal.model.text import Text
from credseal.model.workload import Workload
from credseal.render import badge_picture, badge_svg, certificate_picture, certificate_svg
from credseal.render.badge import badge_scene
from credseal.render.certificate import certificate_scene
from credseal.render.colours import INK, QUIET, WHITE, contrast, palette
from credseal.render.content import content, learner_name
from credseal.render.png import png
from credseal.render.scene import Run
from credseal.render.words import words
from records import ADA, SNB, UNIVERSITY, course, credential, en

SVG = "{http://www.w3.org/2000/svg}"


def read(scene):
    """All that can be read in a drawing, line by line."""
    return [shape.text for shape in scene.shapes if isinstance(shape, Run)]


def awarded(learner=ADA, **changes):
    return course(**changes).award(learner, awarded_on=date(2026, 11, 20))


def field(code):
    return (Concept(f"{SNB}isced-f/{code}"),)


def body(name):
    return Organisation(legal_name=en(name))


def chunks(data):
    """The chunks of a PNG: type and data."""
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">L", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


# What is said


def test_a_badge_says_what_was_awarded_by_whom_and_names_no_learner():
    shown = read(badge_scene(credential()))
    assert shown == [
        "MICRO-CREDENTIAL",
        "Testing",
        "drinking water",
        "University of Example",
        "2026-11-20",
        "EQF 6\u00a0\u00b7 2.5\u00a0ECTS\u00a0\u00b7 65\u00a0h",
    ]
    assert "Ada" not in badge_svg(credential())


def test_a_certificate_says_who_achieved_what_and_when():
    scene = certificate_scene(credential(), issued=date(2026, 11, 21))
    shown = read(scene)
    for text in ("Ada Example", "Testing drinking water", "University of Example", "2026-11-20", "2026-11-21"):
        assert text in shown
        assert text in scene.description or text in scene.title


def test_a_certificate_says_that_it_proves_nothing():
    note = "This picture is not signed and proves nothing by itself: verify the credential."
    assert read(certificate_scene(credential()))[-1] == note
    assert words("pl").note in read(certificate_scene(awarded(language="pl", title=Text({"pl": "Woda"}))))


def test_all_levels_stand_on_the_certificate_and_the_best_known_on_the_badge():
    said = content(credential())
    assert said.levels == ("EQF 6", "QF-EHEA first cycle", "Polish Qualifications Framework 6")
    assert said.in_short.startswith("EQF 6\u00a0\u00b7 ")
    assert content(awarded(levels=(Level("NQF", "5A"),))).levels == ("NQF 5A",)


@pytest.mark.parametrize(
    ("workload", "shown"),
    [
        (Workload(ects=Decimal("2.50")), "2.5\u00a0ECTS"),
        (Workload(hours=Decimal(16)), "16\u00a0h"),
        (Workload(ects=Decimal(3), hours=Decimal(75)), "3\u00a0ECTS\u00a0\u00b7 75\u00a0h"),
        (None, ""),
    ],
)
def test_credits_and_hours_are_shown_as_far_as_they_are_stated(workload, shown):
    said = content(awarded(workload=workload, levels=()))
    assert (said.workload or "") == said.in_short == shown


def test_the_first_awarding_body_stands_for_all():
    assert content(awarded(awarding_bodies=(body("A"), body("B"), body("C")))).awarding_body == "A + 2"
    assert (
        content(awarded(awarding_bodies=(Organisation(id="did:web:a.example"),))).awarding_body == "did:web:a.example"
    )
    assert content(awarded(awarding_bodies=())).awarding_body is None


def test_who_seals_is_named_where_it_is_not_the_awarding_body():
    assert content(credential(), sealer=UNIVERSITY).sealer is None
    assert content(credential(), sealer=body("Seal Service")).sealer == "Seal Service"
    assert content(credential(), sealer=Organisation(id="did:web:seal.example")).sealer is None


def test_a_former_name_is_not_shown():
    learner = Learner(names=(Name(full="Ada Before", former=True), Name(given="Ada", family="Example")))
    assert learner_name(awarded(learner)) == "Ada Example"
    assert learner_name(awarded(Learner(names=(Name(full="Ada Before", former=True),)))) is None


def test_an_instant_of_issue_is_shown_as_its_day_in_utc():
    late = datetime(2026, 11, 21, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert content(credential(), issued=late).issued == "2026-11-20"
    with pytest.raises(ModelError, match="offset"):
        certificate_svg(credential(), issued=late.replace(tzinfo=None))


def test_the_picture_is_in_the_language_of_the_record():
    title = Text({"de": "Trinkwasser", "en": "Drinking water"})
    assert read(badge_scene(awarded(title=title, language="de")))[:2] == ["MICROCREDENTIAL", "Trinkwasser"]
    assert read(badge_scene(awarded(title=Text({"el": "Νερό"}), language="und")))[0] == "ΜΙΚΡΟΔΙΑΠΙΣΤΕΥΤΗΡΙΟ"
    assert content(awarded(title=title, language="de")).in_short.startswith("EQF 6\u00a0\u00b7 2,5")


def test_a_text_that_cannot_be_drawn_is_shown_in_another_language():
    title = Text({"ja": "飲料水の検査", "en": "Testing drinking water"})
    assert content(awarded(title=title, language="ja")).title == "Testing drinking water"
    names = (Name(full="愛子"), Name(full="Aiko"))
    assert learner_name(awarded(Learner(names=names))) == "Aiko"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": Text({"ja": "飲料水の検査"})}, "/achievement/title"),
        ({"title": en("Water \U0001f30a")}, "/achievement/title"),
        ({"title": Text({"ar": "اختبار المياه"})}, "/achievement/title"),
        ({"awarding_bodies": (body("東京大学"),)}, "/achievement/awarding_bodies/0/legal_name"),
        ({"levels": (Level("NQF", "\u516d"),)}, "/achievement/levels/0/value"),
        ({"levels": (Level("NQF", "\u516d", framework_name=en("NQF")),)}, "/achievement/levels/0/value"),
        ({"learner": Learner(names=(Name(full="愛子"),))}, "/learner/names"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_and_never_another_letter(changes, pointer):
    with pytest.raises(RenderError) as refused:
        certificate_svg(awarded(**changes))
    assert (refused.value.code, refused.value.pointer) == ("render.characters", pointer)
    assert str(refused.value).isascii()


def test_a_badge_does_not_depend_on_who_earned_it():
    assert badge_svg(awarded(Learner(names=(Name(full="愛子"),)))) == badge_svg(awarded(ADA))


def test_a_credential_without_a_title_is_no_picture():
    with pytest.raises(RenderError) as refused:
        badge_svg(awarded(title=None))
    assert refused.value.code == "render.no-title"


def test_a_record_with_nothing_but_a_title_has_both_pictures():
    bare = replace(course(), awarding_bodies=(), levels=(), workload=None, fields_of_learning=())
    record = replace(bare.award(Learner(), awarded_on=date(2026, 1, 1)), awarded_on=None, workload=None)
    assert read(badge_scene(record)) == ["MICRO-CREDENTIAL", "Testing", "drinking water"]
    assert len(read(certificate_scene(record))) == 3


# Colours


def test_each_field_of_learning_has_its_colour():
    deep = {palette(course(fields_of_learning=field(f"{broad:02}11"))).deep for broad in range(11)}
    assert len(deep) == 11
    assert palette(course(fields_of_learning=field("0712"))) == palette(course(fields_of_learning=field("07")))


def test_without_a_known_field_the_awarding_body_decides_on_the_colour():
    unknown = (Concept("https://uni.example/fields/0712"), Concept(label=en("Water")), *field("99"))
    assert palette(course(fields_of_learning=unknown)) == palette(course(fields_of_learning=()))
    assert palette(course(fields_of_learning=(), awarding_bodies=())).deep


def test_every_text_has_the_contrast_that_accessibility_demands():
    for broad in range(11):
        deep = palette(course(fields_of_learning=field(f"{broad:02}"))).deep
        assert contrast(deep, WHITE) >= 4.5
    assert contrast(INK, WHITE) >= 7
    assert contrast(QUIET, WHITE) >= 4.5
    assert round(contrast("#000000", "#ffffff"), 3) == 21


def test_text_is_written_on_white_or_in_white_on_deep_colours():
    colours = palette(course())
    for scene in (badge_scene(credential()), certificate_scene(credential())):
        assert {shape.colour for shape in scene.shapes if isinstance(shape, Run)} <= {INK, QUIET, WHITE, colours.deep}


# SVG


@pytest.mark.parametrize("draw", [badge_svg, certificate_svg])
def test_an_svg_is_shapes_and_two_texts_and_refers_to_nothing(draw):
    text = draw(credential())
    root = ET.fromstring(text)  # noqa: S314  our own
    assert {element.tag for element in root.iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "rect", "polygon", "polyline", "path")
    }
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not any("href" in name or name.startswith("on") or name == "style" for name in attributes)
    assert text.count("http") == 1  # the name space
    assert "url(" not in text


def test_an_svg_tells_those_who_do_not_see_it_what_it_says():
    root = ET.fromstring(certificate_svg(credential()))  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root[0].tag == SVG + "title"
    assert root[0].text == "Micro-credential: Testing drinking water"
    assert "Awarded to: Ada Example\nAwarded by: University of Example\nLevel: EQF 6" in root[1].text


def test_markup_in_a_record_stays_text():
    title = '</title><script>alert("1")</script><svg onload="x" href="//evil.example"> & ]]> &amp;'
    text = certificate_svg(awarded(Learner(names=(Name(full="<b>Ada</b>"),)), title=en(title)))
    assert "<script" not in text
    assert "<b>" not in text
    root = ET.fromstring(text)  # noqa: S314
    assert root[0].text.endswith(title)
    assert {element.tag for element in root.iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "rect", "polygon", "polyline", "path")
    }


def test_a_certificate_is_a_page_of_a4():
    root = ET.fromstring(certificate_svg(credential()))  # noqa: S314
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("297mm", "210mm", "0 0 1754 1240")


# PNG

pillow = pytest.mark.skipif(find_spec("PIL") is None, reason="needs Pillow")


def opened(data):
    image = pytest.importorskip("PIL.Image")
    with image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGBA")


@pillow
@pytest.mark.parametrize("size", [64, 96, 256, 600, 1024])
def test_a_badge_has_the_size_that_is_asked_for_and_a_transparent_ground(size):
    picture = opened(badge_picture(credential(), size=size))
    assert picture.size == (size, size)
    assert {picture.getpixel(corner)[3] for corner in ((0, 0), (size - 1, 0), (0, size - 1), (size - 1, size - 1))} == {
        0
    }
    assert picture.getpixel((size // 2, size // 2))[3] == 255


@pytest.mark.parametrize("size", [-1, 0, 63, 1025, 10**9])
def test_a_badge_of_no_sensible_size_is_refused(size):
    with pytest.raises(RenderError) as refused:
        badge_picture(credential(), size=size)
    assert refused.value.code == "render.size"


@pillow
def test_a_certificate_is_opaque_and_150_dots_per_inch():
    data = certificate_picture(credential())
    assert opened(data).size == (1754, 1240)
    assert opened(data).getextrema()[3] == (255, 255)
    assert dict(chunks(data))[b"pHYs"] == struct.pack(">LLB", 5906, 5906, 1)


@pillow
@pytest.mark.parametrize("draw", [badge_picture, certificate_picture])
def test_a_picture_tells_nothing_but_the_picture(draw):
    data = draw(credential())
    assert [kind for kind, _ in chunks(data) if kind not in (b"IDAT", b"PLTE", b"tRNS", b"pHYs")] == [b"IHDR", b"IEND"]
    assert zlib.decompress(b"".join(part for kind, part in chunks(data) if kind == b"IDAT"))


@pillow
@pytest.mark.parametrize("draw", [badge_picture, badge_svg, certificate_picture, certificate_svg])
def test_the_same_record_gives_the_same_file(draw):
    assert draw(credential()) == draw(credential())


@pillow
def test_the_letters_of_png_and_svg_stand_in_the_same_places():
    scene = replace(
        certificate_scene(credential()),
        shapes=tuple(shape for shape in certificate_scene(credential()).shapes if isinstance(shape, Run)),
    )
    for run in scene.shapes:
        alone = opened(png(replace(scene, shapes=(run,)), scale=1))
        ink = alone.convert("L").point(lambda value: 255 if value < 200 else 0).getbbox()
        assert all(abs(found - told) <= 2 for found, told in zip(ink, run.box(), strict=True)), run.text


@pillow
@pytest.mark.parametrize("title", ["Ελληνικά", "Български", "Żółć", "Ñandú"])
def test_other_letters_make_other_pictures(title):
    assert badge_picture(awarded(title=en(title))) != badge_picture(awarded(title=en(title[::-1])))


def test_without_pillow_png_names_the_extra_and_svg_works(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    for draw in (badge_picture, certificate_picture):
        with pytest.raises(MissingExtraError) as refused:
            draw(credential())
        assert refused.value.code == "extra.render"
        assert "credseal[render]" in refused.value.hint
    assert badge_svg(credential())
    assert certificate_svg(credential(), issued=datetime(2026, 11, 21, tzinfo=UTC))
