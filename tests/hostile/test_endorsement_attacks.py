"""Endorsements that nobody gave: credentials of another kind in their place."""

from datetime import UTC, datetime

import badges
from credseal.did.key import did_of, method_id_of
from credseal.keys.signer import generate
from credseal.report import Verdict
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.trust.register import Register
from credseal.verifier import Verifier

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def issued(document, signer):
    method = method_id_of(did_of(signer.public_key))
    return sign(document, signer, verification_method=method, options=ProofOptions(created=NOW))


def badge(by, **subject):
    document = badges.open_badge()
    del document["credentialStatus"]
    document["issuer"]["id"] = did_of(by.public_key)
    document["credentialSubject"] |= subject
    return document


def test_the_badge_that_a_university_gave_me_is_no_endorsement_of_what_i_issue():
    university, me = generate(), generate()
    mine = did_of(me.public_key)
    theirs = issued(badge(university, id=mine), university)
    listed = Register.load({"name": "R", "issuers": [{"id": did_of(university.public_key), "name": "University"}]})
    verifier = Verifier(fetch=None, trust=(listed,), clock=lambda: NOW)
    assert verifier.inspect(theirs).verdict is Verdict.ACCEPTED

    document = badge(me) | {"id": "urn:uuid:0a6e1d2c-0001-4000-8000-00000000e777"}
    document["issuer"]["endorsement"] = [theirs]
    report = verifier.inspect(issued(document, me))
    (one,) = report.endorsements
    assert one.endorses == mine
    assert one.report.verdict is Verdict.REJECTED
    assert one.report.check("structure").code == "openbadges.type"
    assert report.verdict is Verdict.REJECTED
