"""What a report on a presentation says: of the presentation, of every credential in it, and whose they are."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from credseal.checks.expectations import ExpectedLearner
from credseal.keys.jwk import to_jwk
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.report import Undetermined, Verdict, VerificationError
from credseal.report.presentation import PresentationError, UndeterminedPresentation
from credseal.views.presentation import render
from presentations import ADA, AUDIENCE, BO, CHALLENGE, NOW, UNIVERSITY, Party, asked, badge_of, employer, learner_of
from simulators import Clock

EMAIL = ExpectedLearner(email="a@example.com", source="application")
OTHER_EMAIL = ExpectedLearner(email="b@example.com", source="application")
NAME = ExpectedLearner(given_name="Ada", family_name="Example")
OTHER_NAME = ExpectedLearner(given_name="Bo", family_name="Another")
BORN = ExpectedLearner(birth_date=date(2001, 5, 17))
BY_DID = ExpectedLearner(did=ADA.did)


def verified(shown, **options):
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, **options}
    return employer().verify_presentation(json.dumps(shown), **options)


@pytest.mark.parametrize(
    ("bound", "expected", "outcome", "code"),
    [
        (ADA, None, "passed", "learner.by-key"),
        (ADA, EMAIL, "passed", "learner.matches"),
        (ADA, NAME, "passed", "learner.by-key"),
        (ADA, BY_DID, "passed", "learner.matches"),
        (ADA, OTHER_EMAIL, "failed", "learner.other"),
        (ADA, OTHER_NAME, "failed", "learner.other"),
        (ADA, BORN, "inconclusive", "learner.not-comparable"),
        (None, None, "inconclusive", "learner.not-bound"),
        (None, EMAIL, "passed", "learner.matches"),
        (None, NAME, "inconclusive", "learner.names-only"),
        (None, OTHER_EMAIL, "failed", "learner.other"),
        ("https://ada.example/", None, "inconclusive", "learner.not-bound"),
        ("mailto:ada@example.org", None, "inconclusive", "learner.not-bound"),
        (BO, None, "failed", "learner.other-presenter"),
        (BO, EMAIL, "failed", "learner.other-presenter"),
        ("did:example:somebody", None, "failed", "learner.other-presenter"),
        ("did:key:zNoKey", None, "failed", "learner.other-presenter"),
    ],
)
def test_whose_it_is_follows_from_the_key_and_from_what_is_expected(bound, expected, outcome, code):
    report, _ = asked(ADA.show_anything(badge_of(bound)), learner=expected)
    assert learner_of(report) == (outcome, code)
    assert report.verdict == {"passed": "accepted", "failed": "rejected", "inconclusive": "undetermined"}[outcome]


def test_the_report_says_which_comparison_succeeded():
    report, _ = asked(ADA.show(badge_of()), learner=EMAIL)
    (one,) = report.credentials
    compared = {each.what: (each.outcome, each.form) for each in one.report.learner.comparisons}
    assert compared == {"presenter_id": ("same", "clear"), "email": ("same", "hash")}
    message = one.report.check("learner").message
    assert message == (
        "The e-mail address (salted hash) is the expected one (source: application). "
        "The presenter showed control of the key that the credential names."
    )
    assert one.report.learner.presenter == "compared"


def test_a_key_in_cnf_is_compared_by_its_thumbprint():
    document = {name: value for name, value in badge_of(None).items() if name != "proof"}
    bound = UNIVERSITY.sign({**document, "cnf": {"jwk": to_jwk(ADA.signer.public_key)}})
    other = UNIVERSITY.sign({**document, "cnf": {"jwk": to_jwk(BO.signer.public_key)}})
    report, _ = asked(ADA.show_anything(bound))
    assert learner_of(report) == ("passed", "learner.by-key")
    (comparison,) = report.credentials[0].report.learner.comparisons
    assert (comparison.what, comparison.normalisation) == ("presenter_key", "by its thumbprint (RFC 7638)")
    assert learner_of(asked(ADA.show_anything(other))[0]) == ("failed", "learner.other-presenter")


def test_the_verdict_is_that_of_the_weakest_part():
    """Nothing is accepted because another part was; each credential keeps its own verdict."""
    stranger = Party()
    good, unknown, tampered = (
        badge_of(number=1),
        badge_of(number=2, by=stranger),
        {**badge_of(number=3), "name": "Better"},
    )
    both, _ = asked(ADA.show(good, unknown))
    assert both.verdict is Verdict.UNDETERMINED
    assert [one.report.verdict for one in both.credentials] == ["accepted", "undetermined"]
    assert both.headline.startswith("Undetermined: Credential 2 of 2: ")
    three, _ = asked(ADA.show(good, unknown, tampered))
    assert three.verdict is Verdict.REJECTED
    assert [one.report.verdict for one in three.credentials] == ["accepted", "undetermined", "rejected"]
    assert three.deciding[0].code == "signature.mismatch"


def test_who_decides_about_each_apart_gets_those_that_are_accepted():
    stranger = Party()
    report, _ = asked(ADA.show(badge_of(number=1), badge_of(number=2, by=stranger), badge_of(number=3)))
    assert report.against_all == ()
    assert report.accepted_credentials == (report.credentials[0], report.credentials[2])
    assert report.to_dict()["accepted"] == ["/verifiableCredential/0", "/verifiableCredential/2"]


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        (ADA.show(badge_of(None), challenge="another"), "proof.challenge"),
        (ADA.show(badge_of(None), domain="https://other.example"), "proof.domain"),
        (ADA.show(badge_of(None), clock=lambda: NOW - timedelta(hours=1)), "presentation.stale"),
        ({**ADA.show(badge_of(None)), "holder": BO.did}, "signature.mismatch"),
        (BO.show_anything(badge_of(None), holder=ADA.did), "presentation.other-holder"),
    ],
)
def test_nothing_is_accepted_from_a_presentation_that_is_wrong_itself(shown, reason):
    """Though whose it is can be told by something else than a key, and the credential by itself is accepted."""
    report, _ = asked(shown, learner=EMAIL)
    assert [one.report.verdict for one in report.credentials] == ["accepted"]
    assert report.accepted_credentials == ()
    assert report.to_dict()["accepted"] == []
    assert reason in {check.code for check in report.against_all}


def test_nothing_is_accepted_from_what_nobody_has_looked_at():
    report, _ = asked(ADA.show(badge_of()))
    assert replace(report, checks=()).accepted_credentials == ()
    assert employer().inspect_presentation(b"{", challenge=CHALLENGE, audience=AUDIENCE).accepted_credentials == ()


def test_an_expected_issuer_is_that_of_every_credential():
    other = Party()
    shown = ADA.show(badge_of(number=1), badge_of(number=2, by=other))
    report, _ = asked(shown, issuer=UNIVERSITY.did)
    assert [one.report.verdict for one in report.credentials] == ["accepted", "rejected"]


def test_accepted_is_the_only_answer_that_is_not_raised():
    report = verified(ADA.show(badge_of()))
    assert (report.verdict, report.deciding) == (Verdict.ACCEPTED, ())
    with pytest.raises(UndeterminedPresentation) as undetermined:
        verified(ADA.show(badge_of(None)))
    assert undetermined.value.report.verdict is Verdict.UNDETERMINED
    with pytest.raises(PresentationError) as rejected:
        verified(ADA.show(badge_of()), challenge="another")
    assert rejected.value.code == "proof.challenge"
    assert not isinstance(rejected.value, UndeterminedPresentation | VerificationError | Undetermined)


def test_a_challenge_from_the_store_is_answered_once():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    shown = ADA.show(badge_of(), challenge=challenge)
    assert verified(shown, challenge=challenge, nonces=nonces).verdict is Verdict.ACCEPTED
    with pytest.raises(PresentationError) as refused:
        verified(shown, challenge=challenge, nonces=nonces)
    assert refused.value.code == "nonce.used"


def test_inspecting_never_raises_for_what_it_is_handed():
    for source in (b"", b"{", "[]", b"\x89PNG\r\n\x1a\n", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", badge_of(), {"a": object()}):
        report = employer().inspect_presentation(source, challenge=CHALLENGE, audience=AUDIENCE)
        assert report.verdict is Verdict.REJECTED
        assert report.headline.startswith("Rejected: ")
        assert report.find("holder") is None
        render(report)
        report.to_dict()


def test_an_object_was_handed_over_without_its_text_which_is_noted():
    report = employer().inspect_presentation(ADA.show(badge_of()), challenge=CHALLENGE, audience=AUDIENCE)
    assert (report.verdict, [note.code for note in report.notes]) == (Verdict.ACCEPTED, ["envelope.parsed"])
    assert "envelope.parsed" not in {note.code for note in report.credentials[0].report.notes}


def test_the_report_for_programs_has_a_schema_and_the_reports_of_all_credentials():
    told = asked(ADA.show(badge_of(number=1), badge_of(number=2)))[0].to_dict()
    assert (told["schema"], told["verdict"]) == ("credseal.presentation-report.v1", "accepted")
    assert told["presenter"] == {"id": ADA.did, "shown": True, "by": "did:key"}
    assert [check["name"] for check in told["checks"]] == [
        "structure", "contexts", "signature", "occasion", "freshness", "holder",
    ]  # fmt: skip
    assert [one["pointer"] for one in told["credentials"]] == ["/verifiableCredential/0", "/verifiableCredential/1"]
    assert {one["report"]["schema"] for one in told["credentials"]} == {"credseal.report.v1"}
    json.dumps(told)
    with pytest.raises(KeyError):
        asked(ADA.show(badge_of()))[0].check("dates")


def test_a_lone_credential_may_stand_without_an_array():
    shown = ADA.show_anything(badge_of())
    alone = {name: value for name, value in shown.items() if name != "proof"}
    (alone["verifiableCredential"],) = shown["verifiableCredential"]
    report, _ = asked(ADA.sign(alone, purpose="authentication", challenge=CHALLENGE, domain=(AUDIENCE,)))
    assert report.verdict is Verdict.ACCEPTED
    assert report.credentials[0].pointer == "/verifiableCredential"


def test_the_text_can_be_read_at_a_desk():
    text = render(asked(ADA.show(badge_of(number=1), badge_of(number=2)))[0])
    assert text.startswith("ACCEPTED  It was presented to you by did:key:")
    assert f"Presenter  has the key of {ADA.did} (did:key)" in text
    assert "passed          structure, contexts, signature, occasion, freshness, holder" in text
    assert text.count("ACCEPTED  Issued by University of Example, and unchanged since.") == 2
    assert "==> Credential 2 of 2 <==" in text
    assert "\x1b" not in text
    assert "\x1b[1;32m" in render(asked(ADA.show(badge_of()))[0], colour=True)


def test_a_refused_presentation_says_so_at_the_top_and_names_no_presenter():
    text = render(asked(ADA.show(badge_of()), challenge="another")[0])
    assert text.startswith("REJECTED  The proof answers another challenge, or none.\nWhat to do: ")
    assert "Presenter  not shown" in text
    assert "failed          occasion: The proof answers another challenge" in text


def test_of_many_credentials_each_has_a_line_and_its_report_where_all_is_asked_for():
    report = asked(ADA.show(*(badge_of(number=each) for each in range(1, 6))))[0]
    assert "==>" not in render(report)
    assert "5. Issued by University of Example." in render(report)
    assert render(report, full=True).count("==> Credential ") == 5


def test_the_text_fits_and_holds_no_commands():
    report = asked(ADA.show_anything(badge_of(BO)), audience=AUDIENCE)[0]
    for width in (40, 80):
        assert max(map(len, render(report, width=width, full=True).splitlines())) <= max(width, 60)
    assert render(report).replace("\n", "").isprintable()
