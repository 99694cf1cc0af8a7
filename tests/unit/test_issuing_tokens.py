"""Issuing tokens: from a record to ``vc+jwt`` and to the form of Open Badges 3.0, saved, baked, and verified as they are."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from credseal.checks.policy import Policy
from credseal.encoding import compact_jws
from credseal.envelope import open_envelope
from credseal.errors import IssuingError, JsonLdError, ProofError
from credseal.issuer import Issuer
from credseal.issuer.tokens import token_of
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.signer import LocalSigner, generate
from credseal.report import Verdict
from credseal.securing.jose.signing import sign
from credseal.verifier import Verifier
from pictures import SVG, png
from records import ADA, COURSE, UNIVERSITY, credential
from tokens import METHOD, credential_of_1
from tokens import credential as small

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ISSUER = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: AT)
FORMS = ["vc+jwt", "jwt"]


def verify(data, policy=Policy.AUTHENTIC, issuer=ISSUER):
    return Verifier(policy, fetch=None, clock=lambda: AT).verify(data, issuer=issuer.organisation.id)


def claims(token):
    return json.loads(compact_jws.split(token).payload)


@pytest.mark.parametrize("securing", FORMS)
def test_what_is_issued_is_accepted_and_reads_back(securing):
    sealed = ISSUER.issue(credential(), securing=securing)
    report = verify(sealed.data)
    assert report.document == sealed.document
    assert report.reading.credential.achievement.title == COURSE.title
    assert [proof.suite for proof in report.proofs] == [sealed.suite]
    assert "proof" not in sealed.document


def test_what_a_vc_jwt_says_beside_the_credential():
    sealed = ISSUER.issue(credential(), securing="vc+jwt", valid_until=datetime(2030, 1, 1, tzinfo=UTC))
    said = claims(sealed.token)
    assert {name: said[name] for name in said.keys() - sealed.document.keys()} == {
        "iss": ISSUER.organisation.id,
        "iat": int(AT.timestamp()),
    }
    assert (sealed.media_type, sealed.suite) == ("application/vc+jwt", "vc+jwt, ES256")
    report = verify(sealed.data)
    assert (report.issued.instant, report.issued.stated_in) == (AT, "iat")


def test_what_a_token_of_open_badges_repeats():
    sealed = ISSUER.issue(credential(), securing="jwt", valid_until=datetime(2030, 1, 1, tzinfo=UTC))
    said = claims(sealed.token)
    assert {name: said[name] for name in said.keys() - sealed.document.keys()} == {
        "iss": ISSUER.organisation.id,
        "jti": sealed.id,
        "sub": ADA.id,
        "nbf": int(AT.timestamp()),
        "exp": int(datetime(2030, 1, 1, tzinfo=UTC).timestamp()),
    }
    assert (sealed.media_type, sealed.suite) == ("application/jwt", "JWT, ES256")


def test_1edtechs_validator_would_accept_its_form_with_a_key_that_it_reads():
    verify(ISSUER.issue(credential(), securing="jwt").data, Policy.ONEDTECH)
    with_rsa = LocalSigner(rsa.generate_private_key(65537, 2048))
    university = Issuer(UNIVERSITY, with_rsa, verification_method=METHOD, clock=lambda: AT)
    sealed = university.issue(credential(), securing="jwt")
    assert sealed.suite == "JWT, RS256"
    report = Verifier(Policy.ONEDTECH, fetch=None, clock=lambda: AT).inspect(sealed.data)
    assert report.check("onedtech").code == "onedtech.valid"


def test_what_1edtechs_validator_would_not_accept_is_noted():
    issuer = Issuer(replace(UNIVERSITY, id=None), generate(), clock=lambda: AT)
    nameless = COURSE.award(replace(ADA, id=None), awarded_on=AT.date(), obtained_by="course")
    notes = {note.code for note in issuer.issue(nameless, securing="jwt").findings}
    assert {"token.uncommon-algorithm", "token.claims-missing"} <= notes
    assert "token.uncommon-algorithm" not in {note.code for note in ISSUER.issue(nameless, securing="vc+jwt").findings}


@pytest.mark.parametrize("securing", FORMS)
def test_a_token_is_saved_as_it_is_and_baked(tmp_path, securing):
    sealed = ISSUER.issue(credential(), securing=securing)
    sealed.save(tmp_path / "ada.jwt")
    assert (tmp_path / "ada.jwt").read_text() == sealed.token
    sealed.bake(tmp_path / "ada.png", picture=png())
    sealed.bake(tmp_path / "ada.svg", picture=SVG)
    assert f'verify="{sealed.token}"' in (tmp_path / "ada.svg").read_text()
    for name in ("ada.jwt", "ada.png", "ada.svg"):
        assert verify(tmp_path / name).verdict is Verdict.ACCEPTED
        assert open_envelope(tmp_path / name).token == sealed.token


def test_an_enveloped_credential_is_what_is_inside():
    sealed = ISSUER.issue(credential(), securing="vc+jwt")
    enveloped = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+jwt,{sealed.token}",
    }
    report = verify(json.dumps(enveloped))
    assert report.document == sealed.document
    assert "envelope.enveloped" in {note.code for note in report.notes}


def test_a_european_digital_credential_for_wallets():
    sealed = ISSUER.issue(credential(), profile="elm", securing="vc+jwt")
    assert verify(sealed.data).reading.credential.achievement.title == COURSE.title
    with pytest.raises(IssuingError) as refused:
        ISSUER.issue(credential(), profile="elm", securing="jwt")
    assert refused.value.code == "issuing.securing"


def test_texts_in_further_languages_travel_in_a_token():
    sealed = ISSUER.issue(credential(), securing="vc+jwt", extended=True)
    assert verify(sealed.data).verdict is Verdict.ACCEPTED


def test_many_are_issued_as_one_is():
    for sealed in ISSUER.issue_many([credential(), credential(grade="4")], securing="vc+jwt"):
        assert verify(sealed.data).verdict is Verdict.ACCEPTED


def test_members_that_no_context_explains_are_not_signed():
    with pytest.raises(JsonLdError) as refused:
        token_of(
            small(rank="first"),
            generate(),
            form="vc+jwt",
            verification_method=METHOD,
            at=AT,
            contexts=BUNDLED,
        )
    assert refused.value.code == "jsonld.undefined-term"


def test_no_token_is_made_of_version_1():
    with pytest.raises(ProofError) as refused:
        sign(credential_of_1(), generate(), form="vc+jwt", verification_method=METHOD, at=AT)
    assert refused.value.code == "token.data-model"
    with pytest.raises(ProofError) as refused:
        sign(small(validUntil="soon"), generate(), form="JWT", verification_method=METHOD, at=AT)
    assert refused.value.code == "token.claim"


def test_the_signatures_alone_can_be_checked():
    sealed = ISSUER.issue(credential(), securing="vc+jwt")
    verifier = Verifier(fetch=None)
    assert verifier.verify_proofs(sealed.data) == "signature valid"
    with pytest.raises(ProofError):
        verifier.verify_proofs(sealed.token[:-8] + "AAAAAAAA")


def test_from_the_command_line(credseal, records, issued, tmp_path):
    key = ("--key", f"file:{issued.plain_key}")
    out = tmp_path / "ada.jwt"
    answered = credseal("issue", *records, *key, "--securing", "vc+jwt", "--bake", "--out", out)
    assert (answered.code, answered.err) == (0, "")
    assert "signed with vc+jwt, EdDSA" in answered.out
    for path in (out, tmp_path / "ada.png"):
        assert credseal("verify", path, "--offline", "--issuer", issued.id).code == 0
    assert credseal("verify", out, "--proof-only", "--offline").code == 0
    answered = credseal("issue", *records, *key, "--securing", "jwt", "--out", tmp_path / "b.jwt", "--json")
    assert (answered.json["token"], answered.json["media_type"]) == ("JWT, EdDSA", "application/jwt")
    assert "cryptosuite" not in answered.json
    changed = tmp_path / "changed.jwt"
    changed.write_text(out.read_text()[:-8] + "AAAAAAAA")
    assert credseal("verify", changed, "--offline", "--issuer", issued.id).code == 1
    assert credseal("verify", changed, "--proof-only", "--offline").code == 1


def test_a_class_gets_tokens_in_files_named_so(credseal, records, issued, tmp_path):
    (tmp_path / "class.csv").write_text("name,student_number\nAda Example,1\nBob Example,2\n")
    words = (*records[:2], "--learners", tmp_path / "class.csv", *records[4:], "--key", f"file:{issued.plain_key}")
    assert credseal("issue", *words, "--securing", "vc+jwt", "--out", tmp_path / "badges").code == 0
    assert sorted(path.suffix for path in (tmp_path / "badges").iterdir()) == [".jwt", ".jwt"]
    assert credseal("verify", tmp_path / "badges", "--offline", "--issuer", issued.id).code == 0
