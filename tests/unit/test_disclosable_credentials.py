"""Learning credentials as SD-JWT VC: issued, shown in part by their holder, and verified; and what is made of them that is not right."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from authority import HomeAuthority
from credseal.checks.expectations import ExpectedLearner
from credseal.checks.policy import Policy
from credseal.encoding import base64url, sd_jwt
from credseal.errors import CredsealError, IssuingError
from credseal.issuer import Issuer
from credseal.keys.signer import generate
from credseal.profiles import learning_credential
from credseal.report import Outcome, Undetermined, Verdict, VerificationError
from credseal.securing.sd_jwt import parsing
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.presenting import present
from credseal.securing.sd_jwt.vc import issue
from credseal.trust.register import Register
from credseal.verifier import Verifier
from records import ADA, COURSE, UNIVERSITY, credential
from simulators import Clock

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEY = generate("P-256")
ISSUER = Issuer(replace(UNIVERSITY, id=None), KEY, clock=lambda: AT)
NAME, METHOD = ISSUER.organisation.id, ISSUER.verification_method


def sealed(**options):
    return ISSUER.issue(credential(), profile="learning", **options)


def inspect(data, *, at=AT, **expected):
    return Verifier(Policy.AUTHENTIC, fetch=None, clock=lambda: at).inspect(data, **{"issuer": NAME, **expected})


def outcomes(report):
    return {check.name: (check.outcome, check.code) for check in report.checks}


def signed(claims, signer=KEY, kid=METHOD):
    """An SD-JWT VC as anybody can make one."""
    return issue(claims, signer, kid=kid)


def test_what_is_issued_is_accepted_and_reads_back():
    made = sealed()
    report = inspect(made.data)
    assert report.verdict is Verdict.ACCEPTED
    assert report.document == made.document
    assert report.reading.credential.achievement.title == COURSE.title
    assert report.reading.credential.learner == ADA
    assert [proof.suite for proof in report.proofs] == [made.suite] == ["dc+sd-jwt, ES256"]
    assert made.media_type == "application/dc+sd-jwt"


def test_what_the_holder_withholds_is_not_there_and_the_rest_is_accepted():
    made = sealed()
    shown = present(parsing.parse(made.token), [("assessment_grade",), ("sub",)])
    report = inspect(shown)
    assert report.verdict is Verdict.ACCEPTED
    assert report.document.keys() < made.document.keys()
    assert "assessment_grade" in report.document
    assert "learning_outcomes" not in report.document
    assert "sd-jwt.withheld" in {note.code for note in report.notes}
    assert not {path[0] for path in learning_credential.NEVER_SELECTIVE} & (
        made.document.keys() - report.document.keys()
    )


def test_it_is_bound_to_the_learners_key_and_compared_with_whom_one_expects():
    report = inspect(sealed().data, learner=ExpectedLearner(did=ADA.id))
    assert outcomes(report)["learner"][0] is Outcome.PASSED
    stranger = Issuer(replace(UNIVERSITY, id=None), generate("P-256")).organisation.id
    report = inspect(sealed().data, learner=ExpectedLearner(did=stranger))
    assert (report.verdict, outcomes(report)["learner"][0]) == (Verdict.REJECTED, Outcome.FAILED)


def test_a_key_that_the_learner_proves_is_what_it_is_bound_to():
    holder = generate("P-256")
    made = sealed(holder_key=holder.public_key)
    assert made.document["cnf"]["jwk"]["x"] == base64url.encode(
        holder.public_key.native.public_numbers().x.to_bytes(32, "big")
    )


def test_another_key_than_the_issuers_does_not_pass():
    claims = sealed().document
    with pytest.raises(VerificationError) as caught:
        Verifier(Policy.AUTHENTIC, fetch=None, clock=lambda: AT).verify(signed(claims, generate("P-256")), issuer=NAME)
    assert outcomes(caught.value.report)["signature"] == (Outcome.FAILED, "jose.signature")


def test_a_changed_disclosure_is_refused():
    parts = sd_jwt.split(sealed().token)
    first = json.loads(base64url.decode(parts.disclosures[0]))
    changed = base64url.encode(json.dumps([*first[:-1], "another"]).encode())
    report = inspect(sd_jwt.join(parts.jwt, (changed, *parts.disclosures[1:])))
    assert report.verdict is Verdict.REJECTED
    assert report.document.get("sub") != "another"


def test_what_has_expired_is_refused_also_by_the_token_alone():
    made = sealed(valid_until=AT + timedelta(days=1))
    assert inspect(made.data).verdict is Verdict.ACCEPTED
    report = inspect(made.data, at=AT + timedelta(days=2))
    assert (report.verdict, outcomes(report)["dates"][0]) == (Verdict.REJECTED, Outcome.FAILED)
    late = signed({"iss": NAME, "vct": "https://uni.example/card", "exp": int(AT.timestamp()) - 3600})
    assert outcomes(inspect(late))["dates"] == (Outcome.FAILED, "dates.token-expired")
    early = signed({"iss": NAME, "vct": "https://uni.example/card", "nbf": int(AT.timestamp()) + 3600})
    assert outcomes(inspect(early))["dates"] == (Outcome.FAILED, "dates.token-not-yet")


def test_of_an_unknown_type_it_is_said_that_its_own_claims_were_not_looked_at():
    report = inspect(signed({"iss": NAME, "vct": "https://uni.example/card", "date_of_expiry": "2020-01-01"}))
    assert ("sd-jwt.unknown-type", "/vct") in {(note.code, note.pointer) for note in report.notes}
    assert "sd-jwt.unknown-type" not in {note.code for note in inspect(sealed().data).notes}


def test_what_has_a_status_that_nobody_asked_for_is_not_accepted():
    claims = {**sealed().document, "status": {"status_list": {"idx": 1, "uri": "https://uni.example/status/1"}}}
    with pytest.raises(Undetermined) as caught:
        Verifier(Policy.AUTHENTIC, fetch=None, clock=lambda: AT).verify(signed(claims), issuer=NAME)
    assert outcomes(caught.value.report)["standing"] == (Outcome.INCONCLUSIVE, "standing.unread")


def test_what_decides_must_not_be_withheld_whoever_signed_it():
    claims = sealed().document
    title = issue(claims, KEY, kid=METHOD, disclosable=[("achievement_title",)])
    report = inspect(title)
    assert outcomes(report)["signature"] == (Outcome.FAILED, "sd-jwt.always-shown")


def test_an_issuer_that_nobody_can_ask_leaves_it_open():
    claims = {**sealed().document, "iss": "https://uni.example"}
    report = inspect(signed(claims, kid="key-1"), issuer="https://uni.example")
    assert report.verdict is Verdict.UNDETERMINED
    assert outcomes(report)["issuer_authenticated"][0] is Outcome.INCONCLUSIVE


def test_a_certificate_in_the_header_checks_the_signature_and_authenticates_nobody():
    authority = HomeAuthority(clock=Clock(AT))
    holder = authority.seal_key()
    claims = {name: value for name, value in sealed().document.items() if name != "iss"}
    for named, code in (({}, "token.no-issuer"), ({"iss": "https://uni.example"}, "token.header-key")):
        report = inspect(issue({**claims, **named}, holder, certificates=holder.certificates), issuer=named.get("iss"))
        assert report.verdict is not Verdict.ACCEPTED
        assert outcomes(report)["signature"][0] is Outcome.PASSED
        assert outcomes(report)["issuer_authenticated"] == (Outcome.INCONCLUSIVE, code)


def test_another_issuers_name_with_ones_own_key_is_refused():
    stranger = generate("P-256")
    own = Issuer(replace(UNIVERSITY, id=None), stranger).verification_method
    with pytest.raises(CredsealError) as caught:
        signed(sealed().document, stranger, kid=own)
    assert caught.value.code == "sd-jwt.signer"


def test_a_proof_of_the_holders_key_is_not_taken_for_anything():
    holder = generate("P-256")
    made = sealed(holder_key=holder.public_key)
    bound = bind(made.token, holder, nonce="n-0S6_WzA2Mj-128-bits", audience="https://employer.example", at=AT)
    report = inspect(bound)
    assert report.verdict is Verdict.ACCEPTED
    assert "sd-jwt.key-binding-unchecked" in {note.code for note in report.notes}


@pytest.mark.parametrize(
    "text", ["eyJhbGciOiJFUzI1NiJ9.e30.c2ln~", "e30.e30.~~", "e.~", "eyJhbGciOiJub25lIn0.e30.~WyJzIl0~"]
)
def test_what_only_looks_like_one_is_refused_with_a_reason(text):
    report = inspect(text)
    assert report.verdict is Verdict.REJECTED
    assert [check.code for check in report.checks if check.outcome is Outcome.FAILED]


@pytest.mark.parametrize("securing", ["vc+jwt", "jwt", "eddsa-rdfc-2022", "ecdsa-sd-2023"])
def test_learning_credentials_have_one_form(securing):
    with pytest.raises(IssuingError) as caught:
        sealed(securing=securing)
    assert caught.value.code == "issuing.securing"


@pytest.mark.parametrize("profile", ["openbadges", "elm"])
def test_and_nothing_else_has_that_form(profile):
    with pytest.raises(CredsealError) as caught:
        ISSUER.issue(credential(), profile=profile, securing="dc+sd-jwt")
    assert caught.value.code in {"issuing.securing", "proof.suite", "proof.unsupported"}


@pytest.fixture
def own(credseal, records, tmp_path):
    """A learning credential, in a file."""
    (tmp_path / "key.pem").write_bytes(generate("P-256").to_pem(passphrase=None))
    words = ("--key", f"file:{tmp_path / 'key.pem'}", "--profile", "learning", "--grade", "8")
    made = credseal("issue", *records, *words, "--out", tmp_path / "ada.jwt", "--json")
    assert (made.code, made.json["media_type"]) == (0, "application/dc+sd-jwt")
    return tmp_path / "ada.jwt"


def issuer_of(path):
    return parsing.parse(path.read_text().strip()).claims["iss"]


def test_on_the_command_line_from_the_record_to_what_an_employer_sees(credseal, own, tmp_path):
    shown = tmp_path / "shown.jwt"
    answered = credseal("derive", own, "--reveal", "/assessment_grade", "--out", shown)
    assert (answered.code, "1 part that you reveal" in answered.out) == (0, True)
    assert len(shown.read_bytes()) < len(own.read_bytes())
    for file in (own, shown):
        assert credseal("verify", file, "--offline", "--issuer", issuer_of(own)).code == 0
        assert credseal("verify", file, "--offline").code == 3
    told = credseal("inspect", shown, "--offline", "--issuer", issuer_of(own))
    assert "Testing drinking water" in told.out
    assert "takes a sample" not in told.out


def test_elements_are_looked_for_in_the_claims(credseal, own):
    whole = credseal("check", own, "--json")
    assert whole.code in {0, 1}
    assert whole.json


@pytest.mark.parametrize("pointer", ["/nothing", "assessment_grade", "/learning_outcomes/99"])
def test_what_is_revealed_must_be_there(credseal, own, pointer):
    answered = credseal("derive", own, "--reveal", pointer, "--out", "-")
    assert (answered.code, answered.out) == (1, "")
    assert pointer in answered.err


def test_it_is_put_into_no_picture(credseal, own, tmp_path):
    answered = credseal("bake", own, "--out", tmp_path / "ada.png")
    assert answered.code == 1
    assert not (tmp_path / "ada.png").exists()


def test_one_that_would_be_sealed_is_refused(credseal, own, tmp_path):
    answered = credseal("seal", own, "--key", f"file:{tmp_path / 'key.pem'}", "--out", tmp_path / "x.jsonld")
    assert answered.code == 1
    assert not (tmp_path / "x.jsonld").exists()


def test_whose_key_it_is_and_a_borrowed_name_are_told():
    check = inspect(sealed().data).check("issuer_authenticated")
    assert NAME[:60] in check.message
    name = UNIVERSITY.legal_name.in_language("en")[1]
    register = Register.load({"name": "Universities", "issuers": [{"id": "did:web:uni.example", "name": name}]})
    report = Verifier(Policy.AUTHENTIC, trust=[register], fetch=None, clock=lambda: AT).inspect(sealed().data)
    assert ("issuer.borrowed-name", "/issuing_authority") in {(note.code, note.pointer) for note in report.notes}
