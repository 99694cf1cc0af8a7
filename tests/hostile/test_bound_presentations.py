"""SD-JWT VCs that their holder shows with a proof of their key: accepted once, from the holder, by whom they were made for; and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.did.key import did_of
from credseal.did.resolver import DefaultResolver
from credseal.encoding import sd_jwt
from credseal.errors import PresentingError, ProofError
from credseal.issuer import Issuer
from credseal.keys.jwk import thumbprint, to_jwk
from credseal.keys.signer import generate
from credseal.nonces import PRESENTATION, MemoryNonces
from credseal.report import Outcome, Verdict
from credseal.report.presentation import PresentationError, UndeterminedPresentation
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present as shown_part
from credseal.securing.sd_jwt.vc import issue
from credseal.verifier import Verifier
from credseal.wallet import present
from records import UNIVERSITY, credential

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY, HOLDER, STRANGER = generate("P-256"), generate("P-256"), generate("P-256")
ISSUER = Issuer(replace(UNIVERSITY, id=None), KEY, clock=lambda: AT)
NAME, METHOD = ISSUER.organisation.id, ISSUER.verification_method
CHALLENGE, AUDIENCE = "kQ3vT9xWb2hZ7pLm0sYdRg", "https://employer.example"
RECORD = credential()
OWN = replace(RECORD, learner=replace(RECORD.learner, id=did_of(HOLDER.public_key)))
TOKEN = ISSUER.issue(OWN, profile="learning").token
VERIFIER = Verifier(Policy.AUTHENTIC, fetch=None, clock=lambda: AT)


def show(token=TOKEN, signer=HOLDER, **options):
    return present([token], signer, **{"challenge": CHALLENGE, "domain": AUDIENCE, "clock": lambda: AT, **options}).data


def inspect(source, verifier=VERIFIER, **options):
    return verifier.inspect_presentation(
        source, **{"challenge": CHALLENGE, "audience": AUDIENCE, "issuer": NAME, **options}
    )


def outcomes(report):
    return {check.name: (check.outcome, check.code) for check in report.checks}


def test_what_its_holder_shows_is_accepted_and_theirs():
    report = VERIFIER.verify_presentation(show(), challenge=CHALLENGE, audience=AUDIENCE, issuer=NAME)
    assert report.verdict is Verdict.ACCEPTED
    assert (report.presenter.shown, report.presenter.by) == (True, "cnf")
    assert report.presenter.id.endswith(thumbprint(HOLDER.public_key))
    assert [one.report.check("learner").code for one in report.credentials] == ["learner.by-key"]
    assert "sd-jwt.key-binding-unchecked" not in {note.code for note in report.credentials[0].report.notes}


def test_a_part_of_it_will_do():
    part = shown_part(parse(TOKEN), [("assessment_grade",)])
    report = inspect(show(part))
    assert report.verdict is Verdict.ACCEPTED
    assert "learning_outcomes" not in report.credentials[0].report.document


@pytest.mark.parametrize(
    ("how", "name", "code"),
    [
        ({"challenge": "another"}, "occasion", "sd-jwt.key-binding-nonce"),
        ({"domain": "https://other.example"}, "occasion", "sd-jwt.key-binding-audience"),
        ({"clock": lambda: AT - timedelta(hours=1)}, "freshness", "sd-jwt.key-binding-time"),
        ({"clock": lambda: AT + timedelta(hours=1)}, "freshness", "sd-jwt.key-binding-time"),
    ],
)
def test_what_was_made_for_another_occasion_is_refused(how, name, code):
    report = inspect(show(**how))
    assert report.verdict is Verdict.REJECTED
    assert outcomes(report)[name] == (Outcome.FAILED, code)
    assert not report.presenter.shown
    with pytest.raises(PresentationError):
        VERIFIER.verify_presentation(show(**how), challenge=CHALLENGE, audience=AUDIENCE, issuer=NAME)


def test_nobody_is_asked_about_what_was_made_for_another_occasion():
    asked = []

    def resolve(identifier):
        asked.append(identifier)
        return DefaultResolver(None)(identifier)

    claims = {**parse(TOKEN).processed().payload, "iss": "did:web:uni.example"}
    token = issue(claims, KEY, kid="did:web:uni.example#key-1")
    verifier = Verifier(Policy.AUTHENTIC, resolver=resolve, fetch=None, clock=lambda: AT)
    inspect(show(token, challenge="another"), verifier)
    assert asked == []
    inspect(show(token), verifier)
    assert set(asked) == {"did:web:uni.example"}


def test_a_challenge_from_a_store_counts_once():
    nonces = MemoryNonces(clock=lambda: AT)
    challenge = nonces.issue(audience=AUDIENCE, purpose=PRESENTATION)
    shown = show(challenge=challenge)
    assert inspect(shown, challenge=challenge, nonces=nonces).verdict is Verdict.ACCEPTED
    again = inspect(shown, challenge=challenge, nonces=nonces)
    assert (again.verdict, outcomes(again)["freshness"]) == (Verdict.REJECTED, (Outcome.FAILED, "nonce.used"))
    assert not again.presenter.shown


def test_without_the_proof_of_a_key_it_stays_open_who_shows_it():
    stripped = parse(show()).text
    report = inspect(stripped)
    assert (report.verdict, report.presenter.shown) == (Verdict.UNDETERMINED, False)
    assert outcomes(report)["holder"] == (Outcome.INCONCLUSIVE, "presentation.no-proof")
    with pytest.raises(UndeterminedPresentation):
        VERIFIER.verify_presentation(stripped, challenge=CHALLENGE, audience=AUDIENCE, issuer=NAME)


def test_what_is_shown_cannot_be_changed_afterwards():
    parts = sd_jwt.split(show().decode())
    less = sd_jwt.join(parts.jwt, parts.disclosures[1:]) + parts.key_binding
    report = inspect(less)
    assert outcomes(report)["signature"] == (Outcome.FAILED, "sd-jwt.key-binding-hash")
    assert report.verdict is Verdict.REJECTED


def test_another_key_than_the_one_that_is_named_shows_nothing():
    with pytest.raises(ProofError):
        show(signer=STRANGER)
    # As a wallet without scruples makes it: a credential that names the stranger's key, its proof behind that of another.
    claims = {**parse(TOKEN).processed().payload, "cnf": {"jwk": to_jwk(STRANGER.public_key)}}
    other = bind(issue(claims, KEY, kid=METHOD), STRANGER, nonce=CHALLENGE, audience=AUDIENCE, at=AT)
    crossed = parse(TOKEN).text + sd_jwt.split(other).key_binding
    report = inspect(crossed)
    assert outcomes(report)["signature"] == (Outcome.FAILED, "sd-jwt.key-binding-signature")
    assert (report.verdict, report.presenter.shown) == (Verdict.REJECTED, False)


def test_a_forged_credential_with_ones_own_key_is_refused_however_well_it_is_shown():
    claims = {**parse(TOKEN).processed().payload, "cnf": {"jwk": to_jwk(STRANGER.public_key)}}
    report = inspect(show(issue(claims, STRANGER, kid=METHOD), STRANGER))
    assert report.verdict is Verdict.REJECTED
    assert report.credentials[0].report.check("signature").outcome is Outcome.FAILED


def test_one_that_is_bound_to_no_key_cannot_be_shown_as_ones_own():
    claims = {name: value for name, value in parse(TOKEN).processed().payload.items() if name != "cnf"}
    unbound = issue(claims, KEY, kid=METHOD)
    crossed = unbound + sd_jwt.split(show().decode()).key_binding
    report = inspect(crossed)
    assert outcomes(report)["signature"] == (Outcome.FAILED, "sd-jwt.confirmation")
    assert report.verdict is Verdict.REJECTED


def test_somebody_elses_is_refused_where_another_is_expected():
    other = ExpectedLearner(did=did_of(STRANGER.public_key))
    report = inspect(show(), learner=other)
    assert report.verdict is Verdict.REJECTED
    assert report.credentials[0].report.check("learner").outcome is Outcome.FAILED


@pytest.mark.parametrize("source", ["e.~", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln~", "eyJ.e30.é~", b"e.\xff~"])
def test_what_only_looks_like_one_is_refused(source):
    report = inspect(source)
    assert report.verdict is Verdict.REJECTED
    assert outcomes(report)["structure"][0] is Outcome.FAILED


def test_it_is_presented_by_itself():
    for credentials, options in (
        ([TOKEN, TOKEN], {}),
        ([TOKEN], {"holder": "did:web:ada.example"}),
        ([TOKEN], {"securing": "eddsa-jcs-2022"}),
    ):
        with pytest.raises(PresentingError) as caught:
            present(credentials, HOLDER, challenge=CHALLENGE, domain=AUDIENCE, **options)
        assert caught.value.code == "wallet.sd-jwt"


def test_from_the_command_line(credseal, tmp_path):
    (tmp_path / "holder.pem").write_bytes(HOLDER.to_pem(passphrase=None))
    (tmp_path / "ada.jwt").write_text(TOKEN)
    occasion = ("--challenge", CHALLENGE, "--domain", AUDIENCE)
    shown = tmp_path / "shown.jwt"
    made = credseal(
        "present", tmp_path / "ada.jwt", "--key", f"file:{tmp_path / 'holder.pem'}", *occasion, "--out", shown
    )
    assert (made.code, "kb+jwt" in made.out) == (0, True)
    asked = ("--challenge", CHALLENGE, "--audience", AUDIENCE, "--issuer", NAME, "--offline")
    answered = credseal("verify", shown, *asked)
    assert (answered.code, "ACCEPTED" in answered.out) == (0, True)
    assert credseal("verify", tmp_path / "ada.jwt", *asked).code == 3
