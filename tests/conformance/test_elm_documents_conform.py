"""What is written conforms to the official shapes of European Digital Credentials: pyshacl says so."""

from dataclasses import replace

import pytest

from credseal.model.achievement import Achievement
from credseal.model.learner import Learner, Name
from credseal.model.organisation import Identifier, Place
from credseal.profiles import elm
from elm_oracle import results
from elm_records import PICTURED
from records import ADA, AGENCY, COURSE, ISSUANCE, UNIVERSITY, course, credential, en

STATUS = {"id": "https://uni.example/status#7", "type": "BitstringStatusListEntry"}
SEALER = replace(UNIVERSITY, id=None, identifiers=(Identifier("eIDASLegalIdentifier", "VATDE-1"),))
REGISTERED = replace(COURSE.quality_assurance[0], body=replace(AGENCY, address=Place(country="PL")))
ACCREDITED = course(quality_assurance=(REGISTERED,), mandate=None)
SMALL = Achievement(title=en("Water"), language="en", awarding_bodies=(UNIVERSITY,))
FULL_LEARNER = replace(
    ADA,
    names=(
        Name(full="Ada Example", given="Ada", family="Example"),
        Name(full="Ada A", former=True),
        Name(full="Ada B", former=True),
    ),
    identifiers=(Identifier("email", "ada@example.org"), Identifier("national", "PNOPL-1")),
    address=Place(country="PL", locality="Lublin", street="Long Street 1", postal_code="20-001", po_box="7"),
)


def awarded(achievement, learner=ADA):
    return achievement.award(learner, awarded_on=credential().awarded_on)


CASES = {
    "all elements": (credential(), PICTURED, {}, ()),
    "the least": (awarded(SMALL, Learner(names=(Name(full="Ada Example"),))), PICTURED, {}, ()),
    "with a status": (credential(), replace(PICTURED, status=(STATUS,)), {}, ()),
    "all of the learner": (
        replace(credential(), learner=FULL_LEARNER),
        PICTURED,
        {"disclose": ("national", "address", "email", "birth_date")},
        (),
    ),
    "by mandate": (credential(), replace(PICTURED, sealer=SEALER), {}, ("EDC-issuedByMandate",)),
    "accredited": (awarded(ACCREDITED), PICTURED, {"variant": "accredited"}, ("EDC-accredited",)),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_conforms(name):
    made, issuance, options, shapes = CASES[name]
    assert results(elm.to_document(made, issuance, **options).document, *shapes) == set()


def test_with_the_certificate_it_still_conforms():
    document = elm.with_certificate(
        elm.to_document(credential(), PICTURED).document,
        organisation="UNIVERSITY OF EXAMPLE",
        organisation_identifier="NTREE-17207834",
        country="EE",
        common_name="Seal",
        issued=ISSUANCE.issued,
    )
    assert results(document) == set()


def test_with_a_drawn_picture_it_conforms():
    pytest.importorskip("PIL")
    assert results(elm.to_document(credential(), replace(ISSUANCE, picture=None)).document) == set()
