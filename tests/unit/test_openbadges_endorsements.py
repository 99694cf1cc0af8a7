"""The endorsements in a badge are found wherever they stand, with what they stand on and what they say they are about."""

import pytest

from badges import UNIVERSITY, endorsement, open_badge, with_proof
from credseal.encoding import base64url, strict_json
from credseal.profiles.openbadges import endorsements, from_document, read_endorsement
from credseal.profiles.openbadges.endorsements import MOST

COURSE = "https://uni.example/courses/dl"
BADGE = "urn:uuid:0a6e1d2c-0001-4000-8000-000000000001"


def token(payload):
    return f"e30.{base64url.encode(strict_json.dumps(payload).encode())}.AA"


def of(subject, number=1):
    return with_proof(endorsement(of=subject, identifier=f"urn:uuid:0a6e1d2c-0001-4000-8000-00000000e{number:03}"))


def endorsed(**places):
    """A badge with endorsements on its nodes: credential, achievement, issuer, creator, source."""
    badge = open_badge()
    subject = badge["credentialSubject"]
    subject["source"] = {"id": "https://assessor.example/", "type": ["Profile"]}
    nodes = {
        "credential": badge,
        "achievement": subject["achievement"],
        "issuer": badge["issuer"],
        "creator": subject["achievement"]["creator"],
        "source": subject["source"],
    }
    for place, members in places.items():
        nodes[place] |= members
    return badge


@pytest.mark.parametrize(
    ("place", "pointer", "id_"),
    [
        ("credential", "/endorsement/0", BADGE),
        ("achievement", "/credentialSubject/achievement/endorsement/0", COURSE),
        ("issuer", "/issuer/endorsement/0", UNIVERSITY),
        ("creator", "/credentialSubject/achievement/creator/endorsement/0", "https://faculty.uni.example/"),
        ("source", "/credentialSubject/source/endorsement/0", "https://assessor.example/"),
    ],
)
def test_one_is_found_with_the_node_that_it_stands_on(place, pointer, id_):
    document = of(id_)
    (found,) = endorsements(endorsed(**{place: {"endorsement": [document]}}))
    assert (found.pointer, found.on, found.endorses, found.findings) == (pointer, id_, id_, ())
    assert (found.document, found.token, found.comment) == (document, None, "Accredited until 2031.")


@pytest.mark.parametrize("id_", [BADGE, COURSE, UNIVERSITY, "https://faculty.uni.example/", "did:example:ada"])
def test_one_on_the_credential_may_speak_for_any_node_in_it(id_):
    (found,) = endorsements(endorsed(credential={"endorsement": [of(id_)]}))
    assert found.findings == ()


@pytest.mark.parametrize(
    ("place", "id_"),
    [
        ("credential", "https://other.example/"),
        ("achievement", UNIVERSITY),
        ("issuer", COURSE),
        ("creator", UNIVERSITY),
    ],
)
def test_one_that_speaks_for_something_else_is_a_finding(place, id_):
    badge = endorsed(**{place: {"endorsement": [of(id_)]}})
    (found,) = endorsements(badge)
    assert [each.code for each in found.findings] == ["openbadges.endorses-another"]
    assert found.findings[0].pointer == found.pointer
    assert "openbadges.endorses-another" in [each.code for each in from_document(badge).findings]


@pytest.mark.parametrize("claim", [lambda credential: credential, lambda credential: {"vc": credential}])
def test_a_token_says_the_same(claim):
    compact = token(claim(endorsement()))
    (found,) = endorsements(endorsed(achievement={"endorsementJwt": [compact]}))
    assert (found.pointer, found.endorses) == ("/credentialSubject/achievement/endorsementJwt/0", COURSE)
    assert (found.token, found.document, found.findings) == (compact, None, ())


@pytest.mark.parametrize("payload", [{}, [], "x", {"credentialSubject": []}, {"vc": 5}])
def test_a_token_that_says_nothing_is_a_finding(payload):
    (found,) = endorsements(endorsed(issuer={"endorsementJwt": [token(payload)]}))
    assert found.endorses is None
    assert [each.code for each in found.findings] == ["openbadges.endorsement-unreadable"]


@pytest.mark.parametrize("odd", ["", "a.b", "no token", 5, None, {}, "e30." + "A" * 300_000 + ".AA", "\x00.a.b"])
def test_what_is_no_token_is_not_told_and_stays_unread(odd):
    badge = endorsed(issuer={"endorsementJwt": [odd]})
    assert endorsements(badge) == ()
    assert "/issuer/endorsementJwt/0" in from_document(badge).unread


def test_one_that_is_no_array_is_found():
    (found,) = endorsements(endorsed(issuer={"endorsement": of(UNIVERSITY)}))
    assert found.pointer == "/issuer/endorsement"


def test_those_inside_an_endorsement_are_none_of_this_badge():
    inner = of(UNIVERSITY)
    inner["issuer"]["endorsement"] = [of("https://agency.example/", 2)]
    assert len(endorsements(endorsed(issuer={"endorsement": [inner]}))) == 1


def test_there_is_an_end_to_them():
    badge = endorsed(issuer={"endorsement": [of(UNIVERSITY, number) for number in range(MOST + 2)]})
    assert len(endorsements(badge)) == MOST
    reading = from_document(badge)
    assert len(reading.issuance.endorsements) == MOST
    assert [pointer for pointer in reading.unread if "endorsement" in pointer] == [
        f"/issuer/endorsement/{MOST}",
        f"/issuer/endorsement/{MOST + 1}",
    ]


def test_a_reading_keeps_them_as_they_are_and_says_where_the_first_is():
    document, compact = of(COURSE), token(endorsement())
    reading = from_document(endorsed(achievement={"endorsement": [document]}, issuer={"endorsementJwt": [compact]}))
    assert reading.issuance.endorsements == (document,)
    assert reading.issuance.endorsement_tokens == (compact,)
    assert reading.found_at["endorsements"] == "/issuer/endorsementJwt/0"
    assert not [pointer for pointer in reading.unread if "endorsement" in pointer]


@pytest.mark.parametrize("given", [None, 5, "x", [], {}, {"endorsement": None}, {"endorsement": [[]]}])
def test_what_is_no_badge_has_none(given):
    assert endorsements(given) == ()


def test_one_is_read_on_its_own():
    reading = read_endorsement(of(COURSE))
    assert (reading.endorsed, reading.comment) == (COURSE, {"und": "Accredited until 2031."})
    assert reading.issuance.sealer.legal_name == {"und": "Agency of Examples"}
    assert reading.issuance.issued
    assert reading.issuance.name == {"und": "Accreditation"}
    assert (reading.findings, reading.unread) == ((), ())


@pytest.mark.parametrize("given", [None, [], {}, {"credentialSubject": 5}, {"credentialSubject": {"id": "not a URI"}}])
def test_nothing_in_one_makes_reading_raise(given):
    assert read_endorsement(given).endorsed is None
