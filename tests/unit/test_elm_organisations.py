"""Organisations, places and legal identifiers in European Digital Credentials."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credseal.errors import ProfileError
from credseal.model.organisation import Coordinates, Identifier, Organisation, Parent, Place
from credseal.model.picture import Picture
from credseal.model.text import Text
from credseal.profiles.elm.identifiers import country_of
from credseal.profiles.elm.nodes import Nodes, Reader, unshared
from credseal.profiles.elm.organisations import read_organisation, write_organisation
from elm_records import PNG, POLAND
from records import UNIVERSITY, en


def written(organisation):
    nodes = Nodes("en")
    return unshared(write_organisation(organisation, nodes)), nodes


def read(node):
    reader = Reader(node, "en")
    return read_organisation(reader.node(node, ""), reader), reader


def assert_same(organisation):
    node, nodes = written(organisation)
    again, reader = read(node)
    assert again == organisation
    assert nodes.findings == []
    assert reader.log.findings == []
    assert reader.log.unread(node) == ()


FULL = replace(
    UNIVERSITY,
    address=replace(UNIVERSITY.address, street="Long Street 1\nBack yard", postal_code="20-001", po_box="7"),
    description=en("A university."),
    phone="+48 81 000 00 00",
    picture=Picture(PNG, en("A drop")),
    parent=Parent(
        id="https://ministry.example",
        legal_name=en("Ministry"),
        address=Place(country="PL", country_name=POLAND),
        email="post@ministry.example",
    ),
    identifiers=(
        Identifier("eIDASLegalIdentifier", "VATPL-0000000000"),
        Identifier("VAT", "PL0000000000"),
        Identifier("VAT", "PL1111111111"),
        Identifier("TIN", "5"),
        Identifier("registration", "0000"),
        Identifier("PIC", "999"),
    ),
)


@pytest.mark.parametrize(
    "organisation",
    [
        UNIVERSITY,
        FULL,
        Organisation(legal_name=Text({"en": "Agency", "pl": "Agencja"}), url="https://agency.example/"),
        replace(UNIVERSITY, address=Place(country="PL", country_name=POLAND, po_box="7")),
        replace(UNIVERSITY, address=Place(country="PL", country_name=POLAND, postal_code="20-001", locality="Lublin")),
        replace(UNIVERSITY, address=Place(country="PL", country_name=POLAND, street="post office box 7", po_box="7")),
        replace(UNIVERSITY, address=Place(country="PL", country_name=POLAND, street="20-001", postal_code="20-001")),
    ],
    ids=["university", "full", "no address", "box", "town", "street like a box", "street like a code"],
)
def test_an_organisation_is_the_same_after_writing_and_reading_it(organisation):
    assert_same(organisation)


def test_the_whole_address_stands_in_one_text_for_people():
    node, _ = written(FULL)
    whole = node["location"][0]["address"]["fullAddress"]["noteLiteral"]["en"]
    assert whole == "Long Street 1\nBack yard\n20-001 Przyklad\npost office box 7"


def test_the_country_of_a_legal_identifier_stands_in_it_or_is_that_of_the_address():
    node, _ = written(
        replace(FULL, identifiers=(Identifier("eIDASLegalIdentifier", "NTREE-1"), Identifier("TIN", "5")))
    )
    assert node["eIDASIdentifier"]["spatial"]["id"].endswith("/EST")
    assert node["taxIdentifier"][0]["spatial"]["id"].endswith("/POL")


def test_a_legal_identifier_of_nobody_knows_which_country_is_an_identifier_like_any_other():
    node, _ = written(Organisation(legal_name=en("Agency"), identifiers=(Identifier("TIN", "5"),)))
    assert "taxIdentifier" not in node
    assert node["identifier"][0]["schemeName"] == "TIN"


@pytest.mark.parametrize(
    ("identifier", "country"),
    [("VATPL-1", "PL"), ("VATEL-1", "GR"), ("17207834", None), ("vatpl-1", None), ("VATPL-", None)],
)
def test_an_identifier_of_etsi_names_its_country(identifier, country):
    assert country_of(identifier) == country


def test_one_organisation_is_described_once():
    nodes = Nodes("en")
    first = write_organisation(UNIVERSITY, nodes)
    assert write_organisation(replace(UNIVERSITY, legal_name=None), nodes) is first
    assert nodes.findings == []
    assert write_organisation(replace(UNIVERSITY, legal_name=en("Another name")), nodes) is first
    assert [each.code for each in nodes.findings] == ["elm.organisation-differs"]


def test_what_elm_has_no_member_for_is_told():
    place = replace(UNIVERSITY.address, coordinates=Coordinates(Decimal(51), Decimal(22)))
    elsewhere = Picture("https://uni.example/logo.png")
    _, nodes = written(replace(UNIVERSITY, official="Ada Example", address=place, picture=elsewhere))
    assert [each.code for each in nodes.findings] == ["elm.left-out", "elm.left-out", "elm.picture-elsewhere"]


def test_a_country_that_no_list_has_is_told():
    _, nodes = written(replace(UNIVERSITY, address=Place(country="QQ")))
    assert [each.code for each in nodes.findings] == ["elm.country"]


def test_a_parent_that_is_the_organisation_itself_is_refused():
    with pytest.raises(ProfileError) as caught:
        written(
            replace(UNIVERSITY, parent=Parent(id=UNIVERSITY.id, legal_name=en("Itself"), address=Place(country="PL")))
        )
    assert caught.value.code == "elm.node-twice"


def test_a_parent_that_is_no_organisation_to_elm_is_left_out_and_told():
    node, nodes = written(replace(UNIVERSITY, parent=Parent(id="https://ministry.example", legal_name=en("Ministry"))))
    assert "subOrganizationOf" not in node
    assert [each.code for each in nodes.findings] == ["elm.left-out"]


def test_another_name_is_read_where_there_is_no_legal_one_and_else_not_understood():
    assert read({"id": "urn:epass:org:1", "type": "Organisation", "altLabel": {"en": "Uni"}})[0].legal_name == {
        "en": "Uni"
    }
    node = {
        "id": "urn:epass:org:1",
        "type": "Organisation",
        "legalName": {"en": "University"},
        "altLabel": {"en": "Uni"},
    }
    again, reader = read(node)
    assert again.legal_name == {"en": "University"}
    assert reader.log.unread(node) == ("/altLabel",)


def test_the_first_place_counts_and_others_are_listed():
    node, _ = written(UNIVERSITY)
    node["location"].append({"id": "urn:epass:location:9", "type": "Location", "geographicName": {"en": "Elsewhere"}})
    again, reader = read(node)
    assert again == UNIVERSITY
    assert reader.log.unread(node) == ("/location/1",)


def test_nothing_of_a_hostile_organisation_makes_reading_raise():
    node = {
        "id": 7,
        "legalName": ["x"],
        "location": [None, "urn:x:1", {"address": 5}],
        "eIDASIdentifier": {"notation": {"a": 1}, "spatial": [[]]},
        "contactPoint": {"emailAddress": {"id": "not-mail"}, "phone": "urn:epass:phone:1"},
        "logo": {"content": "%%%", "contentType": {"id": "x"}},
        "homepage": {"contentURL": "no address at all"},
        "subOrganizationOf": {"id": "no uri"},
    }
    again, reader = read(node)
    assert again is None
    assert reader.log.findings
