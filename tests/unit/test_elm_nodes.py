"""Nodes: one id for one content, language maps, concepts of lists; and the same read back."""

import pytest

from credseal.errors import ProfileError
from credseal.model.concepts import Concept
from credseal.model.text import Text
from credseal.profiles.elm.nodes import Nodes, Reader, unshared

EQF = "http://data.europa.eu/snb/eqf/"
POLAND = "http://publications.europa.eu/resource/authority/country/POL"


def point(nodes, number):
    return nodes.node("CreditPoint", {"point": number})


def test_equal_content_is_one_node_and_different_content_another():
    nodes = Nodes("en")
    assert [point(nodes, number)["id"] for number in ("2", "3", "2")] == [
        "urn:epass:creditPoint:1",
        "urn:epass:creditPoint:2",
        "urn:epass:creditPoint:1",
    ]


def test_what_differs_only_in_a_node_within_is_different():
    nodes = Nodes("en")
    first, second = (nodes.node("Evidence", {"inner": point(nodes, number)}) for number in ("2", "3"))
    assert first["id"] != second["id"]


def test_equal_members_of_another_class_are_another_node():
    nodes = Nodes("en")
    assert nodes.node("Note", {"a": "1"})["id"] != nodes.node("Phone", {"a": "1"})["id"]


def test_an_id_that_the_record_gives_is_never_handed_out_again():
    nodes = Nodes("en")
    nodes.node("CreditPoint", {"point": "9"}, id_="urn:epass:creditPoint:1")
    assert point(nodes, "2")["id"] == "urn:epass:creditPoint:2"


def test_two_contents_with_one_id_are_refused():
    nodes = Nodes("en")
    nodes.node("Note", {"a": "1"}, id_="https://uni.example/1")
    nodes.node("Note", {"a": "1"}, id_="https://uni.example/1")
    with pytest.raises(ProfileError) as caught:
        nodes.node("Note", {"a": "2"}, id_="https://uni.example/1")
    assert caught.value.code == "elm.node-twice"


def test_a_text_without_a_language_is_in_the_record_s():
    nodes = Nodes("pl")
    assert nodes.language_map(Text({"und": "Woda", "en": "Water"})) == {"en": "Water", "pl": "Woda"}
    assert nodes.findings == []


def test_a_text_without_a_language_beside_one_in_the_record_s_is_left_out_and_told():
    nodes = Nodes("en")
    assert nodes.language_map(Text({"und": "Wasser", "en": "Water"})) == {"en": "Water"}
    assert [each.code for each in nodes.findings] == ["elm.text-left-out"]


def test_a_concept_has_its_scheme_and_label_from_its_list():
    assert Nodes("en").concept("eqf", Concept(EQF + "6")) == {
        "id": EQF + "6",
        "type": "Concept",
        "inScheme": {"id": EQF + "25831c2", "type": "ConceptScheme"},
        "prefLabel": {"en": "Level 6"},
    }


def test_concepts_of_the_publications_office_name_their_list_as_notation():
    assert Nodes("en").concept("country", Concept(POLAND))["notation"] == "country"


def test_a_label_that_the_record_gives_stands_in_place_of_the_list_s_everywhere():
    nodes = Nodes("en")
    first = nodes.concept("country", Concept(POLAND))
    nodes.concept("country", Concept(POLAND, Text({"pl": "Polska"})))
    assert first["prefLabel"] == {"pl": "Polska"}
    nodes.concept("country", Concept(POLAND, Text({"en": "Poland"})))
    assert first["prefLabel"] == {"pl": "Polska", "en": "Poland"}
    assert nodes.findings == []


def test_two_labels_of_one_concept_in_one_language_are_told():
    nodes = Nodes("en")
    nodes.concept(None, Concept("https://a.example/1", Text({"en": "One"})))
    again = nodes.concept(None, Concept("https://a.example/1", Text({"en": "Uno"})))
    assert again["prefLabel"] == {"en": "One"}
    assert [each.code for each in nodes.findings] == ["elm.label-differs"]


def test_a_concept_of_no_list_gets_no_scheme_that_it_does_not_name():
    assert "inScheme" not in Nodes("en").concept("eqf", Concept("https://a.example/level/9"))


def test_a_concept_in_words_is_one_of_the_document():
    written = Nodes("en").concept("mode", Concept(label=Text({"en": "By post"})))
    assert written["id"] == "urn:epass:concept:1"


def test_the_finished_document_shares_no_object():
    nodes = Nodes("en")
    document = unshared({"a": point(nodes, "2"), "b": [point(nodes, "2")]})
    document["a"]["point"] = "3"
    assert document["b"] == [{"id": "urn:epass:creditPoint:1", "type": "CreditPoint", "point": "2"}]


def read(document, language="en"):
    reader = Reader(document, language)
    return reader, reader.node(document, "")


def test_a_language_map_is_read_and_its_blank_texts_say_nothing():
    reader, root = read({"title": {"en": "Water", "de": " "}})
    assert reader.text(root, "title") == {"en": "Water"}
    assert reader.log.unread(root.members) == ()


def test_a_plain_text_is_in_the_record_s_language_and_noted():
    reader, root = read({"title": "Water"})
    assert reader.text(root, "title") == {"en": "Water"}
    assert [each.code for each in reader.log.findings] == ["elm.odd-shape"]


def test_a_second_text_in_one_language_is_listed_as_not_understood():
    reader, root = read({"title": {"en": ["Water", "More water"], "de": ["Wasser"]}})
    assert reader.text(root, "title") == {"en": "Water", "de": "Wasser"}
    assert reader.log.unread(root.members) == ("/title/en/1",)


def test_what_is_no_text_in_a_language_map_is_listed_as_not_understood():
    reader, root = read({"title": {"en": "Water", "de": 7}})
    assert reader.text(root, "title") == {"en": "Water"}
    assert reader.log.unread(root.members) == ("/title/de",)


def test_ids_that_mean_something_in_the_document_only_are_not_kept():
    document = {
        "subject": {
            "id": "urn:epass:concept:1",
            "type": "Concept",
            "prefLabel": {"en": "Stackability"},
            "inScheme": {"id": "urn:epass:conceptScheme:1", "type": "ConceptScheme"},
        }
    }
    reader, root = read(document)
    assert reader.concept(root, "subject") == Concept(label=Text({"en": "Stackability"}))
    assert reader.log.unread(document) == ()


def test_a_reference_is_read_as_what_the_document_says_of_its_id():
    document = {
        "a": {"id": "urn:x:1", "type": "Concept", "prefLabel": {"en": "One"}},
        "b": "urn:x:1",
        "c": [{"id": "urn:x:1"}],
    }
    reader, root = read(document)
    assert reader.concept(root, "b") == reader.concept(root, "a")
    assert reader.concepts(root, "c") == (Concept("urn:x:1", Text({"en": "One"})),)
    assert reader.log.unread(document) == ()


def depth_of(node, name, most=100):
    depth = 0
    while depth < most and (node := next(node.resolved(name), None)):
        depth += 1
    return depth


def test_references_in_a_circle_are_not_followed_forever():
    document = {
        "top": "urn:x:1",
        "parts": [{"id": "urn:x:1", "hasPart": "urn:x:2"}, {"id": "urn:x:2", "hasPart": "urn:x:1"}],
    }
    _, root = read(document)
    top = next(root.resolved("top"))
    assert depth_of(top, "hasPart") < 10


def test_references_that_multiply_are_not_all_followed():
    """Each of twenty nodes refers to the next one ten times: followed to the end, that is 10 ** 20 nodes."""
    parts = [{"id": f"urn:x:{number}", "hasPart": [f"urn:x:{number + 1}"] * 10} for number in range(20)]
    _, root = read({"top": "urn:x:0", "parts": parts})
    seen, waiting = 0, [next(root.resolved("top"))]
    while waiting:
        seen += 1
        waiting += waiting.pop().resolved("hasPart")
    assert seen < 10_000
