"""Somebody else's credentials, somebody else's presentations, and one's own for the second time.

Each attack has one fault, and is refused for that one alone: every other check of the presentation passes.
"""

import copy
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badges import V2
from credseal.checks.expectations import ExpectedLearner
from credseal.did import jwk as did_jwk
from credseal.errors import CredsealError, PolicyError
from credseal.keys.multikey import to_multikey
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.report import Verdict
from presentations import (
    ADA,
    AUDIENCE,
    BO,
    CHALLENGE,
    LISTED,
    NOW,
    OCCASION,
    UNIVERSITY,
    asked,
    badge_of,
    employer,
    learner_of,
    unsigned,
    wrong,
)  # fmt: skip
from simulators import Clock, IssuerWeb

BADGE = badge_of()
DID_WEB = "did:web:ada.example"
ITS_DOCUMENT = "https://ada.example/.well-known/did.json"


def web_of(signer, relationship="authentication"):
    """The web on which Ada publishes a key, listed for one use."""
    method = {
        "id": f"{DID_WEB}#key-1",
        "type": "Multikey",
        "controller": DID_WEB,
        "publicKeyMultibase": to_multikey(signer.public_key),
    }
    web = IssuerWeb()
    web.publish(ITS_DOCUMENT, {"id": DID_WEB, "verificationMethod": [method], relationship: [method["id"]]})
    return web


def by_web(*credentials, **options):
    return ADA.show_anything(*credentials, holder=DID_WEB, verification_method=f"{DID_WEB}#key-1", **options)


def refused(shown, **options):
    """The one check that failed, and why."""
    report, checks = asked(shown, **options)
    assert report.verdict is Verdict.REJECTED
    assert not report.presenter.shown
    return wrong(checks)


def test_without_a_fault_it_is_accepted():
    """What the attacks below are compared with."""
    report, checks = asked(ADA.show_anything(BADGE))
    assert (report.verdict, wrong(checks)) == (Verdict.ACCEPTED, {})


def test_the_answer_to_another_challenge():
    shown = ADA.show_anything(BADGE, challenge="another")
    assert refused(shown) == {"occasion": ("failed", "proof.challenge")}


def test_no_challenge_answered():
    shown = ADA.show_anything(BADGE, challenge=None)
    assert refused(shown) == {"occasion": ("failed", "proof.challenge")}


@pytest.mark.parametrize(
    "domain", [("https://other.example",), (), (AUDIENCE, "https://other.example"), (AUDIENCE + "/",)]
)
def test_made_for_another_verifier_or_for_several(domain):
    shown = ADA.show_anything(BADGE, domain=domain)
    assert refused(shown) == {"occasion": ("failed", "proof.domain")}


def test_an_audience_without_its_prefix_is_another():
    shown = ADA.show_anything(BADGE, domain=("employer.example",))
    assert refused(shown, audience="x509_san_dns:employer.example") == {"occasion": ("failed", "proof.domain")}


@pytest.mark.parametrize("purpose", ["assertionMethod", "capabilityInvocation"])
def test_a_proof_for_another_purpose(purpose):
    shown = ADA.show_anything(BADGE, purpose=purpose)
    assert refused(shown) == {"occasion": ("failed", "proof.purpose")}


def test_a_quirk_is_put_up_with_only_by_name_and_only_that_one():
    shown = ADA.show_anything(BADGE, purpose="assertionMethod")
    report, checks = asked(shown, compat={"learncard-purpose"})
    assert (report.verdict, wrong(checks)) == (Verdict.ACCEPTED, {})
    assert [note.code for note in report.notes] == ["presentation.purpose"]
    other = ADA.show_anything(BADGE, purpose="assertionMethod", challenge="another")
    assert refused(other, compat={"learncard-purpose"}) == {"occasion": ("failed", "proof.challenge")}
    invoking = ADA.show_anything(BADGE, purpose="capabilityInvocation")
    assert refused(invoking, compat={"learncard-purpose"}) == {"occasion": ("failed", "proof.purpose")}


def test_a_key_that_is_for_assertions_alone_does_not_authenticate_whatever_is_put_up_with():
    shown = by_web(badge_of(DID_WEB), purpose="assertionMethod")
    report, checks = asked(
        shown, verifier=employer(fetch=web_of(ADA.signer, "assertionMethod")), compat={"learncard-purpose"}
    )
    assert report.verdict is Verdict.REJECTED
    assert checks["holder"] == ("failed", "method.relationship")


def test_the_same_presentation_for_the_second_time():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    shown = ADA.show_anything(BADGE, challenge=challenge)
    assert asked(shown, challenge=challenge, nonces=nonces)[0].verdict is Verdict.ACCEPTED
    assert refused(shown, challenge=challenge, nonces=nonces) == {"freshness": ("failed", "nonce.used")}


def test_the_same_presentation_many_times_at_once():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    shown = ADA.show_anything(BADGE, challenge=challenge)
    verifier = employer()
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(
            lambda _: asked(shown, verifier=verifier, challenge=challenge, nonces=nonces)[0].verdict, range(24)
        )
    assert sorted(answers) == [Verdict.ACCEPTED] + [Verdict.REJECTED] * 23


@pytest.mark.parametrize("attempt", [b"{", b"[]", json.dumps(BADGE).encode(), b"eyJhbGciOiJFUzI1NiJ9.e30.AAAA"])
def test_an_attempt_that_fails_uses_the_challenge_up(attempt):
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    assert asked(attempt, challenge=challenge, nonces=nonces)[0].verdict is Verdict.REJECTED
    with pytest.raises(CredsealError):
        employer().verify_presentation(attempt, challenge=challenge, audience=AUDIENCE, nonces=nonces)
    shown = ADA.show_anything(BADGE, challenge=challenge)
    assert refused(shown, challenge=challenge, nonces=nonces) == {"freshness": ("failed", "nonce.used")}


def test_a_challenge_that_expired():
    clock = Clock(NOW - timedelta(hours=1))
    nonces = MemoryNonces(clock=clock)
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    clock.advance(timedelta(hours=1))
    shown = ADA.show_anything(BADGE, challenge=challenge)
    assert refused(shown, challenge=challenge, nonces=nonces) == {"freshness": ("failed", "nonce.expired")}


def test_a_challenge_that_the_presenter_made_up():
    nonces = MemoryNonces(clock=Clock(NOW))
    assert refused(ADA.show_anything(BADGE), nonces=nonces) == {"freshness": ("failed", "nonce.unknown")}


def test_a_challenge_that_was_issued_for_something_else():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose="credential-request")
    shown = ADA.show_anything(BADGE, challenge=challenge)
    assert refused(shown, challenge=challenge, nonces=nonces) == {"freshness": ("failed", "nonce.other")}


@pytest.mark.parametrize("answer", [None, True, "redeemed", 1])
def test_a_store_that_does_not_answer_in_so_many_words_has_not_said_yes(answer):
    class Sloppy(MemoryNonces):
        def redeem(self, *_, **__):
            return answer

    code = asked(ADA.show_anything(BADGE), nonces=Sloppy())[1]["freshness"]
    assert code == ("failed", "nonce.unknown")


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        (NOW - timedelta(minutes=17), ("failed", "presentation.stale")),
        (NOW - timedelta(days=365), ("failed", "presentation.stale")),
        (NOW + timedelta(minutes=2), ("failed", "presentation.future")),
        (None, ("inconclusive", "presentation.undated")),
    ],
)
def test_made_long_ago_or_in_the_future_or_nobody_knows_when(created, expected):
    report, checks = asked(ADA.show_anything(BADGE, created=created))
    assert wrong(checks) == {"freshness": expected}
    assert report.verdict is (Verdict.UNDETERMINED if created is None else Verdict.REJECTED)
    assert learner_of(report) == ("inconclusive", "learner.not-bound")


@pytest.mark.parametrize("created", [NOW - timedelta(minutes=15, seconds=30), NOW + timedelta(seconds=30)])
def test_clocks_may_differ_by_a_minute(created):
    assert asked(ADA.show_anything(BADGE, created=created))[0].verdict is Verdict.ACCEPTED


def test_a_longer_time_can_be_allowed_and_the_dates_of_credentials_are_another_question():
    shown = ADA.show_anything(BADGE, created=NOW - timedelta(hours=5))
    assert asked(shown, max_age=timedelta(days=1))[0].verdict is Verdict.ACCEPTED
    old = asked(shown, at=NOW - timedelta(hours=5))[0]
    assert old.verdict is Verdict.REJECTED


def test_an_expired_proof():
    shown = ADA.show_anything(BADGE, expires=NOW - timedelta(seconds=1))
    assert refused(shown) == {"occasion": ("failed", "proof.expired")}


def test_signed_by_another_key_in_the_holders_name():
    shown = BO.show_anything(BADGE, holder=ADA.did)
    assert refused(shown) == {"holder": ("failed", "presentation.other-holder")}


def test_signed_by_another_key_that_says_it_is_the_holders():
    shown = BO.show_anything(BADGE)
    shown["holder"], shown["proof"]["verificationMethod"] = ADA.did, ADA.method
    assert asked(shown)[1]["signature"][0] == "failed"
    mallory = type(BO)()
    forged = mallory.show_anything(BADGE, holder=ADA.did, verification_method=ADA.method)
    assert refused(forged) == {
        "signature": ("failed", "signature.mismatch"),
        "holder": ("inconclusive", "presentation.not-shown"),
    }


def test_a_proof_that_was_copied_from_another_presentation():
    shown = ADA.show_anything(badge_of(number=2))
    copied = {**ADA.show_anything(BADGE), "proof": shown["proof"]}
    assert refused(copied) == {
        "signature": ("failed", "signature.mismatch"),
        "holder": ("inconclusive", "presentation.not-shown"),
    }


def test_the_issuers_proof_on_a_credential_is_no_proof_of_a_presentation():
    shown = {**unsigned(BADGE, holder=UNIVERSITY.did), "proof": BADGE["proof"]}
    assert "signature" in refused(shown)


def test_nobody_signed_it():
    assert refused(unsigned(BADGE, holder=ADA.did))["signature"] == ("failed", "proof.missing")


def test_two_proofs_leave_open_who_presents():
    twice = BO.sign(ADA.show_anything(BADGE), **OCCASION)
    assert refused(twice)["signature"] == ("failed", "presentation.proofs")


def test_a_proof_of_an_unknown_kind():
    shown = {**unsigned(BADGE, holder=ADA.did), "proof": {"type": "SomeProof2031"}}
    report, checks = asked(shown)
    assert checks["signature"] == ("inconclusive", "proof.unsupported")
    assert report.verdict is Verdict.REJECTED  # it answers no challenge either


def test_another_learners_credential_is_named_among_ones_own():
    shown = ADA.show_anything(badge_of(ADA, 1), badge_of(BO, 2), badge_of(ADA, 3))
    report, checks = asked(shown)
    assert (report.verdict, wrong(checks)) == (Verdict.REJECTED, {})
    assert [one.report.verdict for one in report.credentials] == ["accepted", "rejected", "accepted"]
    assert learner_of(report, 1) == ("failed", "learner.other-presenter")
    assert report.headline.startswith("Rejected: Credential 2 of 3: It is the credential of somebody else")


def test_claims_that_agree_do_not_make_another_learners_credential_ones_own():
    """The name and address in it are Ada's, as in any badge that an accomplice was given in her name."""
    expected = ExpectedLearner(email="a@example.com", source="application")
    report, _ = asked(ADA.show_anything(badge_of(BO)), learner=expected)
    assert learner_of(report) == ("failed", "learner.other-presenter")


def test_ones_own_credential_is_refused_where_somebody_else_is_expected():
    expected = ExpectedLearner(email="bo@example.com", source="application")
    report, _ = asked(ADA.show_anything(BADGE), learner=expected)
    assert learner_of(report) == ("failed", "learner.other")
    assert report.verdict is Verdict.REJECTED


def test_a_credential_on_two_people_is_not_one_persons():
    both = badge_of()
    subject = both["credentialSubject"]
    for other in (BO.did, "https://bo.example/"):
        document = {name: value for name, value in both.items() if name != "proof"}
        document["credentialSubject"] = [subject, {**copy.deepcopy(subject), "id": other}]
        report, _ = asked(ADA.show_anything(UNIVERSITY.sign(document)))
        assert report.verdict is Verdict.REJECTED or report.verdict is Verdict.UNDETERMINED
        assert learner_of(report)[0] != "passed"


def test_a_key_that_the_presenter_wrote_into_the_credential():
    """Only what the issuer signed says whose it is."""
    badge = badge_of(None)
    badge["credentialSubject"]["id"] = ADA.did
    report, _ = asked(ADA.show_anything(badge))
    assert report.credentials[0].report.check("signature").code == "signature.mismatch"
    assert report.verdict is Verdict.REJECTED


def test_a_presentation_inside_a_presentation():
    inner = BO.show_anything(badge_of(BO))
    assert refused(ADA.show_anything(inner)) == {"structure": ("failed", "presentation.nested")}


def test_a_credential_that_is_a_presentation_too():
    shown = ADA.show_anything(BADGE, type=["VerifiablePresentation", "VerifiableCredential"])
    assert "structure" in refused(shown)


@pytest.mark.parametrize("change", [{}, {"name": "Another"}])
def test_the_same_credential_twice(change):
    """Or another version of it under the same id: credits would count twice."""
    said = {name: value for name, value in BADGE.items() if name != "proof"}
    shown = ADA.show_anything(BADGE, UNIVERSITY.sign({**said, **change}), cryptosuite="eddsa-jcs-2022")
    assert refused(shown) == {"structure": ("failed", "presentation.duplicate")}


def test_a_thousand_credentials_are_refused_before_any_is_looked_at():
    shown = ADA.show_anything(BADGE)
    shown["verifiableCredential"] = [
        {"id": f"urn:x:{number}", "type": ["VerifiableCredential"]} for number in range(1000)
    ]
    report, checks = asked(shown)
    assert checks["structure"] == ("failed", "presentation.count")
    assert (report.verdict, report.credentials) == (Verdict.REJECTED, ())


def test_what_is_no_credential():
    shown = ADA.show_anything(BADGE)
    shown["verifiableCredential"] = ["eyJhbGciOiJFUzI1NiJ9.e30.AAAA"]
    assert asked(shown)[1]["structure"] == ("failed", "presentation.credential")
    assert refused(ADA.sign(unsigned(verifiableCredential=None, holder=ADA.did), **OCCASION)) == {
        "structure": ("failed", "presentation.empty")
    }


def test_a_holder_whose_document_does_not_list_the_key_for_authentication():
    shown = by_web(badge_of(DID_WEB))
    report, checks = asked(shown, verifier=employer(fetch=web_of(ADA.signer)))
    assert (report.verdict, wrong(checks)) == (Verdict.ACCEPTED, {})
    report, checks = asked(shown, verifier=employer(fetch=web_of(ADA.signer, "assertionMethod")))
    assert report.verdict is Verdict.REJECTED
    assert checks["holder"] == ("failed", "method.relationship")


def test_a_holder_whose_document_lists_another_key():
    _, checks = asked(by_web(badge_of(DID_WEB)), verifier=employer(fetch=web_of(BO.signer)))
    assert checks["signature"][0] == "failed"


def test_a_holder_whose_document_cannot_be_had_is_undetermined():
    report, checks = asked(by_web(badge_of(DID_WEB)))
    assert report.verdict is Verdict.UNDETERMINED
    assert checks["holder"] == ("inconclusive", "did.offline")


@pytest.mark.parametrize("fault", [{"challenge": "another"}, {"created": NOW - timedelta(days=1)}, {"domain": ("x",)}])
def test_for_a_presentation_that_was_not_made_for_us_nobody_is_asked(fault):
    web = web_of(ADA.signer)
    foreign = badge_of(DID_WEB)
    foreign["issuer"]["id"] = "did:web:tracker.example"
    foreign["proof"]["verificationMethod"] = "did:web:tracker.example#key-1"
    report, _ = asked(by_web(foreign, **fault), verifier=employer(fetch=web))
    assert report.verdict is Verdict.REJECTED
    assert web.requests == []


def test_whoever_made_up_a_presentation_does_not_choose_whom_we_talk_to():
    """The holder's own document is asked for; those of the issuers only once the presentation is right."""
    foreign = badge_of(DID_WEB)
    foreign["issuer"]["id"] = "did:web:tracker.example"
    foreign["proof"]["verificationMethod"] = "did:web:tracker.example#key-1"
    web = web_of(BO.signer)
    asked(by_web(foreign), verifier=employer(fetch=web))
    assert web.requests == [ITS_DOCUMENT]


def test_a_respelled_holder_is_no_holder():
    shown = ADA.show_anything(BADGE, cryptosuite="eddsa-jcs-2022")
    shown["https://www.w3.org/2018/credentials#holder"] = {"id": BO.did}
    assert asked(shown)[0].verdict is Verdict.REJECTED
    rdf = ADA.show_anything(BADGE)
    rdf["https://www.w3.org/2018/credentials#holder"] = rdf.pop("holder")
    assert asked(rdf)[1]["contexts"][0] == "failed"


def test_an_inline_context_that_gives_members_another_meaning_is_not_believed():
    shown = ADA.show_anything(BADGE)
    shown["@context"] = [V2, {"shoeSize": "https://elsewhere.example/shoeSize"}]
    shown["shoeSize"] = "46"
    report, checks = asked(shown)
    assert report.verdict is Verdict.REJECTED
    assert checks["contexts"] == ("inconclusive", "contexts.unpinned")


def test_without_a_holder_the_presenter_is_whoever_signed():
    report, checks = asked(ADA.show_anything(BADGE, holder=None))
    assert (report.verdict, wrong(checks)) == (Verdict.ACCEPTED, {})
    assert report.presenter.id == ADA.did
    other = asked(BO.show_anything(BADGE, holder=None))[0]
    assert learner_of(other) == ("failed", "learner.other-presenter")


def test_the_same_key_under_another_name_is_the_same_key():
    shown = ADA.show_anything(badge_of(did_jwk.did_of(ADA.signer.public_key)))
    assert learner_of(asked(shown)[0]) == ("passed", "learner.by-key")


def test_a_holder_who_calls_themselves_by_anothers_key_and_signs_with_their_own():
    shown = BO.show_anything(badge_of(ADA), holder=ADA.did)
    report, _ = asked(shown)
    assert report.credentials[0].report.check("learner").outcome != "passed"
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"challenge": ""}, "presentation.no-challenge"),
        ({"audience": ""}, "presentation.no-audience"),
        ({"compat": {"learncard"}}, "presentation.compat"),
        ({"compat": "learncard-purpose"}, "presentation.compat"),
        ({"max_age": timedelta(0)}, "presentation.max-age"),
    ],
)
def test_a_question_that_anything_would_answer_is_not_asked(given, code):
    shown = json.dumps(ADA.show_anything(BADGE, challenge=given.get("challenge", CHALLENGE)))
    for ask in (employer().verify_presentation, employer().inspect_presentation):
        with pytest.raises(PolicyError) as refusal:
            ask(shown, **{"challenge": CHALLENGE, "audience": AUDIENCE, **given})
        assert refusal.value.code == code


def test_a_credential_alone_is_no_presentation():
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(json.dumps(BADGE), challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.none"
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation("eyJhbGciOiJFUzI1NiJ9.e30.AAAA", challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.token-kind"
    assert LISTED.find(UNIVERSITY.did)
