"""Facts in the texts of a note: told in every language, read back whole, and believed only if they agree."""

import pytest

from credseal.errors import ModelError
from credseal.model.learning import Evidence, Stackability
from credseal.model.level import Level
from credseal.model.text import Text
from credseal.profiles.elm.facts import Facts, read_facts, write_facts
from credseal.profiles.elm.nodes import Nodes
from records import en

NODES = Nodes("pl")


def test_what_is_no_text_is_told_in_english():
    assert write_facts(Level("EQF", "6", extent="within"), NODES) == {"en": "framework: EQF\nvalue: 6\nextent: within"}


def test_what_is_no_text_is_told_in_every_language_in_the_order_of_the_fields():
    evidence = Evidence(Text({"en": "Report", "pl": "Raport"}), url="https://a.example/", genre=Text({"pl": "esej"}))
    assert write_facts(evidence, NODES) == {
        "en": "name: Report\nurl: https://a.example/",
        "pl": "name: Raport\nurl: https://a.example/\ngenre: esej",
    }


def test_a_text_without_a_language_is_told_in_that_of_the_record():
    assert write_facts(Evidence(Text.of("Raport")), NODES) == {"pl": "name: Raport"}


def test_a_text_alone_needs_no_name_unless_it_could_be_taken_for_facts():
    words, trap = Stackability(description=en("One of four.")), Stackability(description=en("kind: standalone"))
    assert write_facts(words, NODES, primary="description") == {"en": "One of four."}
    assert write_facts(trap, NODES, primary="description") == {"en": "description: kind: standalone"}
    for each in (words, trap):
        told = write_facts(each, NODES, primary="description")
        assert read_facts(Stackability, told, primary="description") == Facts(each, None)


def test_a_position_is_told_with_the_facts():
    told = write_facts(Level("EQF", "6"), NODES, position=2)
    assert told == {"en": "position: 2\nframework: EQF\nvalue: 6"}
    assert read_facts(Level, told) == Facts(Level("EQF", "6"), 2)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"en": "Accredited since 1999."}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6", "pl": "Poziom 6"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6", "pl": "framework: EQF\nvalue: 8"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6\nposition: first"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6\nposition: ²"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6\nlabel: a\nlabel.b: c"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 6\nvalue.other: 7"}, "model.lines"),
        ({"en": "framework: EQF\nvalue: 9"}, "model.eqf-level"),
        ({"en": "framework: EQF"}, "model.missing-member"),
    ],
)
def test_facts_that_are_none_or_disagree_are_refused(texts, code):
    with pytest.raises(ModelError) as error:
        read_facts(Level, texts)
    assert error.value.code == code
