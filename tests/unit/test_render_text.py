"""The letters of the pictures: every alphabet of the European Union is there, and text is broken into lines that fit."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest

from credseal.encoding.inert import inert
from credseal.render import words as words_module
from credseal.render.fitting import ELLIPSIS, fit
from credseal.render.typeface import Extent, Face, lacking, typeface
from credseal.render.words import Words, capitals, number, words

# The letters of each official language beyond a to z, as its speakers write them.
ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "en": "éïôç",
    "es": "áéíñóúü",
    "et": "äõöüšž",
    "fi": "åäöšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóúḃċḋḟġṁṗṡṫ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìíîòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūžŗō",
    "mt": "ċġħżàèìòù",
    "nl": "áäéëíïóöúüĳ",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöé",
}
# Neighbours, and what older or scholarly names are written in.
OTHERS = {
    "is": "áðéíóúýþæö",
    "no": "æøå",
    "sr": "ђјљњћџ",
    "mk": "ѓѕјќѐѝ",
    "uk": "ґєії",
    "be": "ёў",
    "ru": "ёыэ",
    "tr": "çğıöşü",
    "sq": "çë",
    "cy": "âêîôûŵŷẁẃẅ",
    "polytonic Greek": "ἀἁἄᾳᾷῥ",
    "Vietnamese": "ăâđêôơưạảấầẩẫậắằẳẵặ",
    "Northern Sami": "áčđŋšŧž",
}
SIGNS = "0123456789.,;:!?\u00a1\u00bf'\"\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb()[]{}/\\|-\u2010\u2013\u2014\u2026&@#%\u2030*+=<>\u00b1\u00d7\u00f7\u20ac\u00a3$\u00a7\u00b6\u00b0\u00b2\u00b3\u2122\u00a9\u00ae\u2116\u2264\u2265\u2260\u221e\u221a\u2192_^~`\u00b7\u2022"


@pytest.mark.parametrize("letters", [*ALPHABETS.values(), *OTHERS.values()], ids=[*ALPHABETS, *OTHERS])
def test_every_letter_of_the_alphabet_is_drawn_small_and_capital(letters):
    capital = "".join(letter for letter in letters.upper() if unicodedata.category(letter)[0] == "L")
    assert lacking(letters + capital + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == set()


def test_every_sign_that_titles_have_is_drawn():
    assert lacking(SIGNS) == set()


@pytest.mark.parametrize("text", ["愛子", "محمد", "שרה", "कमल", "한국", "🎓", "ไทย", "ქართული", "հայ"])
def test_what_the_typefaces_lack_is_said(text):
    assert lacking(text) == set(text)


@pytest.mark.parametrize("face", Face)
def test_letters_leave_ink_and_blanks_leave_none(face):
    drawn = typeface(face)
    for letter in "".join([*ALPHABETS.values(), SIGNS]):
        assert drawn.outline(letter), letter
        assert drawn.width(letter) > 0
    assert drawn.outline(" ") == drawn.outline("\u00a0") == ()
    assert drawn.extent(" ") == Extent(0, 0, 0, 0)


@pytest.mark.parametrize("face", Face)
def test_outlines_stay_in_the_box_that_the_file_states(face):
    drawn = typeface(face)
    for letter in "aĄfŁźΐѝẅ@€":
        left, bottom, right, top = drawn.extent(letter)
        for contour in drawn.outline(letter):
            assert any(point.on_curve for point in contour)
            assert all(left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1 for x, y, on in contour if on)


@pytest.mark.parametrize("face", Face)
def test_pairs_of_letters_stand_closer_than_their_widths_say(face):
    drawn = typeface(face)
    for pair in ("AV", "To", "P,", "\u0393\u03b1"):
        apart = sum(drawn.width(letter) for letter in pair)
        assert drawn.width(pair) < apart, pair


def test_a_mark_without_a_letter_of_its_own_stands_over_its_letter():
    drawn = typeface(Face.TITLE)
    for letter in ("q", "Q"):
        base, mark = drawn.place(letter + "\u0301")
        ink, over = drawn.extent(letter), drawn.extent("\u0301")
        assert mark.end == base.end
        assert mark.y + over.bottom > ink.top
        assert Fraction(mark.x + (over.left + over.right) / 2) == Fraction((ink.left + ink.right) / 2)


def test_marks_on_one_letter_do_not_stand_in_one_another():
    drawn = typeface(Face.TEXT)
    _, first, second = drawn.place("q\u0301\u0302")
    assert second.y + drawn.extent("\u0302").bottom > first.y + drawn.extent("\u0301").top


def fitted(text, **changes):
    return fit(text, Face.TITLE, **({"width": 340, "height": 160, "sizes": (50, 20)} | changes))


def test_a_short_text_stands_on_one_line_in_the_largest_size():
    assert fitted("Statistics").lines == ("Statistics",)
    assert fitted("Statistics").size == 50


def test_lines_break_between_words_and_are_even():
    assert fitted("Testing drinking water").lines == ("Testing", "drinking water")
    assert fitted("Foundations of data science", width=300).lines == ("Foundations", "of data science")


def test_lines_break_behind_hyphens_and_slashes():
    assert fitted("Micro-credentials", width=220, sizes=(50, 50)).lines == ("Micro-", "credentials")


def test_letters_get_smaller_before_a_word_is_broken():
    word = "киберсигурността"
    assert fitted(word).lines == (word,)
    assert 20 < fitted(word).size < 50


def test_a_word_that_fits_in_no_size_is_broken_and_keeps_all_its_letters():
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    lines = fitted(word).lines
    assert len(lines) > 1
    assert "".join(lines) == word


def test_what_fits_in_no_size_ends_in_an_ellipsis():
    lines = fitted("word " * 500).lines
    assert lines[-1].endswith(ELLIPSIS)
    assert not any(ELLIPSIS in line for line in lines[:-1])


def test_a_letter_is_never_parted_from_its_marks():
    text = inert(unicodedata.normalize("NFC", "q\u0301\u0302\u0303" * 200), most=1000)
    for line in fitted(text).lines:
        assert not unicodedata.combining(line[0])


def test_a_mark_on_a_blank_is_a_letter_like_others():
    shown = fit("MMM \u0301", Face.TEXT, width=60, height=20, sizes=(21, 14))
    assert "".join(shown.lines) == "MMM \u0301"
    assert max(shown.widths) <= 60


def test_nothing_takes_no_lines():
    assert fitted("").lines == ()
    assert fitted("").height == 0


@pytest.mark.parametrize("language", words_module._WORDS)
def test_our_own_words_can_be_drawn(language):
    spoken = words(language)
    assert lacking("".join(spoken) + capitals(spoken.micro_credential)) == set()
    assert all(spoken)
    assert len(set(spoken)) == len(Words._fields)


def test_every_official_language_but_irish_has_words_of_its_own():
    assert ALPHABETS.keys() - words_module._WORDS.keys() == {"ga"}
    assert words("de-AT").micro_credential == "Microcredential"
    assert words("ga") == words("ja") == words("und") == words("en")


def test_greek_capitals_bear_no_accent_and_others_do():
    assert capitals("Μικροδιαπιστευτήριο") == "ΜΙΚΡΟΔΙΑΠΙΣΤΕΥΤΗΡΙΟ"
    assert capitals("Mikropoświadczenie") == "MIKROPOŚWIADCZENIE"


def test_numbers_are_written_as_the_language_does():
    assert number(Decimal("2.50"), words("en")) == "2.5"
    assert number(Decimal("2.5"), words("pl")) == "2,5"
    assert number(Decimal(100), words("pl")) == "100"
