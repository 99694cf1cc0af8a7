"""Endorsements: each verified on its own, and none of them lends its verdict to the credential."""

import copy
from datetime import UTC, datetime

import pytest

import badges
from credseal.did.key import did_of, method_id_of
from credseal.errors import FetchError
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.jose.signing import sign as sign_token
from credseal.trust.register import Register
from credseal.verifier import Verifier
from credseal.views.text import render

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
AGENCY, ISSUER = generate(), generate()
COURSE = "https://uni.example/courses/dl"


def signed(document, signer):
    method = method_id_of(did_of(signer.public_key))
    return sign(document, signer, verification_method=method, options=ProofOptions(created=AT))


def word(of=COURSE, signer=AGENCY, **members):
    """An agency's endorsement, signed."""
    document = badges.endorsement(of=of, identifier="urn:uuid:0a6e1d2c-0001-4000-8000-00000000e001") | members
    document["issuer"] = {**document["issuer"], "id": did_of(signer.public_key)}
    return signed(document, signer)


def badge(*endorsements, signer=ISSUER):
    """A badge with these endorsements on its achievement, signed."""
    document = badges.open_badge()
    del document["credentialStatus"]
    document["issuer"]["id"] = did_of(signer.public_key)
    document["credentialSubject"]["achievement"]["endorsement"] = list(endorsements)
    return signed(document, signer)


def register(*signers):
    listed = [{"id": did_of(each.public_key), "name": f"Body {number}"} for number, each in enumerate(signers)]
    return Register.load({"name": "Bodies of Example", "issuers": listed})


def inspect(document, *trusted, **options):
    verifier = Verifier(fetch=None, trust=[register(*trusted)] if trusted else (), clock=lambda: AT)
    return verifier.inspect(document, **options)


def test_an_endorsement_is_answered_with_a_report_of_its_own():
    (one,) = inspect(badge(word()), ISSUER, AGENCY).endorsements
    assert (one.endorses, one.fits) == (COURSE, True)
    assert one.report.verdict == "accepted"
    assert one.report.issuer.confirmed_name == "Body 1"
    assert one.pointer == "/credentialSubject/achievement/endorsement/0"


@pytest.mark.parametrize(
    ("trusted", "verdicts"),
    [
        ((ISSUER, AGENCY), ("accepted", "accepted")),
        ((ISSUER,), ("accepted", "undetermined")),
        ((AGENCY,), ("undetermined", "accepted")),
        ((), ("undetermined", "undetermined")),
    ],
)
def test_neither_lends_its_verdict_to_the_other(trusted, verdicts):
    report = inspect(badge(word()), *trusted)
    assert (report.verdict, report.endorsements[0].report.verdict) == verdicts


def test_a_forged_endorsement_is_rejected_and_the_credential_is_what_it_was():
    forged = word()
    forged["credentialSubject"]["endorsementComment"] = "The best course there is."
    report = inspect(badge(forged), ISSUER, AGENCY)
    assert report.verdict == "accepted"
    assert report.endorsements[0].report.verdict == "rejected"


def test_an_endorsement_of_something_else_does_not_fit():
    (one,) = inspect(badge(word(of="https://other.example/courses/1")), ISSUER, AGENCY).endorsements
    assert not one.fits
    assert "(something else than this)" in " ".join(
        render(inspect(badge(word(of="https://other.example/1")), ISSUER)).split()
    )


def test_the_expected_issuer_and_learner_are_those_of_the_credential_alone():
    report = inspect(badge(word()), AGENCY, issuer=did_of(ISSUER.public_key))
    assert report.verdict == "accepted"
    assert report.endorsements[0].report.verdict == "accepted"
    assert report.endorsements[0].report.check("learner").outcome == "not_requested"


def test_endorsements_of_endorsements_are_not_followed():
    within = word()
    outer = badges.endorsement(of=COURSE, identifier="urn:uuid:0a6e1d2c-0001-4000-8000-00000000e002")
    outer["issuer"] = {**outer["issuer"], "id": did_of(AGENCY.public_key), "endorsement": [within]}
    report = inspect(badge(signed(outer, AGENCY)), ISSUER, AGENCY)
    assert len(report.endorsements) == 1
    assert report.endorsements[0].report.endorsements == ()


def test_who_made_up_a_badge_does_not_choose_whom_the_verifier_asks():
    asked = []

    def watched(url, **_):
        asked.append(url)
        raise FetchError("Nothing is there.", code="fetch.status")

    stranger = word()
    stranger["issuer"] = {**stranger["issuer"], "id": "did:web:tracker.example"}
    document = badge(stranger)
    Verifier(fetch=watched, clock=lambda: AT).inspect(document)
    assert asked == []
    Verifier(fetch=watched, trust=[register(ISSUER)], clock=lambda: AT).inspect(document)
    assert all(url.startswith("https://tracker.example/") for url in asked)


@pytest.mark.parametrize("form", ["vc+jwt", "JWT"])
def test_an_endorsement_in_a_token_is_worth_what_its_endorser_is(form):
    within = badges.endorsement(of=COURSE)
    within["issuer"]["id"] = did_of(AGENCY.public_key)
    token = sign_token(within, AGENCY, form=form, verification_method=method_id_of(did_of(AGENCY.public_key)), at=AT)
    for written, verdict in ((token, "accepted"), (token[:-6] + "AAAAAA", "rejected")):
        document = badges.open_badge()
        del document["credentialStatus"]
        document["issuer"]["id"] = did_of(ISSUER.public_key)
        document["credentialSubject"]["achievement"]["endorsementJwt"] = [written]
        (one,) = inspect(signed(document, ISSUER), ISSUER, AGENCY).endorsements
        assert one.report.verdict == verdict


def test_the_report_shows_them_apart_and_tells_no_words_of_theirs():
    report = inspect(badge(word()), ISSUER, AGENCY)
    text = render(report)
    assert "Endorsements (1), each verified on its own" in text
    assert "accepted" in text.partition("Endorsements (1)")[2]
    assert f'for "{COURSE}"' in " ".join(text.split())
    (plain,) = report.to_dict()["endorsements"]
    assert plain["report"]["verdict"] == "accepted"
    assert "endorsementComment" not in str(plain)


def test_a_badge_without_endorsements_has_none():
    plain = copy.deepcopy(badges.open_badge())
    assert inspect(plain).endorsements == ()
    assert inspect(b"{}").endorsements == ()
