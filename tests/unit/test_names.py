"""Names: what has to be left aside for two to agree, and where no comparison is made at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credseal.checks.names import Wanted, compare_names
from credseal.checks.romanising import romanisations
from credseal.model.learner import Name
from credseal.report import Agreement

EXACTLY = "exactly as written"
COMPOSED = "in any order, in Unicode's composed form (NFC)"
CASE = "in any order and case"
DIACRITICS = "in any order and case, without diacritics"
LATIN = "in any order and case, in Latin letters as passports have them (ELOT 743, ICAO 9303)"
FURTHER = "; further names left aside"


def compared(stated, given, family, *others):
    made = compare_names((Name(full=stated),), Wanted(given, family, others))
    return made.outcome, made.normalisation


@pytest.mark.parametrize(
    ("stated", "given", "family", "step"),
    [
        ("Ada Example", "Ada", "Example", EXACTLY),
        ("Example, Ada", "Ada", "Example", COMPOSED),
        ("Ada-Maria Example", "Ada Maria", "Example", COMPOSED),
        ("Rene\u0301e Example", "Ren\u00e9e", "Example", COMPOSED),
        ("O\u2019Example Ada", "Ada", "O'Example", COMPOSED),
        ("EXAMPLE ADA", "Ada", "Example", CASE),
        ("Łucja Żółć", "Lucja", "Zolc", DIACRITICS),
        ("Strauß Søren", "Soren", "Strauss", CASE + ", without diacritics"),
        ("Müller Jürgen", "Juergen", "Mueller", LATIN),
        ("Åse Ærø", "Aase", "Aeroe", LATIN),
        ("Γιώργος Παπαδόπουλος", "Giorgos", "Papadopoulos", LATIN),
        ("ΕΥΑΓΓΕΛΟΣ ΜΠΑΜΠΗΣ", "Evangelos", "Bampis", LATIN),
        ("Ευτυχία Αυγούστου", "Eftychia", "Avgoustou", LATIN),
        ("Μαΐου Ψυχή", "Maiou", "Psychi", LATIN),
        ("Мария Щерева", "Maria", "Shtereva", LATIN),
        ("Йордан Хаджиев", "Yordan", "Hadzhiev", LATIN),
        ("Юрій Згурський", "Yurii", "Zghurskyi", LATIN),
        ("Мария Щукина", "Mariia", "Shchukina", LATIN),
        ("Ada Maria Example", "Ada", "Example", COMPOSED + FURTHER),
        ("Ada Example", "Ada Maria", "Example Other", COMPOSED + FURTHER),
        ("MARIA ADA EXAMPLE", "Ada", "Example", CASE + FURTHER),
    ],
)
def test_two_names_agree_at_the_strictest_step_at_which_they_do_and_prove_nothing(stated, given, family, step):
    assert compared(stated, given, family) == (Agreement.WEAK, step)


@pytest.mark.parametrize(
    ("stated", "given", "family"),
    [
        ("Eve Example", "Ada", "Example"),
        ("Example", "Ada", "Example Other"),  # a family name alone is that of a twin, too
        ("Ada", "Ada", "Example"),
        ("Ada Otherexample", "Ada", "Example"),
        ("Γιώργος Παπαδόπουλος", "Georgia", "Papadopoulou"),
    ],
)
def test_other_names_are_other_names(stated, given, family):
    assert compared(stated, given, family)[0] is Agreement.OTHER


def test_scripts_that_are_not_romanised_are_not_guessed_at():
    made = compare_names((Name(full="محمد المثال"),), Wanted("Muhammad", "Almithal"))
    assert made.outcome is Agreement.NOT_COMPARABLE
    assert "scripts" in made.reason
    assert compared("محمد المثال", None, None, "محمد المثال") == (Agreement.WEAK, EXACTLY)
    assert compared("愛子 例", "花子", "例")[0] is Agreement.OTHER


def test_any_of_several_names_will_do_on_either_side():
    stated = (Name(full="Ada Newname"), Name(full="Ada Maiden", former=True))
    assert compare_names(stated, Wanted("Ada", "Maiden")).outcome is Agreement.WEAK
    assert compared("Ada Maiden", "Ada", "Newname", "Ada Maiden") == (Agreement.WEAK, EXACTLY)
    assert compare_names((Name(given="Ada", family="Example"),), Wanted("Ada", "Example")).outcome is Agreement.WEAK


def test_no_name_is_not_comparable():
    assert compare_names((), Wanted("Ada", "Example")).outcome is Agreement.NOT_COMPARABLE


def test_a_romanised_name_may_have_several_forms():
    assert {"georgi", "heorhy"} <= romanisations("георги")
    assert romanisations("ada") == {"ada"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=30).filter(str.strip))
def test_every_name_agrees_with_itself(text):
    made = compare_names((Name(full=text),), Wanted(None, None, (text,)))
    assert (made.outcome, made.normalisation) == (Agreement.WEAK, EXACTLY)
