"""An organisation that is mentioned twice is one: what is said of it in one place holds in the other, and may not be contradicted."""

import copy

import pytest

from badges import endorsement, open_badge, with_proof
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.organisation import Place
from credseal.profiles.openbadges import from_document

FACULTY = "https://faculty.uni.example/"
ADDRESS = {"type": ["Address"], "addressCountryCode": "AT"}


def badge(creator, source=None):
    document = open_badge()
    document["credentialSubject"]["achievement"]["creator"] = creator
    if source is not None:
        document["credentialSubject"]["source"] = source
    return document


def body(document):
    return from_document(document).credential.achievement.awarding_bodies[0]


def codes(document):
    return [each.code for each in from_document(document).findings]


@pytest.mark.parametrize("reference", [{"id": "https://uni.example/"}, "https://uni.example/"])
def test_a_creator_that_is_only_mentioned_is_the_issuer_that_is_described(reference):
    reading = from_document(badge(reference))
    assert reading.credential.achievement.awarding_bodies == (reading.issuance.sealer,)
    assert reading.issuance.sealer.legal_name
    assert "/credentialSubject/achievement/creator" not in "".join(reading.unread)


def test_an_issuer_that_is_only_a_uri_is_described_where_it_is_the_creator():
    document = badge({"id": FACULTY, "type": ["Profile"], "name": "Faculty of Data"})
    document["issuer"] = FACULTY
    assert from_document(document).issuance.sealer.legal_name == {"en": "Faculty of Data"}


def test_a_member_that_is_moved_between_two_mentions_is_still_read():
    whole = {"id": FACULTY, "type": ["Profile"], "name": "Faculty of Data", "address": ADDRESS}
    bare = {"id": FACULTY, "type": ["Profile"]}
    moved = [
        badge(whole, bare),
        badge({**bare, "name": whole["name"]}, {**bare, "address": ADDRESS}),
        badge(bare, whole),
    ]
    assert len({canonicalize(each, contexts=BUNDLED).nquads for each in moved}) == 1
    readings = [from_document(each) for each in moved]
    assert len({reading.credential for reading in readings}) == 1
    for reading in readings:
        assert reading.credential.assessed_by == reading.credential.achievement.awarding_bodies[0]
        assert reading.credential.assessed_by.address == Place(country="AT")
        assert reading.findings == readings[0].findings
        assert not [pointer for pointer in reading.unread if "creator" in pointer or "source" in pointer]


def test_it_is_found_where_it_stands():
    document = badge({"id": FACULTY, "type": ["Profile"]}, {"id": FACULTY, "type": ["Profile"], "email": 5})
    (finding,) = (each for each in from_document(document).findings if each.code == "openbadges.odd-shape")
    assert finding.pointer == "/credentialSubject/source/email"


def test_two_descriptions_that_differ_are_a_contradiction():
    one, other = ({"id": FACULTY, "type": ["Profile"], "name": name} for name in ("Faculty of Data", "Data Mill"))
    document = badge(one, other)
    assert "openbadges.contradiction" in codes(document)
    assert body(document).legal_name == {"en": "Faculty of Data"}


def test_what_is_of_another_class_is_another_thing_to_readers():
    document = badge({"id": FACULTY, "type": ["Profile"]})
    document["evidence"][0] = {"id": FACULTY, "type": ["Evidence"], "name": "A page about the faculty"}
    assert body(document).legal_name is None


def test_what_an_endorser_says_of_it_is_no_part_of_the_badge():
    document = badge({"id": FACULTY, "type": ["Profile"]})
    said = endorsement(of=FACULTY)
    said["issuer"] = {"id": FACULTY, "type": ["Profile"], "name": "Self-made"}
    document["endorsement"] = [with_proof(said)]
    assert body(document).legal_name is None


def test_an_organisation_that_is_its_own_parent_is_read_once():
    document = badge({"id": FACULTY, "type": ["Profile"], "name": "Faculty", "parentOrg": {"id": FACULTY}})
    assert body(document).parent.id == FACULTY


def test_reading_leaves_the_document_as_it_is():
    document = badge({"id": "https://uni.example/"})
    before = copy.deepcopy(document)
    from_document(document)
    assert document == before
