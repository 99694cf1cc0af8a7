"""Person identification data beside credentials: somebody else's, of somebody who may not issue them, replayed, or mixed together."""

import json
from datetime import timedelta

import pytest

from credseal.checks.identity import PidProviders
from credseal.did.resolver import DefaultResolver
from credseal.errors import CredsealError
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.report import Verdict
from credseal.trust.register import Register
from credseal.verifier import Verifier
from pids import BELIEVED, PERSON, PROVIDER, asked, learning_credential, pid_of, shown
from presentations import (
    ADA,
    AUDIENCE,
    BO,
    CHALLENGE,
    LISTED,
    NOW,
    UNIVERSITY,
    Party,
    badge_of,
    employer,
    learner_of,
    wrong,
)
from simulators import Clock

OWN = learning_credential(ADA)
EVE = Party("P-256")
EVES_PERSON = {
    "given_name": "Eve",
    "family_name": "Other",
    "birthdate": "1999-01-01",
    "personal_administrative_number": "99",
}


def answer(credential=OWN, **options):
    return [shown(ADA, credential), shown(ADA, pid_of(ADA, **options))]


def test_the_honest_twin_of_all_these_is_accepted():
    report, checks = asked(answer())
    assert (wrong(checks), report.verdict) == ({}, "accepted")


def test_whoever_holds_a_stolen_credential_and_their_own_pid():
    unbound = learning_credential(ADA, bound=False)
    thief = [unbound, shown(EVE, pid_of(EVE, **EVES_PERSON))]
    report, _ = asked(thief)
    assert report.verdict == "rejected"
    assert learner_of(report) == ("failed", "learner.other-person")


def test_whoever_holds_the_key_of_another_and_their_own_pid():
    # The wallet was lent: key and proof are Ada's, the person is not.
    report, checks = asked([shown(ADA, OWN), shown(EVE, pid_of(EVE, **EVES_PERSON))])
    assert wrong(checks) == {}
    assert report.verdict == "rejected"
    assert learner_of(report) == ("failed", "learner.other-person")


def test_a_pid_of_the_right_person_that_another_shows():
    with pytest.raises(CredsealError):
        shown(EVE, pid_of(ADA))  # her wallet would not
    copy = pid_of(ADA)
    report, checks = asked([shown(ADA, OWN), copy])
    assert checks["holder"][0] == "inconclusive"
    assert checks["identity"] == ("inconclusive", "identity.not-accepted")
    assert report.identity.report.check("learner").code == "learner.not-bound"
    assert report.verdict == "undetermined"


def test_a_pid_that_was_shown_to_somebody_else():
    elsewhere = shown(ADA, pid_of(ADA), audience="https://other.example")
    report, checks = asked([shown(ADA, OWN), elsewhere])
    assert checks["occasion"] == ("failed", "sd-jwt.key-binding-audience")
    assert report.verdict == "rejected"
    assert report.check("occasion").pointer == "/1/aud"


def test_a_pid_that_was_shown_earlier():
    earlier = shown(ADA, pid_of(ADA), challenge="another")
    _, checks = asked([shown(ADA, OWN), earlier])
    assert checks["occasion"] == ("failed", "sd-jwt.key-binding-nonce")
    stale = shown(ADA, pid_of(ADA), at=NOW - timedelta(hours=1))
    _, checks = asked([shown(ADA, OWN), stale])
    assert checks["freshness"] == ("failed", "sd-jwt.key-binding-time")


def test_a_credential_that_was_shown_earlier_beside_a_fresh_pid():
    earlier = shown(ADA, OWN, challenge="another")
    report, checks = asked([earlier, shown(ADA, pid_of(ADA))])
    assert checks["occasion"] == ("failed", "sd-jwt.key-binding-nonce")
    assert report.verdict == "rejected"


@pytest.mark.parametrize("provider", [EVE, UNIVERSITY])
def test_a_pid_of_somebody_who_is_not_believed_about_persons(provider):
    # A university in the register may award, and says of nobody who they are.
    report, checks = asked(answer(by=provider))
    assert checks["identity"] == ("inconclusive", "identity.not-accepted")
    assert report.verdict == "undetermined"


def test_a_pid_provider_is_not_believed_about_credentials():
    forged = badge_of(ADA, by=PROVIDER)
    report, _ = asked([json.dumps(ADA.show(forged)), shown(ADA, pid_of(ADA))])
    recognised = report.credentials[0].report.check("issuer_recognised")
    assert (recognised.outcome, recognised.code) == ("inconclusive", "issuer.unknown-key")
    assert report.verdict == "undetermined"


def test_a_register_that_lists_the_provider_of_pids_makes_it_none():
    listing = Register.load(
        {"name": "Everybody", "issuers": [{"id": EVE.did, "name": "Eve"}, {"id": UNIVERSITY.did, "name": "U"}]}
    )
    verifier = employer(trust=[listing])
    _, checks = asked(answer(by=EVE), verifier=verifier)
    assert checks["identity"] == ("inconclusive", "identity.not-accepted")


def test_an_issuer_that_is_expected_for_credentials_is_not_that_of_the_pid():
    report, checks = asked(answer(by=UNIVERSITY), issuer=UNIVERSITY.did)
    assert checks["identity"] == ("inconclusive", "identity.not-accepted")
    assert report.verdict == "undetermined"


def test_a_forged_pid():
    whole = pid_of(ADA)
    head, payload, signature = whole.removesuffix("~").split(".")
    forged = f"{head}.{payload}.{'A' * len(signature)}~"
    report, checks = asked([shown(ADA, OWN), shown(ADA, forged)])
    assert checks["identity"] == ("failed", "identity.refused")
    assert report.verdict == "rejected"


def test_no_pid_and_several():
    report, checks = asked([shown(ADA, OWN)])
    assert checks["identity"] == ("inconclusive", "identity.missing")
    assert report.verdict == "undetermined"
    report, checks = asked([*answer(), shown(ADA, pid_of(ADA, issuing_country="DE"))])
    assert checks["identity"] == ("inconclusive", "identity.several")
    assert report.verdict == "undetermined"


def test_something_that_only_calls_itself_a_pid_in_its_claims():
    _, checks = asked(answer(vct="urn:example:pid:1"))
    assert checks["identity"] == ("inconclusive", "identity.missing")


def test_a_pid_alone_is_no_credential():
    report, checks = asked([shown(ADA, pid_of(ADA))])
    assert wrong(checks) == {}
    assert (report.verdict, report.credentials) == (Verdict.UNDETERMINED, ())


@pytest.mark.parametrize(
    "claims",
    [{"exp": int((NOW - timedelta(days=1)).timestamp())}, {"date_of_expiry": "2026-11-01"}],
)
def test_an_expired_pid(claims):
    report, checks = asked(answer(**claims))
    assert checks["identity"][0] == "failed"
    assert report.verdict == "rejected"


def test_credentials_are_judged_by_another_day_and_a_pid_by_today():
    expired = answer(exp=int((NOW - timedelta(days=1)).timestamp()))
    _, checks = asked(expired, at=NOW - timedelta(days=2))
    assert checks["identity"] == ("failed", "identity.refused")


@pytest.mark.parametrize(
    "claims",
    [
        {"given_name": 7},
        {"family_name": ""},
        {"family_name": "x" * 151},
        {"birthdate": "17.05.2001"},
        {"birthdate": "2001-W20-4"},
        {"given_name": "Ada\x00"},
        {"personal_administrative_number": ["1", "2"]},
        {"date_of_expiry": True},
    ],
)
def test_attributes_that_are_none(claims):
    report, checks = asked(answer(**claims))
    assert checks["identity"][0] == "failed"
    assert report.verdict == "rejected"


def test_the_number_of_another_state_that_happens_to_be_alike():
    foreign = {
        **EVES_PERSON,
        "personal_administrative_number": PERSON["personal_administrative_number"],
        "issuing_country": "XX",
    }
    only_number = answer(**foreign, shown=("given_name", "family_name", "personal_administrative_number"))
    assert learner_of(asked(only_number)[0]) == ("failed", "learner.other-person")
    nameless = answer(**foreign, shown=("personal_administrative_number",))
    assert learner_of(asked(nameless)[0]) == ("inconclusive", "learner.pid-insufficient")


def test_one_credential_twice_in_one_answer():
    report, checks = asked([shown(ADA, OWN), *answer()])
    assert checks["structure"] == ("failed", "presentation.duplicate")
    assert report.verdict == "rejected"
    assert report.check("structure").pointer == "/1"


def test_one_challenge_counts_once_for_an_answer_of_several_parts():
    nonces = MemoryNonces(clock=Clock(NOW))
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    parts = [shown(ADA, OWN, challenge=challenge), shown(ADA, pid_of(ADA), challenge=challenge)]
    assert asked(parts, challenge=challenge, nonces=nonces)[0].verdict == "accepted"
    report, checks = asked(parts, challenge=challenge, nonces=nonces)
    assert (checks["freshness"], report.verdict) == (("failed", "nonce.used"), "rejected")


@pytest.mark.parametrize("count", [0, 17])
def test_an_answer_of_none_or_of_too_many(count):
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation([OWN] * count, challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.parts"


def test_an_answer_whose_parts_are_too_large_together():
    large = [f"{OWN}{'A' * 3_000_000}~" for _ in range(3)]
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(large, challenge=CHALLENGE, audience=AUDIENCE)
    assert refusal.value.code == "presentation.size"


def test_a_part_that_is_nothing_makes_the_answer_nothing():
    report, checks = asked([shown(ADA, OWN), "{}"])
    assert checks == {"structure": ("failed", "presentation.none")}
    assert report.verdict == "rejected"


def test_a_credential_of_another_learner_in_one_part():
    report, _ = asked([*answer(), shown(BO, learning_credential(BO))])
    # Bo's key, and by what it states Ada's: every part is judged by the person who presents, and by its own key.
    assert {learner_of(report, at)[0] for at in (0, 1)} == {"passed"}
    other = json.dumps(ADA.show_anything(badge_of(BO)))
    report, _ = asked([*answer(), other])
    assert learner_of(report, 1) == ("failed", "learner.other-presenter")
    assert report.verdict == "rejected"


def test_for_a_pid_that_was_not_made_for_us_nobody_is_asked():
    seen = []

    def resolve(identifier):
        seen.append(identifier)
        return DefaultResolver()(identifier)

    web = Party("P-256")
    web.did, web.method = "did:web:pid.example", "did:web:pid.example#k"
    believed = PidProviders(issuers=[web.did])
    elsewhere = shown(ADA, pid_of(ADA, by=web), audience="https://other.example")
    verifier = Verifier(fetch=None, trust=[LISTED], clock=lambda: NOW, resolver=resolve)
    report, _ = asked([shown(ADA, OWN), elsewhere], verifier=verifier, pid=believed)
    assert report.verdict == "rejected"
    assert web.did not in seen


def test_what_a_pid_says_stays_out_of_errors():
    with pytest.raises(CredsealError) as refusal:
        employer().verify_presentation(
            answer(birthdate="1999-09-09", personal_administrative_number="77777777777"),
            challenge=CHALLENGE,
            audience=AUDIENCE,
            pid=BELIEVED,
        )
    told = str(refusal.value) + repr(refusal.value.report) + json.dumps(refusal.value.report.to_dict())
    assert not any(value in told for value in ("1999-09-09", "77777777777"))
